/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-walk-change.h"

#include <glib/gi18n-lib.h>

#include "roster-cache-rules.h"
#include "roster-coaching-due.h"
#include "roster-score.h"
#include "roster-walk-photo.h"

/**
 * roster_walk_change_new:
 * @label: names the step in the history
 *
 * Returns: (transfer full): a change of @walk whose other members are to be set
 */
RosterWalkChange *
roster_walk_change_new (RosterWalkAction  action,
                        RosterWalk       *walk,
                        const char       *label)
{
  RosterWalkChange *self = g_new0 (RosterWalkChange, 1);

  self->action = action;
  self->id = g_strdup (roster_record_id (roster_walk_record (walk)));
  self->template = roster_template_ref (roster_walk_template (walk));
  self->label = g_strdup (label);
  return self;
}

void
roster_walk_change_free (RosterWalkChange *self)
{
  g_free (self->id);
  roster_template_unref (self->template);
  g_free (self->label);
  roster_answer_free (self->answer);
  g_free (self->name);
  g_free (self->strokes);
  g_free (self->reason);
  g_free (self->photo);
  g_free (self->person);
  g_free (self);
}

static char *
cursor_fact (const char *id)
{
  return g_strconcat ("walk-cursor-", id, NULL);
}

/**
 * roster_walk_read_cursor:
 *
 * Returns: (transfer full) (nullable): the item at which somebody stood on this computer
 */
char *
roster_walk_read_cursor (RosterCache *cache,
                         const char  *id)
{
  g_autofree char *fact = cursor_fact (id);

  return roster_cache_get_fact (cache, fact);
}

/**
 * roster_walk_write_cursor:
 * @item: (nullable): an item's id; %NULL where the walk-through is over
 *
 * Where somebody stands is a fact of this computer: looking at another item is no change that the office has to know.
 */
gboolean
roster_walk_write_cursor (RosterCache  *cache,
                          const char   *id,
                          const char   *item,
                          GError      **error)
{
  g_autofree char *fact = cursor_fact (id);

  return roster_cache_set_fact (cache, fact, item, error);
}

static char *
new_id (gpointer cache)
{
  return roster_cache_new_id (cache);
}

static gboolean
add_follow_ups (RosterCache                *cache,
                RosterWalk                 *walk,
                const RosterCoachingRules  *rules,
                RosterEdit                 *edit,
                GError                    **error)
{
  const char *streamer = roster_record_text (roster_walk_record (walk), "streamer");
  g_autofree char *today = roster_clock_today (roster_cache_clock (cache));
  g_autoptr (GPtrArray) open = roster_cache_list_by (cache, &roster_followup_type, "streamer", streamer, error);
  g_autoptr (GPtrArray) follow_ups = NULL;

  if (open == NULL)
    return FALSE;

  follow_ups = roster_follow_ups_new (walk, open, today, NULL, rules, new_id, cache);
  for (guint i = 0; i < follow_ups->len; i++)
    roster_edit_create (edit, follow_ups->pdata[i]);
  return TRUE;
}

static RosterRecord *
finish (RosterCache  *cache,
        RosterWalk   *walk,
        RosterEdit   *edit,
        GError      **error)
{
  g_autoptr (RosterRuleValues) values = roster_cache_rule_values (cache, error);
  g_autoptr (RosterScore) score = NULL;
  g_autoptr (RosterRecord) after = NULL;
  RosterCoachingRules rules;

  if (values == NULL)
    return NULL;

  roster_coaching_rules_init (&rules, values);
  score = roster_score_new (walk, &rules);
  after = roster_walk_finished (walk, score->result, roster_clock_now (roster_cache_clock (cache)), error);
  if (after == NULL || !add_follow_ups (cache, walk, &rules, edit, error))
    return NULL;

  return g_steal_pointer (&after);
}

static RosterRecord *
change_record (RosterCache       *cache,
               RosterWalkChange  *self,
               RosterRecord      *before,
               RosterEdit        *edit,
               GError           **error)
{
  g_autoptr (RosterWalk) walk = NULL;
  g_autofree char *id = NULL;
  gint64 now = roster_clock_now (roster_cache_clock (cache));

  /* Comes at every tap, and needs none of the other answers. */
  if (self->action == ROSTER_WALK_ANSWER)
    return roster_walk_record_with_answer (self->template, before, self->index, self->answer, self->cursor, error);

  walk = roster_walk_new (self->template, before);
  switch (self->action)
    {
    case ROSTER_WALK_ANSWER:
      break;
    case ROSTER_WALK_FINISH:
      return finish (cache, walk, edit, error);
    case ROSTER_WALK_REOPEN:
      return roster_walk_reopened (walk, error);
    case ROSTER_WALK_SIGN:
      return roster_walk_signed (walk, self->side, self->name, self->strokes, now, error);
    case ROSTER_WALK_ADD_PHOTO:
      return roster_walkthrough_add_photo (self->template, before, self->index, self->photo, self->person, now, error);
    case ROSTER_WALK_REMOVE_PHOTO:
      return roster_walkthrough_remove_photo (self->template, before, self->index, self->photo, error);
    case ROSTER_WALK_AMEND:
      id = roster_cache_new_id (cache);
      return roster_walk_amended (walk, id, self->index, self->answer, self->reason, error);
    }

  g_return_val_if_reached (NULL);
}

static RosterRecord *
get_walkthrough (RosterCache  *cache,
                 const char   *id,
                 GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  RosterRecord *record = roster_cache_get (cache, &roster_walkthrough_type, id, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (record == NULL)
    g_set_error_literal (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_INCOMPLETE,
                         _("This walk-through was deleted"));
  return record;
}

/**
 * roster_walk_change_write:
 *
 * Reads the walk-through as it is stored by now, changes it and writes it, in the thread of the store that writes.
 *
 * Returns: (transfer full) (nullable): the walk-through as it is stored then
 */
RosterRecord *
roster_walk_change_write (RosterCache       *cache,
                          RosterWalkChange  *self,
                          GError           **error)
{
  g_autoptr (RosterRecord) before = get_walkthrough (cache, self->id, error);
  g_autoptr (RosterRecord) after = NULL;
  g_autoptr (RosterEdit) edit = NULL;

  if (before == NULL)
    return NULL;

  edit = roster_edit_new (ROSTER_CAUSE_EDIT, self->label);
  after = change_record (cache, self, before, edit, error);
  if (after == NULL)
    return NULL;

  roster_edit_update (edit, before, after);
  if (!roster_cache_apply (cache, edit, &self->step, error))
    return NULL;

  return g_steal_pointer (&after);
}

/**
 * roster_walk_give_up:
 * @id: a Walkthrough's id
 * @reason: why nobody will go on with it
 * @label: names the step in the history
 *
 * Closes a walk-through that nobody will go on with, in the thread of the store that writes. It has no result and makes
 * no follow-ups.
 *
 * Returns: the step that undoes it; 0 with an error where it was not running any more
 */
gint64
roster_walk_give_up (RosterCache  *cache,
                     const char   *id,
                     const char   *reason,
                     const char   *label,
                     GError      **error)
{
  g_autoptr (RosterRecord) before = get_walkthrough (cache, id, error);
  g_autoptr (RosterRecord) after = before != NULL ? roster_walk_record_abandoned (before, reason, error) : NULL;
  g_autoptr (RosterEdit) edit = NULL;
  gint64 step = 0;

  if (after == NULL)
    return 0;

  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_update (edit, before, after);
  return roster_cache_apply (cache, edit, &step, error) ? step : 0;
}
