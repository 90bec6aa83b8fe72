/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-type.h"

#include <glib/gi18n-lib.h>
#include <stdatomic.h>
#include <string.h>

#include "roster-record.h"
#include "roster-text.h"

const RosterField roster_common_fields[ROSTER_N_COMMON_FIELDS] = {
  { .name = "createdAt", .kind = ROSTER_KIND_INSTANT, .flags = ROSTER_FIELD_SERVER_SET, .label = N_("Created") },
  { .name = "updatedAt", .kind = ROSTER_KIND_INSTANT, .flags = ROSTER_FIELD_SERVER_SET, .label = N_("Last changed") },
  { .name = "updatedBy", .kind = ROSTER_KIND_TEXT, .flags = ROSTER_FIELD_SERVER_SET, .label = N_("Last changed by") },
};

const RosterRecordType *const roster_record_types[ROSTER_N_RECORD_TYPES] = {
  &roster_base_type,
  &roster_person_type,
  &roster_factory_type,
  &roster_product_type,
  &roster_checklist_type,
  &roster_rule_type,
  &roster_affinity_type,
  &roster_streamer_type,
  &roster_activity_type,
  &roster_live_type,
  &roster_lineup_type,
  &roster_sale_type,
  &roster_metric_type,
  &roster_video_type,
  &roster_decision_type,
  &roster_walkthrough_type,
  &roster_followup_type,
  &roster_reminder_day_type,
  &roster_custom_request_type,
};

/**
 * roster_record_type_find:
 * @name: `Streamer`, or `streamers` as on the command line
 *
 * Returns: (nullable): the type
 */
const RosterRecordType *
roster_record_type_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    if (strcmp (roster_record_types[i]->name, name) == 0 || strcmp (roster_record_types[i]->plural, name) == 0)
      return roster_record_types[i];

  return NULL;
}

/**
 * roster_record_type_n_fields:
 *
 * Returns: how many fields a record of the type has, the common ones included
 */
guint
roster_record_type_n_fields (const RosterRecordType *type)
{
  g_return_val_if_fail (type != NULL, 0);

  return ROSTER_N_COMMON_FIELDS + type->n_fields;
}

/**
 * roster_record_type_field:
 * @index: less than roster_record_type_n_fields(); the common fields come first
 */
const RosterField *
roster_record_type_field (const RosterRecordType *type,
                          guint                   index)
{
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (index < roster_record_type_n_fields (type), NULL);

  if (index < ROSTER_N_COMMON_FIELDS)
    return &roster_common_fields[index];

  return &type->fields[index - ROSTER_N_COMMON_FIELDS];
}

/* Whoever asks for a field mostly does so with the same text in the program again and again: where one was found is
   kept by its address. What stands at the address is compared, so an entry of another text costs a look into the table
   and no more. */
#define N_RECENT 256

static gsize
place_of_type (const RosterRecordType *type)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    if (roster_record_types[t] == type)
      return t;

  g_return_val_if_reached (0);
}

/* The index of each field plus one, by name; one table a type. */
static GHashTable *
field_indices (gsize place)
{
  static GHashTable *tables[ROSTER_N_RECORD_TYPES];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
        {
          tables[t] = g_hash_table_new (g_str_hash, g_str_equal);
          for (guint i = 0; i < roster_record_type_n_fields (roster_record_types[t]); i++)
            g_hash_table_insert (tables[t], (gpointer) roster_record_type_field (roster_record_types[t], i)->name,
                                 GUINT_TO_POINTER (i + 1));
        }
      g_once_init_leave (&once, 1);
    }

  return tables[place];
}

/**
 * roster_record_type_find_field:
 *
 * Returns: the index of the field called @name, or -1
 */
int
roster_record_type_find_field (const RosterRecordType *type,
                               const char             *name)
{
  static atomic_uchar recent[ROSTER_N_RECORD_TYPES][N_RECENT];
  gsize place, slot = ((gsize) name ^ (gsize) name >> 7) % N_RECENT;
  int found;

  g_return_val_if_fail (type != NULL, -1);
  g_return_val_if_fail (name != NULL, -1);

  place = place_of_type (type);
  found = atomic_load_explicit (&recent[place][slot], memory_order_relaxed);
  if (found > 0 && strcmp (roster_record_type_field (type, (guint) found - 1)->name, name) == 0)
    return found - 1;

  found = GPOINTER_TO_INT (g_hash_table_lookup (field_indices (place), name));
  if (found > 0)
    atomic_store_explicit (&recent[place][slot], (unsigned char) found, memory_order_relaxed);
  return found - 1;
}

/**
 * roster_record_type_add_search_forms:
 * @field: a searchable field of @type
 * @text: its value as roster_value_to_text() gives it
 * @key: takes what a person may type to find it, see roster_record_search_key()
 */
void
roster_record_type_add_search_forms (const RosterRecordType *type,
                                     const RosterField      *field,
                                     const char             *text,
                                     GString                *key)
{
  g_autofree char *forms = NULL;

  g_return_if_fail (type != NULL);
  g_return_if_fail (field != NULL && text != NULL && key != NULL);

  /* People spell names in pinyin, not whole notes. */
  forms = field->kind == ROSTER_KIND_NOTE ? roster_text_fold (text) : roster_text_search_key (text);
  if (type->title != NULL && strcmp (field->name, type->title) == 0)
    {
      g_string_prepend_c (key, '\n');
      g_string_prepend (key, forms);
    }
  else
    {
      g_string_append (key, forms);
      g_string_append_c (key, '\n');
    }
}

/**
 * roster_record_type_label:
 *
 * Returns: the name of one record, or of many, in the interface's language
 */
const char *
roster_record_type_label (const RosterRecordType *type,
                          gboolean                plural)
{
  g_return_val_if_fail (type != NULL, NULL);

  return g_dgettext (GETTEXT_PACKAGE, plural ? type->label_plural : type->label);
}
