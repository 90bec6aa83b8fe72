/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterVolume:
 * @unit_margin: li earned with a unit that is kept, before what follows
 * @price: li that a buyer pays for a unit
 * @fee_rate: the platform's part of the price of a unit that is kept, in parts per million
 * @return_rate: the part of the units sent that comes back, in parts per million
 * @return_cost: li lost with each unit that comes back
 * @samples: how many samples are given away
 * @sample_cost: li for each
 *
 * What selling a product costs and brings.
 */
typedef struct
{
  gint64 unit_margin;
  gint64 price;
  gint64 fee_rate;
  gint64 return_rate;
  gint64 return_cost;
  gint64 samples;
  gint64 sample_cost;
} RosterVolume;

/**
 * RosterVolumeAnswer:
 * @ROSTER_VOLUME_REACHED: the units are found
 * @ROSTER_VOLUME_NEVER: each unit loses money, so no number of them earns anything
 * @ROSTER_VOLUME_TOO_MANY: more units than can be counted
 */
typedef enum
{
  ROSTER_VOLUME_REACHED,
  ROSTER_VOLUME_NEVER,
  ROSTER_VOLUME_TOO_MANY,
} RosterVolumeAnswer;

/** Stands for never, where nothing says how units could be made. */
#define ROSTER_DAYS_UNKNOWN G_GINT64_CONSTANT (-1)

gboolean           roster_volume_earned (const RosterVolume *self,
                                         gint64              units,
                                         gint64             *earned);
RosterVolumeAnswer roster_volume_needed (const RosterVolume *self,
                                         gint64              goal,
                                         gint64             *units);
gint64             roster_supply_days   (gint64              units,
                                         gint64              stock,
                                         gint64              daily_capacity,
                                         gint64              lead_time_days);

G_END_DECLS
