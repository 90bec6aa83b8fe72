/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-jmap-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-json.h"

typedef struct
{
  char *name;
  JsonObject *arguments;
  char *call_id;
} Call;

struct _RosterJmapRequest
{
  GStrv using;
  GPtrArray *calls;
  /* creation id to id; NULL where the client did not ask for them */
  GHashTable *created_ids;
};

static void
call_free (Call *call)
{
  g_free (call->name);
  g_clear_pointer (&call->arguments, json_object_unref);
  g_free (call->call_id);
  g_free (call);
}

static RosterJmapRequest *
request_alloc (void)
{
  RosterJmapRequest *self = g_new0 (RosterJmapRequest, 1);

  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) call_free);
  return self;
}

void
roster_jmap_request_free (RosterJmapRequest *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->using);
  g_ptr_array_unref (self->calls);
  g_clear_pointer (&self->created_ids, g_hash_table_unref);
  g_free (self);
}

/* Reading */

static gboolean
refuse (GError          **error,
        RosterJmapError   code,
        const char       *what)
{
  g_set_error_literal (error, ROSTER_JMAP_ERROR, code, what);
  return FALSE;
}

static const char *
string_of (JsonNode *node)
{
  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
read_using (RosterJmapRequest  *self,
            JsonNode           *node,
            GError            **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, ROSTER_JMAP_ERROR_NOT_REQUEST, _("“using” must be an array of capabilities"));

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *capability = string_of (json_array_get_element (array, i));

      if (capability == NULL)
        return refuse (error, ROSTER_JMAP_ERROR_NOT_REQUEST, _("“using” must be an array of capabilities"));
      g_strv_builder_add (builder, capability);
    }

  self->using = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_calls (RosterJmapRequest       *self,
            JsonNode                *node,
            const RosterJmapLimits  *limits,
            GError                 **error)
{
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, ROSTER_JMAP_ERROR_NOT_REQUEST, _("“methodCalls” must be an array of calls"));

  array = json_node_get_array (node);
  if (json_array_get_length (array) > limits->max_calls_in_request)
    return refuse (error, ROSTER_JMAP_ERROR_LIMIT, "maxCallsInRequest");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonArray *triple = JSON_NODE_HOLDS_ARRAY (element) ? json_node_get_array (element) : NULL;

      if (triple == NULL || json_array_get_length (triple) != 3 ||
          string_of (json_array_get_element (triple, 0)) == NULL ||
          !JSON_NODE_HOLDS_OBJECT (json_array_get_element (triple, 1)) ||
          string_of (json_array_get_element (triple, 2)) == NULL)
        return refuse (error, ROSTER_JMAP_ERROR_NOT_REQUEST, _("A call must be [name, arguments, call id]"));

      roster_jmap_request_add (self, json_array_get_string_element (triple, 0),
                               json_object_ref (json_array_get_object_element (triple, 1)),
                               json_array_get_string_element (triple, 2));
    }

  return TRUE;
}

static gboolean
read_created_ids (RosterJmapRequest  *self,
                  JsonNode           *node,
                  GError            **error)
{
  JsonObjectIter iter;
  const char *creation_id;
  JsonNode *id;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, ROSTER_JMAP_ERROR_NOT_REQUEST, _("“createdIds” must be an object of ids"));

  self->created_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &creation_id, &id))
    {
      if (string_of (id) == NULL)
        return refuse (error, ROSTER_JMAP_ERROR_NOT_REQUEST, _("“createdIds” must be an object of ids"));
      g_hash_table_insert (self->created_ids, g_strdup (creation_id), g_strdup (string_of (id)));
    }

  return TRUE;
}

/**
 * roster_jmap_request_from_bytes:
 *
 * Reads a request and holds it against the limits. The message of %ROSTER_JMAP_ERROR_LIMIT is the name of the limit.
 *
 * Returns: (transfer full) (nullable): the request, or %NULL with a request-level %ROSTER_JMAP_ERROR
 */
