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
  /* the records that were asked for, which of them comes next, and those that are not there */
  GPtrArray *ids;
  guint next;
  GString *not_found;
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

/* Rows come in the order of the ids: those in between are not there. */
static void
miss_until (Get        *get,
            const char *id)
{
  for (; get->next < get->ids->len && g_strcmp0 (get->ids->pdata[get->next], id) != 0; get->next++)
    {
      if (get->not_found->len > 0)
        g_string_append_c (get->not_found, ',');
      roster_json_append_string (get->not_found, get->ids->pdata[get->next]);
    }
}

static gboolean
append_body (Get        *get,
             const char *body)
{
  if (++get->n_rows > get->max_rows || get->answer->len > get->limit)
    {
      get->too_large = TRUE;
      return FALSE;
    }

  if (get->n_rows > 1)
    g_string_append_c (get->answer, ',');
  if (get->properties == NULL)
    g_string_append (get->answer, body);
  else
    append_properties (get, body);
  return TRUE;
}

static gboolean
append_row (const RosterRow *row,
            gpointer         data)
{
  Get *get = data;

  if (row->destroyed)
    return TRUE;

  if (get->ids != NULL)
    {
      miss_until (get, row->id);
      get->next++;
    }
  return append_body (get, row->body);
}

/* What the /changes to which the call refers has met is not read once more. */
static gboolean
append_listed (RosterMethodCall           *call,
               const RosterOfficeAccount  *account,
               gint64                      state,
               Get                        *get,
               GError                    **error)
{
  g_autoptr (GPtrArray) met = roster_method_ahead_find (call->ahead, account->number, call->type, state, get->ids);

  for (guint i = 0; met != NULL && i < met->len; i++)
    if (!append_body (get, met->pdata[i]))
      return TRUE;
  if (met != NULL)
    return TRUE;

  if (!roster_backend_call (call->backend, get_rows, account->number, call->type, get->ids, append_row, get, error))
    return FALSE;
  miss_until (get, NULL);
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
  get.ids = ids;
  get.not_found = not_found;
  g_string_append (answer, "{\"accountId\":");
  roster_json_append_string (answer, account->id);
  g_string_append_c (answer, ',');
  roster_method_append_state (answer, "state", state);
  g_string_append (answer, ",\"list\":[");
  if (ids != NULL ? !append_listed (call, account, state, &get, error)
                  : !roster_backend_call (call->backend, each_row, account->number, call->type, max_objects + 1,
                                          append_row, &get, error))
    return FALSE;
  if (get.too_large)
    return roster_method_too_large (error);

  g_string_append (answer, "],\"notFound\":[");
  g_string_append_len (answer, not_found->str, not_found->len);
  g_string_append (answer, "]}");
  return TRUE;
}
