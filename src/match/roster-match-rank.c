/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "roster-match-private.h"
#include "roster-match-row.h"
#include "roster-record.h"

/* The best of many: a heap with the worst on top. */

typedef struct
{
  RosterLog score;
  guint streamer;
  guint product;
} Candidate;

typedef struct
{
  Candidate *candidates;
  guint n;
  guint limit;
} Best;

/* Below zero where a is the better one. Equal scores keep the order of the ids. */
static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *left = a, *right = b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  if (left->streamer != right->streamer)
    return left->streamer < right->streamer ? -1 : 1;

  return left->product < right->product ? -1 : left->product > right->product;
}

static void
sink (Best  *self,
      guint  i)
{
  Candidate moved = self->candidates[i];

  for (guint child; (child = 2 * i + 1) < self->n; i = child)
    {
      if (child + 1 < self->n && compare_candidates (&self->candidates[child], &self->candidates[child + 1]) < 0)
        child++;
      if (compare_candidates (&moved, &self->candidates[child]) >= 0)
        break;
      self->candidates[i] = self->candidates[child];
    }
  self->candidates[i] = moved;
}

static void
offer (Best            *self,
       const Candidate *candidate)
{
  if (self->n < self->limit)
    {
      self->candidates[self->n++] = *candidate;
      for (guint i = self->n / 2; self->n == self->limit && i-- > 0;)
        sink (self, i);
    }
  else if (compare_candidates (candidate, &self->candidates[0]) < 0)
    {
      self->candidates[0] = *candidate;
      sink (self, 0);
    }
}

/* The score that a candidate must reach to count. */
static RosterLog
bar (const Best *self)
{
  return self->n < self->limit ? ROSTER_LOG_NEVER + 1 : self->candidates[0].score;
}

static GArray *
finish (RosterMatch *match,
        Best        *self)
{
  GArray *suggestions = g_array_sized_new (FALSE, FALSE, sizeof (RosterSuggestion), self->n);

  qsort (self->candidates, self->n, sizeof *self->candidates, compare_candidates);
  g_array_set_size (suggestions, self->n);
  for (guint i = 0; i < self->n; i++)
    roster_match_pair (match, self->candidates[i].streamer, self->candidates[i].product,
                       &g_array_index (suggestions, RosterSuggestion, i));
  g_free (self->candidates);
  return suggestions;
}

static void
offer_row (Best            *self,
           guint            streamer,
           const RosterLog *scores,
           guint            n)
{
  for (guint p = 0; p < n; p++)
    if (scores[p] >= bar (self))
      offer (self, &(Candidate){ .score = scores[p], .streamer = streamer, .product = p });
}

static Best
best_of (gsize n_pairs,
         guint limit)
{
  gsize most = limit != 0 ? MIN (limit, n_pairs) : n_pairs;

  return (Best){ .candidates = g_new (Candidate, MAX (most, 1)), .limit = most };
}

/**
 * roster_match_for_streamer:
 * @filter: (nullable): which suggestions to make
 * @limit: how many at most; 0 for all
 *
 * Ranks the products for a streamer.
 *
 * Returns: (transfer full) (element-type RosterSuggestion): the suggestions, best first; without what is excluded
 */
GArray *
roster_match_for_streamer (RosterMatch             *self,
                           guint                    streamer,
                           const RosterMatchFilter *filter,
                           guint                    limit)
{
  g_autoptr (RosterMatchRow) row = NULL;
  Best best;

  g_return_val_if_fail (self != NULL && streamer < self->n_streamers, NULL);

  row = roster_match_row_new (self, filter);
  best = best_of (self->n_products, limit);
  if (best.limit > 0)
    offer_row (&best, streamer, roster_match_row_score (row, streamer), self->n_products);

  return finish (self, &best);
}

/**
 * roster_match_for_everybody:
 * @filter: (nullable): which suggestions to make
 * @limit: how many at most; 0 for all
 *
 * Ranks all pairs of streamers and products.
 *
 * Returns: (transfer full) (element-type RosterSuggestion): the suggestions, best first; without what is excluded
 */
GArray *
roster_match_for_everybody (RosterMatch             *self,
                            const RosterMatchFilter *filter,
                            guint                    limit)
{
  g_autoptr (RosterMatchRow) row = NULL;
  Best best;

  g_return_val_if_fail (self != NULL, NULL);

  row = roster_match_row_new (self, filter);
  best = best_of ((gsize) self->n_products * self->n_streamers, limit);
  for (guint s = 0; s < self->n_streamers && best.limit > 0; s++)
    offer_row (&best, s, roster_match_row_score (row, s), self->n_products);

  return finish (self, &best);
}

/**
 * roster_match_for_product:
 * @filter: (nullable): which suggestions to make
 * @limit: how many at most; 0 for all
 *
 * Ranks the streamers for a product: who should sell it.
 *
 * Returns: (transfer full) (element-type RosterSuggestion): the suggestions, best first; without what is excluded
 */
GArray *
roster_match_for_product (RosterMatch             *self,
                          guint                    product,
                          const RosterMatchFilter *filter,
                          guint                    limit)
{
  Best best;

  g_return_val_if_fail (self != NULL && product < self->n_products, NULL);

  best = best_of (self->n_streamers, limit);
  for (guint s = 0; s < self->n_streamers && best.limit > 0; s++)
    {
      RosterSuggestion suggestion;

      if (roster_match_exclusion (self, s, product) != ROSTER_EXCLUSION_NONE ||
          !roster_match_passes (self, filter, s, product))
        continue;
      roster_match_pair (self, s, product, &suggestion);
      offer (&best, &(Candidate){ .score = suggestion.score, .streamer = s, .product = product });
    }

  return finish (self, &best);
}
