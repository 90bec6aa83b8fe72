/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "roster-blob-folder.h"
#include "roster-change.h"
#include "roster-changes-reading.h"
#include "roster-clash.h"
#include "roster-conflict.h"
#include "roster-history-item.h"
#include "roster-remote.h"
#include "roster-today-reading.h"
#include "roster-refused-photos.h"

#define STREAMER "0195a000-0000-7000-8000-000000000001"
#define PERSON "0195a000-0000-7000-8000-000000000002"
#define BASE "0195a000-0000-7000-8000-000000000003"
#define WALK "0195a000-0000-7000-8000-000000000004"

typedef struct
{
  char *folder;
  char *path;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterCache *cache;
} Fixture;

static void
put (Fixture      *fixture,
     RosterRecord *record)
{
  g_autoptr (GError) error = NULL;

  roster_cache_begin (fixture->cache, &error);
  roster_cache_put_remote (fixture->cache, 0, record, &error);
  roster_cache_commit (fixture->cache, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) streamer = NULL, person = NULL, base = NULL;

  fixture->folder = g_dir_make_tmp ("roster-changes-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "cache.db", NULL);
  fixture->clock = roster_manual_clock_new (G_GINT64_CONSTANT (1778725440000), "Asia/Shanghai");
  fixture->ids = roster_id_source_new_seeded (fixture->clock, 1);
  fixture->cache = roster_cache_open (fixture->path, fixture->clock, fixture->ids, &error);
  g_assert_no_error (error);

  base = roster_record_new (&roster_base_type, BASE, "company");
  roster_record_set_text (base, "name", "临沂基地");
  put (fixture, base);
  person = roster_record_new (&roster_person_type, PERSON, "company");
  roster_record_set_text (person, "name", "李经理");
  roster_record_set_text (person, "login", "li");
  put (fixture, person);
  streamer = roster_record_new (&roster_streamer_type, STREAMER, "book-1");
  roster_record_set_text (streamer, "name", "张三");
  roster_record_set_text (streamer, "kuaishouId", "zs");
  roster_record_set_text (streamer, "city", "杭州");
  put (fixture, streamer);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_clear_pointer (&fixture->cache, roster_cache_close);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (fixture->folder, name, NULL);

      g_unlink (file);
    }
  g_rmdir (fixture->folder);
  g_clear_object (&fixture->ids);
  g_clear_object (&fixture->clock);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static RosterRecord *
streamer (Fixture *fixture)
{
  RosterRecord *record = roster_cache_get (fixture->cache, &roster_streamer_type, STREAMER, NULL);

  g_assert_nonnull (record);
  return record;
}

static void
edit (Fixture      *fixture,
      RosterRecord *before,
      RosterRecord *after)
{
  g_autoptr (RosterEdit) step = roster_edit_new (ROSTER_CAUSE_EDIT, "edit");
  g_autoptr (GError) error = NULL;

  roster_edit_update (step, before, after);
  roster_cache_apply (fixture->cache, step, NULL, &error);
  g_assert_no_error (error);
}

/* Each kind of value in words, and in the order of the type's table. */
static void
words_say_from_and_to (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (RosterRecord) before = streamer (fixture);
  g_autoptr (RosterRecord) after = roster_record_copy (before);
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *text = NULL;
  g_autofree char *cut = NULL;

  roster_record_set_text (after, "city", "上海");
  roster_record_set_text (after, "kuaishouId", "zs2");
  roster_record_set_text (after, "tier", "part-timer");
  roster_record_set_text (after, "base", BASE);
  roster_record_set_number (after, "averageOrder", 39900);
  roster_record_set_number (after, "minorsShare", 125000);
  roster_record_set (after, "name", NULL);

  fields = roster_field_changes_between (fixture->cache, before, after);
  text = roster_field_changes_to_text (fields, 10, "\n");
  g_assert_cmpstr (text, ==,
                   "Name: 张三 → nothing\n"
                   "Kuaishou id: zs → zs2\n"
                   "Tier: Part-timer\n"
                   "Base: 临沂基地\n"
                   "City: 杭州 → 上海\n"
                   "Share of minors: 12.5%\n"
                   "Average order: ¥39.9");
  cut = roster_field_changes_to_text (fields, 2, " · ");
  g_assert_cmpstr (cut, ==, "Name: 张三 → nothing · Kuaishou id: zs → zs2 · and 5 more fields");
}

/* What only the office sets is no change of a person's. */
static void
words_leave_out_what_the_office_sets (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (RosterRecord) before = streamer (fixture);
  g_autoptr (RosterRecord) after = roster_record_copy (before);
  g_autoptr (GPtrArray) fields = NULL;

  roster_record_set_number (after, "updatedAt", 1);
  roster_record_set_text (after, "updatedBy", "li");
  fields = roster_field_changes_between (fixture->cache, before, after);
  g_assert_cmpuint (fields->len, ==, 0);
}

static void
reading_groups_by_state (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) before = streamer (fixture);
  g_autoptr (RosterRecord) after = roster_record_copy (before);
  g_autoptr (RosterChangesReading) reading = NULL;
  RosterChange *change;

  roster_record_set_text (after, "city", "上海");
  edit (fixture, before, after);
  roster_cache_refuse_pending (fixture->cache, &roster_streamer_type, STREAMER, "forbidden", "not yours", &error);
  g_assert_no_error (error);

  reading = roster_changes_reading_new (fixture->cache, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reading->counts.refused, ==, 1);
  g_assert_cmpuint (reading->refused->len, ==, 1);
  g_assert_cmpuint (reading->waiting->len, ==, 0);
  g_assert_cmpuint (reading->steps->len, ==, 1);

  change = g_ptr_array_index (reading->refused, 0);
  g_assert_cmpstr (roster_change_title (change), ==, "张三");
  g_assert_cmpstr (roster_change_reason (change), ==, "not yours");
  g_assert_cmpint (roster_change_operation (change), ==, ROSTER_OPERATION_UPDATE);
  g_assert_cmpuint (roster_change_fields (change)->len, ==, 1);
}

