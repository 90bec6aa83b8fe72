/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

#include "roster-coordinator.h"
#include "roster-rules-in-force.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PHOTOS (roster_photos_get_type ())
G_DECLARE_FINAL_TYPE (RosterPhotos, roster_photos, ROSTER, PHOTOS, GObject)

/*
 * The photos of this computer, for the app: takes them in and gives them to be shown, on a thread of its own. A photo
 * of somebody else comes from the office when it is first wanted.
 */
RosterPhotos     *roster_photos_new            (RosterStore         *store,
                                                RosterCoordinator   *coordinator,
                                                RosterRulesInForce  *rules);
void              roster_photos_close          (RosterPhotos        *self);

void              roster_photos_take_file_async    (RosterPhotos        *self,
                                                GFile               *file,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
void              roster_photos_take_texture_async (RosterPhotos        *self,
                                                GdkTexture          *texture,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
char             *roster_photos_take_finish    (RosterPhotos        *self,
                                                GAsyncResult        *result,
                                                GError             **error);

void              roster_photos_load_async     (RosterPhotos        *self,
                                                const char          *account,
                                                const char          *id,
                                                int                  side,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
GdkPixbuf        *roster_photos_load_finish    (RosterPhotos        *self,
                                                GAsyncResult        *result,
                                                GError             **error);

G_END_DECLS
