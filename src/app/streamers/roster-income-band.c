/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-income-band.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"
#include "roster-money.h"

#define HEIGHT 8

struct _RosterIncomeBand
{
  GtkWidget parent_instance;

  gint64 income;
  gint64 low;
  gint64 high;
};

G_DEFINE_FINAL_TYPE (RosterIncomeBand, roster_income_band, GTK_TYPE_WIDGET)

/* The drawing ends half a band above the band. */
static gint64
full (RosterIncomeBand *self)
{
  return MAX (self->high + (self->high - self->low) / 2, 1);
}

static void
append (GtkSnapshot   *snapshot,
        const GdkRGBA *color,
        float          alpha,
        float          from,
        float          to)
{
  GdkRGBA shade = *color;

  shade.alpha *= alpha;
  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (from, 0, to - from, HEIGHT));
}

static void
roster_income_band_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  RosterIncomeBand *self = ROSTER_INCOME_BAND (widget);
  float width = gtk_widget_get_width (widget);
  float low = width * self->low / full (self), high = width * self->high / full (self);
  float reached = width * CLAMP (self->income, 0, full (self)) / full (self);
  GskRoundedRect outline;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, HEIGHT), HEIGHT / 2.0);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  append (snapshot, &color, 0.12, 0, width);
  append (snapshot, &color, 0.25, low, high);
  append (snapshot, &color, 1, 0, reached);
  gtk_snapshot_pop (snapshot);
}

static void
roster_income_band_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 60;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 120;
}

static void
roster_income_band_class_init (RosterIncomeBandClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = roster_income_band_snapshot;
  widget_class->measure = roster_income_band_measure;
  gtk_widget_class_set_css_name (widget_class, "incomeband");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
roster_income_band_init (RosterIncomeBand *self)
{
}

GtkWidget *
roster_income_band_new (void)
{
  return g_object_new (ROSTER_TYPE_INCOME_BAND, NULL);
}

/**
 * roster_income_band_show:
 * @income: of a month, in li
 * @low: where the band of rule 3 begins, in li
 * @high: where it ends, in li; not below @low
 */
void
roster_income_band_show (RosterIncomeBand *self,
                         gint64            income,
                         gint64            low,
                         gint64            high)
{
  g_return_if_fail (ROSTER_IS_INCOME_BAND (self));

  g_autofree char *text = roster_format_money (income);

  self->income = income;
  self->low = low;
  self->high = high;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Monthly income"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) full (self) / ROSTER_LI_PER_YUAN,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) CLAMP (income, 0, full (self)) / ROSTER_LI_PER_YUAN,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
