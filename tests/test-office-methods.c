/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "office-fixture.h"
#include "roster-office-learn.h"
#include "roster-office-reminders.h"

#include <string.h>

#include "roster-json.h"

#define ONE "0195b000-0000-7000-8000-000000000001"
#define TWO "0195b000-0000-7000-8000-000000000002"
#define THREE "0195b000-0000-7000-8000-000000000003"

#define IN_BOOK "\"accountId\":\"" SELLER_BOOK "\""

static void
create_streamers (OfficeFixture *fixture,
                  guint          first,
                  guint          last)
{
  for (guint i = first; i <= last; i++)
    {
      g_autofree char *id = office_fixture_streamer_id (i);
      g_autofree char *json = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"S%u\",\"kuaishouId\":\"k%u\"}", id, i, i);

      office_fixture_create (fixture, SELLER_BOOK, "Streamer", json);
    }
}

/* get */

static void
test_get_serves_bodies (OfficeFixture *fixture,
                        gconstpointer  data)
{
  create_streamers (fixture, 1, 1);

  office_fixture_assert (fixture, SELLER, "Streamer/get",
                         "{" IN_BOOK ",\"ids\":[\"" ONE "\",\"" TWO "\",\"" ONE "\",\"\"]}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"list\":[{\"createdAt\":1772000000000,\"id\":\"" ONE "\","
                         "\"kuaishouId\":\"k1\",\"name\":\"S1\",\"updatedAt\":1772000000000,"
                         "\"updatedBy\":\"Fixture\"}],"
                         "\"notFound\":[\"" TWO "\",\"\"],\"state\":\"1\"}");
  office_fixture_assert (fixture, SELLER, "Streamer/get", "{" IN_BOOK ",\"properties\":[\"name\",\"city\",\"id\"]}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"list\":[{\"city\":null,\"id\":\"" ONE "\","
                         "\"name\":\"S1\"}],"
                         "\"notFound\":[],\"state\":\"1\"}");
  office_fixture_assert (fixture, SELLER, "Live/get", "{" IN_BOOK ",\"ids\":null}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"list\":[],\"notFound\":[],\"state\":\"0\"}");
}

static void
test_get_checks_arguments (OfficeFixture *fixture,
                           gconstpointer  data)
{
  static const struct
  {
    const char *arguments;
    const char *expected;
  } cases[] = {
    { "{}", "error invalidArguments" },
    { "{\"accountId\":null}", "error invalidArguments" },
    { "{\"accountId\":7}", "error invalidArguments" },
    { "{\"accountId\":\"nowhere\"}", "error accountNotFound" },
    { "{\"accountId\":\"" STRANGER_BOOK "\"}", "error accountNotFound" },
    { "{\"accountId\":\"company\"}", "error accountNotSupportedByMethod" },
    { "{" IN_BOOK ",\"ids\":\"x\"}", "error invalidArguments" },
    { "{" IN_BOOK ",\"ids\":[1]}", "error invalidArguments" },
    { "{" IN_BOOK ",\"properties\":[\"shoeSize\"]}", "error invalidArguments" },
    { "{" IN_BOOK ",\"properties\":{}}", "error invalidArguments" },
    { "{" IN_BOOK ",\"extra\":1}", "error invalidArguments" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    office_fixture_assert (fixture, SELLER, "Streamer/get", cases[i].arguments, cases[i].expected);
}

static void
test_limits_hold_at_their_boundary (OfficeFixture *fixture,
                                    gconstpointer  data)
{
  RosterJmapLimits limits = roster_jmap_default_limits;
  g_autofree char *fits = NULL, *all = NULL;

  limits.max_objects_in_get = 2;
  limits.max_objects_in_set = 2;
  roster_office_set_limits (fixture->office, &limits);
  create_streamers (fixture, 1, 2);

  fits = office_fixture_call (fixture, SELLER, "Streamer/get", "{" IN_BOOK ",\"ids\":[\"" ONE "\",\"" TWO "\"]}");
  g_assert_false (g_str_has_prefix (fits, "error"));
  office_fixture_assert (fixture, SELLER, "Streamer/get",
                         "{" IN_BOOK ",\"ids\":[\"" ONE "\",\"" TWO "\",\"" THREE "\"]}", "error requestTooLarge");
  all = office_fixture_call (fixture, SELLER, "Streamer/get", "{" IN_BOOK "}");
  g_assert_false (g_str_has_prefix (all, "error"));
  create_streamers (fixture, 3, 3);
  office_fixture_assert (fixture, SELLER, "Streamer/get", "{" IN_BOOK "}", "error requestTooLarge");

  office_fixture_assert (fixture, SELLER, "Streamer/set",
                         "{" IN_BOOK ",\"update\":{\"" ONE "\":{},\"" TWO "\":{}},\"destroy\":[\"" THREE "\"]}",
                         "error requestTooLarge");
  office_fixture_assert (fixture, SELLER, "Streamer/set",
                         "{" IN_BOOK ",\"update\":{\"" ONE "\":{}},\"destroy\":[\"" THREE "\"]}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"created\":{},\"destroyed\":[\"" THREE "\"],"
                         "\"newState\":\"4\","
                         "\"notCreated\":{},\"notDestroyed\":{},\"notUpdated\":{},\"oldState\":\"3\","
                         "\"updated\":{\"" ONE "\":null}}");
}

/* What one request may ask for can be more than one answer may hold. */
static void
test_answers_are_bounded (OfficeFixture *fixture,
                          gconstpointer  data)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (RosterJmapResponse) response = NULL;
  g_autoptr (GString) few = g_string_new (NULL);

  /* 20,000 characters of three bytes each. */
  while (notes->len < 60000)
    g_string_append (notes, "记");

  /* 600 such records are more than 32 MB; a request takes 150 of them. */
  for (guint part = 0; part < 4; part++)
    {
      g_autoptr (GString) arguments = g_string_new ("{" IN_BOOK ",\"create\":{");
      g_autofree char *answer = NULL;

      for (guint i = 0; i < 150; i++)
        {
          g_autofree char *id = office_fixture_streamer_id (part * 150 + i + 1);

          g_string_append_printf (arguments, "%s\"c%u\":{\"id\":\"%s\",\"kuaishouId\":\"%s\",\"notes\":\"%s\"}",
                                  i > 0 ? "," : "", i, id, id, notes->str);
        }
      g_string_append (arguments, "}}");
      answer = office_fixture_call (fixture, SELLER, "Streamer/set", arguments->str);
      g_assert_nonnull (strstr (answer, "\"notCreated\":{}"));
    }

  office_fixture_assert (fixture, SELLER, "Streamer/get", "{" IN_BOOK "}", "error requestTooLarge");

  /* The space is the whole request's. */
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *id = office_fixture_streamer_id (i + 1);

      g_string_append_printf (few, "%s\"%s\"", i > 0 ? "," : "", id);
    }
  g_string_prepend (few, "[[\"Streamer/get\",{" IN_BOOK ",\"ids\":[");
  g_string_append (few, "]},\"0\"],[\"Streamer/get\",{" IN_BOOK "},\"1\"],[\"Streamer/get\",{" IN_BOOK
                        ",\"ids\":[\"" ONE "\"]},\"2\"]]");
  response = office_fixture_run (fixture, SELLER, few->str);
  g_assert_cmpstr (roster_jmap_response_name (response, 0), ==, "Streamer/get");
  g_assert_cmpstr (roster_jmap_response_name (response, 1), ==, "error");
  g_assert_cmpstr (roster_jmap_response_name (response, 2), ==, "Streamer/get");
}

