/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-journal.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_HISTORY_ITEM (roster_history_item_get_type ())
G_DECLARE_FINAL_TYPE (RosterHistoryItem, roster_history_item, ROSTER, HISTORY_ITEM, GObject)

/* A step of the journal as the history lists it. */
RosterHistoryItem       *roster_history_item_new   (RosterJournalStep  *step);
const RosterJournalStep *roster_history_item_step  (RosterHistoryItem  *self);
gboolean                 roster_history_item_equal (RosterHistoryItem  *a,
                                                    RosterHistoryItem  *b);

G_END_DECLS
