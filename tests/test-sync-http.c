/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "roster-blob-folder.h"
#include "roster-coordinator.h"
#include "roster-http-server.h"
#include "roster-office-users.h"
#include "roster-soup-transport.h"
#include "roster-token-store.h"
#include "sync-fixture.h"

#define PASSWORD "correct horse"

/* The budget of design section 12 for a sync with nothing to do, headers counted */
#define IDLE_BYTES 2000

/* A server in a thread of its own: the office, or one that answers strangely. */
typedef struct
{
  OfficeFixture office;
  Client *client;
  RosterHttpServer *server;
  SoupServer *strange;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  RosterTransport *transport;
  int idle;
} Fixture;

static gpointer
serve (gpointer data)
{
  Fixture *fixture = data;

  g_main_context_push_thread_default (fixture->context);
  g_main_loop_run (fixture->loop);
  g_main_context_pop_thread_default (fixture->context);
  return NULL;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const RosterHttpOptions options = { .address = "127.0.0.1" };
  g_autoptr (GError) error = NULL;

  office_fixture_set_up (&fixture->office, NULL);
  fixture->client = client_new (&fixture->office, SELLER, 11);
  roster_office_set_password_cost (fixture->office.office, crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN);
  roster_office_set_password (fixture->office.office, "seller", PASSWORD, &error);
  g_assert_no_error (error);

  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);
  g_main_context_push_thread_default (fixture->context);
  fixture->server = roster_http_server_new (fixture->office.office, &options, &error);
  g_main_context_pop_thread_default (fixture->context);
  g_assert_no_error (error);
  fixture->thread = g_thread_new ("server", serve, fixture);
  fixture->transport = roster_soup_transport_new (roster_http_server_uri (fixture->server), &error);
  g_assert_no_error (error);
}

static void
stop (Fixture *fixture)
{
  g_main_context_invoke (fixture->context, quit_cb, fixture->loop);
  g_thread_join (g_steal_pointer (&fixture->thread));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->thread != NULL)
    stop (fixture);
  g_clear_object (&fixture->transport);
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->strange);
  g_main_loop_unref (fixture->loop);
  g_main_context_unref (fixture->context);
  g_clear_pointer (&fixture->client, client_free);
  if (fixture->office.office != NULL)
    office_fixture_tear_down (&fixture->office, NULL);
}

static void
set_up_strange (Fixture            *fixture,
                SoupServerCallback  callback)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;
  GSList *uris;

  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);
  g_main_context_push_thread_default (fixture->context);
  fixture->strange = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->strange, NULL, callback, fixture, NULL);
  soup_server_listen_local (fixture->strange, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_main_context_pop_thread_default (fixture->context);
  g_assert_no_error (error);

  uris = soup_server_get_uris (fixture->strange);
  uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->thread = g_thread_new ("server", serve, fixture);
  fixture->transport = roster_soup_transport_new (uri, &error);
  g_assert_no_error (error);
}

/* The office over HTTP */

static void
sync_over_http (Fixture    *fixture,
                const char *token)
{
  g_autoptr (GError) error = NULL;

  roster_sync_run (fixture->client->cache, fixture->transport, token, &fixture->client->report, NULL, &error);
  g_assert_no_error (error);
}

static void
test_idle_sync_is_small (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = roster_sign_in (fixture->transport, "seller", PASSWORD, NULL, &error);
  const RosterSyncReport *report = &fixture->client->report;
  g_autofree char *id = NULL;

  g_assert_no_error (error);
  sync_over_http (fixture, token);
  id = client_new_streamer (fixture->client, "张三");
  sync_over_http (fixture, token);
  g_assert_cmpuint (report->n_sent, ==, 1);

  sync_over_http (fixture, token);
  g_assert_cmpuint (report->n_requests, ==, 1);
  g_assert_cmpuint (report->n_received, ==, 0);
  g_test_message ("an idle sync sends %" G_GSIZE_FORMAT " and receives %" G_GSIZE_FORMAT " bytes", report->bytes_sent,
                  report->bytes_received);
  g_assert_cmpuint (report->bytes_sent, >, 100);
  g_assert_cmpuint (report->bytes_received, >, 100);
  g_assert_cmpuint (report->bytes_sent + report->bytes_received, <, IDLE_BYTES);
}

