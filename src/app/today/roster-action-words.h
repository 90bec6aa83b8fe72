/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-clock.h"
#include "roster-next-action.h"

G_BEGIN_DECLS

/* What an action is called, why it is there and what accepting it does, for a person. */
char       *roster_next_action_title  (const RosterNextAction *action,
                                       RosterClock            *clock);
char       *roster_next_action_reason (const RosterNextAction *action,
                                       RosterClock            *clock);
const char *roster_next_action_accept (const RosterNextAction *action);
const char *roster_next_action_icon   (const RosterNextAction *action);

G_END_DECLS
