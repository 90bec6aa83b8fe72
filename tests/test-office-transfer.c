/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "office-fixture.h"

#include <string.h>

#include "roster-office-blob.h"
#include "roster-office-transfer.h"

#define ONE "0195a000-0000-7000-8000-000000000101"
#define TWO "0195a000-0000-7000-8000-000000000102"
#define ACTIVITY "0195a000-0000-7000-8000-000000000201"
#define METRIC "0195a000-0000-7000-8000-000000000202"
#define FOLLOWUP "0195a000-0000-7000-8000-000000000204"
#define LINEUP "0195a000-0000-7000-8000-000000000205"
#define OF_TWO "0195a000-0000-7000-8000-000000000206"
#define WALK "0195a000-0000-7000-8000-000000000207"
#define CHECKLIST "0195a000-0000-7000-8000-000000000208"
#define OTHER "0195a000-0000-7000-8000-000000000103"

static const struct
{
  const char *type;
  const char *id;
  const char *rest;
} belongings[] = {
  { "Activity", ACTIVITY, "\"kind\":\"call\",\"at\":1772000000000,\"text\":\"x\"" },
  { "Metric", METRIC, "\"day\":\"2026-03-01\",\"plays\":5" },
  { "FollowUp", FOLLOWUP, "\"name\":\"x\",\"state\":\"open\"" },
  { "LineUp", LINEUP, "\"state\":\"draft\",\"version\":1" },
};

static void
fill (OfficeFixture *fixture)
{
  office_fixture_create (fixture, SELLER_BOOK, "Streamer",
                         "{\"id\":\"" ONE "\",\"name\":\"S1\",\"kuaishouId\":\"k1\"}");
  office_fixture_create (fixture, SELLER_BOOK, "Streamer",
                         "{\"id\":\"" TWO "\",\"name\":\"S2\",\"kuaishouId\":\"k2\"}");
  for (guint i = 0; i < G_N_ELEMENTS (belongings); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"id\":\"%s\",\"streamer\":\"" ONE "\",%s}", belongings[i].id,
                                               belongings[i].rest);

      office_fixture_create (fixture, SELLER_BOOK, belongings[i].type, json);
    }
  office_fixture_create (fixture, SELLER_BOOK, "Activity",
                         "{\"id\":\"" OF_TWO "\",\"streamer\":\"" TWO "\",\"kind\":\"call\",\"at\":1772000000000}");
}

static gboolean
has (OfficeFixture *fixture,
     const char    *person,
     const char    *book,
     const char    *type,
     const char    *id)
{
  g_autofree char *method = g_strconcat (type, "/get", NULL);
  g_autofree char *arguments = g_strdup_printf ("{\"accountId\":\"%s\",\"ids\":[\"%s\"]}", book, id);
  g_autofree char *answer = office_fixture_call (fixture, person, method, arguments);

  return strstr (answer, "\"notFound\":[]") != NULL;
}

static guint
transfer (OfficeFixture *fixture,
          const char    *streamer,
          const char    *login)
{
  g_autoptr (GError) error = NULL;
  guint n_moved = 0;

  roster_office_transfer (fixture->office, streamer, login, &n_moved, &error);
  g_assert_no_error (error);
  return n_moved;
}

static void
test_everything_moves (OfficeFixture *fixture,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *changes = NULL, *created = NULL;
  gint64 n_records;

  fill (fixture);
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->clock), 5000);
  g_assert_cmpuint (transfer (fixture, "K1", "colleague"), ==, 1 + G_N_ELEMENTS (belongings));

  g_assert_false (has (fixture, SELLER, SELLER_BOOK, "Streamer", ONE));
  g_assert_true (has (fixture, COLLEAGUE, COLLEAGUE_BOOK, "Streamer", ONE));
  for (guint i = 0; i < G_N_ELEMENTS (belongings); i++)
    {
      g_assert_false (has (fixture, SELLER, SELLER_BOOK, belongings[i].type, belongings[i].id));
      g_assert_true (has (fixture, COLLEAGUE, COLLEAGUE_BOOK, belongings[i].type, belongings[i].id));
    }

  /* Nothing of another streamer moves. */
  g_assert_true (has (fixture, SELLER, SELLER_BOOK, "Streamer", TWO));
  g_assert_true (has (fixture, SELLER, SELLER_BOOK, "Activity", OF_TWO));

  changes = office_fixture_call (fixture, SELLER, "Streamer/changes",
                                 "{\"accountId\":\"" SELLER_BOOK "\",\"sinceState\":\"2\"}");
  g_assert_nonnull (strstr (changes, "\"destroyed\":[\"" ONE "\"]"));
  created = office_fixture_call (fixture, COLLEAGUE, "Streamer/get",
                                 "{\"accountId\":\"" COLLEAGUE_BOOK "\",\"ids\":null}");
  g_assert_nonnull (strstr (created, "\"createdAt\":1772000000000"));
  g_assert_nonnull (strstr (created, "\"updatedAt\":1772000005000"));
  roster_office_check (fixture->office, &n_records, &error);
  g_assert_no_error (error);
}

