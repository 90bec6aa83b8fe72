/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-walk-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LEFT_OPEN (roster_left_open_get_type ())
G_DECLARE_FINAL_TYPE (RosterLeftOpen, roster_left_open, ROSTER, LEFT_OPEN, AdwPreferencesGroup)

/*
 * What earlier walk-throughs left open: a walk-through starts with all of it, and later each item shows its own. Hides
 * where there is nothing.
 */
GtkWidget *roster_left_open_new  (RosterContext     *context,
                                  RosterWalkSession *session);
void       roster_left_open_show (RosterLeftOpen    *self);

G_END_DECLS
