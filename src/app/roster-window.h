/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"
#include "roster-reminder-service.h"
#include "roster-reminder.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_WINDOW (roster_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterWindow, roster_window, ROSTER, WINDOW, AdwApplicationWindow)

RosterWindow *roster_window_new        (GtkApplication *application,
                                        RosterContext  *context);
GArray       *roster_window_first_reads (GSettings     *settings);
void          roster_window_show_place (RosterWindow   *self,
                                        const char     *name);
void          roster_window_open       (RosterWindow   *self,
                                        const char     *type,
                                        const char     *id);
void          roster_window_set_reminders (RosterWindow          *self,
                                           RosterReminderService *reminders);
gboolean      roster_window_is_showing (RosterWindow         *self,
                                        const RosterReminder *reminder);
void          roster_window_undo       (RosterWindow   *self,
                                        gint64          step);
void          roster_window_redo       (RosterWindow   *self,
                                        gint64          step);

G_END_DECLS
