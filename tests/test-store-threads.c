/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>

#include "roster-account.h"
#include "roster-record-list.h"
#include "roster-store.h"

#define START G_GINT64_CONSTANT (1772000000000)

typedef struct
{
  char *folder;
  char *path;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterStore *store;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("roster-threads-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "cache.db", NULL);
  fixture->clock = roster_manual_clock_new (START, NULL);
  fixture->ids = roster_id_source_new_seeded (fixture->clock, 1);
  fixture->store = roster_store_open (fixture->path, fixture->clock, fixture->ids, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  roster_store_close (fixture->store);
  /* Let what was announced reach nobody. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->store);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_clear_object (&fixture->ids);
  g_clear_object (&fixture->clock);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
take_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static RosterRecord *
new_streamer (Fixture    *fixture,
              const char *name)
{
  g_autofree char *id = roster_store_new_id (fixture->store);
  RosterRecord *record = roster_record_new (&roster_streamer_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);

  roster_record_set_text (record, "name", name);
  roster_record_set_text (record, "kuaishouId", id);
  return record;
}

static gint64
apply (Fixture    *fixture,
       RosterEdit *edit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 step;

  roster_store_apply_async (fixture->store, edit, NULL, take_result_cb, &result);
  step = roster_store_apply_finish (fixture->store, wait_for (&result), &error);
  g_assert_no_error (error);
  return step;
}

static void
create (Fixture      *fixture,
        RosterRecord *record)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "create");

  roster_edit_create (edit, record);
  apply (fixture, edit);
}

static void
rename_streamer (Fixture      *fixture,
                 RosterRecord *record,
                 const char   *name)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "rename");
  g_autoptr (RosterRecord) after = roster_record_copy (record);

  roster_record_set_text (after, "name", name);
  roster_edit_update (edit, record, after);
  apply (fixture, edit);
}

/* Signals */

static void
count_keys_cb (RosterStore *store,
               GPtrArray   *keys,
               guint       *count)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  *count += keys->len;
}

static void
count_steps_cb (RosterStore *store,
                gint64       step,
                const char  *label,
                guint       *count)
{
  g_assert_cmpstr (label, ==, "create");
  *count += 1;
}

static void
test_commit_is_announced (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = new_streamer (fixture, "张三");
  guint n_keys = 0, n_steps = 0;

  g_signal_connect (fixture->store, "changed", G_CALLBACK (count_keys_cb), &n_keys);
  g_signal_connect (fixture->store, "step-recorded", G_CALLBACK (count_steps_cb), &n_steps);
  create (fixture, streamer);
  while (n_steps == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_keys, ==, 1);
}

static void
test_foreign_commit_is_noticed (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (RosterCache) other = roster_cache_open (fixture->path, fixture->clock, fixture->ids, NULL);
  g_autoptr (RosterRecord) streamer = new_streamer (fixture, "张三");
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "create");
  guint n_keys = 0;

  g_signal_connect (fixture->store, "changed", G_CALLBACK (count_keys_cb), &n_keys);
  roster_edit_create (edit, streamer);
  g_assert_true (roster_cache_apply (other, edit, NULL, NULL));

  roster_store_check_foreign_commits (fixture->store);
  while (n_keys == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_keys, ==, 1);
}

/* What changed cannot be told: then windows are to read everything again rather than keep what is old. */
static void
test_unreadable_changes_refresh_everything (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autoptr (RosterCache) other = roster_cache_open (fixture->path, fixture->clock, fixture->ids, NULL);
  RosterDatabase *database = roster_cache_database (other);
  guint n_keys = 0;

  g_signal_connect (fixture->store, "changed", G_CALLBACK (count_keys_cb), &n_keys);
  g_assert_true (roster_database_execute (database,
                                          "BEGIN; ALTER TABLE changed RENAME TO away;"
                                          "INSERT OR REPLACE INTO fact (name, value) VALUES ('revision', '1000');"
                                          "COMMIT",
                                          NULL));

  roster_store_check_foreign_commits (fixture->store);
  while (n_keys == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_keys, ==, ROSTER_N_RECORD_TYPES);
}

static gpointer
leave_transaction_open (RosterCache   *cache,
                        gpointer       data,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_assert_true (roster_database_begin (roster_cache_database (cache), error));
  g_assert_true (roster_cache_set_fact (cache, "left", "open", error));
  return g_strdup ("");
}

static gpointer
read_fact (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  char *fact = roster_cache_get_fact (cache, data);

  return fact != NULL ? fact : g_strdup ("none");
}

static void
test_open_transaction_is_rolled_back (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autofree char *done = NULL, *fact = NULL;

  roster_store_write_async (fixture->store, leave_transaction_open, NULL, NULL, g_free, NULL, take_result_cb, &first);
  done = roster_store_finish (fixture->store, wait_for (&first), NULL);
  roster_store_write_async (fixture->store, read_fact, (gpointer) "left", NULL, g_free, NULL, take_result_cb, &second);
  fact = roster_store_finish (fixture->store, wait_for (&second), NULL);
  g_assert_cmpstr (fact, ==, "none");
}

/* Lists */

typedef struct
{
  guint removed;
  guint added;
  guint signals;
} Seen;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Seen       *seen)
{
  seen->removed += removed;
  seen->added += added;
  seen->signals++;
}

