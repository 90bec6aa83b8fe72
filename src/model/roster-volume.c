/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-volume.h"

#include "roster-money.h"

/*
 * With m, p, f, r, c for unit_margin, price, fee_rate, return_rate and return_cost, n units sent earn
 *
 *   n × ((1 − r) × (m − f × p) − r × c) − samples × sample_cost
 *
 * Rates are parts per million, so the bracket is kept times 10^12 and nothing is rounded before the end.
 */
#define SCALE ((__int128) ROSTER_RATE_ONE * ROSTER_RATE_ONE)

/* Far above any price or margin; keeps the products below within 128 bits. */
#define GREATEST_MONEY G_GINT64_CONSTANT (1000000000000000)

static gboolean
is_sane (const RosterVolume *self)
{
  return ABS (self->unit_margin) <= GREATEST_MONEY && self->price >= 0 && self->price <= GREATEST_MONEY &&
         self->fee_rate >= 0 && self->fee_rate <= ROSTER_RATE_ONE && self->return_rate >= 0 &&
         self->return_rate <= ROSTER_RATE_ONE && self->return_cost >= 0 && self->return_cost <= GREATEST_MONEY &&
         self->samples >= 0 && self->samples <= GREATEST_MONEY && self->sample_cost >= 0 &&
         self->sample_cost <= GREATEST_MONEY;
}

static __int128
earned_per_unit (const RosterVolume *self)
{
  __int128 kept = (__int128) self->unit_margin * ROSTER_RATE_ONE - (__int128) self->fee_rate * self->price;

  return (ROSTER_RATE_ONE - self->return_rate) * kept -
         (__int128) self->return_rate * self->return_cost * ROSTER_RATE_ONE;
}

static __int128
paid_for_samples (const RosterVolume *self)
{
  return (__int128) self->samples * self->sample_cost;
}

static __int128
round_down (__int128 value)
{
  return value >= 0 ? value / SCALE : -((-value + SCALE - 1) / SCALE);
}

/**
 * roster_volume_earned:
 * @units: how many are sent to buyers
 * @earned: (out): li, rounded down; below zero for a loss
 *
 * What a number of units earns after returns, the platform's fee and samples.
 *
 * Returns: whether the figures make sense and the result fits 64 bits
 */
gboolean
roster_volume_earned (const RosterVolume *self,
                      gint64              units,
                      gint64             *earned)
{
  __int128 per_unit, total, result;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (earned != NULL, FALSE);

  if (!is_sane (self) || units < 0)
    return FALSE;

  per_unit = earned_per_unit (self);
  if (__builtin_mul_overflow (per_unit, (__int128) units, &total))
    return FALSE;
  result = round_down (total) - paid_for_samples (self);
  if (result > G_MAXINT64 || result < G_MININT64)
    return FALSE;

  *earned = (gint64) result;
  return TRUE;
}

/**
 * roster_volume_needed:
 * @goal: what is to be earned, in li
 * @units: (out): the fewest units to send that earn it; untouched where there are none
 *
 * Returns: whether there is such a number
 */
RosterVolumeAnswer
roster_volume_needed (const RosterVolume *self,
                      gint64              goal,
                      gint64             *units)
{
  __int128 per_unit, wanted, result;

  g_return_val_if_fail (self != NULL, ROSTER_VOLUME_NEVER);
  g_return_val_if_fail (units != NULL, ROSTER_VOLUME_NEVER);

  if (!is_sane (self) || goal > GREATEST_MONEY)
    return ROSTER_VOLUME_TOO_MANY;

  wanted = (goal + paid_for_samples (self));
  if (wanted <= 0)
    {
      *units = 0;
      return ROSTER_VOLUME_REACHED;
    }

  per_unit = earned_per_unit (self);
  if (per_unit <= 0)
    return ROSTER_VOLUME_NEVER;
  if (__builtin_mul_overflow (wanted, SCALE, &wanted))
    return ROSTER_VOLUME_TOO_MANY;

  result = (wanted + per_unit - 1) / per_unit;
  if (result > G_MAXINT64)
    return ROSTER_VOLUME_TOO_MANY;

  *units = (gint64) result;
  return ROSTER_VOLUME_REACHED;
}

/**
 * roster_supply_days:
 * @units: how many are wanted
 * @stock: how many are there
 * @daily_capacity: how many can be made a day; zero or less where that is unknown
 * @lead_time_days: days before the first new unit is there
 *
 * Returns: in how many days all of them are there: none where the stock is enough, otherwise the lead time and the days
 *   of making the rest; %ROSTER_DAYS_UNKNOWN where nothing says how they could be made
 */
gint64
roster_supply_days (gint64 units,
                    gint64 stock,
                    gint64 daily_capacity,
                    gint64 lead_time_days)
{
  gint64 missing, days;

  if (units <= MAX (stock, 0))
    return 0;
  if (daily_capacity <= 0)
    return ROSTER_DAYS_UNKNOWN;

  missing = units - MAX (stock, 0);
  days = missing / daily_capacity + (missing % daily_capacity != 0);
  return __builtin_add_overflow (days, MAX (lead_time_days, 0), &days) ? G_MAXINT64 : days;
}
