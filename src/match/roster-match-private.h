/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <math.h>

#include "roster-match.h"
#include "roster-rule-values.h"

G_BEGIN_DECLS

/** A price or a band's end that is not known: beyond everything, so that nothing is outside. */
#define ROSTER_LOG_UNBOUNDED (1 << 29)

/** The score of what is excluded: below every other. */
#define ROSTER_LOG_NEVER G_MININT32

/** What a vertical or category without a name counts as. */
#define ROSTER_MATCH_NO_GROUP 0

/** The tiers, and none. */
#define ROSTER_MATCH_N_TIERS 5

/*
 * Weights of the model that no person decides by; ./dev bench match measures what they are worth. What people may want
 * to change stands in the rules.
 */

/** The evidence after which a streamer's own choice of categories counts as much as the vertical's. */
#define ROSTER_MATCH_PRIOR_EVIDENCE 30.0

/** The evidence after which a vertical's choice of categories counts as much as everybody's. */
#define ROSTER_MATCH_PRIOR_OF_VERTICAL 300.0

/** The power to which shares of categories are raised: who chooses a category rarely sells it less rarely. */
#define ROSTER_MATCH_CHOICE_POWER 0.4

/** How many doublings a price costs at most: a price alone rules nothing out. */
#define ROSTER_MATCH_PRICE_FLOOR 3

/** What offering a product counts against having sold it. */
#define ROSTER_MATCH_OFFERED 0.15

/** What a streamer's usual pace counts against the sales of a product itself: as so many units and sessions more. */
#define ROSTER_MATCH_OWN_SHAPE 1.0
#define ROSTER_MATCH_OWN_SESSIONS 2.0

/** How many streamers must sell two products for their similarity to count half. */
#define ROSTER_MATCH_PRIOR_STREAMERS 3

/** How much more a product is expected to sell that always sells together with what was sold. */
#define ROSTER_MATCH_TOGETHER_WEIGHT 6.0

/** The power to which the number of streamers is raised who sell a product, and how many count as nothing. */
#define ROSTER_MATCH_ADOPTION_POWER 0.8
#define ROSTER_MATCH_PRIOR_ADOPTION 1.0

/** The power to which the units are raised that are sold of a product in the whole company. */
#define ROSTER_MATCH_POPULARITY_POWER 0.1

/* What a streamer sold of a product, all its periods together. */
typedef struct
{
  guint streamer;
  guint product;
  /* units and sessions, weighted by age, in 1/1024 */
  gint64 weighted_units;
  gint64 weighted_sessions;
  gint64 units;
  gint64 amount;
  gint64 sessions;
  /* units a week of the periods that ended in the last four weeks, in 1/1000 */
  gint64 weekly_units;
  /* days of the first and the last period, as Julian days */
  guint32 first_day;
  guint32 last_day;
} RosterSold;

/* What a sale says about the streamer's choice. Large sales must not drown small ones, and a product that was offered
   and not sold was still chosen. */
static inline double
roster_match_evidence (const RosterSold *sold)
{
  return ROSTER_MATCH_OFFERED + log2 (1.0 + sold->units);
}

/* A decision that still counts. */
typedef struct
{
  guint streamer;
  guint product;
  RosterRecord *record;
  /* what a refusal says of the product, and of others of its category: of all, or only of what is as dear */
  RosterLog log;
  RosterLog alike;
  gboolean only_dearer;
  guint32 day;
  gboolean put_off;
  gboolean refused;
} RosterDecided;

/* A product that sells together with another. */
typedef struct
{
  guint product;
  float similarity;
} RosterNeighbour;

/* Names that records use for a vertical or a category, numbered in their order; number 0 is no name. */
typedef struct
{
  GPtrArray *names;
  GHashTable *numbers;
} RosterNames;

/* What is known of the company; see roster-match-table.h. */
typedef struct _RosterMatchTable RosterMatchTable;

struct _RosterMatch
{
  gatomicrefcount ref_count;
  guint32 today;
  RosterRuleValues *rules;
  /* sixteenths of a doubling that a doubling outside the band costs */
  gint32 price_above;
  gint32 price_below;

  guint n_streamers;
  guint n_products;
  /* ordered by id */
  GPtrArray *streamers;
  GPtrArray *products;
  GPtrArray *factories;
  GHashTable *streamer_numbers;
  GHashTable *product_numbers;
  /* FollowUp, Walkthrough and Video records that explain a streamer's readiness, or NULL */
  GPtrArray *walkthroughs;
  GPtrArray *followups;
  GPtrArray *red_videos;

  RosterNames verticals;
  RosterNames categories;

