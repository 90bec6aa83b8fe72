/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-json-scan.h"
#include "roster-value-json.h"

/**
 * roster_record_to_json:
 *
 * Returns: (transfer full): `id` and the fields that have a value, in the order of the type's table
 */
JsonObject *
roster_record_to_json (RosterRecord *self)
{
  const RosterRecordType *type;
  JsonObject *object;

  g_return_val_if_fail (ROSTER_IS_RECORD (self), NULL);

  type = roster_record_type (self);
  object = json_object_new ();
  json_object_set_string_member (object, "id", roster_record_id (self));
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      GVariant *value = roster_record_nth_value (self, i);

      if (value != NULL)
        json_object_set_member (object, roster_record_type_field (type, i)->name,
                                roster_value_to_json (roster_record_type_field (type, i), value));
    }

  return object;
}

/*
 * Reads and checks a value that has a plain form and the JSON type that belongs to it; everything else is left to
 * roster_value_from_json(), which also knows what to say about it.
 *
 * Returns: whether @plain is filled; FALSE without an error for what is left
 */
static gboolean
read_plain (const RosterField  *field,
            JsonNode           *node,
            RosterPlain        *plain,
            GError            **error)
{
  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
      if (json_node_get_value_type (node) != G_TYPE_STRING || !g_utf8_validate (json_node_get_string (node), -1, NULL))
        return FALSE;
      *plain = (RosterPlain){ .form = ROSTER_PLAIN_TEXT, .text = json_node_get_string (node) };
      return roster_value_check_text (field, plain->text, error);

    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
      if (json_node_get_value_type (node) != G_TYPE_INT64)
        return FALSE;
      *plain = (RosterPlain){ .form = ROSTER_PLAIN_NUMBER, .number = json_node_get_int (node) };
      return roster_value_check_number (field, plain->number, error);

    case ROSTER_KIND_BOOLEAN:
      if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return FALSE;
      *plain = (RosterPlain){ .form = ROSTER_PLAIN_NUMBER, .number = json_node_get_boolean (node) };
      return TRUE;

    case ROSTER_KIND_SET:
    case ROSTER_KIND_MAP:
    case ROSTER_KIND_DOCUMENT:
      return FALSE;
    }

  g_return_val_if_reached (FALSE);
}

/**
 * roster_record_from_json:
 * @object: `id` and fields; members that the type does not know are passed over, for a newer office may send some
 *
 * Returns: (transfer full) (nullable): the record, or %NULL with %ROSTER_MODEL_ERROR
 */
RosterRecord *
roster_record_from_json (const RosterRecordType  *type,
                         const char              *account,
                         JsonObject              *object,
                         GError                 **error)
{
  g_autoptr (RosterRecord) record = NULL;
  g_autofree RosterPlain *values = NULL;
  g_autofree JsonNode **others = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  JsonNode *id;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (object != NULL, NULL);

  id = json_object_get_member (object, "id");
  if (id == NULL || json_node_get_value_type (id) != G_TYPE_STRING)
    {
      g_set_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_REQUIRED, _("A %s has no id"), type->name);
      return NULL;
    }

  values = g_new0 (RosterPlain, roster_record_type_n_fields (type));
  others = g_new0 (JsonNode *, roster_record_type_n_fields (type));
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      int index = roster_record_type_find_field (type, name);
      g_autoptr (GError) local_error = NULL;

      if (index < 0 || read_plain (roster_record_type_field (type, index), node, &values[index], &local_error))
        continue;
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      others[index] = node;
    }

  record = roster_record_new_plain (type, json_node_get_string (id), account, values);
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      g_autoptr (GVariant) value = NULL;
      g_autoptr (GError) local_error = NULL;

      if (others[i] == NULL)
        continue;

      value = roster_value_from_json (roster_record_type_field (type, i), others[i], &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      roster_record_set_nth (record, i, value);
    }

  return g_steal_pointer (&record);
}

/**
 * roster_record_to_json_text:
 *
 * Returns: (transfer full): roster_record_to_json() as compact text
 */
char *
roster_record_to_json_text (RosterRecord *self)
{
  const RosterRecordType *type;
  GString *text;

  g_return_val_if_fail (ROSTER_IS_RECORD (self), NULL);

  type = roster_record_type (self);
  text = g_string_new ("{\"id\":");
  roster_json_append_string (text, roster_record_id (self));
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);
      GVariant *value = roster_record_nth_value (self, i);

      if (value == NULL)
        continue;

      g_string_append_printf (text, ",\"%s\":", field->name);
      roster_value_append_json (field, value, text);
    }
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static gboolean
has_maps (const RosterRecordType *type)
{
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    if (roster_record_type_field (type, i)->kind == ROSTER_KIND_MAP)
      return TRUE;

  return FALSE;
}

/* The maps of the record, and its text without those that could be read so; NULL where there are none. */
static char *
take_maps (const RosterRecordType  *type,
           const char              *text,
           GVariant               **maps)
{
  const RosterJsonSpan object = { text, strlen (text) };
  g_autoptr (GString) rest = g_string_new ("{");
  gboolean any = FALSE;
  RosterJsonSpan name, member;
  RosterJsonScan scan;

  if (!roster_json_scan_object (&scan, &object))
    return NULL;

  while (roster_json_scan_member (&scan, &name, &member))
    {
      g_autofree char *key = g_strndup (name.text, name.length), *json = NULL;
      int index = roster_record_type_find_field (type, key);
      const RosterField *field = index >= 0 ? roster_record_type_field (type, (guint) index) : NULL;

      if (field != NULL && field->kind == ROSTER_KIND_MAP && maps[index] == NULL)
        {
          json = g_strndup (member.text, member.length);
          maps[index] = roster_map_from_json_text (field, json);
          if (maps[index] != NULL)
            {
              any = TRUE;
              continue;
            }
        }

      if (rest->len > 1)
        g_string_append_c (rest, ',');
      g_string_append_printf (rest, "\"%s\":", key);
      g_string_append_len (rest, member.text, (gssize) member.length);
    }
  g_string_append_c (rest, '}');

  return any && !scan.broken ? g_string_free (g_steal_pointer (&rest), FALSE) : NULL;
}

static void
unref_map (gpointer map)
{
  if (map != NULL)
    g_variant_unref (map);
}

/**
 * roster_record_from_json_text:
 *
 * Returns: (transfer full) (nullable): the record, or %NULL with %ROSTER_MODEL_ERROR or %JSON_PARSER_ERROR
 */
RosterRecord *
roster_record_from_json_text (const RosterRecordType  *type,
                              const char              *account,
                              const char              *text,
                              GError                 **error)
{
  g_autoptr (GPtrArray) maps = NULL;
  g_autofree char *rest = NULL;
  g_autoptr (JsonNode) node = NULL;
  RosterRecord *record;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  maps = g_ptr_array_new_with_free_func (unref_map);
  g_ptr_array_set_size (maps, (int) roster_record_type_n_fields (type));
  rest = has_maps (type) ? take_maps (type, text, (GVariant **) maps->pdata) : NULL;
  node = json_from_string (rest != NULL ? rest : text, error);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE, _("A %s is not a JSON object"), type->name);
      return NULL;
    }

  record = roster_record_from_json (type, account, json_node_get_object (node), error);
  for (guint i = 0; record != NULL && rest != NULL && i < maps->len; i++)
    if (maps->pdata[i] != NULL)
      roster_record_set_nth (record, i, maps->pdata[i]);
  return record;
}
