/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-coaching-entry.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_COACHING_ROW (roster_coaching_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterCoachingRow, roster_coaching_row, ROSTER, COACHING_ROW, GtkBox)

GtkWidget *roster_coaching_row_new  (void);
void       roster_coaching_row_show (RosterCoachingRow    *self,
                                     RosterCoachingEntry  *entry);

G_END_DECLS
