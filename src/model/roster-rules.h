/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-money.h"
#include "roster-record.h"

G_BEGIN_DECLS

/**
 * RosterRuleTopic:
 *
 * What a rule is about; the rules are shown by topic, in this order.
 */
typedef enum
{
  ROSTER_RULE_TOPIC_BOOK,
  ROSTER_RULE_TOPIC_CONTACT,
  ROSTER_RULE_TOPIC_INCOME,
  ROSTER_RULE_TOPIC_REACH,
  ROSTER_RULE_TOPIC_SETTLEMENT,
  ROSTER_RULE_TOPIC_RESEARCH,
  ROSTER_RULE_TOPIC_MATCHING,
  ROSTER_RULE_TOPIC_FAIRNESS,
  ROSTER_RULE_TOPIC_HEAT,
  ROSTER_RULE_TOPIC_MEASURES,
  ROSTER_RULE_TOPIC_VIDEO,
  ROSTER_RULE_TOPIC_LIVE,
  ROSTER_RULE_TOPIC_COACHING,
  ROSTER_RULE_TOPIC_REMINDERS,
  ROSTER_RULE_TOPIC_PROMOTION,
  ROSTER_RULE_TOPIC_PHOTOS,
  ROSTER_RULE_TOPIC_HISTORY,
} RosterRuleTopic;

/** How many topics there are. */
#define ROSTER_N_RULE_TOPICS (ROSTER_RULE_TOPIC_HISTORY + 1)

/**
 * RosterRuleId:
 *
 * Every number in the rules of the business. What it means, its unit and its default stand in #roster_rules; which
 * value is in force, the office's or the default, is told by #RosterRuleValues.
 */
typedef enum
{
  ROSTER_RULE_BOOK_NORM,

  ROSTER_RULE_CONTACT_DAYS_HEAVY_SELLER,
  ROSTER_RULE_CONTACT_DAYS_PART_TIMER,
  ROSTER_RULE_CONTACT_DAYS_SMALL_SELLER,
  ROSTER_RULE_CONTACT_DAYS_NEWCOMER,

  ROSTER_RULE_PART_TIMER_BAND_LOW,
  ROSTER_RULE_PART_TIMER_BAND_HIGH,

  ROSTER_RULE_DAMPED_FROM_FOLLOWERS,
  ROSTER_RULE_DAMPING_STRENGTH,

  ROSTER_RULE_SETTLEMENT_DAYS_LOW,
  ROSTER_RULE_SETTLEMENT_DAYS_HIGH,
  ROSTER_RULE_AGEING_DAYS_LOW,
  ROSTER_RULE_AGEING_DAYS_HIGH,

  ROSTER_RULE_RESEARCH_POOL_FACTORIES,
  ROSTER_RULE_RESEARCH_POOL_CONTRIBUTION,

  ROSTER_RULE_MATCH_HALF_LIFE,
  ROSTER_RULE_MATCH_PRIOR_SESSIONS,
  ROSTER_RULE_MATCH_PRIOR_UNITS,
  ROSTER_RULE_MATCH_FANS,
  ROSTER_RULE_MATCH_PRICE_ABOVE,
  ROSTER_RULE_MATCH_PRICE_BELOW,
  ROSTER_RULE_MATCH_UNREADY,
  ROSTER_RULE_MATCH_RED_LINE,
  ROSTER_RULE_MATCH_REFUSAL_DAYS,
  ROSTER_RULE_MATCH_LATER_DAYS,
  ROSTER_RULE_MATCH_SUPPLY_DAYS,

  ROSTER_RULE_EXPOSURE_FLOOR,
  ROSTER_RULE_LINE_UP_SLOTS,
  ROSTER_RULE_PLACED_A_WEEK,

  ROSTER_RULE_HEAT_PASSES,
  ROSTER_RULE_HEAT_EXCELLENT,
  ROSTER_RULE_HEAT_HIT,

  ROSTER_RULE_COMPLETION_EXCELLENT,
  ROSTER_RULE_PLAYS_PER_LIKE_EXCELLENT,
  ROSTER_RULE_JUDGED_FROM_PLAYS,

  ROSTER_RULE_VIDEO_LENGTH_SHORTEST,
  ROSTER_RULE_VIDEO_LENGTH_LONGEST,
  ROSTER_RULE_VIDEO_LENGTH_IDEAL,

  ROSTER_RULE_LIVE_FROM_FANS,
  ROSTER_RULE_FIRST_PHASE_DAYS,
  ROSTER_RULE_WEEKLY_LIVE_MINUTES,
  ROSTER_RULE_WEEKLY_LIVE_SESSIONS,
  ROSTER_RULE_LIVE_SESSION_MINUTES,

  ROSTER_RULE_COACHING_POOR_BELOW,
  ROSTER_RULE_COACHING_GOOD_FROM,
  ROSTER_RULE_COACHING_REPEAT_DAYS,
  ROSTER_RULE_FOLLOW_UP_DAYS,
  ROSTER_RULE_YELLOW_CAP,
  ROSTER_RULE_RED_CAP,

  ROSTER_RULE_REMIND_LINE_UP_OPEN,
  ROSTER_RULE_REMIND_BEFORE_START,
  ROSTER_RULE_REMIND_AT_START,
  ROSTER_RULE_REMIND_NOT_STARTED,
  ROSTER_RULE_REMIND_RESULTS,

  ROSTER_RULE_CLAIM_DAYS,
  ROSTER_RULE_AREA_DONE,
  ROSTER_RULE_CAMPAIGN_DAYS_LOW,
  ROSTER_RULE_CAMPAIGN_DAYS_HIGH,

  ROSTER_RULE_PHOTO_SIDE,
  ROSTER_RULE_PHOTO_CACHE_MEGABYTES,
  ROSTER_RULE_PHOTO_QUOTA_MEGABYTES,
  ROSTER_RULE_PHOTO_PURGE_DAYS,

  ROSTER_RULE_HISTORY_DAYS,
  ROSTER_RULE_HISTORY_MEGABYTES,
} RosterRuleId;

