/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-calendar-live.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LIVE_CARD (roster_live_card_get_type ())
G_DECLARE_FINAL_TYPE (RosterLiveCard, roster_live_card, ROSTER, LIVE_CARD, GtkWidget)

/*
 * A live in a calendar's grid: a leaf that draws its few words itself, so that hundreds of them cost little. Colour,
 * border and symbol tell the state.
 */
GtkWidget          *roster_live_card_new  (RosterCalendarLive *live);
RosterCalendarLive *roster_live_card_live (RosterLiveCard     *self);
void                roster_live_card_show (RosterLiveCard     *self,
                                           RosterCalendarLive *live);

G_END_DECLS