static void
test_sign_in_and_out (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) wrong = NULL, error = NULL, signed_out = NULL;
  g_autofree char *refused = roster_sign_in (fixture->transport, "seller", "wrong", NULL, &wrong);
  g_autofree char *token = roster_sign_in (fixture->transport, "seller", PASSWORD, NULL, &error);

  g_assert_null (refused);
  g_assert_true (g_error_matches (wrong, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_REFUSED));
  g_assert_no_error (error);
  sync_over_http (fixture, token);

  roster_sign_out (fixture->transport, token, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (roster_sync_run (fixture->client->cache, fixture->transport, token, NULL, NULL, &signed_out));
  g_assert_true (g_error_matches (signed_out, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_SIGNED_OUT));
  roster_sign_out (fixture->transport, token, NULL, &error);
  g_assert_no_error (error);
}

static void
test_large_pushes_are_compressed (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = roster_sign_in (fixture->transport, "seller", PASSWORD, NULL, &error);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_IMPORT, "import");

  g_assert_no_error (error);
  sync_over_http (fixture, token);
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *id = roster_cache_new_id (fixture->client->cache);
      g_autoptr (RosterRecord) record = roster_record_new (&roster_streamer_type, id, SELLER_BOOK);

      roster_record_set_text (record, "name", "张三");
      roster_record_set_text (record, "kuaishouId", id);
      roster_record_set_text (record, "notes", "一样的话说了一遍又一遍，一样的话说了一遍又一遍，一样的话说了一遍又一遍");
      roster_record_apply_defaults (record);
      roster_edit_create (edit, record);
    }
  roster_cache_apply (fixture->client->cache, edit, NULL, &error);
  g_assert_no_error (error);

  sync_over_http (fixture, token);
  g_assert_cmpuint (fixture->client->report.n_sent, ==, 2000);
  g_assert_cmpuint (fixture->client->report.n_requests, ==, 1);
  g_assert_cmpuint (fixture->client->report.bytes_sent, <, 2000 * 150);
}

static void
test_no_office_is_offline (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  stop (fixture);
  g_clear_object (&fixture->server);
  g_assert_false (roster_sync_run (fixture->client->cache, fixture->transport, "token", NULL, NULL, &error));
  g_assert_true (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OFFLINE));
}

/* Servers that are none of ours */

static void
redirect_within_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    const char        *path,
                    GHashTable        *query,
                    gpointer           data)
{
  static const char session[] =
      "{\"capabilities\":{\"" ROSTER_JMAP_CORE "\":{},\"" ROSTER_JMAP_RECORDS "\":{}},"
      "\"accounts\":{},\"primaryAccounts\":{},\"username\":\"u\",\"apiUrl\":\"/api\",\"state\":\"s\"}";

  if (strcmp (path, ROSTER_JMAP_SESSION_PATH) == 0)
    soup_server_message_set_redirect (message, 302, "/elsewhere");
  else
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, session, strlen (session));
    }
}

static void
test_redirect_within_the_office (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterSession) session = NULL;

  set_up_strange (&fixture, redirect_within_cb);
  session = roster_session_fetch (fixture.transport, "token", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (session->api_path, ==, "/api");
  tear_down (&fixture, NULL);
}

static void
redirect_away_cb (SoupServer        *server,
                  SoupServerMessage *message,
                  const char        *path,
                  GHashTable        *query,
                  gpointer           data)
{
  soup_server_message_set_redirect (message, 302, "https://elsewhere.example/.well-known/jmap");
}

static void
test_redirect_away_is_not_followed (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;

  set_up_strange (&fixture, redirect_away_cb);
  g_assert_null (roster_session_fetch (fixture.transport, "token", NULL, &error));
  g_assert_true (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL));
  tear_down (&fixture, NULL);
}

