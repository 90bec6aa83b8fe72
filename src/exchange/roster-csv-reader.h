/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-table.h"

G_BEGIN_DECLS

RosterTable *roster_csv_read (GBytes        *bytes,
                              GCancellable  *cancellable,
                              GError       **error);

G_END_DECLS
