/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coordinator-private.h"

#include "roster-backoff.h"
#include "roster-outbox.h"
#include "roster-sync-facts.h"
#include "roster-sync-job.h"
#include "roster-worker.h"

/* How soon after an edit it is sent; more edits in this time go along. Milliseconds. */
#define EDIT_DELAY 2000

/* How soon after the network is back the office is tried. */
#define NETWORK_DELAY 1000

#define PROGRESS_INTERVAL 100

/* The window comes first, in milliseconds. */
#define START_DELAY 300

G_DEFINE_FINAL_TYPE (RosterCoordinator, roster_coordinator, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_OFFICE,
  PROP_LOGIN,
  PROP_LAST_SYNCED_AT,
  PROP_SINCE,
  PROP_MESSAGE,
  PROP_PROGRESS,
  PROP_AUTOMATIC,
  PROP_INTERVAL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void start_sync (RosterCoordinator *self);
static void look_for_edits (RosterCoordinator *self,
                            gint64 since);

static void
notify (RosterCoordinator *self,
        guint              prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_message (RosterCoordinator *self,
             const char        *message)
{
  if (g_strcmp0 (self->message, message) == 0)
    return;

  g_free (self->message);
  self->message = g_strdup (message);
  notify (self, PROP_MESSAGE);
}

static void
set_progress (RosterCoordinator *self,
              double             progress)
{
  self->progress = progress;
  notify (self, PROP_PROGRESS);
}

/* Offline lasts from the first failure on, however often the office is tried in between. */
static void
set_state (RosterCoordinator      *self,
           RosterCoordinatorState  state,
           gint64                  since)
{
  if (self->since != since)
    {
      self->since = since;
      notify (self, PROP_SINCE);
    }
  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

static gint64
now (RosterCoordinator *self)
{
  return roster_clock_now (roster_store_clock (self->store));
}

/* When to sync next */

static gboolean
due_cb (gpointer user_data)
{
  RosterCoordinator *self = user_data;

  self->timer = 0;
  start_sync (self);
  return G_SOURCE_REMOVE;
}

static void
sync_in (RosterCoordinator *self,
         gint64             milliseconds)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->started && self->automatic && self->office != NULL && self->state != ROSTER_COORDINATOR_SIGNED_OUT)
    self->timer = g_timeout_add ((guint) CLAMP (milliseconds, 0, G_MAXINT), due_cb, self);
}

static gint64
interval_delay (RosterCoordinator *self)
{
  return (gint64) self->interval * 60 * 1000;
}

/* A sync under way */

static gboolean
progress_cb (gpointer user_data)
{
  RosterCoordinator *self = user_data;
  int permille = g_atomic_int_get (&self->running->permille);

  set_progress (self, permille < 0 ? -1 : permille / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
last_synced_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (RosterCoordinator) self = user_data;
  g_autoptr (RosterSyncFacts) facts = roster_store_finish (ROSTER_STORE (source), result, NULL);

  if (facts == NULL || facts->last_synced_at == self->last_synced_at)
    return;

  self->last_synced_at = facts->last_synced_at;
  notify (self, PROP_LAST_SYNCED_AT);
}

/* The office has something new. */
static void
news_cb (gpointer data)
{
  start_sync (data);
}

/* Once a sync has gone through, what changes is told at once. */
static void
listen (RosterCoordinator *self)
{
  if (self->listener != NULL)
    roster_listener_poke (self->listener);
  else if (self->automatic)
    self->listener = roster_listener_new (self->store, self->tokens, self->office, self->login, news_cb, self);
}

static void
note_success (RosterCoordinator *self)
{
  self->failures = 0;
  set_message (self, NULL);
  set_state (self, ROSTER_COORDINATOR_IDLE, now (self));
  sync_in (self, interval_delay (self));
  listen (self);
}

static void
note_failure (RosterCoordinator *self,
              const GError      *error,
              gboolean           was_offline,
              gint64             offline_since,
              gint64             retry_after)
{
  RosterCoordinatorState state = ROSTER_COORDINATOR_FAILED;

  set_message (self, error->message);
  if (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_SIGNED_OUT))
    {
      set_state (self, ROSTER_COORDINATOR_SIGNED_OUT, now (self));
      g_clear_handle_id (&self->timer, g_source_remove);
      g_clear_pointer (&self->listener, roster_listener_free);
      return;
    }

  if (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OFFLINE) ||
      g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_UNAVAILABLE))
    state = ROSTER_COORDINATOR_OFFLINE;
  self->failures++;
  set_state (self, state, was_offline && state == ROSTER_COORDINATOR_OFFLINE ? offline_since : now (self));
  sync_in (self, roster_backoff_delay (self->failures, retry_after));
}

