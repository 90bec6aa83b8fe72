/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-http-events.h"

#include <string.h>

#include "roster-json.h"
#include "roster-office-login.h"

/* How long the watching thread waits at a time before it looks whether something has changed, and before it tries again
   after a failure, in milliseconds. */
#define LOOK_PERIOD 250
#define FAILURE_PAUSE 2000

/* The fewest and the most seconds between two pings. */
#define MIN_PING 5
#define MAX_PING 900

/* Seconds after which a stream ends, so that whoever listens proves again who it is. */
#define STREAM_TIME 3600

/* Seconds within which it is seen that a token was taken back, by whichever process of the office. */
#define TOKEN_PERIOD 30

/* How many streams a person may have: one for each of the person's computers, and those that died unnoticed. */
#define MAX_STREAMS 16

/* A state that has changed. */
typedef struct
{
  char *account;
  const RosterRecordType *type;
  gint64 modseq;
} Change;

/* What has changed up to a stamp. */
typedef struct
{
  RosterHttpEvents *events;
  gint64 stamp;
  GPtrArray *changes;
} News;

/* A token whose bearer is not signed in any more. */
typedef struct
{
  RosterHttpEvents *events;
  char *token;
} SignOut;

typedef struct
{
  SoupServerMessage *message;
  RosterJmapSession *session;
  /* The types that are asked for; NULL for all */
  char **types;
  gboolean close_after;
  guint interval;
  GSource *ping;
  GSource *end;
  gboolean over;
} Stream;

struct _RosterHttpEvents
{
  RosterOffice *office;
  GMainContext *context;
  GPtrArray *streams;
  GThread *watcher;
  /* On the server's thread: up to where the streams have been told */
  gint64 told;

  /* Under the mutex: the hash of each stream's token in the order of the streams, and which is looked at next; whether
     somebody listens, what the watcher has told of, whether that was set back while it looked, and whether it is to
     end */
  GMutex mutex;
  GCond wake;
  GPtrArray *tokens;
  guint next_token;
  gboolean listened;
  gint64 stamp;
  gboolean set_back;
  gboolean stopping;
};

static void
change_free (Change *change)
{
  g_free (change->account);
  g_free (change);
}

static void unref (RosterHttpEvents *self);

static void
news_free (gpointer data)
{
  News *news = data;

  unref (news->events);
  g_ptr_array_unref (news->changes);
  g_free (news);
}

/* Streams */

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
stream_free (Stream *stream)
{
  clear_source (&stream->ping);
  clear_source (&stream->end);
  roster_jmap_session_free (stream->session);
  g_strfreev (stream->types);
  g_object_unref (stream->message);
  g_free (stream);
}

static void
send (Stream     *stream,
      const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  if (stream->over)
    return;

  soup_message_body_append_bytes (soup_server_message_get_response_body (stream->message), bytes);
  soup_server_message_unpause (stream->message);
}

static void
finish (Stream *stream)
{
  if (stream->over)
    return;

  stream->over = TRUE;
  soup_message_body_complete (soup_server_message_get_response_body (stream->message));
  soup_server_message_unpause (stream->message);
}

static gboolean
ping_cb (gpointer data)
{
  Stream *stream = data;
  g_autofree char *text = g_strdup_printf ("event: ping\ndata: {\"interval\":%u}\n\n", stream->interval);

  send (stream, text);
  return G_SOURCE_CONTINUE;
}

static gboolean
end_cb (gpointer data)
{
  Stream *stream = data;

  finish (stream);
  return G_SOURCE_REMOVE;
}

static gboolean
listens_to (const Stream *stream,
            const Change *change)
{
  return roster_jmap_session_account (stream->session, change->account) != NULL &&
         (stream->types == NULL || g_strv_contains ((const char *const *) stream->types, change->type->name));
}

/* A StateChange of what the stream listens to; NULL where that is nothing. The changes stand account by account. */
static char *
describe (const Stream *stream,
          const News   *news)
{
  GString *text = g_string_new (NULL);
  const char *account = NULL;

  for (guint i = 0; i < news->changes->len; i++)
    {
      const Change *change = news->changes->pdata[i];

      if (!listens_to (stream, change))
        continue;
      if (account == NULL || strcmp (account, change->account) != 0)
        {
          g_string_append (text, account == NULL ? "" : "},");
          roster_json_append_string (text, change->account);
          g_string_append (text, ":{");
        }
      else
        {
          g_string_append_c (text, ',');
        }
      account = change->account;
      g_string_append_printf (text, "\"%s\":\"%" G_GINT64_FORMAT "\"", change->type->name, change->modseq);
    }

  if (account == NULL)
    {
      g_string_free (text, TRUE);
      return NULL;
    }

  g_string_prepend (text, "data: {\"@type\":\"StateChange\",\"changed\":{");
  g_string_append (text, "}}}\n\n");
  return g_string_free (text, FALSE);
}

