/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_GIVE_UP_BUTTON (roster_give_up_button_get_type ())
G_DECLARE_FINAL_TYPE (RosterGiveUpButton, roster_give_up_button, ROSTER, GIVE_UP_BUTTON, AdwBin)

/* Closes a walk-through that nobody will go on with, and asks why. */
GtkWidget *roster_give_up_button_new (RosterContext  *context,
                                      RosterRecord   *walkthrough,
                                      const char     *checklist);

G_END_DECLS
