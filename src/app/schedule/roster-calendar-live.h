/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-occurrence.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CALENDAR_LIVE (roster_calendar_live_get_type ())
G_DECLARE_FINAL_TYPE (RosterCalendarLive, roster_calendar_live, ROSTER, CALENDAR_LIVE, GObject)

/** The Julian day of 1970-01-01, from which wall time counts. */
#define ROSTER_WALL_EPOCH_DAY 719163

/** Minutes of a day. */
#define ROSTER_DAY_MINUTES (24 * 60)

/*
 * One occurrence of a live session as a calendar shows it. Plain data: whoever made it fills it before handing it on,
 * and nobody changes it afterwards, so that it may go from thread to thread.
 */
struct _RosterCalendarLive
{
  GObject parent_instance;

  RosterOccurrence *occurrence;
  /* The streamer's name */
  char *who;
  /* (nullable) the trainer's name */
  char *trainer;
  /* (nullable) whose book it is in, where the person sees several */
  char *book;
  /* In the zone of this computer: the Julian day, minutes from its midnight, and the end, which may lie past it */
  guint32 day;
  int start;
  int end;
  /* The nick of the state */
  const char *state;
  gboolean repeats;
  /* (nullable) what is wrong, in words for a person: a clash, a line-up that lacks something */
  char *warning;
  /* (nullable) why the person may not change it, in words for a person */
  char *refusal;
  /* Whether somebody would be in two places, or a product is missing */
  gboolean clashes;
  /* Whether its line-up does not yet name what a live is confirmed with (rule 25) */
  gboolean lacks_line_up;
};

RosterCalendarLive *roster_calendar_live_new         (const RosterOccurrence *occurrence,
                                                      GTimeZone          *zone,
                                                      const char         *who);
RosterRecord       *roster_calendar_live_record      (RosterCalendarLive *self);
const char         *roster_calendar_live_key         (RosterCalendarLive *self);
gboolean            roster_calendar_live_may_move    (RosterCalendarLive *self);
gboolean            roster_calendar_live_equal       (RosterCalendarLive *a,
                                                      RosterCalendarLive *b);
const char         *roster_calendar_live_title       (RosterCalendarLive *self);
char               *roster_calendar_live_hours       (RosterCalendarLive *self);
char               *roster_calendar_live_description (RosterCalendarLive *self);

const char         *roster_live_state_label          (const char         *state);
const char         *roster_live_state_icon           (const char         *state);

/* Days and hours as people read them. */
const char         *roster_weekday_short             (guint32             day);
const char         *roster_weekday_long              (guint32             day);
char               *roster_minute_to_text            (int                 minute);
char               *roster_day_to_text               (guint32             day);
guint32             roster_day_from_text             (const char         *text);

G_END_DECLS
