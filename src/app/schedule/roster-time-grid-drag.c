/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-time-grid-private.h"

/* How near to the upper or lower edge of a card a drag means that edge. */
#define EDGE 7

/* How near to the upper or lower edge of what is to be seen the hours begin to scroll while something is dragged, and
 * how many pixels a second they do so at the edge itself. */
#define SCROLL_EDGE 48
#define SCROLL_SPEED 700

static int
snapped (double minute)
{
  int steps = (int) (minute / ROSTER_TIME_GRID_SNAP + (minute < 0 ? -0.5 : 0.5));

  return steps * ROSTER_TIME_GRID_SNAP;
}

static RosterLiveCard *
card_at (RosterTimeGrid *self,
         double          x,
         double          y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return ROSTER_IS_LIVE_CARD (widget) ? ROSTER_LIVE_CARD (widget) : NULL;
}

static RosterGridDrag
part_of_card (RosterTimeGrid *self,
              RosterLiveCard *card,
              double          y)
{
  graphene_rect_t bounds;
  RosterGridPiece *piece = roster_time_grid_piece_of (self, GTK_WIDGET (card));

  if (piece == NULL || !roster_calendar_live_may_move (roster_live_card_live (card)) ||
      !gtk_widget_compute_bounds (GTK_WIDGET (card), GTK_WIDGET (self), &bounds))
    return ROSTER_GRID_IDLE;

  if (y > bounds.origin.y + bounds.size.height - EDGE && piece->to - piece->from > ROSTER_TIME_GRID_SNAP)
    return ROSTER_GRID_RESIZE_END;
  if (y < bounds.origin.y + EDGE && bounds.size.height > 4 * EDGE && piece->from == piece->live->start)
    return ROSTER_GRID_RESIZE_START;
  return ROSTER_GRID_MOVE;
}

static void
set_ghost (RosterTimeGrid *self,
           guint32         day,
           int             start,
           int             end)
{
  self->ghost_day = day;
  self->ghost_start = start;
  self->ghost_end = end;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
begin_cb (GtkGestureDrag *gesture,
          double          x,
          double          y,
          RosterTimeGrid *self)
{
  RosterLiveCard *card = card_at (self, x, y);
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  guint day;
  int minute;

  if ((card == NULL && picked != GTK_WIDGET (self)) || !roster_time_grid_place_at (self, x, y, &day, &minute))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->begin_x = x;
  self->begin_y = y;
  self->dragging = FALSE;
  if (card != NULL)
    {
      g_set_object (&self->dragged, roster_live_card_live (card));
      self->drag = part_of_card (self, card, y);
      gtk_widget_grab_focus (GTK_WIDGET (card));
      return;
    }

  self->drag = self->is_closed ? ROSTER_GRID_IDLE : ROSTER_GRID_CREATE;
  roster_time_grid_select (self, self->first_day + day, minute);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_to (RosterTimeGrid *self,
         double          x,
         double          y)
{
  guint from_day, day;
  int from, minute, moved;

  roster_time_grid_place_at (self, self->begin_x, self->begin_y, &from_day, &from);
  roster_time_grid_place_at (self, x, y, &day, &minute);
  moved = snapped (minute - from);

  switch (self->drag)
    {
    case ROSTER_GRID_CREATE:
      {
        int fixed = from - from % ROSTER_TIME_GRID_SNAP, free = snapped (minute);

        if (free >= fixed)
          set_ghost (self, self->first_day + from_day, fixed, MAX (free, fixed + ROSTER_TIME_GRID_SNAP));
        else
          set_ghost (self, self->first_day + from_day, free, fixed);
        break;
      }

    case ROSTER_GRID_MOVE:
      {
        int length = self->dragged->end - self->dragged->start;
        /* The hand may hold the tail of a live that began the day before. */
        int start = CLAMP (snapped (self->dragged->start) + moved, 0, ROSTER_DAY_MINUTES - ROSTER_TIME_GRID_SNAP);

        set_ghost (self, self->dragged->day + day - from_day, start, start + length);
        break;
      }

    case ROSTER_GRID_RESIZE_START:
      set_ghost (self, self->dragged->day,
                 CLAMP (snapped (self->dragged->start + moved), 0, self->dragged->end - ROSTER_TIME_GRID_SNAP),
                 self->dragged->end);
      break;

    case ROSTER_GRID_RESIZE_END:
      set_ghost (self, self->dragged->day, self->dragged->start,
                 CLAMP (snapped (self->dragged->end + moved), self->dragged->start + ROSTER_TIME_GRID_SNAP,
                        self->dragged->start + ROSTER_DAY_MINUTES));
      break;

    case ROSTER_GRID_IDLE:
      break;
    }
}

/* From −1 at the upper edge to 1 at the lower one; 0 between them. */
static double
pull (RosterTimeGrid *self,
      GtkAdjustment  *hours)
{
  double from_top = self->hand_y, from_bottom = gtk_adjustment_get_page_size (hours) - self->hand_y;

  if (from_top < SCROLL_EDGE)
    return -MIN ((SCROLL_EDGE - from_top) / SCROLL_EDGE, 1);
  if (from_bottom < SCROLL_EDGE)
    return MIN ((SCROLL_EDGE - from_bottom) / SCROLL_EDGE, 1);
  return 0;
}

/* Ticks only while there is something to scroll. */
static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  RosterTimeGrid *self = ROSTER_TIME_GRID (widget);
  GtkAdjustment *hours = roster_time_grid_hours (self);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double before, seconds = self->scrolled_at != 0 ? (double) (now - self->scrolled_at) / G_USEC_PER_SEC : 0;

  before = gtk_adjustment_get_value (hours);
  if (seconds > 0)
    gtk_adjustment_set_value (hours, before + pull (self, hours) * SCROLL_SPEED * seconds);
  if (!self->dragging || pull (self, hours) == 0 || (seconds > 0 && gtk_adjustment_get_value (hours) == before))
    {
      self->scroll_tick = 0;
      return G_SOURCE_REMOVE;
    }

  self->scrolled_at = now;
  drag_to (self, self->hand_x, self->hand_y + gtk_adjustment_get_value (hours));
  return G_SOURCE_CONTINUE;
}

static void
scroll_near_edge (RosterTimeGrid *self,
                  double          x,
                  double          y)
{
  GtkAdjustment *hours = roster_time_grid_hours (self);

  if (hours == NULL)
    return;

  self->hand_x = x;
  self->hand_y = y - gtk_adjustment_get_value (hours);
  if (self->scroll_tick == 0 && pull (self, hours) != 0)
    {
      self->scrolled_at = 0;
      self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
    }
}

static void
update_cb (GtkGestureDrag *gesture,
           double          offset_x,
           double          offset_y,
           RosterTimeGrid *self)
{
  if (self->drag == ROSTER_GRID_IDLE)
    return;

  if (!self->dragging)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self), self->begin_x, self->begin_y, self->begin_x + offset_x,
                                     self->begin_y + offset_y))
        return;
      self->dragging = TRUE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }

  drag_to (self, self->begin_x + offset_x, self->begin_y + offset_y);
  scroll_near_edge (self, self->begin_x + offset_x, self->begin_y + offset_y);
}

