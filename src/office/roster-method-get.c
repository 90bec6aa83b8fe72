/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-method.h"

#include "roster-json.h"

typedef struct
{
  GString *answer;
  gsize limit;
  gint64 max_rows;
  gint64 n_rows;
  /* the properties that were asked for; NULL for all */
  GPtrArray *properties;
  gboolean found;
  gboolean too_large;
} Get;

static void
append_properties (Get        *get,
                   const char *body)
{
  g_autoptr (JsonNode) node = roster_json_parse (body, -1, ROSTER_JSON_MAX_RESPONSE_DEPTH, NULL);
  JsonObject *object;

  g_return_if_fail (node != NULL && JSON_NODE_HOLDS_OBJECT (node));

  object = json_node_get_object (node);
  g_string_append (get->answer, "{\"id\":");
  roster_json_append_node (get->answer, json_object_get_member (object, "id"));
  for (guint i = 0; i < get->properties->len; i++)
    {
      const char *name = g_ptr_array_index (get->properties, i);
      JsonNode *value = json_object_get_member (object, name);

      if (g_str_equal (name, "id"))
        continue;
      g_string_append_c (get->answer, ',');
      roster_json_append_string (get->answer, name);
      g_string_append_c (get->answer, ':');
      if (value != NULL)
        roster_json_append_node (get->answer, value);
      else
        g_string_append (get->answer, "null");
    }
  g_string_append_c (get->answer, '}');
}

static gboolean
append_row (const RosterRow *row,
            gpointer         data)
{
  Get *get = data;

  if (row->destroyed)
    return TRUE;

  get->found = TRUE;
  if (++get->n_rows > get->max_rows || get->answer->len > get->limit)
    {
      get->too_large = TRUE;
      return FALSE;
    }

  if (get->n_rows > 1)
    g_string_append_c (get->answer, ',');
  if (get->properties == NULL)
    g_string_append (get->answer, row->body);
  else
    append_properties (get, row->body);
  return TRUE;
}

static gboolean
get_listed (RosterMethodCall           *call,
            const RosterOfficeAccount  *account,
            GPtrArray                  *ids,
            Get                        *get,
            GString                    *not_found,
            GError                    **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      get->found = FALSE;
      if (!roster_backend_call (call->backend, get_row, account->number, call->type, id, append_row, get, error))
        return FALSE;
      if (get->too_large)
        return TRUE;
      if (get->found)
        continue;

      if (not_found->len > 0)
        g_string_append_c (not_found, ',');
      roster_json_append_string (not_found, id);
    }

  return TRUE;
}

static gboolean
check_properties (RosterMethodCall  *call,
                  GPtrArray         *properties,
                  GError           **error)
{
  for (guint i = 0; properties != NULL && i < properties->len; i++)
    if (!g_str_equal (properties->pdata[i], "id") &&
        roster_record_type_find_field (call->type, properties->pdata[i]) < 0)
      return roster_method_invalid (error, "properties");

  return TRUE;
}

/**
 * roster_method_get:
 *
 * `Type/get` (RFC 8620, section 5.1). Bodies are served as they are stored; only where the client picks properties are
 * they read.
 */
gboolean
roster_method_get (RosterMethodCall  *call,
                   GString           *answer,
                   GError           **error)
{
  static const char *const names[] = { "accountId", "ids", "properties", NULL };
  g_autoptr (RosterOfficeAccount) account = NULL;
  g_autoptr (GPtrArray) ids = NULL, properties = NULL;
  g_autoptr (GString) not_found = g_string_new (NULL);
  gint64 max_objects = roster_office_limits (call->office)->max_objects_in_get;
  Get get = { .answer = answer, .limit = answer->len + call->space, .max_rows = max_objects };
  gint64 state;

  if (!roster_method_check_names (call, names, error) ||
      !roster_method_get_strings (call, "ids", &ids, error) ||
      !roster_method_get_strings (call, "properties", &properties, error) ||
      !check_properties (call, properties, error))
    return FALSE;
  if (ids != NULL && ids->len > max_objects)
    return roster_method_too_large (error);

  account = roster_method_account (call, ROSTER_ACCESS_READ, error);
  if (account == NULL || !roster_backend_call (call->backend, read_state, account->number, call->type, &state, error))
    return FALSE;

  get.properties = properties;
  g_string_append (answer, "{\"accountId\":");
  roster_json_append_string (answer, account->id);
  g_string_append_c (answer, ',');
  roster_method_append_state (answer, "state", state);
  g_string_append (answer, ",\"list\":[");
  if (ids != NULL ? !get_listed (call, account, ids, &get, not_found, error)
                  : !roster_backend_call (call->backend, each_row, account->number, call->type, max_objects + 1,
                                          append_row,
                                          &get, error))
    return FALSE;
  if (get.too_large)
    return roster_method_too_large (error);

  g_string_append (answer, "],\"notFound\":[");
  g_string_append_len (answer, not_found->str, not_found->len);
  g_string_append (answer, "]}");
  return TRUE;
}
