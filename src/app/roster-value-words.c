/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-value-words.h"

#include <glib/gi18n-lib.h>

#include "roster-blob-id.h"
#include "roster-coaching-words.h"
#include "roster-format.h"
#include "roster-money.h"

/* What a map or document looks like where there is room for a phrase only. */
#define MAX_ENTRIES 6

static char *
reference_to_words (RosterCache       *cache,
                    const RosterField *field,
                    const char        *id)
{
  g_autoptr (RosterRecord) target = roster_cache_get (cache, roster_record_type_find (field->target), id, NULL);

  if (target == NULL)
    /* Translators: stands for a record that is referred to but is not on this computer. */
    return g_strdup (_("unknown"));

  /* A checklist has a name in each language. */
  if (roster_record_type (target) == &roster_checklist_type)
    return g_strdup (roster_coaching_checklist_name (target));

  return g_strdup (roster_record_title (target));
}

static char *
integer_to_words (const RosterField *field,
                  gint64             number)
{
  g_autofree char *digits = field->decimals > 0 ? roster_decimal_to_text (number, field->decimals)
                                                : g_strdup_printf ("%'" G_GINT64_FORMAT, number);

  if (field->unit == NULL)
    return g_steal_pointer (&digits);

  /* Translators: a number and its unit, for example “12 days”. */
  return g_strdup_printf (_("%s %s"), digits, g_dgettext (GETTEXT_PACKAGE, field->unit));
}

static char *
date_to_words (RosterCache *cache,
               const char  *date)
{
  g_autofree char *today = roster_clock_today (roster_cache_clock (cache));

  return roster_format_date (date, today);
}

static char *
set_to_words (const RosterField *field,
              GVariant          *set)
{
  g_autofree const char **entries = g_variant_get_strv (set, NULL);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; entries[i] != NULL; i++)
    {
      const RosterChoice *choice = field->choices != NULL ? roster_field_find_choice (field, entries[i]) : NULL;

      g_ptr_array_add (labels, (gpointer) (choice != NULL ? g_dgettext (GETTEXT_PACKAGE, choice->label) : entries[i]));
    }
  g_ptr_array_add (labels, NULL);

  /* Translators: stands between the entries of a list. */
  return g_strjoinv (_(", "), (char **) labels->pdata);
}

/* Nobody can read the names of blobs. */
static guint
count_photos (GVariant *map)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *key;
  GVariantIter iter;

  g_variant_iter_init (&iter, map);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, NULL))
    roster_blob_ids_find (key, ids);
  return g_hash_table_size (ids);
}

static char *
map_to_words (GVariant *map)
{
  guint n = g_variant_n_children (map), n_photos = count_photos (map);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  if (n_photos > 0)
    return g_strdup_printf (ngettext ("%u photo", "%u photos", n_photos), n_photos);
  if (n > MAX_ENTRIES)
    return g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);

  for (guint i = 0; i < n; i++)
    {
      const char *key;

      g_variant_get_child (map, i, "{&s&s}", &key, NULL);
      g_ptr_array_add (keys, (gpointer) key);
    }
  g_ptr_array_add (keys, NULL);

  return g_strjoinv (_(", "), (char **) keys->pdata);
}

/**
 * roster_value_to_words:
 * @cache: names the records that references point to
 * @value: (nullable): a value of @field
 *
 * The exact value as a person reads it; roster_value_to_text() is the form for files.
 *
 * Returns: (transfer full): the words; empty where there is no value
 */
char *
roster_value_to_words (RosterCache       *cache,
                       const RosterField *field,
                       GVariant          *value)
{
  const RosterChoice *choice;

  g_return_val_if_fail (cache != NULL, NULL);
  g_return_val_if_fail (field != NULL, NULL);

  if (value == NULL)
    return g_strdup ("");

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
      return g_variant_dup_string (value, NULL);
    case ROSTER_KIND_INTEGER:
      return integer_to_words (field, g_variant_get_int64 (value));
    case ROSTER_KIND_MONEY:
      return roster_format_money_exact (g_variant_get_int64 (value));
    case ROSTER_KIND_RATE:
      return roster_format_rate (g_variant_get_int64 (value));
    case ROSTER_KIND_INSTANT:
      return roster_format_instant (roster_cache_clock (cache), g_variant_get_int64 (value));
    case ROSTER_KIND_DATE:
      return date_to_words (cache, g_variant_get_string (value, NULL));
    case ROSTER_KIND_BOOLEAN:
      return g_strdup (g_variant_get_boolean (value) ? _("Yes") : _("No"));
    case ROSTER_KIND_CHOICE:
      choice = roster_field_find_choice (field, g_variant_get_string (value, NULL));
      return choice != NULL ? g_strdup (g_dgettext (GETTEXT_PACKAGE, choice->label))
                            : g_variant_dup_string (value, NULL);
    case ROSTER_KIND_REFERENCE:
      return reference_to_words (cache, field, g_variant_get_string (value, NULL));
    case ROSTER_KIND_SET:
      return set_to_words (field, value);
    case ROSTER_KIND_MAP:
      return map_to_words (value);
    case ROSTER_KIND_DOCUMENT:
      /* Translators: stands for a value that has no short form, such as the items of a checklist. */
      return g_strdup (_("contents"));
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_record_to_words:
 * @cache: names the records that @record refers to
 *
 * Returns: (transfer full): the title of @record; where its type has none, such as a sale, the titles of what it refers
 *   to
 */
char *
roster_record_to_words (RosterCache  *cache,
                        RosterRecord *record)
{
  const RosterRecordType *type = roster_record_type (record);
  g_autoptr (GPtrArray) parts = NULL;

  if (type->title != NULL && roster_record_has (record, type->title))
    return g_strdup (roster_record_title (record));

  parts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const RosterField *field = &type->fields[i];
      GVariant *value = roster_record_value (record, field->name);

      if ((field->flags & ROSTER_FIELD_REQUIRED) != 0 && value != NULL &&
          (field->kind == ROSTER_KIND_REFERENCE || field->kind == ROSTER_KIND_DATE))
        g_ptr_array_add (parts, roster_value_to_words (cache, field, value));
    }
  if (parts->len == 0)
    return g_strdup (roster_record_type_label (type, FALSE));

  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}