/* changes */

static void
test_changes_are_collapsed (OfficeFixture *fixture,
                            gconstpointer  data)
{
  create_streamers (fixture, 1, 3);

  /* 1 is changed twice, 2 goes, 4 comes, 5 comes and goes. */
  g_free (office_fixture_call (fixture, SELLER, "Streamer/set",
                               "{" IN_BOOK ",\"update\":{\"" ONE "\":{\"city\":\"A\"}}}"));
  g_free (office_fixture_call (fixture, SELLER, "Streamer/set",
                               "{" IN_BOOK ",\"update\":{\"" ONE "\":{\"city\":\"B\"}},\"destroy\":[\"" TWO "\"]}"));
  create_streamers (fixture, 4, 5);
  g_free (office_fixture_call (fixture, SELLER, "Streamer/set",
                               "{" IN_BOOK ",\"destroy\":[\"0195b000-0000-7000-8000-000000000005\"]}"));

  office_fixture_assert (fixture, SELLER, "Streamer/changes", "{" IN_BOOK ",\"sinceState\":\"3\"}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"created\":[\"0195b000-0000-7000-8000-000000000004\"],"
                         "\"destroyed\":[\"" TWO "\"],\"hasMoreChanges\":false,\"newState\":\"9\",\"oldState\":\"3\","
                         "\"updated\":[\"" ONE "\"]}");
  office_fixture_assert (fixture, SELLER, "Streamer/changes", "{" IN_BOOK ",\"sinceState\":\"0\"}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"created\":[\"" THREE "\",\"" ONE "\","
                         "\"0195b000-0000-7000-8000-000000000004\"],\"destroyed\":[],\"hasMoreChanges\":false,"
                         "\"newState\":\"9\",\"oldState\":\"0\",\"updated\":[]}");
  office_fixture_assert (fixture, SELLER, "Streamer/changes", "{" IN_BOOK ",\"sinceState\":\"9\"}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"created\":[],\"destroyed\":[],\"hasMoreChanges\":false,"
                         "\"newState\":\"9\",\"oldState\":\"9\",\"updated\":[]}");
}

static void
test_states_are_per_type (OfficeFixture *fixture,
                          gconstpointer  data)
{
  create_streamers (fixture, 1, 2);
  office_fixture_create (fixture, SELLER_BOOK, "FollowUp",
                         "{\"id\":\"" THREE "\",\"streamer\":\"" ONE "\",\"name\":\"x\",\"state\":\"open\"}");

  office_fixture_assert (fixture, SELLER, "FollowUp/changes", "{" IN_BOOK ",\"sinceState\":\"0\"}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"created\":[\"" THREE "\"],\"destroyed\":[],"
                         "\"hasMoreChanges\":false,\"newState\":\"3\",\"oldState\":\"0\",\"updated\":[]}");
  office_fixture_assert (fixture, SELLER, "Streamer/changes", "{" IN_BOOK ",\"sinceState\":\"2\"}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"created\":[],\"destroyed\":[],\"hasMoreChanges\":false,"
                         "\"newState\":\"2\",\"oldState\":\"2\",\"updated\":[]}");
}

/* One call tells of all accounts that the person may see, and of no others. */
static void
test_states_of_all_accounts (OfficeFixture *fixture,
                             gconstpointer  data)
{
  g_autofree char *before = office_fixture_call (fixture, SELLER, "State/changes", "{\"sinceState\":\"0\"}");
  g_autofree char *arguments = NULL, *other = NULL, *expected = NULL, *nothing = NULL;
  g_autoptr (JsonNode) node = json_from_string (before, NULL);
  gint64 stamp;

  g_assert_nonnull (node);
  stamp = g_ascii_strtoll (json_object_get_string_member (json_node_get_object (node), "newState"), NULL, 10);
  arguments = g_strdup_printf ("{\"sinceState\":\"%" G_GINT64_FORMAT "\"}", stamp);
  nothing = g_strdup_printf ("{\"changed\":{},\"newState\":\"%" G_GINT64_FORMAT "\",\"oldState\":\"%" G_GINT64_FORMAT
                             "\"}",
                             stamp, stamp);
  office_fixture_assert (fixture, SELLER, "State/changes", arguments, nothing);

  create_streamers (fixture, 1, 2);
  expected = g_strdup_printf ("{\"changed\":{\"" SELLER_BOOK "\":{\"Streamer\":\"2\"}},\"newState\":\"%" G_GINT64_FORMAT
                              "\",\"oldState\":\"%" G_GINT64_FORMAT "\"}",
                              stamp + 2, stamp);
  office_fixture_assert (fixture, SELLER, "State/changes", arguments, expected);
  office_fixture_assert (fixture, MANAGER, "State/changes", arguments, expected);
  office_fixture_assert (fixture, HEAD, "State/changes", arguments, expected);
  other = g_strdup_printf (
      "{\"changed\":{},\"newState\":\"%" G_GINT64_FORMAT "\",\"oldState\":\"%" G_GINT64_FORMAT "\"}", stamp + 2, stamp);
  office_fixture_assert (fixture, STRANGER, "State/changes", arguments, other);

  office_fixture_assert (fixture, SELLER, "State/changes", "{}", "error invalidArguments");
  office_fixture_assert (fixture, SELLER, "State/changes", "{\"sinceState\":\"0\",\"accountId\":\"company\"}",
                         "error invalidArguments");
  office_fixture_assert (fixture, SELLER, "State/changes", "{\"sinceState\":\"999\"}", "error cannotCalculateChanges");
  office_fixture_assert (fixture, SELLER, "State/changes", "{\"sinceState\":\"x\"}", "error cannotCalculateChanges");
}

