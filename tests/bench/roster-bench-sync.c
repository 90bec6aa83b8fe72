/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"

#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/resource.h>

#include "roster-record-type.h"

/* First syncs and syncs with nothing to do, by the programs themselves over loopback. */

#define N_IDLE_RUNS 5

/* Rows that are held in memory at a time while the same rows are inserted by SQLite alone. */
#define CHUNK 20000

typedef struct
{
  double seconds;
  /* Of processor time, on the client's side */
  double busy;
  gint64 requests;
  gint64 received;
  gint64 bytes;
} Sync;

/* Seconds of processor time: other programs that run at the same time do not count in it. */
static double
processor_seconds (int whose)
{
  struct rusage usage;

  getrusage (whose, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static Sync
run_sync (RosterBench       *self,
          RosterBenchOffice *office,
          const char        *cache,
          const char        *login)
{
  g_autofree char *program = roster_bench_program ("src/ctl/rosterctl");
  g_autofree char *path = g_build_filename (self->folder, cache, NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *output = NULL;
  JsonObject *object;
  Sync sync = { 0 };
  double start, busy;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    roster_cache_close (roster_bench_open (self, cache));

  g_subprocess_launcher_setenv (launcher, "ROSTER_PASSWORD", ROSTER_BENCH_PASSWORD, TRUE);
  start = roster_bench_seconds ();
  busy = processor_seconds (RUSAGE_CHILDREN);
  process = g_subprocess_launcher_spawn (launcher, &error, program, "--cache", path, "sync", "--office", office->url,
                                         "--login", login, "--json", NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error))
    g_error ("%s", error->message);
  sync.seconds = roster_bench_seconds () - start;
  sync.busy = processor_seconds (RUSAGE_CHILDREN) - busy;

  node = json_from_string (output, NULL);
  if (!g_subprocess_get_successful (process) || node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    g_error ("The sync of %s failed", login);
  object = json_node_get_object (node);
  sync.requests = json_object_get_int_member (object, "requests");
  sync.received = json_object_get_int_member (object, "received");
  sync.bytes = json_object_get_int_member (object, "bytesSent") + json_object_get_int_member (object, "bytesReceived");
  return sync;
}

/* Nothing has changed since the sync before. */
static Sync
run_idle (RosterBench       *self,
          RosterBenchOffice *office,
          const char        *cache,
          const char        *login)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  Sync sync = { 0 };

  for (guint i = 0; i < N_IDLE_RUNS; i++)
    {
      sync = run_sync (self, office, cache, login);
      g_array_append_val (seconds, sync.seconds);
    }

  sync.seconds = roster_bench_percentile (seconds, 0.5);
  return sync;
}

typedef struct
{
  sqlite3_stmt *read;
  sqlite3_stmt *write;
  int n_columns;
} Copy;

static Copy
copy_new (RosterDatabase *source,
          RosterDatabase *target,
          const char     *table)
{
  g_autofree char *select = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  g_autoptr (GString) insert = g_string_new (NULL);
  Copy copy;

  sqlite3_prepare_v2 (roster_database_handle (source), select, -1, &copy.read, NULL);
  copy.n_columns = sqlite3_column_count (copy.read);
  g_string_printf (insert, "INSERT OR REPLACE INTO \"%s\" VALUES (?", table);
  for (int i = 1; i < copy.n_columns; i++)
    g_string_append (insert, ", ?");
  g_string_append_c (insert, ')');
  sqlite3_prepare_v2 (roster_database_handle (target), insert->str, -1, &copy.write, NULL);
  return copy;
}

/* Adds what the insertion of one chunk takes; reading it before is not counted. */
static void
copy_chunk (Copy           *copy,
            RosterDatabase *target,
            Sync           *sum,
            guint          *n_rows)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_value_free);
  double start, busy;

  for (*n_rows = 0; *n_rows < CHUNK && sqlite3_step (copy->read) == SQLITE_ROW; ++*n_rows)
    for (int i = 0; i < copy->n_columns; i++)
      g_ptr_array_add (values, sqlite3_value_dup (sqlite3_column_value (copy->read, i)));

  start = roster_bench_seconds ();
  busy = processor_seconds (RUSAGE_SELF);
  roster_database_begin (target, NULL);
  for (guint row = 0; row < values->len; row += copy->n_columns)
    {
      for (int i = 0; i < copy->n_columns; i++)
        sqlite3_bind_value (copy->write, i + 1, values->pdata[row + i]);
      sqlite3_step (copy->write);
      sqlite3_reset (copy->write);
    }
  roster_database_commit (target, NULL);
  sum->seconds += roster_bench_seconds () - start;
  sum->busy += processor_seconds (RUSAGE_SELF) - busy;
}

