/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-fixture.h"

#include <string.h>

#include "roster-office-users.h"

static GDataInputStream *
open_stream (HttpFixture *fixture,
             const char  *query)
{
  g_autofree char *uri = g_strconcat (roster_http_server_uri (fixture->server), ROSTER_JMAP_EVENTS_PATH, query, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", fixture->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
  stream = soup_session_send (fixture->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_assert_cmpstr (soup_message_headers_get_one (soup_message_get_response_headers (message), "Content-Type"), ==,
                   "text/event-stream");
  return g_data_input_stream_new (stream);
}

/* The data of the next event of this name; NULL where the stream ends before. */
static char *
next_event (GDataInputStream *stream,
            const char       *name)
{
  g_autofree char *wanted = g_strconcat ("event: ", name, NULL);
  gboolean met = FALSE;

  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);

      if (line == NULL)
        return NULL;
      if (met && g_str_has_prefix (line, "data: "))
        return g_strdup (line + strlen ("data: "));
      met = strcmp (line, wanted) == 0;
    }
}

static void
test_changes_are_pushed (HttpFixture   *fixture,
                         gconstpointer  data)
{
  g_autoptr (GDataInputStream) stream = open_stream (fixture, "?types=*&closeafter=no&ping=300");
  g_autoptr (GDataInputStream) once = open_stream (fixture, "?types=Sale,Streamer&closeafter=state&ping=0");
  g_autofree char *ping = next_event (stream, "ping"), *opened = next_event (once, "ping");
  g_autofree char *first = NULL, *second = NULL, *only = NULL, *after = NULL;

  g_assert_cmpstr (ping, ==, "{\"interval\":300}");
  g_assert_nonnull (opened);

  /* What the person may not see is not told. */
  office_fixture_create (&fixture->office, STRANGER_BOOK, "Streamer",
                         "{\"id\":\"0195b000-0000-7000-8000-0000000000f1\",\"name\":\"A\",\"kuaishouId\":\"a\"}");
  office_fixture_create (&fixture->office, COMPANY, "Base",
                         "{\"id\":\"0195b000-0000-7000-8000-0000000000f2\",\"name\":\"B\"}");
  first = next_event (stream, "state");
  g_assert_cmpstr (first, ==, "{\"@type\":\"StateChange\",\"changed\":{\"company\":{\"Base\":\"9\"}}}");
  office_fixture_create (&fixture->office, SELLER_BOOK, "Streamer",
                         "{\"id\":\"0195b000-0000-7000-8000-0000000000f3\",\"name\":\"C\",\"kuaishouId\":\"c\"}");
  second = next_event (stream, "state");
  g_assert_cmpstr (second, ==, "{\"@type\":\"StateChange\",\"changed\":{\"" SELLER_BOOK "\":{\"Streamer\":\"1\"}}}");

  /* Nothing but what was asked for, and then the end. */
  only = next_event (once, "state");
  g_assert_cmpstr (only, ==, second);
  g_assert_null (next_event (once, "state"));

  http_fixture_drain (fixture);
  after = next_event (stream, "state");
  g_assert_null (after);
}

/* Whoever listens proves anew who it is when people change: the role may be another, or the person gone. */
static void
test_streams_end_when_people_change (HttpFixture   *fixture,
                                     gconstpointer  data)
{
  g_autoptr (GDataInputStream) stream = open_stream (fixture, "?types=*&closeafter=no&ping=0");
  g_autofree char *opened = next_event (stream, "ping"), *told = NULL, *end = NULL;

  office_fixture_create (&fixture->office, COMPANY, "Person",
                         "{\"id\":\"0195b000-0000-7000-8000-0000000000f4\",\"name\":\"D\",\"login\":\"d\","
                         "\"role\":\"trainer\",\"base\":\"" BASE_A "\"}");
  told = next_event (stream, "state");
  g_assert_nonnull (told);
  end = next_event (stream, "state");
  g_assert_null (end);
}

/* More than the two to one server that a session otherwise has. */
static void
allow_connections (HttpFixture *fixture)
{
  g_clear_object (&fixture->session);
  fixture->session = soup_session_new_with_options ("max-conns", 64, "max-conns-per-host", 64, NULL);
}

static char *
sign_in (HttpFixture *fixture,
         const char  *password)
{
  g_autofree char *body = g_strdup_printf ("{\"login\":\"seller\",\"password\":\"%s\"}", password);
  g_auto (HttpAnswer) answer = http_fixture_ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL, body);

  g_assert_cmpuint (answer.status, ==, 200);
  return http_fixture_string_in (answer.body, "token");
}

