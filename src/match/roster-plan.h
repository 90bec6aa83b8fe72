/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-match.h"

G_BEGIN_DECLS

/*
 * A week's plan: which products go into whose line-ups, so that the total expected margin is the largest possible.
 *
 *   maximise    Σ margin(s,p)·x(s,p)                     x(s,p) = 1 where streamer s sells product p in this week
 *   subject to  Σ_p x(s,p) ≤ slots                       what a line-up holds
 *               Σ_p x(s,p) ≥ floor                       everybody gets something (rule 11)
 *               Σ_s Σ_p x(s,p) ≤ budget                  what a salesperson can negotiate, explain and place in a week
 *               Σ_traffic x(s,p) ≥ 1, Σ_profit x(s,p) ≥ 1, Σ_p x(s,p) ≥ 2      both roles, by two products (rule 25)
 *               Σ_s units(s,p)·x(s,p) ≤ stock(p) + capacity(p) in the week     supply of a product
 *               Σ_p made(p) ≤ capacity(f) in the week    supply of a factory, made(p) being what stock does not cover
 *
 * A floor of 0 lets a streamer go empty; then the roles bind only those who get anything. margin(s,p) is that of a
 * session, as matching reckons it, times the sessions of the week. What matching excludes is never planned.
 *
 * It is a generalised assignment problem (Martello and Toth, Knapsack Problems, 1990, chapter 7), solved to proven
 * optimality: first what cannot be in a best plan is left out (roster-plan-problem.c), then GLPK solves the linear
 * relaxation, whose value bounds every plan, and closes the gap by branch and cut from plans that were rounded by hand
 * (roster-plan-rounding.c).
 */

/**
 * RosterPlanPin:
 * @streamer: a streamer's index
 * @product: a product's index
 * @locked: %TRUE where the pair must be in the plan, %FALSE where it must not
 *
 * What a person wants of a single pair.
 */
typedef struct
{
  guint streamer;
  guint product;
  gboolean locked;
} RosterPlanPin;

/**
 * RosterPlanRequest:
 * @streamers: (nullable) (array length=n_streamers): whom to plan for, as indices; everybody who has not left where
 *   %NULL
 * @n_streamers: how many
 * @sessions: (nullable) (array length=n_streamers): how many sessions each of them holds in the week; where %NULL, or 0
 *   for one, as many as in the last weeks, or the rule's number
 * @slots: how many products a line-up holds; 0 for the rule's number
 * @budget: how many products all of them get together; 0 for the rule's number for each streamer
 * @floor: how many products everybody gets at least; negative for the rule's number
 * @pins: (nullable) (array length=n_pins): single pairs to lock or ban
 * @n_pins: how many
 * @seconds: when to stop proving; 0 for no limit
 * @cancellable: (nullable): stops planning; what was found until then is the plan
 *
 * What to plan. All zero but the floor is a good start.
 */
typedef struct
{
  const guint *streamers;
  guint n_streamers;
  const guint *sessions;
  guint slots;
  guint budget;
  int floor;
  const RosterPlanPin *pins;
  guint n_pins;
  double seconds;
  GCancellable *cancellable;
} RosterPlanRequest;

/**
 * RosterPlanState:
 * @ROSTER_PLAN_OPTIMAL: no plan earns more, and that is proven
 * @ROSTER_PLAN_FEASIBLE: a sound plan; time ran out or somebody stopped it before it was proven best, see the
 *   bound
 * @ROSTER_PLAN_INFEASIBLE: the demands contradict each other; the obstacles say how, and the plan is the one that
 *   breaks them least
 * @ROSTER_PLAN_UNSOLVED: time ran out before a sound plan was found; whether there is one is not known
 */
typedef enum
{
  ROSTER_PLAN_OPTIMAL,
  ROSTER_PLAN_FEASIBLE,
  ROSTER_PLAN_INFEASIBLE,
  ROSTER_PLAN_UNSOLVED,
} RosterPlanState;

/**
 * RosterPlanItem:
 * @suggestion: the pair with its factors, for one session
 * @role: what it is in the line-up: one of the two
 * @sessions: how many sessions the streamer holds in the week
 * @units: units in the week
 * @margin: the expected margin of the week in li
 * @locked: whether a person locked it
 */
typedef struct
{
  RosterSuggestion suggestion;
  RosterRoles role;
  guint sessions;
  gint64 units;
  gint64 margin;
  gboolean locked;
} RosterPlanItem;

/**
 * RosterObstacleKind:
 * @ROSTER_OBSTACLE_FLOOR_OVER_SLOTS: the floor @needed is greater than the slots @available
 * @ROSTER_OBSTACLE_FLOOR_OVER_BUDGET: floor and locks need @needed products, and the budget is @available
 * @ROSTER_OBSTACLE_LOCKS_OVER_SLOTS: the streamer has more locked products than slots
 * @ROSTER_OBSTACLE_LOCK_EXCLUDED: a locked pair is excluded from matching, see @exclusion
 * @ROSTER_OBSTACLE_LOCKS_OVER_SUPPLY: the locked pairs of a product need more than can be delivered
 * @ROSTER_OBSTACLE_FEW_PRODUCTS: the streamer needs @needed products, and only @available may be suggested at all
 * @ROSTER_OBSTACLE_NO_TRAFFIC: nothing that may be suggested to the streamer suits as a traffic item
 * @ROSTER_OBSTACLE_NO_PROFIT: the same for a profit item
 * @ROSTER_OBSTACLE_SUPPLY: the others need the products that the streamer could have: @needed products are short
 *
 * Why there is no plan; each names one demand that can be relaxed.
 */
