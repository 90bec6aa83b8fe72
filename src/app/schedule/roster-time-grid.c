/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-time-grid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-column-packing.h"

#define HOUR_HEIGHT 48
#define MINIMUM_DAY 34
#define MARGIN 2

/* In a column that is narrower than this a name of four characters breaks. */
#define READABLE 58

/* What counts the lives that find no column needs no more than this. */
#define REST_WIDTH 20

/* So far beyond what is to be seen cards are drawn. */
#define NEAR 120

/* A live is drawn at least as high as one of so many minutes. */
#define SHORTEST 25

enum
{
  CREATE,
  MOVE,
  OPEN,
  REMOVE,
  SHOW_DAY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterTimeGrid, roster_time_grid, GTK_TYPE_WIDGET)

static double
day_width (RosterTimeGrid *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - ROSTER_TIME_GRID_GUTTER, 0) / (double) MAX (self->n_days, 1);
}

double
roster_time_grid_minute_y (RosterTimeGrid *self,
                           int             minute)
{
  return gtk_widget_get_height (GTK_WIDGET (self)) * minute / (double) ROSTER_DAY_MINUTES;
}

/**
 * roster_time_grid_hours:
 *
 * Returns: (transfer none) (nullable): what the hours are scrolled by
 */
GtkAdjustment *
roster_time_grid_hours (RosterTimeGrid *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  return scroller != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)) : NULL;
}

/**
 * roster_time_grid_reveal:
 *
 * Scrolls as little as it takes to see the minutes from @from to @to. A viewport would go to the top of the grid
 * whenever the grid itself has the focus, for it is as high as a day.
 */
void
roster_time_grid_reveal (RosterTimeGrid *self,
                         int             from,
                         int             to)
{
  GtkAdjustment *hours = roster_time_grid_hours (self);

  if (hours != NULL && gtk_widget_get_height (GTK_WIDGET (self)) > 0)
    gtk_adjustment_clamp_page (hours, roster_time_grid_minute_y (self, from) - MARGIN,
                               roster_time_grid_minute_y (self, to) + MARGIN);
}

static gboolean
is_mirrored (RosterTimeGrid *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Where a rectangle that was reckoned from left to right lies in this direction of writing. */
static double
place_x (RosterTimeGrid *self,
         double          x,
         double          width)
{
  return is_mirrored (self) ? gtk_widget_get_width (GTK_WIDGET (self)) - x - width : x;
}

/**
 * roster_time_grid_place_at:
 * @day: (out): counted from the first day
 * @minute: (out): not snapped to anything
 *
 * Returns: whether there is a day at the point
 */
gboolean
roster_time_grid_place_at (RosterTimeGrid *self,
                           double          x,
                           double          y,
                           guint          *day,
                           int            *minute)
{
  double width = day_width (self);
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double from_left = place_x (self, x, 0) - ROSTER_TIME_GRID_GUTTER;

  if (width <= 0 || height <= 0)
    return FALSE;

  *day = CLAMP ((int) (from_left / width), 0, (int) self->n_days - 1);
  *minute = CLAMP (y / height * ROSTER_DAY_MINUTES, 0, ROSTER_DAY_MINUTES - 1);
  return from_left >= 0;
}

RosterGridPiece *
roster_time_grid_piece_of (RosterTimeGrid *self,
                           GtkWidget      *card)
{
  for (guint i = 0; i < self->pieces->len; i++)
    if (g_array_index (self->pieces, RosterGridPiece, i).card == card)
      return &g_array_index (self->pieces, RosterGridPiece, i);

  return NULL;
}

/* Cutting lives into days, and days into columns */

static void
add_piece (RosterTimeGrid     *self,
           RosterCalendarLive *live,
           int                 day,
           int                 from,
           int                 to)
{
  RosterGridPiece piece = { .live = live, .day = day, .from = from, .to = to };

  if (day >= 0 && day < (int) self->n_days && to > from)
    g_array_append_val (self->pieces, piece);
}

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const RosterGridPiece *left = a, *right = b;

  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  if (left->from != right->from)
    return left->from < right->from ? -1 : 1;
  if (left->to != right->to)
    return left->to > right->to ? -1 : 1;

  return strcmp (roster_calendar_live_key (left->live), roster_calendar_live_key (right->live));
}

