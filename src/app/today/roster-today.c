/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-today.h"

/* A day that nobody looks at yet, for its number in the sidebar, lets the start go first. Milliseconds. */
#define START 400

/* No timer sleeps longer than this, so that a clock that was set is noticed. */
#define LONGEST_SLEEP (60 * 60 * 1000)

struct _RosterToday
{
  GObject parent_instance;

  RosterStore *store;
  RosterAdviser *adviser;
  GCancellable *cancellable;
  RosterTodayReading *reading;
  gboolean is_reading;
  guint n_counting;
  gboolean stale;
  /* The reading knows what pays */
  gboolean advised;
  guint timeout;
};

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPERTIES,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterToday, roster_today, G_TYPE_OBJECT)

static void read_again (RosterToday *self);

static gint64
now_of (RosterToday *self)
{
  return roster_clock_now (roster_store_clock (self->store));
}

static void wait_for_change (RosterToday *self);

static gboolean
timeout_cb (gpointer data)
{
  RosterToday *self = data;

  self->timeout = 0;
  if (self->reading == NULL || now_of (self) >= self->reading->wake)
    read_again (self);
  else
    wait_for_change (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_change (RosterToday *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (CLAMP (self->reading->wake - now_of (self), 1000, LONGEST_SLEEP), timeout_cb, self);
}

static gpointer
read_in_thread (RosterCache   *cache,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return roster_today_reading_new (cache, data, error);
}

/* The first time on a quiet day; afterwards the adviser tells of a newer match by itself. */
static void
ask_for_advice (RosterToday *self)
{
  if (!self->advised && self->reading->actions->len < ROSTER_NEXT_ACTIONS &&
      roster_adviser_match (self->adviser) != NULL)
    read_again (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RosterToday) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTodayReading) reading = roster_store_finish (ROSTER_STORE (source), result, &error);

  self->is_reading = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (reading == NULL)
    {
      g_warning ("Cannot read the day: %s", error->message);
      return;
    }

  g_clear_pointer (&self->reading, roster_today_reading_free);
  self->reading = g_steal_pointer (&reading);
  wait_for_change (self);
  g_signal_emit (self, signals[CHANGED], 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);

  /* Whoever was told may have closed the last window; dispose has stopped the timer then. */
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (self->stale)
    read_again (self);
  else
    ask_for_advice (self);
}

/* One reading at a time; what changes meanwhile is read after it. */
static void
free_match (gpointer data)
{
  g_clear_pointer ((RosterMatch **) &data, roster_match_unref);
}

/* A quiet day has room for what pays; the adviser reads the catalogue only then. */
static RosterMatch *
match_for_room (RosterToday *self)
{
  gboolean room = self->reading != NULL && self->reading->actions->len < ROSTER_NEXT_ACTIONS;
  RosterMatch *match = room || self->advised ? roster_adviser_match (self->adviser) : NULL;

  self->advised = match != NULL;
  return match != NULL ? roster_match_ref (match) : NULL;
}

static void
read_again (RosterToday *self)
{
  if (self->reading == NULL)
    g_clear_handle_id (&self->timeout, g_source_remove);
  self->stale = self->is_reading;
  if (self->is_reading)
    return;

  self->is_reading = TRUE;
  roster_store_read_async (self->store, read_in_thread, match_for_room (self), free_match,
                           (GDestroyNotify) roster_today_reading_free, self->cancellable, read_cb,
                           g_object_ref (self));
}

static void
adviser_changed_cb (RosterToday *self)
{
  if (self->reading != NULL && (self->advised || self->reading->actions->len < ROSTER_NEXT_ACTIONS))
    read_again (self);
}

static gboolean
advice_cb (gpointer data)
{
  RosterToday *self = data;

  if (!g_cancellable_is_cancelled (self->cancellable))
    ask_for_advice (self);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (RosterToday *self,
                  GPtrArray   *keys)
{
  static const RosterRecordType *const types[] = {
    &roster_streamer_type,
    &roster_live_type,
    &roster_lineup_type,
    &roster_followup_type,
    &roster_activity_type,
    &roster_decision_type,
    &roster_rule_type,
  };

  for (guint i = 0; i < keys->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (types); j++)
      if (((RosterRecordKey *) keys->pdata[i])->type == types[j])
        {
          read_again (self);
          return;
        }
}

static gpointer
count_in_thread (RosterCache   *cache,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autofree RosterOutboxCounts *counts = g_new0 (RosterOutboxCounts, 1);

  return roster_cache_count_pending (cache, counts, error) ? g_steal_pointer (&counts) : NULL;
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterToday) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree RosterOutboxCounts *counts = roster_store_finish (ROSTER_STORE (source), result, &error);

  self->n_counting--;
  if (counts != NULL && self->reading != NULL && !g_cancellable_is_cancelled (self->cancellable) &&
      !roster_today_reading_has_counts (self->reading, counts))
    read_again (self);
}

/* Every write tells of the outbox, a sync that found nothing too; the day is read again where its numbers differ. */
static void
outbox_changed_cb (RosterToday *self)
{
  if (self->reading == NULL && !self->is_reading)
    return;

  /* One thread reads: what is being read now is there before the numbers are. */
  self->n_counting++;
  roster_store_read_async (self->store, count_in_thread, NULL, NULL, g_free, self->cancellable, counted_cb,
                           g_object_ref (self));
}

static void
roster_today_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  RosterToday *self = ROSTER_TODAY (object);

  switch (prop_id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, self->reading != NULL ? self->reading->actions->len : 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_today_dispose (GObject *object)
{
  RosterToday *self = ROSTER_TODAY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->adviser);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (roster_today_parent_class)->dispose (object);
}

static void
roster_today_finalize (GObject *object)
{
  RosterToday *self = ROSTER_TODAY (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->reading, roster_today_reading_free);

  G_OBJECT_CLASS (roster_today_parent_class)->finalize (object);
}

static void
roster_today_class_init (RosterTodayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_today_get_property;
  object_class->dispose = roster_today_dispose;
  object_class->finalize = roster_today_finalize;

  properties[PROP_COUNT] =
      g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
roster_today_init (RosterToday *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * roster_today_first_read:
 *
 * Returns: reads the day while the store is opened and, where a company has many lives, while the window comes up; for
 *   the first roster_today_new()
 */
RosterFirstRead
roster_today_first_read (void)
{
  return (RosterFirstRead){ read_in_thread, read_in_thread, NULL, (GDestroyNotify) roster_today_reading_free, TRUE };
}

/**
 * roster_today_new:
 *
 * Returns: (transfer full): the day; where the start has not read it and does not read it now, it is read a moment
 *   later, or when roster_today_want() asks for it
 */
RosterToday *
roster_today_new (RosterStore   *store,
                  RosterAdviser *adviser)
{
  RosterToday *self;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);
  g_return_val_if_fail (ROSTER_IS_ADVISER (adviser), NULL);

  self = g_object_new (ROSTER_TYPE_TODAY, NULL);
  self->store = g_object_ref (store);
  self->adviser = g_object_ref (adviser);
  g_signal_connect_object (adviser, "changed", G_CALLBACK (adviser_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "outbox-changed", G_CALLBACK (outbox_changed_cb), self, G_CONNECT_SWAPPED);
  self->reading = roster_store_take_first (store, read_in_thread);
  if (self->reading != NULL)
    {
      wait_for_change (self);
      g_idle_add_full (G_PRIORITY_LOW, advice_cb, g_object_ref (self), g_object_unref);
    }
  else if (roster_store_join_first (store, read_in_thread, self->cancellable, read_cb, self))
    {
      self->is_reading = TRUE;
      g_object_ref (self);
    }
  else
    {
      self->timeout = g_timeout_add_full (G_PRIORITY_LOW, START, timeout_cb, self, NULL);
    }
  return self;
}

/**
 * roster_today_want:
 *
 * Reads the day at once, if it has not been read and is not being read.
 */
void
roster_today_want (RosterToday *self)
{
  g_return_if_fail (ROSTER_IS_TODAY (self));

  if (self->reading == NULL && !self->is_reading)
    read_again (self);
}

/**
 * roster_today_read_again:
 *
 * Reads what no change of a record tells of: an answer that stays on this computer.
 */
void
roster_today_read_again (RosterToday *self)
{
  g_return_if_fail (ROSTER_IS_TODAY (self));

  read_again (self);
}

/**
 * roster_today_reading:
 *
 * Returns: (transfer none) (nullable): the day as it was read last
 */
const RosterTodayReading *
roster_today_reading (RosterToday *self)
{
  g_return_val_if_fail (ROSTER_IS_TODAY (self), NULL);

  return self->reading;
}

/**
 * roster_today_is_settled:
 *
 * Returns: whether nothing is being read
 */
gboolean
roster_today_is_settled (RosterToday *self)
{
  g_return_val_if_fail (ROSTER_IS_TODAY (self), FALSE);

  return self->reading != NULL && !self->is_reading && self->n_counting == 0;
}
