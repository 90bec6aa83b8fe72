/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-database.h"
#include "roster-record.h"

G_BEGIN_DECLS

/* The SQL of one record type, made from its field table. */
typedef struct _RosterRecordTable RosterRecordTable;

RosterRecordTable *roster_record_table_new    (const RosterRecordType   *type);
void               roster_record_table_free   (RosterRecordTable        *self);

RosterRecord      *roster_record_table_get    (RosterRecordTable        *self,
                                               RosterDatabase           *database,
                                               const char               *id,
                                               GError                  **error);
GPtrArray         *roster_record_table_list   (RosterRecordTable        *self,
                                               RosterDatabase           *database,
                                               const char               *field,
                                               const char               *value,
                                               GError                  **error);
GPtrArray         *roster_record_table_select (RosterRecordTable        *self,
                                               RosterDatabase           *database,
                                               GError                  **error,
                                               const char               *condition,
                                               const char               *format,
                                               va_list                   arguments);
GPtrArray         *roster_record_table_select_among (RosterRecordTable  *self,
                                                     RosterDatabase     *database,
                                                     GHashTable         *ids,
                                                     const char         *field,
                                                     GHashTable         *values,
                                                     GError            **error,
                                                     const char         *condition);
gboolean           roster_record_table_put    (RosterRecordTable        *self,
                                               RosterDatabase           *database,
                                               RosterRecord             *record,
                                               GError                  **error);
RosterStatement   *roster_record_table_prepare_put (RosterRecordTable   *self,
                                               RosterDatabase           *database,
                                               GError                  **error);
gboolean           roster_record_table_delete (RosterRecordTable        *self,
                                               RosterDatabase           *database,
                                               const char               *id,
                                               GError                  **error);
gint64             roster_record_table_count  (RosterRecordTable        *self,
                                               RosterDatabase           *database,
                                               GError                  **error);

G_END_DECLS
