/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-patch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-json.h"

/* What a record may weigh as JSON, in bytes. */
#define MAX_RECORD_SIZE (2 << 20)

/**
 * roster_patch_path:
 * @field: a field's name
 * @key: (nullable): a key of a map or an entry of a set
 *
 * Returns: (transfer full): the path in a patch (RFC 8620, section 5.3): a JSON pointer without its first slash
 */
char *
roster_patch_path (const char *field,
                   const char *key)
{
  g_return_val_if_fail (field != NULL, NULL);

  GString *path = g_string_new (field);

  if (key != NULL)
    {
      g_autoptr (GString) escaped = g_string_new (key);

      g_string_replace (escaped, "~", "~0", 0);
      g_string_replace (escaped, "/", "~1", 0);
      g_string_append_c (path, '/');
      g_string_append (path, escaped->str);
    }

  return g_string_free (path, FALSE);
}

/* Making patches */

static JsonNode *
entry_to_json (const RosterField *field,
               GVariant          *value,
               const char        *key)
{
  g_autoptr (GVariant) entry = NULL;
  g_autofree const char **entries = NULL;

  if (field->kind == ROSTER_KIND_MAP)
    {
      entry = roster_value_map_lookup (value, key);
      return entry != NULL ? json_from_string (g_variant_get_string (entry, NULL), NULL) : NULL;
    }

  entries = value != NULL ? g_variant_get_strv (value, NULL) : NULL;
  return entries != NULL && g_strv_contains (entries, key) ? json_node_init_boolean (json_node_alloc (), TRUE) : NULL;
}

static void
collect_keys (GHashTable *keys,
              GVariant   *value)
{
  GVariantIter iter;
  char *key;

  if (value == NULL)
    return;

  g_variant_iter_init (&iter, value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    while (g_variant_iter_next (&iter, "s", &key))
      g_hash_table_add (keys, key);
  else
    while (g_variant_iter_next (&iter, "{ss}", &key, NULL))
      g_hash_table_add (keys, key);
}

static void
diff_entries (JsonObject        *patch,
              const RosterField *field,
              GVariant          *before,
              GVariant          *after)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList) sorted = NULL;

  collect_keys (keys, before);
  collect_keys (keys, after);
  sorted = g_list_sort (g_hash_table_get_keys (keys), (GCompareFunc) strcmp);

  for (GList *l = sorted; l != NULL; l = l->next)
    {
      g_autoptr (JsonNode) left = entry_to_json (field, before, l->data);
      g_autoptr (JsonNode) right = entry_to_json (field, after, l->data);
      g_autofree char *path = NULL;

      if (left != NULL && right != NULL && json_node_equal (left, right))
        continue;

      path = roster_patch_path (field->name, l->data);
      json_object_set_member (patch, path, right != NULL ? g_steal_pointer (&right) : json_node_new (JSON_NODE_NULL));
    }
}

/**
 * roster_patch_diff:
 * @before: a record
 * @after: the same record, changed
 *
 * Maps and sets are compared key by key, so that changes of two people to different keys go together. What only the
 * office sets is left out.
 *
 * Returns: (transfer full): the patch that makes @after of @before; without members when nothing differs
 */
JsonObject *
roster_patch_diff (RosterRecord *before,
                   RosterRecord *after)
{
  const RosterRecordType *type;
  JsonObject *patch;

  g_return_val_if_fail (ROSTER_IS_RECORD (before), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (after), NULL);
  g_return_val_if_fail (roster_record_type (before) == roster_record_type (after), NULL);

  type = roster_record_type (before);
  patch = json_object_new ();
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);
      GVariant *left = roster_record_nth_value (before, i);
      GVariant *right = roster_record_nth_value (after, i);

      if ((field->flags & ROSTER_FIELD_SERVER_SET) != 0 || roster_value_equal (left, right))
        continue;

      if ((field->kind == ROSTER_KIND_MAP || field->kind == ROSTER_KIND_SET) && left != NULL && right != NULL)
        diff_entries (patch, field, left, right);
      else
        json_object_set_member (patch, field->name, roster_value_to_json (field, right));
    }

  return patch;
}

/**
 * roster_patch_create:
 *
 * Returns: (transfer full): @record as the object of a `/set` create: its id and what a client may set
 */
JsonObject *
roster_patch_create (RosterRecord *record)
{
  const RosterRecordType *type;
  JsonObject *object;

  g_return_val_if_fail (ROSTER_IS_RECORD (record), NULL);

  type = roster_record_type (record);
  object = json_object_new ();
  json_object_set_string_member (object, "id", roster_record_id (record));
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);
      GVariant *value = roster_record_nth_value (record, i);

      if (value != NULL && (field->flags & ROSTER_FIELD_SERVER_SET) == 0)
        json_object_set_member (object, field->name, roster_value_to_json (field, value));
    }

  return object;
}

