/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The window and the background are one program that turns from one into the other by executing itself: what a toolkit
 * and a window have once taken of the memory no other way gives back. The process stays the same, for whoever started
 * it and watches it; whatever is to be known on the other side stands in the cache or in the arguments.
 *
 * In between nobody owns the name on the bus for some milliseconds. Who asks for it then starts the program anew, by
 * the bus or by hand, and the one of the two that comes second leaves the field to the first.
 */

/** What makes the program the background, as GApplication calls it. */
#define ROSTER_HAND_OVER_BACKGROUND "--gapplication-service"

void roster_hand_over_prepare (void);
void roster_hand_over         (const char *const *arguments,
                               const char        *activation_token);

G_END_DECLS
