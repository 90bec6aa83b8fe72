/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-plan-problem.h"

#include <math.h>
#include <string.h>

#include "roster-match-row.h"

#define DAYS_A_WEEK 7

/* How many sessions a streamer holds in an ordinary week. */
static guint
usual_sessions (RosterMatch *match,
                guint        streamer)
{
  gint64 lives = roster_record_number (match->streamers->pdata[streamer], "lives28", 0);

  if (lives <= 0)
    return roster_rule_values_get (match->rules, ROSTER_RULE_WEEKLY_LIVE_SESSIONS);

  return CLAMP (lives / 4 + (lives % 4 >= 2), 1, 100);
}

static void
add_place (RosterPlanProblem *self,
           guint              streamer,
           guint              sessions)
{
  RosterPlanPlace place = {
    .streamer = streamer,
    .sessions = sessions > 0 ? sessions : usual_sessions (self->match, streamer),
    .slots = self->slots,
    .least = self->floor > 0 ? MAX (self->floor, ROSTER_PLAN_LEAST_PRODUCTS) : 0,
    .wants_traffic = self->floor > 0,
    .wants_profit = self->floor > 0,
    .optional = self->floor == 0,
  };

  g_array_append_val (self->places, place);
}

/* Supply */

static void
read_supply (RosterPlanProblem *self)
{
  RosterMatch *match = self->match;

  for (guint p = 0; p < match->n_products; p++)
    {
      RosterRecord *product = match->products->pdata[p];
      double stock = roster_record_number (product, "stock", -1);

      if (match->product_available[p] < 0)
        self->stock[p] = INFINITY;
      else
        {
          self->stock[p] = MAX (stock, 0);
          self->makes[p] = match->product_available[p] - self->stock[p];
        }
    }
  for (guint f = 0; f < self->n_factories; f++)
    self->factory_makes[f] = match->factory_capacity[f] < 0 ? INFINITY : DAYS_A_WEEK * match->factory_capacity[f];
}

/* Pairs */

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const RosterPlanPair *left = a, *right = b;

  if (left->margin != right->margin)
    return left->margin > right->margin ? -1 : 1;

  return left->product < right->product ? -1 : left->product > right->product;
}

static const RosterPlanPin *
find_pin (const RosterPlanRequest *request,
          guint                    streamer,
          guint                    product)
{
  for (guint i = 0; i < request->n_pins; i++)
    if (request->pins[i].streamer == streamer && request->pins[i].product == product)
      return &request->pins[i];

  return NULL;
}

static void
add_pairs (RosterPlanProblem       *self,
           const RosterPlanRequest *request,
           RosterMatchRow          *row,
           guint                    index)
{
  RosterMatch *match = self->match;
  RosterPlanPlace *place = roster_plan_problem_place (self, index);
  const RosterLog *scores = roster_match_row_score (row, place->streamer);

  place->first = self->pairs->len;
  for (guint p = 0; p < match->n_products; p++)
    {
      RosterPlanPair pair = { .place = index, .product = p, .roles = match->product_roles[p], .kept = TRUE };
      const RosterPlanPin *pin;

      if (scores[p] == ROSTER_LOG_NEVER)
        continue;
      pin = find_pin (request, place->streamer, p);
      if (pin != NULL && !pin->locked)
        continue;

      pair.locked = pin != NULL;
      pair.units = MIN (roster_log_undo (scores[p] - match->earned[p]) * place->sessions,
                        self->stock[p] + self->makes[p]);
      pair.margin = llround (pair.units * roster_log_undo (match->earned[p]));
      g_array_append_val (self->pairs, pair);
    }
  place->end = self->pairs->len;
  if (place->end > place->first)
    qsort (roster_plan_problem_pair (self, place->first), place->end - place->first, sizeof (RosterPlanPair),
           compare_pairs);
}

/* What cannot be had whatever the others get */

