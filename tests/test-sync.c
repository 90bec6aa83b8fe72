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

/* Of each type the changes and the two readings that refer to them. Where there are more types, one call asks first
   what has changed at all. */
#define MAX_CALLS (3 * 16)

/* Requests */

static void
test_idle_sync_is_one_request (SyncFixture   *fixture,
                               gconstpointer  data)
{
  client_must_sync (fixture->mine);

  g_assert_cmpuint (fixture->mine->report.n_requests, ==, 1);
  g_assert_cmpuint (office_transport_n_calls (fixture->mine->network), <=, MAX_CALLS);
  g_assert_cmpuint (fixture->mine->report.n_received, ==, 0);
}

static void
test_an_edit_is_one_request (SyncFixture   *fixture,
                             gconstpointer  data)
{
  guint n_pulled = client_n_steps (fixture->mine, ROSTER_CAUSE_PULL);

  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  client_must_sync (fixture->mine);

  g_assert_cmpuint (fixture->mine->report.n_requests, ==, 1);
  g_assert_cmpuint (fixture->mine->report.n_sent, ==, 1);
  sync_assert_at_peace (fixture->mine);
  /* One's own change that comes back is no news. */
  g_assert_cmpuint (client_n_steps (fixture->mine, ROSTER_CAUSE_PULL), ==, n_pulled);
  g_assert_cmpuint (client_n_steps (fixture->mine, ROSTER_CAUSE_MERGE), ==, 0);

  client_must_sync (fixture->other);
  sync_assert_text (fixture->other, fixture->streamer, "city", "杭州");
  g_assert_cmpuint (client_n_steps (fixture->other, ROSTER_CAUSE_PULL), ==, 1);
}

static gint64
setting (RosterCache *cache,
         const char  *pragma)
{
  g_autofree char *sql = g_strconcat ("PRAGMA ", pragma, NULL);
  g_autoptr (RosterStatement) statement = roster_database_query (roster_cache_database (cache), NULL, sql, "");

  g_assert_cmpint (roster_statement_step (statement, NULL), ==, ROSTER_STEP_ROW);
  return roster_statement_int64 (statement, 0);
}

/* A first reading takes more memory and writes back less often, keeps what it commits as surely, and leaves everything
   as it was. */
static void
test_first_reading_leaves_no_trace (SyncFixture   *fixture,
                                    gconstpointer  data)
{
  g_autoptr (Client) late = client_new (&fixture->office, SELLER, 16);
  RosterDatabase *database = roster_cache_database (late->cache);
  gint64 cache_size = setting (late->cache, "cache_size"), write_back = setting (late->cache, "wal_autocheckpoint");

  roster_database_expect_much (database, TRUE);
  g_assert_cmpint (setting (late->cache, "cache_size"), <, cache_size);
  g_assert_cmpint (setting (late->cache, "wal_autocheckpoint"), >, write_back);
  g_assert_cmpint (setting (late->cache, "synchronous"), ==, 2);

  client_must_sync (late);
  g_assert_cmpint (setting (late->cache, "cache_size"), ==, cache_size);
  g_assert_cmpint (setting (late->cache, "wal_autocheckpoint"), ==, write_back);
}

static void
test_long_lists_come_in_pages (SyncFixture   *fixture,
                               gconstpointer  data)
{
  RosterJmapLimits limits = roster_jmap_default_limits;
  g_autoptr (Client) late = NULL;
  g_autoptr (GPtrArray) streamers = NULL;

  limits.max_objects_in_get = 10;
  limits.max_objects_in_set = 7;
  roster_office_set_limits (fixture->office.office, &limits);
  client_must_sync (fixture->mine);
  for (guint i = 0; i < 45; i++)
    {
      g_autofree char *id = client_new_streamer (fixture->mine, "李四");
    }
  roster_cache_set_fact (fixture->mine->cache, ROSTER_FACT_SESSION, NULL, NULL);
  client_must_sync (fixture->mine);
  g_assert_cmpuint (fixture->mine->report.n_requests, ==, 1 + 7);
  sync_assert_at_peace (fixture->mine);

  late = client_new (&fixture->office, SELLER, 14);
  client_must_sync (late);
  g_assert_cmpuint (late->report.n_requests, ==, 1 + 5);
  streamers = roster_cache_list (late->cache, STREAMER, NULL);
  g_assert_cmpuint (streamers->len, ==, 46);
  g_assert_cmpuint (client_n_steps (late, ROSTER_CAUSE_PULL), ==, 0);
}

