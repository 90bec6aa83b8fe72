/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-context.h"
#include "roster-import-plan.h"

G_BEGIN_DECLS

/** The kinds of record that a person imports. */
#define ROSTER_IMPORT_N_TYPES 5
extern const RosterRecordType *const roster_import_types[ROSTER_IMPORT_N_TYPES];

/**
 * RosterImportSource:
 * @table: what the file holds
 * @mappings: for each of roster_import_types, the columns as they are guessed or were chosen the last time
 * @currencies: for each of them, the code of the other currency that the amounts are in; %NULL where none is named
 * @likeliest: which of the types the headings speak of
 *
 * A file that was read.
 */
typedef struct
{
  RosterTable *table;
  RosterImportMapping *mappings[ROSTER_IMPORT_N_TYPES];
  const char *currencies[ROSTER_IMPORT_N_TYPES];
  guint likeliest;
} RosterImportSource;

void                 roster_import_source_free       (RosterImportSource     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterImportSource, roster_import_source_free)

void                 roster_import_read_async        (RosterContext          *context,
                                                      GFile                  *file,
                                                      GCancellable           *cancellable,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);
RosterImportSource  *roster_import_read_finish       (GAsyncResult           *result,
                                                      GError                **error);

/**
 * RosterImportPreview:
 * @plan: (nullable): what the import of a table would do
 * @events: (nullable) (element-type RosterImportRow): what the import of a calendar would do
 * @items: (element-type RosterImportItem): the first rows of each outcome, in words
 * @mapping: (nullable): the columns that @plan was made with
 */
typedef struct
{
  RosterImportPlan *plan;
  GPtrArray *events;
  GPtrArray *items;
  RosterImportMapping *mapping;
} RosterImportPreview;

void                 roster_import_preview_free      (RosterImportPreview    *self);
const RosterRecordType *roster_import_preview_type   (RosterImportPreview    *self);
guint                roster_import_preview_n_rows    (RosterImportPreview    *self);
guint                roster_import_preview_count     (RosterImportPreview    *self,
                                                      RosterImportOutcome     outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterImportPreview, roster_import_preview_free)

void                 roster_import_plan_async        (RosterContext          *context,
                                                      RosterImportMapping    *mapping,
                                                      const RosterCurrencyRate *rate,
                                                      RosterImportProgress    progress,
                                                      gpointer                progress_data,
                                                      GCancellable           *cancellable,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);
RosterImportPreview *roster_import_plan_finish       (GAsyncResult           *result,
                                                      GError                **error);

void                 roster_import_calendar_async    (RosterContext          *context,
                                                      GFile                  *file,
                                                      GCancellable           *cancellable,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);

void                 roster_import_apply_async       (RosterContext          *context,
                                                      RosterImportPreview    *preview,
                                                      const char             *label,
                                                      GCancellable           *cancellable,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);
gint64               roster_import_apply_finish      (GAsyncResult           *result,
                                                      char                  **warning,
                                                      GError                **error);

G_END_DECLS
