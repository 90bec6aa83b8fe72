/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * GTK makes a tooltip as many average characters wide as its text has characters. A Chinese character takes the room of
 * two, so every tooltip in Chinese breaks, and one of two characters stands upright: 稍
 *                                                                                    后
 * This gives each its room.
 */
void roster_tooltips_make_room (void);

int  roster_tooltips_columns   (const char *text);

G_END_DECLS
