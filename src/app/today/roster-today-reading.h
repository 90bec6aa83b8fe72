/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"
#include "roster-match.h"
#include "roster-next-action.h"
#include "roster-outbox.h"

G_BEGIN_DECLS

/**
 * RosterTodayReading:
 * @day: today, a Julian day
 * @actions: (element-type RosterNextAction): what to do next, at most #ROSTER_NEXT_ACTIONS
 * @n_left: how many more there are
 * @lives: (element-type RosterCalendarLive): today's, by start
 * @n_lives: how many of them take place
 * @owed_minutes: what the streamers of the first phase still have to plan or hold in this week
 * @n_owing: how many streamers that are
 * @n_due: open follow-ups that are due
 * @n_waiting: changes that the office has not confirmed
 * @n_conflicts: those of them that clash or were refused
 * @wake: when something of this changes by itself, milliseconds UTC
 *
 * The day of a book, read in one of the store's threads.
 */
typedef struct
{
  guint32 day;
  GPtrArray *actions;
  guint n_left;
  GPtrArray *lives;
  guint n_lives;
  guint owed_minutes;
  guint n_owing;
  guint n_due;
  guint n_waiting;
  guint n_conflicts;
  gint64 wake;

  /*< private >*/
  GPtrArray *found;
} RosterTodayReading;

RosterTodayReading *roster_today_reading_new  (RosterCache         *cache,
                                               RosterMatch         *match,
                                               GError             **error);
void                roster_today_reading_free (RosterTodayReading  *self);
gboolean            roster_today_reading_has_counts (const RosterTodayReading *self,
                                                     const RosterOutboxCounts *counts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterTodayReading, roster_today_reading_free)

G_END_DECLS
