/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-calendar-live.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_DAY_STRIP (roster_day_strip_get_type ())
G_DECLARE_FINAL_TYPE (RosterDayStrip, roster_day_strip, ROSTER, DAY_STRIP, GtkWidget)

/*
 * The lives of one day along a line of hours, in as many lanes as can be taken in at a glance.
 *
 * Signal: open (RosterCalendarLive *live, GtkWidget *at)
 */
GtkWidget *roster_day_strip_new     (void);
guint      roster_day_strip_show    (RosterDayStrip *self,
                                     GPtrArray      *lives,
                                     guint32         day,
                                     int             now);
int        roster_day_strip_start_x (RosterDayStrip *self,
                                     int             width);

G_END_DECLS
