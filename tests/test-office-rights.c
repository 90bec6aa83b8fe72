/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "office-fixture.h"

#include <string.h>

/* What each person may do in each account: nothing, read, write what coaching makes, or write. */
typedef enum
{
  NOTHING,
  READ,
  COACH,
  WRITE,
} May;

static const char *const people[] = { SELLER, TRAINER, MANAGER, HEAD };
static const char *const accounts[] = { COMPANY, SELLER_BOOK, COLLEAGUE_BOOK, STRANGER_BOOK };

static const May may[G_N_ELEMENTS (people)][G_N_ELEMENTS (accounts)] = {
  { READ, WRITE, NOTHING, NOTHING },
  { READ, COACH, COACH, NOTHING },
  { READ, WRITE, WRITE, NOTHING },
  { WRITE, WRITE, WRITE, WRITE },
};

static gboolean
is_coaching (const RosterRecordType *type)
{
  return strcmp (type->name, "Walkthrough") == 0 || strcmp (type->name, "FollowUp") == 0 ||
         strcmp (type->name, "ReminderDay") == 0 ||
         strcmp (type->name, "Activity") == 0;
}

static const char *
expected (May                     allowed,
          gboolean                lives_here,
          const RosterRecordType *type,
          gboolean                writes)
{
  if (allowed == NOTHING)
    return "error accountNotFound";
  if (!lives_here)
    return "error accountNotSupportedByMethod";
  if (!writes || allowed == WRITE || (allowed == COACH && is_coaching (type)))
    return NULL;

  return allowed == COACH ? "error forbidden" : "error accountReadOnly";
}

static void
test_every_role_type_and_method (OfficeFixture *fixture,
                                 gconstpointer  data)
{
  static const struct
  {
    const char *method;
    const char *arguments;
    gboolean writes;
  } methods[] = {
    { "get", ",\"ids\":[]", FALSE },
    { "changes", ",\"sinceState\":\"0\"", FALSE },
    { "query", "", FALSE },
    { "set", "", TRUE },
  };

  for (guint p = 0; p < G_N_ELEMENTS (people); p++)
    for (guint a = 0; a < G_N_ELEMENTS (accounts); a++)
      for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
        for (guint m = 0; m < G_N_ELEMENTS (methods); m++)
          {
            const RosterRecordType *type = roster_record_types[t];
            gboolean lives_here = (type->scope == ROSTER_SCOPE_COMPANY) == (a == 0);
            const char *error = expected (may[p][a], lives_here, type, methods[m].writes);
            g_autofree char *method = g_strconcat (type->name, "/", methods[m].method, NULL);
            g_autofree char *arguments =
                g_strdup_printf ("{\"accountId\":\"%s\"%s}", accounts[a], methods[m].arguments);
            g_autofree char *answer = office_fixture_call (fixture, people[p], method, arguments);

            if (error != NULL)
              g_assert_cmpstr (answer, ==, error);
            else
              g_assert_false (g_str_has_prefix (answer, "error"));
          }
}

static const RosterJmapAccount *
account_of (RosterJmapSession *session,
            const char        *id)
{
  return roster_jmap_session_account (session, id);
}

static void
test_session_lists_what_may_be_seen (OfficeFixture *fixture,
                                     gconstpointer  data)
{
  for (guint p = 0; p < G_N_ELEMENTS (people); p++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterJmapSession) built = roster_office_session (fixture->office, people[p], &error);
      g_autoptr (GBytes) bytes = built != NULL ? roster_jmap_session_to_bytes (built) : NULL;
      g_autoptr (RosterJmapSession) session = NULL;

      g_assert_no_error (error);
      session = roster_jmap_session_from_bytes (bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (session->person, ==, people[p]);

      for (guint a = 0; a < G_N_ELEMENTS (accounts); a++)
        {
          const RosterJmapAccount *account = account_of (session, accounts[a]);

          g_assert_true ((account != NULL) == (may[p][a] != NOTHING));
          if (account == NULL)
            continue;

          g_assert_true (account->scope == (a == 0 ? ROSTER_SCOPE_COMPANY : ROSTER_SCOPE_BOOK));
          g_assert_true (account->read_only == (may[p][a] == READ));
          for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
            {
              const RosterRecordType *type = roster_record_types[t];
              gboolean lives_here = (type->scope == ROSTER_SCOPE_COMPANY) == (a == 0);
              gboolean writes = lives_here && (may[p][a] == WRITE || (may[p][a] == COACH && is_coaching (type)));

              g_assert_true (g_ptr_array_find (account->writes, type, NULL) == writes);
            }
        }
    }
}

