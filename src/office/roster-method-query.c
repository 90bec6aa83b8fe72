/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-method.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-json.h"
#include "roster-record-json.h"
#include "roster-text.h"

/* How deep filter operators may lie in each other. */
#define MAX_FILTER_DEPTH 8

/* The condition that looks through all searchable fields. */
#define TEXT_CONDITION "text"

typedef struct
{
  int field;
  gboolean descending;
} SortKey;

typedef struct
{
  RosterMethodCall *call;
  const RosterOfficeAccount *account;
  JsonObject *filter;
  GArray *sort;
  GPtrArray *matches;
  GError *error;
} Query;

static void
query_clear (Query *query)
{
  g_clear_pointer (&query->sort, g_array_unref);
  g_clear_pointer (&query->matches, g_ptr_array_unref);
  g_clear_error (&query->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* Checking what was asked */

static gboolean
refuse (GError          **error,
        RosterJmapError   code,
        const char       *message)
{
  g_set_error_literal (error, ROSTER_JMAP_ERROR, code, message);
  return FALSE;
}

static gboolean
check_condition (const RosterRecordType  *type,
                 JsonObject              *filter,
                 GError                 **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, filter);
  while (json_object_iter_next (&iter, &name, &node))
    {
      int index = roster_record_type_find_field (type, name);
      g_autoptr (GVariant) value = NULL;
      g_autoptr (GError) local_error = NULL;

      if (index < 0 && strcmp (name, TEXT_CONDITION) == 0 && json_node_get_value_type (node) == G_TYPE_STRING)
        continue;
      if (index >= 0)
        value = roster_value_from_json (roster_record_type_field (type, index), node, &local_error);
      if (index < 0 || local_error != NULL)
        return refuse (error, ROSTER_JMAP_ERROR_UNSUPPORTED_FILTER,
                       _("A filter compares a property with a value, or looks for “text”"));
    }

  return TRUE;
}

static gboolean
check_filter (const RosterRecordType  *type,
              JsonObject              *filter,
              guint                    depth,
              GError                 **error)
{
  static const char *const combinations[] = { "AND", "OR", "NOT", NULL };
  JsonNode *combination = json_object_get_member (filter, "operator");
  JsonNode *conditions = json_object_get_member (filter, "conditions");
  JsonArray *array;

  if (combination == NULL)
    return check_condition (type, filter, error);

  if (depth == 0 || json_node_get_value_type (combination) != G_TYPE_STRING || conditions == NULL ||
      !JSON_NODE_HOLDS_ARRAY (conditions))
    return refuse (error, ROSTER_JMAP_ERROR_UNSUPPORTED_FILTER, _("The filter is not one of RFC 8620"));

  if (!g_strv_contains (combinations, json_node_get_string (combination)))
    return refuse (error, ROSTER_JMAP_ERROR_UNSUPPORTED_FILTER, _("The filter is not one of RFC 8620"));

  array = json_node_get_array (conditions);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return refuse (error, ROSTER_JMAP_ERROR_UNSUPPORTED_FILTER, _("The filter is not one of RFC 8620"));
      if (!check_filter (type, json_node_get_object (element), depth - 1, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_sort (Query   *query,
           GError **error)
{
  JsonNode *node = json_object_get_member (query->call->arguments, "sort");
  JsonArray *array;

  query->sort = g_array_new (FALSE, FALSE, sizeof (SortKey));
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return roster_method_invalid (error, "sort");

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *comparator = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      JsonNode *property = comparator != NULL ? json_object_get_member (comparator, "property") : NULL;
      SortKey key = { .field = -1 };

      if (property == NULL || json_node_get_value_type (property) != G_TYPE_STRING)
        return roster_method_invalid (error, "sort");

      key.field = roster_record_type_find_field (query->call->type, json_node_get_string (property));
      key.descending = !json_object_get_boolean_member_with_default (comparator, "isAscending", TRUE);
      if (key.field < 0 || json_object_has_member (comparator, "collation"))
        return refuse (error, ROSTER_JMAP_ERROR_UNSUPPORTED_SORT, _("Records cannot be sorted like this"));
      g_array_append_val (query->sort, key);
    }

  return TRUE;
}

/* Matching */

static gboolean
matches_text (RosterRecord *record,
              const char   *text)
{
  g_autofree char *wanted = roster_text_fold (text);
  g_autofree char *key = roster_record_search_key (record);

  return strstr (key, wanted) != NULL;
}

static gboolean
matches_condition (RosterRecord *record,
                   JsonObject   *condition)
{
  const RosterRecordType *type = roster_record_type (record);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, condition);
  while (json_object_iter_next (&iter, &name, &node))
    {
      int index = roster_record_type_find_field (type, name);
      g_autoptr (GVariant) wanted = NULL;

      if (index < 0)
        {
          if (!matches_text (record, json_node_get_string (node)))
            return FALSE;
          continue;
        }

      wanted = roster_value_from_json (roster_record_type_field (type, index), node, NULL);
      if (!roster_value_equal (roster_record_nth_value (record, index), wanted))
        return FALSE;
    }

  return TRUE;
}

static gboolean
matches (RosterRecord *record,
         JsonObject   *filter)
{
  const char *combination = json_object_get_string_member_with_default (filter, "operator", NULL);
  gboolean wanted;
  JsonArray *conditions;

  if (combination == NULL)
    return matches_condition (record, filter);

  /* AND looks for one that fails, OR and NOT for one that fits. */
  conditions = json_object_get_array_member (filter, "conditions");
  wanted = strcmp (combination, "AND") != 0;
  for (guint i = 0; i < json_array_get_length (conditions); i++)
    if (matches (record, json_array_get_object_element (conditions, i)) == wanted)
      return strcmp (combination, "OR") == 0;

  return strcmp (combination, "OR") != 0;
}

static gboolean
take_row (const RosterRow *row,
          gpointer         data)
{
  Query *query = data;
  g_autoptr (RosterRecord) record = NULL;

  /* Without filter and order the id is enough. */
  if (query->filter == NULL && query->sort->len == 0)
    {
      g_ptr_array_add (query->matches, roster_record_new (query->call->type, row->id, query->account->id));
      return TRUE;
    }

  if (!roster_method_check_time (query->call, &query->error))
    return FALSE;

  record = roster_record_from_json_text (query->call->type, query->account->id, row->body, &query->error);
  if (record == NULL)
    return FALSE;

  if (query->filter == NULL || matches (record, query->filter))
    g_ptr_array_add (query->matches, g_steal_pointer (&record));
  return TRUE;
}

static int
compare_records (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  RosterRecord *left = *(RosterRecord *const *) a, *right = *(RosterRecord *const *) b;
  GArray *sort = data;

  for (guint i = 0; i < sort->len; i++)
    {
      const SortKey *key = &g_array_index (sort, SortKey, i);
      GVariant *first = roster_record_nth_value (left, key->field);
      GVariant *second = roster_record_nth_value (right, key->field);
      int order = 0;

      if (first == NULL || second == NULL)
        order = (first != NULL) - (second != NULL);
      else if (g_variant_is_of_type (first, G_VARIANT_TYPE_STRING))
        order = strcmp (g_variant_get_string (first, NULL), g_variant_get_string (second, NULL));
      else if (g_variant_is_of_type (first, G_VARIANT_TYPE_INT64) ||
               g_variant_is_of_type (first, G_VARIANT_TYPE_BOOLEAN))
        order = g_variant_compare (first, second);

      if (order != 0)
        return key->descending ? -order : order;
    }

  return strcmp (roster_record_id (left), roster_record_id (right));
}

static gboolean
find_anchor (Query       *query,
             const char  *anchor,
             gint64       offset,
             gint64      *position,
             GError     **error)
{
  for (guint i = 0; i < query->matches->len; i++)
    if (strcmp (roster_record_id (query->matches->pdata[i]), anchor) == 0)
      {
        *position = MAX (0, (gint64) i + CLAMP (offset, -G_MAXINT32, G_MAXINT32));
        return TRUE;
      }

  return refuse (error, ROSTER_JMAP_ERROR_ANCHOR_NOT_FOUND, _("The anchor is not among the results"));
}

/**
 * roster_method_query:
 *
 * `Type/query` (RFC 8620, section 5.5): properties compared for equality, `text` looked for in the searchable ones, and
 * the operators AND, OR and NOT; sorted by properties.
 */
gboolean
roster_method_query (RosterMethodCall  *call,
                     GString           *answer,
                     GError           **error)
{
  static const char *const names[] = { "accountId", "filter", "sort", "position", "anchor", "anchorOffset", "limit",
                                       "calculateTotal", NULL };
  g_auto (Query) query = { .call = call };
  g_autoptr (RosterOfficeAccount) account = NULL;
  gint64 max_objects = roster_office_limits (call->office)->max_objects_in_get;
  gint64 position = 0, anchor_offset = 0, limit = max_objects, state, end;
  gboolean calculate_total = FALSE;
  const char *anchor = NULL;

  if (!roster_method_check_names (call, names, error) ||
      !roster_method_get_object (call, "filter", &query.filter, error) ||
      !roster_method_get_integer (call, "position", -G_MAXINT32, &position, error) ||
      !roster_method_get_string (call, "anchor", &anchor, error) ||
      !roster_method_get_integer (call, "anchorOffset", -G_MAXINT32, &anchor_offset, error) ||
      !roster_method_get_integer (call, "limit", 0, &limit, error) ||
      !roster_method_get_boolean (call, "calculateTotal", &calculate_total, error) ||
      (query.filter != NULL && !check_filter (call->type, query.filter, MAX_FILTER_DEPTH, error)) ||
      !read_sort (&query, error))
    return FALSE;
  limit = MIN (limit, max_objects);

  account = roster_method_account (call, ROSTER_ACCESS_READ, error);
  if (account == NULL || !roster_backend_call (call->backend, read_state, account->number, call->type, &state, error))
    return FALSE;

  query.account = account;
  query.matches = g_ptr_array_new_with_free_func (g_object_unref);
  if (!roster_backend_call (call->backend, each_row, account->number, call->type, G_MAXINT64, take_row, &query, error))
    return FALSE;
  if (query.error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&query.error));
      return FALSE;
    }
  if (query.sort->len > 0)
    g_ptr_array_sort_with_data (query.matches, compare_records, query.sort);

  if (anchor != NULL)
    {
      if (!find_anchor (&query, anchor, anchor_offset, &position, error))
        return FALSE;
    }
  else if (position < 0)
    position = MAX (0, position + (gint64) query.matches->len);
  position = MIN (position, query.matches->len);
  end = MIN (position + limit, query.matches->len);

  g_string_append (answer, "{\"accountId\":");
  roster_json_append_string (answer, account->id);
  g_string_append_c (answer, ',');
  roster_method_append_state (answer, "queryState", state);
  g_string_append_printf (answer, ",\"canCalculateChanges\":false,\"position\":%" G_GINT64_FORMAT ",\"ids\":[",
                          position);
  for (gint64 i = position; i < end; i++)
    {
      if (i > position)
        g_string_append_c (answer, ',');
      roster_json_append_string (answer, roster_record_id (query.matches->pdata[i]));
    }
  g_string_append_c (answer, ']');
  if (calculate_total)
    g_string_append_printf (answer, ",\"total\":%u", query.matches->len);
  g_string_append_printf (answer, ",\"limit\":%" G_GINT64_FORMAT "}", limit);
  return TRUE;
}
