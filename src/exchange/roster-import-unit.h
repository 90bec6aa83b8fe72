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

gboolean    roster_import_unit_read          (const char        *text,
                                              RosterImportUnit  *unit);
gboolean    roster_import_unit_from_heading  (const char        *heading,
                                              RosterImportUnit  *unit);

/* For reading numbers: each takes what stands at @at, if it is there, and moves on. */
char       *roster_import_plain_form         (const char        *text);
gboolean    roster_import_unit_take_currency (RosterImportUnit  *unit,
                                              const char       **at,
                                              gboolean          *found);
int         roster_import_take_magnitudes    (const char       **at);
gboolean    roster_import_take_counter       (const char       **at);
gboolean    roster_import_currency_has_cents (const char        *code);

G_END_DECLS