static void
test_session_names_the_own_book (OfficeFixture *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterJmapSession) seller = roster_office_session (fixture->office, SELLER, &error);
  g_autoptr (RosterJmapSession) head = roster_office_session (fixture->office, HEAD, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (seller->username, ==, "seller");
  g_assert_cmpstr (seller->role, ==, "salesperson");
  g_assert_cmpstr (seller->primary, ==, SELLER_BOOK);
  g_assert_true (account_of (seller, SELLER_BOOK)->personal);
  g_assert_false (account_of (seller, COMPANY)->personal);
  g_assert_cmpstr (head->primary, ==, COMPANY);
  g_assert_cmpuint (head->accounts->len, ==, 4);
  g_assert_cmpint (head->limits.max_calls_in_request, ==, 64);
}

/* The session's state changes with what it shows, and every response says it. */
static void
test_session_state_follows_the_people (OfficeFixture *fixture,
                                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterJmapSession) before = roster_office_session (fixture->office, SELLER, &error);
  g_autoptr (RosterJmapSession) after = NULL;
  g_autoptr (RosterJmapResponse) response = NULL;
  g_autofree char *moved = NULL;

  g_assert_no_error (error);
  response = office_fixture_run (fixture, SELLER, "[]");
  g_assert_cmpstr (roster_jmap_response_session_state (response), ==, before->state);

  moved = office_fixture_call (fixture, HEAD, "Person/set",
                               "{\"accountId\":\"company\",\"update\":{\"" TRAINER "\":{\"base\":\"" BASE_B "\"}}}");
  g_assert_nonnull (strstr (moved, "\"updated\":{\"" TRAINER "\""));
  after = roster_office_session (fixture->office, SELLER, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before->state, !=, after->state);

  /* A base's trainer follows the base. */
  office_fixture_assert (fixture, TRAINER, "Streamer/get", "{\"accountId\":\"" SELLER_BOOK "\",\"ids\":[]}",
                         "error accountNotFound");
  office_fixture_assert (fixture, TRAINER, "Streamer/get", "{\"accountId\":\"" STRANGER_BOOK "\",\"ids\":[]}",
                         "{\"accountId\":\"" STRANGER_BOOK "\",\"list\":[],\"notFound\":[],\"state\":\"0\"}");
}

static void
assert_shut_out (OfficeFixture *fixture,
                 const char    *person)
{
  static const char text[] = "{\"using\":[],\"methodCalls\":[]}";
  g_autoptr (GBytes) request = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_null (roster_office_dispatch (fixture->office, person, request, &error));
  g_assert_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_LOGIN);
  g_clear_error (&error);
  g_assert_null (roster_office_session (fixture->office, person, &error));
  g_assert_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_LOGIN);
}

static void
test_who_left_is_shut_out (OfficeFixture *fixture,
                           gconstpointer  data)
{
  g_free (office_fixture_call (fixture, HEAD, "Person/set",
                               "{\"accountId\":\"company\",\"update\":{\"" SELLER "\":{\"active\":false}},"
                               "\"destroy\":[\"" COLLEAGUE "\"]}"));
  assert_shut_out (fixture, SELLER);
  assert_shut_out (fixture, COLLEAGUE);
  assert_shut_out (fixture, "0195a000-0000-7000-8000-0000000000ff");
}

static void
test_head_office_cannot_remove_itself (OfficeFixture *fixture,
                                       gconstpointer  data)
{
  g_autofree char *answer =
      office_fixture_call (fixture, HEAD, "Person/set", "{\"accountId\":\"company\",\"destroy\":[\"" HEAD "\"]}");

  g_assert_nonnull (strstr (answer, "\"notDestroyed\":{\"" HEAD "\":{\"description\":\"You cannot remove yourself\","
                                    "\"type\":\"forbidden\"}}"));
}

static void
test_a_new_salesperson_gets_a_book (OfficeFixture *fixture,
                                    gconstpointer  data)
{
  static const char id[] = "0195a000-0000-7000-8000-000000000077";
  g_autofree char *made = NULL, *taken = NULL;

  made = office_fixture_call (fixture, HEAD, "Person/set",
                              "{\"accountId\":\"company\","
                              "\"create\":{\"n\":{\"id\":\"0195a000-0000-7000-8000-000000000077\","
                              "\"name\":\"New\",\"login\":\"new\",\"role\":\"salesperson\"}}}");
  g_assert_nonnull (strstr (made, "\"created\":{\"n\""));
  office_fixture_assert (fixture, id, "Streamer/get", "{\"accountId\":\"book-0195a000-0000-7000-8000-000000000077\"}",
                         "{\"accountId\":\"book-0195a000-0000-7000-8000-000000000077\",\"list\":[],\"notFound\":[],"
                         "\"state\":\"0\"}");

  taken = office_fixture_call (fixture, HEAD, "Person/set",
                               "{\"accountId\":\"company\",\"create\":{\"n\":{\"name\":\"Other\",\"login\":\"NEW\","
                               "\"role\":\"trainer\"}}}");
  g_assert_nonnull (strstr (taken, "\"properties\":[\"login\"],\"type\":\"invalidProperties\""));
}

