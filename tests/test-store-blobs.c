/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "roster-blob-folder.h"
#include "roster-blob-id.h"
#include "roster-blob-queue.h"
#include "store-fixture.h"

typedef struct
{
  StoreFixture store;
  char *folder;
  RosterRecord *walk;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = NULL;
  g_autofree char *id = NULL;

  store_set_up (&fixture->store, NULL);
  streamer = store_new_streamer (&fixture->store, "张三", "ks1");
  store_create (&fixture->store, streamer);
  id = roster_cache_new_id (fixture->store.cache);
  fixture->walk = roster_record_new (&roster_walkthrough_type, id, roster_record_account (streamer));
  roster_record_set_text (fixture->walk, "streamer", roster_record_id (streamer));
  roster_record_set_text (fixture->walk, "checklist", id);
  roster_record_set_number (fixture->walk, "checklistVersion", 1);
  roster_record_set_text (fixture->walk, "state", "running");
  roster_record_set_number (fixture->walk, "startedAt", START);
  store_create (&fixture->store, fixture->walk);
  fixture->folder = roster_blob_folder_for (fixture->store.path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_object_unref (fixture->walk);
  store_tear_down (&fixture->store, NULL);
}

static char *
write_photo (Fixture    *fixture,
             const char *content)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr (GError) error = NULL;
  char *id = roster_blob_folder_write (fixture->folder, bytes, &error);

  g_assert_no_error (error);
  return id;
}

/* The walk-through with a photo, or without any. */
static gint64
name_photo (Fixture    *fixture,
            const char *id)
{
  g_autoptr (RosterRecord) before = store_get (&fixture->store, fixture->walk);
  g_autoptr (RosterRecord) after = roster_record_copy (before);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "photo");
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (id != NULL)
    g_hash_table_insert (entries, g_strdup_printf ("light:0000000000001-%s", id), (char *) "{}");
  roster_record_set (after, "photos", id != NULL ? roster_value_new_map (entries) : NULL);
  roster_edit_update (edit, before, after);
  return store_apply (&fixture->store, edit);
}

static guint
n_queued (Fixture *fixture)
{
  g_autoptr (GPtrArray) blobs = roster_cache_list_blobs (fixture->store.cache, NULL);

  g_assert_nonnull (blobs);
  return blobs->len;
}

static void
keeps_what_it_is_given (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *id = write_photo (fixture, "a photo"), *again = write_photo (fixture, "a photo"), *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_cmpstr (id, ==, again);
  g_assert_true (roster_blob_folder_has (fixture->folder, id));
  bytes = roster_blob_folder_read (fixture->folder, id, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "a photo", 7);

  /* Photos are for their owner alone. */
  path = g_build_filename (fixture->folder, id, NULL);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (fixture->folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

static void
gives_only_what_the_name_says (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autofree char *id = write_photo (fixture, "a photo"), *path = g_build_filename (fixture->folder, id, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "another", -1, NULL));
  g_assert_null (roster_blob_folder_read (fixture->folder, id, &error));
  g_assert_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (roster_blob_folder_read (fixture->folder, id, &error));
  g_assert_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (roster_blob_folder_read (fixture->folder, "../cache.db", &error));
  g_assert_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND);
}

/* No room: the person is told, and neither a file nor a half of one is left. */
static void
a_full_disk_keeps_nothing (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *content = g_strnfill (100000, 'x'), *id = NULL, *before = write_photo (fixture, "before");
  g_autoptr (GBytes) bytes = g_bytes_new (content, 100000);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit old, limit;
  guint n_files = 0;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &old);
  limit = (struct rlimit){ .rlim_cur = 50000, .rlim_max = old.rlim_max };
  setrlimit (RLIMIT_FSIZE, &limit);
  id = roster_blob_folder_write (fixture->folder, bytes, &error);
  setrlimit (RLIMIT_FSIZE, &old);
  g_assert_null (id);
  g_assert_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_FULL);
  g_clear_error (&error);

  dir = g_dir_open (fixture->folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, 1);
  g_assert_cmpuint (n_queued (fixture), ==, 0);

  id = roster_blob_folder_write (fixture->folder, bytes, &error);
  g_assert_no_error (error);
  g_assert_true (roster_blob_folder_has (fixture->folder, before));
}

