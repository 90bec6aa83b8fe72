/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-import-mapping.h"

G_BEGIN_DECLS

/**
 * RosterImportCurrency:
 * @foreign: whether amounts that do not say otherwise are in another currency
 * @code: (nullable): the code of that currency, where a sign says which
 * @mixed: whether a few amounts are in yet another one
 * @line: where that shows first; 0 where a heading shows it
 * @column: in which column
 *
 * What a file says about the currency of its amounts.
 */
typedef struct
{
  gboolean foreign;
  const char *code;
  gboolean mixed;
  guint line;
  guint column;
} RosterImportCurrency;

gboolean    roster_import_currency_survey    (RosterImportMapping     *mapping,
                                              RosterImportCurrency    *currency,
                                              GCancellable            *cancellable,
                                              GError                 **error);
gboolean    roster_import_amount_is_unmarked (const char              *text,
                                              const RosterImportUnit  *unit);
const char *roster_import_amount_currency    (const char              *text,
                                              const RosterImportUnit  *unit);
gboolean    roster_import_country_is_foreign (const char              *country);

G_END_DECLS
