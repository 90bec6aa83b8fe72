/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/*
 * What the sync writes into the cache: rows as the office has them, without marks in the outbox. All of one response
 * goes into one transaction; no network call happens inside it.
 */
gboolean roster_cache_begin          (RosterCache             *self,
                                      GError                 **error);
gboolean roster_cache_commit         (RosterCache             *self,
                                      GError                 **error);
void     roster_cache_rollback       (RosterCache             *self);

gint64   roster_cache_begin_step     (RosterCache             *self,
                                      RosterCause              cause,
                                      const char              *label,
                                      GError                 **error);
gboolean roster_cache_put_remote     (RosterCache             *self,
                                      gint64                   step,
                                      RosterRecord            *record,
                                      GError                 **error);
gboolean roster_cache_remove_remote  (RosterCache             *self,
                                      gint64                   step,
                                      const RosterRecordType  *type,
                                      const char              *id,
                                      GError                 **error);
gboolean roster_cache_load_remote    (RosterCache             *self,
                                      RosterRecord            *record,
                                      GError                 **error);
gboolean roster_cache_mark_reset     (RosterCache             *self,
                                      const RosterRecordType  *type,
                                      GError                 **error);

G_END_DECLS
