/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The avatar of a row: a label with the style of libadwaita's, in the same colour for the same name. AdwAvatar itself
 * makes four widgets, loads the icon of people without a name, and lays the initials out to find their size.
 */
void roster_initials_show (GtkLabel   *label,
                           const char *name);

G_END_DECLS
