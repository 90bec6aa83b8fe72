/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-listener.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "roster-account.h"
#include "roster-backoff.h"
#include "roster-json.h"
#include "roster-session.h"
#include "roster-soup-transport.h"

/* How long news rests before it is looked at, in milliseconds: what this computer has sent itself comes back as news,
   and is none once the sync that sent it is over. The second is added by chance, so that not everybody asks at once. */
#define REST 150
#define REST_JITTER 250

#define MAX_EVENT_SIZE (1024 * 1024)

struct _RosterListener
{
  RosterStore *store;
  RosterTokenStore *tokens;
  char *office;
  char *login;
  RosterNewsFunc func;
  gpointer data;
  GThread *thread;
  GCancellable *cancellable;
  /* On the main thread: nothing is told any more */
  gboolean closed;

  /* Under the mutex */
  GMutex mutex;
  GCond wake;
  gboolean stopping;
  gboolean poked;

  /* On the listening thread: the event under way, whether the stream is open, and how often it could not be opened */
  GString *event;
  GString *content;
  gboolean open;
  guint failures;
};

static void
clear (RosterListener *self)
{
  g_object_unref (self->store);
  g_object_unref (self->tokens);
  g_object_unref (self->cancellable);
  g_free (self->office);
  g_free (self->login);
  g_string_free (self->event, TRUE);
  g_string_free (self->content, TRUE);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->wake);
}

static void
unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, (GDestroyNotify) clear);
}

static gboolean
tell_cb (gpointer data)
{
  RosterListener *self = data;

  if (!self->closed)
    self->func (self->data);
  return G_SOURCE_REMOVE;
}

static void
tell (RosterListener *self)
{
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, tell_cb, g_atomic_rc_box_acquire (self), unref);
}

/* Waits, unless the listener is to end. FALSE when it is. */
static gboolean
rest (RosterListener *self,
      gint64          milliseconds,
      gboolean        until_poked)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;
  gboolean go_on;

  g_mutex_lock (&self->mutex);
  while (!self->stopping && !(until_poked && self->poked) && g_cond_wait_until (&self->wake, &self->mutex, end))
    ;
  self->poked = FALSE;
  go_on = !self->stopping;
  g_mutex_unlock (&self->mutex);
  return go_on;
}

/* Reading the cache: on the store's thread while this one waits */

typedef struct
{
  gpointer result;
  gboolean done;
} Reading;

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reading *reading = user_data;

  reading->result = roster_store_finish (ROSTER_STORE (source), result, NULL);
  reading->done = TRUE;
}

static gpointer
read_store (RosterListener  *self,
            RosterStoreFunc  func,
            gpointer         data)
{
  Reading reading = { NULL };

  roster_store_read_async (self->store, func, data, NULL, NULL, NULL, read_cb, &reading);
  while (!reading.done)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  return reading.result;
}

static gpointer
load_session (RosterCache   *cache,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return roster_session_load (data, cache);
}

/* The account and type of a StateChange whose state the cache does not have, as far as it keeps them at all. */
static gpointer
find_news (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  JsonObjectIter accounts, types;
  const char *account, *name;
  JsonNode *of_account, *state;

  json_object_iter_init (&accounts, data);
  while (json_object_iter_next (&accounts, &account, &of_account))
    {
      if (!JSON_NODE_HOLDS_OBJECT (of_account))
        continue;

      json_object_iter_init (&types, json_node_get_object (of_account));
      while (json_object_iter_next (&types, &name, &state))
        {
          const RosterRecordType *type = roster_record_type_find (name);
          g_autofree char *known = type != NULL ? roster_cache_get_state (cache, account, type) : NULL;

          if (type != NULL && json_node_get_value_type (state) == G_TYPE_STRING &&
              g_strcmp0 (known, json_node_get_string (state)) != 0)
            return GINT_TO_POINTER (TRUE);
        }
    }

  return NULL;
}

/* Events */

