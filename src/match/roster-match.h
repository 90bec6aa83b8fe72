/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-log.h"
#include "roster-rule-values.h"

G_BEGIN_DECLS

/*
 * Who should sell what: the expected margin of a streamer who sells a product in one session, in li, for every
 * streamer and product.
 *
 * A RosterMatch is made once from the records and never changes, so that it may be read from any thread; it is made
 * anew after an edit. Streamers and products go by their index, which follows the order of their ids: what comes out
 * does not depend on the order in which records came in, and equal scores keep that order.
 *
 * The score is a product of factors. Each is kept as a RosterLog, so the score's logarithm is exactly the sum of
 * theirs. roster-match-learn.h has the formulas.
 */
typedef struct _RosterMatch RosterMatch;

/**
 * RosterFactor:
 * @ROSTER_FACTOR_PACE: units that the streamer sells of an ordinary product in one session
 * @ROSTER_FACTOR_REACH: what fans with buying power add to the pace of a streamer of whom few sales are known; 1 else
 * @ROSTER_FACTOR_READINESS: the coaching result, and whether a red line on a video is open
 * @ROSTER_FACTOR_DEMAND: how the product sells against an ordinary one, among streamers of the vertical
 * @ROSTER_FACTOR_AFFINITY: how it suits what this streamer has sold
 * @ROSTER_FACTOR_PRICE: how its price suits what the streamer's buyers pay; at most 1
 * @ROSTER_FACTOR_DECISION: what earlier refusals say; at most 1
 * @ROSTER_FACTOR_SUPPLY: the share of the expected units that can be delivered; at most 1
 * @ROSTER_FACTOR_RETURNS: the share that is kept by the buyers; at most 1
 * @ROSTER_FACTOR_MARGIN: the unit margin in li
 *
 * What the score is made of. The first seven multiply to the units asked for, the first eight to the units sold.
 */
typedef enum
{
  ROSTER_FACTOR_PACE,
  ROSTER_FACTOR_REACH,
  ROSTER_FACTOR_READINESS,
  ROSTER_FACTOR_DEMAND,
  ROSTER_FACTOR_AFFINITY,
  ROSTER_FACTOR_PRICE,
  ROSTER_FACTOR_DECISION,
  ROSTER_FACTOR_SUPPLY,
  ROSTER_FACTOR_RETURNS,
  ROSTER_FACTOR_MARGIN,
  ROSTER_N_FACTORS,
} RosterFactor;

/**
 * RosterExclusion:
 * @ROSTER_EXCLUSION_NONE: the product may be suggested
 * @ROSTER_EXCLUSION_CHECK_FAILED: the safety or the legality check failed (rule 10)
 * @ROSTER_EXCLUSION_CHECK_PENDING: a check is not done yet (rule 10)
 * @ROSTER_EXCLUSION_NOT_LISTED: a custom product that is still being made
 * @ROSTER_EXCLUSION_NO_SUPPLY: nothing in stock, and nothing can be made within the week
 * @ROSTER_EXCLUSION_FACTORY: the factory no longer works with the company
 * @ROSTER_EXCLUSION_NO_MARGIN: each unit would lose money or earn nothing
 * @ROSTER_EXCLUSION_MARGIN_UNKNOWN: neither unit margin nor price is recorded
 * @ROSTER_EXCLUSION_FOR_ANOTHER: a custom product of another streamer
 * @ROSTER_EXCLUSION_PUT_OFF: somebody said “later”, and the day has not come
 * @ROSTER_EXCLUSION_STREAMER_LEFT: the streamer has left
 *
 * Why a product is never suggested to a streamer.
 */
typedef enum
{
  ROSTER_EXCLUSION_NONE,
  ROSTER_EXCLUSION_CHECK_FAILED,
  ROSTER_EXCLUSION_CHECK_PENDING,
  ROSTER_EXCLUSION_NOT_LISTED,
  ROSTER_EXCLUSION_NO_SUPPLY,
  ROSTER_EXCLUSION_FACTORY,
  ROSTER_EXCLUSION_NO_MARGIN,
  ROSTER_EXCLUSION_MARGIN_UNKNOWN,
  ROSTER_EXCLUSION_FOR_ANOTHER,
  ROSTER_EXCLUSION_PUT_OFF,
  ROSTER_EXCLUSION_STREAMER_LEFT,
} RosterExclusion;

/**
 * RosterRoles:
 *
 * What a product suits as in a line-up (rule 25); one of which nothing is recorded suits as both.
 */
typedef enum
{
  ROSTER_ROLE_TRAFFIC = 1 << 0,
  ROSTER_ROLE_PROFIT  = 1 << 1,
} RosterRoles;

