/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-backend.h"
#include "roster-record.h"

G_BEGIN_DECLS

/* Writes records inside one transaction of a backend: gives each change its modification sequence and keeps what must
   be unique so. Nothing else puts records into the office. */
typedef struct _RosterOfficeWriter RosterOfficeWriter;

RosterOfficeWriter        *roster_office_writer_new     (RosterBackend            *backend,
                                                         gint64                    now,
                                                         const char               *by);
void                       roster_office_writer_free    (RosterOfficeWriter       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterOfficeWriter, roster_office_writer_free)

const RosterOfficeAccount *roster_office_writer_account (RosterOfficeWriter       *self,
                                                         const char               *id,
                                                         GError                  **error);
RosterRecord              *roster_office_writer_create  (RosterOfficeWriter       *self,
                                                         RosterRecord             *record,
                                                         GError                  **error);
RosterRecord              *roster_office_writer_update  (RosterOfficeWriter       *self,
                                                         RosterRecord             *record,
                                                         GError                  **error);
gboolean                   roster_office_writer_move    (RosterOfficeWriter       *self,
                                                         RosterRecord             *record,
                                                         const char               *account,
                                                         GError                  **error);
gboolean                   roster_office_writer_destroy (RosterOfficeWriter       *self,
                                                         const char               *account,
                                                         const RosterRecordType   *type,
                                                         const char               *id,
                                                         GError                  **error);
gboolean                   roster_office_writer_finish  (RosterOfficeWriter       *self,
                                                         GError                  **error);

const char                *roster_office_unique_field   (const RosterRecordType   *type);
char                      *roster_office_unique_key     (const char               *value);

G_END_DECLS
