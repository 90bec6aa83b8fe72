/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PHOTO_VIEWER (roster_photo_viewer_get_type ())
G_DECLARE_FINAL_TYPE (RosterPhotoViewer, roster_photo_viewer, ROSTER, PHOTO_VIEWER, AdwWindow)

/*
 * Photos as large as the window, one at a time.
 *
 * Signal: removed (char *id), when somebody wants a photo away; the window closes then
 */
GtkWidget *roster_photo_viewer_new (RosterContext      *context,
                                    const char         *title,
                                    const char         *account,
                                    const char *const  *photos,
                                    const char         *first,
                                    gboolean            editable);

G_END_DECLS