#define ITEMS "[{\"id\":\"a\",\"items\":[],\"title\":{}}]"
#define ID(n) "0195a000-0000-7000-8000-00000000c00" #n

/* Walk-throughs are pinned to a version of a checklist, so what is published stays; a draft is anybody's to change. */
static void
test_published_checklists_stay (OfficeFixture *fixture,
                                gconstpointer  data)
{
  static const struct
  {
    const char *patch;
    gboolean allowed;
  } cases[] = {
    { "{\"sections\":[]}", FALSE },
    { "{\"version\":2}", FALSE },
    { "{\"state\":\"draft\"}", FALSE },
    { "{\"nameChinese\":\"甲\"}", TRUE },
    { "{\"state\":\"retired\"}", TRUE },
  };

  office_fixture_create (fixture, COMPANY, "Checklist",
                         "{\"id\":\"" ID (1) "\",\"name\":\"A\",\"version\":1,\"state\":\"published\","
                                             "\"sections\":" ITEMS "}");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *arguments =
          g_strdup_printf ("{\"accountId\":\"company\",\"update\":{\"" ID (1) "\":%s}}", cases[i].patch);
      g_autofree char *answer = office_fixture_call (fixture, HEAD, "Checklist/set", arguments);

      g_assert_true ((strstr (answer, "\"type\":\"forbidden\"") == NULL) == cases[i].allowed);
    }
}

/* Both sides have signed: nobody changes the answers, not even the head office; amendments may come. */
static void
test_signed_walk_throughs_are_frozen (OfficeFixture *fixture,
                                      gconstpointer  data)
{
  static const struct
  {
    const char *person;
    const char *patch;
    gboolean allowed;
  } cases[] = {
    { TRAINER, "{\"answers\":{}}", FALSE },
    { HEAD, "{\"answers/a\":{\"value\":false}}", FALSE },
    { SELLER, "{\"signatures\":null}", FALSE },
    { MANAGER, "{\"state\":\"running\"}", FALSE },
    { TRAINER, "{\"result\":1}", FALSE },
    { TRAINER, "{\"amendments/x\":{\"item\":\"a\"}}", TRUE },
    { TRAINER, "{\"amendments/x\":{\"item\":\"b\"}}", FALSE },
    { TRAINER, "{\"amendments\":null}", FALSE },
    { SELLER, "{\"notes\":\"seen\"}", TRUE },
  };

  office_fixture_create (fixture, COMPANY, "Checklist",
                         "{\"id\":\"" ID (1) "\",\"name\":\"A\",\"version\":1,\"state\":\"published\","
                                             "\"sections\":" ITEMS "}");
  office_fixture_create (fixture, SELLER_BOOK, "Streamer", "{\"id\":\"" ID (2) "\",\"name\":\"张三\"}");
  office_fixture_create (fixture, SELLER_BOOK, "Walkthrough",
                         "{\"id\":\"" ID (3) "\",\"streamer\":\"" ID (2) "\",\"checklist\":\"" ID (
                             1) "\",\"checklistVersion\":1,\"state\":\"signed\",\"startedAt\":1772000000000,"
                                "\"result\":500000,\"answers\":{\"a\":{\"value\":true}},"
                                "\"signatures\":{\"trainer\":{\"name\":\"a\"},\"streamer\":{\"name\":\"b\"}}}");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *arguments = g_strdup_printf (
          "{\"accountId\":\"" SELLER_BOOK "\",\"update\":{\"" ID (3) "\":%s}}", cases[i].patch);
      g_autofree char *answer = office_fixture_call (fixture, cases[i].person, "Walkthrough/set", arguments);

      g_test_message ("%s: %s", cases[i].patch, answer);
      g_assert_true ((strstr (answer, "\"updated\":{\"" ID (3)) != NULL) == cases[i].allowed);
      g_assert_true ((strstr (answer, "\"type\":\"forbidden\"") == NULL) == cases[i].allowed);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add (path, OfficeFixture, NULL, office_fixture_set_up, func, office_fixture_tear_down)

  ADD ("/office/rights/every-role-type-and-method", test_every_role_type_and_method);
  ADD ("/office/rights/session-lists-what-may-be-seen", test_session_lists_what_may_be_seen);
  ADD ("/office/rights/session-names-the-own-book", test_session_names_the_own_book);
  ADD ("/office/rights/session-state-follows-the-people", test_session_state_follows_the_people);
  ADD ("/office/rights/who-left-is-shut-out", test_who_left_is_shut_out);
  ADD ("/office/rights/head-office-cannot-remove-itself", test_head_office_cannot_remove_itself);
  ADD ("/office/rights/a-new-salesperson-gets-a-book", test_a_new_salesperson_gets_a_book);
  ADD ("/office/rights/published-checklists-stay", test_published_checklists_stay);
  ADD ("/office/rights/signed-walk-throughs-are-frozen", test_signed_walk_throughs_are_frozen);

  return g_test_run ();
}
