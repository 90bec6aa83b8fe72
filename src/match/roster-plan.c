/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-plan.h"

#include <math.h>

#include "roster-money.h"
#include "roster-module.h"
#include "roster-plan-problem.h"

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const RosterPlanItem *left = a, *right = b;

  if (left->suggestion.streamer != right->suggestion.streamer)
    return left->suggestion.streamer < right->suggestion.streamer ? -1 : 1;
  if (left->role != right->role)
    return left->role == ROSTER_ROLE_TRAFFIC ? -1 : 1;
  if (left->margin != right->margin)
    return left->margin > right->margin ? -1 : 1;

  return left->suggestion.product < right->suggestion.product ? -1
                                                              : left->suggestion.product > right->suggestion.product;
}

/* Gives each product of a streamer one role. What suits as both earns, unless there is nothing else to draw viewers:
   then what earns least of it does. */
static void
give_roles (RosterPlanItem *items,
            const guint8   *suits,
            guint           n_items)
{
  guint n_traffic = 0;
  int least = -1;

  for (guint i = 0; i < n_items; i++)
    {
      items[i].role = (suits[i] & ROSTER_ROLE_PROFIT) != 0 ? ROSTER_ROLE_PROFIT : ROSTER_ROLE_TRAFFIC;
      n_traffic += items[i].role == ROSTER_ROLE_TRAFFIC;
      if (suits[i] == (ROSTER_ROLE_TRAFFIC | ROSTER_ROLE_PROFIT) &&
          (least < 0 || items[i].margin < items[least].margin))
        least = i;
    }
  if (n_traffic == 0 && least >= 0 && n_items > 1)
    items[least].role = ROSTER_ROLE_TRAFFIC;
}

static void
add_items (RosterPlan        *self,
           RosterPlanProblem *problem,
           RosterPlanPlace   *place)
{
  guint first = self->items->len;
  g_autoptr (GArray) suits = g_array_new (FALSE, FALSE, sizeof (guint8));
  RosterPlanStreamer streamer = { .streamer = place->streamer, .sessions = place->sessions };

  for (guint k = place->first; k < place->end; k++)
    {
      const RosterPlanPair *pair = roster_plan_problem_pair (problem, k);
      RosterPlanItem item = { .sessions = place->sessions, .margin = pair->margin, .locked = pair->locked };
      guint8 roles = pair->roles;

      if (!pair->chosen)
        continue;
      roster_match_pair (problem->match, place->streamer, pair->product, &item.suggestion);
      item.units = llround (pair->units);
      streamer.n_products++;
      streamer.margin += pair->margin;
      g_array_append_val (self->items, item);
      g_array_append_val (suits, roles);
    }
  if (suits->len > 0)
    {
      RosterPlanItem *items = &g_array_index (self->items, RosterPlanItem, first);

      give_roles (items, (const guint8 *) suits->data, suits->len);
      qsort (items, suits->len, sizeof *items, compare_items);
    }
  self->margin += streamer.margin;
  g_array_append_val (self->streamers, streamer);
}

/* What everybody sold in the last four weeks, and what it earned in an average one. */
static void
look_back (RosterPlan  *self,
           RosterMatch *match)
{
  for (guint i = 0; i < self->streamers->len; i++)
    {
      RosterPlanStreamer *streamer = &g_array_index (self->streamers, RosterPlanStreamer, i);
      double margin = 0;

      for (guint k = match->sold_from[streamer->streamer]; k < match->sold_from[streamer->streamer + 1]; k++)
        {
          const RosterSold *sold = &g_array_index (match->sold, RosterSold, k);

          if (sold->weekly_units == 0)
            continue;
          streamer->n_before++;
          if (match->product_margin[sold->product] > 0)
            margin += sold->weekly_units / 1000.0 * match->product_margin[sold->product] *
                      roster_log_undo (match->returns[sold->product]);
        }
      streamer->margin_before = llround (margin);
    }
}

static void
measure_fairness (RosterPlan *self)
{
  guint n = self->streamers->len;
  g_autofree gint64 *values = g_new (gint64, 4 * n + 1);

  for (guint i = 0; i < n; i++)
    {
      const RosterPlanStreamer *streamer = &g_array_index (self->streamers, RosterPlanStreamer, i);

      values[i] = streamer->margin_before;
      values[n + i] = streamer->margin;
      values[2 * n + i] = streamer->n_before;
      values[3 * n + i] = streamer->n_products;
    }
  self->gini_margin_before = roster_gini (values, n);
  self->gini_margin = roster_gini (values + n, n);
  self->gini_products_before = roster_gini (values + 2 * n, n);
  self->gini_products = roster_gini (values + 3 * n, n);
}

