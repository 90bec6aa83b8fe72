/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glpk.h>
#include <math.h>
#include <string.h>

#include "roster-config.h"
#include "roster-module.h"
#include "roster-money.h"
#include "roster-plan-problem.h"

/* A variable this close to a whole number is one. */
#define WHOLE 1e-7

/* How many steps of the simplex method to make at a time: some hundredths of a second for a base. */
#define STEPS 500

/* The problem as GLPK has it: columns for pairs, for what is made of a product, for whether a streamer gets anything
   and for demands that cannot be met. Money is in yuan, to keep the numbers near one. */
typedef struct
{
  RosterPlanProblem *problem;
  glp_prob *lp;
  /* by column, from 1: the pair's index, or G_MAXUINT for other columns */
  GArray *pair_of_column;
  GArray *rows;
  GArray *columns;
  GArray *values;
  /* of each place: its column of going empty, and its first column of unmet demands; 0 for none */
  int *is_used;
  int (*unmet)[3];
  /* of each product: its column of what is made; 0 for none */
  int *made;
  gboolean elastic;
  /* by column: what was found */
  double *solution;
  double best_bound;
} Solver;

static int
add_row (Solver *self,
         int     kind,
         double  least,
         double  most)
{
  int row = glp_add_rows (self->lp, 1);

  glp_set_row_bnds (self->lp, row, kind, least, most);
  return row;
}

static int
add_column (Solver *self,
            guint   pair,
            double  worth,
            int     kind,
            double  most)
{
  int column = glp_add_cols (self->lp, 1);

  glp_set_obj_coef (self->lp, column, worth);
  glp_set_col_bnds (self->lp, column, kind, 0, most);
  g_array_append_val (self->pair_of_column, pair);
  return column;
}

static void
put (Solver *self,
     int     row,
     int     column,
     double  value)
{
  g_array_append_val (self->rows, row);
  g_array_append_val (self->columns, column);
  g_array_append_val (self->values, value);
}

/* What is not met costs more than any plan earns. */
static int
add_unmet (Solver *self,
           int     row,
           double  most,
           double  penalty)
{
  int column = add_column (self, G_MAXUINT, -penalty, most > 0 ? GLP_DB : GLP_FX, MAX (most, 0));

  put (self, row, column, 1);
  return column;
}

static void
add_place_rows (Solver *self,
                guint   index,
                int     first_column,
                double  penalty)
{
  RosterPlanProblem *problem = self->problem;
  RosterPlanPlace *place = roster_plan_problem_place (problem, index);
  int all = add_row (self, GLP_UP, 0, place->slots), traffic = 0, profit = 0, least = 0;
  int column = first_column;

  if (place->wants_traffic || place->optional)
    traffic = add_row (self, GLP_LO, place->optional ? 0 : 1, 0);
  if (place->wants_profit || place->optional)
    profit = add_row (self, GLP_LO, place->optional ? 0 : 1, 0);
  if (place->least > 0 || place->optional)
    least = add_row (self, GLP_LO, place->least, 0);

  for (guint k = place->first; k < place->end; k++)
    {
      const RosterPlanPair *pair = roster_plan_problem_pair (problem, k);

      if (!pair->kept)
        continue;
      put (self, all, column, 1);
      if (traffic != 0 && (pair->roles & ROSTER_ROLE_TRAFFIC) != 0)
        put (self, traffic, column, 1);
      if (profit != 0 && (pair->roles & ROSTER_ROLE_PROFIT) != 0)
        put (self, profit, column, 1);
      if (least != 0)
        put (self, least, column, 1);
      column++;
    }

  if (place->optional)
    {
      int used = add_column (self, G_MAXUINT, 0, GLP_DB, 1);

      self->is_used[index] = used;
      glp_set_row_bnds (self->lp, all, GLP_UP, 0, 0);
      put (self, all, used, -(double) place->slots);
      put (self, traffic, used, -1);
      put (self, profit, used, -1);
      put (self, least, used, -2);
    }
  if (self->elastic)
    {
      if (traffic != 0)
        self->unmet[index][0] = add_unmet (self, traffic, 1, penalty);
      if (profit != 0)
        self->unmet[index][1] = add_unmet (self, profit, 1, penalty);
      if (least != 0)
        self->unmet[index][2] = add_unmet (self, least, MAX (place->least, 2), penalty);
    }
}