static gboolean
note_state (const RosterTypeState *state,
            gpointer               data)
{
  g_ptr_array_add (data, g_strdup_printf ("%s %s", state->account.id, state->type->name));
  return TRUE;
}

static void
change_state (RosterBackend          *backend,
              const char             *account,
              const RosterRecordType *type)
{
  g_autoptr (RosterOfficeAccount) found = NULL;

  g_assert_true (roster_backend_call (backend, begin, TRUE, NULL));
  g_assert_true (roster_backend_call (backend, find_account, account, &found, NULL));
  g_assert_true (roster_backend_call (backend, lock_account, found->number, NULL));
  g_assert_true (roster_backend_call (backend, write_state, found->number, type, 7, NULL));
}

/* Whoever writes first may commit last: what was read in between does not hide it. */
static void
test_a_late_commit_is_not_skipped (OfficeFixture *fixture,
                                   gconstpointer  data)
{
  g_autoptr (RosterBackend) slow = roster_office_acquire (fixture->office, NULL);
  g_autoptr (RosterBackend) quick = roster_office_acquire (fixture->office, NULL);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_free);
  gint64 stamp;

  if (ROSTER_BACKEND_GET_CLASS (slow)->wait == NULL)
    {
      g_test_skip ("one writer at a time");
      return;
    }

  change_state (slow, SELLER_BOOK, &roster_sale_type);
  change_state (quick, STRANGER_BOOK, &roster_live_type);
  g_assert_true (roster_backend_call (quick, commit, NULL));
  g_assert_true (roster_backend_call (quick, read_stamp, &stamp, NULL));
  g_assert_true (roster_backend_call (slow, commit, NULL));

  g_assert_true (roster_backend_call (quick, each_state, stamp, note_state, changed, NULL));
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpstr (changed->pdata[0], ==, SELLER_BOOK " Sale");
}

static void
test_changes_come_in_pages (OfficeFixture *fixture,
                            gconstpointer  data)
{
  create_streamers (fixture, 1, 3);

  office_fixture_assert (fixture, SELLER, "Streamer/changes", "{" IN_BOOK ",\"sinceState\":\"0\",\"maxChanges\":2}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"created\":[\"" ONE "\",\"" TWO "\"],\"destroyed\":[],"
                         "\"hasMoreChanges\":true,\"newState\":\"2-3\",\"oldState\":\"0\",\"updated\":[]}");
  office_fixture_assert (fixture, SELLER, "Streamer/changes", "{" IN_BOOK ",\"sinceState\":\"2-3\",\"maxChanges\":2}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"created\":[\"" THREE "\"],\"destroyed\":[],"
                         "\"hasMoreChanges\":false,\"newState\":\"3\",\"oldState\":\"2-3\",\"updated\":[]}");
  office_fixture_assert (fixture, SELLER, "Streamer/changes", "{" IN_BOOK ",\"sinceState\":\"1\",\"maxChanges\":1}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"created\":[\"" TWO "\"],\"destroyed\":[],"
                         "\"hasMoreChanges\":true,\"newState\":\"2\",\"oldState\":\"1\",\"updated\":[]}");
}

static void
test_changes_check_arguments (OfficeFixture *fixture,
                              gconstpointer  data)
{
  static const struct
  {
    const char *arguments;
    const char *expected;
  } cases[] = {
    { "{" IN_BOOK "}", "error invalidArguments" },
    { "{" IN_BOOK ",\"sinceState\":0}", "error invalidArguments" },
    { "{" IN_BOOK ",\"sinceState\":\"0\",\"maxChanges\":0}", "error invalidArguments" },
    { "{" IN_BOOK ",\"sinceState\":\"0\",\"maxChanges\":\"1\"}", "error invalidArguments" },
    { "{" IN_BOOK ",\"sinceState\":\"\"}", "error cannotCalculateChanges" },
    { "{" IN_BOOK ",\"sinceState\":\"x\"}", "error cannotCalculateChanges" },
    { "{" IN_BOOK ",\"sinceState\":\"-1\"}", "error cannotCalculateChanges" },
    { "{" IN_BOOK ",\"sinceState\":\"2\"}", "error cannotCalculateChanges" },
    { "{" IN_BOOK ",\"sinceState\":\"1-\"}", "error cannotCalculateChanges" },
    { "{" IN_BOOK ",\"sinceState\":\"1-0\"}", "error cannotCalculateChanges" },
    { "{" IN_BOOK ",\"sinceState\":\"0-9\"}", "error cannotCalculateChanges" },
    { "{" IN_BOOK ",\"sinceState\":\"99999999999999999999\"}", "error cannotCalculateChanges" },
  };

  create_streamers (fixture, 1, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    office_fixture_assert (fixture, SELLER, "Streamer/changes", cases[i].arguments, cases[i].expected);
}

static void
test_old_tombstones_are_purged (OfficeFixture *fixture,
                                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL, *next = NULL;
  gint64 n_purged;

  create_streamers (fixture, 1, 3);
  g_free (office_fixture_call (fixture, SELLER, "Streamer/set", "{" IN_BOOK ",\"destroy\":[\"" TWO "\"]}"));

  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->clock), ROSTER_OFFICE_TOMBSTONE_AGE);
  g_assert_true (roster_office_purge (fixture->office, &n_purged, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_purged, ==, 0);

  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->clock), 1);
  g_assert_true (roster_office_purge (fixture->office, &n_purged, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_purged, ==, 1);

  /* Who read up to the deletion goes on; who did not must read everything again, in pages that are not mistaken for
     old. */
  office_fixture_assert (fixture, SELLER, "Streamer/changes", "{" IN_BOOK ",\"sinceState\":\"3\"}",
                         "error cannotCalculateChanges");
  office_fixture_assert (fixture, SELLER, "Streamer/changes", "{" IN_BOOK ",\"sinceState\":\"4\"}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"created\":[],\"destroyed\":[],\"hasMoreChanges\":false,"
                         "\"newState\":\"4\",\"oldState\":\"4\",\"updated\":[]}");
  page = office_fixture_call (fixture, SELLER, "Streamer/changes",
                              "{" IN_BOOK ",\"sinceState\":\"0\",\"maxChanges\":1}");
  g_assert_nonnull (strstr (page, "\"newState\":\"1-4\""));
  next = office_fixture_call (fixture, SELLER, "Streamer/changes",
                              "{" IN_BOOK ",\"sinceState\":\"1-4\",\"maxChanges\":1}");
  g_assert_nonnull (strstr (next, "\"created\":[\"" THREE "\"]"));
  g_assert_nonnull (strstr (next, "\"newState\":\"4\""));
}

