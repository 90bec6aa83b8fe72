/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-conflict.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CLASH (roster_clash_get_type ())
G_DECLARE_FINAL_TYPE (RosterClash, roster_clash, ROSTER, CLASH, GObject)

/* An open conflict in a person's words: two sides, of which one is to be taken. */
RosterClash            *roster_clash_new         (RosterCache     *cache,
                                                  RosterConflict  *conflict);

gint64                  roster_clash_number      (RosterClash     *self);
const RosterRecordType *roster_clash_type        (RosterClash     *self);
const char             *roster_clash_id          (RosterClash     *self);
RosterConflictKind      roster_clash_kind        (RosterClash     *self);
const char             *roster_clash_title       (RosterClash     *self);
char                   *roster_clash_dup_subject (RosterClash     *self);
const char             *roster_clash_words       (RosterClash     *self,
                                                  RosterSide       side);
gint64                  roster_clash_edited_at   (RosterClash     *self,
                                                  RosterSide       side);
const char             *roster_clash_editor      (RosterClash     *self);

gboolean                roster_clash_equal       (RosterClash     *a,
                                                  RosterClash     *b);

G_END_DECLS
