/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-http-server.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <sodium.h>
#include <string.h>

#include "roster-http-admission.h"
#include "roster-http-connections.h"
#include "roster-http-events.h"
#include "roster-http-listen.h"
#include "roster-http-work.h"
#include "roster-meters.h"
#include "roster-office-calendar.h"

/* How many threads work, and how many requests may wait for them; passwords are hashed one at a time on a thread of
   their own, for each takes much memory and a tenth of a second. */
#define MIN_THREADS 2
#define MAX_THREADS 8
#define MAX_WAITING 512
#define MAX_WAITING_LOGINS 32

/* How many may sign in at once from one address, so that who only tries passwords leaves room for others. */
#define MAX_LOGINS_OF_ADDRESS 8

/* Seconds that a client has for sending what it announced, and for taking the next part of its answer. */
#define BODY_DEADLINE 60
#define ANSWER_STALL 60

/* What anybody may send, in bytes: a login. More is read only from those who have proved who they are. */
#define MAX_UNKNOWN_SIZE ROSTER_HTTP_MAX_LOGIN_SIZE

/* How much of a refused request is thrown away at least before its connection is cut, in bytes. */
#define MIN_DISCARDED (1 << 20)

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
  RosterHttpAdmission *admission;
  RosterHttpConnections *connections;
  gboolean draining;
  gboolean behind_proxy;
  char *metrics_token;
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
} Route;

/* A path whose worker is NULL is answered at once; one that goes on has the rest in the worker's hands. */
static const Route routes[] = {
  { ROSTER_JMAP_SESSION_PATH, "GET", roster_http_work_session },
  { ROSTER_JMAP_API_PATH, "POST", roster_http_work_api },
  { ROSTER_JMAP_EVENTS_PATH, "GET", roster_http_work_events },
  { ROSTER_JMAP_UPLOAD_PATH, "POST", roster_http_work_upload, .goes_on = TRUE },
  { ROSTER_JMAP_DOWNLOAD_PATH, "GET", roster_http_work_download, .goes_on = TRUE },
  { ROSTER_JMAP_TOKEN_PATH, "POST", roster_http_work_sign_in, TRUE },
  { ROSTER_JMAP_TOKEN_PATH, "DELETE", roster_http_work_sign_out },
  { ROSTER_OFFICE_CALENDAR_PATH, "GET", roster_http_work_calendar },
  { "/healthz", "GET", roster_http_work_health },
  { "/metrics", "GET", NULL },
};

/*
 * A request from its head to the end of its answer. The message owns it; a worker has a reference meanwhile. The key is
 * under what it is counted as under way, the step what a worker does next for it.
 */
typedef struct
{
  RosterHttpServer *server;
  SoupServerMessage *message;
  const Route *route;
  RosterHttpWork work;
  RosterHttpWorker step;
  GHashTable *query;
  GByteArray *body;
  gsize received;
  gsize max_size;
  goffset announced;
  gsize held;
  gboolean is_read;
  /* Whether the answer stands, so that no worker writes it any more */
  gboolean is_answered;
  gboolean over;
  char *key;
  GSource *deadline;
  gboolean moved;
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
hold (Job   *job,
      gsize  n_bytes)
{
  roster_http_admission_hold (job->server->admission, &job->held, n_bytes);
}

static void
job_clear (Job *job)
{
  hold (job, 0);
  roster_http_work_clear (&job->work);
  clear_deadline (job);
  g_clear_pointer (&job->query, g_hash_table_unref);
  g_clear_pointer (&job->body, g_byte_array_unref);
  g_clear_pointer (&job->key, g_free);
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
  if (job->key != NULL)
    roster_http_admission_leave (job->server->admission, job->key);
  g_clear_pointer (&job->key, g_free);
}

static gboolean
is_upload (const Job *job)
{
  return job->route->worker == roster_http_work_upload;
}

/* Behind a proxy everybody comes from the same address. */
static gboolean
job_enter_login (Job *job)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (job->message);
  g_autofree char *address = NULL, *key = NULL;

  if (!job->route->hashes_passwords || job->server->behind_proxy || !G_IS_INET_SOCKET_ADDRESS (remote))
    return TRUE;

  address = g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote)));
  key = g_strconcat ("login ", address, NULL);
  if (!roster_http_admission_enter (job->server->admission, key, MAX_LOGINS_OF_ADDRESS))
    return FALSE;

  job->key = g_steal_pointer (&key);
  return TRUE;
}

