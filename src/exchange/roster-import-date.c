/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-exchange-error.h"

#define MAX_LENGTH 80

typedef struct
{
  int year, month, day;
  int hour, minute;
  double second;
  gboolean has_time;
  gboolean has_offset;
  int offset_minutes;
} Moment;

static gboolean
take_number (const char **at,
             guint        most,
             int         *number,
             guint       *n_digits)
{
  guint n = 0;

  *number = 0;
  while (n < most && g_ascii_isdigit ((*at)[n]))
    {
      *number = *number * 10 + ((*at)[n] - '0');
      n++;
    }
  *at += n;
  if (n_digits != NULL)
    *n_digits = n;

  return n > 0;
}

static gboolean
take_text (const char **at,
           const char  *text)
{
  if (!g_str_has_prefix (*at, text))
    return FALSE;

  *at += strlen (text);
  return TRUE;
}

static void
skip_spaces (const char **at)
{
  while (**at == ' ')
    (*at)++;
}

/* What parts a date: the same sign twice, or the Chinese words. */
static gboolean
take_part_sign (const char **at,
                const char  *word,
                char        *sign)
{
  skip_spaces (at);
  if (take_text (at, word))
    {
      if (*sign != '\0' && *sign != 'c')
        return FALSE;
      *sign = 'c';
    }
  else
    {
      if (**at == '\0' || strchr ("-/.", **at) == NULL || (*sign != '\0' && **at != *sign))
        return FALSE;
      *sign = *(*at)++;
    }
  skip_spaces (at);
  return TRUE;
}

static gboolean
take_date (const char **at,
           Moment      *moment)
{
  int first, second, third;
  guint n_digits;
  char sign = '\0';

  if (!take_number (at, 8, &first, &n_digits))
    return FALSE;

  if (n_digits == 8)
    {
      moment->year = first / 10000;
      moment->month = first / 100 % 100;
      moment->day = first % 100;
      return TRUE;
    }
  if (n_digits == 3 || n_digits > 4)
    return FALSE;

  if (!take_part_sign (at, "年", &sign) || !take_number (at, 2, &second, NULL) ||
      !take_part_sign (at, "月", &sign))
    return FALSE;

  if (n_digits == 4)
    {
      if (!take_number (at, 2, &third, NULL))
        return FALSE;
      if (sign == 'c')
        {
          const char *after = *at;

          skip_spaces (&after);
          if (take_text (&after, "日") || take_text (&after, "号"))
            *at = after;
        }
      moment->year = first;
      moment->month = second;
      moment->day = third;
      return TRUE;
    }

  /* A year at the end: only a day above 12 says which of the two numbers before it is the month. */
  if (sign == 'c' || !take_number (at, 4, &third, &n_digits) || n_digits != 4 ||
      (first <= 12 && second <= 12 && first != second))
    return FALSE;
  moment->year = third;
  moment->month = first > 12 ? second : first;
  moment->day = first > 12 ? first : second;
  return TRUE;
}

static gboolean
take_second (const char **at,
             Moment      *moment)
{
  int second, part;
  double unit = 0.1;

  if (!take_number (at, 2, &second, NULL))
    return FALSE;

  moment->second = second;
  if (**at == '.')
    for ((*at)++; take_number (at, 1, &part, NULL); unit /= 10)
      moment->second += part * unit;
  return TRUE;
}

static gboolean
take_time (const char **at,
           Moment      *moment)
{
  gboolean afternoon = FALSE, twelve = FALSE;
  guint n_digits;
  int hours, minutes = 0;

  if (take_text (at, "下午") || take_text (at, "晚上"))
    afternoon = TRUE;
  else
    twelve = take_text (at, "上午");
  skip_spaces (at);

  if (!take_number (at, 2, &moment->hour, NULL))
    return FALSE;
  if (take_text (at, ":"))
    {
      if (!take_number (at, 2, &moment->minute, &n_digits) || n_digits != 2)
        return FALSE;
      if (take_text (at, ":") && !take_second (at, moment))
        return FALSE;
    }
  else if (take_text (at, "时") || take_text (at, "点"))
    {
      if (take_number (at, 2, &moment->minute, NULL) && take_text (at, "分") && take_second (at, moment))
        take_text (at, "秒");
    }
  else
    return FALSE;

  skip_spaces (at);
  if (g_ascii_strncasecmp (*at, "pm", 2) == 0 || g_ascii_strncasecmp (*at, "am", 2) == 0)
    {
      afternoon = g_ascii_tolower (**at) == 'p';
      twelve = !afternoon;
      *at += 2;
    }
  if (afternoon && moment->hour < 12)
    moment->hour += 12;
  else if (twelve && moment->hour == 12)
    moment->hour = 0;

  if (take_text (at, "Z"))
    moment->has_offset = TRUE;
  else if (**at == '+' || **at == '-')
    {
      int sign = *(*at)++ == '-' ? -1 : 1;

      if (!take_number (at, 2, &hours, NULL))
        return FALSE;
      take_text (at, ":");
      take_number (at, 2, &minutes, NULL);
      if (hours > 18 || minutes > 59)
        return FALSE;
      moment->has_offset = TRUE;
      moment->offset_minutes = sign * (hours * 60 + minutes);
    }

  moment->has_time = TRUE;
  return TRUE;
}

