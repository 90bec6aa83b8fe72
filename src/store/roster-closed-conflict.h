/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-conflict.h"
#include "roster-database.h"

G_BEGIN_DECLS

/*
 * The conflicts that a step of the journal settled, kept so that undoing the step opens them again. Only the cache's
 * own parts use this.
 */

#define ROSTER_CONFLICT_COLUMNS \
  "number, type, id, account, title, kind, field, map_key, mine, theirs, mine_at, theirs_at, theirs_by"

GPtrArray *roster_conflict_read_all      (RosterStatement       *statement,
                                          GError               **error);
gboolean   roster_cache_settle_conflict  (RosterCache           *self,
                                          gint64                 step,
                                          const RosterConflict  *conflict,
                                          RosterSide             side,
                                          GError               **error);

gboolean   roster_cache_remember_conflict   (RosterCache           *self,
                                          gint64                 step,
                                          const RosterConflict  *conflict,
                                          RosterSide             side,
                                          GError               **error);
gboolean   roster_cache_close_conflicts  (RosterCache           *self,
                                          gint64                 step,
                                          GPtrArray             *conflicts,
                                          RosterSide             side,
                                          GError               **error);
GPtrArray *roster_cache_list_closed_conflicts (RosterCache           *self,
                                          gint64                 step,
                                          GError               **error);
gboolean   roster_cache_reopen_conflict  (RosterCache           *self,
                                          gint64                 step,
                                          const RosterConflict  *conflict,
                                          gboolean              *reopened,
                                          GError               **error);
gboolean   roster_cache_settle_again     (RosterCache           *self,
                                          gint64                 step,
                                          gint64                 new_step,
                                          const RosterConflict  *conflict,
                                          gboolean              *settled,
                                          GError               **error);

G_END_DECLS
