/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-list.h"

#include <string.h>

/* More changed records than this at once are read with the whole list. */
#define SINGLE_READS 200

struct _RosterRecordList
{
  GObject parent_instance;

  RosterStore *store;
  const RosterRecordType *type;
  char *field;
  char *value;

  GPtrArray *records;
  /* Id to position */
  GHashTable *positions;
  GCancellable *cancellable;
  gboolean loading;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterRecordList, roster_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_LOADING = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* The items */

static void
renumber (RosterRecordList *self,
          guint             from)
{
  for (guint i = from; i < self->records->len; i++)
    g_hash_table_replace (self->positions, (gpointer) roster_record_id (self->records->pdata[i]), GUINT_TO_POINTER (i));
}

static gboolean
find_position (RosterRecordList *self,
               const char       *id,
               guint            *position)
{
  gpointer found;

  if (!g_hash_table_lookup_extended (self->positions, id, NULL, &found))
    return FALSE;

  *position = GPOINTER_TO_UINT (found);
  return TRUE;
}

static void
remove_at (RosterRecordList *self,
           guint             position)
{
  g_hash_table_remove (self->positions, roster_record_id (self->records->pdata[position]));
  g_ptr_array_remove_index (self->records, position);
  renumber (self, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
replace_at (RosterRecordList *self,
            guint             position,
            RosterRecord     *record)
{
  g_autoptr (RosterRecord) previous = self->records->pdata[position];

  if (roster_record_equal (previous, record))
    {
      g_steal_pointer (&previous);
      return;
    }

  self->records->pdata[position] = g_object_ref (record);
  g_hash_table_replace (self->positions, (gpointer) roster_record_id (record), GUINT_TO_POINTER (position));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
}

static void
append (RosterRecordList *self,
        RosterRecord     *record)
{
  guint position = self->records->len;

  g_ptr_array_add (self->records, g_object_ref (record));
  renumber (self, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static gboolean
belongs (RosterRecordList *self,
         RosterRecord     *record)
{
  return self->field == NULL || g_strcmp0 (roster_record_text (record, self->field), self->value) == 0;
}

static void
update_one (RosterRecordList *self,
            const char       *id,
            RosterRecord     *record)
{
  guint position;
  gboolean present = find_position (self, id, &position);

  if (record != NULL && belongs (self, record))
    {
      if (present)
        replace_at (self, position, record);
      else
        append (self, record);
    }
  else if (present)
    {
      remove_at (self, position);
    }
}

/* Fills an empty list at once; follows a filled one record by record, so that views keep their place. */
static void
take_all (RosterRecordList *self,
          GPtrArray        *records)
{
  g_autoptr (GHashTable) wanted = NULL;

  if (self->records->len == 0)
    {
      for (guint i = 0; i < records->len; i++)
        g_ptr_array_add (self->records, g_object_ref (records->pdata[i]));
      renumber (self, 0);
      if (records->len > 0)
        g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, records->len);
      return;
    }

  wanted = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (wanted, (gpointer) roster_record_id (records->pdata[i]));
  for (guint i = self->records->len; i > 0; i--)
    if (!g_hash_table_contains (wanted, roster_record_id (self->records->pdata[i - 1])))
      remove_at (self, i - 1);
  for (guint i = 0; i < records->len; i++)
    update_one (self, roster_record_id (records->pdata[i]), records->pdata[i]);
}

/* Reading, in the store's thread */

typedef struct
{
  const RosterRecordType *type;
  char *field;
  char *value;
  /* The ids to read; NULL for all */
  GPtrArray *ids;
} Query;

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free (query->field);
  g_free (query->value);
  g_clear_pointer (&query->ids, g_ptr_array_unref);
  g_free (query);
}

static void
unref_if_any (gpointer object)
{
  if (object != NULL)
    g_object_unref (object);
}

static gpointer
query_func (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Query *query = data;
  g_autoptr (GPtrArray) records = NULL;

  if (query->ids == NULL)
    return query->field != NULL ? roster_cache_list_by (cache, query->type, query->field, query->value, error)
                                : roster_cache_list (cache, query->type, error);

  records = g_ptr_array_new_with_free_func (unref_if_any);
  for (guint i = 0; i < query->ids->len; i++)
    {
      g_autoptr (GError) local_error = NULL;

      g_ptr_array_add (records, roster_cache_get (cache, query->type, query->ids->pdata[i], &local_error));
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return g_steal_pointer (&records);
}

static Query *
query_new (RosterRecordList *self,
           GPtrArray        *ids)
{
  Query *query = g_new0 (Query, 1);

  query->type = self->type;
  query->field = g_strdup (self->field);
  query->value = g_strdup (self->value);
  query->ids = ids;
  return query;
}

/* Following the store */

static void
set_loading (RosterRecordList *self,
             gboolean          loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
all_read_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RosterRecordList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (records != NULL)
    take_all (self, records);
  else
    g_warning ("The list of %s cannot be read: %s", self->type->plural, error->message);
  set_loading (self, FALSE);
}

static void
read_all (RosterRecordList *self)
{
  roster_store_read_async (self->store, query_func, query_new (self, NULL), query_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, all_read_cb, g_object_ref (self));
}

typedef struct
{
  RosterRecordList *list;
  GPtrArray *ids;
} Refresh;

static void
some_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Refresh *refresh = user_data;
  g_autoptr (RosterRecordList) self = refresh->list;
  g_autoptr (GPtrArray) ids = refresh->ids;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (records == NULL)
    {
      g_warning ("The list of %s cannot be refreshed: %s", self->type->plural, error->message);
      return;
    }

  for (guint i = 0; i < ids->len; i++)
    update_one (self, ids->pdata[i], records->pdata[i]);
}

static void
store_changed_cb (RosterRecordList *self,
                  GPtrArray        *keys)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Refresh *refresh;

  for (guint i = 0; i < keys->len; i++)
    {
      const RosterRecordKey *key = keys->pdata[i];

      if (key->type != self->type)
        continue;
      if (key->id[0] == '\0' || ids->len >= SINGLE_READS)
        {
          read_all (self);
          return;
        }
      g_ptr_array_add (ids, g_strdup (key->id));
    }

  if (ids->len == 0)
    return;

  refresh = g_new0 (Refresh, 1);
  refresh->list = g_object_ref (self);
  refresh->ids = g_ptr_array_ref (ids);
  roster_store_read_async (self->store, query_func, query_new (self, g_steal_pointer (&ids)), query_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, some_read_cb, refresh);
}

/* The first screen */

static gpointer
first_func (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return roster_cache_list (cache, data, error);
}

/**
 * roster_record_list_first_read:
 *
 * Returns: reads all records of @type while the store is opened, for the roster_record_list_new() that comes first
 */
RosterFirstRead
roster_record_list_first_read (const RosterRecordType *type)
{
  return (RosterFirstRead){ type, first_func, type, (GDestroyNotify) g_ptr_array_unref };
}

static gboolean
take_first (RosterRecordList *self)
{
  g_autoptr (GPtrArray) records = self->field == NULL ? roster_store_take_first (self->store, self->type) : NULL;

  if (records == NULL)
    return FALSE;

  take_all (self, records);
  self->loading = FALSE;
  return TRUE;
}

/* GListModel */

static GType
roster_record_list_get_item_type (GListModel *model)
{
  return ROSTER_TYPE_RECORD;
}

static guint
roster_record_list_get_n_items (GListModel *model)
{
  return ROSTER_RECORD_LIST (model)->records->len;
}

static gpointer
roster_record_list_get_item (GListModel *model,
                             guint       position)
{
  RosterRecordList *self = ROSTER_RECORD_LIST (model);

  return position < self->records->len ? g_object_ref (self->records->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = roster_record_list_get_item_type;
  iface->get_n_items = roster_record_list_get_n_items;
  iface->get_item = roster_record_list_get_item;
}

/* Object */

static void
roster_record_list_dispose (GObject *object)
{
  RosterRecordList *self = ROSTER_RECORD_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (roster_record_list_parent_class)->dispose (object);
}

static void
roster_record_list_finalize (GObject *object)
{
  RosterRecordList *self = ROSTER_RECORD_LIST (object);

  g_hash_table_unref (self->positions);
  g_ptr_array_unref (self->records);
  g_clear_object (&self->cancellable);
  g_free (self->field);
  g_free (self->value);

  G_OBJECT_CLASS (roster_record_list_parent_class)->finalize (object);
}

static void
roster_record_list_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, ROSTER_RECORD_LIST (object)->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_record_list_class_init (RosterRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_record_list_dispose;
  object_class->finalize = roster_record_list_finalize;
  object_class->get_property = roster_record_list_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
roster_record_list_init (RosterRecordList *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->positions = g_hash_table_new (g_str_hash, g_str_equal);
  self->cancellable = g_cancellable_new ();
  self->loading = TRUE;
}

/* Public API */

/**
 * roster_record_list_new:
 *
 * Returns: (transfer full): all records of @type
 */
RosterRecordList *
roster_record_list_new (RosterStore            *store,
                        const RosterRecordType *type)
{
  return roster_record_list_new_related (store, type, NULL, NULL);
}

/**
 * roster_record_list_new_related:
 * @field: (nullable): a field that holds text
 *
 * Returns: (transfer full): the records of @type whose @field is @value
 */
RosterRecordList *
roster_record_list_new_related (RosterStore            *store,
                                const RosterRecordType *type,
                                const char             *field,
                                const char             *value)
{
  RosterRecordList *self;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);
  g_return_val_if_fail (type != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_RECORD_LIST, NULL);
  self->store = g_object_ref (store);
  self->type = type;
  self->field = g_strdup (field);
  self->value = g_strdup (value);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  if (!take_first (self))
    read_all (self);
  return self;
}

/**
 * roster_record_list_is_loading:
 *
 * Returns: whether the records are being read for the first time
 */
gboolean
roster_record_list_is_loading (RosterRecordList *self)
{
  g_return_val_if_fail (ROSTER_IS_RECORD_LIST (self), FALSE);

  return self->loading;
}

/**
 * roster_record_list_find:
 *
 * Returns: (transfer none) (nullable): the record with this id, if it is in the list
 */
RosterRecord *
roster_record_list_find (RosterRecordList *self,
                         const char       *id)
{
  guint position;

  g_return_val_if_fail (ROSTER_IS_RECORD_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return find_position (self, id, &position) ? self->records->pdata[position] : NULL;
}
