/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-settlement.h"

#include "roster-money.h"

/**
 * roster_settlement_age:
 * @days: since the day of the sale
 * @shortest: days of the shortest settlement period
 * @longest: days of the longest one
 *
 * Returns: the bucket of rule 8: under @shortest, from @shortest to @longest, over @longest
 */
RosterSettlementAge
roster_settlement_age (gint64 days,
                       gint64 shortest,
                       gint64 longest)
{
  g_return_val_if_fail (shortest <= longest, ROSTER_SETTLEMENT_YOUNG);

  return days < shortest   ? ROSTER_SETTLEMENT_YOUNG
         : days <= longest ? ROSTER_SETTLEMENT_DUE
                           : ROSTER_SETTLEMENT_LATE;
}

static gint64
saturating_add (gint64 a,
                gint64 b)
{
  gint64 sum;

  return __builtin_add_overflow (a, b, &sum) ? G_MAXINT64 : sum;
}

/* How many of the period's days have an age below a bound, in days before today. */
static gint64
days_below (const RosterUnsettledSale *sale,
            gint64                     bound)
{
  return CLAMP (bound - sale->days_since_end, 0, sale->period_days);
}

/**
 * roster_settlement_add:
 * @sale: what was sold and not settled; its period may reach into the future
 * @shortest: days of the shortest settlement period
 * @longest: days of the longest one
 *
 * Adds what is owed for a sale. A report says what was sold in a period, not on which day, so the amount is spread
 * evenly over the days of the period, to the last li. What came back is not owed; a sum beyond 64 bits stays at the
 * greatest.
 */
void
roster_settlement_add (RosterSettlement          *self,
                       const RosterUnsettledSale *sale,
                       gint64                     shortest,
                       gint64                     longest)
{
  gint64 kept, total, bounds[ROSTER_N_SETTLEMENT_AGES], below = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (sale != NULL && sale->period_days > 0);
  g_return_if_fail (shortest <= longest);

  kept = sale->units - MIN (sale->units_returned, sale->units);
  if (kept <= 0)
    return;

  if (sale->unit_cost < 0)
    {
      self->units_without_cost = saturating_add (self->units_without_cost, kept);
      return;
    }

  if (__builtin_mul_overflow (kept, sale->unit_cost, &total))
    total = G_MAXINT64;
  bounds[ROSTER_SETTLEMENT_YOUNG] = days_below (sale, shortest);
  bounds[ROSTER_SETTLEMENT_DUE] = days_below (sale, longest + 1);
  bounds[ROSTER_SETTLEMENT_LATE] = sale->period_days;
  for (guint age = 0; age < ROSTER_N_SETTLEMENT_AGES; age++)
    {
      gint64 up_to;

      if (!roster_multiply_divide (total, bounds[age], sale->period_days, &up_to))
        up_to = total;
      self->owed[age] = saturating_add (self->owed[age], up_to - below);
      below = up_to;
    }
}

/**
 * roster_settlement_total:
 *
 * Returns: what is owed in all, in li
 */
gint64
roster_settlement_total (const RosterSettlement *self)
{
  gint64 total = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint age = 0; age < ROSTER_N_SETTLEMENT_AGES; age++)
    total = saturating_add (total, self->owed[age]);

  return total;
}
