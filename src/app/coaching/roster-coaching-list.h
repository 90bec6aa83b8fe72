/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-pane.h"

G_BEGIN_DECLS

/* Who is due for coaching and why, and the walk-throughs that are not finished. */
#define ROSTER_TYPE_COACHING_LIST (roster_coaching_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterCoachingList, roster_coaching_list, ROSTER, COACHING_LIST, RosterPane)

G_END_DECLS