  /* one for each product */
  guint32 *product_vertical;
  guint32 *product_category;
  guint8 *product_roles;
  guint8 *product_exclusion;
  /* the index of the streamer for whom it was made, or G_MAXUINT32 for everybody, or G_MAXUINT32 - 1 for nobody here */
  guint32 *product_owner;
  gint64 *product_margin;
  gboolean *product_margin_guessed;
  double *product_available;
  RosterLog *price_low;
  RosterLog *price_high;
  RosterLog *demand;
  /* units in 28 days, in the whole company where the catalogue says so */
  gint64 *popularity;
  RosterLog *supply;
  RosterLog *returns;
  RosterLog *margin;
  /* returns and margin together */
  RosterLog *earned;
  /* 0, or -1 for what is excluded for everybody but a custom product's own streamer */
  gint32 *blocked;
  /* the products with an owner */
  GArray *custom;
  /* the factory of each product by its number, or G_MAXUINT32; and what each can make a day, -1 where unknown */
  guint32 *product_factory;
  double *factory_capacity;
  guint n_factories;
  /* by category, then product */
  guint *in_category;
  guint *in_category_from;

  /* one for each streamer */
  guint32 *streamer_vertical;
  guint32 *streamer_tier;
  guint8 *streamer_exclusion;
  RosterLog *band_low;
  RosterLog *band_high;
  /* the same in li; 0 where unknown */
  gint64 (*band_li)[2];
  gboolean *band_is_recorded;
  RosterLog *pace;
  RosterLog *reach;
  RosterLog *readiness;
  /* the prior's share in the pace, from 0 to 1 */
  double *thinness;

  /* by streamer, then product; streamer s has sold[sold_from[s]] to sold[sold_from[s + 1] - 1] */
  GArray *sold;
  guint *sold_from;
  /* the same for decisions; several on one product have one entry */
  GArray *decided;
  guint *decided_from;

  /* the logarithm of the lift of each category in each vertical: verticals × categories */
  RosterLog *lift;
  double *share;

  RosterMatchTable *table;

  /* by product, then neighbour */
  RosterNeighbour *neighbours;
  guint *neighbours_from;

  /* what an ordinary pace and an ordinary margin are, to say what moved a score */
  RosterLog ordinary_pace;
  RosterLog ordinary_demand;
  RosterLog ordinary_margin;
  /* the middle of the reachable fans of each tier; 0 where unknown */
  double usual_fans[ROSTER_MATCH_N_TIERS];
};

/* The value of a rule in force. */
static inline double
roster_match_rule (RosterMatch  *self,
                   RosterRuleId  id)
{
  return roster_rule_values_get (self->rules, id);
}

/* A share that a rule sets. */
static inline double
roster_match_rule_share (RosterMatch  *self,
                         RosterRuleId  id)
{
  return roster_match_rule (self, id) / ROSTER_RATE_ONE;
}

/* What an open red line leaves of the pace. */
static inline RosterLog
roster_match_red_line (RosterMatch *self)
{
  return roster_log (roster_match_rule_share (self, ROSTER_RULE_MATCH_RED_LINE));
}

/* Between the parts */
void     roster_match_read_products   (RosterMatch              *self,
                                       const RosterMatchSources *sources);
void     roster_match_read_streamers  (RosterMatch              *self,
                                       const RosterMatchSources *sources);
void     roster_match_read_sales      (RosterMatch              *self,
                                       GPtrArray                *sales);
void     roster_match_read_decisions  (RosterMatch              *self,
                                       GPtrArray                *decisions);

guint32  roster_match_day             (const char               *date);
guint32  roster_match_day_of_instant  (gint64                    instant);
guint    roster_names_number          (RosterNames              *self,
                                       const char               *name);

const RosterSold    *roster_match_find_sold    (RosterMatch     *self,
                                                guint            streamer,
                                                guint            product);
const RosterDecided *roster_match_find_decided (RosterMatch     *self,
                                                guint            streamer,
                                                guint            product);
float                roster_match_similarity   (RosterMatch     *self,
                                                guint            product,
                                                guint            other);
RosterLog            roster_match_expected     (RosterMatch     *self,
                                                guint            streamer,
                                                guint            product);
RosterLog            roster_match_refusal      (RosterMatch     *self,
                                                const RosterDecided *decided,
                                                guint            product);

/**
 * roster_match_price_fit:
 *
 * How a price suits what the buyers pay: 1 inside the band, and outside it a bell curve of the logarithm of the
 * distance to the band's end, so that the same proportion costs the same at every price. It has a floor.
 * The costs are at most 64 sixteenths of a doubling.
 */
static inline RosterLog
roster_match_price_fit (gint32    cost_above,
                        gint32    cost_below,
                        RosterLog band_low,
                        RosterLog band_high,
                        RosterLog price_low,
                        RosterLog price_high)
{
  /* Ten bits after the point, at most eight doublings, so that the squares fit. */
  const gint32 most = 8 << 10;
  gint32 above = MIN (MAX (price_low - band_high, 0) >> 10, most);
  gint32 below = MIN (MAX (band_low - price_high, 0) >> 10, most);
  gint32 cost = (above * above >> 4) * cost_above + (below * below >> 4) * cost_below;

  return MAX (-cost, -ROSTER_MATCH_PRICE_FLOOR * ROSTER_LOG_ONE);
}

G_END_DECLS
