/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterSettlementAge:
 * @ROSTER_SETTLEMENT_YOUNG: younger than the shortest settlement period
 * @ROSTER_SETTLEMENT_DUE: within the settlement period; the platform may pay any day
 * @ROSTER_SETTLEMENT_LATE: older than the longest settlement period
 *
 * How long money from sales has been outstanding (rule 8).
 */
typedef enum
{
  ROSTER_SETTLEMENT_YOUNG,
  ROSTER_SETTLEMENT_DUE,
  ROSTER_SETTLEMENT_LATE,
  ROSTER_N_SETTLEMENT_AGES,
} RosterSettlementAge;

/**
 * RosterSettlement:
 * @owed: li, by age
 * @units_without_cost: units that were kept but of whose product nobody has said the cost, so they are in no sum
 *
 * What is owed to a factory for units that were sold and not settled. Starts as zeros.
 */
typedef struct
{
  gint64 owed[ROSTER_N_SETTLEMENT_AGES];
  gint64 units_without_cost;
} RosterSettlement;

/**
 * RosterUnsettledSale:
 * @days_since_end: whole days from the last day of the sale's period until today
 * @period_days: how many days the period has
 * @units: units sold
 * @units_returned: how many of them came back
 * @unit_cost: li for each unit, negative where it is unknown
 *
 * A sale that the platform has not settled.
 */
typedef struct
{
  gint64 days_since_end;
  gint64 period_days;
  gint64 units;
  gint64 units_returned;
  gint64 unit_cost;
} RosterUnsettledSale;

RosterSettlementAge roster_settlement_age   (gint64                     days,
                                             gint64                     shortest,
                                             gint64                     longest);
void                roster_settlement_add   (RosterSettlement          *self,
                                             const RosterUnsettledSale *sale,
                                             gint64                     shortest,
                                             gint64                     longest);
gint64              roster_settlement_total (const RosterSettlement    *self);

G_END_DECLS