/* Rows for the products that the kept pairs could use up, and for their factories. */
static void
add_supply_rows (Solver    *self,
                 const int *column_of_pair)
{
  RosterPlanProblem *problem = self->problem;
  RosterMatch *match = problem->match;
  g_autofree double *wanted = g_new0 (double, match->n_products);
  g_autofree double *made = g_new0 (double, MAX (problem->n_factories, 1));
  g_autofree int *of_product = g_new0 (int, match->n_products);
  g_autofree int *of_factory = g_new0 (int, MAX (problem->n_factories, 1));

  for (guint i = 0; i < problem->pairs->len; i++)
    if (column_of_pair[i] != 0)
      wanted[roster_plan_problem_pair (problem, i)->product] += roster_plan_problem_pair (problem, i)->units;
  for (guint p = 0; p < match->n_products; p++)
    if (match->product_factory[p] != G_MAXUINT32 && wanted[p] > problem->stock[p])
      made[match->product_factory[p]] += wanted[p] - problem->stock[p];

  for (guint p = 0; p < match->n_products; p++)
    {
      guint32 f = match->product_factory[p];
      double scale = 1 / MAX (problem->stock[p] + problem->makes[p], 1);

      if (wanted[p] <= problem->stock[p])
        continue;
      if (f != G_MAXUINT32 && made[f] > problem->factory_makes[f])
        {
          int column = add_column (self, G_MAXUINT, 0, GLP_DB, MAX (problem->makes[p], 1e-9) * scale);

          if (of_factory[f] == 0)
            of_factory[f] = add_row (self, GLP_UP, 0, problem->factory_makes[f]);
          of_product[p] = add_row (self, GLP_UP, 0, problem->stock[p] * scale);
          self->made[p] = column;
          put (self, of_product[p], column, -1);
          put (self, of_factory[f], column, 1 / scale);
        }
      else if (wanted[p] > problem->stock[p] + problem->makes[p])
        of_product[p] = add_row (self, GLP_UP, 0, (problem->stock[p] + problem->makes[p]) * scale);
    }

  for (guint i = 0; i < problem->pairs->len; i++)
    {
      const RosterPlanPair *pair = roster_plan_problem_pair (problem, i);

      if (column_of_pair[i] != 0 && of_product[pair->product] != 0)
        put (self, of_product[pair->product], column_of_pair[i],
             pair->units / MAX (problem->stock[pair->product] + problem->makes[pair->product], 1));
    }
}

static void
build (Solver *self)
{
  RosterPlanProblem *problem = self->problem;
  g_autofree int *column_of_pair = g_new0 (int, MAX (problem->pairs->len, 1));
  double everything = 1;
  int budget;
  guint nothing = G_MAXUINT;
  int unused = 0;
  double unused_value = 0;

  for (guint i = 0; i < problem->pairs->len; i++)
    if (roster_plan_problem_pair (problem, i)->kept)
      everything = MAX (everything, roster_plan_problem_pair (problem, i)->margin);
  everything *= 10.0 / ROSTER_LI_PER_YUAN;

  /* GLPK counts from 1 everywhere. */
  g_array_append_val (self->pair_of_column, nothing);
  g_array_append_val (self->rows, unused);
  g_array_append_val (self->columns, unused);
  g_array_append_val (self->values, unused_value);
  for (guint i = 0; i < self->problem->places->len; i++)
    {
      RosterPlanPlace *place = roster_plan_problem_place (problem, i);
      int first = glp_get_num_cols (self->lp) + 1;

      for (guint k = place->first; k < place->end; k++)
        {
          const RosterPlanPair *pair = roster_plan_problem_pair (problem, k);

          if (!pair->kept)
            continue;
          column_of_pair[k] = add_column (self, k, (double) pair->margin / ROSTER_LI_PER_YUAN, GLP_DB, 1);
          if (pair->locked)
            glp_set_col_bnds (self->lp, column_of_pair[k], GLP_FX, 1, 1);
        }
      add_place_rows (self, i, first, everything);
    }
  add_supply_rows (self, column_of_pair);
  budget = add_row (self, GLP_UP, 0, problem->budget);
  for (guint i = 0; i < problem->pairs->len; i++)
    if (column_of_pair[i] != 0)
      put (self, budget, column_of_pair[i], 1);

  glp_load_matrix (self->lp, self->rows->len - 1, (const int *) self->rows->data, (const int *) self->columns->data,
                   (const double *) self->values->data);
}