/* Applying patches */

typedef struct
{
  RosterRecord *record;
  GPtrArray *properties;
  char *reason;
} Application;

static void
application_clear (Application *application)
{
  g_clear_object (&application->record);
  g_clear_pointer (&application->properties, g_ptr_array_unref);
  g_clear_pointer (&application->reason, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Application, application_clear)

static void
fault (Application *application,
       const char  *property,
       const char  *reason)
{
  if (!g_ptr_array_find_with_equal_func (application->properties, property, g_str_equal, NULL))
    g_ptr_array_add (application->properties, g_strdup (property));
  if (application->reason == NULL)
    application->reason = g_strdup (reason);
}

static void
set_field (Application *application,
           int          index,
           JsonNode    *node)
{
  const RosterField *field = roster_record_type_field (roster_record_type (application->record), index);
  gsize budget = MAX_RECORD_SIZE;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) error = NULL;

  if (!roster_json_fits (node, ROSTER_JSON_MAX_VALUE_DEPTH, &budget))
    {
      fault (application, field->name, _("The value is too large or nests too deeply"));
      return;
    }

  value = roster_value_from_json (field, node, &error);
  if (error != NULL)
    {
      fault (application, field->name, error->message);
      return;
    }
  if (value == NULL && (field->flags & ROSTER_FIELD_REQUIRED) != 0 && field->fallback != NULL &&
      field->fallback[0] != '=')
    value = roster_value_from_text (field, field->fallback, NULL);

  roster_record_set_nth (application->record, index, value);
}

/* Fields that a client may not set, or not again, may be sent with the value they have (RFC 8620, section 5.3). */
static void
check_fixed (Application  *application,
             RosterRecord *before)
{
  const RosterRecordType *type = roster_record_type (application->record);

  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);
      GVariant *had = before != NULL ? roster_record_nth_value (before, i) : NULL;
      GVariant *has = roster_record_nth_value (application->record, i);

      if ((field->flags & ROSTER_FIELD_REQUIRED) != 0 && has == NULL)
        fault (application, field->name, _("A required property is missing"));
      if (roster_value_equal (had, has))
        continue;
      if ((field->flags & ROSTER_FIELD_SERVER_SET) != 0)
        fault (application, field->name, _("Only the office sets this property"));
      else if ((field->flags & ROSTER_FIELD_IMMUTABLE) != 0 && before != NULL)
        fault (application, field->name, _("This property is fixed once the record exists"));
    }
}

static RosterRecord *
finish (Application  *application,
        GPtrArray    *properties,
        GError      **error)
{
  if (application->properties->len == 0)
    return g_steal_pointer (&application->record);

  g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_PROPERTIES, application->reason);
  if (properties != NULL)
    g_ptr_array_extend_and_steal (properties, g_steal_pointer (&application->properties));
  return NULL;
}

/* Walks one patch into the JSON of a field. */
static gboolean
patch_document (JsonNode *document,
                GStrv     parts,
                JsonNode *value)
{
  for (;; parts++)
    {
      g_autoptr (GString) part = g_string_new (parts[0]);
      JsonObject *object;
      JsonNode *member;

      if (!JSON_NODE_HOLDS_OBJECT (document))
        return FALSE;
      g_string_replace (part, "~1", "/", 0);
      g_string_replace (part, "~0", "~", 0);
      object = json_node_get_object (document);
      member = json_object_get_member (object, part->str);

      if (parts[1] != NULL)
        {
          if (member == NULL)
            return FALSE;
          document = member;
          continue;
        }

      if (JSON_NODE_HOLDS_NULL (value))
        {
          if (member != NULL)
            json_object_remove_member (object, part->str);
        }
      else
        json_object_set_member (object, part->str, json_node_ref (value));
      return TRUE;
    }
}

/* A patch may not reach into what another patch of the same object replaces. */
static gboolean
has_prefix_in (JsonObject *patch,
               const char *path)
{
  for (const char *slash = strchr (path, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *prefix = g_strndup (path, slash - path);

      if (json_object_has_member (patch, prefix))
        return TRUE;
    }

  return FALSE;
}

static gboolean
refuse_patch (GError     **error,
              const char  *path)
{
  g_set_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_PATCH, _("The patch cannot reach “%s”"), path);
  return FALSE;
}

