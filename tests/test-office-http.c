/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-fixture.h"

#include <sqlite3.h>
#include <string.h>

#include "roster-gzip.h"

static void
test_serves_a_session_and_the_api (HttpFixture   *fixture,
                                   gconstpointer  data)
{
  g_auto (HttpAnswer) session = http_fixture_ask (fixture, "GET", ROSTER_JMAP_SESSION_PATH, fixture->token, NULL);
  g_auto (HttpAnswer) echo = { 0 }, signed_out = { 0 }, afterwards = { 0 };
  g_autofree char *api = NULL;

  g_assert_cmpuint (session.status, ==, 200);
  g_assert_cmpstr (session.content_type, ==, JSON);
  api = http_fixture_string_in (session.body, "apiUrl");
  echo = http_fixture_ask (fixture, "POST", api, fixture->token, ECHO);
  g_assert_cmpuint (echo.status, ==, 200);
  g_assert_cmpstr (echo.body, ==, "{\"methodResponses\":[[\"Core/echo\",{\"a\":1},\"c\"]],\"sessionState\":\"2-8\"}");

  signed_out = http_fixture_ask (fixture, "DELETE", ROSTER_JMAP_TOKEN_PATH, fixture->token, NULL);
  g_assert_cmpuint (signed_out.status, ==, 204);
  afterwards = http_fixture_ask (fixture, "POST", api, fixture->token, ECHO);
  g_assert_cmpuint (afterwards.status, ==, 401);
}

static void
test_wants_a_token (HttpFixture   *fixture,
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
      g_auto (HttpAnswer) none =
          http_fixture_ask (fixture, requests[i].method, requests[i].path, NULL, requests[i].body);
      g_auto (HttpAnswer) guessed =
          http_fixture_ask (fixture, requests[i].method, requests[i].path, "guess", requests[i].body);

      g_assert_cmpuint (none.status, ==, 401);
      g_assert_cmpstr (none.content_type, ==, "application/problem+json");
      g_assert_cmpstr (none.authenticate, ==, "Bearer realm=\"Roster\"");
      g_assert_cmpuint (guessed.status, ==, requests[i].method[0] == 'D' ? 204 : 401);
    }
}

static void
test_wrong_addresses_and_methods (HttpFixture   *fixture,
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
      g_auto (HttpAnswer) answer =
          http_fixture_ask (fixture, requests[i].method, requests[i].path, fixture->token, NULL);

      g_assert_cmpuint (answer.status, ==, requests[i].status);
      g_assert_cmpstr (answer.allow, ==, requests[i].allow);
    }
}

static void
test_problems_are_told (HttpFixture   *fixture,
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
  g_auto (HttpAnswer) nested = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GBytes) content = g_bytes_new_static (requests[i].body, strlen (requests[i].body));
      g_auto (HttpAnswer) answer = http_fixture_ask_with (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token,
                                                          requests[i].content_type,
                                                          NULL, content);
      g_autofree char *type = NULL;

      g_assert_cmpuint (answer.status, ==, 400);
      g_assert_cmpstr (answer.content_type, ==, "application/problem+json");
      type = http_fixture_string_in (answer.body, "type");
      g_assert_cmpstr (type, ==, requests[i].type);
    }

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "[{\"a\":");
  nested = http_fixture_ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, deep->str);
  g_assert_cmpuint (nested.status, ==, 400);
}