static void
a_photo_is_queued_with_the_change_that_names_it (Fixture       *fixture,
                                                 gconstpointer  data)
{
  g_autofree char *id = write_photo (fixture, "a photo");
  g_autoptr (GPtrArray) blobs = NULL;
  const RosterQueuedBlob *blob;

  g_assert_cmpuint (n_queued (fixture), ==, 0);
  name_photo (fixture, id);
  blobs = roster_cache_list_blobs (fixture->store.cache, NULL);
  g_assert_cmpuint (blobs->len, ==, 1);
  blob = blobs->pdata[0];
  g_assert_cmpstr (blob->id, ==, id);
  g_assert_cmpstr (blob->record, ==, roster_record_id (fixture->walk));
  g_assert_cmpstr (blob->account, ==, roster_record_account (fixture->walk));
  g_assert_cmpstr (blob->title, ==, "张三");
  g_assert_cmpint (blob->size, ==, 7);
  g_assert_cmpuint (blob->attempts, ==, 0);

  /* Other changes of the same record queue nothing. */
  store_set_text (&fixture->store, fixture->walk, "notes", "seen");
  g_assert_cmpuint (n_queued (fixture), ==, 1);
}

/* A photo that somebody else took comes from the office: it is not sent back. */
static void
a_photo_that_is_not_here_is_not_queued (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autofree char *id = g_strnfill (ROSTER_BLOB_ID_LENGTH, 'a');

  name_photo (fixture, id);
  g_assert_cmpuint (n_queued (fixture), ==, 0);
}

/* What leaves the queue comes back when the removal is undone: the office may have let the photo go by then. */
static void
undoing_a_removal_queues_the_photo_again (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autofree char *id = write_photo (fixture, "a photo");
  g_autoptr (GPtrArray) blobs = NULL;
  gint64 step;

  name_photo (fixture, id);
  blobs = roster_cache_list_blobs (fixture->store.cache, NULL);
  step = name_photo (fixture, NULL);
  g_assert_true (roster_cache_drop_blob (fixture->store.cache, blobs->pdata[0], NULL));
  g_assert_cmpuint (n_queued (fixture), ==, 0);
  roster_reversal_report_free (store_undo (&fixture->store, step));
  g_assert_cmpuint (n_queued (fixture), ==, 1);
}

/* Confirmed before its record: it stays in the queue, out of sight, and is sent again a day later; once the office has
   the record it goes. */
static void
a_photo_waits_for_its_record (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *id = write_photo (fixture, "a photo");
  g_autoptr (GPtrArray) first = NULL, soon = NULL, later = NULL, last = NULL;
  RosterOutboxCounts counts;

  name_photo (fixture, id);
  first = roster_cache_take_blobs (fixture->store.cache, NULL);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_true (roster_cache_confirm_blob (fixture->store.cache, first->pdata[0], NULL));
  g_assert_cmpuint (n_queued (fixture), ==, 0);
  g_assert_true (roster_cache_count_pending (fixture->store.cache, &counts, NULL));
  g_assert_cmpuint (counts.photos, ==, 0);
  soon = roster_cache_take_blobs (fixture->store.cache, NULL);
  g_assert_cmpuint (soon->len, ==, 0);

  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->store.clock), 86400001);
  later = roster_cache_take_blobs (fixture->store.cache, NULL);
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_cmpuint (((RosterQueuedBlob *) later->pdata[0])->attempts, ==, 1);

  store_confirm (&fixture->store, fixture->walk);
  g_assert_true (roster_cache_confirm_blob (fixture->store.cache, later->pdata[0], NULL));
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->store.clock), 86400001);
  last = roster_cache_take_blobs (fixture->store.cache, NULL);
  g_assert_cmpuint (last->len, ==, 0);
}

/* Killed anywhere between the photo and the change that names it: both are there, or nothing waits for the photo. */
static void
a_kill_between_photo_and_change_leaves_both_or_none (Fixture       *fixture,
                                                     gconstpointer  data)
{
  for (guint named = 0; named < 2; named++)
    {
      g_autofree char *content = g_strdup_printf ("photo %u", named);
      g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
      g_autofree char *id = roster_blob_id (bytes);
      g_autoptr (RosterRecord) walk = NULL;
      pid_t child;
      int status;

      g_clear_pointer (&fixture->store.cache, roster_cache_close);
      child = fork ();
      if (child == 0)
        {
          store_open_cache (&fixture->store);
          g_free (write_photo (fixture, content));
          if (named > 0)
            name_photo (fixture, id);
          kill (getpid (), SIGKILL);
        }
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));

      store_open_cache (&fixture->store);
      walk = store_get (&fixture->store, fixture->walk);
      g_assert_true (roster_blob_folder_has (fixture->folder, id));
      g_assert_true (roster_record_has (walk, "photos") == (named > 0));
      g_assert_cmpuint (n_queued (fixture), ==, named);
    }
}

