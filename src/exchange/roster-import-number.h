/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterCurrency:
 * @ROSTER_CURRENCY_NONE: nothing says so
 * @ROSTER_CURRENCY_YUAN: a sign or a word for yuan
 * @ROSTER_CURRENCY_FOREIGN: the sign of another currency
 *
 * What an amount is counted in.
 */
typedef enum
{
  ROSTER_CURRENCY_NONE,
  ROSTER_CURRENCY_YUAN,
  ROSTER_CURRENCY_FOREIGN,
} RosterCurrency;

/** The code of the yuan. */
#define ROSTER_CURRENCY_CODE_YUAN "CNY"

/**
 * RosterImportUnit:
 * @exponent: the power of ten that 万, k or the like stand for; 0 without one
 * @percent: whether it is a percentage
 * @counted: whether a counting word such as 人 or 件 stands with it
 * @currency: what an amount is counted in
 * @code: (nullable): the currency's code of ISO 4217; a static text
 *
 * What stands with a number: in a cell (`1.2万₫`, `8%`), or in a heading for the whole column (`销售额(万元)`).
 */
typedef struct
{
  int exponent;
  gboolean percent;
  gboolean counted;
  RosterCurrency currency;
  const char *code;
} RosterImportUnit;

/**
 * RosterImportNumber:
 * @digits: the number is exactly @digits × 10^@exponent, except where @cut says otherwise
 * @exponent: see @digits; what 万, k or the like stand for is part of it
 * @cut: whether decimals beyond the eighteenth digit were left out
 * @unit: what stood with the number; its exponent says what 万, k or the like stood for
 *
 * A number as a cell gives it, before anybody says what it counts.
 */
typedef struct
{
  gint64 digits;
  int exponent;
  gboolean cut;
  RosterImportUnit unit;
} RosterImportNumber;

/**
 * RosterCurrencyRate:
 * @yuan_per_unit: billionths of a yuan that one unit of the foreign currency is worth; above zero
 *
 * A person's word on what the money of a file is worth. The dong at 0.00028 yuan is 280,000.
 */
typedef struct
{
  gint64 yuan_per_unit;
} RosterCurrencyRate;

gboolean roster_currency_rate_from_text       (const char                *text,
                                               RosterCurrencyRate        *rate,
                                               GError                   **error);

gboolean roster_import_text_is_nothing        (const char                *text);
gboolean roster_import_text_is_rounded        (const char                *text);

gboolean roster_import_number_read            (const char                *text,
                                               RosterImportNumber        *low,
                                               RosterImportNumber        *high,
                                               GError                   **error);
gboolean roster_import_unit_read              (const char                *text,
                                               RosterImportUnit          *unit);
gboolean roster_import_unit_from_heading      (const char                *heading,
                                               RosterImportUnit          *unit);

gboolean roster_import_number_to_integer      (const RosterImportNumber  *number,
                                               gint64                    *integer);
gboolean roster_import_number_to_rate         (const RosterImportNumber  *number,
                                               gint64                    *ppm);
gboolean roster_import_number_to_li           (const RosterImportNumber  *number,
                                               const RosterCurrencyRate  *rate,
                                               gint64                    *li);

G_END_DECLS
