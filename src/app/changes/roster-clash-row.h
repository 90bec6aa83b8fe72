/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-clash.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CLASH_ROW (roster_clash_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterClashRow, roster_clash_row, ROSTER, CLASH_ROW, GtkListBoxRow)

GtkWidget *roster_clash_row_new (RosterClash *clash,
                                 RosterClock *clock);

G_END_DECLS
