/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "store-fixture.h"

/* Where a clash is: a field, or a key of one that is a map. */
static void
add_conflict (StoreFixture       *fixture,
              RosterRecord       *record,
              RosterConflictKind  kind,
              const char         *field,
              const char         *map_key,
              const char         *mine,
              const char         *theirs)
{
  RosterRecordKey *key = roster_record_key_new (roster_record_type (record), roster_record_id (record));
  const RosterConflict conflict = {
    .key = key,
    .account = (char *) roster_record_account (record),
    .title = (char *) roster_record_title (record),
    .kind = kind,
    .field = (char *) field,
    .map_key = (char *) map_key,
    .mine = (char *) mine,
    .theirs = (char *) theirs,
    .mine_at = START,
    .theirs_at = START + 1,
    .theirs_by = (char *) "office",
  };
  g_autoptr (GError) error = NULL;

  roster_cache_add_conflict (fixture->cache, &conflict, &error);
  g_assert_no_error (error);
  roster_record_key_free (key);
}

static GPtrArray *
conflicts_of (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *conflicts = roster_cache_list_conflicts (fixture->cache, &error);

  g_assert_no_error (error);
  return conflicts;
}

static guint
n_conflicts (StoreFixture *fixture)
{
  g_autoptr (GPtrArray) conflicts = conflicts_of (fixture);

  return conflicts->len;
}

static gboolean
resolve_all (StoreFixture  *fixture,
             RosterSide     side,
             GError       **error)
{
  g_autoptr (GPtrArray) conflicts = conflicts_of (fixture);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < conflicts->len; i++)
    g_array_append_val (numbers, ((RosterConflict *) conflicts->pdata[i])->number);

  return roster_cache_resolve_conflicts (fixture->cache, (const gint64 *) numbers->data, numbers->len, side, error);
}

static void
assert_reversed (RosterReversalReport *report)
{
  g_assert_cmpuint (report->n_reversed, ==, 1);
  g_assert_cmpuint (report->n_kept + report->n_failed, ==, 0);
}

/* A streamer that the office has with a city of its own, while another was entered here. */
static RosterRecord *
clashing_streamer (StoreFixture *fixture)
{
  RosterRecord *streamer = store_new_streamer (fixture, "张三", "ks1");

  roster_record_set_text (streamer, "city", "北京");
  store_create (fixture, streamer);
  store_confirm (fixture, streamer);
  add_conflict (fixture, streamer, ROSTER_CONFLICT_FIELD, "city", NULL, "\"杭州\"", "\"北京\"");
  return streamer;
}

static void
test_undo_opens_it_again (StoreFixture  *fixture,
                          gconstpointer  data)
{
  RosterSide side = GPOINTER_TO_INT (data);
  g_autoptr (RosterRecord) streamer = clashing_streamer (fixture);
  g_autoptr (GPtrArray) before = conflicts_of (fixture), after = NULL;
  const RosterConflict *had = before->pdata[0], *has;

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (RosterReversalReport) undone = NULL, redone = NULL;
      g_autoptr (GError) error = NULL;

      if (round == 0)
        resolve_all (fixture, side, &error);
      else
        redone = roster_cache_redo (fixture->cache, 0, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n_conflicts (fixture), ==, 0);
      store_assert_text (fixture, streamer, "city", side == ROSTER_SIDE_MINE ? "杭州" : "北京");
      if (redone != NULL)
        assert_reversed (redone);

      undone = store_undo (fixture, 0);
      assert_reversed (undone);
      store_assert_text (fixture, streamer, "city", "北京");
      g_assert_null (store_pending (fixture, streamer));
    }

  after = conflicts_of (fixture);
  g_assert_cmpuint (after->len, ==, 1);
  has = after->pdata[0];
  g_assert_cmpint (has->number, ==, had->number);
  g_assert_cmpstr (has->field, ==, "city");
  g_assert_cmpstr (has->mine, ==, "\"杭州\"");
  g_assert_cmpstr (has->theirs, ==, "\"北京\"");
  g_assert_cmpint (has->mine_at, ==, START);
  g_assert_cmpint (has->theirs_at, ==, START + 1);
  g_assert_cmpstr (has->theirs_by, ==, "office");
}

