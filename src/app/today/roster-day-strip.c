/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-day-strip.h"

#include <glib/gi18n-lib.h>

#include "roster-column-packing.h"
#include "roster-live-card.h"

#define HOUR_WIDTH 60
#define HEAD 22
#define LANE 32
#define GAP 3

/* Below the lanes, for the bar that scrolls them */
#define FOOT 9

/* More than so many lanes are no longer taken in at a glance. */
#define MOST_LANES 5

/* The strip shows at least so many hours. */
#define FEWEST_HOURS 12

/* A live that is shorter is drawn as long as this, in minutes. */
#define SHORTEST 60

typedef struct
{
  GtkWidget *card;
  int from;
  int to;
  guint lane;
} Block;

struct _RosterDayStrip
{
  GtkWidget parent_instance;

  GArray *blocks;
  guint n_lanes;
  int first_hour;
  int last_hour;
  int now;
};

enum
{
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterDayStrip, roster_day_strip, GTK_TYPE_WIDGET)

static double
hour_width (RosterDayStrip *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) / (double) MAX (self->last_hour - self->first_hour, 1);
}

static double
minute_x (RosterDayStrip *self,
          int             minute)
{
  double x = (minute / 60.0 - self->first_hour) * hour_width (self);

  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
             ? gtk_widget_get_width (GTK_WIDGET (self)) - x
             : x;
}

static void
roster_day_strip_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  RosterDayStrip *self = ROSTER_DAY_STRIP (widget);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = &g_array_index (self->blocks, Block, i);
      double a = minute_x (self, block->from), b = minute_x (self, block->to);
      int minimum;
      GtkAllocation allocation = {
        .x = MIN (a, b) + 1,
        .y = HEAD + block->lane * LANE + GAP,
        .width = MAX (ABS (b - a) - 2, 8),
        .height = LANE - GAP,
      };

      gtk_widget_measure (block->card, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_size_allocate (block->card, &allocation, -1);
    }
}

static void
roster_day_strip_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  RosterDayStrip *self = ROSTER_DAY_STRIP (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                            ? (self->last_hour - self->first_hour) * HOUR_WIDTH
                            : HEAD + (int) MAX (self->n_lanes, 1) * LANE + FOOT;
}

static void
roster_day_strip_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  RosterDayStrip *self = ROSTER_DAY_STRIP (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA color, line, text, now;

  gtk_style_context_get_color (style, &color);
  line = text = color;
  line.alpha *= 0.1f;
  text.alpha *= 0.55f;
  for (int hour = self->first_hour; hour < self->last_hour; hour++)
    {
      g_autofree char *label = roster_minute_to_text (hour * 60);
      double x = minute_x (self, hour * 60);

      if (hour > self->first_hour)
        gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (x, HEAD, 1, height - HEAD));
      pango_layout_set_text (layout, label, -1);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + 4, 2));
      gtk_snapshot_append_layout (snapshot, layout, &text);
      gtk_snapshot_restore (snapshot);
    }

  GTK_WIDGET_CLASS (roster_day_strip_parent_class)->snapshot (widget, snapshot);

  if (self->now >= self->first_hour * 60 && gtk_style_context_lookup_color (style, "destructive_color", &now))
    {
      GskRoundedRect dot;
      double x = minute_x (self, self->now);

      gtk_snapshot_append_color (snapshot, &now, &GRAPHENE_RECT_INIT (x - 1, HEAD - 4, 2, height - HEAD + 4));
      gsk_rounded_rect_init_from_rect (&dot, &GRAPHENE_RECT_INIT (x - 4, HEAD - 6, 8, 8), 4);
      gtk_snapshot_push_rounded_clip (snapshot, &dot);
      gtk_snapshot_append_color (snapshot, &now, &dot.bounds);
      gtk_snapshot_pop (snapshot);
    }
}

static void
open_card (RosterDayStrip *self,
           GtkWidget      *card)
{
  g_signal_emit (self, signals[OPEN], 0, roster_live_card_live (ROSTER_LIVE_CARD (card)), card);
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             RosterDayStrip  *self)
{
  GtkWidget *card = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (ROSTER_IS_LIVE_CARD (card))
    open_card (self, card);
}

static gboolean
pressed_cb (GtkEventControllerKey *controller,
            guint                  key,
            guint                  code,
            GdkModifierType        modifiers,
            RosterDayStrip        *self)
{
  GtkWidget *card = gtk_widget_get_focus_child (GTK_WIDGET (self));

  if (card == NULL || (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_space))
    return FALSE;

  open_card (self, card);
  return TRUE;
}

static void
clear_blocks (RosterDayStrip *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    gtk_widget_unparent (g_array_index (self->blocks, Block, i).card);
  g_array_set_size (self->blocks, 0);
}