typedef enum
{
  ROSTER_OBSTACLE_FLOOR_OVER_SLOTS,
  ROSTER_OBSTACLE_FLOOR_OVER_BUDGET,
  ROSTER_OBSTACLE_LOCKS_OVER_SLOTS,
  ROSTER_OBSTACLE_LOCK_EXCLUDED,
  ROSTER_OBSTACLE_LOCKS_OVER_SUPPLY,
  ROSTER_OBSTACLE_FEW_PRODUCTS,
  ROSTER_OBSTACLE_NO_TRAFFIC,
  ROSTER_OBSTACLE_NO_PROFIT,
  ROSTER_OBSTACLE_SUPPLY,
} RosterObstacleKind;

/**
 * RosterObstacle:
 * @kind: what is in the way
 * @streamer: of whom; %G_MAXUINT where it concerns nobody in particular
 * @product: of what; %G_MAXUINT where it concerns none in particular
 * @exclusion: why a locked pair is excluded
 * @needed: see the kind
 * @available: see the kind
 */
typedef struct
{
  RosterObstacleKind kind;
  guint streamer;
  guint product;
  RosterExclusion exclusion;
  gint64 needed;
  gint64 available;
} RosterObstacle;

/**
 * RosterPlanStreamer:
 * @streamer: the streamer's index
 * @sessions: sessions in the week
 * @n_products: how many products the plan gives
 * @margin: what they are expected to earn in the week, in li
 * @n_before: how many products the streamer sold in the last four weeks
 * @margin_before: what they earned in an average one of those weeks, in li
 */
typedef struct
{
  guint streamer;
  guint sessions;
  guint n_products;
  gint64 margin;
  guint n_before;
  gint64 margin_before;
} RosterPlanStreamer;

/**
 * RosterPlan:
 * @state: how it ended
 * @items: (element-type RosterPlanItem): the plan: by streamer, traffic items first, then by margin
 * @streamers: (element-type RosterPlanStreamer): everybody who was planned for
 * @obstacles: (element-type RosterObstacle): what makes it infeasible; empty otherwise
 * @slots: products in a line-up
 * @budget: products for all together
 * @floor: products that everybody gets at least
 * @margin: the total expected margin of the week in li
 * @bound: what no plan can exceed, in li; the same as @margin where the plan is proven best
 * @relaxation: the value of the linear relaxation in li
 * @branched: whether the relaxation was not a plan yet, so that branch and cut had to close the gap
 * @n_pairs: pairs that may be planned
 * @n_kept: pairs that were left after pruning
 * @gini_margin_before: Gini coefficient of the weekly margin of the last four weeks, in parts per million
 * @gini_margin: that of the plan
 * @gini_products_before: Gini coefficient of the number of products sold in the last four weeks
 * @gini_products: that of the number of products in the plan
 */
typedef struct
{
  RosterPlanState state;
  GArray *items;
  GArray *streamers;
  GArray *obstacles;
  guint slots;
  guint budget;
  guint floor;
  gint64 margin;
  gint64 bound;
  gint64 relaxation;
  gboolean branched;
  guint n_pairs;
  guint n_kept;
  gint64 gini_margin_before;
  gint64 gini_margin;
  gint64 gini_products_before;
  gint64 gini_products;
} RosterPlan;

RosterPlan *roster_plan_new       (RosterMatch              *match,
                                   const RosterPlanRequest  *request,
                                   GError                  **error);
void        roster_plan_free      (RosterPlan               *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterPlan, roster_plan_free)

/**
 * RosterFloorPrice:
 * @floor: products that everybody gets at least
 * @state: how planning with it ended
 * @margin: the total expected margin in li
 * @price: how much less that is than without a floor, in li
 * @gini_margin: Gini coefficient of the margin, in parts per million
 * @gini_products: that of the number of products
 *
 * What more fairness costs (rule 11).
 */
typedef struct
{
  guint floor;
  RosterPlanState state;
  gint64 margin;
  gint64 price;
  gint64 gini_margin;
  gint64 gini_products;
} RosterFloorPrice;

GArray     *roster_plan_floor_prices (RosterMatch              *match,
                                      const RosterPlanRequest  *request,
                                      guint                     most,
                                      GError                  **error);

gint64      roster_gini              (const gint64            *values,
                                      guint                    n_values);

const char *roster_plan_state_nick   (RosterPlanState          state);
const char *roster_obstacle_nick     (RosterObstacleKind       kind);

G_END_DECLS