static RosterRecordList *
filled_list (Fixture *fixture)
{
  RosterRecordList *list = roster_record_list_new (fixture->store, &roster_streamer_type);

  while (roster_record_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  return list;
}

static void
test_list_follows_item_by_item (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (RosterRecord) one = new_streamer (fixture, "张三");
  g_autoptr (RosterRecord) two = new_streamer (fixture, "李四");
  g_autoptr (RosterRecord) three = new_streamer (fixture, "王五");
  g_autoptr (RosterRecordList) list = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "delete");
  Seen seen = { 0 };

  create (fixture, one);
  create (fixture, two);
  list = filled_list (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &seen);

  rename_streamer (fixture, one, "张三丰");
  while (seen.signals < 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (seen.removed, ==, 1);
  g_assert_cmpuint (seen.added, ==, 1);
  g_assert_cmpstr (roster_record_title (roster_record_list_find (list, roster_record_id (one))), ==, "张三丰");

  create (fixture, three);
  while (seen.signals < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (seen.added, ==, 2);

  roster_edit_delete (edit, two);
  apply (fixture, edit);
  while (seen.signals < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (seen.removed, ==, 2);
  g_assert_null (roster_record_list_find (list, roster_record_id (two)));
  g_assert_nonnull (roster_record_list_find (list, roster_record_id (three)));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (RosterRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_true (roster_record_list_find (list, roster_record_id (record)) == record);
    }
}

static void
test_related_list_lets_go (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = new_streamer (fixture, "张三");
  g_autoptr (RosterRecordList) list = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "vertical");
  g_autoptr (RosterRecord) after = NULL;

  roster_record_set_text (streamer, "vertical", "美妆");
  create (fixture, streamer);
  list = roster_record_list_new_related (fixture->store, &roster_streamer_type, "vertical", "美妆");
  while (roster_record_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);

  after = roster_record_copy (streamer);
  roster_record_set_text (after, "vertical", "食品");
  roster_edit_update (edit, streamer, after);
  apply (fixture, edit);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_search_sees_the_last_commit (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = new_streamer (fixture, "张三");

  create (fixture, streamer);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) found = NULL;

      roster_store_search_async (fixture->store, i == 0 ? "zs" : "ls", NULL, 10, NULL, take_result_cb, &result);
      found = roster_store_search_finish (fixture->store, wait_for (&result), NULL);
      g_assert_cmpuint (found->len, ==, 1);
      rename_streamer (fixture, streamer, "李四");
    }
}

/* A process that is killed while it writes */

static void
test_kill_loses_nothing (Fixture       *fixture,
                         gconstpointer  data)
{
  const char *argv[] = { "/proc/self/exe", "--write-until-killed", fixture->path, NULL };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);

  argv[0] = self;
  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) child = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
      g_autoptr (GDataInputStream) lines = NULL;
      g_autoptr (RosterCache) cache = NULL;
      gint64 reported = 0;

      g_assert_no_error (error);
      lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
      for (guint i = 0; i < 3 + 7 * round; i++)
        {
          g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

          g_assert_no_error (error);
          reported = g_ascii_strtoll (line, NULL, 10);
        }
      g_subprocess_force_exit (child);
      g_subprocess_wait (child, NULL, NULL);

      cache = roster_cache_open (fixture->path, fixture->clock, fixture->ids, &error);
      g_assert_no_error (error);
      g_assert_true (roster_cache_check (cache, &error));
      /* Every reported commit is there, each with its journal step and its mark for the office. */
      g_assert_cmpint (roster_cache_count (cache, &roster_streamer_type, NULL), >=, reported);
    }
}

