/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_CLOCK (roster_clock_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterClock, roster_clock, ROSTER, CLOCK, GObject)

/**
 * RosterClockClass:
 * @now: milliseconds since the Unix epoch, UTC
 * @zone: (transfer full): the local time zone at this moment
 *
 * Where time comes from. Whatever asks for the time is handed a clock, so that tests own time.
 * Both functions may be called from any thread.
 */
struct _RosterClockClass
{
  GObjectClass parent_class;

  gint64     (*now)  (RosterClock *self);
  GTimeZone *(*zone) (RosterClock *self);
};

gint64       roster_clock_now             (RosterClock *self);
GTimeZone   *roster_clock_zone            (RosterClock *self);
char        *roster_clock_today           (RosterClock *self);

RosterClock *roster_system_clock_new      (void);

#define ROSTER_TYPE_MANUAL_CLOCK (roster_manual_clock_get_type ())
G_DECLARE_FINAL_TYPE (RosterManualClock, roster_manual_clock, ROSTER, MANUAL_CLOCK, RosterClock)

RosterClock *roster_manual_clock_new      (gint64             now,
                                           const char        *zone);
void         roster_manual_clock_set      (RosterManualClock *self,
                                           gint64             now);
void         roster_manual_clock_advance  (RosterManualClock *self,
                                           gint64             milliseconds);
void         roster_manual_clock_set_zone (RosterManualClock *self,
                                           const char        *zone);

char        *roster_instant_to_text       (gint64             instant);
gboolean     roster_instant_from_text     (const char        *text,
                                           gint64            *instant);

G_END_DECLS
