/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"

#include "roster-record-json.h"
#include "roster-remote.h"

/* Taking in what a first sync brings, from JSON text to committed rows, against the bare inserts of the same rows. */

#define N_ROWS 100000

static GPtrArray *
make_rows (RosterBench *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *streamer = roster_id_source_next (self->ids);

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *id = roster_id_source_next (self->ids);
      g_autofree char *day = g_strdup_printf ("20%02u-%02u-%02u", 10 + i % 89, 1 + i % 12, 1 + i % 28);
      g_autoptr (RosterRecord) record = roster_record_new (&roster_metric_type, id, "book");

      roster_record_set_text (record, "streamer", streamer);
      roster_record_set_text (record, "day", day);
      roster_record_set_number (record, "followers", 1000 + i);
      roster_record_set_number (record, "plays", i % 5000);
      roster_record_set_number (record, "orders", i % 70);
      roster_record_set_number (record, "sales", i * 1000);
      roster_record_set_number (record, "createdAt", 1772000000000 + i);
      roster_record_set_number (record, "updatedAt", 1772000000000 + i);
      g_ptr_array_add (rows, roster_record_to_json_text (record));
    }

  return rows;
}

static double
load (RosterBench *self,
      GPtrArray   *rows)
{
  g_autoptr (RosterCache) cache = roster_bench_open (self, "load.db");
  double start = roster_bench_seconds ();

  roster_cache_begin (cache, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (RosterRecord) record =
          roster_record_from_json_text (&roster_metric_type, "book", rows->pdata[i], NULL);

      roster_cache_load_remote (cache, record, NULL);
    }
  roster_cache_mark_reset (cache, &roster_metric_type, NULL);
  roster_cache_commit (cache, NULL);

  return roster_bench_seconds () - start;
}

/**
 * roster_bench_bare_inserts:
 * @source: the name of a cache that holds the rows
 *
 * The same rows by SQLite alone: one prepared statement, values that are in memory already, the same schema, one
 * transaction.
 *
 * Returns: the seconds that it takes
 */
double
roster_bench_bare_inserts (RosterBench            *self,
                           const char             *source,
                           const RosterRecordType *type)
{
  g_autoptr (RosterCache) from = roster_bench_open (self, source);
  g_autofree char *name = g_strconcat ("bare-", source, NULL);
  g_autoptr (RosterCache) cache = roster_bench_open (self, name);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_value_free);
  RosterDatabase *database = roster_cache_database (cache);
  g_autofree char *select = g_strdup_printf ("SELECT * FROM \"%s\"", type->name);
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *read, *write;
  int n_columns;
  double start;

  sqlite3_prepare_v2 (roster_database_handle (roster_cache_database (from)), select, -1, &read, NULL);
  n_columns = sqlite3_column_count (read);
  while (sqlite3_step (read) == SQLITE_ROW)
    for (int i = 0; i < n_columns; i++)
      g_ptr_array_add (values, sqlite3_value_dup (sqlite3_column_value (read, i)));
  sqlite3_finalize (read);

  g_string_printf (sql, "INSERT OR REPLACE INTO \"%s\" VALUES (?", type->name);
  for (int i = 1; i < n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  sqlite3_prepare_v2 (roster_database_handle (database), sql->str, -1, &write, NULL);

  start = roster_bench_seconds ();
  roster_database_begin (database, NULL);
  for (guint row = 0; row < values->len; row += n_columns)
    {
      for (int i = 0; i < n_columns; i++)
        sqlite3_bind_value (write, i + 1, values->pdata[row + i]);
      sqlite3_step (write);
      sqlite3_reset (write);
    }
  roster_database_commit (database, NULL);
  sqlite3_finalize (write);
  return roster_bench_seconds () - start;
}

void
roster_bench_load (RosterBench *self)
{
  g_autoptr (GPtrArray) rows = make_rows (self);
  double ours = load (self, rows);
  double bare = roster_bench_bare_inserts (self, "load.db", &roster_metric_type);

  roster_bench_note ("load: 100,000 measures from JSON", ours, "s");
  roster_bench_note ("load: bare inserts of the same rows", bare, "s");
  roster_bench_note ("load: ratio", ours / bare, "×");
}
