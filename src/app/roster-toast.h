/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void roster_toast_message  (GtkWidget  *from,
                            const char *text);
void roster_toast_undoable (GtkWidget  *from,
                            const char *text,
                            gint64      step);

G_END_DECLS
