/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"

#include "roster-account.h"
#include "roster-remote.h"

/* The week view with 200 lives over a store of 4,000, from the click to the frame; and with none, for comparison. */

#define N_STREAMERS 35
#define N_WEEKS 20
#define LIVES_A_WEEK 200
#define N_RUNS 7

/* A Wednesday noon in Shanghai in the middle of the lives, 2026-03-11. */
#define NOW "1773201600000"
#define FIRST_MONDAY "2026-01-05"

static void
give (RosterCache  *cache,
      RosterRecord *record)
{
  g_autoptr (GError) error = NULL;

  if (!roster_cache_load_remote (cache, record, &error))
    g_error ("%s", error->message);
  g_object_unref (record);
}

static void
give_streamer (RosterCache *cache,
               guint        number)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-7000-8000-%012u", number);
  g_autofree char *name = g_strdup_printf ("主播%u号", number);
  RosterRecord *streamer = roster_record_new (&roster_streamer_type, id, "book");

  roster_record_set_text (streamer, "name", name);
  roster_record_set_text (streamer, "kuaishouId", name);
  roster_record_set_text (streamer, "joinedOn", number % 4 == 0 ? "2026-02-01" : "2025-01-01");
  roster_record_apply_defaults (streamer);
  give (cache, streamer);
}

/* Evenings are full, as they are. */
static void
give_live (RosterCache *cache,
           guint        number)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-7000-9000-%012u", number);
  g_autofree char *streamer = g_strdup_printf ("00000000-0000-7000-8000-%012u", number % N_STREAMERS);
  g_autofree char *start = NULL, *date = NULL;
  RosterRecord *live = roster_record_new (&roster_live_type, id, "book");
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_parse (&day, FIRST_MONDAY);
  g_date_add_days (&day, number / LIVES_A_WEEK * 7 + number % LIVES_A_WEEK * 7 / LIVES_A_WEEK);
  date = g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day));
  start =
      g_strdup_printf ("%sT%02u:%02u:00", date, number % 3 == 0 ? 8 + number % 9 : 18 + number % 4, number % 2 * 30);
  roster_record_set_text (live, "streamer", streamer);
  roster_record_set_text (live, "name", "晚间老铁场");
  roster_record_set_text (live, "startLocal", start);
  roster_record_set_text (live, "state", g_strcmp0 (date, "2026-03-11") < 0 ? "held" : "planned");
  roster_record_apply_defaults (live);
  give (cache, live);
}

static char *
make_cache (RosterBench *self,
            const char  *name,
            gboolean     filled)
{
  g_autoptr (RosterCache) cache = roster_bench_open (self, name);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);

  roster_cache_begin (cache, NULL);
  g_ptr_array_add (accounts, roster_account_new ("company", "Company", ROSTER_SCOPE_COMPANY, TRUE, TRUE));
  g_ptr_array_add (accounts, roster_account_new ("book", "Book", ROSTER_SCOPE_BOOK, FALSE, TRUE));
  roster_cache_set_accounts (cache, accounts, NULL);
  for (guint i = 0; i < N_STREAMERS; i++)
    give_streamer (cache, i);
  for (guint i = 0; filled && i < N_WEEKS * LIVES_A_WEEK; i++)
    give_live (cache, i);
  roster_cache_commit (cache, NULL);
  return g_build_filename (self->folder, name, NULL);
}

void
roster_bench_week (RosterBench *self)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (own);
  g_autofree char *program = g_build_filename (folder, "schedule-window", NULL);
  g_autofree char *empty = make_cache (self, "schedule-empty.db", FALSE);
  g_autofree char *full = make_cache (self, "schedule-full.db", TRUE);
  g_autoptr (GArray) with_none = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) with_all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) work_none = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) work_all = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint run = 0; run < N_RUNS; run++)
    {
      const char *argv[] = { program, NOW, empty, empty, full, NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
      g_autofree char *output = NULL;
      g_auto (GStrv) lines = NULL;
      double value;
      char *rest;

      if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error))
        g_error ("%s", error->message);
      lines = g_strsplit (output, "\n", -1);
      if (g_strv_length (lines) < 3)
        g_error ("%s ended without a week", program);

      /* The first window of a process pays for fonts and icons that every page would want. */
      value = g_ascii_strtod (lines[1], &rest);
      g_array_append_val (with_none, value);
      value = g_ascii_strtod (rest, NULL);
      g_array_append_val (work_none, value);
      value = g_ascii_strtod (lines[2], &rest);
      g_array_append_val (with_all, value);
      value = g_ascii_strtod (rest, NULL);
      g_array_append_val (work_all, value);
    }

  roster_bench_note ("schedule: the week without lives, on the wall", roster_bench_percentile (with_none, 0.5), "ms");
  roster_bench_note ("schedule: a week of 200 lives, on the wall", roster_bench_percentile (with_all, 0.5), "ms");
  roster_bench_note ("schedule: the week without lives, work", roster_bench_percentile (work_none, 0.5), "ms");
  roster_bench_report (self, "schedule: a week of 200 lives out of 4,000 opens, work",
                       roster_bench_percentile (work_all, 0.5), "ms", 50);
  roster_bench_note ("schedule: against the week without lives",
                     roster_bench_percentile (work_all, 0.5) / roster_bench_percentile (work_none, 0.5), "×");
}
