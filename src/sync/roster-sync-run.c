/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-run.h"

#include <string.h>

#include "roster-blob-upload.h"
#include "roster-outbox.h"

/* How often a sync starts over because the office has changed what the person may see. */
#define MAX_SESSIONS 3

typedef struct
{
  const RosterCacheAccess *access;
  RosterTransport *transport;
  const char *token;
  GCancellable *cancellable;
  RosterSyncReport *report;
  /* What the sessions before have done */
  RosterSyncReport before;
  RosterSyncProgress progress;
  gpointer progress_data;

  RosterSession *session;
  RosterSync *sync;
  gboolean more;
} Run;

/* Steps on the cache */

/**
 * roster_cache_access_run:
 *
 * Runs one step and waits for it.
 */
gboolean
roster_cache_access_run (const RosterCacheAccess  *access,
                         RosterCacheStep           step,
                         gpointer                  step_data,
                         GError                  **error)
{
  g_return_val_if_fail (access != NULL && step != NULL, FALSE);

  access->begin (access->data, step, step_data);
  return access->finish (access->data, error);
}

static gboolean
load_session_step (RosterCache  *cache,
                   gpointer      data,
                   GError      **error)
{
  Run *run = data;

  run->session = roster_session_load (run->transport, cache);
  return TRUE;
}

static gboolean
adopt_session_step (RosterCache  *cache,
                    gpointer      data,
                    GError      **error)
{
  Run *run = data;

  return roster_session_adopt (run->session, run->transport, cache, error);
}

static gboolean
prepare_step (RosterCache  *cache,
              gpointer      data,
              GError      **error)
{
  Run *run = data;

  return roster_sync_prepare (run->sync, cache, &run->more, error);
}

static gboolean
apply_step (RosterCache  *cache,
            gpointer      data,
            GError      **error)
{
  Run *run = data;

  return roster_sync_apply (run->sync, cache, error);
}

static gboolean
unmark_step (RosterCache  *cache,
             gpointer      data,
             GError      **error)
{
  roster_database_expect_much (roster_cache_database (cache), FALSE);
  return roster_cache_unmark_sending (cache, error);
}

/* Reports */

static void
note_progress (Run *run)
{
  const RosterSyncReport *part = roster_sync_report (run->sync);
  RosterSyncReport *sum = run->report;

  *sum = *part;
  sum->n_requests += run->before.n_requests;
  sum->n_sent += run->before.n_sent;
  sum->n_received += run->before.n_received;
  sum->n_removed += run->before.n_removed;
  sum->n_merged += run->before.n_merged;
  sum->n_conflicts += run->before.n_conflicts;
  sum->n_refused += run->before.n_refused;
  sum->bytes_sent += run->before.bytes_sent;
  sum->bytes_received += run->before.bytes_received;
  if (run->progress != NULL)
    run->progress (sum, run->progress_data);
}

/* Round trips */

/* Brings the answer into the cache. Meanwhile @trip is on its way. */
static gboolean
apply_while_sending (Run         *run,
                     RosterTrip  *trip,
                     GError     **error)
{
  run->access->begin (run->access->data, apply_step, run);
  if (trip != NULL)
    roster_trip_send (trip, run->transport, run->token, run->cancellable);
  return run->access->finish (run->access->data, error);
}

