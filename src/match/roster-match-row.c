/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-match-row.h"

#include <math.h>
#include <string.h>

#include "roster-rules.h"

#define WEIGHT_ONE 1024.0

struct _RosterMatchRow
{
  RosterMatch *match;
  RosterMatchFilter filter;

  /* one for each category: the vertical's lift and the streamer's own share */
  RosterLog *category;
  /* one for each product: what own sales, neighbours and refusals say, and what is excluded */
  double *together;
  RosterLog *extra;
  gint32 *filtered;
  gint32 *blocked;
  RosterLog *score;
  /* the products whose together or extra is set */
  GArray *touched;
};

static const RosterSold *
sold_at (RosterMatch *match,
         guint        i)
{
  return &g_array_index (match->sold, RosterSold, i);
}

static double
evidence_of (RosterMatch *match,
             guint        streamer)
{
  double sum = 0;

  for (guint i = match->sold_from[streamer]; i < match->sold_from[streamer + 1]; i++)
    sum += roster_match_evidence (sold_at (match, i));

  return sum;
}

/* What the streamer's own choice of categories says about one of them. */
static RosterLog
category_affinity (RosterMatch *match,
                   guint        streamer,
                   guint        category,
                   double       in_category,
                   double       in_all)
{
  double share = match->share[match->streamer_vertical[streamer] * match->categories.names->len + category];

  return lrint (ROSTER_MATCH_CHOICE_POWER * roster_log ((ROSTER_MATCH_PRIOR_EVIDENCE + in_category / share) /
                                                        (ROSTER_MATCH_PRIOR_EVIDENCE + in_all)));
}

/* What sells together with what the streamer sold. */
static RosterLog
together_affinity (double together,
                   double in_all)
{
  return together > 0 ? roster_log (1 + ROSTER_MATCH_TOGETHER_WEIGHT * together / in_all) : 0;
}

/* What the streamer's own sales of the product say, given the units a session that all else lets expect. Once it is
   sold nobody need guess whether the streamer would choose it: demand, category and price have had their say, and what
   the sales are held against is what the streamer sells of an ordinary product. */
static RosterLog
own_affinity (const RosterSold *sold,
              RosterLog         usual,
              RosterLog         expected)
{
  double pace = roster_log_undo (usual), prior = ROSTER_MATCH_OWN_SHAPE + ROSTER_MATCH_OWN_SESSIONS * pace;

  return usual - expected +
         roster_log ((prior + sold->weighted_units / WEIGHT_ONE) /
                     (prior + pace * sold->weighted_sessions / WEIGHT_ONE));
}

/* What a streamer sells of an ordinary product. */
static RosterLog
usual_units (RosterMatch *self,
             guint        streamer)
{
  return self->pace[streamer] + self->reach[streamer] + self->readiness[streamer];
}

/* What a refusal of one product says of another: what was too expensive makes as dear a product of its category
   unlikely, what the streamer dislikes makes its category a little less likely. */
static RosterLog
spread_of_refusal (RosterMatch         *match,
                   const RosterDecided *decided,
                   guint                product)
{
  if (!decided->refused || match->product_category[decided->product] == ROSTER_MATCH_NO_GROUP ||
      match->product_category[decided->product] != match->product_category[product] ||
      (decided->only_dearer && match->price_low[product] < match->price_low[decided->product]))
    return 0;

  return decided->alike;
}

RosterLog
roster_match_refusal (RosterMatch         *match,
                      const RosterDecided *decided,
                      guint                product)
{
  return decided->product == product ? decided->log : spread_of_refusal (match, decided, product);
}

static RosterLog
decision (RosterMatch *match,
          guint        streamer,
          guint        product)
{
  RosterLog worst = 0;

  for (guint i = match->decided_from[streamer]; i < match->decided_from[streamer + 1]; i++)
    {
      const RosterDecided *decided = &g_array_index (match->decided, RosterDecided, i);

      worst = MIN (worst, roster_match_refusal (match, decided, product));
    }

  return worst;
}