/* Uploads are counted apart from all other requests of a token, as their limit is one of its own. */
static gboolean
job_enter (Job *job)
{
  g_autofree char *key = NULL;
  guint limit;

  if (job->key != NULL || job->work.token == NULL)
    return TRUE;

  key = g_strconcat (is_upload (job) ? "upload " : "request ", job->work.token, NULL);
  limit = is_upload (job) ? ROSTER_JMAP_MAX_CONCURRENT_UPLOAD
                          : roster_office_limits (job->server->office)->max_concurrent_requests;
  if (!roster_http_admission_enter (job->server->admission, key, limit))
    return FALSE;

  job->key = g_steal_pointer (&key);
  return TRUE;
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
  roster_http_connections_note (self->connections, soup_server_message_get_socket (message), FALSE);
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
  Job *job = g_object_get_data (G_OBJECT (message), JOB_KEY);
  gboolean failed = job != NULL && job->is_answered && job->work.status == SOUP_STATUS_INTERNAL_SERVER_ERROR;

  /* libsoup counts this status of ours as its own, of a connection that broke. */
  end (self, message, failed ? SOUP_STATUS_INTERNAL_SERVER_ERROR : 0);
}

/* Deadlines */

static gboolean
deadline_cb (gpointer data)
{
  Job *job = data;

  roster_http_connections_reset (soup_server_message_get_socket (job->message));
  return G_SOURCE_REMOVE;
}

static gboolean
stall_cb (gpointer data)
{
  Job *job = data;

  if (!job->moved)
    return deadline_cb (job);

  job->moved = FALSE;
  return G_SOURCE_CONTINUE;
}

static void
set_deadline (Job         *job,
              guint        seconds,
              GSourceFunc  func)
{
  clear_deadline (job);
  job->deadline = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (job->deadline, func, job, NULL);
  g_source_attach (job->deadline, job->server->context);
}

static void
wrote_body_data_cb (SoupServerMessage *message,
                    guint              n_bytes,
                    gpointer           data)
{
  Job *job = data;

  job->moved = TRUE;
}

/* Answering */

/* Answers; what is still to come of the request is thrown away. */
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

  job->is_answered = TRUE;
  soup_server_message_set_status (job->message, work->status, NULL);
  if (work->content_type != NULL)
    soup_message_headers_set_content_type (headers, work->content_type, NULL);
  /* What is not kept whole is not cut into ranges either: of many that overlap each would be a copy. */
  soup_message_body_set_accumulate (soup_server_message_get_response_body (job->message), FALSE);
  if (work->answer != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (job->message), work->answer);

  /* What was sent is not needed any more; the answer is held until the client has taken it. */
  g_clear_pointer (&job->body, g_byte_array_unref);
  g_clear_pointer (&work->body, g_bytes_unref);
  hold (job, work->answer != NULL ? g_bytes_get_size (work->answer) : 0);
  if (job->is_read)
    set_deadline (job, ANSWER_STALL, stall_cb);
}

static void
refuse (Job        *job,
        guint       status,
        const char *detail)
{
  roster_http_work_refuse (&job->work, status, detail);
  respond (job);
}

/* Refuses what may well be taken a little later. */
static void
refuse_full (Job        *job,
             const char *detail)
{
  job->work.retry_after = FULL_PAUSE;
  refuse (job, SOUP_STATUS_SERVICE_UNAVAILABLE, detail);
}

static void
refuse_closing (Job *job)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (job->message), "Connection", "close");
  refuse_full (job, _("The office is closing. Try again in a moment."));
}