/* The columns beside those of the pairs, for a plan made by hand. */

static void
fill_place_columns (Solver         *self,
                    guint           index,
                    const gboolean *chosen,
                    double         *values)
{
  const RosterPlanPlace *place = roster_plan_problem_place (self->problem, index);
  guint n = 0;
  RosterRoles roles = 0;

  for (guint k = place->first; k < place->end; k++)
    if (chosen[k])
      {
        roles |= roster_plan_problem_pair (self->problem, k)->roles;
        n++;
      }
  if (self->is_used[index] != 0)
    values[self->is_used[index]] = n > 0;
  if (self->unmet[index][0] != 0)
    values[self->unmet[index][0]] = (place->wants_traffic || n > 0) && (roles & ROSTER_ROLE_TRAFFIC) == 0;
  if (self->unmet[index][1] != 0)
    values[self->unmet[index][1]] = (place->wants_profit || n > 0) && (roles & ROSTER_ROLE_PROFIT) == 0;
  if (self->unmet[index][2] != 0)
    {
      guint owed = place->optional && n > 0 ? ROSTER_PLAN_LEAST_PRODUCTS : place->least;

      values[self->unmet[index][2]] = owed > n ? owed - n : 0;
    }
}

static void
fill_made_columns (Solver         *self,
                   const gboolean *chosen,
                   double         *values)
{
  RosterPlanProblem *problem = self->problem;
  g_autofree double *used = g_new0 (double, MAX (problem->match->n_products, 1));

  for (guint k = 0; k < problem->pairs->len; k++)
    if (chosen[k])
      used[roster_plan_problem_pair (problem, k)->product] += roster_plan_problem_pair (problem, k)->units;
  for (guint p = 0; p < problem->match->n_products; p++)
    if (self->made[p] != 0)
      values[self->made[p]] = MAX (used[p] - problem->stock[p], 0) / MAX (problem->stock[p] + problem->makes[p], 1);
}

static gboolean
is_whole (double value)
{
  return fabs (value - round (value)) < WHOLE;
}

static gboolean
is_solved (Solver *self)
{
  for (int column = 1; column <= glp_get_num_cols (self->lp); column++)
    if (g_array_index (self->pair_of_column, guint, column) != G_MAXUINT &&
        !is_whole (glp_get_col_prim (self->lp, column)))
      return FALSE;
  for (guint i = 0; i < self->problem->places->len; i++)
    if (self->is_used[i] != 0 && !is_whole (glp_get_col_prim (self->lp, self->is_used[i])))
      return FALSE;

  return TRUE;
}

/* Rounds what the pairs' columns say to a sound plan. */
static gboolean
round_columns (Solver   *self,
               glp_prob *lp,
               gboolean *chosen)
{
  g_autofree double *wish = g_new0 (double, self->problem->pairs->len);

  for (int column = 1; column <= glp_get_num_cols (lp); column++)
    if (g_array_index (self->pair_of_column, guint, column) != G_MAXUINT)
      wish[g_array_index (self->pair_of_column, guint, column)] = glp_get_col_prim (lp, column);
  return roster_plan_problem_round (self->problem, wish, self->elastic, chosen);
}

static double
fill_columns (Solver         *self,
              const gboolean *chosen,
              double         *values)
{
  double worth = 0;

  for (int column = 1; column <= glp_get_num_cols (self->lp); column++)
    if (g_array_index (self->pair_of_column, guint, column) != G_MAXUINT)
      values[column] = chosen[g_array_index (self->pair_of_column, guint, column)];
  for (guint i = 0; i < self->problem->places->len; i++)
    fill_place_columns (self, i, chosen, values);
  fill_made_columns (self, chosen, values);
  for (int column = 1; column <= glp_get_num_cols (self->lp); column++)
    worth += glp_get_obj_coef (self->lp, column) * values[column];
  return worth;
}

