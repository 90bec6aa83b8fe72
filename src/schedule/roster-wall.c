/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-wall.h"

#include <string.h>

/* The day number of 1970-01-01 in a GDate's count. */
#define EPOCH_JULIAN 719163

static gint64
floor_divide (gint64 a,
              gint64 b)
{
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

/**
 * roster_wall_of_date:
 *
 * Returns: the midnight that begins a day that exists
 */
gint64
roster_wall_of_date (guint year,
                     guint month,
                     guint day)
{
  GDate date;

  g_return_val_if_fail (g_date_valid_dmy (day, month, year), 0);

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return ((gint64) g_date_get_julian (&date) - EPOCH_JULIAN) * ROSTER_WALL_DAY;
}

/* One to @most digits. */
static gboolean
take_number (const char **at,
             guint        most,
             int         *number)
{
  const char *start = *at;

  *number = 0;
  for (; *at < start + most && g_ascii_isdigit (**at); (*at)++)
    *number = *number * 10 + (**at - '0');
  return *at > start;
}

static gboolean
take_after (const char **at,
            char         mark,
            int         *number)
{
  if (**at != mark)
    return FALSE;

  (*at)++;
  return take_number (at, 2, number);
}

/**
 * roster_wall_parse:
 * @text: (nullable): `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM` or `YYYY-MM-DDTHH:MM:SS`
 * @wall: (out): the wall time
 * @is_date: (out) (optional): whether @text names only a day
 *
 * Returns: whether @text is a local time
 */
gboolean
roster_wall_parse (const char *text,
                   gint64     *wall,
                   gboolean   *is_date)
{
  int year, month, day, hour = 0, minute = 0, second = 0;
  const char *at = text;
  gboolean has_time;

  g_return_val_if_fail (wall != NULL, FALSE);

  if (text == NULL)
    return FALSE;

  if (!take_number (&at, 4, &year) || !take_after (&at, '-', &month) || !take_after (&at, '-', &day))
    return FALSE;

  has_time = *at != '\0';
  if (has_time && (!(take_after (&at, 'T', &hour) || take_after (&at, ' ', &hour)) || !take_after (&at, ':', &minute)))
    return FALSE;
  if (has_time && *at != '\0' && !take_after (&at, ':', &second))
    return FALSE;

  if (*at != '\0' || year < 1 || !g_date_valid_dmy (day, month, year) || hour > 23 || minute > 59 || second > 59)
    return FALSE;

  *wall = roster_wall_of_date (year, month, day) + hour * 3600 + minute * 60 + second;
  if (is_date != NULL)
    *is_date = !has_time;
  return TRUE;
}

/**
 * roster_wall_print:
 * @wall: a wall time of the years 1 to 9999
 * @text: where it goes, as `2026-03-01T20:00:00`
 */
void
roster_wall_print (gint64 wall,
                   char   text[ROSTER_WALL_TEXT])
{
  gint64 days = floor_divide (wall, ROSTER_WALL_DAY);
  guint rest = (guint) (wall - days * ROSTER_WALL_DAY);
  GDate date;

  g_return_if_fail (days + EPOCH_JULIAN > 0 && days < 2932897);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (days + EPOCH_JULIAN));
  g_snprintf (text, ROSTER_WALL_TEXT, "%04u-%02u-%02uT%02u:%02u:%02u", (guint) g_date_get_year (&date) % 10000,
              (guint) g_date_get_month (&date), (guint) g_date_get_day (&date), rest / 3600, rest / 60 % 60, rest % 60);
}

/**
 * roster_wall_day:
 *
 * Returns: the midnight that begins the day of @wall, as wall time
 */
gint64
roster_wall_day (gint64 wall)
{
  return floor_divide (wall, ROSTER_WALL_DAY) * ROSTER_WALL_DAY;
}

/**
 * roster_wall_weekday:
 *
 * Returns: 0 for Monday to 6 for Sunday
 */
guint
roster_wall_weekday (gint64 wall)
{
  gint64 days = floor_divide (wall, ROSTER_WALL_DAY) + 3;

  return (guint) (days - floor_divide (days, 7) * 7);
}

/**
 * roster_wall_week:
 *
 * Returns: the midnight that begins the Monday of @wall's week, as wall time
 */
gint64
roster_wall_week (gint64 wall)
{
  return roster_wall_day (wall) - roster_wall_weekday (wall) * ROSTER_WALL_DAY;
}

static gint64
offset_at (GTimeZone *zone,
           gint64     seconds)
{
  return g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds));
}

/**
 * roster_wall_to_instant:
 * @wall: what the clock shows
 * @zone: where it hangs
 *
 * An hour that the clocks show twice means the first one; an hour that they leave out counts on from the offset before
 * the gap, so that 02:30 becomes 03:30 (RFC 5545, 3.3.5).
 *
 * Returns: milliseconds UTC
 */
gint64
roster_wall_to_instant (gint64     wall,
                        GTimeZone *zone)
{
  g_return_val_if_fail (zone != NULL, 0);

  gint64 before = offset_at (zone, wall - ROSTER_WALL_DAY);
  gint64 after = offset_at (zone, wall + ROSTER_WALL_DAY);

  if (before != after && offset_at (zone, wall - before) != before && offset_at (zone, wall - after) == after)
    return (wall - after) * 1000;

  return (wall - before) * 1000;
}

/**
 * roster_wall_from_instant:
 * @instant: milliseconds UTC
 * @zone: where the clock hangs
 *
 * Returns: what the clock shows then
 */
gint64
roster_wall_from_instant (gint64     instant,
                          GTimeZone *zone)
{
  g_return_val_if_fail (zone != NULL, 0);

  gint64 seconds = floor_divide (instant, 1000);

  return seconds + offset_at (zone, seconds);
}

/**
 * roster_zone_find:
 * @name: (nullable): an IANA name, such as `Asia/Shanghai`
 *
 * Returns: (transfer full) (nullable): the zone; %NULL where this computer knows none of the name
 */
GTimeZone *
roster_zone_find (const char *name)
{
  if (name == NULL || name[0] == '\0' || !g_ascii_isalpha (name[0]) || strstr (name, "..") != NULL ||
      strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") != strlen (name))
    return NULL;

  return g_time_zone_new_identifier (name);
}
