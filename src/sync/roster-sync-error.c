/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-error.h"

G_DEFINE_QUARK (roster-sync-error-quark, roster_sync_error)
