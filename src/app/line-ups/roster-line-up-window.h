/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-window.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LINE_UP_WINDOW (roster_line_up_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterLineUpWindow, roster_line_up_window, ROSTER, LINE_UP_WINDOW, AdwWindow)

/* One line-up: its session, its items in order, whether it can be confirmed, its cards, and what was sold. */
GtkWidget *roster_line_up_window_new (RosterWindow  *parent,
                                      RosterContext *context,
                                      const char    *id);

const char *roster_line_up_window_live_id (RosterLineUpWindow *self);

G_END_DECLS