/* The step is what Ctrl+Z takes back next, and the history shows it, though no row changed. */
static void
test_step_without_rows_counts (StoreFixture  *fixture,
                               gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = clashing_streamer (fixture);
  g_autoptr (GPtrArray) steps = NULL;
  const RosterJournalStep *newest;

  g_assert_true (resolve_all (fixture, ROSTER_SIDE_THEIRS, NULL));
  steps = roster_cache_list_steps (fixture->cache, 10, NULL);
  newest = steps->pdata[0];
  g_assert_cmpint (newest->cause, ==, ROSTER_CAUSE_RESOLVE);
  g_assert_cmpuint (newest->n_changes, ==, 1);
  g_assert_cmpint (roster_cache_next_undo (fixture->cache), ==, newest->number);
}

/* Once the office or the person has moved on there are no two versions to choose between. */
static void
test_undo_after_a_change_tells_so (StoreFixture  *fixture,
                                   gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = clashing_streamer (fixture), newer = NULL;
  g_autoptr (RosterReversalReport) report = NULL;
  gint64 step;

  g_assert_true (resolve_all (fixture, ROSTER_SIDE_THEIRS, NULL));
  step = roster_cache_next_undo (fixture->cache);
  store_set_text (fixture, streamer, "city", "上海");
  report = store_undo (fixture, step);
  g_assert_cmpuint (report->n_failed, ==, 1);
  g_assert_nonnull (((RosterReversalRow *) report->rows->pdata[0])->reason);
  g_assert_cmpuint (n_conflicts (fixture), ==, 0);
  store_assert_text (fixture, streamer, "city", "上海");
}

static void
test_undo_of_an_answer_by_an_edit (StoreFixture  *fixture,
                                   gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = clashing_streamer (fixture);
  g_autoptr (RosterReversalReport) report = NULL;

  store_set_text (fixture, streamer, "city", "上海");
  g_assert_cmpuint (n_conflicts (fixture), ==, 0);
  report = store_undo (fixture, 0);
  assert_reversed (report);
  store_assert_text (fixture, streamer, "city", "北京");
  g_assert_cmpuint (n_conflicts (fixture), ==, 1);
}

static void
test_undo_of_a_drop (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = clashing_streamer (fixture);
  g_autoptr (RosterReversalReport) report = NULL;
  g_autoptr (RosterPending) waiting = NULL;

  store_set_text (fixture, streamer, "phone", "13800001234");
  g_assert_true (roster_cache_drop_pending (fixture->cache, &roster_streamer_type, roster_record_id (streamer), NULL));
  g_assert_cmpuint (n_conflicts (fixture), ==, 0);
  report = store_undo (fixture, 0);
  assert_reversed (report);
  store_assert_text (fixture, streamer, "phone", "13800001234");
  g_assert_cmpuint (n_conflicts (fixture), ==, 1);
  waiting = store_pending (fixture, streamer);
  g_assert_nonnull (waiting);
}

static void
test_undo_of_a_deletion_asks_again (StoreFixture  *fixture,
                                    gconstpointer  data)
{
  RosterSide side = GPOINTER_TO_INT (data);
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");

  store_create (fixture, streamer);
  store_confirm (fixture, streamer);
  store_set_text (fixture, streamer, "city", "杭州");
  g_assert_true (roster_cache_set_pending_state (fixture->cache, &roster_streamer_type, roster_record_id (streamer),
                                                 ROSTER_PENDING_CONFLICT, NULL));
  add_conflict (fixture, streamer, ROSTER_CONFLICT_DELETED_THERE, NULL, NULL, "{}", NULL);

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (RosterPending) waiting = NULL;
      g_autoptr (RosterReversalReport) undone = NULL, redone = NULL;
      g_autoptr (RosterRecord) now = NULL;

      if (round == 0)
        g_assert_true (resolve_all (fixture, side, NULL));
      else
        redone = roster_cache_redo (fixture->cache, 0, NULL);
      now = store_get (fixture, streamer);
      g_assert_true ((now != NULL) == (side == ROSTER_SIDE_MINE));
      g_assert_cmpuint (n_conflicts (fixture), ==, 0);

      undone = store_undo (fixture, 0);
      assert_reversed (undone);
      g_assert_cmpuint (n_conflicts (fixture), ==, 1);
      store_assert_text (fixture, streamer, "city", "杭州");
      waiting = store_pending (fixture, streamer);
      g_assert_cmpint (waiting->state, ==, ROSTER_PENDING_CONFLICT);
      g_assert_cmpint (waiting->operation, ==, ROSTER_OPERATION_UPDATE);
      g_assert_nonnull (waiting->base);
      g_assert_null (roster_record_text (waiting->base, "city"));
    }
}

