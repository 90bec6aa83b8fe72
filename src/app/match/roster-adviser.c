/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-adviser.h"

#include "roster-advice.h"

struct _RosterAdviser
{
  GObject parent_instance;

  RosterStore *store;
  RosterMatch *match;
  GCancellable *cancellable;
  gboolean wanted;
  gboolean reading;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (RosterAdviser, roster_adviser, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void read_again (RosterAdviser *self);

static gpointer
read_match (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return roster_advice_read_match (cache, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterMatch) match = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterAdviser *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->reading = FALSE;
  if (match == NULL)
    {
      g_warning ("Cannot match streamers and products: %s", error->message);
    }
  else
    {
      g_clear_pointer (&self->match, roster_match_unref);
      self->match = g_steal_pointer (&match);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  if (self->stale)
    read_again (self);
}

/* One reading at a time; what changes during one is read by the next. */
static void
read_again (RosterAdviser *self)
{
  self->stale = self->reading;
  if (self->reading)
    return;

  self->reading = TRUE;
  roster_store_read_async (self->store, read_match, NULL, NULL, (GDestroyNotify) roster_match_unref,
                           self->cancellable, read_cb, self);
}

static void
store_changed_cb (RosterAdviser *self,
                  GPtrArray     *keys)
{
  for (guint i = 0; self->wanted && i < keys->len; i++)
    {
      const RosterRecordKey *key = keys->pdata[i];

      if (roster_advice_depends_on (key->type))
        {
          read_again (self);
          return;
        }
    }
}

static void
roster_adviser_dispose (GObject *object)
{
  RosterAdviser *self = ROSTER_ADVISER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->match, roster_match_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (roster_adviser_parent_class)->dispose (object);
}

static void
roster_adviser_class_init (RosterAdviserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_adviser_dispose;

  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
roster_adviser_init (RosterAdviser *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * roster_adviser_new:
 *
 * Returns: (transfer full): an adviser who reads nothing before somebody asks
 */
RosterAdviser *
roster_adviser_new (RosterStore *store)
{
  RosterAdviser *self;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);

  self = g_object_new (ROSTER_TYPE_ADVISER, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * roster_adviser_match:
 *
 * Returns: (transfer none) (nullable): the latest match; %NULL at first, then `changed` tells when there is one
 */
RosterMatch *
roster_adviser_match (RosterAdviser *self)
{
  g_return_val_if_fail (ROSTER_IS_ADVISER (self), NULL);

  if (!self->wanted)
    {
      self->wanted = TRUE;
      read_again (self);
    }
  return self->match;
}
