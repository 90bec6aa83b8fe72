/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-occurrence.h"
#include "roster-rule-values.h"

G_BEGIN_DECLS

/**
 * RosterCadence:
 * @first_phase_days: how long after joining a streamer owes lives every week
 * @weekly_minutes: how much
 * @weekly_sessions: in about how many sessions
 * @session_minutes: how long a session is
 * @from_fans: from how many followers on
 *
 * The numbers of rules 23 and 24.
 */
typedef struct
{
  guint first_phase_days;
  guint weekly_minutes;
  guint weekly_sessions;
  guint session_minutes;
  gint64 from_fans;
} RosterCadence;

/**
 * RosterObligationState:
 * @ROSTER_OBLIGATION_NONE: owes nothing: past the first phase, not active, or too few followers
 * @ROSTER_OBLIGATION_MET: has been held
 * @ROSTER_OBLIGATION_PLANNED: what was held and what is planned come to what is owed
 * @ROSTER_OBLIGATION_OPEN: more must be planned, and there is time for it
 * @ROSTER_OBLIGATION_LOST: the time left before Sunday night is too short
 */
typedef enum
{
  ROSTER_OBLIGATION_NONE,
  ROSTER_OBLIGATION_MET,
  ROSTER_OBLIGATION_PLANNED,
  ROSTER_OBLIGATION_OPEN,
  ROSTER_OBLIGATION_LOST,
} RosterObligationState;

/**
 * RosterObligation:
 * @state: how it stands
 * @week_start: the Monday midnight that begins the week, milliseconds UTC
 * @week_end: the Sunday midnight that ends it, milliseconds UTC
 * @phase_days_left: how many days of the first phase are left, today among them; 0 after it
 * @owed_minutes: what is owed in this week
 * @owed_sessions: in about how many sessions
 * @held_minutes: what was held, by the actual start and end where they are known
 * @held_sessions: in how many sessions
 * @planned_minutes: what is planned from now on, what is on air among it
 * @planned_sessions: in how many sessions
 * @unsettled_minutes: what was planned for a time that is over, without a word whether it was held
 * @missing_minutes: what is neither held nor planned
 * @missing_sessions: how many more sessions that takes, at least one while minutes are missing
 * @feasible_minutes: how much of the days left before Sunday night is free for this streamer
 * @feasible_sessions: how many whole sessions fit in there
 *
 * What a streamer owes in the week of a moment (rule 24).
 */
typedef struct
{
  RosterObligationState state;
  gint64 week_start;
  gint64 week_end;
  guint phase_days_left;
  guint owed_minutes;
  guint owed_sessions;
  guint held_minutes;
  guint held_sessions;
  guint planned_minutes;
  guint planned_sessions;
  guint unsettled_minutes;
  guint missing_minutes;
  guint missing_sessions;
  guint feasible_minutes;
  guint feasible_sessions;
} RosterObligation;

void    roster_cadence_of           (RosterCadence         *self,
                                     RosterRuleValues      *rules);
void    roster_obligation_of        (RosterObligation      *self,
                                     RosterRecord          *streamer,
                                     GPtrArray             *occurrences,
                                     const RosterCadence   *cadence,
                                     gint64                 now,
                                     GTimeZone             *zone);

/**
 * RosterFreeSlot:
 * @start: when it begins, milliseconds UTC
 * @end: when it ends, milliseconds UTC
 * @wall: its begin on the clock of the zone that was asked for
 * @rate: what lives of this streamer sold at such times, in li an hour; 0 where nothing is known
 * @n_lives: how many past lives say so
 *
 * A time at which a streamer could go live.
 */
typedef struct
{
  gint64 start;
  gint64 end;
  gint64 wall;
  gint64 rate;
  guint n_lives;
} RosterFreeSlot;

/** The hours of a day in which lives are proposed, in minutes after midnight. */
#define ROSTER_FREE_FROM_MINUTE (8 * 60)
#define ROSTER_FREE_TO_MINUTE   (24 * 60)

GArray *roster_free_slots           (const char            *streamer,
                                     const char            *person,
                                     GPtrArray             *occurrences,
                                     GPtrArray             *past,
                                     gint64                 from,
                                     gint64                 to,
                                     guint                  minutes,
                                     guint                  n_slots,
                                     GTimeZone             *zone);

/**
 * RosterContactState:
 * @ROSTER_CONTACT_FRESH: the last contact is recent enough
 * @ROSTER_CONTACT_PLANNED: it is not, but a next step with a day that has not passed is agreed
 * @ROSTER_CONTACT_DUE: today is the last day
 * @ROSTER_CONTACT_OVERDUE: the last day has passed, or the day of the next step
 */
typedef enum
{
  ROSTER_CONTACT_FRESH,
  ROSTER_CONTACT_PLANNED,
  ROSTER_CONTACT_DUE,
  ROSTER_CONTACT_OVERDUE,
} RosterContactState;

/**
 * RosterContactClock:
 * @state: how it stands
 * @since: the wall time of the day of the last real contact, or of joining where there was none; %G_MININT64 for
 *   neither
 * @due: the wall time of the last day on which contact is in time
 * @days_over: how many days ago that was; negative while there is time
 */
typedef struct
{
  RosterContactState state;
  gint64 since;
  gint64 due;
  gint days_over;
} RosterContactClock;

gboolean roster_activity_is_contact (RosterRecord          *activity);
guint    roster_contact_days        (RosterRecord          *streamer,
                                     RosterRuleValues      *rules);
void     roster_contact_clock_of    (RosterContactClock    *self,
                                     RosterRecord          *streamer,
                                     gint64                 last_contact,
                                     guint                  days,
                                     gint64                 now,
                                     GTimeZone             *zone);

G_END_DECLS
