/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-http-server.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>
#include <sys/socket.h>

#include "roster-http-events.h"
#include "roster-http-work.h"
#include "roster-meters.h"
#include "roster-office-calendar.h"

/* How many threads work, and how many requests may wait for them; passwords are hashed one at a time on a thread of
   their own, for each takes much memory and a tenth of a second. */
#define MIN_THREADS 2
#define MAX_THREADS 8
#define MAX_WAITING 512
#define MAX_WAITING_LOGINS 32

/* Seconds that a client has for sending what it announced. */
#define BODY_DEADLINE 60

/* How many connections there may be, how long one may say nothing, and how often that is looked at, in seconds. */
#define MAX_CONNECTIONS 16384
#define IDLE_TIME 300
#define SWEEP_PERIOD 30

/* What stands for the time since when a connection is idle, while it is not. */
#define BUSY G_MAXINT64

/* Seconds after which a client that was turned away for want of room may come back. */
#define FULL_PAUSE 5

#define JOB_KEY "roster-http-job"

struct _RosterHttpServer
{
  GObject parent_instance;

  RosterOffice *office;
  SoupServer *soup;
  GMainContext *context;
  GThreadPool *workers;
  GThreadPool *logins;
  RosterMeters *meters;
  RosterHttpEvents *events;
  /* tokens to the number of their requests under way */
  GHashTable *concurrent;
  /* sockets to the monotonic time since when they are idle */
  GHashTable *connections;
  GSource *sweep;
  gboolean draining;
  char *uri;
  FILE *log;
};

G_DEFINE_FINAL_TYPE (RosterHttpServer, roster_http_server, G_TYPE_OBJECT)

typedef struct
{
  const char *path;
  const char *method;
  RosterHttpWorker worker;
  gboolean hashes_passwords;
  gboolean goes_on;
  gint64 max_size;
} Route;

/* A path whose worker is NULL is answered at once; one that goes on has the rest in the worker's hands. */
static const Route routes[] = {
  { ROSTER_JMAP_SESSION_PATH, "GET", roster_http_work_session },
  { ROSTER_JMAP_API_PATH, "POST", roster_http_work_api },
  { ROSTER_JMAP_EVENTS_PATH, "GET", roster_http_work_events },
  { ROSTER_JMAP_UPLOAD_PATH, "POST", roster_http_work_upload, .goes_on = TRUE,
    .max_size = ROSTER_JMAP_MAX_SIZE_UPLOAD },
  { ROSTER_JMAP_DOWNLOAD_PATH, "GET", roster_http_work_download, .goes_on = TRUE },
  { ROSTER_JMAP_TOKEN_PATH, "POST", roster_http_work_sign_in, TRUE },
  { ROSTER_JMAP_TOKEN_PATH, "DELETE", roster_http_work_sign_out },
  { ROSTER_OFFICE_CALENDAR_PATH, "GET", roster_http_work_calendar },
  { "/healthz", "GET", roster_http_work_health },
  { "/metrics", "GET", NULL },
};

/* A request from its head to the end of its answer. The message owns it; a worker has a reference meanwhile. */
typedef struct
{
  RosterHttpServer *server;
  SoupServerMessage *message;
  const Route *route;
  RosterHttpWork work;
  GHashTable *query;
  GByteArray *body;
  gsize received;
  gsize max_size;
  gboolean too_large;
  gboolean over;
  gboolean counted;
  GSource *deadline;
  gint64 started_at;
} Job;

static gboolean
leads_to (const Route *route,
          const char  *path)
{
  return route->goes_on ? g_str_has_prefix (path, route->path) : strcmp (route->path, path) == 0;
}

static void
clear_deadline (Job *job)
{
  if (job->deadline != NULL)
    g_source_destroy (job->deadline);
  g_clear_pointer (&job->deadline, g_source_unref);
}

static void
job_clear (Job *job)
{
  roster_http_work_clear (&job->work);
  clear_deadline (job);
  g_clear_pointer (&job->query, g_hash_table_unref);
  g_clear_pointer (&job->body, g_byte_array_unref);
  g_clear_object (&job->server);
}

