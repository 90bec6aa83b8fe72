/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-journal-pruning.h"
#include "store-fixture.h"

#define DAY G_GINT64_CONSTANT (86400000)

static void
set_rule (StoreFixture *fixture,
          const char   *name,
          gint64        value)
{
  g_autofree char *id = roster_cache_new_id (fixture->cache);
  g_autoptr (RosterRecord) rule = roster_record_new (&roster_rule_type, id, "company");
  g_autoptr (GError) error = NULL;

  roster_record_set_text (rule, "name", name);
  roster_record_set_number (rule, "value", value);
  roster_cache_begin (fixture->cache, &error);
  roster_cache_load_remote (fixture->cache, rule, &error);
  roster_cache_commit (fixture->cache, &error);
  g_assert_no_error (error);
}

/* A reading of the office's changes, with one record of a kilobyte. */
static void
pull (StoreFixture *fixture)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "甲", "k");
  g_autofree char *notes = g_strnfill (1000, 'x');
  g_autoptr (GError) error = NULL;
  gint64 step;

  roster_record_set_text (streamer, "notes", notes);
  roster_cache_begin (fixture->cache, &error);
  step = roster_cache_begin_step (fixture->cache, ROSTER_CAUSE_PULL, "pull", &error);
  roster_cache_put_remote (fixture->cache, step, streamer, &error);
  roster_cache_commit (fixture->cache, &error);
  g_assert_no_error (error);
}

static gint64
count (StoreFixture *fixture,
       const char   *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  g_autoptr (RosterStatement) statement =
      roster_database_query (roster_cache_database (fixture->cache), NULL, sql, "");

  g_assert_cmpint (roster_statement_step (statement, NULL), ==, ROSTER_STEP_ROW);
  return roster_statement_int64 (statement, 0);
}

static guint
prune_all (StoreFixture *fixture)
{
  g_autoptr (GError) failure = NULL;
  guint rounds = 0;
  gboolean more = TRUE;
  gint64 horizon;

  roster_cache_find_horizon (fixture->cache, &horizon, &failure);
  g_assert_no_error (failure);

  while (more)
    {
      g_autoptr (GError) error = NULL;

      roster_cache_prune_journal (fixture->cache, horizon, &more, &error);
      g_assert_no_error (error);
      rounds++;
    }

  return rounds;
}

static void
test_old_steps_go (StoreFixture  *fixture,
                   gconstpointer  data)
{
  for (guint i = 0; i < 10; i++)
    pull (fixture);
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->clock), 60 * DAY);
  for (guint i = 0; i < 5; i++)
    pull (fixture);

  prune_all (fixture);
  g_assert_cmpint (count (fixture, "step"), ==, 15);
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->clock), 31 * DAY);
  prune_all (fixture);
  g_assert_cmpint (count (fixture, "step"), ==, 5);
  g_assert_cmpint (count (fixture, "entry"), ==, 5);
  g_assert_cmpint (roster_cache_count (fixture->cache, &roster_streamer_type, NULL), ==, 15);

  set_rule (fixture, "historyDays", 10);
  prune_all (fixture);
  g_assert_cmpint (count (fixture, "step"), ==, 0);
}

static void
test_large_journal_shrinks (StoreFixture  *fixture,
                            gconstpointer  data)
{
  set_rule (fixture, "historyMegabytes", 1);
  for (guint i = 0; i < 1500; i++)
    pull (fixture);
  g_assert_cmpuint (prune_all (fixture), >, 1);
  g_assert_cmpint (count (fixture, "step"), <, 1000);
  g_assert_cmpint (count (fixture, "step"), >, 600);
  g_assert_cmpint (count (fixture, "entry"), ==, count (fixture, "step"));
}

/* What a person did last can be undone after a year. */
static void
test_own_newest_steps_stay (StoreFixture  *fixture,
                            gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterReversalReport) report = NULL;

  store_create (fixture, streamer);
  for (guint i = 0; i < ROSTER_JOURNAL_KEPT_STEPS + 20; i++)
    {
      g_autoptr (RosterRecord) current = store_get (fixture, streamer);
      g_autofree char *city = g_strdup_printf ("%u", i);

      store_set_text (fixture, current, "city", city);
    }
  store_confirm (fixture, streamer);
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->clock), 400 * DAY);
  prune_all (fixture);
  g_assert_cmpint (count (fixture, "step"), ==, ROSTER_JOURNAL_KEPT_STEPS);
  report = store_undo (fixture, 0);
  g_assert_cmpuint (report->n_reversed, ==, 1);
  store_assert_text (fixture, streamer, "city", "118");
}

/* A damaged cache is mended from the journal of what waits. */
static void
test_history_of_what_waits_stays (StoreFixture  *fixture,
                                  gconstpointer  data)
{
  g_autoptr (RosterRecord) waiting = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterRecord) confirmed = store_new_streamer (fixture, "李四", "ks2");

  store_create (fixture, waiting);
  store_create (fixture, confirmed);
  store_confirm (fixture, confirmed);
  for (guint i = 0; i < ROSTER_JOURNAL_KEPT_STEPS; i++)
    {
      g_autoptr (RosterRecord) current = store_get (fixture, confirmed);
      g_autofree char *city = g_strdup_printf ("%u", i);

      store_set_text (fixture, current, "city", city);
    }
  store_confirm (fixture, confirmed);
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->clock), 400 * DAY);
  prune_all (fixture);
  g_assert_cmpint (count (fixture, "step"), ==, ROSTER_JOURNAL_KEPT_STEPS + 1);
  g_assert_cmpint (count (fixture, "entry"), ==, ROSTER_JOURNAL_KEPT_STEPS + 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, store_set_up, func, store_tear_down)

  ADD ("/store/pruning/old-steps-go", test_old_steps_go);
  ADD ("/store/pruning/large-journal-shrinks", test_large_journal_shrinks);
  ADD ("/store/pruning/own-newest-steps-stay", test_own_newest_steps_stay);
  ADD ("/store/pruning/history-of-what-waits-stays", test_history_of_what_waits_stays);

  return g_test_run ();
}