/* A photo goes up and comes down; what arrives cut short, is no photo or is too large is refused. */
static void
test_photos_go_up_and_come_down (HttpFixture   *fixture,
                                 gconstpointer  data)
{
  static const char photo[] = "\xff\xd8\xff\xe0 a photo", path[] = ROSTER_JMAP_UPLOAD_PATH SELLER_BOOK "/";
  g_autoptr (GBytes) content = g_bytes_new_static (photo, strlen (photo));
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (content, 0, 8), text = g_bytes_new_static ("{}", 2);
  g_autofree char *huge = g_malloc0 (ROSTER_JMAP_MAX_SIZE_UPLOAD + 1);
  g_autoptr (GBytes) too_large = g_bytes_new_static (huge, ROSTER_JMAP_MAX_SIZE_UPLOAD + 1);
  g_auto (HttpAnswer) up = http_fixture_ask_with (fixture, "POST", path, fixture->token, "image/jpeg", NULL, content),
                      down = { 0 };
  g_auto (HttpAnswer) cut = { 0 }, foreign = { 0 }, large = { 0 }, stranger = { 0 }, nobody = { 0 }, missing = { 0 };
  g_autofree char *id = NULL, *checked = NULL, *address = NULL;

  g_assert_cmpuint (up.status, ==, 201);
  id = http_fixture_string_in (up.body, "blobId");
  address = g_strconcat (ROSTER_JMAP_DOWNLOAD_PATH SELLER_BOOK "/", id, "/photo.jpg?type=image/jpeg", NULL);
  down = http_fixture_ask (fixture, "GET", address, fixture->token, NULL);
  g_assert_cmpuint (down.status, ==, 200);
  g_assert_cmpstr (down.content_type, ==, "image/jpeg");
  g_assert_cmpstr (down.body, ==, photo);

  checked = g_strconcat (path, "?sha256=", id, NULL);
  cut = http_fixture_ask_with (fixture, "POST", checked, fixture->token, "image/jpeg", NULL, part);
  g_assert_cmpuint (cut.status, ==, 400);
  foreign = http_fixture_ask_with (fixture, "POST", path, fixture->token, "image/jpeg", NULL, text);
  g_assert_cmpuint (foreign.status, ==, 400);
  large = http_fixture_ask_with (fixture, "POST", path, fixture->token, "image/jpeg", NULL, too_large);
  g_assert_cmpuint (large.status, ==, 413);
  g_assert_nonnull (strstr (large.body, "\"limit\":\"maxSizeUpload\""));
  stranger = http_fixture_ask_with (fixture, "POST", ROSTER_JMAP_UPLOAD_PATH STRANGER_BOOK "/", fixture->token,
                                    "image/jpeg", NULL, content);
  g_assert_cmpuint (stranger.status, ==, 400);
  nobody = http_fixture_ask (fixture, "GET", address, NULL, NULL);
  g_assert_cmpuint (nobody.status, ==, 401);
  missing = http_fixture_ask (fixture, "GET", ROSTER_JMAP_DOWNLOAD_PATH SELLER_BOOK, fixture->token, NULL);
  g_assert_cmpuint (missing.status, ==, 404);
}

/* A photo is compressed as it is; whoever asks about one sends nothing. */
static void
test_photos_are_not_compressed_again (HttpFixture   *fixture,
                                      gconstpointer  data)
{
  static const char path[] = ROSTER_JMAP_UPLOAD_PATH SELLER_BOOK "/";
  g_autofree char *photo = g_strnfill (5000, 'x'), *id = NULL, *address = NULL, *asking = NULL, *other = NULL;
  g_autoptr (GBytes) content = NULL, nothing = g_bytes_new (NULL, 0);
  g_auto (HttpAnswer) up = { 0 }, down = { 0 }, there = { 0 }, missing = { 0 };
  g_autofree char *none = g_strnfill (64, '0');

  memcpy (photo, "\xff\xd8\xff\xe0", 4);
  content = g_bytes_new_static (photo, strlen (photo));
  up = http_fixture_ask_with (fixture, "POST", path, fixture->token, "image/jpeg", NULL, content);
  id = http_fixture_string_in (up.body, "blobId");
  address = g_strconcat (ROSTER_JMAP_DOWNLOAD_PATH SELLER_BOOK "/", id, "/photo.jpg", NULL);
  down = http_fixture_ask (fixture, "GET", address, fixture->token, NULL);
  g_assert_cmpuint (down.status, ==, 200);
  g_assert_null (down.encoding);

  asking = g_strconcat (path, "?sha256=", id, NULL);
  there = http_fixture_ask_with (fixture, "POST", asking, fixture->token, "image/jpeg", NULL, nothing);
  g_assert_cmpuint (there.status, ==, 201);
  g_assert_nonnull (strstr (there.body, id));
  other = g_strconcat (path, "?sha256=", none, NULL);
  missing = http_fixture_ask_with (fixture, "POST", other, fixture->token, "image/jpeg", NULL, nothing);
  g_assert_cmpuint (missing.status, ==, 404);
}

