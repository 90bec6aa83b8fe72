/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-clock.h"
#include "roster-id.h"
#include "roster-money.h"

G_DEFINE_QUARK (roster-model-error-quark, roster_model_error)

/* Li are thousandths of a yuan; parts per million are ten-thousandths of a percent. */
#define MONEY_DECIMALS 3
#define PERCENT_DECIMALS 4

/**
 * roster_value_type:
 *
 * Returns: the variant type of the values of fields of this kind; see roster-value.h
 */
const GVariantType *
roster_value_type (RosterKind kind)
{
  switch (kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
    case ROSTER_KIND_DOCUMENT:
      return G_VARIANT_TYPE_STRING;
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
      return G_VARIANT_TYPE_INT64;
    case ROSTER_KIND_BOOLEAN:
      return G_VARIANT_TYPE_BOOLEAN;
    case ROSTER_KIND_SET:
      return G_VARIANT_TYPE_STRING_ARRAY;
    case ROSTER_KIND_MAP:
      return G_VARIANT_TYPE ("a{ss}");
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_value_equal:
 * @a: (nullable): a value
 * @b: (nullable): another of the same field
 */
gboolean
roster_value_equal (GVariant *a,
                    GVariant *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;

  return g_variant_equal (a, b);
}

static gboolean
refuse (GError            **error,
        const RosterField  *field,
        const char         *reason)
{
  g_set_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE, "%s: %s", roster_field_label (field), reason);
  return FALSE;
}

static gboolean
refuse_range (GError            **error,
              const RosterField  *field)
{
  g_autofree char *low = NULL, *high = NULL;
  g_autofree char *reason = NULL;

  if (roster_field_is_number (field) && field->kind != ROSTER_KIND_INSTANT)
    {
      g_autoptr (GVariant) minimum = g_variant_ref_sink (g_variant_new_int64 (field->minimum));
      g_autoptr (GVariant) maximum = g_variant_ref_sink (g_variant_new_int64 (roster_field_maximum (field)));

      low = roster_value_to_text (field, minimum);
      high = roster_value_to_text (field, maximum);
      /* Translators: the first and the last number that a field takes. */
      reason = g_strdup_printf (_("must be from %s to %s"), low, high);
    }
  else
    {
      high = g_strdup_printf ("%" G_GINT64_FORMAT, roster_field_maximum (field));
      /* Translators: %s is a number of characters or entries. */
      reason = g_strdup_printf (_("is too long; at most %s"), high);
    }

  return refuse (error, field, reason);
}

/* No control character: those below U+0020, and U+007F to U+009F, which UTF-8 writes with the lead byte C2. */
static gboolean
is_plain (const char *text,
          gboolean    one_line)
{
  for (const guchar *at = (const guchar *) text; *at != '\0'; at++)
    if (*at < 0x20 ? one_line || (*at != '\n' && *at != '\t') : *at == 0x7f || (*at == 0xc2 && at[1] < 0xa0))
      return FALSE;

  return TRUE;
}

static gboolean
is_date (const char *text)
{
  guint year, month, day;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (guint i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;

  year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
  month = (text[5] - '0') * 10 + (text[6] - '0');
  day = (text[8] - '0') * 10 + (text[9] - '0');
  return g_date_valid_dmy (day, month, year);
}

/* Bytes are never fewer than characters, and are quicker to count. */
static gboolean
is_longer (const char *text,
           gint64      maximum)
{
  return (gint64) strlen (text) > maximum && g_utf8_strlen (text, -1) > maximum;
}

/**
 * roster_value_check_text:
 * @text: valid UTF-8
 *
 * roster_value_check() for the fields whose values are texts.
 */
gboolean
roster_value_check_text (const RosterField  *field,
                         const char         *text,
                         GError            **error)
{
  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
      if (!is_plain (text, TRUE))
        return refuse (error, field, _("must be one line of text"));
      return !is_longer (text, roster_field_maximum (field)) || refuse_range (error, field);

    case ROSTER_KIND_NOTE:
      if (!is_plain (text, FALSE))
        return refuse (error, field, _("must be plain text"));
      return !is_longer (text, roster_field_maximum (field)) || refuse_range (error, field);

    case ROSTER_KIND_DOCUMENT:
      return (gint64) strlen (text) <= roster_field_maximum (field) || refuse_range (error, field);

    case ROSTER_KIND_DATE:
      return is_date (text) || refuse (error, field, _("must be a date such as 2026-03-01"));

    case ROSTER_KIND_CHOICE:
      for (const RosterChoice *choice = field->choices; choice->nick != NULL; choice++)
        if (strcmp (choice->nick, text) == 0)
          return TRUE;
      return refuse (error, field, _("is not one of the choices"));

    case ROSTER_KIND_REFERENCE:
      return roster_id_is_valid (text) || refuse (error, field, _("is not the id of a record"));

    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
    case ROSTER_KIND_BOOLEAN:
    case ROSTER_KIND_SET:
    case ROSTER_KIND_MAP:
      break;
    }

  g_return_val_if_reached (FALSE);
}

/**
 * roster_value_check_number:
 *
 * roster_value_check() for the fields whose values are numbers.
 */
gboolean
roster_value_check_number (const RosterField  *field,
                           gint64              number,
                           GError            **error)
{
  return (number >= field->minimum && number <= roster_field_maximum (field)) || refuse_range (error, field);
}

/**
 * roster_value_check:
 * @value: (nullable): a value of the field's variant type
 *
 * Whether @value may stand in @field. That a required field is filled is checked by roster_record_check(), because only
 * the record knows.
 *
 * Returns: %FALSE with %ROSTER_MODEL_ERROR_VALUE where it may not
 */
gboolean
roster_value_check (const RosterField  *field,
                    GVariant           *value,
                    GError            **error)
{
  g_return_val_if_fail (field != NULL, FALSE);

  if (value == NULL)
    return TRUE;

  g_return_val_if_fail (g_variant_is_of_type (value, roster_value_type (field->kind)), FALSE);

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DOCUMENT:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
      return roster_value_check_text (field, g_variant_get_string (value, NULL), error);

    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
      return roster_value_check_number (field, g_variant_get_int64 (value), error);

    case ROSTER_KIND_SET:
      {
        g_autofree const char **entries = g_variant_get_strv (value, NULL);

        if ((gint64) g_variant_n_children (value) > roster_field_maximum (field))
          return refuse_range (error, field);
        for (guint i = 0; entries[i] != NULL; i++)
          if (!is_plain (entries[i], TRUE) || strlen (entries[i]) > 500)
            return refuse (error, field, _("an entry is not one short line of text"));
        return TRUE;
      }

    case ROSTER_KIND_MAP:
      if ((gint64) g_variant_n_children (value) > roster_field_maximum (field) ||
          g_variant_get_size (value) > 1 << 20)
        return refuse_range (error, field);
      return TRUE;

    case ROSTER_KIND_BOOLEAN:
      return TRUE;
    }

  g_return_val_if_reached (FALSE);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * roster_value_new_set:
 * @entries: ended by %NULL; empty and repeated ones are left out
 *
 * Returns: (transfer floating): the value of a set
 */
GVariant *
roster_value_new_set (const char *const *entries)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_STRING_ARRAY);

  g_return_val_if_fail (entries != NULL, NULL);

  for (guint i = 0; entries[i] != NULL; i++)
    if (entries[i][0] != '\0')
      g_ptr_array_add (sorted, (gpointer) entries[i]);
  g_ptr_array_sort (sorted, compare_strings);

  for (guint i = 0; i < sorted->len; i++)
    if (i == 0 || strcmp (sorted->pdata[i - 1], sorted->pdata[i]) != 0)
      g_variant_builder_add (&builder, "s", sorted->pdata[i]);

  return g_variant_builder_end (&builder);
}

