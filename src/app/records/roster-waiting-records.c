/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-waiting-records.h"

#include "roster-outbox.h"

struct _RosterWaitingRecords
{
  GObject parent_instance;

  RosterStore *store;
  const RosterRecordType *type;
  GCancellable *cancellable;
  GHashTable *ids;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterWaitingRecords, roster_waiting_records, G_TYPE_OBJECT)

static gpointer
read_ids (RosterCache   *cache,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return roster_cache_list_pending_ids (cache, data, error);
}

static gboolean
same (GHashTable *a,
      GHashTable *b)
{
  GHashTableIter iter;
  gpointer id;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (b, id))
      return FALSE;

  return TRUE;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) ids = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterWaitingRecords *self = user_data;

  if (ids == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot read what waits: %s", error->message);
      return;
    }
  if (same (ids, self->ids))
    return;

  g_hash_table_unref (self->ids);
  self->ids = g_steal_pointer (&ids);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_again (RosterWaitingRecords *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  roster_store_read_async (self->store, read_ids, (gpointer) self->type, NULL, (GDestroyNotify) g_hash_table_unref,
                           self->cancellable, read_cb, self);
}

static void
roster_waiting_records_dispose (GObject *object)
{
  RosterWaitingRecords *self = ROSTER_WAITING_RECORDS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (roster_waiting_records_parent_class)->dispose (object);
}

static void
roster_waiting_records_finalize (GObject *object)
{
  g_hash_table_unref (ROSTER_WAITING_RECORDS (object)->ids);

  G_OBJECT_CLASS (roster_waiting_records_parent_class)->finalize (object);
}

static void
roster_waiting_records_class_init (RosterWaitingRecordsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_waiting_records_dispose;
  object_class->finalize = roster_waiting_records_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
roster_waiting_records_init (RosterWaitingRecords *self)
{
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * roster_waiting_records_new:
 *
 * Returns: (transfer full): what waits of @type in the outbox of @store
 */
RosterWaitingRecords *
roster_waiting_records_new (RosterStore            *store,
                            const RosterRecordType *type)
{
  RosterWaitingRecords *self;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);
  g_return_val_if_fail (type != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_WAITING_RECORDS, NULL);
  self->store = g_object_ref (store);
  self->type = type;
  g_signal_connect_object (store, "outbox-changed", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  read_again (self);
  return self;
}

/**
 * roster_waiting_records_contain:
 * @id: a record of the type
 */
gboolean
roster_waiting_records_contain (RosterWaitingRecords *self,
                                const char           *id)
{
  g_return_val_if_fail (ROSTER_IS_WAITING_RECORDS (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return g_hash_table_contains (self->ids, id);
}