RosterJmapRequest *
roster_jmap_request_from_bytes (GBytes                  *bytes,
                                const RosterJmapLimits  *limits,
                                GError                 **error)
{
  g_autoptr (RosterJmapRequest) self = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) local_error = NULL;
  const char *text;
  gsize length;
  JsonObject *object;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (limits != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  if (length > (gsize) limits->max_size_request)
    {
      refuse (error, ROSTER_JMAP_ERROR_LIMIT, "maxSizeRequest");
      return NULL;
    }

  node = roster_json_parse (length > 0 ? text : "", length, ROSTER_JSON_MAX_DEPTH, &local_error);
  if (node == NULL)
    {
      refuse (error, ROSTER_JMAP_ERROR_NOT_JSON, local_error->message);
      return NULL;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (error, ROSTER_JMAP_ERROR_NOT_REQUEST, _("A request must be a JSON object"));
      return NULL;
    }

  self = request_alloc ();
  object = json_node_get_object (node);
  if (!read_using (self, json_object_get_member (object, "using"), error) ||
      !read_calls (self, json_object_get_member (object, "methodCalls"), limits, error) ||
      !read_created_ids (self, json_object_get_member (object, "createdIds"), error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Building */

/**
 * roster_jmap_request_new:
 *
 * Returns: (transfer full): a request without calls that uses the core and our capability
 */
RosterJmapRequest *
roster_jmap_request_new (void)
{
  static const char *const using[] = { ROSTER_JMAP_CORE, ROSTER_JMAP_RECORDS, NULL };
  RosterJmapRequest *self = request_alloc ();

  self->using = g_strdupv ((GStrv) using);
  return self;
}

/**
 * roster_jmap_request_add:
 * @name: the method, for example `Streamer/get`
 * @arguments: (transfer full): its arguments
 * @call_id: names the call's answers
 */
void
roster_jmap_request_add (RosterJmapRequest *self,
                         const char        *name,
                         JsonObject        *arguments,
                         const char        *call_id)
{
  Call *call;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);
  g_return_if_fail (arguments != NULL);
  g_return_if_fail (call_id != NULL);

  call = g_new0 (Call, 1);
  call->name = g_strdup (name);
  call->arguments = arguments;
  call->call_id = g_strdup (call_id);
  g_ptr_array_add (self->calls, call);
}

/**
 * roster_jmap_set_reference:
 * @name: the argument, without `#`
 * @result_of: the call id of an earlier call
 * @method: the name that its answer has
 * @path: where in the answer: a JSON pointer, in which `*` stands for every element of an array
 *
 * Lets an argument take its value from an earlier answer.
 */
void
roster_jmap_set_reference (JsonObject *arguments,
                           const char *name,
                           const char *result_of,
                           const char *method,
                           const char *path)
{
  g_autofree char *member = NULL;
  JsonObject *reference;

  g_return_if_fail (arguments != NULL);
  g_return_if_fail (name != NULL);
  g_return_if_fail (path != NULL && path[0] == '/');

  reference = json_object_new ();
  json_object_set_string_member (reference, "resultOf", result_of);
  json_object_set_string_member (reference, "name", method);
  json_object_set_string_member (reference, "path", path);
  member = g_strconcat ("#", name, NULL);
  json_object_set_object_member (arguments, member, reference);
}

/**
 * roster_jmap_request_set_created_ids:
 * @created_ids: (nullable): (element-type utf8 utf8): creation ids that the calls may use, to ids; an empty table asks
 *   the server to tell the new ones
 */
void
roster_jmap_request_set_created_ids (RosterJmapRequest *self,
                                     GHashTable        *created_ids)
{
  g_return_if_fail (self != NULL);

  if (created_ids != NULL)
    g_hash_table_ref (created_ids);
  g_clear_pointer (&self->created_ids, g_hash_table_unref);
  self->created_ids = created_ids;
}

/**
 * roster_jmap_request_to_bytes:
 *
 * Returns: (transfer full): the request as it travels
 */
GBytes *
roster_jmap_request_to_bytes (RosterJmapRequest *self)
{
  GString *out;

  g_return_val_if_fail (self != NULL, NULL);

  out = g_string_new ("{\"using\":[");
  for (guint i = 0; self->using[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      roster_json_append_string (out, self->using[i]);
    }

  g_string_append (out, "],\"methodCalls\":[");
  for (guint i = 0; i < self->calls->len; i++)
    {
      Call *call = g_ptr_array_index (self->calls, i);
      g_autoptr (JsonNode) arguments = json_node_init_object (json_node_alloc (), call->arguments);

      g_string_append (out, i > 0 ? ",[" : "[");
      roster_json_append_string (out, call->name);
      g_string_append_c (out, ',');
      roster_json_append_node (out, arguments);
      g_string_append_c (out, ',');
      roster_json_append_string (out, call->call_id);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');

  if (self->created_ids != NULL)
    {
      g_autofree const char **creation_ids = (const char **) g_hash_table_get_keys_as_array (self->created_ids, NULL);

      g_string_append (out, ",\"createdIds\":{");
      for (guint i = 0; creation_ids[i] != NULL; i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          roster_json_append_string (out, creation_ids[i]);
          g_string_append_c (out, ':');
          roster_json_append_string (out, g_hash_table_lookup (self->created_ids, creation_ids[i]));
        }
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, '}');

  return g_string_free_to_bytes (out);
}

/* Access */

/**
 * roster_jmap_request_uses:
 *
 * Returns: whether the request names @capability in `using`
 */
gboolean
roster_jmap_request_uses (RosterJmapRequest *self,
                          const char        *capability)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_strv_contains ((const char *const *) self->using, capability);
}

/**
 * roster_jmap_request_unknown_capability:
 *
 * Returns: (nullable): the first capability in `using` that this protocol does not have
 */
const char *
roster_jmap_request_unknown_capability (RosterJmapRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; self->using[i] != NULL; i++)
    if (strcmp (self->using[i], ROSTER_JMAP_CORE) != 0 && strcmp (self->using[i], ROSTER_JMAP_RECORDS) != 0)
      return self->using[i];

  return NULL;
}

/**
 * roster_jmap_request_n_calls:
 *
 * Returns: how many method calls the request has
 */
guint
roster_jmap_request_n_calls (RosterJmapRequest *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->calls->len;
}

static Call *
nth_call (RosterJmapRequest *self,
          guint              index)
{
  g_assert (index < self->calls->len);

  return g_ptr_array_index (self->calls, index);
}

/**
 * roster_jmap_request_name:
 * @index: of the call
 *
 * Returns: (transfer none): the method, for example `Streamer/get`
 */
const char *
roster_jmap_request_name (RosterJmapRequest *self,
                          guint              index)
{
  g_return_val_if_fail (self != NULL, NULL);

  return nth_call (self, index)->name;
}

/**
 * roster_jmap_request_arguments:
 *
 * Returns: (transfer none): the call's arguments, result references unresolved
 */
JsonObject *
roster_jmap_request_arguments (RosterJmapRequest *self,
                               guint              index)
{
  g_return_val_if_fail (self != NULL, NULL);

  return nth_call (self, index)->arguments;
}

/**
 * roster_jmap_request_call_id:
 * @index: of the call
 *
 * Returns: (transfer none): what the client calls the call, to find its answer by
 */
const char *
roster_jmap_request_call_id (RosterJmapRequest *self,
                             guint              index)
{
  g_return_val_if_fail (self != NULL, NULL);

  return nth_call (self, index)->call_id;
}

/**
 * roster_jmap_request_created_ids:
 *
 * Returns: (transfer none) (nullable) (element-type utf8 utf8): creation ids to ids; %NULL where the client did not ask
 */
GHashTable *
roster_jmap_request_created_ids (RosterJmapRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->created_ids;
}