static void
test_gzip_both_ways (HttpFixture   *fixture,
                     gconstpointer  data)
{
  g_autofree char *filler = g_strnfill (5000, 'x');
  g_autofree char *text = g_strdup_printf ("{\"using\":[\"" ROSTER_JMAP_CORE "\"],\"methodCalls\":[[\"Core/echo\","
                                           "{\"a\":\"%s\"},\"c\"]]}",
                                           filler);
  g_autoptr (GBytes) plain = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) packed = roster_gzip_deflate (plain);
  g_auto (HttpAnswer) undecoded = { 0 }, decoded = { 0 };
  g_autoptr (GBytes) unpacked = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_bytes_get_size (packed), <, 300);

  decoded = http_fixture_ask_with (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, JSON, "gzip", packed);
  g_assert_cmpuint (decoded.status, ==, 200);
  g_assert_cmpstr (decoded.encoding, ==, "gzip");
  g_assert_nonnull (strstr (decoded.body, filler));

  /* A session without a decoder asks for nothing and is sent nothing packed. */
  soup_session_remove_feature_by_type (fixture->session, SOUP_TYPE_CONTENT_DECODER);
  undecoded = http_fixture_ask_with (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, JSON, "gzip", packed);
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
test_bad_encodings (HttpFixture   *fixture,
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
      g_auto (HttpAnswer) answer = http_fixture_ask_with (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, JSON,
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
assert_limit (const HttpAnswer *answer,
              guint             status,
              const char       *limit)
{
  g_autofree char *type = http_fixture_string_in (answer->body, "type");
  g_autofree char *named = http_fixture_string_in (answer->body, "limit");

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (type, ==, "urn:ietf:params:jmap:error:limit");
  g_assert_cmpstr (named, ==, limit);
}

static void
test_limits (HttpFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *fitting = echo_of_size (2000);
  g_autofree char *longer = echo_of_size (2001);
  g_autofree char *bomb = echo_of_size (200000);
  g_autoptr (GBytes) bomb_bytes = g_bytes_new (bomb, strlen (bomb));
  g_autoptr (GBytes) packed = roster_gzip_deflate (bomb_bytes);
  g_auto (HttpAnswer) fits = http_fixture_ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, fitting);
  g_auto (HttpAnswer) does_not = http_fixture_ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, longer);
  g_auto (HttpAnswer) explodes = { 0 }, two_calls = { 0 }, three_calls = { 0 };

  g_assert_cmpuint (fits.status, ==, 200);
  assert_limit (&does_not, 413, "maxSizeRequest");

  g_assert_cmpuint (g_bytes_get_size (packed), <, 2000);
  explodes = http_fixture_ask_with (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, JSON, "gzip", packed);
  assert_limit (&explodes, 413, "maxSizeRequest");

  two_calls = http_fixture_ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token,
                                "{\"using\":[],\"methodCalls\":[[\"Core/echo\",{},\"a\"],[\"Core/echo\",{},\"b\"]]}");
  g_assert_cmpuint (two_calls.status, ==, 200);
  three_calls = http_fixture_ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token,
                                  "{\"using\":[],\"methodCalls\":[[\"Core/echo\",{},\"a\"],[\"Core/echo\",{},\"b\"],"
                                  "[\"Core/echo\",{},\"c\"]]}");
  assert_limit (&three_calls, 400, "maxCallsInRequest");
}

static void
test_size_is_limited_while_reading (HttpFixture   *fixture,
                                    gconstpointer  data)
{
  g_autofree char *head = g_strdup_printf ("POST " ROSTER_JMAP_API_PATH " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                           "Authorization: Bearer %s\r\nContent-Type: " JSON "\r\n"
                                           "Transfer-Encoding: chunked\r\n\r\n",
                                           fixture->token);
  g_autofree char *polite = http_fixture_talk (fixture, head, 3000);
  g_autofree char *endless = http_fixture_talk (fixture, head, 50000000);

  g_assert_nonnull (strstr (polite, "413"));
  g_assert_cmpstr (endless, ==, "");
}

