/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-time-grid-private.h"

#define SLOT 30

static RosterGridPiece *
nth (RosterTimeGrid *self,
     guint           index)
{
  return &g_array_index (self->pieces, RosterGridPiece, index);
}

static void
focus_card (RosterTimeGrid  *self,
            RosterGridPiece *piece)
{
  self->cursor_day = piece->day;
  self->cursor_minute = CLAMP (piece->from - piece->from % SLOT, 0, ROSTER_DAY_MINUTES - SLOT);
  gtk_widget_grab_focus (piece->card);
}

/* The slot has the focus, or the card that covers it. */
static void
go_to (RosterTimeGrid *self,
       int             day,
       int             minute)
{
  if (day < 0 || day >= (int) self->n_days)
    return;

  minute = CLAMP (minute, 0, ROSTER_DAY_MINUTES - SLOT);
  for (guint i = 0; i < self->pieces->len; i++)
    if (nth (self, i)->day == (guint) day && nth (self, i)->column != G_MAXUINT &&
        nth (self, i)->from < minute + SLOT && nth (self, i)->to > minute)
      {
        focus_card (self, nth (self, i));
        self->cursor_minute = minute;
        return;
      }

  self->cursor_day = day;
  self->cursor_minute = minute - minute % SLOT;
  roster_time_grid_reveal (self, self->cursor_minute, self->cursor_minute + SLOT);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
overlap (RosterGridPiece *a,
         RosterGridPiece *b)
{
  return a->day == b->day && a->from < b->to && b->from < a->to;
}

/* Down or up from a card: to the one that follows it closely, or to the free time after it. */
static void
leave_downwards (RosterTimeGrid  *self,
                 RosterGridPiece *piece,
                 int              step)
{
  for (int i = piece - nth (self, 0) + step; i >= 0 && i < (int) self->pieces->len; i += step)
    {
      RosterGridPiece *next = nth (self, i);

      if (next->day != piece->day)
        break;
      if (next->column == G_MAXUINT || next->from == piece->from)
        continue;
      if (step > 0 ? next->from < piece->to + SLOT : next->to > piece->from - SLOT)
        {
          focus_card (self, next);
          return;
        }
    }

  if (step > 0 && piece->to + SLOT <= ROSTER_DAY_MINUTES)
    go_to (self, piece->day, piece->to + SLOT - 1 - (piece->to + SLOT - 1) % SLOT);
  else if (step < 0 && piece->from >= SLOT)
    go_to (self, piece->day, piece->from - SLOT);
}

/* Sideways from a card: to the one beside it, or to the next day. */
static void
leave_sideways (RosterTimeGrid  *self,
                RosterGridPiece *piece,
                int              step)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      RosterGridPiece *next = nth (self, i);

      if (next->column != G_MAXUINT && (int) next->column == (int) piece->column + step && overlap (piece, next))
        {
          focus_card (self, next);
          return;
        }
    }

  go_to (self, (int) piece->day + step, self->cursor_minute);
}

static void
move_focus (RosterTimeGrid *self,
            int             sideways,
            int             downwards)
{
  RosterGridPiece *piece = NULL;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    sideways = -sideways;
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    piece = roster_time_grid_piece_of (self, gtk_widget_get_focus_child (GTK_WIDGET (self)));

  if (piece == NULL)
    go_to (self, (int) self->cursor_day + sideways, self->cursor_minute + downwards * SLOT);
  else if (downwards != 0)
    leave_downwards (self, piece, downwards);
  else
    leave_sideways (self, piece, sideways);
}

/* What a drag does, by keys: Ctrl and an arrow moves the live, Shift and an arrow makes it longer or shorter. */
static void
shift_live (RosterTimeGrid     *self,
            RosterCalendarLive *live,
            gboolean            resize,
            int                 sideways,
            int                 downwards)
{
  int start = live->start, end = live->end, step = downwards * ROSTER_TIME_GRID_SNAP;

  if (!roster_calendar_live_may_move (live))
    return;
  if (resize)
    end = CLAMP (end + step, start + ROSTER_TIME_GRID_SNAP, start + ROSTER_DAY_MINUTES);
  else if (start + step >= 0 && start + step < ROSTER_DAY_MINUTES)
    {
      start += step;
      end += step;
    }
  if (sideways != 0 || start != live->start || end != live->end)
    roster_time_grid_emit_move (self, live, live->day + (resize ? 0 : sideways), start, end);
}

static gboolean
pressed_cb (GtkEventControllerKey *controller,
            guint                  key,
            guint                  code,
            GdkModifierType        modifiers,
            RosterTimeGrid        *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  RosterCalendarLive *live = ROSTER_IS_LIVE_CARD (child) ? roster_live_card_live (ROSTER_LIVE_CARD (child)) : NULL;
  gboolean control = (modifiers & GDK_CONTROL_MASK) != 0, shift = (modifiers & GDK_SHIFT_MASK) != 0;
  int sideways = 0, downwards = 0;

  if (self->drag != ROSTER_GRID_IDLE)
    {
      if (key == GDK_KEY_Escape)
        roster_time_grid_cancel_drag (self);
      return TRUE;
    }
  if ((modifiers & GDK_ALT_MASK) != 0)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      sideways = -1;
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      sideways = 1;
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      downwards = -1;
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      downwards = 1;
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
      if (child != NULL && live == NULL)
        return FALSE;
      if (live != NULL)
        roster_time_grid_emit_open (self, live, child);
      else
        roster_time_grid_emit_create (self, self->first_day + self->cursor_day, self->cursor_minute,
                                      self->cursor_minute + 120);
      return TRUE;
    case GDK_KEY_n:
    case GDK_KEY_N:
      if (control)
        return FALSE;
      roster_time_grid_emit_create (self, self->first_day + self->cursor_day, self->cursor_minute,
                                    self->cursor_minute + 120);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      if (live == NULL)
        return FALSE;
      roster_time_grid_emit_remove (self, live);
      return TRUE;
    default:
      return FALSE;
    }

  if (live != NULL && (control || shift))
    shift_live (self, live, shift, sideways, downwards);
  else
    move_focus (self, sideways, downwards);
  return TRUE;
}

void
roster_time_grid_init_keys (RosterTimeGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
