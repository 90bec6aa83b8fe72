/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "office-fixture.h"

#include <libsoup/soup.h>
#include <sodium.h>
#include <string.h>

#include "roster-gzip.h"
#include "roster-http-server.h"
#include "roster-json.h"
#include "roster-office-users.h"

#define PASSWORD "correct horse"
#define JSON "application/json"
#define ECHO "{\"using\":[\"" ROSTER_JMAP_CORE "\"],\"methodCalls\":[[\"Core/echo\",{\"a\":1},\"c\"]]}"

/* The server runs in a thread of its own, so that the tests may block. */
typedef struct
{
  OfficeFixture office;
  RosterHttpServer *server;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  SoupSession *session;
  FILE *log;
  char *token;
  RosterHttpOptions options;
  int draining;
} Fixture;

typedef struct
{
  guint status;
  char *body;
  char *content_type;
  char *encoding;
  char *authenticate;
  char *allow;
  char *retry_after;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_free (answer->body);
  g_free (answer->content_type);
  g_free (answer->encoding);
  g_free (answer->authenticate);
  g_free (answer->allow);
  g_free (answer->retry_after);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static gpointer
serve (gpointer data)
{
  Fixture *fixture = data;

  g_main_context_push_thread_default (fixture->context);
  g_main_loop_run (fixture->loop);
  g_main_context_pop_thread_default (fixture->context);
  return NULL;
}

static void
start (Fixture *fixture)
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
stop (Fixture *fixture)
{
  g_main_context_invoke (fixture->context, quit_cb, fixture->loop);
  g_thread_join (g_steal_pointer (&fixture->thread));
}

static Answer
ask_with (Fixture    *fixture,
          const char *method,
          const char *path,
          const char *token,
          const char *content_type,
          const char *encoding,
          GBytes     *content)
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
  return (Answer){
    .status = soup_message_get_status (message),
    .body = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)),
    .content_type = g_strdup (soup_message_headers_get_one (response, "Content-Type")),
    .encoding = g_strdup (soup_message_headers_get_one (response, "Content-Encoding")),
    .authenticate = g_strdup (soup_message_headers_get_one (response, "WWW-Authenticate")),
    .allow = g_strdup (soup_message_headers_get_one (response, "Allow")),
    .retry_after = g_strdup (soup_message_headers_get_one (response, "Retry-After")),
  };
}

static Answer
ask (Fixture    *fixture,
     const char *method,
     const char *path,
     const char *token,
     const char *json)
{
  g_autoptr (GBytes) content = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;

  return ask_with (fixture, method, path, token, JSON, NULL, content);
}

static char *
string_in (const char *json,
           const char *name)
{
  g_autoptr (JsonNode) node = roster_json_parse (json, -1, ROSTER_JSON_MAX_DEPTH, NULL);

  g_assert_nonnull (node);
  return g_strdup (json_object_get_string_member (json_node_get_object (node), name));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { 0 };

  office_fixture_set_up (&fixture->office, NULL);
  roster_office_set_password_cost (fixture->office.office, crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN);
  roster_office_set_password (fixture->office.office, "seller", PASSWORD, &error);
  g_assert_no_error (error);
  if (data != NULL)
    roster_office_set_limits (fixture->office.office, data);

  fixture->log = tmpfile ();
  fixture->session = soup_session_new ();
  start (fixture);
  answer = ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL, "{\"login\":\"seller\",\"password\":\"" PASSWORD "\"}");
  g_assert_cmpuint (answer.status, ==, 200);
  fixture->token = string_in (answer.body, "token");
}

static void
set_up_with_little_room (Fixture       *fixture,
                         gconstpointer  data)
{
  fixture->options.max_held = 100000;
  set_up (fixture, data);
}