static void
job_unref (Job *job)
{
  g_atomic_rc_box_release_full (job, (GDestroyNotify) job_clear);
}

/* Only what is one of few known words goes into the log and the metrics; a path may hold anything. */
static const char *
route_name (const Job *job)
{
  return job->route != NULL ? job->route->path : "other";
}

static const char *
method_name (SoupServerMessage *message)
{
  static const char *const known[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (soup_server_message_get_method (message), known[i]) == 0)
      return known[i];

  return "OTHER";
}

static void
write_log (RosterHttpServer  *self,
           SoupServerMessage *message,
           const Job         *job,
           guint              status,
           gint64             microseconds,
           gsize              sent)
{
  g_autofree char *now = NULL;
  g_autofree char *failure = NULL;

  if (self->log == NULL)
    return;

  now = roster_instant_to_text (roster_clock_now (roster_office_clock (self->office)));
  failure = status != 0 && job->work.failure != NULL ? g_strescape (job->work.failure, NULL) : NULL;
  fprintf (self->log, "time=%s method=%s route=%s status=%u ms=%.1f in=%zu out=%zu", now, method_name (message),
           route_name (job), status, microseconds / 1000.0, job->received, sent);
  if (failure != NULL)
    fprintf (self->log, " failure=\"%s\"", failure);
  fputc ('\n', self->log);
  fflush (self->log);
}

static void
job_leave (Job *job)
{
  RosterHttpServer *self = job->server;
  guint count;

  if (!job->counted)
    return;

  job->counted = FALSE;
  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->concurrent, job->work.token));
  if (count > 1)
    g_hash_table_replace (self->concurrent, g_strdup (job->work.token), GUINT_TO_POINTER (count - 1));
  else
    g_hash_table_remove (self->concurrent, job->work.token);
}

static gboolean
job_enter (Job *job)
{
  RosterHttpServer *self = job->server;
  guint count;

  if (job->work.token == NULL)
    return TRUE;

  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->concurrent, job->work.token));
  if (count >= roster_office_limits (self->office)->max_concurrent_requests)
    return FALSE;

  g_hash_table_replace (self->concurrent, g_strdup (job->work.token), GUINT_TO_POINTER (count + 1));
  job->counted = TRUE;
  return TRUE;
}

static void
note_connection (RosterHttpServer  *self,
                 SoupServerMessage *message,
                 gint64             idle_since)
{
  GSocket *socket = soup_server_message_get_socket (message);
  gint64 *known;

  if (socket == NULL)
    return;

  known = g_hash_table_lookup (self->connections, socket);
  if (known == NULL)
    {
      known = g_new (gint64, 1);
      g_hash_table_insert (self->connections, g_object_ref (socket), known);
    }
  *known = idle_since;
}

static void
end (RosterHttpServer  *self,
     SoupServerMessage *message,
     guint              status)
{
  Job *job = g_object_get_data (G_OBJECT (message), JOB_KEY);
  gint64 microseconds;
  gsize sent;

  if (job == NULL || job->over)
    return;

  job->over = TRUE;
  note_connection (self, message, g_get_monotonic_time ());
  clear_deadline (job);
  job_leave (job);
  roster_http_events_drop (self->events, message);
  microseconds = g_get_monotonic_time () - job->started_at;
  /* Where the client went away a worker may still be writing the answer. */
  sent = status != 0 && job->work.answer != NULL ? g_bytes_get_size (job->work.answer) : 0;
  roster_meters_finished (self->meters, route_name (job), status, microseconds, job->received, sent);
  write_log (self, message, job, status, microseconds, sent);
}

static void
finished_cb (RosterHttpServer  *self,
             SoupServerMessage *message)
{
  end (self, message, soup_server_message_get_status (message));
}

static void
aborted_cb (RosterHttpServer  *self,
            SoupServerMessage *message)
{
  end (self, message, 0);
}

