/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-camera-source.h"

G_BEGIN_DECLS

/* The cameras that PipeWire knows, as RosterCameraSource wants them. */
gpointer roster_camera_list_watch   (int                          fd,
                                     const RosterCameraListener  *listener,
                                     gpointer                     data,
                                     GCancellable                *cancellable,
                                     GError                     **error);
void     roster_camera_list_unwatch (gpointer                     watch);

G_END_DECLS