static void
cut_lives (RosterTimeGrid *self)
{
  for (guint i = 0; i < self->lives->len; i++)
    {
      RosterCalendarLive *live = self->lives->pdata[i];
      int day = (int) live->day - (int) self->first_day;

      add_piece (self, live, day, live->start, MIN (live->end, ROSTER_DAY_MINUTES));
      if (live->end > ROSTER_DAY_MINUTES)
        add_piece (self, live, day + 1, 0, MIN (live->end - ROSTER_DAY_MINUTES, ROSTER_DAY_MINUTES));
    }
  g_array_sort (self->pieces, compare_pieces);
}

static void
pack_day (RosterTimeGrid *self,
          guint           first,
          guint           last)
{
  g_autofree RosterPacked *packed = g_new0 (RosterPacked, last - first);

  for (guint i = first; i < last; i++)
    {
      RosterGridPiece *piece = &g_array_index (self->pieces, RosterGridPiece, i);

      packed[i - first].start = piece->from;
      packed[i - first].end = MAX (piece->to, piece->from + SHORTEST);
    }
  roster_pack_columns (packed, last - first);
  for (guint i = first; i < last; i++)
    {
      RosterGridPiece *piece = &g_array_index (self->pieces, RosterGridPiece, i);

      piece->column = packed[i - first].column;
      piece->n_columns = packed[i - first].n_columns;
      piece->cluster = packed[i - first].cluster;
      piece->folded = FALSE;
    }
}

static void
rest_clicked_cb (GtkButton      *button,
                 RosterTimeGrid *self)
{
  guint day = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "day"));

  g_signal_emit (self, signals[SHOW_DAY], 0, self->first_day + day);
}

/* What does not fit into a day's width is counted by a slim button beside the columns of its cluster. */
static void
fold_day (RosterTimeGrid *self,
          guint           first,
          guint           last)
{
  double width = day_width (self) - MARGIN;
  guint fits = MAX (width / READABLE, 1), fits_beside = MAX ((width - REST_WIDTH) / READABLE, 1);
  RosterGridRest rest = { 0 };
  guint n_hidden = 0;

  for (guint i = first; i < last; i++)
    {
      RosterGridPiece *piece = &g_array_index (self->pieces, RosterGridPiece, i);
      gboolean last_of_cluster =
          i + 1 == last || g_array_index (self->pieces, RosterGridPiece, i + 1).cluster != piece->cluster;

      if (piece->n_columns > fits)
        {
          piece->n_columns = fits_beside;
          piece->folded = TRUE;
          if (piece->column >= fits_beside)
            {
              if (n_hidden++ == 0)
                rest.from = piece->from;
              rest.to = MAX (n_hidden == 1 ? 0 : rest.to, piece->to);
              piece->column = G_MAXUINT;
            }
        }

      if (last_of_cluster && n_hidden > 0)
        {
          g_autofree char *label = g_strdup_printf ("+%u", n_hidden);
          g_autofree char *hint = g_strdup_printf (
              g_dngettext (GETTEXT_PACKAGE, "%u more live; show the day", "%u more lives; show the day", n_hidden),
              n_hidden);

          rest.button = gtk_button_new_with_label (label);
          rest.day = piece->day;
          /* A strip may be as long as an evening: its number stands where it begins. */
          gtk_widget_set_valign (gtk_button_get_child (GTK_BUTTON (rest.button)), GTK_ALIGN_START);
          gtk_widget_add_css_class (rest.button, "flat");
          gtk_widget_add_css_class (rest.button, "rest");
          gtk_widget_set_tooltip_text (rest.button, hint);
          gtk_accessible_update_property (GTK_ACCESSIBLE (rest.button), GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);
          g_object_set_data (G_OBJECT (rest.button), "day", GUINT_TO_POINTER (piece->day));
          g_signal_connect (rest.button, "clicked", G_CALLBACK (rest_clicked_cb), self);
          gtk_widget_set_parent (rest.button, GTK_WIDGET (self));
          g_array_append_val (self->rests, rest);
          n_hidden = 0;
        }
    }
}

