/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-obligation.h"

G_BEGIN_DECLS

/**
 * RosterNextActionKind:
 * @ROSTER_NEXT_START: a live should be on air and was not started
 * @ROSTER_NEXT_RESULTS: a live is over, and nobody has said how it went
 * @ROSTER_NEXT_LINE_UP: a live is near and its line-up does not stand (rule 25)
 * @ROSTER_NEXT_CONFLICTS: changes wait for a person to choose or correct
 * @ROSTER_NEXT_FOLLOW_UP: a follow-up is due
 * @ROSTER_NEXT_STEP: the next step agreed with a streamer is due
 * @ROSTER_NEXT_CONTACT: a contact clock has run out
 * @ROSTER_NEXT_OBLIGATION: a streamer still owes hours in this week (rule 24)
 * @ROSTER_NEXT_SUGGESTION: a product is worth offering
 *
 * What a salesperson could do next.
 */
typedef enum
{
  ROSTER_NEXT_START,
  ROSTER_NEXT_RESULTS,
  ROSTER_NEXT_LINE_UP,
  ROSTER_NEXT_CONFLICTS,
  ROSTER_NEXT_FOLLOW_UP,
  ROSTER_NEXT_STEP,
  ROSTER_NEXT_CONTACT,
  ROSTER_NEXT_OBLIGATION,
  ROSTER_NEXT_SUGGESTION,
} RosterNextActionKind;

/** How many kinds there are. */
#define ROSTER_N_NEXT_KINDS (ROSTER_NEXT_SUGGESTION + 1)

/**
 * RosterNextUrgency:
 * @ROSTER_URGENCY_NOW: has an hour, and it is near or past
 * @ROSTER_URGENCY_LATE: was due on an earlier day
 * @ROSTER_URGENCY_TODAY: is due today
 * @ROSTER_URGENCY_WEEK: runs out in this week
 * @ROSTER_URGENCY_WORTH: has no date; it pays
 *
 * The first thing that actions are ordered by.
 */
typedef enum
{
  ROSTER_URGENCY_NOW,
  ROSTER_URGENCY_LATE,
  ROSTER_URGENCY_TODAY,
  ROSTER_URGENCY_WEEK,
  ROSTER_URGENCY_WORTH,
} RosterNextUrgency;

/** So far back lives matter of which nobody has said how they went, in milliseconds. */
#define ROSTER_NEXT_BEHIND (8 * G_GINT64_CONSTANT (86400000))

/** So far ahead a live is asked for its line-up, in milliseconds. */
#define ROSTER_NEXT_AHEAD (3 * G_GINT64_CONSTANT (86400000))

/** How many actions a day shows at most. */
#define ROSTER_NEXT_ACTIONS 7

/** Of one kind not more than so many, and as many about one streamer less one: a day is not one chore. */
#define ROSTER_NEXT_OF_A_KIND 3

/**
 * RosterNextAction:
 * @kind: what it is
 * @urgency: how pressing it is
 * @key: names it for as long as nothing about it changes; an answer to another day's case does not hide it
 * @record: (nullable): the streamer, follow-up, line-up, product or live that it is about
 * @streamer: (nullable): whom it concerns
 * @occurrence: (nullable): the live that it is about
 * @due: when it is due or was due, milliseconds UTC
 * @days_over: for how many days it has been due
 * @never_met: of a contact, whether there was none yet: the clock then runs from joining
 * @worth: what hangs on it, in li: the streamer's sales of 28 days, or the expected margin of a suggestion
 * @minutes: of an obligation, what is missing
 * @slot: of an obligation, the time to plan: the first that is free until roster_next_action_choose_slot() finds a
 *   better one
 * @lacks_line_up, @lacks_traffic, @lacks_profit: of a line-up
 * @count: how many things it stands for
 */
typedef struct
{
  RosterNextActionKind kind;
  RosterNextUrgency urgency;
  char *key;
  RosterRecord *record;
  RosterRecord *streamer;
  RosterOccurrence *occurrence;
  gint64 due;
  int days_over;
  gboolean never_met;
  gint64 worth;
  guint minutes;
  RosterFreeSlot slot;
  gboolean lacks_line_up;
  gboolean lacks_traffic;
  gboolean lacks_profit;
  guint count;
} RosterNextAction;

void                    roster_next_action_free   (RosterNextAction       *self);
const RosterRecordType *roster_next_action_writes (const RosterNextAction *self);

/**
 * RosterNextOffer:
 * @streamer: whom to offer it to
 * @product: what
 * @margin: the expected margin of one session, in li
 *
 * A product that is worth offering.
 */
typedef struct
{
  RosterRecord *streamer;
  RosterRecord *product;
  gint64 margin;
} RosterNextOffer;

/**
 * RosterNextWaiting:
 * @streamer: whom they concern
 * @count: how many
 * @newest: when the last of them was edited, milliseconds UTC
 *
 * Changes that clash or were refused. Who says no to settling them sees them no more on the day until another one
 * joins them; nothing is decided by that, and they stay among the changes.
 */
typedef struct
{
  RosterRecord *streamer;
  guint count;
  gint64 newest;
} RosterNextWaiting;

/**
 * RosterNextInput:
 * @streamers: (element-type RosterRecord): the book
 * @occurrences: (element-type RosterOccurrence): by start, the open lives of the days %ROSTER_NEXT_BEHIND and
 *   %ROSTER_NEXT_AHEAD, and all lives of this week of those who may still owe some
 * @line_ups: (element-type RosterRecord): those that may belong to open lives ahead
 * @follow_ups: (element-type RosterRecord): in any state
 * @last_contacts: streamer's id to gint64, the last real contact; see roster_activity_is_contact()
 * @rules: the numbers in force
 * @offers: (nullable) (element-type RosterNextOffer): what pays
 * @waiting: (nullable) (element-type RosterNextWaiting): what clashes or was refused, by streamer
 * @n_conflicts: how many more clash or were refused that concern no streamer
 * @newest_conflict: when the newest of those was made, milliseconds UTC
 * @now: milliseconds UTC
 * @zone: in which days are meant
 *
 * The state of a book at a moment.
 */
typedef struct
{
  GPtrArray *streamers;
  GPtrArray *occurrences;
  GPtrArray *line_ups;
  GPtrArray *follow_ups;
  GHashTable *last_contacts;
  RosterRuleValues *rules;
  GArray *offers;
  GArray *waiting;
  guint n_conflicts;
  gint64 newest_conflict;
  gint64 now;
  GTimeZone *zone;
} RosterNextInput;

GPtrArray *roster_next_actions_find (const RosterNextInput *input);
void       roster_next_actions_sort (GPtrArray             *actions);
GPtrArray *roster_next_actions_pick (GPtrArray             *actions,
                                     GHashTable            *answered,
                                     guint                  limit,
                                     guint                 *n_left);
void       roster_next_action_choose_slot (RosterNextAction      *self,
                                           const RosterNextInput *input,
                                           GPtrArray             *past);

G_END_DECLS