static void
tear_down (Fixture       *fixture,
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

static void
test_serves_a_session_and_the_api (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_auto (Answer) session = ask (fixture, "GET", ROSTER_JMAP_SESSION_PATH, fixture->token, NULL);
  g_auto (Answer) echo = { 0 }, signed_out = { 0 }, afterwards = { 0 };
  g_autofree char *api = NULL;

  g_assert_cmpuint (session.status, ==, 200);
  g_assert_cmpstr (session.content_type, ==, JSON);
  api = string_in (session.body, "apiUrl");
  echo = ask (fixture, "POST", api, fixture->token, ECHO);
  g_assert_cmpuint (echo.status, ==, 200);
  g_assert_cmpstr (echo.body, ==, "{\"methodResponses\":[[\"Core/echo\",{\"a\":1},\"c\"]],\"sessionState\":\"2-8\"}");

  signed_out = ask (fixture, "DELETE", ROSTER_JMAP_TOKEN_PATH, fixture->token, NULL);
  g_assert_cmpuint (signed_out.status, ==, 204);
  afterwards = ask (fixture, "POST", api, fixture->token, ECHO);
  g_assert_cmpuint (afterwards.status, ==, 401);
}

static void
test_wants_a_token (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct
  {
    const char *method;
    const char *path;
    const char *body;
  } requests[] = {
    { "GET", ROSTER_JMAP_SESSION_PATH, NULL },
    { "POST", ROSTER_JMAP_API_PATH, ECHO },
    { "DELETE", ROSTER_JMAP_TOKEN_PATH, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_auto (Answer) none = ask (fixture, requests[i].method, requests[i].path, NULL, requests[i].body);
      g_auto (Answer) guessed = ask (fixture, requests[i].method, requests[i].path, "guess", requests[i].body);

      g_assert_cmpuint (none.status, ==, 401);
      g_assert_cmpstr (none.content_type, ==, "application/problem+json");
      g_assert_cmpstr (none.authenticate, ==, "Bearer realm=\"Roster\"");
      g_assert_cmpuint (guessed.status, ==, requests[i].method[0] == 'D' ? 204 : 401);
    }
}

static void
test_wrong_addresses_and_methods (Fixture       *fixture,
                                  gconstpointer  data)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint status;
    const char *allow;
  } requests[] = {
    { "GET", "/", 404, NULL },
    { "GET", "/jmap/api/x", 404, NULL },
    { "GET", "/jmap/../healthz2", 404, NULL },
    { "GET", ROSTER_JMAP_API_PATH, 405, "POST" },
    { "PUT", ROSTER_JMAP_TOKEN_PATH, 405, "POST, DELETE" },
    { "POST", ROSTER_JMAP_SESSION_PATH, 405, "GET" },
    { "OPTIONS", "/healthz", 405, "GET" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_auto (Answer) answer = ask (fixture, requests[i].method, requests[i].path, fixture->token, NULL);

      g_assert_cmpuint (answer.status, ==, requests[i].status);
      g_assert_cmpstr (answer.allow, ==, requests[i].allow);
    }
}

static void
test_problems_are_told (Fixture       *fixture,
                        gconstpointer  data)
{
  static const struct
  {
    const char *content_type;
    const char *body;
    const char *type;
  } requests[] = {
    { JSON, "", "urn:ietf:params:jmap:error:notJSON" },
    { JSON, "{", "urn:ietf:params:jmap:error:notJSON" },
    { JSON, "\xff", "urn:ietf:params:jmap:error:notJSON" },
    { "text/plain", ECHO, "urn:ietf:params:jmap:error:notJSON" },
    { JSON, "[]", "urn:ietf:params:jmap:error:notRequest" },
    { JSON, "{\"using\":[\"x\"],\"methodCalls\":[]}", "urn:ietf:params:jmap:error:unknownCapability" },
  };
  g_autoptr (GString) deep = g_string_new (NULL);
  g_auto (Answer) nested = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GBytes) content = g_bytes_new_static (requests[i].body, strlen (requests[i].body));
      g_auto (Answer) answer = ask_with (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token,
                                         requests[i].content_type,
                                         NULL, content);
      g_autofree char *type = NULL;

      g_assert_cmpuint (answer.status, ==, 400);
      g_assert_cmpstr (answer.content_type, ==, "application/problem+json");
      type = string_in (answer.body, "type");
      g_assert_cmpstr (type, ==, requests[i].type);
    }

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "[{\"a\":");
  nested = ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, deep->str);
  g_assert_cmpuint (nested.status, ==, 400);
}

