/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-wall.h"

G_BEGIN_DECLS

/**
 * RosterRepeatEvery:
 * @ROSTER_REPEAT_NEVER: once
 * @ROSTER_REPEAT_DAYS: every so many days
 * @ROSTER_REPEAT_WEEKS: every so many weeks, on some weekdays
 * @ROSTER_REPEAT_MONTHS: every so many months, on the day of the first time
 */
typedef enum
{
  ROSTER_REPEAT_NEVER,
  ROSTER_REPEAT_DAYS,
  ROSTER_REPEAT_WEEKS,
  ROSTER_REPEAT_MONTHS,
} RosterRepeatEvery;

/**
 * RosterRepeat:
 * @every: the unit
 * @interval: how many of the unit; at least 1
 * @weekdays: for weeks, bit 0 Monday to bit 6 Sunday; 0 means the weekday of the first time
 * @count: how many times in all; 0 for no such end
 * @until: the last day, as the wall time of its midnight; %G_MAXINT64 for no such end
 *
 * The rules of repetition that a form can show.
 */
typedef struct
{
  RosterRepeatEvery every;
  guint interval;
  guint weekdays;
  guint count;
  gint64 until;
} RosterRepeat;

/** How many times a rule is followed before it is given up. */
#define ROSTER_RECURRENCE_STEPS 20000

gboolean roster_recurrence_check       (const char          *rule,
                                        GError             **error);
GArray  *roster_recurrence_walls       (const char          *rule,
                                        gint64               start,
                                        GTimeZone           *zone,
                                        gint64               from,
                                        gint64               to,
                                        gboolean            *complete);

char    *roster_recurrence_until       (const char          *rule,
                                        gint64               last,
                                        GTimeZone           *zone);
char    *roster_recurrence_rest        (const char          *rule,
                                        gint64               start,
                                        GTimeZone           *zone,
                                        gint64               from);
char    *roster_recurrence_shift       (const char          *rule,
                                        gint64               start,
                                        gint64               moved);

gboolean roster_repeat_from_rule       (RosterRepeat        *self,
                                        const char          *rule,
                                        GTimeZone           *zone);
char    *roster_repeat_to_rule         (const RosterRepeat  *self,
                                        GTimeZone           *zone);

G_END_DECLS
