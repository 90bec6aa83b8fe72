/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-advice-plan-words.h"

#include <glib/gi18n-lib.h>

#include "roster-advice-words.h"
#include "roster-format.h"

/**
 * roster_advice_plan_state_words:
 *
 * Returns: how planning ended
 */
const char *
roster_advice_plan_state_words (RosterPlanState state)
{
  switch (state)
    {
    case ROSTER_PLAN_OPTIMAL:
      return _("No other plan earns more; this is proven");
    case ROSTER_PLAN_FEASIBLE:
      return _("A good plan, but not proven best: it was stopped or time ran out");
    case ROSTER_PLAN_INFEASIBLE:
      return _("No plan meets all demands; this one breaks the fewest");
    case ROSTER_PLAN_UNSOLVED:
      return _("Time ran out before a plan was found");
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_advice_obstacle_words:
 *
 * Returns: (transfer full): which demand cannot be met, and by whom or what
 */
char *
roster_advice_obstacle_words (RosterMatch          *match,
                              const RosterObstacle *obstacle)
{
  const char *streamer = NULL, *product = NULL;
  g_autofree char *needed = NULL;
  g_autofree char *available = NULL;
  g_autofree char *exclusion = NULL;

  g_return_val_if_fail (match != NULL && obstacle != NULL, NULL);

  if (obstacle->streamer != G_MAXUINT)
    streamer = roster_record_title (roster_match_streamer (match, obstacle->streamer));
  if (obstacle->product != G_MAXUINT)
    product = roster_record_title (roster_match_product (match, obstacle->product));
  needed = roster_format_count (obstacle->needed);
  available = roster_format_count (obstacle->available);
  switch (obstacle->kind)
    {
    case ROSTER_OBSTACLE_FLOOR_OVER_SLOTS:
      /* Translators: two numbers of products. */
      return g_strdup_printf (_("everybody is to get %s products, but a line-up holds %s"), needed, available);
    case ROSTER_OBSTACLE_FLOOR_OVER_BUDGET:
      /* Translators: two numbers of products. */
      return g_strdup_printf (_("what everybody is to get comes to %s products, but the plan places %s"), needed,
                              available);
    case ROSTER_OBSTACLE_LOCKS_OVER_SLOTS:
      /* Translators: a streamer and two numbers of products. */
      return g_strdup_printf (_("%s: %s products are locked, but a line-up holds %s"), streamer, needed, available);
    case ROSTER_OBSTACLE_LOCK_EXCLUDED:
      exclusion = roster_advice_exclusion_words (obstacle->exclusion,
                                                 roster_match_product (match, obstacle->product));
      /* Translators: a streamer, a product, and why it is not suggested. */
      return g_strdup_printf (_("%s: %s is locked, but %s"), streamer, product, exclusion);
    case ROSTER_OBSTACLE_LOCKS_OVER_SUPPLY:
      /* Translators: a product and two numbers of units. */
      return g_strdup_printf (_("%s: the locked line-ups need %s, but %s can be delivered"), product, needed,
                              available);
    case ROSTER_OBSTACLE_FEW_PRODUCTS:
      /* Translators: a streamer and two numbers of products. */
      return g_strdup_printf (_("%s needs %s products, but only %s may be suggested"), streamer, needed, available);
    case ROSTER_OBSTACLE_NO_TRAFFIC:
      /* Translators: a streamer. */
      return g_strdup_printf (_("%s: nothing that may be suggested suits as a traffic item"), streamer);
    case ROSTER_OBSTACLE_NO_PROFIT:
      /* Translators: a streamer. */
      return g_strdup_printf (_("%s: nothing that may be suggested suits as a profit item"), streamer);
    case ROSTER_OBSTACLE_SUPPLY:
      /* Translators: a streamer and a number of products. */
      return g_strdup_printf (_("%s is %s products short: stock and capacity do not last for everybody"), streamer,
                              needed);
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_advice_remedy_words:
 *
 * Returns: (transfer full): how the demand could be relaxed
 */
char *
roster_advice_remedy_words (const RosterObstacle *obstacle)
{
  g_return_val_if_fail (obstacle != NULL, NULL);

  switch (obstacle->kind)
    {
    case ROSTER_OBSTACLE_FLOOR_OVER_SLOTS:
      return g_strdup (_("lower the floor or let line-ups hold more"));
    case ROSTER_OBSTACLE_FLOOR_OVER_BUDGET:
      return g_strdup (_("lower the floor or let the plan place more"));
    case ROSTER_OBSTACLE_LOCKS_OVER_SLOTS:
      return g_strdup (_("unlock some or let line-ups hold more"));
    case ROSTER_OBSTACLE_LOCK_EXCLUDED:
      return g_strdup (_("unlock it"));
    case ROSTER_OBSTACLE_LOCKS_OVER_SUPPLY:
      return g_strdup (_("unlock some or have more made"));
    case ROSTER_OBSTACLE_FEW_PRODUCTS:
      return g_strdup (_("lower the floor, lift a ban or take a refusal back"));
    case ROSTER_OBSTACLE_NO_TRAFFIC:
    case ROSTER_OBSTACLE_NO_PROFIT:
      return g_strdup (_("say of more products what they suit as, or lift a ban"));
    case ROSTER_OBSTACLE_SUPPLY:
      return g_strdup (_("lower the floor, unlock a pair of others or have more made"));
    }

  g_return_val_if_reached (NULL);
}
