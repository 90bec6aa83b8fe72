/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-jmap-response.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-json.h"

#define ERROR_NAME "error"

/* The answer is kept as text, as an object, or as both once somebody asked for the other form. */
typedef struct
{
  char *name;
  JsonObject *arguments;
  GString *text;
  char *call_id;
} Answer;

struct _RosterJmapResponse
{
  GPtrArray *answers;
  char *session_state;
  GHashTable *created_ids;
};

static void
answer_free (Answer *answer)
{
  g_free (answer->name);
  g_clear_pointer (&answer->arguments, json_object_unref);
  if (answer->text != NULL)
    g_string_free (answer->text, TRUE);
  g_free (answer->call_id);
  g_free (answer);
}

static Answer *
answer_add (RosterJmapResponse *self,
            const char         *name,
            const char         *call_id)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->name = g_strdup (name);
  answer->call_id = g_strdup (call_id);
  g_ptr_array_add (self->answers, answer);
  return answer;
}

RosterJmapResponse *
roster_jmap_response_new (void)
{
  RosterJmapResponse *self = g_new0 (RosterJmapResponse, 1);

  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  return self;
}

void
roster_jmap_response_free (RosterJmapResponse *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->answers);
  g_free (self->session_state);
  g_clear_pointer (&self->created_ids, g_hash_table_unref);
  g_free (self);
}

/* Building */

/**
 * roster_jmap_response_add:
 * @arguments: (transfer full): the answer
 */
void
roster_jmap_response_add (RosterJmapResponse *self,
                          const char         *name,
                          JsonObject         *arguments,
                          const char         *call_id)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (arguments != NULL);

  answer_add (self, name, call_id)->arguments = arguments;
}

/**
 * roster_jmap_response_add_text:
 * @arguments: (transfer full): the answer, a JSON object as text; it is sent as it is
 */
void
roster_jmap_response_add_text (RosterJmapResponse *self,
                               const char         *name,
                               GString            *arguments,
                               const char         *call_id)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (arguments != NULL);

  answer_add (self, name, call_id)->text = arguments;
}

/**
 * roster_jmap_response_add_error:
 * @error: a method-level %ROSTER_JMAP_ERROR; anything else is sent as `serverFail` without its message, which may name
 *   files
 */
void
roster_jmap_response_add_error (RosterJmapResponse *self,
                                const GError       *error,
                                const char         *call_id)
{
  JsonObject *object;

  g_return_if_fail (self != NULL);
  g_return_if_fail (error != NULL);

  object = json_object_new ();
  if (error->domain == ROSTER_JMAP_ERROR)
    {
      json_object_set_string_member (object, "type", roster_jmap_error_name (error->code));
      json_object_set_string_member (object, "description", error->message);
    }
  else
    {
      json_object_set_string_member (object, "type", roster_jmap_error_name (ROSTER_JMAP_ERROR_SERVER_FAIL));
      json_object_set_string_member (object, "description", _("The office could not do this. Try again later."));
    }
  roster_jmap_response_add (self, ERROR_NAME, object, call_id);
}

static const char *
answer_text (Answer *answer)
{
  if (answer->text == NULL)
    {
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), answer->arguments);

      answer->text = g_string_new (NULL);
      roster_json_append_node (answer->text, node);
    }

  return answer->text->str;
}

/**
 * roster_jmap_response_size:
 *
 * Returns: the bytes that the answers so far take
 */
gsize
roster_jmap_response_size (RosterJmapResponse *self)
{
  gsize size = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->answers->len; i++)
    {
      Answer *answer = g_ptr_array_index (self->answers, i);

      answer_text (answer);
      size += answer->text->len;
    }

  return size;
}

/**
 * roster_jmap_response_to_bytes:
 * @session_state: the state of the session object
 * @created_ids: (nullable) (element-type utf8 utf8): creation ids to ids, where the client asked for them
 *
 * Returns: (transfer full): the response as it travels
 */
