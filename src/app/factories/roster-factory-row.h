/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-record.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_FACTORY_ROW (roster_factory_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterFactoryRow, roster_factory_row, ROSTER, FACTORY_ROW, GtkWidget)

GtkWidget *roster_factory_row_new  (void);
void       roster_factory_row_show (RosterFactoryRow *self,
                                    RosterRecord     *factory);

G_END_DECLS
