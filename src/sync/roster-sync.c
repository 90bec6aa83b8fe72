/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-remote.h"

/* How many changes of one type are asked for at once, and the fewest when the answers are too large. */
#define PAGE 4096
#define MIN_PAGE 16

/* How often the session may change under one sync. */
#define MAX_SESSIONS 3

/* Lanes */

void
roster_sending_free (RosterSending *sending)
{
  g_free (sending->id);
  g_clear_object (&sending->sent);
  g_free (sending);
}

static void
lane_answer_init (RosterLaneAnswer *answer)
{
  answer->records = g_ptr_array_new_with_free_func (g_object_unref);
  answer->texts = g_array_new (FALSE, FALSE, sizeof (RosterJsonSpan));
  answer->gone = g_ptr_array_new_with_free_func (g_free);
  answer->not_found = g_ptr_array_new_with_free_func (g_free);
}

void
roster_lane_answer_clear (RosterLaneAnswer *answer)
{
  g_clear_error (&answer->set_error);
  g_clear_pointer (&answer->set, json_object_unref);
  g_clear_error (&answer->pull_error);
  g_clear_pointer (&answer->new_state, g_free);
  g_clear_pointer (&answer->records, g_ptr_array_unref);
  g_clear_pointer (&answer->texts, g_array_unref);
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_clear_pointer (&answer->gone, g_ptr_array_unref);
  g_clear_pointer (&answer->not_found, g_ptr_array_unref);
  answer->more = FALSE;
}

static RosterLane *
lane_new (const RosterJmapAccount *account,
          const RosterRecordType  *type)
{
  RosterLane *lane = g_new0 (RosterLane, 1);

  lane->account = g_strdup (account->id);
  lane->read_only = !g_ptr_array_find (account->writes, type, NULL);
  lane->type = type;
  lane->chunk = PAGE;
  lane->sending = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_sending_free);
  lane->fetch = g_ptr_array_new_with_free_func (g_free);
  lane_answer_init (&lane->answer);
  return lane;
}

static void
lane_free (RosterLane *lane)
{
  g_free (lane->account);
  g_free (lane->stored);
  g_free (lane->since);
  g_clear_pointer (&lane->seen, g_hash_table_unref);
  g_ptr_array_unref (lane->sending);
  g_ptr_array_unref (lane->fetch);
  roster_lane_answer_clear (&lane->answer);
  g_free (lane);
}

static void
lane_forget_request (RosterLane *lane)
{
  lane->in_request = FALSE;
  lane->skipped = FALSE;
  g_ptr_array_set_size (lane->sending, 0);
  roster_lane_answer_clear (&lane->answer);
  lane_answer_init (&lane->answer);
}

/* Accounts in the session's order, the company's first; types so that what is referred to comes first. */
static void
make_lanes (RosterSync  *self,
            RosterCache *cache)
{
  for (guint company = 0; company < 2; company++)
    for (guint a = 0; a < self->session->office->accounts->len; a++)
      for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
        {
          const RosterJmapAccount *account = self->session->office->accounts->pdata[a];
          RosterLane *lane;

          if ((account->scope == ROSTER_SCOPE_COMPANY) == (company == 1) ||
              roster_record_types[t]->scope != account->scope)
            continue;

          lane = lane_new (account, roster_record_types[t]);
          roster_sync_position_lane (cache, lane);
          g_ptr_array_add (self->lanes, lane);
        }

  self->report.n_parts = self->lanes->len;
}

void
roster_sync_note_trouble (RosterSync   *self,
                          const GError *error)
{
  if (self->trouble == NULL)
    self->trouble = error->domain == ROSTER_SYNC_ERROR
                        ? g_error_copy (error)
                        : g_error_new (ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_UNAVAILABLE,
                                       _("The office could not do everything now: %s"), error->message);
}

/* Public API */

/**
 * roster_sync_new:
 * @session: (transfer full): the person's session at the office
 */
RosterSync *
roster_sync_new (RosterSession *session)
{
  RosterSync *self;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_new0 (RosterSync, 1);
  self->session = session;
  self->lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lane_free);
  self->page = PAGE;
  self->retry_after = -1;
  return self;
}

void
roster_sync_free (RosterSync *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->lanes);
  g_clear_pointer (&self->request, g_bytes_unref);
  g_clear_error (&self->trouble);
  roster_session_free (self->session);
  g_free (self);
}

static gboolean
start (RosterSync   *self,
       RosterCache  *cache,
       GError      **error)
{
  if (!roster_cache_unmark_sending (cache, error) ||
      !roster_cache_refuse_homeless (cache, roster_jmap_error_name (ROSTER_JMAP_ERROR_ACCOUNT_NOT_FOUND),
                                     _("You have no book at the office in which this could be kept."),
                                     &self->report.n_refused, error) ||
      !roster_sync_review_conflicts (self, cache, error))
    return FALSE;

  make_lanes (self, cache);
  self->started = TRUE;
  return TRUE;
}

