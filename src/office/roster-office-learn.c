/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-office-learn.h"

#include "roster-match.h"
#include "roster-office-records.h"
#include "roster-office-rules.h"
#include "roster-office-writer.h"

/* The records of one type, of all accounts. */
static GPtrArray *
read_all (RosterBackend           *backend,
          GPtrArray               *accounts,
          const RosterRecordType  *type,
          GError                 **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < accounts->len; i++)
    {
      const RosterOfficeAccount *account = accounts->pdata[i];

      if (account->scope == type->scope &&
          !roster_office_add_records (backend, account, type, records, error))
        return NULL;
    }

  return g_steal_pointer (&records);
}

/* What is learnt from, all of one moment. */
typedef struct
{
  GPtrArray *streamers;
  GPtrArray *products;
  GPtrArray *sales;
  /* The state of what was learnt before */
  gint64 learned;
} Sources;

static void
sources_clear (Sources *sources)
{
  g_clear_pointer (&sources->streamers, g_ptr_array_unref);
  g_clear_pointer (&sources->products, g_ptr_array_unref);
  g_clear_pointer (&sources->sales, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sources, sources_clear)

static gboolean
read_sources (RosterBackend  *backend,
              Sources        *sources,
              GError        **error)
{
  g_autoptr (RosterOfficeAccount) company = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  return roster_backend_call (backend, begin, FALSE, error) &&
         roster_backend_call (backend, find_account, ROSTER_JMAP_COMPANY_ACCOUNT, &company, error) &&
         roster_backend_call (backend, read_state, company->number, &roster_affinity_type, &sources->learned, error) &&
         (accounts = roster_backend_call (backend, list_accounts, error)) != NULL &&
         (sources->streamers = read_all (backend, accounts, &roster_streamer_type, error)) != NULL &&
         (sources->products = read_all (backend, accounts, &roster_product_type, error)) != NULL &&
         (sources->sales = read_all (backend, accounts, &roster_sale_type, error)) != NULL;
}

/* What the sales of everybody teach. */
static GPtrArray *
learn (const Sources    *sources,
       RosterRuleValues *rules,
       const char       *today)
{
  g_autoptr (RosterMatch) match = roster_match_new (&(RosterMatchSources){ .rules = rules,
                                                                           .today = today,
                                                                           .streamers = sources->streamers,
                                                                           .products = sources->products,
                                                                           .sales = sources->sales });

  return roster_match_learned (match, ROSTER_JMAP_COMPANY_ACCOUNT);
}

/* Writes what changed, in one transaction. Another office that learns at the same time waits; where it was quicker,
   what it has learnt is at least as new, and stays. */
static gboolean
write_changes (RosterBackend  *backend,
               gint64          now,
               GPtrArray      *learned,
               gint64          state,
               guint          *n_changed,
               GError        **error)
{
  g_autoptr (GHashTable) old = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (RosterOfficeAccount) company = NULL;
  g_autoptr (RosterOfficeWriter) writer = NULL;
  gint64 state_now;
  GHashTableIter iter;
  gpointer id;

  if (!roster_backend_begin_on (backend, ROSTER_JMAP_COMPANY_ACCOUNT, &company, error) ||
      !roster_backend_call (backend, read_state, company->number, &roster_affinity_type, &state_now, error))
    return FALSE;
  if (state_now != state)
    return TRUE;
  before = roster_office_list_records (backend, company, &roster_affinity_type, error);
  if (before == NULL)
    return FALSE;
  for (guint i = 0; i < before->len; i++)
    g_hash_table_insert (old, (gpointer) roster_record_id (before->pdata[i]), before->pdata[i]);

  writer = roster_office_writer_new (backend, now, NULL);
  for (guint i = 0; i < learned->len; i++)
    {
      RosterRecord *record = learned->pdata[i];
      RosterRecord *known = g_hash_table_lookup (old, roster_record_id (record));
      g_autoptr (RosterRecord) stored = NULL;

      if (known != NULL)
        g_hash_table_remove (old, roster_record_id (record));
      if (known != NULL && roster_record_same_content (known, record))
        continue;

      stored = known != NULL ? roster_office_writer_update (writer, record, error)
                             : roster_office_writer_create (writer, record, error);
      if (stored == NULL)
        return FALSE;
      (*n_changed)++;
    }

  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (!roster_office_writer_destroy (writer, ROSTER_JMAP_COMPANY_ACCOUNT, &roster_affinity_type, id, error))
        return FALSE;
      (*n_changed)++;
    }

  return roster_office_writer_finish (writer, error) && roster_backend_call (backend, commit, error);
}

/**
 * roster_office_learn:
 * @now: when the records are said to have changed
 * @n_changed: (out): how many records that changed
 *
 * Learns from the sales of the whole company what every cache needs for matching, and keeps it as Affinity records of
 * the company's account. Takes seconds for a large company; may be called from any thread.
 *
 * Returns: %FALSE with an error of the backend
 */
gboolean
roster_office_learn (RosterOffice  *self,
                     gint64         now,
                     guint         *n_changed,
                     GError       **error)
{
  g_autoptr (RosterRuleValues) rules = NULL;
  g_autoptr (GPtrArray) learned = NULL;
  g_autofree char *today = NULL;
  g_auto (Sources) sources = { NULL };
  RosterBackend *backend;
  gboolean done;

  g_return_val_if_fail (ROSTER_IS_OFFICE (self) && n_changed != NULL, FALSE);

  *n_changed = 0;
  rules = roster_office_read_rules (self, error);
  backend = rules != NULL ? roster_office_acquire (self, error) : NULL;
  if (backend == NULL)
    return FALSE;

  /* Nothing is held while it is computed: a snapshot kept open keeps the store from tidying up. */
  done = read_sources (backend, &sources, error);
  roster_office_release (self, backend);
  if (!done)
    return FALSE;

  today = roster_clock_today (roster_office_clock (self));
  learned = learn (&sources, rules, today);
  sources_clear (&sources);

  backend = roster_office_acquire (self, error);
  if (backend == NULL)
    return FALSE;

  done = write_changes (backend, now, learned, sources.learned, n_changed, error);
  roster_office_release (self, backend);
  return done;
}