/* Two clashes of one record are one decision. */
static void
test_all_or_none (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = clashing_streamer (fixture);
  g_autoptr (RosterReversalReport) report = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  gint64 numbers[2];

  add_conflict (fixture, streamer, ROSTER_CONFLICT_FIELD, "followers", NULL, "\"many\"", "7");
  g_assert_false (resolve_all (fixture, ROSTER_SIDE_MINE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpuint (n_conflicts (fixture), ==, 2);
  store_assert_text (fixture, streamer, "city", "北京");

  conflicts = conflicts_of (fixture);
  numbers[0] = ((RosterConflict *) conflicts->pdata[0])->number;
  numbers[1] = 12345;
  g_assert_false (roster_cache_resolve_conflicts (fixture->cache, numbers, 2, ROSTER_SIDE_THEIRS, &error));
  g_assert_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (n_conflicts (fixture), ==, 2);

  add_conflict (fixture, streamer, ROSTER_CONFLICT_FIELD, "followers", NULL, "9", NULL);
  g_assert_true (resolve_all (fixture, ROSTER_SIDE_MINE, NULL));
  g_assert_cmpuint (n_conflicts (fixture), ==, 0);
  report = store_undo (fixture, 0);
  assert_reversed (report);
  g_assert_cmpuint (n_conflicts (fixture), ==, 2);
}

static void
test_empty_key_is_a_key (StoreFixture  *fixture,
                         gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1"), after = NULL, before = NULL;
  g_autofree char *id = roster_cache_new_id (fixture->cache);
  g_autoptr (RosterRecord) lineup = roster_record_new (&roster_lineup_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);
  g_autoptr (GHashTable) entries = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GVariant) entry = NULL, other = NULL;
  const RosterConflict *conflict;

  store_create (fixture, streamer);
  g_hash_table_insert (entries, (gpointer) "", (gpointer) "1");
  g_hash_table_insert (entries, (gpointer) "a", (gpointer) "2");
  roster_record_set_text (lineup, "streamer", roster_record_id (streamer));
  roster_record_set (lineup, "items", roster_value_new_map (entries));
  roster_record_apply_defaults (lineup);
  store_create (fixture, lineup);
  store_confirm (fixture, lineup);
  add_conflict (fixture, lineup, ROSTER_CONFLICT_FIELD, "items", "", "3", "1");

  conflicts = conflicts_of (fixture);
  conflict = conflicts->pdata[0];
  g_assert_cmpstr (conflict->map_key, ==, "");
  g_assert_true (resolve_all (fixture, ROSTER_SIDE_MINE, NULL));
  after = store_get (fixture, lineup);
  entry = roster_value_map_lookup (roster_record_value (after, "items"), "");
  other = roster_value_map_lookup (roster_record_value (after, "items"), "a");
  g_assert_cmpstr (g_variant_get_string (entry, NULL), ==, "3");
  g_assert_cmpstr (g_variant_get_string (other, NULL), ==, "2");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, StoreFixture, data, store_set_up, func, store_tear_down)

  ADD ("/store/conflict/undo-opens-it-again/mine", GINT_TO_POINTER (ROSTER_SIDE_MINE), test_undo_opens_it_again);
  ADD ("/store/conflict/undo-opens-it-again/theirs", GINT_TO_POINTER (ROSTER_SIDE_THEIRS), test_undo_opens_it_again);
  ADD ("/store/conflict/a-step-without-rows-counts", NULL, test_step_without_rows_counts);
  ADD ("/store/conflict/undo-after-a-change-tells-so", NULL, test_undo_after_a_change_tells_so);
  ADD ("/store/conflict/undo-of-an-answer-by-an-edit", NULL, test_undo_of_an_answer_by_an_edit);
  ADD ("/store/conflict/undo-of-a-drop", NULL, test_undo_of_a_drop);
  ADD ("/store/conflict/undo-of-a-deletion-asks-again/mine", GINT_TO_POINTER (ROSTER_SIDE_MINE),
       test_undo_of_a_deletion_asks_again);
  ADD ("/store/conflict/undo-of-a-deletion-asks-again/theirs", GINT_TO_POINTER (ROSTER_SIDE_THEIRS),
       test_undo_of_a_deletion_asks_again);
  ADD ("/store/conflict/settles-all-or-none", NULL, test_all_or_none);
  ADD ("/store/conflict/an-empty-key-is-a-key", NULL, test_empty_key_is_a_key);

  return g_test_run ();
}
