/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-match.h"

G_BEGIN_DECLS

/**
 * RosterGround:
 * @ROSTER_GROUND_NONE: nothing to say
 * @ROSTER_GROUND_PACE_OWN: @amount units in @sessions sessions, from @from to @to, of all products
 * @ROSTER_GROUND_PACE_GROUP: no own sales; streamers of the same tier and vertical stand in, who sell @amount a session
 * @ROSTER_GROUND_FANS: @amount effective fans; @limit is usual in the tier
 * @ROSTER_GROUND_FANS_DAMPED: @amount followers, above @limit, so that the platform lowers the reach (rule 5)
 * @ROSTER_GROUND_COACHING: the walk-through of @to had the result @rate; @followup is what is open
 * @ROSTER_GROUND_RED_LINE: a person confirmed a red line on @video, which is still open; where @rate is 0 or more, the
 *   walk-through of @to had that result
 * @ROSTER_GROUND_DEMAND_VERTICAL: streamers of the vertical @name sell this category @times as often as others do
 * @ROSTER_GROUND_DEMAND_POPULAR: @amount units in 28 days in the whole company; @people streamers sell it
 * @ROSTER_GROUND_DEMAND_UNKNOWN: nobody has sold it yet
 * @ROSTER_GROUND_SOLD: the streamer sold @amount of it in @sessions sessions until @to
 * @ROSTER_GROUND_CATEGORY: the streamer sold @amount of the category @name in @sessions sessions until @to
 * @ROSTER_GROUND_CATEGORY_NEVER: the streamer has not sold the category @name in @sessions sessions until @to
 * @ROSTER_GROUND_TOGETHER: it sells together with @other, of which the streamer sold @amount until @to
 * @ROSTER_GROUND_CUSTOM: it was made for the streamer
 * @ROSTER_GROUND_PRICE_INSIDE: the buyers pay from @low to @high, this costs @amount
 * @ROSTER_GROUND_PRICE_ABOVE: the same, too expensive
 * @ROSTER_GROUND_PRICE_BELOW: the same, cheaper than usual
 * @ROSTER_GROUND_REFUSED: it was refused on @to; @decision says why
 * @ROSTER_GROUND_REFUSED_LIKE: @other, which is like it, was refused on @to
 * @ROSTER_GROUND_SUPPLY_SHORT: only @amount units can be delivered within the week
 * @ROSTER_GROUND_SUPPLY_ENOUGH: @amount units can be delivered within the week
 * @ROSTER_GROUND_RETURNS: the share @rate comes back
 * @ROSTER_GROUND_MARGIN: each unit earns @amount; @limit is the middle of the catalogue
 * @ROSTER_GROUND_MARGIN_GUESSED: the same, reckoned from the commission or the catalogue's usual share of the price
 *
 * What a factor rests on. Only the members of #RosterEvidence that are named here are set.
 */
typedef enum
{
  ROSTER_GROUND_NONE,
  ROSTER_GROUND_PACE_OWN,
  ROSTER_GROUND_PACE_GROUP,
  ROSTER_GROUND_FANS,
  ROSTER_GROUND_FANS_DAMPED,
  ROSTER_GROUND_COACHING,
  ROSTER_GROUND_RED_LINE,
  ROSTER_GROUND_DEMAND_VERTICAL,
  ROSTER_GROUND_DEMAND_POPULAR,
  ROSTER_GROUND_DEMAND_UNKNOWN,
  ROSTER_GROUND_SOLD,
  ROSTER_GROUND_CATEGORY,
  ROSTER_GROUND_CATEGORY_NEVER,
  ROSTER_GROUND_TOGETHER,
  ROSTER_GROUND_CUSTOM,
  ROSTER_GROUND_PRICE_INSIDE,
  ROSTER_GROUND_PRICE_ABOVE,
  ROSTER_GROUND_PRICE_BELOW,
  ROSTER_GROUND_REFUSED,
  ROSTER_GROUND_REFUSED_LIKE,
  ROSTER_GROUND_SUPPLY_SHORT,
  ROSTER_GROUND_SUPPLY_ENOUGH,
  ROSTER_GROUND_RETURNS,
  ROSTER_GROUND_MARGIN,
  ROSTER_GROUND_MARGIN_GUESSED,
} RosterGround;

