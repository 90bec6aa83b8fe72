/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-pane.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SCHEDULE_PAGE (roster_schedule_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterSchedulePage, roster_schedule_page, ROSTER, SCHEDULE_PAGE, RosterPane)

/**
 * RosterScheduleView:
 *
 * How the week is seen.
 */
typedef enum
{
  ROSTER_SCHEDULE_WEEK,
  ROSTER_SCHEDULE_DAY,
  ROSTER_SCHEDULE_AGENDA,
} RosterScheduleView;

/* The lives of the book, week by week. */
void roster_schedule_page_show_view (RosterSchedulePage *self,
                                     RosterScheduleView  view);
void roster_schedule_page_show_day  (RosterSchedulePage *self,
                                     guint32             day);
gboolean roster_schedule_page_is_settled (RosterSchedulePage *self);

/* Whether the particulars of an occurrence are open. */
gboolean            roster_schedule_page_has_open   (RosterSchedulePage *self,
                                                     const char         *key);

G_END_DECLS