/**
 * roster_value_new_map:
 * @entries: (element-type utf8 utf8): keys to canonical JSON, see roster_json_canonical()
 *
 * JSON's null is no value: an entry of it is left out.
 *
 * Returns: (transfer floating): the value of a map
 */
GVariant *
roster_value_new_map (GHashTable *entries)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  g_autofree const char **keys = NULL;
  guint n_keys;

  g_return_val_if_fail (entries != NULL, NULL);

  keys = (const char **) g_hash_table_get_keys_as_array (entries, &n_keys);
  qsort (keys, n_keys, sizeof *keys, compare_strings);
  for (guint i = 0; i < n_keys; i++)
    {
      const char *json = g_hash_table_lookup (entries, keys[i]);

      if (strcmp (json, "null") != 0)
        g_variant_builder_add (&builder, "{ss}", keys[i], json);
    }

  return g_variant_builder_end (&builder);
}

/**
 * roster_value_map_lookup:
 * @map: (nullable): a map's value
 *
 * Returns: (transfer full) (nullable): the entry, a string that holds JSON
 */
GVariant *
roster_value_map_lookup (GVariant   *map,
                         const char *key)
{
  return map != NULL ? g_variant_lookup_value (map, key, G_VARIANT_TYPE_STRING) : NULL;
}

