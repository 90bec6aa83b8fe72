/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "roster-cache-private.h"
#include "roster-outbox.h"

/*
 * Recovery of a damaged cache: what can be read of its outbox goes into a new one, which then takes its place, and the
 * rest comes again from the office. The damaged file is moved aside last, so that a recovery that is cut off can be
 * repeated.
 */

/* What SQLite keeps beside its file. */
static const char *const companions[] = { "-wal", "-shm" };

void
roster_recovery_free (RosterRecovery *self)
{
  if (self == NULL)
    return;

  g_free (self->moved_to);
  g_free (self);
}

static gboolean
move_aside (const char  *path,
            const char  *target,
            GError     **error)
{
  if (g_rename (path, target) != 0)
    {
      g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS,
                   _("The damaged data file cannot be moved aside: %s"), g_strerror (errno));
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *from = g_strconcat (path, companions[i], NULL);
      g_autofree char *to = g_strconcat (target, companions[i], NULL);

      g_rename (from, to);
    }

  return TRUE;
}

/* The newest readable form of a record: its row, else what the journal last wrote of it. */
static RosterRecord *
salvage_record (RosterCache            *damaged,
                const RosterRecordType *type,
                const char             *id,
                const char             *account)
{
  RosterRecord *record = roster_cache_get (damaged, type, id, NULL);
  g_autoptr (RosterStatement) statement = NULL;

  if (record != NULL)
    return record;

  statement = roster_database_query (damaged->database, NULL,
                                     "SELECT after FROM entry WHERE type = ? AND id = ? ORDER BY step DESC LIMIT 1",
                                     "ss", type->name, id);
  if (statement == NULL || roster_statement_step (statement, NULL) != ROSTER_STEP_ROW)
    return NULL;

  return roster_cache_parse_record (type, account, roster_statement_text (statement, 0));
}

static gboolean
salvage_pending (RosterCache      *damaged,
                 RosterCache      *fresh,
                 RosterStatement  *row,
                 GError          **error)
{
  const RosterRecordType *type = roster_record_type_find (roster_statement_text (row, 0));
  const char *id = roster_statement_text (row, 1);
  const char *account = roster_statement_text (row, 2);
  gboolean deleted = roster_statement_int64 (row, 3) == ROSTER_OPERATION_DESTROY;
  g_autoptr (RosterRecord) record = NULL;

  if (type == NULL || id == NULL || account == NULL)
    return FALSE;

  record = salvage_record (damaged, type, id, account);
  if (record == NULL && !deleted)
    return FALSE;
  if (record != NULL && !deleted && !roster_cache_put_row (fresh, record, error))
    return FALSE;

  return roster_database_run (
      fresh->database, error,
      "INSERT OR REPLACE INTO pending (type, id, account, operation, state, base, sent, attempts,"
      " title, since, edited_at) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?)",
      "sssissisii", type->name, id, account, roster_statement_int64 (row, 3), roster_statement_text (row, 4),
      roster_statement_text (row, 8), roster_statement_int64 (row, 9),
      roster_statement_text (row, 5) != NULL ? roster_statement_text (row, 5) : id, roster_statement_int64 (row, 6),
      roster_statement_int64 (row, 7));
}

static void
salvage_outbox (RosterCache    *damaged,
                RosterCache    *fresh,
                RosterRecovery *recovery)
{
  g_autoptr (RosterStatement) row = roster_database_query (
      damaged->database, NULL,
      "SELECT type, id, account, operation, base, title, since, edited_at, sent, attempts FROM pending", "");
  RosterStep step = ROSTER_STEP_DONE;

  while (row != NULL && (step = roster_statement_step (row, NULL)) == ROSTER_STEP_ROW)
    {
      if (salvage_pending (damaged, fresh, row, NULL))
        recovery->n_saved++;
      else
        recovery->n_lost++;
    }

  if (step == ROSTER_STEP_ERROR)
    recovery->n_lost++;
}

/* Copies a small table row by row as far as it can be read. */
static void
salvage_table (RosterCache *damaged,
               RosterCache *fresh,
               const char  *select,
               const char  *insert,
               guint        n_columns)
{
  g_autoptr (RosterStatement) row = roster_database_query (damaged->database, NULL, select, "");

  while (row != NULL && roster_statement_step (row, NULL) == ROSTER_STEP_ROW)
    {
      g_autoptr (RosterStatement) copy = roster_database_query (fresh->database, NULL, insert, "");

      for (guint i = 0; copy != NULL && i < n_columns; i++)
        roster_statement_bind (copy, i + 1, "s", roster_statement_text (row, i));
      if (copy != NULL)
        roster_statement_step (copy, NULL);
    }
}