static void
test_first_reading_goes_on_where_it_was_cut_off (SyncFixture   *fixture,
                                                 gconstpointer  data)
{
  RosterJmapLimits limits = roster_jmap_default_limits;
  g_autoptr (Client) late = client_new (&fixture->office, SELLER, 15);
  g_autoptr (RosterSync) sync = NULL;
  g_autoptr (GPtrArray) streamers = NULL;
  RosterSession *session;
  gboolean more;

  for (guint i = 0; i < 45; i++)
    {
      g_autofree char *id = client_new_streamer (fixture->mine, "李四");
    }
  client_must_sync (fixture->mine);
  limits.max_objects_in_get = 10;
  roster_office_set_limits (fixture->office.office, &limits);

  session = roster_session_fetch (ROSTER_TRANSPORT (late->network), SELLER, NULL, NULL);
  g_assert_true (roster_session_adopt (session, ROSTER_TRANSPORT (late->network), late->cache, NULL));
  sync = roster_sync_new (session);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (roster_sync_prepare (sync, late->cache, &more, NULL));
      g_assert_true (roster_sync_exchange (sync, ROSTER_TRANSPORT (late->network), SELLER, NULL, NULL));
      g_assert_true (roster_sync_apply (sync, late->cache, NULL));
    }

  client_restart (late);
  client_must_sync (late);
  g_assert_cmpuint (late->report.n_received, ==, 16);
  streamers = roster_cache_list (late->cache, STREAMER, NULL);
  g_assert_cmpuint (streamers->len, ==, 46);
}

static char *
new_metric (Client     *client,
            const char *streamer,
            const char *day,
            gint64      plays)
{
  g_autofree char *id = roster_cache_new_id (client->cache);
  g_autoptr (RosterRecord) metric = roster_record_new (&roster_metric_type, id, SELLER_BOOK);

  roster_record_set_text (metric, "streamer", streamer);
  roster_record_set_text (metric, "day", day);
  roster_record_set_number (metric, "plays", plays);
  client_create (client, metric);
  return g_steal_pointer (&id);
}

static void
test_measures_are_loaded (SyncFixture   *fixture,
                          gconstpointer  data)
{
  g_autoptr (Client) late = client_new (&fixture->office, SELLER, 19);
  g_autoptr (Client) busy = client_new (&fixture->office, SELLER, 20);
  g_autoptr (GPtrArray) loaded = NULL, merged = NULL;
  g_autofree char *usual = new_metric (fixture->mine, fixture->streamer, "2026-02-01", 5);
  g_autofree char *unusual = new_metric (fixture->mine, fixture->streamer, "2026-01-31", 6);
  g_autofree char *local = NULL;

  client_must_sync (fixture->mine);
  client_must_sync (late);
  loaded = roster_cache_list (late->cache, &roster_metric_type, NULL);
  g_assert_cmpuint (loaded->len, ==, 2);
  for (guint i = 0; i < loaded->len; i++)
    {
      g_autoptr (RosterRecord) here =
          client_get (fixture->mine, &roster_metric_type, roster_record_id (loaded->pdata[i]));

      g_assert_true (roster_record_equal (here, loaded->pdata[i]));
    }
  g_assert_cmpuint (client_n_steps (late, ROSTER_CAUSE_PULL), ==, 0);

  /* With something in the outbox each record is looked at. */
  local = client_new_streamer (busy, "早先");
  client_must_sync (busy);
  merged = roster_cache_list (busy->cache, &roster_metric_type, NULL);
  g_assert_cmpuint (merged->len, ==, 2);
  sync_assert_at_peace (busy);
}

