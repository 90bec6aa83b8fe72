/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-clock.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LATER_POPOVER (roster_later_popover_get_type ())
G_DECLARE_FINAL_TYPE (RosterLaterPopover, roster_later_popover, ROSTER, LATER_POPOVER, GtkPopover)

/*
 * When to be asked again.
 *
 * Signal: chosen (char *date)
 */
GtkWidget *roster_later_popover_new (RosterClock *clock);

G_END_DECLS