static void
test_garbage_is_survived (HttpFixture   *fixture,
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
  g_auto (HttpAnswer) health = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    g_free (http_fixture_talk (fixture, heads[i], 0));
  health = http_fixture_ask (fixture, "GET", "/healthz", NULL, NULL);
  g_assert_cmpuint (health.status, ==, 200);
  g_assert_cmpstr (health.body, ==, "{\"status\":\"ok\"}");
}

/* Where a request ends is said once, or a proxy and the office could take a different part of it for the next one. */
static void
test_ends_are_not_ambiguous (HttpFixture   *fixture,
                             gconstpointer  data)
{
  static const char *const heads[] = {
    "HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
    "HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\n{}{}",
    "HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *request = g_strconcat ("POST " ROSTER_JMAP_TOKEN_PATH " ", heads[i],
                                              "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", NULL);
      g_autofree char *answer = http_fixture_talk (fixture, request, 0);

      g_assert_true (strstr (answer, " 400 ") != NULL || strstr (answer, " 501 ") != NULL);
      /* Nothing that follows is looked at. */
      g_assert_null (strstr (answer, "200 OK"));
    }
}

/* What the office could not do is told with its reason to whoever runs it, and without to whoever asked. */
static void
test_failures_are_logged (HttpFixture   *fixture,
                          gconstpointer  data)
{
  g_autofree char *log = g_malloc0 (65536);
  g_auto (HttpAnswer) answer = { 0 }, before = { 0 }, call = { 0 }, after = { 0 };
  sqlite3 *store = NULL;

  if (!g_file_test (fixture->office.path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("needs a store that is a file");
      return;
    }
  g_assert_cmpint (sqlite3_open (fixture->office.path, &store), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (store, "DROP TABLE login_failure; DROP TABLE type_state", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (store);

  answer = http_fixture_ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL,
                             "{\"login\":\"seller\",\"password\":\"" PASSWORD "\"}");
  g_assert_cmpuint (answer.status, ==, 500);
  g_assert_null (strstr (answer.body, "login_failure"));

  /* A request of many calls is answered; what of it failed is counted. */
  before = http_fixture_ask (fixture, "GET", "/metrics", NULL, NULL);
  g_assert_nonnull (strstr (before.body, "\nroster_failed_calls_total 0\n"));
  call = http_fixture_ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token,
                           "{\"using\":[\"" ROSTER_JMAP_RECORDS "\"],\"methodCalls\":[[\"Streamer/get\","
                           "{\"accountId\":\"" SELLER_BOOK "\"},\"c\"]]}");
  g_assert_null (strstr (call.body, "type_state"));
  after = http_fixture_ask (fixture, "GET", "/metrics", NULL, NULL);
  g_assert_nonnull (strstr (after.body, "\nroster_failed_calls_total 1\n"));
  http_fixture_drain (fixture);
  fflush (fixture->log);
  rewind (fixture->log);
  g_assert_cmpuint (fread (log, 1, 65535, fixture->log), >, 0);
  g_assert_nonnull (strstr (log, "status=500"));
  g_assert_nonnull (strstr (log, " failure=\""));
  g_assert_nonnull (strstr (log, "no such table: login_failure"));
}

/* libsoup would make a copy of the whole for each range, although they overlap. */
static void
test_ranges_are_not_cut (HttpFixture   *fixture,
                         gconstpointer  data)
{
  g_autoptr (GString) request = g_string_new ("GET " ROSTER_JMAP_SESSION_PATH " HTTP/1.1\r\nHost: x\r\n");
  g_autofree char *answer = NULL;

  g_string_append_printf (request, "Authorization: Bearer %s\r\nConnection: close\r\nRange: bytes=0-", fixture->token);
  for (guint i = 0; i < 1000; i++)
    g_string_append (request, ",0-");
  g_string_append (request, "\r\n\r\n");
  answer = http_fixture_talk (fixture, request->str, 0);
  g_assert_nonnull (strstr (answer, " 200 "));
  g_assert_null (strstr (answer, "byteranges"));
  g_assert_cmpuint (strlen (answer), <, 20000);
}

typedef struct
{
  HttpFixture *fixture;
  HttpAnswer answer;
} Parallel;

static gpointer
set_in_parallel (gpointer data)
{
  Parallel *parallel = data;

  /* Until it is this one that is under way, and the other's that is one too many. */
  do
    {
      http_answer_clear (&parallel->answer);
      parallel->answer =
          http_fixture_ask (parallel->fixture, "POST", ROSTER_JMAP_API_PATH, parallel->fixture->token,
                            "{\"using\":[\"" ROSTER_JMAP_RECORDS "\"],\"methodCalls\":[[\"Streamer/set\","
                            "{\"accountId\":\"" SELLER_BOOK "\",\"create\":{\"a\":{\"kuaishouId\":\"k\"}}},\"c\"]]}");
    }
  while (parallel->answer.status == 400);

  return NULL;
}

/* While somebody else holds the store, one request of a person waits; a second is one too many, and the end waits for
   the first. */
static void
test_what_is_under_way_is_finished (HttpFixture   *fixture,
                                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  RosterBackend *backend = roster_office_acquire (fixture->office.office, &error);
  g_autoptr (RosterOfficeAccount) book = NULL;
  Parallel parallel = { .fixture = fixture };
  g_auto (HttpAnswer) second = { 0 }, late = { 0 };
  GThread *thread;

  g_assert_no_error (error);
  g_assert_true (roster_backend_call (backend, begin, TRUE, &error));
  g_assert_true (roster_backend_call (backend, find_account, SELLER_BOOK, &book, &error));
  g_assert_true (roster_backend_call (backend, lock_account, book->number, &error));
  thread = g_thread_new ("client", set_in_parallel, &parallel);
  do
    {
      http_answer_clear (&second);
      second = http_fixture_ask (fixture, "POST", ROSTER_JMAP_API_PATH, fixture->token, ECHO);
    }
  while (second.status == 200);
  assert_limit (&second, 400, "maxConcurrentRequests");

  http_fixture_drain (fixture);
  late = http_fixture_ask (fixture, "GET", "/healthz", NULL, NULL);
  g_assert_cmpuint (late.status, ==, 503);
  g_assert_cmpstr (late.retry_after, ==, "5");
  roster_office_release (fixture->office.office, backend);
  g_thread_join (thread);
  g_assert_cmpuint (parallel.answer.status, ==, 200);
  g_assert_nonnull (strstr (parallel.answer.body, "\"created\":{\"a\""));
  http_answer_clear (&parallel.answer);
}

static void
test_failed_logins_are_slowed_down (HttpFixture   *fixture,
                                    gconstpointer  data)
{
  static const char *const bodies[] = { "", "[]", "{\"login\":\"seller\"}", "{\"login\":1,\"password\":\"x\"}" };
  g_autofree char *filler = g_strnfill (9000, ' ');
  g_auto (HttpAnswer) waiting = { 0 };
  g_auto (HttpAnswer) large = http_fixture_ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL, filler);

  g_assert_cmpuint (large.status, ==, 413);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_auto (HttpAnswer) answer = http_fixture_ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL, bodies[i]);

      g_assert_cmpuint (answer.status, ==, 400);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_auto (HttpAnswer) answer = http_fixture_ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL,
                                                     "{\"login\":\"seller\",\"password\":\"wrong one\"}");

      g_assert_cmpuint (answer.status, ==, 401);
    }
  waiting = http_fixture_ask (fixture, "POST", ROSTER_JMAP_TOKEN_PATH, NULL,
                              "{\"login\":\"seller\",\"password\":\"" PASSWORD "\"}");
  g_assert_cmpuint (waiting.status, ==, 429);
  g_assert_cmpstr (waiting.retry_after, ==, "1");
}

