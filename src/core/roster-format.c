/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-format.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "roster-money.h"

/* Below this a number is short enough to stand as it is. */
#define SHORT_ENOUGH 10000

/**
 * roster_format_notation:
 *
 * Returns: the notation of the interface's language
 */
RosterNotation
roster_format_notation (void)
{
  const char *language = g_get_language_names ()[0];

  return g_str_has_prefix (language, "zh") || g_str_has_prefix (language, "ja") ? ROSTER_NOTATION_MYRIADS
                                                                                : ROSTER_NOTATION_THOUSANDS;
}

/* Three significant digits at most, half rounded up: 12.4 of 124,049 in units of 10,000, and 1,240 of 12,400,000. */
static char *
in_units (guint64     magnitude,
          guint64     unit,
          const char *suffix)
{
  guint64 tenths = (magnitude + unit / 20) / (unit / 10);

  if (tenths < 1000 && tenths % 10 != 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT ".%d%s", tenths / 10, (int) (tenths % 10), suffix);

  return g_strdup_printf ("%" G_GUINT64_FORMAT "%s", (magnitude + unit / 2) / unit, suffix);
}

/* Whether @magnitude, rounded as in_units() does, reaches one whole @unit. */
static gboolean
reaches (gint64 magnitude,
         gint64 unit,
         gint64 smaller)
{
  return magnitude >= unit - smaller / 2;
}

static char *
shorten (gint64         magnitude,
         RosterNotation notation)
{
  switch (notation)
    {
    case ROSTER_NOTATION_MYRIADS:
      if (reaches (magnitude, 100000000, 10000))
        return in_units (magnitude, 100000000, "亿");
      return in_units (magnitude, 10000, "万");

    case ROSTER_NOTATION_THOUSANDS:
      if (reaches (magnitude, 1000000000, 1000000))
        return in_units (magnitude, 1000000000, "B");
      if (reaches (magnitude, 1000000, 1000))
        return in_units (magnitude, 1000000, "M");
      return in_units (magnitude, 1000, "k");
    }

  g_return_val_if_reached (NULL);
}

static char *
grouped (gint64         magnitude,
         RosterNotation notation)
{
  /* Groups of three are an English habit; below ten thousand Chinese writes none. */
  if (magnitude >= 1000 && notation == ROSTER_NOTATION_THOUSANDS)
    return g_strdup_printf ("%" G_GINT64_FORMAT ",%03d", magnitude / 1000, (int) (magnitude % 1000));

  return g_strdup_printf ("%" G_GINT64_FORMAT, magnitude);
}

/**
 * roster_format_count_in:
 *
 * Returns: (transfer full): a count, short: 124k or 12.4万
 */
char *
roster_format_count_in (gint64         count,
                        RosterNotation notation)
{
  gint64 magnitude = count < 0 ? -MAX (count, -G_MAXINT64) : count;
  g_autofree char *text = magnitude < SHORT_ENOUGH ? grouped (magnitude, notation) : shorten (magnitude, notation);

  return g_strconcat (count < 0 ? "−" : "", text, NULL);
}

/**
 * roster_format_count:
 * @count: how many
 *
 * Returns: (transfer full): a count, short, in the notation of the interface's language: 124k or 12.4万
 */
char *
roster_format_count (gint64 count)
{
  return roster_format_count_in (count, roster_format_notation ());
}

/**
 * roster_format_money_in:
 * @li: thousandths of a yuan
 *
 * Returns: (transfer full): an amount, short: ¥0.35, ¥128, ¥1.2万
 */
char *
roster_format_money_in (gint64         li,
                        RosterNotation notation)
{
  gint64 magnitude = li < 0 ? -MAX (li, -G_MAXINT64) : li;
  gint64 yuan = (magnitude + ROSTER_LI_PER_YUAN / 2) / ROSTER_LI_PER_YUAN;
  g_autofree char *text = NULL;

  /* Margins are tenths of a yuan and smaller: there every digit counts. */
  if (magnitude < 100 * ROSTER_LI_PER_YUAN)
    text = roster_decimal_to_text (magnitude, 3);
  else if (yuan < SHORT_ENOUGH)
    text = grouped (yuan, notation);
  else
    text = shorten (yuan, notation);

  return g_strconcat (li < 0 ? "−¥" : "¥", text, NULL);
}

/**
 * roster_format_money:
 * @li: thousandths of a yuan
 *
 * Returns: (transfer full): an amount, short, in the notation of the interface's language: ¥1.2万
 */
char *
roster_format_money (gint64 li)
{
  return roster_format_money_in (li, roster_format_notation ());
}

/**
 * roster_format_money_estimate:
 * @li: thousandths of a yuan
 *
 * Returns: (transfer full): an amount that is only expected, short and no more exact than it can be meant: to a tenth
 *   of a yuan from one yuan on, to a hundredth below
 */
char *
roster_format_money_estimate (gint64 li)
{
  gint64 step = li >= 1000 || li <= -1000 ? 100 : 10;
  gint64 rounded = (li / step + (li % step >= step / 2) - (li % step <= -step / 2)) * step;

  return roster_format_money (rounded);
}

/**
 * roster_format_money_exact:
 *
 * Returns: (transfer full): an amount with all its digits, ¥12345.678
 */
char *
roster_format_money_exact (gint64 li)
{
  g_autofree char *text = roster_decimal_to_text (li < 0 ? -MAX (li, -G_MAXINT64) : li, 3);

  return g_strconcat (li < 0 ? "−¥" : "¥", text, NULL);
}

/**
 * roster_format_rate:
 * @ppm: parts per million
 *
 * Returns: (transfer full): a percentage with one decimal at most
 */
