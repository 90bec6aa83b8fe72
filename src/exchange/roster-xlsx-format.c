/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-xlsx-format.h"

#include <math.h>
#include <string.h>

#include "roster-import-number.h"

/* Spreadsheet programs keep fifteen digits; beyond them a whole number is no longer the one that was typed. */
#define MAX_EXACT 1e15
#define SECONDS_A_DAY 86400
/* The last day that a sheet knows, 9999-12-31. */
#define MAX_SERIAL 2958465.999999
/* Days from the first day of a GDate to day 0 of a sheet: 1899-12-30, and 1904-01-01 in the other system. */
#define JULIAN_OF_1899 693594u
#define JULIAN_OF_1904 695056u

static const char *
currency_of (const char *text,
             gsize       length)
{
  g_autofree char *copy = g_strndup (text, length);
  RosterImportUnit unit;

  return roster_import_unit_read (copy, &unit) ? unit.code : NULL;
}

/**
 * roster_xlsx_format_from_code:
 * @code: a number format such as `yyyy/m/d;@`, `0.00%` or `#,##0 [$₫-42A]`
 *
 * Returns: what it says; only its first section counts
 */
RosterXlsxFormat
roster_xlsx_format_from_code (const char *code)
{
  RosterXlsxFormat format = { 0 };
  const char *at = code;

  g_return_val_if_fail (code != NULL, format);

  if (g_ascii_strcasecmp (code, "General") == 0)
    return format;

  while (*at != '\0' && *at != ';')
    {
      const char *end;

      if (*at == '"')
        {
          end = strchr (at + 1, '"');
          if (end == NULL)
            break;
          if (format.currency == NULL)
            format.currency = currency_of (at + 1, end - at - 1);
          at = end + 1;
        }
      else if (*at == '[')
        {
          end = strchr (at, ']');
          if (end == NULL)
            break;
          if (at[1] == '$' && format.currency == NULL)
            format.currency = currency_of (at + 2, strcspn (at + 2, "-]"));
          /* [h], [mm] and [ss] count time that passes; colours and conditions say nothing here. */
          if (strchr ("hHmMsS", at[1]) != NULL && at[1] == end[-1])
            format.date = TRUE;
          at = end + 1;
        }
      else if (*at == '\\' || *at == '_' || *at == '*')
        {
          if (at[1] == '\0')
            break;
          end = g_utf8_next_char (at + 1);
          if (*at == '\\' && format.currency == NULL)
            format.currency = currency_of (at + 1, end - at - 1);
          at = end;
        }
      else
        {
          end = g_utf8_next_char (at);
          if (strchr ("yYmMdDhHsS", *at) != NULL)
            format.date = TRUE;
          else if (*at == '%')
            format.percent = TRUE;
          else if (format.currency == NULL && (*at == '$' || (guchar) *at >= 0x80))
            format.currency = currency_of (at, end - at);
          at = end;
        }
    }

  return format;
}

/**
 * roster_xlsx_format_builtin:
 * @number: a format that every workbook has without defining it (ECMA-376, 18.8.30)
 *
 * Returns: what it says. Those that depend on the country of the spreadsheet program are read as in China.
 */
RosterXlsxFormat
roster_xlsx_format_builtin (guint number)
{
  RosterXlsxFormat format = { 0 };

  format.date = (number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 45 && number <= 47) ||
                (number >= 50 && number <= 58);
  format.percent = number == 9 || number == 10;
  return format;
}

static char *
date_to_text (double   serial,
              gboolean from_1904)
{
  GDate date;
  guint days, seconds;
  gboolean has_date;

  if (!(serial >= 0 && serial <= MAX_SERIAL))
    return NULL;

  days = (guint) serial;
  seconds = (guint) ((serial - days) * SECONDS_A_DAY + 0.5);
  if (seconds == SECONDS_A_DAY)
    {
      seconds = 0;
      days++;
    }

  has_date = days > 0 || from_1904;
  /* The sheet's calendar has a 29 February 1900 that never was: before it, days count from one later. */
  if (!from_1904 && days < 60)
    days++;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, days + (from_1904 ? JULIAN_OF_1904 : JULIAN_OF_1899));

  if (!has_date)
    return g_strdup_printf ("%02u:%02u:%02u", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (seconds == 0)
    return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                            g_date_get_day (&date));

  return g_strdup_printf ("%04d-%02d-%02d %02u:%02u:%02u",
                          g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date),
                          seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/* The fifteen digits that the spreadsheet program means, without a power of ten. */
static char *
plain_decimal (double value)
{
  char buffer[64], format[8];
  int decimals;
  char *end;

  if (value == 0)
    return g_strdup ("0");

  decimals = 14 - (int) floor (log10 (fabs (value)));
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 30));
  g_ascii_formatd (buffer, sizeof buffer, format, value);
  if (strchr (buffer, '.') != NULL)
    {
      end = buffer + strlen (buffer);
      while (end[-1] == '0')
        *--end = '\0';
      if (end[-1] == '.')
        *--end = '\0';
    }

  return g_strdup (strcmp (buffer, "-0") == 0 ? "0" : buffer);
}

/**
 * roster_xlsx_number_to_text:
 * @number: a number as the sheet's file has it
 * @format: what its style says
 * @from_1904: whether the workbook counts days from 1904
 *
 * Writes a number the way a person reads it in the sheet: dates as dates, percentages with their sign, amounts with the
 * code of their currency. A whole number of more than fifteen digits keeps its power of ten, to be refused where it
 * matters.
 *
 * Returns: (transfer full): the text; @number itself where it is none
 */
char *
roster_xlsx_number_to_text (const char             *number,
                            const RosterXlsxFormat *format,
                            gboolean                from_1904)
{
  g_autofree char *text = NULL;
  char *end;
  double value;

  g_return_val_if_fail (number != NULL, NULL);
  g_return_val_if_fail (format != NULL, NULL);

  value = g_ascii_strtod (number, &end);
  if (end == number || *end != '\0' || !isfinite (value))
    return g_strdup (number);

  if (format->date)
    {
      char *date = date_to_text (value, from_1904);

      if (date != NULL)
        return date;
    }

  if (fabs (value) >= MAX_EXACT)
    {
      char buffer[64];

      g_ascii_formatd (buffer, sizeof buffer, "%.14E", value);
      return g_strdup (buffer);
    }

  if (format->percent)
    {
      text = plain_decimal (value * 100);
      return g_strconcat (text, "%", NULL);
    }

  text = plain_decimal (value);
  return format->currency != NULL ? g_strconcat (text, " ", format->currency, NULL) : g_steal_pointer (&text);
}
