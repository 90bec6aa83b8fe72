/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "office-fixture.h"

#include <string.h>

#include "roster-office-backup.h"

#define ONE "0195a000-0000-7000-8000-000000000101"
#define TWO "0195a000-0000-7000-8000-000000000102"

static char *
call (OfficeFixture *fixture,
      const char    *method,
      const char    *since)
{
  g_autofree char *arguments =
      strcmp (method, "State/changes") == 0
          ? g_strdup_printf ("{\"sinceState\":\"%s\"}", since)
          : g_strdup_printf ("{\"accountId\":\"" SELLER_BOOK "\",\"sinceState\":\"%s\"}", since);

  return office_fixture_call (fixture, SELLER, method, arguments);
}

/* The text that follows a name in an answer. */
static char *
member (const char *answer,
        const char *name)
{
  g_autofree char *key = g_strdup_printf ("\"%s\":\"", name);
  const char *start = strstr (answer, key);

  g_assert_nonnull (start);
  start += strlen (key);
  return g_strndup (start, strchr (start, '"') - start);
}

static char *
state_now (OfficeFixture *fixture)
{
  g_autofree char *answer =
      office_fixture_call (fixture, SELLER, "Streamer/get", "{\"accountId\":\"" SELLER_BOOK "\",\"ids\":[]}");

  return member (answer, "state");
}

/* A client that is ahead of what was put back is never told that nothing has changed. */
static void
test_no_state_of_before_is_known_after (OfficeFixture *fixture,
                                        gconstpointer  data)
{
  g_autofree char *before = NULL, *stamp = NULL, *all = NULL;

  office_fixture_create (fixture, SELLER_BOOK, "Streamer",
                         "{\"id\":\"" ONE "\",\"name\":\"S1\",\"kuaishouId\":\"k1\"}");
  before = state_now (fixture);
  all = call (fixture, "State/changes", "0");
  stamp = member (all, "newState");

  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *old = NULL, *ahead = NULL, *state = NULL, *same = NULL, *news = NULL;

      roster_office_renew (fixture->office, &error);
      g_assert_no_error (error);

      state = state_now (fixture);
      g_assert_cmpstr (state, !=, before);
      old = call (fixture, "Streamer/changes", before);
      g_assert_nonnull (strstr (old, "cannotCalculateChanges"));
      ahead = call (fixture, "Streamer/changes", "400");
      g_assert_nonnull (strstr (ahead, "cannotCalculateChanges"));
      /* Who asks what has changed anywhere is told of the type. */
      news = call (fixture, "State/changes", stamp);
      g_assert_nonnull (strstr (news, state));

      /* Who has read everything reads on from there. */
      same = call (fixture, "Streamer/changes", state);
      g_assert_nonnull (strstr (same, "\"created\":[],\"destroyed\":[]"));
      g_free (before);
      before = g_steal_pointer (&state);
      g_free (stamp);
      stamp = member (news, "newState");
    }

  {
    g_autofree char *changes = NULL;

    office_fixture_create (fixture, SELLER_BOOK, "Streamer",
                           "{\"id\":\"" TWO "\",\"name\":\"S2\",\"kuaishouId\":\"k2\"}");
    changes = call (fixture, "Streamer/changes", before);
    g_assert_nonnull (strstr (changes, "\"created\":[\"" TWO "\"],\"destroyed\":[]"));
  }
}

/* Tombstones of one type that go make nobody read another anew who has all of it. */
static void
test_who_has_everything_is_never_too_old (OfficeFixture *fixture,
                                          gconstpointer  data)
{
  g_autofree char *state = NULL, *same = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_purged = 0;

  office_fixture_create (fixture, SELLER_BOOK, "Streamer",
                         "{\"id\":\"" ONE "\",\"name\":\"S1\",\"kuaishouId\":\"k1\"}");
  state = state_now (fixture);
  office_fixture_create (fixture, SELLER_BOOK, "Activity",
                         "{\"id\":\"" TWO "\",\"streamer\":\"" ONE "\",\"kind\":\"call\",\"at\":1772000000000}");
  g_free (office_fixture_call (fixture, SELLER, "Activity/set",
                               "{\"accountId\":\"" SELLER_BOOK "\",\"destroy\":[\"" TWO "\"]}"));
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->clock), ROSTER_OFFICE_TOMBSTONE_AGE + 1000);
  roster_office_purge (fixture->office, &n_purged, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_purged, ==, 1);

  same = call (fixture, "Streamer/changes", state);
  g_assert_nonnull (strstr (same, "\"created\":[],\"destroyed\":[]"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, OfficeFixture, NULL, office_fixture_set_up, func, office_fixture_tear_down)

  ADD ("/office/backup/no-state-of-before-is-known-after", test_no_state_of_before_is_known_after);
  ADD ("/office/changes/who-has-everything-is-never-too-old", test_who_has_everything_is_never_too_old);

  return g_test_run ();
}
