/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libsoup/soup.h>
#include <string.h>
#include <sys/socket.h>

#include "roster-http-stream.h"

#define N_ACCOUNTS 20

/* A server of one stream, and a listener on a bare connection that takes little at a time. */
typedef struct
{
  SoupServer *server;
  RosterHttpStream *stream;
  guint patience;
  gboolean over;
  gint64 stamp;
  GSocketConnection *connection;
  GString *received;
} Fixture;

static char *
account_name (guint index)
{
  return g_strdup_printf ("book-%02u-of-somebody-with-a-long-identifier", index);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  Fixture *fixture = data;
  RosterJmapSession *session = roster_jmap_session_new ();

  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      g_autofree char *name = account_name (i);

      g_ptr_array_add (session->accounts, roster_jmap_account_new (name, name, ROSTER_SCOPE_BOOK));
    }
  fixture->stream = roster_http_stream_new (message, session, query, g_main_context_default (), fixture->patience);
  g_assert_nonnull (fixture->stream);
}

static void
over_cb (Fixture *fixture)
{
  g_clear_pointer (&fixture->stream, roster_http_stream_free);
  fixture->over = TRUE;
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char request[] = "GET /?types=*&closeafter=no&ping=0 HTTP/1.1\r\nHost: localhost\r\n\r\n";
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSList *uris;
  GSocket *socket;

  fixture->patience = GPOINTER_TO_UINT (data);
  fixture->received = g_string_new (NULL);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  g_signal_connect_swapped (fixture->server, "request-finished", G_CALLBACK (over_cb), fixture);
  g_signal_connect_swapped (fixture->server, "request-aborted", G_CALLBACK (over_cb), fixture);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (fixture->server);
  fixture->connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", g_uri_get_port (uris->data), NULL, &error);
  g_assert_no_error (error);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  socket = g_socket_connection_get_socket (fixture->connection);
  g_socket_set_option (socket, SOL_SOCKET, SO_RCVBUF, 2048, NULL);
  g_socket_set_blocking (socket, FALSE);
  g_assert_cmpint (g_socket_send (socket, request, strlen (request), NULL, NULL), ==, strlen (request));
  while (fixture->stream == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_io_stream_close (G_IO_STREAM (fixture->connection), NULL, NULL);
  soup_server_disconnect (fixture->server);
  iterate ();
  g_assert_true (fixture->over);
  g_object_unref (fixture->connection);
  g_object_unref (fixture->server);
  g_string_free (fixture->received, TRUE);
}

/* Every state changes once more. */
static void
tell (Fixture *fixture)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_http_change_free);

  fixture->stamp++;
  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      g_autofree char *name = account_name (i);

      g_ptr_array_add (changes, roster_http_change_new (name, &roster_streamer_type, fixture->stamp));
    }
  roster_http_stream_tell (fixture->stream, fixture->stamp, changes);
  iterate ();
}

static void
read_to_the_end (Fixture *fixture)
{
  GSocket *socket = g_socket_connection_get_socket (fixture->connection);
  g_autoptr (GError) error = NULL;
  gssize n_read;
  char part[4096];

  while ((n_read = g_socket_receive (socket, part, sizeof part, NULL, &error)) != 0)
    {
      if (n_read > 0)
        g_string_append_len (fixture->received, part, n_read);
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        g_main_context_iteration (NULL, FALSE);
      else
        g_assert_no_error (error);
      g_clear_error (&error);
    }
}

static guint
count (const char *text,
       const char *word)
{
  guint n_found = 0;

  for (const char *found = strstr (text, word); found != NULL; found = strstr (found + 1, word))
    n_found++;
  return n_found;
}

/* What a slow listener has not taken does not pile up: it is told the newest state of everything, once. */
static void
test_a_slow_listener_is_told_the_newest (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autofree char *id = NULL, *state = NULL;
  const char *last;

  for (guint i = 0; i < 2000; i++)
    tell (fixture);
  roster_http_stream_finish (fixture->stream);
  read_to_the_end (fixture);

  g_assert_cmpuint (count (fixture->received->str, "event: state"), <, 200);
  id = g_strdup_printf ("id: %" G_GINT64_FORMAT "\n", fixture->stamp);
  last = strstr (fixture->received->str, id);
  g_assert_nonnull (last);
  state = g_strdup_printf ("{\"Streamer\":\"%" G_GINT64_FORMAT "\"}", fixture->stamp);
  g_assert_cmpuint (count (last, state), ==, N_ACCOUNTS);
}

static void
test_who_takes_nothing_is_cut_off (Fixture       *fixture,
                                   gconstpointer  data)
{
  for (guint i = 0; i < 5000 && !fixture->over; i++)
    tell (fixture);
  while (!fixture->over)
    g_main_context_iteration (NULL, TRUE);
}

/* The end, too, has to be taken. */
static void
test_who_does_not_take_the_end_is_cut_off (Fixture       *fixture,
                                           gconstpointer  data)
{
  for (guint i = 0; i < 5000 && !fixture->over; i++)
    tell (fixture);
  if (!fixture->over)
    roster_http_stream_finish (fixture->stream);
  while (!fixture->over)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, patience, func) \
  g_test_add ("/office/stream/" path, Fixture, GUINT_TO_POINTER (patience), set_up, func, tear_down)

  ADD ("a-slow-listener-is-told-the-newest", 120 * 1000, test_a_slow_listener_is_told_the_newest);
  ADD ("who-takes-nothing-is-cut-off", 1, test_who_takes_nothing_is_cut_off);
  ADD ("who-does-not-take-the-end-is-cut-off", 50, test_who_does_not_take_the_end_is_cut_off);

  return g_test_run ();
}
