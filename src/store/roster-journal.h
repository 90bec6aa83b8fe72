/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/**
 * RosterStepState:
 * @ROSTER_STEP_STATE_DONE: in force
 * @ROSTER_STEP_STATE_UNDONE: taken back; can be done again
 */
typedef enum
{
  ROSTER_STEP_STATE_DONE,
  ROSTER_STEP_STATE_UNDONE,
} RosterStepState;

/**
 * RosterJournalStep:
 * @number: the step's number, rising with time
 * @at: when, milliseconds UTC
 * @actor: who; a login, or the empty string before sign-in
 * @cause: why
 * @label: what, in a person's words
 * @state: whether it is in force
 * @n_changes: how many records it changed
 * @undoes: the step that this one undid or did again, or 0
 */
typedef struct
{
  gint64 number;
  gint64 at;
  char *actor;
  RosterCause cause;
  char *label;
  RosterStepState state;
  guint n_changes;
  gint64 undoes;
} RosterJournalStep;

void roster_journal_step_free (RosterJournalStep *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterJournalStep, roster_journal_step_free)

/**
 * RosterReversal:
 * @ROSTER_REVERSAL_REVERSED: the row is as it was before the step
 * @ROSTER_REVERSAL_KEPT: the row was edited since, and the edit was kept
 * @ROSTER_REVERSAL_FAILED: the row could not be put back; the reason says why
 */
typedef enum
{
  ROSTER_REVERSAL_REVERSED,
  ROSTER_REVERSAL_KEPT,
  ROSTER_REVERSAL_FAILED,
} RosterReversal;

/**
 * RosterReversalRow:
 * @title: the record's title, for a person
 * @reason: (nullable): why it failed
 */
typedef struct
{
  RosterRecordKey *key;
  char *title;
  RosterReversal outcome;
  char *reason;
} RosterReversalRow;

/**
 * RosterReversalReport:
 * @step: the step that was undone or done again
 * @label: its label
 * @rows: (element-type RosterReversalRow): what became of each of its rows
 */
typedef struct
{
  gint64 step;
  char *label;
  guint n_reversed;
  guint n_kept;
  guint n_failed;
  GPtrArray *rows;
} RosterReversalReport;

void                  roster_reversal_report_free  (RosterReversalReport  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterReversalReport, roster_reversal_report_free)

GPtrArray            *roster_cache_list_steps      (RosterCache           *self,
                                                    guint                  limit,
                                                    GError               **error);
gint64                roster_cache_next_undo       (RosterCache           *self);
gint64                roster_cache_next_redo       (RosterCache           *self);
RosterReversalReport *roster_cache_undo            (RosterCache           *self,
                                                    gint64                 step,
                                                    GError               **error);
RosterReversalReport *roster_cache_redo            (RosterCache           *self,
                                                    gint64                 step,
                                                    GError               **error);

G_END_DECLS
