/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office-backup.h"

#include <glib/gi18n-lib.h>

#include "roster-backend.h"
#include "roster-database-copy.h"
#include "roster-office-error.h"

/* By how much the counters of all accounts jump: more than there are changes between a backup and its return, however
   old it is. They can do so millions of times. */
#define JUMP (G_GINT64_CONSTANT (1) << 40)

/**
 * roster_office_backup:
 * @path: a file that there is not yet
 *
 * Copies the store, photos and all, as it is at one moment, while it is served.
 *
 * Returns: %FALSE with %ROSTER_OFFICE_ERROR_STORE where the store's own server is to do that, or an error of the
 *   backend
 */
gboolean
roster_office_backup (RosterOffice  *self,
                      const char    *path,
                      GError       **error)
{
  RosterBackend *backend;
  gboolean done = FALSE;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  if (ROSTER_BACKEND_GET_CLASS (backend)->copy != NULL)
    done = roster_backend_call (backend, copy, path, error);
  else
    g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_STORE,
                         _("PostgreSQL has its own backups: use pg_dump, and after pg_restore “roster-office renew”"));
  roster_office_release (self, backend);
  return done;
}

/* A file of something else would be taken for an empty office and made into one. */
static gboolean
is_office (RosterDatabase  *database,
           const char      *path,
           GError         **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (database, NULL, "SELECT number, floor FROM account WHERE id = 'company'", "");

  if (statement != NULL && roster_statement_step (statement, NULL) == ROSTER_STEP_ROW)
    return TRUE;

  g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_STORE, _("%s is no backup of an office"), path);
  return FALSE;
}

/**
 * roster_office_restore:
 * @backup: a file of roster_office_backup()
 * @store: a file that there is not yet
 *
 * Makes a store of a backup, which stays as it is. To be followed by roster_office_renew() before anybody is served.
 *
 * Returns: %FALSE with %ROSTER_OFFICE_ERROR_STORE where @backup is none, or %ROSTER_STORE_ERROR
 */
gboolean
roster_office_restore (const char  *backup,
                       const char  *store,
                       GError     **error)
{
  g_autoptr (RosterDatabase) database = NULL;

  g_return_val_if_fail (backup != NULL && store != NULL, FALSE);

  database = roster_database_open (backup, ROSTER_DATABASE_READ_ONLY, error);
  return database != NULL && is_office (database, backup, error) && roster_database_copy (database, store, error);
}

/**
 * roster_office_renew:
 *
 * Has every client read everything anew. After an older state of the data was put back, clients know states that this
 * office is yet to come to, and would take what it then has for what they have. What waits at the clients goes on to
 * wait, and is sent.
 *
 * Returns: %FALSE with an error of the backend
 */
gboolean
roster_office_renew (RosterOffice  *self,
                     GError       **error)
{
  RosterBackend *backend;
  gboolean done;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self), FALSE);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  done = roster_backend_call (backend, begin, TRUE, error) && roster_backend_call (backend, renew, JUMP, error) &&
         roster_backend_call (backend, commit, error);
  roster_office_release (self, backend);
  return done;
}
