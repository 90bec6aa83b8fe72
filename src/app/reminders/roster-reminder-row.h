/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-reminder-item.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_REMINDER_ROW (roster_reminder_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterReminderRow, roster_reminder_row, ROSTER, REMINDER_ROW, GtkListBoxRow)

/*
 * A reminder and what a person can answer to it.
 *
 * Signals:
 *   open ()                 show what it is about
 *   answer (int minutes)    put off by so many minutes; 0 for done
 */
GtkWidget  *roster_reminder_row_new (RosterReminderItem *item);
const char *roster_reminder_row_key (RosterReminderRow  *self);

G_END_DECLS