/* Answers with a stream, which stays open and so is none of the person's requests under way. */
static void
open_stream (Job *job)
{
  RosterHttpServer *self = job->server;

  job_leave (job);
  if (self->draining)
    {
      refuse_closing (job);
    }
  else if (!roster_http_events_has_room (self->events, job->work.session->person))
    {
      roster_http_work_limit (&job->work, SOUP_STATUS_BAD_REQUEST, "maxConcurrentRequests");
      respond (job);
    }
  else if (!roster_http_events_open (self->events, job->message, g_steal_pointer (&job->work.session), job->work.token,
                                     job->work.stamp, job->query))
    {
      refuse (job, SOUP_STATUS_BAD_REQUEST, _("Say “types”, “closeafter” and “ping”"));
    }
}

static void
refuse_too_large (Job *job)
{
  roster_http_work_limit (&job->work, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE,
                          job->route != NULL && is_upload (job) ? "maxSizeUpload" : "maxSizeRequest");
  respond (job);
}

static gboolean
has_room (const Job *job,
          gsize      n_bytes)
{
  gboolean is_small = job->announced >= 0 && job->announced <= MAX_UNKNOWN_SIZE;

  return roster_http_admission_has_room (job->server->admission, n_bytes, is_small);
}

/* Makes room for what is announced; what comes without being announced finds room as it comes, or not. */
static void
make_room (Job *job)
{
  gsize n_bytes = MAX (job->announced, 0);

  if (has_room (job, n_bytes))
    hold (job, n_bytes);
  else
    refuse_full (job, _("The office has too much to do. Try again in a moment."));
}

static void
finish_step (Job *job)
{
  if (job->step == roster_http_work_sign_out && job->work.status == SOUP_STATUS_NO_CONTENT)
    roster_http_events_sign_out (job->server->events, job->work.token);
  if (job->work.session != NULL)
    open_stream (job);
  else if (job->step == roster_http_work_authenticate && job->work.person != NULL)
    make_room (job);
  else
    respond (job);
  soup_server_message_unpause (job->message);
}

static gboolean
done_cb (gpointer data)
{
  Job *job = data;

  if (!job->over)
    finish_step (job);

  g_object_unref (job->message);
  return G_SOURCE_REMOVE;
}

/* On a worker's thread. */
static void
run_job (gpointer data,
         gpointer user_data)
{
  Job *job = data;

  job->step (&job->work);
  roster_http_work_compress (&job->work);
  g_main_context_invoke_full (job->server->context, G_PRIORITY_DEFAULT, done_cb, job, (GDestroyNotify) job_unref);
}

/* Has a worker do something for the job, which rests meanwhile. */
static void
push (Job              *job,
      RosterHttpWorker  step)
{
  RosterHttpServer *self = job->server;
  GThreadPool *pool = job->route->hashes_passwords ? self->logins : self->workers;
  guint room = job->route->hashes_passwords ? MAX_WAITING_LOGINS : MAX_WAITING;

  if (g_thread_pool_unprocessed (pool) >= room)
    {
      refuse_full (job, _("The office has too much to do. Try again in a moment."));
      return;
    }

  job->step = step;
  g_object_ref (job->message);
  soup_server_message_pause (job->message);
  g_thread_pool_push (pool, g_atomic_rc_box_acquire (job), NULL);
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
  RosterHttpWork *work = &job->work;
  const char *encoding;

  encoding = soup_message_headers_get_one (soup_server_message_get_request_headers (job->message), "Content-Encoding");
  work->encoding = g_strdup (encoding);
  work->is_json = is_json (job->message);
  work->accepts_gzip = accepts_gzip (job->message);
  work->body = g_byte_array_free_to_bytes (g_steal_pointer (&job->body));
  push (job, job->route->worker);
}

/* Without a token only this computer reads the metrics. What a proxy passes on comes from this computer as well. */
static gboolean
may_read_metrics (const Job *job)
{
  RosterHttpServer *self = job->server;
  GSocketAddress *remote = soup_server_message_get_remote_address (job->message);

  if (self->metrics_token != NULL)
    return job->work.token != NULL && strlen (job->work.token) == strlen (self->metrics_token) &&
           sodium_memcmp (job->work.token, self->metrics_token, strlen (self->metrics_token)) == 0;

  return !self->behind_proxy && G_IS_INET_SOCKET_ADDRESS (remote) &&
         g_inet_address_get_is_loopback (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote)));
}

