/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ACTIVITY_ROW (roster_activity_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterActivityRow, roster_activity_row, ROSTER, ACTIVITY_ROW, GtkListBoxRow)

GtkWidget *roster_activity_row_new (RosterContext *context,
                                    RosterRecord  *activity);

G_END_DECLS
