/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-backend.h"

#include <glib/gi18n-lib.h>

#include "roster-office-error.h"
#include "roster-postgresql-backend.h"
#include "roster-sqlite-backend.h"

G_DEFINE_ABSTRACT_TYPE (RosterBackend, roster_backend, G_TYPE_OBJECT)

G_DEFINE_QUARK (roster-office-error-quark, roster_office_error)

static void
roster_backend_class_init (RosterBackendClass *klass)
{
}

static void
roster_backend_init (RosterBackend *self)
{
}

/**
 * roster_office_account_new:
 * @number: the account's key in the store
 * @id: its name on the wire
 * @scope: as roster_office_scope_to_nick() writes it
 * @owner: (nullable): whose book it is
 *
 * Returns: (transfer full): an account as a row of any backend has it
 */
RosterOfficeAccount *
roster_office_account_new (gint64      number,
                           const char *id,
                           const char *scope,
                           const char *owner)
{
  RosterOfficeAccount *account = g_new0 (RosterOfficeAccount, 1);

  account->number = number;
  account->id = g_strdup (id);
  account->scope = g_strcmp0 (scope, roster_office_scope_to_nick (ROSTER_SCOPE_COMPANY)) == 0 ? ROSTER_SCOPE_COMPANY
                                                                                              : ROSTER_SCOPE_BOOK;
  account->owner = g_strdup (owner);
  return account;
}

/**
 * roster_office_scope_to_nick:
 *
 * Returns: the scope as every backend stores it
 */
const char *
roster_office_scope_to_nick (RosterScope scope)
{
  switch (scope)
    {
    case ROSTER_SCOPE_COMPANY:
      return "company";
    case ROSTER_SCOPE_BOOK:
      return "book";
    }

  g_return_val_if_reached (NULL);
}

void
roster_office_account_free (RosterOfficeAccount *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->owner);
  g_free (self);
}

/**
 * roster_backend_begin_on:
 * @id: of an account
 * @account: (out) (transfer full) (nullable): the account, %NULL where there is none
 *
 * Begins a transaction that writes to an account, with every other writer kept out of it: what is read from here on is
 * what stands there when it is written.
 *
 * Returns: %FALSE with an error of the backend
 */
gboolean
roster_backend_begin_on (RosterBackend        *self,
                         const char           *id,
                         RosterOfficeAccount **account,
                         GError              **error)
{
  g_return_val_if_fail (ROSTER_IS_BACKEND (self), FALSE);
  g_return_val_if_fail (id != NULL && account != NULL, FALSE);

  *account = NULL;
  return roster_backend_call (self, begin, TRUE, error) &&
         roster_backend_call (self, find_account, id, account, error) &&
         (*account == NULL || roster_backend_call (self, lock_account, (*account)->number, error));
}

/**
 * roster_backend_open:
 * @store: a file, or an address of PostgreSQL that begins with `postgresql://`
 * @create: whether to make the file when it is missing
 *
 * Opens one connection and brings the schema up to date.
 *
 * Returns: (transfer full) (nullable): the connection
 */
RosterBackend *
roster_backend_open (const char  *store,
                     gboolean     create,
                     GError     **error)
{
  g_return_val_if_fail (store != NULL, NULL);

  if (g_str_has_prefix (store, "postgresql://") || g_str_has_prefix (store, "postgres://"))
    return roster_postgresql_backend_open (store, create, error);
  if (strstr (store, "://") != NULL)
    {
      g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_STORE,
                           _("The store is a file, or an address that begins with postgresql://"));
      return NULL;
    }

  return roster_sqlite_backend_open (store, create, error);
}
