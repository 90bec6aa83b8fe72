/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-tour-camera.h"

/* How often everything must have come to rest before the picture is taken. What is read may ask for more reading. */
#define ROUNDS 6

static gpointer
nothing (RosterCache   *cache,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return g_malloc0 (1);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  gboolean *done = user_data;
  g_autofree void *ignored = roster_store_finish (ROSTER_STORE (source), result, NULL);

  *done = TRUE;
}

static void
wait_for (gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  guint *left = user_data;

  return --*left == 0 ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
wait_for_frames (GtkWidget *widget,
                 guint      frames)
{
  guint left = frames;

  gtk_widget_add_tick_callback (widget, count_frame_cb, &left, NULL);
  while (left > 0)
    {
      gtk_widget_queue_draw (widget);
      g_main_context_iteration (NULL, TRUE);
    }
}

/**
 * roster_tour_camera_settle:
 * @store: whose threads the widgets wait for
 *
 * Waits until everything that was asked of @store has been answered and shown, without looking at a clock: work of each
 * thread is done in order, so an empty job that comes back comes back last.
 */
void
roster_tour_camera_settle (RosterStore *store)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      gboolean read = FALSE, written = FALSE;

      roster_store_write_async (store, nothing, NULL, NULL, g_free, NULL, done_cb, &written);
      wait_for (&written);
      roster_store_read_async (store, nothing, NULL, NULL, g_free, NULL, done_cb, &read);
      wait_for (&read);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

/* The open popovers of a window are surfaces of their own; they are drawn where they stand above it. */
static void
snapshot_popovers (GtkWidget   *widget,
                   GtkSnapshot *snapshot)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_mapped (child))
        continue;

      if (GTK_IS_POPOVER (child))
        {
          GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (child));
          g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (child);
          double x, y;

          gtk_native_get_surface_transform (GTK_NATIVE (child), &x, &y);
          gtk_snapshot_save (snapshot);
          gtk_snapshot_translate (snapshot,
                                  &GRAPHENE_POINT_INIT (gdk_popup_get_position_x (GDK_POPUP (surface)) + x,
                                                        gdk_popup_get_position_y (GDK_POPUP (surface)) + y));
          gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (child), gtk_widget_get_height (child));
          gtk_snapshot_restore (snapshot);
        }
      snapshot_popovers (child, snapshot);
    }
}

/**
 * roster_tour_camera_take:
 * @window: a presented window
 * @path: the file to write
 *
 * Writes a PNG of what @window shows, its popovers included.
 */
void
roster_tour_camera_take (GtkWindow  *window,
                         const char *path)
{
  GtkWidget *widget = GTK_WIDGET (window);
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot;
  double x, y;

  wait_for_frames (widget, 4);

  paintable = gtk_widget_paintable_new (widget);
  snapshot = gtk_snapshot_new ();
  gtk_native_get_surface_transform (GTK_NATIVE (window), &x, &y);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-x, -y));
  snapshot_popovers (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);

  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                              gtk_widget_get_height (widget)));
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("Cannot write %s", path);
}