/**
 * roster_value_map_changes:
 * @before: (nullable): a map's value
 * @after: (nullable): another
 *
 * Goes through both once: maps are sorted.
 *
 * Returns: (transfer full) (element-type utf8): the keys whose entry is another in @after, or in one of them only
 */
GPtrArray *
roster_value_map_changes (GVariant *before,
                          GVariant *after)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_free);
  gsize n_before = before != NULL ? g_variant_n_children (before) : 0;
  gsize n_after = after != NULL ? g_variant_n_children (after) : 0;
  gsize i = 0, j = 0;

  while (i < n_before || j < n_after)
    {
      const char *old_key = NULL, *new_key = NULL, *old = NULL, *new = NULL;
      int order;

      if (i < n_before)
        g_variant_get_child (before, i, "{&s&s}", &old_key, &old);
      if (j < n_after)
        g_variant_get_child (after, j, "{&s&s}", &new_key, &new);
      order = old_key == NULL ? 1 : new_key == NULL ? -1
                                                    : strcmp (old_key, new_key);
      if (order != 0 || strcmp (old, new) != 0)
        g_ptr_array_add (changes, g_strdup (order <= 0 ? old_key : new_key));
      i += order <= 0;
      j += order >= 0;
    }

  return g_steal_pointer (&changes);
}

/* JSON */

static JsonNode *
sorted_copy (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *source = json_node_get_object (node);
      g_autoptr (JsonObject) copy = json_object_new ();
      g_autoptr (GList) members = g_list_sort (json_object_get_members (source), (GCompareFunc) strcmp);
      JsonNode *result = json_node_new (JSON_NODE_OBJECT);

      for (GList *l = members; l != NULL; l = l->next)
        json_object_set_member (copy, l->data, sorted_copy (json_object_get_member (source, l->data)));
      json_node_set_object (result, copy);
      return result;
    }

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *source = json_node_get_array (node);
      g_autoptr (JsonArray) copy = json_array_new ();
      JsonNode *result = json_node_new (JSON_NODE_ARRAY);

      for (guint i = 0; i < json_array_get_length (source); i++)
        json_array_add_element (copy, sorted_copy (json_array_get_element (source, i)));
      json_node_set_array (result, copy);
      return result;
    }

  return json_node_copy (node);
}

/**
 * roster_json_canonical:
 *
 * Returns: (transfer full): @node as compact JSON with the members of every object sorted, so that equal values are
 *   equal texts
 */
char *
roster_json_canonical (JsonNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  g_autoptr (JsonNode) sorted = sorted_copy (node);

  return json_to_string (sorted, FALSE);
}

static JsonNode *
parse_stored_json (const char *text)
{
  JsonNode *node = json_from_string (text, NULL);

  return node != NULL ? node : json_node_new (JSON_NODE_NULL);
}

/**
 * roster_value_to_json:
 * @value: (nullable): a value of @field
 *
 * Returns: (transfer full): the value as it travels; JSON's null where there is none
 */
JsonNode *
roster_value_to_json (const RosterField *field,
                      GVariant          *value)
{
  g_return_val_if_fail (field != NULL, NULL);

  if (value == NULL)
    return json_node_new (JSON_NODE_NULL);

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
      return json_node_init_string (json_node_alloc (), g_variant_get_string (value, NULL));

    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
      return json_node_init_int (json_node_alloc (), g_variant_get_int64 (value));

    case ROSTER_KIND_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), g_variant_get_boolean (value));

    case ROSTER_KIND_SET:
      {
        /* A JMAP set: an object whose members are all true (RFC 8620 writes String[Boolean]). */
        g_autoptr (JsonObject) object = json_object_new ();
        g_autofree const char **entries = g_variant_get_strv (value, NULL);

        for (guint i = 0; entries[i] != NULL; i++)
          json_object_set_boolean_member (object, entries[i], TRUE);
        return json_node_init_object (json_node_alloc (), object);
      }

    case ROSTER_KIND_MAP:
      {
        g_autoptr (JsonObject) object = json_object_new ();
        GVariantIter iter;
        const char *key, *json;

        g_variant_iter_init (&iter, value);
        while (g_variant_iter_next (&iter, "{&s&s}", &key, &json))
          json_object_set_member (object, key, parse_stored_json (json));
        return json_node_init_object (json_node_alloc (), object);
      }

    case ROSTER_KIND_DOCUMENT:
      return parse_stored_json (g_variant_get_string (value, NULL));
    }

  g_return_val_if_reached (NULL);
}

