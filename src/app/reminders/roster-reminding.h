/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_REMINDING (roster_reminding_get_type ())
G_DECLARE_FINAL_TYPE (RosterReminding, roster_reminding, ROSTER, REMINDING, GObject)

/*
 * Reminders in the app: the service with the settings, the desktop's notifications and the window, and how long the
 * app lives for them. While the app may be in the background it does not end with its last window.
 *
 * Signals:
 *   open (char *type, char *id)   somebody wants to see a record
 *   open-list ()                  somebody wants to see the list of reminders
 */
RosterReminding *roster_reminding_new           (GtkApplication   *application,
                                                 RosterContext    *context);
void             roster_reminding_stop          (RosterReminding  *self);
void             roster_reminding_hand_over     (RosterReminding  *self);
gboolean         roster_reminding_in_background (RosterReminding  *self);

G_END_DECLS
