/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coaching-rules.h"

static const char *const shop_words[] = { "旗舰店", "门店", NULL };

/**
 * roster_coaching_rules_init:
 * @rules: (out caller-allocates): what coaching judges by
 * @values: the values in force
 */
void
roster_coaching_rules_init (RosterCoachingRules *rules,
                            RosterRuleValues    *values)
{
  g_return_if_fail (rules != NULL);
  g_return_if_fail (values != NULL);

  *rules = (RosterCoachingRules){
    .shop_words = shop_words,
    .thanks = "感谢快手",
    .heat_pass = roster_rule_values_get (values, ROSTER_RULE_HEAT_PASSES),
    .heat_excellent = roster_rule_values_get (values, ROSTER_RULE_HEAT_EXCELLENT),
    .heat_hit = roster_rule_values_get (values, ROSTER_RULE_HEAT_HIT),
    .completion_rate = roster_rule_values_get (values, ROSTER_RULE_COMPLETION_EXCELLENT),
    .plays_per_like = roster_rule_values_get (values, ROSTER_RULE_PLAYS_PER_LIKE_EXCELLENT),
    .judged_plays = roster_rule_values_get (values, ROSTER_RULE_JUDGED_FROM_PLAYS),
    .video_shortest = roster_rule_values_get (values, ROSTER_RULE_VIDEO_LENGTH_SHORTEST),
    .video_longest = roster_rule_values_get (values, ROSTER_RULE_VIDEO_LENGTH_LONGEST),
    .video_ideal = roster_rule_values_get (values, ROSTER_RULE_VIDEO_LENGTH_IDEAL),
    .first_live_fans = roster_rule_values_get (values, ROSTER_RULE_LIVE_FROM_FANS),
    .first_phase_days = roster_rule_values_get (values, ROSTER_RULE_FIRST_PHASE_DAYS),
    .week_live_minutes = roster_rule_values_get (values, ROSTER_RULE_WEEKLY_LIVE_MINUTES),
    .red_cap = roster_rule_values_get (values, ROSTER_RULE_RED_CAP),
    .yellow_cap = roster_rule_values_get (values, ROSTER_RULE_YELLOW_CAP),
    .poor_below = roster_rule_values_get (values, ROSTER_RULE_COACHING_POOR_BELOW),
    .good_from = roster_rule_values_get (values, ROSTER_RULE_COACHING_GOOD_FROM),
    .repeat_days = roster_rule_values_get (values, ROSTER_RULE_COACHING_REPEAT_DAYS),
    .follow_up_days = roster_rule_values_get (values, ROSTER_RULE_FOLLOW_UP_DAYS),
  };
}
