/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-housekeeping.h"

#include "roster-blob-queue.h"
#include "roster-journal-pruning.h"

/* Not while the app starts, then a few times a day; between two batches others have their turn. Seconds. */
#define FIRST_ROUND 60
#define NEXT_ROUND (6 * 60 * 60)
#define NEXT_BATCH 1

/* A photo that was used so lately stays: the record that names it may be on its way. Seconds. */
#define IN_USE (60 * 60)

struct _RosterHousekeeping
{
  GObject parent_instance;

  RosterStore *store;
  GCancellable *cancellable;
  guint source;
  /* Up to which step the journal goes; 0 before it was looked for */
  gint64 horizon;
};

G_DEFINE_FINAL_TYPE (RosterHousekeeping, roster_housekeeping, G_TYPE_OBJECT)

static void wait_for_turn (RosterHousekeeping *self, guint seconds);

static gpointer
look (RosterCache   *cache,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  gint64 horizon;

  return roster_cache_find_horizon (cache, &horizon, error) ? g_memdup2 (&horizon, sizeof horizon) : NULL;
}

static gpointer
prune (RosterCache   *cache,
       gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  const gint64 *horizon = data;
  gboolean more;

  return roster_cache_prune_journal (cache, *horizon, &more, error) ? g_memdup2 (&more, sizeof more) : NULL;
}

static gpointer
trim_photos (RosterCache   *cache,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  /* By the clock that the files have their times from. */
  guint n_gone = roster_cache_trim_blobs (cache, g_get_real_time () / G_USEC_PER_SEC - IN_USE, error);

  return g_memdup2 (&n_gone, sizeof n_gone);
}

static gboolean
is_over (RosterHousekeeping *self,
         const GError       *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;

  if (error != NULL)
    {
      g_message ("The history stays as it is for now: %s", error->message);
      self->horizon = 0;
      wait_for_turn (self, NEXT_ROUND);
    }
  return error != NULL;
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *horizon = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterHousekeeping *self = user_data;

  if (is_over (self, error))
    return;

  self->horizon = *horizon;
  wait_for_turn (self, *horizon > 0 ? NEXT_BATCH : NEXT_ROUND);
}

static void
pruned_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RosterHousekeeping) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gboolean *more = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (is_over (self, error))
    return;

  if (!*more)
    self->horizon = 0;
  wait_for_turn (self, *more ? NEXT_BATCH : NEXT_ROUND);
}

static gboolean
turn_cb (gpointer user_data)
{
  RosterHousekeeping *self = user_data;

  self->source = 0;
  if (self->horizon == 0)
    roster_store_write_async (self->store, trim_photos, NULL, NULL, g_free, self->cancellable, NULL, NULL);
  if (self->horizon == 0)
    roster_store_read_async (self->store, look, NULL, NULL, g_free, self->cancellable, looked_cb, self);
  else
    roster_store_write_async (self->store, prune, g_memdup2 (&self->horizon, sizeof self->horizon), g_free, g_free,
                              self->cancellable, pruned_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (RosterHousekeeping *self,
               guint               seconds)
{
  self->source = g_timeout_add_seconds_full (G_PRIORITY_LOW, seconds, turn_cb, self, NULL);
}

static void
roster_housekeeping_dispose (GObject *object)
{
  RosterHousekeeping *self = ROSTER_HOUSEKEEPING (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (roster_housekeeping_parent_class)->dispose (object);
}

static void
roster_housekeeping_class_init (RosterHousekeepingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_housekeeping_dispose;
}

static void
roster_housekeeping_init (RosterHousekeeping *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * roster_housekeeping_new:
 *
 * Returns: (transfer full): what keeps @store in order for as long as it lives
 */
RosterHousekeeping *
roster_housekeeping_new (RosterStore *store)
{
  RosterHousekeeping *self;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);

  self = g_object_new (ROSTER_TYPE_HOUSEKEEPING, NULL);
  self->store = g_object_ref (store);
  wait_for_turn (self, FIRST_ROUND);
  return self;
}
