/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-clash.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CLASH_SIDE (roster_clash_side_get_type ())
G_DECLARE_FINAL_TYPE (RosterClashSide, roster_clash_side, ROSTER, CLASH_SIDE, GtkBox)

void roster_clash_side_show (RosterClashSide *self,
                             RosterClash     *clash,
                             RosterSide       side,
                             RosterClock     *clock);

G_END_DECLS