/* A photo goes up and comes down; what arrives cut short, is no photo or is too large is refused. */
static void
test_photos_go_up_and_come_down (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const char photo[] = "\xff\xd8\xff\xe0 a photo", path[] = ROSTER_JMAP_UPLOAD_PATH SELLER_BOOK "/";
  g_autoptr (GBytes) content = g_bytes_new_static (photo, strlen (photo));
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (content, 0, 8), text = g_bytes_new_static ("{}", 2);
  g_autofree char *huge = g_malloc0 (ROSTER_JMAP_MAX_SIZE_UPLOAD + 1);
  g_autoptr (GBytes) too_large = g_bytes_new_static (huge, ROSTER_JMAP_MAX_SIZE_UPLOAD + 1);
  g_auto (Answer) up = ask_with (fixture, "POST", path, fixture->token, "image/jpeg", NULL, content), down = { 0 };
  g_auto (Answer) cut = { 0 }, foreign = { 0 }, large = { 0 }, stranger = { 0 }, nobody = { 0 }, missing = { 0 };
  g_autofree char *id = NULL, *checked = NULL, *address = NULL;

  g_assert_cmpuint (up.status, ==, 201);
  id = string_in (up.body, "blobId");
  address = g_strconcat (ROSTER_JMAP_DOWNLOAD_PATH SELLER_BOOK "/", id, "/photo.jpg?type=image/jpeg", NULL);
  down = ask (fixture, "GET", address, fixture->token, NULL);
  g_assert_cmpuint (down.status, ==, 200);
  g_assert_cmpstr (down.content_type, ==, "image/jpeg");
  g_assert_cmpstr (down.body, ==, photo);

  checked = g_strconcat (path, "?sha256=", id, NULL);
  cut = ask_with (fixture, "POST", checked, fixture->token, "image/jpeg", NULL, part);
  g_assert_cmpuint (cut.status, ==, 400);
  foreign = ask_with (fixture, "POST", path, fixture->token, "image/jpeg", NULL, text);
  g_assert_cmpuint (foreign.status, ==, 400);
  large = ask_with (fixture, "POST", path, fixture->token, "image/jpeg", NULL, too_large);
  g_assert_cmpuint (large.status, ==, 413);
  g_assert_nonnull (strstr (large.body, "\"limit\":\"maxSizeUpload\""));
  stranger = ask_with (fixture, "POST", ROSTER_JMAP_UPLOAD_PATH STRANGER_BOOK "/", fixture->token, "image/jpeg", NULL,
                       content);
  g_assert_cmpuint (stranger.status, ==, 400);
  nobody = ask (fixture, "GET", address, NULL, NULL);
  g_assert_cmpuint (nobody.status, ==, 401);
  missing = ask (fixture, "GET", ROSTER_JMAP_DOWNLOAD_PATH SELLER_BOOK, fixture->token, NULL);
  g_assert_cmpuint (missing.status, ==, 404);
}

static void
test_gzip_both_ways (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *filler = g_strnfill (5000, 'x');
  g_autofree char *text = g_strdup_printf ("{\"using\":[\"" ROSTER_JMAP_CORE "\"],\"methodCalls\":[[\"Core/echo\","
                                           "{\"a\":\"%s\"},\"c\"]]}",
                                           filler);
  g_autoptr (GBytes) plain = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) packed = roster_gzip_deflate (plain);
  g_auto (Answer) undecoded = { 0 }, decoded = { 0 };
  g_autoptr (GBytes) unpacked = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_bytes_get_size (packed), <, 300);

  decoded = ask_with (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, JSON, "gzip", packed);
  g_assert_cmpuint (decoded.status, ==, 200);
  g_assert_cmpstr (decoded.encoding, ==, "gzip");
  g_assert_nonnull (strstr (decoded.body, filler));

  /* A session without a decoder asks for nothing and is sent nothing packed. */
  soup_session_remove_feature_by_type (fixture->session, SOUP_TYPE_CONTENT_DECODER);
  undecoded = ask_with (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, JSON, "gzip", packed);
  g_assert_cmpuint (undecoded.status, ==, 200);
  g_assert_null (undecoded.encoding);
  g_assert_cmpstr (undecoded.body, ==, decoded.body);

  unpacked = roster_gzip_inflate (packed, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (unpacked, plain));
  g_assert_null (roster_gzip_inflate (packed, strlen (text) - 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
test_bad_encodings (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GBytes) plain = g_bytes_new_static (ECHO, strlen (ECHO));
  g_autoptr (GBytes) packed = roster_gzip_deflate (plain);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (packed, 0, g_bytes_get_size (packed) - 9);
  g_autoptr (GByteArray) followed = g_bytes_unref_to_array (g_bytes_ref (packed));
  g_autoptr (GBytes) longer = NULL;
  struct
  {
    const char *encoding;
    GBytes *content;
    guint status;
  } requests[4];

  g_byte_array_append (followed, (const guint8 *) "more", 4);
  longer = g_byte_array_free_to_bytes (g_steal_pointer (&followed));
  requests[0].encoding = "gzip", requests[0].content = plain, requests[0].status = 400;
  requests[1].encoding = "gzip", requests[1].content = cut, requests[1].status = 400;
  requests[2].encoding = "gzip", requests[2].content = longer, requests[2].status = 400;
  requests[3].encoding = "br", requests[3].content = plain, requests[3].status = 415;

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_auto (Answer) answer = ask_with (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, JSON,
                                         requests[i].encoding,
                                         requests[i].content);

      g_assert_cmpuint (answer.status, ==, requests[i].status);
    }
}