/** How many rules there are. */
#define ROSTER_N_RULES (ROSTER_RULE_HISTORY_MEGABYTES + 1)

/**
 * RosterRule:
 * @name: its name on the wire and on the command line, for example `bookNorm`
 * @number: which rule of the domain's list it belongs to; 0 where it is about the program itself
 * @topic: what it is about
 * @kind: integer, money (li) or rate (parts per million)
 * @decimals: of an integer: its value counts in units divided by ten to the power of this
 * @unit: (nullable): of an integer, marked for translation
 * @minimum: the least that the office may set
 * @maximum: the most
 * @fallback: what holds until the office sets another
 * @not_below: (nullable): the name of the rule whose value this one may not be under
 * @label: what a person reads, marked for translation
 *
 * One number of the rules of the business.
 */
typedef struct
{
  const char *name;
  guint number;
  RosterRuleTopic topic;
  RosterKind kind;
  guint decimals;
  const char *unit;
  gint64 minimum;
  gint64 maximum;
  gint64 fallback;
  const char *not_below;
  const char *label;
} RosterRule;

/** All of them, in the order of #RosterRuleId. */
extern const RosterRule roster_rules[ROSTER_N_RULES];

/** The values in force; see roster-rule-values.h. */
typedef struct _RosterRuleValues RosterRuleValues;

gboolean    roster_rule_find               (const char         *name,
                                            RosterRuleId       *id);
gboolean    roster_rule_check              (RosterRecord       *record,
                                            GError            **error);
const char *roster_rule_label              (RosterRuleId        id);
char       *roster_rule_value_to_text      (RosterRuleId        id,
                                            gint64              value);
gboolean    roster_rule_value_from_text    (RosterRuleId        id,
                                            const char         *text,
                                            gint64             *value,
                                            GError            **error);
const char *roster_rule_topic_title        (RosterRuleTopic     topic);
const char *roster_rule_topic_words        (RosterRuleTopic     topic);

gint64      roster_rules_effective_fans    (gint64              followers,
                                            gint64              minors_share);
gint64      roster_streamer_effective_fans (RosterRecord       *streamer);
gboolean    roster_streamer_reach_is_damped (RosterRecord      *streamer,
                                            RosterRuleValues   *rules);
gboolean    roster_streamer_is_part_timer  (RosterRecord       *streamer);
gboolean    roster_product_may_be_matched  (RosterRecord       *product);
gboolean    roster_video_is_open_red_line  (RosterRecord       *video);

G_END_DECLS
