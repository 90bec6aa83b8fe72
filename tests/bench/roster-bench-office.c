/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "roster-office-login.h"
#include "roster-office-person.h"
#include "roster-record-type.h"

/*
 * An office that serves the demo company, and how quickly it answers 1,000 who have nothing to say. As the app does,
 * each has a token of its own, listens to what is pushed, and asks in one call on a connection of its own whether
 * anything has changed, but every five seconds instead of every five minutes. Only what was answered well counts among
 * the times; everything else counts as failed.
 */

#define N_CLIENTS 1000
#define PERIOD 5000
#define SECONDS 10

/* Milliseconds after which whoever has no answer yet counts as failed. */
#define PATIENCE 20000

/* The office */

/**
 * roster_bench_program:
 * @path: from the top of the build directory
 *
 * Returns: (transfer full): the program's path
 */
char *
roster_bench_program (const char *path)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (own);

  return g_build_filename (folder, "..", "..", path, NULL);
}

static void
make_company (const char *program,
              const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, "demo", folder, "--scale", "company", NULL);

  if (process == NULL || !g_subprocess_wait_check (process, NULL, &error))
    g_error ("%s", error->message);
}

/**
 * roster_bench_office_start:
 *
 * Makes the demo company, once a run of the bench, and serves it on loopback.
 *
 * Returns: (transfer full): the office
 */
RosterBenchOffice *
roster_bench_office_start (RosterBench *self)
{
  g_autofree char *program = roster_bench_program ("src/office/roster-office");
  g_autofree char *folder = g_build_filename (self->folder, "office", NULL);
  g_autofree char *list = g_build_filename (folder, "logins.txt", NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL, *logins = NULL;
  RosterBenchOffice *office = g_new0 (RosterBenchOffice, 1);

  office->store = g_build_filename (folder, "office.db", NULL);
  if (!g_file_test (office->store, G_FILE_TEST_EXISTS))
    make_company (program, folder);

  office->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                                      program, "serve", "--store", office->store, "--listen", "127.0.0.1:0", NULL);
  if (office->process == NULL || !g_file_get_contents (list, &logins, NULL, &error))
    g_error ("%s", error->message);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (office->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  if (line == NULL || strstr (line, "http://") == NULL)
    g_error ("The office does not serve");

  office->url = g_strchomp (g_strdup (strstr (line, "http://")));
  if (g_str_has_suffix (office->url, "/"))
    office->url[strlen (office->url) - 1] = '\0';
  office->logins = g_strsplit (logins, "\n", -1);
  return office;
}

void
roster_bench_office_stop (RosterBenchOffice *office)
{
  g_subprocess_send_signal (office->process, SIGTERM);
  g_subprocess_wait (office->process, NULL, NULL);
  g_object_unref (office->process);
  g_strfreev (office->logins);
  g_free (office->store);
  g_free (office->url);
  g_free (office);
}

/**
 * roster_bench_office_login:
 * @nth: the first is 0
 *
 * Returns: (transfer full): the login of somebody of this role
 */
char *
roster_bench_office_login (RosterBenchOffice *office,
                           const char        *role,
                           guint              nth)
{
  for (guint i = 0; office->logins[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (office->logins[i], "\t", -1);

      if (office->logins[i][0] != '#' && g_strv_length (parts) >= 2 && strcmp (parts[1], role) == 0 && nth-- == 0)
        return g_strdup (parts[0]);
    }

  g_error ("The demo company has too few of the role %s", role);
}

/* Many clients */

typedef struct
{
  SoupSession *session;
  const char *url;
  const char *token;
  GBytes *body;
  double sent;
  guint timer;
  GArray *milliseconds;
  guint *n_failed;
} Client;

static JsonObject *
ask (SoupSession *session,
     const char  *method,
     const char  *base,
     const char  *path,
     const char  *token,
     GBytes      *body)
{
  g_autofree char *url = g_strconcat (base, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
    }
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", body);

  answer = soup_session_send_and_read (session, message, NULL, &error);
  if (answer == NULL || soup_message_get_status (message) != SOUP_STATUS_OK)
    g_error ("%s: %s", path, error != NULL ? error->message : soup_message_get_reason_phrase (message));

  text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  node = json_from_string (text, &error);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    g_error ("%s: the answer is not JSON", path);
  return json_node_dup_object (node);
}

/* A token for each of many computers, as signing in would leave it: to hash a thousand passwords takes minutes. */
static GPtrArray *
make_tokens (RosterBench       *self,
             RosterBenchOffice *office)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterOffice) store = roster_office_open (office->store, FALSE, self->clock, self->ids, &error);
  RosterBackend *backend = store != NULL ? roster_office_acquire (store, &error) : NULL;
  gint64 now = g_get_real_time () / 1000;

  if (backend == NULL || (people = roster_office_list_people (backend, &error)) == NULL ||
      !roster_backend_call (backend, begin, TRUE, &error))
    g_error ("%s", error->message);

  for (guint i = 0; tokens->len < N_CLIENTS; i++)
    {
      const RosterOfficePerson *person = people->pdata[i % people->len];
      g_autofree char *token = g_strdup_printf ("token-of-computer-%u", i);
      g_autofree char *hash = roster_office_hash_token (token);

      if (!person->active || person->role != ROSTER_ROLE_SALESPERSON)
        continue;
      if (!roster_backend_call (backend, put_token, hash, person->id, now, now + ROSTER_OFFICE_TOKEN_AGE, &error))
        g_error ("%s", error->message);
      g_ptr_array_add (tokens, g_steal_pointer (&token));
    }
  if (!roster_backend_call (backend, commit, &error))
    g_error ("%s", error->message);
  roster_office_release (store, backend);
  return tokens;
}