static GVariant *
set_from_json (JsonObject *object)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  JsonObjectIter iter;
  const char *entry;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &entry, &node))
    {
      if (json_node_get_value_type (node) != G_TYPE_BOOLEAN || !json_node_get_boolean (node))
        return NULL;
      g_ptr_array_add (entries, (gpointer) entry);
    }
  g_ptr_array_add (entries, NULL);

  return roster_value_new_set ((const char *const *) entries->pdata);
}

/* A patch says with null that an entry goes (RFC 8620, section 5.3), so no map holds one. */
static GVariant *
map_from_json (JsonObject *object)
{
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &node))
    if (!JSON_NODE_HOLDS_NULL (node))
      g_hash_table_insert (entries, (gpointer) key, roster_json_canonical (node));

  return roster_value_new_map (entries);
}

/**
 * roster_value_from_json:
 * @node: what came over the wire or from a file
 *
 * Reads and checks a value. JSON's null gives %NULL without an error.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL with @error set
 */
GVariant *
roster_value_from_json (const RosterField  *field,
                        JsonNode           *node,
                        GError            **error)
{
  g_autoptr (GVariant) value = NULL;

  g_return_val_if_fail (field != NULL, NULL);
  g_return_val_if_fail (node != NULL, NULL);

  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
      if (json_node_get_value_type (node) == G_TYPE_STRING && g_utf8_validate (json_node_get_string (node), -1, NULL))
        value = g_variant_new_string (json_node_get_string (node));
      break;

    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
      if (json_node_get_value_type (node) == G_TYPE_INT64)
        value = g_variant_new_int64 (json_node_get_int (node));
      break;

    case ROSTER_KIND_BOOLEAN:
      if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        value = g_variant_new_boolean (json_node_get_boolean (node));
      break;

    case ROSTER_KIND_SET:
      if (JSON_NODE_HOLDS_OBJECT (node))
        value = set_from_json (json_node_get_object (node));
      break;

    case ROSTER_KIND_MAP:
      if (JSON_NODE_HOLDS_OBJECT (node))
        value = map_from_json (json_node_get_object (node));
      break;

    case ROSTER_KIND_DOCUMENT:
      {
        g_autofree char *json = roster_json_canonical (node);

        value = g_variant_new_string (json);
        break;
      }
    }

  if (value == NULL)
    {
      refuse (error, field, _("has the wrong JSON type"));
      return NULL;
    }

  g_variant_ref_sink (value);
  if (!roster_value_check (field, value, error))
    return NULL;

  return g_steal_pointer (&value);
}

/* Text */

/**
 * roster_value_to_text:
 * @value: (nullable): a value of @field
 *
 * The plain text form for files and the command line, the same in every locale: money in yuan, rates in percent,
 * instants in RFC 3339, sets with commas.
 *
 * Returns: (transfer full): the text; empty where there is no value
 */
char *
roster_value_to_text (const RosterField *field,
                      GVariant          *value)
{
  g_return_val_if_fail (field != NULL, NULL);

  if (value == NULL)
    return g_strdup ("");

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
    case ROSTER_KIND_DOCUMENT:
      return g_variant_dup_string (value, NULL);

    case ROSTER_KIND_INTEGER:
      return roster_decimal_to_text (g_variant_get_int64 (value), field->decimals);

    case ROSTER_KIND_MONEY:
      return roster_decimal_to_text (g_variant_get_int64 (value), MONEY_DECIMALS);

    case ROSTER_KIND_RATE:
      {
        g_autofree char *percent = roster_decimal_to_text (g_variant_get_int64 (value), PERCENT_DECIMALS);

        return g_strconcat (percent, "%", NULL);
      }

    case ROSTER_KIND_INSTANT:
      return roster_instant_to_text (g_variant_get_int64 (value));

    case ROSTER_KIND_BOOLEAN:
      return g_strdup (g_variant_get_boolean (value) ? "yes" : "no");

    case ROSTER_KIND_SET:
      {
        g_autofree const char **entries = g_variant_get_strv (value, NULL);

        return g_strjoinv (", ", (char **) entries);
      }

    case ROSTER_KIND_MAP:
      {
        g_autoptr (JsonNode) node = roster_value_to_json (field, value);

        return json_to_string (node, FALSE);
      }
    }

  g_return_val_if_reached (NULL);
}

