/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "roster-cache-plan.h"
#include "store-fixture.h"

/* Opening */

#define BOOK_OF_FIXTURE "book-01a203fc-5c00-7028-bfc1-1e852591cb4f"

/* A cache that was signed in before accounts knew single types goes on with the rights of the session that it
   remembers. */
static void
test_rights_come_from_the_session (StoreFixture  *fixture,
                                   gconstpointer  data)
{
  static const char session[] =
      "INSERT OR REPLACE INTO fact (name, value) VALUES ('session', '{\"accounts\":{\"" BOOK_OF_FIXTURE "\":"
      "{\"accountCapabilities\":{\"https://roster.weiye.com/jmap\":{\"writes\":{\"Activity\":true,\"FollowUp\":true,"
      "\"Sale\":false}}}}}}')";
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "fixtures", "cache-001.sql", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (RosterDatabase) old = NULL;
  g_autoptr (RosterAccount) book = NULL, company = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (source, &sql, NULL, &error));
  g_clear_pointer (&fixture->cache, roster_cache_close);
  g_unlink (fixture->path);
  old = roster_database_open (fixture->path, ROSTER_DATABASE_CREATE, &error);
  g_assert_true (roster_database_execute (old, sql, &error));
  g_assert_true (roster_database_execute (old, session, &error));
  g_clear_pointer (&old, roster_database_close);

  store_open_cache (fixture);
  book = roster_cache_get_account (fixture->cache, BOOK_OF_FIXTURE, &error);
  company = roster_cache_get_account (fixture->cache, "company", &error);
  g_assert_no_error (error);
  g_assert_true (roster_account_may_write (book, &roster_activity_type));
  g_assert_true (roster_account_may_write (book, &roster_followup_type));
  g_assert_false (roster_account_may_write (book, &roster_sale_type));
  g_assert_false (roster_account_may_write (book, &roster_streamer_type));

  /* Of the other account the session says nothing, so what it said as a whole counts on. */
  g_assert_null (company->writes);
  g_assert_false (roster_account_may_write (company, &roster_product_type));
}

static void
test_newer_is_refused (StoreFixture  *fixture,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize before_length, after_length;

  roster_database_execute (roster_cache_database (fixture->cache), "PRAGMA user_version = 9999", &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->cache, roster_cache_close);
  g_file_get_contents (fixture->path, &before, &before_length, &error);
  g_assert_no_error (error);

  g_assert_null (roster_cache_open_or_recover (fixture->path, fixture->clock, fixture->ids, NULL, &error));
  g_assert_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NEWER);
  g_file_get_contents (fixture->path, &after, &after_length, NULL);
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
test_file_is_private (StoreFixture  *fixture,
                      gconstpointer  data)
{
  struct stat info;

  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* Edits */

static void
test_rows_survive_reopening (StoreFixture  *fixture,
                             gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterRecord) found = NULL;
  static const char *const tags[] = { "重点", "新", NULL };

  roster_record_set_number (streamer, "followers", 124000);
  roster_record_set (streamer, "tags", roster_value_new_set (tags));
  store_create (fixture, streamer);
  g_clear_pointer (&fixture->cache, roster_cache_close);
  store_open_cache (fixture);

  found = store_get (fixture, streamer);
  g_assert_true (roster_record_same_content (found, streamer));
  g_assert_cmpint (roster_record_number (found, "createdAt", 0), ==, START);
}

static void
test_edit_writes_only_what_changed (StoreFixture  *fixture,
                                    gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");

  store_create (fixture, streamer);
  store_set_text (fixture, streamer, "city", "杭州");
  /* The same stale snapshot again: the city stays. */
  store_set_text (fixture, streamer, "phone", "13800001234");

  store_assert_text (fixture, streamer, "city", "杭州");
  store_assert_text (fixture, streamer, "phone", "13800001234");
}

static void
set_entries (StoreFixture *fixture,
             RosterRecord *record,
             const char   *first,
             const char   *second)
{
  g_autoptr (RosterRecord) after = roster_record_copy (record);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "items");
  g_autoptr (GHashTable) entries = g_hash_table_new (g_str_hash, g_str_equal);

  if (first != NULL)
    g_hash_table_insert (entries, (gpointer) "first", (gpointer) first);
  if (second != NULL)
    g_hash_table_insert (entries, (gpointer) "second", (gpointer) second);
  roster_record_set (after, "items", roster_value_new_map (entries));
  roster_edit_update (edit, record, after);
  store_apply (fixture, edit);
}