/* The list is cut at the limit, the count is not. */
static void
reading_stops_at_the_limit (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (RosterEdit) step = roster_edit_new (ROSTER_CAUSE_BULK, "many");
  g_autoptr (RosterChangesReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = roster_id_source_next (fixture->ids);
      g_autoptr (RosterRecord) record = roster_record_new (&roster_streamer_type, id, "book-1");

      roster_record_set_text (record, "name", id);
      roster_record_set_text (record, "kuaishouId", id);
      roster_edit_create (step, record);
    }
  roster_cache_apply (fixture->cache, step, NULL, &error);
  g_assert_no_error (error);

  reading = roster_changes_reading_new (fixture->cache, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reading->waiting->len, ==, 3);
  g_assert_cmpuint (reading->counts.waiting, ==, 5);
}

/* An undone step is shown once, as undone, and not a second time as the step that undid it. */
static void
history_shows_an_undone_step_once (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) before = streamer (fixture);
  g_autoptr (RosterRecord) after = roster_record_copy (before);
  g_autoptr (RosterChangesReading) reading = NULL;
  g_autoptr (RosterReversalReport) report = NULL;

  roster_record_set_text (after, "city", "上海");
  edit (fixture, before, after);
  report = roster_cache_undo (fixture->cache, 0, &error);
  g_assert_no_error (error);

  reading = roster_changes_reading_new (fixture->cache, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reading->steps->len, ==, 1);
  g_assert_cmpint (roster_history_item_step (g_ptr_array_index (reading->steps, 0))->state, ==,
                   ROSTER_STEP_STATE_UNDONE);
  g_assert_cmpuint (reading->counts.waiting, ==, 0);
}

