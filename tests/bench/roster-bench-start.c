/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"

#include "roster-account.h"
#include "roster-remote.h"

/* From the start of the process to a usable window, and its memory, against an empty window of libadwaita in the
   same run; and what of the difference goes to the libraries that are linked and to the loader of the theme's icons. */

#define N_RUNS 7

typedef struct
{
  RosterCache *cache;
  /* The book to fill the cache with; empty for all */
  char *book;
} Filling;

static gboolean
take_record (RosterRecord  *record,
             gpointer       data,
             GError       **error)
{
  Filling *filling = data;
  const char *account = roster_record_account (record);

  if (filling->book != NULL && g_str_has_prefix (account, "book-"))
    {
      if (filling->book[0] == '\0')
        {
          g_free (filling->book);
          filling->book = g_strdup (account);
        }
      if (!g_str_equal (account, filling->book))
        return TRUE;
    }

  return roster_cache_load_remote (filling->cache, record, error);
}

static gboolean
take_login (const RosterDemoLogin  *login,
            gpointer                data,
            GError                **error)
{
  return TRUE;
}

/* A cache as a sync leaves it, made once: signed in, with one book and the catalogue, or with everything. */
char *
roster_bench_cache (RosterBench     *self,
                    const char      *name,
                    RosterDemoScale  scale,
                    gboolean         one_book)
{
  static const RosterDemoSink sink = { take_record, take_login };
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  gboolean made = g_file_test (path, G_FILE_TEST_EXISTS);
  g_autoptr (RosterCache) cache = made ? NULL : roster_bench_open (self, name);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);
  Filling filling = { cache, one_book ? g_strdup ("") : NULL };
  /* As if it had been used until now, so that the day has its lives and steps. */
  g_autofree char *today = roster_clock_today (self->clock);

  if (made)
    return g_steal_pointer (&path);

  roster_cache_begin (cache, NULL);
  if (!roster_demo_generate (scale, 1, today, &sink, &filling, NULL))
    g_error ("The demo company cannot be made");
  g_ptr_array_add (accounts, roster_account_new ("company", "Company", ROSTER_SCOPE_COMPANY, TRUE, TRUE));
  g_ptr_array_add (accounts,
                   roster_account_new (one_book ? filling.book : "book", "Book", ROSTER_SCOPE_BOOK, FALSE, TRUE));
  roster_cache_set_accounts (cache, accounts, NULL);
  roster_cache_set_fact (cache, "office", "http://127.0.0.1:9", NULL);
  roster_cache_set_fact (cache, "login", "bench", NULL);
  roster_cache_commit (cache, NULL);
  g_free (filling.book);
  return g_steal_pointer (&path);
}

/* What is started in turn: the programs stand beside this one. */
typedef enum
{
  EMPTY,
  LINKED,
  ICONS,
  BOOK,
  COMPANY,
  N_STARTS,
} Start;

static const struct
{
  const char *what;
  const char *program;
} starts[N_STARTS] = {
  [EMPTY] = { "an empty libadwaita window", "start-empty" },
  [LINKED] = { "the same with the libraries of Roster", "start-linked" },
  [ICONS] = { "the same with eight icons of the theme", "start-empty" },
  [BOOK] = { "a book", "start-window" },
  [COMPANY] = { "4,000 streamers", "start-window" },
};

static void
run_once (const char *program,
          const char *argument,
          GArray     *seconds,
          GArray     *megabytes)
{
  const char *argv[] = { program, argument, NULL };
  g_autoptr (GError) error = NULL;
  double start = roster_bench_seconds ();
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *usable = NULL, *memory = NULL;
  double value;

  if (process == NULL)
    g_error ("%s", error->message);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  usable = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  value = roster_bench_seconds () - start;
  memory = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  if (g_strcmp0 (usable, "usable") != 0 || memory == NULL)
    g_error ("%s ended without a usable window", program);

  g_array_append_val (seconds, value);
  value = g_ascii_strtod (memory, NULL) / 1024;
  g_array_append_val (megabytes, value);
  g_subprocess_wait (process, NULL, NULL);
}

static void
note (const char *measure,
      Start       start,
      double      value,
      const char *unit)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", measure, starts[start].what);

  roster_bench_note (name, value, unit);
}

void
roster_bench_start (RosterBench *self)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (own);
  g_autofree char *book = roster_bench_cache (self, "book.db", ROSTER_DEMO_SCALE_SMALL, TRUE);
  g_autofree char *company = roster_bench_cache (self, "company.db", ROSTER_DEMO_SCALE_COMPANY, FALSE);
  g_autofree char *book_option = g_strconcat ("--cache=", book, NULL);
  g_autofree char *company_option = g_strconcat ("--cache=", company, NULL);
  const char *arguments[N_STARTS] = { [ICONS] = "icons", [BOOK] = book_option, [COMPANY] = company_option };
  GArray *seconds[N_STARTS], *megabytes[N_STARTS];
  double empty, memory;

  for (guint i = 0; i < N_STARTS; i++)
    {
      seconds[i] = g_array_new (FALSE, FALSE, sizeof (double));
      megabytes[i] = g_array_new (FALSE, FALSE, sizeof (double));
    }

  /* In turn, so that a drift of the machine meets all alike. The first round only warms the disk's cache. */
  for (guint run = 0; run <= N_RUNS; run++)
    for (guint i = 0; i < N_STARTS; i++)
      {
        g_autofree char *program = g_build_filename (folder, starts[i].program, NULL);

        run_once (program, arguments[i], seconds[i], megabytes[i]);
        if (run == 0)
          g_array_set_size (seconds[i], 0);
      }

  empty = roster_bench_percentile (seconds[EMPTY], 0.5);
  memory = roster_bench_percentile (megabytes[EMPTY], 0.5);
  for (guint i = 0; i < N_STARTS; i++)
    note ("start", i, roster_bench_percentile (seconds[i], 0.5) * 1000, "ms");
  roster_bench_report (self, "start: a book against the empty window",
                       roster_bench_percentile (seconds[BOOK], 0.5) / empty, "×", 1.3);
  roster_bench_report (self, "start: 4,000 streamers against the empty window",
                       roster_bench_percentile (seconds[COMPANY], 0.5) / empty, "×", 1.6);
  for (guint i = 0; i < N_STARTS; i++)
    note ("memory", i, roster_bench_percentile (megabytes[i], 0.5), "MB");
  roster_bench_report (self, "memory: a book against the empty window",
                       roster_bench_percentile (megabytes[BOOK], 0.5) / memory, "×", 1.4);

  for (guint i = 0; i < N_STARTS; i++)
    {
      g_array_unref (seconds[i]);
      g_array_unref (megabytes[i]);
    }
}