/* Applies the answer that is there and, in first readings, those that follow it. */
static gboolean
apply_all (Run     *run,
           GError **error)
{
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (RosterTrip) trip = roster_sync_look_ahead (run->sync);

      if (!apply_while_sending (run, trip, error))
        return FALSE;
      note_progress (run);
      if (trip == NULL)
        return TRUE;
      if (!roster_sync_arrive (run->sync, trip, &more, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
exchange_all (Run     *run,
              GError **error)
{
  for (;;)
    {
      if (!roster_cache_access_run (run->access, prepare_step, run, error))
        return FALSE;
      if (!run->more)
        return roster_sync_finish (run->sync, error);
      if (!roster_sync_exchange (run->sync, run->transport, run->token, run->cancellable, error) ||
          !apply_all (run, error))
        return FALSE;
    }
}

static gboolean
open_session (Run       *run,
              gboolean   fetch,
              GError   **error)
{
  if (!fetch && !roster_cache_access_run (run->access, load_session_step, run, error))
    return FALSE;
  if (run->session != NULL)
    return TRUE;

  run->report->n_requests++;
  run->session = roster_session_fetch (run->transport, run->token, run->cancellable, error);
  return run->session != NULL && roster_cache_access_run (run->access, adopt_session_step, run, error);
}

static gboolean
run_all (Run     *run,
         GError **error)
{
  gboolean fetch = FALSE;

  for (guint i = 0;; i++)
    {
      gboolean done;

      if (!open_session (run, fetch, error))
        return FALSE;

      /* The sync takes the session over. */
      run->before = *run->report;
      run->sync = roster_sync_new (g_steal_pointer (&run->session));
      done = exchange_all (run, error);
      note_progress (run);
      fetch = roster_sync_is_stale (run->sync);
      g_clear_pointer (&run->sync, roster_sync_free);
      if (!done)
        roster_cache_access_run (run->access, unmark_step, NULL, NULL);
      if (!done || !fetch || i == MAX_SESSIONS)
        return done;
    }
}

/**
 * roster_sync_run_with:
 * @access: how to get at the cache
 * @token: from roster_sign_in() or the token store
 * @report: (out caller-allocates) (nullable): what was done, also when it fails
 * @progress: (nullable): told after each answer what was done so far, on this thread
 *
 * Syncs the cache from beginning to end, with a new session object when the office's has changed, and sends the photos
 * that wait. Blocks on the network on this thread. What the sync before left under way waits again after a failure.
 */
gboolean
roster_sync_run_with (const RosterCacheAccess  *access,
                      RosterTransport          *transport,
                      const char               *token,
                      RosterSyncReport         *report,
                      RosterSyncProgress        progress,
                      gpointer                  progress_data,
                      GCancellable             *cancellable,
                      GError                  **error)
{
  RosterSyncReport unused;
  Run run = {
    .access = access,
    .transport = transport,
    .token = token,
    .cancellable = cancellable,
    .report = report != NULL ? report : &unused,
    .progress = progress,
    .progress_data = progress_data,
  };
  gboolean done;

  g_return_val_if_fail (access != NULL, FALSE);
  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), FALSE);
  g_return_val_if_fail (token != NULL, FALSE);

  memset (run.report, 0, sizeof *run.report);
  run.report->retry_after = -1;
  /* Photos are large: what people wrote comes first. */
  done = run_all (&run, error) &&
         roster_sync_upload_blobs (access, transport, token, run.report, cancellable, error);
  g_clear_pointer (&run.session, roster_session_free);
  return done;
}

/* A cache of the caller's own: its steps run on a thread that is there for them, so the caller may go on. It is one
   thread for all steps, because a thread has to learn anew how characters are read. */

typedef struct
{
  RosterCache *cache;
  GAsyncQueue *steps;
  GAsyncQueue *results;
} OwnCache;

/* A step that waits, or how it went. One that is NULL ends the thread. */
typedef struct
{
  RosterCacheStep step;
  gpointer data;
  gboolean done;
  GError *error;
} OwnStep;

static gpointer
run_own_steps (gpointer data)
{
  OwnCache *own = data;

  for (;;)
    {
      OwnStep *step = g_async_queue_pop (own->steps);

      if (step->step == NULL)
        {
          g_free (step);
          return NULL;
        }
      step->done = step->step (own->cache, step->data, &step->error);
      g_async_queue_push (own->results, step);
    }
}

static void
begin_own_step (gpointer        data,
                RosterCacheStep step,
                gpointer        step_data)
{
  OwnCache *own = data;
  OwnStep *own_step = g_new0 (OwnStep, 1);

  own_step->step = step;
  own_step->data = step_data;
  g_async_queue_push (own->steps, own_step);
}

static gboolean
finish_own_step (gpointer   data,
                 GError   **error)
{
  OwnCache *own = data;
  g_autofree OwnStep *step = g_async_queue_pop (own->results);

  if (step->error != NULL)
    g_propagate_error (error, g_steal_pointer (&step->error));
  return step->done;
}

/**
 * roster_sync_run:
 * @cache: nobody else uses it meanwhile
 *
 * roster_sync_run_with() for a cache that the caller has for itself.
 */
gboolean
roster_sync_run (RosterCache       *cache,
                 RosterTransport   *transport,
                 const char        *token,
                 RosterSyncReport  *report,
                 GCancellable      *cancellable,
                 GError           **error)
{
  OwnCache own = { .cache = cache };
  const RosterCacheAccess access = { begin_own_step, finish_own_step, &own };
  GThread *thread;
  gboolean done;

  g_return_val_if_fail (cache != NULL, FALSE);

  own.steps = g_async_queue_new ();
  own.results = g_async_queue_new ();
  thread = g_thread_new ("roster-cache", run_own_steps, &own);
  done = roster_sync_run_with (&access, transport, token, report, NULL, NULL, cancellable, error);
  begin_own_step (&own, NULL, NULL);
  g_thread_join (thread);
  g_async_queue_unref (own.steps);
  g_async_queue_unref (own.results);
  return done;
}
