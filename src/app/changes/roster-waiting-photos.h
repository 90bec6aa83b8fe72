/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-blob-queue.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_WAITING_PHOTOS (roster_waiting_photos_get_type ())
G_DECLARE_FINAL_TYPE (RosterWaitingPhotos, roster_waiting_photos, ROSTER, WAITING_PHOTOS, AdwPreferencesGroup)

/* The photos that the office does not have yet, by whose they are; those that it refuses, with the reason. */
void      roster_waiting_photos_show (RosterWaitingPhotos *self,
                                      GPtrArray           *blobs);

G_END_DECLS