/* Answering */

static void
respond (Job *job)
{
  RosterHttpWork *work = &job->work;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (job->message);

  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Vary", "Accept-Encoding, Authorization");
  if (work->status == SOUP_STATUS_UNAUTHORIZED)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer realm=\"Roster\"");
  if (work->is_gzip)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  if (work->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, work->retry_after);

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }

  soup_server_message_set_status (job->message, work->status, NULL);
  if (work->content_type != NULL)
    soup_message_headers_set_content_type (headers, work->content_type, NULL);
  if (work->answer != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (job->message), work->answer);
}

/* Answers with a stream, which stays open and so is none of the person's requests under way. */
static void
open_stream (Job *job)
{
  RosterHttpServer *self = job->server;

  job_leave (job);
  if (!roster_http_events_has_room (self->events, job->work.session->person))
    roster_http_work_limit (&job->work, SOUP_STATUS_BAD_REQUEST, "maxConcurrentRequests");
  else if (!self->draining && roster_http_events_open (self->events, job->message,
                                                       g_steal_pointer (&job->work.session), job->work.stamp,
                                                       job->query))
    return;
  else
    roster_http_work_refuse (&job->work, SOUP_STATUS_BAD_REQUEST, _("Say “types”, “closeafter” and “ping”"));
  respond (job);
  soup_server_message_unpause (job->message);
}

static gboolean
done_cb (gpointer data)
{
  Job *job = data;

  if (!job->over && job->work.session != NULL)
    {
      open_stream (job);
    }
  else if (!job->over)
    {
      respond (job);
      soup_server_message_unpause (job->message);
    }

  g_clear_object (&job->message);
  return G_SOURCE_REMOVE;
}

/* On a worker's thread. */
static void
run_job (gpointer data,
         gpointer user_data)
{
  Job *job = data;

  job->route->worker (&job->work);
  roster_http_work_compress (&job->work);
  g_main_context_invoke_full (job->server->context, G_PRIORITY_DEFAULT, done_cb, job, (GDestroyNotify) job_unref);
}

static void
refuse (Job        *job,
        guint       status,
        const char *detail)
{
  roster_http_work_refuse (&job->work, status, detail);
  respond (job);
}

static char *
read_token (SoupServerMessage *message)
{
  const char *header = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                     "Authorization");

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", 7) != 0)
    return NULL;

  return g_strstrip (g_strdup (header + 7));
}

static gboolean
accepts_gzip (SoupServerMessage *message)
{
  const char *header = soup_message_headers_get_list (soup_server_message_get_request_headers (message),
                                                      "Accept-Encoding");
  GSList *accepted = header != NULL ? soup_header_parse_quality_list (header, NULL) : NULL;
  gboolean found = FALSE;

  for (GSList *l = accepted; l != NULL; l = l->next)
    found = found || g_ascii_strcasecmp (l->data, "gzip") == 0;
  soup_header_free_list (accepted);

  return found;
}

static gboolean
is_json (SoupServerMessage *message)
{
  const char *type =
      soup_message_headers_get_content_type (soup_server_message_get_request_headers (message), NULL);

  return type != NULL && g_ascii_strcasecmp (type, "application/json") == 0;
}