static void
test_a_full_answer_is_asked_for_in_parts (SyncFixture   *fixture,
                                          gconstpointer  data)
{
  sync_edit_elsewhere (fixture, "city", "义乌");
  office_transport_replace (fixture->mine->network, "Streamer/get", "error", "{\"type\":\"requestTooLarge\"}");
  client_must_sync (fixture->mine);

  g_assert_cmpuint (fixture->mine->report.n_requests, ==, 2);
  g_assert_cmpuint (office_transport_n_calls (fixture->mine->network), ==, 3);
  sync_assert_text (fixture->mine, fixture->streamer, "city", "义乌");
}

/* A long list of long records is asked for in smaller and smaller parts until they come through. */
static void
test_too_large_an_answer_is_asked_for_in_parts (SyncFixture   *fixture,
                                                gconstpointer  data)
{
  g_autoptr (Client) late = client_new (&fixture->office, SELLER, 16);
  g_autoptr (GPtrArray) streamers = NULL;

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *id = client_new_streamer (fixture->mine, "李四");
    }
  client_must_sync (fixture->mine);

  office_transport_set_limit (late->network, 64 * 1024);
  client_must_sync (late);
  g_assert_cmpuint (late->report.n_requests, >, 600 / 512 + 1);
  streamers = roster_cache_list (late->cache, STREAMER, NULL);
  g_assert_cmpuint (streamers->len, ==, 601);
}

/* Where not even the smallest part comes through, the sync says so instead of trying for ever, and nothing is lost. */
static void
test_too_large_a_record_is_an_error (SyncFixture   *fixture,
                                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  sync_edit_elsewhere (fixture, "city", "义乌");
  client_set (fixture->mine, STREAMER, fixture->streamer, "phone", "13800001234");
  office_transport_set_limit (fixture->mine->network, 100);
  g_assert_false (client_sync (fixture->mine, &error));
  g_assert_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_TOO_LARGE);
  sync_assert_text (fixture->mine, fixture->streamer, "phone", "13800001234");

  office_transport_set_limit (fixture->mine->network, 0);
  client_must_sync (fixture->mine);
  sync_assert_text (fixture->mine, fixture->streamer, "city", "义乌");
  sync_assert_text (fixture->mine, fixture->streamer, "phone", "13800001234");
  sync_assert_at_peace (fixture->mine);
}

/* Answers that never come */

static void
test_a_lost_answer_costs_nothing (SyncFixture   *fixture,
                                  gconstpointer  data)
{
  Fault fault = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *made = client_new_streamer (fixture->mine, "李四");

  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  office_transport_set_fault (fixture->mine->network, fault);
  g_assert_false (client_sync (fixture->mine, &error));
  g_assert_true (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OFFLINE));
  g_assert_cmpuint (client_n_pending (fixture->mine, ROSTER_PENDING_WAITING), ==, 2);

  /* The person goes on, over the same fields. */
  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "宁波");
  client_set (fixture->mine, STREAMER, made, "name", "李思");
  client_restart (fixture->mine);
  client_must_sync (fixture->mine);

  sync_assert_at_peace (fixture->mine);
  client_must_sync (fixture->other);
  sync_assert_text (fixture->other, fixture->streamer, "city", "宁波");
  sync_assert_text (fixture->other, made, "name", "李思");
}

static void
test_an_edit_taken_back_after_a_lost_answer (SyncFixture   *fixture,
                                             gconstpointer  data)
{
  g_autofree char *made = client_new_streamer (fixture->mine, "李四");

  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  office_transport_set_fault (fixture->mine->network, FAULT_RESPONSE_LOST);
  g_assert_false (client_sync (fixture->mine, NULL));
  client_set (fixture->mine, STREAMER, fixture->streamer, "city", NULL);
  client_delete (fixture->mine, STREAMER, made);

  client_must_sync (fixture->mine);
  client_must_sync (fixture->other);
  sync_assert_at_peace (fixture->mine);
  sync_assert_text (fixture->other, fixture->streamer, "city", "");
  sync_assert_text (fixture->other, made, "name", NULL);
  sync_assert_text (fixture->mine, made, "name", NULL);
}

