/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_IMPORT_WINDOW (roster_import_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterImportWindow, roster_import_window, ROSTER, IMPORT_WINDOW, AdwWindow)

/*
 * Signal imported (gint64 step, char *summary): the file was imported; the window closes itself.
 */
RosterImportWindow *roster_import_window_new    (GtkWindow           *parent,
                                                 RosterContext       *context);
void                roster_import_window_open   (RosterImportWindow  *self,
                                                 GFile               *file);
void                roster_import_window_choose (RosterImportWindow  *self);

G_END_DECLS
