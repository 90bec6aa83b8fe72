/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office-blob.h"

#include "roster-office-rules.h"

#define MILLISECONDS_PER_DAY G_GINT64_CONSTANT (86400000)

/* That a record names a blob is noted so often, in milliseconds. */
#define NOTED_EVERY MILLISECONDS_PER_DAY

static gboolean
note_names (const RosterRow *row,
            gpointer         ids)
{
  roster_blob_ids_find (row->body, ids);
  return TRUE;
}

/* Every name of a blob in the account's records, whatever their type. */
static GHashTable *
named_blobs (RosterBackend              *backend,
             const RosterOfficeAccount  *account,
             GError                    **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    if (roster_record_types[i]->scope == account->scope &&
        !roster_backend_call (backend, each_row, account->number, roster_record_types[i], G_MAXINT64, note_names, ids,
                              error))
      return NULL;

  return g_steal_pointer (&ids);
}

static gboolean
note_named (RosterBackend              *backend,
            const RosterOfficeAccount  *account,
            GPtrArray                  *unseen,
            GHashTable                 *named,
            gint64                      now,
            GError                    **error)
{
  gboolean found;

  for (guint i = 0; i < unseen->len; i++)
    if (g_hash_table_contains (named, unseen->pdata[i]) &&
        !roster_backend_call (backend, touch_blob, account->number, unseen->pdata[i], now, &found, error))
      return FALSE;

  return TRUE;
}

/* Records may not change between the look at them and the end: one that comes to name an old blob would lose it. */
static gboolean
purge_account (RosterBackend              *backend,
               const RosterOfficeAccount  *account,
               gint64                      now,
               gint64                      before,
               gint64                     *n_purged,
               GError                    **error)
{
  g_autoptr (GPtrArray) unseen = NULL, old = NULL;
  g_autoptr (GHashTable) named = NULL;

  if (!roster_backend_call (backend, begin, TRUE, error) ||
      !roster_backend_call (backend, lock_account, account->number, error))
    return FALSE;

  unseen = roster_backend_call (backend, list_old_blobs, account->number, now - NOTED_EVERY, error);
  if (unseen == NULL || unseen->len == 0)
    {
      roster_backend_call (backend, rollback);
      return unseen != NULL;
    }

  named = named_blobs (backend, account, error);
  old = roster_backend_call (backend, list_old_blobs, account->number, before, error);
  if (named == NULL || old == NULL || !note_named (backend, account, unseen, named, now, error))
    return FALSE;

  for (guint i = 0; i < old->len; i++)
    {
      if (g_hash_table_contains (named, old->pdata[i]))
        continue;
      if (!roster_backend_call (backend, drop_blob, account->number, old->pdata[i], before, error))
        return FALSE;
      *n_purged += 1;
    }

  return roster_backend_call (backend, commit, error);
}

static gboolean
purge_all (RosterOffice   *office,
           RosterBackend  *backend,
           gint64         *n_purged,
           GError        **error)
{
  g_autoptr (RosterRuleValues) rules = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  gint64 now = roster_clock_now (roster_office_clock (office)), before;

  if (!roster_backend_call (backend, begin, FALSE, error))
    return FALSE;

  rules = roster_office_rules_of (backend, error);
  accounts = rules != NULL ? roster_backend_call (backend, list_accounts, error) : NULL;
  roster_backend_call (backend, rollback);
  if (accounts == NULL)
    return FALSE;

  before = now - roster_rule_values_get (rules, ROSTER_RULE_PHOTO_PURGE_DAYS) * MILLISECONDS_PER_DAY;
  for (guint i = 0; i < accounts->len; i++)
    if (!purge_account (backend, accounts->pdata[i], now, before, n_purged, error))
      return FALSE;

  return TRUE;
}

/**
 * roster_office_purge_blobs:
 * @n_purged: (out): how many went
 *
 * Lets blobs go that no record has named and nobody has sent for as long as the rule `photoPurgeDays` says: the record
 * of a new one may still wait in somebody's outbox, and a deletion may be undone. To be called now and then.
 *
 * Returns: %FALSE with an error of the backend
 */
gboolean
roster_office_purge_blobs (RosterOffice  *office,
                           gint64        *n_purged,
                           GError       **error)
{
  RosterBackend *backend;
  gboolean done;

  g_return_val_if_fail (ROSTER_IS_OFFICE (office), FALSE);
  g_return_val_if_fail (n_purged != NULL, FALSE);

  *n_purged = 0;
  backend = roster_office_acquire (office, error);
  if (backend == NULL)
    return FALSE;

  done = purge_all (office, backend, n_purged, error);
  roster_office_release (office, backend);
  return done;
}
