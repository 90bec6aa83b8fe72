/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-plan-item-row.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PLAN_STREAMER_ROW (roster_plan_streamer_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterPlanStreamerRow, roster_plan_streamer_row, ROSTER, PLAN_STREAMER_ROW, AdwExpanderRow)

/*
 * What the plan gives to one streamer; opened, it shows each product. Its rows are made when it is opened for the first
 * time.
 *
 * Property: selected (boolean), whether the person chose to accept this part of the plan
 */
GtkWidget  *roster_plan_streamer_row_new          (RosterPlanning        *planning,
                                                   RosterRecord          *streamer);
void        roster_plan_streamer_row_show         (RosterPlanStreamerRow *self);
const char *roster_plan_streamer_row_streamer     (RosterPlanStreamerRow *self);
gboolean    roster_plan_streamer_row_is_selected  (RosterPlanStreamerRow *self);
void        roster_plan_streamer_row_set_selected (RosterPlanStreamerRow *self,
                                                   gboolean               selected);

G_END_DECLS
