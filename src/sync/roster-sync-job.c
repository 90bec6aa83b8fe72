/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-job.h"

#include <glib/gi18n-lib.h>

#include "roster-blob-download.h"
#include "roster-blob-folder.h"
#include "roster-soup-transport.h"
#include "roster-sync-run.h"

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
  g_free (self->account);
  g_free (self->blob);
  g_free (self);
}

/**
 * roster_sync_job_run:
 * @func: one of the functions below
 * @data: a #RosterSyncJob
 *
 * Runs a job on a worker's thread, which waits for the store's in a main context of its own, and returns @task.
 */
void
roster_sync_job_run (GTask             *task,
                     RosterSyncJobFunc  func,
                     gpointer           data,
                     GCancellable      *cancellable)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  GError *error = NULL;
  gboolean done;

  g_main_context_push_thread_default (context);
  done = func (data, cancellable, &error);
  g_main_context_pop_thread_default (context);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The store's thread as the way to the cache */

typedef struct
{
  RosterSyncJob *job;
  RosterCacheStep step;
  gpointer step_data;
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

  errand->ok = errand->step (cache, errand->step_data, error);
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

static void
begin_step (gpointer        data,
            RosterCacheStep step,
            gpointer        step_data)
{
  Errand *errand = data;

  errand->step = step;
  errand->step_data = step_data;
  errand->ok = errand->done = FALSE;
  roster_store_write_async (errand->job->store, run_step, errand, NULL, NULL, NULL, step_done_cb, errand);
}

static gboolean
finish_step (gpointer   data,
             GError   **error)
{
  Errand *errand = data;
  GMainContext *context = g_main_context_get_thread_default ();

  while (!errand->done)
    g_main_context_iteration (context, TRUE);

  if (errand->error != NULL)
    g_propagate_error (error, g_steal_pointer (&errand->error));
  return errand->ok;
}

/* Syncing */

static void
note_progress (const RosterSyncReport *report,
               gpointer                data)
{
  RosterSyncJob *self = data;

  g_atomic_int_set (&self->permille,
                    report->n_parts > 0 ? (int) (1000 * (guint64) report->n_parts_done / report->n_parts) : -1);
}

static char *
lookup_token (RosterSyncJob    *self,
              RosterTransport  *transport,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  char *token = roster_token_store_lookup (self->tokens, roster_transport_origin (transport), self->login, cancellable,
                                           &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (token == NULL)
    g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_SIGNED_OUT,
                         _("Sign in to sync with the office."));
  return token;
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
  Errand errand = { .job = self };
  const RosterCacheAccess access = { begin_step, finish_step, &errand };
  g_autoptr (RosterTransport) transport = roster_soup_transport_new (self->office, error);
  g_autofree char *token = transport != NULL ? lookup_token (self, transport, cancellable, error) : NULL;
  RosterSyncReport report;
  gboolean done;

  if (token == NULL)
    return FALSE;

  done = roster_sync_run_with (&access, transport, token, &report, note_progress, self, cancellable, error);
  self->retry_after = report.retry_after;
  return done;
}

/* Fetching a blob */

typedef struct
{
  RosterTransport *transport;
  RosterSession *session;
} Loading;

static gboolean
load_session (RosterCache  *cache,
              gpointer      data,
              GError      **error)
{
  Loading *loading = data;

  loading->session = roster_session_load (loading->transport, cache);
  return TRUE;
}

/**
 * roster_sync_job_fetch:
 *
 * Brings the blob that the job names into the folder of the cache.
 */
gboolean
roster_sync_job_fetch (RosterSyncJob  *self,
                       GCancellable   *cancellable,
                       GError        **error)
{
  Errand errand = { .job = self };
  const RosterCacheAccess access = { begin_step, finish_step, &errand };
  g_autoptr (RosterTransport) transport = roster_soup_transport_new (self->office, error);
  g_autofree char *token = transport != NULL ? lookup_token (self, transport, cancellable, error) : NULL;
  g_autofree char *folder = roster_blob_folder_for (roster_store_path (self->store));
  g_autoptr (RosterSession) session = NULL;
  Loading loading = { transport, NULL };

  if (token == NULL || !roster_cache_access_run (&access, load_session, &loading, error))
    return FALSE;

  session = loading.session;
  if (session == NULL)
    {
      g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OFFLINE,
                           _("Sync with the office before you look at this photo."));
      return FALSE;
    }

  return roster_blob_folder_has (folder, self->blob) ||
         roster_blob_download (session, transport, token, folder, self->account, self->blob, cancellable, error);
}

/* Signing in and out */

typedef struct
{
  RosterSession *session;
  RosterTransport *transport;
} Adoption;

static gboolean
adopt_session (RosterCache  *cache,
               gpointer      data,
               GError      **error)
{
  Adoption *adoption = data;

  return roster_session_adopt (adoption->session, adoption->transport, cache, error);
}

static gboolean
keep (RosterSyncJob    *self,
      RosterTransport  *transport,
      const char       *token,
      GCancellable     *cancellable,
      GError          **error)
{
  Errand errand = { .job = self };
  const RosterCacheAccess access = { begin_step, finish_step, &errand };
  g_autoptr (RosterSession) session = roster_session_fetch (transport, token, cancellable, error);
  Adoption adoption = { session, transport };

  return session != NULL && roster_cache_access_run (&access, adopt_session, &adoption, error) &&
         roster_token_store_store (self->tokens, roster_transport_origin (transport), self->login, token, cancellable,
                                   error);
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
  g_autoptr (RosterTransport) transport = roster_soup_transport_new (self->office, error);
  g_autofree char *token = NULL;

  if (transport == NULL)
    return FALSE;

  token = roster_sign_in (transport, self->login, self->password, cancellable, error);
  if (token == NULL)
    return FALSE;

  if (!keep (self, transport, token, cancellable, error))
    {
      roster_sign_out (transport, token, cancellable, NULL);
      return FALSE;
    }

  g_free (self->office);
  self->office = g_strdup (roster_transport_origin (transport));
  return TRUE;
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
  g_autoptr (RosterTransport) transport = roster_soup_transport_new (self->office, error);
  g_autofree char *token = NULL;
  const char *origin;

  if (transport == NULL)
    return FALSE;

  origin = roster_transport_origin (transport);
  token = roster_token_store_lookup (self->tokens, origin, self->login, cancellable, NULL);
  if (!roster_token_store_clear (self->tokens, origin, self->login, cancellable, error))
    return FALSE;

  if (token != NULL)
    roster_sign_out (transport, token, cancellable, NULL);
  return TRUE;
}
