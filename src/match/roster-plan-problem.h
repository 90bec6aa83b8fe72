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

RosterPlanPair    *roster_plan_problem_pair  (RosterPlanProblem       *self,
                                              guint                    index);
RosterPlanPlace   *roster_plan_problem_place (RosterPlanProblem       *self,
                                              guint                    index);
void               roster_plan_problem_prune (RosterPlanProblem       *self);
gboolean           roster_plan_problem_solve (RosterPlanProblem       *self);
gboolean           roster_plan_problem_round (RosterPlanProblem       *self,
                                              const double            *wish,
                                              gboolean                 elastic,
                                              gboolean                *chosen);
void               roster_plan_problem_block (RosterPlanProblem       *self,
                                              RosterObstacle           obstacle);

G_END_DECLS
