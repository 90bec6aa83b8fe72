/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "office-fixture.h"

#include <string.h>

#include "roster-json.h"

#define ONE "0195b000-0000-7000-8000-000000000001"
#define IN_BOOK "\"accountId\":\"" SELLER_BOOK "\""

#define ROUNDS 4000

static const char *const seeds[] = {
  "{\"using\":[\"" ROSTER_JMAP_CORE "\",\"" ROSTER_JMAP_RECORDS "\"],\"methodCalls\":["
  "[\"Streamer/set\",{" IN_BOOK ",\"ifInState\":null,\"create\":{\"a\":{\"id\":\"" ONE "\",\"name\":\"张三\","
  "\"kuaishouId\":\"k\",\"tags\":{\"x\":true},\"followers\":5,\"joinedOn\":\"2026-01-02\"}},"
  "\"update\":{\"#a\":{\"tags/y\":true,\"city\":null}},\"destroy\":[\"#b\"]},\"0\"],"
  "[\"Streamer/changes\",{" IN_BOOK ",\"sinceState\":\"0\",\"maxChanges\":3},\"1\"],"
  "[\"Streamer/get\",{" IN_BOOK ",\"#ids\":{\"resultOf\":\"1\",\"name\":\"Streamer/changes\",\"path\":\"/created/*\"},"
  "\"properties\":[\"name\",\"tags\"]},\"2\"]],\"createdIds\":{\"b\":\"" ONE "\"}}",

  "{\"using\":[\"" ROSTER_JMAP_CORE "\",\"" ROSTER_JMAP_RECORDS "\"],\"methodCalls\":["
  "[\"Streamer/query\",{" IN_BOOK ",\"filter\":{\"operator\":\"OR\",\"conditions\":[{\"text\":\"zs\"},"
  "{\"followers\":5}]},"
  "\"sort\":[{\"property\":\"name\",\"isAscending\":false}],\"position\":-1,\"limit\":9,\"calculateTotal\":true},"
  "\"0\"],"
  "[\"Core/echo\",{\"#a\":{\"resultOf\":\"0\",\"name\":\"Streamer/query\",\"path\":\"/ids/0\"}},\"1\"],"
  "[\"Walkthrough/set\",{" IN_BOOK ",\"create\":{\"w\":{\"streamer\":\"" ONE "\",\"checklist\":\"" ONE "\","
  "\"checklistVersion\":1,\"startedAt\":1,\"answers\":{\"i\":{\"value\":3}}}},"
  "\"update\":{\"#w\":{\"answers/i/value\":4,\"answers/j~1k\":{\"a\":[1,2.5,\"x\"]}}}},\"2\"]]}",
};

/* Pieces that mean something somewhere. */
static const char *const pieces[] = {
  "null", "true", "{}", "[]", "\"\"", "0", "-1", "9007199254740993", "1e308", "\"#a\"", "\"#ids\"", "\"/\"", "\"*\"",
  "\"~1\"",
  "[[[[[[[[", "\\u0000", "\\ud800", "\xff", "\"book-x\"", "\"company\"", "\"Person/set\"", "\"Metric/get\"", "\"id\"",
  "{\"resultOf\":\"0\",\"name\":\"error\",\"path\":\"/type\"}",
};