char *
roster_format_rate (gint64 ppm)
{
  gint64 tenths = (ppm + (ppm < 0 ? -500 : 500)) / 1000;

  if (tenths % 10 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "%%", tenths / 10);

  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%d%%", tenths < 0 ? "−" : "", ABS (tenths) / 10,
                          (int) (ABS (tenths) % 10));
}

/**
 * roster_format_hours:
 *
 * Returns: (transfer full): hours with one decimal at most, half of it rounded up; anything but nothing is at least 0.1
 */
char *
roster_format_hours (guint minutes)
{
  guint tenths = MAX ((minutes + 3) / 6, 1);

  if (minutes % 60 == 0)
    return g_strdup_printf (_("%u h"), minutes / 60);

  return g_strdup_printf (_("%u.%u h"), tenths / 10, tenths % 10);
}

static gboolean
parse (const char *text,
       GDate      *date)
{
  guint year, month, day;

  g_date_clear (date, 1);
  if (sscanf (text, "%4u-%2u-%2u", &year, &month, &day) == 3 && g_date_valid_dmy (day, month, year))
    g_date_set_dmy (date, day, month, year);

  return g_date_valid (date);
}

/**
 * roster_format_days_between:
 * @from: a calendar date, `YYYY-MM-DD`
 * @to: another
 *
 * Returns: how many days after @from @to is
 */
int
roster_format_days_between (const char *from,
                            const char *to)
{
  GDate first, last;

  g_return_val_if_fail (from != NULL, 0);
  g_return_val_if_fail (to != NULL, 0);

  return parse (from, &first) && parse (to, &last) ? g_date_days_between (&first, &last) : 0;
}

/**
 * roster_format_date:
 * @date: a calendar date, `YYYY-MM-DD`
 * @today: today's
 *
 * Returns: (transfer full): the date as it is written here, with the year only where it is another one
 */
char *
roster_format_date (const char *date,
                    const char *today)
{
  GDate day;

  g_return_val_if_fail (date != NULL, NULL);
  g_return_val_if_fail (today != NULL, NULL);

  if (!parse (date, &day))
    return g_strdup (date);

  g_autoptr (GDateTime) time =
      g_date_time_new_utc (g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day), 0, 0, 0);

  /* Translators: dates for g_date_time_format(), in this year and in another. */
  return g_date_time_format (time, strncmp (date, today, 4) == 0 ? _("%-d %b") : _("%-d %b %Y"));
}

/**
 * roster_format_day:
 *
 * Returns: (transfer full): a date as people say it: today, tomorrow, Thursday, 3 days ago
 */
char *
roster_format_day (const char *date,
                   const char *today)
{
  GDate day;
  int ahead;

  g_return_val_if_fail (date != NULL, NULL);
  g_return_val_if_fail (today != NULL, NULL);

  if (!parse (date, &day))
    return g_strdup (date);

  ahead = roster_format_days_between (today, date);
  if (ahead == 0)
    return g_strdup (_("today"));
  if (ahead == 1)
    return g_strdup (_("tomorrow"));
  if (ahead == -1)
    return g_strdup (_("yesterday"));
  if (ahead > 1 && ahead < 7)
    {
      g_autoptr (GDateTime) time =
          g_date_time_new_utc (g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day), 0, 0, 0);

      return g_date_time_format (time, "%A");
    }
  if (ahead < 0 && ahead > -14)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day ago", "%d days ago", -ahead), -ahead);
  if (ahead < 0 && ahead > -60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d week ago", "%d weeks ago", -ahead / 7), -ahead / 7);
  if (ahead < 0 && ahead > -365)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d month ago", "%d months ago", -ahead / 30), -ahead / 30);

  return roster_format_date (date, today);
}

static GDateTime *
local_time (RosterClock *clock,
            gint64       instant)
{
  g_autoptr (GTimeZone) zone = roster_clock_zone (clock);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / 1000);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/**
 * roster_format_instant:
 * @clock: whose zone is meant
 * @instant: milliseconds UTC
 *
 * Returns: (transfer full): the exact local date and time
 */
char *
roster_format_instant (RosterClock *clock,
                       gint64       instant)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  g_autoptr (GDateTime) time = local_time (clock, instant);

  /* Translators: a date and time for g_date_time_format(). */
  return time != NULL ? g_date_time_format (time, _("%a %-d %b %Y, %H:%M")) : g_strdup ("");
}

/**
 * roster_format_instant_relative:
 *
 * Returns: (transfer full): the calendar day of an instant as people say it
 */
char *
roster_format_instant_relative (RosterClock *clock,
                                gint64       instant)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  g_autoptr (GDateTime) time = local_time (clock, instant);
  g_autofree char *today = roster_clock_today (clock);
  g_autofree char *day = time != NULL ? g_date_time_format (time, "%Y-%m-%d") : NULL;

  return day != NULL ? roster_format_day (day, today) : g_strdup ("");
}

/**
 * roster_format_moment:
 *
 * Returns: (transfer full): the time of an instant today; of any other the day as well
 */
char *
roster_format_moment (RosterClock *clock,
                      gint64       instant)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  g_autoptr (GDateTime) time = local_time (clock, instant);
  g_autofree char *today = roster_clock_today (clock);
  g_autofree char *day = time != NULL ? g_date_time_format (time, "%Y-%m-%d") : NULL;
  g_autofree char *hour = time != NULL ? g_date_time_format (time, "%H:%M") : NULL;
  g_autofree char *date = NULL;

  if (time == NULL)
    return g_strdup ("");
  if (strcmp (day, today) == 0)
    return g_steal_pointer (&hour);

  date = roster_format_date (day, today);
  /* Translators: a day and a time of that day. */
  return g_strdup_printf (_("%s, %s"), date, hour);
}
