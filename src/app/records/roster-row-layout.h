/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_ROW_LAYOUT (roster_row_layout_get_type ())
G_DECLARE_FINAL_TYPE (RosterRowLayout, roster_row_layout, ROSTER, ROW_LAYOUT, GtkLayoutManager)

/*
 * The two lines of a list's row, without boxes in boxes: a list makes 200 rows and measures each that scrolls by.
 *
 *   ┌──────┬─────────────────────────┬────────┐
 *   │      │ title                   │  value │
 *   │ lead ├────────┬────────────────┴─┬──────┤
 *   │      │ mark   │ detail           │ note │
 *   └──────┴────────┴──────────────────┴──────┘
 *
 * The children are those six in the order lead, title, mark, detail, value, note; a row with five has no lead. Title
 * and detail give way where there is little room, the others do not.
 */

G_END_DECLS
