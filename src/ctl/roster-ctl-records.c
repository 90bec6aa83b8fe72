/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-ctl.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-cache-rules.h"
#include "roster-ctl-output.h"
#include "roster-exchange-lookup.h"
#include "roster-record-json.h"
#include "roster-search-index.h"

#define MAX_SEARCH_RESULTS 100

/* How many fields a list shows besides the title. */
#define LIST_FIELDS 6

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (roster_record_id (*(RosterRecord *const *) a), roster_record_id (*(RosterRecord *const *) b));
}

/* What a person reads of a value: a reference by the title of what it points to. */
static char *
value_text (RosterCache       *cache,
            const RosterField *field,
            GVariant          *value)
{
  if (value != NULL && field->kind == ROSTER_KIND_REFERENCE)
    {
      g_autoptr (RosterRecord) target = roster_cache_get (cache, roster_record_type_find (field->target),
                                                          g_variant_get_string (value, NULL), NULL);

      if (target != NULL)
        return g_strdup (roster_record_title (target));
    }

  return roster_value_to_text (field, value);
}

/* Whether a list has room for the field: not for long texts and whole documents. */
static gboolean
is_short (const RosterField *field)
{
  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_BOOLEAN:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
      return TRUE;
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_SET:
    case ROSTER_KIND_MAP:
    case ROSTER_KIND_DOCUMENT:
      return FALSE;
    }

  g_return_val_if_reached (FALSE);
}

/* The fields that a list shows: the first short ones that any record fills, the title aside. */
static GArray *
choose_fields (const RosterRecordType *type,
               GPtrArray              *records)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint f = ROSTER_N_COMMON_FIELDS; f < roster_record_type_n_fields (type) && chosen->len < LIST_FIELDS; f++)
    {
      const RosterField *field = roster_record_type_field (type, f);
      gboolean filled = FALSE;

      if (!is_short (field) || g_strcmp0 (field->name, type->title) == 0)
        continue;
      for (guint i = 0; i < records->len && !filled; i++)
        filled = roster_record_nth_value (records->pdata[i], f) != NULL;
      if (filled)
        g_array_append_val (chosen, f);
    }

  return chosen;
}

static void
print_list (RosterCache            *cache,
            const RosterRecordType *type,
            GPtrArray              *records)
{
  g_autoptr (GArray) fields = choose_fields (type, records);
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();
  g_autoptr (RosterCtlTable) table = NULL;

  g_ptr_array_add (headings, (gpointer) _("Id"));
  if (type->title != NULL)
    g_ptr_array_add (headings, (gpointer) roster_field_label (roster_record_type_field (
                                   type, roster_record_type_find_field (type, type->title))));
  for (guint f = 0; f < fields->len; f++)
    g_ptr_array_add (headings, (gpointer) roster_field_label (roster_record_type_field (
                                   type, g_array_index (fields, guint, f))));
  table = roster_ctl_table_new_v (headings);

  for (guint i = 0; i < records->len; i++)
    {
      RosterRecord *record = records->pdata[i];
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (texts, g_strdup (roster_record_id (record)));
      if (type->title != NULL)
        g_ptr_array_add (texts, g_strdup (roster_record_title (record)));
      for (guint f = 0; f < fields->len; f++)
        {
          guint index = g_array_index (fields, guint, f);

          g_ptr_array_add (texts, value_text (cache, roster_record_type_field (type, index),
                                              roster_record_nth_value (record, index)));
        }
      roster_ctl_table_add_v (table, texts);
    }
  roster_ctl_table_print (table);
}

