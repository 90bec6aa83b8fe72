/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-merge.h"

#include <string.h>

static void
add_clash (GPtrArray         *clashes,
           const RosterField *field,
           const char        *map_key,
           GVariant          *mine,
           GVariant          *theirs)
{
  RosterClash *clash = g_new0 (RosterClash, 1);

  clash->field = field;
  clash->map_key = g_strdup (map_key);
  clash->mine = mine != NULL ? g_variant_ref (mine) : NULL;
  clash->theirs = theirs != NULL ? g_variant_ref (theirs) : NULL;
  g_ptr_array_add (clashes, clash);
}

/* The value that stands. Where both sides changed the same thing differently it is theirs, and a clash is noted. */
static GVariant *
merge_whole (const RosterField *field,
             const char        *map_key,
             GVariant          *base,
             GVariant          *mine,
             GVariant          *theirs,
             GPtrArray         *clashes)
{
  if (roster_value_equal (mine, theirs) || roster_value_equal (mine, base))
    return theirs;
  if (roster_value_equal (theirs, base))
    return mine;

  add_clash (clashes, field, map_key, mine, theirs);
  return theirs;
}

static GHashTable *
set_entries (GVariant *set)
{
  GHashTable *entries = g_hash_table_new (g_str_hash, g_str_equal);
  GVariantIter iter;
  const char *entry;

  if (set == NULL)
    return entries;

  g_variant_iter_init (&iter, set);
  while (g_variant_iter_next (&iter, "&s", &entry))
    g_hash_table_add (entries, (gpointer) entry);
  return entries;
}

static void
add_surviving (GPtrArray  *merged,
               GHashTable *base,
               GHashTable *side,
               GHashTable *other)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, side);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (!g_hash_table_contains (base, entry) || g_hash_table_contains (other, entry))
      g_ptr_array_add (merged, entry);
}

/* What either side added, and of what there was what neither removed; sets never clash. */
static GVariant *
merge_sets (GVariant *base,
            GVariant *mine,
            GVariant *theirs)
{
  g_autoptr (GHashTable) before = set_entries (base);
  g_autoptr (GHashTable) left = set_entries (mine);
  g_autoptr (GHashTable) right = set_entries (theirs);
  g_autoptr (GPtrArray) merged = g_ptr_array_new ();

  add_surviving (merged, before, left, right);
  add_surviving (merged, before, right, left);
  if (merged->len == 0 && (mine == NULL || theirs == NULL))
    return NULL;

  g_ptr_array_add (merged, NULL);
  return g_variant_ref_sink (roster_value_new_set ((const char *const *) merged->pdata));
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GHashTable *
map_entries (GVariant *map)
{
  GHashTable *entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);
  GVariantIter iter;
  const char *key;
  GVariant *value;

  if (map == NULL)
    return entries;

  g_variant_iter_init (&iter, map);
  while (g_variant_iter_next (&iter, "{&s@s}", &key, &value))
    g_hash_table_insert (entries, (gpointer) key, value);
  return entries;
}

static void
add_keys (GHashTable *keys,
          GHashTable *entries)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (keys, key);
}

static GVariant *
merge_maps (const RosterField *field,
            GVariant          *base,
            GVariant          *mine,
            GVariant          *theirs,
            GPtrArray         *clashes)
{
  g_autoptr (GHashTable) before = map_entries (base);
  g_autoptr (GHashTable) left = map_entries (mine);
  g_autoptr (GHashTable) right = map_entries (theirs);
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) merged = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree const char **keys = NULL;
  guint n_keys;

  add_keys (all, left);
  add_keys (all, right);
  keys = (const char **) g_hash_table_get_keys_as_array (all, &n_keys);
  qsort (keys, n_keys, sizeof *keys, compare_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      GVariant *value = merge_whole (field, keys[i],
                                     g_hash_table_lookup (before, keys[i]),
                                     g_hash_table_lookup (left, keys[i]),
                                     g_hash_table_lookup (right, keys[i]),
                                     clashes);

      if (value != NULL)
        g_hash_table_insert (merged, (gpointer) keys[i], (gpointer) g_variant_get_string (value, NULL));
    }

  if (g_hash_table_size (merged) == 0 && (mine == NULL || theirs == NULL))
    return NULL;

  return g_variant_ref_sink (roster_value_new_map (merged));
}