static void
start_work (Job *job)
{
  RosterHttpServer *self = job->server;
  GThreadPool *pool = job->route->hashes_passwords ? self->logins : self->workers;
  guint room = job->route->hashes_passwords ? MAX_WAITING_LOGINS : MAX_WAITING;
  RosterHttpWork *work = &job->work;
  const char *encoding;

  if (g_thread_pool_unprocessed (pool) >= room)
    {
      work->retry_after = FULL_PAUSE;
      refuse (job, SOUP_STATUS_SERVICE_UNAVAILABLE, _("The office has too much to do. Try again in a moment."));
      return;
    }

  encoding = soup_message_headers_get_one (soup_server_message_get_request_headers (job->message), "Content-Encoding");
  work->encoding = g_strdup (encoding);
  work->is_json = is_json (job->message);
  work->accepts_gzip = accepts_gzip (job->message);
  work->body = g_byte_array_free_to_bytes (g_steal_pointer (&job->body));
  /* A calendar program sends no header of ours: there the secret stands in the address. */
  if (job->route->worker == roster_http_work_calendar)
    work->token = g_strdup (job->query != NULL ? g_hash_table_lookup (job->query, "token") : NULL);
  else
    work->token = read_token (job->message);
  if (!job_enter (job))
    {
      roster_http_work_limit (work, SOUP_STATUS_BAD_REQUEST, "maxConcurrentRequests");
      respond (job);
      return;
    }

  g_object_ref (job->message);
  soup_server_message_pause (job->message);
  g_thread_pool_push (pool, g_atomic_rc_box_acquire (job), NULL);
}

static void
answer_metrics (Job *job)
{
  g_autofree char *text = roster_meters_to_text (job->server->meters);

  job->work.status = SOUP_STATUS_OK;
  job->work.content_type = "text/plain; version=0.0.4; charset=utf-8";
  job->work.answer = g_bytes_new (text, strlen (text));
  respond (job);
}

static void
refuse_method (Job        *job,
               const char *path)
{
  g_autoptr (GString) allowed = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (leads_to (&routes[i], path))
      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", routes[i].method);

  soup_message_headers_replace (soup_server_message_get_response_headers (job->message), "Allow", allowed->str);
  refuse (job, SOUP_STATUS_METHOD_NOT_ALLOWED, _("This address does not take this method"));
}

/* Reading */

/* Ends a connection at once: the other side is told by a reset, not left to wait for room to send. */
static void
hang_up (GSocket *socket)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  if (socket == NULL)
    return;

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           data)
{
  Job *job = data;
  gsize length;
  const guchar *bytes = g_bytes_get_data (chunk, &length);

  job->received += length;
  if (job->received > job->max_size)
    {
      job->too_large = TRUE;
      g_byte_array_set_size (job->body, 0);

      /* A polite client stops and reads the answer; from another nothing more is taken. */
      if (job->received > 2 * job->max_size)
        hang_up (soup_server_message_get_socket (message));
      return;
    }

  g_byte_array_append (job->body, bytes, length);
}

static gboolean
deadline_cb (gpointer data)
{
  Job *job = data;

  hang_up (soup_server_message_get_socket (job->message));
  return G_SOURCE_REMOVE;
}

/* Connections */

/* Emitted as soon as a new connection may bring a request. */
static void
started_cb (RosterHttpServer  *self,
            SoupServerMessage *message)
{
  note_connection (self, message, g_get_monotonic_time ());
  if (g_hash_table_size (self->connections) > MAX_CONNECTIONS)
    g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
}

/* Who says nothing for long, or not all of a request's head, does not keep a connection. */
static gboolean
sweep_cb (gpointer data)
{
  RosterHttpServer *self = data;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  GSocket *socket;
  gint64 *idle_since;

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, (gpointer *) &socket, (gpointer *) &idle_since))
    if (g_socket_is_closed (socket))
      g_hash_table_iter_remove (&iter);
    else if (*idle_since != BUSY && now - *idle_since > IDLE_TIME * G_USEC_PER_SEC)
      g_socket_shutdown (socket, TRUE, TRUE, NULL);

  return G_SOURCE_CONTINUE;
}