/* The rules in force: those that the office set, and the defaults of all others. */
static gboolean
list_rules (RosterCtl    *self,
            RosterCache  *cache,
            GError      **error)
{
  g_autoptr (RosterRuleValues) values = roster_cache_rule_values (cache, error);
  g_autoptr (RosterCtlArray) array = roster_ctl_array_new ();
  g_autoptr (RosterCtlTable) table = roster_ctl_table_new (_("Name"), _("Value"), _("Set by"), _("Rule"), NULL);

  if (values == NULL)
    return FALSE;

  for (guint id = 0; id < ROSTER_N_RULES; id++)
    {
      RosterRecord *record = roster_rule_values_record (values, id);
      g_autofree char *text = roster_rule_value_to_text (id, roster_rule_values_get (values, id));
      g_autoptr (JsonObject) object = record != NULL ? roster_record_to_json (record) : json_object_new ();

      if (record == NULL)
        {
          json_object_set_null_member (object, "id");
          json_object_set_string_member (object, "name", roster_rules[id].name);
          json_object_set_int_member (object, "value", roster_rules[id].fallback);
        }
      json_object_set_int_member (object, "default", roster_rules[id].fallback);
      json_object_set_int_member (object, "rule", roster_rules[id].number);
      roster_ctl_array_add (array, object);
      roster_ctl_table_add (table, roster_rules[id].name, text, record != NULL ? _("office") : _("default"),
                            roster_rule_label (id), NULL);
    }

  if (self->json)
    roster_ctl_array_print (array);
  else
    roster_ctl_table_print (table);
  return TRUE;
}

static gboolean
run_list (RosterCtl  *self,
          char      **arguments,
          GError    **error)
{
  const RosterRecordType *type = roster_ctl_find_type (arguments[0], error);
  g_autoptr (RosterCache) cache = type != NULL ? roster_ctl_open_cache (self, error) : NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (cache != NULL && type == &roster_rule_type)
    return list_rules (self, cache, error);

  records = cache != NULL ? roster_cache_list (cache, type, error) : NULL;
  if (records == NULL)
    return FALSE;

  g_ptr_array_sort (records, compare_ids);
  if (self->json)
    {
      g_autoptr (RosterCtlArray) array = roster_ctl_array_new ();

      for (guint i = 0; i < records->len; i++)
        {
          g_autoptr (JsonObject) object = roster_record_to_json (records->pdata[i]);

          roster_ctl_array_add (array, object);
        }
      roster_ctl_array_print (array);
    }
  else
    print_list (cache, type, records);

  return TRUE;
}

static gboolean
run_show (RosterCtl  *self,
          char      **arguments,
          GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autoptr (RosterRecord) record = cache != NULL ? roster_ctl_find_record (cache, arguments[0], error) : NULL;
  g_autoptr (RosterCtlTable) table = NULL;
  const RosterRecordType *type;

  if (record == NULL)
    return FALSE;

  type = roster_record_type (record);
  if (self->json)
    {
      g_autoptr (JsonObject) object = roster_record_to_json (record);

      json_object_set_string_member (object, "type", type->name);
      roster_ctl_print_json (object);
      return TRUE;
    }

  table = roster_ctl_table_new (roster_record_type_label (type, FALSE), "", roster_record_id (record), NULL);
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);
      GVariant *value = roster_record_nth_value (record, i);
      g_autofree char *text = value != NULL ? value_text (cache, field, value) : NULL;

      if (text != NULL)
        roster_ctl_table_add (table, roster_field_label (field), field->name, text, NULL);
    }
  roster_ctl_table_print (table);
  return TRUE;
}

/* A reference may be written as a person would: by name, number or login. */
static GVariant *
read_value (RosterCache        *cache,
            RosterRecord       *record,
            const RosterField  *field,
            const char         *text,
            GError            **error)
{
  g_autoptr (RosterExchangeLookup) lookup = NULL;
  g_autoptr (RosterRecord) target = NULL;
  g_autoptr (GError) local_error = NULL;

  if (field->kind != ROSTER_KIND_REFERENCE || text[0] == '\0' || roster_id_is_valid (text))
    return roster_value_from_text (field, text, error);

  lookup = roster_exchange_lookup_new_for_cache (cache);
  target = roster_exchange_lookup_resolve (lookup, roster_record_type_find (field->target), text,
                                           roster_record_account (record), &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (target == NULL)
    g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_REFUSED,
                 _("%s: “%s” is not known here"), roster_field_label (field), text);

  return target != NULL ? g_variant_ref_sink (g_variant_new_string (roster_record_id (target))) : NULL;
}