GBytes *
roster_jmap_response_to_bytes (RosterJmapResponse *self,
                               const char         *session_state,
                               GHashTable         *created_ids)
{
  GString *out;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (session_state != NULL, NULL);

  out = g_string_sized_new (roster_jmap_response_size (self) + 256);
  g_string_append (out, "{\"methodResponses\":[");
  for (guint i = 0; i < self->answers->len; i++)
    {
      Answer *answer = g_ptr_array_index (self->answers, i);

      g_string_append (out, i > 0 ? ",[" : "[");
      roster_json_append_string (out, answer->name);
      g_string_append_c (out, ',');
      g_string_append_len (out, answer_text (answer), answer->text->len);
      g_string_append_c (out, ',');
      roster_json_append_string (out, answer->call_id);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');

  if (created_ids != NULL)
    {
      GHashTableIter iter;
      gpointer creation_id, id;
      gboolean first = TRUE;

      g_string_append (out, ",\"createdIds\":{");
      g_hash_table_iter_init (&iter, created_ids);
      while (g_hash_table_iter_next (&iter, &creation_id, &id))
        {
          if (!first)
            g_string_append_c (out, ',');
          roster_json_append_string (out, creation_id);
          g_string_append_c (out, ':');
          roster_json_append_string (out, id);
          first = FALSE;
        }
      g_string_append_c (out, '}');
    }

  g_string_append (out, ",\"sessionState\":");
  roster_json_append_string (out, session_state);
  g_string_append_c (out, '}');
  return g_string_free_to_bytes (out);
}

/* Reading */

static const char *
string_of (JsonNode *node)
{
  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_REQUEST,
                       _("The office’s answer is not one of JMAP. Check the office’s address."));
  return FALSE;
}

static gboolean
read_answers (RosterJmapResponse  *self,
              JsonNode            *node,
              GError             **error)
{
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error);

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonArray *triple = JSON_NODE_HOLDS_ARRAY (element) ? json_node_get_array (element) : NULL;

      if (triple == NULL || json_array_get_length (triple) != 3 ||
          string_of (json_array_get_element (triple, 0)) == NULL ||
          !JSON_NODE_HOLDS_OBJECT (json_array_get_element (triple, 1)) ||
          string_of (json_array_get_element (triple, 2)) == NULL)
        return refuse (error);

      roster_jmap_response_add (self, json_array_get_string_element (triple, 0),
                                json_object_ref (json_array_get_object_element (triple, 1)),
                                json_array_get_string_element (triple, 2));
    }

  return TRUE;
}

/**
 * roster_jmap_response_from_bytes:
 *
 * Returns: (transfer full) (nullable): the response, or %NULL with %ROSTER_JMAP_ERROR
 */
RosterJmapResponse *
roster_jmap_response_from_bytes (GBytes  *bytes,
                                 GError **error)
{
  g_autoptr (RosterJmapResponse) self = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  JsonNode *created;
  const char *text;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  node = roster_json_parse (length > 0 ? text : "", length, ROSTER_JSON_MAX_RESPONSE_DEPTH, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (error);
      return NULL;
    }

  self = roster_jmap_response_new ();
  object = json_node_get_object (node);
  if (!read_answers (self, json_object_get_member (object, "methodResponses"), error))
    return NULL;

  self->session_state = g_strdup (string_of (json_object_get_member (object, "sessionState")));
  created = json_object_get_member (object, "createdIds");
  if (created != NULL && JSON_NODE_HOLDS_OBJECT (created))
    {
      JsonObjectIter iter;
      const char *creation_id;
      JsonNode *id;

      self->created_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      json_object_iter_init (&iter, json_node_get_object (created));
      while (json_object_iter_next (&iter, &creation_id, &id))
        if (string_of (id) != NULL)
          g_hash_table_insert (self->created_ids, g_strdup (creation_id), g_strdup (string_of (id)));
    }

  return g_steal_pointer (&self);
}

/**
 * roster_jmap_response_n_answers:
 *
 * Returns: how many answers there are; a call may have several
 */
guint
roster_jmap_response_n_answers (RosterJmapResponse *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->answers->len;
}

static Answer *
nth_answer (RosterJmapResponse *self,
            guint               index)
{
  g_assert (index < self->answers->len);

  return g_ptr_array_index (self->answers, index);
}

/**
 * roster_jmap_response_name:
 *
 * Returns: the method, or `error`
 */
