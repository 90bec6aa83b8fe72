/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-answer.h"

G_BEGIN_DECLS

/** The longest reason for giving a walk-through up, in characters. */
#define ROSTER_MAX_GIVE_UP_REASON 500

/**
 * RosterSigner:
 *
 * Who signs a walk-through off.
 */
typedef enum
{
  ROSTER_SIGNER_TRAINER,
  ROSTER_SIGNER_STREAMER,
  ROSTER_N_SIGNERS,
} RosterSigner;

/**
 * RosterSignature:
 * @name: who signed
 * @strokes: (nullable): what was drawn: an array of strokes, each an array of x, y, x, y, … from 0 to 1000, as JSON
 * @at: when, in milliseconds UTC
 */
typedef struct
{
  char *name;
  char *strokes;
  gint64 at;
} RosterSignature;

/*
 * A walk-through as its record has it, read with the template of the version that it is pinned to: the answers item by
 * item, where it stands, who signed. Never changes: what a person does gives a new record, which the caller stores in
 * one transaction and reads again. So after a crash the walk-through is where its last answer left it.
 */
typedef struct _RosterWalk RosterWalk;

RosterWalk            *roster_walk_new            (RosterTemplate       *template,
                                                   RosterRecord         *walkthrough);
RosterWalk            *roster_walk_next           (RosterWalk           *self,
                                                   RosterRecord         *walkthrough);
RosterWalk            *roster_walk_ref            (RosterWalk           *self);
void                   roster_walk_unref          (RosterWalk           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterWalk, roster_walk_unref)

RosterTemplate        *roster_walk_template       (RosterWalk           *self);
RosterRecord          *roster_walk_record         (RosterWalk           *self);
const RosterAnswer    *roster_walk_answer         (RosterWalk           *self,
                                                   guint                 index);
gboolean               roster_walk_is_amended     (RosterWalk           *self,
                                                   guint                 index);
const RosterAnswer    *roster_walk_original       (RosterWalk           *self,
                                                   guint                 index);
const char            *roster_walk_amendment_reason (RosterWalk         *self,
                                                   guint                 index);
guint                  roster_walk_cursor         (RosterWalk           *self);
guint                  roster_walk_n_answered     (RosterWalk           *self);
int                    roster_walk_next_open      (RosterWalk           *self,
                                                   guint                 from);
int                    roster_walk_open_critical  (RosterWalk           *self);
const RosterSignature *roster_walk_signature      (RosterWalk           *self,
                                                   RosterSigner            side);
gboolean               roster_walk_is_frozen      (RosterWalk           *self);

RosterRecord          *roster_walk_start          (const char           *id,
                                                   RosterRecord         *streamer,
                                                   RosterRecord         *checklist,
                                                   const char           *trainer,
                                                   gint64                now);
RosterRecord          *roster_walk_record_with_answer (RosterTemplate   *template,
                                                   RosterRecord         *walkthrough,
                                                   guint                 index,
                                                   const RosterAnswer   *answer,
                                                   guint                 cursor,
                                                   GError              **error);
RosterRecord          *roster_walk_with_answer    (RosterWalk           *self,
                                                   guint                 index,
                                                   const RosterAnswer   *answer,
                                                   guint                 cursor,
                                                   GError              **error);
RosterRecord          *roster_walk_with_cursor    (RosterWalk           *self,
                                                   guint                 cursor);
RosterRecord          *roster_walk_finished       (RosterWalk           *self,
                                                   gint64                result,
                                                   gint64                now,
                                                   GError              **error);
RosterRecord          *roster_walk_reopened       (RosterWalk           *self,
                                                   GError              **error);
RosterRecord          *roster_walk_record_abandoned (RosterRecord       *walkthrough,
                                                   const char           *reason,
                                                   GError              **error);
RosterRecord          *roster_walk_signed         (RosterWalk           *self,
                                                   RosterSigner            side,
                                                   const char           *name,
                                                   const char           *strokes,
                                                   gint64                now,
                                                   GError              **error);
RosterRecord          *roster_walk_amended        (RosterWalk           *self,
                                                   const char           *id,
                                                   guint                 index,
                                                   const RosterAnswer   *answer,
                                                   const char           *reason,
                                                   GError              **error);

gboolean               roster_walk_check_change   (RosterRecord         *before,
                                                   RosterRecord         *after,
                                                   GError              **error);

G_END_DECLS
