/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-import-item.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_IMPORT_ITEM_ROW (roster_import_item_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterImportItemRow, roster_import_item_row, ROSTER, IMPORT_ITEM_ROW, GtkBox)

GtkWidget *roster_import_item_row_new      (void);
void       roster_import_item_row_set_item (RosterImportItemRow  *self,
                                            RosterImportItem     *item);

G_END_DECLS
