/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-pane.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PLAN_PAGE (roster_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterPlanPage, roster_plan_page, ROSTER, PLAN_PAGE, RosterPane)

/* The book's line-ups of the coming week: what they earn, what fairness costs, and who gets what. */
gboolean roster_plan_page_is_settled (RosterPlanPage *self);

G_END_DECLS