float
roster_match_similarity (RosterMatch *match,
                         guint        product,
                         guint        other)
{
  guint first = match->neighbours_from[product], end = match->neighbours_from[product + 1];

  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (match->neighbours[middle].product == other)
        return match->neighbours[middle].similarity;
      if (match->neighbours[middle].product < other)
        first = middle + 1;
      else
        end = middle;
    }

  return 0;
}

/* The factors before what was really sold of the product and what was decided on it. */
static void
expect (RosterMatch *self,
        guint        streamer,
        guint        product,
        RosterLog   *factors)
{
  guint category = self->product_category[product], n_categories = self->categories.names->len;
  double in_all = evidence_of (self, streamer), in_category = 0, together = 0;

  for (guint i = self->sold_from[streamer]; i < self->sold_from[streamer + 1]; i++)
    {
      const RosterSold *sold = sold_at (self, i);

      if (self->product_category[sold->product] == category)
        in_category += roster_match_evidence (sold);
      together += roster_match_evidence (sold) * roster_match_similarity (self, sold->product, product);
    }

  factors[ROSTER_FACTOR_PACE] = self->pace[streamer];
  factors[ROSTER_FACTOR_REACH] = self->reach[streamer];
  factors[ROSTER_FACTOR_READINESS] = self->readiness[streamer];
  factors[ROSTER_FACTOR_DEMAND] = self->demand[product] +
                                  self->lift[self->streamer_vertical[streamer] * n_categories + category];
  factors[ROSTER_FACTOR_AFFINITY] = category_affinity (self, streamer, category, in_category, in_all) +
                                    together_affinity (together, in_all);
  factors[ROSTER_FACTOR_PRICE] = roster_match_price_fit (self->price_above, self->price_below,
                                                         self->band_low[streamer], self->band_high[streamer],
                                                         self->price_low[product], self->price_high[product]);
}

/**
 * roster_match_expected:
 *
 * Returns: the logarithm of the units a session that everything but the sales of the product itself lets expect
 */
RosterLog
roster_match_expected (RosterMatch *self,
                       guint        streamer,
                       guint        product)
{
  RosterLog factors[ROSTER_N_FACTORS], sum = 0;

  expect (self, streamer, product, factors);
  for (guint k = 0; k <= ROSTER_FACTOR_PRICE; k++)
    sum += factors[k];

  return sum;
}

/**
 * roster_match_pair:
 * @suggestion: (out): the score and its factors, also where the pair is excluded
 *
 * Scores one pair, with the same result as a ranking.
 */
void
roster_match_pair (RosterMatch      *self,
                   guint             streamer,
                   guint             product,
                   RosterSuggestion *suggestion)
{
  RosterLog *factors = suggestion->factors;
  const RosterSold *own;

  g_return_if_fail (self != NULL && streamer < self->n_streamers && product < self->n_products);

  suggestion->streamer = streamer;
  suggestion->product = product;
  suggestion->score = 0;
  expect (self, streamer, product, factors);

  /* What was really sold corrects what everything else lets expect. */
  own = roster_match_find_sold (self, streamer, product);
  if (own != NULL)
    factors[ROSTER_FACTOR_AFFINITY] += own_affinity (own, usual_units (self, streamer),
                                                     roster_match_expected (self, streamer, product));
  if (self->product_owner[product] == streamer)
    factors[ROSTER_FACTOR_AFFINITY] += ROSTER_LOG_ONE;
  factors[ROSTER_FACTOR_DECISION] = decision (self, streamer, product);

  for (guint k = 0; k <= ROSTER_FACTOR_DECISION; k++)
    suggestion->score += factors[k];
  factors[ROSTER_FACTOR_SUPPLY] = MIN (self->supply[product] - suggestion->score, 0);
  factors[ROSTER_FACTOR_RETURNS] = self->returns[product];
  factors[ROSTER_FACTOR_MARGIN] = self->margin[product];
  for (guint k = ROSTER_FACTOR_SUPPLY; k < ROSTER_N_FACTORS; k++)
    suggestion->score += factors[k];
}

/**
 * roster_suggestion_margin:
 *
 * Returns: the expected margin of one session in li, rounded
 */
