/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-backend.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SQLITE_BACKEND (roster_sqlite_backend_get_type ())
G_DECLARE_FINAL_TYPE (RosterSqliteBackend, roster_sqlite_backend, ROSTER, SQLITE_BACKEND, RosterBackend)

RosterBackend *roster_sqlite_backend_open (const char  *path,
                                           gboolean     create,
                                           GError     **error);

G_END_DECLS
