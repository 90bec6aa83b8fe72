/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-plan-problem.h"

/* A sound plan near a wish of fractions, by taking what is wished for most as long as it fits: what everybody is owed
   first. It gives branch and cut a plan to improve on, so that there is one to show whenever a person stops it. */

/* Room for rounding errors of sums of units. */
#define SLACK (1 + 1e-9)

typedef struct
{
  guint pair;
  double wish;
  gint64 margin;
} Wish;

typedef struct
{
  RosterPlanProblem *problem;
  gboolean *chosen;
  /* of each product and factory, in units */
  double *used;
  double *made;
  /* of each place */
  guint *n_chosen;
  guint n_all;
} Rounding;

static int
compare_wishes (gconstpointer a,
                gconstpointer b)
{
  const Wish *left = a, *right = b;

  if (left->wish != right->wish)
    return left->wish > right->wish ? -1 : 1;
  if (left->margin != right->margin)
    return left->margin > right->margin ? -1 : 1;

  return left->pair < right->pair ? -1 : left->pair > right->pair;
}

/* What stock does not cover has to be made. */
static double
to_make (Rounding *self,
         guint     product,
         double    used)
{
  return MAX (used - self->problem->stock[product], 0);
}

static gboolean
take (Rounding *self,
      guint     index)
{
  RosterPlanProblem *problem = self->problem;
  const RosterPlanPair *pair = roster_plan_problem_pair (problem, index);
  const RosterPlanPlace *place = roster_plan_problem_place (problem, pair->place);
  guint32 f = problem->match->product_factory[pair->product];
  double used = self->used[pair->product] + pair->units, more;

  if (self->chosen[index])
    return TRUE;
  if (self->n_chosen[pair->place] >= place->slots || self->n_all >= problem->budget ||
      used > (problem->stock[pair->product] + problem->makes[pair->product]) * SLACK)
    return FALSE;

  more = to_make (self, pair->product, used) - to_make (self, pair->product, self->used[pair->product]);
  if (f != G_MAXUINT32 && more > 0 && self->made[f] + more > problem->factory_makes[f] * SLACK)
    return FALSE;

  if (f != G_MAXUINT32)
    self->made[f] += more;
  self->used[pair->product] = used;
  self->n_chosen[pair->place]++;
  self->n_all++;
  self->chosen[index] = TRUE;
  return TRUE;
}

static gboolean
has_role (Rounding              *self,
          const RosterPlanPlace *place,
          RosterRoles            role)
{
  for (guint k = place->first; k < place->end; k++)
    if (self->chosen[k] && (roster_plan_problem_pair (self->problem, k)->roles & role) != 0)
      return TRUE;

  return FALSE;
}

/* Takes the first of the wishes that suits and fits; 0 for any role. */
static gboolean
take_one (Rounding    *self,
          GArray      *wishes,
          RosterRoles  role)
{
  for (guint i = 0; i < wishes->len; i++)
    {
      guint pair = g_array_index (wishes, Wish, i).pair;

      if (!self->chosen[pair] && (role == 0 || (roster_plan_problem_pair (self->problem, pair)->roles & role) != 0) &&
          take (self, pair))
        return TRUE;
    }

  return FALSE;
}

static void
give_back (Rounding              *self,
           const RosterPlanPlace *place)
{
  for (guint k = place->first; k < place->end; k++)
    {
      const RosterPlanPair *pair = roster_plan_problem_pair (self->problem, k);
      guint32 f = self->problem->match->product_factory[pair->product];
      double used = self->used[pair->product];

      if (!self->chosen[k])
        continue;
      self->chosen[k] = FALSE;
      self->used[pair->product] -= pair->units;
      self->n_chosen[pair->place]--;
      self->n_all--;
      if (f != G_MAXUINT32)
        self->made[f] -= to_make (self, pair->product, used) - to_make (self, pair->product, self->used[pair->product]);
    }
}

/* What a line-up needs: both roles, and as many products as are owed. Returns: whether it could be had. */
static gboolean
take_what_is_owed (Rounding              *self,
                   const RosterPlanPlace *place,
                   GArray                *wishes,
                   guint                  least)
{
  gboolean met = TRUE;
  guint index = place - roster_plan_problem_place (self->problem, 0);

  if ((place->wants_traffic || place->optional) && !has_role (self, place, ROSTER_ROLE_TRAFFIC))
    met &= take_one (self, wishes, ROSTER_ROLE_TRAFFIC);
  if ((place->wants_profit || place->optional) && !has_role (self, place, ROSTER_ROLE_PROFIT))
    met &= take_one (self, wishes, ROSTER_ROLE_PROFIT);
  while (met && self->n_chosen[index] < least)
    met = take_one (self, wishes, 0);
  return met;
}

static GArray *
wishes_of (RosterPlanProblem     *problem,
           const RosterPlanPlace *place,
           const double          *wish)
{
  GArray *wishes = g_array_new (FALSE, FALSE, sizeof (Wish));

  for (guint k = place->first; k < place->end; k++)
    {
      const RosterPlanPair *pair = roster_plan_problem_pair (problem, k);

      if (pair->kept)
        g_array_append_vals (wishes, &(Wish){ k, wish[k], pair->margin }, 1);
    }
  g_array_sort (wishes, compare_wishes);
  return wishes;
}

/**
 * roster_plan_problem_round:
 * @wish: (array): how much each pair is wished for, from 0 to 1
 * @elastic: whether a plan may owe something
 * @chosen: (array): which pairs to take; all %FALSE before
 *
 * Makes a plan that keeps to every limit.
 *
 * Returns: whether it also gives what is owed, or need not
 */
gboolean
roster_plan_problem_round (RosterPlanProblem *self,
                           const double      *wish,
                           gboolean           elastic,
                           gboolean          *chosen)
{
  g_autofree double *used = g_new0 (double, MAX (self->match->n_products, 1));
  g_autofree double *made = g_new0 (double, MAX (self->n_factories, 1));
  g_autofree guint *n_chosen = g_new0 (guint, MAX (self->places->len, 1));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Wish));
  Rounding rounding = { self, chosen, used, made, n_chosen, 0 };
  gboolean met = TRUE;

  for (guint k = 0; k < self->pairs->len; k++)
    if (roster_plan_problem_pair (self, k)->locked && !take (&rounding, k))
      return FALSE;

  for (guint i = 0; i < self->places->len; i++)
    {
      RosterPlanPlace *place = roster_plan_problem_place (self, i);
      g_autoptr (GArray) wishes = wishes_of (self, place, wish);
      gboolean locked = n_chosen[i] > 0, open = TRUE;

      if (!place->optional)
        met &= take_what_is_owed (&rounding, place, wishes, place->least);
      else if (!take_what_is_owed (&rounding, place, wishes, ROSTER_PLAN_LEAST_PRODUCTS))
        {
          /* Without both roles it is better left empty. */
          open = FALSE;
          met &= !locked;
          if (!locked)
            give_back (&rounding, place);
        }
      if (open)
        g_array_append_vals (all, wishes->data, wishes->len);
    }
  if (!met && !elastic)
    return FALSE;

  g_array_sort (all, compare_wishes);
  for (guint i = 0; i < all->len; i++)
    take (&rounding, g_array_index (all, Wish, i).pair);
  return TRUE;
}