/* The same stale snapshot: of a map, too, only the entries are written that the person touched. */
static void
test_edit_writes_only_entries_that_changed (StoreFixture  *fixture,
                                            gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autofree char *id = roster_cache_new_id (fixture->cache);
  g_autoptr (RosterRecord) line_up = roster_record_new (&roster_lineup_type, id, roster_record_account (streamer));
  g_autoptr (RosterRecord) before = NULL, found = NULL;
  g_autoptr (GVariant) first = NULL;

  store_create (fixture, streamer);
  roster_record_set_text (line_up, "streamer", roster_record_id (streamer));
  roster_record_set_text (line_up, "name", "晚场");
  roster_record_apply_defaults (line_up);
  store_create (fixture, line_up);
  set_entries (fixture, line_up, "1", "1");
  before = store_get (fixture, line_up);

  set_entries (fixture, before, "2", "1");
  set_entries (fixture, before, "1", NULL);
  found = store_get (fixture, line_up);
  first = roster_value_map_lookup (roster_record_value (found, "items"), "first");
  g_assert_cmpstr (g_variant_get_string (first, NULL), ==, "2");
  g_assert_cmpuint (g_variant_n_children (roster_record_value (found, "items")), ==, 1);
}

static void
test_edit_is_whole_or_nothing (StoreFixture  *fixture,
                               gconstpointer  data)
{
  g_autoptr (RosterRecord) good = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterRecord) bad = store_new_streamer (fixture, "李四", "ks2");
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_BULK, "two");
  g_autoptr (GError) error = NULL;

  roster_record_set_number (bad, "followers", -1);
  roster_edit_create (edit, good);
  roster_edit_create (edit, bad);
  g_assert_false (roster_cache_apply (fixture->cache, edit, NULL, &error));
  g_assert_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE);
  g_assert_cmpint (roster_cache_count (fixture->cache, &roster_streamer_type, NULL), ==, 0);
  g_assert_cmpint (roster_cache_next_undo (fixture->cache), ==, 0);
}

static void
test_nothing_changed_records_nothing (StoreFixture  *fixture,
                                      gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  gint64 step = store_create (fixture, streamer);

  g_assert_cmpint (store_set_text (fixture, streamer, "name", "张三"), ==, 0);
  g_assert_cmpint (roster_cache_next_undo (fixture->cache), ==, step);
}

static void
test_delete_takes_what_belongs (StoreFixture  *fixture,
                                gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autofree char *id = roster_cache_new_id (fixture->cache);
  g_autoptr (RosterRecord) note = roster_record_new (&roster_activity_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);
  g_autoptr (RosterReversalReport) report = NULL;

  store_create (fixture, streamer);
  roster_record_set_text (note, "streamer", roster_record_id (streamer));
  roster_record_set_text (note, "text", "寄样品");
  roster_record_set_number (note, "at", START);
  roster_record_apply_defaults (note);
  store_create (fixture, note);

  store_delete (fixture, streamer);
  g_assert_cmpint (roster_cache_count (fixture->cache, &roster_activity_type, NULL), ==, 0);

  report = store_undo (fixture, 0);
  g_assert_cmpuint (report->n_reversed, ==, 2);
  g_assert_cmpint (roster_cache_count (fixture->cache, &roster_activity_type, NULL), ==, 1);
}

static void
test_read_only_account (StoreFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);
  g_autofree char *id = roster_cache_new_id (fixture->cache);
  g_autoptr (RosterRecord) product = roster_record_new (&roster_product_type, id, "company");
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "product");
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (accounts, roster_account_new ("company", "公司", ROSTER_SCOPE_COMPANY, TRUE, TRUE));
  g_ptr_array_add (accounts, roster_account_new ("book-1", "王芳", ROSTER_SCOPE_BOOK, FALSE, TRUE));
  roster_cache_set_accounts (fixture->cache, accounts, &error);
  g_assert_no_error (error);

  roster_record_set_text (product, "name", "毛巾");
  roster_record_set_text (product, "sku", "1");
  roster_edit_create (edit, product);
  g_assert_false (roster_cache_apply (fixture->cache, edit, NULL, &error));
  g_assert_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS);
}

/* In a book that a trainer looks at only some types may be written, and the refusal says who may write the others. */
static void
test_rights_of_single_types (StoreFixture  *fixture,
                             gconstpointer  data)
{
  static const struct
  {
    const RosterRecordType *type;
    gboolean allowed;
  } cases[] = { { &roster_activity_type, TRUE }, { &roster_followup_type, TRUE }, { &roster_streamer_type, FALSE } };
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);
  RosterAccount *book = roster_account_new ("book-1", "王芳", ROSTER_SCOPE_BOOK, FALSE, TRUE);

  book->writes = g_ptr_array_new ();
  g_ptr_array_add (book->writes, (gpointer) &roster_activity_type);
  g_ptr_array_add (book->writes, (gpointer) &roster_followup_type);
  g_ptr_array_add (accounts, book);
  g_assert_true (roster_cache_set_accounts (fixture->cache, accounts, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = roster_cache_new_id (fixture->cache);
      g_autoptr (RosterRecord) record = roster_record_new (cases[i].type, id, "book-1");
      g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "edit");
      g_autoptr (GError) error = NULL;

      if (cases[i].type == &roster_streamer_type)
        roster_record_set_text (record, "kuaishouId", "1");
      else
        roster_record_set_text (record, "streamer", "0195a000-0000-7000-8000-000000000001");
      if (cases[i].type == &roster_activity_type)
        roster_record_set_number (record, "at", START);
      else
        roster_record_set_text (record, "name", "说话");
      roster_record_apply_defaults (record);
      roster_edit_create (edit, record);
      roster_cache_apply (fixture->cache, edit, NULL, &error);
      if (cases[i].allowed)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS);
          g_assert_nonnull (strstr (error->message, "salesperson"));
        }
    }
}