static void
other_api_cb (SoupServer        *server,
              SoupServerMessage *message,
              const char        *path,
              GHashTable        *query,
              gpointer           data)
{
  static const char session[] = "{\"capabilities\":{\"" ROSTER_JMAP_CORE "\":{},\"" ROSTER_JMAP_RECORDS "\":{}},"
                                "\"accounts\":{},\"primaryAccounts\":{},\"username\":\"u\","
                                "\"apiUrl\":\"https://elsewhere.example/api\",\"state\":\"s\"}";

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, session, strlen (session));
}

static void
test_the_token_goes_to_no_other_office (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;

  set_up_strange (&fixture, other_api_cb);
  g_assert_null (roster_session_fetch (fixture.transport, "token", NULL, &error));
  g_assert_true (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL));
  tear_down (&fixture, NULL);
}

/* Two megabytes that become a hundred and thirty when they are inflated */
static void
bomb_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           data)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autofree char *zeros = g_malloc0 (1 << 20);
  g_autoptr (GBytes) body = NULL;

  for (guint i = 0; i < 130; i++)
    g_output_stream_write_all (stream, zeros, 1 << 20, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  body = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Content-Encoding", "gzip");
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, g_bytes_get_data (body, NULL),
                                    g_bytes_get_size (body));
}

/* Two lines, and one that does not end. */
static void
endless_line_cb (SoupServer        *server,
                 SoupServerMessage *message,
                 const char        *path,
                 GHashTable        *query,
                 gpointer           data)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autofree char *piece = g_strnfill (64 * 1024, 'x');

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_append (body, SOUP_MEMORY_COPY, "data: one\r\n\n", strlen ("data: one\r\n\n"));
  for (guint i = 0; i < 64; i++)
    soup_message_body_append (body, SOUP_MEMORY_COPY, piece, 64 * 1024);
  soup_message_body_complete (body);
}

static gboolean
count_line (const char *line,
            gpointer    data)
{
  guint *n_lines = data;

  g_assert_cmpstr (line, ==, *n_lines == 0 ? "data: one" : "");
  ++*n_lines;
  return TRUE;
}

static void
test_an_endless_line_is_cut_off (void)
{
  const RosterHttpRequest request = { .method = "GET", .path = "/events" };
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  guint n_lines = 0;

  set_up_strange (&fixture, endless_line_cb);
  g_assert_false (roster_transport_listen (fixture.transport, &request, count_line, &n_lines, NULL, &error));
  g_assert_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_TOO_LARGE);
  g_assert_cmpuint (n_lines, ==, 2);
  tear_down (&fixture, NULL);
}

static void
test_an_endless_answer_is_cut_off (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;

  set_up_strange (&fixture, bomb_cb);
  g_assert_null (roster_session_fetch (fixture.transport, "token", NULL, &error));
  g_assert_true (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_TOO_LARGE));
  tear_down (&fixture, NULL);
}

/* Whatever comes, the answer is in plain words of HTTP. */
static gboolean
answer_plainly_cb (GThreadedSocketService *service,
                   GSocketConnection      *connection,
                   GObject                *source,
                   gpointer                user_data)
{
  static const char answer[] = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer, strlen (answer), NULL,
                             NULL, NULL);
  return TRUE;
}