static GBytes *
states_request (const char *since)
{
  g_autofree char *text =
      g_strdup_printf ("{\"using\":[\"urn:ietf:params:jmap:core\",\"https://roster.weiye.com/jmap\"],"
                       "\"methodCalls\":[[\"State/changes\",{\"sinceState\":\"%s\"},\"states\"]]}",
                       since);

  return g_bytes_new (text, strlen (text));
}

/* What a program sends that has read everything: it asks whether anything has changed since. */
static GBytes *
idle_request (SoupSession *session,
              const char  *url,
              const char  *token)
{
  g_autoptr (GBytes) first = states_request ("0");
  g_autoptr (JsonObject) answer = ask (session, "POST", url, "/jmap/api", token, first);
  JsonArray *response = json_array_get_array_element (json_object_get_array_member (answer, "methodResponses"), 0);
  JsonObject *states = json_array_get_object_element (response, 1);

  return states_request (json_object_get_string_member (states, "newState"));
}

/* Who listens to what is pushed: opened by one, and then silent. */
typedef struct
{
  GPtrArray *streams;
  guint n_waiting;
  guint *n_failed;
} Listeners;

static void
listening_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Listeners *listeners = user_data;
  GInputStream *stream = soup_session_send_finish (SOUP_SESSION (source), result, NULL);

  if (stream != NULL)
    g_ptr_array_add (listeners->streams, stream);
  else
    ++*listeners->n_failed;
  listeners->n_waiting--;
}

static void
listen_all (Listeners   *listeners,
            SoupSession *session,
            const char  *url,
            GPtrArray   *tokens)
{
  g_autofree char *events = g_strconcat (url, "/jmap/eventsource?types=*&closeafter=no&ping=0", NULL);

  listeners->streams = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", tokens->pdata[i % tokens->len], NULL);
      g_autoptr (SoupMessage) message = soup_message_new ("GET", events);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
      listeners->n_waiting++;
      soup_session_send_async (session, message, G_PRIORITY_DEFAULT, NULL, listening_cb, listeners);
      while (listeners->n_waiting > 2)
        g_main_context_iteration (NULL, TRUE);
    }
  while (listeners->n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Client *client = user_data;
  g_autoptr (GBytes) answer = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  double milliseconds = (roster_bench_seconds () - client->sent) * 1000;

  if (answer == NULL || soup_message_get_status (message) != SOUP_STATUS_OK)
    ++*client->n_failed;
  else
    g_array_append_val (client->milliseconds, milliseconds);
  client->sent = 0;
}

