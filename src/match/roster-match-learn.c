/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-match-learn.h"

#include <math.h>
#include <string.h>

#include "roster-rules.h"

/* Weighted counts are kept in 1/1024. */
#define WEIGHT_ONE 1024.0

#define N_TIERS 5

/* Units and sessions of a group. */
typedef struct
{
  double units;
  double sessions;
} Tally;

static const RosterSold *
sold_at (RosterMatch *self,
         guint        i)
{
  return &g_array_index (self->sold, RosterSold, i);
}

/* The mean of a Gamma prior of this weight after the tally was seen. */
static double
posterior (Tally  tally,
           double prior_mean,
           double prior_sessions)
{
  return (prior_sessions * prior_mean + tally.units) / (prior_sessions + tally.sessions);
}

static Tally
tally_of_streamer (RosterMatch *self,
                   guint        s)
{
  Tally tally = { 0 };

  for (guint i = self->sold_from[s]; i < self->sold_from[s + 1]; i++)
    {
      tally.units += sold_at (self, i)->weighted_units / WEIGHT_ONE;
      tally.sessions += sold_at (self, i)->weighted_sessions / WEIGHT_ONE;
    }

  return tally;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/* Fans with buying power as far as the platform lets them see a public page (rules 4, 5); 0 where unknown. */
static double
reachable_fans (RosterMatch *self,
                guint        s)
{
  RosterRecord *streamer = self->streamers->pdata[s];
  gint64 fans = roster_streamer_effective_fans (streamer);
  double limit = roster_match_rule (self, ROSTER_RULE_DAMPED_FROM_FOLLOWERS);

  if (fans > limit && roster_streamer_reach_is_damped (streamer, self->rules))
    return limit + (fans - limit) * (1 - roster_match_rule_share (self, ROSTER_RULE_DAMPING_STRENGTH));

  return MAX (fans, 0);
}

/* The middle of the reachable fans of each tier. */
static void
typical_fans (RosterMatch *self,
              double       typical[N_TIERS])
{
  for (guint t = 0; t < N_TIERS; t++)
    {
      g_autoptr (GArray) fans = g_array_new (FALSE, FALSE, sizeof (double));

      for (guint s = 0; s < self->n_streamers; s++)
        {
          double reachable = reachable_fans (self, s);

          if (self->streamer_tier[s] == t && reachable > 0)
            g_array_append_val (fans, reachable);
        }
      g_array_sort (fans, compare_doubles);
      typical[t] = fans->len > 0 ? g_array_index (fans, double, fans->len / 2) : 0;
    }
}

static void
learn_pace (RosterMatch *self)
{
  guint n_verticals = self->verticals.names->len;
  g_autofree Tally *tallies = g_new0 (Tally, self->n_streamers);
  g_autofree Tally *groups = g_new0 (Tally, N_TIERS * n_verticals);
  double fans[N_TIERS];
  Tally tiers[N_TIERS] = { 0 };
  Tally all = { 0 };
  double prior = roster_match_rule (self, ROSTER_RULE_MATCH_PRIOR_SESSIONS);
  double power = roster_match_rule_share (self, ROSTER_RULE_MATCH_FANS);
  double ordinary;

  for (guint s = 0; s < self->n_streamers; s++)
    {
      Tally *group = &groups[self->streamer_tier[s] * n_verticals + self->streamer_vertical[s]];
      Tally *tier = &tiers[self->streamer_tier[s]];

      tallies[s] = tally_of_streamer (self, s);
      group->units += tallies[s].units, group->sessions += tallies[s].sessions;
      tier->units += tallies[s].units, tier->sessions += tallies[s].sessions;
      all.units += tallies[s].units, all.sessions += tallies[s].sessions;
    }

  /* Where nobody has sold anything, one unit in a session. */
  ordinary = posterior (all, 1, 1);
  self->ordinary_pace = roster_log (ordinary);
  typical_fans (self, fans);
  for (guint s = 0; s < self->n_streamers; s++)
    {
      guint tier = self->streamer_tier[s];
      double of_tier = posterior (tiers[tier], ordinary, prior);
      double of_group = posterior (groups[tier * n_verticals + self->streamer_vertical[s]], of_tier,
                                   prior);
      double own_fans = reachable_fans (self, s);

      self->pace[s] = roster_log (posterior (tallies[s], of_group, prior));
      self->thinness[s] = prior / (prior + tallies[s].sessions);
      if (own_fans > 0 && fans[tier] > 0)
        self->reach[s] = lrint (roster_log (own_fans / fans[tier]) * self->thinness[s] * power);
    }
}

/* The shares of the categories among streamers of each vertical, and their lift over everybody's. */
static void
learn_shares (RosterMatch *self)
{
  guint n_verticals = self->verticals.names->len, n_categories = self->categories.names->len;
  g_autofree double *of_vertical = g_new0 (double, n_verticals);
  g_autofree double *of_category = g_new0 (double, n_categories);
  double all = 0;

  self->share = g_new0 (double, (gsize) n_verticals *n_categories);
  self->lift = g_new0 (RosterLog, (gsize) n_verticals * n_categories);
  for (guint i = 0; i < self->sold->len; i++)
    {
      const RosterSold *sold = sold_at (self, i);
      guint vertical = self->streamer_vertical[sold->streamer], category = self->product_category[sold->product];

      self->share[vertical * n_categories + category] += roster_match_evidence (sold);
      of_vertical[vertical] += roster_match_evidence (sold);
      of_category[category] += roster_match_evidence (sold);
      all += roster_match_evidence (sold);
    }

  for (guint v = 0; v < n_verticals; v++)
    for (guint c = 0; c < n_categories; c++)
      {
        double *share = &self->share[v * n_categories + c];
        double everybody = (of_category[c] + 1) / (all + n_categories);

        *share = (*share + ROSTER_MATCH_PRIOR_OF_VERTICAL * everybody) /
                 (of_vertical[v] + ROSTER_MATCH_PRIOR_OF_VERTICAL);
        self->lift[v * n_categories + c] = lrint (roster_log (*share / everybody) * ROSTER_MATCH_CHOICE_POWER);
      }
}

/* How a product does against the mean of the catalogue: by how many streamers sell it, and how much of it is sold. */
static void
learn_demand (RosterMatch *self)
{
  g_autofree double *adopted = g_new0 (double, MAX (self->n_products, 1));
  double prior = roster_match_rule (self, ROSTER_RULE_MATCH_PRIOR_UNITS);
  double adopted_mean = 0, popular_mean = 0;

  for (guint i = 0; i < self->sold->len; i++)
    {
      const RosterSold *sold = sold_at (self, i);

      adopted[sold->product] += ROSTER_MATCH_OFFERED + (sold->units > 0);
      self->popularity[sold->product] += sold->units;
    }
  for (guint p = 0; p < self->n_products; p++)
    {
      self->popularity[p] = MAX (self->popularity[p], roster_record_number (self->products->pdata[p], "units28", 0));
      adopted_mean += adopted[p] / self->n_products;
      popular_mean += (double) self->popularity[p] / self->n_products;
    }

  for (guint p = 0; p < self->n_products; p++)
    self->demand[p] =
        lrint (roster_log ((adopted[p] + ROSTER_MATCH_PRIOR_ADOPTION) / (adopted_mean + ROSTER_MATCH_PRIOR_ADOPTION)) *
               ROSTER_MATCH_ADOPTION_POWER) +
        lrint (roster_log ((self->popularity[p] + prior) / (popular_mean + prior)) * ROSTER_MATCH_POPULARITY_POWER);
}

/* Pace is that of products which somebody chose to sell, and those are in demand: without this everything would be
   counted twice. Demand is scaled so that what is expected of all sales together is what was sold. */
static void
balance (RosterMatch *self)
{
  double expected = 0, sold_units = 0;
  RosterLog scale;

  for (guint i = 0; i < self->sold->len; i++)
    {
      const RosterSold *sold = sold_at (self, i);
      RosterLog log = roster_match_expected (self, sold->streamer, sold->product);

      expected += roster_log_undo (log) * sold->weighted_sessions / WEIGHT_ONE;
      sold_units += sold->weighted_units / WEIGHT_ONE;
    }
  if (expected <= 0 || sold_units <= 0)
    return;

  scale = roster_log (sold_units / expected);
  for (guint p = 0; p < self->n_products; p++)
    self->demand[p] += scale;
}

/* What sells together */

typedef struct
{
  guint product;
  guint other;
  double product_of_evidence;
} Together;

static int
compare_together (gconstpointer a,
                  gconstpointer b)
{
  const Together *left = a, *right = b;

  if (left->product != right->product)
    return left->product < right->product ? -1 : 1;

  return left->other < right->other ? -1 : left->other > right->other;
}

static void
learn_neighbours (RosterMatch *self)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Together));
  g_autofree double *squares = g_new0 (double, self->n_products);
  guint n_neighbours = 0;

  for (guint s = 0; s < self->n_streamers; s++)
    for (guint i = self->sold_from[s]; i < self->sold_from[s + 1]; i++)
      {
        const RosterSold *sold = sold_at (self, i);

        squares[sold->product] += roster_match_evidence (sold) * roster_match_evidence (sold);
        for (guint k = self->sold_from[s]; k < self->sold_from[s + 1]; k++)
          {
            const RosterSold *other = sold_at (self, k);
            Together pair = { sold->product, other->product,
                              roster_match_evidence (sold) * roster_match_evidence (other) };

            if (k != i && pair.product_of_evidence > 0)
              g_array_append_val (pairs, pair);
          }
      }
  /* Equal pairs come from different streamers; their sum is of few terms and the order of the streamers is fixed. */
  g_array_sort (pairs, compare_together);

  self->neighbours = g_new0 (RosterNeighbour, MAX (pairs->len, 1));
  self->neighbours_from = g_new0 (guint, self->n_products + 1);
  for (guint i = 0; i < pairs->len;)
    {
      const Together *first = &g_array_index (pairs, Together, i);
      double sum = 0;
      guint n = 0;

      for (; i < pairs->len && compare_together (first, &g_array_index (pairs, Together, i)) == 0; i++, n++)
        sum += g_array_index (pairs, Together, i).product_of_evidence;

      self->neighbours[n_neighbours].product = first->other;
      self->neighbours[n_neighbours].similarity = sum / sqrt (squares[first->product] * squares[first->other]) * n /
                                                  (n + ROSTER_MATCH_PRIOR_STREAMERS);
      n_neighbours++;
      self->neighbours_from[first->product + 1] = n_neighbours;
    }
  for (guint p = 0; p < self->n_products; p++)
    self->neighbours_from[p + 1] = MAX (self->neighbours_from[p + 1], self->neighbours_from[p]);
}

void
roster_match_learn (RosterMatch *self)
{
  learn_pace (self);
  learn_shares (self);
  learn_demand (self);
  learn_neighbours (self);
  balance (self);
}
