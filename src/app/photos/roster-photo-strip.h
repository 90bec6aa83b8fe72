/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PHOTO_STRIP (roster_photo_strip_get_type ())
G_DECLARE_FINAL_TYPE (RosterPhotoStrip, roster_photo_strip, ROSTER, PHOTO_STRIP, GtkWidget)

/*
 * The photos of something, small and side by side, in as many rows as it takes.
 *
 * Signals:
 *
 *   opened (char *id)             somebody wants to see a photo large
 *   removed (char *id)            somebody wants a photo away; only while it is editable
 */
GtkWidget  *roster_photo_strip_new  (RosterContext       *context);
void        roster_photo_strip_show (RosterPhotoStrip    *self,
                                     const char          *account,
                                     const char *const   *photos,
                                     gboolean             editable);

G_END_DECLS
