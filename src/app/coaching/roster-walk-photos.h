/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-walk-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_WALK_PHOTOS (roster_walk_photos_get_type ())
G_DECLARE_FINAL_TYPE (RosterWalkPhotos, roster_walk_photos, ROSTER, WALK_PHOTOS, GtkBox)

/*
 * The photos of one item of a walk-through: shown, and added with the camera where there is one, from files, from the
 * clipboard or by dropping them here.
 *
 * Signal: failed (char *message), when a picture could not be taken in
 */
GtkWidget *roster_walk_photos_new   (RosterContext      *context,
                                     RosterWalkSession  *session);
void       roster_walk_photos_show  (RosterWalkPhotos   *self,
                                     guint               index,
                                     gboolean            editable);
void       roster_walk_photos_choose (RosterWalkPhotos  *self);
void       roster_walk_photos_capture (RosterWalkPhotos *self);
gboolean   roster_walk_photos_paste (RosterWalkPhotos   *self);
void       roster_walk_photos_take_file (RosterWalkPhotos *self,
                                     GFile              *file);

G_END_DECLS
