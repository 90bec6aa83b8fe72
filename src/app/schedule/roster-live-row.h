/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-calendar-live.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LIVE_ROW (roster_live_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterLiveRow, roster_live_row, ROSTER, LIVE_ROW, GtkListBoxRow)

/* A live in a list: its hours, who and what, and its state in words. */
GtkWidget          *roster_live_row_new  (RosterCalendarLive *live);
RosterCalendarLive *roster_live_row_live (RosterLiveRow      *self);

G_END_DECLS
