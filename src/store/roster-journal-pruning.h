/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/** How many of a person's own newest steps stay, however old and large they are. */
#define ROSTER_JOURNAL_KEPT_STEPS 100

/** How many steps or changes of records one call takes out: few milliseconds of work. */
#define ROSTER_JOURNAL_BATCH 500

gboolean roster_cache_find_horizon  (RosterCache  *self,
                                     gint64       *horizon,
                                     GError      **error);
gboolean roster_cache_prune_journal (RosterCache  *self,
                                     gint64        horizon,
                                     gboolean     *more,
                                     GError      **error);

G_END_DECLS