/* The same accounts again are no news; other rights make every page look again. */
static void
test_other_rights_are_told (StoreFixture  *fixture,
                            gconstpointer  data)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);
  RosterAccount *book = roster_account_new ("book-1", "王芳", ROSTER_SCOPE_BOOK, FALSE, TRUE);
  static const struct
  {
    const RosterRecordType *taken;
    gboolean told;
  } steps[] = { { NULL, TRUE }, { NULL, FALSE }, { &roster_sale_type, TRUE }, { &roster_sale_type, FALSE } };

  g_ptr_array_add (accounts, book);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gint64 before = roster_cache_revision (fixture->cache);
      g_autoptr (GPtrArray) changed = NULL;

      g_clear_pointer (&book->writes, g_ptr_array_unref);
      book->writes = g_ptr_array_new ();
      for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
        if (roster_record_types[t] != steps[i].taken)
          g_ptr_array_add (book->writes, (gpointer) roster_record_types[t]);
      g_assert_true (roster_cache_set_accounts (fixture->cache, accounts, NULL));
      changed = roster_cache_changed_since (fixture->cache, before, NULL);
      g_assert_nonnull (changed);
      g_assert_cmpint (changed->len > 0, ==, steps[i].told);
    }
}

/* What the office changed where the person may only read cannot be taken back here. */
static void
test_undo_where_nothing_may_be_changed (StoreFixture  *fixture,
                                        gconstpointer  data)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);
  g_autofree char *id = roster_cache_new_id (fixture->cache);
  g_autoptr (RosterRecord) product = roster_record_new (&roster_product_type, id, "company");
  g_autoptr (RosterReversalReport) report = NULL;
  g_autoptr (RosterRecord) kept = NULL;
  gint64 step;

  g_ptr_array_add (accounts, roster_account_new ("company", "公司", ROSTER_SCOPE_COMPANY, TRUE, TRUE));
  g_assert_true (roster_cache_set_accounts (fixture->cache, accounts, NULL));
  roster_record_set_text (product, "name", "毛巾");
  g_assert_true (roster_cache_begin (fixture->cache, NULL));
  step = roster_cache_begin_step (fixture->cache, ROSTER_CAUSE_PULL, "pull", NULL);
  g_assert_true (roster_cache_put_remote (fixture->cache, step, product, NULL));
  g_assert_true (roster_cache_commit (fixture->cache, NULL));

  report = roster_cache_undo (fixture->cache, step, NULL);
  g_assert_cmpuint (report->n_failed, ==, 1);
  g_assert_nonnull (((RosterReversalRow *) report->rows->pdata[0])->reason);
  kept = store_get (fixture, product);
  g_assert_nonnull (kept);
  g_assert_null (store_pending (fixture, product));
}

static void
test_sign_in_adopts_local_records (StoreFixture  *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterRecord) found = NULL;
  g_autoptr (RosterPending) waiting = NULL;
  g_autofree char *account = NULL;

  store_create (fixture, streamer);
  g_ptr_array_add (accounts, roster_account_new ("company", "公司", ROSTER_SCOPE_COMPANY, TRUE, TRUE));
  g_ptr_array_add (accounts, roster_account_new ("book-1", "王芳", ROSTER_SCOPE_BOOK, FALSE, TRUE));
  g_assert_true (roster_cache_set_accounts (fixture->cache, accounts, NULL));

  found = store_get (fixture, streamer);
  g_assert_cmpstr (roster_record_account (found), ==, "book-1");
  waiting = store_pending (fixture, streamer);
  g_assert_cmpstr (waiting->account, ==, "book-1");
  account = roster_cache_account_for (fixture->cache, ROSTER_SCOPE_BOOK);
  g_assert_cmpstr (account, ==, "book-1");
}

/* Undo */

