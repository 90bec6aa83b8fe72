/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include "roster-cache-rules.h"
#include "roster-score.h"

/* Its version's sections, read; %NULL where this computer does not have them. */
static RosterTemplate *
template_of (RosterCache  *cache,
             RosterRecord *walkthrough)
{
  const char *id = roster_record_text (walkthrough, "checklist");
  g_autoptr (RosterRecord) checklist = id != NULL ? roster_cache_get (cache, &roster_checklist_type, id, NULL) : NULL;
  const char *sections = checklist != NULL ? roster_record_text (checklist, "sections") : NULL;

  return sections != NULL ? roster_template_new (sections, NULL) : NULL;
}

static gboolean
is_finished (RosterRecord *walkthrough)
{
  const char *state = roster_record_text (walkthrough, "state");

  return g_strcmp0 (state, "finished") == 0 || g_strcmp0 (state, "signed") == 0;
}

static gboolean
is_signed (RosterRecord *walkthrough)
{
  GVariant *signatures = roster_record_value (walkthrough, "signatures");

  return signatures != NULL && g_variant_n_children (signatures) > 0;
}

/**
 * roster_sync_derive:
 * @merged: a record that was merged; takes what follows from its other fields
 * @theirs: the same record as the office has it
 *
 * Two people may have finished the same walk-through with other answers: its result is that of the answers of both. One
 * that was signed keeps what was signed there. Without its checklist the office's result stands.
 */
gboolean
roster_sync_derive (RosterCache   *cache,
                    RosterRecord  *merged,
                    RosterRecord  *theirs,
                    GError       **error)
{
  g_autoptr (RosterTemplate) template = NULL;
  g_autoptr (RosterRuleValues) values = NULL;
  g_autoptr (RosterWalk) walk = NULL;
  g_autoptr (RosterScore) score = NULL;
  RosterCoachingRules rules;

  if (roster_record_type (merged) != &roster_walkthrough_type || !is_finished (merged) || is_signed (theirs))
    return TRUE;

  template = template_of (cache, merged);
  if (template == NULL)
    return TRUE;

  values = roster_cache_rule_values (cache, error);
  if (values == NULL)
    return FALSE;

  roster_coaching_rules_init (&rules, values);
  walk = roster_walk_new (template, merged);
  score = roster_score_new (walk, &rules);
  roster_record_set (merged, "result", NULL);
  if (score->result >= 0)
    roster_record_set_number (merged, "result", score->result);
  return TRUE;
}