static RosterClash *
clash (Fixture            *fixture,
       RosterConflictKind  kind,
       const char         *field,
       const char         *map_key,
       const char         *mine,
       const char         *theirs)
{
  RosterConflict conflict = {
    .number = 1,
    .key = roster_record_key_new (&roster_streamer_type, STREAMER),
    .account = (char *) "book-1",
    .title = (char *) "张三",
    .kind = kind,
    .field = (char *) field,
    .map_key = (char *) map_key,
    .mine = (char *) mine,
    .theirs = (char *) theirs,
    .mine_at = 1,
    .theirs_at = 2,
    .theirs_by = (char *) "li",
  };
  RosterClash *self = roster_clash_new (fixture->cache, &conflict);

  roster_record_key_free (conflict.key);
  return self;
}

static void
clash_shows_both_sides (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (RosterClash) money =
      clash (fixture, ROSTER_CONFLICT_FIELD, "averageOrder", NULL, "39900", "null");
  g_autoptr (RosterClash) reference =
      clash (fixture, ROSTER_CONFLICT_FIELD, "base", NULL, NULL, "\"" BASE "\"");
  g_autofree char *subject = roster_clash_dup_subject (money);

  g_assert_cmpstr (subject, ==, "Streamer: Average order was changed in both places");
  g_assert_cmpstr (roster_clash_words (money, ROSTER_SIDE_MINE), ==, "¥39.9");
  g_assert_cmpstr (roster_clash_words (money, ROSTER_SIDE_THEIRS), ==, "nothing");
  g_assert_cmpstr (roster_clash_words (reference, ROSTER_SIDE_MINE), ==, "nothing");
  g_assert_cmpstr (roster_clash_words (reference, ROSTER_SIDE_THEIRS), ==, "临沂基地");
  g_assert_cmpstr (roster_clash_editor (money), ==, "李经理");
  g_assert_cmpint (roster_clash_edited_at (money, ROSTER_SIDE_THEIRS), ==, 2);
}

/* Of a record that the other side deleted, the edits here are what is at stake. */
static void
clash_of_a_deletion_says_what_is_at_stake (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autoptr (RosterRecord) before = streamer (fixture);
  g_autoptr (RosterRecord) after = roster_record_copy (before);
  g_autoptr (RosterClash) self = NULL;
  const char *json = "{\"id\":\"" STREAMER "\",\"name\":\"张三\",\"kuaishouId\":\"zs\",\"city\":\"上海\"}";

  roster_record_set_text (after, "city", "上海");
  edit (fixture, before, after);
  self = clash (fixture, ROSTER_CONFLICT_DELETED_THERE, NULL, NULL, json, NULL);
  g_assert_cmpstr (roster_clash_words (self, ROSTER_SIDE_MINE), ==, "City: 杭州 → 上海");
  g_assert_cmpstr (roster_clash_words (self, ROSTER_SIDE_THEIRS), ==, "Deleted");
}

static guint
n_asked_today (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTodayReading) reading = roster_today_reading_new (fixture->cache, NULL, &error);
  guint n_asked = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < reading->actions->len; i++)
    {
      const RosterNextAction *action = reading->actions->pdata[i];

      if (action->kind != ROSTER_NEXT_CONFLICTS)
        continue;
      g_assert_cmpstr (roster_record_id (action->streamer), ==, STREAMER);
      n_asked += action->count;
    }
  return n_asked;
}

/* A field that clashes leaves nothing in the outbox, and is asked about all the same; a deletion that clashes stands in
   both and counts once. */
