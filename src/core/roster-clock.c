/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-clock.h"

G_DEFINE_ABSTRACT_TYPE (RosterClock, roster_clock, G_TYPE_OBJECT)

static void
roster_clock_class_init (RosterClockClass *klass)
{
}

static void
roster_clock_init (RosterClock *self)
{
}

/**
 * roster_clock_now:
 *
 * Returns: milliseconds since the Unix epoch, UTC
 */
gint64
roster_clock_now (RosterClock *self)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (self), 0);

  return ROSTER_CLOCK_GET_CLASS (self)->now (self);
}

/**
 * roster_clock_zone:
 *
 * Returns: (transfer full): the zone in which the person lives at this moment
 */
GTimeZone *
roster_clock_zone (RosterClock *self)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (self), NULL);

  return ROSTER_CLOCK_GET_CLASS (self)->zone (self);
}

/**
 * roster_clock_today:
 *
 * Returns: (transfer full): the local calendar date as `YYYY-MM-DD`
 */
char *
roster_clock_today (RosterClock *self)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (self), NULL);

  g_autoptr (GTimeZone) zone = roster_clock_zone (self);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (roster_clock_now (self) / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%d");
}

/* The system's clock */

#define ROSTER_TYPE_SYSTEM_CLOCK (roster_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (RosterSystemClock, roster_system_clock, ROSTER, SYSTEM_CLOCK, RosterClock)

/* For so long the zone is not looked up again, in microseconds: every row of a list asks for it while a frame is
 * made, and where it is, is written in files. */
#define ZONE_HOLDS 100000

struct _RosterSystemClock
{
  RosterClock parent_instance;

  GMutex mutex;
  GTimeZone *zone;
  gint64 zone_found;
};

G_DEFINE_FINAL_TYPE (RosterSystemClock, roster_system_clock, ROSTER_TYPE_CLOCK)

static gint64
roster_system_clock_now (RosterClock *clock)
{
  return g_get_real_time () / 1000;
}

static GTimeZone *
roster_system_clock_zone (RosterClock *clock)
{
  RosterSystemClock *self = ROSTER_SYSTEM_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 now = g_get_monotonic_time ();

  if (self->zone == NULL || now - self->zone_found > ZONE_HOLDS)
    {
      g_clear_pointer (&self->zone, g_time_zone_unref);
      self->zone = g_time_zone_new_local ();
      self->zone_found = now;
    }

  return g_time_zone_ref (self->zone);
}

static void
roster_system_clock_finalize (GObject *object)
{
  RosterSystemClock *self = ROSTER_SYSTEM_CLOCK (object);

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (roster_system_clock_parent_class)->finalize (object);
}

static void
roster_system_clock_class_init (RosterSystemClockClass *klass)
{
  RosterClockClass *clock_class = ROSTER_CLOCK_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_system_clock_finalize;
  clock_class->now = roster_system_clock_now;
  clock_class->zone = roster_system_clock_zone;
}