static void
offer_rounded (Solver   *self,
               glp_tree *tree)
{
  g_autofree gboolean *chosen = g_new0 (gboolean, self->problem->pairs->len);
  g_autofree double *values = g_new0 (double, glp_get_num_cols (self->lp) + 1);

  if (!round_columns (self, glp_ios_get_prob (tree), chosen))
    return;

  fill_columns (self, chosen, values);
  glp_ios_heur_sol (tree, values);
}

static void
node_cb (glp_tree *tree,
         void     *data)
{
  Solver *self = data;
  int node = glp_ios_best_node (tree);

  /* A node that is not solved yet has no bound of its own. */
  if (node != 0)
    self->best_bound = MIN (glp_ios_node_bound (tree, node), self->problem->relaxation);
  if (glp_ios_reason (tree) == GLP_IHEUR)
    offer_rounded (self, tree);
  if (g_cancellable_is_cancelled (self->problem->cancellable))
    glp_ios_terminate (tree);
}

static void
take_solution (Solver *self)
{
  for (int column = 1; column <= glp_get_num_cols (self->lp); column++)
    {
      guint pair = g_array_index (self->pair_of_column, guint, column);

      if (pair != G_MAXUINT)
        roster_plan_problem_pair (self->problem, pair)->chosen = self->solution[column] > 0.5;
    }
}

/* Says which demands the elastic plan left open. */
static void
find_unmet (Solver *self)
{
  for (guint i = 0; i < self->problem->places->len; i++)
    {
      double unmet = 0;

      for (guint k = 0; k < G_N_ELEMENTS (self->unmet[i]); k++)
        if (self->unmet[i][k] != 0)
          unmet = MAX (unmet, self->solution[self->unmet[i][k]]);
      if (unmet > WHOLE)
        roster_plan_problem_block (self->problem,
                                   (RosterObstacle){ .kind = ROSTER_OBSTACLE_SUPPLY,
                                                     .streamer = roster_plan_problem_place (self->problem, i)->streamer,
                                                     .product = G_MAXUINT,
                                                     .needed = ceil (unmet - WHOLE) });
    }
}

/* How far one of the two programmes came. */
typedef enum
{
  SOLVED,
  IMPOSSIBLE,
  UNFINISHED,
} Outcome;

/* GLPK cannot be interrupted: it is asked for so many steps at a time and goes on from the basis it has reached. Steps
   and no time, so that the plan does not depend on the machine; and more than the number after which GLPK begins to
   treat steps that gain nothing. */
