/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-clock.h"

G_BEGIN_DECLS

/**
 * RosterNotation:
 * @ROSTER_NOTATION_THOUSANDS: 124k, 1.2M
 * @ROSTER_NOTATION_MYRIADS: 12.4万, 1.2亿
 *
 * How long numbers are made short.
 */
typedef enum
{
  ROSTER_NOTATION_THOUSANDS,
  ROSTER_NOTATION_MYRIADS,
} RosterNotation;

RosterNotation roster_format_notation         (void);
char          *roster_format_count_in         (gint64          count,
                                               RosterNotation  notation);
char          *roster_format_count            (gint64          count);
char          *roster_format_money_in         (gint64          li,
                                               RosterNotation  notation);
char          *roster_format_money            (gint64          li);
char          *roster_format_money_estimate   (gint64          li);
char          *roster_format_money_exact      (gint64          li);
char          *roster_format_rate             (gint64          ppm);
char          *roster_format_hours            (guint           minutes);

char          *roster_format_date             (const char     *date,
                                               const char     *today);
char          *roster_format_day              (const char     *date,
                                               const char     *today);
char          *roster_format_instant          (RosterClock    *clock,
                                               gint64          instant);
char          *roster_format_instant_relative (RosterClock    *clock,
                                               gint64          instant);
char          *roster_format_moment           (RosterClock    *clock,
                                               gint64          instant);

int            roster_format_days_between     (const char     *from,
                                               const char     *to);

G_END_DECLS
