/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-clock.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_DATE_BUTTON (roster_date_button_get_type ())
G_DECLARE_FINAL_TYPE (RosterDateButton, roster_date_button, ROSTER, DATE_BUTTON, GtkWidget)

/*
 * A button that opens a calendar.
 *
 * Signal: picked (char *date), a date as YYYY-MM-DD
 */
GtkWidget *roster_date_button_new      (RosterClock      *clock);
void       roster_date_button_set_date (RosterDateButton *self,
                                        const char       *date);

G_END_DECLS