static void
test_an_office_without_https (void)
{
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (1);
  g_autoptr (RosterTransport) transport = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *office = NULL, *token = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);

  g_assert_no_error (error);
  g_signal_connect (service, "run", G_CALLBACK (answer_plainly_cb), NULL);
  g_socket_service_start (service);
  office = g_strdup_printf ("https://localhost:%u", port);
  transport = roster_soup_transport_new (office, &error);
  g_assert_no_error (error);
  token = roster_sign_in (transport, "seller", PASSWORD, NULL, &error);
  g_assert_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_INSECURE);
  g_assert_true (g_str_has_prefix (error->message, "The office does not speak HTTPS here;"));
  g_socket_service_stop (service);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *office;
    const char *origin;
    int error;
  } addresses[] = {
    { "https://office.example.com", "https://office.example.com", -1 },
    { "https://office.example.com/", "https://office.example.com", -1 },
    { "https://office.example.com:443", "https://office.example.com", -1 },
    { "https://office.example.com:8443", "https://office.example.com:8443", -1 },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080", -1 },
    { "http://[::1]:8080/", "http://[::1]:8080", -1 },
    { "http://localhost", "http://localhost", -1 },
    { "http://office.example.com", NULL, ROSTER_SYNC_ERROR_INSECURE },
    { "http://127.0.0.1.example.com", NULL, ROSTER_SYNC_ERROR_INSECURE },
    { "https://office.example.com/roster", NULL, ROSTER_SYNC_ERROR_PROTOCOL },
    { "https://me:secret@office.example.com", NULL, ROSTER_SYNC_ERROR_PROTOCOL },
    { "office.example.com", "https://office.example.com", -1 },
    { " office.example.com:8443/ ", "https://office.example.com:8443", -1 },
    { "127.0.0.1:8470", "http://127.0.0.1:8470", -1 },
    { "localhost", "http://localhost", -1 },
    { "localhost.example.com", "https://localhost.example.com", -1 },
    { "foo bar", NULL, ROSTER_SYNC_ERROR_PROTOCOL },
    { "me@office.example.com", NULL, ROSTER_SYNC_ERROR_PROTOCOL },
    { "office.example.com/roster", NULL, ROSTER_SYNC_ERROR_PROTOCOL },
    { "ftp://office.example.com", NULL, ROSTER_SYNC_ERROR_PROTOCOL },
    { "", NULL, ROSTER_SYNC_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterTransport) transport = roster_soup_transport_new (addresses[i].office, &error);

      if (addresses[i].origin != NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (roster_transport_origin (transport), ==, addresses[i].origin);
        }
      else
        g_assert_true (g_error_matches (error, ROSTER_SYNC_ERROR, addresses[i].error));
    }
}

static void
test_paths_stay_on_the_origin (void)
{
  g_autoptr (RosterTransport) transport = roster_soup_transport_new ("https://office.example.com", NULL);
  g_autofree char *relative = roster_transport_path_of (transport, "/jmap/api?x=1");
  g_autofree char *absolute = roster_transport_path_of (transport, "https://Office.example.com/jmap/api");

  g_assert_cmpstr (relative, ==, "/jmap/api?x=1");
  g_assert_cmpstr (absolute, ==, "/jmap/api");
  g_assert_null (roster_transport_path_of (transport, "//elsewhere.example/jmap"));
  g_assert_null (roster_transport_path_of (transport, "/\\elsewhere.example/jmap"));
  g_assert_null (roster_transport_path_of (transport, "https://office.example.com.elsewhere.example/jmap"));
  g_assert_null (roster_transport_path_of (transport, "https://office.example.com@elsewhere.example/jmap"));
  g_assert_null (roster_transport_path_of (transport, "http://office.example.com/jmap"));
}

/* The token */

static void
test_token_file (void)
{
  g_autofree char *directory = g_dir_make_tmp ("roster-token-XXXXXX", NULL);
  g_autofree char *cache_path = g_build_filename (directory, "cache.db", NULL);
  g_autofree char *path = roster_token_file_for (cache_path);
  g_autoptr (RosterTokenStore) store = roster_file_token_store_new (path);
  g_autofree char *none = roster_token_store_lookup (store, "https://a.example", "li", NULL, NULL);
  g_autofree char *one = NULL, *other = NULL, *cleared = NULL;
  GStatBuf status;

  g_assert_null (none);
  g_assert_true (roster_token_store_store (store, "https://a.example", "li", "one", NULL, NULL));
  g_assert_true (roster_token_store_store (store, "https://a.example", "王 [1]=", "other", NULL, NULL));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  one = roster_token_store_lookup (store, "https://a.example", "li", NULL, NULL);
  other = roster_token_store_lookup (store, "https://a.example", "王 [1]=", NULL, NULL);
  g_assert_cmpstr (one, ==, "one");
  g_assert_cmpstr (other, ==, "other");

  g_assert_true (roster_token_store_clear (store, "https://a.example", "li", NULL, NULL));
  cleared = roster_token_store_lookup (store, "https://a.example", "li", NULL, NULL);
  g_assert_null (cleared);
  g_unlink (path);
  g_rmdir (directory);
}

/* Push */

