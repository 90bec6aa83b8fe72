/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-clock.h"
#include "roster-record.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_STREAMER_ROW (roster_streamer_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterStreamerRow, roster_streamer_row, ROSTER, STREAMER_ROW, GtkWidget)

GtkWidget *roster_streamer_row_new  (void);
void       roster_streamer_row_show (RosterStreamerRow *self,
                                     RosterRecord      *streamer,
                                     gint64             last_contact,
                                     RosterClock       *clock);

G_END_DECLS