static void
take_state_change (RosterListener *self,
                   const char     *text)
{
  g_autoptr (JsonNode) node = roster_json_parse (text, -1, ROSTER_JSON_MAX_DEPTH, NULL);
  JsonNode *changed = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                          ? json_object_get_member (json_node_get_object (node), "changed")
                          : NULL;

  if (changed != NULL && JSON_NODE_HOLDS_OBJECT (changed) &&
      rest (self, REST + g_random_int_range (0, REST_JITTER), FALSE) &&
      read_store (self, find_news, json_node_get_object (changed)) != NULL)
    tell (self);
}

static void
take_event (RosterListener *self)
{
  /* What changed while nobody listened is read once the stream is open. */
  if (strcmp (self->event->str, "ping") == 0 && !self->open)
    {
      self->open = TRUE;
      self->failures = 0;
      tell (self);
    }
  else if (strcmp (self->event->str, "state") == 0)
    {
      take_state_change (self, self->content->str);
    }
}

/* Lines as of an event stream (HTML, section 9.2). */
static gboolean
take_line (const char *line,
           gpointer    data)
{
  RosterListener *self = data;

  if (line[0] == '\0')
    {
      take_event (self);
      g_string_truncate (self->event, 0);
      g_string_truncate (self->content, 0);
    }
  else if (g_str_has_prefix (line, "event: "))
    g_string_assign (self->event, line + strlen ("event: "));
  else if (g_str_has_prefix (line, "data: "))
    g_string_append (self->content, line + strlen ("data: "));

  return self->content->len < MAX_EVENT_SIZE && !g_cancellable_is_cancelled (self->cancellable);
}

/* Listens until the stream ends, or cannot be had. */
static void
listen_once (RosterListener *self)
{
  g_autoptr (RosterTransport) transport = roster_soup_transport_new (self->office, NULL);
  g_autoptr (RosterSession) session = transport != NULL ? read_store (self, load_session, transport) : NULL;
  g_autofree char *token = NULL;
  RosterHttpRequest request = { .method = "GET" };

  /* An office that pushes nothing, or a person who has signed out. */
  if (session == NULL || session->events_path == NULL)
    return;
  token = roster_token_store_lookup (self->tokens, roster_transport_origin (transport), self->login, self->cancellable,
                                     NULL);
  if (token == NULL)
    return;

  self->open = FALSE;
  g_string_truncate (self->event, 0);
  g_string_truncate (self->content, 0);
  request.path = session->events_path;
  request.token = token;
  roster_transport_listen (transport, &request, take_line, self, self->cancellable, NULL);
}

static gpointer
listen_thread (gpointer data)
{
  RosterListener *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_main_context_push_thread_default (context);
  do
    {
      listen_once (self);
      self->failures++;
    }
  while (rest (self, roster_backoff_delay (self->failures, -1), TRUE));
  g_main_context_pop_thread_default (context);

  return NULL;
}

/* Public API */

/**
 * roster_listener_new:
 * @func: called on the main thread once the stream is open, and whenever the office has something that the cache has
 *   not
 *
 * Returns: (transfer full): a listener that listens already
 */
RosterListener *
roster_listener_new (RosterStore      *store,
                     RosterTokenStore *tokens,
                     const char       *office,
                     const char       *login,
                     RosterNewsFunc    func,
                     gpointer          data)
{
  RosterListener *self;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);
  g_return_val_if_fail (ROSTER_IS_TOKEN_STORE (tokens), NULL);
  g_return_val_if_fail (office != NULL && login != NULL && func != NULL, NULL);

  self = g_atomic_rc_box_new0 (RosterListener);
  self->store = g_object_ref (store);
  self->tokens = g_object_ref (tokens);
  self->office = g_strdup (office);
  self->login = g_strdup (login);
  self->func = func;
  self->data = data;
  self->cancellable = g_cancellable_new ();
  self->event = g_string_new (NULL);
  self->content = g_string_new (NULL);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->wake);
  self->thread = g_thread_new ("roster-listener", listen_thread, self);
  return self;
}

/**
 * roster_listener_poke:
 *
 * Tries at once where the listener waits for its next attempt: the office can be reached.
 */
void
roster_listener_poke (RosterListener *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  self->poked = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);
}

/* Ends listening and waits for the thread, which waits for nobody then. */
void
roster_listener_free (RosterListener *self)
{
  if (self == NULL)
    return;

  self->closed = TRUE;
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);
  unref (self);
}