const char *
roster_jmap_response_name (RosterJmapResponse *self,
                           guint               index)
{
  g_return_val_if_fail (self != NULL, NULL);

  return nth_answer (self, index)->name;
}

/**
 * roster_jmap_response_arguments:
 *
 * Returns: (transfer none): the answer as an object
 */
JsonObject *
roster_jmap_response_arguments (RosterJmapResponse *self,
                                guint               index)
{
  Answer *answer;

  g_return_val_if_fail (self != NULL, NULL);

  answer = nth_answer (self, index);
  if (answer->arguments == NULL)
    {
      g_autoptr (JsonNode) node = roster_json_parse (answer->text->str, answer->text->len,
                                                     ROSTER_JSON_MAX_RESPONSE_DEPTH, NULL);

      g_return_val_if_fail (node != NULL && JSON_NODE_HOLDS_OBJECT (node), NULL);
      answer->arguments = json_object_ref (json_node_get_object (node));
    }

  return answer->arguments;
}

/**
 * roster_jmap_response_call_id:
 * @index: of the answer
 *
 * Returns: (transfer none): the id of the call that is answered
 */
const char *
roster_jmap_response_call_id (RosterJmapResponse *self,
                              guint               index)
{
  g_return_val_if_fail (self != NULL, NULL);

  return nth_answer (self, index)->call_id;
}

/**
 * roster_jmap_response_find:
 * @name: (nullable): the method whose answer is wanted, %NULL for the call's first answer, which may be an error
 * @index: (out): which answer
 *
 * Returns: whether there is such an answer
 */
gboolean
roster_jmap_response_find (RosterJmapResponse *self,
                           const char         *call_id,
                           const char         *name,
                           guint              *index)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (call_id != NULL, FALSE);

  for (guint i = 0; i < self->answers->len; i++)
    {
      Answer *answer = g_ptr_array_index (self->answers, i);

      if (strcmp (answer->call_id, call_id) == 0 && (name == NULL || strcmp (answer->name, name) == 0))
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * roster_jmap_response_failed:
 *
 * Returns: %TRUE with @error set when the answer is a method-level error; a type that is not known counts as
 *   `serverFail`
 */
gboolean
roster_jmap_response_failed (RosterJmapResponse  *self,
                             guint                index,
                             GError             **error)
{
  JsonObject *arguments;
  RosterJmapError code = ROSTER_JMAP_ERROR_SERVER_FAIL;
  const char *type, *description;

  g_return_val_if_fail (self != NULL, FALSE);

  if (strcmp (nth_answer (self, index)->name, ERROR_NAME) != 0)
    return FALSE;

  arguments = roster_jmap_response_arguments (self, index);
  type = string_of (json_object_get_member (arguments, "type"));
  description = string_of (json_object_get_member (arguments, "description"));
  roster_jmap_error_find (type, &code);
  g_set_error_literal (error, ROSTER_JMAP_ERROR, code, description != NULL ? description : type != NULL ? type
                                                                                                        : ERROR_NAME);
  return TRUE;
}

/**
 * roster_jmap_response_session_state:
 *
 * Returns: (nullable): the session's state; when it differs from the one the client knows, the session is to be read
 *   again
 */
const char *
roster_jmap_response_session_state (RosterJmapResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->session_state;
}

/**
 * roster_jmap_response_created_ids:
 *
 * Returns: (transfer none) (nullable) (element-type utf8 utf8): creation ids to ids
 */
GHashTable *
roster_jmap_response_created_ids (RosterJmapResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->created_ids;
}

/* Result references */

static char *
unescape_pointer_part (const char *start,
                       gsize       length)
{
  GString *part = g_string_new_len (start, length);

  g_string_replace (part, "~1", "/", 0);
  g_string_replace (part, "~0", "~", 0);
  return g_string_free (part, FALSE);
}

static gboolean
parse_index (const char *part,
             guint       length,
             guint      *index)
{
  guint64 number;

  if ((part[0] == '0' && part[1] != '\0') || !g_ascii_string_to_unsigned (part, 10, 0, G_MAXUINT, &number, NULL))
    return FALSE;

  *index = number;
  return number < length;
}

/* RFC 6901 with `*` for every element of an array; what is found for each is joined, arrays one level flattened. */
static JsonNode *
follow (JsonNode   *node,
        const char *path)
{
  g_autofree char *part = NULL;
  const char *rest;

  if (path[0] == '\0')
    return json_node_copy (node);
  if (path[0] != '/')
    return NULL;

  rest = path + 1 + strcspn (path + 1, "/");
  part = unescape_pointer_part (path + 1, rest - path - 1);

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonNode *member = json_object_get_member (json_node_get_object (node), part);

      return member != NULL ? follow (member, rest) : NULL;
    }

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      g_autoptr (JsonArray) joined = NULL;
      guint index;

      if (strcmp (part, "*") != 0)
        return parse_index (part, json_array_get_length (array), &index)
                   ? follow (json_array_get_element (array, index), rest)
                   : NULL;

      joined = json_array_new ();
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autoptr (JsonNode) found = follow (json_array_get_element (array, i), rest);

          if (found == NULL)
            return NULL;
          if (JSON_NODE_HOLDS_ARRAY (found))
            for (guint k = 0; k < json_array_get_length (json_node_get_array (found)); k++)
              json_array_add_element (joined, json_node_copy (json_array_get_element (json_node_get_array (found), k)));
          else
            json_array_add_element (joined, g_steal_pointer (&found));
        }
      return json_node_init_array (json_node_alloc (), joined);
    }

  return NULL;
}

