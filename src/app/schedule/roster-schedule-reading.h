/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"
#include "roster-calendar-live.h"
#include "roster-live-reading.h"
#include "roster-schedule-judging.h"

G_BEGIN_DECLS

/**
 * RosterScheduleReading:
 * @first_day: the Monday, a Julian day
 * @lives: (element-type RosterCalendarLive): those that touch the week, by start
 * @owing: (element-type RosterOwing): who owes lives in it
 *
 * A week of the book, read in one of the store's threads.
 */
typedef struct
{
  guint32 first_day;
  GPtrArray *lives;
  GPtrArray *owing;
} RosterScheduleReading;

RosterScheduleReading *roster_schedule_reading_new  (RosterCache            *cache,
                                                     guint32                 first_day,
                                                     GError                **error);
void                   roster_schedule_reading_free (RosterScheduleReading  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterScheduleReading, roster_schedule_reading_free)

char                  *roster_schedule_read_title   (RosterCache            *cache,
                                                     const RosterRecordType *type,
                                                     const char             *id);
const char            *roster_schedule_refusal      (RosterCache            *cache,
                                                     GHashTable             *refusals,
                                                     const char             *id);
guint32                roster_schedule_day_of       (RosterCache            *cache,
                                                     const char             *id,
                                                     GError                **error);
gint64                 roster_day_to_instant        (guint32                 day,
                                                     int                     minute,
                                                     GTimeZone              *zone);

G_END_DECLS