static void
begin_cb (SoupServer        *soup,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           data)
{
  RosterHttpServer *self = data;
  Job *job = g_atomic_rc_box_new0 (Job);

  job->server = g_object_ref (self);
  job->message = message;
  job->work.office = g_object_ref (self->office);
  job->body = g_byte_array_new ();
  job->max_size = roster_office_limits (self->office)->max_size_request;
  job->started_at = g_get_monotonic_time ();
  job->deadline = g_timeout_source_new_seconds (BODY_DEADLINE);
  g_source_set_callback (job->deadline, deadline_cb, job, NULL);
  g_source_attach (job->deadline, self->context);
  g_object_set_data_full (G_OBJECT (message), JOB_KEY, job, (GDestroyNotify) job_unref);
  roster_meters_started (self->meters);
  note_connection (self, message, BUSY);

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (leads_to (&routes[i], path) &&
        (job->route == NULL || strcmp (routes[i].method, soup_server_message_get_method (message)) == 0))
      job->route = &routes[i];
  if (job->route != NULL && job->route->max_size > 0)
    job->max_size = job->route->max_size;
  if (job->route != NULL && job->route->goes_on)
    job->work.rest = g_strdup (path + strlen (job->route->path));

  /* Chunks are counted as they come, so that no more than the limit is ever kept. */
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), job);
}

static void
request_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  RosterHttpServer *self = data;
  Job *job = g_object_get_data (G_OBJECT (message), JOB_KEY);

  g_return_if_fail (job != NULL);

  clear_deadline (job);
  job->query = query != NULL ? g_hash_table_ref (query) : NULL;
  job->work.sha256 = query != NULL ? g_strdup (g_hash_table_lookup (query, "sha256")) : NULL;
  if (job->too_large)
    {
      roster_http_work_limit (&job->work, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE,
                              job->route != NULL && job->route->max_size > 0 ? "maxSizeUpload" : "maxSizeRequest");
      respond (job);
    }
  else if (self->draining)
    {
      job->work.retry_after = FULL_PAUSE;
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection", "close");
      refuse (job, SOUP_STATUS_SERVICE_UNAVAILABLE, _("The office is closing. Try again in a moment."));
    }
  else if (job->route == NULL)
    refuse (job, SOUP_STATUS_NOT_FOUND, _("There is nothing at this address"));
  else if (strcmp (job->route->method, soup_server_message_get_method (message)) != 0)
    refuse_method (job, path);
  else if (job->route->worker == NULL)
    answer_metrics (job);
  else
    start_work (job);
}

static void
roster_http_server_finalize (GObject *object)
{
  RosterHttpServer *self = ROSTER_HTTP_SERVER (object);

  if (self->soup != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->soup, self);
      soup_server_disconnect (self->soup);
    }
  g_clear_object (&self->soup);
  g_clear_pointer (&self->events, roster_http_events_free);
  if (self->sweep != NULL)
    g_source_destroy (self->sweep);
  g_clear_pointer (&self->sweep, g_source_unref);
  g_clear_pointer (&self->connections, g_hash_table_unref);
  if (self->workers != NULL)
    g_thread_pool_free (self->workers, FALSE, TRUE);
  if (self->logins != NULL)
    g_thread_pool_free (self->logins, FALSE, TRUE);
  g_clear_pointer (&self->meters, roster_meters_free);
  g_clear_pointer (&self->concurrent, g_hash_table_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->office);
  g_free (self->uri);

  G_OBJECT_CLASS (roster_http_server_parent_class)->finalize (object);
}

static void
roster_http_server_class_init (RosterHttpServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_http_server_finalize;
}

static void
roster_http_server_init (RosterHttpServer *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->meters = roster_meters_new ();
  self->concurrent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->connections = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->sweep = g_timeout_source_new_seconds (SWEEP_PERIOD);
  g_source_set_callback (self->sweep, sweep_cb, self, NULL);
  g_source_attach (self->sweep, self->context);
}

static gboolean
load_certificate (RosterHttpServer         *self,
                  const RosterHttpOptions  *options,
                  GError                  **error)
{
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (options->tls_cert == NULL && options->tls_key == NULL)
    return TRUE;
  if (options->tls_cert == NULL || options->tls_key == NULL)
    {
      g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE,
                           _("A certificate and its key go together: give --tls-cert and --tls-key"));
      return FALSE;
    }

  certificate = g_tls_certificate_new_from_files (options->tls_cert, options->tls_key, error);
  if (certificate == NULL)
    {
      g_prefix_error (error, _("The certificate cannot be used: "));
      return FALSE;
    }

  soup_server_set_tls_certificate (self->soup, certificate);
  return TRUE;
}

