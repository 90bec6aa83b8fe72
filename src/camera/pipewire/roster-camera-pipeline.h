/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-camera-source.h"

G_BEGIN_DECLS

/* The frames of one camera by GStreamer, as RosterCameraSource wants them. */
gpointer roster_camera_pipeline_start (int                          fd,
                                       const char                  *camera,
                                       const RosterCameraListener  *listener,
                                       gpointer                     data,
                                       GCancellable                *cancellable,
                                       GError                     **error);
void     roster_camera_pipeline_stop  (gpointer                     stream);

G_END_DECLS
