/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-blob-queue.h"

G_BEGIN_DECLS

/**
 * RosterRefusedPhotosFate:
 * @ROSTER_PHOTOS_UNKNOWN: there were none
 * @ROSTER_PHOTOS_REMOVED: their walk-through does not name them any more
 * @ROSTER_PHOTOS_KEPT_HERE: their walk-through is signed and goes on naming them; they stay on this computer
 *
 * What became of photos that a person gave up.
 */
typedef enum
{
  ROSTER_PHOTOS_UNKNOWN,
  ROSTER_PHOTOS_REMOVED,
  ROSTER_PHOTOS_KEPT_HERE,
} RosterRefusedPhotosFate;

/* What a person does with the photos of a walk-through that the office refused; in the thread of the store that writes,
 * or wherever nobody else does. */
gboolean  roster_refused_photos_drop   (RosterCache              *cache,
                                        const char               *record,
                                        gint64                   *step,
                                        RosterRefusedPhotosFate  *fate,
                                        GError                  **error);
int       roster_refused_photos_export (RosterCache              *cache,
                                        const char               *record,
                                        GFile                    *folder,
                                        GError                  **error);

G_END_DECLS
