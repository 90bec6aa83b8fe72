/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-calendar-live.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LIVE_POPOVER (roster_live_popover_get_type ())
G_DECLARE_FINAL_TYPE (RosterLivePopover, roster_live_popover, ROSTER, LIVE_POPOVER, GtkPopover)

/*
 * What a live is, and what can be done with it now.
 *
 * Signal: chosen (char *what), a state that it shall have, or `edit`, `results`, `streamer` or `remove`
 */
GtkWidget          *roster_live_popover_new  (RosterCalendarLive *live,
                                              gint64              now);
RosterCalendarLive *roster_live_popover_live (RosterLivePopover  *self);

G_END_DECLS
