/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "store-fixture.h"

static void
test_full_disk_changes_nothing (StoreFixture  *fixture,
                                gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_IMPORT, "many");
  g_autoptr (GError) error = NULL;
  g_autofree char *limit = NULL;
  gint64 pages;

  store_create (fixture, streamer);
  {
    g_autoptr (RosterStatement) count = roster_database_query (roster_cache_database (fixture->cache), NULL,
                                                               "PRAGMA page_count", "");
    roster_statement_step (count, NULL);
    pages = roster_statement_int64 (count, 0);
  }
  limit = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT, pages + 2);
  g_assert_true (roster_database_execute (roster_cache_database (fixture->cache), limit, NULL));

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *kuaishou_id = g_strdup_printf ("full%u", i);
      g_autoptr (RosterRecord) record = store_new_streamer (fixture, "很长的名字很长的名字很长的名字", kuaishou_id);

      roster_edit_create (edit, record);
    }

  g_assert_false (roster_cache_apply (fixture->cache, edit, NULL, &error));
  g_assert_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_FULL);
  g_assert_cmpint (roster_cache_count (fixture->cache, &roster_streamer_type, NULL), ==, 1);
  g_assert_true (roster_cache_check (fixture->cache, NULL));

  /* Room again: the same edit goes through. */
  g_assert_true (
      roster_database_execute (roster_cache_database (fixture->cache), "PRAGMA max_page_count = 1000000", NULL));
  store_apply (fixture, edit);
  g_assert_cmpint (roster_cache_count (fixture->cache, &roster_streamer_type, NULL), ==, 501);
}

/* Closes the cache and breaks the table of another type, so that the file is damaged but the outbox can be read. */
static void
damage (StoreFixture *fixture)
{
  g_autoptr (RosterStatement) root = NULL;
  g_autofree char *bytes = NULL;
  gsize length;
  gint64 page;

  g_assert_true (
      roster_database_execute (roster_cache_database (fixture->cache), "PRAGMA wal_checkpoint(TRUNCATE)", NULL));
  root = roster_database_query (roster_cache_database (fixture->cache), NULL,
                                "SELECT rootpage FROM sqlite_schema WHERE name = 'Metric'", "");
  roster_statement_step (root, NULL);
  page = roster_statement_int64 (root, 0);
  g_clear_pointer (&root, roster_statement_free);
  g_clear_pointer (&fixture->cache, roster_cache_close);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  memset (bytes + (page - 1) * 4096, 0xa5, 4096);
  g_assert_true (g_file_set_contents (fixture->path, bytes, length, NULL));
  roster_cache_report_damage (fixture->path);
}

static void
test_damaged_cache_saves_the_outbox (StoreFixture  *fixture,
                                     gconstpointer  data)
{
  g_autoptr (RosterRecord) waiting = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterRecovery) recovery = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterPending) saved = NULL;

  store_create (fixture, waiting);
  roster_cache_set_fact (fixture->cache, "login", "wangfang", NULL);
  damage (fixture);

  fixture->cache = roster_cache_open_or_recover (fixture->path, fixture->clock, fixture->ids, &recovery, &error);
  g_assert_no_error (error);
  g_assert_nonnull (recovery);
  g_assert_cmpuint (recovery->n_saved, ==, 1);
  g_assert_cmpuint (recovery->n_lost, ==, 0);
  g_assert_true (g_file_test (recovery->moved_to, G_FILE_TEST_EXISTS));
  store_assert_text (fixture, waiting, "name", "张三");
  saved = store_pending (fixture, waiting);
  g_assert_cmpint (saved->operation, ==, ROSTER_OPERATION_CREATE);
  g_autofree char *login = roster_cache_get_fact (fixture->cache, "login");
  g_assert_cmpstr (login, ==, "wangfang");
}