static GVariant *
set_from_text (const char *text)
{
  g_autoptr (GString) buffer = g_string_new (text);
  g_auto (GStrv) entries = NULL;

  g_string_replace (buffer, "，", ",", 0);
  g_string_replace (buffer, "、", ",", 0);
  g_string_replace (buffer, "；", ",", 0);
  entries = g_strsplit_set (buffer->str, ",;\n", -1);
  for (guint i = 0; entries[i] != NULL; i++)
    g_strstrip (entries[i]);

  return roster_value_new_set ((const char *const *) entries);
}

static GVariant *
boolean_from_text (const char *text)
{
  static const char *const yes[] = { "yes", "true", "1", "y", "是", "✓", NULL };
  static const char *const no[] = { "no", "false", "0", "n", "否", "✗", NULL };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  if (g_strv_contains (yes, lower))
    return g_variant_new_boolean (TRUE);
  if (g_strv_contains (no, lower))
    return g_variant_new_boolean (FALSE);

  return NULL;
}

static GVariant *
rate_from_text (const char *text)
{
  g_autofree char *number = g_strdup (text);
  gsize length = strlen (number);
  gint64 rate;

  if (length > 0 && number[length - 1] == '%')
    {
      number[length - 1] = '\0';
      return roster_decimal_from_text (g_strchomp (number), PERCENT_DECIMALS, &rate) ? g_variant_new_int64 (rate)
                                                                                     : NULL;
    }

  return roster_decimal_from_text (number, 6, &rate) ? g_variant_new_int64 (rate) : NULL;
}

/**
 * roster_value_from_text:
 * @text: what a person or a script gives, in the form of roster_value_to_text()
 *
 * Reads and checks a value. An empty text gives %NULL without an error.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL with @error set
 */
GVariant *
roster_value_from_text (const RosterField  *field,
                        const char         *text,
                        GError            **error)
{
  g_autofree char *stripped = NULL;
  g_autoptr (GVariant) value = NULL;
  const char *wanted = NULL;
  gint64 number;

  g_return_val_if_fail (field != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      refuse (error, field, _("is not valid UTF-8 text"));
      return NULL;
    }

  stripped = g_strstrip (g_strdup (text));
  if (stripped[0] == '\0')
    return NULL;

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_REFERENCE:
      value = g_variant_new_string (stripped);
      break;

    case ROSTER_KIND_CHOICE:
      {
        const RosterChoice *choice = roster_field_find_choice (field, stripped);

        value = g_variant_new_string (choice != NULL ? choice->nick : stripped);
        break;
      }

    case ROSTER_KIND_INTEGER:
      wanted = field->decimals > 0 ? _("must be a number such as 11.7") : _("must be a whole number");
      if ((field->decimals > 0 || !strchr (stripped, '.')) &&
          roster_decimal_from_text (stripped, field->decimals, &number))
        value = g_variant_new_int64 (number);
      break;

    case ROSTER_KIND_MONEY:
      wanted = _("must be an amount in yuan such as 15.8");
      if (roster_decimal_from_text (stripped, MONEY_DECIMALS, &number))
        value = g_variant_new_int64 (number);
      break;

    case ROSTER_KIND_RATE:
      wanted = _("must be a percentage such as 8 %");
      value = rate_from_text (stripped);
      break;

    case ROSTER_KIND_INSTANT:
      wanted = _("must be a time such as 2026-03-01T08:30:00Z");
      if (roster_instant_from_text (stripped, &number))
        value = g_variant_new_int64 (number);
      break;

    case ROSTER_KIND_BOOLEAN:
      wanted = _("must be yes or no");
      value = boolean_from_text (stripped);
      break;

    case ROSTER_KIND_SET:
      value = set_from_text (stripped);
      break;

    case ROSTER_KIND_MAP:
    case ROSTER_KIND_DOCUMENT:
      {
        g_autoptr (JsonNode) node = json_from_string (stripped, NULL);

        wanted = _("must be JSON");
        if (node != NULL)
          return roster_value_from_json (field, node, error);
        break;
      }
    }

  if (value == NULL)
    {
      refuse (error, field, wanted);
      return NULL;
    }

  g_variant_ref_sink (value);
  if (!roster_value_check (field, value, error))
    return NULL;

  return g_steal_pointer (&value);
}
