/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-walk-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_WALK_VIEW (roster_walk_view_get_type ())
G_DECLARE_FINAL_TYPE (RosterWalkView, roster_walk_view, ROSTER, WALK_VIEW, GtkBox)

/* One item of a walk-through at a time, for use standing beside the streamer: large controls, keys and swipes. The
   overview lists all items for jumping. */
GtkWidget *roster_walk_view_new  (RosterContext      *context,
                                  RosterWalkSession  *session);
void       roster_walk_view_show (RosterWalkView     *self);

G_END_DECLS
