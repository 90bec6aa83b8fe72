/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-calendar-live.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_TIME_GRID (roster_time_grid_get_type ())
G_DECLARE_FINAL_TYPE (RosterTimeGrid, roster_time_grid, ROSTER, TIME_GRID, GtkWidget)

/** How wide the column of hours is before the first day. */
#define ROSTER_TIME_GRID_GUTTER 52

/** What a drag snaps to, in minutes. */
#define ROSTER_TIME_GRID_SNAP 15

/*
 * Some days side by side, hours downwards, a card for each live. Lives at the same hour share the day's width; where
 * they are too many to be read, the last column counts the rest and leads to the day.
 *
 * Signals:
 *
 *   create (uint day, int start, int end)            a person drew a live into empty time
 *   move (RosterCalendarLive *live, uint day, int start, int end)   a person moved or resized one
 *   open (RosterCalendarLive *live, GtkWidget *at)   a person wants to see it
 *   remove (RosterCalendarLive *live)
 *   show-day (uint day)                              the rest of a day that did not fit
 */
GtkWidget *roster_time_grid_new           (void);
void       roster_time_grid_set_days      (RosterTimeGrid     *self,
                                           guint32             first_day,
                                           guint               n_days);
void       roster_time_grid_set_now       (RosterTimeGrid     *self,
                                           guint32             day,
                                           int                 minute);
void       roster_time_grid_set_lives     (RosterTimeGrid     *self,
                                           GPtrArray          *lives);
void       roster_time_grid_set_closed    (RosterTimeGrid     *self,
                                           gboolean            closed);
void       roster_time_grid_select        (RosterTimeGrid     *self,
                                           guint32             day,
                                           int                 minute);
gboolean   roster_time_grid_focus_live    (RosterTimeGrid     *self,
                                           guint32             day,
                                           const char         *id);
int        roster_time_grid_y             (RosterTimeGrid     *self,
                                           int                 minute);

G_END_DECLS
