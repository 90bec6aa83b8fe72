/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coordinator-private.h"

#include <glib/gi18n-lib.h>

static void
fetch_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  roster_sync_job_run (task, roster_sync_job_fetch, data, cancellable);
}

/* What is known to fail is not tried: the caller asks again when the state has changed. */
static gboolean
can_fetch (RosterCoordinator  *self,
           GError            **error)
{
  if (!self->started || self->office == NULL || self->login == NULL || self->state == ROSTER_COORDINATOR_ALONE)
    g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OFFLINE, _("This computer has no office yet."));
  else if (self->state == ROSTER_COORDINATOR_SIGNED_OUT)
    g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_SIGNED_OUT,
                         _("Sign in to sync with the office."));
  else if (self->state == ROSTER_COORDINATOR_OFFLINE)
    g_set_error_literal (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OFFLINE, _("The office cannot be reached now."));
  else
    return TRUE;

  return FALSE;
}

/**
 * roster_coordinator_fetch_blob_async:
 * @account: whose blob it is
 * @blob: its name
 *
 * Brings a blob of somebody else from the office into the folder of the cache, after what the network is busy with.
 */
void
roster_coordinator_fetch_blob_async (RosterCoordinator   *self,
                                     const char          *account,
                                     const char          *blob,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  RosterSyncJob *job;

  g_return_if_fail (ROSTER_IS_COORDINATOR (self));
  g_return_if_fail (account != NULL && blob != NULL);

  task = g_task_new (self, self->stopping, callback, user_data);
  g_task_set_source_tag (task, roster_coordinator_fetch_blob_async);
  if (!can_fetch (self, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  job = roster_sync_job_new (self->store, self->tokens, self->office, self->login, NULL);
  job->account = g_strdup (account);
  job->blob = g_strdup (blob);
  g_task_set_task_data (task, job, (GDestroyNotify) roster_sync_job_free);
  roster_worker_push (self->network, G_PRIORITY_LOW, task, fetch_in_thread);
}

/**
 * roster_coordinator_fetch_blob_finish:
 *
 * Returns: whether the blob is there now; %FALSE with %ROSTER_SYNC_ERROR_OFFLINE or %ROSTER_SYNC_ERROR_SIGNED_OUT where
 *   the office cannot be asked, %ROSTER_SYNC_ERROR_NOT_THERE where it does not have the blob (yet), or another error
 */
gboolean
roster_coordinator_fetch_blob_finish (RosterCoordinator  *self,
                                      GAsyncResult       *result,
                                      GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