static void
test_undo_and_redo_walk (StoreFixture  *fixture,
                         gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (GError) error = NULL;

  store_create (fixture, streamer);
  store_set_text (fixture, streamer, "city", "杭州");
  store_set_text (fixture, streamer, "phone", "1");

  roster_reversal_report_free (store_undo (fixture, 0));
  store_assert_text (fixture, streamer, "phone", NULL);
  roster_reversal_report_free (store_undo (fixture, 0));
  store_assert_text (fixture, streamer, "city", NULL);
  roster_reversal_report_free (store_undo (fixture, 0));
  g_assert_null (store_get (fixture, streamer));
  g_assert_null (roster_cache_undo (fixture->cache, 0, &error));
  g_assert_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (RosterReversalReport) report = roster_cache_redo (fixture->cache, 0, NULL);

      g_assert_nonnull (report);
      g_assert_cmpuint (report->n_reversed, ==, 1);
    }
  store_assert_text (fixture, streamer, "city", "杭州");
  store_assert_text (fixture, streamer, "phone", "1");
  g_assert_cmpint (roster_cache_next_redo (fixture->cache), ==, 0);
}

static void
test_new_edit_ends_redo (StoreFixture  *fixture,
                         gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");

  store_create (fixture, streamer);
  store_set_text (fixture, streamer, "city", "杭州");
  roster_reversal_report_free (store_undo (fixture, 0));
  g_assert_cmpint (roster_cache_next_redo (fixture->cache), !=, 0);
  store_set_text (fixture, streamer, "city", "上海");
  g_assert_cmpint (roster_cache_next_redo (fixture->cache), ==, 0);
}

static void
test_undo_import_keeps_later_edits (StoreFixture  *fixture,
                                    gconstpointer  data)
{
  g_autoptr (RosterRecord) one = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterRecord) two = store_new_streamer (fixture, "李四", "ks2");
  g_autoptr (RosterRecord) three = store_new_streamer (fixture, "王五", "ks3");
  g_autoptr (RosterRecord) three_after = NULL;
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_IMPORT, "import");
  g_autoptr (RosterReversalReport) report = NULL;
  gint64 step;

  store_create (fixture, three);
  three_after = roster_record_copy (three);
  roster_record_set_number (three_after, "followers", 9);
  roster_edit_create (edit, one);
  roster_edit_create (edit, two);
  roster_edit_update (edit, three, three_after);
  step = store_apply (fixture, edit);

  store_set_text (fixture, two, "city", "杭州");
  store_delete (fixture, three);

  report = store_undo (fixture, step);
  g_assert_cmpuint (report->n_reversed, ==, 1);
  g_assert_cmpuint (report->n_kept, ==, 1);
  g_assert_cmpuint (report->n_failed, ==, 1);
  g_assert_null (store_get (fixture, one));
  store_assert_text (fixture, two, "city", "杭州");
}

static void
test_undo_of_a_pull (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterRecord) theirs = roster_record_copy (streamer);
  g_autoptr (RosterPending) waiting = NULL;
  gint64 step;

  store_create (fixture, streamer);
  store_confirm (fixture, streamer);
  g_assert_null (store_pending (fixture, streamer));

  roster_record_set_text (theirs, "city", "北京");
  g_assert_true (roster_cache_begin (fixture->cache, NULL));
  step = roster_cache_begin_step (fixture->cache, ROSTER_CAUSE_PULL, "pull", NULL);
  g_assert_true (roster_cache_put_remote (fixture->cache, step, theirs, NULL));
  g_assert_true (roster_cache_commit (fixture->cache, NULL));
  store_assert_text (fixture, streamer, "city", "北京");
  g_assert_null (store_pending (fixture, streamer));

  roster_reversal_report_free (store_undo (fixture, step));
  store_assert_text (fixture, streamer, "city", NULL);
  waiting = store_pending (fixture, streamer);
  g_assert_cmpint (waiting->operation, ==, ROSTER_OPERATION_UPDATE);
  g_assert_cmpstr (roster_record_text (waiting->base, "city"), ==, "北京");
}

/* Outbox */

static void
test_outbox_coalesces (StoreFixture  *fixture,
                       gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterPending) waiting = NULL;
  g_autoptr (GPtrArray) all = NULL;

  store_create (fixture, streamer);
  store_set_text (fixture, streamer, "city", "杭州");
  store_set_text (fixture, streamer, "phone", "1");
  waiting = store_pending (fixture, streamer);
  g_assert_cmpint (waiting->operation, ==, ROSTER_OPERATION_CREATE);
  g_assert_null (waiting->base);
  all = roster_cache_list_pending (fixture->cache, NULL);
  g_assert_cmpuint (all->len, ==, 1);
}

