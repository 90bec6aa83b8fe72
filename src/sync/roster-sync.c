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
  self->report.retry_after = -1;
  return self;
}

void
roster_sync_free (RosterSync *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->lanes);
  roster_sync_clear_survey (self);
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
  roster_sync_begin_survey (self, cache, roster_sync_fits_one_request (self));
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

/* Asks for less at a time. FALSE where that was tried before. */
gboolean
roster_sync_shrink (RosterSync *self)
{
  if (self->page <= MIN_PAGE)
    return FALSE;

  self->page = MAX (self->page / 8, MIN_PAGE);
  return TRUE;
}

static RosterTrip *
trip_new (RosterSync *self)
{
  RosterTrip *trip = g_new0 (RosterTrip, 1);

  trip->path = g_strdup (self->session->api_path);
  trip->request = g_bytes_ref (self->request);
  trip->since = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const RosterLane *lane = self->lanes->pdata[i];

      g_ptr_array_add (trip->since, lane->in_request ? g_strdup (lane->since) : NULL);
      trip->bulk = trip->bulk || (lane->in_request && lane->mode != ROSTER_LANE_FOLLOWING);
    }
  return trip;
}

void
roster_trip_free (RosterTrip *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_clear_pointer (&self->request, g_bytes_unref);
  g_ptr_array_unref (self->since);
  g_clear_pointer (&self->response, roster_http_response_free);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * roster_trip_send:
 *
 * Sends the request and waits for the answer, which roster_sync_arrive() then reads. Blocks on the network only and
 * touches nothing else.
 */
void
roster_trip_send (RosterTrip      *self,
                  RosterTransport *transport,
                  const char      *token,
                  GCancellable    *cancellable)
{
  RosterHttpRequest request = {
    .method = "POST",
    .token = token,
    .content_type = "application/json",
  };

  g_return_if_fail (self != NULL && self->response == NULL && self->error == NULL);
  g_return_if_fail (ROSTER_IS_TRANSPORT (transport));
  g_return_if_fail (token != NULL);

  request.path = self->path;
  request.body = self->request;
  request.bulk = self->bulk;
  self->response = roster_transport_send (transport, &request, cancellable, &self->error);
}

/* Reads the answer to the lanes that are in the request. */
static gboolean
read_trip (RosterSync  *self,
           RosterTrip  *trip,
           GError     **error)
{
  self->answered = FALSE;
  self->report.n_requests++;
  if (trip->response == NULL)
    {
      if (g_error_matches (trip->error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_TOO_LARGE) && roster_sync_shrink (self))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&trip->error));
      return FALSE;
    }

  self->report.bytes_sent += trip->response->bytes_sent;
  self->report.bytes_received += trip->response->bytes_received;
  self->report.retry_after = trip->response->retry_after;
  if (!roster_http_check (trip->response, error) || !roster_sync_read_answer (self, trip->response->body, error))
    return FALSE;

  self->answered = TRUE;
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
  g_autoptr (RosterTrip) trip = NULL;

  g_return_val_if_fail (self != NULL && self->request != NULL, FALSE);
  g_return_val_if_fail (token != NULL, FALSE);

  trip = trip_new (self);
  roster_trip_send (trip, transport, token, cancellable);
  return read_trip (self, trip, error);
}

/**
 * roster_sync_look_ahead:
 *
 * What to ask for next in first readings once the answer that roster_sync_exchange() or roster_sync_arrive() has read
 * is in the cache, supposing that nothing comes between. To be called before the answer is applied.
 *
 * Returns: (transfer full) (nullable): the request; %NULL where it has to wait until the answer is applied
 */
RosterTrip *
roster_sync_look_ahead (RosterSync *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->answered && !self->stale ? roster_sync_build_trip (self) : NULL;
}

/**
 * roster_sync_arrive:
 * @trip: one that was sent, from roster_sync_look_ahead()
 * @more: (out): whether there is something to apply; otherwise the sync goes on with roster_sync_prepare()
 *
 * Reads the answer, as far as it still fits what the cache has.
 *
 * Returns: %FALSE with %ROSTER_SYNC_ERROR or %G_IO_ERROR_CANCELLED; the sync is over then
 */
gboolean
roster_sync_arrive (RosterSync  *self,
                    RosterTrip  *trip,
                    gboolean    *more,
                    GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (trip != NULL && trip->since->len == self->lanes->len, FALSE);
  g_return_val_if_fail (more != NULL, FALSE);

  for (guint i = 0; i < self->lanes->len; i++)
    {
      RosterLane *lane = self->lanes->pdata[i];

      lane_forget_request (lane);
      lane->in_request = lane->mode == ROSTER_LANE_LOADING && lane->pull_due &&
                         g_strcmp0 (lane->since, trip->since->pdata[i]) == 0;
    }

  if (!read_trip (self, trip, error))
    return FALSE;

  *more = self->answered;
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

  return self->report.n_parts_done < self->report.n_parts || self->survey.due || self->trouble != NULL ||
         (roster_sync_keep_survey (self, cache, error) &&
          roster_cache_set_fact (cache, ROSTER_FACT_LAST_SYNCED_AT, now, error));
}

static gboolean
apply_answers (RosterSync   *self,
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
         for_each_answered (self, cache, roster_sync_apply_removals, error);
}

static gboolean
apply (RosterSync   *self,
       RosterCache  *cache,
       GError      **error)
{
  if (!apply_answers (self, cache, error))
    return FALSE;

  roster_sync_apply_survey (self);
  return note_freshness (self, cache, error);
}

static gboolean
is_loading (RosterSync *self)
{
  for (guint i = 0; i < self->lanes->len; i++)
    if (((RosterLane *) self->lanes->pdata[i])->mode == ROSTER_LANE_LOADING)
      return TRUE;

  return FALSE;
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

  roster_database_expect_much (roster_cache_database (cache), is_loading (self));
  if (!roster_cache_begin (cache, error))
    return FALSE;

  if (!apply (self, cache, error) || !roster_cache_commit (cache, error))
    {
      roster_cache_rollback (cache);
      return FALSE;
    }

  if (!is_loading (self))
    roster_database_expect_much (roster_cache_database (cache), FALSE);
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

/**
 * roster_sync_report:
 *
 * Returns: (transfer none): what the sync has done so far
 */
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