static const RosterJmapLimits small_limits = {
  .max_size_request = 2000,
  .max_concurrent_requests = 1,
  .max_calls_in_request = 2,
  .max_objects_in_get = 10,
  .max_objects_in_set = 10,
};

static char *
echo_of_size (gsize size)
{
  g_autoptr (GString) text = g_string_new (ECHO);

  while (text->len < size)
    g_string_append_c (text, ' ');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_limit (const Answer *answer,
              guint         status,
              const char   *limit)
{
  g_autofree char *type = string_in (answer->body, "type");
  g_autofree char *named = string_in (answer->body, "limit");

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (type, ==, "urn:ietf:params:jmap:error:limit");
  g_assert_cmpstr (named, ==, limit);
}

static void
test_limits (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *fitting = echo_of_size (2000);
  g_autofree char *longer = echo_of_size (2001);
  g_autofree char *bomb = echo_of_size (200000);
  g_autoptr (GBytes) bomb_bytes = g_bytes_new (bomb, strlen (bomb));
  g_autoptr (GBytes) packed = roster_gzip_deflate (bomb_bytes);
  g_auto (Answer) fits = ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, fitting);
  g_auto (Answer) does_not = ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, longer);
  g_auto (Answer) explodes = { 0 }, two_calls = { 0 }, three_calls = { 0 };

  g_assert_cmpuint (fits.status, ==, 200);
  assert_limit (&does_not, 413, "maxSizeRequest");

  g_assert_cmpuint (g_bytes_get_size (packed), <, 2000);
  explodes = ask_with (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, JSON, "gzip", packed);
  assert_limit (&explodes, 413, "maxSizeRequest");

  two_calls = ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token,
                   "{\"using\":[],\"methodCalls\":[[\"Core/echo\",{},\"a\"],[\"Core/echo\",{},\"b\"]]}");
  g_assert_cmpuint (two_calls.status, ==, 200);
  three_calls = ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token,
                     "{\"using\":[],\"methodCalls\":[[\"Core/echo\",{},\"a\"],[\"Core/echo\",{},\"b\"],"
                     "[\"Core/echo\",{},\"c\"]]}");
  assert_limit (&three_calls, 400, "maxCallsInRequest");
}

