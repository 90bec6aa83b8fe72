/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-walk-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_WALK_OVERVIEW (roster_walk_overview_get_type ())
G_DECLARE_FINAL_TYPE (RosterWalkOverview, roster_walk_overview, ROSTER, WALK_OVERVIEW, GtkBox)

/*
 * All items of a walk-through with their answers, section by section.
 *
 * Signal: chosen (guint index), when a person wants to go to an item
 */
void roster_walk_overview_show (RosterWalkOverview  *self,
                                RosterWalkSession   *session);

G_END_DECLS