static void
make_old (Fixture    *fixture,
          const char *name,
          gint64      used)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  struct utimbuf times = { used, used };

  g_assert_cmpint (utime (path, &times), ==, 0);
}

/* Within its bound nothing goes; above it what was used longest ago, but neither what waits nor what is new. */
static void
trimming_keeps_what_waits_and_what_is_new (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autofree char *waiting = write_photo (fixture, "waiting"), *old = write_photo (fixture, "old....");
  g_autofree char *older = write_photo (fixture, "older.."), *fresh = write_photo (fixture, "fresh..");
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *scrap = g_strconcat (fixture->folder, "/", waiting, ".X1Y2Z3", NULL);

  g_hash_table_add (kept, waiting);
  make_old (fixture, waiting, 1000);
  make_old (fixture, older, 2000);
  make_old (fixture, old, 3000);
  g_assert_cmpuint (roster_blob_folder_trim (fixture->folder, kept, 28, 10000), ==, 0);
  g_assert_cmpuint (roster_blob_folder_trim (fixture->folder, kept, 21, 10000), ==, 1);
  g_assert_false (roster_blob_folder_has (fixture->folder, older));
  g_assert_true (roster_blob_folder_has (fixture->folder, old));
  g_assert_cmpuint (roster_blob_folder_trim (fixture->folder, kept, 0, 10000), ==, 1);
  g_assert_true (roster_blob_folder_has (fixture->folder, waiting));
  g_assert_true (roster_blob_folder_has (fixture->folder, fresh));

  /* What a writing left that was cut off goes even where there is room. */
  g_assert_true (g_file_set_contents (scrap, "half", -1, NULL));
  g_assert_cmpuint (roster_blob_folder_trim (fixture->folder, kept, 1000, 10000), ==, 0);
  make_old (fixture, strrchr (scrap, '/') + 1, 1000);
  g_assert_cmpuint (roster_blob_folder_trim (fixture->folder, kept, 1000, 10000), ==, 1);
}

static void
the_cache_trims_by_its_rule (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *megabytes = g_strnfill (6000000, 'x'), *others = g_strnfill (6000000, 'y');
  g_autofree char *waiting = write_photo (fixture, megabytes), *loose = write_photo (fixture, others);
  g_autoptr (RosterRecord) rule = NULL;
  g_autofree char *id = roster_cache_new_id (fixture->store.cache);
  g_autoptr (GError) error = NULL;

  name_photo (fixture, waiting);
  make_old (fixture, waiting, 1000);
  make_old (fixture, loose, 2000);
  g_assert_cmpuint (roster_cache_trim_blobs (fixture->store.cache, 10000, &error), ==, 0);
  g_assert_no_error (error);

  rule = roster_record_new (&roster_rule_type, id, ROSTER_LOCAL_COMPANY_ACCOUNT);
  roster_record_set_text (rule, "name", "photoCacheMegabytes");
  roster_record_set_number (rule, "value", 10);
  store_create (&fixture->store, rule);
  g_assert_cmpuint (roster_cache_trim_blobs (fixture->store.cache, 10000, &error), ==, 1);
  g_assert_true (roster_blob_folder_has (fixture->folder, waiting));
  g_assert_false (roster_blob_folder_has (fixture->folder, loose));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/blobs/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("keeps-what-it-is-given", keeps_what_it_is_given);
  ADD ("gives-only-what-the-name-says", gives_only_what_the_name_says);
  ADD ("a-full-disk-keeps-nothing", a_full_disk_keeps_nothing);
  ADD ("a-photo-is-queued-with-the-change-that-names-it", a_photo_is_queued_with_the_change_that_names_it);
  ADD ("a-photo-that-is-not-here-is-not-queued", a_photo_that_is_not_here_is_not_queued);
  ADD ("undoing-a-removal-queues-the-photo-again", undoing_a_removal_queues_the_photo_again);
  ADD ("a-photo-waits-for-its-record", a_photo_waits_for_its_record);
  ADD ("a-kill-between-photo-and-change", a_kill_between_photo_and_change_leaves_both_or_none);
  ADD ("trimming-keeps-what-waits-and-what-is-new", trimming_keeps_what_waits_and_what_is_new);
  ADD ("the-cache-trims-by-its-rule", the_cache_trims_by_its_rule);

  return g_test_run ();
}