static void
end_cb (GtkGestureDrag *gesture,
        double          offset_x,
        double          offset_y,
        RosterTimeGrid *self)
{
  g_autoptr (RosterCalendarLive) live = g_steal_pointer (&self->dragged);
  RosterGridDrag drag = self->drag;
  gboolean dragged = self->dragging;

  self->drag = ROSTER_GRID_IDLE;
  self->dragging = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));

  if (!dragged)
    {
      RosterLiveCard *card = card_at (self, self->begin_x, self->begin_y);

      if (live != NULL && card != NULL)
        roster_time_grid_emit_open (self, live, GTK_WIDGET (card));
    }
  else if (drag == ROSTER_GRID_CREATE)
    {
      roster_time_grid_emit_create (self, self->ghost_day, self->ghost_start, self->ghost_end);
    }
  else if (drag != ROSTER_GRID_IDLE && (self->ghost_day != live->day || self->ghost_start != live->start ||
                                        self->ghost_end != live->end))
    {
      roster_time_grid_emit_move (self, live, self->ghost_day, self->ghost_start, self->ghost_end);
    }
}

static void
cancel_cb (GtkGesture       *gesture,
           GdkEventSequence *sequence,
           RosterTimeGrid   *self)
{
  roster_time_grid_cancel_drag (self);
}

/* Two clicks into empty time make a live of the usual length there. */
static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            RosterTimeGrid  *self)
{
  guint day;
  int minute;

  if (n_press == 2 && gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT) == GTK_WIDGET (self) &&
      roster_time_grid_place_at (self, x, y, &day, &minute))
    roster_time_grid_emit_create (self, self->first_day + day, minute - minute % 30, minute - minute % 30 + 120);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           RosterTimeGrid           *self)
{
  RosterLiveCard *card = card_at (self, x, y);
  RosterGridDrag part = card != NULL ? part_of_card (self, card, y) : ROSTER_GRID_IDLE;

  if (card == NULL)
    gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  else
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                     part == ROSTER_GRID_RESIZE_START || part == ROSTER_GRID_RESIZE_END ? "ns-resize"
                                                                                                        : "pointer");
}

void
roster_time_grid_cancel_drag (RosterTimeGrid *self)
{
  self->drag = ROSTER_GRID_IDLE;
  self->dragging = FALSE;
  g_clear_object (&self->dragged);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
roster_time_grid_init_drag (RosterTimeGrid *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (cancel_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
