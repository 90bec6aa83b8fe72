/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include <string.h>

#include "roster-session.h"

/*
 * Who sees so many accounts that asking each what has changed takes more than one request asks first which of them
 * have changed at all (`State/changes`). The state that the answer gives is kept in the cache once everything that it
 * names has been read.
 */

#define METHOD "State/changes"

/* How many lanes are asked at once, in one round trip whatever has changed. To ask more of them costs more than a sync
   with nothing to do may. */
#define MAX_LANES 16

/**
 * roster_sync_begin_survey:
 * @fits: whether all lanes can be asked at once
 *
 * Decides whether the office is asked first which lanes have changed; until it has answered, only what waits is sent.
 */
void
roster_sync_begin_survey (RosterSync  *self,
                          RosterCache *cache,
                          gboolean     fits)
{
  if (fits && self->lanes->len <= MAX_LANES)
    return;

  self->survey.due = TRUE;
  self->survey.since = roster_cache_get_fact (cache, ROSTER_FACT_STATES);
  if (self->survey.since == NULL)
    self->survey.since = g_strdup (ROSTER_JMAP_STATE_NONE);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      RosterLane *lane = self->lanes->pdata[i];

      lane->pull_due = lane->mode != ROSTER_LANE_FOLLOWING;
    }
}

void
roster_sync_clear_survey (RosterSync *self)
{
  g_clear_pointer (&self->survey.since, g_free);
  g_clear_pointer (&self->survey.new_state, g_free);
  g_clear_pointer (&self->survey.changed, g_hash_table_unref);
  g_clear_error (&self->survey.error);
  self->survey.due = self->survey.asked = FALSE;
}

/**
 * roster_sync_add_survey:
 *
 * Adds the question to a request, where it is still open.
 */
void
roster_sync_add_survey (RosterSync        *self,
                        RosterJmapRequest *request)
{
  JsonObject *arguments;

  self->survey.asked = self->survey.due;
  if (!self->survey.due)
    return;

  arguments = json_object_new ();
  json_object_set_string_member (arguments, "sinceState", self->survey.since);
  roster_jmap_request_add (request, METHOD, arguments, ROSTER_SURVEY_CALL);
}

static char *
lane_key (const char *account,
          const char *type)
{
  return g_strconcat (account, "/", type, NULL);
}

/**
 * roster_sync_read_survey:
 * @answer: the answer's arguments
 *
 * Keeps what the office has answered, or why it could not, until the records are in the cache.
 */
void
roster_sync_read_survey (RosterSync *self,
                         JsonObject *answer)
{
  const char *state = json_object_get_string_member_with_default (answer, "newState", NULL);
  JsonNode *changed = json_object_get_member (answer, "changed");
  JsonObjectIter accounts, types;
  const char *account, *type;
  JsonNode *of_account, *of_type;

  g_clear_pointer (&self->survey.changed, g_hash_table_unref);
  if (state == NULL || changed == NULL || !JSON_NODE_HOLDS_OBJECT (changed))
    return;

  self->survey.new_state = g_strdup (state);
  self->survey.changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init (&accounts, json_node_get_object (changed));
  while (json_object_iter_next (&accounts, &account, &of_account))
    {
      if (!JSON_NODE_HOLDS_OBJECT (of_account))
        continue;
      json_object_iter_init (&types, json_node_get_object (of_account));
      while (json_object_iter_next (&types, &type, &of_type))
        if (json_node_get_value_type (of_type) == G_TYPE_STRING)
          g_hash_table_replace (self->survey.changed, lane_key (account, type), json_node_dup_string (of_type));
    }
}

/* An office that does not know the question: every lane is asked, as it always was. */
static void
ask_every_lane (RosterSync *self)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      RosterLane *lane = self->lanes->pdata[i];

      lane->pull_due = lane->pull_due || (!lane->in_request && lane->mode == ROSTER_LANE_FOLLOWING);
    }
  roster_sync_clear_survey (self);
}

/**
 * roster_sync_apply_survey:
 *
 * Makes the lanes that have changed due. Those that were in the same request have read what is new already.
 */
void
roster_sync_apply_survey (RosterSync *self)
{
  if (!self->survey.asked)
    return;

  self->survey.asked = FALSE;
  if (g_error_matches (self->survey.error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_CANNOT_CALCULATE_CHANGES) &&
      strcmp (self->survey.since, ROSTER_JMAP_STATE_NONE) != 0)
    {
      g_clear_error (&self->survey.error);
      g_free (self->survey.since);
      self->survey.since = g_strdup (ROSTER_JMAP_STATE_NONE);
      return;
    }
  if (self->survey.changed == NULL)
    {
      ask_every_lane (self);
      return;
    }

  self->survey.due = FALSE;
  for (guint i = 0; i < self->lanes->len; i++)
    {
      RosterLane *lane = self->lanes->pdata[i];
      g_autofree char *key = lane_key (lane->account, lane->type->name);
      const char *state = g_hash_table_lookup (self->survey.changed, key);

      if (state != NULL && !lane->in_request && lane->mode == ROSTER_LANE_FOLLOWING && strcmp (lane->since, state) != 0)
        lane->pull_due = TRUE;
    }
}

/**
 * roster_sync_keep_survey:
 *
 * Remembers for the next sync up to where all lanes have been read. To be called when they have.
 */
gboolean
roster_sync_keep_survey (RosterSync   *self,
                         RosterCache  *cache,
                         GError      **error)
{
  if (self->survey.new_state == NULL)
    return TRUE;

  for (guint i = 0; i < self->lanes->len; i++)
    if (((RosterLane *) self->lanes->pdata[i])->behind)
      return TRUE;

  return roster_cache_set_fact (cache, ROSTER_FACT_STATES, self->survey.new_state, error);
}