static void
test_unavailable_keeps_everything (SyncFixture   *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  office_transport_set_fault (fixture->mine->network, FAULT_UNAVAILABLE);
  g_assert_false (client_sync (fixture->mine, &error));
  g_assert_true (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_UNAVAILABLE));
  g_assert_cmpuint (client_n_pending (fixture->mine, ROSTER_PENDING_WAITING), ==, 1);
}

static void
test_one_method_that_fails_leaves_the_rest (SyncFixture   *fixture,
                                            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  sync_edit_elsewhere (fixture, "city", "义乌");
  client_set (fixture->mine, STREAMER, fixture->streamer, "phone", "13800001234");
  office_transport_replace (fixture->mine->network, "Streamer/set", "error", "{\"type\":\"serverFail\"}");
  g_assert_false (client_sync (fixture->mine, &error));
  g_assert_true (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_UNAVAILABLE));
  g_assert_cmpuint (client_n_pending (fixture->mine, ROSTER_PENDING_WAITING), ==, 1);
  sync_assert_text (fixture->mine, fixture->streamer, "city", "义乌");

  client_must_sync (fixture->mine);
  sync_assert_at_peace (fixture->mine);
}

/* Somebody else's computer is quicker between the two halves of a sync. */
static void
edit_between (OfficeTransport *network,
              gpointer         data)
{
  SyncFixture *fixture = data;

  sync_edit_elsewhere (fixture, "phone", "13800001234");
}

static void
test_a_change_in_the_last_moment_is_merged (SyncFixture   *fixture,
                                            gconstpointer  data)
{
  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  office_transport_before_next (fixture->mine->network, edit_between, fixture);
  client_must_sync (fixture->mine);

  sync_assert_at_peace (fixture->mine);
  sync_assert_text (fixture->mine, fixture->streamer, "city", "杭州");
  sync_assert_text (fixture->mine, fixture->streamer, "phone", "13800001234");
}

static void
type_meanwhile (OfficeTransport *network,
                gpointer         data)
{
  SyncFixture *fixture = data;

  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "宁波");
}

static void
test_typing_while_it_syncs_is_kept (SyncFixture   *fixture,
                                    gconstpointer  data)
{
  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  office_transport_after_next (fixture->mine->network, type_meanwhile, fixture);
  client_must_sync (fixture->mine);

  sync_assert_at_peace (fixture->mine);
  client_must_sync (fixture->other);
  sync_assert_text (fixture->other, fixture->streamer, "city", "宁波");
}

static void
sync_meanwhile (OfficeTransport *network,
                gpointer         data)
{
  SyncFixture *fixture = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterCache) cache =
      roster_cache_open (fixture->mine->path, fixture->mine->clock, fixture->mine->ids, &error);
  OfficeTransport *second = office_transport_new (fixture->office.office);

  g_assert_no_error (error);
  sync_edit_elsewhere (fixture, "city", "义乌");
  roster_sync_run (cache, ROSTER_TRANSPORT (second), SELLER, NULL, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (second);
}

static void
test_a_second_process_does_not_turn_back_time (SyncFixture   *fixture,
                                               gconstpointer  data)
{
  sync_edit_elsewhere (fixture, "city", "金华");
  office_transport_after_next (fixture->mine->network, sync_meanwhile, fixture);
  client_must_sync (fixture->mine);

  sync_assert_text (fixture->mine, fixture->streamer, "city", "义乌");
  client_must_sync (fixture->mine);
  g_assert_cmpuint (fixture->mine->report.n_received, ==, 0);
}