static gboolean
has_streamer (Fixture    *fixture,
              const char *id)
{
  g_autofree char *path = g_build_filename (fixture->office.directory, "pushed.db", NULL);
  g_autoptr (RosterCache) cache = roster_cache_open_reader (path, fixture->client->clock, NULL);
  g_autoptr (RosterRecord) record = cache != NULL ? roster_cache_get (cache, &roster_streamer_type, id, NULL) : NULL;

  return record != NULL;
}

static gboolean
close_streams_cb (gpointer data)
{
  roster_http_server_drain (data);
  return G_SOURCE_REMOVE;
}

static gboolean
look_cb (gpointer data)
{
  Fixture *fixture = data;

  g_atomic_int_set (&fixture->idle, roster_http_server_is_idle (fixture->server));
  return G_SOURCE_REMOVE;
}

/* A server that waits for something to push does not see by itself that nobody listens any more. */
static void
close_streams (Fixture *fixture)
{
  g_main_context_invoke (fixture->context, close_streams_cb, fixture->server);
  while (!g_atomic_int_get (&fixture->idle))
    {
      g_main_context_invoke (fixture->context, look_cb, fixture);
      g_usleep (1000);
    }
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  roster_coordinator_sign_in_finish (ROSTER_COORDINATOR (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* Nothing but what the office pushes can bring it: the interval is minutes long. */
static void
test_a_change_is_pushed (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->office.directory, "pushed.db", NULL);
  g_autofree char *token_path = roster_token_file_for (path);
  g_autoptr (RosterTokenStore) tokens = roster_file_token_store_new (token_path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterStore) store = roster_store_open (path, fixture->client->clock, fixture->client->ids, NULL, &error);
  g_autoptr (RosterCoordinator) coordinator = roster_coordinator_new (store, tokens);
  g_autofree char *id = NULL;
  gboolean signed_in = FALSE;

  g_assert_no_error (error);
  roster_coordinator_start (coordinator);
  roster_coordinator_sign_in_async (coordinator, roster_http_server_uri (fixture->server), "seller", PASSWORD, NULL,
                                    signed_in_cb, &signed_in);
  while (!signed_in || roster_coordinator_last_synced_at (coordinator) == 0)
    g_main_context_iteration (NULL, TRUE);

  client_must_sync (fixture->client);
  id = client_new_streamer (fixture->client, "张三");
  client_must_sync (fixture->client);
  while (!has_streamer (fixture, id))
    g_main_context_iteration (NULL, TRUE);

  roster_coordinator_stop (coordinator);
  roster_store_close (store);
  close_streams (fixture);
  g_unlink (token_path);
  g_unlink (path);
}

/* A walk-through with a photo that lies beside the client's cache. */
static char *
take_photo (Fixture *fixture)
{
  g_autofree char *streamer = client_new_streamer (fixture->client, "张三"), *folder = NULL, *key = NULL, *walk_id = NULL;
  g_autofree guint8 *content = g_malloc0 (20000);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GHashTable) entries = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RosterRecord) walk = NULL;
  g_autoptr (GError) error = NULL;
  char *id;

  memcpy (content, "\xff\xd8\xff\xe0", 4);
  bytes = g_bytes_new (content, 20000);
  folder = roster_blob_folder_for (fixture->client->path);
  id = roster_blob_folder_write (folder, bytes, &error);
  g_assert_no_error (error);

  walk_id = roster_cache_new_id (fixture->client->cache);
  walk = roster_record_new (&roster_walkthrough_type, walk_id, SELLER_BOOK);
  roster_record_set_text (walk, "streamer", streamer);
  roster_record_set_text (walk, "checklist", walk_id);
  roster_record_set_number (walk, "checklistVersion", 1);
  roster_record_set_text (walk, "state", "running");
  roster_record_set_number (walk, "startedAt", FIXTURE_NOW);
  key = g_strconcat ("light:0000000000001-", id, NULL);
  g_hash_table_insert (entries, key, (char *) "{}");
  roster_record_set (walk, "photos", roster_value_new_map (entries));
  client_create (fixture->client, walk);
  return id;
}

