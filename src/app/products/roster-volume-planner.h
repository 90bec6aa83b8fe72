/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_VOLUME_PLANNER (roster_volume_planner_get_type ())
G_DECLARE_FINAL_TYPE (RosterVolumePlanner, roster_volume_planner, ROSTER, VOLUME_PLANNER, AdwBin)

/* How many units of a product earn an amount, and when they can be there. */
GtkWidget *roster_volume_planner_new  (RosterContext       *context);
void       roster_volume_planner_show (RosterVolumePlanner *self,
                                       RosterRecord        *product);

G_END_DECLS