static gboolean
prepare (RosterSync   *self,
         RosterCache  *cache,
         GError      **error)
{
  if (!self->started && !start (self, cache, error))
    return FALSE;
  if (!roster_sync_build_request (self, cache, error))
    return FALSE;

  /* What could not be sent waits for the next sync. */
  return self->request != NULL || roster_cache_unmark_sending (cache, error);
}

/**
 * roster_sync_prepare:
 * @more: (out): whether there is a request to send; otherwise the sync is over
 *
 * Makes the next request out of what waits in the cache, in one transaction. Blocks on the cache only.
 */
gboolean
roster_sync_prepare (RosterSync   *self,
                     RosterCache  *cache,
                     gboolean     *more,
                     GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (cache != NULL, FALSE);
  g_return_val_if_fail (more != NULL, FALSE);

  *more = FALSE;
  for (guint i = 0; i < self->lanes->len; i++)
    lane_forget_request (self->lanes->pdata[i]);

  if (!roster_cache_begin (cache, error))
    return FALSE;

  if (!prepare (self, cache, error) || !roster_cache_commit (cache, error))
    {
      roster_cache_rollback (cache);
      return FALSE;
    }

  *more = self->request != NULL;
  return TRUE;
}

static RosterHttpResponse *
post (RosterSync       *self,
      RosterTransport  *transport,
      const char       *token,
      GCancellable     *cancellable,
      GError          **error)
{
  const RosterHttpRequest request = {
    .method = "POST",
    .path = self->session->api_path,
    .token = token,
    .content_type = "application/json",
    .body = self->request,
  };

  self->report.n_requests++;
  return roster_transport_send (transport, &request, cancellable, error);
}

/* Asks for less at a time. FALSE where that was tried before. */
gboolean
roster_sync_shrink (RosterSync *self)
{
  if (self->page <= MIN_PAGE)
    return FALSE;

  self->page = MAX (self->page / 8, MIN_PAGE);
  return TRUE;
}

/**
 * roster_sync_exchange:
 *
 * Sends the request and reads the answer. Blocks on the network only and does not touch the cache.
 *
 * Returns: %FALSE with %ROSTER_SYNC_ERROR or %G_IO_ERROR_CANCELLED; the sync is over then
 */
gboolean
roster_sync_exchange (RosterSync       *self,
                      RosterTransport  *transport,
                      const char       *token,
                      GCancellable     *cancellable,
                      GError          **error)
{
  g_autoptr (RosterHttpResponse) response = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (self != NULL && self->request != NULL, FALSE);
  g_return_val_if_fail (token != NULL, FALSE);

  self->answered = FALSE;
  response = post (self, transport, token, cancellable, &local_error);
  if (response == NULL)
    {
      if (g_error_matches (local_error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_TOO_LARGE) && roster_sync_shrink (self))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  self->report.bytes_sent += response->bytes_sent;
  self->report.bytes_received += response->bytes_received;
  self->retry_after = response->retry_after;
  if (!roster_http_check (response, error) || !roster_sync_read_answer (self, response->body, error))
    return FALSE;

  self->answered = TRUE;
  return TRUE;
}

static gboolean
for_each_answered (RosterSync *self,
                   RosterCache *cache,
                   gboolean (*apply) (RosterSync *, RosterCache *, RosterLane *, GError **),
                   GError **error)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      RosterLane *lane = self->lanes->pdata[i];

      if (lane->in_request && !apply (self, cache, lane, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
look_at_outbox (RosterSync   *self,
                RosterCache  *cache,
                GError      **error)
{
  RosterOutboxCounts counts;

  if (!roster_cache_count_pending (cache, &counts, error))
    return FALSE;

  self->outbox_empty = counts.waiting + counts.sending + counts.conflict + counts.refused == 0;
  return TRUE;
}

/* Once everything has been read, the data is as fresh as the answer. */
static gboolean
note_freshness (RosterSync   *self,
                RosterCache  *cache,
                GError      **error)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, roster_clock_now (roster_cache_clock (cache)));

  self->report.n_parts_done = 0;
  for (guint i = 0; i < self->lanes->len; i++)
    if (!((RosterLane *) self->lanes->pdata[i])->pull_due)
      self->report.n_parts_done++;

  return self->report.n_parts_done < self->report.n_parts || self->trouble != NULL ||
         roster_cache_set_fact (cache, ROSTER_FACT_LAST_SYNCED_AT, now, error);
}

static gboolean
apply (RosterSync   *self,
       RosterCache  *cache,
       GError      **error)
{
  self->pull_step = 0;
  self->merge_step = 0;
  memset (self->reset, 0, sizeof self->reset);

  return look_at_outbox (self, cache, error) &&
         for_each_answered (self, cache, roster_sync_compare_state, error) &&
         for_each_answered (self, cache, roster_sync_apply_push, error) &&
         for_each_answered (self, cache, roster_sync_apply_pull, error) &&
         for_each_answered (self, cache, roster_sync_apply_removals, error) &&
         note_freshness (self, cache, error);
}

/**
 * roster_sync_apply:
 *
 * Brings the answer into the cache, in one transaction. Blocks on the cache only.
 */
gboolean
roster_sync_apply (RosterSync   *self,
                   RosterCache  *cache,
                   GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (cache != NULL, FALSE);

  if (!self->answered)
    return TRUE;

  if (!roster_cache_begin (cache, error))
    return FALSE;

  if (!apply (self, cache, error) || !roster_cache_commit (cache, error))
    {
      roster_cache_rollback (cache);
      return FALSE;
    }

  return TRUE;
}

/**
 * roster_sync_finish:
 *
 * Returns: %FALSE with the first thing that the office could not do now; the rest went well
 */
gboolean
roster_sync_finish (RosterSync  *self,
                    GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->trouble == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->trouble));
  return FALSE;
}