gint64
roster_suggestion_margin (const RosterSuggestion *suggestion)
{
  g_return_val_if_fail (suggestion != NULL, 0);

  return llrint (roster_log_undo (suggestion->score));
}

/**
 * roster_suggestion_units:
 *
 * Returns: the units that are expected to be sold in one session, returned ones included
 */
double
roster_suggestion_units (const RosterSuggestion *suggestion)
{
  RosterLog units = 0;

  g_return_val_if_fail (suggestion != NULL, 0);

  for (guint k = 0; k <= ROSTER_FACTOR_SUPPLY; k++)
    units += suggestion->factors[k];

  return roster_log_undo (units);
}

/**
 * roster_match_product_exclusion:
 *
 * Returns: why the product is suggested to nobody, or %ROSTER_EXCLUSION_NONE
 */
RosterExclusion
roster_match_product_exclusion (RosterMatch *self,
                                guint        product)
{
  g_return_val_if_fail (self != NULL && product < self->n_products, ROSTER_EXCLUSION_NONE);

  return self->product_exclusion[product];
}

/**
 * roster_match_exclusion:
 *
 * Returns: why the product is not suggested to this streamer, or %ROSTER_EXCLUSION_NONE
 */
RosterExclusion
roster_match_exclusion (RosterMatch *self,
                        guint        streamer,
                        guint        product)
{
  const RosterDecided *decided;

  g_return_val_if_fail (self != NULL && streamer < self->n_streamers && product < self->n_products,
                        ROSTER_EXCLUSION_NONE);

  if (self->streamer_exclusion[streamer] != ROSTER_EXCLUSION_NONE)
    return self->streamer_exclusion[streamer];
  if (self->product_exclusion[product] != ROSTER_EXCLUSION_NONE)
    return self->product_exclusion[product];
  if (self->product_owner[product] != G_MAXUINT32 && self->product_owner[product] != streamer)
    return ROSTER_EXCLUSION_FOR_ANOTHER;

  decided = roster_match_find_decided (self, streamer, product);
  return decided != NULL && decided->put_off ? ROSTER_EXCLUSION_PUT_OFF : ROSTER_EXCLUSION_NONE;
}

static gboolean
product_passes (RosterMatch             *match,
                const RosterMatchFilter *filter,
                guint                    product)
{
  RosterRecord *record = match->products->pdata[product];

  return (filter->vertical == NULL || g_strcmp0 (roster_record_text (record, "vertical"), filter->vertical) == 0) &&
         (filter->factory == NULL || g_strcmp0 (roster_record_text (record, "factory"), filter->factory) == 0) &&
         (filter->roles == 0 || (match->product_roles[product] & filter->roles) != 0) &&
         (filter->margin_from <= 0 || match->product_margin[product] >= filter->margin_from);
}

gboolean
roster_match_passes (RosterMatch             *match,
                     const RosterMatchFilter *filter,
                     guint                    streamer,
                     guint                    product)
{
  if (filter == NULL)
    return TRUE;

  return product_passes (match, filter, product) &&
         (!filter->only_new || (roster_match_find_sold (match, streamer, product) == NULL &&
                                roster_match_find_decided (match, streamer, product) == NULL));
}

RosterMatchRow *
roster_match_row_new (RosterMatch             *match,
                      const RosterMatchFilter *filter)
{
  RosterMatchRow *self = g_new0 (RosterMatchRow, 1);

  self->match = match;
  if (filter != NULL)
    self->filter = *filter;
  self->category = g_new (RosterLog, match->categories.names->len);
  self->together = g_new0 (double, match->n_products);
  self->extra = g_new0 (RosterLog, match->n_products);
  self->filtered = g_new0 (gint32, match->n_products);
  self->blocked = g_new0 (gint32, match->n_products);
  self->score = g_new0 (RosterLog, match->n_products);
  self->touched = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint p = 0; filter != NULL && p < match->n_products; p++)
    self->filtered[p] = product_passes (match, filter, p) ? 0 : -1;
  return self;
}