static void
test_edit_and_back_leaves_nothing (StoreFixture  *fixture,
                                   gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");

  store_create (fixture, streamer);
  store_confirm (fixture, streamer);
  store_set_text (fixture, streamer, "city", "杭州");
  g_autoptr (RosterPending) waiting = store_pending (fixture, streamer);
  g_assert_cmpint (waiting->operation, ==, ROSTER_OPERATION_UPDATE);
  roster_reversal_report_free (store_undo (fixture, 0));
  g_assert_null (store_pending (fixture, streamer));
}

static void
test_unsent_create_and_delete_leaves_nothing (StoreFixture  *fixture,
                                              gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");

  store_create (fixture, streamer);
  store_delete (fixture, streamer);
  g_assert_null (store_pending (fixture, streamer));
}

static void
test_edit_while_sending_waits (StoreFixture  *fixture,
                               gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterRecord) sent = NULL;
  g_autoptr (GPtrArray) sendable = NULL;
  g_autoptr (RosterPending) waiting = NULL;

  store_create (fixture, streamer);
  sendable = roster_cache_take_sendable (fixture->cache, ROSTER_LOCAL_BOOK_ACCOUNT, &roster_streamer_type, 10, NULL);
  g_assert_cmpuint (sendable->len, ==, 1);
  g_assert_true (roster_cache_mark_sending (fixture->cache, sendable->pdata[0], NULL));
  sent = store_get (fixture, streamer);

  store_set_text (fixture, streamer, "city", "杭州");
  g_assert_true (roster_cache_confirm_pending (fixture->cache, &roster_streamer_type, roster_record_id (streamer), sent,
                                               NULL));
  waiting = store_pending (fixture, streamer);
  g_assert_cmpint (waiting->state, ==, ROSTER_PENDING_WAITING);
  g_assert_cmpint (waiting->operation, ==, ROSTER_OPERATION_UPDATE);
  g_assert_null (roster_record_text (waiting->base, "city"));
}

static void
test_delete_after_sending_is_sent (StoreFixture  *fixture,
                                   gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (GPtrArray) sendable = NULL;
  g_autoptr (RosterPending) waiting = NULL;

  store_create (fixture, streamer);
  sendable = roster_cache_take_sendable (fixture->cache, ROSTER_LOCAL_BOOK_ACCOUNT, &roster_streamer_type, 10, NULL);
  g_assert_true (roster_cache_mark_sending (fixture->cache, sendable->pdata[0], NULL));
  g_assert_true (roster_cache_unmark_sending (fixture->cache, NULL));

  store_delete (fixture, streamer);
  waiting = store_pending (fixture, streamer);
  g_assert_nonnull (waiting);
  g_assert_cmpint (waiting->operation, ==, ROSTER_OPERATION_DESTROY);
}

static void
test_refusal_stays_until_a_person_acts (StoreFixture  *fixture,
                                        gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterPending) refused = NULL, again = NULL;
  g_autoptr (GPtrArray) sendable = NULL;

  store_create (fixture, streamer);
  g_assert_true (roster_cache_refuse_pending (fixture->cache, &roster_streamer_type, roster_record_id (streamer),
                                              "forbidden", "不可写", NULL));
  refused = store_pending (fixture, streamer);
  g_assert_cmpint (refused->state, ==, ROSTER_PENDING_REFUSED);
  g_assert_cmpstr (refused->reason, ==, "不可写");
  sendable = roster_cache_take_sendable (fixture->cache, ROSTER_LOCAL_BOOK_ACCOUNT, &roster_streamer_type, 10, NULL);
  g_assert_cmpuint (sendable->len, ==, 0);

  g_assert_true (roster_cache_retry_pending (fixture->cache, &roster_streamer_type, roster_record_id (streamer), NULL));
  again = store_pending (fixture, streamer);
  g_assert_cmpint (again->state, ==, ROSTER_PENDING_WAITING);
}

static void
test_drop_goes_back_and_can_be_undone (StoreFixture  *fixture,
                                       gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterPending) waiting = NULL;

  store_create (fixture, streamer);
  store_confirm (fixture, streamer);
  store_set_text (fixture, streamer, "city", "杭州");
  g_assert_true (roster_cache_drop_pending (fixture->cache, &roster_streamer_type, roster_record_id (streamer), NULL));
  store_assert_text (fixture, streamer, "city", NULL);
  g_assert_null (store_pending (fixture, streamer));

  roster_reversal_report_free (store_undo (fixture, 0));
  store_assert_text (fixture, streamer, "city", "杭州");
  waiting = store_pending (fixture, streamer);
  g_assert_nonnull (waiting);
}

/* Conflicts */

