/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-database-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* A copy that is not whole has this at the end of its name. */
#define PART ".part"

static gboolean
make_file (const char  *path,
           GError     **error)
{
  int fd = open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS, _("“%s” cannot be made: %s"), path,
                   g_strerror (errno));
      return FALSE;
    }

  close (fd);
  return TRUE;
}

static gboolean
copy_pages (RosterDatabase  *source,
            sqlite3         *target,
            GError         **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (target, "main", roster_database_handle (source), "main");
  int code;

  if (backup == NULL)
    return roster_store_set_sqlite_error (error, target, sqlite3_errcode (target));

  /* All at once, so of one moment; who writes meanwhile writes into the log beside the file. */
  sqlite3_backup_step (backup, -1);
  code = sqlite3_backup_finish (backup);
  return code == SQLITE_OK || roster_store_set_sqlite_error (error, target, code);
}

static gboolean
copy_into (RosterDatabase  *source,
           const char      *path,
           GError         **error)
{
  sqlite3 *target = NULL;
  int code = sqlite3_open_v2 (path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
  gboolean done;

  if (code != SQLITE_OK)
    done = roster_store_set_sqlite_error (error, target, code);
  else
    done = copy_pages (source, target, error);
  /* The copy is one file that needs no others beside it. */
  if (done && (code = sqlite3_exec (target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL)) != SQLITE_OK)
    done = roster_store_set_sqlite_error (error, target, code);
  sqlite3_close (target);
  return done;
}

/* What stands in the copy is read once before anybody relies on it. */
static gboolean
check_copy (const char  *path,
            GError     **error)
{
  g_autoptr (RosterDatabase) copy = roster_database_open (path, ROSTER_DATABASE_READ_ONLY, error);

  return copy != NULL && roster_database_check (copy, error);
}

/**
 * roster_database_copy:
 * @path: a file that there is not yet
 *
 * Copies the whole database as it is at one moment into a file of its own, readable by its owner alone, while others
 * read and write it. The file has its name only once it is whole and was found sound.
 *
 * Returns: %FALSE with %ROSTER_STORE_ERROR
 */
gboolean
roster_database_copy (RosterDatabase  *self,
                      const char      *path,
                      GError         **error)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
  g_autofree char *part = NULL;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  /* The log of another database would be taken for this one's. */
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *taken = g_strconcat (path, suffixes[i], NULL);

      if (g_file_test (taken, G_FILE_TEST_EXISTS))
        {
          g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS,
                       _("%s exists already; it was not touched"), taken);
          return FALSE;
        }
    }

  part = g_strconcat (path, PART, NULL);
  if (!make_file (part, error))
    return FALSE;

  if (copy_into (self, part, error) && check_copy (part, error))
    {
      if (g_rename (part, path) == 0)
        return TRUE;
      g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS, _("“%s” cannot be made: %s"), path,
                   g_strerror (errno));
    }

  g_unlink (part);
  return FALSE;
}
