/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-job.h"

#include <glib/gi18n-lib.h>

#include "roster-outbox.h"
#include "roster-soup-transport.h"

/* How often a sync starts over because the office has changed what the person may see. */
#define MAX_SESSIONS 3

RosterSyncJob *
roster_sync_job_new (RosterStore      *store,
                     RosterTokenStore *tokens,
                     const char       *office,
                     const char       *login,
                     const char       *password)
{
  RosterSyncJob *self = g_new0 (RosterSyncJob, 1);

  self->store = g_object_ref (store);
  self->tokens = g_object_ref (tokens);
  self->office = g_strdup (office);
  self->login = g_strdup (login);
  self->password = g_strdup (password);
  self->permille = -1;
  self->retry_after = -1;
  return self;
}

void
roster_sync_job_free (RosterSyncJob *self)
{
  g_object_unref (self->store);
  g_object_unref (self->tokens);
  g_free (self->office);
  g_free (self->login);
  g_free (self->password);
  g_free (self);
}

/* Steps on the cache: run on the store's thread while this one waits */

typedef gboolean (*CacheStep) (RosterCache *cache,
                               gpointer data,
                               GError **error);

typedef struct
{
  CacheStep step;
  gpointer data;
  gboolean ok;
  GError *error;
  gboolean done;
} Errand;

static gpointer
run_step (RosterCache   *cache,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Errand *errand = data;

  errand->ok = errand->step (cache, errand->data, error);
  return errand->ok ? errand : NULL;
}

static void
step_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Errand *errand = user_data;

  roster_store_finish (ROSTER_STORE (source), result, &errand->error);
  errand->done = TRUE;
}

/* A step is never cancelled: the cache's part of a sync is short, and whole transactions are what makes dropping it
   safe. */
static gboolean
on_cache (RosterSyncJob  *self,
          CacheStep       step,
          gpointer        data,
          GError        **error)
{
  Errand errand = { .step = step, .data = data };
  GMainContext *context = g_main_context_get_thread_default ();

  roster_store_write_async (self->store, run_step, &errand, NULL, NULL, NULL, step_done_cb, &errand);
  while (!errand.done)
    g_main_context_iteration (context, TRUE);

  if (errand.error != NULL)
    g_propagate_error (error, errand.error);
  return errand.ok;
}

typedef struct
{
  RosterTransport *transport;
  RosterSession *session;
  RosterSync *sync;
  gboolean more;
} Steps;

static gboolean
load_session_step (RosterCache  *cache,
                   gpointer      data,
                   GError      **error)
{
  Steps *steps = data;

  steps->session = roster_session_load (steps->transport, cache);
  return TRUE;
}

static gboolean
adopt_session_step (RosterCache  *cache,
                    gpointer      data,
                    GError      **error)
{
  Steps *steps = data;

  return roster_session_adopt (steps->session, steps->transport, cache, error);
}

static gboolean
prepare_step (RosterCache  *cache,
              gpointer      data,
              GError      **error)
{
  Steps *steps = data;

  return roster_sync_prepare (steps->sync, cache, &steps->more, error);
}

static gboolean
apply_step (RosterCache  *cache,
            gpointer      data,
            GError      **error)
{
  Steps *steps = data;

  return roster_sync_apply (steps->sync, cache, error);
}

static gboolean
unmark_step (RosterCache  *cache,
             gpointer      data,
             GError      **error)
{
  return roster_cache_unmark_sending (cache, error);
}

/* One round trip after the other */

static void
note_progress (RosterSyncJob *self,
               RosterSync    *sync)
{
  const RosterSyncReport *report = roster_sync_report (sync);

  g_atomic_int_set (&self->permille,
                    report->n_parts > 0 ? (int) (1000 * (guint64) report->n_parts_done / report->n_parts) : -1);
}

static gboolean
exchange_all (RosterSyncJob  *self,
              Steps          *steps,
              const char     *token,
              GCancellable   *cancellable,
              GError        **error)
{
  for (;;)
    {
      if (!on_cache (self, prepare_step, steps, error))
        return FALSE;
      if (!steps->more)
        return roster_sync_finish (steps->sync, error);

      if (!roster_sync_exchange (steps->sync, steps->transport, token, cancellable, error) ||
          !on_cache (self, apply_step, steps, error))
        return FALSE;
      note_progress (self, steps->sync);
    }
}

static gboolean
open_session (RosterSyncJob  *self,
              Steps          *steps,
              const char     *token,
              gboolean        fetch,
              GCancellable   *cancellable,
              GError        **error)
{
  g_clear_pointer (&steps->session, roster_session_free);
  if (!fetch && !on_cache (self, load_session_step, steps, error))
    return FALSE;
  if (steps->session != NULL)
    return TRUE;

  steps->session = roster_session_fetch (steps->transport, token, cancellable, error);
  return steps->session != NULL && on_cache (self, adopt_session_step, steps, error);
}