static void
edit_and_sync_meanwhile (OfficeTransport *network,
                         gpointer         data)
{
  SyncFixture *fixture = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterCache) cache =
      roster_cache_open (fixture->mine->path, fixture->mine->clock, fixture->mine->ids, &error);
  g_autoptr (OfficeTransport) second = office_transport_new (fixture->office.office);

  g_assert_no_error (error);
  sync_edit_elsewhere (fixture, "phone", "13800001234");
  roster_sync_run (cache, ROSTER_TRANSPORT (second), SELLER, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The answer to an edit comes late: another process has read the edit, and a newer one of somebody else, already. */
static void
test_a_late_answer_does_not_turn_back_time (SyncFixture   *fixture,
                                            gconstpointer  data)
{
  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  office_transport_after_next (fixture->mine->network, edit_and_sync_meanwhile, fixture);
  client_must_sync (fixture->mine);

  sync_assert_at_peace (fixture->mine);
  sync_assert_text (fixture->mine, fixture->streamer, "city", "杭州");
  sync_assert_text (fixture->mine, fixture->streamer, "phone", "13800001234");
}

/* Refusals */

static void
assert_refused (Client     *client,
                const char *type)
{
  g_autoptr (GPtrArray) pending = roster_cache_list_pending (client->cache, NULL);
  const RosterPending *refused = pending->pdata[0];

  g_assert_cmpuint (pending->len, ==, 1);
  g_assert_cmpint (refused->state, ==, ROSTER_PENDING_REFUSED);
  g_assert_cmpstr (refused->error, ==, type);
  g_assert_nonnull (refused->reason);
}

static void
test_what_breaks_a_rule_is_refused_and_corrected (SyncFixture   *fixture,
                                                  gconstpointer  data)
{
  g_autofree char *twin = client_new_streamer (fixture->mine, "李四");

  client_set (fixture->mine, STREAMER, twin, "kuaishouId", fixture->streamer);
  client_must_sync (fixture->mine);
  assert_refused (fixture->mine, "invalidProperties");
  g_assert_cmpuint (fixture->mine->report.n_refused, ==, 1);
  sync_assert_text (fixture->mine, twin, "name", "李四");

  /* It is not sent again by itself, and goes once it is corrected. */
  client_must_sync (fixture->mine);
  g_assert_cmpuint (fixture->mine->report.n_requests, ==, 1);
  g_assert_cmpuint (office_transport_n_calls (fixture->mine->network), <=, MAX_CALLS);
  client_set (fixture->mine, STREAMER, twin, "kuaishouId", "other");
  client_must_sync (fixture->mine);
  sync_assert_at_peace (fixture->mine);
}

static void
test_a_refusal_survives_news_from_the_office (SyncFixture   *fixture,
                                              gconstpointer  data)
{
  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  office_transport_replace (fixture->mine->network, "Streamer/set", "error",
                            "{\"type\":\"forbidden\",\"description\":\"不可写\"}");
  client_must_sync (fixture->mine);
  assert_refused (fixture->mine, "forbidden");

  sync_edit_elsewhere (fixture, "phone", "13800001234");
  client_must_sync (fixture->mine);
  assert_refused (fixture->mine, "forbidden");
  sync_assert_text (fixture->mine, fixture->streamer, "city", "杭州");
  sync_assert_text (fixture->mine, fixture->streamer, "phone", "13800001234");
}

static void
test_what_may_only_be_read_is_refused (SyncFixture   *fixture,
                                       gconstpointer  data)
{
  g_autoptr (Client) fresh = client_new (&fixture->office, COLLEAGUE, 18);
  g_autofree char *id = roster_cache_new_id (fresh->cache);
  g_autoptr (RosterRecord) product = roster_record_new (&roster_product_type, id, ROSTER_LOCAL_COMPANY_ACCOUNT);

  /* Before the first sign-in everything may be entered. */
  roster_record_set_text (product, "name", "洗发水");
  roster_record_set_text (product, "sku", "X1");
  roster_record_apply_defaults (product);
  client_create (fresh, product);
  client_must_sync (fresh);
  assert_refused (fresh, "accountReadOnly");
}

/* What the office says */

static void
test_existing_record_is_fetched_and_merged (SyncFixture   *fixture,
                                            gconstpointer  data)
{
  g_autofree char *id = roster_cache_new_id (fixture->mine->cache);
  g_autofree char *json =
      g_strdup_printf ("{\"id\":\"%s\",\"name\":\"李四\",\"kuaishouId\":\"%s\",\"tier\":\"newcomer\"}", id, id);
  g_autofree char *answer = NULL;
  g_autoptr (RosterRecord) record = roster_record_new (STREAMER, id, SELLER_BOOK);

  office_fixture_create (&fixture->office, SELLER_BOOK, "Streamer", json);
  client_must_sync (fixture->mine);
  sync_assert_text (fixture->mine, id, "name", "李四");

  /* As after a cache was recovered: the record is there, and the state is past its creation. */
  g_assert_true (roster_database_execute (roster_cache_database (fixture->mine->cache),
                                          "DELETE FROM \"Streamer\" WHERE name = '李四'", NULL));
  roster_record_set_text (record, "name", "李四");
  roster_record_set_text (record, "kuaishouId", id);
  roster_record_set_text (record, "city", "杭州");
  client_create (fixture->mine, record);
  client_must_sync (fixture->mine);

  sync_assert_at_peace (fixture->mine);
  sync_assert_text (fixture->mine, id, "tier", "newcomer");
  client_must_sync (fixture->other);
  sync_assert_text (fixture->other, id, "city", "杭州");
}

static void
test_unknown_state_reads_everything_again (SyncFixture   *fixture,
                                           gconstpointer  data)
{
  g_autofree char *gone = client_new_streamer (fixture->mine, "走了");
  g_autofree char *edited = client_new_streamer (fixture->mine, "改了");
  g_autofree char *made = NULL;

  client_must_sync (fixture->mine);
  client_must_sync (fixture->other);
  client_delete (fixture->other, STREAMER, gone);
  client_delete (fixture->other, STREAMER, edited);
  client_must_sync (fixture->other);

  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  client_set (fixture->mine, STREAMER, edited, "city", "杭州");
  made = client_new_streamer (fixture->mine, "新的");
  g_assert_true (roster_cache_set_state (fixture->mine->cache, SELLER_BOOK, STREAMER, "999999", NULL));
  client_must_sync (fixture->mine);

  sync_assert_text (fixture->mine, gone, "name", NULL);
  sync_assert_text (fixture->mine, edited, "name", "改了");
  g_assert_cmpuint (client_n_conflicts (fixture->mine), ==, 1);
  g_assert_cmpuint (client_n_pending (fixture->mine, ROSTER_PENDING_WAITING), ==, 0);
  client_must_sync (fixture->other);
  sync_assert_text (fixture->other, fixture->streamer, "city", "杭州");
  sync_assert_text (fixture->other, made, "name", "新的");
}

/* Another computer wrote a field before this one knew it. Once it does, it has what was written, and what waited here
   goes to the office. */
static void
test_a_new_field_is_read_from_the_start (SyncFixture   *fixture,
                                         gconstpointer  data)
{
  g_autofree char *gone = client_new_streamer (fixture->mine, "走了");

  client_must_sync (fixture->mine);
  client_must_sync (fixture->other);
  sync_edit_elsewhere (fixture, "city", "杭州");
  client_delete (fixture->other, STREAMER, gone);
  client_must_sync (fixture->other);
  client_must_sync (fixture->mine);
  g_assert_true (roster_database_execute (roster_cache_database (fixture->mine->cache),
                                          "UPDATE \"Streamer\" SET \"city\" = NULL", NULL));
  g_assert_true (roster_cache_set_state (fixture->mine->cache, SELLER_BOOK, STREAMER, "reading again", NULL));
  client_set (fixture->mine, STREAMER, fixture->streamer, "phone", "13800001234");
  client_must_sync (fixture->mine);

  sync_assert_text (fixture->mine, fixture->streamer, "city", "杭州");
  sync_assert_text (fixture->mine, gone, "name", NULL);
  sync_assert_at_peace (fixture->mine);
  client_must_sync (fixture->other);
  sync_assert_text (fixture->other, fixture->streamer, "phone", "13800001234");
}

static void
test_an_unreadable_record_stops_its_type_only (SyncFixture   *fixture,
                                               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = roster_cache_get_state (fixture->mine->cache, SELLER_BOOK, STREAMER);
  g_autofree char *after = NULL, *other = NULL;

  sync_edit_elsewhere (fixture, "city", "义乌");
  other = client_new_streamer (fixture->mine, "李四");
  office_transport_replace (fixture->mine->network, "Streamer/get", "Streamer/get",
                            "{\"accountId\":\"" SELLER_BOOK
                            "\",\"state\":\"1\",\"list\":[{\"id\":\"x\",\"followers\":\"many\"}],"
                            "\"notFound\":[]}");
  g_assert_false (client_sync (fixture->mine, &error));
  g_assert_true (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL));
  after = roster_cache_get_state (fixture->mine->cache, SELLER_BOOK, STREAMER);
  g_assert_cmpstr (before, ==, after);

  client_must_sync (fixture->mine);
  sync_assert_text (fixture->mine, fixture->streamer, "city", "义乌");
}

