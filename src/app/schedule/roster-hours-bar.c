/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-hours-bar.h"

#define WIDTH 56
#define HEIGHT 6

struct _RosterHoursBar
{
  GtkWidget parent_instance;

  guint owed;
  guint held;
  guint planned;
};

G_DEFINE_FINAL_TYPE (RosterHoursBar, roster_hours_bar, GTK_TYPE_WIDGET)

static void
draw (RosterHoursBar *self,
      GtkSnapshot    *snapshot,
      guint           from,
      guint           to,
      const GdkRGBA  *color,
      float           strength)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double a = (double) MIN (from, self->owed) / self->owed * width,
         b = (double) MIN (to, self->owed) / self->owed * width;
  GdkRGBA shade = *color;

  shade.alpha *= strength;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (width - b, 0, b - a, HEIGHT));
  else
    gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (a, 0, b - a, HEIGHT));
}

static void
roster_hours_bar_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  RosterHoursBar *self = ROSTER_HOURS_BAR (widget);
  GskRoundedRect outline;
  GdkRGBA color, accent;

  if (self->owed == 0)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_bg_color", &accent))
    accent = color;
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), HEIGHT),
                                   HEIGHT / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  draw (self, snapshot, 0, self->owed, &color, 0.12f);
  draw (self, snapshot, 0, self->held, &accent, 1.0f);
  draw (self, snapshot, self->held, self->held + self->planned, &accent, 0.45f);
  gtk_snapshot_pop (snapshot);
}

static void
roster_hours_bar_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
roster_hours_bar_class_init (RosterHoursBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = roster_hours_bar_snapshot;
  widget_class->measure = roster_hours_bar_measure;
  gtk_widget_class_set_css_name (widget_class, "hoursbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
roster_hours_bar_init (RosterHoursBar *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * roster_hours_bar_new:
 * @owed: minutes
 * @held: minutes
 * @planned: minutes
 */
GtkWidget *
roster_hours_bar_new (guint owed,
                      guint held,
                      guint planned)
{
  RosterHoursBar *self = g_object_new (ROSTER_TYPE_HOURS_BAR, NULL);

  self->owed = owed;
  self->held = held;
  self->planned = planned;
  return GTK_WIDGET (self);
}
