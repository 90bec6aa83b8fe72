/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-line-up-items.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LINE_UP_ROW (roster_line_up_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterLineUpRow, roster_line_up_row, ROSTER, LINE_UP_ROW, GtkListBoxRow)

/*
 * One item of a line-up, to be changed in place. What it asks the window for are the actions line-up.move and
 * line-up.remove.
 *
 * Signal: edited (int role, gint64 price, gint64 sold), when the person gave the item other values
 */
GtkWidget  *roster_line_up_row_new     (void);
void        roster_line_up_row_show    (RosterLineUpRow        *self,
                                        const RosterLineUpItem *item,
                                        guint                   position,
                                        guint                   n_items,
                                        RosterRecord           *product,
                                        gboolean                can_plan,
                                        gboolean                can_record,
                                        gboolean                is_over);
const char *roster_line_up_row_product (RosterLineUpRow        *self);
void        roster_line_up_row_flush   (RosterLineUpRow        *self);

G_END_DECLS