static void
add_conflict (StoreFixture       *fixture,
              RosterRecord       *record,
              RosterConflictKind  kind,
              const char         *field,
              const char         *mine,
              const char         *theirs)
{
  RosterConflict *conflict = g_new0 (RosterConflict, 1);
  g_autoptr (GError) error = NULL;

  conflict->key = roster_record_key_new (roster_record_type (record), roster_record_id (record));
  conflict->account = g_strdup (roster_record_account (record));
  conflict->title = g_strdup (roster_record_title (record));
  conflict->kind = kind;
  conflict->field = g_strdup (field);
  conflict->mine = g_strdup (mine);
  conflict->theirs = g_strdup (theirs);
  roster_cache_add_conflict (fixture->cache, conflict, &error);
  g_assert_no_error (error);
  roster_conflict_free (conflict);
}

static gint64
first_conflict (StoreFixture *fixture)
{
  g_autoptr (GPtrArray) conflicts = roster_cache_list_conflicts (fixture->cache, NULL);

  g_assert_cmpuint (conflicts->len, ==, 1);
  return ((RosterConflict *) conflicts->pdata[0])->number;
}

static void
test_conflict_mine_waits_for_sync (StoreFixture  *fixture,
                                   gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterPending) waiting = NULL;
  g_autoptr (GPtrArray) left = NULL;

  store_create (fixture, streamer);
  store_confirm (fixture, streamer);
  add_conflict (fixture, streamer, ROSTER_CONFLICT_FIELD, "city", "\"杭州\"", "\"北京\"");
  g_assert_true (roster_cache_resolve_conflict (fixture->cache, first_conflict (fixture), ROSTER_SIDE_MINE, NULL));
  store_assert_text (fixture, streamer, "city", "杭州");
  waiting = store_pending (fixture, streamer);
  g_assert_cmpint (waiting->state, ==, ROSTER_PENDING_WAITING);
  left = roster_cache_list_conflicts (fixture->cache, NULL);
  g_assert_cmpuint (left->len, ==, 0);
}

static void
test_conflict_is_answered_by_an_edit (StoreFixture  *fixture,
                                      gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (GPtrArray) left = NULL;

  store_create (fixture, streamer);
  add_conflict (fixture, streamer, ROSTER_CONFLICT_FIELD, "city", "\"杭州\"", "\"北京\"");
  store_set_text (fixture, streamer, "city", "上海");
  left = roster_cache_list_conflicts (fixture->cache, NULL);
  g_assert_cmpuint (left->len, ==, 0);
}

static void
test_conflict_over_a_deletion (StoreFixture  *fixture,
                               gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterPending) again = NULL;

  store_create (fixture, streamer);
  store_confirm (fixture, streamer);
  store_set_text (fixture, streamer, "city", "杭州");
  g_assert_true (roster_cache_set_pending_state (fixture->cache, &roster_streamer_type, roster_record_id (streamer),
                                                 ROSTER_PENDING_CONFLICT, NULL));
  add_conflict (fixture, streamer, ROSTER_CONFLICT_DELETED_THERE, NULL, "{}", NULL);
  g_assert_true (roster_cache_resolve_conflict (fixture->cache, first_conflict (fixture), ROSTER_SIDE_MINE, NULL));
  again = store_pending (fixture, streamer);
  g_assert_cmpint (again->operation, ==, ROSTER_OPERATION_CREATE);
  g_assert_cmpint (again->state, ==, ROSTER_PENDING_WAITING);

  add_conflict (fixture, streamer, ROSTER_CONFLICT_DELETED_THERE, NULL, "{}", NULL);
  g_assert_true (roster_cache_resolve_conflict (fixture->cache, first_conflict (fixture), ROSTER_SIDE_THEIRS, NULL));
  g_assert_null (store_get (fixture, streamer));
  g_assert_null (store_pending (fixture, streamer));
}

/* What can no longer be read is no deletion: neither of what was sent nor of what stood there before an edit. */
static void
test_unreadable_history_deletes_nothing (StoreFixture  *fixture,
                                         gconstpointer  data)
{
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (RosterPending) waiting = NULL;
  g_autoptr (RosterReversalReport) report = NULL;
  g_autoptr (RosterRecord) kept = NULL;

  store_create (fixture, streamer);
  store_confirm (fixture, streamer);
  store_set_text (fixture, streamer, "city", "杭州");
  g_assert_true (roster_database_execute (roster_cache_database (fixture->cache),
                                          "UPDATE pending SET sent = '{\"id\":5}', attempts = 1;"
                                          "UPDATE entry SET before = '{\"id\":5}' WHERE before IS NOT NULL",
                                          NULL));

  waiting = store_pending (fixture, streamer);
  g_assert_cmpint (waiting->attempts, ==, 0);
  report = roster_cache_undo (fixture->cache, 0, NULL);
  g_assert_cmpuint (report->n_failed, ==, 1);
  kept = store_get (fixture, streamer);
  g_assert_cmpstr (roster_record_text (kept, "city"), ==, "杭州");
}

/* Search */