/* Who people are and what they may see is told to everybody anew. */
static gboolean
changes_people (const News *news)
{
  for (guint i = 0; i < news->changes->len; i++)
    if (((const Change *) news->changes->pdata[i])->type == &roster_person_type)
      return TRUE;

  return FALSE;
}

static gboolean
tell_cb (gpointer data)
{
  const News *news = data;
  gboolean over = changes_people (news);

  news->events->told = news->stamp;
  for (guint i = 0; i < news->events->streams->len; i++)
    {
      Stream *stream = news->events->streams->pdata[i];
      g_autofree char *changes = describe (stream, news);
      g_autofree char *text = NULL;

      if (changes != NULL)
        {
          text = g_strdup_printf ("id: %" G_GINT64_FORMAT "\nevent: state\n%s", news->stamp, changes);
          send (stream, text);
        }
      if (over || (changes != NULL && stream->close_after))
        finish (stream);
    }

  return G_SOURCE_REMOVE;
}

/* Watching */

static gboolean
take_state (const RosterTypeState *state,
            gpointer               data)
{
  Change *change = g_new0 (Change, 1);

  change->account = g_strdup (state->account.id);
  change->type = state->type;
  change->modseq = state->modseq;
  g_ptr_array_add (data, change);
  return TRUE;
}

/* Tells the streams of what changed after @since. Gives up to where it has told, -1 where that cannot be read now. */
static gint64
look (RosterHttpEvents *self,
      RosterBackend    *backend,
      gint64            since)
{
  g_autoptr (GPtrArray) changes = NULL;
  gint64 stamp = since;
  gboolean done;
  News *news;

  /* Stamp and states are of one moment. */
  done = roster_backend_call (backend, begin, FALSE, NULL) &&
         roster_backend_call (backend, read_stamp, &stamp, NULL);
  if (done && stamp != since)
    {
      changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
      done = roster_backend_call (backend, each_state, since, take_state, changes, NULL);
    }
  roster_backend_call (backend, rollback);
  if (!done)
    return -1;

  if (changes != NULL)
    {
      news = g_new0 (News, 1);
      news->events = g_atomic_rc_box_acquire (self);
      news->stamp = stamp;
      news->changes = g_steal_pointer (&changes);
      g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, tell_cb, news, news_free);
    }
  return stamp;
}

static void
sign_out_free (gpointer data)
{
  SignOut *sign_out = data;

  unref (sign_out->events);
  g_free (sign_out->token);
  g_free (sign_out);
}

/* On the server's thread, to which the streams and the order of the tokens belong. */
static void
end_streams_of (RosterHttpEvents *self,
                const char       *token)
{
  for (guint i = 0; i < self->streams->len; i++)
    if (strcmp (self->tokens->pdata[i], token) == 0)
      finish (self->streams->pdata[i]);
}

static gboolean
sign_out_cb (gpointer data)
{
  SignOut *sign_out = data;

  end_streams_of (sign_out->events, sign_out->token);
  return G_SOURCE_REMOVE;
}

/* The next few tokens, so many that all have been looked at after their period. */
static GPtrArray *
next_tokens (RosterHttpEvents *self)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_free);
  guint n_looks = TOKEN_PERIOD * 1000 / LOOK_PERIOD;

  g_mutex_lock (&self->mutex);
  for (guint n = (self->tokens->len + n_looks - 1) / n_looks; n > 0; n--)
    {
      self->next_token = self->next_token < self->tokens->len ? self->next_token : 0;
      g_ptr_array_add (tokens, g_strdup (self->tokens->pdata[self->next_token++]));
    }
  g_mutex_unlock (&self->mutex);

  return tokens;
}

