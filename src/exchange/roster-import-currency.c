/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-currency.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-exchange-error.h"
#include "roster-text.h"

/* How many rows pass between two looks at the cancellable. */
#define ROWS_BETWEEN_CHECKS 1024
/* At most one amount in this many may be in another currency than the rest. */
#define MIXED_SHARE 10

/**
 * roster_import_country_is_foreign:
 * @country: what a file or a record gives as a country
 *
 * Returns: whether it names a country other than China
 */
gboolean
roster_import_country_is_foreign (const char *country)
{
  static const char *const home[] = { "cn", "chn", "china", "中国", "中国大陆", "大陆", "中华人民共和国", NULL };

  g_return_val_if_fail (country != NULL, FALSE);

  if (roster_import_text_is_nothing (country))
    return FALSE;

  g_autofree char *folded = g_strstrip (roster_text_fold (country));

  return !g_strv_contains (home, folded);
}

static gboolean
is_country_heading (const char *heading)
{
  static const char *const headings[] = { "country", "国家", "国家/地区", "国家或地区", "国别", NULL };
  g_autofree char *folded = roster_text_fold (heading);

  return g_strv_contains (headings, folded);
}

/* The number of a cell of amounts; %FALSE where it holds none or cannot be read, which is told later with the row. */
static gboolean
read_amount (const char         *text,
             RosterImportNumber *number)
{
  RosterImportNumber high;

  if (*text == '\0' || roster_import_text_is_nothing (text) || !roster_import_number_read (text, number, &high, NULL))
    return FALSE;

  /* Of a range from zero the other end tells more. */
  if (number->digits == 0)
    *number = high;
  return TRUE;
}

/**
 * roster_import_amount_is_unmarked:
 * @unit: what the column's heading says
 *
 * Returns: whether @text is an amount other than zero, and neither cell nor heading says in which currency
 */
gboolean
roster_import_amount_is_unmarked (const char             *text,
                                  const RosterImportUnit *unit)
{
  RosterImportNumber number;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (unit != NULL, FALSE);

  return unit->currency == ROSTER_CURRENCY_NONE && read_amount (text, &number) && number.digits != 0 &&
         number.unit.currency == ROSTER_CURRENCY_NONE;
}

/**
 * roster_import_amount_currency:
 * @unit: what the column's heading says
 *
 * Returns: (nullable): the code of the currency that cell or heading gives; %NULL where neither does, or there is no
 *   amount
 */
const char *
roster_import_amount_currency (const char             *text,
                               const RosterImportUnit *unit)
{
  RosterImportNumber number;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (unit != NULL, NULL);

  if (!read_amount (text, &number))
    return NULL;

  return number.unit.code != NULL ? number.unit.code : unit->code;
}

/* A currency that is seen, how often, and where first. */
typedef struct
{
  const char *code;
  guint count;
  guint line;
  guint column;
} Seen;

static void
note_seen (GArray     *seen,
           const char *code,
           guint       line,
           guint       column)
{
  Seen new_one = { code, 1, line, column };

  for (guint i = 0; i < seen->len; i++)
    if (strcmp (g_array_index (seen, Seen, i).code, code) == 0)
      {
        g_array_index (seen, Seen, i).count++;
        return;
      }

  g_array_append_val (seen, new_one);
}

/* The currency that nearly all amounts are in. A stray one is dealt with row by row; real mixtures are refused. */
static gboolean
find_main_currency (GArray                *seen,
                    RosterImportCurrency  *currency,
                    GError               **error)
{
  const Seen *main = NULL;
  guint total = 0;

  for (guint i = 0; i < seen->len; i++)
    {
      const Seen *one = &g_array_index (seen, Seen, i);

      total += one->count;
      if (main == NULL || one->count > main->count)
        main = one;
    }
  if (main == NULL)
    return TRUE;

  if (main->count < total - total / MIXED_SHARE)
    {
      const Seen *other = main == &g_array_index (seen, Seen, 0) ? main + 1 : &g_array_index (seen, Seen, 0);

      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                   /* Translators: two codes of currencies, such as VND and USD. */
                   _("The file has amounts in several other currencies (%s and %s); split it by currency"),
                   main->code, other->code);
      return FALSE;
    }

  currency->foreign = TRUE;
  currency->code = main->code;
  currency->mixed = seen->len > 1;
  currency->line = main->line;
  currency->column = main->column;
  return TRUE;
}

/**
 * roster_import_currency_survey:
 * @currency: (out): what was found
 *
 * Looks through the mapped amounts of a table for signs of another currency, and through its countries. A country
 * counts only where there are amounts that say nothing themselves.
 *
 * Returns: %FALSE with %ROSTER_EXCHANGE_ERROR_FORMAT where there are several other currencies, or with
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
roster_import_currency_survey (RosterImportMapping   *mapping,
                               RosterImportCurrency  *currency,
                               GCancellable          *cancellable,
                               GError               **error)
{
  const RosterRecordType *type = roster_import_mapping_type (mapping);
  RosterTable *table = roster_import_mapping_table (mapping);
  guint n_columns = roster_table_n_columns (table);
  g_autofree guint *amounts = g_new (guint, n_columns);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (Seen));
  const char *cells[ROSTER_TABLE_MAX_COLUMNS];
  guint n_amounts = 0, country_line = 0;
  int country = -1;
  gboolean unmarked = FALSE;

  g_return_val_if_fail (currency != NULL, FALSE);

  *currency = (RosterImportCurrency){ 0 };
  for (guint i = 0; i < n_columns; i++)
    {
      int field = roster_import_mapping_field (mapping, i);
      const RosterImportUnit *unit = roster_import_mapping_unit (mapping, i);

      if (country < 0 && is_country_heading (roster_table_heading (table, i)))
        country = i;
      if (field >= 0 && strcmp (roster_record_type_field (type, field)->name, "country") == 0)
        country = i;
      if (field < 0 || roster_record_type_field (type, field)->kind != ROSTER_KIND_MONEY)
        continue;

      amounts[n_amounts++] = i;
      if (unit->currency == ROSTER_CURRENCY_FOREIGN)
        note_seen (seen, unit->code, 0, i);
    }

  for (guint row = 0; n_amounts > 0 && row < roster_table_n_rows (table); row++)
    {
      guint line = roster_table_line (table, row);

      if (row % ROWS_BETWEEN_CHECKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      roster_table_row (table, row, cells);
      if (country >= 0 && country_line == 0 && roster_import_country_is_foreign (cells[country]))
        country_line = line;
      for (guint i = 0; i < n_amounts; i++)
        {
          const RosterImportUnit *unit = roster_import_mapping_unit (mapping, amounts[i]);
          const char *code = roster_import_amount_currency (cells[amounts[i]], unit);

          if (code != NULL && strcmp (code, ROSTER_CURRENCY_CODE_YUAN) != 0)
            note_seen (seen, code, line, amounts[i]);
          else if (code == NULL && !unmarked)
            unmarked = roster_import_amount_is_unmarked (cells[amounts[i]], unit);
        }
    }

  if (!find_main_currency (seen, currency, error))
    return FALSE;
  if (!currency->foreign && country_line > 0 && unmarked)
    {
      currency->foreign = TRUE;
      currency->line = country_line;
      currency->column = country;
    }

  return TRUE;
}
