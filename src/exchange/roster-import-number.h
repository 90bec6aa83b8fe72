/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-import-unit.h"

G_BEGIN_DECLS

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

gboolean roster_import_number_to_integer      (const RosterImportNumber  *number,
                                               gint64                    *integer);
gboolean roster_import_number_to_rate         (const RosterImportNumber  *number,
                                               gint64                    *ppm);
gboolean roster_import_number_to_li           (const RosterImportNumber  *number,
                                               const RosterCurrencyRate  *rate,
                                               gint64                    *li);

G_END_DECLS