static void
roster_day_strip_dispose (GObject *object)
{
  clear_blocks (ROSTER_DAY_STRIP (object));

  G_OBJECT_CLASS (roster_day_strip_parent_class)->dispose (object);
}

static void
roster_day_strip_finalize (GObject *object)
{
  g_array_unref (ROSTER_DAY_STRIP (object)->blocks);

  G_OBJECT_CLASS (roster_day_strip_parent_class)->finalize (object);
}

static void
roster_day_strip_class_init (RosterDayStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_day_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_day_strip_finalize;
  widget_class->size_allocate = roster_day_strip_size_allocate;
  widget_class->measure = roster_day_strip_measure;
  widget_class->snapshot = roster_day_strip_snapshot;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, ROSTER_TYPE_CALENDAR_LIVE, GTK_TYPE_WIDGET);

  gtk_widget_class_set_css_name (widget_class, "daystrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
roster_day_strip_init (RosterDayStrip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  self->first_hour = 8;
  self->last_hour = 24;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Today’s lives"), -1);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
roster_day_strip_new (void)
{
  return g_object_new (ROSTER_TYPE_DAY_STRIP, NULL);
}

static void
choose_hours (RosterDayStrip *self,
              int             first_minute,
              int             last_minute,
              int             now)
{
  int first = MIN (first_minute, now) / 60, last = (MAX (last_minute, now) + 59) / 60;

  if (last - first < FEWEST_HOURS)
    first = MAX (MIN (first, 24 - FEWEST_HOURS), 0);
  self->first_hour = CLAMP (first, 0, 23);
  self->last_hour = CLAMP (MAX (last, self->first_hour + FEWEST_HOURS), self->first_hour + 1, 30);
}

/**
 * roster_day_strip_show:
 * @lives: (element-type RosterCalendarLive): those that touch the day
 * @day: a Julian day
 * @now: minutes after its midnight
 *
 * Returns: how many lives found no room
 */
guint
roster_day_strip_show (RosterDayStrip *self,
                       GPtrArray      *lives,
                       guint32         day,
                       int             now)
{
  g_return_val_if_fail (ROSTER_IS_DAY_STRIP (self), 0);
  g_return_val_if_fail (lives != NULL, 0);

  g_autofree RosterPacked *packed = g_new0 (RosterPacked, MAX (lives->len, 1));
  int first = ROSTER_DAY_MINUTES, last = 0;
  guint n_hidden = 0;

  clear_blocks (self);
  self->now = now;
  self->n_lanes = 0;
  for (guint i = 0; i < lives->len; i++)
    {
      RosterCalendarLive *live = lives->pdata[i];
      int shift = ((int) live->day - (int) day) * ROSTER_DAY_MINUTES;

      packed[i].start = MAX (live->start + shift, 0);
      packed[i].end = MAX (live->end + shift, packed[i].start + SHORTEST);
      first = MIN (first, packed[i].start);
      last = MAX (last, packed[i].end);
    }
  roster_pack_columns (packed, lives->len);
  choose_hours (self, first, last, now);

  for (guint i = 0; i < lives->len; i++)
    {
      Block block = { .from = packed[i].start, .to = packed[i].end, .lane = packed[i].column };

      if (block.lane >= MOST_LANES)
        {
          n_hidden++;
          continue;
        }
      self->n_lanes = MAX (self->n_lanes, block.lane + 1);
      block.card = roster_live_card_new (lives->pdata[i]);
      gtk_widget_set_parent (block.card, GTK_WIDGET (self));
      g_array_append_val (self->blocks, block);
    }

  gtk_widget_queue_resize (GTK_WIDGET (self));
  return n_hidden;
}

/**
 * roster_day_strip_start_x:
 * @width: how much of the strip is to be seen
 *
 * Returns: where to begin to look, as far from the strip's start as it lies when the strip is as wide as it wants to
 *   be: the full hour before the present, or as much later as it takes to see the next live
 */
int
roster_day_strip_start_x (RosterDayStrip *self,
                          int             width)
{
  g_return_val_if_fail (ROSTER_IS_DAY_STRIP (self), 0);

  int hour = self->now / 60 - 1, next = G_MAXINT;

  for (guint i = 0; i < self->blocks->len; i++)
    if (g_array_index (self->blocks, Block, i).to > self->now)
      next = MIN (next, g_array_index (self->blocks, Block, i).from / 60);
  if (next < G_MAXINT)
    hour = MAX (hour, MIN (next, next + 2 - width / HOUR_WIDTH));

  return MAX (hour - self->first_hour, 0) * HOUR_WIDTH;
}
