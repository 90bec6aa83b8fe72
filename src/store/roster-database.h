/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define ROSTER_STORE_ERROR (roster_store_error_quark ())
GQuark roster_store_error_quark (void);

/**
 * RosterStoreError:
 * @ROSTER_STORE_ERROR_FAILED: the database reports something else
 * @ROSTER_STORE_ERROR_BUSY: another program holds the database
 * @ROSTER_STORE_ERROR_FULL: the disk is full; nothing was changed
 * @ROSTER_STORE_ERROR_DAMAGED: the file is not a sound database
 * @ROSTER_STORE_ERROR_NEWER: a newer program wrote the file; it was not touched
 * @ROSTER_STORE_ERROR_ACCESS: the file cannot be opened or written
 * @ROSTER_STORE_ERROR_NOT_FOUND: there is no such record, step or conflict
 * @ROSTER_STORE_ERROR_CONSTRAINT: the change would break a rule of the store
 */
typedef enum
{
  ROSTER_STORE_ERROR_FAILED,
  ROSTER_STORE_ERROR_BUSY,
  ROSTER_STORE_ERROR_FULL,
  ROSTER_STORE_ERROR_DAMAGED,
  ROSTER_STORE_ERROR_NEWER,
  ROSTER_STORE_ERROR_ACCESS,
  ROSTER_STORE_ERROR_NOT_FOUND,
  ROSTER_STORE_ERROR_CONSTRAINT,
} RosterStoreError;

/**
 * RosterDatabaseFlags:
 * @ROSTER_DATABASE_READ_ONLY: only read; the file must exist
 * @ROSTER_DATABASE_CREATE: make the file when it is missing, readable by its owner alone
 */
typedef enum
{
  ROSTER_DATABASE_DEFAULT   = 0,
  ROSTER_DATABASE_READ_ONLY = 1 << 0,
  ROSTER_DATABASE_CREATE    = 1 << 1,
} RosterDatabaseFlags;

/**
 * RosterStep:
 *
 * What one step of a statement gave.
 */
typedef enum
{
  ROSTER_STEP_ROW,
  ROSTER_STEP_DONE,
  ROSTER_STEP_ERROR,
} RosterStep;

/* One SQLite connection in WAL mode with its prepared statements. It belongs to one thread at a time. */
typedef struct _RosterDatabase RosterDatabase;
typedef struct _RosterStatement RosterStatement;

/**
 * RosterMigration:
 * @version: the schema's version afterwards; the first is 1
 * @sql: what leads there from the version before
 */
typedef struct
{
  int version;
  const char *sql;
} RosterMigration;

RosterDatabase  *roster_database_open          (const char               *path,
                                                RosterDatabaseFlags       flags,
                                                GError                  **error);
void             roster_database_close         (RosterDatabase           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDatabase, roster_database_close)

sqlite3         *roster_database_handle        (RosterDatabase           *self);
const char      *roster_database_path          (RosterDatabase           *self);
gboolean         roster_database_execute       (RosterDatabase           *self,
                                                const char               *sql,
                                                GError                  **error);
gboolean         roster_database_migrate       (RosterDatabase           *self,
                                                const RosterMigration    *migrations,
                                                guint                     n_migrations,
                                                GError                  **error);
int              roster_database_version       (RosterDatabase           *self);
gint64           roster_database_data_version  (RosterDatabase           *self);
gboolean         roster_database_check         (RosterDatabase           *self,
                                                GError                  **error);

void             roster_database_expect_much      (RosterDatabase        *self,
                                                   gboolean               much);
gboolean         roster_database_begin         (RosterDatabase           *self,
                                                GError                  **error);
gboolean         roster_database_commit        (RosterDatabase           *self,
                                                GError                  **error);
void             roster_database_rollback      (RosterDatabase           *self);
gboolean         roster_database_in_transaction (RosterDatabase          *self);

gboolean         roster_database_run           (RosterDatabase           *self,
                                                GError                  **error,
                                                const char               *sql,
                                                const char               *format,
                                                ...);
RosterStatement *roster_database_query         (RosterDatabase           *self,
                                                GError                  **error,
                                                const char               *sql,
                                                const char               *format,
                                                ...);
RosterStatement *roster_database_query_valist  (RosterDatabase           *self,
                                                GError                  **error,
                                                const char               *sql,
                                                const char               *format,
                                                va_list                   arguments);

void             roster_statement_free         (RosterStatement          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterStatement, roster_statement_free)

void             roster_statement_bind         (RosterStatement          *self,
                                                int                       index,
                                                const char               *format,
                                                ...);
RosterStep       roster_statement_step         (RosterStatement          *self,
                                                GError                  **error);
void             roster_statement_reset        (RosterStatement          *self);
gint64           roster_statement_int64        (RosterStatement          *self,
                                                int                       column);
sqlite3_stmt    *roster_statement_handle       (RosterStatement          *self);
const char      *roster_statement_text         (RosterStatement          *self,
                                                int                       column);
gboolean         roster_statement_is_null      (RosterStatement          *self,
                                                int                       column);

gboolean         roster_store_set_sqlite_error (GError                  **error,
                                                sqlite3                  *handle,
                                                int                       code);

G_END_DECLS