static gboolean
salvage (const char      *damaged_path,
         RosterCache     *fresh,
         RosterRecovery  *recovery,
         GError         **error)
{
  g_autoptr (RosterDatabase) database = roster_database_open (damaged_path, ROSTER_DATABASE_READ_ONLY, NULL);
  RosterCache *damaged;

  /* Not a database at all: there is nothing to read. */
  if (database == NULL || roster_database_version (database) < 1)
    return TRUE;

  damaged = g_new0 (RosterCache, 1);
  damaged->database = database;
  damaged->clock = fresh->clock;
  memcpy (damaged->tables, fresh->tables, sizeof damaged->tables);

  if (!roster_cache_begin_internal (fresh, error))
    {
      g_free (damaged);
      return FALSE;
    }

  salvage_table (damaged, fresh, "SELECT name, value FROM fact WHERE name NOT IN ('revision', 'changedFloor')",
                 "INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", 2);
  salvage_table (damaged, fresh, "SELECT id, name, scope, read_only, is_primary FROM account",
                 "INSERT OR REPLACE INTO account (id, name, scope, read_only, is_primary) VALUES (?, ?, ?, ?, ?)", 5);
  /* The data of an older program has no such column, and then nothing to save. */
  salvage_table (damaged, fresh, "SELECT writes, id FROM account WHERE writes IS NOT NULL",
                 "UPDATE account SET writes = ? WHERE id = ?", 2);
  salvage_table (
      damaged, fresh,
      "SELECT type, id, account, title, kind, field, map_key, mine, theirs, mine_at, theirs_at, theirs_by"
      " FROM conflict",
      "INSERT OR IGNORE INTO conflict (type, id, account, title, kind, field, map_key, mine, theirs, mine_at,"
      " theirs_at, theirs_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      12);
  salvage_table (damaged, fresh,
                 "SELECT id, type, record, account, size, added_at, attempts, sent_at, reason FROM blob_upload",
                 "INSERT OR REPLACE INTO blob_upload (id, type, record, account, size, added_at, attempts, sent_at,"
                 " reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 9);
  salvage_outbox (damaged, fresh, recovery);
  g_free (damaged);

  return roster_cache_commit_internal (fresh, error);
}

static char *
marker_path (const char *path)
{
  return g_strconcat (path, ".damaged", NULL);
}

/**
 * roster_cache_report_damage:
 * @path: the cache's file
 *
 * Leaves a note beside the file, so that the next opening checks and, if need be, recovers it.
 */
void
roster_cache_report_damage (const char *path)
{
  g_autofree char *marker = marker_path (path);

  g_file_set_contents (marker, "", 0, NULL);
}

/* Opens the cache, and reads all of it where an earlier session met damage. */
static RosterCache *
open_checked (const char      *path,
              gboolean         suspected,
              RosterClock     *clock,
              RosterIdSource  *ids,
              GError         **error)
{
  g_autoptr (RosterCache) cache = roster_cache_open (path, clock, ids, error);

  if (cache == NULL || (suspected && !roster_database_check (cache->database, error)))
    return NULL;

  return g_steal_pointer (&cache);
}

static char *
replacement_path (const char *path)
{
  return g_strconcat (path, ".recovered", NULL);
}

static void
remove_cache (const char *path)
{
  g_unlink (path);
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (path, companions[i], NULL);

      g_unlink (companion);
    }
}

static gboolean
put_in_place (const char  *replacement,
              const char  *path,
              GError     **error)
{
  if (g_rename (replacement, path) == 0)
    return TRUE;

  g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS,
               _("The recovered data file cannot be moved to its place: %s"), g_strerror (errno));
  return FALSE;
}

/* Makes the new cache beside the damaged one. Closing it leaves all of it in one file. */
static gboolean
make_replacement (const char      *path,
                  const char      *replacement,
                  RosterClock     *clock,
                  RosterIdSource  *ids,
                  RosterRecovery  *recovery,
                  GError         **error)
{
  g_autoptr (RosterCache) fresh = NULL;

  remove_cache (replacement);
  fresh = roster_cache_open (replacement, clock, ids, error);

  return fresh != NULL && salvage (path, fresh, recovery, error) &&
         roster_database_execute (roster_cache_database (fresh), "PRAGMA wal_checkpoint(TRUNCATE)", error);
}

