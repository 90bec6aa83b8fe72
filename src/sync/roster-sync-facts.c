/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-facts.h"

#include "roster-session.h"

/**
 * roster_sync_facts_read:
 *
 * A #RosterStoreFunc.
 *
 * Returns: (transfer full): a #RosterSyncFacts
 */
gpointer
roster_sync_facts_read (RosterCache   *cache,
                        gpointer       data,
                        GCancellable  *cancellable,
                        GError       **error)
{
  RosterSyncFacts *facts = g_new0 (RosterSyncFacts, 1);
  g_autofree char *last = roster_cache_get_fact (cache, ROSTER_FACT_LAST_SYNCED_AT);

  facts->office = roster_cache_get_fact (cache, ROSTER_FACT_OFFICE);
  facts->login = roster_cache_get_fact (cache, ROSTER_FACT_LOGIN);
  facts->last_synced_at = last != NULL ? g_ascii_strtoll (last, NULL, 10) : 0;
  return facts;
}

void
roster_sync_facts_free (RosterSyncFacts *facts)
{
  g_free (facts->office);
  g_free (facts->login);
  g_free (facts);
}
