/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-exchange-lookup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-exchange-error.h"
#include "roster-text.h"

/* What parts the values of a key; no value holds it. */
#define KEY_SEPARATOR "\x1f"

/**
 * TypeIndex:
 * @complete: whether every record of the type is in
 * @parts: (element-type utf8): of a type whose key begins with a reference, the ids for which all records are in
 * @by_id: (element-type utf8 RosterRecord): owns the records
 * @by_key: (element-type utf8 GPtrArray): the records of each match key
 * @by_title: (nullable) (element-type utf8 GPtrArray): the records of each folded title, once somebody has asked
 */
typedef struct
{
  gboolean complete;
  GHashTable *parts;
  GHashTable *by_id;
  GHashTable *by_key;
  GHashTable *by_title;
} TypeIndex;

struct _RosterExchangeLookup
{
  RosterExchangeLoad load;
  RosterExchangeNewId new_id;
  gpointer user_data;
  GDestroyNotify destroy;
  TypeIndex indexes[ROSTER_N_RECORD_TYPES];
};

static TypeIndex *
get_index (RosterExchangeLookup   *self,
           const RosterRecordType *type)
{
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    if (roster_record_types[i] == type)
      {
        TypeIndex *index = &self->indexes[i];

        if (index->by_id == NULL)
          {
            index->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
            index->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
            index->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
          }
        return index;
      }

  g_assert_not_reached ();
}

static void
insert (GHashTable   *table,
        char         *key,
        RosterRecord *record)
{
  GPtrArray *records = g_hash_table_lookup (table, key);

  if (records == NULL)
    {
      records = g_ptr_array_new ();
      g_hash_table_insert (table, key, records);
    }
  else
    g_free (key);

  g_ptr_array_add (records, record);
}

/* The match key as one text, or NULL where a part of it is missing. */
static char *
join_key (RosterRecord *record)
{
  const RosterRecordType *type = roster_record_type (record);
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (type->match_key) && type->match_key[i] != NULL; i++)
    {
      int index = roster_record_type_find_field (type, type->match_key[i]);
      g_autofree char *text = roster_value_to_text (roster_record_type_field (type, index),
                                                    roster_record_nth_value (record, index));

      if (*text == '\0')
        return NULL;
      g_string_append (key, text);
      g_string_append (key, KEY_SEPARATOR);
    }

  return key->len > 0 ? g_string_free (g_steal_pointer (&key), FALSE) : NULL;
}

static void
add_records (TypeIndex *index,
             GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      RosterRecord *record = records->pdata[i];
      char *key;

      if (g_hash_table_contains (index->by_id, roster_record_id (record)))
        continue;

      g_hash_table_insert (index->by_id, (gpointer) roster_record_id (record), g_object_ref (record));
      key = join_key (record);
      if (key != NULL)
        insert (index->by_key, key, record);
    }
}

static gboolean
load_all (RosterExchangeLookup    *self,
          const RosterRecordType  *type,
          GError                 **error)
{
  TypeIndex *index = get_index (self, type);
  g_autoptr (GPtrArray) records = NULL;

  if (index->complete)
    return TRUE;

  records = self->load (type, NULL, NULL, self->user_data, error);
  if (records == NULL)
    return FALSE;

  add_records (index, records);
  index->complete = TRUE;
  return TRUE;
}

/* Sales and measures are many: only those of the streamers that the file names are read. */
static gboolean
load_for_key (RosterExchangeLookup    *self,
              const RosterRecordType  *type,
              const char              *first,
              GError                 **error)
{
  TypeIndex *index = get_index (self, type);
  int field = roster_record_type_find_field (type, type->match_key[0]);
  g_autoptr (GPtrArray) records = NULL;

  if (roster_record_type_field (type, field)->kind != ROSTER_KIND_REFERENCE)
    return load_all (self, type, error);
  if (index->complete || g_hash_table_contains (index->parts, first))
    return TRUE;

  records = self->load (type, type->match_key[0], first, self->user_data, error);
  if (records == NULL)
    return FALSE;

  add_records (index, records);
  g_hash_table_add (index->parts, g_strdup (first));
  return TRUE;
}

static void
index_titles (TypeIndex *index)
{
  GHashTableIter iter;
  gpointer record;

  index->by_title = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_hash_table_iter_init (&iter, index->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    insert (index->by_title, g_strstrip (roster_text_fold (roster_record_title (record))), record);
}

/* The one record that is meant; where there are several, the one of @account. */
static RosterRecord *
choose (GPtrArray               *records,
        const RosterRecordType  *type,
        const char              *account,
        const char              *text,
        GError                 **error)
{
  RosterRecord *chosen = NULL;
  guint n_chosen = 0;

  if (records == NULL)
    return NULL;
  if (records->len == 1)
    return g_object_ref (records->pdata[0]);

  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (roster_record_account (records->pdata[i]), account) == 0)
      {
        chosen = records->pdata[i];
        n_chosen++;
      }
  if (n_chosen == 1)
    return g_object_ref (chosen);

  g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE,
               /* Translators: %s is the name of many records, then what a file says. */
               _("There are several among the %s that “%s” may mean; give the record's id"),
               roster_record_type_label (type, TRUE), text);
  return NULL;
}