static RosterPlan *
plan_with_floor (RosterMatch              *match,
                 const RosterPlanRequest  *request,
                 guint                     floor,
                 GError                  **error)
{
  const RosterSolver *solver = ROSTER_MODULE_LOAD (ROSTER_SOLVER_MODULE, RosterSolver, error);
  g_autoptr (RosterPlanProblem) problem = NULL;
  RosterPlan *self;

  if (solver == NULL)
    return NULL;

  problem = roster_plan_problem_new (match, request, floor);
  roster_plan_problem_prune (problem);
  if (!solver->solve (problem) && g_cancellable_set_error_if_cancelled (request->cancellable, error))
    return NULL;

  self = g_new0 (RosterPlan, 1);
  self->items = g_array_new (FALSE, TRUE, sizeof (RosterPlanItem));
  self->streamers = g_array_new (FALSE, TRUE, sizeof (RosterPlanStreamer));
  self->slots = problem->slots;
  self->budget = problem->budget;
  self->floor = floor;
  self->n_pairs = problem->pairs->len;
  self->n_kept = problem->n_kept;
  for (guint i = 0; i < problem->places->len; i++)
    add_items (self, problem, roster_plan_problem_place (problem, i));
  self->state = problem->state;
  self->obstacles = g_steal_pointer (&problem->obstacles);
  self->relaxation = llround (problem->relaxation * ROSTER_LI_PER_YUAN);
  self->branched = problem->branched;
  self->bound = self->state == ROSTER_PLAN_FEASIBLE || self->state == ROSTER_PLAN_UNSOLVED
                    ? llround (problem->bound * ROSTER_LI_PER_YUAN)
                    : self->margin;
  look_back (self, match);
  measure_fairness (self);
  return self;
}

/**
 * roster_plan_new:
 * @request: what to plan
 *
 * Plans a week. Takes about a second for 200 streamers and 2,000 products: call it off the main thread.
 *
 * Returns: (transfer full) (nullable): the plan; look at its state first. %NULL with %G_IO_ERROR_CANCELLED where it was
 *   cancelled before there was one, or with %ROSTER_MODULE_ERROR where the solver is missing
 */
RosterPlan *
roster_plan_new (RosterMatch              *match,
                 const RosterPlanRequest  *request,
                 GError                  **error)
{
  g_return_val_if_fail (match != NULL && request != NULL, NULL);

  return plan_with_floor (match, request,
                          request->floor >= 0
                              ? (guint) request->floor
                              : (guint) roster_rule_values_get (match->rules, ROSTER_RULE_EXPOSURE_FLOOR),
                          error);
}

void
roster_plan_free (RosterPlan *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->items);
  g_array_unref (self->streamers);
  g_array_unref (self->obstacles);
  g_free (self);
}

/**
 * roster_plan_floor_prices:
 * @request: what to plan; its own floor does not count
 * @most: the greatest floor
 *
 * What the exposure floor costs: plans once for each floor from 0 to @most, and stops after the first that is
 * infeasible, or where it is cancelled.
 *
 * Returns: (transfer full) (element-type RosterFloorPrice) (nullable): one for each floor, or %NULL with
 *   %ROSTER_MODULE_ERROR where the solver is missing
 */
GArray *
roster_plan_floor_prices (RosterMatch              *match,
                          const RosterPlanRequest  *request,
                          guint                     most,
                          GError                  **error)
{
  g_autoptr (GArray) prices = g_array_new (FALSE, TRUE, sizeof (RosterFloorPrice));
  gint64 without = 0;

  g_return_val_if_fail (match != NULL && request != NULL, NULL);

  for (guint floor = 0; floor <= most; floor++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (RosterPlan) plan = plan_with_floor (match, request, floor, &local_error);
      RosterFloorPrice price;

      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        break;
      if (plan == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      price = (RosterFloorPrice){
        .floor = floor,
        .state = plan->state,
        .margin = plan->margin,
        .gini_margin = plan->gini_margin,
        .gini_products = plan->gini_products,
      };
      if (floor == 0)
        without = plan->margin;
      price.price = without - plan->margin;
      g_array_append_val (prices, price);
      if (plan->state == ROSTER_PLAN_INFEASIBLE)
        break;
    }

  return g_steal_pointer (&prices);
}

/**
 * roster_plan_state_nick:
 *
 * Returns: the name of a state in JSON
 */
const char *
roster_plan_state_nick (RosterPlanState state)
{
  switch (state)
    {
    case ROSTER_PLAN_OPTIMAL:
      return "optimal";
    case ROSTER_PLAN_FEASIBLE:
      return "feasible";
    case ROSTER_PLAN_INFEASIBLE:
      return "infeasible";
    case ROSTER_PLAN_UNSOLVED:
      return "unsolved";
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_obstacle_nick:
 *
 * Returns: the name of an obstacle in JSON
 */
const char *
roster_obstacle_nick (RosterObstacleKind kind)
{
  switch (kind)
    {
    case ROSTER_OBSTACLE_FLOOR_OVER_SLOTS:
      return "floor-over-slots";
    case ROSTER_OBSTACLE_FLOOR_OVER_BUDGET:
      return "floor-over-budget";
    case ROSTER_OBSTACLE_LOCKS_OVER_SLOTS:
      return "locks-over-slots";
    case ROSTER_OBSTACLE_LOCK_EXCLUDED:
      return "lock-excluded";
    case ROSTER_OBSTACLE_LOCKS_OVER_SUPPLY:
      return "locks-over-supply";
    case ROSTER_OBSTACLE_FEW_PRODUCTS:
      return "few-products";
    case ROSTER_OBSTACLE_NO_TRAFFIC:
      return "no-traffic";
    case ROSTER_OBSTACLE_NO_PROFIT:
      return "no-profit";
    case ROSTER_OBSTACLE_SUPPLY:
      return "supply";
    }

  g_return_val_if_reached (NULL);
}