/* The session */

static void
test_local_work_moves_into_the_book (SyncFixture   *fixture,
                                     gconstpointer  data)
{
  g_autoptr (Client) fresh = client_new (&fixture->office, COLLEAGUE, 16);
  g_autofree char *id = client_new_streamer (fresh, "早先");
  g_autofree char *login = NULL;

  client_must_sync (fresh);
  sync_assert_at_peace (fresh);
  login = roster_cache_get_fact (fresh->cache, ROSTER_FACT_LOGIN);
  g_assert_cmpstr (login, ==, "colleague");
  client_must_sync (fixture->other);
  sync_assert_text (fixture->other, id, "name", "早先");
}

static void
test_another_person_must_not_take_over_waiting_changes (SyncFixture   *fixture,
                                                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) streamers = NULL;

  client_set (fixture->mine, STREAMER, fixture->streamer, "city", "杭州");
  fixture->mine->person = STRANGER;
  roster_cache_set_fact (fixture->mine->cache, ROSTER_FACT_SESSION, NULL, NULL);
  g_assert_false (client_sync (fixture->mine, &error));
  g_assert_true (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OTHER_PERSON));
  sync_assert_text (fixture->mine, fixture->streamer, "city", "杭州");

  fixture->mine->person = SELLER;
  client_must_sync (fixture->mine);
  fixture->mine->person = STRANGER;
  roster_cache_set_fact (fixture->mine->cache, ROSTER_FACT_SESSION, NULL, NULL);
  client_must_sync (fixture->mine);
  streamers = roster_cache_list (fixture->mine->cache, STREAMER, NULL);
  g_assert_cmpuint (streamers->len, ==, 0);
}

