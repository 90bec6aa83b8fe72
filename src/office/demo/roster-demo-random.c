/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-random.h"

#include <string.h>

/**
 * roster_demo_range:
 * @first: the smallest result
 * @last: the greatest; at most 2³¹ − 2 more than @first
 */
gint64
roster_demo_range (GRand  *rand,
                   gint64  first,
                   gint64  last)
{
  g_assert (first <= last && last - first < G_MAXINT32);

  return first + g_rand_int_range (rand, 0, (gint32) (last - first + 1));
}

gboolean
roster_demo_chance (GRand *rand,
                    guint  percent)
{
  return g_rand_int_range (rand, 0, 100) < (gint32) percent;
}

/**
 * roster_demo_spread:
 * @quantiles: the minimum, the eighths and the maximum of a distribution, rising
 *
 * Returns: a draw from the distribution, even between two quantiles
 */
gint64
roster_demo_spread (GRand        *rand,
                    const gint64  quantiles[ROSTER_DEMO_N_QUANTILES])
{
  guint eighth = g_rand_int_range (rand, 0, ROSTER_DEMO_N_QUANTILES - 1);

  return roster_demo_range (rand, quantiles[eighth], quantiles[eighth + 1]);
}

/**
 * roster_demo_weighted:
 *
 * Returns: an index below @n_weights, each as often as its weight says
 */
guint
roster_demo_weighted (GRand       *rand,
                      const guint *weights,
                      guint        n_weights)
{
  gint64 total = 0, drawn;

  for (guint i = 0; i < n_weights; i++)
    total += weights[i];
  drawn = roster_demo_range (rand, 0, total - 1);

  for (guint i = 0; i < n_weights; i++)
    {
      drawn -= weights[i];
      if (drawn < 0)
        return i;
    }

  g_assert_not_reached ();
}

/**
 * roster_demo_early:
 *
 * Returns: an index below @n, the first ones far oftener: what sells well sells in many shops
 */
guint
roster_demo_early (GRand *rand,
                   guint  n)
{
  return (guint) (roster_demo_range (rand, 0, n - 1) * roster_demo_range (rand, 0, 999) / 1000);
}

const char *
roster_demo_pick (GRand             *rand,
                  const char *const *texts)
{
  return texts[g_rand_int_range (rand, 0, (gint32) g_strv_length ((char **) texts))];
}

/**
 * roster_demo_pick_bar:
 * @texts: separated by `|`
 *
 * Returns: (transfer full): one of @texts
 */
char *
roster_demo_pick_bar (GRand      *rand,
                      const char *texts)
{
  guint n = 1;
  const char *start = texts, *end;

  for (const char *p = texts; *p != '\0'; p++)
    n += *p == '|';

  for (guint skip = g_rand_int_range (rand, 0, (gint32) n); skip > 0; skip--)
    start = strchr (start, '|') + 1;
  end = strchrnul (start, '|');
  return g_strndup (start, end - start);
}

/**
 * roster_demo_split:
 * @total: at least 0
 * @weights: none negative
 * @parts: (out): whole parts of @total in proportion to @weights; they add up to @total, or to 0
 *   where all weights are 0
 */
void
roster_demo_split (gint64        total,
                   const gint64 *weights,
                   guint         n_weights,
                   gint64       *parts)
{
  gint64 sum = 0, so_far = 0, given = 0;

  g_assert (total >= 0);

  for (guint i = 0; i < n_weights; i++)
    sum += weights[i];

  for (guint i = 0; i < n_weights; i++)
    {
      gint64 until;

      so_far += weights[i];
      until = sum > 0 ? (gint64) ((__int128) total * so_far / sum) : 0;
      parts[i] = until - given;
      given = until;
    }
}
