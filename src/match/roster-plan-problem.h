/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-match-private.h"
#include "roster-plan.h"

G_BEGIN_DECLS

/* A line-up needs a traffic item and a profit item (rule 25). */
#define ROSTER_PLAN_LEAST_PRODUCTS 2

/* A pair that may be planned. */
typedef struct
{
  guint place;
  guint product;
  RosterRoles roles;
  double units;
  gint64 margin;
  gboolean locked;
  gboolean kept;
  gboolean chosen;
} RosterPlanPair;

/* A streamer of the plan, and what the plan owes them. */
typedef struct
{
  guint streamer;
  guint sessions;
  guint first;
  guint end;
  guint slots;
  guint least;
  gboolean wants_traffic;
  gboolean wants_profit;
  /* whether nothing at all is also good */
  gboolean optional;
} RosterPlanPlace;

/* Everything between the request and the solver. */
typedef struct
{
  RosterMatch *match;
  guint floor;
  guint slots;
  guint budget;
  double seconds;
  GCancellable *cancellable;
  /* by streamer, then the margin from the greatest on, then product */
  GArray *pairs;
  GArray *places;
  GArray *obstacles;

  /* of each product, in units of the week: what lies there and what can be made; infinite where unknown */
  double *stock;
  double *makes;
  /* of each factory of the catalogue that says how much it can make */
  double *factory_makes;
  guint n_factories;

  /* how it ended */
  RosterPlanState state;
  double bound;
  double relaxation;
  guint n_kept;
  /* whether the relaxation was not a plan yet */
  gboolean branched;
} RosterPlanProblem;

RosterPlanProblem *roster_plan_problem_new   (RosterMatch             *match,
                                              const RosterPlanRequest *request,
                                              guint                    floor);
void               roster_plan_problem_free  (RosterPlanProblem       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterPlanProblem, roster_plan_problem_free)

void               roster_plan_problem_prune (RosterPlanProblem       *self);

/* Chooses the pairs of the plan. Where the demands contradict each other, those that are broken become obstacles.
   Stops where it is cancelled; what was found until then is the plan. FALSE where nothing was found until then. */
typedef struct
{
  gboolean (*solve) (RosterPlanProblem *problem);
} RosterSolver;

/* The module that holds it. */
#define ROSTER_SOLVER_MODULE "solver"

/* On both sides of the module */

static inline RosterPlanPair *
roster_plan_problem_pair (const RosterPlanProblem *self,
                          guint                    index)
{
  return &g_array_index (self->pairs, RosterPlanPair, index);
}

static inline RosterPlanPlace *
roster_plan_problem_place (const RosterPlanProblem *self,
                           guint                    index)
{
  return &g_array_index (self->places, RosterPlanPlace, index);
}

static inline void
roster_plan_problem_block (RosterPlanProblem *self,
                           RosterObstacle     obstacle)
{
  self->state = ROSTER_PLAN_INFEASIBLE;
  g_array_append_val (self->obstacles, obstacle);
}

/* Within the module */
gboolean           roster_plan_problem_round (RosterPlanProblem       *self,
                                              const double            *wish,
                                              gboolean                 elastic,
                                              gboolean                *chosen);

G_END_DECLS
