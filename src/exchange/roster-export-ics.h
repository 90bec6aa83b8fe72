/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-exchange-lookup.h"

G_BEGIN_DECLS

GBytes *roster_export_ics (GPtrArray             *records,
                           RosterExchangeLookup  *lookup,
                           gint64                 now,
                           GError               **error);

G_END_DECLS