static void
roster_system_clock_init (RosterSystemClock *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * roster_system_clock_new:
 *
 * Returns: (transfer full): the computer's own clock and zone
 */
RosterClock *
roster_system_clock_new (void)
{
  return g_object_new (ROSTER_TYPE_SYSTEM_CLOCK, NULL);
}

/* A clock that stands still until it is told otherwise */

struct _RosterManualClock
{
  RosterClock parent_instance;

  GMutex mutex;
  gint64 now;
  GTimeZone *zone;
};

G_DEFINE_FINAL_TYPE (RosterManualClock, roster_manual_clock, ROSTER_TYPE_CLOCK)

static gint64
roster_manual_clock_now (RosterClock *clock)
{
  RosterManualClock *self = ROSTER_MANUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->now;
}

static GTimeZone *
roster_manual_clock_zone (RosterClock *clock)
{
  RosterManualClock *self = ROSTER_MANUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_time_zone_ref (self->zone);
}

static void
roster_manual_clock_finalize (GObject *object)
{
  RosterManualClock *self = ROSTER_MANUAL_CLOCK (object);

  g_time_zone_unref (self->zone);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (roster_manual_clock_parent_class)->finalize (object);
}

static void
roster_manual_clock_class_init (RosterManualClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  RosterClockClass *clock_class = ROSTER_CLOCK_CLASS (klass);

  object_class->finalize = roster_manual_clock_finalize;
  clock_class->now = roster_manual_clock_now;
  clock_class->zone = roster_manual_clock_zone;
}

static void
roster_manual_clock_init (RosterManualClock *self)
{
  g_mutex_init (&self->mutex);
  self->zone = g_time_zone_new_utc ();
}

/**
 * roster_manual_clock_new:
 * @now: milliseconds since the Unix epoch
 * @zone: (nullable): an IANA zone name; %NULL means UTC
 *
 * Returns: (transfer full) (type RosterManualClock): a clock for tests and simulations
 */
RosterClock *
roster_manual_clock_new (gint64      now,
                         const char *zone)
{
  RosterManualClock *self = g_object_new (ROSTER_TYPE_MANUAL_CLOCK, NULL);

  self->now = now;
  if (zone != NULL)
    roster_manual_clock_set_zone (self, zone);

  return ROSTER_CLOCK (self);
}

/**
 * roster_manual_clock_set:
 * @now: milliseconds UTC
 *
 * Turns the clock to a time, forwards or back.
 */
void
roster_manual_clock_set (RosterManualClock *self,
                         gint64             now)
{
  g_return_if_fail (ROSTER_IS_MANUAL_CLOCK (self));

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->now = now;
}

/**
 * roster_manual_clock_advance:
 * @milliseconds: how far; negative turns the clock back, as people and time servers do
 */
void
roster_manual_clock_advance (RosterManualClock *self,
                             gint64             milliseconds)
{
  g_return_if_fail (ROSTER_IS_MANUAL_CLOCK (self));

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->now += milliseconds;
}

/**
 * roster_manual_clock_set_zone:
 * @zone: an IANA zone name that exists on this computer
 */
void
roster_manual_clock_set_zone (RosterManualClock *self,
                              const char        *zone)
{
  g_return_if_fail (ROSTER_IS_MANUAL_CLOCK (self));
  g_return_if_fail (zone != NULL);

  g_autoptr (GTimeZone) found = g_time_zone_new_identifier (zone);

  g_return_if_fail (found != NULL);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GTimeZone *previous = self->zone;

  self->zone = g_steal_pointer (&found);
  g_time_zone_unref (previous);
}

/**
 * roster_instant_to_text:
 * @instant: milliseconds since the Unix epoch
 *
 * The one text form of instants, in files, on the wire and on the command line: RFC 3339 in UTC with milliseconds.
 *
 * Returns: (transfer full): for example `2026-03-01T08:30:00.000Z`
 */
char *
roster_instant_to_text (gint64 instant)
{
  gint64 seconds = instant >= 0 ? instant / 1000 : -((999 - instant) / 1000);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = NULL;

  g_return_val_if_fail (moment != NULL, NULL);

  text = g_date_time_format (moment, "%Y-%m-%dT%H:%M:%S");
  return g_strdup_printf ("%s.%03dZ", text, (int) (instant - seconds * 1000));
}

/**
 * roster_instant_from_text:
 * @text: an RFC 3339 time; without an offset it is taken as UTC
 * @instant: (out): milliseconds since the Unix epoch
 *
 * Returns: whether @text is a time
 */
gboolean
roster_instant_from_text (const char *text,
                          gint64     *instant)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (instant != NULL, FALSE);

  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (text, utc);

  if (moment == NULL)
    return FALSE;

  *instant = g_date_time_to_unix (moment) * 1000 + g_date_time_get_microsecond (moment) / 1000;
  return TRUE;
}
