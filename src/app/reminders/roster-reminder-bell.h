/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-reminder-service.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_REMINDER_BELL (roster_reminder_bell_get_type ())
G_DECLARE_FINAL_TYPE (RosterReminderBell, roster_reminder_bell, ROSTER, REMINDER_BELL, AdwBin)

/* The button that counts the reminders that wait, with the list of all that can still be answered. */
void roster_reminder_bell_set_service (RosterReminderBell    *self,
                                       RosterReminderService *service);
void roster_reminder_bell_popup       (RosterReminderBell    *self);

G_END_DECLS
