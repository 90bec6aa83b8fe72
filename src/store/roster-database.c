/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

G_DEFINE_QUARK (roster-store-error-quark, roster_store_error)

/* How long a writer waits for another process before it reports that the cache is in use, in milliseconds. */
#define BUSY_TIMEOUT 5000

struct _RosterDatabase
{
  sqlite3 *handle;
  char *path;
  /* SQL text to the RosterStatement that is prepared for it */
  GHashTable *prepared;
  gboolean expects_much;
};

struct _RosterStatement
{
  RosterDatabase *database;
  sqlite3_stmt *stmt;
  /* Whether the database keeps it for the next use, and whether somebody uses it now */
  gboolean kept;
  gboolean busy;
};

/**
 * roster_store_set_sqlite_error:
 * @code: an SQLite result code
 *
 * The one place where the engine's codes become ours, with what the person can do about them.
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
roster_store_set_sqlite_error (GError  **error,
                               sqlite3  *handle,
                               int       code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      g_set_error_literal (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_FULL,
                           _("The disk is full. Nothing was changed; free some space and try again."));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error_literal (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_BUSY,
                           _("Another program is using the data. Wait until it has finished and try again."));
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error_literal (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_DAMAGED,
                           _("The data file is damaged or is not one of Roster’s."));
      break;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error_literal (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS,
                           _("The data file cannot be opened for writing. Check that its folder exists and is yours."));
      break;
    case SQLITE_CONSTRAINT:
      g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_CONSTRAINT,
                   _("The change does not fit the data: %s"), handle != NULL ? sqlite3_errmsg (handle) : "");
      break;
    case SQLITE_IOERR:
      g_set_error (error, ROSTER_STORE_ERROR,
                   code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC ? ROSTER_STORE_ERROR_FULL
                                                                            : ROSTER_STORE_ERROR_FAILED,
                   _("The disk could not be read or written (%s). Nothing was changed."), sqlite3_errstr (code));
      break;
    default:
      g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_FAILED, _("The database refused: %s"),
                   handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (code));
      break;
    }

  return FALSE;
}

static void
destroy_statement (gpointer data)
{
  RosterStatement *statement = data;

  sqlite3_finalize (statement->stmt);
  g_free (statement);
}

/* Personal data: the file is made for its owner alone before SQLite first opens it. */
static gboolean
create_private_file (const char  *path,
                     GError     **error)
{
  int fd = open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS, _("“%s” cannot be made: %s"),
                   path, g_strerror (errno));
      return FALSE;
    }

  close (fd);
  return TRUE;
}

/**
 * roster_database_open:
 * @path: a file, or `:memory:`
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL with %ROSTER_STORE_ERROR
 */
