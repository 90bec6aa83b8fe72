/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-plan.h"

G_BEGIN_DECLS

/* What planning says, in the interface's language. */

const char *roster_advice_plan_state_words (RosterPlanState       state);
char       *roster_advice_obstacle_words   (RosterMatch          *match,
                                            const RosterObstacle *obstacle);
char       *roster_advice_remedy_words     (const RosterObstacle *obstacle);

G_END_DECLS