static void
answer_metrics (Job *job)
{
  g_autofree char *text =
      roster_meters_to_text (job->server->meters, roster_http_admission_held (job->server->admission),
                             roster_office_n_failed (job->server->office));

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

static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           data)
{
  Job *job = data;
  gsize length;
  const guchar *bytes = g_bytes_get_data (chunk, &length);

  /* A polite client stops and reads the answer; from another nothing more is taken. */
  job->received += length;
  if (job->received > MAX (2 * job->max_size, MIN_DISCARDED))
    {
      roster_http_connections_reset (soup_server_message_get_socket (message));
      return;
    }
  if (job->body == NULL)
    return;

  if (job->received > job->max_size)
    refuse_too_large (job);
  else if (job->received > job->held && !has_room (job, job->received - job->held))
    refuse_full (job, _("The office has too much to do. Try again in a moment."));
  else
    {
      hold (job, MAX (job->held, job->received));
      g_byte_array_append (job->body, bytes, length);
    }
}

/* Emitted once the whole of a request was read, before it is handled unless it was refused already. */
static void
read_cb (RosterHttpServer  *self,
         SoupServerMessage *message)
{
  Job *job = g_object_get_data (G_OBJECT (message), JOB_KEY);

  if (job == NULL)
    return;

  clear_deadline (job);
  job->is_read = TRUE;
  if (soup_server_message_get_status (message) != 0)
    set_deadline (job, ANSWER_STALL, stall_cb);
}

/* Emitted as soon as a new connection may bring a request. */
static void
started_cb (RosterHttpServer  *self,
            SoupServerMessage *message)
{
  roster_http_connections_note (self->connections, soup_server_message_get_socket (message), FALSE);
}

static void
find_route (Job        *job,
            const char *path)
{
  const char *method = soup_server_message_get_method (job->message);

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (leads_to (&routes[i], path) && (job->route == NULL || strcmp (routes[i].method, method) == 0))
      job->route = &routes[i];
}

static gsize
max_size_of (const Job *job)
{
  if (job->route != NULL && is_upload (job))
    return ROSTER_JMAP_MAX_SIZE_UPLOAD;
  if (job->route != NULL && job->route->worker == roster_http_work_api)
    return roster_office_limits (job->server->office)->max_size_request;

  return MAX_UNKNOWN_SIZE;
}

/* What the head announces, in bytes; -1 where only the end tells. */
static goffset
announced_size (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  switch (soup_message_headers_get_encoding (headers))
    {
    case SOUP_ENCODING_NONE:
      return 0;
    case SOUP_ENCODING_CONTENT_LENGTH:
      return soup_message_headers_get_content_length (headers);
    case SOUP_ENCODING_UNRECOGNIZED:
    case SOUP_ENCODING_EOF:
    case SOUP_ENCODING_CHUNKED:
    case SOUP_ENCODING_BYTERANGES:
      break;
    }

  return -1;
}

/* Where a request ends must be the same for a proxy before the office, or one could hide another in its body
   (RFC 9112, section 11.2). */
static gboolean
is_ambiguous (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *length = soup_message_headers_get_list (headers, "Content-Length");
  const char *transfer = soup_message_headers_get_list (headers, "Transfer-Encoding");

  return (length != NULL && strchr (length, ',') != NULL) ||
         (transfer != NULL &&
          (length != NULL || soup_server_message_get_http_version (message) == SOUP_HTTP_1_0));
}

static void
refuse_ambiguous (Job *job)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (job->message), "Connection", "close");
  refuse (job, SOUP_STATUS_BAD_REQUEST, _("The request says more than once where it ends"));
}