/**
 * roster_exchange_lookup_new:
 * @load: reads records
 * @new_id: makes ids
 *
 * For whoever keeps records in another way than a cache does.
 *
 * Returns: (transfer full): a lookup
 */
RosterExchangeLookup *
roster_exchange_lookup_new (RosterExchangeLoad  load,
                            RosterExchangeNewId new_id,
                            gpointer            user_data,
                            GDestroyNotify      destroy)
{
  RosterExchangeLookup *self;

  g_return_val_if_fail (load != NULL, NULL);
  g_return_val_if_fail (new_id != NULL, NULL);

  self = g_new0 (RosterExchangeLookup, 1);
  self->load = load;
  self->new_id = new_id;
  self->user_data = user_data;
  self->destroy = destroy;
  return self;
}

static GPtrArray *
load_from_cache (const RosterRecordType  *type,
                 const char              *field,
                 const char              *value,
                 gpointer                 user_data,
                 GError                 **error)
{
  return field != NULL ? roster_cache_list_by (user_data, type, field, value, error)
                       : roster_cache_list (user_data, type, error);
}

static char *
new_id_from_cache (gpointer user_data)
{
  return roster_cache_new_id (user_data);
}

/**
 * roster_exchange_lookup_new_for_cache:
 * @cache: must live as long as the lookup
 *
 * Returns: (transfer full): a lookup that reads @cache
 */
RosterExchangeLookup *
roster_exchange_lookup_new_for_cache (RosterCache *cache)
{
  g_return_val_if_fail (cache != NULL, NULL);

  return roster_exchange_lookup_new (load_from_cache, new_id_from_cache, cache, NULL);
}

void
roster_exchange_lookup_free (RosterExchangeLookup *self)
{
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    {
      g_clear_pointer (&self->indexes[i].parts, g_hash_table_unref);
      g_clear_pointer (&self->indexes[i].by_key, g_hash_table_unref);
      g_clear_pointer (&self->indexes[i].by_title, g_hash_table_unref);
      g_clear_pointer (&self->indexes[i].by_id, g_hash_table_unref);
    }
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self);
}

/**
 * roster_exchange_lookup_by_id:
 *
 * Returns: (transfer full) (nullable): the record; %NULL with @error set only where reading failed
 */
RosterRecord *
roster_exchange_lookup_by_id (RosterExchangeLookup    *self,
                              const RosterRecordType  *type,
                              const char              *id,
                              GError                 **error)
{
  RosterRecord *record;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  record = g_hash_table_lookup (get_index (self, type)->by_id, id);
  if (record == NULL)
    {
      if (!load_all (self, type, error))
        return NULL;
      record = g_hash_table_lookup (get_index (self, type)->by_id, id);
    }

  return record != NULL ? g_object_ref (record) : NULL;
}

/**
 * roster_exchange_lookup_by_key:
 * @key: the text forms of the values of the type's match key, ended by %NULL; none of them empty
 * @account: (nullable): which record is meant when there are several
 *
 * Returns: (transfer full) (nullable): the record; %NULL without an error where there is none, with
 *   %ROSTER_EXCHANGE_ERROR_VALUE where there are several, with another error where reading failed
 */
RosterRecord *
roster_exchange_lookup_by_key (RosterExchangeLookup    *self,
                               const RosterRecordType  *type,
                               const char *const       *key,
                               const char              *account,
                               GError                 **error)
{
  g_autoptr (GString) joined = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (type != NULL && type->match_key[0] != NULL, NULL);
  g_return_val_if_fail (key != NULL && key[0] != NULL, NULL);

  if (!load_for_key (self, type, key[0], error))
    return NULL;

  joined = g_string_new (NULL);
  for (guint i = 0; key[i] != NULL; i++)
    {
      g_string_append (joined, key[i]);
      g_string_append (joined, KEY_SEPARATOR);
    }

  return choose (g_hash_table_lookup (get_index (self, type)->by_key, joined->str), type, account, key[0], error);
}

/**
 * roster_exchange_lookup_resolve:
 * @text: what a file says for a record of @type: its id, its match key or its title
 * @account: (nullable): which record is meant when there are several
 *
 * Returns: (transfer full) (nullable): the record; %NULL with errors as in roster_exchange_lookup_by_key()
 */
RosterRecord *
roster_exchange_lookup_resolve (RosterExchangeLookup    *self,
                                const RosterRecordType  *type,
                                const char              *text,
                                const char              *account,
                                GError                 **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *folded = NULL;
  RosterRecord *record = NULL;
  TypeIndex *index;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (roster_id_is_valid (text))
    return roster_exchange_lookup_by_id (self, type, text, error);

  if (type->match_key[0] != NULL && type->match_key[1] == NULL)
    {
      record = roster_exchange_lookup_by_key (self, type, (const char *const[]){ text, NULL }, account, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  if (record != NULL || type->title == NULL)
    return record;

  if (!load_all (self, type, error))
    return NULL;
  index = get_index (self, type);
  if (index->by_title == NULL)
    index_titles (index);
  folded = g_strstrip (roster_text_fold (text));
  return choose (g_hash_table_lookup (index->by_title, folded), type, account, text, error);
}

/**
 * roster_exchange_lookup_new_id:
 *
 * Returns: (transfer full): the id of a new record
 */
char *
roster_exchange_lookup_new_id (RosterExchangeLookup *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->new_id (self->user_data);
}
