/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-fixture.h"

#include <string.h>

/* A request on a bare connection, of which not everything is sent yet. */
typedef struct
{
  GSocketConnection *connection;
} Bare;

static void
bare_clear (Bare *bare)
{
  g_clear_object (&bare->connection);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bare, bare_clear)

static void
send_spaces (Bare  *bare,
             gsize  n_bytes)
{
  g_autofree char *spaces = g_strnfill (n_bytes, ' ');

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (bare->connection)), spaces, n_bytes, NULL,
                             NULL, NULL);
}

/* Announces @announced bytes, with @extra lines in the head, and sends @sent of them. */
static Bare
begin_bare (HttpFixture *fixture,
            const char  *path,
            const char  *token,
            const char  *extra,
            gsize        announced,
            gsize        sent)
{
  Bare bare = { http_fixture_connect (fixture) };
  g_autofree char *head = g_strdup_printf ("POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                           "Authorization: Bearer %s\r\nContent-Type: " JSON "\r\n"
                                           "%sContent-Length: %zu\r\n\r\n",
                                           path, token, extra, announced);

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (bare.connection)), head, strlen (head), NULL,
                             NULL, NULL);
  send_spaces (&bare, sent);
  return bare;
}

/* Sends the rest and reads the answer. */
static char *
end_bare (Bare  *bare,
          gsize  rest)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (bare->connection));
  g_autoptr (GString) received = g_string_new (NULL);
  char buffer[1024];
  gssize n_read;

  send_spaces (bare, rest);
  while ((n_read = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (received, buffer, n_read);
  return g_string_free (g_steal_pointer (&received), FALSE);
}

/* The value of a gauge. */
static guint
gauge (HttpFixture *fixture,
       const char  *name)
{
  g_auto (HttpAnswer) metrics = http_fixture_ask (fixture, "GET", "/metrics", NULL, NULL);
  g_autofree char *line = g_strdup_printf ("\n%s ", name);
  const char *found = strstr (metrics.body, line);

  g_assert_nonnull (found);
  return g_ascii_strtoull (found + strlen (line), NULL, 10);
}

/* What is announced is held as soon as the office knows who sends it. */
static void
wait_until_held (HttpFixture *fixture,
                 guint        n_bytes)
{
  while (gauge (fixture, "roster_requests_held_bytes") != n_bytes)
    g_usleep (1000);
}

/* Of what a stranger sends, nothing is kept beyond what a login takes; who the sender is is known from the head. */
static void
test_strangers_are_refused_by_the_head (HttpFixture   *fixture,
                                        gconstpointer  data)
{
  static const char *const paths[] = { ROSTER_JMAP_API_PATH, ROSTER_JMAP_UPLOAD_PATH SELLER_BOOK "/" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto (Bare) waiting = begin_bare (fixture, paths[i], "guess", "Expect: 100-continue\r\n", 1000000, 0);
      g_autofree char *at_once = end_bare (&waiting, 0);
      g_auto (Bare) pushing = begin_bare (fixture, paths[i], "guess", "", 1000000, 500000);
      g_autofree char *later = NULL;

      g_assert_true (g_str_has_prefix (at_once, "HTTP/1.1 401 "));
      while (gauge (fixture, "roster_requests_in_flight") < 2)
        g_usleep (1000);
      g_assert_cmpuint (gauge (fixture, "roster_requests_held_bytes"), <, 1000);
      later = end_bare (&pushing, 500000);
      g_assert_true (g_str_has_prefix (later, "HTTP/1.1 401 "));
    }
}

static void
test_known_people_send_as_before (HttpFixture   *fixture,
                                  gconstpointer  data)
{
  g_auto (Bare) waiting =
      begin_bare (fixture, ROSTER_JMAP_API_PATH, fixture->token, "Expect: 100-continue\r\n", 1000000, 0);
  g_auto (Bare) pushing = begin_bare (fixture, ROSTER_JMAP_API_PATH, fixture->token, "", 1000000, 500000);
  g_autofree char *first = NULL, *second = NULL;

  wait_until_held (fixture, 2000000);
  first = end_bare (&waiting, 1000000);
  g_assert_true (g_str_has_prefix (first, "HTTP/1.1 100 "));
  g_assert_nonnull (strstr (first, "HTTP/1.1 400 "));
  second = end_bare (&pushing, 500000);
  g_assert_true (g_str_has_prefix (second, "HTTP/1.1 400 "));
  g_assert_nonnull (strstr (second, "notJSON"));
  wait_until_held (fixture, 0);
}

static void
set_up_with_little_room (HttpFixture   *fixture,
                         gconstpointer  data)
{
  fixture->options.max_held = 100000;
  http_fixture_set_up (fixture, data);
}

/* What all senders hold together is bounded, whether they announce it or not. */
static void
test_requests_share_a_budget (HttpFixture   *fixture,
                              gconstpointer  data)
{
  g_auto (Bare) first = begin_bare (fixture, ROSTER_JMAP_API_PATH, fixture->token, "", 60000, 10);
  g_autofree char *second = NULL, *unannounced = NULL, *answer = NULL, *third = NULL, *head = NULL;
  g_auto (Bare) refused = { NULL }, full = { NULL }, late = { NULL };
  g_auto (HttpAnswer) little = { 0 };

  wait_until_held (fixture, 60000);
  refused = begin_bare (fixture, ROSTER_JMAP_API_PATH, fixture->token, "", 60000, 10);
  second = end_bare (&refused, 59990);
  g_assert_true (g_str_has_prefix (second, "HTTP/1.1 503 "));
  g_assert_nonnull (strstr (second, "\r\nRetry-After: 5\r\n"));

  head = g_strdup_printf ("POST " ROSTER_JMAP_API_PATH " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                          "Authorization: Bearer %s\r\nContent-Type: " JSON "\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n",
                          fixture->token);
  unannounced = http_fixture_talk (fixture, head, 60000);
  g_assert_true (g_str_has_prefix (unannounced, "HTTP/1.1 503 "));

  /* Whoever asks little is answered all the same. */
  full = begin_bare (fixture, ROSTER_JMAP_API_PATH, fixture->token, "", 40000, 10);
  wait_until_held (fixture, 100000);
  little = http_fixture_ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, ECHO);
  g_assert_cmpuint (little.status, ==, 200);
  bare_clear (&full);
  wait_until_held (fixture, 60000);

  answer = end_bare (&first, 59990);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 400 "));
  wait_until_held (fixture, 0);
  late = begin_bare (fixture, ROSTER_JMAP_API_PATH, fixture->token, "", 60000, 10);
  third = end_bare (&late, 59990);
  g_assert_true (g_str_has_prefix (third, "HTTP/1.1 400 "));
}