static GSocketConnection *
connect_to (Fixture *fixture)
{
  g_autoptr (GUri) uri = g_uri_parse (roster_http_server_uri (fixture->server), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  GSocketConnection *connection =
      g_socket_client_connect_to_host (client, g_uri_get_host (uri), g_uri_get_port (uri), NULL, NULL);

  g_assert_nonnull (connection);
  return connection;
}

/* Writes to a bare connection, @filler bytes in chunks after @head, and reads until the server closes it. */
static char *
talk (Fixture    *fixture,
      const char *head,
      gsize       filler)
{
  g_autoptr (GSocketConnection) connection = connect_to (fixture);
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
begin_bare (Fixture    *fixture,
            const char *path,
            const char *token,
            const char *extra,
            gsize       announced,
            gsize       sent)
{
  Bare bare = { connect_to (fixture) };
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
gauge (Fixture    *fixture,
       const char *name)
{
  g_auto (Answer) metrics = ask (fixture, "GET", "/metrics", NULL, NULL);
  g_autofree char *line = g_strdup_printf ("\n%s ", name);
  const char *found = strstr (metrics.body, line);

  g_assert_nonnull (found);
  return g_ascii_strtoull (found + strlen (line), NULL, 10);
}

/* What is announced is held as soon as the office knows who sends it. */
static void
wait_until_held (Fixture *fixture,
                 guint    n_bytes)
{
  while (gauge (fixture, "roster_requests_held_bytes") != n_bytes)
    g_usleep (1000);
}

/* Of what a stranger sends, nothing is kept beyond what a login takes; who the sender is is known from the head. */
static void
test_strangers_are_refused_by_the_head (Fixture       *fixture,
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
test_known_people_send_as_before (Fixture       *fixture,
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

/* What all senders hold together is bounded, whether they announce it or not. */
static void
test_requests_share_a_budget (Fixture       *fixture,
                              gconstpointer  data)
{
  g_auto (Bare) first = begin_bare (fixture, ROSTER_JMAP_API_PATH, fixture->token, "", 60000, 10);
  g_autofree char *second = NULL, *unannounced = NULL, *answer = NULL, *third = NULL, *head = NULL;
  g_auto (Bare) refused = { NULL }, late = { NULL };

  wait_until_held (fixture, 60000);
  refused = begin_bare (fixture, ROSTER_JMAP_API_PATH, fixture->token, "", 60000, 10);
  second = end_bare (&refused, 59990);
  g_assert_true (g_str_has_prefix (second, "HTTP/1.1 503 "));
  g_assert_nonnull (strstr (second, "\r\nRetry-After: 5\r\n"));

  head = g_strdup_printf ("POST " ROSTER_JMAP_API_PATH " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                          "Authorization: Bearer %s\r\nContent-Type: " JSON "\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n",
                          fixture->token);
  unannounced = talk (fixture, head, 60000);
  g_assert_true (g_str_has_prefix (unannounced, "HTTP/1.1 503 "));

  answer = end_bare (&first, 59990);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 400 "));
  wait_until_held (fixture, 0);
  late = begin_bare (fixture, ROSTER_JMAP_API_PATH, fixture->token, "", 60000, 10);
  third = end_bare (&late, 59990);
  g_assert_true (g_str_has_prefix (third, "HTTP/1.1 400 "));
}

/* As many uploads at once as the session promises, apart from what else a person asks. */
static void
test_uploads_at_once_are_limited (Fixture       *fixture,
                                  gconstpointer  data)
{
  static const char path[] = ROSTER_JMAP_UPLOAD_PATH SELLER_BOOK "/";
  Bare uploads[ROSTER_JMAP_MAX_CONCURRENT_UPLOAD];
  g_auto (Bare) too_many = { NULL }, after = { NULL };
  g_autofree char *refused = NULL, *taken = NULL;
  g_auto (Answer) echo = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (uploads); i++)
    {
      uploads[i] = begin_bare (fixture, path, fixture->token, "", 100000, 10);
      wait_until_held (fixture, (i + 1) * 100000);
    }
  too_many = begin_bare (fixture, path, fixture->token, "", 100000, 10);
  refused = end_bare (&too_many, 99990);
  g_assert_true (g_str_has_prefix (refused, "HTTP/1.1 400 "));
  g_assert_nonnull (strstr (refused, "\"limit\":\"maxConcurrentUpload\""));
  echo = ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, ECHO);
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

static void
test_size_is_limited_while_reading (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *head = g_strdup_printf ("POST " ROSTER_JMAP_API_PATH " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                           "Authorization: Bearer %s\r\nContent-Type: " JSON "\r\n"
                                           "Transfer-Encoding: chunked\r\n\r\n",
                                           fixture->token);
  g_autofree char *polite = talk (fixture, head, 3000);
  g_autofree char *endless = talk (fixture, head, 50000000);

  g_assert_nonnull (strstr (polite, "413"));
  g_assert_cmpstr (endless, ==, "");
}

static void
test_garbage_is_survived (Fixture       *fixture,
                          gconstpointer  data)
{
  static const char *const heads[] = {
    "\r\n\r\n",
    "GET\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
    "GET /\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer\r\n\r\n",
    "GET /healthz HTTP/1.0\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "GET /.well-known/jmap HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Basic eDp5\r\n\r\n",
  };
  g_auto (Answer) health = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    g_free (talk (fixture, heads[i], 0));
  health = ask (fixture, "GET", "/healthz", NULL, NULL);
  g_assert_cmpuint (health.status, ==, 200);
  g_assert_cmpstr (health.body, ==, "{\"status\":\"ok\"}");
}

typedef struct
{
  Fixture *fixture;
  Answer answer;
} Parallel;

static gpointer
set_in_parallel (gpointer data)
{
  Parallel *parallel = data;

  /* Until it is this one that is under way, and the other's that is one too many. */
  do
    {
      answer_clear (&parallel->answer);
      parallel->answer = ask (parallel->fixture, "POST", ROSTER_JMAP_API_PATH, parallel->fixture->token,
                              "{\"using\":[\"" ROSTER_JMAP_RECORDS "\"],\"methodCalls\":[[\"Streamer/set\","
                              "{\"accountId\":\"" SELLER_BOOK "\",\"create\":{\"a\":{\"kuaishouId\":\"k\"}}},\"c\"]]}");
    }
  while (parallel->answer.status == 400);

  return NULL;
}

static gboolean
drain_cb (gpointer data)
{
  Fixture *fixture = data;

  roster_http_server_drain (fixture->server);
  g_atomic_int_set (&fixture->draining, TRUE);
  return G_SOURCE_REMOVE;
}

/* The server belongs to its thread, so that is where it is told. */
static void
drain (Fixture *fixture)
{
  g_main_context_invoke (fixture->context, drain_cb, fixture);
  while (!g_atomic_int_get (&fixture->draining))
    g_usleep (1000);
}

/* While somebody else holds the store, one request of a person waits; a second is one too many, and the end waits for
   the first. */
static void
test_what_is_under_way_is_finished (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  RosterBackend *backend = roster_office_acquire (fixture->office.office, &error);
  g_autoptr (RosterOfficeAccount) book = NULL;
  Parallel parallel = { .fixture = fixture };
  g_auto (Answer) second = { 0 }, late = { 0 };
  GThread *thread;

  g_assert_no_error (error);
  g_assert_true (roster_backend_call (backend, begin, TRUE, &error));
  g_assert_true (roster_backend_call (backend, find_account, SELLER_BOOK, &book, &error));
  g_assert_true (roster_backend_call (backend, lock_account, book->number, &error));
  thread = g_thread_new ("client", set_in_parallel, &parallel);
  do
    {
      answer_clear (&second);
      second = ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, ECHO);
    }
  while (second.status == 200);
  assert_limit (&second, 400, "maxConcurrentRequests");

  drain (fixture);
  late = ask (fixture, "GET", "/healthz", NULL, NULL);
  g_assert_cmpuint (late.status, ==, 503);
  g_assert_cmpstr (late.retry_after, ==, "5");
  roster_office_release (fixture->office.office, backend);
  g_thread_join (thread);
  g_assert_cmpuint (parallel.answer.status, ==, 200);
  g_assert_nonnull (strstr (parallel.answer.body, "\"created\":{\"a\""));
  answer_clear (&parallel.answer);
}

static void
test_failed_logins_are_slowed_down (Fixture       *fixture,
                                    gconstpointer  data)
{
  static const char *const bodies[] = { "", "[]", "{\"login\":\"seller\"}", "{\"login\":1,\"password\":\"x\"}" };
  g_autofree char *filler = g_strnfill (9000, ' ');
  g_auto (Answer) waiting = { 0 };
  g_auto (Answer) large = ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL, filler);

  g_assert_cmpuint (large.status, ==, 413);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_auto (Answer) answer = ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL, bodies[i]);

      g_assert_cmpuint (answer.status, ==, 400);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_auto (Answer) answer = ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL,
                                    "{\"login\":\"seller\",\"password\":\"wrong one\"}");

      g_assert_cmpuint (answer.status, ==, 401);
    }
  waiting = ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL, "{\"login\":\"seller\",\"password\":\"" PASSWORD "\"}");
  g_assert_cmpuint (waiting.status, ==, 429);
  g_assert_cmpstr (waiting.retry_after, ==, "1");
}