RosterDatabase *
roster_database_open (const char           *path,
                      RosterDatabaseFlags   flags,
                      GError              **error)
{
  g_autoptr (RosterDatabase) self = NULL;
  gboolean read_only = (flags & ROSTER_DATABASE_READ_ONLY) != 0;
  int code;

  g_return_val_if_fail (path != NULL, NULL);

  if ((flags & ROSTER_DATABASE_CREATE) != 0 && strcmp (path, ":memory:") != 0 && !create_private_file (path, error))
    return NULL;

  self = g_new0 (RosterDatabase, 1);
  self->path = g_strdup (path);
  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, destroy_statement);

  code = sqlite3_open_v2 (path, &self->handle,
                          SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                              (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE),
                          NULL);
  if (code != SQLITE_OK)
    {
      roster_store_set_sqlite_error (error, self->handle, code);
      return NULL;
    }

  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);

  /* WAL with synchronous=FULL: a commit that was reported survives a power cut. */
  if (!roster_database_execute (
          self,
          read_only ? "PRAGMA query_only = 1"
                    : "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                      "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384",
          error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * roster_database_close:
 * @self: (nullable) (transfer full): the connection
 *
 * Closes the connection with its prepared statements.
 */
void
roster_database_close (RosterDatabase *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->prepared, g_hash_table_unref);
  sqlite3_close_v2 (self->handle);
  g_free (self->path);
  g_free (self);
}

/**
 * roster_database_handle:
 *
 * Returns: (transfer none): the connection as SQLite has it, for what has no function here
 */
sqlite3 *
roster_database_handle (RosterDatabase *self)
{
  return self->handle;
}

/**
 * roster_database_path:
 *
 * Returns: (transfer none): the file
 */
const char *
roster_database_path (RosterDatabase *self)
{
  return self->path;
}

/**
 * roster_database_execute:
 * @sql: constant SQL, any number of statements; values go through roster_database_run()
 */
gboolean
roster_database_execute (RosterDatabase  *self,
                         const char      *sql,
                         GError         **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || roster_store_set_sqlite_error (error, self->handle, code);
}

static gint64
read_pragma (RosterDatabase *self,
             const char     *sql)
{
  g_autoptr (RosterStatement) statement = roster_database_query (self, NULL, sql, "");

  return statement != NULL && roster_statement_step (statement, NULL) == ROSTER_STEP_ROW
             ? roster_statement_int64 (statement, 0)
             : -1;
}

/**
 * roster_database_version:
 *
 * Returns: the schema's version, 0 for an empty file, -1 where it cannot be read
 */
int
roster_database_version (RosterDatabase *self)
{
  return read_pragma (self, "PRAGMA user_version");
}

/**
 * roster_database_data_version:
 *
 * Returns: a number that changes whenever another connection has committed
 */
gint64
roster_database_data_version (RosterDatabase *self)
{
  return read_pragma (self, "PRAGMA data_version");
}

/**
 * roster_database_migrate:
 * @migrations: in the order of their versions
 *
 * Brings the schema to the newest version: script and version number in one transaction each. A file of a newer program
 * gives %ROSTER_STORE_ERROR_NEWER and is not touched.
 */
gboolean
roster_database_migrate (RosterDatabase         *self,
                         const RosterMigration  *migrations,
                         guint                   n_migrations,
                         GError                **error)
{
  int newest = migrations[n_migrations - 1].version;
  int version = roster_database_version (self);

  if (version < 0)
    return roster_store_set_sqlite_error (error, self->handle, sqlite3_extended_errcode (self->handle));

  if (version > newest)
    {
      g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NEWER,
                   _("A newer Roster has written this data (version %d; this program knows %d). "
                     "Update Roster; the data was not touched."),
                   version, newest);
      return FALSE;
    }

  for (guint i = 0; i < n_migrations; i++)
    {
      g_autofree char *bump = NULL;

      if (migrations[i].version <= version)
        continue;

      if (!roster_database_begin (self, error))
        return FALSE;

      /* Another process may have been quicker. */
      if (roster_database_version (self) >= migrations[i].version)
        {
          roster_database_rollback (self);
          continue;
        }

      bump = g_strdup_printf ("PRAGMA user_version = %d", migrations[i].version);
      if (!roster_database_execute (self, migrations[i].sql, error) ||
          !roster_database_execute (self, bump, error) ||
          !roster_database_commit (self, error))
        {
          roster_database_rollback (self);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * roster_database_check:
 *
 * Reads the whole file.
 *
 * Returns: %FALSE with %ROSTER_STORE_ERROR_DAMAGED and the first fault
 */
gboolean
roster_database_check (RosterDatabase  *self,
                       GError         **error)
{
  g_autoptr (RosterStatement) statement = roster_database_query (self, error, "PRAGMA integrity_check(1)", "");
  RosterStep step;

  if (statement == NULL)
    return FALSE;

  step = roster_statement_step (statement, error);
  if (step == ROSTER_STEP_ERROR)
    return FALSE;
  if (step == ROSTER_STEP_ROW && g_strcmp0 (roster_statement_text (statement, 0), "ok") == 0)
    return TRUE;

  g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_DAMAGED, _("The data file is damaged: %s"),
               step == ROSTER_STEP_ROW ? roster_statement_text (statement, 0) : "");
  return FALSE;
}

/* The page cache in KiB, and after how many pages the log is written back into the file, ordinarily and while much
   comes in: then pages of the indexes are written again and again, and each writing back waits for the disk. */
#define CACHE_SIZE 16384
#define CACHE_SIZE_MUCH 65536
#define WRITE_BACK 1000
#define WRITE_BACK_MUCH 8000

/**
 * roster_database_expect_much:
 * @much: whether hundreds of thousands of rows are about to be written
 *
 * Trades memory and the size of the log for waiting less. A commit that was reported survives a power cut as ever.
 */
void
roster_database_expect_much (RosterDatabase *self,
                             gboolean        much)
{
  g_autofree char *sql = NULL;

  if (self->expects_much == much)
    return;

  self->expects_much = much;
  sql = g_strdup_printf ("PRAGMA cache_size = -%d; PRAGMA wal_autocheckpoint = %d",
                         much ? CACHE_SIZE_MUCH : CACHE_SIZE, much ? WRITE_BACK_MUCH : WRITE_BACK);
  roster_database_execute (self, sql, NULL);
}

/**
 * roster_database_begin:
 *
 * Starts a transaction that writes. Transactions do not nest, and no network call happens inside one.
 */
gboolean
roster_database_begin (RosterDatabase  *self,
                       GError         **error)
{
  g_assert (!roster_database_in_transaction (self));

  return roster_database_execute (self, "BEGIN IMMEDIATE", error);
}

/**
 * roster_database_commit:
 *
 * Ends the transaction and keeps what it wrote. It stays open where that fails: roll it back then.
 *
 * Returns: %FALSE with %ROSTER_STORE_ERROR
 */
gboolean
roster_database_commit (RosterDatabase  *self,
                        GError         **error)
{
  return roster_database_execute (self, "COMMIT", error);
}

/**
 * roster_database_rollback:
 *
 * Does nothing outside a transaction: SQLite ends one by itself when the disk is full.
 */
void
roster_database_rollback (RosterDatabase *self)
{
  if (roster_database_in_transaction (self))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * roster_database_in_transaction:
 *
 * Returns: whether a transaction is under way
 */
gboolean
roster_database_in_transaction (RosterDatabase *self)
{
  return !sqlite3_get_autocommit (self->handle);
}

/* Statements */

static RosterStatement *
statement_new (RosterDatabase  *self,
               const char      *sql,
               GError         **error)
{
  RosterStatement *statement = g_hash_table_lookup (self->prepared, sql);
  sqlite3_stmt *stmt = NULL;
  int code;

  if (statement != NULL && !statement->busy)
    {
      statement->busy = TRUE;
      return statement;
    }

  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (code != SQLITE_OK)
    {
      roster_store_set_sqlite_error (error, self->handle, code);
      return NULL;
    }

  /* One that is in use already gets a companion, which goes with its use. */
  statement = g_new0 (RosterStatement, 1);
  statement->database = self;
  statement->stmt = stmt;
  statement->busy = TRUE;
  statement->kept = !g_hash_table_contains (self->prepared, sql);
  if (statement->kept)
    g_hash_table_insert (self->prepared, g_strdup (sql), statement);
  return statement;
}

void
roster_statement_free (RosterStatement *self)
{
  if (self == NULL)
    return;

  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->busy = FALSE;
  if (!self->kept)
    destroy_statement (self);
}

static void
bind_all (RosterStatement *self,
          int              index,
          const char      *format,
          va_list          arguments)
{
  for (; *format != '\0'; format++, index++)
    switch (*format)
      {
      case 's':
        sqlite3_bind_text (self->stmt, index, va_arg (arguments, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 't':
        sqlite3_bind_text (self->stmt, index, va_arg (arguments, const char *), -1, SQLITE_STATIC);
        break;
      case 'i':
        sqlite3_bind_int64 (self->stmt, index, va_arg (arguments, gint64));
        break;
      case 'n':
        sqlite3_bind_null (self->stmt, index);
        break;
      default:
        g_assert_not_reached ();
      }
}

/**
 * roster_statement_bind:
 * @index: the first parameter's number, from 1
 * @format: one letter a value: `s` text (%NULL gives SQL's NULL), `t` text that stays as it is until the statement is
 *   reset or freed, `i` #gint64, `n` NULL without an argument
 */
void
roster_statement_bind (RosterStatement *self,
                       int              index,
                       const char      *format,
                       ...)
{
  va_list arguments;

  va_start (arguments, format);
  bind_all (self, index, format, arguments);
  va_end (arguments);
}

/**
 * roster_database_query:
 * @format: the types of the values that follow, as for roster_statement_bind()
 *
 * Prepares @sql, or takes it out of the connection's cache, and binds the values from parameter 1 on. A 64-bit integer
 * must be passed as #gint64.
 *
 * Returns: (transfer full) (nullable): the statement before its first step
 */
RosterStatement *
roster_database_query (RosterDatabase  *self,
                       GError         **error,
                       const char      *sql,
                       const char      *format,
                       ...)
{
  RosterStatement *statement;
  va_list arguments;

  va_start (arguments, format);
  statement = roster_database_query_valist (self, error, sql, format, arguments);
  va_end (arguments);
  return statement;
}

/**
 * roster_database_query_valist:
 *
 * Returns: (transfer full) (nullable): as roster_database_query()
 */
RosterStatement *
roster_database_query_valist (RosterDatabase  *self,
                              GError         **error,
                              const char      *sql,
                              const char      *format,
                              va_list          arguments)
{
  RosterStatement *statement = statement_new (self, sql, error);

  if (statement != NULL)
    bind_all (statement, 1, format, arguments);
  return statement;
}

/**
 * roster_database_run:
 * @format: as for roster_database_query()
 *
 * Runs a statement that gives no rows, or whose rows do not matter.
 */
gboolean
roster_database_run (RosterDatabase  *self,
                     GError         **error,
                     const char      *sql,
                     const char      *format,
                     ...)
{
  g_autoptr (RosterStatement) statement = statement_new (self, sql, error);
  va_list arguments;

  if (statement == NULL)
    return FALSE;

  va_start (arguments, format);
  bind_all (statement, 1, format, arguments);
  va_end (arguments);
  return roster_statement_step (statement, error) != ROSTER_STEP_ERROR;
}

/**
 * roster_statement_step:
 *
 * Goes on to the next row.
 *
 * Returns: %ROSTER_STEP_ROW, %ROSTER_STEP_DONE after the last one, or %ROSTER_STEP_ERROR with %ROSTER_STORE_ERROR
 */
RosterStep
roster_statement_step (RosterStatement  *self,
                       GError          **error)
{
  int code = sqlite3_step (self->stmt);

  if (code == SQLITE_ROW)
    return ROSTER_STEP_ROW;
  if (code == SQLITE_DONE)
    return ROSTER_STEP_DONE;

  roster_store_set_sqlite_error (error, self->database->handle, code);
  return ROSTER_STEP_ERROR;
}

/**
 * roster_statement_reset:
 *
 * Makes the statement ready for new values and another run.
 */
void
roster_statement_reset (RosterStatement *self)
{
  sqlite3_reset (self->stmt);
}

/**
 * roster_statement_handle:
 *
 * Returns: (transfer none): SQLite's own statement, for binding what roster_statement_bind() cannot
 */
sqlite3_stmt *
roster_statement_handle (RosterStatement *self)
{
  return self->stmt;
}

/**
 * roster_statement_int64:
 * @column: counted from 0
 *
 * Returns: the number in the row; 0 where it is null
 */
gint64
roster_statement_int64 (RosterStatement *self,
                        int              column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

/**
 * roster_statement_text:
 *
 * Returns: (transfer none) (nullable): valid until the next step
 */
const char *
roster_statement_text (RosterStatement *self,
                       int              column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

/**
 * roster_statement_is_null:
 * @column: counted from 0
 *
 * Returns: whether the row has no value there
 */
gboolean
roster_statement_is_null (RosterStatement *self,
                          int              column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}