static void
test_a_move_to_another_base_changes_what_is_seen (SyncFixture   *fixture,
                                                  gconstpointer  data)
{
  g_autoptr (Client) head = client_new (&fixture->office, HEAD, 17);

  client_must_sync (head);
  client_set (head, &roster_person_type, MANAGER, "base", BASE_B);
  client_must_sync (head);

  client_must_sync (fixture->other);
  sync_assert_text (fixture->other, fixture->streamer, "name", NULL);
  client_must_sync (fixture->other);
  g_assert_cmpuint (fixture->other->report.n_requests, ==, 1);
}

static void
test_freshness_is_always_told (SyncFixture   *fixture,
                               gconstpointer  data)
{
  g_autofree char *before = NULL, *after = NULL;

  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->mine->clock), 60000);
  office_transport_set_fault (fixture->mine->network, FAULT_REQUEST_LOST);
  g_assert_false (client_sync (fixture->mine, NULL));
  before = roster_cache_get_fact (fixture->mine->cache, ROSTER_FACT_LAST_SYNCED_AT);
  g_assert_cmpint (g_ascii_strtoll (before, NULL, 10), ==, FIXTURE_NOW);

  client_must_sync (fixture->mine);
  after = roster_cache_get_fact (fixture->mine->cache, ROSTER_FACT_LAST_SYNCED_AT);
  g_assert_cmpint (g_ascii_strtoll (after, NULL, 10), ==, FIXTURE_NOW + 60000);
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

  ADD ("/sync/requests/idle-sync-is-one", test_idle_sync_is_one_request, NULL);
  ADD ("/sync/requests/an-edit-is-one", test_an_edit_is_one_request, NULL);
  ADD ("/sync/requests/long-lists-come-in-pages", test_long_lists_come_in_pages, NULL);
  ADD ("/sync/requests/first-reading-goes-on-where-it-was-cut-off", test_first_reading_goes_on_where_it_was_cut_off,
       NULL);
  ADD ("/sync/requests/first-reading-leaves-no-trace", test_first_reading_leaves_no_trace, NULL);
  ADD ("/sync/requests/measures-are-loaded", test_measures_are_loaded, NULL);
  ADD ("/sync/requests/full-answer-is-asked-for-in-parts", test_a_full_answer_is_asked_for_in_parts, NULL);
  ADD ("/sync/requests/too-large-an-answer-is-asked-for-in-parts", test_too_large_an_answer_is_asked_for_in_parts,
       NULL);
  ADD ("/sync/requests/too-large-a-record-is-an-error", test_too_large_a_record_is_an_error, NULL);
  ADD ("/sync/merge/a-change-in-the-last-moment", test_a_change_in_the_last_moment_is_merged, NULL);
  ADD ("/sync/faults/request-lost", test_a_lost_answer_costs_nothing, GINT_TO_POINTER (FAULT_REQUEST_LOST));
  ADD ("/sync/faults/answer-lost", test_a_lost_answer_costs_nothing, GINT_TO_POINTER (FAULT_RESPONSE_LOST));
  ADD ("/sync/faults/request-late", test_a_lost_answer_costs_nothing, GINT_TO_POINTER (FAULT_DELAYED));
  ADD ("/sync/faults/edit-taken-back-after-a-lost-answer", test_an_edit_taken_back_after_a_lost_answer, NULL);
  ADD ("/sync/faults/unavailable-keeps-everything", test_unavailable_keeps_everything, NULL);
  ADD ("/sync/faults/one-method-that-fails-leaves-the-rest", test_one_method_that_fails_leaves_the_rest, NULL);
  ADD ("/sync/faults/typing-while-it-syncs-is-kept", test_typing_while_it_syncs_is_kept, NULL);
  ADD ("/sync/faults/a-second-process-does-not-turn-back-time", test_a_second_process_does_not_turn_back_time, NULL);
  ADD ("/sync/faults/a-late-answer-does-not-turn-back-time", test_a_late_answer_does_not_turn_back_time, NULL);
  ADD ("/sync/refusals/broken-rule-is-shown-and-corrected", test_what_breaks_a_rule_is_refused_and_corrected, NULL);
  ADD ("/sync/refusals/survive-news-from-the-office", test_a_refusal_survives_news_from_the_office, NULL);
  ADD ("/sync/refusals/read-only-account", test_what_may_only_be_read_is_refused, NULL);
  ADD ("/sync/office/existing-record-is-fetched-and-merged", test_existing_record_is_fetched_and_merged, NULL);
  ADD ("/sync/office/unknown-state-reads-everything-again", test_unknown_state_reads_everything_again, NULL);
  ADD ("/sync/office/new-field-is-read-from-the-start", test_a_new_field_is_read_from_the_start, NULL);
  ADD ("/sync/office/unreadable-record-stops-its-type-only", test_an_unreadable_record_stops_its_type_only, NULL);
  ADD ("/sync/session/local-work-moves-into-the-book", test_local_work_moves_into_the_book, NULL);
  ADD ("/sync/session/another-person-waits", test_another_person_must_not_take_over_waiting_changes, NULL);
  ADD ("/sync/session/new-rights-change-what-is-seen", test_a_move_to_another_base_changes_what_is_seen, NULL);
  ADD ("/sync/session/freshness-is-always-told", test_freshness_is_always_told, NULL);

  return g_test_run ();
}
