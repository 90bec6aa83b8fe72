/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-occurrence.h"
#include "roster-rule-values.h"

G_BEGIN_DECLS

/**
 * RosterReminderKind:
 * @ROSTER_REMINDER_LINE_UP_OPEN: a live is near and its line-up does not stand (rule 25)
 * @ROSTER_REMINDER_BEFORE_START: a live starts soon
 * @ROSTER_REMINDER_AT_START: a live starts
 * @ROSTER_REMINDER_NOT_STARTED: a live should have started
 * @ROSTER_REMINDER_RESULTS: a live is over and its results are missing
 * @ROSTER_REMINDER_FOLLOW_UP: a follow-up is due
 * @ROSTER_REMINDER_CONTACT: a streamer's contact clock runs out (rule 2)
 *
 * What a reminder is about. The first ones are about a live, and a live may set their times itself.
 */
typedef enum
{
  ROSTER_REMINDER_LINE_UP_OPEN,
  ROSTER_REMINDER_BEFORE_START,
  ROSTER_REMINDER_AT_START,
  ROSTER_REMINDER_NOT_STARTED,
  ROSTER_REMINDER_RESULTS,
  ROSTER_REMINDER_FOLLOW_UP,
  ROSTER_REMINDER_CONTACT,
} RosterReminderKind;

/** How many kinds there are. */
#define ROSTER_N_REMINDER_KINDS (ROSTER_REMINDER_CONTACT + 1)

/** How many of them are about a live; these may stand in a Live's field `reminders`. */
#define ROSTER_N_LIVE_REMINDER_KINDS (ROSTER_REMINDER_RESULTS + 1)

/** What is due on a day and at no time is reminded of at this hour. */
#define ROSTER_REMINDER_DAY_HOUR 9

/**
 * RosterReminder:
 * @kind: what it is about
 * @key: names it for ever, on every computer: the kind and the occurrence or record
 * @type: the type of its record
 * @id: its record
 * @account: the record's account
 * @streamer: whom it concerns
 * @title: what the record is called
 * @stamp: changes when the thing itself moves to another time, and then it is due anew; it does not change with the
 *   zone in which the person is: the start of a live, the day on which a follow-up is due, the last contact
 * @at: when it is due, milliseconds UTC
 * @expires: from when on it helps nobody, milliseconds UTC; %G_MAXINT64 for never
 * @about: when the live starts, or when the day begins on which something is due, milliseconds UTC
 *
 * Something to remind of.
 */
typedef struct
{
  RosterReminderKind kind;
  char *key;
  const RosterRecordType *type;
  char *id;
  char *account;
  char *streamer;
  char *title;
  gint64 stamp;
  gint64 at;
  gint64 expires;
  gint64 about;
} RosterReminder;

RosterReminder *roster_reminder_copy           (const RosterReminder       *self);
void            roster_reminder_free           (RosterReminder             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterReminder, roster_reminder_free)

const char     *roster_reminder_subject        (const RosterReminder       *self);

const char     *roster_reminder_kind_to_nick   (RosterReminderKind          kind);
gboolean        roster_reminder_kind_from_nick (const char                 *nick,
                                                RosterReminderKind         *kind);

int             roster_reminder_minutes        (RosterReminderKind          kind,
                                                RosterRecord               *live,
                                                RosterRuleValues           *rules);
void            roster_reminder_set_minutes    (RosterRecord               *live,
                                                RosterReminderKind          kind,
                                                int                         minutes);

/** The value of roster_reminder_minutes() where a live wants no such reminder. */
#define ROSTER_REMINDER_OFF (-1)

/** The argument of roster_reminder_set_minutes() by which a live goes by the rules again. */
#define ROSTER_REMINDER_AS_RULED (-2)

/** How far back and ahead the occurrences should reach that are handed to roster_reminders_plan(). */
#define ROSTER_REMINDERS_BACK  (G_GINT64_CONSTANT (14) * 86400000)
#define ROSTER_REMINDERS_AHEAD (G_GINT64_CONSTANT (16) * 86400000)

/**
 * How long what became of a reminder is kept, in milliseconds: half a year after the live that it was about. Lives so
 * far back are not planned any more (%ROSTER_REMINDERS_BACK), however wrong a clock may be within reason, so nothing
 * that is forgotten can fire twice. What is about a follow-up or a contact is kept for ever, because both stay due for
 * ever: of these there is one for each record, where lives go on and on.
 */
#define ROSTER_REMINDERS_KEPT (G_GINT64_CONSTANT (180) * 86400000)

/**
 * RosterReminderInput:
 * @occurrences: (element-type RosterOccurrence): from %ROSTER_REMINDERS_BACK to %ROSTER_REMINDERS_AHEAD around @now
 * @line_ups: (element-type RosterRecord): their line-ups
 * @follow_ups: (element-type RosterRecord): open or not
 * @streamers: (element-type RosterRecord): whose contact clocks run
 * @last_contacts: (element-type utf8 gint64): of each streamer's id the last real contact, milliseconds UTC
 * @rules: the values in force
 * @now: milliseconds UTC
 * @zone: where days begin
 *
 * What reminders come from.
 */
typedef struct
{
  GPtrArray *occurrences;
  GPtrArray *line_ups;
  GPtrArray *follow_ups;
  GPtrArray *streamers;
  GHashTable *last_contacts;
  RosterRuleValues *rules;
  gint64 now;
  GTimeZone *zone;
} RosterReminderInput;

GPtrArray      *roster_reminders_plan          (const RosterReminderInput  *input);

G_END_DECLS