static void
set_true_cb (gboolean *flag)
{
  *flag = TRUE;
}

/* Another store on the fixture's file, as the app opens its own: with the streamers read while it is opened. */
static RosterStore *
open_with_streamers (Fixture *fixture)
{
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (RosterFirstRead));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RosterFirstRead streamers = roster_record_list_first_read (&roster_streamer_type);
  RosterStore *store;

  g_array_append_val (first, streamers);
  roster_store_open_async (fixture->path, fixture->clock, fixture->ids, first, NULL, take_result_cb, &result);
  store = roster_store_open_finish (wait_for (&result), NULL, &error);
  g_assert_no_error (error);
  return store;
}

static void
test_first_list_is_there_at_once (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = new_streamer (fixture, "张三");
  g_autoptr (RosterStore) store = NULL;
  g_autoptr (RosterRecordList) list = NULL, second = NULL;

  create (fixture, streamer);
  store = open_with_streamers (fixture);
  list = roster_record_list_new (store, &roster_streamer_type);
  second = roster_record_list_new (store, &roster_streamer_type);

  g_assert_false (roster_record_list_is_loading (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_true (roster_record_list_is_loading (second));
  while (roster_record_list_is_loading (second))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (second)), ==, 1);
  roster_store_close (store);
}

/* What was read at the start is no longer true after a commit; nobody may be given it. */
static void
test_commit_outdates_the_first_list (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (RosterRecord) before = new_streamer (fixture, "张三"), after = new_streamer (fixture, "李四");
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "create");
  g_autoptr (RosterStore) store = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gboolean announced = FALSE;

  create (fixture, before);
  store = open_with_streamers (fixture);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (set_true_cb), &announced);
  roster_edit_create (edit, after);
  roster_store_apply_async (store, edit, NULL, take_result_cb, &result);
  g_assert_cmpint (roster_store_apply_finish (store, wait_for (&result), NULL), >, 0);
  while (!announced)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (roster_store_take_first (store, &roster_streamer_type));
  roster_store_close (store);
}

static int
write_until_killed (const char *path)
{
  g_autoptr (RosterClock) clock = roster_system_clock_new ();
  g_autoptr (RosterIdSource) ids = roster_id_source_new (clock);
  g_autoptr (RosterCache) cache = roster_cache_open (path, clock, ids, NULL);

  /* A pipe that nobody reads any more ends the process, should the parent die first. */
  while (cache != NULL)
    {
      g_autofree char *id = roster_cache_new_id (cache);
      g_autoptr (RosterRecord) record = roster_record_new (&roster_streamer_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);
      g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "create");

      roster_record_set_text (record, "name", "张三");
      roster_record_set_text (record, "kuaishouId", id);
      roster_edit_create (edit, record);
      if (!roster_cache_apply (cache, edit, NULL, NULL) ||
          printf ("%" G_GINT64_FORMAT "\n", roster_cache_count (cache, &roster_streamer_type, NULL)) < 0 ||
          fflush (stdout) != 0)
        break;
    }

  return 1;
}

