/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-live-card.h"
#include "roster-time-grid.h"

G_BEGIN_DECLS

/* What a drag or a key is about to make of the grid. */
typedef enum
{
  ROSTER_GRID_IDLE,
  ROSTER_GRID_CREATE,
  ROSTER_GRID_MOVE,
  ROSTER_GRID_RESIZE_START,
  ROSTER_GRID_RESIZE_END,
} RosterGridDrag;

/* A stretch of one day: of a live that passes midnight there are two. */
typedef struct
{
  RosterCalendarLive *live;
  GtkWidget *card;
  guint day;
  int from;
  int to;
  guint column;
  guint n_columns;
  guint cluster;
  /* Whether some of its cluster have no room, and a button stands for them */
  gboolean folded;
} RosterGridPiece;

/* Stands for the lives of a cluster that have no room. */
typedef struct
{
  GtkWidget *button;
  guint day;
  int from;
  int to;
} RosterGridRest;

struct _RosterTimeGrid
{
  GtkWidget parent_instance;

  guint32 first_day;
  guint n_days;
  guint32 now_day;
  int now_minute;

  GPtrArray *lives;
  GArray *pieces;
  GArray *rests;
  /* How wide a day was when the columns were counted */
  int packed_width;

  /* Nobody may draw a live into empty time */
  gboolean is_closed;

  /* The slot that the keyboard is at */
  guint cursor_day;
  int cursor_minute;

  RosterGridDrag drag;
  gboolean dragging;
  double begin_x;
  double begin_y;
  /* Where the hand is; across in the grid, down in what is to be seen of it */
  double hand_x;
  double hand_y;
  guint scroll_tick;
  gint64 scrolled_at;
  RosterCalendarLive *dragged;
  guint32 ghost_day;
  int ghost_start;
  int ghost_end;
};

void              roster_time_grid_init_drag   (RosterTimeGrid     *self);
void              roster_time_grid_cancel_drag (RosterTimeGrid     *self);
void              roster_time_grid_init_keys   (RosterTimeGrid     *self);
gboolean          roster_time_grid_place_at    (RosterTimeGrid     *self,
                                                double              x,
                                                double              y,
                                                guint              *day,
                                                int                *minute);
RosterGridPiece  *roster_time_grid_piece_of    (RosterTimeGrid     *self,
                                                GtkWidget          *card);
double            roster_time_grid_minute_y    (RosterTimeGrid     *self,
                                                int                 minute);
GtkAdjustment    *roster_time_grid_hours       (RosterTimeGrid     *self);
void              roster_time_grid_reveal      (RosterTimeGrid     *self,
                                                int                 from,
                                                int                 to);

void              roster_time_grid_emit_create (RosterTimeGrid     *self,
                                                guint32             day,
                                                int                 start,
                                                int                 end);
void              roster_time_grid_emit_move   (RosterTimeGrid     *self,
                                                RosterCalendarLive *live,
                                                guint32             day,
                                                int                 start,
                                                int                 end);
void              roster_time_grid_emit_open   (RosterTimeGrid     *self,
                                                RosterCalendarLive *live,
                                                GtkWidget          *at);
void              roster_time_grid_emit_remove (RosterTimeGrid     *self,
                                                RosterCalendarLive *live);

G_END_DECLS