static void
assert_finds (RosterSearchIndex *index,
              const char        *text,
              const char        *first,
              guint              n)
{
  g_autoptr (GPtrArray) found = roster_search_index_find (index, text, NULL, 100);

  g_test_message ("search %s", text);
  g_assert_cmpuint (found->len, ==, n);
  if (n > 0)
    g_assert_cmpstr (((RosterSearchResult *) found->pdata[0])->title, ==, first);
}

static void
test_search (StoreFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr (RosterRecord) one = store_new_streamer (fixture, "张三", "ks_alpha9");
  g_autoptr (RosterRecord) two = store_new_streamer (fixture, "小张的美妆店", "beta");
  g_autoptr (RosterSearchIndex) index = roster_search_index_new ();

  roster_record_set_text (one, "phone", "13800001234");
  store_create (fixture, one);
  store_create (fixture, two);
  g_assert_true (roster_search_index_refresh (index, fixture->cache, NULL));

  assert_finds (index, "张", "张三", 2);
  assert_finds (index, "三", "张三", 1);
  assert_finds (index, "zs", "张三", 1);
  assert_finds (index, "zhangsan", "张三", 1);
  assert_finds (index, "1234", "张三", 1);
  assert_finds (index, "ALPHA", "张三", 1);
  assert_finds (index, "美妆", "小张的美妆店", 1);
  assert_finds (index, "张 beta", "小张的美妆店", 1);
  assert_finds (index, "李", NULL, 0);
  assert_finds (index, "  ", NULL, 0);

  {
    g_autofree char *id = roster_cache_new_id (fixture->cache);
    g_autoptr (RosterRecord) product = roster_record_new (&roster_product_type, id, ROSTER_LOCAL_COMPANY_ACCOUNT);

    /* Sorts before 张三 by its title, but people come first. */
    roster_record_set_text (product, "name", "一张三层纸");
    roster_record_set_text (product, "sku", "张");
    roster_record_apply_defaults (product);
    store_create (fixture, product);
    g_assert_true (roster_search_index_refresh (index, fixture->cache, NULL));
    assert_finds (index, "三", "张三", 2);
    store_delete (fixture, product);
  }

  store_set_text (fixture, one, "name", "李四");
  store_delete (fixture, two);
  g_assert_true (roster_search_index_refresh (index, fixture->cache, NULL));
  assert_finds (index, "张", NULL, 0);
  assert_finds (index, "ls", "李四", 1);
}

static void
test_changes_are_told (StoreFixture  *fixture,
                       gconstpointer  data)
{
  gint64 revision = roster_cache_revision (fixture->cache);
  g_autoptr (RosterRecord) streamer = store_new_streamer (fixture, "张三", "ks1");
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) none = NULL;

  store_create (fixture, streamer);
  keys = roster_cache_changed_since (fixture->cache, revision, NULL);
  g_assert_cmpuint (keys->len, ==, 1);
  g_assert_cmpstr (((RosterRecordKey *) keys->pdata[0])->id, ==, roster_record_id (streamer));
  none = roster_cache_changed_since (fixture->cache, roster_cache_revision (fixture->cache), NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

/* What a person wants of the week's plan is no edit, and is over with the week. */
static void
test_plan_choices_last_a_week (StoreFixture  *fixture,
                               gconstpointer  data)
{
  static const gint64 day = G_GINT64_CONSTANT (86400000);

  g_assert_true (roster_cache_pin_plan (fixture->cache, "s1", "p1", TRUE, NULL));
  g_assert_true (roster_cache_pin_plan (fixture->cache, "s1", "p2", TRUE, NULL));
  g_assert_true (roster_cache_pin_plan (fixture->cache, "s1", "p2", FALSE, NULL));
  g_assert_true (roster_cache_pin_plan (fixture->cache, "s2", "p1", FALSE, NULL));
  g_assert_true (roster_cache_release_plan (fixture->cache, "s2", "p1", NULL));
  g_assert_true (roster_cache_set_plan_floor (fixture->cache, "book", 3, NULL));
  g_assert_true (roster_cache_set_plan_floor (fixture->cache, "book", 4, NULL));

  for (guint i = 0; i <= 7; i++, roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->clock), day))
    {
      g_autoptr (GPtrArray) pins = roster_cache_plan_pins (fixture->cache, NULL);
      g_autoptr (GHashTable) floors = roster_cache_plan_floors (fixture->cache, NULL);

      g_assert_cmpuint (pins->len, ==, i < 7 ? 2 : 0);
      g_assert_cmpuint (g_hash_table_size (floors), ==, i < 7);
      if (i == 7)
        break;
      g_assert_cmpstr (((const RosterStoredPin *) pins->pdata[0])->product, ==, "p1");
      g_assert_true (((const RosterStoredPin *) pins->pdata[0])->locked);
      g_assert_false (((const RosterStoredPin *) pins->pdata[1])->locked);
      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (floors, "book")), ==, 4);
    }

  g_assert_true (roster_cache_release_plan (fixture->cache, NULL, NULL, NULL));
}

