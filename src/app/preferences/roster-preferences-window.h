/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PREFERENCES_WINDOW (roster_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterPreferencesWindow, roster_preferences_window, ROSTER, PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

GtkWidget *roster_preferences_window_new (GtkWindow      *parent,
                                          RosterContext  *context);

G_END_DECLS
