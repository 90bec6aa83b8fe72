/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-column-packing.h"

#define N_STRETCHES 60

static gboolean
overlap (const RosterPacked *a,
         const RosterPacked *b)
{
  return a->start < b->end && b->start < a->end;
}

static void
test_touching_is_no_overlap (void)
{
  RosterPacked day[] = { { .start = 600, .end = 720 }, { .start = 720, .end = 840 } };

  roster_pack_columns (day, G_N_ELEMENTS (day));
  g_assert_cmpuint (day[0].n_columns, ==, 1);
  g_assert_cmpuint (day[1].n_columns, ==, 1);
  g_assert_cmpuint (day[0].cluster, !=, day[1].cluster);
}

/* Two that do not overlap share a column while a third overlaps both. */
static void
test_columns_are_used_again (void)
{
  RosterPacked day[] = { { .start = 1140, .end = 1380 },
                         { .start = 1140, .end = 1200 },
                         { .start = 1260, .end = 1320 } };

  roster_pack_columns (day, G_N_ELEMENTS (day));
  g_assert_cmpuint (day[0].column, ==, 0);
  g_assert_cmpuint (day[1].column, ==, 1);
  g_assert_cmpuint (day[2].column, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (day); i++)
    g_assert_cmpuint (day[i].n_columns, ==, 2);
}

static guint
most_at_once (const RosterPacked *day,
              guint               cluster)
{
  guint most = 0;

  for (guint i = 0; i < N_STRETCHES; i++)
    {
      guint at_once = 0;

      for (guint j = 0; j < N_STRETCHES; j++)
        at_once += day[j].cluster == cluster && day[j].start <= day[i].start && day[i].start < day[j].end;
      if (day[i].cluster == cluster)
        most = MAX (most, at_once);
    }

  return most;
}

/* Whatever the day looks like: nobody covers anybody, and no cluster is wider than its fullest hour. */
static void
test_any_day (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 500; round++)
    {
      RosterPacked day[N_STRETCHES];

      for (guint i = 0; i < N_STRETCHES; i++)
        {
          day[i].start = g_rand_int_range (rand, 0, 1400);
          day[i].end = day[i].start + g_rand_int_range (rand, 5, round % 2 == 0 ? 40 : 300);
        }
      roster_pack_columns (day, N_STRETCHES);

      for (guint i = 0; i < N_STRETCHES; i++)
        {
          g_assert_cmpuint (day[i].column, <, day[i].n_columns);
          g_assert_cmpuint (day[i].n_columns, ==, most_at_once (day, day[i].cluster));
          for (guint j = 0; j < i; j++)
            if (overlap (&day[i], &day[j]))
              {
                g_assert_cmpuint (day[i].cluster, ==, day[j].cluster);
                g_assert_cmpuint (day[i].column, !=, day[j].column);
              }
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/columns/touching-is-no-overlap", test_touching_is_no_overlap);
  g_test_add_func ("/calendar/columns/are-used-again", test_columns_are_used_again);
  g_test_add_func ("/calendar/columns/nobody-covers-anybody-in-as-few-as-can-be", test_any_day);

  return g_test_run ();
}
