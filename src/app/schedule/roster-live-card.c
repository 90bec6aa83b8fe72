/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-live-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ICON_SIZE 12

/* The smallest size of which a theme has pictures. For a smaller one GTK takes the drawing, and loads a library of 4 MB
 * to read it; pictures it reads by itself, and paints them as small as wanted. */
#define ICON_FILE_SIZE 16
#define GAP 4

/* A card that is smaller than this shows its symbol below the name instead of before it. */
#define ROOMY 76

struct _RosterLiveCard
{
  GtkWidget parent_instance;

  RosterCalendarLive *live;
  PangoLayout *name;
  PangoLayout *detail;
  GtkIconPaintable *icon;
  gboolean roomy;
};

G_DEFINE_FINAL_TYPE (RosterLiveCard, roster_live_card, GTK_TYPE_WIDGET)

static void
drop_drawings (RosterLiveCard *self)
{
  g_clear_object (&self->name);
  g_clear_object (&self->detail);
  g_clear_object (&self->icon);
}

static PangoLayout *
make_layout (RosterLiveCard *self,
             const char     *text,
             gboolean        bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  /* Beside others a name of four characters keeps its line. */
  if (bold && !self->roomy)
    pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  if (strcmp (self->live->state, "cancelled") == 0)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_attr_list_unref (attributes);
  return layout;
}

/* Made when they are first drawn: most of a day's cards are scrolled out of sight. */
static void
ensure_drawings (RosterLiveCard *self,
                 gboolean        roomy)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->roomy != roomy)
    drop_drawings (self);
  self->roomy = roomy;
  if (self->name == NULL)
    {
      g_autofree char *hours = roster_calendar_live_hours (self->live);
      g_autofree char *detail =
          g_strconcat (hours, self->live->book != NULL ? "\n" : "", self->live->book != NULL ? self->live->book : "",
                       "\n", roster_calendar_live_title (self->live), NULL);

      self->name = make_layout (self, self->live->who, TRUE);
      self->detail = make_layout (self, detail, FALSE);
    }
  if (self->icon == NULL)
    self->icon = gtk_icon_theme_lookup_icon (
        gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
        self->live->warning != NULL ? "dialog-warning-symbolic" : roster_live_state_icon (self->live->state), NULL,
        ICON_FILE_SIZE, gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget),
        GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
}

/* @height: in pixels, or how many lines as a negative number */
static int
draw_layout (GtkSnapshot   *snapshot,
             PangoLayout   *layout,
             int            x,
             int            y,
             int            width,
             int            height,
             const GdkRGBA *color)
{
  int used;

  pango_layout_set_width (layout, MAX (width, 0) * PANGO_SCALE);
  pango_layout_set_height (layout, height > 0 ? height * PANGO_SCALE : height);
  pango_layout_get_pixel_size (layout, NULL, &used);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
  return used;
}

static void
draw_icon (RosterLiveCard *self,
           GtkSnapshot    *snapshot,
           int             x,
           int             y,
           const GdkRGBA  *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->icon), snapshot, ICON_SIZE, ICON_SIZE, color,
                                            1);
  gtk_snapshot_restore (snapshot);
}

static void
roster_live_card_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  RosterLiveCard *self = ROSTER_LIVE_CARD (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean roomy = width >= ROOMY;
  int indent = roomy ? ICON_SIZE + GAP : 0, line;
  GdkRGBA color;

  if (width <= 0 || height <= 0)
    return;

  ensure_drawings (self, roomy);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  /* A narrow card breaks the name, and has the symbol below where the name leaves room for it. */
  line = draw_layout (snapshot, self->name, mirrored ? 0 : indent, 0, width - indent, roomy ? -1 : height, &color);
  if (roomy)
    draw_icon (self, snapshot, mirrored ? width - ICON_SIZE : 0, (line - ICON_SIZE) / 2, &color);
  else if (height >= line + ICON_SIZE)
    draw_icon (self, snapshot, mirrored ? width - ICON_SIZE : 0, line + 1, &color);
  if (roomy && height >= 2 * line - 4)
    {
      color.alpha *= 0.8f;
      draw_layout (snapshot, self->detail, 0, line, width, height - line, &color);
    }
  gtk_snapshot_pop (snapshot);
}

static void
roster_live_card_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : 48;
}

static gboolean
roster_live_card_query_tooltip (GtkWidget  *widget,
                                int         x,
                                int         y,
                                gboolean    keyboard_tooltip,
                                GtkTooltip *tooltip)
{
  RosterCalendarLive *live = ROSTER_LIVE_CARD (widget)->live;
  g_autofree char *hours = roster_calendar_live_hours (live);
  g_autofree char *text =
      g_strdup_printf ("%s · %s\n%s · %s%s%s%s%s", live->who, roster_calendar_live_title (live), hours,
                       roster_live_state_label (live->state), live->book != NULL ? " · " : "",
                       live->book != NULL ? live->book : "", live->warning != NULL ? "\n" : "",
                       live->warning != NULL ? live->warning : "");

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
roster_live_card_css_changed (GtkWidget         *widget,
                              GtkCssStyleChange *change)
{
  drop_drawings (ROSTER_LIVE_CARD (widget));

  GTK_WIDGET_CLASS (roster_live_card_parent_class)->css_changed (widget, change);
}

static void
roster_live_card_dispose (GObject *object)
{
  RosterLiveCard *self = ROSTER_LIVE_CARD (object);

  drop_drawings (self);
  g_clear_object (&self->live);

  G_OBJECT_CLASS (roster_live_card_parent_class)->dispose (object);
}

static void
roster_live_card_class_init (RosterLiveCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_live_card_dispose;
  widget_class->snapshot = roster_live_card_snapshot;
  widget_class->measure = roster_live_card_measure;
  widget_class->query_tooltip = roster_live_card_query_tooltip;
  widget_class->css_changed = roster_live_card_css_changed;

  gtk_widget_class_set_css_name (widget_class, "livecard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
roster_live_card_init (RosterLiveCard *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
roster_live_card_new (RosterCalendarLive *live)
{
  RosterLiveCard *self = g_object_new (ROSTER_TYPE_LIVE_CARD, NULL);

  roster_live_card_show (self, live);
  return GTK_WIDGET (self);
}

RosterCalendarLive *
roster_live_card_live (RosterLiveCard *self)
{
  g_return_val_if_fail (ROSTER_IS_LIVE_CARD (self), NULL);

  return self->live;
}

/**
 * roster_live_card_show:
 *
 * Shows @live from now on.
 */
void
roster_live_card_show (RosterLiveCard     *self,
                       RosterCalendarLive *live)
{
  g_return_if_fail (ROSTER_IS_LIVE_CARD (self));
  g_return_if_fail (ROSTER_IS_CALENDAR_LIVE (live));

  g_autofree char *description = NULL;
  gboolean same = self->live != NULL && roster_calendar_live_equal (self->live, live);

  if (self->live != NULL && !same)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->live->state);
  g_set_object (&self->live, live);
  if (same)
    return;

  gtk_widget_add_css_class (GTK_WIDGET (self), live->state);
  if (live->warning != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "clash");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "clash");
  description = roster_calendar_live_description (live);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  drop_drawings (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
