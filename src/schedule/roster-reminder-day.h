/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-reminder-engine.h"

G_BEGIN_DECLS

/*
 * The records of type ReminderDay: what a person did about the reminders of one day of a book. Every computer of every
 * person writes keys of its own into them, so what two of them do at the same time is merged without a clash.
 */
char         *roster_reminder_day_id      (const char            *account,
                                           const char            *day);
char         *roster_reminder_day_of      (const RosterReminder  *reminder);

RosterRecord *roster_reminder_day_answer  (RosterRecord          *before,
                                           const RosterReminder  *reminder,
                                           const char            *person,
                                           const char            *device,
                                           gint64                 until,
                                           gint64                 now);
void          roster_reminder_days_read   (GPtrArray             *days,
                                           GPtrArray             *reminders,
                                           const char            *person,
                                           GHashTable            *marks);

gboolean      roster_reminder_day_prune   (RosterRecord          *day,
                                           gint64                 now,
                                           RosterRecord         **after);

RosterReminderMark *roster_reminder_mark_for (GHashTable           *marks,
                                           const RosterReminder  *reminder);

G_END_DECLS
