/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"
#include "roster-walk.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RESULT_PHOTOS (roster_result_photos_get_type ())
G_DECLARE_FINAL_TYPE (RosterResultPhotos, roster_result_photos, ROSTER, RESULT_PHOTOS, AdwPreferencesGroup)

/* All photos of a walk-through, item by item, to be looked at. */
GtkWidget *roster_result_photos_new  (RosterContext      *context);
void       roster_result_photos_show (RosterResultPhotos *self,
                                      RosterWalk         *walk);

G_END_DECLS