static gboolean
sync_cb (gpointer user_data)
{
  Client *client = user_data;
  g_autofree char *url = g_strconcat (client->url, "/jmap/api", NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", client->token, NULL);
  g_autoptr (SoupMessage) message = NULL;

  /* The answer to the last one is not there yet: its delay says so, and one more would only wait behind it. */
  if (client->sent > 0)
    return G_SOURCE_CONTINUE;

  message = soup_message_new ("POST", url);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Connection", "close");
  soup_message_set_request_body_from_bytes (message, "application/json", client->body);
  client->sent = roster_bench_seconds ();
  soup_session_send_and_read_async (client->session, message, G_PRIORITY_DEFAULT, NULL, answered_cb, client);
  return G_SOURCE_CONTINUE;
}

static gboolean
begin_cb (gpointer user_data)
{
  Client *client = user_data;

  sync_cb (client);
  client->timer = g_timeout_add (PERIOD, sync_cb, client);
  return G_SOURCE_REMOVE;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
lose_patience_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Each client holds a connection. */
static void
allow_connections (void)
{
  struct rlimit limit;

  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

/* The seconds of processor time that the office has taken. */
static double
office_seconds (RosterBenchOffice *office)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/stat", g_subprocess_get_identifier (office->process));
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;

  /* After the name, which stands in parentheses, the twelfth and the thirteenth are user and system time. */
  parts = g_strsplit (strrchr (text, ')'), " ", -1);
  return (g_ascii_strtod (parts[12], NULL) + g_ascii_strtod (parts[13], NULL)) / sysconf (_SC_CLK_TCK);
}

void
roster_bench_office (RosterBench *self)
{
  g_autoptr (RosterBenchOffice) office = roster_bench_office_start (self);
  g_autoptr (SoupSession) session =
      soup_session_new_with_options ("max-conns", N_CLIENTS, "max-conns-per-host", N_CLIENTS, NULL);
  g_autoptr (SoupSession) listening =
      soup_session_new_with_options ("max-conns", N_CLIENTS, "max-conns-per-host", N_CLIENTS, NULL);
  g_autoptr (GPtrArray) tokens = make_tokens (self, office);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GArray) milliseconds = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree Client *clients = g_new0 (Client, N_CLIENTS);
  guint n_failed = 0, patience;
  gboolean cancelled = FALSE;
  Listeners listeners = { .n_failed = &n_failed };
  double busy;

  allow_connections ();
  body = idle_request (session, office->url, tokens->pdata[0]);
  listen_all (&listeners, listening, office->url, tokens);
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      clients[i] = (Client){ .session = session,
                             .url = office->url,
                             .token = tokens->pdata[i],
                             .body = body,
                             .milliseconds = milliseconds,
                             .n_failed = &n_failed };
      clients[i].timer = g_timeout_add (i * PERIOD / N_CLIENTS, begin_cb, &clients[i]);
    }
  g_timeout_add (SECONDS * 1000, quit_cb, loop);
  busy = office_seconds (office);
  g_main_loop_run (loop);
  busy = office_seconds (office) - busy;

  /* Whoever was not answered yet is waited for, but not for ever. */
  for (guint i = 0; i < N_CLIENTS; i++)
    g_source_remove (clients[i].timer);
  patience = g_timeout_add (PATIENCE, lose_patience_cb, &cancelled);
  for (guint i = 0; i < N_CLIENTS; i++)
    while (clients[i].sent > 0)
      {
        if (cancelled)
          soup_session_abort (session);
        g_main_context_iteration (NULL, TRUE);
      }
  if (!cancelled)
    g_source_remove (patience);

  soup_session_abort (listening);
  g_ptr_array_unref (listeners.streams);

  roster_bench_note ("office: idle syncs in a second", milliseconds->len / (double) SECONDS, "");
  roster_bench_report (self, "office: requests that failed", n_failed, "", 0);
  roster_bench_note ("office: processor time of an idle sync", busy * 1000 / milliseconds->len, "ms");
  roster_bench_note ("office: 1,000 clients, median", roster_bench_percentile (milliseconds, 0.5), "ms");
  roster_bench_report (self, "office: 1,000 clients, 99th percentile", roster_bench_percentile (milliseconds, 0.99),
                       "ms", 50);
}
