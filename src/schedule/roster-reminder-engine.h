/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-reminder.h"

G_BEGIN_DECLS

/**
 * RosterReminderMark:
 * @stamp: which version of the reminder this is about; of another one it says nothing
 * @shown: when it was shown on this computer; 0 for never
 * @shown_after: what @snoozed was when it was shown; another value since then means that it was put off again
 * @missed: when it was found to be too late; 0 for never
 * @done: when somebody handled it on any computer; 0 for never
 * @snoozed: when somebody put it off; 0 for never
 * @until: until when
 *
 * What became of a reminder. All times are milliseconds UTC.
 */
typedef struct
{
  gint64 stamp;
  gint64 shown;
  gint64 shown_after;
  gint64 missed;
  gint64 done;
  gint64 snoozed;
  gint64 until;
} RosterReminderMark;

/**
 * RosterLateReason:
 * @ROSTER_LATE_NOT: it is in time
 * @ROSTER_LATE_OFF: Roster did not run
 * @ROSTER_LATE_ASLEEP: the computer was asleep
 * @ROSTER_LATE_NO_DISPLAY: there was nowhere to show it
 * @ROSTER_LATE_QUIET: it was due in the hours in which nothing is shown
 * @ROSTER_LATE_CLOCK: the clock was set forward past it
 * @ROSTER_LATE_ARRIVED: what it is about came, or was changed, only after it was due
 *
 * Why a reminder comes late or not at all.
 */
typedef enum
{
  ROSTER_LATE_NOT,
  ROSTER_LATE_OFF,
  ROSTER_LATE_ASLEEP,
  ROSTER_LATE_NO_DISPLAY,
  ROSTER_LATE_QUIET,
  ROSTER_LATE_CLOCK,
  ROSTER_LATE_ARRIVED,
} RosterLateReason;

/** How many reasons there are. */
#define ROSTER_N_LATE_REASONS (ROSTER_LATE_ARRIVED + 1)

const char *roster_late_reason_to_nick   (RosterLateReason               reason);
gboolean    roster_late_reason_from_nick (const char                    *nick,
                                          RosterLateReason              *reason);

/** What is shown within this time counts as in time, in milliseconds. */
#define ROSTER_REMINDER_GRACE (G_GINT64_CONSTANT (90) * 1000)

/** More than this many at once become one digest. */
#define ROSTER_REMINDER_DIGEST_ABOVE 3

/**
 * RosterReminderSituation:
 * @now: milliseconds UTC
 * @zone: where the person is
 * @since: when this cache first reminded; what was due before is history, milliseconds UTC
 * @started: when this run of the app began, milliseconds UTC
 * @decided: when this run last decided, milliseconds UTC; %G_MININT64 for not yet
 * @display_since: since when there is somewhere to show reminders, milliseconds UTC; %G_MAXINT64 while there is not
 * @clock_from: what the clock showed before it was last set, milliseconds UTC
 * @clock_to: what it showed after, milliseconds UTC; not above @clock_from where it was not set forward
 * @quiet_from: when the hours begin in which nothing is shown, in minutes after midnight
 * @quiet_to: when they end; equal to @quiet_from for no such hours
 *
 * Where, when and how the engine runs.
 */
typedef struct
{
  gint64 now;
  GTimeZone *zone;
  gint64 since;
  gint64 started;
  gint64 decided;
  gint64 display_since;
  gint64 clock_from;
  gint64 clock_to;
  guint quiet_from;
  guint quiet_to;
} RosterReminderSituation;

/**
 * RosterReminderVerdict:
 * @reminder: (transfer none): one of the array that was decided on
 * @due: when it was due, after putting off; milliseconds UTC
 * @reason: why it is late
 */
typedef struct
{
  const RosterReminder *reminder;
  gint64 due;
  RosterLateReason reason;
} RosterReminderVerdict;

/**
 * RosterReminderDecision:
 * @show: (element-type RosterReminderVerdict): what to show now; mark it as shown afterwards, so that it comes again
 *   rather than never when the app is killed in between
 * @missed: (element-type RosterReminderVerdict): what came too late to be of use; mark it as missed
 * @withdraw: (element-type utf8): keys of what is on show and no longer matters
 * @digest: show all of it as one
 * @wake: when to decide again, milliseconds UTC; %G_MAXINT64 for never
 */
typedef struct
{
  GArray *show;
  GArray *missed;
  GPtrArray *withdraw;
  gboolean digest;
  gint64 wake;
} RosterReminderDecision;

void    roster_reminders_decide       (RosterReminderDecision         *decision,
                                       GPtrArray                      *reminders,
                                       GHashTable                     *marks,
                                       GHashTable                     *on_show,
                                       const RosterReminderSituation  *situation);
void    roster_reminder_decision_clear (RosterReminderDecision        *decision);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RosterReminderDecision, roster_reminder_decision_clear)

gint64  roster_reminder_expires       (const RosterReminder           *reminder,
                                       const RosterReminderMark       *mark);
gint64  roster_reminder_quiet_until   (const RosterReminderSituation  *situation,
                                       gint64                          instant);

G_END_DECLS
