/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_EXPORT_WINDOW (roster_export_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterExportWindow, roster_export_window, ROSTER, EXPORT_WINDOW, AdwWindow)

/*
 * Signal exported (char *summary): the file is written; the window closes itself.
 */
GtkWidget *roster_export_window_new (GtkWindow      *parent,
                                     RosterContext  *context);

G_END_DECLS