/* What an attempt sent is saved with it, for without it the attempt would read as a deletion. */
static void
test_recovery_keeps_what_was_sent (StoreFixture  *fixture,
                                   gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterPending) sent = NULL;
  g_autoptr (RosterPending) saved = NULL;

  store_create (fixture, streamer);
  sent = store_pending (fixture, streamer);
  g_assert_true (roster_cache_mark_sending (fixture->cache, sent, NULL));
  store_set_text (fixture, streamer, "city", "杭州");
  damage (fixture);

  fixture->cache = roster_cache_open_or_recover (fixture->path, fixture->clock, fixture->ids, NULL, NULL);
  saved = store_pending (fixture, streamer);
  g_assert_cmpint (saved->attempts, ==, 1);
  g_assert_nonnull (saved->sent);
  g_assert_cmpstr (roster_record_text (saved->current, "city"), ==, "杭州");
}

/* A recovery that fails has to find everything in its place when it is tried again. */
static void
test_recovery_can_be_repeated (StoreFixture  *fixture,
                               gconstpointer  data)
{
  g_autoptr (RosterRecord) waiting = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterRecovery) recovery = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit, small;
  RosterCache *failed;

  store_create (fixture, waiting);
  damage (fixture);

  /* No room for the new file */
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &limit);
  small = limit;
  small.rlim_cur = 65536;
  setrlimit (RLIMIT_FSIZE, &small);
  failed = roster_cache_open_or_recover (fixture->path, fixture->clock, fixture->ids, NULL, &error);
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_null (failed);
  g_assert_nonnull (error);
  g_clear_error (&error);

  fixture->cache = roster_cache_open_or_recover (fixture->path, fixture->clock, fixture->ids, &recovery, &error);
  g_assert_no_error (error);
  g_assert_nonnull (recovery);
  g_assert_cmpuint (recovery->n_saved, ==, 1);
  store_assert_text (fixture, waiting, "name", "张三");
}

static void
test_recovery_is_finished (StoreFixture  *fixture,
                           gconstpointer  data)
{
  g_autoptr (RosterRecord) waiting = store_new_streamer (fixture, "张三", "ks1");
  g_autofree char *recovered = g_strconcat (fixture->path, ".recovered", NULL);
  g_autoptr (GError) error = NULL;

  /* The power fails when the damaged file is aside and the new one not yet in its place. */
  store_create (fixture, waiting);
  g_clear_pointer (&fixture->cache, roster_cache_close);
  g_assert_cmpint (g_rename (fixture->path, recovered), ==, 0);

  fixture->cache = roster_cache_open_or_recover (fixture->path, fixture->clock, fixture->ids, NULL, &error);
  g_assert_no_error (error);
  store_assert_text (fixture, waiting, "name", "张三");
  g_assert_false (g_file_test (recovered, G_FILE_TEST_EXISTS));
}

static void
test_rubbish_is_moved_aside (StoreFixture  *fixture,
                             gconstpointer  data)
{
  g_autoptr (RosterRecovery) recovery = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *rubbish = g_strnfill (10000, 'x');

  g_clear_pointer (&fixture->cache, roster_cache_close);
  g_assert_true (g_file_set_contents (fixture->path, rubbish, -1, NULL));
  fixture->cache = roster_cache_open_or_recover (fixture->path, fixture->clock, fixture->ids, &recovery, &error);
  g_assert_no_error (error);
  g_assert_nonnull (recovery);
  g_assert_true (roster_cache_check (fixture->cache, &error));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, store_set_up, func, store_tear_down)
  ADD ("/store/fault/full-disk-changes-nothing", test_full_disk_changes_nothing);
  ADD ("/store/fault/damaged-cache-saves-the-outbox", test_damaged_cache_saves_the_outbox);
  ADD ("/store/fault/recovery-keeps-what-was-sent", test_recovery_keeps_what_was_sent);
  ADD ("/store/fault/recovery-can-be-repeated", test_recovery_can_be_repeated);
  ADD ("/store/fault/recovery-is-finished", test_recovery_is_finished);
  ADD ("/store/fault/rubbish-is-moved-aside", test_rubbish_is_moved_aside);

  return g_test_run ();
}