/* A record that was destroyed and came back under its id reaches every reader, and so does its second end. */
static void
test_records_may_come_back (OfficeFixture *fixture,
                            gconstpointer  data)
{
  g_autofree char *returned = NULL, *gone = NULL, *late = NULL;

  create_streamers (fixture, 1, 1);
  g_free (office_fixture_call (fixture, SELLER, "Streamer/set", "{" IN_BOOK ",\"destroy\":[\"" ONE "\"]}"));
  create_streamers (fixture, 1, 1);
  returned = office_fixture_call (fixture, SELLER, "Streamer/changes", "{" IN_BOOK ",\"sinceState\":\"2\"}");
  g_assert_nonnull (strstr (returned, "\"created\":[\"" ONE "\"]"));

  g_free (office_fixture_call (fixture, SELLER, "Streamer/set", "{" IN_BOOK ",\"destroy\":[\"" ONE "\"]}"));
  gone = office_fixture_call (fixture, SELLER, "Streamer/changes", "{" IN_BOOK ",\"sinceState\":\"1\"}");
  g_assert_nonnull (strstr (gone, "\"destroyed\":[\"" ONE "\"]"));
  late = office_fixture_call (fixture, SELLER, "Streamer/changes", "{" IN_BOOK ",\"sinceState\":\"0\"}");
  g_assert_nonnull (strstr (late, "\"destroyed\":[]"));
}

/* set */

static void
test_set_keeps_the_clients_id (OfficeFixture *fixture,
                               gconstpointer  data)
{
  static const char arguments[] = "{" IN_BOOK ",\"create\":{\"a\":{\"id\":\"" ONE "\",\"kuaishouId\":\"k\","
                                  "\"name\":\"张三\"}}}";

  office_fixture_assert (fixture, SELLER, "Streamer/set", arguments,
                         "{\"accountId\":\"" SELLER_BOOK "\",\"created\":{\"a\":{\"createdAt\":1772000000000,"
                         "\"id\":\"" ONE "\",\"state\":\"active\",\"updatedAt\":1772000000000,"
                         "\"updatedBy\":\"Seller\"}},"
                         "\"destroyed\":[],\"newState\":\"1\",\"notCreated\":{},\"notDestroyed\":{},\"notUpdated\":{},"
                         "\"oldState\":\"0\",\"updated\":{}}");

  /* The same request again, after a lost reply. */
  office_fixture_assert (fixture, SELLER, "Streamer/set", arguments,
                         "{\"accountId\":\"" SELLER_BOOK "\",\"created\":{},\"destroyed\":[],\"newState\":\"1\","
                         "\"notCreated\":{\"a\":{\"description\":\"A record with this id exists already\","
                         "\"existingId\":\"" ONE "\",\"type\":\"alreadyExists\"}},\"notDestroyed\":{},"
                         "\"notUpdated\":{},"
                         "\"oldState\":\"1\",\"updated\":{}}");
}

static void
test_set_refuses_one_by_one (OfficeFixture *fixture,
                             gconstpointer  data)
{
  static const struct
  {
    const char *arguments;
    const char *expected;
  } cases[] = {
    { "\"create\":{\"a\":{\"name\":\"x\"}}",
      "\"notCreated\":{\"a\":{\"description\":\"A required property is missing\",\"properties\":[\"kuaishouId\"],"
      "\"type\":\"invalidProperties\"}}" },
    { "\"create\":{\"a\":{\"id\":\"x\",\"kuaishouId\":\"n\"}}",
      "\"notCreated\":{\"a\":{\"description\":\"An id must be a UUID in lower case\",\"properties\":[\"id\"],"
      "\"type\":\"invalidProperties\"}}" },
    { "\"create\":{\"a\":{\"kuaishouId\":\"K1 \"}}",
      "\"notCreated\":{\"a\":{\"description\":\"Kuaishou id: another record has “K1 ” already\","
      "\"properties\":[\"kuaishouId\"],\"type\":\"invalidProperties\"}}" },
    { "\"create\":{\"a\":{\"kuaishouId\":\"n\",\"base\":\"#nobody\"}}",
      "\"notCreated\":{\"a\":{\"description\":\"The record that this refers to was not created\","
      "\"properties\":[\"base\"],\"type\":\"invalidProperties\"}}" },
    { "\"update\":{\"" TWO "\":{\"kuaishouId\":\"k1\"}}",
      "\"notUpdated\":{\"" TWO "\":{\"description\":\"Kuaishou id: another record has “k1” already\","
      "\"properties\":[\"kuaishouId\"],\"type\":\"invalidProperties\"}}" },
    { "\"update\":{\"" THREE "\":{\"name\":\"x\"}}",
      "\"notUpdated\":{\"" THREE "\":{\"description\":\"There is no such record\",\"type\":\"notFound\"}}" },
    { "\"update\":{\"#x\":{\"name\":\"x\"}}",
      "\"notUpdated\":{\"#x\":{\"description\":\"There is no such record\",\"type\":\"notFound\"}}" },
    { "\"update\":{\"" ONE "\":{\"name/x\":1}}",
      "\"notUpdated\":{\"" ONE "\":{\"description\":\"The patch cannot reach “name/x”\",\"type\":\"invalidPatch\"}}" },
    { "\"destroy\":[\"" THREE "\"]",
      "\"notDestroyed\":{\"" THREE "\":{\"description\":\"There is no such record\",\"type\":\"notFound\"}}" },
  };

  create_streamers (fixture, 1, 2);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *arguments = g_strdup_printf ("{" IN_BOOK ",%s}", cases[i].arguments);
      g_autofree char *answer = office_fixture_call (fixture, SELLER, "Streamer/set", arguments);

      if (strstr (answer, cases[i].expected) == NULL)
        g_test_message ("%s gave %s", arguments, answer);
      g_assert_nonnull (strstr (answer, cases[i].expected));
      g_assert_nonnull (strstr (answer, "\"newState\":\"2\""));
    }
}

