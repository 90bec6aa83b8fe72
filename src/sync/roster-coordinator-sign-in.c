/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coordinator-private.h"

static void
sign_in_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  roster_sync_job_run (task, roster_sync_job_sign_in, data, cancellable);
}

static void
sign_out_in_thread (GTask        *task,
                    gpointer      source,
                    gpointer      data,
                    GCancellable *cancellable)
{
  roster_sync_job_run (task, roster_sync_job_sign_out, data, cancellable);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterCoordinator *self = g_task_get_source_object (task);
  RosterSyncJob *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  roster_coordinator_note_signed_in (self, job->office, job->login);
  g_task_return_boolean (task, TRUE);
}

static void
signed_out_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterCoordinator *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  roster_coordinator_note_signed_out (self);
  g_task_return_boolean (task, TRUE);
}

static void
cancel_cb (GCancellable *cancellable,
           gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

/* Ends when either the caller or the coordinator has had enough. */
static GCancellable *
cancellable_of_both (RosterCoordinator *self,
                     GCancellable      *cancellable)
{
  GCancellable *both = g_cancellable_new ();

  g_cancellable_connect (self->stopping, G_CALLBACK (cancel_cb), g_object_ref (both), g_object_unref);
  if (cancellable != NULL)
    g_cancellable_connect (cancellable, G_CALLBACK (cancel_cb), g_object_ref (both), g_object_unref);
  return both;
}

static void
run_task (RosterCoordinator   *self,
          RosterSyncJob       *job,
          GTaskThreadFunc      func,
          GAsyncReadyCallback  then,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  g_autoptr (GCancellable) both = cancellable_of_both (self, cancellable);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) work = g_task_new (self, both, then, task);

  g_task_set_task_data (work, job, (GDestroyNotify) roster_sync_job_free);
  roster_worker_push (self->network, G_PRIORITY_HIGH, work, func);
}

/**
 * roster_coordinator_sign_in_async:
 * @office: the office's address, as a person types it
 * @login: the person's login
 * @password: sent once, not kept
 *
 * Signs in and then syncs. A cache in which changes of another person wait is refused with
 * %ROSTER_SYNC_ERROR_OTHER_PERSON.
 */
void
roster_coordinator_sign_in_async (RosterCoordinator   *self,
                                  const char          *office,
                                  const char          *login,
                                  const char          *password,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_COORDINATOR (self));
  g_return_if_fail (self->started);
  g_return_if_fail (office != NULL && login != NULL && password != NULL);

  roster_coordinator_cancel (self);
  run_task (self, roster_sync_job_new (self->store, self->tokens, office, login, password), sign_in_in_thread,
            signed_in_cb, cancellable, callback, user_data);
}

gboolean
roster_coordinator_sign_in_finish (RosterCoordinator  *self,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_coordinator_sign_out_async:
 *
 * Forgets the token. The records and what waits stay in the cache, and stay the person's.
 */
void
roster_coordinator_sign_out_async (RosterCoordinator   *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_COORDINATOR (self));
  g_return_if_fail (self->started);
  g_return_if_fail (self->office != NULL);

  roster_coordinator_cancel (self);
  run_task (self, roster_sync_job_new (self->store, self->tokens, self->office, self->login, NULL), sign_out_in_thread,
            signed_out_cb, cancellable, callback, user_data);
}

gboolean
roster_coordinator_sign_out_finish (RosterCoordinator  *self,
                                    GAsyncResult       *result,
                                    GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
