/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-camera.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CAPTURE_WINDOW (roster_capture_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterCaptureWindow, roster_capture_window, ROSTER, CAPTURE_WINDOW, AdwWindow)

/*
 * Takes one picture with a camera: what it sees, then the picture, to be used or taken again. The camera is open as
 * long as the window is.
 *
 * Signals, after which the window closes:
 *
 *   taken (GdkTexture *picture)   somebody uses the picture
 *   files-wanted ()               there is none to be had, and somebody would rather choose files
 */
GtkWidget *roster_capture_window_new (RosterCamera  *camera,
                                      const char    *subject);

G_END_DECLS
