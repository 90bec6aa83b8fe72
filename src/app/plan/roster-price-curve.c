/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-price-curve.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"

#define HEIGHT 96
#define LINE_WIDTH 2
#define DOT 3
#define CHOSEN_DOT 5
/* Half a slider's knob, so that the curve stands above the slider's marks. */
#define MARGIN 11

struct _RosterPriceCurve
{
  GtkWidget parent_instance;

  GArray *prices;
  guint floor;
};

G_DEFINE_FINAL_TYPE (RosterPriceCurve, roster_price_curve, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
price_at (RosterPriceCurve *self,
          guint             floor)
{
  return g_array_index (self->prices, gint64, floor);
}

static double
x_of (RosterPriceCurve *self,
      guint             floor)
{
  double room = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;
  double x = MARGIN + room * floor / MAX (self->prices->len - 1, 1);

  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
             ? gtk_widget_get_width (GTK_WIDGET (self)) - x
             : x;
}

static double
y_of (RosterPriceCurve *self,
      guint             floor,
      gint64            most)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * CHOSEN_DOT - 2;

  return CHOSEN_DOT + 1 + height * (1 - (double) MAX (price_at (self, floor), 0) / most);
}

static void
draw (RosterPriceCurve *self,
      cairo_t          *cr,
      const GdkRGBA    *color)
{
  gint64 most = 1;
  guint first = G_MAXUINT, last = 0;

  for (guint i = 0; i < self->prices->len; i++)
    if (price_at (self, i) != ROSTER_PRICE_UNKNOWN)
      {
        most = MAX (most, price_at (self, i));
        first = MIN (first, i);
        last = i;
      }
  if (first == G_MAXUINT)
    return;

  for (guint i = first; i <= last; i++)
    if (price_at (self, i) != ROSTER_PRICE_UNKNOWN)
      cairo_line_to (cr, x_of (self, i), y_of (self, i, most));
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke_preserve (cr);

  /* What is given up, as an area. */
  cairo_line_to (cr, x_of (self, last), gtk_widget_get_height (GTK_WIDGET (self)));
  cairo_line_to (cr, x_of (self, first), gtk_widget_get_height (GTK_WIDGET (self)));
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * 0.12);
  cairo_fill (cr);

  gdk_cairo_set_source_rgba (cr, color);
  for (guint i = first; i <= last; i++)
    if (price_at (self, i) != ROSTER_PRICE_UNKNOWN)
      {
        cairo_arc (cr, x_of (self, i), y_of (self, i, most), i == self->floor ? CHOSEN_DOT : DOT, 0, 2 * G_PI);
        cairo_fill (cr);
      }
}

static void
roster_price_curve_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  RosterPriceCurve *self = ROSTER_PRICE_CURVE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA color;
  cairo_t *cr;

  if (self->prices->len == 0 || width <= 2 * MARGIN || height <= 0)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  draw (self, cr, &color);
  cairo_destroy (cr);
}

static void
roster_price_curve_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 120;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 320;
}

/* Returns: what a floor costs, in words. */
static char *
words_of (RosterPriceCurve *self,
          guint             floor)
{
  g_autofree char *price = NULL;

  if (price_at (self, floor) == ROSTER_PRICE_UNKNOWN)
    /* Translators: an exposure floor whose price is not known. */
    return g_strdup_printf (_("floor %u: no plan"), floor);

  price = roster_format_money_estimate (MAX (price_at (self, floor), 0));
  /* Translators: an exposure floor, and the yuan that it gives up. */
  return g_strdup_printf (_("floor %u: %s given up"), floor, price);
}

static guint
floor_at (RosterPriceCurve *self,
          double            x)
{
  guint nearest = 0;

  for (guint i = 1; i < self->prices->len; i++)
    if (ABS (x_of (self, i) - x) < ABS (x_of (self, nearest) - x))
      nearest = i;

  return nearest;
}

static gboolean
roster_price_curve_query_tooltip (GtkWidget  *widget,
                                  int         x,
                                  int         y,
                                  gboolean    keyboard_tooltip,
                                  GtkTooltip *tooltip)
{
  RosterPriceCurve *self = ROSTER_PRICE_CURVE (widget);
  g_autofree char *words = NULL;

  if (self->prices->len == 0)
    return FALSE;

  words = words_of (self, keyboard_tooltip ? MIN (self->floor, self->prices->len - 1) : floor_at (self, x));
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
choose (RosterPriceCurve *self,
        guint             floor)
{
  if (floor < self->prices->len && floor != self->floor)
    g_signal_emit (self, signals[CHOSEN], 0, floor);
}

static void
pressed_cb (RosterPriceCurve *self,
            int               n_press,
            double            x,
            double            y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->prices->len > 0)
    choose (self, floor_at (self, x));
}

static gboolean
key_cb (RosterPriceCurve *self,
        guint             key,
        guint             code,
        GdkModifierType   state)
{
  gboolean reversed = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (self->prices->len == 0)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      choose (self, (key == GDK_KEY_Right) != reversed ? self->floor + 1 : self->floor - MIN (self->floor, 1));
      return TRUE;
    case GDK_KEY_Home:
      choose (self, 0);
      return TRUE;
    case GDK_KEY_End:
      choose (self, self->prices->len - 1);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
roster_price_curve_finalize (GObject *object)
{
  g_array_unref (ROSTER_PRICE_CURVE (object)->prices);

  G_OBJECT_CLASS (roster_price_curve_parent_class)->finalize (object);
}

static void
roster_price_curve_class_init (RosterPriceCurveClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_price_curve_finalize;
  widget_class->snapshot = roster_price_curve_snapshot;
  widget_class->measure = roster_price_curve_measure;
  widget_class->query_tooltip = roster_price_curve_query_tooltip;

  gtk_widget_class_set_css_name (widget_class, "pricecurve");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
roster_price_curve_init (RosterPriceCurve *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->prices = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Price of fairness"), -1);
}

/**
 * roster_price_curve_new:
 *
 * Returns: (transfer floating): a curve without points yet
 */
GtkWidget *
roster_price_curve_new (void)
{
  return g_object_new (ROSTER_TYPE_PRICE_CURVE, NULL);
}

/**
 * roster_price_curve_set_prices:
 * @prices: (array length=n_prices): what each floor from 0 on gives up, in li; %ROSTER_PRICE_UNKNOWN for a gap
 * @floor: the chosen one
 */
void
roster_price_curve_set_prices (RosterPriceCurve *self,
                               const gint64     *prices,
                               guint             n_prices,
                               guint             floor)
{
  g_autoptr (GString) description = g_string_new (NULL);

  g_return_if_fail (ROSTER_IS_PRICE_CURVE (self));
  g_return_if_fail (prices != NULL || n_prices == 0);

  g_array_set_size (self->prices, 0);
  g_array_append_vals (self->prices, prices, n_prices);
  self->floor = floor;
  for (guint i = 0; i < n_prices; i++)
    {
      g_autofree char *words = words_of (self, i);

      g_string_append_printf (description, "%s%s", i > 0 ? "; " : "", words);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description->str, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