static void
each_day (RosterTimeGrid *self,
          void (*func) (RosterTimeGrid *self, guint first, guint last))
{
  guint first = 0;

  for (guint i = 1; i <= self->pieces->len; i++)
    if (i == self->pieces->len || g_array_index (self->pieces, RosterGridPiece, i).day !=
                                      g_array_index (self->pieces, RosterGridPiece, first).day)
      {
        func (self, first, i);
        first = i;
      }
}

static void
clear_rests (RosterTimeGrid *self)
{
  for (guint i = 0; i < self->rests->len; i++)
    gtk_widget_unparent (g_array_index (self->rests, RosterGridRest, i).button);
  g_array_set_size (self->rests, 0);
}

static void
pack (RosterTimeGrid *self)
{
  clear_rests (self);
  each_day (self, pack_day);
  each_day (self, fold_day);
  self->packed_width = day_width (self);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      RosterGridPiece *piece = &g_array_index (self->pieces, RosterGridPiece, i);

      gtk_widget_set_child_visible (piece->card, piece->column != G_MAXUINT);
    }
}

static char *
piece_key (RosterTimeGrid  *self,
           RosterGridPiece *piece)
{
  gboolean tail = self->first_day + piece->day != piece->live->day;

  return g_strconcat (roster_calendar_live_key (piece->live), tail ? " tail" : "", NULL);
}

/* Cards of lives that stay are kept, and with them the focus and an open popover. */
static void
rebuild (RosterTimeGrid *self)
{
  g_autoptr (GHashTable) cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer card;
  GtkWidget *before = NULL;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      RosterGridPiece *piece = &g_array_index (self->pieces, RosterGridPiece, i);

      g_hash_table_insert (cards, piece_key (self, piece), piece->card);
    }
  g_array_set_size (self->pieces, 0);
  cut_lives (self);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      RosterGridPiece *piece = &g_array_index (self->pieces, RosterGridPiece, i);
      g_autofree char *key = piece_key (self, piece);

      piece->card = g_hash_table_lookup (cards, key);
      if (piece->card != NULL)
        {
          g_hash_table_remove (cards, key);
          roster_live_card_show (ROSTER_LIVE_CARD (piece->card), piece->live);
        }
      else
        {
          piece->card = roster_live_card_new (piece->live);
        }
      /* In the order of reading, for those who go from one to the next. */
      gtk_widget_insert_after (piece->card, GTK_WIDGET (self), before);
      before = piece->card;
    }

  g_hash_table_iter_init (&iter, cards);
  while (g_hash_table_iter_next (&iter, NULL, &card))
    {
      if (gtk_widget_has_focus (card))
        gtk_widget_grab_focus (GTK_WIDGET (self));
      gtk_widget_unparent (card);
    }

  pack (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Geometry and drawing */

static void
allocate (RosterTimeGrid *self,
          GtkWidget      *child,
          guint           day,
          int             from,
          int             to,
          double          offset,
          double          step)
{
  double x = ROSTER_TIME_GRID_GUTTER + day * day_width (self) + offset;
  double y = roster_time_grid_minute_y (self, from);
  int minimum_width, minimum_height;
  GtkAllocation allocation = {
    .x = place_x (self, x + 1, step - 1),
    .y = y + 1,
    .width = MAX (step - 1, 4),
    .height = MAX (roster_time_grid_minute_y (self, MAX (to, from + SHORTEST)) - y - 1, 4),
  };

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
  allocation.width = MAX (allocation.width, minimum_width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, allocation.width, &minimum_height, NULL, NULL, NULL);
  allocation.height = MAX (allocation.height, minimum_height);
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
roster_time_grid_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  RosterTimeGrid *self = ROSTER_TIME_GRID (widget);
  double room = day_width (self) - MARGIN;

  if (self->packed_width != (int) day_width (self))
    pack (self);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      RosterGridPiece *piece = &g_array_index (self->pieces, RosterGridPiece, i);

      double step = (room - (piece->folded ? REST_WIDTH : 0)) / MAX (piece->n_columns, 1);

      if (piece->column != G_MAXUINT)
        allocate (self, piece->card, piece->day, piece->from, piece->to, piece->column * step, step);
    }
  for (guint i = 0; i < self->rests->len; i++)
    {
      RosterGridRest *rest = &g_array_index (self->rests, RosterGridRest, i);

      allocate (self, rest->button, rest->day, rest->from, rest->to, room - REST_WIDTH, REST_WIDTH);
    }
}