static void
test_log_and_metrics_keep_secrets (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_auto (Answer) session = ask (fixture, "GET", ROSTER_JMAP_SESSION_PATH, fixture->token, NULL);
  g_auto (Answer) odd = ask (fixture, "GET", "/secret-path?token=abc", fixture->token, NULL);
  g_auto (Answer) metrics = ask (fixture, "GET", "/metrics", NULL, NULL);
  char log[8192];
  gsize length;

  g_assert_cmpuint (session.status, ==, 200);
  g_assert_cmpuint (odd.status, ==, 404);
  g_assert_nonnull (strstr (metrics.body, "roster_requests_total{route=\"/.well-known/jmap\",status=\"200\"} 1\n"));
  g_assert_nonnull (strstr (metrics.body, "roster_requests_total{route=\"other\",status=\"404\"} 1\n"));
  g_assert_nonnull (strstr (metrics.body, "roster_request_seconds_count 3\n"));
  g_assert_nonnull (strstr (metrics.body, "roster_request_seconds_bucket{le=\"+Inf\"} 3\n"));
  g_assert_null (strstr (metrics.body, "secret-path"));

  fflush (fixture->log);
  rewind (fixture->log);
  length = fread (log, 1, sizeof log - 1, fixture->log);
  log[length] = '\0';
  g_assert_nonnull (strstr (log, "time=2026-02-25T06:13:20.000Z method=GET route=/.well-known/jmap status=200"));
  g_assert_nonnull (strstr (log, "method=GET route=other status=404"));
  g_assert_null (strstr (log, fixture->token));
  g_assert_null (strstr (log, "seller"));
  g_assert_null (strstr (log, "secret-path"));
  g_assert_null (strstr (log, "abc"));
}

