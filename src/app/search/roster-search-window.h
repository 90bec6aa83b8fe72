/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SEARCH_WINDOW (roster_search_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterSearchWindow, roster_search_window, ROSTER, SEARCH_WINDOW, AdwWindow)

/*
 * One search over everything. The arrow keys move through what was found while the typing goes on; Enter opens it.
 *
 * Signal: chosen (char *type, char *id), the record to open
 */
RosterSearchWindow *roster_search_window_new (GtkWindow     *parent,
                                              RosterContext *context);

G_END_DECLS