static void
check_locks (RosterPlanProblem       *self,
             const RosterPlanRequest *request)
{
  RosterMatch *match = self->match;
  g_autofree double *locked = g_new0 (double, match->n_products);

  for (guint i = 0; i < request->n_pins; i++)
    {
      const RosterPlanPin *pin = &request->pins[i];
      RosterExclusion exclusion = roster_match_exclusion (match, pin->streamer, pin->product);

      if (pin->locked && exclusion != ROSTER_EXCLUSION_NONE)
        roster_plan_problem_block (self, (RosterObstacle){ .kind = ROSTER_OBSTACLE_LOCK_EXCLUDED,
                                                           .streamer = pin->streamer,
                                                           .product = pin->product,
                                                           .exclusion = exclusion });
    }

  for (guint i = 0; i < self->places->len; i++)
    {
      RosterPlanPlace *place = roster_plan_problem_place (self, i);
      guint n_locked = 0;

      for (guint k = place->first; k < place->end; k++)
        if (roster_plan_problem_pair (self, k)->locked)
          {
            n_locked++;
            locked[roster_plan_problem_pair (self, k)->product] += roster_plan_problem_pair (self, k)->units;
          }
      if (n_locked > place->slots)
        {
          roster_plan_problem_block (self, (RosterObstacle){ .kind = ROSTER_OBSTACLE_LOCKS_OVER_SLOTS,
                                                             .streamer = place->streamer,
                                                             .product = G_MAXUINT,
                                                             .needed = n_locked,
                                                             .available = place->slots });
          place->slots = n_locked;
        }
    }

  for (guint p = 0; p < match->n_products; p++)
    if (locked[p] > (self->stock[p] + self->makes[p]) * (1 + 1e-9))
      {
        roster_plan_problem_block (self, (RosterObstacle){ .kind = ROSTER_OBSTACLE_LOCKS_OVER_SUPPLY,
                                                           .streamer = G_MAXUINT,
                                                           .product = p,
                                                           .needed = ceil (locked[p]),
                                                           .available = self->stock[p] + self->makes[p] });
        self->stock[p] = locked[p];
      }
}

/* A demand of the streamer that nothing can meet becomes an obstacle and is given up, so that the rest can be
   planned. */
static void
check_place (RosterPlanProblem *self,
             RosterPlanPlace   *place)
{
  guint n_pairs = place->end - place->first;
  gboolean traffic = FALSE, profit = FALSE;

  for (guint k = place->first; k < place->end; k++)
    {
      traffic |= (roster_plan_problem_pair (self, k)->roles & ROSTER_ROLE_TRAFFIC) != 0;
      profit |= (roster_plan_problem_pair (self, k)->roles & ROSTER_ROLE_PROFIT) != 0;
    }

  if (place->optional)
    {
      /* Nothing is promised; without both roles there is no line-up. */
      if (!traffic || !profit || n_pairs < ROSTER_PLAN_LEAST_PRODUCTS)
        place->slots = 0;
      return;
    }

  if (n_pairs < place->least)
    {
      roster_plan_problem_block (self, (RosterObstacle){ .kind = ROSTER_OBSTACLE_FEW_PRODUCTS,
                                                         .streamer = place->streamer,
                                                         .product = G_MAXUINT,
                                                         .needed = place->least,
                                                         .available = n_pairs });
      place->least = n_pairs;
    }
  if (!traffic)
    {
      roster_plan_problem_block (self, (RosterObstacle){ .kind = ROSTER_OBSTACLE_NO_TRAFFIC,
                                                         .streamer = place->streamer,
                                                         .product = G_MAXUINT,
                                                         .needed = 1 });
      place->wants_traffic = FALSE;
    }
  if (!profit)
    {
      roster_plan_problem_block (self, (RosterObstacle){ .kind = ROSTER_OBSTACLE_NO_PROFIT,
                                                         .streamer = place->streamer,
                                                         .product = G_MAXUINT,
                                                         .needed = 1 });
      place->wants_profit = FALSE;
    }
}

