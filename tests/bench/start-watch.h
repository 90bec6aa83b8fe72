/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether a person could use what this window's next frame shows. */
typedef gboolean (*StartUsable) (GtkWidget *window);

void start_watch (GtkApplication *application,
                  StartUsable     usable);

G_END_DECLS