/* What is wrong with one record does not keep the others. */
static void
test_set_takes_what_is_right (OfficeFixture *fixture,
                              gconstpointer  data)
{
  create_streamers (fixture, 1, 3);
  office_fixture_assert (fixture, SELLER, "Streamer/set",
                         "{" IN_BOOK ",\"create\":{\"bad\":{}},\"update\":{\"" ONE "\":{\"city\":\"杭州\"},\"" TWO
                         "\":{\"city\":1},"
                         "\"" THREE "\":{\"city\":\"x\"}},\"destroy\":[\"" THREE "\"]}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"created\":{},\"destroyed\":[\"" THREE "\"],"
                         "\"newState\":\"5\","
                         "\"notCreated\":{\"bad\":{\"description\":\"A required property is missing\","
                         "\"properties\":[\"name\",\"kuaishouId\"],\"type\":\"invalidProperties\"}},"
                         "\"notDestroyed\":{},"
                         "\"notUpdated\":{\"" TWO "\":{\"description\":\"City: has the wrong JSON type\","
                         "\"properties\":[\"city\"],\"type\":\"invalidProperties\"},"
                         "\"" THREE "\":{\"description\":\"The same request destroys this record\","
                         "\"type\":\"willDestroy\"}},"
                         "\"oldState\":\"3\",\"updated\":{\"" ONE "\":{\"createdAt\":1772000000000,"
                         "\"updatedAt\":1772000000000,\"updatedBy\":\"Seller\"}}}");
}

static void
test_set_holds_to_the_state (OfficeFixture *fixture,
                             gconstpointer  data)
{
  g_autofree char *done = NULL;

  create_streamers (fixture, 1, 2);
  office_fixture_assert (fixture, SELLER, "Streamer/set",
                         "{" IN_BOOK ",\"ifInState\":\"1\",\"destroy\":[\"" ONE "\"]}", "error stateMismatch");
  office_fixture_assert (fixture, SELLER, "Streamer/set",
                         "{" IN_BOOK ",\"ifInState\":\"02\",\"destroy\":[\"" ONE "\"]}", "error stateMismatch");
  done = office_fixture_call (fixture, SELLER, "Streamer/set",
                              "{" IN_BOOK ",\"ifInState\":\"2\",\"destroy\":[\"" ONE "\"]}");
  g_assert_nonnull (strstr (done, "\"destroyed\":[\"" ONE "\"]"));
}

