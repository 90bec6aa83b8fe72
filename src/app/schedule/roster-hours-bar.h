/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_HOURS_BAR (roster_hours_bar_get_type ())
G_DECLARE_FINAL_TYPE (RosterHoursBar, roster_hours_bar, ROSTER, HOURS_BAR, GtkWidget)

/* What was held, what is planned and what is missing of the hours that are owed: full, half and empty. */
GtkWidget *roster_hours_bar_new (guint owed,
                                 guint held,
                                 guint planned);

G_END_DECLS