/* By either set, and by the condition as well. */
static void
test_select_among_sets (StoreFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr (RosterRecord) by_id = store_new_streamer (fixture, "张三", "a");
  g_autoptr (RosterRecord) by_value = store_new_streamer (fixture, "李娜", "b");
  g_autoptr (RosterRecord) refused = store_new_streamer (fixture, "王五", "c");
  g_autoptr (RosterRecord) other = store_new_streamer (fixture, "赵六", "d");
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  store_create (fixture, by_id);
  store_create (fixture, by_value);
  store_create (fixture, refused);
  store_create (fixture, other);
  g_hash_table_add (ids, (gpointer) roster_record_id (by_id));
  g_hash_table_add (ids, (gpointer) roster_record_id (refused));
  g_hash_table_add (values, (gpointer) "b");

  found = roster_cache_select_among (fixture->cache, &roster_streamer_type, ids, "kuaishouId", values, &error,
                                     "name <> '王五' ORDER BY kuaishouId");
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (roster_record_title (found->pdata[0]), ==, "张三");
  g_assert_cmpstr (roster_record_title (found->pdata[1]), ==, "李娜");

  g_assert_null (roster_cache_select_among (fixture->cache, &roster_streamer_type, ids, "kuaishouId", values, &error,
                                            "no such column = 1"));
  g_assert_nonnull (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, store_set_up, func, store_tear_down)
  ADD ("/store/plan/choices-last-a-week", test_plan_choices_last_a_week);
  ADD ("/store/open/newer-is-refused-untouched", test_newer_is_refused);
  ADD ("/store/open/file-is-private", test_file_is_private);
  ADD ("/store/select/among-sets", test_select_among_sets);
  ADD ("/store/edit/rows-survive-reopening", test_rows_survive_reopening);
  ADD ("/store/edit/writes-only-what-changed", test_edit_writes_only_what_changed);
  ADD ("/store/edit/writes-only-entries-that-changed", test_edit_writes_only_entries_that_changed);
  ADD ("/store/edit/whole-or-nothing", test_edit_is_whole_or_nothing);
  ADD ("/store/edit/nothing-changed-records-nothing", test_nothing_changed_records_nothing);
  ADD ("/store/edit/delete-takes-what-belongs", test_delete_takes_what_belongs);
  ADD ("/store/account/read-only-is-refused", test_read_only_account);
  ADD ("/store/account/rights-of-single-types", test_rights_of_single_types);
  ADD ("/store/account/rights-come-from-the-session", test_rights_come_from_the_session);
  ADD ("/store/account/other-rights-are-told", test_other_rights_are_told);
  ADD ("/store/account/sign-in-adopts-local-records", test_sign_in_adopts_local_records);
  ADD ("/store/undo/walks-back-and-forth", test_undo_and_redo_walk);
  ADD ("/store/undo/new-edit-ends-redo", test_new_edit_ends_redo);
  ADD ("/store/undo/import-keeps-later-edits", test_undo_import_keeps_later_edits);
  ADD ("/store/undo/pull-becomes-a-waiting-change", test_undo_of_a_pull);
  ADD ("/store/undo/where-nothing-may-be-changed", test_undo_where_nothing_may_be_changed);
  ADD ("/store/outbox/coalesces", test_outbox_coalesces);
  ADD ("/store/outbox/edit-and-back-leaves-nothing", test_edit_and_back_leaves_nothing);
  ADD ("/store/outbox/unsent-create-and-delete-leaves-nothing", test_unsent_create_and_delete_leaves_nothing);
  ADD ("/store/outbox/edit-while-sending-waits", test_edit_while_sending_waits);
  ADD ("/store/outbox/delete-after-sending-is-sent", test_delete_after_sending_is_sent);
  ADD ("/store/outbox/refusal-stays-until-a-person-acts", test_refusal_stays_until_a_person_acts);
  ADD ("/store/outbox/drop-goes-back-and-can-be-undone", test_drop_goes_back_and_can_be_undone);
  ADD ("/store/conflict/mine-waits-for-the-sync", test_conflict_mine_waits_for_sync);
  ADD ("/store/conflict/answered-by-an-edit", test_conflict_is_answered_by_an_edit);
  ADD ("/store/conflict/over-a-deletion", test_conflict_over_a_deletion);
  ADD ("/store/outbox/unreadable-history-deletes-nothing", test_unreadable_history_deletes_nothing);
  ADD ("/store/search/chinese-pinyin-initials-tails", test_search);
  ADD ("/store/changed/tells-what-was-written", test_changes_are_told);

  return g_test_run ();
}
