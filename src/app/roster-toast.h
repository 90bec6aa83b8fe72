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

void roster_toast_with_action (GtkWidget  *from,
                               const char *text,
                               const char *button,
                               const char *action);

G_END_DECLS
