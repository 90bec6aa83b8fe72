/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-planning.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PLAN_ITEM_ROW (roster_plan_item_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterPlanItemRow, roster_plan_item_row, ROSTER, PLAN_ITEM_ROW, GtkListBoxRow)

/**
 * RosterPlanButton:
 * @ROSTER_PLAN_BUTTON_NONE: neither
 * @ROSTER_PLAN_BUTTON_LOCK: the one that locks
 * @ROSTER_PLAN_BUTTON_BAN: the one that bans
 *
 * The buttons of a row, to put the focus back.
 */
typedef enum
{
  ROSTER_PLAN_BUTTON_NONE,
  ROSTER_PLAN_BUTTON_LOCK,
  ROSTER_PLAN_BUTTON_BAN,
} RosterPlanButton;

/* A product that the plan gives to a streamer, or that a person locked or banned, and the buttons for that. */
GtkWidget        *roster_plan_item_row_new     (RosterPlanning        *planning,
                                                RosterRecord          *streamer,
                                                RosterRecord          *product);
void              roster_plan_item_row_show    (RosterPlanItemRow     *self,
                                                const RosterPlanItem  *item);
const char       *roster_plan_item_row_product (RosterPlanItemRow     *self);
RosterPlanButton  roster_plan_item_row_focused (RosterPlanItemRow     *self);
void              roster_plan_item_row_focus   (RosterPlanItemRow     *self,
                                                RosterPlanButton       button);

G_END_DECLS
