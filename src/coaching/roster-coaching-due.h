/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-coaching-rules.h"
#include "roster-walk.h"

G_BEGIN_DECLS

/**
 * RosterDueReason:
 * @ROSTER_DUE_OVERDUE: a follow-up is overdue
 * @ROSTER_DUE_POOR: the last result was poor
 * @ROSTER_DUE_NEVER: never coached
 * @ROSTER_DUE_FIRST_PHASE: in the first phase and not coached in the last seven days (rule 24)
 * @ROSTER_DUE_LONG_AGO: the last walk-through was long ago
 *
 * Why a streamer is due for coaching; several at once, the most urgent first.
 */
typedef enum
{
  ROSTER_DUE_NONE        = 0,
  ROSTER_DUE_OVERDUE     = 1 << 0,
  ROSTER_DUE_POOR        = 1 << 1,
  ROSTER_DUE_NEVER       = 1 << 2,
  ROSTER_DUE_FIRST_PHASE = 1 << 3,
  ROSTER_DUE_LONG_AGO    = 1 << 4,
} RosterDueReason;

/**
 * RosterDueFacts:
 * @joined_days: days since the streamer joined; -1 where unknown
 * @last_days: days since the last walk-through was finished; -1 for never
 * @last_result: its result in parts per million; negative where there is none
 * @n_overdue: open follow-ups whose day has passed
 * @left: whether the streamer is not with us any more
 *
 * What is known of one streamer.
 */
typedef struct
{
  gint64 joined_days;
  gint64 last_days;
  gint64 last_result;
  guint n_overdue;
  gboolean left;
} RosterDueFacts;

RosterDueReason  roster_due_reasons     (const RosterDueFacts       *facts,
                                         const RosterCoachingRules  *rules);
int              roster_due_compare     (RosterDueReason             a,
                                         RosterDueReason             b);

GPtrArray       *roster_follow_ups_new  (RosterWalk                 *walk,
                                         GPtrArray                  *open,
                                         const char                 *today,
                                         const char                 *language,
                                         const RosterCoachingRules  *rules,
                                         char                     *(*new_id) (gpointer data),
                                         gpointer                    data);

/**
 * RosterItemTally:
 * @id: the item
 * @text: what it says, as in the newest version that was met
 * @n_answered: how often it was answered with a score
 * @n_failed: how often it failed
 */
typedef struct
{
  char *id;
  RosterWords text;
  guint n_answered;
  guint n_failed;
} RosterItemTally;

GPtrArray       *roster_item_tallies    (GPtrArray                  *walks);

G_END_DECLS
