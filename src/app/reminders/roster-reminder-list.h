/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-reminder-service.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_REMINDER_LIST (roster_reminder_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterReminderList, roster_reminder_list, ROSTER, REMINDER_LIST, GtkPopover)

/* What the bell opens: the reminders that can still be answered. */
GtkWidget *roster_reminder_list_new (RosterReminderService *service);

G_END_DECLS