typedef struct
{
  gboolean done;
  GError *error;
} Fetching;

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fetching *fetching = user_data;

  roster_coordinator_fetch_blob_finish (ROSTER_COORDINATOR (source), result, &fetching->error);
  fetching->done = TRUE;
}

static GError *
fetch (RosterCoordinator *coordinator,
       const char        *id)
{
  Fetching fetching = { FALSE, NULL };

  roster_coordinator_fetch_blob_async (coordinator, SELLER_BOOK, id, fetched_cb, &fetching);
  while (!fetching.done)
    g_main_context_iteration (NULL, TRUE);
  return fetching.error;
}

/* From the computer where it was taken to the office, and from there to another, over HTTP. */
static void
test_photos_go_both_ways (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->office.directory, "photos.db", NULL);
  g_autofree char *token_path = roster_token_file_for (path), *folder = roster_blob_folder_for (path);
  g_autoptr (RosterTokenStore) tokens = roster_file_token_store_new (token_path);
  g_autoptr (GError) error = NULL, alone = NULL, early = NULL, late = NULL;
  g_autoptr (RosterStore) store = roster_store_open (path, fixture->client->clock, fixture->client->ids, NULL, &error);
  g_autoptr (RosterCoordinator) coordinator = roster_coordinator_new (store, tokens);
  g_autofree char *token = roster_sign_in (fixture->transport, "seller", PASSWORD, NULL, &error), *id = NULL;
  g_autofree char *file = NULL;
  gboolean signed_in = FALSE;

  g_assert_no_error (error);
  sync_over_http (fixture, token);
  id = take_photo (fixture);
  roster_coordinator_start (coordinator);
  alone = fetch (coordinator, id);
  g_assert_error (alone, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OFFLINE);

  roster_coordinator_sign_in_async (coordinator, roster_http_server_uri (fixture->server), "seller", PASSWORD, NULL,
                                    signed_in_cb, &signed_in);
  while (!signed_in || roster_coordinator_last_synced_at (coordinator) == 0)
    g_main_context_iteration (NULL, TRUE);
  early = fetch (coordinator, id);
  g_assert_error (early, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_NOT_THERE);

  sync_over_http (fixture, token);
  g_assert_cmpuint (fixture->client->report.n_photos, ==, 1);
  g_assert_cmpuint (fixture->client->report.bytes_sent, >, 20000);
  late = fetch (coordinator, id);
  g_assert_no_error (late);
  g_assert_true (roster_blob_folder_has (folder, id));

  roster_coordinator_stop (coordinator);
  roster_store_close (store);
  close_streams (fixture);
  file = g_build_filename (folder, id, NULL);
  g_unlink (file);
  g_rmdir (folder);
  g_unlink (token_path);
  g_unlink (path);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/sync-http/idle-sync-is-small", test_idle_sync_is_small);
  ADD ("/sync-http/sign-in-and-out", test_sign_in_and_out);
  ADD ("/sync-http/large-pushes-are-compressed", test_large_pushes_are_compressed);
  ADD ("/sync-http/no-office-is-offline", test_no_office_is_offline);
  ADD ("/sync-http/a-change-is-pushed", test_a_change_is_pushed);
  ADD ("/sync-http/photos-go-both-ways", test_photos_go_both_ways);
  g_test_add_func ("/sync-http/redirect-within-the-office", test_redirect_within_the_office);
  g_test_add_func ("/sync-http/redirect-away-is-not-followed", test_redirect_away_is_not_followed);
  g_test_add_func ("/sync-http/token-goes-to-no-other-office", test_the_token_goes_to_no_other_office);
  g_test_add_func ("/sync-http/endless-line-is-cut-off", test_an_endless_line_is_cut_off);
  g_test_add_func ("/sync-http/endless-answer-is-cut-off", test_an_endless_answer_is_cut_off);
  g_test_add_func ("/sync-http/office-without-https-is-told", test_an_office_without_https);
  g_test_add_func ("/sync-http/addresses", test_addresses);
  g_test_add_func ("/sync-http/paths-stay-on-the-origin", test_paths_stay_on_the_origin);
  g_test_add_func ("/sync-http/token-file-is-private", test_token_file);

  return g_test_run ();
}
