/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-chart.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"

#define HEIGHT 72
#define LINE_WIDTH 2
#define BAR_GAP 1

struct _RosterChart
{
  GtkWidget parent_instance;

  RosterChartStyle style;
  GArray *values;
  GDate last_day;
  RosterChartFormat format;
};

G_DEFINE_FINAL_TYPE (RosterChart, roster_chart, GTK_TYPE_WIDGET)

static gint64
value_at (RosterChart *self,
          guint        index)
{
  return g_array_index (self->values, gint64, index);
}

static gboolean
range (RosterChart *self,
       gint64      *low,
       gint64      *high)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->values->len; i++)
    {
      gint64 value = value_at (self, i);

      if (value == ROSTER_CHART_NOTHING)
        continue;
      *low = found ? MIN (*low, value) : value;
      *high = found ? MAX (*high, value) : value;
      found = TRUE;
    }

  return found;
}

static void
draw_bars (RosterChart *self,
           cairo_t     *cr,
           double       width,
           double       height,
           gint64       low,
           gint64       high)
{
  double step = width / self->values->len;
  double bottom = MIN (low, 0), top = MAX (high, 1);
  double zero = height * top / (top - bottom);

  for (guint i = 0; i < self->values->len; i++)
    {
      gint64 value = value_at (self, i);
      double size;

      if (value == ROSTER_CHART_NOTHING || value == 0)
        continue;

      size = MAX (ABS (value) / (top - bottom) * height, 1);
      cairo_rectangle (cr, i * step, value > 0 ? zero - size : zero, MAX (step - BAR_GAP, 1), size);
    }
  cairo_fill (cr);
}

static void
draw_line (RosterChart *self,
           cairo_t     *cr,
           double       width,
           double       height,
           gint64       low,
           gint64       high)
{
  double span = MAX (high - low, 1);
  double step = width / MAX (self->values->len - 1, 1);
  double room = height - 2 * LINE_WIDTH;

  for (guint i = 0; i < self->values->len; i++)
    if (value_at (self, i) != ROSTER_CHART_NOTHING)
      cairo_line_to (cr, i * step, LINE_WIDTH + room - (value_at (self, i) - low) / span * room);

  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
}

static void
roster_chart_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  RosterChart *self = ROSTER_CHART (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;
  gint64 low = 0, high = 0;
  GdkRGBA color;

  if (!range (self, &low, &high) || width <= 0 || height <= 0)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_cairo_set_source_rgba (cr, &color);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }

  switch (self->style)
    {
    case ROSTER_CHART_BARS:
      draw_bars (self, cr, width, height, low, high);
      break;
    case ROSTER_CHART_LINE:
      draw_line (self, cr, width, height, low, high);
      break;
    }
  cairo_destroy (cr);
}

static void
roster_chart_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 60;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 240;
}

static gboolean
roster_chart_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard_tooltip,
                            GtkTooltip *tooltip)
{
  RosterChart *self = ROSTER_CHART (widget);
  int width = gtk_widget_get_width (widget);
  g_autofree char *value = NULL, *text = NULL;
  char iso[16], today[16];
  GDate day;
  guint index;

  if (keyboard_tooltip || self->values->len == 0 || width <= 0 || x < 0 || x >= width)
    return FALSE;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = width - 1 - x;
  index = x * self->values->len / width;
  day = self->last_day;
  g_date_subtract_days (&day, self->values->len - 1 - index);
  g_date_strftime (iso, sizeof iso, "%Y-%m-%d", &day);
  g_date_strftime (today, sizeof today, "%Y-%m-%d", &self->last_day);

  g_autofree char *date = roster_format_date (iso, today);

  value = value_at (self, index) != ROSTER_CHART_NOTHING ? self->format (value_at (self, index))
                                                         : g_strdup (_("no measure"));
  /* Translators: a date and the value that was measured on it. */
  text = g_strdup_printf (_("%s: %s"), date, value);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
roster_chart_finalize (GObject *object)
{
  g_array_unref (ROSTER_CHART (object)->values);

  G_OBJECT_CLASS (roster_chart_parent_class)->finalize (object);
}

static void
roster_chart_class_init (RosterChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_chart_finalize;
  widget_class->snapshot = roster_chart_snapshot;
  widget_class->measure = roster_chart_measure;
  widget_class->query_tooltip = roster_chart_query_tooltip;

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
roster_chart_init (RosterChart *self)
{
  self->values = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
roster_chart_new (void)
{
  return g_object_new (ROSTER_TYPE_CHART, NULL);
}

/* What the picture says, for those who do not see it. */
static char *
describe (RosterChart *self)
{
  gint64 low = 0, high = 0;
  g_autofree char *low_text = NULL, *high_text = NULL;

  if (!range (self, &low, &high))
    return g_strdup (_("No measures"));

  low_text = self->format (low);
  high_text = self->format (high);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day, from %s to %s", "%u days, from %s to %s",
                                       self->values->len),
                          self->values->len, low_text, high_text);
}

/**
 * roster_chart_set_values:
 * @values: one a day, oldest first; %ROSTER_CHART_NOTHING for a gap
 * @last_day: the day of the last, `YYYY-MM-DD`
 * @format: how a value reads
 */
void
roster_chart_set_values (RosterChart       *self,
                         RosterChartStyle   style,
                         const gint64      *values,
                         guint              n_values,
                         const char        *last_day,
                         RosterChartFormat  format)
{
  g_return_if_fail (ROSTER_IS_CHART (self));
  g_return_if_fail (last_day != NULL);
  g_return_if_fail (format != NULL);

  g_autofree char *description = NULL;

  self->style = style;
  self->format = format;
  g_date_set_parse (&self->last_day, last_day);
  g_array_set_size (self->values, 0);
  g_array_append_vals (self->values, values, n_values);

  description = describe (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