/* What a reader's thread waits at until a test lets it pass. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean open;
  guint n_read;
} Gate;

static gpointer
read_behind_gate (RosterCache   *cache,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  Gate *gate = data;
  guint n_read;

  g_mutex_lock (&gate->mutex);
  while (!gate->open)
    g_cond_wait (&gate->cond, &gate->mutex);
  n_read = ++gate->n_read;
  g_mutex_unlock (&gate->mutex);
  return g_strdup_printf ("%u", n_read);
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->open = TRUE;
  g_cond_signal (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

static RosterStore *
open_behind_gate (Fixture *fixture,
                  Gate    *gate)
{
  g_autoptr (GArray) reads = g_array_new (FALSE, FALSE, sizeof (RosterFirstRead));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RosterFirstRead read = { gate, read_behind_gate, gate, g_free, TRUE };
  RosterStore *store;

  g_array_append_val (reads, read);
  roster_store_open_async (fixture->path, fixture->clock, fixture->ids, reads, NULL, take_result_cb, &result);
  store = roster_store_open_finish (wait_for (&result), NULL, &error);
  g_assert_no_error (error);
  return store;
}

/* The window comes up without what takes long, and gets it once it is read, which is done once. */
static void
test_what_lags_is_joined (Fixture       *fixture,
                          gconstpointer  data)
{
  Gate gate = { .open = FALSE };
  g_autoptr (RosterStore) store = open_behind_gate (fixture, &gate);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *read = NULL;

  g_assert_null (roster_store_take_first (store, &gate));
  g_assert_true (roster_store_join_first (store, &gate, NULL, take_result_cb, &result));
  g_assert_false (roster_store_join_first (store, &gate, NULL, take_result_cb, NULL));
  g_assert_null (result);

  open_gate (&gate);
  read = roster_store_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read, ==, "1");
  g_assert_null (roster_store_take_first (store, &gate));
  roster_store_close (store);
}

/* What was quick enough is there like anything else that is read first. */
static void
test_what_lags_no_more_is_taken (Fixture       *fixture,
                                 gconstpointer  data)
{
  Gate gate = { .open = TRUE };
  g_autoptr (RosterStore) store = open_behind_gate (fixture, &gate);
  g_autofree char *read = NULL;

  while (read == NULL)
    {
      read = roster_store_take_first (store, &gate);
      g_thread_yield ();
    }
  g_assert_cmpstr (read, ==, "1");
  g_assert_false (roster_store_join_first (store, &gate, NULL, take_result_cb, NULL));
  roster_store_close (store);
}

/* Nobody has to take it. */
static void
test_what_lags_may_be_left (Fixture       *fixture,
                            gconstpointer  data)
{
  Gate gate = { .open = FALSE };
  g_autoptr (RosterStore) store = open_behind_gate (fixture, &gate);

  open_gate (&gate);
  roster_store_close (store);
  g_assert_cmpuint (gate.n_read, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--write-until-killed") == 0)
    return write_until_killed (argv[2]);

  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/store/threads/commit-is-announced-on-the-main-thread", test_commit_is_announced);
  ADD ("/store/threads/foreign-commit-is-noticed", test_foreign_commit_is_noticed);
  ADD ("/store/threads/unreadable-changes-refresh-everything", test_unreadable_changes_refresh_everything);
  ADD ("/store/threads/open-transaction-is-rolled-back", test_open_transaction_is_rolled_back);
  ADD ("/store/threads/search-sees-the-last-commit", test_search_sees_the_last_commit);
  ADD ("/store/threads/kill-loses-nothing", test_kill_loses_nothing);
  ADD ("/store/list/follows-item-by-item", test_list_follows_item_by_item);
  ADD ("/store/list/related-list-lets-go", test_related_list_lets_go);
  ADD ("/store/first/list-is-there-at-once", test_first_list_is_there_at_once);
  ADD ("/store/first/commit-outdates-it", test_commit_outdates_the_first_list);
  ADD ("/store/first/what-lags-is-joined", test_what_lags_is_joined);
  ADD ("/store/first/what-lags-no-more-is-taken", test_what_lags_no_more_is_taken);
  ADD ("/store/first/what-lags-may-be-left", test_what_lags_may_be_left);

  return g_test_run ();
}