const RosterSyncReport *
roster_sync_report (RosterSync *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->report;
}

/**
 * roster_sync_is_stale:
 *
 * Returns: whether the session has changed at the office and should be fetched again
 */
gboolean
roster_sync_is_stale (RosterSync *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->stale;
}

/**
 * roster_sync_retry_after:
 *
 * Returns: the seconds that the office asked to wait, or -1
 */
gint64
roster_sync_retry_after (RosterSync *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->retry_after;
}

/* All of it on one thread */

static void
add_report (RosterSyncReport       *sum,
            const RosterSyncReport *part)
{
  sum->n_requests += part->n_requests;
  sum->n_sent += part->n_sent;
  sum->n_received += part->n_received;
  sum->n_removed += part->n_removed;
  sum->n_merged += part->n_merged;
  sum->n_conflicts += part->n_conflicts;
  sum->n_refused += part->n_refused;
  sum->bytes_sent += part->bytes_sent;
  sum->bytes_received += part->bytes_received;
  sum->n_parts = part->n_parts;
  sum->n_parts_done = part->n_parts_done;
}

static gboolean
run_once (RosterSync       *sync,
          RosterCache      *cache,
          RosterTransport  *transport,
          const char       *token,
          GCancellable     *cancellable,
          GError          **error)
{
  gboolean more;

  for (;;)
    {
      if (!roster_sync_prepare (sync, cache, &more, error))
        return FALSE;
      if (!more)
        return roster_sync_finish (sync, error);
      if (!roster_sync_exchange (sync, transport, token, cancellable, error) ||
          !roster_sync_apply (sync, cache, error))
        return FALSE;
    }
}

static RosterSession *
open_session (RosterCache       *cache,
              RosterTransport   *transport,
              const char        *token,
              gboolean           fetch,
              RosterSyncReport  *report,
              GCancellable      *cancellable,
              GError           **error)
{
  g_autoptr (RosterSession) session = fetch ? NULL : roster_session_load (transport, cache);

  if (session != NULL)
    return g_steal_pointer (&session);

  report->n_requests++;
  session = roster_session_fetch (transport, token, cancellable, error);
  if (session == NULL || !roster_session_adopt (session, transport, cache, error))
    return NULL;

  return g_steal_pointer (&session);
}

/**
 * roster_sync_run:
 * @token: from roster_sign_in() or the token store
 * @report: (out caller-allocates) (nullable): what was done, also when it fails
 *
 * Syncs the cache from beginning to end on this thread, with a new session object when the office's has changed. What
 * the sync before left under way waits again after a failure.
 */
gboolean
roster_sync_run (RosterCache       *cache,
                 RosterTransport   *transport,
                 const char        *token,
                 RosterSyncReport  *report,
                 GCancellable      *cancellable,
                 GError           **error)
{
  RosterSyncReport unused = { 0 };
  gboolean fetch = FALSE;

  g_return_val_if_fail (cache != NULL, FALSE);
  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), FALSE);
  g_return_val_if_fail (token != NULL, FALSE);

  if (report == NULL)
    report = &unused;
  memset (report, 0, sizeof *report);

  for (guint i = 0;; i++)
    {
      RosterSession *session = open_session (cache, transport, token, fetch, report, cancellable, error);
      g_autoptr (RosterSync) sync = session != NULL ? roster_sync_new (session) : NULL;
      gboolean done;

      if (sync == NULL)
        return FALSE;

      done = run_once (sync, cache, transport, token, cancellable, error);
      add_report (report, roster_sync_report (sync));
      fetch = roster_sync_is_stale (sync);
      if (!done || !fetch || i == MAX_SESSIONS)
        {
          if (!done)
            roster_cache_unmark_sending (cache, NULL);
          return done;
        }
    }
}
