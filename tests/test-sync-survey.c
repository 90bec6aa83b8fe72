/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whoever sees more accounts than one request can ask first asks which of them have changed at all. */

#include "sync-fixture.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* A salesperson with one streamer, and the head office, which has read everything. */
typedef struct
{
  OfficeFixture office;
  Client *seller;
  Client *head;
  char *streamer;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  office_fixture_set_up (&fixture->office, NULL);
  fixture->seller = client_new (&fixture->office, SELLER, 11);
  fixture->head = client_new (&fixture->office, HEAD, 12);

  client_must_sync (fixture->seller);
  fixture->streamer = client_new_streamer (fixture->seller, "张三");
  client_must_sync (fixture->seller);
  client_must_sync (fixture->head);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->streamer);
  client_free (fixture->seller);
  client_free (fixture->head);
  office_fixture_tear_down (&fixture->office, NULL);
}

static void
assert_city (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *text = client_text (fixture->head, &roster_streamer_type, fixture->streamer, "city");

  g_assert_cmpstr (text, ==, expected);
}

static void
edit_elsewhere (Fixture    *fixture,
                const char *city)
{
  client_set (fixture->seller, &roster_streamer_type, fixture->streamer, "city", city);
  client_must_sync (fixture->seller);
}

static void
test_idle_sync_of_many_books_is_one_request (Fixture       *fixture,
                                             gconstpointer  data)
{
  client_must_sync (fixture->head);
  g_assert_cmpuint (fixture->head->report.n_requests, ==, 1);
  g_assert_cmpuint (office_transport_n_calls (fixture->head->network), ==, 1);
}

static void
test_of_many_books_only_what_changed_is_read (Fixture       *fixture,
                                              gconstpointer  data)
{
  edit_elsewhere (fixture, "义乌");
  client_must_sync (fixture->head);
  g_assert_cmpuint (fixture->head->report.n_requests, ==, 2);
  g_assert_cmpuint (office_transport_n_calls (fixture->head->network), ==, 3);
  g_assert_cmpuint (fixture->head->report.n_received, ==, 1);
  assert_city (fixture, "义乌");

  /* What waits goes along with the question. */
  client_set (fixture->head, &roster_streamer_type, fixture->streamer, "city", "杭州");
  client_must_sync (fixture->head);
  g_assert_cmpuint (fixture->head->report.n_requests, ==, 1);
  g_assert_cmpuint (fixture->head->report.n_sent, ==, 1);
  client_must_sync (fixture->head);
  g_assert_cmpuint (fixture->head->report.n_requests, ==, 1);
}

static void
fail_to_read (OfficeTransport *network,
              gpointer         data)
{
  office_transport_replace (network, "Streamer/changes", "error", "{\"type\":\"serverFail\"}");
}

/* What could not be read is still known to have changed the next time. */
static void
test_a_change_that_was_not_read_is_not_forgotten (Fixture       *fixture,
                                                  gconstpointer  data)
{
  edit_elsewhere (fixture, "义乌");
  office_transport_after_next (fixture->head->network, fail_to_read, NULL);
  g_assert_false (client_sync (fixture->head, NULL));
  client_must_sync (fixture->head);
  assert_city (fixture, "义乌");
}

static void
test_an_office_may_not_know_what_changed (Fixture       *fixture,
                                          gconstpointer  data)
{
  static const char *const errors[] = { "cannotCalculateChanges", "unknownMethod", "serverFail" };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autofree char *error = g_strdup_printf ("{\"type\":\"%s\"}", errors[i]);

      edit_elsewhere (fixture, errors[i]);
      office_transport_replace (fixture->head->network, "State/changes", "error", error);
      client_must_sync (fixture->head);
      assert_city (fixture, errors[i]);
    }

  /* A cache that has heard of more than the office has: the office was set back to an older copy. */
  roster_cache_set_fact (fixture->head->cache, ROSTER_FACT_STATES, "999999", NULL);
  edit_elsewhere (fixture, "金华");
  client_must_sync (fixture->head);
  assert_city (fixture, "金华");
  client_must_sync (fixture->head);
  g_assert_cmpuint (fixture->head->report.n_requests, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  /* Memory instead of a disk, where the system has it: what a power cut leaves is the store's test. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

  ADD ("/sync/survey/idle-sync-of-many-books-is-one-request", test_idle_sync_of_many_books_is_one_request);
  ADD ("/sync/survey/only-what-changed-is-read", test_of_many_books_only_what_changed_is_read);
  ADD ("/sync/survey/a-change-that-was-not-read-is-not-forgotten", test_a_change_that_was_not_read_is_not_forgotten);
  ADD ("/sync/survey/an-office-may-not-know-what-changed", test_an_office_may_not_know_what_changed);

  return g_test_run ();
}