void
roster_match_row_free (RosterMatchRow *self)
{
  g_free (self->category);
  g_free (self->together);
  g_free (self->extra);
  g_free (self->filtered);
  g_free (self->blocked);
  g_free (self->score);
  g_array_unref (self->touched);
  g_free (self);
}

static void
fill_categories (RosterMatchRow *self,
                 guint           streamer,
                 double          in_all)
{
  RosterMatch *match = self->match;
  guint n_categories = match->categories.names->len;
  const RosterLog *lift = match->lift + match->streamer_vertical[streamer] * n_categories;
  RosterLog without = lrint (ROSTER_MATCH_CHOICE_POWER *
                             roster_log (ROSTER_MATCH_PRIOR_EVIDENCE / (ROSTER_MATCH_PRIOR_EVIDENCE + in_all)));

  for (guint c = 0; c < n_categories; c++)
    self->category[c] = lift[c] + without;
  for (guint i = match->sold_from[streamer]; i < match->sold_from[streamer + 1]; i++)
    {
      guint category = match->product_category[sold_at (match, i)->product];
      double in_category = 0;

      for (guint k = match->sold_from[streamer]; k < match->sold_from[streamer + 1]; k++)
        if (match->product_category[sold_at (match, k)->product] == category)
          in_category += roster_match_evidence (sold_at (match, k));
      self->category[category] = lift[category] + category_affinity (match, streamer, category, in_category, in_all);
    }
}

static void
add_extra (RosterMatchRow *self,
           guint           product,
           RosterLog       extra)
{
  self->extra[product] += extra;
  g_array_append_val (self->touched, product);
}

/* Own sales and what sells together with them. */
static void
fill_sales (RosterMatchRow *self,
            guint           streamer,
            double          in_all)
{
  RosterMatch *match = self->match;
  guint n_touched;

  for (guint i = match->sold_from[streamer]; i < match->sold_from[streamer + 1]; i++)
    {
      const RosterSold *sold = sold_at (match, i);

      for (guint k = match->neighbours_from[sold->product]; k < match->neighbours_from[sold->product + 1]; k++)
        {
          const RosterNeighbour *neighbour = &match->neighbours[k];

          if (self->together[neighbour->product] == 0)
            g_array_append_val (self->touched, neighbour->product);
          self->together[neighbour->product] += roster_match_evidence (sold) * neighbour->similarity;
        }
    }

  n_touched = self->touched->len;
  for (guint i = 0; i < n_touched; i++)
    {
      guint product = g_array_index (self->touched, guint, i);

      self->extra[product] = together_affinity (self->together[product], in_all);
    }
}

/* What was really sold corrects what everything else lets expect. */
static void
fill_own (RosterMatchRow *self,
          guint           streamer)
{
  RosterMatch *match = self->match;

  for (guint i = match->sold_from[streamer]; i < match->sold_from[streamer + 1]; i++)
    {
      const RosterSold *sold = sold_at (match, i);
      guint product = sold->product;
      RosterLog expected =
          usual_units (match, streamer) + match->demand[product] + self->category[match->product_category[product]] +
          self->extra[product] +
          roster_match_price_fit (match->price_above, match->price_below, match->band_low[streamer],
                                  match->band_high[streamer], match->price_low[product], match->price_high[product]);

      add_extra (self, product, own_affinity (sold, usual_units (match, streamer), expected));
    }
}

static void
fill_decisions (RosterMatchRow *self,
                guint           streamer)
{
  RosterMatch *match = self->match;
  guint first = match->decided_from[streamer], end = match->decided_from[streamer + 1];

  for (guint i = first; i < end; i++)
    {
      const RosterDecided *decided = &g_array_index (match->decided, RosterDecided, i);
      guint category = match->product_category[decided->product];

      if (decided->put_off || self->filter.only_new)
        self->blocked[decided->product] = -1;
      if (!decided->refused)
        continue;
      if (category == ROSTER_MATCH_NO_GROUP)
        add_extra (self, decided->product, decided->log);
    }

  /* Several refusals may speak of one product, and the worst counts: look at each category once. */
  for (guint i = first; i < end; i++)
    {
      const RosterDecided *decided = &g_array_index (match->decided, RosterDecided, i);
      guint category = match->product_category[decided->product];
      gboolean seen = !decided->refused || category == ROSTER_MATCH_NO_GROUP;

      for (guint k = first; k < i && !seen; k++)
        {
          const RosterDecided *other = &g_array_index (match->decided, RosterDecided, k);

          seen = other->refused && match->product_category[other->product] == category;
        }
      for (guint k = match->in_category_from[category]; !seen && k < match->in_category_from[category + 1]; k++)
        {
          RosterLog worst = decision (match, streamer, match->in_category[k]);

          if (worst != 0)
            add_extra (self, match->in_category[k], worst);
        }
    }
}

