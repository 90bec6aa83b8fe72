/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-match-learn.h"

#include <math.h>
#include <string.h>

#include "roster-match-table.h"
#include "roster-rules.h"

/* Weighted counts are kept in 1/1024. */
#define WEIGHT_ONE 1024.0

#define N_TIERS ROSTER_MATCH_N_TIERS

static const RosterSold *
sold_at (RosterMatch *self,
         guint        i)
{
  return &g_array_index (self->sold, RosterSold, i);
}

/* The mean of a Gamma prior of this weight after the tally was seen. */
static double
posterior (RosterMatchTally tally,
           double           prior_mean,
           double           prior_sessions)
{
  return (prior_sessions * prior_mean + tally.units) / (prior_sessions + tally.sessions);
}

static RosterMatchTally
tally_of_streamer (RosterMatch *self,
                   guint        s)
{
  RosterMatchTally tally = { 0 };

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

static void
learn_usual_fans (RosterMatch *self)
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
      self->usual_fans[t] = fans->len > 0 ? g_array_index (fans, double, fans->len / 2) : 0;
    }
}

static void
learn_pace (RosterMatch *self)
{
  guint n_verticals = self->verticals.names->len;
  g_autofree RosterMatchTally *tallies = g_new0 (RosterMatchTally, self->n_streamers);
  const RosterMatchTally *groups = self->table->paces;
  RosterMatchTally tiers[N_TIERS] = { 0 };
  RosterMatchTally all = { 0 };
  double prior = roster_match_rule (self, ROSTER_RULE_MATCH_PRIOR_SESSIONS);
  double power = roster_match_rule_share (self, ROSTER_RULE_MATCH_FANS);
  double ordinary;

  for (guint s = 0; s < self->n_streamers; s++)
    tallies[s] = tally_of_streamer (self, s);
  for (guint t = 0; t < N_TIERS; t++)
    for (guint v = 0; v < n_verticals; v++)
      {
        const RosterMatchTally *group = &groups[t * n_verticals + v];

        tiers[t].units += group->units, tiers[t].sessions += group->sessions;
        all.units += group->units, all.sessions += group->sessions;
      }

  /* Where nobody has sold anything, one unit in a session. */
  ordinary = posterior (all, 1, 1);
  self->ordinary_pace = roster_log (ordinary);
  learn_usual_fans (self);
  for (guint s = 0; s < self->n_streamers; s++)
    {
      guint tier = self->streamer_tier[s];
      double of_tier = posterior (tiers[tier], ordinary, prior);
      double of_group = posterior (groups[tier * n_verticals + self->streamer_vertical[s]], of_tier,
                                   prior);
      double own_fans = reachable_fans (self, s);

      self->pace[s] = roster_log (posterior (tallies[s], of_group, prior));
      self->thinness[s] = prior / (prior + tallies[s].sessions);
      if (own_fans > 0 && self->usual_fans[tier] > 0)
        self->reach[s] = lrint (roster_log (own_fans / self->usual_fans[tier]) * self->thinness[s] * power);
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
  for (guint v = 0; v < n_verticals; v++)
    for (guint c = 0; c < n_categories; c++)
      {
        double chosen = self->table->chosen[v * n_categories + c];

        self->share[v * n_categories + c] = chosen;
        of_vertical[v] += chosen;
        of_category[c] += chosen;
        all += chosen;
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
  const double *adopted = self->table->adopted;
  double prior = roster_match_rule (self, ROSTER_RULE_MATCH_PRIOR_UNITS);
  double adopted_mean = 0, popular_mean = 0;

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
  self->ordinary_demand = scale;
}

void
roster_match_learn (RosterMatch *self,
                    GPtrArray   *affinities)
{
  self->table = roster_match_table_new (self, affinities);
  learn_pace (self);
  learn_shares (self);
  learn_demand (self);
  balance (self);
}
