/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-sync.h"

G_BEGIN_DECLS

/* One step of a sync on the cache. */
typedef gboolean (*RosterCacheStep) (RosterCache  *cache,
                                     gpointer      data,
                                     GError      **error);

/**
 * RosterCacheAccess:
 * @begin: has @step run on the thread that owns the cache, at once or while the caller goes on
 * @finish: waits for the step that was begun, and gives what it gave
 * @data: for both
 *
 * How a sync gets at a cache. Steps never overlap, and none is cancelled: the cache's part of a sync is short, and
 * whole transactions are what makes dropping it safe.
 */
typedef struct
{
  void (*begin) (gpointer data, RosterCacheStep step, gpointer step_data);
  gboolean (*finish) (gpointer data, GError **error);
  gpointer data;
} RosterCacheAccess;

typedef void (*RosterSyncProgress) (const RosterSyncReport *report,
                                    gpointer                data);

gboolean roster_cache_access_run (const RosterCacheAccess *access,
                                  RosterCacheStep          step,
                                  gpointer                 step_data,
                                  GError                 **error);

gboolean roster_sync_run_with    (const RosterCacheAccess *access,
                                  RosterTransport         *transport,
                                  const char              *token,
                                  RosterSyncReport        *report,
                                  RosterSyncProgress       progress,
                                  gpointer                 progress_data,
                                  GCancellable            *cancellable,
                                  GError                 **error);

gboolean roster_sync_run         (RosterCache             *cache,
                                  RosterTransport         *transport,
                                  const char              *token,
                                  RosterSyncReport        *report,
                                  GCancellable            *cancellable,
                                  GError                 **error);

G_END_DECLS