typedef struct
{
  RosterCoordinatorState before;
  gint64 since;
  gint64 started_at;
} Attempt;

static void
synced_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Attempt *attempt = user_data;
  RosterCoordinator *self = ROSTER_COORDINATOR (source);
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);
  gint64 retry_after = self->running->retry_after;
  gboolean again = self->again;

  self->again = FALSE;
  self->running = NULL;
  g_clear_handle_id (&self->progress_timer, g_source_remove);
  if (!self->started)
    return;

  if (done)
    note_success (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      set_state (self, attempt->before, attempt->since);
      sync_in (self, interval_delay (self));
    }
  else
    note_failure (self, error, attempt->before == ROSTER_COORDINATOR_OFFLINE, attempt->since, retry_after);

  roster_store_read_async (self->store, roster_sync_facts_read, NULL, NULL, (GDestroyNotify) roster_sync_facts_free,
                           NULL, last_synced_cb, g_object_ref (self));
  if (done && again)
    start_sync (self);
  else if (done)
    look_for_edits (self, attempt->started_at);
}

static void
sync_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  roster_sync_job_run (task, roster_sync_job_sync, data, cancellable);
}

static void
start_sync (RosterCoordinator *self)
{
  g_autoptr (GTask) task = NULL;
  Attempt *attempt;

  if (!self->started || self->office == NULL || self->login == NULL)
    return;
  if (self->running != NULL)
    {
      self->again = TRUE;
      return;
    }

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->running = roster_sync_job_new (self->store, self->tokens, self->office, self->login, NULL);
  attempt = g_new0 (Attempt, 1);
  attempt->before = self->state;
  attempt->since = self->since;
  attempt->started_at = now (self);

  task = g_task_new (self, self->cancellable, synced_cb, attempt);
  g_task_set_task_data (task, self->running, (GDestroyNotify) roster_sync_job_free);
  set_progress (self, -1);
  set_state (self, ROSTER_COORDINATOR_SYNCING, now (self));
  self->progress_timer = g_timeout_add (PROGRESS_INTERVAL, progress_cb, self);
  roster_worker_push (self->network, G_PRIORITY_DEFAULT, task, sync_in_thread);
}

/* What sets a sync off */

static gpointer
count_waiting (RosterCache   *cache,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  RosterOutboxCounts counts;

  return roster_cache_count_pending (cache, &counts, error) ? g_memdup2 (&counts, sizeof counts) : NULL;
}

static void
waiting_counted_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (RosterCoordinator) self = user_data;
  g_autofree RosterOutboxCounts *counts = roster_store_finish (ROSTER_STORE (source), result, NULL);

  if (counts == NULL || counts->waiting == 0)
    return;
  if (self->running != NULL)
    self->again = TRUE;
  else if (self->state == ROSTER_COORDINATOR_IDLE)
    sync_in (self, EDIT_DELAY);
}

static gpointer
find_waiting_edit (RosterCache   *cache,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  const gint64 *since = data;
  g_autoptr (GPtrArray) changes = roster_cache_list_pending (cache, error);
  gboolean found = FALSE;

  if (changes == NULL)
    return NULL;

  for (guint i = 0; i < changes->len && !found; i++)
    {
      const RosterPending *pending = changes->pdata[i];

      found = pending->state == ROSTER_PENDING_WAITING && pending->edited_at >= *since;
    }

  return g_memdup2 (&found, sizeof found);
}

