/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PHOTO_THUMBNAIL (roster_photo_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (RosterPhotoThumbnail, roster_photo_thumbnail, ROSTER, PHOTO_THUMBNAIL, GtkButton)

/*
 * A small picture of a photo, to be pressed. Where the photo is not on this computer it says why, and shows it as soon
 * as it can be had.
 */
GtkWidget  *roster_photo_thumbnail_new     (RosterContext         *context,
                                            const char            *account,
                                            const char            *id,
                                            int                    side);
const char *roster_photo_thumbnail_id      (RosterPhotoThumbnail  *self);
void        roster_photo_thumbnail_set_position (RosterPhotoThumbnail *self,
                                            guint                  index,
                                            guint                  n_photos);

const char *roster_photo_missing_words     (const GError          *error);
const char *roster_photo_missing_icon      (const GError          *error);

G_END_DECLS
