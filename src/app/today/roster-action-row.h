/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-clock.h"
#include "roster-next-action.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ACTION_ROW (roster_action_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterActionRow, roster_action_row, ROSTER, ACTION_ROW, GtkListBoxRow)

/*
 * One of the next actions, with its reason and the three answers to it.
 *
 * Signals: accept (), later (char *until), a date, and refuse (char *reason), in words
 */
GtkWidget  *roster_action_row_new      (const RosterNextAction *action,
                                        RosterClock            *clock);
const char *roster_action_row_key      (RosterActionRow        *self);
gboolean    roster_action_row_shows    (RosterActionRow        *self,
                                        const RosterNextAction *action);
const char *roster_action_row_title    (RosterActionRow        *self);
void        roster_action_row_set_slim (RosterActionRow        *self,
                                        gboolean                slim);
void        roster_action_row_refuse   (RosterActionRow        *self,
                                        const char             *accept,
                                        const char             *answer);

G_END_DECLS
