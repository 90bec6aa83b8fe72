/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-fixture.h"

#include <sodium.h>
#include <string.h>

#include "roster-json.h"
#include "roster-office-users.h"

void
http_answer_clear (HttpAnswer *answer)
{
  g_free (answer->body);
  g_free (answer->content_type);
  g_free (answer->encoding);
  g_free (answer->authenticate);
  g_free (answer->allow);
  g_free (answer->retry_after);
}

static gpointer
serve (gpointer data)
{
  HttpFixture *fixture = data;

  g_main_context_push_thread_default (fixture->context);
  g_main_loop_run (fixture->loop);
  g_main_context_pop_thread_default (fixture->context);
  return NULL;
}

static void
start (HttpFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->options.address = "127.0.0.1";
  fixture->options.log = fixture->log;
  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);
  g_main_context_push_thread_default (fixture->context);
  fixture->server = roster_http_server_new (fixture->office.office, &fixture->options, &error);
  g_main_context_pop_thread_default (fixture->context);
  g_assert_no_error (error);
  fixture->thread = g_thread_new ("server", serve, fixture);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
stop (HttpFixture *fixture)
{
  g_main_context_invoke (fixture->context, quit_cb, fixture->loop);
  g_thread_join (g_steal_pointer (&fixture->thread));
}

HttpAnswer
http_fixture_ask_with (HttpFixture *fixture,
                       const char  *method,
                       const char  *path,
                       const char  *token,
                       const char  *content_type,
                       const char  *encoding,
                       GBytes      *content)
{
  g_autofree char *uri = g_strconcat (roster_http_server_uri (fixture->server), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *request = soup_message_get_request_headers (message);
  SoupMessageHeaders *response = soup_message_get_response_headers (message);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;

  if (token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (request, "Authorization", bearer);
    }
  if (encoding != NULL)
    soup_message_headers_replace (request, "Content-Encoding", encoding);
  if (content != NULL)
    soup_message_set_request_body_from_bytes (message, content_type, content);

  body = soup_session_send_and_read (fixture->session, message, NULL, &error);
  g_assert_no_error (error);
  return (HttpAnswer){
    .status = soup_message_get_status (message),
    .body = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)),
    .content_type = g_strdup (soup_message_headers_get_one (response, "Content-Type")),
    .encoding = g_strdup (soup_message_headers_get_one (response, "Content-Encoding")),
    .authenticate = g_strdup (soup_message_headers_get_one (response, "WWW-Authenticate")),
    .allow = g_strdup (soup_message_headers_get_one (response, "Allow")),
    .retry_after = g_strdup (soup_message_headers_get_one (response, "Retry-After")),
  };
}

HttpAnswer
http_fixture_ask (HttpFixture *fixture,
                  const char  *method,
                  const char  *path,
                  const char  *token,
                  const char  *json)
{
  g_autoptr (GBytes) content = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;

  return http_fixture_ask_with (fixture, method, path, token, JSON, NULL, content);
}

char *
http_fixture_string_in (const char *json,
                        const char *name)
{
  g_autoptr (JsonNode) node = roster_json_parse (json, -1, ROSTER_JSON_MAX_DEPTH, NULL);

  g_assert_nonnull (node);
  return g_strdup (json_object_get_string_member (json_node_get_object (node), name));
}

void
http_fixture_set_up (HttpFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_auto (HttpAnswer) answer = { 0 };

  office_fixture_set_up (&fixture->office, NULL);
  roster_office_set_password_cost (fixture->office.office, crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN);
  roster_office_set_password (fixture->office.office, "seller", PASSWORD, &error);
  g_assert_no_error (error);
  if (data != NULL)
    roster_office_set_limits (fixture->office.office, data);

  fixture->log = tmpfile ();
  fixture->session = soup_session_new ();
  start (fixture);
  answer = http_fixture_ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL,
                             "{\"login\":\"seller\",\"password\":\"" PASSWORD "\"}");
  g_assert_cmpuint (answer.status, ==, 200);
  fixture->token = http_fixture_string_in (answer.body, "token");
}

void
http_fixture_tear_down (HttpFixture   *fixture,
                        gconstpointer  data)
{
  soup_session_abort (fixture->session);
  g_clear_object (&fixture->session);
  stop (fixture);

  /* Closed connections are seen in the server's context. */
  g_main_context_push_thread_default (fixture->context);
  while (g_main_context_iteration (fixture->context, FALSE))
    ;
  /* What a worker has begun for a client who left, it ends; on a busy machine that takes a moment. */
  for (guint i = 0; i < 3000 && !roster_http_server_is_idle (fixture->server); i++)
    if (!g_main_context_iteration (fixture->context, FALSE))
      g_usleep (10000);
  g_assert_true (roster_http_server_is_idle (fixture->server));
  g_clear_object (&fixture->server);
  while (g_main_context_iteration (fixture->context, FALSE))
    ;
  g_main_context_pop_thread_default (fixture->context);

  g_clear_pointer (&fixture->loop, g_main_loop_unref);
  g_clear_pointer (&fixture->context, g_main_context_unref);
  g_clear_pointer (&fixture->token, g_free);
  fclose (fixture->log);
  office_fixture_tear_down (&fixture->office, NULL);
}

static gboolean
drain_cb (gpointer data)
{
  HttpFixture *fixture = data;

  roster_http_server_drain (fixture->server);
  g_atomic_int_set (&fixture->draining, TRUE);
  return G_SOURCE_REMOVE;
}

/* The server belongs to its thread, so that is where it is told. */
void
http_fixture_drain (HttpFixture *fixture)
{
  g_main_context_invoke (fixture->context, drain_cb, fixture);
  while (!g_atomic_int_get (&fixture->draining))
    g_usleep (1000);
}

GSocketConnection *
http_fixture_connect (HttpFixture *fixture)
{
  g_autoptr (GUri) uri = g_uri_parse (roster_http_server_uri (fixture->server), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  GSocketConnection *connection =
      g_socket_client_connect_to_host (client, g_uri_get_host (uri), g_uri_get_port (uri), NULL, NULL);

  g_assert_nonnull (connection);
  return connection;
}

/* Writes to a bare connection, @filler bytes in chunks after @head, and reads until the server closes it. */
char *
http_fixture_talk (HttpFixture *fixture,
                   const char  *head,
                   gsize        filler)
{
  g_autoptr (GSocketConnection) connection = http_fixture_connect (fixture);
  g_autofree char *chunk = g_strnfill (1000, ' ');
  g_autoptr (GString) received = g_string_new (NULL);
  GOutputStream *out;
  GInputStream *in;
  char buffer[1024];
  gssize n_read;

  out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
  for (gsize sent = 0; sent < filler; sent += 1000)
    {
      g_autofree char *sized = g_strdup_printf ("3e8\r\n%s\r\n", chunk);

      if (!g_output_stream_write_all (out, sized, strlen (sized), NULL, NULL, NULL))
        break;
    }
  if (filler > 0)
    g_output_stream_write_all (out, "0\r\n\r\n", 5, NULL, NULL, NULL);
  else
    g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);

  while ((n_read = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (received, buffer, n_read);
  return g_string_free (g_steal_pointer (&received), FALSE);
}
