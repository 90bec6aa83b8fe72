/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-tour-capture.h"

#include "camera-fixture.h"
#include "roster-capture-window.h"

static TestPortal *portal;

static const TestPortalAnswer answers[] = {
  [ROSTER_TOUR_CAPTURE_ASKING] = TEST_PORTAL_WAITS,   [ROSTER_TOUR_CAPTURE_STARTING] = TEST_PORTAL_GRANTS,
  [ROSTER_TOUR_CAPTURE_LIVE] = TEST_PORTAL_GRANTS,    [ROSTER_TOUR_CAPTURE_TAKEN] = TEST_PORTAL_GRANTS,
  [ROSTER_TOUR_CAPTURE_REFUSED] = TEST_PORTAL_REFUSES,
};

static const RosterCameraState states[] = {
  [ROSTER_TOUR_CAPTURE_ASKING] = ROSTER_CAMERA_ASKING,   [ROSTER_TOUR_CAPTURE_STARTING] = ROSTER_CAMERA_STARTING,
  [ROSTER_TOUR_CAPTURE_LIVE] = ROSTER_CAMERA_LIVE,       [ROSTER_TOUR_CAPTURE_TAKEN] = ROSTER_CAMERA_LIVE,
  [ROSTER_TOUR_CAPTURE_REFUSED] = ROSTER_CAMERA_FAILED,
};

/**
 * roster_tour_capture_lend:
 *
 * Gives the app a desktop that lends two cameras. Before its window is made.
 */
void
roster_tour_capture_lend (RosterContext *context)
{
  g_autoptr (RosterCamera) camera = roster_camera_new (&test_camera_source);

  if (portal == NULL)
    portal = test_portal_new (NULL);
  test_camera_plug ("Integrated Camera: Integrated C", "HD Pro Webcam C920", NULL);
  roster_context_use_camera (context, camera);
}

/* As a camera sends what a picture shows */
static GBytes *
pixels_of (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf), n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  const guint8 *from = gdk_pixbuf_read_pixels (pixbuf);
  guint8 *pixels = g_malloc ((gsize) width * (gsize) height * 4), *to = pixels;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++, to += 4)
      {
        const guint8 *pixel = from + y * stride + x * n_channels;

        to[0] = pixel[2];
        to[1] = pixel[1];
        to[2] = pixel[0];
        to[3] = 255;
      }
  return g_bytes_new_take (pixels, (gsize) width * (gsize) height * 4);
}

/**
 * roster_tour_capture_window:
 * @room: what the camera sees
 *
 * Returns: (transfer floating): the window, led as far as @stage
 */
GtkWindow *
roster_tour_capture_window (RosterContext          *context,
                            RosterTourCaptureStage  stage,
                            const char             *subject,
                            GdkPixbuf              *room)
{
  g_autoptr (GBytes) pixels = pixels_of (room);
  RosterCamera *camera = roster_context_camera (context);
  GtkWidget *window;

  test_portal_set_answer (portal, answers[stage]);
  test_camera_hold (stage == ROSTER_TOUR_CAPTURE_STARTING);
  window = roster_capture_window_new (camera, subject);
  while (roster_camera_state (camera) != states[stage])
    {
      test_camera_show (gdk_pixbuf_get_width (room), gdk_pixbuf_get_height (room), pixels);
      g_main_context_iteration (NULL, FALSE);
    }
  if (stage == ROSTER_TOUR_CAPTURE_TAKEN)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_signal_emit_by_name (gtk_widget_get_template_child (window, ROSTER_TYPE_CAPTURE_WINDOW, "take"), "clicked");
    }
  return GTK_WINDOW (window);
}