/**
 * RosterEvidence:
 * @factor: the factor
 * @log: its logarithm
 * @moved: by how much it moved the score against an ordinary streamer and product; where the streamer sold the product
 *   itself, that says it all, and demand and price moved nothing
 * @ground: what it rests on
 * @amount: units, people or li, see #RosterGround
 * @sessions: how many sessions
 * @low: li
 * @high: li
 * @people: how many streamers
 * @limit: people or li, see #RosterGround
 * @rate: parts per million
 * @times: a plain factor
 * @from: a Julian day, 0 for none
 * @to: a Julian day, 0 for none
 * @name: (nullable): of a vertical or a category
 * @other: (nullable): another product
 * @followup: (nullable): an open FollowUp
 * @video: (nullable): a Video
 * @decision: (nullable): a Decision
 *
 * One factor with what it rests on; put into words by roster_match_words(). The pointers live as long as the match.
 */
typedef struct
{
  RosterFactor factor;
  RosterLog log;
  RosterLog moved;
  RosterGround ground;
  gint64 amount;
  gint64 sessions;
  gint64 people;
  gint64 low;
  gint64 high;
  gint64 limit;
  gint64 rate;
  double times;
  guint32 from;
  guint32 to;
  const char *name;
  RosterRecord *other;
  RosterRecord *followup;
  RosterRecord *video;
  RosterRecord *decision;
} RosterEvidence;

/**
 * RosterConfidence:
 * @ROSTER_CONFIDENCE_LOW: mostly from the group: the streamer has hardly sold anything yet
 * @ROSTER_CONFIDENCE_MEDIUM: from the streamer's own sales, but not of this category
 * @ROSTER_CONFIDENCE_HIGH: from the streamer's own sales of this category
 *
 * How thin the data is.
 */
typedef enum
{
  ROSTER_CONFIDENCE_LOW,
  ROSTER_CONFIDENCE_MEDIUM,
  ROSTER_CONFIDENCE_HIGH,
} RosterConfidence;

/**
 * RosterBetter:
 * @ROSTER_BETTER_NONE: nothing
 * @ROSTER_BETTER_COACHING: clear the open follow-up of the evidence
 * @ROSTER_BETTER_RED_LINE: take down or change @video, and clear its flag
 * @ROSTER_BETTER_SUPPLY: have more made or wait for it
 * @ROSTER_BETTER_PRICE: bring the price down to @amount
 * @ROSTER_BETTER_SAMPLE: get the sample for want of which it was refused
 * @ROSTER_BETTER_MARGIN: record the unit margin, which is reckoned so far
 *
 * What would make a suggestion better.
 */
typedef enum
{
  ROSTER_BETTER_NONE,
  ROSTER_BETTER_COACHING,
  ROSTER_BETTER_RED_LINE,
  ROSTER_BETTER_SUPPLY,
  ROSTER_BETTER_PRICE,
  ROSTER_BETTER_SAMPLE,
  ROSTER_BETTER_MARGIN,
} RosterBetter;

/**
 * RosterImprovement:
 * @better: what to do
 * @gain: by how much the expected margin of a session would grow, in li
 * @amount: li for a price; units that are short for supply
 * @ready: the Julian day on which it is there where it is ordered today; 0 where unknown
 * @followup: (nullable): the FollowUp to clear
 * @video: (nullable): the Video whose red line to clear
 */
typedef struct
{
  RosterBetter better;
  gint64 gain;
  gint64 amount;
  guint32 ready;
  RosterRecord *followup;
  RosterRecord *video;
} RosterImprovement;

/** How many factors an explanation names at most. */
#define ROSTER_EXPLANATION_TOP 3

/**
 * RosterExplanation:
 * @evidence: every factor, in their order
 * @top: the factors that moved the score most, most first
 * @n_top: how many; factors that moved it by less than a tenth are left out, unless there is no other
 * @confidence: how thin the data is
 * @improvement: the one thing that would help most
 *
 * Why a suggestion has the place it has.
 */
typedef struct
{
  RosterEvidence evidence[ROSTER_N_FACTORS];
  RosterFactor top[ROSTER_EXPLANATION_TOP];
  guint n_top;
  RosterConfidence confidence;
  RosterImprovement improvement;
} RosterExplanation;

void        roster_match_explain    (RosterMatch            *self,
                                     const RosterSuggestion *suggestion,
                                     RosterExplanation      *explanation);
guint       roster_explanation_choose (const RosterExplanation *self,
                                       guint                    factors,
                                       RosterFactor            *top);

const char *roster_confidence_nick  (RosterConfidence        confidence);

G_END_DECLS
