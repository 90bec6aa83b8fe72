/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-day-bar.h"
#include "roster-schedule-page.h"
#include "roster-schedule-reading.h"
#include "roster-time-grid.h"
#include "roster-week-strip.h"

G_BEGIN_DECLS

struct _RosterSchedulePage
{
  RosterPane parent_instance;

  AdwViewStack *stack;
  AdwViewStackPage *week_page;
  GtkLabel *range;
  GtkLabel *week_number;
  RosterWeekStrip *strip;
  RosterDayBar *days;
  GtkScrolledWindow *week_scroller;
  GtkScrolledWindow *day_scroller;
  GtkStack *agenda_stack;
  GtkListBox *agenda;
  GtkWidget *create;

  RosterTimeGrid *week;
  RosterTimeGrid *day;

  GCancellable *cancellable;
  RosterScheduleReading *shown;
  guint32 chosen;
  guint32 today;
  guint now_timeout;
  gboolean reading;
  gboolean stale;
  guint stale_views;
  gboolean scrolled;
  gboolean is_slim;
  gboolean week_was_open;
  guint adapting;
  /* The live that somebody has asked for, and its day once that is known */
  char *wanted;
  guint32 wanted_day;
};

/* What a person does, in roster-schedule-deeds.c: each is one step that a toast takes back. */
void roster_schedule_page_create (RosterSchedulePage *self,
                                  guint               day,
                                  int                 start,
                                  int                 end);
void roster_schedule_page_move   (RosterSchedulePage *self,
                                  RosterCalendarLive *live,
                                  guint               day,
                                  int                 start,
                                  int                 end);
void roster_schedule_page_remove (RosterSchedulePage *self,
                                  RosterCalendarLive *live);
void roster_schedule_page_open   (RosterSchedulePage *self,
                                  RosterCalendarLive *live,
                                  GtkWidget          *at);
void roster_schedule_page_plan   (RosterSchedulePage *self,
                                  const char         *streamer,
                                  gint64              start,
                                  int                 minutes);

G_END_DECLS
