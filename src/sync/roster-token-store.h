/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_TOKEN_STORE (roster_token_store_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterTokenStore, roster_token_store, ROSTER, TOKEN_STORE, GObject)

/**
 * RosterTokenStoreClass:
 * @lookup: gives the token kept for an office and a login, or %NULL; without an error where there is none
 * @store: keeps a token in the place of an earlier one
 * @clear: forgets the token
 *
 * Where the token of a signed-in person is kept. Every function may block and may be called from any thread, one at a
 * time.
 */
struct _RosterTokenStoreClass
{
  GObjectClass parent_class;

  char    *(*lookup) (RosterTokenStore  *self,
                      const char        *office,
                      const char        *login,
                      GCancellable      *cancellable,
                      GError           **error);
  gboolean (*store)  (RosterTokenStore  *self,
                      const char        *office,
                      const char        *login,
                      const char        *token,
                      GCancellable      *cancellable,
                      GError           **error);
  gboolean (*clear)  (RosterTokenStore  *self,
                      const char        *office,
                      const char        *login,
                      GCancellable      *cancellable,
                      GError           **error);
};

char             *roster_token_store_lookup     (RosterTokenStore  *self,
                                                 const char        *office,
                                                 const char        *login,
                                                 GCancellable      *cancellable,
                                                 GError           **error);
gboolean          roster_token_store_store      (RosterTokenStore  *self,
                                                 const char        *office,
                                                 const char        *login,
                                                 const char        *token,
                                                 GCancellable      *cancellable,
                                                 GError           **error);
gboolean          roster_token_store_clear      (RosterTokenStore  *self,
                                                 const char        *office,
                                                 const char        *login,
                                                 GCancellable      *cancellable,
                                                 GError           **error);

RosterTokenStore *roster_file_token_store_new   (const char        *path);
RosterTokenStore *roster_secret_token_store_new (const char        *fallback_path);

char             *roster_token_file_for         (const char        *cache_path);

G_END_DECLS
