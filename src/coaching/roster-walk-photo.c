/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-walk-photo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-blob-id.h"

/* A key is ITEM:TIME-BLOB. The time has so many digits that keys of an item stand in the order of time. */
#define TIME_LENGTH 13
#define TAIL_LENGTH (1 + TIME_LENGTH + 1 + ROSTER_BLOB_ID_LENGTH)

/* The blob that the key names, if it is a key of @item; of any item where that is NULL. */
static const char *
blob_of (const char *key,
         const char *item)
{
  gsize length = strlen (key), item_length;
  const char *tail, *blob;

  if (length <= TAIL_LENGTH)
    return NULL;

  item_length = length - TAIL_LENGTH;
  tail = key + item_length;
  blob = tail + TAIL_LENGTH - ROSTER_BLOB_ID_LENGTH;
  if (tail[0] != ':' || blob[-1] != '-' || !roster_blob_id_is_valid (blob) ||
      (item != NULL && (strlen (item) != item_length || strncmp (key, item, item_length) != 0)))
    return NULL;

  return blob;
}

/**
 * roster_walkthrough_photos:
 * @walkthrough: a Walkthrough
 * @item: the id of an item
 *
 * Returns: (transfer full): the names of the item's photos, each once, in the order in which they were added; ended by
 *   %NULL
 */
char **
roster_walkthrough_photos (RosterRecord *walkthrough,
                           const char   *item)
{
  g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func (g_free);
  GVariantIter iter;
  const char *key;

  g_return_val_if_fail (ROSTER_IS_RECORD (walkthrough), NULL);
  g_return_val_if_fail (item != NULL, NULL);

  GVariant *map = roster_record_value (walkthrough, "photos");

  if (map != NULL)
    {
      g_variant_iter_init (&iter, map);
      while (g_variant_iter_next (&iter, "{&s&s}", &key, NULL))
        {
          const char *blob = blob_of (key, item);

          if (blob != NULL && !g_ptr_array_find_with_equal_func (photos, blob, g_str_equal, NULL))
            g_ptr_array_add (photos, g_strdup (blob));
        }
    }

  g_ptr_array_add (photos, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&photos), FALSE);
}

static gboolean
refuse (GError              **error,
        RosterCoachingError   code,
        const char           *message)
{
  g_set_error_literal (error, ROSTER_COACHING_ERROR, code, message);
  return FALSE;
}

static gboolean
check_open (RosterRecord  *walkthrough,
            GError       **error)
{
  GVariant *signatures = roster_record_value (walkthrough, "signatures");

  return signatures == NULL || g_variant_n_children (signatures) == 0 ||
         refuse (error, ROSTER_COACHING_ERROR_FROZEN, _("This walk-through is signed; its photos stay as they are"));
}

/* The entries of the map but those that name @blob, of @item or of any. */
static GHashTable *
entries_without (RosterRecord *walkthrough,
                 const char   *item,
                 const char   *blob)
{
  GHashTable *entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GVariant *map = roster_record_value (walkthrough, "photos");
  const char *key, *value;
  GVariantIter iter;

  if (map == NULL)
    return entries;

  g_variant_iter_init (&iter, map);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    if (blob == NULL || g_strcmp0 (blob_of (key, item), blob) != 0)
      g_hash_table_insert (entries, g_strdup (key), g_strdup (value));
  return entries;
}

static void
set_entries (RosterRecord *record,
             GHashTable   *entries)
{
  roster_record_set (record, "photos", g_hash_table_size (entries) > 0 ? roster_value_new_map (entries) : NULL);
}

static char *
entry_value (const char *person)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  if (person != NULL)
    json_object_set_string_member (object, "by", person);
  json_node_set_object (root, object);
  return roster_json_canonical (root);
}

/**
 * roster_walkthrough_add_photo:
 * @template: of the version that the walk-through is pinned to
 * @walkthrough: a Walkthrough
 * @index: the item that the photo is of
 * @blob: the photo's name
 * @person: (nullable): the id of who adds it
 * @now: milliseconds UTC
 *
 * Adds a photo. One that the item has already stays as it is.
 *
 * Returns: (transfer full) (nullable): the record with the photo; %NULL where the walk-through is signed or the item
 *   has enough of them
 */
RosterRecord *
roster_walkthrough_add_photo (RosterTemplate  *template,
                              RosterRecord    *walkthrough,
                              guint            index,
                              const char      *blob,
                              const char      *person,
                              gint64           now,
                              GError         **error)
{
  g_autoptr (GHashTable) entries = NULL;
  RosterRecord *after;
  g_auto (GStrv) photos = NULL;
  const RosterItem *item;

  g_return_val_if_fail (template != NULL && index < roster_template_n_items (template), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (walkthrough), NULL);
  g_return_val_if_fail (blob != NULL && roster_blob_id_is_valid (blob), NULL);

  item = roster_template_item (template, index);
  photos = roster_walkthrough_photos (walkthrough, item->id);
  if (!check_open (walkthrough, error))
    return NULL;
  if (g_strv_contains ((const char *const *) photos, blob))
    return roster_record_copy (walkthrough);
  if (g_strv_length (photos) >= ROSTER_MAX_PHOTOS)
    {
      refuse (error, ROSTER_COACHING_ERROR_ANSWER, _("The item has enough photos; remove one first"));
      return NULL;
    }

  entries = entries_without (walkthrough, NULL, NULL);
  g_hash_table_insert (entries,
                       g_strdup_printf ("%s:%0*" G_GINT64_FORMAT "-%s", item->id, TIME_LENGTH, MAX (now, 0), blob),
                       entry_value (person));
  after = roster_record_copy (walkthrough);
  set_entries (after, entries);
  return after;
}

/**
 * roster_walkthrough_remove_photo:
 *
 * Takes a photo from an item.
 *
 * Returns: (transfer full) (nullable): the record without the photo; %NULL where the walk-through is signed
 */
RosterRecord *
roster_walkthrough_remove_photo (RosterTemplate  *template,
                                 RosterRecord    *walkthrough,
                                 guint            index,
                                 const char      *blob,
                                 GError         **error)
{
  g_autoptr (GHashTable) entries = NULL;
  RosterRecord *after;

  g_return_val_if_fail (template != NULL && index < roster_template_n_items (template), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (walkthrough), NULL);
  g_return_val_if_fail (blob != NULL, NULL);

  if (!check_open (walkthrough, error))
    return NULL;

  entries = entries_without (walkthrough, roster_template_item (template, index)->id, blob);
  after = roster_record_copy (walkthrough);
  set_entries (after, entries);
  return after;
}

/**
 * roster_walkthrough_forget_photo:
 * @blob: the photo's name
 *
 * Takes a photo from every item that has it; where none has it there is nothing to refuse.
 *
 * Returns: (transfer full) (nullable): the record without the photo; %NULL where the walk-through is signed
 */
RosterRecord *
roster_walkthrough_forget_photo (RosterRecord  *walkthrough,
                                 const char    *blob,
                                 GError       **error)
{
  g_autoptr (GHashTable) entries = NULL;
  RosterRecord *after;

  g_return_val_if_fail (ROSTER_IS_RECORD (walkthrough), NULL);
  g_return_val_if_fail (blob != NULL, NULL);

  GVariant *map = roster_record_value (walkthrough, "photos");

  entries = entries_without (walkthrough, NULL, blob);
  if (map != NULL && g_hash_table_size (entries) < g_variant_n_children (map) && !check_open (walkthrough, error))
    return NULL;

  after = roster_record_copy (walkthrough);
  set_entries (after, entries);
  return after;
}
