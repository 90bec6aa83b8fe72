/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-row-group.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CUSTOM_LIST (roster_custom_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterCustomList, roster_custom_list, ROSTER, CUSTOM_LIST, RosterRowGroup)

/*
 * Custom products and how far each is: all of a streamer, what is open first, or what is open at a factory.
 */
GtkWidget *roster_custom_list_new             (RosterContext    *context);
GtkWidget *roster_custom_list_new_for_factory (RosterContext    *context);
void       roster_custom_list_set_streamer    (RosterCustomList *self,
                                              RosterRecord     *streamer);

G_END_DECLS