static gboolean
listen_at (RosterHttpServer         *self,
           const RosterHttpOptions  *options,
           GError                  **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (options->address);
  g_autoptr (GSocketAddress) socket_address = NULL;
  gboolean secure = options->tls_cert != NULL;
  GSList *uris;

  if (address == NULL)
    {
      g_set_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE, _("“%s” is not an IP address"),
                   options->address);
      return FALSE;
    }
  if (!secure && !options->behind_proxy && !g_inet_address_get_is_loopback (address))
    {
      g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE,
                           _("Beyond this computer the office speaks TLS only: give --tls-cert and --tls-key, or "
                             "--behind-proxy where a proxy does that"));
      return FALSE;
    }

  socket_address = g_inet_socket_address_new (address, options->port);
  if (!soup_server_listen (self->soup, socket_address, secure ? SOUP_SERVER_LISTEN_HTTPS : 0, error))
    return FALSE;

  uris = soup_server_get_uris (self->soup);
  self->uri = g_uri_to_string_partial (uris->data, G_URI_HIDE_PASSWORD);
  if (g_str_has_suffix (self->uri, "/"))
    self->uri[strlen (self->uri) - 1] = '\0';
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

/**
 * roster_http_server_new:
 *
 * Serves @office from the thread-default main context on.
 *
 * Returns: (transfer full) (nullable): the listening server
 */
RosterHttpServer *
roster_http_server_new (RosterOffice             *office,
                        const RosterHttpOptions  *options,
                        GError                  **error)
{
  g_autoptr (RosterHttpServer) self = NULL;

  g_return_val_if_fail (ROSTER_IS_OFFICE (office), NULL);
  g_return_val_if_fail (options != NULL && options->address != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_HTTP_SERVER, NULL);
  self->office = g_object_ref (office);
  self->log = options->log;
  self->events = roster_http_events_new (office);
  self->workers = g_thread_pool_new_full (run_job, NULL, (GDestroyNotify) job_unref,
                                          CLAMP (2 * g_get_num_processors (), MIN_THREADS, MAX_THREADS), FALSE, error);
  if (self->workers == NULL)
    return NULL;
  self->logins = g_thread_pool_new_full (run_job, NULL, (GDestroyNotify) job_unref, 1, FALSE, error);
  if (self->logins == NULL)
    return NULL;

  self->soup = soup_server_new ("server-header", "roster-office", NULL);
  soup_server_add_early_handler (self->soup, NULL, begin_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  g_signal_connect_swapped (self->soup, "request-started", G_CALLBACK (started_cb), self);
  g_signal_connect_swapped (self->soup, "request-finished", G_CALLBACK (finished_cb), self);
  g_signal_connect_swapped (self->soup, "request-aborted", G_CALLBACK (aborted_cb), self);
  if (!load_certificate (self, options, error) || !listen_at (self, options, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * roster_http_server_uri:
 *
 * Returns: the address to reach the server at, without a slash at its end
 */
const char *
roster_http_server_uri (RosterHttpServer *self)
{
  g_return_val_if_fail (ROSTER_IS_HTTP_SERVER (self), NULL);

  return self->uri;
}

/**
 * roster_http_server_drain:
 *
 * Turns new requests away and ends what is told of changes; what is under way goes on. To be called from the server's
 * main context.
 */
void
roster_http_server_drain (RosterHttpServer *self)
{
  g_return_if_fail (ROSTER_IS_HTTP_SERVER (self));

  self->draining = TRUE;
  roster_http_events_end (self->events);
}

/**
 * roster_http_server_is_idle:
 *
 * Returns: whether no request is under way
 */
gboolean
roster_http_server_is_idle (RosterHttpServer *self)
{
  g_return_val_if_fail (ROSTER_IS_HTTP_SERVER (self), FALSE);

  return roster_meters_in_flight (self->meters) == 0;
}
