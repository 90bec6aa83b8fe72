/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record.h"

G_BEGIN_DECLS

/**
 * RosterCause:
 * @ROSTER_CAUSE_EDIT: a person changed one record
 * @ROSTER_CAUSE_BULK: a person changed several at once
 * @ROSTER_CAUSE_IMPORT: a file was imported
 * @ROSTER_CAUSE_PULL: the office sent changes
 * @ROSTER_CAUSE_MERGE: changes of the office and of this computer were merged
 * @ROSTER_CAUSE_RESOLVE: a person settled a conflict
 * @ROSTER_CAUSE_DROP: a person gave up a waiting change
 * @ROSTER_CAUSE_UNDO: a step was undone
 * @ROSTER_CAUSE_REDO: an undone step was done again
 *
 * Why a step of the journal happened.
 */
typedef enum
{
  ROSTER_CAUSE_EDIT,
  ROSTER_CAUSE_BULK,
  ROSTER_CAUSE_IMPORT,
  ROSTER_CAUSE_PULL,
  ROSTER_CAUSE_MERGE,
  ROSTER_CAUSE_RESOLVE,
  ROSTER_CAUSE_DROP,
  ROSTER_CAUSE_UNDO,
  ROSTER_CAUSE_REDO,
} RosterCause;

const char *roster_cause_to_nick   (RosterCause  cause);
RosterCause roster_cause_from_nick (const char  *nick);

/* What a person wants changed: one step of the journal, applied whole or not at all by roster_cache_apply(). */
typedef struct _RosterEdit RosterEdit;

RosterEdit *roster_edit_new      (RosterCause      cause,
                                  const char      *label);
RosterEdit *roster_edit_ref      (RosterEdit      *self);
void        roster_edit_unref    (RosterEdit      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterEdit, roster_edit_unref)

void        roster_edit_create   (RosterEdit      *self,
                                  RosterRecord    *record);
void        roster_edit_update   (RosterEdit      *self,
                                  RosterRecord    *before,
                                  RosterRecord    *after);
void        roster_edit_delete   (RosterEdit      *self,
                                  RosterRecord    *record);

RosterCause roster_edit_cause    (RosterEdit      *self);
const char *roster_edit_label    (RosterEdit      *self);
guint       roster_edit_size     (RosterEdit      *self);
void        roster_edit_nth      (RosterEdit      *self,
                                  guint            index,
                                  RosterRecord   **before,
                                  RosterRecord   **after);

G_END_DECLS