static void
mutate (GString *text,
        GRand   *rand)
{
  guint n_changes = g_rand_int_range (rand, 1, 5);

  for (guint i = 0; i < n_changes && text->len > 0; i++)
    {
      guint at = g_rand_int_range (rand, 0, text->len);
      guint length = g_rand_int_range (rand, 0, MIN (20, (int) (text->len - at)) + 1);

      switch (g_rand_int_range (rand, 0, 6))
        {
        case 0:
          text->str[at] = g_rand_int_range (rand, 0, 256);
          break;
        case 1:
          g_string_erase (text, at, length);
          break;
        case 2:
          g_string_insert (text, at, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
          break;
        case 3:
          {
            g_autofree char *copy = g_strndup (text->str + at, length);

            g_string_insert (text, g_rand_int_range (rand, 0, text->len + 1), copy);
            break;
          }
        default:
          {
            /* A whole value for another, which keeps the JSON sound more often. */
            const char *colon = memchr (text->str + at, ':', text->len - at);
            gsize start, end;

            if (colon == NULL)
              break;
            start = colon + 1 - text->str;
            end = start + strcspn (text->str + start, ",}]");
            g_string_erase (text, start, end - start);
            g_string_insert (text, start, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
            break;
          }
        }
    }
}

static void
test_mutated_requests (OfficeFixture *fixture,
                       gconstpointer  data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260301);
  g_autoptr (GError) error = NULL;
  guint n_answered = 0, n_refused = 0;
  gint64 n_records;

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GString) text = g_string_new (seeds[round % G_N_ELEMENTS (seeds)]);
      g_autoptr (GBytes) request = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) refusal = NULL;

      if (round >= G_N_ELEMENTS (seeds))
        mutate (text, rand);
      request = g_bytes_new (text->str, text->len);
      bytes = roster_office_dispatch (fixture->office, SELLER, request, &refusal);
      if (bytes != NULL)
        {
          g_autoptr (RosterJmapResponse) response = roster_jmap_response_from_bytes (bytes, &error);

          g_assert_no_error (error);
          for (guint i = 0; i < roster_jmap_response_n_answers (response); i++)
            {
              g_autoptr (GError) failure = NULL;

              /* Whatever was asked, the office itself did not fail. */
              if (roster_jmap_response_failed (response, i, &failure))
                g_assert_cmpint (failure->code, !=, ROSTER_JMAP_ERROR_SERVER_FAIL);
            }
          n_answered++;
        }
      else
        {
          g_assert_cmpuint (refusal->domain, ==, ROSTER_JMAP_ERROR);
          g_assert_cmpint (refusal->code, <=, ROSTER_JMAP_ERROR_LIMIT);
          n_refused++;
        }
    }

  /* Both ways were walked, and what was stored is sound. */
  g_test_message ("%u answered, %u refused", n_answered, n_refused);
  g_assert_cmpuint (n_answered, >, ROUNDS / 20);
  g_assert_cmpuint (n_refused, >, ROUNDS / 20);
  g_assert_true (roster_office_check (fixture->office, &n_records, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_records, >, 8);
}

/* Writers */

#define WRITERS 3
#define RECORDS_EACH 40

typedef struct
{
  OfficeFixture *fixture;
  guint number;
} Writer;

static gpointer
write_records (gpointer data)
{
  Writer *writer = data;

  for (guint i = 0; i < RECORDS_EACH; i++)
    {
      g_autofree char *id = office_fixture_streamer_id (writer->number * 1000 + i);
      g_autofree char *arguments = g_strdup_printf ("{" IN_BOOK ",\"create\":{\"a\":{\"id\":\"%s\","
                                                    "\"kuaishouId\":\"%s\"}}}",
                                                    id, id);
      g_autofree char *answer = office_fixture_call (writer->fixture, SELLER, "Streamer/set", arguments);

      g_assert_nonnull (strstr (answer, "\"created\":{\"a\""));
    }

  return NULL;
}

/* Reads on while others write, and in the end has every record exactly once. */
static void
test_changes_never_skip (OfficeFixture *fixture,
                         gconstpointer  data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *state = g_strdup ("0");
  Writer writers[WRITERS];
  GThread *threads[WRITERS];

  for (guint i = 0; i < WRITERS; i++)
    {
      writers[i] = (Writer){ fixture, i + 1 };
      threads[i] = g_thread_new ("writer", write_records, &writers[i]);
    }

  while (g_hash_table_size (seen) < WRITERS * RECORDS_EACH)
    {
      g_autofree char *calls =
          g_strdup_printf ("[[\"Streamer/changes\",{" IN_BOOK ",\"sinceState\":\"%s\",\"maxChanges\":7},\"c\"]]",
                           state);
      g_autoptr (RosterJmapResponse) response = office_fixture_run (fixture, SELLER, calls);
      JsonObject *answer = roster_jmap_response_arguments (response, 0);
      JsonArray *created;

      g_assert_cmpstr (roster_jmap_response_name (response, 0), ==, "Streamer/changes");
      created = json_object_get_array_member (answer, "created");
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "updated")), ==, 0);
      for (guint i = 0; i < json_array_get_length (created); i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (json_array_get_string_element (created, i))));
      g_free (state);
      state = g_strdup (json_object_get_string_member (answer, "newState"));
    }

  for (guint i = 0; i < WRITERS; i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/office/fuzz/mutated-requests", OfficeFixture, NULL, office_fixture_set_up, test_mutated_requests,
              office_fixture_tear_down);
  g_test_add ("/office/changes/never-skip-under-concurrent-writers", OfficeFixture, NULL, office_fixture_set_up,
              test_changes_never_skip, office_fixture_tear_down);

  return g_test_run ();
}
