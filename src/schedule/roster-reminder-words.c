/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-words.h"

#include <glib/gi18n-lib.h>

/**
 * roster_reminder_kind_words:
 *
 * Returns: what a reminder of @kind is about, for people
 */
const char *
roster_reminder_kind_words (RosterReminderKind kind)
{
  switch (kind)
    {
    case ROSTER_REMINDER_LINE_UP_OPEN:
      return _("The line-up is open");
    case ROSTER_REMINDER_BEFORE_START:
      return _("Live soon");
    case ROSTER_REMINDER_AT_START:
      return _("Live now");
    case ROSTER_REMINDER_NOT_STARTED:
      return _("Not live yet");
    case ROSTER_REMINDER_RESULTS:
      return _("Enter the results");
    case ROSTER_REMINDER_FOLLOW_UP:
      return _("Follow-up due");
    case ROSTER_REMINDER_CONTACT:
      return _("Get in touch");
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_late_reason_words:
 *
 * Returns: why a reminder is late, for people; empty where it is not
 */
const char *
roster_late_reason_words (RosterLateReason reason)
{
  switch (reason)
    {
    case ROSTER_LATE_NOT:
      return "";
    case ROSTER_LATE_OFF:
      return _("late: Roster was not running");
    case ROSTER_LATE_ASLEEP:
      return _("late: the computer was asleep");
    case ROSTER_LATE_NO_DISPLAY:
      return _("late: there was nowhere to show it");
    case ROSTER_LATE_QUIET:
      return _("held back in your quiet hours");
    case ROSTER_LATE_CLOCK:
      return _("late: the clock was set forward");
    case ROSTER_LATE_ARRIVED:
      return _("late: entered only after it was due");
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_reminder_title:
 * @streamer: (nullable): the streamer's name
 *
 * Returns: (transfer full): the first line of a notification
 */
char *
roster_reminder_title (const RosterReminder *self,
                       const char           *streamer)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (streamer == NULL)
    return g_strdup (roster_reminder_kind_words (self->kind));

  /* Translators: what a reminder is about, then the streamer's name. */
  return g_strdup_printf (_("%s: %s"), roster_reminder_kind_words (self->kind), streamer);
}

static char *
time_words (gint64     instant,
            gint64     now,
            GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  gint64 days = (roster_wall_day (roster_wall_from_instant (instant, zone)) -
                 roster_wall_day (roster_wall_from_instant (now, zone))) /
                ROSTER_WALL_DAY;

  if (days == 0)
    return g_date_time_format (local, "%H:%M");
  if (days == 1)
    /* Translators: a time on the next day, as strftime() has it. */
    return g_date_time_format (local, _("tomorrow %H:%M"));

  /* Translators: a day without its year and a time, as strftime() has it. */
  return g_date_time_format (local, _("%-d %b %H:%M"));
}

static char *
day_words (gint64     instant,
           GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  /* Translators: a day without its year, as strftime() has it. */
  return g_date_time_format (local, _("%-d %b"));
}

/**
 * roster_reminder_body:
 * @reason: why it is late
 * @now: milliseconds UTC
 * @zone: where the person is
 *
 * Returns: (transfer full): the further text of a notification
 */
char *
roster_reminder_body (const RosterReminder *self,
                      RosterLateReason      reason,
                      gint64                now,
                      GTimeZone            *zone)
{
  g_autofree char *when = NULL, *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  switch (self->kind)
    {
    case ROSTER_REMINDER_LINE_UP_OPEN:
      when = time_words (self->about, now, zone);
      /* Translators: the title of a live session, then a time. */
      text = g_strdup_printf (_("“%s” starts %s. Name its traffic items and its profit items."), self->title, when);
      break;
    case ROSTER_REMINDER_BEFORE_START:
    case ROSTER_REMINDER_AT_START:
      when = time_words (self->about, now, zone);
      /* Translators: the title of a live session, then a time. */
      text = g_strdup_printf (_("“%s” starts %s"), self->title, when);
      break;
    case ROSTER_REMINDER_NOT_STARTED:
      when = time_words (self->about, now, zone);
      /* Translators: the title of a live session, then a time. */
      text = g_strdup_printf (_("“%s” should have started %s"), self->title, when);
      break;
    case ROSTER_REMINDER_RESULTS:
      when = time_words (self->about, now, zone);
      /* Translators: the title of a live session, then a time. */
      text = g_strdup_printf (_("“%s” of %s is over"), self->title, when);
      break;
    case ROSTER_REMINDER_FOLLOW_UP:
      when = day_words (self->about, zone);
      /* Translators: a task, then a day. */
      text = g_strdup_printf (_("%s (due %s)"), self->title, when);
      break;
    case ROSTER_REMINDER_CONTACT:
      when = day_words (self->about, zone);
      /* Translators: a day. */
      text = g_strdup_printf (_("Contact was due by %s"), when);
      break;
    }

  if (reason == ROSTER_LATE_NOT)
    return g_steal_pointer (&text);

  /* Translators: what a reminder is about, then why it is late. */
  return g_strdup_printf (_("%s (%s)"), text, roster_late_reason_words (reason));
}
