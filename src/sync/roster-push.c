/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How often a lane that others keep changing is merged and sent again in one sync. */
#define MAX_MISMATCHES 5

static JsonObject *
object_member (JsonObject *object,
               const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
string_member (JsonObject *object,
               const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* The version that was sent, with what the office says that it has set besides. */
static RosterRecord *
confirmed_version (RosterSending *sending,
                   JsonObject    *answer)
{
  const RosterRecordType *type = roster_record_type (sending->sent);
  RosterRecord *confirmed = roster_record_copy (sending->sent);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (answer == NULL)
    return confirmed;

  json_object_iter_init (&iter, answer);
  while (json_object_iter_next (&iter, &name, &node))
    {
      int index = roster_record_type_find_field (type, name);
      g_autoptr (GVariant) value = NULL;
      g_autoptr (GError) error = NULL;

      if (index < 0)
        continue;

      value = roster_value_from_json (roster_record_type_field (type, index), node, &error);
      if (error == NULL)
        roster_record_set_nth (confirmed, index, value);
    }

  return confirmed;
}

static gboolean
confirm (RosterSync     *self,
         RosterCache    *cache,
         RosterLane     *lane,
         RosterSending  *sending,
         JsonObject     *answer,
         GError        **error)
{
  g_autoptr (RosterRecord) confirmed = NULL;

  self->report.n_sent++;
  if (sending->operation == ROSTER_OPERATION_DESTROY)
    return roster_cache_withdraw_conflict (cache, lane->type, sending->id, ROSTER_CONFLICT_FIELD, error) &&
           roster_cache_confirm_pending (cache, lane->type, sending->id, NULL, error);

  confirmed = confirmed_version (sending, answer);
  return roster_sync_take_record (self, cache, confirmed, error);
}

/* Keeps a refusal with its reason. What was corrected while it was under way goes once more. */
static gboolean
refuse (RosterSync     *self,
        RosterCache    *cache,
        RosterLane     *lane,
        RosterSending  *sending,
        const char     *error_type,
        const char     *description,
        GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterPending) pending = roster_cache_get_pending (cache, lane->type, sending->id, &local_error);
  g_autofree char *reason = description != NULL ? g_strdup (description)
                                                : g_strdup_printf (_("The office refused this (%s)."), error_type);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (pending != NULL && !roster_record_same_content (pending->current, sending->sent))
    return roster_cache_confirm_pending (cache, lane->type, sending->id, pending->base, error);

  self->report.n_refused++;
  return roster_cache_refuse_pending (cache, lane->type, sending->id, error_type, reason, error);
}

static gboolean
refuse_all (RosterSync    *self,
            RosterCache   *cache,
            RosterLane    *lane,
            const GError  *reason,
            GError       **error)
{
  for (guint i = 0; i < lane->sending->len; i++)
    if (!refuse (self, cache, lane, lane->sending->pdata[i], roster_jmap_error_name (reason->code), reason->message,
                 error))
      return FALSE;

  return TRUE;
}

static gboolean
apply_set_error (RosterSync     *self,
                 RosterCache    *cache,
                 RosterLane     *lane,
                 RosterSending  *sending,
                 JsonObject     *set_error,
                 GError        **error)
{
  const char *error_type = string_member (set_error, "type");
  const char *existing = string_member (set_error, "existingId");
  RosterJmapError code = ROSTER_JMAP_ERROR_SERVER_FAIL;
  gboolean known = error_type != NULL && roster_jmap_error_find (error_type, &code);

  /* An earlier attempt arrived: what the office has now is merged like any other change. */
  if (known && code == ROSTER_JMAP_ERROR_ALREADY_EXISTS && sending->operation == ROSTER_OPERATION_CREATE &&
      g_strcmp0 (existing, sending->id) == 0)
    {
      g_ptr_array_add (lane->fetch, g_strdup (sending->id));
      return TRUE;
    }

  if (known && code == ROSTER_JMAP_ERROR_NOT_FOUND && sending->operation != ROSTER_OPERATION_CREATE)
    return roster_sync_take_removal (self, cache, lane->account, lane->type, sending->id, error);

  return refuse (self, cache, lane, sending, error_type != NULL ? error_type : "serverFail",
                 string_member (set_error, "description"), error);
}

static gboolean
is_listed (JsonObject *set,
           const char *id)
{
  JsonNode *node = json_object_get_member (set, "destroyed");
  JsonArray *destroyed = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; destroyed != NULL && i < json_array_get_length (destroyed); i++)
    {
      JsonNode *element = json_array_get_element (destroyed, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING && strcmp (json_node_get_string (element), id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether the office did it; @answer is what it says about the record. */
static gboolean
was_done (JsonObject     *set,
          RosterSending  *sending,
          JsonObject    **answer)
{
  JsonObject *group;

  *answer = NULL;
  if (sending->operation == ROSTER_OPERATION_DESTROY)
    return is_listed (set, sending->id);

  group = object_member (set, sending->operation == ROSTER_OPERATION_CREATE ? "created" : "updated");
  if (group == NULL || !json_object_has_member (group, sending->id))
    return FALSE;

  *answer = object_member (group, sending->id);
  return TRUE;
}

static JsonObject *
find_set_error (JsonObject    *set,
                RosterSending *sending)
{
  static const char *const groups[] = {
    [ROSTER_OPERATION_CREATE] = "notCreated",
    [ROSTER_OPERATION_UPDATE] = "notUpdated",
    [ROSTER_OPERATION_DESTROY] = "notDestroyed",
  };
  JsonObject *group = object_member (set, groups[sending->operation]);

  return group != NULL ? object_member (group, sending->id) : NULL;
}

static gboolean
apply_answers (RosterSync   *self,
               RosterCache  *cache,
               RosterLane   *lane,
               GError      **error)
{
  for (guint i = 0; i < lane->sending->len; i++)
    {
      RosterSending *sending = lane->sending->pdata[i];
      JsonObject *set_error = find_set_error (lane->answer.set, sending);
      JsonObject *answer;

      if (was_done (lane->answer.set, sending, &answer))
        {
          if (!confirm (self, cache, lane, sending, answer, error))
            return FALSE;
        }
      else if (set_error != NULL)
        {
          if (!apply_set_error (self, cache, lane, sending, set_error, error))
            return FALSE;
        }
      else
        {
          /* Not a word about it: it stays and waits, and this sync does not ask again. */
          lane->push_blocked = TRUE;
        }
    }

  return TRUE;
}

/* The whole call was turned down. */
static gboolean
apply_refusal (RosterSync   *self,
               RosterCache  *cache,
               RosterLane   *lane,
               GError      **error)
{
  const GError *reason = lane->answer.set_error;

  if (reason->domain != ROSTER_JMAP_ERROR)
    {
      roster_sync_note_trouble (self, reason);
      lane->push_blocked = TRUE;
      return TRUE;
    }

  switch ((RosterJmapError) reason->code)
    {
    case ROSTER_JMAP_ERROR_STATE_MISMATCH:
      /* The changes stand in the same answer; what they are merged into goes with the next request. */
      lane->push_blocked = ++lane->mismatches > MAX_MISMATCHES;
      return TRUE;

    case ROSTER_JMAP_ERROR_REQUEST_TOO_LARGE:
      if (lane->sending->len == 1)
        return refuse_all (self, cache, lane, reason, error);
      lane->chunk = lane->sending->len / 2;
      return TRUE;

    case ROSTER_JMAP_ERROR_FORBIDDEN:
    case ROSTER_JMAP_ERROR_ACCOUNT_READ_ONLY:
    case ROSTER_JMAP_ERROR_ACCOUNT_NOT_FOUND:
    case ROSTER_JMAP_ERROR_ACCOUNT_NOT_SUPPORTED_BY_METHOD:
    case ROSTER_JMAP_ERROR_UNKNOWN_METHOD:
    case ROSTER_JMAP_ERROR_INVALID_ARGUMENTS:
      return refuse_all (self, cache, lane, reason, error);

    case ROSTER_JMAP_ERROR_NOT_JSON:
    case ROSTER_JMAP_ERROR_NOT_REQUEST:
    case ROSTER_JMAP_ERROR_UNKNOWN_CAPABILITY:
    case ROSTER_JMAP_ERROR_LIMIT:
    case ROSTER_JMAP_ERROR_SERVER_UNAVAILABLE:
    case ROSTER_JMAP_ERROR_SERVER_FAIL:
    case ROSTER_JMAP_ERROR_SERVER_PARTIAL_FAIL:
    case ROSTER_JMAP_ERROR_INVALID_RESULT_REFERENCE:
    case ROSTER_JMAP_ERROR_CANNOT_CALCULATE_CHANGES:
    case ROSTER_JMAP_ERROR_UNSUPPORTED_SORT:
    case ROSTER_JMAP_ERROR_UNSUPPORTED_FILTER:
    case ROSTER_JMAP_ERROR_ANCHOR_NOT_FOUND:
    case ROSTER_JMAP_ERROR_OVER_QUOTA:
    case ROSTER_JMAP_ERROR_TOO_LARGE:
    case ROSTER_JMAP_ERROR_NOT_FOUND:
    case ROSTER_JMAP_ERROR_INVALID_PATCH:
    case ROSTER_JMAP_ERROR_WILL_DESTROY:
    case ROSTER_JMAP_ERROR_INVALID_PROPERTIES:
    case ROSTER_JMAP_ERROR_ALREADY_EXISTS:
    case ROSTER_JMAP_N_ERRORS:
      roster_sync_note_trouble (self, reason);
      lane->push_blocked = TRUE;
      return TRUE;
    }

  g_return_val_if_reached (FALSE);
}

/**
 * roster_sync_apply_push:
 *
 * Takes the answer to what one lane has sent: confirmed, merged, refused with the reason, or to be sent again. Nothing
 * leaves the outbox otherwise.
 */
gboolean
roster_sync_apply_push (RosterSync   *self,
                        RosterCache  *cache,
                        RosterLane   *lane,
                        GError      **error)
{
  if (lane->sending->len == 0 || lane->skipped)
    return TRUE;

  return lane->answer.set != NULL ? apply_answers (self, cache, lane, error)
                                  : apply_refusal (self, cache, lane, error);
}