static RosterRecovery *
recover (const char      *path,
         RosterClock     *clock,
         RosterIdSource  *ids,
         GError         **error)
{
  g_autofree char *replacement = replacement_path (path);
  g_autoptr (RosterRecovery) recovery = g_new0 (RosterRecovery, 1);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (roster_clock_now (clock) / 1000);
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");

  recovery->moved_to = g_strdup_printf ("%s.damaged-%s", path, stamp);
  if (!make_replacement (path, replacement, clock, ids, recovery, error))
    {
      remove_cache (replacement);
      return NULL;
    }

  return move_aside (path, recovery->moved_to, error) && put_in_place (replacement, path, error)
             ? g_steal_pointer (&recovery)
             : NULL;
}

/* A recovery that was cut off between its last two steps: the damaged file is aside, the new one not yet in its place.
   */
static gboolean
finish_recovery (const char  *path,
                 GError     **error)
{
  g_autofree char *replacement = replacement_path (path);

  return g_file_test (path, G_FILE_TEST_EXISTS) || !g_file_test (replacement, G_FILE_TEST_EXISTS) ||
         put_in_place (replacement, path, error);
}

/**
 * roster_cache_open_or_recover:
 * @recovery: (out) (optional) (nullable): what became of a damaged file; %NULL where all was well
 *
 * Like roster_cache_open(), but a damaged file is moved aside and replaced. What waited in it for the office is saved
 * as far as it can be read; the rest comes again with the next sync.
 *
 * Returns: (transfer full) (nullable): the cache
 */
RosterCache *
roster_cache_open_or_recover (const char      *path,
                              RosterClock     *clock,
                              RosterIdSource  *ids,
                              RosterRecovery **recovery,
                              GError         **error)
{
  g_autofree char *marker = marker_path (path);
  gboolean suspected = g_file_test (marker, G_FILE_TEST_EXISTS);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterCache) cache = NULL;
  g_autoptr (RosterRecovery) done = NULL;

  if (recovery != NULL)
    *recovery = NULL;

  if (!finish_recovery (path, error))
    return NULL;

  cache = open_checked (path, suspected, clock, ids, &local_error);
  if (!g_error_matches (local_error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_DAMAGED))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else if (suspected)
        g_unlink (marker);
      return g_steal_pointer (&cache);
    }

  done = recover (path, clock, ids, error);
  cache = done != NULL ? roster_cache_open (path, clock, ids, error) : NULL;
  if (cache == NULL)
    return NULL;

  g_unlink (marker);
  if (recovery != NULL)
    *recovery = g_steal_pointer (&done);
  return g_steal_pointer (&cache);
}

/* Checking */

static gboolean
check_records (RosterCache  *self,
               GError      **error)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    {
      g_autoptr (GPtrArray) records = roster_cache_list (self, roster_record_types[t], error);

      if (records == NULL)
        return FALSE;

      for (guint i = 0; i < records->len; i++)
        if (!roster_record_check (records->pdata[i], error))
          {
            g_prefix_error (error, "%s %s: ", roster_record_types[t]->name, roster_record_id (records->pdata[i]));
            return FALSE;
          }
    }

  return TRUE;
}

static gboolean
check_outbox (RosterCache  *self,
              GError      **error)
{
  g_autoptr (GPtrArray) pending = roster_cache_list_pending (self, error);

  if (pending == NULL)
    return FALSE;

  for (guint i = 0; i < pending->len; i++)
    {
      const RosterPending *one = pending->pdata[i];

      if ((one->current == NULL) != (one->operation == ROSTER_OPERATION_DESTROY))
        {
          g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_DAMAGED,
                       _("%s %s: the waiting change does not fit the record."), one->key->type->name, one->key->id);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * roster_cache_check:
 *
 * Reads everything: the file's structure, every record against its field table, every waiting change against its
 * record.
 *
 * Returns: %FALSE with the first fault
 */
gboolean
roster_cache_check (RosterCache  *self,
                    GError      **error)
{
  return roster_database_check (self->database, error) &&
         check_records (self, error) &&
         check_outbox (self, error);
}
