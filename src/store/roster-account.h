/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/** The accounts of a cache that is not signed in yet; the first sign-in renames them. */
#define ROSTER_LOCAL_COMPANY_ACCOUNT "local-company"
#define ROSTER_LOCAL_BOOK_ACCOUNT "local-book"

/**
 * RosterAccount:
 * @id: as the office names it
 * @name: for a person
 * @scope: the company's, or a book
 * @read_only: whether the office refuses every change
 * @primary: whether new records of the scope go here
 * @writes: (element-type RosterRecordType) (nullable): the types that the person may change here; %NULL where nobody
 *   has said, then @read_only speaks for all of them
 */
typedef struct
{
  char *id;
  char *name;
  RosterScope scope;
  gboolean read_only;
  gboolean primary;
  GPtrArray *writes;
} RosterAccount;

RosterAccount *roster_account_new            (const char              *id,
                                              const char              *name,
                                              RosterScope              scope,
                                              gboolean                 read_only,
                                              gboolean                 primary);
RosterAccount *roster_account_copy           (const RosterAccount     *self);
void           roster_account_free           (RosterAccount           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterAccount, roster_account_free)

gboolean       roster_account_may_write      (const RosterAccount     *self,
                                              const RosterRecordType  *type);
char          *roster_account_refusal        (const RosterAccount     *self,
                                              const RosterRecordType  *type);

GPtrArray     *roster_cache_list_accounts    (RosterCache             *self,
                                              GError                 **error);
RosterAccount *roster_cache_get_account      (RosterCache             *self,
                                              const char              *id,
                                              GError                 **error);
gboolean       roster_cache_set_accounts     (RosterCache             *self,
                                              GPtrArray               *accounts,
                                              GError                 **error);
gboolean       roster_cache_forget_account    (RosterCache             *self,
                                              const char              *id,
                                              GError                 **error);
char          *roster_cache_account_for      (RosterCache             *self,
                                              RosterScope              scope);

/* How far the cache has read each type of each account. NULL where it has read nothing. */
char          *roster_cache_get_state        (RosterCache             *self,
                                              const char              *account,
                                              const RosterRecordType  *type);
gboolean       roster_cache_set_state        (RosterCache             *self,
                                              const char              *account,
                                              const RosterRecordType  *type,
                                              const char              *state,
                                              GError                 **error);

G_END_DECLS