static gboolean
assign (RosterCache   *cache,
        RosterRecord  *record,
        const char    *assignment,
        GError       **error)
{
  const char *equals = strchr (assignment, '=');
  g_autofree char *name = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) local_error = NULL;
  const RosterField *field;
  int index;

  if (equals == NULL || equals == assignment)
    {
      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE,
                   _("“%s” is not of the form field=value"), assignment);
      return FALSE;
    }

  name = g_strndup (assignment, equals - assignment);
  index = roster_record_type_find_field (roster_record_type (record), name);
  if (index < 0)
    {
      g_set_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_UNKNOWN_FIELD,
                   _("A %s has no field “%s”"), roster_record_type_label (roster_record_type (record), FALSE), name);
      return FALSE;
    }

  field = roster_record_type_field (roster_record_type (record), index);
  if ((field->flags & (ROSTER_FIELD_SERVER_SET | ROSTER_FIELD_IMMUTABLE)) != 0)
    {
      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_REFUSED,
                   _("%s: cannot be changed"), roster_field_label (field));
      return FALSE;
    }

  value = read_value (cache, record, field, equals + 1, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  roster_record_set_nth (record, index, value);
  return TRUE;
}

static gboolean
run_set (RosterCtl  *self,
         char      **arguments,
         GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autoptr (RosterRecord) before = cache != NULL ? roster_ctl_find_record (cache, arguments[0], error) : NULL;
  g_autoptr (RosterRecord) after = NULL;
  g_autoptr (RosterEdit) edit = NULL;
  g_autofree char *label = NULL;

  if (before == NULL)
    return FALSE;

  after = roster_record_copy (before);
  for (guint i = 1; arguments[i] != NULL; i++)
    if (!assign (cache, after, arguments[i], error))
      return FALSE;
  if (!roster_record_check (after, error))
    return FALSE;
  if (roster_record_equal (before, after))
    return TRUE;

  /* Translators: %s is the title of a record, such as a streamer's name. */
  label = g_strdup_printf (_("Change %s"), roster_record_title (after));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_update (edit, before, after);
  return roster_cache_apply (cache, edit, NULL, error);
}

static gboolean
run_delete (RosterCtl  *self,
            char      **arguments,
            GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autoptr (RosterRecord) record = cache != NULL ? roster_ctl_find_record (cache, arguments[0], error) : NULL;
  g_autoptr (RosterEdit) edit = NULL;
  g_autofree char *label = NULL;

  if (record == NULL)
    return FALSE;

  /* Translators: %s is the title of a record, such as a streamer's name. */
  label = g_strdup_printf (_("Delete %s"), roster_record_title (record));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_delete (edit, record);
  return roster_cache_apply (cache, edit, NULL, error);
}

static gboolean
run_search (RosterCtl  *self,
            char      **arguments,
            GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autoptr (RosterSearchIndex) index = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (RosterCtlTable) table = NULL;
  g_autoptr (RosterCtlArray) array = NULL;

  if (cache == NULL)
    return FALSE;

  index = roster_search_index_new ();
  if (!roster_search_index_refresh (index, cache, error))
    return FALSE;

  results = roster_search_index_find (index, arguments[0], NULL, MAX_SEARCH_RESULTS);
  array = roster_ctl_array_new ();
  table = roster_ctl_table_new (_("Id"), _("Type"), _("Title"), NULL);
  for (guint i = 0; i < results->len; i++)
    {
      const RosterSearchResult *result = results->pdata[i];
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_string_member (object, "type", result->type->name);
      json_object_set_string_member (object, "id", result->id);
      json_object_set_string_member (object, "title", result->title);
      json_object_set_int_member (object, "score", result->score);
      roster_ctl_array_add (array, object);
      roster_ctl_table_add (table, result->id, roster_record_type_label (result->type, FALSE), result->title, NULL);
    }

  if (self->json)
    roster_ctl_array_print (array);
  else if (results->len > 0)
    roster_ctl_table_print (table);
  return TRUE;
}

const RosterCtlCommand roster_ctl_record_commands[] = {
  { "list", "TYPE", N_("List the records of a type"), ROSTER_CTL_OPTION_JSON, 1, 1, run_list },
  { "show", "ID", N_("Show one record"), ROSTER_CTL_OPTION_JSON, 1, 1, run_show },
  { "set", "ID FIELD=VALUE…", N_("Change fields of a record; an empty value clears the field"), 0,
    2, G_MAXUINT, run_set },
  { "delete", "ID", N_("Delete a record"), 0, 1, 1, run_delete },
  { "search", "TEXT", N_("Find records by name, pinyin, initials, number or phone"), ROSTER_CTL_OPTION_JSON,
    1, 1, run_search },
  { NULL },
};