static gboolean
read_moment (const char  *text,
             Moment      *moment,
             GError     **error)
{
  g_autofree char *composed = strlen (text) <= MAX_LENGTH ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;
  const char *at = composed != NULL ? g_strstrip (composed) : "";
  gboolean good;

  *moment = (Moment){ 0 };
  good = take_date (&at, moment) &&
         g_date_valid_dmy (moment->day, moment->month, moment->year) && moment->year >= 1000;
  if (good)
    {
      gboolean parted = take_text (&at, "T") || *at == ' ' || g_str_has_prefix (at, "上") ||
                        g_str_has_prefix (at, "下") || g_str_has_prefix (at, "晚");

      skip_spaces (&at);
      good = *at == '\0' || (parted && take_time (&at, moment));
      skip_spaces (&at);
      good = good && *at == '\0' && moment->hour < 24 && moment->minute < 60 && moment->second < 60;
    }

  if (!good)
    {
      g_autofree char *valid = g_utf8_make_valid (text, MIN (strlen (text), MAX_LENGTH));

      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE,
                   _("“%s” is not a clear date; write it as 2026-03-01 or 2026-03-01 08:30"), valid);
    }

  return good;
}

static GDateTime *
to_date_time (const Moment *moment,
              GTimeZone    *zone)
{
  g_autoptr (GTimeZone) own = moment->has_offset ? g_time_zone_new_offset (moment->offset_minutes * 60) : NULL;

  return g_date_time_new (own != NULL ? own : zone, moment->year, moment->month, moment->day,
                          moment->hour, moment->minute, moment->second);
}

/**
 * roster_import_date_read:
 * @text: a date, with or without a time; UTF-8
 * @zone: where the date is meant; matters only for a time with an offset of its own
 * @date: (out) (transfer full): the date, `YYYY-MM-DD`
 *
 * Takes year, month and day in that order with any of `-`, `/`, `.`, `年月日` or nothing between them, and the year last
 * where the day is above 12. 03/04/2026 is refused, because it can be read in two ways.
 *
 * Returns: %FALSE with %ROSTER_EXCHANGE_ERROR_VALUE where it is not a date
 */
gboolean
roster_import_date_read (const char  *text,
                         GTimeZone   *zone,
                         char       **date,
                         GError     **error)
{
  Moment moment;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (zone != NULL, FALSE);
  g_return_val_if_fail (date != NULL, FALSE);

  if (!read_moment (text, &moment, error))
    return FALSE;

  if (moment.has_offset)
    {
      g_autoptr (GDateTime) there = to_date_time (&moment, zone);
      g_autoptr (GDateTime) here = there != NULL ? g_date_time_to_timezone (there, zone) : NULL;

      if (here != NULL)
        g_date_time_get_ymd (here, &moment.year, &moment.month, &moment.day);
    }

  *date = g_strdup_printf ("%04d-%02d-%02d", moment.year, moment.month, moment.day);
  return TRUE;
}

/**
 * roster_import_instant_read:
 * @text: a date with or without a time; UTF-8
 * @zone: the zone of a time that names none; without a time the day begins
 * @instant: (out): milliseconds since the Unix epoch
 *
 * Returns: %FALSE with %ROSTER_EXCHANGE_ERROR_VALUE where it is not a time
 */
gboolean
roster_import_instant_read (const char  *text,
                            GTimeZone   *zone,
                            gint64      *instant,
                            GError     **error)
{
  g_autoptr (GDateTime) date_time = NULL;
  Moment moment;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (zone != NULL, FALSE);
  g_return_val_if_fail (instant != NULL, FALSE);

  if (!read_moment (text, &moment, error))
    return FALSE;

  date_time = to_date_time (&moment, zone);
  if (date_time == NULL)
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_VALUE,
                   _("“%s” is not a clear date; write it as 2026-03-01 or 2026-03-01 08:30"), text);
      return FALSE;
    }

  *instant = g_date_time_to_unix (date_time) * 1000 + g_date_time_get_microsecond (date_time) / 1000;
  return TRUE;
}
