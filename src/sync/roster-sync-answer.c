/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-record-json.h"

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL,
                       _("The office’s answer makes no sense. Update Roster, or ask the office’s administrator."));
  return FALSE;
}

static const char *
string_member (JsonObject *object,
               const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static JsonArray *
array_member (JsonObject *object,
              const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
read_ids (GPtrArray   *ids,
          JsonArray   *array,
          GError     **error)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING)
        return refuse (error);
      g_ptr_array_add (ids, g_strdup (json_node_get_string (node)));
    }

  return TRUE;
}

static gboolean
read_changes (RosterLane  *lane,
              JsonObject  *changes,
              GError     **error)
{
  const char *new_state = string_member (changes, "newState");

  if (new_state == NULL || g_strcmp0 (string_member (changes, "accountId"), lane->account) != 0)
    return refuse (error);

  lane->answer.new_state = g_strdup (new_state);
  lane->answer.more = json_object_get_boolean_member_with_default (changes, "hasMoreChanges", FALSE);
  return read_ids (lane->answer.gone, array_member (changes, "destroyed"), error);
}

/* A record that this program cannot read stops its lane: to pass over it would lose it for good. */
static gboolean
read_records (RosterLane  *lane,
              JsonObject  *got,
              GError     **error)
{
  JsonArray *list = array_member (got, "list");

  if (list == NULL || g_strcmp0 (string_member (got, "accountId"), lane->account) != 0)
    return refuse (error);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      g_autoptr (GError) local_error = NULL;
      RosterRecord *record;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (error);

      record = roster_record_from_json (lane->type, lane->account, json_node_get_object (node), &local_error);
      if (record == NULL)
        {
          g_set_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL,
                       _("The office sent a %s that this Roster cannot read (%s). Update Roster."),
                       roster_record_type_label (lane->type, FALSE), local_error->message);
          return FALSE;
        }
      g_ptr_array_add (lane->answer.records, record);
    }

  return TRUE;
}

static gboolean
find_answer (RosterJmapResponse *response,
             char                letter,
             guint               lane,
             guint              *index)
{
  g_autofree char *call_id = g_strdup_printf ("%c%u", letter, lane);

  return roster_jmap_response_find (response, call_id, NULL, index);
}

static gboolean
read_set (RosterLane          *lane,
          RosterJmapResponse  *response,
          guint                lane_index,
          GError             **error)
{
  guint index;

  if (!find_answer (response, 's', lane_index, &index))
    return refuse (error);

  if (!roster_jmap_response_failed (response, index, &lane->answer.set_error))
    lane->answer.set = json_object_ref (roster_jmap_response_arguments (response, index));
  return TRUE;
}

static gboolean
read_got (RosterLane          *lane,
          RosterJmapResponse  *response,
          char                 letter,
          guint                lane_index,
          GError             **error)
{
  guint index;

  if (!find_answer (response, letter, lane_index, &index))
    return refuse (error);
  if (roster_jmap_response_failed (response, index, error))
    return FALSE;

  return read_records (lane, roster_jmap_response_arguments (response, index), error) &&
         (letter != 'f' ||
          read_ids (lane->answer.not_found,
                    array_member (roster_jmap_response_arguments (response, index), "notFound"), error));
}

static gboolean
read_pull (RosterLane          *lane,
           RosterJmapResponse  *response,
           guint                lane_index,
           GError             **error)
{
  guint index;

  if (!find_answer (response, 'c', lane_index, &index))
    return refuse (error);
  if (roster_jmap_response_failed (response, index, error))
    return FALSE;

  return read_changes (lane, roster_jmap_response_arguments (response, index), error) &&
         read_got (lane, response, 'n', lane_index, error) &&
         read_got (lane, response, 'u', lane_index, error);
}

/**
 * roster_sync_read_answer:
 *
 * Turns the answer into records, lane by lane. What went wrong with one lane is kept there; the others go on.
 *
 * Returns: %FALSE where the whole answer makes no sense
 */
gboolean
roster_sync_read_answer (RosterSync  *self,
                         GBytes      *body,
                         GError     **error)
{
  g_autoptr (RosterJmapResponse) response = roster_jmap_response_from_bytes (body, NULL);
  const char *state;

  if (response == NULL)
    return refuse (error);

  state = roster_jmap_response_session_state (response);
  if (state != NULL && strcmp (state, self->session->office->state) != 0)
    self->stale = TRUE;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      RosterLane *lane = self->lanes->pdata[i];
      guint index;

      if (!lane->in_request)
        continue;

      if (lane->sending->len > 0 && !read_set (lane, response, i, &lane->answer.set_error))
        lane->push_blocked = TRUE;
      if (find_answer (response, 'f', i, &index) && !read_got (lane, response, 'f', i, &lane->answer.pull_error))
        continue;
      read_pull (lane, response, i, &lane->answer.pull_error);
    }

  return TRUE;
}