static JsonNode *
document_for (GHashTable        *documents,
              int                index,
              const RosterField *field,
              GVariant          *value)
{
  JsonNode *document = g_hash_table_lookup (documents, GINT_TO_POINTER (index));

  if (document == NULL)
    {
      document = roster_value_to_json (field, value);
      if (JSON_NODE_HOLDS_NULL (document) && (field->kind == ROSTER_KIND_MAP || field->kind == ROSTER_KIND_SET))
        {
          json_node_unref (document);
          document = json_node_new (JSON_NODE_OBJECT);
          json_node_take_object (document, json_object_new ());
        }
      g_hash_table_insert (documents, GINT_TO_POINTER (index), document);
    }

  return document;
}

static gboolean
apply_path (Application  *application,
            GHashTable   *documents,
            JsonObject   *patch,
            const char   *path,
            JsonNode     *value,
            GError      **error)
{
  const RosterRecordType *type = roster_record_type (application->record);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  int index;

  if (strcmp (path, "id") == 0)
    {
      if (json_node_get_value_type (value) != G_TYPE_STRING ||
          strcmp (json_node_get_string (value), roster_record_id (application->record)) != 0)
        fault (application, "id", _("This property is fixed once the record exists"));
      return TRUE;
    }

  if (parts[0] == NULL || has_prefix_in (patch, path))
    return refuse_patch (error, path);
  index = roster_record_type_find_field (type, parts[0]);
  if (index < 0)
    {
      fault (application, parts[0], _("There is no such property"));
      return TRUE;
    }

  if (parts[1] == NULL)
    {
      set_field (application, index, value);
      return TRUE;
    }

  if (!patch_document (document_for (documents, index, roster_record_type_field (type, index),
                                     roster_record_nth_value (application->record, index)),
                       parts + 1, value))
    return refuse_patch (error, path);

  return TRUE;
}

/**
 * roster_patch_apply:
 * @record: the record as it is
 * @patch: a PatchObject (RFC 8620, section 5.3); a map or set that is empty so far counts as there
 * @properties: (nullable) (element-type utf8): takes the names of the properties at fault
 *
 * Applies a patch that came over the wire, with every check that the field table asks for.
 *
 * Returns: (transfer full) (nullable): the changed record, or %NULL with %ROSTER_JMAP_ERROR_INVALID_PATCH or
 *   %ROSTER_JMAP_ERROR_INVALID_PROPERTIES
 */
RosterRecord *
roster_patch_apply (RosterRecord  *record,
                    JsonObject    *patch,
                    GPtrArray     *properties,
                    GError       **error)
{
  g_auto (Application) application = { NULL };
  g_autoptr (GHashTable) documents = NULL;
  GHashTableIter documents_iter;
  gpointer index, document;
  JsonObjectIter iter;
  const char *path;
  JsonNode *value;

  g_return_val_if_fail (ROSTER_IS_RECORD (record), NULL);
  g_return_val_if_fail (patch != NULL, NULL);

  application.record = roster_record_copy (record);
  application.properties = g_ptr_array_new_with_free_func (g_free);
  documents = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) json_node_unref);

  json_object_iter_init_ordered (&iter, patch);
  while (json_object_iter_next_ordered (&iter, &path, &value))
    if (!apply_path (&application, documents, patch, path, value, error))
      return NULL;

  g_hash_table_iter_init (&documents_iter, documents);
  while (g_hash_table_iter_next (&documents_iter, &index, &document))
    set_field (&application, GPOINTER_TO_INT (index), document);

  check_fixed (&application, record);
  return finish (&application, properties, error);
}

/**
 * roster_patch_make:
 * @id: the new record's id
 * @object: the object of a `/set` create; its `id`, if any, is the caller's affair
 * @properties: (nullable) (element-type utf8): takes the names of the properties at fault
 *
 * Makes a record of what came over the wire: defaults are filled in, everything is checked.
 *
 * Returns: (transfer full) (nullable): the record, or %NULL with %ROSTER_JMAP_ERROR_INVALID_PROPERTIES
 */
RosterRecord *
roster_patch_make (const RosterRecordType  *type,
                   const char              *id,
                   const char              *account,
                   JsonObject              *object,
                   GPtrArray               *properties,
                   GError                 **error)
{
  g_auto (Application) application = { NULL };
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (object != NULL, NULL);

  application.record = roster_record_new (type, id, account);
  application.properties = g_ptr_array_new_with_free_func (g_free);

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      int index = roster_record_type_find_field (type, name);

      if (index >= 0)
        set_field (&application, index, value);
      else if (strcmp (name, "id") != 0)
        fault (&application, name, _("There is no such property"));
    }

  roster_record_apply_defaults (application.record);
  check_fixed (&application, NULL);
  return finish (&application, properties, error);
}