static GVariant *
keep (GVariant *value)
{
  return value != NULL ? g_variant_ref (value) : NULL;
}

/* Whether the other side has sealed the record since. */
static gboolean
is_sealed (RosterRecord *base,
           RosterRecord *theirs)
{
  const RosterRecordType *type = roster_record_type (theirs);

  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    if ((roster_record_type_field (type, i)->flags & ROSTER_FIELD_SEAL) != 0)
      {
        GVariant *before = base != NULL ? roster_record_nth_value (base, i) : NULL;
        GVariant *seals = roster_record_nth_value (theirs, i);

        return seals != NULL && g_variant_n_children (seals) > 0 &&
               (before == NULL || g_variant_n_children (before) == 0);
      }

  return FALSE;
}

static GVariant *
merge_values (const RosterField *field,
              gboolean           sealed,
              GVariant          *base,
              GVariant          *mine,
              GVariant          *theirs,
              GPtrArray         *clashes)
{
  if ((field->flags & ROSTER_FIELD_SERVER_SET) != 0 || (sealed && (field->flags & ROSTER_FIELD_OUTCOME) != 0) ||
      roster_value_equal (mine, theirs) || roster_value_equal (mine, base))
    return keep (theirs);
  if (roster_value_equal (theirs, base))
    return keep (mine);
  if ((field->flags & (ROSTER_FIELD_PASSING | ROSTER_FIELD_DERIVED)) != 0)
    return keep (theirs);
  if ((field->flags & ROSTER_FIELD_EARLIEST) != 0 && mine != NULL && theirs != NULL)
    return keep (g_variant_get_int64 (mine) < g_variant_get_int64 (theirs) ? mine : theirs);

  switch (field->kind)
    {
    case ROSTER_KIND_SET:
      return merge_sets (base, mine, theirs);

    case ROSTER_KIND_MAP:
      return merge_maps (field, base, mine, theirs, clashes);

    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_BOOLEAN:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
    case ROSTER_KIND_DOCUMENT:
      return keep (merge_whole (field, NULL, base, mine, theirs, clashes));
    }

  g_return_val_if_reached (NULL);
}

/* Public API */

void
roster_clash_free (RosterClash *self)
{
  g_clear_pointer (&self->mine, g_variant_unref);
  g_clear_pointer (&self->theirs, g_variant_unref);
  g_free (self->map_key);
  g_free (self);
}

static char *
clash_json (RosterClash *self,
            GVariant    *value)
{
  g_autoptr (JsonNode) node = NULL;

  if (value == NULL)
    return NULL;
  if (self->map_key != NULL)
    return g_variant_dup_string (value, NULL);

  node = roster_value_to_json (self->field, value);
  return roster_json_canonical (node);
}

/**
 * roster_clash_mine_json:
 *
 * Returns: (transfer full) (nullable): the value on this side in JSON; %NULL where it was removed
 */
char *
roster_clash_mine_json (RosterClash *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return clash_json (self, self->mine);
}

/**
 * roster_clash_theirs_json:
 *
 * Returns: (transfer full) (nullable): the value on the other side in JSON; %NULL where it was removed
 */
char *
roster_clash_theirs_json (RosterClash *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return clash_json (self, self->theirs);
}

/**
 * roster_merge_records:
 * @base: (nullable): the version that both sides started from; %NULL where both created the record
 * @mine: the record on this side
 * @theirs: the record on the other side, of the same type and id
 * @clashes: (out) (transfer full) (element-type RosterClash): what only a person can settle; empty where all went well
 *
 * Merges field by field, maps key by key, sets entry by entry. A value that only one side changed stands; the same
 * change on both sides is no clash. Where a clash is, @theirs stands and nothing of @mine is lost, because the clash
 * holds it. Fields that the office sets are always theirs, and what only says where somebody stands, or follows from
 * other fields, is theirs where both have changed it; whoever knows how derives the latter anew. Of two ends the
 * earlier one stands. What a record came to is theirs once it was sealed there.
 *
 * Returns: (transfer full): the merged record, in the account of @theirs
 */