static void
waiting_edit_found_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (RosterCoordinator) self = user_data;
  g_autofree gboolean *found = roster_store_finish (ROSTER_STORE (source), result, NULL);

  if (found != NULL && *found && self->running == NULL && self->state == ROSTER_COORDINATOR_IDLE)
    sync_in (self, EDIT_DELAY);
}

/* An edit may come when a sync has taken what it sends and is not over yet. What waits from before the sync is no
   reason for another one: it would wait after that as well. */
static void
look_for_edits (RosterCoordinator *self,
                gint64             since)
{
  roster_store_read_async (self->store, find_waiting_edit, g_memdup2 (&since, sizeof since), g_free, g_free, NULL,
                           waiting_edit_found_cb, g_object_ref (self));
}

/* A sync changes the outbox too; only what waits is a reason for another one. */
static void
outbox_changed_cb (RosterCoordinator *self)
{
  if (self->started && self->automatic && self->running == NULL && self->state == ROSTER_COORDINATOR_IDLE)
    roster_store_read_async (self->store, count_waiting, NULL, NULL, g_free, NULL, waiting_counted_cb,
                             g_object_ref (self));
}

static void
network_changed_cb (RosterCoordinator *self,
                    gboolean           available)
{
  if (!available || self->state != ROSTER_COORDINATOR_OFFLINE)
    return;

  self->failures = 0;
  sync_in (self, NETWORK_DELAY);
}

static void
set_person (RosterCoordinator *self,
            const char        *office,
            const char        *login)
{
  g_clear_pointer (&self->listener, roster_listener_free);
  g_free (self->office);
  g_free (self->login);
  self->office = g_strdup (office);
  self->login = g_strdup (login);
  notify (self, PROP_OFFICE);
  notify (self, PROP_LOGIN);
}

static void
take_facts (RosterCoordinator *self,
            RosterSyncFacts   *facts)
{
  if (!self->started || self->office != NULL || facts->office == NULL || facts->login == NULL)
    return;

  set_person (self, facts->office, facts->login);
  self->last_synced_at = facts->last_synced_at;
  notify (self, PROP_LAST_SYNCED_AT);
  set_state (self, ROSTER_COORDINATOR_IDLE, now (self));
  sync_in (self, START_DELAY);
}

static void
facts_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (RosterCoordinator) self = user_data;
  g_autoptr (RosterSyncFacts) facts = roster_store_finish (ROSTER_STORE (source), result, NULL);

  if (facts != NULL)
    take_facts (self, facts);
}

/* Signing in and out, which is in roster-coordinator-sign-in.c */

void
roster_coordinator_note_signed_in (RosterCoordinator *self,
                                   const char        *office,
                                   const char        *login)
{
  self->failures = 0;
  set_message (self, NULL);
  set_person (self, office, login);
  set_state (self, ROSTER_COORDINATOR_IDLE, now (self));
  start_sync (self);
}

void
roster_coordinator_note_signed_out (RosterCoordinator *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->listener, roster_listener_free);
  set_message (self, NULL);
  set_state (self, ROSTER_COORDINATOR_SIGNED_OUT, now (self));
}