static void
roster_time_grid_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  RosterTimeGrid *self = ROSTER_TIME_GRID (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = 24 * HOUR_HEIGHT;
  else
    {
      *minimum = ROSTER_TIME_GRID_GUTTER + self->n_days * MINIMUM_DAY;
      *natural = ROSTER_TIME_GRID_GUTTER + self->n_days * 120;
    }
}

static void
draw_hours (RosterTimeGrid *self,
            GtkSnapshot    *snapshot,
            const GdkRGBA  *color)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  GdkRGBA line = *color, half = *color, text = *color;

  line.alpha *= 0.12f;
  half.alpha *= 0.05f;
  text.alpha *= 0.55f;
  for (int hour = 0; hour < 24; hour++)
    {
      double y = roster_time_grid_minute_y (self, hour * 60);
      double middle = roster_time_grid_minute_y (self, hour * 60 + 30);
      g_autofree char *label = roster_minute_to_text (hour * 60);
      int label_width, label_height;

      gtk_snapshot_append_color (snapshot, &half,
                                 &GRAPHENE_RECT_INIT (place_x (self, ROSTER_TIME_GRID_GUTTER,
                                                               width - ROSTER_TIME_GRID_GUTTER),
                                                      middle, width - ROSTER_TIME_GRID_GUTTER, 1));
      if (hour == 0)
        continue;
      gtk_snapshot_append_color (
          snapshot, &line,
          &GRAPHENE_RECT_INIT (place_x (self, ROSTER_TIME_GRID_GUTTER, width - ROSTER_TIME_GRID_GUTTER), y,
                               width - ROSTER_TIME_GRID_GUTTER, 1));
      pango_layout_set_text (layout, label, -1);
      pango_layout_get_pixel_size (layout, &label_width, &label_height);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (
                                            place_x (self, ROSTER_TIME_GRID_GUTTER - label_width - 8, label_width),
                                            y - label_height / 2.0));
      gtk_snapshot_append_layout (snapshot, layout, &text);
      gtk_snapshot_restore (snapshot);
    }
}

static void
draw_days (RosterTimeGrid *self,
           GtkSnapshot    *snapshot,
           const GdkRGBA  *color,
           const GdkRGBA  *accent)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self)), width = day_width (self);
  GdkRGBA line = *color, today = *accent;

  line.alpha *= 0.12f;
  today.alpha *= 0.06f;
  for (guint day = 0; day < self->n_days; day++)
    {
      double x = ROSTER_TIME_GRID_GUTTER + day * width;

      if (self->first_day + day == self->now_day && self->n_days > 1)
        gtk_snapshot_append_color (snapshot, &today, &GRAPHENE_RECT_INIT (place_x (self, x, width), 0, width, height));
      gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (place_x (self, x, 1), 0, 1, height));
    }
}

static void
draw_box (RosterTimeGrid *self,
          GtkSnapshot    *snapshot,
          guint           day,
          int             from,
          int             to,
          const GdkRGBA  *accent,
          float           filled)
{
  double x = ROSTER_TIME_GRID_GUTTER + day * day_width (self) + 1, width = day_width (self) - MARGIN;
  double y = roster_time_grid_minute_y (self, from);
  GskRoundedRect outline;
  GdkRGBA fill = *accent;

  fill.alpha *= filled;
  gsk_rounded_rect_init_from_rect (
      &outline, &GRAPHENE_RECT_INIT (place_x (self, x, width), y, width, roster_time_grid_minute_y (self, to) - y), 6);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &fill, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 2, 2, 2, 2 },
                              (GdkRGBA[4]){ *accent, *accent, *accent, *accent });
}