static gboolean
sync_with_token (RosterSyncJob  *self,
                 Steps          *steps,
                 const char     *token,
                 GCancellable   *cancellable,
                 GError        **error)
{
  gboolean fetch = FALSE;

  for (guint i = 0;; i++)
    {
      gboolean done;

      if (!open_session (self, steps, token, fetch, cancellable, error))
        return FALSE;

      /* The sync takes the session over. */
      steps->sync = roster_sync_new (g_steal_pointer (&steps->session));
      done = exchange_all (self, steps, token, cancellable, error);
      fetch = roster_sync_is_stale (steps->sync);
      self->retry_after = roster_sync_retry_after (steps->sync);
      g_clear_pointer (&steps->sync, roster_sync_free);
      if (!done)
        on_cache (self, unmark_step, NULL, NULL);
      if (!done || !fetch || i == MAX_SESSIONS)
        return done;
    }
}

static gboolean
begin (RosterSyncJob  *self,
       Steps          *steps,
       GError        **error)
{
  steps->transport = roster_soup_transport_new (self->office, error);
  return steps->transport != NULL;
}

static void
end (Steps *steps)
{
  g_clear_pointer (&steps->sync, roster_sync_free);
  g_clear_pointer (&steps->session, roster_session_free);
  g_clear_object (&steps->transport);
}

/**
 * roster_sync_job_sync:
 *
 * Syncs the cache from beginning to end.
 *
 * Returns: %FALSE with %ROSTER_SYNC_ERROR_SIGNED_OUT where the office wants the password, or with what else went wrong
 */
gboolean
roster_sync_job_sync (RosterSyncJob  *self,
                      GCancellable   *cancellable,
                      GError        **error)
{
  Steps steps = { 0 };
  g_autofree char *token = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean done = FALSE;

  if (begin (self, &steps, &local_error))
    {
      token = roster_token_store_lookup (self->tokens, roster_transport_origin (steps.transport), self->login,
                                         cancellable, &local_error);
      if (token != NULL)
        done = sync_with_token (self, &steps, token, cancellable, &local_error);
      else if (local_error == NULL)
        g_set_error_literal (&local_error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_SIGNED_OUT,
                             _("Sign in to sync with the office."));
    }
  end (&steps);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return done;
}

static gboolean
keep (RosterSyncJob  *self,
      Steps          *steps,
      const char     *token,
      GCancellable   *cancellable,
      GError        **error)
{
  const char *origin = roster_transport_origin (steps->transport);

  steps->session = roster_session_fetch (steps->transport, token, cancellable, error);
  return steps->session != NULL && on_cache (self, adopt_session_step, steps, error) &&
         roster_token_store_store (self->tokens, origin, self->login, token, cancellable, error);
}

/**
 * roster_sync_job_sign_in:
 *
 * Changes the password for a token, makes the cache that of the person, and keeps the token.
 */
gboolean
roster_sync_job_sign_in (RosterSyncJob  *self,
                         GCancellable   *cancellable,
                         GError        **error)
{
  Steps steps = { 0 };
  g_autofree char *token = NULL;
  gboolean done = FALSE;

  if (begin (self, &steps, error))
    token = roster_sign_in (steps.transport, self->login, self->password, cancellable, error);
  if (token != NULL)
    {
      done = keep (self, &steps, token, cancellable, error);
      if (!done)
        roster_sign_out (steps.transport, token, NULL, NULL);
    }
  if (done)
    {
      g_free (self->office);
      self->office = g_strdup (roster_transport_origin (steps.transport));
    }
  end (&steps);

  return done;
}

/**
 * roster_sync_job_sign_out:
 *
 * Forgets the token here, and asks the office to forget it. Where the office cannot be reached the token is gone all
 * the same.
 */
gboolean
roster_sync_job_sign_out (RosterSyncJob  *self,
                          GCancellable   *cancellable,
                          GError        **error)
{
  Steps steps = { 0 };
  g_autofree char *token = NULL;
  const char *origin;
  gboolean done = FALSE;

  if (begin (self, &steps, error))
    {
      origin = roster_transport_origin (steps.transport);
      token = roster_token_store_lookup (self->tokens, origin, self->login, cancellable, NULL);
      done = roster_token_store_clear (self->tokens, origin, self->login, cancellable, error);
      if (done && token != NULL)
        roster_sign_out (steps.transport, token, cancellable, NULL);
    }
  end (&steps);

  return done;
}
