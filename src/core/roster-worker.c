/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-worker.h"

typedef struct
{
  GTask *task;
  GTaskThreadFunc func;
  int priority;
  guint64 sequence;
} Job;

struct _RosterWorker
{
  GObject parent_instance;

  GThread *thread;
  GAsyncQueue *jobs;
  guint64 sequence;
  gboolean stopping;
};

G_DEFINE_FINAL_TYPE (RosterWorker, roster_worker, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  g_clear_object (&job->task);
  g_free (job);
}

/* Lower numbers first as everywhere in GLib; among equals the order of arrival. */
static int
job_compare (gconstpointer a,
             gconstpointer b,
             gpointer      user_data)
{
  const Job *left = a, *right = b;

  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;

  return left->sequence < right->sequence ? -1 : left->sequence > right->sequence;
}

static gpointer
worker_thread (gpointer data)
{
  GAsyncQueue *jobs = data;

  for (;;)
    {
      Job *job = g_async_queue_pop (jobs);

      if (job->func == NULL)
        {
          job_free (job);
          break;
        }

      if (!g_task_return_error_if_cancelled (job->task))
        job->func (job->task, g_task_get_source_object (job->task), g_task_get_task_data (job->task),
                   g_task_get_cancellable (job->task));
      job_free (job);
    }

  g_async_queue_unref (jobs);
  return NULL;
}

static void
push_job (RosterWorker *self,
          Job          *job)
{
  g_async_queue_lock (self->jobs);
  job->sequence = self->sequence++;
  g_async_queue_push_sorted_unlocked (self->jobs, job, job_compare, NULL);
  g_async_queue_unlock (self->jobs);
}

static void
roster_worker_finalize (GObject *object)
{
  RosterWorker *self = ROSTER_WORKER (object);

  roster_worker_shutdown (self);
  g_clear_pointer (&self->jobs, g_async_queue_unref);

  G_OBJECT_CLASS (roster_worker_parent_class)->finalize (object);
}

static void
roster_worker_class_init (RosterWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_worker_finalize;
}

static void
roster_worker_init (RosterWorker *self)
{
  self->jobs = g_async_queue_new_full ((GDestroyNotify) job_free);
}

/**
 * roster_worker_new:
 * @name: the thread's name, as debuggers show it
 *
 * One thread that runs jobs one after the other, the most urgent first. What the thread owns (a database connection,
 * say) needs no lock.
 *
 * Returns: (transfer full): the running worker
 */
RosterWorker *
roster_worker_new (const char *name)
{
  RosterWorker *self = g_object_new (ROSTER_TYPE_WORKER, NULL);

  self->thread = g_thread_new (name, worker_thread, g_async_queue_ref (self->jobs));
  return self;
}

/**
 * roster_worker_push:
 * @priority: as with GLib sources: lower numbers run first
 * @task: kept until @func has run; a cancelled task returns its error without running
 * @func: runs in the worker's thread and returns @task
 *
 * May be called from any thread, but not after roster_worker_shutdown().
 */
void
roster_worker_push (RosterWorker    *self,
                    int              priority,
                    GTask           *task,
                    GTaskThreadFunc  func)
{
  Job *job;

  g_return_if_fail (ROSTER_IS_WORKER (self));
  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (func != NULL);
  g_return_if_fail (!self->stopping);

  job = g_new0 (Job, 1);
  job->task = g_object_ref (task);
  job->func = func;
  job->priority = priority;
  push_job (self, job);
}

/**
 * roster_worker_is_current:
 *
 * Returns: whether the caller runs in the worker's thread
 */
gboolean
roster_worker_is_current (RosterWorker *self)
{
  g_return_val_if_fail (ROSTER_IS_WORKER (self), FALSE);

  return g_thread_self () == self->thread;
}

/**
 * roster_worker_shutdown:
 *
 * Runs what is waiting, then ends the thread. Nothing that was accepted is dropped. Not to be called by a job.
 */
void
roster_worker_shutdown (RosterWorker *self)
{
  Job *job;

  g_return_if_fail (ROSTER_IS_WORKER (self));
  g_return_if_fail (!roster_worker_is_current (self));

  if (self->thread == NULL)
    return;

  self->stopping = TRUE;
  job = g_new0 (Job, 1);
  job->priority = G_MAXINT;
  push_job (self, job);
  /* What still runs asks which thread is the worker's. */
  g_thread_join (self->thread);
  self->thread = NULL;
}
