/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-backend.h"

G_BEGIN_DECLS

/* Reading every record of a type, for the tasks of the office itself. */
gboolean   roster_office_add_records  (RosterBackend             *backend,
                                       const RosterOfficeAccount *account,
                                       const RosterRecordType    *type,
                                       GPtrArray                 *records,
                                       GError                   **error);
GPtrArray *roster_office_list_records (RosterBackend             *backend,
                                       const RosterOfficeAccount *account,
                                       const RosterRecordType    *type,
                                       GError                   **error);

G_END_DECLS
