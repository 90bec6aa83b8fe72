/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-session.h"

G_BEGIN_DECLS

/**
 * RosterSyncReport:
 * @n_requests: how many requests it took
 * @n_sent: changes that the office confirmed
 * @n_received: records that the office sent
 * @n_removed: records that the office has deleted
 * @n_merged: records of which both sides had changed something
 * @n_conflicts: new conflicts
 * @n_refused: changes that the office refused
 * @n_photos: photos that the office confirmed
 * @bytes_sent: over the wire, headers counted
 * @bytes_received: likewise
 * @n_parts: types of accounts that are synced
 * @n_parts_done: how many of them are done
 * @retry_after: the seconds that the office asked to wait, or -1
 *
 * What a sync did, or has done so far.
 */
typedef struct
{
  guint n_requests;
  guint n_sent;
  guint n_received;
  guint n_removed;
  guint n_merged;
  guint n_conflicts;
  guint n_refused;
  guint n_photos;
  gsize bytes_sent;
  gsize bytes_received;
  guint n_parts;
  guint n_parts_done;
  gint64 retry_after;
} RosterSyncReport;

/*
 * One sync, a round trip at a time, so that the cache and the network are used on threads of their own and never
 * together:
 *
 *   roster_sync_prepare()    on the cache's thread: what the next request says; marks what is sent
 *   roster_sync_exchange()   anywhere: sends it, waits, reads the answer
 *   roster_sync_apply()      on the cache's thread: one transaction for the whole answer
 *
 * until prepare says that nothing is left; roster_sync_finish() then tells whether all went well. The three are called
 * one after the other; a sync that is dropped between any two of them, or in the middle of one, loses nothing.
 *
 * A first reading is long, and what it asks for next does not depend on the cache. So between exchange and apply
 *
 *   roster_sync_look_ahead()   makes the request after this one, where there is one
 *   roster_trip_send()         sends it and waits; on another thread than apply if need be, and at the same time
 *   roster_sync_arrive()       once both are over: takes the answer for the next apply
 *
 * What apply finds otherwise than expected is left out of that answer and asked for again.
 */
typedef struct _RosterSync RosterSync;
typedef struct _RosterTrip RosterTrip;

RosterSync             *roster_sync_new        (RosterSession     *session);
void                    roster_sync_free       (RosterSync        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterSync, roster_sync_free)

gboolean                roster_sync_prepare    (RosterSync        *self,
                                                RosterCache       *cache,
                                                gboolean          *more,
                                                GError           **error);
gboolean                roster_sync_exchange   (RosterSync        *self,
                                                RosterTransport   *transport,
                                                const char        *token,
                                                GCancellable      *cancellable,
                                                GError           **error);
gboolean                roster_sync_apply      (RosterSync        *self,
                                                RosterCache       *cache,
                                                GError           **error);
gboolean                roster_sync_finish     (RosterSync        *self,
                                                GError           **error);

const RosterSyncReport *roster_sync_report     (RosterSync        *self);
gboolean                roster_sync_is_stale   (RosterSync        *self);

RosterTrip             *roster_sync_look_ahead (RosterSync        *self);
void                    roster_trip_send       (RosterTrip        *self,
                                                RosterTransport   *transport,
                                                const char        *token,
                                                GCancellable      *cancellable);
gboolean                roster_sync_arrive     (RosterSync        *self,
                                                RosterTrip        *trip,
                                                gboolean          *more,
                                                GError           **error);
void                    roster_trip_free       (RosterTrip        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterTrip, roster_trip_free)

G_END_DECLS