static void
fill_blocked (RosterMatchRow *self,
              guint           streamer)
{
  RosterMatch *match = self->match;

  for (guint p = 0; p < match->n_products; p++)
    self->blocked[p] = match->blocked[p] | self->filtered[p];
  for (guint i = 0; i < match->custom->len; i++)
    {
      guint product = g_array_index (match->custom, guint, i);

      if (match->product_owner[product] != streamer)
        continue;
      self->blocked[product] = match->product_exclusion[product] != ROSTER_EXCLUSION_NONE ? -1
                                                                                          : self->filtered[product];
      add_extra (self, product, ROSTER_LOG_ONE);
    }
  if (self->filter.only_new)
    for (guint i = match->sold_from[streamer]; i < match->sold_from[streamer + 1]; i++)
      self->blocked[sold_at (match, i)->product] = -1;
}

/* The loop over all pairs. */
static void
add_up (RosterMatchRow *self,
        guint           streamer)
{
  RosterMatch *match = self->match;
  const guint n = match->n_products;
  const RosterLog of_streamer = usual_units (match, streamer);
  const RosterLog band_low = match->band_low[streamer], band_high = match->band_high[streamer];
  const gint32 above = match->price_above, below = match->price_below;
  const RosterLog *restrict price_low = match->price_low;
  const RosterLog *restrict price_high = match->price_high;
  const RosterLog *restrict demand = match->demand;
  const RosterLog *restrict supply = match->supply;
  const RosterLog *restrict earned = match->earned;
  const RosterLog *restrict category = self->category;
  const guint32 *restrict product_category = match->product_category;
  const RosterLog *restrict extra = self->extra;
  const gint32 *restrict blocked = self->blocked;
  RosterLog *restrict score = self->score;

  for (guint p = 0; p < n; p++)
    score[p] = category[product_category[p]];
  for (guint p = 0; p < n; p++)
    {
      RosterLog units = of_streamer + demand[p] + score[p] + extra[p] +
                        roster_match_price_fit (above, below, band_low, band_high, price_low[p], price_high[p]);
      RosterLog sum = MIN (units, supply[p]) + earned[p];

      score[p] = (sum & ~blocked[p]) | (ROSTER_LOG_NEVER & blocked[p]);
    }
}

/**
 * roster_match_row_score:
 *
 * Returns: (transfer none) (array): the score of each product, %ROSTER_LOG_NEVER for what is excluded or filtered;
 *   until the next call
 */
const RosterLog *
roster_match_row_score (RosterMatchRow *self,
                        guint           streamer)
{
  RosterMatch *match = self->match;
  double in_all = evidence_of (match, streamer);

  if (match->streamer_exclusion[streamer] != ROSTER_EXCLUSION_NONE)
    {
      for (guint p = 0; p < match->n_products; p++)
        self->score[p] = ROSTER_LOG_NEVER;
      return self->score;
    }

  fill_categories (self, streamer, in_all);
  fill_sales (self, streamer, in_all);
  fill_own (self, streamer);
  fill_blocked (self, streamer);
  fill_decisions (self, streamer);
  add_up (self, streamer);

  for (guint i = 0; i < self->touched->len; i++)
    {
      guint product = g_array_index (self->touched, guint, i);

      self->together[product] = 0;
      self->extra[product] = 0;
    }
  g_array_set_size (self->touched, 0);
  return self->score;
}
