/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-window.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CUSTOM_WINDOW (roster_custom_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterCustomWindow, roster_custom_window, ROSTER, CUSTOM_WINDOW, AdwWindow)

/*
 * A window of its own for one custom product: how far it is, who is waited for, the steps that may be taken now, and
 * its fields.
 */
GtkWidget *roster_custom_window_new (RosterWindow  *parent,
                                     RosterContext *context,
                                     const char    *id);

G_END_DECLS