static void
the_day_asks_about_every_clash (Fixture       *fixture,
                                gconstpointer  data)
{
  RosterRecordKey key = { .type = &roster_streamer_type, .id = (char *) STREAMER };
  RosterConflict conflict = {
    .key = &key,
    .account = (char *) "book-1",
    .title = (char *) "张三",
    .kind = ROSTER_CONFLICT_FIELD,
    .field = (char *) "city",
    .mine = (char *) "\"上海\"",
    .theirs = (char *) "\"杭州\"",
    .mine_at = 5,
    .theirs_at = 6,
  };
  g_autoptr (RosterRecord) before = streamer (fixture);
  g_autoptr (RosterRecord) after = roster_record_copy (before);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (n_asked_today (fixture), ==, 0);
  g_assert_true (roster_cache_add_conflict (fixture->cache, &conflict, &error));
  g_assert_cmpuint (n_asked_today (fixture), ==, 1);

  roster_record_set_text (after, "kuaishouId", "zs2");
  edit (fixture, before, after);
  conflict.kind = ROSTER_CONFLICT_DELETED_THERE;
  conflict.field = NULL;
  g_assert_true (roster_cache_add_conflict (fixture->cache, &conflict, &error));
  g_assert_true (roster_cache_set_pending_state (fixture->cache, &roster_streamer_type, STREAMER,
                                                 ROSTER_PENDING_CONFLICT, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_asked_today (fixture), ==, 2);
}

/* A walk-through with a photo that the office refused. */
static RosterRecord *
refused_photo (Fixture *fixture)
{
  g_autofree char *folder = roster_blob_folder_for (fixture->path), *id = NULL, *key = NULL, *file = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a photo", 7);
  g_autoptr (GHashTable) entries = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RosterRecord) before = roster_record_new (&roster_walkthrough_type, WALK, "book-1");
  g_autoptr (GPtrArray) blobs = NULL;
  g_autoptr (GError) error = NULL;
  RosterRecord *after;

  roster_record_set_text (before, "streamer", STREAMER);
  roster_record_set_text (before, "checklist", BASE);
  roster_record_set_number (before, "checklistVersion", 1);
  roster_record_set_text (before, "state", "running");
  roster_record_set_number (before, "startedAt", 1);
  put (fixture, before);

  id = roster_blob_folder_write (folder, bytes, &error);
  g_assert_no_error (error);
  key = g_strdup_printf ("light:0000000000001-%s", id);
  g_hash_table_insert (entries, key, (char *) "{}");
  after = roster_record_copy (before);
  roster_record_set (after, "photos", roster_value_new_map (entries));
  edit (fixture, before, after);
  file = g_build_filename (folder, id, NULL);
  g_unlink (file);
  g_rmdir (folder);

  blobs = roster_cache_list_blobs (fixture->cache, &error);
  g_assert_cmpuint (blobs->len, ==, 1);
  g_assert_true (roster_cache_refuse_blob (fixture->cache, blobs->pdata[0], "full", &error));
  return after;
}

static void
leave_photo (Fixture      *fixture,
             RosterRecord *walk)
{
}

static void
take_photo_out (Fixture      *fixture,
                RosterRecord *walk)
{
  g_autoptr (RosterRecord) after = roster_record_copy (walk);

  roster_record_set (after, "photos", NULL);
  edit (fixture, walk, after);
}

/* Taken out first: what is signed stays as it is. */
static void
take_photo_out_and_sign (Fixture      *fixture,
                         RosterRecord *walk)
{
  g_autoptr (GHashTable) signatures = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RosterRecord) after = roster_record_copy (walk);

  g_hash_table_insert (signatures, (char *) "trainer", (char *) "{}");
  roster_record_set (after, "photos", NULL);
  roster_record_set (after, "signatures", roster_value_new_map (signatures));
  edit (fixture, walk, after);
}

static void
delete_walk (Fixture      *fixture,
             RosterRecord *walk)
{
  g_autoptr (RosterEdit) step = roster_edit_new (ROSTER_CAUSE_EDIT, "delete");

  roster_edit_delete (step, walk);
  g_assert_true (roster_cache_apply (fixture->cache, step, NULL, NULL));
}

/* Signed with the photo in it. */
static void
sign (Fixture      *fixture,
      RosterRecord *walk)
{
  g_autoptr (GHashTable) signatures = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RosterRecord) after = roster_record_copy (walk);

  g_hash_table_insert (signatures, (char *) "trainer", (char *) "{}");
  roster_record_set (after, "signatures", roster_value_new_map (signatures));
  edit (fixture, walk, after);
}

