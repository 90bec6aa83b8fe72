/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-rule-values.h"

G_BEGIN_DECLS

/**
 * RosterCoachingRules:
 * @shop_words: words that an account's name must not hold, ended by %NULL (rule 17)
 * @thanks: what a bio has to say (rule 19)
 * @heat_pass: heat from which a video passes… (rule 12)
 * @heat_excellent: …is excellent…
 * @heat_hit: …is a hit
 * @completion_rate: from which a video is excellent, in parts per million (rule 13)
 * @plays_per_like: up to which a video is excellent (rule 13)
 * @judged_plays: a video with fewer plays is not judged (rule 14)
 * @video_shortest: milliseconds (rule 15)
 * @video_longest: milliseconds (rule 15)
 * @video_ideal: milliseconds (rule 15)
 * @first_live_fans: fans from which a streamer goes live (rule 23)
 * @first_phase_days: days after joining in which the weekly hours are owed (rule 24)
 * @week_live_minutes: minutes of live sessions that a streamer owes a week in the first phase (rule 24)
 * @red_cap: the most that a walk-through with a failed red item can reach, in parts per million (rule 26)
 * @yellow_cap: the same with a failed yellow item (rule 26)
 * @poor_below: a result below this is poor: the streamer is due again, in parts per million
 * @good_from: a result from this on is good, in parts per million
 * @repeat_days: after so many days a streamer is due again, however good the result was
 * @follow_up_days: days until a follow-up is due whose item says nothing about it
 *
 * What coaching judges by, with the numbers in force; the functions of this library take it as an argument and know
 * none themselves.
 */
typedef struct
{
  const char *const *shop_words;
  const char *thanks;
  gint64 heat_pass;
  gint64 heat_excellent;
  gint64 heat_hit;
  gint64 completion_rate;
  gint64 plays_per_like;
  gint64 judged_plays;
  gint64 video_shortest;
  gint64 video_longest;
  gint64 video_ideal;
  gint64 first_live_fans;
  gint64 first_phase_days;
  gint64 week_live_minutes;
  gint64 red_cap;
  gint64 yellow_cap;
  gint64 poor_below;
  gint64 good_from;
  gint64 repeat_days;
  gint64 follow_up_days;
} RosterCoachingRules;

void roster_coaching_rules_init (RosterCoachingRules  *rules,
                                 RosterRuleValues     *values);

G_END_DECLS