static void
check_budget (RosterPlanProblem       *self,
              const RosterPlanRequest *request)
{
  guint needed = 0;

  self->budget = request->budget > 0 ? request->budget
                                     : self->places->len * (guint) roster_rule_values_get (self->match->rules,
                                                                                           ROSTER_RULE_PLACED_A_WEEK);
  for (guint i = 0; i < self->places->len; i++)
    {
      RosterPlanPlace *place = roster_plan_problem_place (self, i);
      guint n_locked = 0;

      for (guint k = place->first; k < place->end; k++)
        n_locked += roster_plan_problem_pair (self, k)->locked;
      needed += MAX (n_locked > 0 ? MAX (n_locked, ROSTER_PLAN_LEAST_PRODUCTS) : 0, place->least);
    }
  if (needed > self->budget)
    {
      roster_plan_problem_block (self, (RosterObstacle){ .kind = ROSTER_OBSTACLE_FLOOR_OVER_BUDGET,
                                                         .streamer = G_MAXUINT,
                                                         .product = G_MAXUINT,
                                                         .needed = needed,
                                                         .available = self->budget });
      self->budget = needed;
    }
}

RosterPlanProblem *
roster_plan_problem_new (RosterMatch             *match,
                         const RosterPlanRequest *request,
                         guint                    floor)
{
  RosterPlanProblem *self = g_new0 (RosterPlanProblem, 1);
  g_autoptr (RosterMatchRow) row = roster_match_row_new (match, NULL);

  self->match = match;
  self->floor = floor;
  self->slots = request->slots > 0 ? request->slots
                                   : (guint) roster_rule_values_get (match->rules, ROSTER_RULE_LINE_UP_SLOTS);
  self->seconds = request->seconds;
  if (request->cancellable != NULL)
    self->cancellable = g_object_ref (request->cancellable);
  self->state = ROSTER_PLAN_OPTIMAL;
  self->pairs = g_array_new (FALSE, TRUE, sizeof (RosterPlanPair));
  self->places = g_array_new (FALSE, TRUE, sizeof (RosterPlanPlace));
  self->obstacles = g_array_new (FALSE, TRUE, sizeof (RosterObstacle));
  self->n_factories = match->n_factories;
  self->stock = g_new0 (double, match->n_products);
  self->makes = g_new0 (double, match->n_products);
  self->factory_makes = g_new0 (double, MAX (self->n_factories, 1));

  if (MAX (floor, floor > 0 ? ROSTER_PLAN_LEAST_PRODUCTS : 0) > self->slots)
    {
      roster_plan_problem_block (self, (RosterObstacle){ .kind = ROSTER_OBSTACLE_FLOOR_OVER_SLOTS,
                                                         .streamer = G_MAXUINT,
                                                         .product = G_MAXUINT,
                                                         .needed = MAX (floor, ROSTER_PLAN_LEAST_PRODUCTS),
                                                         .available = self->slots });
      self->floor = self->slots;
    }

  read_supply (self);
  for (guint i = 0; request->streamers != NULL && i < request->n_streamers; i++)
    add_place (self, request->streamers[i], request->sessions != NULL ? request->sessions[i] : 0);
  for (guint s = 0; request->streamers == NULL && s < match->n_streamers; s++)
    if (match->streamer_exclusion[s] == ROSTER_EXCLUSION_NONE)
      add_place (self, s, 0);

  for (guint i = 0; i < self->places->len && !g_cancellable_is_cancelled (self->cancellable); i++)
    add_pairs (self, request, row, i);
  check_locks (self, request);
  for (guint i = 0; i < self->places->len; i++)
    check_place (self, roster_plan_problem_place (self, i));
  check_budget (self, request);
  return self;
}

