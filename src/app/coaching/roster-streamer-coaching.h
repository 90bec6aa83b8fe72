/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_STREAMER_COACHING (roster_streamer_coaching_get_type ())
G_DECLARE_FINAL_TYPE (RosterStreamerCoaching, roster_streamer_coaching, ROSTER, STREAMER_COACHING, GtkBox)

/* What coaching knows of a streamer: walk-throughs to start and to go on with, open follow-ups, results over time, and
   the latest videos with their grades. Follows the store. */
GtkWidget *roster_streamer_coaching_new  (RosterContext           *context);
void       roster_streamer_coaching_show (RosterStreamerCoaching  *self,
                                          const char              *streamer);

G_END_DECLS