/* The hours are written into it, so what lies below shows only faintly. */
static void
draw_ghost_box (RosterTimeGrid *self,
                GtkSnapshot    *snapshot,
                guint           day,
                int             from,
                int             to,
                const GdkRGBA  *accent)
{
  GdkRGBA ground;

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "view_bg_color", &ground))
    draw_box (self, snapshot, day, from, to, &ground, 0.8f);
  draw_box (self, snapshot, day, from, to, accent, 0.25f);
}

static void
draw_ghost (RosterTimeGrid *self,
            GtkSnapshot    *snapshot,
            const GdkRGBA  *accent)
{
  int day = (int) self->ghost_day - (int) self->first_day;
  g_autofree char *start = roster_minute_to_text (self->ghost_start), *end = roster_minute_to_text (self->ghost_end);
  g_autofree char *hours = g_strconcat (start, "–", end, NULL);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), hours);

  if (day < 0 || day >= (int) self->n_days)
    return;

  draw_ghost_box (self, snapshot, day, self->ghost_start, MIN (self->ghost_end, ROSTER_DAY_MINUTES), accent);
  if (self->ghost_end > ROSTER_DAY_MINUTES && day + 1 < (int) self->n_days)
    draw_ghost_box (self, snapshot, day + 1, 0, self->ghost_end - ROSTER_DAY_MINUTES, accent);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (
                    place_x (self, ROSTER_TIME_GRID_GUTTER + day * day_width (self) + 8, day_width (self) - 16),
                    roster_time_grid_minute_y (self, self->ghost_start) + 4));
  gtk_snapshot_append_layout (snapshot, layout, accent);
  gtk_snapshot_restore (snapshot);
}

static void
draw_now (RosterTimeGrid *self,
          GtkSnapshot    *snapshot)
{
  int day = (int) self->now_day - (int) self->first_day;
  double y = roster_time_grid_minute_y (self, self->now_minute), width = day_width (self);
  double x = ROSTER_TIME_GRID_GUTTER + day * width;
  GskRoundedRect dot;
  GdkRGBA color;

  if (day < 0 || day >= (int) self->n_days)
    return;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "destructive_color", &color))
    return;
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (place_x (self, x, width), y - 1, width, 2));
  gsk_rounded_rect_init_from_rect (&dot, &GRAPHENE_RECT_INIT (place_x (self, x - 4, 8), y - 4, 8, 8), 4);
  gtk_snapshot_push_rounded_clip (snapshot, &dot);
  gtk_snapshot_append_color (snapshot, &color, &dot.bounds);
  gtk_snapshot_pop (snapshot);
}

/* Words are laid out when a card is drawn first: those that are scrolled out of sight wait. Whoever scrolls the grid
 * has it drawn anew. */
static void
draw_cards (RosterTimeGrid *self,
            GtkSnapshot    *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self), *parent = gtk_widget_get_parent (widget);
  graphene_rect_t own, seen = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  if (parent != NULL && gtk_widget_compute_bounds (widget, parent, &own))
    graphene_rect_init (&seen, 0, -own.origin.y - NEAR, gtk_widget_get_width (widget),
                        gtk_widget_get_height (parent) + 2 * NEAR);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;

      if (!gtk_widget_compute_bounds (child, widget, &bounds) || graphene_rect_intersection (&bounds, &seen, NULL))
        gtk_widget_snapshot_child (widget, child, snapshot);
    }
}

static void
roster_time_grid_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  RosterTimeGrid *self = ROSTER_TIME_GRID (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA color, accent;

  gtk_style_context_get_color (style, &color);
  if (!gtk_style_context_lookup_color (style, "accent_color", &accent))
    accent = color;

  draw_days (self, snapshot, &color, &accent);
  draw_hours (self, snapshot, &color);
  draw_cards (self, snapshot);
  draw_now (self, snapshot);
  if (gtk_widget_has_visible_focus (widget) && !self->dragging)
    draw_box (self, snapshot, self->cursor_day, self->cursor_minute,
              MIN (self->cursor_minute + 30, ROSTER_DAY_MINUTES), &accent, 0.1f);
  if (self->dragging)
    draw_ghost (self, snapshot, &accent);
}

