/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-jmap-names.h"
#include "roster-record-type.h"

G_BEGIN_DECLS

/**
 * RosterJmapAccount:
 * @id: the account's id
 * @name: for a person
 * @scope: the company's, or a book
 * @personal: whether it is the signed-in person's own
 * @read_only: whether nothing in it may be changed
 * @writes: (element-type RosterRecordType): the types that may be changed in it
 *
 * One account of a session.
 */
typedef struct
{
  char *id;
  char *name;
  RosterScope scope;
  gboolean personal;
  gboolean read_only;
  GPtrArray *writes;
} RosterJmapAccount;

/**
 * RosterJmapSession:
 * @username: the login
 * @person: the id of the Person record
 * @role: the person's role, as in the Person record
 * @api_url: where requests go; relative to the session's own address, or absolute
 * @event_source_url: (nullable): where changes are pushed, a template with `types`, `closeafter` and `ping` (RFC 8620,
 *   section 7.3)
 * @upload_url: (nullable): where blobs go, a template with `accountId` (section 6.1); read, never written
 * @download_url: (nullable): where blobs come from, a template with `accountId`, `blobId`, `name` and `type` (section
 *   6.2); read, never written
 * @state: changes whenever the session does
 * @accounts: (element-type RosterJmapAccount): what the person may see
 * @primary: (nullable): the id of the account that is meant where none is said: the own book, otherwise the company's
 * @limits: what the office takes
 *
 * The session object (RFC 8620, section 2).
 */
typedef struct
{
  char *username;
  char *person;
  char *role;
  char *api_url;
  char *event_source_url;
  char *upload_url;
  char *download_url;
  char *state;
  GPtrArray *accounts;
  char *primary;
  RosterJmapLimits limits;
} RosterJmapSession;

RosterJmapAccount *roster_jmap_account_new        (const char         *id,
                                                   const char         *name,
                                                   RosterScope         scope);
void               roster_jmap_account_free       (RosterJmapAccount  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterJmapAccount, roster_jmap_account_free)

RosterJmapSession *roster_jmap_session_new        (void);
RosterJmapSession *roster_jmap_session_from_bytes (GBytes             *bytes,
                                                   GError            **error);
void               roster_jmap_session_free       (RosterJmapSession  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterJmapSession, roster_jmap_session_free)

GBytes            *roster_jmap_session_to_bytes   (RosterJmapSession  *self);
RosterJmapAccount *roster_jmap_session_account    (RosterJmapSession  *self,
                                                   const char         *id);

G_END_DECLS
