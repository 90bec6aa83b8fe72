/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-record.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PRODUCT_ROW (roster_product_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterProductRow, roster_product_row, ROSTER, PRODUCT_ROW, GtkWidget)

GtkWidget *roster_product_row_new  (void);
void       roster_product_row_show (RosterProductRow *self,
                                    RosterRecord     *product);

G_END_DECLS