RosterRecord *
roster_merge_records (RosterRecord  *base,
                      RosterRecord  *mine,
                      RosterRecord  *theirs,
                      GPtrArray    **clashes)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_clash_free);
  const RosterRecordType *type;
  RosterRecord *merged;
  gboolean sealed;

  g_return_val_if_fail (base == NULL || ROSTER_IS_RECORD (base), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (mine), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (theirs), NULL);
  g_return_val_if_fail (roster_record_type (mine) == roster_record_type (theirs), NULL);
  g_return_val_if_fail (base == NULL || roster_record_type (base) == roster_record_type (theirs), NULL);
  g_return_val_if_fail (strcmp (roster_record_id (mine), roster_record_id (theirs)) == 0, NULL);
  g_return_val_if_fail (clashes != NULL, NULL);

  type = roster_record_type (theirs);
  sealed = is_sealed (base, theirs);
  merged = roster_record_new (type, roster_record_id (theirs), roster_record_account (theirs));
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      g_autoptr (GVariant) value = merge_values (roster_record_type_field (type, i), sealed,
                                                 base != NULL ? roster_record_nth_value (base, i) : NULL,
                                                 roster_record_nth_value (mine, i),
                                                 roster_record_nth_value (theirs, i),
                                                 found);

      roster_record_set_nth (merged, i, value);
    }

  *clashes = g_steal_pointer (&found);
  return merged;
}

/* What was sent and is there now is common to both sides, entry by entry. */
static GVariant *
common_set (GVariant *base,
            GVariant *sent,
            GVariant *theirs)
{
  g_autoptr (GHashTable) before = set_entries (base);
  g_autoptr (GHashTable) left = set_entries (sent);
  g_autoptr (GHashTable) right = set_entries (theirs);
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) common = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer entry;

  add_keys (all, before);
  add_keys (all, left);
  add_keys (all, right);
  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    {
      gboolean was_sent = g_hash_table_contains (left, entry);

      if (was_sent == g_hash_table_contains (right, entry) ? was_sent : g_hash_table_contains (before, entry))
        g_ptr_array_add (common, entry);
    }

  g_ptr_array_add (common, NULL);
  return g_variant_ref_sink (roster_value_new_set ((const char *const *) common->pdata));
}

static GVariant *
common_map (GVariant *base,
            GVariant *sent,
            GVariant *theirs)
{
  g_autoptr (GHashTable) before = map_entries (base);
  g_autoptr (GHashTable) left = map_entries (sent);
  g_autoptr (GHashTable) right = map_entries (theirs);
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) common = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key;

  add_keys (all, before);
  add_keys (all, left);
  add_keys (all, right);
  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      GVariant *value = g_hash_table_lookup (left, key);

      if (!roster_value_equal (value, g_hash_table_lookup (right, key)))
        value = g_hash_table_lookup (before, key);
      if (value != NULL)
        g_hash_table_insert (common, key, (gpointer) g_variant_get_string (value, NULL));
    }

  return g_variant_ref_sink (roster_value_new_map (common));
}

static GVariant *
common_value (const RosterField *field,
              GVariant          *base,
              GVariant          *sent,
              GVariant          *theirs)
{
  if (roster_value_equal (sent, theirs) || roster_value_equal (base, theirs))
    return keep (theirs);

  switch (field->kind)
    {
    case ROSTER_KIND_SET:
      return common_set (base, sent, theirs);

    case ROSTER_KIND_MAP:
      return common_map (base, sent, theirs);

    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_BOOLEAN:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
    case ROSTER_KIND_DOCUMENT:
      return keep (base);
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_merge_common:
 * @base: (nullable): the version that the other side confirmed last
 * @sent: the version that was sent since, of which nobody knows whether it arrived
 * @theirs: the record on the other side
 *
 * What is found there as it was sent has arrived, so it is what both sides started from. Merging with that tells one's
 * own change that came back from somebody else's.
 *
 * Returns: (transfer full): the version to merge @theirs with
 */
RosterRecord *
roster_merge_common (RosterRecord *base,
                     RosterRecord *sent,
                     RosterRecord *theirs)
{
  const RosterRecordType *type;
  RosterRecord *common;

  g_return_val_if_fail (base == NULL || ROSTER_IS_RECORD (base), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (sent), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (theirs), NULL);

  type = roster_record_type (theirs);
  common = roster_record_new (type, roster_record_id (theirs), roster_record_account (theirs));
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      g_autoptr (GVariant) value = common_value (roster_record_type_field (type, i),
                                                 base != NULL ? roster_record_nth_value (base, i) : NULL,
                                                 roster_record_nth_value (sent, i),
                                                 roster_record_nth_value (theirs, i));

      roster_record_set_nth (common, i, value);
    }

  return common;
}