/* Whoever only tries passwords, or begins to, leaves room for all others: those of another address. */
static void
test_logins_of_one_address_are_limited (HttpFixture   *fixture,
                                        gconstpointer  data)
{
  static const char login[] = "{\"login\":\"seller\",\"password\":\"" PASSWORD "\"}";
  Bare begun[8];
  g_auto (HttpAnswer) too_many = { 0 }, echo = { 0 }, after = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (begun); i++)
    {
      begun[i] = begin_bare (fixture, ROSTER_JMAP_TOKEN_PATH, "", "", 1000, 10);
      wait_until_held (fixture, (i + 1) * 1000);
    }
  too_many = http_fixture_ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL, login);
  g_assert_cmpuint (too_many.status, ==, 503);
  g_assert_cmpstr (too_many.retry_after, ==, "5");
  echo = http_fixture_ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, ECHO);
  g_assert_cmpuint (echo.status, ==, 200);

  for (guint i = 0; i < G_N_ELEMENTS (begun); i++)
    bare_clear (&begun[i]);
  wait_until_held (fixture, 0);
  after = http_fixture_ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL, login);
  g_assert_cmpuint (after.status, ==, 200);
}

/* As many uploads at once as the session promises, apart from what else a person asks. */
static void
test_uploads_at_once_are_limited (HttpFixture   *fixture,
                                  gconstpointer  data)
{
  static const char path[] = ROSTER_JMAP_UPLOAD_PATH SELLER_BOOK "/";
  Bare uploads[ROSTER_JMAP_MAX_CONCURRENT_UPLOAD];
  g_auto (Bare) too_many = { NULL }, after = { NULL };
  g_autofree char *refused = NULL, *taken = NULL;
  g_auto (HttpAnswer) echo = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (uploads); i++)
    {
      uploads[i] = begin_bare (fixture, path, fixture->token, "", 100000, 10);
      wait_until_held (fixture, (i + 1) * 100000);
    }
  too_many = begin_bare (fixture, path, fixture->token, "", 100000, 10);
  refused = end_bare (&too_many, 99990);
  g_assert_true (g_str_has_prefix (refused, "HTTP/1.1 400 "));
  g_assert_nonnull (strstr (refused, "\"limit\":\"maxConcurrentUpload\""));
  echo = http_fixture_ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, ECHO);
  g_assert_cmpuint (echo.status, ==, 200);

  for (guint i = 0; i < G_N_ELEMENTS (uploads); i++)
    {
      g_autofree char *answer = end_bare (&uploads[i], 99990);

      g_assert_nonnull (strstr (answer, "This is no photo"));
      bare_clear (&uploads[i]);
    }
  wait_until_held (fixture, 0);
  after = begin_bare (fixture, path, fixture->token, "", 100000, 10);
  taken = end_bare (&after, 99990);
  g_assert_nonnull (strstr (taken, "This is no photo"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, HttpFixture, data, http_fixture_set_up, func, http_fixture_tear_down)

  ADD ("/office/admission/strangers-are-refused-by-the-head", NULL, test_strangers_are_refused_by_the_head);
  ADD ("/office/admission/known-people-send-as-before", NULL, test_known_people_send_as_before);
  g_test_add ("/office/admission/requests-share-a-budget", HttpFixture, NULL, set_up_with_little_room,
              test_requests_share_a_budget, http_fixture_tear_down);
  ADD ("/office/admission/logins-of-one-address-are-limited", NULL, test_logins_of_one_address_are_limited);
  ADD ("/office/admission/uploads-at-once-are-limited", NULL, test_uploads_at_once_are_limited);

  return g_test_run ();
}