static void
check_tokens (RosterHttpEvents *self,
              RosterBackend    *backend)
{
  g_autoptr (GPtrArray) tokens = next_tokens (self);

  for (guint i = 0; i < tokens->len; i++)
    {
      gboolean valid;
      SignOut *sign_out;

      /* What cannot be looked at now is looked at in the next round. */
      if (!roster_office_check_token (self->office, backend, tokens->pdata[i], &valid, NULL) || valid)
        continue;

      sign_out = g_new0 (SignOut, 1);
      sign_out->events = g_atomic_rc_box_acquire (self);
      sign_out->token = g_strdup (tokens->pdata[i]);
      g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, sign_out_cb, sign_out, sign_out_free);
    }
}

/* Waits until it is worth looking. FALSE when the watcher is to end. */
static gboolean
wait_for_change (RosterHttpEvents *self,
                 RosterBackend    *backend,
                 gint64            milliseconds)
{
  if (backend != NULL && ROSTER_BACKEND_GET_CLASS (backend)->wait != NULL && self->listened)
    {
      g_mutex_unlock (&self->mutex);
      roster_backend_call (backend, wait, milliseconds);
      g_mutex_lock (&self->mutex);
    }
  else
    {
      g_cond_wait_until (&self->wake, &self->mutex, g_get_monotonic_time () + milliseconds * 1000);
    }
  while (!self->listened && !self->stopping)
    g_cond_wait (&self->wake, &self->mutex);

  return !self->stopping;
}

static gpointer
watch_thread (gpointer data)
{
  RosterHttpEvents *self = data;
  g_autoptr (RosterBackend) backend = NULL;
  gint64 pause = 0, checked_at = 0;

  g_mutex_lock (&self->mutex);
  while (wait_for_change (self, backend, pause))
    {
      gint64 since = self->stamp, told = -1, now = g_get_monotonic_time ();

      self->set_back = FALSE;
      g_mutex_unlock (&self->mutex);
      if (backend == NULL)
        backend = roster_office_acquire (self->office, NULL);
      if (backend != NULL)
        told = look (self, backend, since);
      if (told >= 0 && now - checked_at >= LOOK_PERIOD * 1000)
        {
          check_tokens (self, backend);
          checked_at = now;
        }
      if (told < 0)
        g_clear_object (&backend);
      g_mutex_lock (&self->mutex);

      pause = told < 0 ? FAILURE_PAUSE : LOOK_PERIOD;
      if (told >= 0 && !self->set_back)
        self->stamp = told;
    }
  g_mutex_unlock (&self->mutex);

  return NULL;
}

/* Public API */

/**
 * roster_http_events_new:
 *
 * To be used from the thread-default main context on; what is told goes through it.
 *
 * Returns: (transfer full): nobody listens yet
 */
RosterHttpEvents *
roster_http_events_new (RosterOffice *office)
{
  RosterHttpEvents *self;

  g_return_val_if_fail (ROSTER_IS_OFFICE (office), NULL);

  self = g_atomic_rc_box_new0 (RosterHttpEvents);
  self->office = g_object_ref (office);
  self->context = g_main_context_ref_thread_default ();
  self->streams = g_ptr_array_new_with_free_func ((GDestroyNotify) stream_free);
  self->tokens = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->wake);
  self->watcher = g_thread_new ("roster-events", watch_thread, self);
  return self;
}

static void
clear (RosterHttpEvents *self)
{
  g_ptr_array_unref (self->streams);
  g_ptr_array_unref (self->tokens);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->wake);
  g_main_context_unref (self->context);
  g_object_unref (self->office);
}

static void
unref (RosterHttpEvents *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

void
roster_http_events_free (RosterHttpEvents *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->watcher);
  g_ptr_array_set_size (self->streams, 0);
  unref (self);
}

static void
set_listened (RosterHttpEvents *self)
{
  g_mutex_lock (&self->mutex);
  self->listened = self->streams->len > 0;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);
}

static gboolean
read_query (Stream     *stream,
            GHashTable *query)
{
  const char *types = query != NULL ? g_hash_table_lookup (query, "types") : NULL;
  const char *close_after = query != NULL ? g_hash_table_lookup (query, "closeafter") : NULL;
  const char *ping = query != NULL ? g_hash_table_lookup (query, "ping") : NULL;
  guint64 interval;

  if (types == NULL || close_after == NULL || ping == NULL ||
      !g_ascii_string_to_unsigned (ping, 10, 0, G_MAXUINT, &interval, NULL) ||
      (strcmp (close_after, "state") != 0 && strcmp (close_after, "no") != 0))
    return FALSE;

  stream->types = strcmp (types, "*") != 0 ? g_strsplit (types, ",", -1) : NULL;
  stream->close_after = strcmp (close_after, "state") == 0;
  stream->interval = interval > 0 ? CLAMP (interval, MIN_PING, MAX_PING) : 0;
  return TRUE;
}