static void
test_set_checks_arguments (OfficeFixture *fixture,
                           gconstpointer  data)
{
  static const struct
  {
    const char *arguments;
    const char *expected;
  } cases[] = {
    { "{" IN_BOOK ",\"create\":[]}", "error invalidArguments" },
    { "{" IN_BOOK ",\"create\":{\"a\":1}}", "error invalidArguments" },
    { "{" IN_BOOK ",\"update\":{\"a\":null}}", "error invalidArguments" },
    { "{" IN_BOOK ",\"destroy\":{}}", "error invalidArguments" },
    { "{" IN_BOOK ",\"destroy\":[null]}", "error invalidArguments" },
    { "{" IN_BOOK ",\"ifInState\":3}", "error invalidArguments" },
    { "{" IN_BOOK ",\"onDestroyRemove\":true}", "error invalidArguments" },
    { "{\"accountId\":\"company\"}", "error accountNotSupportedByMethod" },
    { "{\"accountId\":\"" COLLEAGUE_BOOK "\"}", "error accountNotFound" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    office_fixture_assert (fixture, SELLER, "Streamer/set", cases[i].arguments, cases[i].expected);
}

static void
test_creation_ids_reach_later_calls (OfficeFixture *fixture,
                                     gconstpointer  data)
{
  g_autoptr (RosterJmapResponse) response =
      office_fixture_run (fixture, SELLER,
                          "[[\"Streamer/set\",{" IN_BOOK ",\"create\":{\"s\":{\"kuaishouId\":\"k\"}}},\"0\"],"
                          "[\"Live/set\",{" IN_BOOK ",\"create\":{"
                          "\"second\":{\"streamer\":\"#s\",\"series\":\"#first\",\"startLocal\":\"2026-03-01T20:00\"},"
                          "\"first\":{\"streamer\":\"#s\",\"startLocal\":\"2026-03-01T20:00\"},"
                          "\"loop\":{\"streamer\":\"#s\",\"series\":\"#loop\",\"startLocal\":\"2026-03-01T20:00\"}}},"
                          "\"1\"],"
                          "[\"Streamer/set\",{" IN_BOOK ",\"update\":{\"#s\":{\"city\":\"x\"}}},\"2\"],"
                          "[\"Streamer/set\",{" IN_BOOK ",\"destroy\":[\"#s\"]},\"3\"]]");
  JsonObject *lives = roster_jmap_response_arguments (response, 1);
  JsonObject *created = json_object_get_object_member (lives, "created");
  GHashTable *created_ids = roster_jmap_response_created_ids (response);

  g_assert_cmpuint (json_object_get_size (created), ==, 2);
  g_assert_true (json_object_has_member (json_object_get_object_member (lives, "notCreated"), "loop"));
  g_assert_cmpuint (g_hash_table_size (created_ids), ==, 3);
  g_assert_true (json_object_has_member (json_object_get_object_member (roster_jmap_response_arguments (response, 2),
                                                                        "updated"),
                                         "#s"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (roster_jmap_response_arguments (response, 3),
                                                                         "destroyed")),
                    ==, 1);
}

/* Requests */

static void
test_result_references (OfficeFixture *fixture,
                        gconstpointer  data)
{
  g_autoptr (RosterJmapResponse) response = NULL;
  JsonArray *list;

  create_streamers (fixture, 1, 2);
  response = office_fixture_run (fixture, SELLER,
                                 "[[\"Streamer/changes\",{" IN_BOOK ",\"sinceState\":\"0\"},\"0\"],"
                                 "[\"Streamer/get\",{" IN_BOOK ",\"#ids\":{\"resultOf\":\"0\","
                                 "\"name\":\"Streamer/changes\","
                                 "\"path\":\"/created\"}},\"1\"],"
                                 "[\"Streamer/get\",{" IN_BOOK ",\"#ids\":{\"resultOf\":\"1\","
                                 "\"name\":\"Streamer/get\","
                                 "\"path\":\"/list/*/id\"}},\"2\"],"
                                 "[\"Streamer/get\",{" IN_BOOK ",\"#ids\":{\"resultOf\":\"9\","
                                 "\"name\":\"Streamer/get\","
                                 "\"path\":\"/list/*/id\"}},\"3\"]]");
  for (guint i = 1; i <= 2; i++)
    {
      list = json_object_get_array_member (roster_jmap_response_arguments (response, i), "list");
      g_assert_cmpuint (json_array_get_length (list), ==, 2);
    }
  g_assert_cmpstr (roster_jmap_response_name (response, 3), ==, "error");
  g_assert_cmpstr (json_object_get_string_member (roster_jmap_response_arguments (response, 3), "type"), ==,
                   "invalidResultReference");
}

static void
test_unknown_methods (OfficeFixture *fixture,
                      gconstpointer  data)
{
  static const char *const names[] = { "Streamer", "Streamer/", "/get", "Streamer/copy", "streamers/get",
                                       "Mailbox/get", "",
                                       "Core/get", "Streamer/get/x" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    office_fixture_assert (fixture, SELLER, names[i], "{}", "error unknownMethod");
  office_fixture_assert (fixture, SELLER, "Core/echo", "{\"a\":[1,null,\"中\"]}", "{\"a\":[1,null,\"中\"]}");
}

static void
test_capabilities_must_be_used (OfficeFixture *fixture,
                                gconstpointer  data)
{
  static const char core_only[] = "{\"using\":[\"" ROSTER_JMAP_CORE "\"],\"methodCalls\":[[\"Core/echo\",{},\"a\"],"
                                  "[\"Streamer/get\",{" IN_BOOK "},\"b\"]]}";
  static const char mail[] = "{\"using\":[\"" ROSTER_JMAP_CORE "\",\"urn:ietf:params:jmap:mail\"],\"methodCalls\":[]}";
  g_autoptr (GBytes) core_request = g_bytes_new_static (core_only, strlen (core_only));
  g_autoptr (GBytes) mail_request = g_bytes_new_static (mail, strlen (mail));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RosterJmapResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  bytes = roster_office_dispatch (fixture->office, SELLER, core_request, &error);
  g_assert_no_error (error);
  response = roster_jmap_response_from_bytes (bytes, &error);
  g_assert_no_error (error);
  g_assert_null (roster_jmap_response_created_ids (response));
  g_assert_cmpstr (roster_jmap_response_name (response, 0), ==, "Core/echo");
  g_assert_cmpstr (roster_jmap_response_name (response, 1), ==, "error");

  g_assert_null (roster_office_dispatch (fixture->office, SELLER, mail_request, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_UNKNOWN_CAPABILITY);
}

/* query */

static void
test_query (OfficeFixture *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *arguments;
    const char *expected;
  } cases[] = {
    { "\"sort\":[{\"property\":\"name\"}]", "1,2,3" },
    { "\"sort\":[{\"property\":\"name\",\"isAscending\":false}]", "3,2,1" },
    { "\"sort\":[{\"property\":\"followers\",\"isAscending\":false},{\"property\":\"name\"}]", "2,3,1" },
    { "\"sort\":[{\"property\":\"name\"}],\"position\":1,\"limit\":1", "2" },
    { "\"sort\":[{\"property\":\"name\"}],\"position\":-1", "3" },
    { "\"sort\":[{\"property\":\"name\"}],\"position\":9", "" },
    { "\"sort\":[{\"property\":\"name\"}],\"anchor\":\"" TWO "\"", "2,3" },
    { "\"sort\":[{\"property\":\"name\"}],\"anchor\":\"" TWO "\",\"anchorOffset\":-1,\"limit\":2", "1,2" },
    { "\"filter\":{\"city\":\"杭州\"}", "2" },
    { "\"filter\":{\"city\":null}", "1" },
    { "\"filter\":{\"text\":\"hz\"}", "2" },
    { "\"filter\":{\"text\":\"S3\"}", "3" },
    { "\"filter\":{\"operator\":\"OR\",\"conditions\":[{\"name\":\"S1\"},{\"name\":\"S2\"}]}", "1,2" },
    { "\"filter\":{\"operator\":\"AND\",\"conditions\":[{\"name\":\"S1\"},{\"city\":\"x\"}]}", "" },
    { "\"filter\":{\"operator\":\"NOT\",\"conditions\":[{\"name\":\"S1\"},{\"name\":\"S2\"}]}", "3" },
    { "\"filter\":{\"operator\":\"AND\",\"conditions\":[]}", "1,2,3" },
    { "\"filter\":{\"shoeSize\":1}", "unsupportedFilter" },
    { "\"filter\":{\"followers\":\"x\"}", "unsupportedFilter" },
    { "\"filter\":{\"operator\":\"XOR\",\"conditions\":[]}", "unsupportedFilter" },
    { "\"filter\":{\"operator\":\"AND\",\"conditions\":[1]}", "unsupportedFilter" },
    { "\"filter\":[]", "invalidArguments" },
    { "\"sort\":{}", "invalidArguments" },
    { "\"sort\":[{\"property\":\"shoeSize\"}]", "unsupportedSort" },
    { "\"sort\":[{\"property\":\"name\",\"collation\":\"i;ascii-casemap\"}]", "unsupportedSort" },
    { "\"anchor\":\"" HEAD "\"", "anchorNotFound" },
    { "\"limit\":-1", "invalidArguments" },
    { "\"calculateTotal\":1", "invalidArguments" },
  };

  office_fixture_create (fixture, SELLER_BOOK, "Streamer", "{\"id\":\"" ONE "\",\"name\":\"S1\",\"kuaishouId\":\"a\"}");
  office_fixture_create (fixture, SELLER_BOOK, "Streamer",
                         "{\"id\":\"" TWO "\",\"name\":\"S2\",\"kuaishouId\":\"b\",\"city\":\"杭州\",\"followers\":9}");
  office_fixture_create (fixture, SELLER_BOOK, "Streamer",
                         "{\"id\":\"" THREE "\",\"name\":\"S3\",\"kuaishouId\":\"c\",\"city\":\"x\",\"followers\":9}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *calls = g_strdup_printf ("[[\"Streamer/query\",{" IN_BOOK ",%s},\"c\"]]", cases[i].arguments);
      g_autoptr (RosterJmapResponse) response = office_fixture_run (fixture, SELLER, calls);
      g_autoptr (GString) found = g_string_new (NULL);
      g_autoptr (GError) failure = NULL;
      JsonArray *ids;

      if (roster_jmap_response_failed (response, 0, &failure))
        {
          g_assert_cmpstr (roster_jmap_error_name (failure->code), ==, cases[i].expected);
          continue;
        }

      ids = json_object_get_array_member (roster_jmap_response_arguments (response, 0), "ids");
      for (guint k = 0; k < json_array_get_length (ids); k++)
        {
          const char *id = json_array_get_string_element (ids, k);

          g_string_append_printf (found, "%s%c", k > 0 ? "," : "", id[strlen (id) - 1]);
        }
      if (strcmp (found->str, cases[i].expected) != 0)
        g_test_message ("%s", cases[i].arguments);
      g_assert_cmpstr (found->str, ==, cases[i].expected);
    }

  office_fixture_assert (fixture, SELLER, "Streamer/query", "{" IN_BOOK ",\"limit\":0,\"calculateTotal\":true}",
                         "{\"accountId\":\"" SELLER_BOOK "\",\"canCalculateChanges\":false,\"ids\":[],\"limit\":0,"
                         "\"position\":0,\"queryState\":\"3\",\"total\":3}");
}

/* What was answered about lives long ago is forgotten everywhere; what may still be due is kept. */
static void
test_old_reminders_are_forgotten (OfficeFixture *fixture,
                                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;
  guint n_changed = 0;

  office_fixture_create (fixture, SELLER_BOOK, "ReminderDay",
                         "{\"id\":\"" ONE
                         "\",\"day\":\"2025-06-01\",\"marks\":{\"at-start/l@seller@d\":{\"done\":1}}}");
  office_fixture_create (fixture, SELLER_BOOK, "ReminderDay",
                         "{\"id\":\"" TWO "\",\"day\":\"2025-06-02\",\"marks\":{\"at-start/l@seller@d\":{\"done\":1},"
                         "\"contact/s@seller@d\":{\"done\":2}}}");
  office_fixture_create (fixture, SELLER_BOOK, "ReminderDay",
                         "{\"id\":\"" THREE
                         "\",\"day\":\"2026-02-01\",\"marks\":{\"at-start/l@seller@d\":{\"done\":1}}}");

  g_assert_true (roster_office_forget_reminders (fixture->office, FIXTURE_NOW, &n_changed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_changed, ==, 2);
  left = office_fixture_call (fixture, SELLER, "ReminderDay/get",
                              "{" IN_BOOK ",\"ids\":null,\"properties\":[\"marks\"]}");
  g_assert_nonnull (strstr (left, "\"list\":[{\"id\":\"" TWO "\",\"marks\":{\"contact/s@seller@d\":{\"done\":2}}},"
                                  "{\"id\":\"" THREE "\",\"marks\":{\"at-start/l@seller@d\":{\"done\":1}}}]"));

  g_assert_true (roster_office_forget_reminders (fixture->office, FIXTURE_NOW, &n_changed, &error));
  g_assert_cmpuint (n_changed, ==, 0);
}

/* A get that refers to changes gives what stands there when it is its turn, not what the changes met. */
static void
test_get_follows_changes (OfficeFixture *fixture,
                          gconstpointer  data)
{
  static const char changes[] = "[\"Streamer/changes\",{" IN_BOOK ",\"sinceState\":\"0\"},\"a\"]";
  static const char rename[] =
      "[\"Streamer/set\",{" IN_BOOK ",\"update\":{\"" TWO "\":{\"name\":\"新\"}},\"destroy\":[\"" ONE "\"]},\"b\"]";
  static const char get[] = "[\"Streamer/get\",{" IN_BOOK ",\"properties\":[\"name\"],\"#ids\":{\"resultOf\":\"a\","
                            "\"name\":\"Streamer/changes\",\"path\":\"/created\"}},\"c\"]";
  g_autofree char *plain = g_strdup_printf ("[%s,%s]", changes, get);
  g_autofree char *overtaken = g_strdup_printf ("[%s,%s,%s]", changes, rename, get);
  const struct
  {
    const char *calls;
    const char *expected;
  } cases[] = {
    { plain, "[{\"id\":\"" ONE "\",\"name\":\"S1\"},{\"id\":\"" TWO "\",\"name\":\"S2\"}]" },
    { overtaken, "[{\"id\":\"" TWO "\",\"name\":\"新\"}]" },
    { plain, "[{\"id\":\"" TWO "\",\"name\":\"新\"}]" },
  };

  office_fixture_create (fixture, SELLER_BOOK, "Streamer", "{\"id\":\"" ONE "\",\"name\":\"S1\",\"kuaishouId\":\"a\"}");
  office_fixture_create (fixture, SELLER_BOOK, "Streamer", "{\"id\":\"" TWO "\",\"name\":\"S2\",\"kuaishouId\":\"b\"}");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterJmapResponse) response = office_fixture_run (fixture, SELLER, cases[i].calls);
      guint last = roster_jmap_response_n_answers (response) - 1;
      JsonObject *got = roster_jmap_response_arguments (response, last);
      g_autofree char *list = json_to_string (json_object_get_member (got, "list"), FALSE);

      g_assert_cmpstr (list, ==, cases[i].expected);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (got, "notFound")), ==, i == 1 ? 1 : 0);
    }
}

/* What everybody's sales teach reaches everybody, and learning again changes nothing. */
static void
test_learning (OfficeFixture *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL, *refused = NULL;
  guint n_changed = 0;

  office_fixture_create (fixture, COMPANY, "Product",
                         "{\"id\":\"" ONE "\",\"name\":\"抽纸\",\"sku\":\"P1\",\"category\":\"日化/纸品\"}");
  office_fixture_create (fixture, SELLER_BOOK, "Streamer",
                         "{\"id\":\"" TWO "\",\"name\":\"张三\",\"kuaishouId\":\"zs\",\"state\":\"active\","
                         "\"tier\":\"part-timer\",\"vertical\":\"日化\",\"lives28\":12}");
  office_fixture_create (fixture, SELLER_BOOK, "Sale",
                         "{\"id\":\"" THREE "\",\"streamer\":\"" TWO "\",\"product\":\"" ONE
                         "\",\"periodEnd\":\"2026-02-20\",\"periodDays\":28,\"units\":120}");

  g_assert_true (roster_office_learn (fixture->office, FIXTURE_NOW, &n_changed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_changed, ==, 3);
  g_assert_true (roster_office_learn (fixture->office, FIXTURE_NOW, &n_changed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_changed, ==, 0);

  seen = office_fixture_call (fixture, STRANGER, "Affinity/get", "{\"accountId\":\"" COMPANY "\",\"ids\":null}");
  g_test_message ("%s", seen);
  g_assert_nonnull (strstr (seen, "\"name\":\"product/" ONE "\""));
  g_assert_nonnull (strstr (seen, "\"evidence\":115"));
  g_assert_nonnull (strstr (seen, "\"name\":\"vertical/日化\""));
  g_assert_nonnull (strstr (seen, "\"name\":\"pace/part-timer/日化\""));
  refused = office_fixture_call (fixture, SELLER, "Affinity/set",
                                 "{\"accountId\":\"" COMPANY "\",\"create\":{\"a\":{\"name\":\"product/x\"}}}");
  g_assert_nonnull (strstr (refused, "accountReadOnly"));
}

static void
test_rules_are_checked (OfficeFixture *fixture,
                        gconstpointer  data)
{
  static const struct
  {
    const char *arguments;
    const char *expected;
  } cases[] = {
    { "\"create\":{\"a\":{\"name\":\"bookNorms\",\"value\":40}}",
      "\"a\":{\"description\":\"There is no rule called “bookNorms”\"" },
    { "\"create\":{\"a\":{\"name\":\"bookNorm\",\"value\":0}}",
      "\"a\":{\"description\":\"bookNorm must be between 1 and 1000\"" },
    { "\"create\":{\"a\":{\"name\":\"claimDays\",\"value\":9}}", "Name: another record has “claimDays” already" },
    { "\"update\":{\"" ONE "\":{\"value\":0}}", "\"notUpdated\":{\"" ONE "\"" },
    { "\"update\":{\"" ONE "\":{\"name\":\"bookNorm\"}}", "\"notUpdated\":{\"" ONE "\"" },
  };
  const char *good = "{\"accountId\":\"" COMPANY "\",\"create\":{\"a\":{\"id\":\"" ONE
                     "\",\"name\":\"claimDays\",\"value\":10}}}";
  g_autofree char *seller = office_fixture_call (fixture, SELLER, "Rule/set", good), *head = NULL, *got = NULL;

  g_assert_nonnull (strstr (seller, "accountReadOnly"));
  head = office_fixture_call (fixture, HEAD, "Rule/set", good);
  g_assert_nonnull (strstr (head, "\"created\":{\"a\""));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *arguments = g_strdup_printf ("{\"accountId\":\"" COMPANY "\",%s}", cases[i].arguments);
      g_autofree char *answer = office_fixture_call (fixture, HEAD, "Rule/set", arguments);

      g_test_message ("%s gave %s", arguments, answer);
      g_assert_nonnull (strstr (answer, "invalidProperties"));
      g_assert_nonnull (strstr (answer, cases[i].expected));
    }

  got = office_fixture_call (fixture, SELLER, "Rule/get", "{\"accountId\":\"" COMPANY "\",\"ids\":null}");
  g_assert_nonnull (strstr (got, "\"value\":10"));
  g_assert_null (strstr (got, "bookNorm"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add (path, OfficeFixture, NULL, office_fixture_set_up, func, office_fixture_tear_down)

  ADD ("/office/get/serves-bodies", test_get_serves_bodies);
  ADD ("/office/get/checks-arguments", test_get_checks_arguments);
  ADD ("/office/limits/hold-at-their-boundary", test_limits_hold_at_their_boundary);
  ADD ("/office/limits/answers-are-bounded", test_answers_are_bounded);
  ADD ("/office/changes/are-collapsed", test_changes_are_collapsed);
  ADD ("/office/changes/states-are-per-type", test_states_are_per_type);
  ADD ("/office/changes/states-of-all-accounts", test_states_of_all_accounts);
  ADD ("/office/changes/a-late-commit-is-not-skipped", test_a_late_commit_is_not_skipped);
  ADD ("/office/changes/come-in-pages", test_changes_come_in_pages);
  ADD ("/office/changes/check-arguments", test_changes_check_arguments);
  ADD ("/office/changes/old-tombstones-are-purged", test_old_tombstones_are_purged);
  ADD ("/office/changes/records-may-come-back", test_records_may_come_back);
  ADD ("/office/set/keeps-the-clients-id", test_set_keeps_the_clients_id);
  ADD ("/office/set/refuses-one-by-one", test_set_refuses_one_by_one);
  ADD ("/office/set/takes-what-is-right", test_set_takes_what_is_right);
  ADD ("/office/set/holds-to-the-state", test_set_holds_to_the_state);
  ADD ("/office/set/checks-arguments", test_set_checks_arguments);
  ADD ("/office/set/creation-ids-reach-later-calls", test_creation_ids_reach_later_calls);
  ADD ("/office/request/result-references", test_result_references);
  ADD ("/office/request/unknown-methods", test_unknown_methods);
  ADD ("/office/request/capabilities-must-be-used", test_capabilities_must_be_used);
  ADD ("/office/query/filters-and-sorts", test_query);
  ADD ("/office/reminders/old-ones-are-forgotten", test_old_reminders_are_forgotten);
  ADD ("/office/get/follows-changes", test_get_follows_changes);
  ADD ("/office/learning/reaches-everybody", test_learning);
  ADD ("/office/rules/are-checked-and-everybody-reads-them", test_rules_are_checked);

  return g_test_run ();
}
