/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-selection.h"

#include <string.h>

struct _RosterRecordSelection
{
  GObject parent_instance;

  GListModel *records;
  GHashTable *ids;
  gboolean frozen;
  guint n_before;
};

enum
{
  CHOSEN_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void roster_record_selection_list_model_init (GListModelInterface *iface);
static void roster_record_selection_selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterRecordSelection, roster_record_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, roster_record_selection_list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          roster_record_selection_selection_model_init))

static GType
get_item_type (GListModel *model)
{
  return ROSTER_TYPE_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (ROSTER_RECORD_SELECTION (model)->records);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (ROSTER_RECORD_SELECTION (model)->records, position);
}

static void
roster_record_selection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  RosterRecordSelection *self = ROSTER_RECORD_SELECTION (model);
  g_autoptr (RosterRecord) record = NULL;

  if (g_hash_table_size (self->ids) == 0)
    return FALSE;

  record = g_list_model_get_item (self->records, position);
  return record != NULL && g_hash_table_contains (self->ids, roster_record_id (record));
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  RosterRecordSelection *self = ROSTER_RECORD_SELECTION (model);
  GtkBitset *result = gtk_bitset_new_empty ();
  guint end = MIN (position + n_items, g_list_model_get_n_items (self->records));

  for (guint i = position; i < end && g_hash_table_size (self->ids) > 0; i++)
    if (is_selected (model, i))
      gtk_bitset_add (result, i);

  return result;
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  RosterRecordSelection *self = ROSTER_RECORD_SELECTION (model);
  guint n_items = g_list_model_get_n_items (self->records);
  guint first = G_MAXUINT, last = 0, position;
  GtkBitsetIter iter;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more && position < n_items;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (RosterRecord) record = g_list_model_get_item (self->records, position);
      gboolean wanted = gtk_bitset_contains (selected, position);

      if (wanted == g_hash_table_contains (self->ids, roster_record_id (record)))
        continue;

      if (wanted)
        g_hash_table_add (self->ids, g_strdup (roster_record_id (record)));
      else
        g_hash_table_remove (self->ids, roster_record_id (record));
      first = MIN (first, position);
      last = MAX (last, position);
    }

  if (first <= last)
    {
      gtk_selection_model_selection_changed (model, first, last - first + 1);
      g_signal_emit (self, signals[CHOSEN_CHANGED], 0);
    }

  return TRUE;
}

static void
roster_record_selection_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

static void
items_changed_cb (RosterRecordSelection *self,
                  guint                  position,
                  guint                  removed,
                  guint                  added)
{
  if (self->frozen)
    return;

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (g_hash_table_size (self->ids) > 0)
    g_signal_emit (self, signals[CHOSEN_CHANGED], 0);
}

static void
roster_record_selection_dispose (GObject *object)
{
  g_clear_object (&ROSTER_RECORD_SELECTION (object)->records);

  G_OBJECT_CLASS (roster_record_selection_parent_class)->dispose (object);
}

static void
roster_record_selection_finalize (GObject *object)
{
  g_hash_table_unref (ROSTER_RECORD_SELECTION (object)->ids);

  G_OBJECT_CLASS (roster_record_selection_parent_class)->finalize (object);
}

static void
roster_record_selection_class_init (RosterRecordSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_record_selection_dispose;
  object_class->finalize = roster_record_selection_finalize;

  signals[CHOSEN_CHANGED] = g_signal_new ("chosen-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
roster_record_selection_init (RosterRecordSelection *self)
{
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * roster_record_selection_new:
 * @records: (transfer full): records
 */
RosterRecordSelection *
roster_record_selection_new (GListModel *records)
{
  RosterRecordSelection *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (records), NULL);

  self = g_object_new (ROSTER_TYPE_RECORD_SELECTION, NULL);
  self->records = records;
  g_signal_connect_object (records, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * roster_record_selection_freeze:
 *
 * Holds back what changes in the list until roster_record_selection_thaw(), so that a view works through a new filter
 * and a new order once. To be thawed before the main loop goes on.
 */
void
roster_record_selection_freeze (RosterRecordSelection *self)
{
  g_return_if_fail (ROSTER_IS_RECORD_SELECTION (self));
  g_return_if_fail (!self->frozen);

  self->frozen = TRUE;
  self->n_before = g_list_model_get_n_items (self->records);
}

void
roster_record_selection_thaw (RosterRecordSelection *self)
{
  g_return_if_fail (ROSTER_IS_RECORD_SELECTION (self));
  g_return_if_fail (self->frozen);

  self->frozen = FALSE;
  items_changed_cb (self, 0, self->n_before, g_list_model_get_n_items (self->records));
}

/**
 * roster_record_selection_records:
 *
 * Returns: (transfer full) (element-type RosterRecord): what is selected and present, in the order of the list
 */
GPtrArray *
roster_record_selection_records (RosterRecordSelection *self)
{
  g_return_val_if_fail (ROSTER_IS_RECORD_SELECTION (self), NULL);

  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_items = g_list_model_get_n_items (self->records);

  for (guint i = 0; i < n_items && records->len < g_hash_table_size (self->ids); i++)
    {
      g_autoptr (RosterRecord) record = g_list_model_get_item (self->records, i);

      if (g_hash_table_contains (self->ids, roster_record_id (record)))
        g_ptr_array_add (records, g_steal_pointer (&record));
    }

  return records;
}

guint
roster_record_selection_count (RosterRecordSelection *self)
{
  g_return_val_if_fail (ROSTER_IS_RECORD_SELECTION (self), 0);

  g_autoptr (GPtrArray) records = roster_record_selection_records (self);

  return records->len;
}

/**
 * roster_record_selection_only:
 *
 * Returns: (transfer full) (nullable): the selected record, where it is exactly one
 */
RosterRecord *
roster_record_selection_only (RosterRecordSelection *self)
{
  g_return_val_if_fail (ROSTER_IS_RECORD_SELECTION (self), NULL);

  g_autoptr (GPtrArray) records = roster_record_selection_records (self);

  return records->len == 1 ? g_object_ref (records->pdata[0]) : NULL;
}

/**
 * roster_record_selection_find:
 *
 * Returns: where the record stands, or %GTK_INVALID_LIST_POSITION
 */
guint
roster_record_selection_find (RosterRecordSelection *self,
                              const char            *id)
{
  g_return_val_if_fail (ROSTER_IS_RECORD_SELECTION (self), GTK_INVALID_LIST_POSITION);
  g_return_val_if_fail (id != NULL, GTK_INVALID_LIST_POSITION);

  for (guint i = 0; i < g_list_model_get_n_items (self->records); i++)
    {
      g_autoptr (RosterRecord) record = g_list_model_get_item (self->records, i);

      if (strcmp (roster_record_id (record), id) == 0)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/**
 * roster_record_selection_choose:
 * @id: (nullable): a record, which need not be there yet; %NULL for none
 *
 * Selects this record and no other.
 */
void
roster_record_selection_choose (RosterRecordSelection *self,
                                const char            *id)
{
  g_return_if_fail (ROSTER_IS_RECORD_SELECTION (self));

  guint n_items = g_list_model_get_n_items (self->records);

  if (id != NULL && g_hash_table_size (self->ids) == 1 && g_hash_table_contains (self->ids, id))
    return;
  if (id == NULL && g_hash_table_size (self->ids) == 0)
    return;

  g_hash_table_remove_all (self->ids);
  if (id != NULL)
    g_hash_table_add (self->ids, g_strdup (id));
  if (n_items > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_items);
  g_signal_emit (self, signals[CHOSEN_CHANGED], 0);
}
