/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store.h"

G_BEGIN_DECLS

/**
 * RosterSyncFacts:
 * @office: (nullable): the office's address
 * @login: (nullable): the person's login there
 * @last_synced_at: when the last sync went through, milliseconds UTC; 0 for never
 *
 * Whose cache it is, as the cache itself says.
 */
typedef struct
{
  char *office;
  char *login;
  gint64 last_synced_at;
} RosterSyncFacts;

gpointer roster_sync_facts_read (RosterCache   *cache,
                                 gpointer       data,
                                 GCancellable  *cancellable,
                                 GError       **error);
void     roster_sync_facts_free (RosterSyncFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterSyncFacts, roster_sync_facts_free)

G_END_DECLS
