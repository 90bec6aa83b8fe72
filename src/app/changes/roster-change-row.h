/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-change.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CHANGE_ROW (roster_change_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterChangeRow, roster_change_row, ROSTER, CHANGE_ROW, GtkListBoxRow)

GtkWidget *roster_change_row_new (RosterChange *change,
                                  RosterClock  *clock);

G_END_DECLS
