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