void
roster_plan_problem_free (RosterPlanProblem *self)
{
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->obstacles, g_array_unref);
  g_array_unref (self->pairs);
  g_array_unref (self->places);
  g_free (self->stock);
  g_free (self->makes);
  g_free (self->factory_makes);
  g_free (self);
}

/* Pruning */

/* Which products may run out: more of the kept pairs want them than can be delivered. */
static void
find_scarce (RosterPlanProblem *self,
             gboolean          *scarce)
{
  RosterMatch *match = self->match;
  g_autofree double *wanted = g_new0 (double, match->n_products);
  g_autofree double *made = g_new0 (double, MAX (self->n_factories, 1));

  for (guint i = 0; i < self->pairs->len; i++)
    if (roster_plan_problem_pair (self, i)->kept)
      wanted[roster_plan_problem_pair (self, i)->product] += roster_plan_problem_pair (self, i)->units;
  for (guint p = 0; p < match->n_products; p++)
    if (match->product_factory[p] != G_MAXUINT32 && wanted[p] > self->stock[p])
      made[match->product_factory[p]] += wanted[p] - self->stock[p];
  for (guint p = 0; p < match->n_products; p++)
    scarce[p] = wanted[p] > self->stock[p] + self->makes[p] ||
                (wanted[p] > self->stock[p] && match->product_factory[p] != G_MAXUINT32 &&
                 made[match->product_factory[p]] > self->factory_makes[match->product_factory[p]]);
}

/* Leaves out the pairs of one streamer that plenty of better ones stand before. */
static gboolean
prune_place (RosterPlanProblem *self,
             RosterPlanPlace   *place,
             const gboolean    *scarce)
{
  /* Better pairs that never run out, by the roles they cover. */
  guint n_traffic = 0, n_profit = 0, n_both = 0;
  gboolean pruned = FALSE;

  for (guint k = place->first; k < place->end; k++)
    {
      RosterPlanPair *pair = roster_plan_problem_pair (self, k);
      guint n_better;

      if (!pair->kept)
        continue;

      if (pair->roles == ROSTER_ROLE_TRAFFIC)
        n_better = n_traffic;
      else if (pair->roles == ROSTER_ROLE_PROFIT)
        n_better = n_profit;
      else
        n_better = n_both;
      if (n_better >= place->slots && !pair->locked)
        {
          pair->kept = FALSE;
          pruned = TRUE;
          continue;
        }

      if (scarce[pair->product])
        continue;
      n_traffic += (pair->roles & ROSTER_ROLE_TRAFFIC) != 0;
      n_profit += (pair->roles & ROSTER_ROLE_PROFIT) != 0;
      n_both += pair->roles == (ROSTER_ROLE_TRAFFIC | ROSTER_ROLE_PROFIT);
    }

  return pruned;
}

/**
 * roster_plan_problem_prune:
 *
 * Leaves out pairs that some best plan does without. A pair is dominated by another of the same streamer that earns at
 * least as much, covers at least the same roles and never runs out. Where as many of those as there are slots stand
 * before a pair, any plan with it leaves at least one of them out, and exchanging the two breaks nothing and loses
 * nothing. A product never runs out if all pairs that are left want no more than can be delivered; as pairs go, more
 * products become so, until nothing changes.
 */
void
roster_plan_problem_prune (RosterPlanProblem *self)
{
  g_autofree gboolean *scarce = g_new0 (gboolean, MAX (self->match->n_products, 1));
  gboolean pruned;

  do
    {
      find_scarce (self, scarce);
      pruned = FALSE;
      for (guint i = 0; i < self->places->len; i++)
        pruned |= prune_place (self, roster_plan_problem_place (self, i), scarce);
    }
  while (pruned && !g_cancellable_is_cancelled (self->cancellable));

  self->n_kept = 0;
  for (guint i = 0; i < self->pairs->len; i++)
    self->n_kept += roster_plan_problem_pair (self, i)->kept;
}