static void
test_log_and_metrics_keep_secrets (HttpFixture   *fixture,
                                   gconstpointer  data)
{
  g_auto (HttpAnswer) session = http_fixture_ask (fixture, "GET", ROSTER_JMAP_SESSION_PATH, fixture->token, NULL);
  g_auto (HttpAnswer) odd = http_fixture_ask (fixture, "GET", "/secret-path?token=abc", fixture->token, NULL);
  g_auto (HttpAnswer) metrics = http_fixture_ask (fixture, "GET", "/metrics", NULL, NULL);
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
set_up_behind_proxy (HttpFixture   *fixture,
                     gconstpointer  token)
{
  fixture->options.behind_proxy = TRUE;
  fixture->options.metrics_token = token;
  http_fixture_set_up (fixture, NULL);
}

/* Behind a proxy everybody comes from this computer, so that is no proof. */
static void
test_metrics_are_not_for_everybody (HttpFixture   *fixture,
                                    gconstpointer  token)
{
  static const char *const tokens[] = { NULL, "", "guess", "a token for those who watcH" };
  g_auto (HttpAnswer) own = http_fixture_ask (fixture, "GET", "/metrics", fixture->token, NULL), known = { 0 };

  g_assert_cmpuint (own.status, ==, 403);
  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_auto (HttpAnswer) answer = http_fixture_ask (fixture, "GET", "/metrics", tokens[i], NULL);

      g_assert_cmpuint (answer.status, ==, 403);
      g_assert_null (strstr (answer.body, "roster_"));
    }

  known = http_fixture_ask (fixture, "GET", "/metrics", "a token for those who watch", NULL);
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, HttpFixture, data, http_fixture_set_up, func, http_fixture_tear_down)

  ADD ("/office/http/serves-a-session-and-the-api", NULL, test_serves_a_session_and_the_api);
  ADD ("/office/http/wants-a-token", NULL, test_wants_a_token);
  ADD ("/office/http/wrong-addresses-and-methods", NULL, test_wrong_addresses_and_methods);
  ADD ("/office/http/problems-are-told", NULL, test_problems_are_told);
  ADD ("/office/http/photos-go-up-and-come-down", NULL, test_photos_go_up_and_come_down);
  ADD ("/office/http/photos-are-not-compressed-again", NULL, test_photos_are_not_compressed_again);
  ADD ("/office/http/gzip-both-ways", NULL, test_gzip_both_ways);
  ADD ("/office/http/bad-encodings", NULL, test_bad_encodings);
  ADD ("/office/http/limits", &small_limits, test_limits);
  ADD ("/office/http/size-is-limited-while-reading", &small_limits, test_size_is_limited_while_reading);
  ADD ("/office/http/failures-are-logged", NULL, test_failures_are_logged);
  ADD ("/office/http/ends-are-not-ambiguous", NULL, test_ends_are_not_ambiguous);
  ADD ("/office/http/ranges-are-not-cut", NULL, test_ranges_are_not_cut);
  ADD ("/office/http/garbage-is-survived", NULL, test_garbage_is_survived);
  ADD ("/office/http/what-is-under-way-is-finished", &small_limits, test_what_is_under_way_is_finished);
  ADD ("/office/http/failed-logins-are-slowed-down", NULL, test_failed_logins_are_slowed_down);
  ADD ("/office/http/log-and-metrics-keep-secrets", NULL, test_log_and_metrics_keep_secrets);
  g_test_add ("/office/http/metrics-are-not-for-everybody", HttpFixture, NULL, set_up_behind_proxy,
              test_metrics_are_not_for_everybody, http_fixture_tear_down);
  g_test_add ("/office/http/metrics-are-for-the-token", HttpFixture, "a token for those who watch", set_up_behind_proxy,
              test_metrics_are_not_for_everybody, http_fixture_tear_down);
  g_test_add ("/office/http/plain-http-stays-at-home", OfficeFixture, NULL, office_fixture_set_up,
              test_plain_http_stays_at_home, office_fixture_tear_down);

  return g_test_run ();
}
