/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-exchange-lookup.h"

G_BEGIN_DECLS

GBytes *roster_export_csv  (const RosterRecordType  *type,
                            GPtrArray               *records,
                            RosterExchangeLookup    *lookup,
                            GCancellable            *cancellable,
                            GError                 **error);
GBytes *roster_export_xlsx (const RosterRecordType  *type,
                            GPtrArray               *records,
                            RosterExchangeLookup    *lookup,
                            gint64                   now,
                            GCancellable            *cancellable,
                            GError                 **error);

G_END_DECLS
