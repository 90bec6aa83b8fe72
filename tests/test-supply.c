/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-money.h"
#include "roster-settlement.h"
#include "roster-volume.h"

/* Rule 8's buckets: under 7, 7 to 15, over 15 days. */
#define SHORTEST 7
#define LONGEST 15

static void
test_ages_at_the_bounds (void)
{
  static const struct
  {
    gint64 days;
    RosterSettlementAge age;
  } cases[] = {
    { -3, ROSTER_SETTLEMENT_YOUNG },
    { 0, ROSTER_SETTLEMENT_YOUNG },
    { 6, ROSTER_SETTLEMENT_YOUNG },
    { 7, ROSTER_SETTLEMENT_DUE },
    { 15, ROSTER_SETTLEMENT_DUE },
    { 16, ROSTER_SETTLEMENT_LATE },
    { 400, ROSTER_SETTLEMENT_LATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (roster_settlement_age (cases[i].days, SHORTEST, LONGEST), ==, cases[i].age);
}

static void
test_a_period_is_spread_over_its_days (void)
{
  static const struct
  {
    RosterUnsettledSale sale;
    gint64 owed[ROSTER_N_SETTLEMENT_AGES];
  } cases[] = {
    /* One day each side of a bound. */
    { { 6, 1, 10, 0, 500 }, { 5000, 0, 0 } },
    { { 7, 1, 10, 0, 500 }, { 0, 5000, 0 } },
    { { 15, 1, 10, 0, 500 }, { 0, 5000, 0 } },
    { { 16, 1, 10, 0, 500 }, { 0, 0, 5000 } },
    /* Four weeks until yesterday: days of age 1–6, 7–15 and 16–28. */
    { { 1, 28, 28, 0, 1000 }, { 6000, 9000, 13000 } },
    /* What came back is not owed, and nothing is lost in rounding. */
    { { 1, 28, 13, 3, 1 }, { 2, 3, 5 } },
    { { 1, 28, 5, 9, 1000 }, { 0, 0, 0 } },
    /* A period that reaches into the future. */
    { { -10, 20, 20, 0, 10 }, { 170, 30, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RosterSettlement settlement = { { 0 } };

      roster_settlement_add (&settlement, &cases[i].sale, SHORTEST, LONGEST);
      for (guint age = 0; age < ROSTER_N_SETTLEMENT_AGES; age++)
        g_assert_cmpint (settlement.owed[age], ==, cases[i].owed[age]);
      g_assert_cmpint (settlement.units_without_cost, ==, 0);
    }
}

static void
test_no_li_is_lost (void)
{
  for (int i = 0; i < 2000; i++)
    {
      RosterSettlement settlement = { { 0 } };
      RosterUnsettledSale sale = { g_test_rand_int_range (-40, 100), g_test_rand_int_range (1, 60),
                                   g_test_rand_int_range (0, 5000), 0, g_test_rand_int_range (0, 90000) };
      gint64 shortest = g_test_rand_int_range (0, 20), longest = shortest + g_test_rand_int_range (0, 20);

      sale.units_returned = g_test_rand_int_range (0, 100);
      roster_settlement_add (&settlement, &sale, shortest, longest);
      g_assert_cmpint (roster_settlement_total (&settlement), ==,
                       MAX (sale.units - sale.units_returned, 0) * sale.unit_cost);
    }
}

static void
test_an_unknown_cost_is_counted_not_guessed (void)
{
  RosterSettlement settlement = { { 0 } };
  const RosterUnsettledSale sale = { 3, 1, 40, 4, -1 };

  roster_settlement_add (&settlement, &sale, SHORTEST, LONGEST);
  g_assert_cmpint (settlement.units_without_cost, ==, 36);
  g_assert_cmpint (roster_settlement_total (&settlement), ==, 0);
}

static void
test_a_sum_beyond_the_range_stays_at_the_greatest (void)
{
  RosterSettlement settlement = { { 0 } };
  const RosterUnsettledSale sale = { 3, 1, G_MAXINT64, 0, G_MAXINT64 };

  roster_settlement_add (&settlement, &sale, SHORTEST, LONGEST);
  roster_settlement_add (&settlement, &sale, SHORTEST, LONGEST);
  g_assert_cmpint (roster_settlement_total (&settlement), ==, G_MAXINT64);
}

static void
test_units_needed (void)
{
  static const struct
  {
    RosterVolume volume;
    gint64 goal;
    RosterVolumeAnswer answer;
    gint64 units;
  } cases[] = {
    /* Two tenths of a yuan a unit: 1,000 yuan are 5,000 units. */
    { { 200, 9900, 0, 0, 0, 0, 0 }, 1000000, ROSTER_VOLUME_REACHED, 5000 },
    { { 200, 9900, 0, 0, 0, 0, 0 }, 1000001, ROSTER_VOLUME_REACHED, 5001 },
    /* A tenth comes back at two yuan each: 0.9 × 0.5 − 0.1 × 2 = 0.25 yuan. */
    { { 500, 9900, 0, 100000, 2000, 0, 0 }, 1000000, ROSTER_VOLUME_REACHED, 4000 },
    /* The platform takes 1 % of 9.9 yuan: 0.5 − 0.099 = 0.401 yuan. */
    { { 500, 9900, 10000, 0, 0, 0, 0 }, 401000, ROSTER_VOLUME_REACHED, 1000 },
    /* Ten samples at 4 yuan have to be earned as well. */
    { { 200, 9900, 0, 0, 0, 10, 4000 }, 1000000, ROSTER_VOLUME_REACHED, 5200 },
    { { 200, 9900, 0, 0, 0, 10, 4000 }, 0, ROSTER_VOLUME_REACHED, 200 },
    { { 200, 9900, 0, 0, 0, 0, 0 }, 0, ROSTER_VOLUME_REACHED, 0 },
    { { 200, 9900, 20203, 0, 0, 0, 0 }, 1000, ROSTER_VOLUME_NEVER, -1 },
    { { 0, 9900, 0, 0, 0, 0, 0 }, 1000, ROSTER_VOLUME_NEVER, -1 },
    { { 200, 9900, 0, ROSTER_RATE_ONE, 0, 0, 0 }, 1000, ROSTER_VOLUME_NEVER, -1 },
    { { 200, 9900, 0, ROSTER_RATE_ONE + 1, 0, 0, 0 }, 1000, ROSTER_VOLUME_TOO_MANY, -1 },
    { { 200, -1, 0, 0, 0, 0, 0 }, G_MAXINT64, ROSTER_VOLUME_TOO_MANY, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 units = -1;

      g_assert_cmpint (roster_volume_needed (&cases[i].volume, cases[i].goal, &units), ==, cases[i].answer);
      g_assert_cmpint (units, ==, cases[i].units);
    }
}

/* The units found earn the goal, and one unit fewer does not. */
static void
test_units_needed_are_the_fewest (void)
{
  for (int i = 0; i < 5000; i++)
    {
      RosterVolume volume = { g_test_rand_int_range (-100, 2000), g_test_rand_int_range (0, 100000),
                              g_test_rand_int_range (0, 30000), g_test_rand_int_range (0, 400000),
                              g_test_rand_int_range (0, 3000), g_test_rand_int_range (0, 50),
                              g_test_rand_int_range (0, 20000) };
      gint64 goal = g_test_rand_int_range (1, 50000000), units, earned;

      if (roster_volume_needed (&volume, goal, &units) != ROSTER_VOLUME_REACHED)
        continue;
      g_assert_true (roster_volume_earned (&volume, units, &earned));
      g_assert_cmpint (earned, >=, goal);
      g_assert_true (roster_volume_earned (&volume, units - 1, &earned));
      g_assert_cmpint (earned, <, goal);
    }
}

static void
test_days_until_the_units_are_there (void)
{
  static const struct
  {
    gint64 units, stock, capacity, lead, days;
  } cases[] = {
    { 0, 0, 0, 9, 0 },
    { 500, 500, 0, 9, 0 },
    { 501, 500, 100, 9, 10 },
    { 700, 500, 100, 9, 11 },
    { 701, 500, 100, 9, 12 },
    { 501, 500, 0, 9, ROSTER_DAYS_UNKNOWN },
    { 10, -5, 10, -1, 1 },
    { 10, 0, -4, 1, ROSTER_DAYS_UNKNOWN },
    { G_MAXINT64, 0, 1, 5, G_MAXINT64 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (roster_supply_days (cases[i].units, cases[i].stock, cases[i].capacity, cases[i].lead), ==,
                     cases[i].days);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/supply/settlement/ages-at-the-bounds", test_ages_at_the_bounds);
  g_test_add_func ("/supply/settlement/a-period-is-spread-over-its-days", test_a_period_is_spread_over_its_days);
  g_test_add_func ("/supply/settlement/no-li-is-lost", test_no_li_is_lost);
  g_test_add_func ("/supply/settlement/an-unknown-cost-is-counted", test_an_unknown_cost_is_counted_not_guessed);
  g_test_add_func ("/supply/settlement/a-sum-beyond-the-range", test_a_sum_beyond_the_range_stays_at_the_greatest);
  g_test_add_func ("/supply/volume/units-needed", test_units_needed);
  g_test_add_func ("/supply/volume/units-needed-are-the-fewest", test_units_needed_are_the_fewest);
  g_test_add_func ("/supply/days-until-the-units-are-there", test_days_until_the_units_are_there);

  return g_test_run ();
}
