/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_CAMERA_PORTAL (roster_camera_portal_get_type ())
G_DECLARE_FINAL_TYPE (RosterCameraPortal, roster_camera_portal, ROSTER, CAMERA_PORTAL, GObject)

/*
 * The cameras that the desktop lends: org.freedesktop.portal.Camera. It asks the person whether this program may.
 *
 * Property: present (gboolean), whether there is a portal and a camera; only known from roster_camera_portal_look() on
 */
RosterCameraPortal *roster_camera_portal_new           (void);
void                roster_camera_portal_look          (RosterCameraPortal  *self);
gboolean            roster_camera_portal_is_present    (RosterCameraPortal  *self);

void                roster_camera_portal_ask_async     (RosterCameraPortal  *self,
                                                        GCancellable        *cancellable,
                                                        GAsyncReadyCallback  callback,
                                                        gpointer             user_data);
gboolean            roster_camera_portal_ask_finish    (RosterCameraPortal  *self,
                                                        GAsyncResult        *result,
                                                        GError             **error);

void                roster_camera_portal_open_async    (RosterCameraPortal  *self,
                                                        GCancellable        *cancellable,
                                                        GAsyncReadyCallback  callback,
                                                        gpointer             user_data);
int                 roster_camera_portal_open_finish   (RosterCameraPortal  *self,
                                                        GAsyncResult        *result,
                                                        GError             **error);

G_END_DECLS