/* Goes by the head, before anything of the rest is kept. Nobody is believed a token that comes with much. */
static void
admit (Job        *job,
       const char *path)
{
  if (job->server->draining)
    refuse_closing (job);
  else if (is_ambiguous (job->message))
    refuse_ambiguous (job);
  else if (job->route == NULL)
    refuse (job, SOUP_STATUS_NOT_FOUND, _("There is nothing at this address"));
  else if (strcmp (job->route->method, soup_server_message_get_method (job->message)) != 0)
    refuse_method (job, path);
  else if (job->route->worker == NULL && !may_read_metrics (job))
    refuse (job, SOUP_STATUS_FORBIDDEN, _("The metrics are for whoever runs this office"));
  else if (job->announced > (goffset) job->max_size)
    refuse_too_large (job);
  else if (!job_enter_login (job))
    refuse_full (job, _("The office has too much to do. Try again in a moment."));
  else if (!job_enter (job))
    {
      roster_http_work_limit (&job->work, SOUP_STATUS_BAD_REQUEST,
                              is_upload (job) ? "maxConcurrentUpload" : "maxConcurrentRequests");
      respond (job);
    }
  else if (job->max_size > MAX_UNKNOWN_SIZE && (job->announced < 0 || job->announced > MAX_UNKNOWN_SIZE))
    push (job, roster_http_work_authenticate);
  else
    make_room (job);
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
  job->started_at = g_get_monotonic_time ();
  g_object_set_data_full (G_OBJECT (message), JOB_KEY, job, (GDestroyNotify) job_unref);
  roster_meters_started (self->meters);
  roster_http_connections_note (self->connections, soup_server_message_get_socket (message), TRUE);

  find_route (job, path);
  job->max_size = max_size_of (job);
  job->announced = announced_size (message);
  job->body = g_byte_array_new ();
  job->query = query != NULL ? g_hash_table_ref (query) : NULL;
  job->work.office = g_object_ref (self->office);
  job->work.sha256 = query != NULL ? g_strdup (g_hash_table_lookup (query, "sha256")) : NULL;
  if (job->route != NULL && job->route->goes_on)
    job->work.rest = g_strdup (path + strlen (job->route->path));
  /* A calendar program sends no header of ours: there the secret stands in the address. */
  if (job->route != NULL && job->route->worker == roster_http_work_calendar)
    job->work.token = g_strdup (query != NULL ? g_hash_table_lookup (query, "token") : NULL);
  else
    job->work.token = read_token (message);

  /* Chunks are counted as they come, so that no more than the limit is ever kept. */
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), job);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), job);
  set_deadline (job, BODY_DEADLINE, deadline_cb);
  admit (job, path);
}

/* Not emitted for what was refused. */
static void
request_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  Job *job = g_object_get_data (G_OBJECT (message), JOB_KEY);

  g_return_if_fail (job != NULL);

  if (job->route->worker == NULL)
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
  g_clear_pointer (&self->connections, roster_http_connections_free);
  if (self->workers != NULL)
    g_thread_pool_free (self->workers, FALSE, TRUE);
  if (self->logins != NULL)
    g_thread_pool_free (self->logins, FALSE, TRUE);
  g_clear_pointer (&self->meters, roster_meters_free);
  g_clear_pointer (&self->admission, roster_http_admission_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->office);
  g_free (self->metrics_token);
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
  RosterHttpConnectionLimits limits;

  g_return_val_if_fail (ROSTER_IS_OFFICE (office), NULL);
  g_return_val_if_fail (options != NULL && options->address != NULL, NULL);

  limits = roster_http_connection_limits (options->behind_proxy);
  self = g_object_new (ROSTER_TYPE_HTTP_SERVER, NULL);
  self->office = g_object_ref (office);
  self->log = options->log;
  self->behind_proxy = options->behind_proxy;
  self->metrics_token = g_strdup (options->metrics_token);
  self->admission = roster_http_admission_new (options->max_held > 0 ? options->max_held : ROSTER_HTTP_MAX_HELD);
  self->connections = roster_http_connections_new (&limits);
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
  g_signal_connect_swapped (self->soup, "request-read", G_CALLBACK (read_cb), self);
  g_signal_connect_swapped (self->soup, "request-finished", G_CALLBACK (finished_cb), self);
  g_signal_connect_swapped (self->soup, "request-aborted", G_CALLBACK (aborted_cb), self);
  self->uri = roster_http_listen (self->soup, options, error);
  if (self->uri == NULL)
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
