/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-edit.h"
#include "roster-exchange-lookup.h"
#include "roster-import-mapping.h"

G_BEGIN_DECLS

/**
 * RosterImportOptions:
 * @account: the account that gets new records; those that belong to a streamer go to the streamer's account instead
 * @rate: (nullable): what one unit of the file's other currency is worth. With it every amount of the file that is not
 *   marked as yuan is converted.
 * @today: the date of today, `YYYY-MM-DD`
 * @period_end: (nullable): the end of the period of sales that name none; %NULL for @today
 * @zone: the zone of dates and times
 *
 * What a file does not say.
 */
typedef struct
{
  const char *account;
  const RosterCurrencyRate *rate;
  const char *today;
  const char *period_end;
  GTimeZone *zone;
} RosterImportOptions;

/**
 * RosterImportOutcome:
 * @ROSTER_IMPORT_CREATE: there is no such record yet
 * @ROSTER_IMPORT_UPDATE: the record is there and differs
 * @ROSTER_IMPORT_SKIP: the record is there and says the same
 * @ROSTER_IMPORT_REFUSE: the row cannot be taken; the reason says why
 *
 * What becomes of a row.
 */
typedef enum
{
  ROSTER_IMPORT_CREATE,
  ROSTER_IMPORT_UPDATE,
  ROSTER_IMPORT_SKIP,
  ROSTER_IMPORT_REFUSE,
} RosterImportOutcome;

/** How many outcomes there are. */
#define ROSTER_IMPORT_N_OUTCOMES 4

/**
 * RosterImportRow:
 * @outcome: what becomes of it
 * @line: where it stands in the file, as a person counts
 * @title: what names it to a person
 * @before: (nullable): the record as it is; %NULL when it is new
 * @after: (nullable): the record as it will be; %NULL when it is refused
 * @changed: (array length=n_changed): of an update, the indexes of the fields that differ
 * @reason: (nullable): of a refusal, one line that names row and column and says what to do
 * @note: (nullable): what else a person should know
 *
 * One row of the plan.
 */
typedef struct
{
  RosterImportOutcome outcome;
  guint line;
  char *title;
  RosterRecord *before;
  RosterRecord *after;
  guint *changed;
  guint n_changed;
  char *reason;
  char *note;
} RosterImportRow;

/**
 * RosterImportProgress:
 * @done: rows that are planned
 * @total: rows there are
 *
 * Called now and then while a plan is made, on the thread that makes it.
 */
typedef void (*RosterImportProgress) (guint    done,
                                      guint    total,
                                      gpointer user_data);

/*
 * What an import would do, row by row, before anything is written. The rules:
 *
 * - A row means the record with its record id, or else the one with its match key; without either it makes a new one.
 * - An empty cell (or dashes) leaves what the record has.
 * - When several rows mean the same record they are applied in order, so the last one counts; the later ones carry a
 *   note.
 * - References are looked up by record id, match key or title; what is not found refuses the row.
 * - Amounts are yuan unless the file shows another currency: a sign, a heading, a country other than China. Then a rate
 *   must be given or there is no plan at all (ROSTER_EXCHANGE_ERROR_RATE). A stray row in a third currency is taken
 *   without its amounts and carries a note.
 */
typedef struct _RosterImportPlan RosterImportPlan;

RosterImportPlan       *roster_import_plan_new      (RosterImportMapping        *mapping,
                                                     RosterExchangeLookup       *lookup,
                                                     const RosterImportOptions  *options,
                                                     RosterImportProgress        progress,
                                                     gpointer                    user_data,
                                                     GCancellable               *cancellable,
                                                     GError                    **error);
void                    roster_import_plan_free     (RosterImportPlan           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterImportPlan, roster_import_plan_free)

const RosterRecordType *roster_import_plan_type     (RosterImportPlan           *self);
guint                   roster_import_plan_n_rows   (RosterImportPlan           *self);
const RosterImportRow  *roster_import_plan_nth_row  (RosterImportPlan           *self,
                                                     guint                       index);
guint                   roster_import_plan_count    (RosterImportPlan           *self,
                                                     RosterImportOutcome         outcome);
RosterEdit             *roster_import_plan_to_edit  (RosterImportPlan           *self,
                                                     const char                 *label);

G_END_DECLS
