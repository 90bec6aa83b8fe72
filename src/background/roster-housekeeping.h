/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_HOUSEKEEPING (roster_housekeeping_get_type ())
G_DECLARE_FINAL_TYPE (RosterHousekeeping, roster_housekeeping, ROSTER, HOUSEKEEPING, GObject)

/*
 * What the cache needs now and then while the app runs: the journal is kept within its bounds, a little at a time in
 * the store's thread, so that nobody waits for it.
 */
RosterHousekeeping *roster_housekeeping_new (RosterStore *store);

G_END_DECLS
