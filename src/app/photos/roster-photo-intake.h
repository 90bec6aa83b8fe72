/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

#define ROSTER_PHOTO_ERROR (roster_photo_error_quark ())
GQuark roster_photo_error_quark (void);

/**
 * RosterPhotoError:
 * @ROSTER_PHOTO_ERROR_TYPE: it is no picture of a type that is taken
 * @ROSTER_PHOTO_ERROR_TOO_LARGE: it has too many bytes or pixels
 * @ROSTER_PHOTO_ERROR_DAMAGED: it ends too early, or makes no sense
 * @ROSTER_PHOTO_ERROR_FILE: it cannot be read
 */
typedef enum
{
  ROSTER_PHOTO_ERROR_TYPE,
  ROSTER_PHOTO_ERROR_TOO_LARGE,
  ROSTER_PHOTO_ERROR_DAMAGED,
  ROSTER_PHOTO_ERROR_FILE,
} RosterPhotoError;

/** The largest file that is taken as a photo, in bytes, and the most pixels. */
#define ROSTER_PHOTO_MAX_SIZE (40 * 1000 * 1000)
#define ROSTER_PHOTO_MAX_PIXELS (80 * 1000 * 1000)

/* What comes from cameras, files and other people is looked at with suspicion. Everything here blocks and belongs to a
   thread where nobody waits. */
GBytes    *roster_photo_read_file (GFile         *file,
                                   GCancellable  *cancellable,
                                   GError       **error);
GdkPixbuf *roster_photo_decode    (GBytes        *bytes,
                                   int            side,
                                   GError       **error);
GBytes    *roster_photo_prepare   (GBytes        *bytes,
                                   int            side,
                                   GError       **error);
GBytes    *roster_photo_encode    (GdkPixbuf     *pixbuf,
                                   int            side,
                                   GError       **error);

G_END_DECLS