/**
 * RosterMatchSources:
 * @rules: (nullable): the rules in force; their defaults where %NULL
 * @today: the date for which to match, `YYYY-MM-DD`; decisions and sales are judged by their age
 * @streamers: (element-type RosterRecord): whom to match; those whose sales should teach as well
 * @products: (element-type RosterRecord): the catalogue
 * @factories: (element-type RosterRecord) (nullable): who makes it
 * @sales: (element-type RosterRecord) (nullable): what was sold
 * @decisions: (element-type RosterRecord) (nullable): on earlier suggestions
 * @walkthroughs: (element-type RosterRecord) (nullable): coaching results
 * @followups: (element-type RosterRecord) (nullable): what was agreed in coaching
 * @videos: (element-type RosterRecord) (nullable): those with an open red line count; others are passed over
 * @affinities: (element-type RosterRecord) (nullable): what the office learnt from the whole company; where there is
 *   none, the sales at hand teach that too
 *
 * The records that a match is made from, in any order. Records that point to what is not there are passed over.
 */
typedef struct
{
  RosterRuleValues *rules;
  const char *today;
  GPtrArray *streamers;
  GPtrArray *products;
  GPtrArray *factories;
  GPtrArray *sales;
  GPtrArray *decisions;
  GPtrArray *walkthroughs;
  GPtrArray *followups;
  GPtrArray *videos;
  GPtrArray *affinities;
} RosterMatchSources;

/**
 * RosterMatchFilter:
 * @vertical: (nullable): only products of this vertical
 * @factory: (nullable): only products of the factory with this id
 * @roles: only products that suit as one of these; 0 for all
 * @margin_from: only products with at least this unit margin, in li
 * @only_new: only what the streamer has neither sold nor decided on
 *
 * Which suggestions to make. The empty filter (all zero) lets everything pass.
 */
typedef struct
{
  const char *vertical;
  const char *factory;
  RosterRoles roles;
  gint64 margin_from;
  gboolean only_new;
} RosterMatchFilter;

/**
 * RosterSuggestion:
 * @streamer: the streamer's index
 * @product: the product's index
 * @score: the logarithm of the expected margin of one session in li; the sum of @factors
 * @factors: the logarithm of each factor
 */
typedef struct
{
  guint streamer;
  guint product;
  RosterLog score;
  RosterLog factors[ROSTER_N_FACTORS];
} RosterSuggestion;

RosterMatch     *roster_match_new            (const RosterMatchSources *sources);
RosterMatch     *roster_match_ref            (RosterMatch              *self);
void             roster_match_unref          (RosterMatch              *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMatch, roster_match_unref)

guint            roster_match_n_streamers    (RosterMatch              *self);
guint            roster_match_n_products     (RosterMatch              *self);
RosterRecord    *roster_match_streamer       (RosterMatch              *self,
                                              guint                     streamer);
RosterRecord    *roster_match_product        (RosterMatch              *self,
                                              guint                     product);
GPtrArray       *roster_match_factories      (RosterMatch              *self);
gboolean         roster_match_is_accepted    (RosterMatch              *self,
                                              guint                     streamer,
                                              guint                     product);
gboolean         roster_match_find_streamer  (RosterMatch              *self,
                                              const char               *id,
                                              guint                    *streamer);
gboolean         roster_match_find_product   (RosterMatch              *self,
                                              const char               *id,
                                              guint                    *product);

GArray          *roster_match_for_streamer   (RosterMatch              *self,
                                              guint                     streamer,
                                              const RosterMatchFilter  *filter,
                                              guint                     limit);
GArray          *roster_match_for_product    (RosterMatch              *self,
                                              guint                     product,
                                              const RosterMatchFilter  *filter,
                                              guint                     limit);
GArray          *roster_match_for_everybody  (RosterMatch              *self,
                                              const RosterMatchFilter  *filter,
                                              guint                     limit);

RosterExclusion  roster_match_exclusion      (RosterMatch              *self,
                                              guint                     streamer,
                                              guint                     product);
RosterExclusion  roster_match_product_exclusion (RosterMatch           *self,
                                              guint                     product);
void             roster_match_pair           (RosterMatch              *self,
                                              guint                     streamer,
                                              guint                     product,
                                              RosterSuggestion         *suggestion);
GPtrArray       *roster_match_learned        (RosterMatch              *self,
                                              const char               *account);
gint64           roster_suggestion_margin    (const RosterSuggestion   *suggestion);
double           roster_suggestion_units     (const RosterSuggestion   *suggestion);

const char      *roster_factor_nick          (RosterFactor              factor);
const char      *roster_exclusion_nick       (RosterExclusion           exclusion);

G_END_DECLS
