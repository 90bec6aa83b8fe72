/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-column-packing.h"

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const RosterPacked *left = *(RosterPacked *const *) a, *right = *(RosterPacked *const *) b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  if (left->end != right->end)
    return left->end > right->end ? -1 : 1;

  /* As they were handed over, so that nothing changes places without a reason. */
  return left < right ? -1 : left > right;
}

static void
close_cluster (GPtrArray *order,
               guint      first,
               guint      last,
               guint      cluster,
               guint      n_columns)
{
  for (guint i = first; i < last; i++)
    {
      RosterPacked *stretch = order->pdata[i];

      stretch->cluster = cluster;
      stretch->n_columns = n_columns;
    }
}

/**
 * roster_pack_columns:
 * @stretches: (array length=n_stretches): in any order
 *
 * Gives each stretch the first column that is free at its start: the fewest columns that a cluster can do with, and
 * nobody overlaps anybody in the same column. What merely touches does not overlap.
 */
void
roster_pack_columns (RosterPacked *stretches,
                     guint         n_stretches)
{
  g_autoptr (GPtrArray) order = g_ptr_array_sized_new (n_stretches);
  g_autoptr (GArray) free_from = g_array_new (FALSE, FALSE, sizeof (int));
  guint first = 0, cluster = 0;
  int cluster_end = G_MININT;

  g_return_if_fail (stretches != NULL || n_stretches == 0);

  for (guint i = 0; i < n_stretches; i++)
    g_ptr_array_add (order, &stretches[i]);
  g_ptr_array_sort (order, compare);

  for (guint i = 0; i < order->len; i++)
    {
      RosterPacked *stretch = order->pdata[i];
      guint column = 0;

      if (i > 0 && stretch->start >= cluster_end)
        {
          close_cluster (order, first, i, cluster++, free_from->len);
          g_array_set_size (free_from, 0);
          first = i;
          cluster_end = G_MININT;
        }

      while (column < free_from->len && g_array_index (free_from, int, column) > stretch->start)
        column++;
      if (column == free_from->len)
        g_array_append_val (free_from, stretch->end);
      else
        g_array_index (free_from, int, column) = stretch->end;
      stretch->column = column;
      cluster_end = MAX (cluster_end, stretch->end);
    }
  close_cluster (order, first, order->len, cluster, free_from->len);
}
