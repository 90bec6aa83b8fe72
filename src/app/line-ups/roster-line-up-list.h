/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-row-group.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LINE_UP_LIST (roster_line_up_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterLineUpList, roster_line_up_list, ROSTER, LINE_UP_LIST, RosterRowGroup)

/* A streamer's line-ups, newest first, and a button for a new one. */
GtkWidget *roster_line_up_list_new           (RosterContext    *context);
void       roster_line_up_list_set_streamer (RosterLineUpList *self,
                                             RosterRecord     *streamer);

G_END_DECLS