static void
set_up_behind_proxy (Fixture       *fixture,
                     gconstpointer  token)
{
  fixture->options.behind_proxy = TRUE;
  fixture->options.metrics_token = token;
  set_up (fixture, NULL);
}

/* Behind a proxy everybody comes from this computer, so that is no proof. */
static void
test_metrics_are_not_for_everybody (Fixture       *fixture,
                                    gconstpointer  token)
{
  static const char *const tokens[] = { NULL, "", "guess", "a token for those who watcH" };
  g_auto (Answer) own = ask (fixture, "GET", "/metrics", fixture->token, NULL), known = { 0 };

  g_assert_cmpuint (own.status, ==, 403);
  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_auto (Answer) answer = ask (fixture, "GET", "/metrics", tokens[i], NULL);

      g_assert_cmpuint (answer.status, ==, 403);
      g_assert_null (strstr (answer.body, "roster_"));
    }

  known = ask (fixture, "GET", "/metrics", "a token for those who watch", NULL);
  g_assert_cmpuint (known.status, ==, token != NULL ? 200 : 403);
}

static void
assert_not_served (OfficeFixture           *office,
                   const RosterHttpOptions *options,
                   RosterOfficeError        code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (roster_http_server_new (office->office, options, &error));
  g_assert_error (error, ROSTER_OFFICE_ERROR, (int) code);
}

static void
test_plain_http_stays_at_home (OfficeFixture *office,
                               gconstpointer  data)
{
  RosterHttpOptions beyond = { .address = "0.0.0.0" };
  RosterHttpOptions proxied = { .address = "0.0.0.0", .behind_proxy = TRUE };
  RosterHttpOptions named = { .address = "localhost" };
  RosterHttpOptions half = { .address = "127.0.0.1", .tls_cert = "cert.pem" };
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterHttpServer) server = NULL;

  assert_not_served (office, &beyond, ROSTER_OFFICE_ERROR_VALUE);
  assert_not_served (office, &named, ROSTER_OFFICE_ERROR_VALUE);
  assert_not_served (office, &half, ROSTER_OFFICE_ERROR_VALUE);
  server = roster_http_server_new (office->office, &proxied, &error);
  g_assert_no_error (error);
}

/* Push */

static GDataInputStream *
open_stream (Fixture    *fixture,
             const char *query)
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
test_changes_are_pushed (Fixture       *fixture,
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

  drain (fixture);
  after = next_event (stream, "state");
  g_assert_null (after);
}

/* Whoever listens proves anew who it is when people change: the role may be another, or the person gone. */
static void
test_streams_end_when_people_change (Fixture       *fixture,
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
allow_connections (Fixture *fixture)
{
  g_clear_object (&fixture->session);
  fixture->session = soup_session_new_with_options ("max-conns", 64, "max-conns-per-host", 64, NULL);
}

static char *
sign_in (Fixture    *fixture,
         const char *password)
{
  g_autofree char *body = g_strdup_printf ("{\"login\":\"seller\",\"password\":\"%s\"}", password);
  g_auto (Answer) answer = ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL, body);

  g_assert_cmpuint (answer.status, ==, 200);
  return string_in (answer.body, "token");
}

