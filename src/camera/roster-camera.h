/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-camera-source.h"

G_BEGIN_DECLS

/**
 * RosterCameraState:
 * @ROSTER_CAMERA_CLOSED: nobody uses it
 * @ROSTER_CAMERA_ASKING: the desktop asks the person
 * @ROSTER_CAMERA_STARTING: a camera is on its way
 * @ROSTER_CAMERA_LIVE: frames come
 * @ROSTER_CAMERA_FAILED: roster_camera_error() says why
 */
typedef enum
{
  ROSTER_CAMERA_CLOSED,
  ROSTER_CAMERA_ASKING,
  ROSTER_CAMERA_STARTING,
  ROSTER_CAMERA_LIVE,
  ROSTER_CAMERA_FAILED,
} RosterCameraState;

#define ROSTER_TYPE_CAMERA (roster_camera_get_type ())
G_DECLARE_FINAL_TYPE (RosterCamera, roster_camera, ROSTER, CAMERA, GObject)

/*
 * A camera that the desktop lends, from the question whether it may be used to its frames. What reads the frames is
 * loaded when a camera is first opened, and works on a thread of its own.
 *
 * Signals, all on the main thread:
 *
 *   presence-changed ()           what roster_camera_is_present() says is different
 *   state-changed ()              what roster_camera_state() says, or which cameras there are, is different
 *   frame (RosterCameraFrame *)   a picture, while it is live; frames that come too fast are left out
 */
RosterCamera     *roster_camera_new        (const RosterCameraSource  *source);
void              roster_camera_look       (RosterCamera              *self);
gboolean          roster_camera_is_present (RosterCamera              *self);

void              roster_camera_open       (RosterCamera              *self);
void              roster_camera_choose     (RosterCamera              *self,
                                            guint                      index);
void              roster_camera_close      (RosterCamera              *self);

RosterCameraState roster_camera_state      (RosterCamera              *self);
const GError     *roster_camera_error      (RosterCamera              *self);
char            **roster_camera_names      (RosterCamera              *self);
guint             roster_camera_chosen     (RosterCamera              *self);

G_END_DECLS