/* Whoever signs out is told nothing any more, nor is who was signed out by somebody else, in another process. */
static void
test_streams_end_with_their_token (HttpFixture   *fixture,
                                   gconstpointer  data)
{
  static const char query[] = "?types=*&closeafter=no&ping=0";
  g_autoptr (GDataInputStream) first = NULL, second = NULL;
  g_autofree char *first_token = NULL, *first_opened = NULL, *second_opened = NULL, *told = NULL, *first_end = NULL,
                  *second_end = NULL;
  g_auto (HttpAnswer) signed_out = { 0 };
  g_autoptr (GError) error = NULL;

  allow_connections (fixture);
  first = open_stream (fixture, query);
  first_opened = next_event (first, "ping");
  first_token = g_steal_pointer (&fixture->token);
  fixture->token = sign_in (fixture, PASSWORD);
  second = open_stream (fixture, query);
  second_opened = next_event (second, "ping");

  signed_out = http_fixture_ask (fixture, "DELETE", ROSTER_JMAP_TOKEN_PATH, first_token, NULL);
  g_assert_cmpuint (signed_out.status, ==, 204);
  first_end = next_event (first, "state");
  g_assert_null (first_end);

  office_fixture_create (&fixture->office, COMPANY, "Base",
                         "{\"id\":\"0195b000-0000-7000-8000-0000000000f2\",\"name\":\"B\"}");
  told = next_event (second, "state");
  g_assert_nonnull (told);
  roster_office_set_password (fixture->office.office, "seller", "another horse", &error);
  g_assert_no_error (error);
  second_end = next_event (second, "state");
  g_assert_null (second_end);
}

/* Streams are none of the requests under way, so they have a limit of their own. */
static void
test_streams_of_one_person_are_limited (HttpFixture   *fixture,
                                        gconstpointer  data)
{
  static const char query[] = "?types=*&closeafter=no&ping=0";
  g_autoptr (GPtrArray) streams = g_ptr_array_new_with_free_func (g_object_unref);

  allow_connections (fixture);
  for (guint i = 0; i < 16; i++)
    {
      GDataInputStream *stream = open_stream (fixture, query);
      g_autofree char *opened = next_event (stream, "ping");

      g_assert_nonnull (opened);
      g_ptr_array_add (streams, stream);
    }
  {
    g_auto (HttpAnswer) one_more = http_fixture_ask (
        fixture, "GET", ROSTER_JMAP_EVENTS_PATH "?types=*&closeafter=no&ping=0", fixture->token, NULL);

    g_assert_cmpuint (one_more.status, ==, 400);
    g_assert_nonnull (strstr (one_more.body, "maxConcurrentRequests"));
  }
  http_fixture_drain (fixture);
}

static void
test_push_checks_the_query (HttpFixture   *fixture,
                            gconstpointer  data)
{
  static const char *const queries[] = { "", "?types=*", "?types=*&closeafter=no", "?types=*&closeafter=never&ping=1",
                                         "?types=*&closeafter=no&ping=x" };
  g_auto (HttpAnswer) nobody =
      http_fixture_ask (fixture, "GET", ROSTER_JMAP_EVENTS_PATH "?types=*&closeafter=no&ping=0", NULL, NULL);

  g_assert_cmpuint (nobody.status, ==, 401);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *path = g_strconcat (ROSTER_JMAP_EVENTS_PATH, queries[i], NULL);
      g_auto (HttpAnswer) answer = http_fixture_ask (fixture, "GET", path, fixture->token, NULL);

      g_assert_cmpuint (answer.status, ==, 400);
    }
}

/* On the server's thread, between the moment that a request is taken and the moment that it is answered. */
static gboolean
drain_when_busy_cb (gpointer data)
{
  HttpFixture *fixture = data;

  while (roster_http_server_is_idle (fixture->server))
    g_main_context_iteration (fixture->context, TRUE);
  roster_http_server_drain (fixture->server);
  return G_SOURCE_REMOVE;
}

/* Who asks for a stream just as the office closes did nothing wrong and comes back. */
static void
test_no_stream_is_opened_by_an_office_that_closes (HttpFixture   *fixture,
                                                   gconstpointer  data)
{
  g_auto (HttpAnswer) answer = { 0 };

  g_main_context_invoke (fixture->context, drain_when_busy_cb, fixture);
  answer = http_fixture_ask (fixture, "GET", ROSTER_JMAP_EVENTS_PATH "?types=*&closeafter=no&ping=0", fixture->token,
                             NULL);
  g_assert_cmpuint (answer.status, ==, 503);
  g_assert_nonnull (strstr (answer.body, "The office is closing"));
  g_assert_cmpstr (answer.retry_after, ==, "5");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, HttpFixture, data, http_fixture_set_up, func, http_fixture_tear_down)

  ADD ("/office/events/changes-are-pushed", NULL, test_changes_are_pushed);
  ADD ("/office/events/streams-end-when-people-change", NULL, test_streams_end_when_people_change);
  ADD ("/office/events/streams-end-with-their-token", NULL, test_streams_end_with_their_token);
  ADD ("/office/events/streams-of-one-person-are-limited", NULL, test_streams_of_one_person_are_limited);
  ADD ("/office/events/no-stream-is-opened-by-an-office-that-closes", NULL,
       test_no_stream_is_opened_by_an_office_that_closes);
  ADD ("/office/events/push-checks-the-query", NULL, test_push_checks_the_query);

  return g_test_run ();
}
