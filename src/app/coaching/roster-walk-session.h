/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-context.h"
#include "roster-score.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_WALK_SESSION (roster_walk_session_get_type ())
G_DECLARE_FINAL_TYPE (RosterWalkSession, roster_walk_session, ROSTER, WALK_SESSION, GObject)

/*
 * A walk-through that somebody works on. Whatever the person does is there at once and is written at once, in one
 * transaction that starts from what is stored by then: two people on the same walk-through do not undo each other, and
 * after a crash the walk-through opens at the item where it stood.
 *
 * Signals:
 *
 *   changed ()                    there is something new to show
 *   failed (char *message)        something could not be written; what is stored is shown again
 *   undoable (char *what, gint64 step)   a photo was taken away, which somebody may not have meant
 */
RosterWalkSession   *roster_walk_session_new        (RosterContext        *context);
void                 roster_walk_session_open       (RosterWalkSession    *self,
                                                     const char           *id);

RosterWalk          *roster_walk_session_walk       (RosterWalkSession    *self);
RosterRecord        *roster_walk_session_streamer   (RosterWalkSession    *self);
RosterRecord        *roster_walk_session_checklist  (RosterWalkSession    *self);
const RosterScore   *roster_walk_session_score      (RosterWalkSession    *self);
gint64               roster_walk_session_before     (RosterWalkSession    *self);
const RosterFinding *roster_walk_session_finding    (RosterWalkSession    *self,
                                                     guint                 index);
GPtrArray           *roster_walk_session_follow_ups (RosterWalkSession    *self);
guint                roster_walk_session_cursor     (RosterWalkSession    *self);
const char          *roster_walk_session_person     (RosterWalkSession    *self);
const char          *roster_walk_session_person_name (RosterWalkSession   *self);
gboolean             roster_walk_session_is_saving  (RosterWalkSession    *self);
char                *roster_walk_session_refusal    (RosterWalkSession    *self);

void                 roster_walk_session_answer     (RosterWalkSession    *self,
                                                     guint                 index,
                                                     const RosterAnswer   *answer,
                                                     guint                 cursor);
void                 roster_walk_session_go         (RosterWalkSession    *self,
                                                     guint                 cursor);
void                 roster_walk_session_finish     (RosterWalkSession    *self);
void                 roster_walk_session_reopen     (RosterWalkSession    *self);
void                 roster_walk_session_sign       (RosterWalkSession    *self,
                                                     RosterSigner            side,
                                                     const char           *name,
                                                     const char           *strokes);
void                 roster_walk_session_amend      (RosterWalkSession    *self,
                                                     guint                 index,
                                                     const RosterAnswer   *answer,
                                                     const char           *reason);
void                 roster_walk_session_add_photo  (RosterWalkSession    *self,
                                                     RosterWalk           *walk,
                                                     guint                 index,
                                                     const char           *photo);
void                 roster_walk_session_remove_photo (RosterWalkSession  *self,
                                                     guint                 index,
                                                     const char           *photo);

G_END_DECLS