static JsonNode *
resolve (JsonNode            *node,
         RosterJmapResponse  *so_far,
         gsize               *budget,
         GError             **error)
{
  JsonObject *reference = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *result_of = NULL, *name = NULL, *path = NULL;
  JsonNode *found = NULL;
  guint index;

  if (reference != NULL)
    {
      result_of = string_of (json_object_get_member (reference, "resultOf"));
      name = string_of (json_object_get_member (reference, "name"));
      path = string_of (json_object_get_member (reference, "path"));
    }
  if (result_of != NULL && name != NULL && path != NULL &&
      roster_jmap_response_find (so_far, result_of, NULL, &index) &&
      strcmp (nth_answer (so_far, index)->name, name) == 0)
    {
      g_autoptr (JsonNode) answer = json_node_init_object (json_node_alloc (),
                                                           roster_jmap_response_arguments (so_far, index));

      found = follow (answer, path);
    }

  if (found != NULL && !roster_json_fits (found, ROSTER_JSON_MAX_VALUE_DEPTH, budget))
    {
      g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_RESULT_REFERENCE,
                           _("The result is too large to be an argument"));
      json_node_unref (found);
      return NULL;
    }

  if (found == NULL)
    g_set_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_RESULT_REFERENCE,
                 _("There is no result “%s” at “%s”"), result_of != NULL ? result_of : "", path != NULL ? path : "");
  return found;
}

/**
 * roster_jmap_resolve_references:
 * @so_far: the answers to the calls before
 *
 * Puts what earlier answers say in the place of the arguments that begin with `#` (RFC 8620, section 3.7).
 *
 * Returns: (transfer full) (nullable): the arguments, or %NULL with %ROSTER_JMAP_ERROR_INVALID_RESULT_REFERENCE or
 *   %ROSTER_JMAP_ERROR_INVALID_ARGUMENTS where an argument stands there in both forms
 */
JsonObject *
roster_jmap_resolve_references (JsonObject          *arguments,
                                RosterJmapResponse  *so_far,
                                GError             **error)
{
  g_autoptr (JsonObject) resolved = NULL;
  gsize budget = roster_jmap_default_limits.max_size_request;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_return_val_if_fail (arguments != NULL, NULL);
  g_return_val_if_fail (so_far != NULL, NULL);

  resolved = json_object_new ();
  json_object_iter_init_ordered (&iter, arguments);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonNode *value;

      if (name[0] != '#')
        {
          json_object_set_member (resolved, name, json_node_ref (node));
          continue;
        }

      if (json_object_has_member (arguments, name + 1))
        {
          g_set_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_ARGUMENTS,
                       _("“%s” is there twice: as a value and as a reference"), name + 1);
          return NULL;
        }
      value = resolve (node, so_far, &budget, error);
      if (value == NULL)
        return NULL;
      json_object_set_member (resolved, name + 1, value);
    }

  return g_steal_pointer (&resolved);
}
