/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-backend.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_POSTGRESQL_BACKEND (roster_postgresql_backend_get_type ())
G_DECLARE_FINAL_TYPE (RosterPostgresqlBackend, roster_postgresql_backend, ROSTER, POSTGRESQL_BACKEND, RosterBackend)

RosterBackend *roster_postgresql_backend_open (const char  *uri,
                                               gboolean     create,
                                               GError     **error);

G_END_DECLS
