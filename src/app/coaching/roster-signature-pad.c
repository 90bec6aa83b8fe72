/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-signature-pad.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>

/* Strokes are kept in thousandths of the field. */
#define SCALE 1000

/* No signature has more points. */
#define MAX_POINTS 4000

/* The line to sign on: how far down the field, and how far from its sides. */
#define LINE 0.75
#define MARGIN 16

struct _RosterSignaturePad
{
  GtkDrawingArea parent_instance;

  JsonArray *strokes;
  JsonArray *stroke;
  guint n_points;
  double start_x;
  double start_y;
};

G_DEFINE_FINAL_TYPE (RosterSignaturePad, roster_signature_pad, GTK_TYPE_DRAWING_AREA)

static void
draw_strokes (cairo_t   *cr,
              JsonArray *strokes,
              double     width,
              double     height)
{
  cairo_set_line_width (cr, MAX (height / 60, 0.8));
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < json_array_get_length (strokes); i++)
    {
      JsonNode *node = json_array_get_element (strokes, i);
      JsonArray *stroke = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      for (guint p = 0; stroke != NULL && p + 1 < json_array_get_length (stroke); p += 2)
        cairo_line_to (cr, json_array_get_int_element (stroke, p) * width / SCALE,
                       json_array_get_int_element (stroke, p + 1) * height / SCALE);
      cairo_stroke (cr);
    }
}

/**
 * roster_signature_draw:
 * @strokes: (nullable): what was drawn, as JSON
 *
 * Draws a signature into a field of @width by @height with its corner at the origin.
 */
void
roster_signature_draw (cairo_t    *cr,
                       const char *strokes,
                       double      width,
                       double      height)
{
  g_autoptr (JsonNode) root = strokes != NULL ? json_from_string (strokes, NULL) : NULL;

  if (root != NULL && JSON_NODE_HOLDS_ARRAY (root))
    draw_strokes (cr, json_node_get_array (root), width, height);
}

/* As on paper: the line to sign on, and until somebody does, what it is for. */
static void
draw_line (RosterSignaturePad *self,
           cairo_t            *cr,
           const GdkRGBA      *color,
           double              width,
           double              height)
{
  GdkRGBA faint = *color;

  faint.alpha *= 0.4f;
  gdk_cairo_set_source_rgba (cr, &faint);
  cairo_rectangle (cr, MARGIN, floor (height * LINE), width - 2 * MARGIN, 1);
  cairo_fill (cr);
  if (self->n_points == 0)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), _("Sign here"));
      int text_height;

      pango_layout_get_pixel_size (layout, NULL, &text_height);
      cairo_move_to (cr, MARGIN, height * LINE - text_height - 4);
      pango_cairo_show_layout (cr, layout);
    }
}

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        data)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &color);
  draw_line (ROSTER_SIGNATURE_PAD (area), cr, &color, width, height);
  gdk_cairo_set_source_rgba (cr, &color);
  draw_strokes (cr, ROSTER_SIGNATURE_PAD (area)->strokes, width, height);
}

static void
add_point (RosterSignaturePad *self,
           double              x,
           double              y)
{
  int width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  int height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);

  if (self->stroke == NULL || self->n_points >= MAX_POINTS)
    return;

  self->n_points++;
  json_array_add_int_element (self->stroke, (gint64) CLAMP (x * SCALE / width, 0, SCALE));
  json_array_add_int_element (self->stroke, (gint64) CLAMP (y * SCALE / height, 0, SCALE));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The stroke is the pad's from its first point on: else the dialog takes it for a hand that moves the window. */
static void
begin_cb (GtkGestureDrag     *gesture,
          double              x,
          double              y,
          RosterSignaturePad *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->stroke = json_array_new ();
  json_array_add_array_element (self->strokes, self->stroke);
  self->start_x = x;
  self->start_y = y;
  add_point (self, x, y);
}

static void
update_cb (GtkGestureDrag     *gesture,
           double              x,
           double              y,
           RosterSignaturePad *self)
{
  add_point (self, self->start_x + x, self->start_y + y);
}

static void
roster_signature_pad_finalize (GObject *object)
{
  json_array_unref (ROSTER_SIGNATURE_PAD (object)->strokes);

  G_OBJECT_CLASS (roster_signature_pad_parent_class)->finalize (object);
}

static void
roster_signature_pad_class_init (RosterSignaturePadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_signature_pad_finalize;
}

static void
roster_signature_pad_init (RosterSignaturePad *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->strokes = json_array_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self), draw_cb, NULL, NULL);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_css_class (GTK_WIDGET (self), "signature");
}

GtkWidget *
roster_signature_pad_new (void)
{
  return g_object_new (ROSTER_TYPE_SIGNATURE_PAD, NULL);
}

void
roster_signature_pad_clear (RosterSignaturePad *self)
{
  g_return_if_fail (ROSTER_IS_SIGNATURE_PAD (self));

  json_array_unref (self->strokes);
  self->strokes = json_array_new ();
  self->stroke = NULL;
  self->n_points = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * roster_signature_pad_strokes:
 *
 * Returns: (transfer full) (nullable): what was drawn, as JSON; %NULL where nothing was
 */
char *
roster_signature_pad_strokes (RosterSignaturePad *self)
{
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (ROSTER_IS_SIGNATURE_PAD (self), NULL);

  if (self->n_points == 0)
    return NULL;

  root = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (root, self->strokes);
  return json_to_string (root, FALSE);
}
