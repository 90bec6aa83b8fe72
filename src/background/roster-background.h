/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_BACKGROUND (roster_background_get_type ())
G_DECLARE_FINAL_TYPE (RosterBackground, roster_background, ROSTER, BACKGROUND, GApplication)

/*
 * The app without a window: it reminds and syncs. Whoever asks for a window, by the desktop, by a second start or by a
 * notification, has this process turn into the app with one; see roster-hand-over.h.
 */
int roster_background_main (void);

G_END_DECLS
