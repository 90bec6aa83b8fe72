/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* By its name, because a module that is loaded later cannot call what the program defines. */
#define ROSTER_CAMERA_ERROR (g_quark_from_static_string ("roster-camera-error-quark"))

/**
 * RosterCameraError:
 * @ROSTER_CAMERA_ERROR_ABSENT: this desktop lends no cameras
 * @ROSTER_CAMERA_ERROR_REFUSED: the person, or who administers the computer, does not allow it
 * @ROSTER_CAMERA_ERROR_NONE: no camera is connected
 * @ROSTER_CAMERA_ERROR_SILENT: it gives no pictures, perhaps because another program uses it
 * @ROSTER_CAMERA_ERROR_GONE: it was unplugged while it was used
 * @ROSTER_CAMERA_ERROR_MISSING: what reads cameras is not installed
 */
typedef enum
{
  ROSTER_CAMERA_ERROR_ABSENT,
  ROSTER_CAMERA_ERROR_REFUSED,
  ROSTER_CAMERA_ERROR_NONE,
  ROSTER_CAMERA_ERROR_SILENT,
  ROSTER_CAMERA_ERROR_GONE,
  ROSTER_CAMERA_ERROR_MISSING,
} RosterCameraError;

/**
 * RosterCameraFrame:
 * @width: in pixels
 * @height: in pixels
 * @stride: bytes from one row to the next
 * @pixels: rows from the top; each pixel is a byte of blue, green, red and one that is always 255
 *
 * One picture.
 */
typedef struct
{
  int width;
  int height;
  gsize stride;
  GBytes *pixels;
} RosterCameraFrame;

/**
 * RosterCameraListener:
 * @cameras: which cameras there are now: (transfer none) `a(ss)`, each with what it is started by and what it is called
 * @frame: (transfer none): a picture of the camera that was started
 * @failed: it is over, and the sentence is for the log
 *
 * What a source tells, on any thread.
 */
typedef struct
{
  void (*cameras) (gpointer                 data,
                   GVariant                *cameras);
  void (*frame)   (gpointer                 data,
                   const RosterCameraFrame *frame);
  void (*failed)  (gpointer                 data,
                   RosterCameraError        code,
                   const char              *message);
} RosterCameraListener;

/**
 * RosterCameraSource:
 * @watch: tells of the cameras behind a connection to PipeWire until @unwatch, first of those that it has found
 * @start: opens one of them; its frames come until @stop
 *
 * Where pictures come from: the module with PipeWire and GStreamer, or what a test makes up. Everything here blocks and
 * belongs to a thread where nobody waits; cancelling ends it at once. The connections become the source's. Once
 * @unwatch or @stop has returned nothing is told any more.
 *
 * Both return %NULL with %ROSTER_CAMERA_ERROR or %G_IO_ERROR_CANCELLED.
 */
typedef struct
{
  gpointer (*watch)   (int                          fd,
                       const RosterCameraListener  *listener,
                       gpointer                     data,
                       GCancellable                *cancellable,
                       GError                     **error);
  void     (*unwatch) (gpointer                     watch);
  gpointer (*start)   (int                          fd,
                       const char                  *camera,
                       const RosterCameraListener  *listener,
                       gpointer                     data,
                       GCancellable                *cancellable,
                       GError                     **error);
  void     (*stop)    (gpointer                     stream);
} RosterCameraSource;

G_END_DECLS