/*
 * All rows of a synced cache by SQLite alone: the same schema and durability, one prepared statement a table, values
 * that are in memory already.
 */
static Sync
insert_again (RosterBench *self,
              const char  *name,
              const char  *bare)
{
  g_autoptr (RosterCache) source = roster_bench_open (self, name);
  g_autoptr (RosterCache) target = roster_bench_open (self, bare);
  Sync sum = { 0 };

  for (guint i = 0; i <= ROSTER_N_RECORD_TYPES; i++)
    {
      Copy copy = copy_new (roster_cache_database (source), roster_cache_database (target),
                            i < ROSTER_N_RECORD_TYPES ? roster_record_types[i]->name : "search");
      guint n_rows;

      do
        copy_chunk (&copy, roster_cache_database (target), &sum, &n_rows);
      while (n_rows == CHUNK);
      sqlite3_finalize (copy.read);
      sqlite3_finalize (copy.write);
    }

  return sum;
}

void
roster_bench_sync (RosterBench *self)
{
  g_autoptr (RosterBenchOffice) office = roster_bench_office_start (self);
  g_autofree char *salesperson = roster_bench_office_login (office, "salesperson", 0);
  g_autofree char *manager = roster_bench_office_login (office, "manager", 0);
  g_autofree char *everything = roster_bench_office_login (office, "office", 0);
  Sync book = run_sync (self, office, "first-book.db", salesperson);
  Sync book_idle = run_idle (self, office, "first-book.db", salesperson);
  Sync base = run_sync (self, office, "first-base.db", manager);
  Sync base_idle = run_idle (self, office, "first-base.db", manager);
  Sync company = run_sync (self, office, "first-company.db", everything);
  Sync book_bare = insert_again (self, "first-book.db", "bare-book.db");
  Sync company_bare = insert_again (self, "first-company.db", "bare-company.db");
  Sync company_idle = run_idle (self, office, "first-company.db", everything);

  roster_bench_note ("sync: first of a book and the catalogue", book.seconds, "s");
  roster_bench_note ("sync: the same, records", book.received, "");
  roster_bench_note ("sync: the same against bare inserts", book.seconds / book_bare.seconds, "×");
  roster_bench_note ("sync: first of the whole company", company.seconds, "s");
  roster_bench_note ("sync: the same, records", company.received, "");
  roster_bench_note ("sync: bare inserts of the company", company_bare.seconds, "s");
  roster_bench_report (self, "sync: first of the company against bare inserts", company.seconds / company_bare.seconds,
                       "×", 2);
  roster_bench_note ("sync: the same, processor time of the client", company.busy / company_bare.busy, "×");
  roster_bench_report (self, "sync: nothing to do, requests", book_idle.requests, "", 1);
  roster_bench_report (self, "sync: nothing to do, both ways", book_idle.bytes, "B", 2000);
  roster_bench_note ("sync: nothing to do, a book", book_idle.seconds * 1000, "ms");
  roster_bench_report (self, "sync: nothing to do, a base, both ways", base_idle.bytes, "B", 2000);
  roster_bench_note ("sync: nothing to do, a base", base_idle.seconds * 1000, "ms");
  roster_bench_note ("sync: nothing to do, a base against a book, records", base.received / (double) book.received,
                     "×");
  roster_bench_report (self, "sync: nothing to do, a base against a book", base_idle.seconds / book_idle.seconds, "×",
                       1.5);
  roster_bench_report (self, "sync: nothing to do, the company, requests", company_idle.requests, "", 1);
  roster_bench_report (self, "sync: nothing to do, the company, both ways", company_idle.bytes, "B", 2000);
  roster_bench_note ("sync: nothing to do, the company", company_idle.seconds * 1000, "ms");
}