static GSource *
start_timer (RosterHttpEvents *self,
             guint             seconds,
             GSourceFunc       func,
             Stream           *stream)
{
  GSource *source = g_timeout_source_new_seconds (seconds);

  g_source_set_callback (source, func, stream, NULL);
  g_source_attach (source, self->context);
  return source;
}

/**
 * roster_http_events_has_room:
 * @person: the id of who would listen
 *
 * Returns: whether the person may have another stream
 */
gboolean
roster_http_events_has_room (RosterHttpEvents *self,
                             const char       *person)
{
  guint n_streams = 0;

  g_return_val_if_fail (self != NULL && person != NULL, FALSE);

  for (guint i = 0; i < self->streams->len; i++)
    n_streams += strcmp (((Stream *) self->streams->pdata[i])->session->person, person) == 0;

  return n_streams < MAX_STREAMS;
}

/**
 * roster_http_events_open:
 * @message: answered by this from now on
 * @session: (transfer full): what the person may see
 * @token: by which the person has proved who it is
 * @stamp: read before @session was
 * @query: (nullable) (element-type utf8 utf8): `types`, `closeafter` and `ping`
 *
 * Begins a stream. What was committed before @stamp is not told any more.
 *
 * Returns: %FALSE where the query is not right; then nothing has happened
 */
gboolean
roster_http_events_open (RosterHttpEvents  *self,
                         SoupServerMessage *message,
                         RosterJmapSession *session,
                         const char        *token,
                         gint64             stamp,
                         GHashTable        *query)
{
  SoupMessageHeaders *headers;
  Stream *stream;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (session != NULL && token != NULL, FALSE);

  stream = g_new0 (Stream, 1);
  stream->message = g_object_ref (message);
  stream->session = session;
  if (!read_query (stream, query))
    {
      stream_free (stream);
      return FALSE;
    }

  headers = soup_server_message_get_response_headers (message);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (headers, "text/event-stream", NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);

  /* What the others have been told since @stamp, this one has not: it is told once more. */
  g_mutex_lock (&self->mutex);
  if (self->streams->len == 0 || stamp < self->told)
    {
      self->stamp = stamp;
      self->set_back = TRUE;
    }
  g_ptr_array_add (self->tokens, roster_office_hash_token (token));
  g_mutex_unlock (&self->mutex);
  g_ptr_array_add (self->streams, stream);
  set_listened (self);

  /* The first ping tells that from here on nothing is missed. */
  ping_cb (stream);
  if (stream->interval > 0)
    stream->ping = start_timer (self, stream->interval, ping_cb, stream);
  stream->end = start_timer (self, STREAM_TIME, end_cb, stream);
  return TRUE;
}

/**
 * roster_http_events_drop:
 *
 * Forgets the stream that @message was answered by, where there is one: it is over, or whoever listened is gone.
 */
void
roster_http_events_drop (RosterHttpEvents  *self,
                         SoupServerMessage *message)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->streams->len; i++)
    if (((Stream *) self->streams->pdata[i])->message == message)
      {
        g_ptr_array_remove_index_fast (self->streams, i);
        g_mutex_lock (&self->mutex);
        g_ptr_array_remove_index_fast (self->tokens, i);
        g_mutex_unlock (&self->mutex);
        set_listened (self);
        return;
      }
}

/**
 * roster_http_events_sign_out:
 *
 * Ends the streams of whoever had @token. What another process of the office takes back is seen within half a minute.
 */
void
roster_http_events_sign_out (RosterHttpEvents *self,
                             const char       *token)
{
  g_autofree char *hash = NULL;

  g_return_if_fail (self != NULL && token != NULL);

  hash = roster_office_hash_token (token);
  end_streams_of (self, hash);
}

/**
 * roster_http_events_end:
 *
 * Ends all streams, so that the server can stop.
 */
void
roster_http_events_end (RosterHttpEvents *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->streams->len; i++)
    finish (self->streams->pdata[i]);
}
