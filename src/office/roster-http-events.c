/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-http-events.h"

#include <string.h>

#include "roster-http-stream.h"
#include "roster-office-login.h"

/* How long the watching thread waits at a time before it looks whether something has changed, and before it tries again
   after a failure, in milliseconds. */
#define LOOK_PERIOD 250
#define FAILURE_PAUSE 2000

/* Seconds within which it is seen that a token was taken back, by whichever process of the office. */
#define TOKEN_PERIOD 30

/* How long a listener may take for an event, in milliseconds. */
#define PATIENCE (60 * 1000)

/* How many streams a person may have: one for each of the person's computers, and those that died unnoticed. */
#define MAX_STREAMS 16

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

static void unref (RosterHttpEvents *self);

static void
news_free (gpointer data)
{
  News *news = data;

  unref (news->events);
  g_ptr_array_unref (news->changes);
  g_free (news);
}

/* Who people are and what they may see is told to everybody anew. */
static gboolean
changes_people (const News *news)
{
  for (guint i = 0; i < news->changes->len; i++)
    if (((const RosterHttpChange *) news->changes->pdata[i])->type == &roster_person_type)
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
      RosterHttpStream *stream = news->events->streams->pdata[i];

      roster_http_stream_tell (stream, news->stamp, news->changes);
      if (over)
        roster_http_stream_finish (stream);
    }

  return G_SOURCE_REMOVE;
}

/* Watching */

static gboolean
take_state (const RosterTypeState *state,
            gpointer               data)
{
  g_ptr_array_add (data, roster_http_change_new (state->account.id, state->type, state->modseq));
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
      changes = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_http_change_free);
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
      roster_http_stream_finish (self->streams->pdata[i]);
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
  self->streams = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_http_stream_free);
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
    n_streams += strcmp (roster_http_stream_person (self->streams->pdata[i]), person) == 0;

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
  RosterHttpStream *stream;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (session != NULL && token != NULL, FALSE);

  stream = roster_http_stream_new (message, session, query, self->context, PATIENCE);
  if (stream == NULL)
    return FALSE;

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
    if (roster_http_stream_message (self->streams->pdata[i]) == message)
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
    roster_http_stream_finish (self->streams->pdata[i]);
}