static Outcome
solve_relaxed (Solver *self)
{
  glp_smcp parameters;
  int result;

  glp_init_smcp (&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.meth = GLP_DUALP;
  parameters.it_lim = STEPS;
  glp_adv_basis (self->lp, 0);
  do
    result = glp_simplex (self->lp, &parameters);
  while (result == GLP_EITLIM && !g_cancellable_is_cancelled (self->problem->cancellable));

  if (result != 0)
    return UNFINISHED;
  if (glp_get_status (self->lp) != GLP_OPT)
    return IMPOSSIBLE;

  self->problem->relaxation = self->problem->bound = self->best_bound = glp_get_obj_val (self->lp);
  for (int column = 1; column <= glp_get_num_cols (self->lp); column++)
    self->solution[column] = glp_get_col_prim (self->lp, column);
  return SOLVED;
}

static void
stay_unproven (Solver *self,
               double  found)
{
  /* No bound may stand below what was found. */
  self->problem->bound = MAX (self->best_bound, found);
  if (self->problem->state == ROSTER_PLAN_OPTIMAL)
    self->problem->state = ROSTER_PLAN_FEASIBLE;
}

/* Where nothing better was found in time, the relaxation rounded. */
static Outcome
take_rounded (Solver         *self,
              const gboolean *chosen)
{
  g_autofree double *values = g_new0 (double, glp_get_num_cols (self->lp) + 1);

  stay_unproven (self, fill_columns (self, chosen, values));
  for (int column = 1; column <= glp_get_num_cols (self->lp); column++)
    self->solution[column] = values[column];
  return SOLVED;
}

static Outcome
solve_whole (Solver *self)
{
  g_autofree gboolean *chosen = g_new0 (gboolean, self->problem->pairs->len);
  gboolean rounded = round_columns (self, self->lp, chosen);
  glp_iocp parameters;
  int result;

  for (int column = 1; column <= glp_get_num_cols (self->lp); column++)
    if (g_array_index (self->pair_of_column, guint, column) != G_MAXUINT)
      glp_set_col_kind (self->lp, column, GLP_IV);
  for (guint i = 0; i < self->problem->places->len; i++)
    if (self->is_used[i] != 0)
      glp_set_col_kind (self->lp, self->is_used[i], GLP_IV);

  glp_init_iocp (&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  /* Pseudocosts would be looked for in one long call that nothing can stop. */
  parameters.br_tech = GLP_BR_DTH;
  parameters.bt_tech = GLP_BT_BLB;
  parameters.mir_cuts = GLP_ON;
  parameters.cov_cuts = GLP_ON;
  parameters.cb_func = node_cb;
  parameters.cb_info = self;
  if (self->problem->seconds > 0)
    parameters.tm_lim = MAX (self->problem->seconds * 1000, 1);
  result = glp_intopt (self->lp, &parameters);

  switch (glp_mip_status (self->lp))
    {
    case GLP_OPT:
      self->problem->bound = glp_mip_obj_val (self->lp);
      break;
    case GLP_FEAS:
      stay_unproven (self, glp_mip_obj_val (self->lp));
      break;
    default:
      if (result == 0)
        return IMPOSSIBLE;
      return rounded ? take_rounded (self, chosen) : UNFINISHED;
    }

  for (int column = 1; column <= glp_get_num_cols (self->lp); column++)
    self->solution[column] = glp_mip_col_val (self->lp, column);
  return SOLVED;
}

static Outcome
solve_as (RosterPlanProblem *problem,
          gboolean           elastic)
{
  Solver self = { .problem = problem, .elastic = elastic };
  Outcome outcome;

  self.lp = glp_create_prob ();
  self.pair_of_column = g_array_new (FALSE, FALSE, sizeof (guint));
  self.rows = g_array_new (FALSE, FALSE, sizeof (int));
  self.columns = g_array_new (FALSE, FALSE, sizeof (int));
  self.values = g_array_new (FALSE, FALSE, sizeof (double));
  self.is_used = g_new0 (int, MAX (problem->places->len, 1));
  self.unmet = g_malloc0_n (MAX (problem->places->len, 1), sizeof *self.unmet);
  self.made = g_new0 (int, MAX (problem->match->n_products, 1));
  glp_set_obj_dir (self.lp, GLP_MAX);
  build (&self);
  self.solution = g_new0 (double, glp_get_num_cols (self.lp) + 1);

  outcome = solve_relaxed (&self);
  if (outcome == SOLVED && !is_solved (&self))
    {
      problem->branched = TRUE;
      outcome = solve_whole (&self);
    }
  if (outcome == SOLVED)
    {
      take_solution (&self);
      if (elastic)
        find_unmet (&self);
    }

  glp_delete_prob (self.lp);
  g_array_unref (self.pair_of_column);
  g_array_unref (self.rows);
  g_array_unref (self.columns);
  g_array_unref (self.values);
  g_free (self.is_used);
  g_free (self.unmet);
  g_free (self.made);
  g_free (self.solution);
  return outcome;
}

static Outcome
solve_somehow (RosterPlanProblem *self)
{
  Outcome outcome = solve_as (self, FALSE);

  if (outcome != IMPOSSIBLE)
    return outcome;

  self->state = ROSTER_PLAN_INFEASIBLE;
  return solve_as (self, TRUE);
}

static gboolean
solve (RosterPlanProblem *self)
{
  Outcome outcome = SOLVED;

  glp_term_out (GLP_OFF);
  if (g_cancellable_is_cancelled (self->cancellable))
    outcome = UNFINISHED;
  else if (self->pairs->len > 0)
    outcome = solve_somehow (self);
  /* The environment belongs to this thread, which may never plan again. */
  glp_free_env ();

  if (outcome != SOLVED && self->state == ROSTER_PLAN_OPTIMAL)
    self->state = ROSTER_PLAN_UNSOLVED;
  return outcome == SOLVED;
}

static const RosterSolver solver = { solve };

ROSTER_MODULE_EXPORT (solver);