/* Whatever became of its walk-through meanwhile, a refused photo does not wait for a person for ever. */
static void
photos_that_were_refused_can_be_removed (Fixture       *fixture,
                                         gconstpointer  data)
{
  static const struct
  {
    void (*meanwhile) (Fixture *fixture, RosterRecord *walk);
    gboolean is_step;
    RosterRefusedPhotosFate fate;
  } cases[] = {
    { leave_photo, TRUE, ROSTER_PHOTOS_REMOVED },
    { take_photo_out, FALSE, ROSTER_PHOTOS_REMOVED },
    { take_photo_out_and_sign, FALSE, ROSTER_PHOTOS_REMOVED },
    { delete_walk, FALSE, ROSTER_PHOTOS_REMOVED },
    { sign, FALSE, ROSTER_PHOTOS_KEPT_HERE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterRecord) walk = NULL;
      g_autoptr (GPtrArray) blobs = NULL;
      g_autoptr (GError) error = NULL;
      RosterRefusedPhotosFate fate;
      RosterOutboxCounts counts;
      gint64 step;

      if (i > 0)
        {
          tear_down (fixture, data);
          set_up (fixture, data);
        }
      walk = refused_photo (fixture);
      cases[i].meanwhile (fixture, walk);
      g_assert_true (roster_refused_photos_drop (fixture->cache, WALK, &step, &fate, &error));
      g_assert_no_error (error);
      g_assert_cmpint (fate, ==, cases[i].fate);
      g_assert_true ((step > 0) == cases[i].is_step);
      blobs = roster_cache_list_blobs (fixture->cache, &error);
      g_assert_cmpuint (blobs->len, ==, 0);
      g_assert_true (roster_cache_count_pending (fixture->cache, &counts, &error));
      g_assert_cmpuint (counts.photos + counts.refused_photos, ==, 0);
      /* What nobody else may have can be sent after all. */
      g_assert_cmpint (roster_cache_retry_blobs (fixture->cache, WALK, &error), ==,
                       fate == ROSTER_PHOTOS_KEPT_HERE ? 1 : 0);
    }
}

/* They can be carried out of the cache, and nothing that lies there already is written over. */
static void
photos_that_were_refused_can_be_exported (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autofree char *folder = roster_blob_folder_for (fixture->path), *out = g_strconcat (fixture->path, "-out", NULL);
  g_autofree char *first = NULL, *second = NULL, *content = NULL, *photo = NULL, *id = NULL;
  g_autoptr (GFile) target = g_file_new_for_path (out);
  g_autoptr (RosterRecord) walk = refused_photo (fixture);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a photo", 7);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (out, 0700), ==, 0);
  first = g_build_filename (out, "张三-1.jpg", NULL);
  second = g_build_filename (out, "张三-2.jpg", NULL);
  g_assert_true (g_file_set_contents (first, "another", -1, NULL));
  /* The folder lost it. */
  g_assert_cmpint (roster_refused_photos_export (fixture->cache, WALK, target, &error), ==, -1);
  g_assert_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  id = roster_blob_folder_write (folder, bytes, &error);
  g_assert_cmpint (roster_refused_photos_export (fixture->cache, WALK, target, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (second, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "a photo");
  g_clear_pointer (&content, g_free);
  g_assert_true (g_file_get_contents (first, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "another");

  photo = g_build_filename (folder, id, NULL);
  g_unlink (photo);
  g_rmdir (folder);
  g_unlink (first);
  g_unlink (second);
  g_rmdir (out);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/changes/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("words/say-from-and-to", words_say_from_and_to);
  ADD ("words/leave-out-what-the-office-sets", words_leave_out_what_the_office_sets);
  ADD ("reading/groups-by-state", reading_groups_by_state);
  ADD ("reading/stops-at-the-limit", reading_stops_at_the_limit);
  ADD ("history/shows-an-undone-step-once", history_shows_an_undone_step_once);
  ADD ("today/asks-about-every-clash", the_day_asks_about_every_clash);
  ADD ("photos/that-were-refused-can-be-removed", photos_that_were_refused_can_be_removed);
  ADD ("photos/that-were-refused-can-be-exported", photos_that_were_refused_can_be_exported);
  ADD ("clash/shows-both-sides", clash_shows_both_sides);
  ADD ("clash/of-a-deletion-says-what-is-at-stake", clash_of_a_deletion_says_what_is_at_stake);

  return g_test_run ();
}
