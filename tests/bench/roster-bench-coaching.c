/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"
#include "roster-score.h"
#include "roster-walk-change.h"
#include "roster-walk-reading.h"

/* Opening a walk-through of 200 items, and a tap to its answer in the file, with all the others answered; at first the
   office knows nothing of the walk-through, then all but the last answers. */

#define N_ITEMS 200
#define N_OPENINGS 50
#define N_ROUNDS 5
#define OPEN_BUDGET 50.0
#define ANSWER_BUDGET 10.0

static char *
new_sections (void)
{
  GString *text = g_string_new ("[{\"id\":\"a\",\"title\":{\"en\":\"A\",\"zh_CN\":\"甲\"},\"items\":[");

  for (guint i = 0; i < N_ITEMS; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"item-%u\",\"kind\":\"yes-no\",\"weight\":2,"
                            "\"text\":{\"en\":\"Item %u\",\"zh_CN\":\"检查项\"},"
                            "\"guidance\":{\"en\":\"Look at it from where the viewer sits, and ask.\","
                            "\"zh_CN\":\"从观众的角度看，再问一问。\"}}",
                            i > 0 ? "," : "", i, i);
  g_string_append (text, "]}]");
  return g_string_free (text, FALSE);
}

static char *
fill (RosterBench *self,
      RosterCache *cache)
{
  g_autofree char *sections = new_sections (), *streamer_id = roster_cache_new_id (cache);
  g_autofree char *checklist_id = roster_cache_new_id (cache);
  g_autoptr (RosterRecord) streamer = roster_record_new (&roster_streamer_type, streamer_id, "book");
  g_autoptr (RosterRecord) checklist = roster_record_new (&roster_checklist_type, checklist_id, "company");
  g_autoptr (RosterRecord) walk = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "bench");
  g_autoptr (GError) error = NULL;
  char *id = roster_cache_new_id (cache);

  roster_record_set_text (streamer, "name", "张三");
  roster_record_set_text (streamer, "kuaishouId", "ks1");
  roster_record_set_text (checklist, "name", "A");
  roster_record_set_number (checklist, "version", 1);
  roster_record_set_text (checklist, "state", "published");
  roster_record_set_text (checklist, "sections", sections);
  walk = roster_walk_start (id, streamer, checklist, NULL, roster_clock_now (self->clock));
  roster_edit_create (edit, streamer);
  roster_edit_create (edit, checklist);
  roster_edit_create (edit, walk);
  if (!roster_cache_apply (cache, edit, NULL, &error))
    g_error ("%s", error->message);
  return id;
}

static RosterWalk *
open_walk (RosterCache *cache,
           const char  *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterWalkReading) reading = roster_walk_reading_new (cache, id, &error);

  if (reading == NULL)
    g_error ("%s", error->message);
  return roster_walk_new (reading->template, reading->walkthrough);
}

static void
answer (RosterCache *cache,
        RosterWalk  *walk,
        guint        index)
{
  RosterWalkChange *change = roster_walk_change_new (ROSTER_WALK_ANSWER, walk, "Answer");
  g_autoptr (RosterRecord) after = NULL;
  g_autoptr (GError) error = NULL;

  change->index = index;
  change->cursor = MIN (index + 1, N_ITEMS - 1);
  change->answer = roster_answer_new ();
  change->answer->state = ROSTER_ANSWER_GIVEN;
  change->answer->value = index % 3 != 0;
  change->answer->comment = g_strdup ("说下周改，要再盯一次");
  after = roster_walk_change_write (cache, change, &error);
  if (after == NULL)
    g_error ("%s", error->message);
  roster_walk_change_free (change);
}

/* What was answered so far is at the office. */
static void
confirm (RosterCache *cache)
{
  g_autoptr (GError) error = NULL;

  if (!roster_database_run (roster_cache_database (cache), &error, "DELETE FROM pending", ""))
    g_error ("%s", error->message);
}

void
roster_bench_coaching (RosterBench *self)
{
  g_autoptr (RosterCache) cache = roster_bench_open (self, "coaching.db");
  g_autofree char *id = fill (self, cache);
  g_autoptr (RosterWalk) walk = open_walk (cache, id);
  g_autoptr (GArray) openings = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_ITEMS * N_ROUNDS; i++)
    {
      double start, taken;

      if (i == N_ITEMS * (N_ROUNDS / 2))
        confirm (cache);
      start = roster_bench_seconds ();
      answer (cache, walk, i % N_ITEMS);
      taken = (roster_bench_seconds () - start) * 1000;
      g_array_append_val (answers, taken);
    }
  for (guint i = 0; i < N_OPENINGS; i++)
    {
      double start = roster_bench_seconds (), taken;

      roster_walk_unref (open_walk (cache, id));
      taken = (roster_bench_seconds () - start) * 1000;
      g_array_append_val (openings, taken);
    }

  roster_bench_report (self, "coaching: open a walk-through of 200 items, 99th percentile",
                       roster_bench_percentile (openings, 0.99), "ms", OPEN_BUDGET);
  roster_bench_report (self, "coaching: tap to saved, 99th percentile", roster_bench_percentile (answers, 0.99), "ms",
                       ANSWER_BUDGET);
}
