/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-reminder.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_REMINDER_ROWS (roster_reminder_rows_get_type ())
G_DECLARE_FINAL_TYPE (RosterReminderRows, roster_reminder_rows, ROSTER, REMINDER_ROWS, AdwExpanderRow)

/* When to remind of a live: by the rules, at a time of its own, or never. */
void roster_reminder_rows_show (RosterReminderRows *self,
                                RosterRecord       *live,
                                RosterRuleValues   *rules);
void roster_reminder_rows_take (RosterReminderRows *self,
                                RosterRecord       *live);

G_END_DECLS
