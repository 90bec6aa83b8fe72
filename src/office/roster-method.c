/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-method.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * roster_method_invalid:
 *
 * Returns: %FALSE with %ROSTER_JMAP_ERROR_INVALID_ARGUMENTS that names the argument
 */
gboolean
roster_method_invalid (GError     **error,
                       const char  *name)
{
  g_set_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_ARGUMENTS, _("The argument “%s” is not valid"),
               name);
  return FALSE;
}

/**
 * roster_method_too_large:
 *
 * Refuses a call that asks for more than a limit allows.
 *
 * Returns: %FALSE, with %ROSTER_JMAP_ERROR_REQUEST_TOO_LARGE
 */
gboolean
roster_method_too_large (GError **error)
{
  g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_REQUEST_TOO_LARGE,
                       _("This is too much at once. Ask for fewer records."));
  return FALSE;
}

/**
 * roster_method_check_time:
 *
 * Returns: %FALSE with %ROSTER_JMAP_ERROR_SERVER_UNAVAILABLE where the request has had its time
 */
gboolean
roster_method_check_time (RosterMethodCall  *call,
                          GError           **error)
{
  if (g_get_monotonic_time () < call->deadline)
    return TRUE;

  g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_SERVER_UNAVAILABLE,
                       _("The request takes too long. Send fewer calls, or narrower ones."));
  return FALSE;
}

/**
 * roster_method_check_names:
 * @names: the arguments that the method knows, ended by %NULL
 */
gboolean
roster_method_check_names (RosterMethodCall   *call,
                           const char *const  *names,
                           GError            **error)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, call->arguments);
  while (json_object_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (names, name))
      return roster_method_invalid (error, name);

  return TRUE;
}

static gboolean
refuse (GError          **error,
        RosterJmapError   code,
        const char       *message)
{
  g_set_error_literal (error, ROSTER_JMAP_ERROR, code, message);
  return FALSE;
}

/**
 * roster_method_account:
 * @access: what the method is going to do
 *
 * Finds the account that `accountId` names and checks that the person may do it there.
 *
 * Returns: (transfer full) (nullable): the account
 */
RosterOfficeAccount *
roster_method_account (RosterMethodCall  *call,
                       RosterAccess       access,
                       GError           **error)
{
  g_autoptr (RosterOfficeAccount) account = NULL;
  RosterRelation relation;
  RosterAccess granted;
  const char *id = NULL;

  if (!roster_method_get_string (call, "accountId", &id, error))
    return NULL;
  if (id == NULL)
    {
      roster_method_invalid (error, "accountId");
      return NULL;
    }

  if (!roster_backend_call (call->backend, find_account, id, &account, error) ||
      (account != NULL && !roster_office_person_relation (call->backend, call->person, account, &relation, error)))
    return NULL;

  /* An account that the person may not see is not told apart from one that is not there. */
  if (account == NULL || roster_rights_of_account (call->person->role, relation) == ROSTER_ACCESS_NONE)
    {
      refuse (error, ROSTER_JMAP_ERROR_ACCOUNT_NOT_FOUND, _("There is no such account"));
      return NULL;
    }
  if (account->scope != call->type->scope)
    {
      refuse (error, ROSTER_JMAP_ERROR_ACCOUNT_NOT_SUPPORTED_BY_METHOD,
              _("Records of this type do not live in this account"));
      return NULL;
    }

  granted = roster_rights_of_type (call->person->role, relation, call->type);
  if (granted >= access)
    return g_steal_pointer (&account);

  if (access == ROSTER_ACCESS_WRITE && roster_rights_of_account (call->person->role, relation) < ROSTER_ACCESS_WRITE)
    refuse (error, ROSTER_JMAP_ERROR_ACCOUNT_READ_ONLY, _("You may read this account but not change it"));
  else
    refuse (error, ROSTER_JMAP_ERROR_FORBIDDEN, _("Your role does not allow this"));
  return NULL;
}

/* An argument that is JSON's null counts as not there. */
static JsonNode *
find (RosterMethodCall *call,
      const char       *name)
{
  JsonNode *node = json_object_get_member (call->arguments, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/**
 * roster_method_get_string:
 * @value: (inout): left alone where the argument is missing
 */
gboolean
roster_method_get_string (RosterMethodCall  *call,
                          const char        *name,
                          const char       **value,
                          GError           **error)
{
  JsonNode *node = find (call, name);

  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return roster_method_invalid (error, name);

  *value = json_node_get_string (node);
  return TRUE;
}

/**
 * roster_method_get_integer:
 * @value: (inout): left alone where the argument is missing
 */
gboolean
roster_method_get_integer (RosterMethodCall  *call,
                           const char        *name,
                           gint64             minimum,
                           gint64            *value,
                           GError           **error)
{
  JsonNode *node = find (call, name);

  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_INT64 || json_node_get_int (node) < minimum)
    return roster_method_invalid (error, name);

  *value = json_node_get_int (node);
  return TRUE;
}

/**
 * roster_method_get_boolean:
 * @value: (inout): left alone where the argument is missing
 */
gboolean
roster_method_get_boolean (RosterMethodCall  *call,
                           const char        *name,
                           gboolean          *value,
                           GError           **error)
{
  JsonNode *node = find (call, name);

  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return roster_method_invalid (error, name);

  *value = json_node_get_boolean (node);
  return TRUE;
}

/**
 * roster_method_get_strings:
 * @values: (out) (nullable) (element-type utf8): the entries, each once; %NULL where the argument is missing
 */
gboolean
roster_method_get_strings (RosterMethodCall  *call,
                           const char        *name,
                           GPtrArray        **values,
                           GError           **error)
{
  JsonNode *node = find (call, name);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GHashTable) seen = NULL;
  JsonArray *array;

  *values = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return roster_method_invalid (error, name);

  array = json_node_get_array (node);
  entries = g_ptr_array_sized_new (json_array_get_length (array));
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING)
        return roster_method_invalid (error, name);
      if (g_hash_table_add (seen, (gpointer) json_node_get_string (element)))
        g_ptr_array_add (entries, (gpointer) json_node_get_string (element));
    }

  *values = g_steal_pointer (&entries);
  return TRUE;
}

/**
 * roster_method_get_object:
 * @value: (out) (nullable) (transfer none): %NULL where the argument is missing
 */
gboolean
roster_method_get_object (RosterMethodCall  *call,
                          const char        *name,
                          JsonObject       **value,
                          GError           **error)
{
  JsonNode *node = find (call, name);

  *value = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return roster_method_invalid (error, name);

  *value = json_node_get_object (node);
  return TRUE;
}

/**
 * roster_method_append_state:
 *
 * Appends `"name":"state"`.
 */
void
roster_method_append_state (GString    *answer,
                            const char *name,
                            gint64      state)
{
  g_string_append_printf (answer, "\"%s\":\"%" G_GINT64_FORMAT "\"", name, state);
}
