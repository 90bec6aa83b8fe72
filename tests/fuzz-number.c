/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>
#include <string.h>

#include "roster-import-date.h"
#include "roster-import-value.h"
#include "roster-xlsx-format.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
read_number (const char *text)
{
  g_autoptr (GError) error = NULL;
  RosterImportNumber low, high;
  RosterCurrencyRate rate;
  gint64 result;

  if (!roster_import_number_read (text, &low, &high, &error))
    {
      g_assert (error != NULL);
      return;
    }

  roster_import_number_to_integer (&low, &result);
  roster_import_number_to_rate (&low, &result);
  roster_import_number_to_li (&low, NULL, &result);
  rate.yuan_per_unit = high.digits > 0 ? high.digits : 1;
  roster_import_number_to_li (&low, &rate, &result);
  roster_import_number_to_li (&high, &rate, &result);
}

/* A cell of numbers or dates, a heading, a number format of a workbook. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *guarded = NULL, *back = NULL, *date = NULL, *shown = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  RosterXlsxFormat format;
  RosterCurrencyRate rate;
  RosterImportUnit unit;
  gint64 instant;

  if (!g_utf8_validate (text, -1, NULL))
    return 0;

  read_number (text);
  roster_import_text_is_nothing (text);
  roster_import_text_is_rounded (text);
  roster_import_unit_from_heading (text, &unit);
  roster_currency_rate_from_text (text, &rate, NULL);
  roster_import_date_read (text, zone, &date, NULL);
  roster_import_instant_read (text, zone, &instant, NULL);

  guarded = roster_exchange_guard (text);
  back = roster_exchange_unguard (guarded, NULL);
  g_assert (strcmp (back, text) == 0);

  format = roster_xlsx_format_from_code (text);
  shown = roster_xlsx_number_to_text (text, &format, size % 2 == 0);
  return 0;
}
