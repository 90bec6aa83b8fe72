/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "roster-money.h"
#include "roster-plan.h"

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/**
 * roster_gini:
 * @values: (array length=n_values): what each one has; what is negative counts as nothing
 *
 * The Gini coefficient, half the relative mean absolute difference: Σ_i Σ_j |x_i − x_j| / (2·n²·mean). From sorted
 * values it is Σ_i (2i − n − 1)·x_i / (n·Σ x) (Sen, On Economic Inequality, 1973, section 2.7).
 *
 * Returns: from 0, everybody has the same, up to nearly 1,000,000, one has everything; 0 where nobody has anything
 */
gint64
roster_gini (const gint64 *values,
             guint         n_values)
{
  g_autofree gint64 *sorted = NULL;
  long double weighted = 0, sum = 0;

  g_return_val_if_fail (values != NULL || n_values == 0, 0);

  sorted = g_new (gint64, MAX (n_values, 1));
  for (guint i = 0; i < n_values; i++)
    sorted[i] = MAX (values[i], 0);
  qsort (sorted, n_values, sizeof *sorted, compare_values);
  for (guint i = 0; i < n_values; i++)
    {
      weighted += (2.0L * (i + 1) - n_values - 1) * sorted[i];
      sum += sorted[i];
    }

  return sum > 0 ? llroundl (ROSTER_RATE_ONE * weighted / (n_values * sum)) : 0;
}
