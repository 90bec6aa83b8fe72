/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-band-chart.h"

#define HEIGHT 84
#define GAP 3
#define WIDEST_BAR 18
#define DASH 4
#define LABEL_GAP 6

/* What is not drawn to its top, so that the highest bar does not touch the edge. */
#define HEADROOM 1.06

typedef struct
{
  gint64 value;
  RosterBandTone tone;
  char *words;
} Bar;

typedef struct
{
  gint64 value;
  PangoLayout *layout;
  int width;
  int height;
} Limit;

struct _RosterBandChart
{
  GtkWidget parent_instance;

  GArray *bars;
  GArray *limits;
};

G_DEFINE_FINAL_TYPE (RosterBandChart, roster_band_chart, GTK_TYPE_WIDGET)

static void
clear_bar (gpointer data)
{
  g_free (((Bar *) data)->words);
}

static void
clear_limit (gpointer data)
{
  g_object_unref (((Limit *) data)->layout);
}

static Bar *
bar_at (RosterBandChart *self,
        guint            index)
{
  return &g_array_index (self->bars, Bar, index);
}

static Limit *
limit_at (RosterBandChart *self,
          guint            index)
{
  return &g_array_index (self->limits, Limit, index);
}

/* The room at the end for the words of the thresholds. */
static int
gutter (RosterBandChart *self)
{
  int width = 0;

  for (guint i = 0; i < self->limits->len; i++)
    width = MAX (width, limit_at (self, i)->width + LABEL_GAP);
  return width;
}

static double
top_of (RosterBandChart *self)
{
  gint64 top = 1;

  for (guint i = 0; i < self->bars->len; i++)
    top = MAX (top, bar_at (self, i)->value);
  for (guint i = 0; i < self->limits->len; i++)
    top = MAX (top, limit_at (self, i)->value);
  return top * HEADROOM;
}

static GdkRGBA
color_of (RosterBandChart *self,
          RosterBandTone   tone)
{
  static const char *const names[ROSTER_N_TONES] = {
    [ROSTER_TONE_PLAIN] = "accent_color",
    [ROSTER_TONE_GOOD] = "success_color",
    [ROSTER_TONE_BAD] = "error_color",
  };
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;

  if (names[tone] == NULL || !gtk_style_context_lookup_color (style, names[tone], &color))
    {
      gtk_style_context_get_color (style, &color);
      color.alpha *= 0.25;
    }
  return color;
}

static void
append (RosterBandChart *self,
        GtkSnapshot     *snapshot,
        const GdkRGBA   *color,
        double           x,
        double           y,
        double           width,
        double           height)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, width, height));
}

static void
draw_bars (RosterBandChart *self,
           GtkSnapshot     *snapshot,
           double           width,
           double           height)
{
  double step = width / self->bars->len, room = MIN (MAX (step - GAP, 1), WIDEST_BAR), top = top_of (self);

  for (guint i = 0; i < self->bars->len; i++)
    {
      const Bar *bar = bar_at (self, i);
      GdkRGBA color = color_of (self, bar->tone);
      double size = MAX (bar->value / top * height, 1);

      append (self, snapshot, &color, i * step + (step - room) / 2, height - size, room, size);
    }
}

/* Two words over each other could not be read: whichever is drawn first stays. */
static gboolean
has_room (double  y,
          int     height,
          GArray *taken)
{
  for (guint i = 0; i < taken->len; i++)
    if (ABS (g_array_index (taken, double, i) - y) < height)
      return FALSE;

  g_array_append_val (taken, y);
  return TRUE;
}

