/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_FACT_TILE (roster_fact_tile_get_type ())
G_DECLARE_FINAL_TYPE (RosterFactTile, roster_fact_tile, ROSTER, FACT_TILE, GtkWidget)

/* A number that people decide by, with its name above and a remark below. */
GtkWidget *roster_fact_tile_new       (const char     *title);
GtkWidget *roster_fact_tile_add       (GtkFlowBox     *flow,
                                       const char     *title);
void       roster_fact_tile_show      (RosterFactTile *self,
                                       const char     *value,
                                       const char     *remark,
                                       const char     *tooltip);
void       roster_fact_tile_set_extra (RosterFactTile *self,
                                       GtkWidget      *extra);

G_END_DECLS