/* The head of a card that is higher than what is to be seen comes last, and stays. */
static void
roster_time_grid_set_focus_child (GtkWidget *widget,
                                  GtkWidget *child)
{
  RosterTimeGrid *self = ROSTER_TIME_GRID (widget);
  RosterGridPiece *piece = child != NULL ? roster_time_grid_piece_of (self, child) : NULL;

  GTK_WIDGET_CLASS (roster_time_grid_parent_class)->set_focus_child (widget, child);

  if (piece != NULL)
    {
      roster_time_grid_reveal (self, piece->from, piece->to);
      roster_time_grid_reveal (self, piece->from, piece->from);
    }
}

static gboolean
roster_time_grid_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  /* Arrows are the grid's own; Tab goes past it, whatever stands in it. */
  if (focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget)))
    return FALSE;

  roster_time_grid_reveal (ROSTER_TIME_GRID (widget), ROSTER_TIME_GRID (widget)->cursor_minute,
                           ROSTER_TIME_GRID (widget)->cursor_minute + 30);
  return gtk_widget_grab_focus (widget);
}

static void
roster_time_grid_dispose (GObject *object)
{
  RosterTimeGrid *self = ROSTER_TIME_GRID (object);
  GtkWidget *child;

  g_array_set_size (self->pieces, 0);
  g_array_set_size (self->rests, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_ptr_array_set_size (self->lives, 0);
  g_clear_object (&self->dragged);

  G_OBJECT_CLASS (roster_time_grid_parent_class)->dispose (object);
}

static void
roster_time_grid_finalize (GObject *object)
{
  RosterTimeGrid *self = ROSTER_TIME_GRID (object);

  g_ptr_array_unref (self->lives);
  g_array_unref (self->pieces);
  g_array_unref (self->rests);

  G_OBJECT_CLASS (roster_time_grid_parent_class)->finalize (object);
}

static void
roster_time_grid_class_init (RosterTimeGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = roster_time_grid_dispose;
  object_class->finalize = roster_time_grid_finalize;
  widget_class->size_allocate = roster_time_grid_size_allocate;
  widget_class->measure = roster_time_grid_measure;
  widget_class->snapshot = roster_time_grid_snapshot;
  widget_class->focus = roster_time_grid_focus;
  widget_class->set_focus_child = roster_time_grid_set_focus_child;

  signals[CREATE] = g_signal_new ("create", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_UINT,
                                  G_TYPE_INT, G_TYPE_INT);
  signals[MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                                ROSTER_TYPE_CALENDAR_LIVE, G_TYPE_UINT, G_TYPE_INT, G_TYPE_INT);
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                ROSTER_TYPE_CALENDAR_LIVE, GTK_TYPE_WIDGET);
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  ROSTER_TYPE_CALENDAR_LIVE);
  signals[SHOW_DAY] =
      g_signal_new ("show-day", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "timegrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
roster_time_grid_init (RosterTimeGrid *self)
{
  self->lives = g_ptr_array_new_with_free_func (g_object_unref);
  self->pieces = g_array_new (FALSE, TRUE, sizeof (RosterGridPiece));
  self->rests = g_array_new (FALSE, TRUE, sizeof (RosterGridRest));
  self->first_day = 1;
  self->n_days = 7;
  self->cursor_minute = 20 * 60;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Calendar"), -1);
  roster_time_grid_init_drag (self);
  roster_time_grid_init_keys (self);
}

GtkWidget *
roster_time_grid_new (void)
{
  return g_object_new (ROSTER_TYPE_TIME_GRID, NULL);
}

/**
 * roster_time_grid_set_days:
 * @first_day: a Julian day
 * @n_days: how many days are shown
 */
void
roster_time_grid_set_days (RosterTimeGrid *self,
                           guint32         first_day,
                           guint           n_days)
{
  g_return_if_fail (ROSTER_IS_TIME_GRID (self));
  g_return_if_fail (first_day > 0 && n_days > 0);

  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (self->first_day == first_day && self->n_days == n_days)
    return;

  /* Other days have other lives: those of before would only be seen in the wrong place. */
  roster_time_grid_cancel_drag (self);
  roster_time_grid_set_lives (self, none);
  self->first_day = first_day;
  self->n_days = n_days;
  self->cursor_day = MIN (self->cursor_day, n_days - 1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * roster_time_grid_set_now:
 * @day: today
 * @minute: of today, where the line stands
 */
void
roster_time_grid_set_now (RosterTimeGrid *self,
                          guint32         day,
                          int             minute)
{
  g_return_if_fail (ROSTER_IS_TIME_GRID (self));

  self->now_day = day;
  self->now_minute = minute;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * roster_time_grid_set_lives:
 * @lives: (element-type RosterCalendarLive): those of the days that are shown, and those of the day before that pass
 *   midnight; what lies elsewhere is left out
 */
void
roster_time_grid_set_lives (RosterTimeGrid *self,
                            GPtrArray      *lives)
{
  g_return_if_fail (ROSTER_IS_TIME_GRID (self));
  g_return_if_fail (lives != NULL);

  g_autoptr (GPtrArray) before = self->lives;

  self->lives = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < lives->len; i++)
    g_ptr_array_add (self->lives, g_object_ref (lives->pdata[i]));
  rebuild (self);
}

/**
 * roster_time_grid_set_closed:
 * @closed: whether this person may plan no live at all
 */
void
roster_time_grid_set_closed (RosterTimeGrid *self,
                             gboolean        closed)
{
  g_return_if_fail (ROSTER_IS_TIME_GRID (self));

  self->is_closed = closed;
}

/**
 * roster_time_grid_select:
 *
 * Puts the keyboard's slot at a time of a day, if the day is shown.
 */
void
roster_time_grid_select (RosterTimeGrid *self,
                         guint32         day,
                         int             minute)
{
  g_return_if_fail (ROSTER_IS_TIME_GRID (self));

  if (day < self->first_day || day >= self->first_day + self->n_days)
    return;

  self->cursor_day = day - self->first_day;
  self->cursor_minute = CLAMP (minute - minute % 30, 0, ROSTER_DAY_MINUTES - 30);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * roster_time_grid_focus_live:
 * @day: the day that is meant, where the live repeats
 * @id: a live's record
 *
 * Returns: whether it is shown and has the focus now
 */
gboolean
roster_time_grid_focus_live (RosterTimeGrid *self,
                             guint32         day,
                             const char     *id)
{
  g_return_val_if_fail (ROSTER_IS_TIME_GRID (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      RosterGridPiece *piece = &g_array_index (self->pieces, RosterGridPiece, i);

      if (piece->column != G_MAXUINT && piece->live->day == day &&
          strcmp (roster_record_id (roster_calendar_live_record (piece->live)), id) == 0)
        return gtk_widget_grab_focus (piece->card);
    }

  return FALSE;
}

/**
 * roster_time_grid_y:
 *
 * Returns: how far down a minute of the day lies when the grid is as high as it wants to be
 */
int
roster_time_grid_y (RosterTimeGrid *self,
                    int             minute)
{
  g_return_val_if_fail (ROSTER_IS_TIME_GRID (self), 0);

  return minute * HOUR_HEIGHT / 60;
}

void
roster_time_grid_emit_create (RosterTimeGrid *self,
                              guint32         day,
                              int             start,
                              int             end)
{
  if (!self->is_closed)
    g_signal_emit (self, signals[CREATE], 0, day, start, end);
}

void
roster_time_grid_emit_move (RosterTimeGrid     *self,
                            RosterCalendarLive *live,
                            guint32             day,
                            int                 start,
                            int                 end)
{
  g_signal_emit (self, signals[MOVE], 0, live, day, start, end);
}

void
roster_time_grid_emit_open (RosterTimeGrid     *self,
                            RosterCalendarLive *live,
                            GtkWidget          *at)
{
  g_signal_emit (self, signals[OPEN], 0, live, at);
}

void
roster_time_grid_emit_remove (RosterTimeGrid     *self,
                              RosterCalendarLive *live)
{
  if (live->refusal == NULL)
    g_signal_emit (self, signals[REMOVE], 0, live);
}