static void
test_refusals_change_nothing (OfficeFixture *fixture,
                              gconstpointer  data)
{
  static const struct
  {
    const char *streamer;
    const char *login;
    RosterOfficeError code;
  } cases[] = {
    { "nobody", "colleague", ROSTER_OFFICE_ERROR_NOT_FOUND },
    { "k1", "nobody", ROSTER_OFFICE_ERROR_NOT_FOUND },
    { "k1", "trainer", ROSTER_OFFICE_ERROR_NOT_FOUND },
    { "k1", "seller", ROSTER_OFFICE_ERROR_VALUE },
    { "k1", "colleague", ROSTER_OFFICE_ERROR_EXISTS },
  };

  fill (fixture);
  office_fixture_create (fixture, COLLEAGUE_BOOK, "Streamer",
                         "{\"id\":\"" OTHER "\",\"name\":\"other\",\"kuaishouId\":\"K1\"}");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint n_moved;

      g_test_message ("%s to %s", cases[i].streamer, cases[i].login);
      if (i == G_N_ELEMENTS (cases) - 1)
        g_assert_false (roster_office_transfer (fixture->office, ONE, cases[i].login, &n_moved, &error));
      else
        g_assert_false (
            roster_office_transfer (fixture->office, cases[i].streamer, cases[i].login, &n_moved, &error));
      g_assert_error (error, ROSTER_OFFICE_ERROR, (int) cases[i].code);
      g_assert_true (has (fixture, SELLER, SELLER_BOOK, "Streamer", ONE));
      g_assert_true (has (fixture, SELLER, SELLER_BOOK, "Activity", ACTIVITY));
    }
}

/* Neither the streamer nor what is about the streamer can be made again in the old book. */
static void
test_old_book_refuses_with_the_reason (OfficeFixture *fixture,
                                       gconstpointer  data)
{
  g_autofree char *streamer = NULL, *activity = NULL, *other = NULL;

  fill (fixture);
  transfer (fixture, ONE, "colleague");
  streamer = office_fixture_call (fixture, SELLER, "Streamer/set",
                                  "{\"accountId\":\"" SELLER_BOOK "\",\"create\":{\"a\":{\"id\":\"" ONE
                                  "\",\"name\":\"S1\",\"kuaishouId\":\"k1\"}}}");
  g_assert_nonnull (strstr (streamer, "\"notCreated\":{\"a\":{\"description\":\"“S1” has moved to the book of"));
  g_assert_nonnull (strstr (streamer, "\"type\":\"forbidden\""));

  activity = office_fixture_call (fixture, SELLER, "Activity/set",
                                  "{\"accountId\":\"" SELLER_BOOK "\",\"create\":{\"a\":{\"streamer\":\"" ONE
                                  "\",\"kind\":\"call\",\"at\":1772000000000}}}");
  g_assert_nonnull (strstr (activity, "has moved to the book of"));
  other = office_fixture_call (fixture, SELLER, "Activity/set",
                               "{\"accountId\":\"" SELLER_BOOK "\",\"create\":{\"a\":{\"streamer\":\"" TWO
                               "\",\"kind\":\"call\",\"at\":1772000000000}}}");
  g_assert_nonnull (strstr (other, "\"notCreated\":{}"));
}

static char *
put_photo (OfficeFixture *fixture,
           const char    *content)
{
  g_autoptr (GBytes) photo = g_bytes_new_static (content, strlen (content));
  g_autoptr (GError) error = NULL;
  char *id = roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, photo, NULL, &error);

  g_assert_no_error (error);
  return id;
}

/* The photos of a walk-through go with it; others of the old book do not. */
static void
test_photos_go_along (OfficeFixture *fixture,
                      gconstpointer  data)
{
  g_autofree char *shown = put_photo (fixture, "\xff\xd8\xff\xe0 shown"), *left = NULL, *json = NULL;
  g_autoptr (GBytes) there = NULL, still = NULL;
  g_autoptr (GError) error = NULL;

  left = put_photo (fixture, "\xff\xd8\xff\xe0 left");
  fill (fixture);
  json = g_strdup_printf ("{\"id\":\"" WALK "\",\"streamer\":\"" ONE "\",\"checklist\":\"" CHECKLIST "\","
                          "\"checklistVersion\":1,\"state\":\"running\",\"startedAt\":1772000000000,"
                          "\"answers\":{\"light\":\"{\\\"photos\\\":[\\\"%s\\\"]}\"}}",
                          shown);
  office_fixture_create (fixture, SELLER_BOOK, "Walkthrough", json);
  g_assert_cmpuint (transfer (fixture, ONE, "colleague"), ==, 2 + G_N_ELEMENTS (belongings));

  there = roster_office_get_blob (fixture->office, COLLEAGUE, COLLEAGUE_BOOK, shown, &error);
  g_assert_no_error (error);
  still = roster_office_get_blob (fixture->office, SELLER, SELLER_BOOK, shown, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (there, still));
  g_assert_null (roster_office_get_blob (fixture->office, COLLEAGUE, COLLEAGUE_BOOK, left, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add (path, OfficeFixture, NULL, office_fixture_set_up, func, office_fixture_tear_down)

  ADD ("/office/transfer/everything-moves", test_everything_moves);
  ADD ("/office/transfer/refusals-change-nothing", test_refusals_change_nothing);
  ADD ("/office/transfer/photos-go-along", test_photos_go_along);
  ADD ("/office/transfer/old-book-refuses-with-the-reason", test_old_book_refuses_with_the_reason);

  return g_test_run ();
}
