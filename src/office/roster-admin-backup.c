/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-admin.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "roster-office-backup.h"

static gboolean
run_backup (RosterAdmin  *self,
            char        **arguments,
            GError      **error)
{
  g_autoptr (RosterOffice) office = roster_admin_open_office (self, error);

  return office != NULL && roster_office_backup (office, arguments[0], error);
}

static gboolean
renew (RosterAdmin  *self,
       GError      **error)
{
  g_autoptr (RosterOffice) office = roster_admin_open_office (self, error);
  gint64 n_records;

  if (office == NULL || !roster_office_check (office, &n_records, error) || !roster_office_renew (office, error))
    return FALSE;

  /* Translators: %s is a number of records. */
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n_records);
  roster_admin_print (_("The store is sound: %s records\n"), number);
  return TRUE;
}

static void
remove_store (const char *store)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (store, suffixes[i], NULL);

      g_unlink (path);
    }
}

static gboolean
run_restore (RosterAdmin  *self,
             char        **arguments,
             GError      **error)
{
  if (roster_admin_is_address (self->store))
    {
      g_set_error_literal (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED,
                           _("A backup becomes a file. To PostgreSQL pg_restore brings what pg_dump wrote; then use "
                             "“roster-office renew”."));
      return FALSE;
    }
  if (!g_file_test (arguments[0], G_FILE_TEST_EXISTS))
    {
      g_set_error (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED, _("There is no backup at %s"), arguments[0]);
      return FALSE;
    }
  if (!roster_office_restore (arguments[0], self->store, error))
    return FALSE;

  /* What cannot be made ready to serve is not left behind to be served. */
  if (!renew (self, error))
    {
      remove_store (self->store);
      return FALSE;
    }

  return TRUE;
}

static gboolean
run_renew (RosterAdmin  *self,
           char        **arguments,
           GError      **error)
{
  return renew (self, error);
}

const RosterAdminCommand roster_admin_backup_commands[] = {
  { "backup", "FILE", N_("Copy the whole store into a new file, also while it is served"), ROSTER_ADMIN_OPTION_STORE, 1,
    run_backup },
  { "restore", "FILE", N_("Make a new store of a backup; everybody reads everything anew"), ROSTER_ADMIN_OPTION_STORE,
    1, run_restore },
  { "renew", NULL, N_("Have everybody read everything anew, as after pg_restore"), ROSTER_ADMIN_OPTION_STORE, 0,
    run_renew },
  { NULL },
};
