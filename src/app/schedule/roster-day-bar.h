/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_DAY_BAR (roster_day_bar_get_type ())
G_DECLARE_FINAL_TYPE (RosterDayBar, roster_day_bar, ROSTER, DAY_BAR, GtkWidget)

/*
 * The seven days of a week, above the columns of a RosterTimeGrid.
 *
 * Signal: picked (uint day), a Julian day
 */
void roster_day_bar_show (RosterDayBar *self,
                          guint32       first_day,
                          guint32       today,
                          guint32       selected);

G_END_DECLS
