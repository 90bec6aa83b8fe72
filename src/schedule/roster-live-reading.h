/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

GPtrArray *roster_schedule_read_lives (RosterCache  *cache,
                                       gint64        from,
                                       gint64        to,
                                       GError      **error);

G_END_DECLS
