/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-camera-source.h"

G_BEGIN_DECLS

/**
 * TestPortalAnswer:
 * @TEST_PORTAL_GRANTS: the person allows it
 * @TEST_PORTAL_REFUSES: the person does not
 * @TEST_PORTAL_FORBIDS: it is not even asked, because cameras are locked
 * @TEST_PORTAL_WAITS: the question stands until test_portal_answer()
 */
typedef enum
{
  TEST_PORTAL_GRANTS,
  TEST_PORTAL_REFUSES,
  TEST_PORTAL_FORBIDS,
  TEST_PORTAL_WAITS,
} TestPortalAnswer;

/* A camera portal on the session bus of the test, in its own process but not on its own connection. */
typedef struct _TestPortal TestPortal;

TestPortal *test_portal_new         (const char       *socket);
void        test_portal_free        (TestPortal       *portal);
void        test_portal_set_answer  (TestPortal       *portal,
                                     TestPortalAnswer  answer);
void        test_portal_set_present (TestPortal       *portal,
                                     gboolean          present);
gboolean    test_portal_is_waiting  (TestPortal       *portal);
void        test_portal_answer      (TestPortal       *portal,
                                     guint             response);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPortal, test_portal_free)

/* Cameras whose frames are made up. */
extern const RosterCameraSource test_camera_source;

void        test_camera_plug        (const char       *first,
                                     ...) G_GNUC_NULL_TERMINATED;
void        test_camera_hold        (gboolean          hold);
void        test_camera_show        (int               width,
                                     int               height,
                                     GBytes           *pixels);
void        test_camera_show_colour (guint32           colour);
void        test_camera_fail        (RosterCameraError code);
char       *test_camera_started     (void);
guint       test_camera_n_open      (void);

G_END_DECLS
