/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-last-contacts.h"

#include "roster-cache-reminders.h"

struct _RosterLastContacts
{
  GObject parent_instance;

  RosterStore *store;
  GCancellable *cancellable;
  GHashTable *instants;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterLastContacts, roster_last_contacts, G_TYPE_OBJECT)

static gpointer
read_instants (RosterCache   *cache,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return roster_cache_last_contacts (cache, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) instants = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterLastContacts *self = user_data;

  if (instants == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot read the last contacts: %s", error->message);
      return;
    }

  g_hash_table_unref (self->instants);
  self->instants = g_steal_pointer (&instants);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_again (RosterLastContacts *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  roster_store_read_async (self->store, read_instants, NULL, NULL, (GDestroyNotify) g_hash_table_unref,
                           self->cancellable, read_cb, self);
}

static void
store_changed_cb (RosterLastContacts *self,
                  GPtrArray          *keys)
{
  for (guint i = 0; i < keys->len; i++)
    if (((RosterRecordKey *) keys->pdata[i])->type == &roster_activity_type)
      {
        read_again (self);
        return;
      }
}

static void
roster_last_contacts_dispose (GObject *object)
{
  RosterLastContacts *self = ROSTER_LAST_CONTACTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (roster_last_contacts_parent_class)->dispose (object);
}

static void
roster_last_contacts_finalize (GObject *object)
{
  g_hash_table_unref (ROSTER_LAST_CONTACTS (object)->instants);

  G_OBJECT_CLASS (roster_last_contacts_parent_class)->finalize (object);
}

static void
roster_last_contacts_class_init (RosterLastContactsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_last_contacts_dispose;
  object_class->finalize = roster_last_contacts_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
roster_last_contacts_init (RosterLastContacts *self)
{
  self->instants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * roster_last_contacts_first_read:
 *
 * Returns: reads them while the store is opened, for the first roster_last_contacts_new()
 */
RosterFirstRead
roster_last_contacts_first_read (void)
{
  return (RosterFirstRead){ read_instants, read_instants, NULL, (GDestroyNotify) g_hash_table_unref };
}

/**
 * roster_last_contacts_new:
 *
 * Returns: (transfer full): the last contacts of everybody in @store
 */
RosterLastContacts *
roster_last_contacts_new (RosterStore *store)
{
  RosterLastContacts *self;
  GHashTable *instants;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);

  self = g_object_new (ROSTER_TYPE_LAST_CONTACTS, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  instants = roster_store_take_first (store, read_instants);
  if (instants == NULL)
    {
      read_again (self);
      return self;
    }

  g_hash_table_unref (self->instants);
  self->instants = instants;
  return self;
}

/**
 * roster_last_contacts_lookup:
 * @streamer: an id
 *
 * Returns: when, in milliseconds UTC; %G_MININT64 for never
 */
gint64
roster_last_contacts_lookup (RosterLastContacts *self,
                             const char         *streamer)
{
  g_return_val_if_fail (ROSTER_IS_LAST_CONTACTS (self), G_MININT64);
  g_return_val_if_fail (streamer != NULL, G_MININT64);

  const gint64 *instant = g_hash_table_lookup (self->instants, streamer);

  return instant != NULL ? *instant : G_MININT64;
}