static void
roster_coordinator_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RosterCoordinator *self = ROSTER_COORDINATOR (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_OFFICE:
      g_value_set_string (value, self->office);
      break;
    case PROP_LOGIN:
      g_value_set_string (value, self->login);
      break;
    case PROP_LAST_SYNCED_AT:
      g_value_set_int64 (value, self->last_synced_at);
      break;
    case PROP_SINCE:
      g_value_set_int64 (value, self->since);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_AUTOMATIC:
      g_value_set_boolean (value, self->automatic);
      break;
    case PROP_INTERVAL:
      g_value_set_uint (value, self->interval);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* What waited while nothing happened by itself goes at once. */
static void
set_automatic (RosterCoordinator *self,
               gboolean           automatic)
{
  if (self->automatic == automatic)
    return;

  self->automatic = automatic;
  if (!automatic)
    g_clear_pointer (&self->listener, roster_listener_free);
  if (self->running == NULL)
    sync_in (self, 0);
}

static void
set_interval (RosterCoordinator *self,
              guint              interval)
{
  if (self->interval == interval)
    return;

  self->interval = interval;
  if (self->running == NULL && self->state == ROSTER_COORDINATOR_IDLE)
    {
      sync_in (self, interval_delay (self));
      outbox_changed_cb (self);
    }
}

static void
roster_coordinator_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RosterCoordinator *self = ROSTER_COORDINATOR (object);

  switch (prop_id)
    {
    case PROP_AUTOMATIC:
      set_automatic (self, g_value_get_boolean (value));
      break;
    case PROP_INTERVAL:
      set_interval (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_coordinator_dispose (GObject *object)
{
  RosterCoordinator *self = ROSTER_COORDINATOR (object);

  roster_coordinator_stop (self);
  g_clear_object (&self->monitor);
  g_clear_object (&self->tokens);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (roster_coordinator_parent_class)->dispose (object);
}

static void
roster_coordinator_finalize (GObject *object)
{
  RosterCoordinator *self = ROSTER_COORDINATOR (object);

  g_free (self->office);
  g_free (self->login);
  g_free (self->message);

  G_OBJECT_CLASS (roster_coordinator_parent_class)->finalize (object);
}

static void
roster_coordinator_class_init (RosterCoordinatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = roster_coordinator_get_property;
  object_class->set_property = roster_coordinator_set_property;
  object_class->dispose = roster_coordinator_dispose;
  object_class->finalize = roster_coordinator_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, ROSTER_COORDINATOR_ALONE, ROSTER_COORDINATOR_FAILED,
                                             ROSTER_COORDINATOR_ALONE, readable);
  properties[PROP_OFFICE] = g_param_spec_string ("office", NULL, NULL, NULL, readable);
  properties[PROP_LOGIN] = g_param_spec_string ("login", NULL, NULL, NULL, readable);
  properties[PROP_LAST_SYNCED_AT] = g_param_spec_int64 ("last-synced-at", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_SINCE] = g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, readable);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, -1, 1, -1, readable);
  properties[PROP_AUTOMATIC] = g_param_spec_boolean ("automatic", NULL, NULL, TRUE, writable);
  properties[PROP_INTERVAL] = g_param_spec_uint ("interval", NULL, NULL, 1, 24 * 60, 5, writable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
roster_coordinator_init (RosterCoordinator *self)
{
  self->automatic = TRUE;
  self->interval = 5;
  self->progress = -1;
}

/**
 * roster_coordinator_new:
 * @store: the cache
 * @tokens: where the token is kept
 *
 * Returns: (transfer full): a coordinator that does nothing until roster_coordinator_start()
 */
RosterCoordinator *
roster_coordinator_new (RosterStore      *store,
                        RosterTokenStore *tokens)
{
  RosterCoordinator *self;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);
  g_return_val_if_fail (ROSTER_IS_TOKEN_STORE (tokens), NULL);

  self = g_object_new (ROSTER_TYPE_COORDINATOR, NULL);
  self->store = g_object_ref (store);
  self->tokens = g_object_ref (tokens);
  return self;
}

/**
 * roster_coordinator_first_read:
 *
 * Returns: finds out whose cache it is while the store is opened, for roster_coordinator_start()
 */
RosterFirstRead
roster_coordinator_first_read (void)
{
  return (RosterFirstRead){ roster_sync_facts_read, roster_sync_facts_read, NULL,
                            (GDestroyNotify) roster_sync_facts_free };
}

/**
 * roster_coordinator_start:
 *
 * Finds out whose cache it is and keeps it in step from now on.
 */
void
roster_coordinator_start (RosterCoordinator *self)
{
  g_autoptr (RosterSyncFacts) facts = NULL;

  g_return_if_fail (ROSTER_IS_COORDINATOR (self));

  if (self->started)
    return;

  self->started = TRUE;
  self->stopping = g_cancellable_new ();
  self->network = roster_worker_new ("roster-network");
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "outbox-changed", G_CALLBACK (outbox_changed_cb), self, G_CONNECT_SWAPPED);

  facts = roster_store_take_first (self->store, roster_sync_facts_read);
  if (facts != NULL)
    take_facts (self, facts);
  else
    roster_store_read_async (self->store, roster_sync_facts_read, NULL, NULL, (GDestroyNotify) roster_sync_facts_free,
                             NULL, facts_read_cb, g_object_ref (self));
}

