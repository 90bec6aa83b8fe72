/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-rules.h"

/**
 * roster_rules_effective_fans:
 * @followers: how many there are
 * @minors_share: which part of them are minors, in parts per million
 *
 * Fans with buying power: followers × (1 − share of minors), rounded half up (rule 4).
 */
gint64
roster_rules_effective_fans (gint64 followers,
                             gint64 minors_share)
{
  gint64 fans;

  g_return_val_if_fail (followers >= 0, 0);
  g_return_val_if_fail (minors_share >= 0 && minors_share <= ROSTER_RATE_ONE, 0);

  return roster_multiply_divide (followers, ROSTER_RATE_ONE - minors_share, ROSTER_RATE_ONE, &fans) ? fans : 0;
}

/**
 * roster_streamer_effective_fans:
 * @streamer: a Streamer
 *
 * Returns: the streamer's effective fans; while the share of minors is unknown all followers count. -1 where the
 *   followers are unknown.
 */
gint64
roster_streamer_effective_fans (RosterRecord *streamer)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (streamer), -1);

  gint64 followers = roster_record_number (streamer, "followers", -1);

  if (followers < 0)
    return -1;

  return roster_rules_effective_fans (followers, roster_record_number (streamer, "minorsShare", 0));
}

/**
 * roster_streamer_reach_is_damped:
 * @streamer: a Streamer
 *
 * Returns: whether the platform shows the account less on its public page because it is so large (rule 5)
 */
gboolean
roster_streamer_reach_is_damped (RosterRecord *streamer)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (streamer), FALSE);

  return roster_record_number (streamer, "followers", 0) > ROSTER_DAMPED_FROM_FOLLOWERS;
}

/**
 * roster_streamer_is_part_timer:
 * @streamer: a Streamer
 *
 * Returns: whether the income band of rule 3 speaks of this streamer
 */
gboolean
roster_streamer_is_part_timer (RosterRecord *streamer)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (streamer), FALSE);

  return g_strcmp0 (roster_record_text (streamer, "tier"), "part-timer") == 0;
}

/**
 * roster_product_may_be_matched:
 * @product: a Product
 *
 * Returns: whether the safety and the legality check have both passed (rule 10)
 */
gboolean
roster_product_may_be_matched (RosterRecord *product)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (product), FALSE);

  return g_strcmp0 (roster_record_text (product, "safetyCheck"), "passed") == 0 &&
         g_strcmp0 (roster_record_text (product, "legalityCheck"), "passed") == 0;
}
