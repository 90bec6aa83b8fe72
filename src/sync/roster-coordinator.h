/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store.h"
#include "roster-sync.h"
#include "roster-token-store.h"

G_BEGIN_DECLS

/**
 * RosterCoordinatorState:
 * @ROSTER_COORDINATOR_ALONE: the cache belongs to no office
 * @ROSTER_COORDINATOR_SIGNED_OUT: the office wants the password (again); work goes on here meanwhile
 * @ROSTER_COORDINATOR_IDLE: the last sync went through
 * @ROSTER_COORDINATOR_SYNCING: a sync is under way
 * @ROSTER_COORDINATOR_OFFLINE: the office cannot be reached; it is tried again by itself
 * @ROSTER_COORDINATOR_FAILED: the office was reached, but the sync did not go through; the message says why
 *
 * How the cache stands with its office.
 */
typedef enum
{
  ROSTER_COORDINATOR_ALONE,
  ROSTER_COORDINATOR_SIGNED_OUT,
  ROSTER_COORDINATOR_IDLE,
  ROSTER_COORDINATOR_SYNCING,
  ROSTER_COORDINATOR_OFFLINE,
  ROSTER_COORDINATOR_FAILED,
} RosterCoordinatorState;

#define ROSTER_TYPE_COORDINATOR (roster_coordinator_get_type ())
G_DECLARE_FINAL_TYPE (RosterCoordinator, roster_coordinator, ROSTER, COORDINATOR, GObject)

/*
 * Keeps the cache of the app and its office in step: after every edit, when the office or the network speaks up, and
 * now and then; after a failure with exponential back-off and jitter. The cache's part runs on the store's threads,
 * the network's on one of its own; everything here belongs to the main thread.
 *
 * Properties, notified on the main thread:
 *
 *   state (int, RosterCoordinatorState)
 *   office, login (string)       where and who; NULL while the cache belongs to nobody
 *   last-synced-at (int64)       when the last sync went through, milliseconds UTC; 0 for never
 *   since (int64)                since when the state is what it is
 *   message (string)             what is wrong, in words; NULL when nothing is
 *   progress (double)            of a sync under way, from 0 to 1; below 0 where that is not known yet
 *   automatic (boolean, rw)      whether it syncs without being asked
 *   interval (uint, rw)          minutes between two looks for changes while nothing else happens
 */
RosterCoordinator      *roster_coordinator_new             (RosterStore          *store,
                                                            RosterTokenStore     *tokens);
RosterFirstRead         roster_coordinator_first_read      (void);
void                    roster_coordinator_start           (RosterCoordinator    *self);
void                    roster_coordinator_stop            (RosterCoordinator    *self);

RosterCoordinatorState  roster_coordinator_state           (RosterCoordinator    *self);
gboolean                roster_coordinator_has_left        (RosterCoordinator    *self);
const char             *roster_coordinator_office          (RosterCoordinator    *self);
const char             *roster_coordinator_login           (RosterCoordinator    *self);
gint64                  roster_coordinator_last_synced_at  (RosterCoordinator    *self);
gint64                  roster_coordinator_since           (RosterCoordinator    *self);
const char             *roster_coordinator_message         (RosterCoordinator    *self);
double                  roster_coordinator_progress        (RosterCoordinator    *self);

void                    roster_coordinator_sync            (RosterCoordinator    *self);
void                    roster_coordinator_cancel          (RosterCoordinator    *self);

void                    roster_coordinator_fetch_blob_async (RosterCoordinator   *self,
                                                            const char           *account,
                                                            const char           *blob,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
gboolean                roster_coordinator_fetch_blob_finish (RosterCoordinator  *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);

void                    roster_coordinator_sign_in_async   (RosterCoordinator    *self,
                                                            const char           *office,
                                                            const char           *login,
                                                            const char           *password,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
gboolean                roster_coordinator_sign_in_finish  (RosterCoordinator    *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);
void                    roster_coordinator_sign_out_async  (RosterCoordinator    *self,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
gboolean                roster_coordinator_sign_out_finish (RosterCoordinator    *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);

G_END_DECLS