/**
 * roster_coordinator_stop:
 *
 * Ends what is under way, a sign-in too, and waits for its thread; called before the store is closed. It waits for no
 * answer of the office, only for the step on the cache that is under way.
 */
void
roster_coordinator_stop (RosterCoordinator *self)
{
  g_return_if_fail (ROSTER_IS_COORDINATOR (self));

  if (!self->started)
    return;

  self->started = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->progress_timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->stopping);
  g_clear_pointer (&self->listener, roster_listener_free);
  g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_signal_handlers_disconnect_by_data (self->store, self);
  roster_worker_shutdown (self->network);
  g_clear_object (&self->network);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stopping);
}

/**
 * roster_coordinator_state:
 *
 * Returns: how this computer stands with the office; notified as `state`
 */
RosterCoordinatorState
roster_coordinator_state (RosterCoordinator *self)
{
  g_return_val_if_fail (ROSTER_IS_COORDINATOR (self), ROSTER_COORDINATOR_ALONE);

  return self->state;
}

/**
 * roster_coordinator_office:
 *
 * Returns: (nullable): the address of the cache's office
 */
const char *
roster_coordinator_office (RosterCoordinator *self)
{
  g_return_val_if_fail (ROSTER_IS_COORDINATOR (self), NULL);

  return self->office;
}

/**
 * roster_coordinator_login:
 *
 * Returns: (nullable): whose cache it is
 */
const char *
roster_coordinator_login (RosterCoordinator *self)
{
  g_return_val_if_fail (ROSTER_IS_COORDINATOR (self), NULL);

  return self->login;
}

/**
 * roster_coordinator_last_synced_at:
 *
 * Returns: how old the data is: when the last sync went through, milliseconds UTC; 0 for never
 */
gint64
roster_coordinator_last_synced_at (RosterCoordinator *self)
{
  g_return_val_if_fail (ROSTER_IS_COORDINATOR (self), 0);

  return self->last_synced_at;
}

/**
 * roster_coordinator_since:
 *
 * Returns: since when the state is what it is, milliseconds UTC
 */
gint64
roster_coordinator_since (RosterCoordinator *self)
{
  g_return_val_if_fail (ROSTER_IS_COORDINATOR (self), 0);

  return self->since;
}

/**
 * roster_coordinator_has_left:
 *
 * Returns: whether it is signed out because the person wanted that, not because the office asks for the password
 */
gboolean
roster_coordinator_has_left (RosterCoordinator *self)
{
  g_return_val_if_fail (ROSTER_IS_COORDINATOR (self), FALSE);

  return self->state == ROSTER_COORDINATOR_SIGNED_OUT && self->message == NULL;
}

/**
 * roster_coordinator_message:
 *
 * Returns: (nullable): what is wrong, in words
 */
const char *
roster_coordinator_message (RosterCoordinator *self)
{
  g_return_val_if_fail (ROSTER_IS_COORDINATOR (self), NULL);

  return self->message;
}

/**
 * roster_coordinator_progress:
 *
 * Returns: of a sync under way, from 0 to 1; below 0 where that is not known
 */
double
roster_coordinator_progress (RosterCoordinator *self)
{
  g_return_val_if_fail (ROSTER_IS_COORDINATOR (self), -1);

  return self->progress;
}

/**
 * roster_coordinator_sync:
 *
 * Syncs now; while a sync is under way, once more after it.
 */
void
roster_coordinator_sync (RosterCoordinator *self)
{
  g_return_if_fail (ROSTER_IS_COORDINATOR (self));

  start_sync (self);
}

/**
 * roster_coordinator_cancel:
 *
 * Breaks off the sync that is under way. Nothing is lost by it.
 */
void
roster_coordinator_cancel (RosterCoordinator *self)
{
  g_return_if_fail (ROSTER_IS_COORDINATOR (self));

  self->again = FALSE;
  if (self->running != NULL)
    g_cancellable_cancel (self->cancellable);
}
