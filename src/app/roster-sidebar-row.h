/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-place.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SIDEBAR_ROW (roster_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterSidebarRow, roster_sidebar_row, ROSTER, SIDEBAR_ROW, GtkListBoxRow)

RosterSidebarRow  *roster_sidebar_row_new       (const RosterPlace *place);
const RosterPlace *roster_sidebar_row_place     (RosterSidebarRow  *self);
void               roster_sidebar_row_set_count (RosterSidebarRow  *self,
                                                 guint              count);

G_END_DECLS
