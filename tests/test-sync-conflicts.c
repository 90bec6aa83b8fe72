/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "roster-account.h"
#include "roster-record-json.h"

#define STREAMER (&roster_streamer_type)

/* Merging */

static void
test_different_fields_are_merged (SyncFixture   *fixture,
                                  gconstpointer  data)
{
  sync_edit_elsewhere (fixture, "phone", "13800001234");
  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  client_must_sync (fixture->mine);

  /* The set meets a newer state; the changes come with the same answer, and the edit goes with the next request. */
  g_assert_cmpuint (fixture->mine->report.n_requests, ==, 2);
  sync_assert_text (fixture->mine, fixture->streamer, "phone", "13800001234");
  sync_assert_text (fixture->mine, fixture->streamer, "city", "杭州");
  sync_assert_at_peace (fixture->mine);
  g_assert_cmpuint (client_n_steps (fixture->mine, ROSTER_CAUSE_MERGE), ==, 1);

  client_must_sync (fixture->other);
  sync_assert_text (fixture->other, fixture->streamer, "city", "杭州");
}

static void
settle (Client     *client,
        RosterSide  side)
{
  g_autoptr (GPtrArray) conflicts = roster_cache_list_conflicts (client->cache, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (conflicts->len, ==, 1);
  roster_cache_resolve_conflict (client->cache, ((RosterConflict *) conflicts->pdata[0])->number, side, &error);
  g_assert_no_error (error);
}

static void
test_a_clash_keeps_both (SyncFixture   *fixture,
                         gconstpointer  data)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  const RosterConflict *conflict;

  sync_edit_elsewhere (fixture, "city", "义乌");
  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  client_set (fixture->mine, STREAMER, fixture->streamer, "phone", "13800001234");
  client_must_sync (fixture->mine);

  sync_assert_text (fixture->mine, fixture->streamer, "city", "义乌");
  conflicts = roster_cache_list_conflicts (fixture->mine->cache, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = conflicts->pdata[0];
  g_assert_cmpint (conflict->kind, ==, ROSTER_CONFLICT_FIELD);
  g_assert_cmpstr (conflict->field, ==, "city");
  g_assert_cmpstr (conflict->mine, ==, "\"杭州\"");
  g_assert_cmpstr (conflict->theirs, ==, "\"义乌\"");
  g_assert_cmpstr (conflict->theirs_by, !=, NULL);
  g_assert_cmpint (conflict->theirs_at, ==, FIXTURE_NOW);

  /* What did not clash does not wait for the answer. */
  client_must_sync (fixture->other);
  sync_assert_text (fixture->other, fixture->streamer, "phone", "13800001234");
  sync_assert_text (fixture->other, fixture->streamer, "city", "义乌");

  g_assert_true (roster_cache_resolve_conflict (fixture->mine->cache, conflict->number, ROSTER_SIDE_MINE, NULL));
  client_must_sync (fixture->mine);
  sync_assert_at_peace (fixture->mine);
  client_must_sync (fixture->other);
  sync_assert_text (fixture->other, fixture->streamer, "city", "杭州");
}

static void
test_deleted_there_asks (SyncFixture   *fixture,
                         gconstpointer  data)
{
  RosterSide side = GPOINTER_TO_INT (data);
  g_autoptr (GPtrArray) conflicts = NULL;
  const RosterConflict *conflict;

  sync_delete_elsewhere (fixture);
  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  client_must_sync (fixture->mine);

  sync_assert_text (fixture->mine, fixture->streamer, "city", "杭州");
  conflicts = roster_cache_list_conflicts (fixture->mine->cache, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = conflicts->pdata[0];
  g_assert_cmpint (conflict->kind, ==, ROSTER_CONFLICT_DELETED_THERE);
  g_assert_nonnull (strstr (conflict->mine, "杭州"));
  g_assert_cmpuint (client_n_pending (fixture->mine, ROSTER_PENDING_CONFLICT), ==, 1);
  client_must_sync (fixture->mine);
  g_assert_cmpuint (client_n_conflicts (fixture->mine), ==, 1);

  g_assert_true (roster_cache_resolve_conflict (fixture->mine->cache, conflict->number, side, NULL));
  client_must_sync (fixture->mine);
  client_must_sync (fixture->other);
  sync_assert_at_peace (fixture->mine);
  sync_assert_text (fixture->mine, fixture->streamer, "city", side == ROSTER_SIDE_MINE ? "杭州" : NULL);
  sync_assert_text (fixture->other, fixture->streamer, "city", side == ROSTER_SIDE_MINE ? "杭州" : NULL);
}

static void
test_deleted_here_asks (SyncFixture   *fixture,
                        gconstpointer  data)
{
  RosterSide side = GPOINTER_TO_INT (data);
  g_autoptr (GPtrArray) conflicts = NULL;
  const RosterConflict *conflict;

  sync_edit_elsewhere (fixture, "city", "义乌");
  client_delete (fixture->mine, STREAMER, fixture->streamer);
  client_must_sync (fixture->mine);

  sync_assert_text (fixture->mine, fixture->streamer, "city", NULL);
  conflicts = roster_cache_list_conflicts (fixture->mine->cache, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = conflicts->pdata[0];
  g_assert_cmpint (conflict->kind, ==, ROSTER_CONFLICT_DELETED_HERE);
  g_assert_nonnull (strstr (conflict->theirs, "义乌"));

  g_assert_true (roster_cache_resolve_conflict (fixture->mine->cache, conflict->number, side, NULL));
  client_must_sync (fixture->mine);
  client_must_sync (fixture->other);
  sync_assert_at_peace (fixture->mine);
  sync_assert_text (fixture->mine, fixture->streamer, "city", side == ROSTER_SIDE_MINE ? NULL : "义乌");
  sync_assert_text (fixture->other, fixture->streamer, "city", side == ROSTER_SIDE_MINE ? NULL : "义乌");
}

/* A settled conflict is opened again and settled the other way, before anything was sent. */
static void
test_a_settled_conflict_can_be_settled_anew (SyncFixture   *fixture,
                                             gconstpointer  data)
{
  RosterConflictKind kind = GPOINTER_TO_INT (data);

  if (kind == ROSTER_CONFLICT_DELETED_THERE)
    sync_delete_elsewhere (fixture);
  else
    sync_edit_elsewhere (fixture, "city", "义乌");
  if (kind == ROSTER_CONFLICT_DELETED_HERE)
    client_delete (fixture->mine, STREAMER, fixture->streamer);
  else
    client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  client_must_sync (fixture->mine);

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (RosterReversalReport) report = NULL;

      settle (fixture->mine, round == 0 ? ROSTER_SIDE_MINE : ROSTER_SIDE_THEIRS);
      report = roster_cache_undo (fixture->mine->cache, 0, NULL);
      g_assert_cmpuint (report->n_reversed, ==, 1);
      g_assert_cmpuint (client_n_conflicts (fixture->mine), ==, 1);
      client_must_sync (fixture->mine);
      g_assert_cmpuint (client_n_conflicts (fixture->mine), ==, 1);
    }

  settle (fixture->mine, ROSTER_SIDE_MINE);
  client_must_sync (fixture->mine);
  client_must_sync (fixture->other);
  sync_assert_at_peace (fixture->mine);
  sync_assert_text (fixture->other, fixture->streamer, "city", kind == ROSTER_CONFLICT_DELETED_HERE ? NULL : "杭州");
}

static void
test_both_deleted_is_no_conflict (SyncFixture   *fixture,
                                  gconstpointer  data)
{
  sync_delete_elsewhere (fixture);
  client_delete (fixture->mine, STREAMER, fixture->streamer);
  client_must_sync (fixture->mine);
  sync_assert_at_peace (fixture->mine);
}

static void
test_a_deletion_can_be_undone_after_a_sync (SyncFixture   *fixture,
                                            gconstpointer  data)
{
  g_autoptr (RosterReversalReport) report = NULL;

  client_delete (fixture->mine, STREAMER, fixture->streamer);
  client_must_sync (fixture->mine);
  client_must_sync (fixture->other);
  sync_assert_text (fixture->other, fixture->streamer, "name", NULL);

  report = roster_cache_undo (fixture->mine->cache, roster_cache_next_undo (fixture->mine->cache), NULL);
  g_assert_cmpuint (report->n_reversed, ==, 1);
  client_must_sync (fixture->mine);
  client_must_sync (fixture->other);
  sync_assert_at_peace (fixture->mine);
  sync_assert_text (fixture->other, fixture->streamer, "name", "张三");
}

static void
test_a_deletion_undone_and_kept_takes_their_edits (SyncFixture   *fixture,
                                                   gconstpointer  data)
{
  g_autoptr (RosterReversalReport) report = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  sync_edit_elsewhere (fixture, "city", "义乌");
  client_delete (fixture->mine, STREAMER, fixture->streamer);
  client_must_sync (fixture->mine);
  report = roster_cache_undo (fixture->mine->cache, roster_cache_next_undo (fixture->mine->cache), NULL);

  conflicts = roster_cache_list_conflicts (fixture->mine->cache, NULL);
  g_assert_true (roster_cache_resolve_conflict (fixture->mine->cache, ((RosterConflict *) conflicts->pdata[0])->number,
                                                ROSTER_SIDE_MINE, NULL));
  client_must_sync (fixture->mine);
  client_must_sync (fixture->other);
  sync_assert_at_peace (fixture->mine);
  sync_assert_text (fixture->mine, fixture->streamer, "city", "义乌");
  sync_assert_text (fixture->mine, fixture->streamer, "name", "张三");
  sync_assert_text (fixture->other, fixture->streamer, "city", "义乌");
}

/* Whatever is given up, the record is then what the office has. */
static void
test_a_dropped_change_leaves_what_the_office_has (SyncFixture   *fixture,
                                                  gconstpointer  data)
{
  gboolean deleted_here = GPOINTER_TO_INT (data);
  g_autoptr (RosterReversalReport) report = NULL;

  if (deleted_here)
    {
      sync_edit_elsewhere (fixture, "city", "义乌");
      client_delete (fixture->mine, STREAMER, fixture->streamer);
    }
  else
    {
      sync_delete_elsewhere (fixture);
      client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
    }
  client_must_sync (fixture->mine);
  g_assert_cmpuint (client_n_conflicts (fixture->mine), ==, 1);

  g_assert_true (roster_cache_drop_pending (fixture->mine->cache, STREAMER, fixture->streamer, NULL));
  sync_assert_at_peace (fixture->mine);
  client_must_sync (fixture->mine);
  sync_assert_text (fixture->mine, fixture->streamer, "city", deleted_here ? "义乌" : NULL);
  sync_assert_text (fixture->mine, fixture->streamer, "name", deleted_here ? "张三" : NULL);

  /* Undone, the person is asked again, and nothing of the change was lost. */
  report = roster_cache_undo (fixture->mine->cache, roster_cache_next_undo (fixture->mine->cache), NULL);
  g_assert_cmpuint (report->n_reversed, ==, 1);
  client_must_sync (fixture->mine);
  settle (fixture->mine, ROSTER_SIDE_MINE);
  client_must_sync (fixture->mine);
  client_must_sync (fixture->other);
  sync_assert_at_peace (fixture->mine);
  sync_assert_text (fixture->other, fixture->streamer, "city", deleted_here ? NULL : "杭州");
}

/* A map's entry that holds JSON's null is none: a patch could not tell the office of it, and it would wait for ever. */
static void
test_a_null_in_a_map_does_not_wait_for_ever (SyncFixture   *fixture,
                                             gconstpointer  data)
{
  g_autofree char *id = roster_cache_new_id (fixture->mine->cache);
  g_autoptr (RosterRecord) lineup = NULL, after = NULL, there = NULL;
  g_autoptr (RosterRecord) streamer = client_get (fixture->mine, STREAMER, fixture->streamer);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "items");
  g_autoptr (JsonNode) node = json_from_string ("{\"a\":1,\"b\":null,\"c\":{\"role\":null}}", NULL);
  const RosterField *items = roster_record_type_field (&roster_lineup_type,
                                                       roster_record_type_find_field (&roster_lineup_type, "items"));
  g_autoptr (GVariant) first = NULL, second = NULL;
  g_autoptr (JsonNode) less = json_from_string ("{\"a\":1}", NULL);
  g_autoptr (GError) error = NULL;

  first = roster_value_from_json (items, less, NULL);
  second = roster_value_from_json (items, node, NULL);
  lineup = roster_record_new (&roster_lineup_type, id, roster_record_account (streamer));
  roster_record_set_text (lineup, "streamer", fixture->streamer);
  roster_record_set (lineup, "items", first);
  roster_record_apply_defaults (lineup);
  client_create (fixture->mine, lineup);
  client_must_sync (fixture->mine);
  sync_assert_at_peace (fixture->mine);

  after = roster_record_copy (lineup);
  roster_record_set (after, "items", second);
  roster_edit_update (edit, lineup, after);
  roster_cache_apply (fixture->mine->cache, edit, NULL, &error);
  g_assert_no_error (error);
  client_must_sync (fixture->mine);
  client_must_sync (fixture->mine);
  sync_assert_at_peace (fixture->mine);

  client_must_sync (fixture->other);
  there = client_get (fixture->other, &roster_lineup_type, id);
  g_assert_true (roster_value_equal (roster_record_value (there, "items"), second));
  g_assert_cmpuint (g_variant_n_children (second), ==, 2);
}

/* Who takes back a deletion that the office had a later edit of wants the record, with that edit. */
static void
test_deletion_taken_back_is_merged (SyncFixture   *fixture,
                                    gconstpointer  data)
{
  g_autoptr (RosterReversalReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gint64 deletion;

  sync_edit_elsewhere (fixture, "city", "义乌");
  client_delete (fixture->mine, STREAMER, fixture->streamer);
  deletion = roster_cache_next_undo (fixture->mine->cache);
  client_must_sync (fixture->mine);
  g_assert_cmpuint (client_n_conflicts (fixture->mine), ==, 1);

  report = roster_cache_undo (fixture->mine->cache, deletion, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_reversed, ==, 1);
  client_must_sync (fixture->mine);
  g_assert_cmpuint (client_n_conflicts (fixture->mine), ==, 0);
  sync_assert_text (fixture->mine, fixture->streamer, "city", "义乌");
  client_must_sync (fixture->mine);
  sync_assert_at_peace (fixture->mine);

  client_must_sync (fixture->other);
  sync_assert_text (fixture->other, fixture->streamer, "city", "义乌");
}

#define ADD(path, test, data) g_test_add (path, SyncFixture, data, sync_set_up, test, sync_tear_down)

int
main (int   argc,
      char *argv[])
{
  /* Memory instead of a disk, where the system has it: what a power cut leaves is the store's test. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
  g_test_init (&argc, &argv, NULL);

  ADD ("/sync/requests/a-null-in-a-map-does-not-wait-for-ever", test_a_null_in_a_map_does_not_wait_for_ever, NULL);
  ADD ("/sync/merge/different-fields", test_different_fields_are_merged, NULL);
  ADD ("/sync/merge/a-clash-keeps-both", test_a_clash_keeps_both, NULL);
  ADD ("/sync/merge/deleted-there-keep-mine", test_deleted_there_asks, GINT_TO_POINTER (ROSTER_SIDE_MINE));
  ADD ("/sync/merge/deleted-there-take-theirs", test_deleted_there_asks, GINT_TO_POINTER (ROSTER_SIDE_THEIRS));
  ADD ("/sync/merge/deleted-here-keep-mine", test_deleted_here_asks, GINT_TO_POINTER (ROSTER_SIDE_MINE));
  ADD ("/sync/merge/deleted-here-take-theirs", test_deleted_here_asks, GINT_TO_POINTER (ROSTER_SIDE_THEIRS));
  ADD ("/sync/merge/deletion-taken-back", test_deletion_taken_back_is_merged, NULL);
  ADD ("/sync/merge/settled-anew/field", test_a_settled_conflict_can_be_settled_anew,
       GINT_TO_POINTER (ROSTER_CONFLICT_FIELD));
  ADD ("/sync/merge/settled-anew/deleted-there", test_a_settled_conflict_can_be_settled_anew,
       GINT_TO_POINTER (ROSTER_CONFLICT_DELETED_THERE));
  ADD ("/sync/merge/settled-anew/deleted-here", test_a_settled_conflict_can_be_settled_anew,
       GINT_TO_POINTER (ROSTER_CONFLICT_DELETED_HERE));
  ADD ("/sync/merge/both-deleted", test_both_deleted_is_no_conflict, NULL);
  ADD ("/sync/merge/a-deletion-can-be-undone-after-a-sync", test_a_deletion_can_be_undone_after_a_sync, NULL);
  ADD ("/sync/merge/a-deletion-undone-and-kept-takes-their-edits", test_a_deletion_undone_and_kept_takes_their_edits,
       NULL);
  ADD ("/sync/merge/dropped-edit-of-what-is-deleted-there", test_a_dropped_change_leaves_what_the_office_has,
       GINT_TO_POINTER (FALSE));
  ADD ("/sync/merge/dropped-deletion-of-what-is-edited-there", test_a_dropped_change_leaves_what_the_office_has,
       GINT_TO_POINTER (TRUE));

  return g_test_run ();
}
