/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-field.h"
#include "roster-import-number.h"

G_BEGIN_DECLS

/**
 * RosterImportContext:
 * @unit: what the column's heading says about its numbers
 * @rate: (nullable): what a unit of the file's foreign currency is worth
 * @plain: what an amount is counted in when neither its cell nor its heading says so
 * @zone: the zone of dates and times
 *
 * What a cell does not say itself.
 */
typedef struct
{
  RosterImportUnit unit;
  const RosterCurrencyRate *rate;
  RosterCurrency plain;
  GTimeZone *zone;
} RosterImportContext;

gboolean roster_import_value_read (const RosterField          *field,
                                   const char                 *text,
                                   const RosterImportContext  *context,
                                   GVariant                  **value,
                                   GVariant                  **upper,
                                   GError                    **error);

char    *roster_exchange_guard    (const char                 *text);
char    *roster_exchange_unguard  (const char                 *text,
                                   gboolean                   *guarded);

G_END_DECLS
