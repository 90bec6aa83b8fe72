/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-clock.h"

G_BEGIN_DECLS

/**
 * RosterChangeRowFunc:
 *
 * Returns: (transfer floating): a row for @item
 */
typedef GtkWidget *(*RosterChangeRowFunc) (gpointer     item,
                                           RosterClock *clock);

#define ROSTER_TYPE_CHANGE_GROUP (roster_change_group_get_type ())
G_DECLARE_FINAL_TYPE (RosterChangeGroup, roster_change_group, ROSTER, CHANGE_GROUP, AdwPreferencesGroup)

void roster_change_group_set_up (RosterChangeGroup   *self,
                                 RosterChangeRowFunc  make_row,
                                 GEqualFunc           same,
                                 RosterClock         *clock);
void roster_change_group_show   (RosterChangeGroup   *self,
                                 GPtrArray           *items,
                                 gboolean             more);

G_END_DECLS
