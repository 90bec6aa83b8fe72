/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libpq-fe.h>

#include "roster-backend.h"

G_BEGIN_DECLS

/* What the parts of the backend share; nothing else includes it. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

PGresult *roster_postgresql_query        (RosterBackend       *backend,
                                          GError             **error,
                                          const char          *sql,
                                          const char          *format,
                                          ...);
gboolean  roster_postgresql_done         (PGresult            *result);
gint64    roster_postgresql_number_at    (const PGresult      *result,
                                          int                  row,
                                          int                  column);
char     *roster_postgresql_text_at      (const PGresult      *result,
                                          int                  row,
                                          int                  column);

void      roster_postgresql_blobs_set_up (RosterBackendClass  *klass);

G_END_DECLS