/* Whoever signs out is told nothing any more, and neither is who was signed out by somebody else, in another process. */
static void
test_streams_end_with_their_token (Fixture       *fixture,
                                   gconstpointer  data)
{
  static const char query[] = "?types=*&closeafter=no&ping=0";
  g_autoptr (GDataInputStream) first = NULL, second = NULL;
  g_autofree char *first_token = NULL, *first_opened = NULL, *second_opened = NULL, *told = NULL, *first_end = NULL,
                  *second_end = NULL;
  g_auto (Answer) signed_out = { 0 };
  g_autoptr (GError) error = NULL;

  allow_connections (fixture);
  first = open_stream (fixture, query);
  first_opened = next_event (first, "ping");
  first_token = g_steal_pointer (&fixture->token);
  fixture->token = sign_in (fixture, PASSWORD);
  second = open_stream (fixture, query);
  second_opened = next_event (second, "ping");

  signed_out = ask (fixture, "DELETE", ROSTER_JMAP_TOKEN_PATH, first_token, NULL);
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
test_streams_of_one_person_are_limited (Fixture       *fixture,
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
    g_auto (Answer) one_more = ask (fixture, "GET", ROSTER_JMAP_EVENTS_PATH "?types=*&closeafter=no&ping=0",
                                    fixture->token, NULL);

    g_assert_cmpuint (one_more.status, ==, 400);
    g_assert_nonnull (strstr (one_more.body, "maxConcurrentRequests"));
  }
  drain (fixture);
}

static void
test_push_checks_the_query (Fixture       *fixture,
                            gconstpointer  data)
{
  static const char *const queries[] = { "", "?types=*", "?types=*&closeafter=no", "?types=*&closeafter=never&ping=1",
                                         "?types=*&closeafter=no&ping=x" };
  g_auto (Answer) nobody = ask (fixture, "GET", ROSTER_JMAP_EVENTS_PATH "?types=*&closeafter=no&ping=0", NULL, NULL);

  g_assert_cmpuint (nobody.status, ==, 401);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *path = g_strconcat (ROSTER_JMAP_EVENTS_PATH, queries[i], NULL);
      g_auto (Answer) answer = ask (fixture, "GET", path, fixture->token, NULL);

      g_assert_cmpuint (answer.status, ==, 400);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)

  ADD ("/office/http/serves-a-session-and-the-api", NULL, test_serves_a_session_and_the_api);
  ADD ("/office/http/wants-a-token", NULL, test_wants_a_token);
  ADD ("/office/http/wrong-addresses-and-methods", NULL, test_wrong_addresses_and_methods);
  ADD ("/office/http/problems-are-told", NULL, test_problems_are_told);
  ADD ("/office/http/photos-go-up-and-come-down", NULL, test_photos_go_up_and_come_down);
  ADD ("/office/http/gzip-both-ways", NULL, test_gzip_both_ways);
  ADD ("/office/http/bad-encodings", NULL, test_bad_encodings);
  ADD ("/office/http/limits", &small_limits, test_limits);
  ADD ("/office/http/size-is-limited-while-reading", &small_limits, test_size_is_limited_while_reading);
  ADD ("/office/http/strangers-are-refused-by-the-head", NULL, test_strangers_are_refused_by_the_head);
  ADD ("/office/http/known-people-send-as-before", NULL, test_known_people_send_as_before);
  g_test_add ("/office/http/requests-share-a-budget", Fixture, NULL, set_up_with_little_room,
              test_requests_share_a_budget, tear_down);
  ADD ("/office/http/uploads-at-once-are-limited", NULL, test_uploads_at_once_are_limited);
  ADD ("/office/http/garbage-is-survived", NULL, test_garbage_is_survived);
  ADD ("/office/http/what-is-under-way-is-finished", &small_limits, test_what_is_under_way_is_finished);
  ADD ("/office/http/changes-are-pushed", NULL, test_changes_are_pushed);
  ADD ("/office/http/streams-end-when-people-change", NULL, test_streams_end_when_people_change);
  ADD ("/office/http/streams-end-with-their-token", NULL, test_streams_end_with_their_token);
  ADD ("/office/http/streams-of-one-person-are-limited", NULL, test_streams_of_one_person_are_limited);
  ADD ("/office/http/push-checks-the-query", NULL, test_push_checks_the_query);
  ADD ("/office/http/failed-logins-are-slowed-down", NULL, test_failed_logins_are_slowed_down);
  ADD ("/office/http/log-and-metrics-keep-secrets", NULL, test_log_and_metrics_keep_secrets);
  g_test_add ("/office/http/metrics-are-not-for-everybody", Fixture, NULL, set_up_behind_proxy,
              test_metrics_are_not_for_everybody, tear_down);
  g_test_add ("/office/http/metrics-are-for-the-token", Fixture, "a token for those who watch", set_up_behind_proxy,
              test_metrics_are_not_for_everybody, tear_down);
  g_test_add ("/office/http/plain-http-stays-at-home", OfficeFixture, NULL, office_fixture_set_up,
              test_plain_http_stays_at_home, office_fixture_tear_down);

  return g_test_run ();
}
