/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"
#include "roster-occurrence.h"
#include "roster-reminder-engine.h"

#define N_REMINDERS 10000
#define N_LIVES 4000
#define N_IN_WEEK 200
#define N_ROUNDS 200
#define NOW G_GINT64_CONSTANT (1772000000000)
#define DAY G_GINT64_CONSTANT (86400000)

/* Half of them due and answered, as on the evening of a long day; the engine has to look at each of those. */
static double
decide_all (void)
{
  g_autoptr (GPtrArray) reminders = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_reminder_free);
  g_autoptr (GHashTable) marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  RosterReminderSituation situation = {
    .now = NOW,
    .zone = zone,
    .since = NOW - DAY,
    .started = NOW - DAY,
    .decided = NOW - 1,
    .display_since = NOW - DAY,
  };

  for (int i = 0; i < N_REMINDERS; i++)
    {
      RosterReminder *reminder = g_new0 (RosterReminder, 1);

      reminder->key = g_strdup_printf ("before-start/0195a000-0000-7000-8000-%012d/2026-03-01T20:00:00", i);
      reminder->type = &roster_live_type;
      reminder->at = reminder->stamp = NOW + (i - N_REMINDERS / 2) * G_GINT64_CONSTANT (10000);
      reminder->expires = G_MAXINT64;
      g_ptr_array_add (reminders, reminder);
      if (reminder->at <= NOW)
        {
          RosterReminderMark *mark = g_new0 (RosterReminderMark, 1);

          mark->stamp = reminder->stamp;
          mark->shown = mark->done = NOW - 1;
          g_hash_table_insert (marks, g_strdup (reminder->key), mark);
        }
    }

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_auto (RosterReminderDecision) decision = { 0 };
      double start = roster_bench_seconds (), value;

      roster_reminders_decide (&decision, reminders, marks, NULL, &situation);
      value = (roster_bench_seconds () - start) * 1000;
      g_array_append_val (values, value);
    }
  return roster_bench_percentile (values, 0.5);
}

/* A week with 200 lives out of 4,000, one in ten of them a series. */
static double
expand_week (void)
{
  g_autoptr (GPtrArray) lives = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < N_LIVES; i++)
    {
      g_autofree char *id = g_strdup_printf ("0195a000-0000-7000-8000-%012d", i);
      RosterRecord *live = roster_record_new (&roster_live_type, id, "book");
      gboolean in_week = i % (N_LIVES / N_IN_WEEK) == 0;
      char wall[ROSTER_WALL_TEXT];

      roster_wall_print (NOW / 1000 + (in_week ? i % 7 : -10 - i % 300) * (DAY / 1000) + i % 24 * 3600, wall);
      roster_record_set_text (live, "startLocal", wall);
      roster_record_set_text (live, "zone", "Asia/Shanghai");
      roster_record_set_number (live, "durationMinutes", 120);
      roster_record_set_text (live, "state", "planned");
      if (i % 10 == 1)
        roster_record_set_text (live, "recurrence", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=20");
      g_ptr_array_add (lives, live);
    }

  for (guint i = 0; i < 20; i++)
    {
      double start = roster_bench_seconds (), value;
      g_autoptr (GPtrArray) found = roster_occurrences_expand (lives, NOW, NOW + 7 * DAY, NULL);

      value = (roster_bench_seconds () - start) * 1000;
      g_array_append_val (values, value);
    }
  return roster_bench_percentile (values, 0.5);
}

void
roster_bench_schedule (RosterBench *self)
{
  roster_bench_report (self, "schedule: the engine decides on 10,000 reminders", decide_all (), "ms", 1);
  roster_bench_report (self, "schedule: a week out of 4,000 lives, 400 of them series", expand_week (), "ms", 50);
}