static void
draw_limit (RosterBandChart *self,
            GtkSnapshot     *snapshot,
            Limit           *limit,
            double           width,
            double           height,
            GArray          *taken)
{
  double y = height - limit->value / top_of (self) * height, text_y;
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha *= 0.6;
  for (double x = 0; x < width; x += 2 * DASH)
    append (self, snapshot, &color, x, y - 0.5, MIN (DASH, width - x), 1);

  text_y = CLAMP (y - limit->height / 2.0, 0, height - limit->height);
  if (!has_room (text_y, limit->height, taken))
    return;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (mirrored ? 0 : width + LABEL_GAP, text_y));
  gtk_snapshot_append_layout (snapshot, limit->layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
roster_band_chart_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  RosterBandChart *self = ROSTER_BAND_CHART (widget);
  double width = gtk_widget_get_width (widget) - gutter (self), height = gtk_widget_get_height (widget);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (double));

  if (self->bars->len == 0 || width <= 0 || height <= 0)
    return;

  draw_bars (self, snapshot, width, height);
  /* The outer ones frame the rest, so their words come first. */
  if (self->limits->len > 0)
    draw_limit (self, snapshot, limit_at (self, 0), width, height, taken);
  for (guint i = self->limits->len; i > 1; i--)
    draw_limit (self, snapshot, limit_at (self, i - 1), width, height, taken);
}

static void
roster_band_chart_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 120;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 240;
}

static gboolean
roster_band_chart_query_tooltip (GtkWidget  *widget,
                                 int         x,
                                 int         y,
                                 gboolean    keyboard_tooltip,
                                 GtkTooltip *tooltip)
{
  RosterBandChart *self = ROSTER_BAND_CHART (widget);
  int width = gtk_widget_get_width (widget) - gutter (self);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - 1 - x;
  if (keyboard_tooltip || self->bars->len == 0 || width <= 0 || x < 0 || x >= width)
    return FALSE;

  gtk_tooltip_set_text (tooltip, bar_at (self, (guint) x * self->bars->len / (guint) width)->words);
  return TRUE;
}

static void
roster_band_chart_finalize (GObject *object)
{
  g_array_unref (ROSTER_BAND_CHART (object)->bars);
  g_array_unref (ROSTER_BAND_CHART (object)->limits);

  G_OBJECT_CLASS (roster_band_chart_parent_class)->finalize (object);
}

static void
roster_band_chart_class_init (RosterBandChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_band_chart_finalize;
  widget_class->snapshot = roster_band_chart_snapshot;
  widget_class->measure = roster_band_chart_measure;
  widget_class->query_tooltip = roster_band_chart_query_tooltip;

  gtk_widget_class_set_css_name (widget_class, "bandchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
roster_band_chart_init (RosterBandChart *self)
{
  self->bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  self->limits = g_array_new (FALSE, FALSE, sizeof (Limit));
  g_array_set_clear_func (self->bars, clear_bar);
  g_array_set_clear_func (self->limits, clear_limit);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
roster_band_chart_new (void)
{
  return g_object_new (ROSTER_TYPE_BAND_CHART, NULL);
}

/**
 * roster_band_chart_clear:
 *
 * Takes all bars and thresholds away.
 */
void
roster_band_chart_clear (RosterBandChart *self)
{
  g_return_if_fail (ROSTER_IS_BAND_CHART (self));

  g_array_set_size (self->bars, 0);
  g_array_set_size (self->limits, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * roster_band_chart_add_bar:
 * @value: not negative
 * @words: its tooltip
 */
void
roster_band_chart_add_bar (RosterBandChart *self,
                           gint64           value,
                           RosterBandTone   tone,
                           const char      *words)
{
  Bar bar = { value, tone, NULL };

  g_return_if_fail (ROSTER_IS_BAND_CHART (self));
  g_return_if_fail (value >= 0);
  g_return_if_fail (words != NULL);

  bar.words = g_strdup (words);
  g_array_append_val (self->bars, bar);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * roster_band_chart_add_limit:
 * @value: from the lowest to the highest
 * @words: stand at the line
 */
void
roster_band_chart_add_limit (RosterBandChart *self,
                             gint64           value,
                             const char      *words)
{
  Limit limit = { .value = value };
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  g_return_if_fail (ROSTER_IS_BAND_CHART (self));
  g_return_if_fail (words != NULL);

  limit.layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (limit.layout, attributes);
  pango_layout_get_pixel_size (limit.layout, &limit.width, &limit.height);
  g_array_append_val (self->limits, limit);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
