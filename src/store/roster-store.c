/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store.h"

#include "roster-worker.h"

struct _RosterStore
{
  GObject parent_instance;

  char *path;
  RosterClock *clock;
  RosterIdSource *ids;

  RosterWorker *writer;
  RosterWorker *reader;
  /* Each belongs to its worker's thread */
  RosterCache *writer_cache;
  RosterCache *reader_cache;
  RosterSearchIndex *search;

  GFileMonitor *monitor;
  /* Key to FirstResult, until it is taken or no longer true; the table is the main thread's */
  GHashTable *first;

  /* The newest revision whose changes were announced; both workers look at it */
  GMutex mutex;
  gint64 announced;
  gint64 data_version;
};

G_DEFINE_FINAL_TYPE (RosterStore, roster_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  OUTBOX_CHANGED,
  STEP_RECORDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Announcing, on the main thread */

typedef struct
{
  RosterStore *store;
  GPtrArray *keys;
  gboolean outbox;
} Announcement;

static void
announcement_free (gpointer data)
{
  Announcement *announcement = data;

  g_object_unref (announcement->store);
  g_clear_pointer (&announcement->keys, g_ptr_array_unref);
  g_free (announcement);
}

static gboolean
announce_cb (gpointer data)
{
  Announcement *announcement = data;

  /* Whoever comes from now on has to read for itself. */
  if (announcement->store->first != NULL)
    g_hash_table_remove_all (announcement->store->first);

  if (announcement->keys != NULL && announcement->keys->len > 0)
    g_signal_emit (announcement->store, signals[CHANGED], 0, announcement->keys);
  if (announcement->outbox)
    g_signal_emit (announcement->store, signals[OUTBOX_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static GPtrArray *
keys_of_every_type (void)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_record_key_free);

  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    g_ptr_array_add (keys, roster_record_key_new (roster_record_types[i], ""));
  return keys;
}

/* Tells the main thread what has been committed since the last time, by whomever. Runs in a worker's thread. Where it
   cannot be read what changed, anything may have. FALSE where not even that could be read whether something has. */
static gboolean
announce_commits (RosterStore *self,
                  RosterCache *cache)
{
  Announcement *announcement;
  g_autoptr (GPtrArray) keys = NULL;
  gint64 revision = roster_cache_revision (cache);
  gboolean known;

  g_mutex_lock (&self->mutex);
  known = revision >= self->announced;
  if (revision > self->announced)
    {
      keys = roster_cache_changed_since (cache, self->announced, NULL);
      if (keys == NULL)
        keys = keys_of_every_type ();
      self->announced = revision;
    }
  g_mutex_unlock (&self->mutex);

  announcement = g_new0 (Announcement, 1);
  announcement->store = g_object_ref (self);
  announcement->keys = g_steal_pointer (&keys);
  announcement->outbox = TRUE;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, announce_cb, announcement, announcement_free);
  return known;
}

/* Jobs */

typedef struct
{
  RosterStoreFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->free_data != NULL)
    g_clear_pointer (&job->data, job->free_data);
  g_free (job);
}

static void
return_result (RosterStore *self,
               GTask       *task,
               Job         *job,
               gpointer     result,
               GError      *error)
{
  if (error == NULL)
    {
      g_task_return_pointer (task, result, job->free_result);
      return;
    }

  if (g_error_matches (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_DAMAGED))
    roster_cache_report_damage (self->path);
  g_task_return_error (task, error);
}

static void
read_job (GTask        *task,
          gpointer      source,
          gpointer      task_data,
          GCancellable *cancellable)
{
  RosterStore *self = source;
  Job *job = task_data;
  GError *error = NULL;
  gpointer result;

  g_assert (roster_worker_is_current (self->reader));

  result = job->func (self->reader_cache, job->data, cancellable, &error);
  return_result (self, task, job, result, error);
}

static void
write_job (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  RosterStore *self = source;
  Job *job = task_data;
  GError *error = NULL;
  gpointer result;

  g_assert (roster_worker_is_current (self->writer));

  result = job->func (self->writer_cache, job->data, cancellable, &error);
  roster_database_rollback (roster_cache_database (self->writer_cache));
  announce_commits (self, self->writer_cache);
  return_result (self, task, job, result, error);
}

static GTask *
job_task_new (RosterStore         *self,
              gpointer             source_tag,
              RosterStoreFunc      func,
              gpointer             data,
              GDestroyNotify       free_data,
              GDestroyNotify       free_result,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, job, job_free);
  return task;
}

/* Watching other processes */

static void
look_for_foreign_commits (GTask        *task,
                          gpointer      source,
                          gpointer      task_data,
                          GCancellable *cancellable)
{
  RosterStore *self = source;
  gint64 version = roster_database_data_version (roster_cache_database (self->reader_cache));

  if (version != self->data_version && announce_commits (self, self->reader_cache))
    self->data_version = version;
  g_task_return_boolean (task, TRUE);
}

/**
 * roster_store_check_foreign_commits:
 *
 * Looks whether another process has written the cache. The store does so by itself whenever the file changes.
 */
void
roster_store_check_foreign_commits (RosterStore *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ROSTER_IS_STORE (self));

  if (self->reader == NULL)
    return;

  task = g_task_new (self, NULL, NULL, NULL);
  roster_worker_push (self->reader, G_PRIORITY_LOW, task, look_for_foreign_commits);
}

static void
wal_changed_cb (RosterStore *self)
{
  roster_store_check_foreign_commits (self);
}

static void
watch (RosterStore *self)
{
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (wal);

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (wal_changed_cb), self, G_CONNECT_SWAPPED);
}

/* Object */

static void
roster_store_dispose (GObject *object)
{
  roster_store_close (ROSTER_STORE (object));

  G_OBJECT_CLASS (roster_store_parent_class)->dispose (object);
}

static void
roster_store_finalize (GObject *object)
{
  RosterStore *self = ROSTER_STORE (object);

  g_clear_pointer (&self->first, g_hash_table_unref);
  g_clear_object (&self->clock);
  g_clear_object (&self->ids);
  g_free (self->path);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (roster_store_parent_class)->finalize (object);
}

static void
roster_store_class_init (RosterStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_store_dispose;
  object_class->finalize = roster_store_finalize;

  /**
   * RosterStore::changed:
   * @keys: (element-type RosterRecordKey): what was written or deleted; an empty id stands for all records of a type
   */
  signals[CHANGED] = g_signal_new ("changed", ROSTER_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[OUTBOX_CHANGED] = g_signal_new ("outbox-changed", ROSTER_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  /**
   * RosterStore::step-recorded:
   * @step: the journal's number of the step
   * @label: what it did
   */
  signals[STEP_RECORDED] = g_signal_new ("step-recorded", ROSTER_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
}

static void
roster_store_init (RosterStore *self)
{
  g_mutex_init (&self->mutex);
}

/* The first screen */

/* What is read, or was. The reader's thread shares it; the result and whether there is one stand under the mutex. */
typedef struct
{
  RosterFirstRead read;
  gpointer result;
  gboolean done;
} FirstResult;

static void
first_result_clear (FirstResult *first)
{
  g_clear_pointer (&first->result, first->read.free_result);
}

static void
first_result_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, (GDestroyNotify) first_result_clear);
}

/* What cannot be read now is read again, and complained about, by whoever wants it. */
static void
read_one (RosterStore *self,
          FirstResult *first)
{
  gpointer result = first->read.func (self->reader_cache, (gpointer) first->read.data, NULL, NULL);

  g_mutex_lock (&self->mutex);
  first->result = result;
  first->done = TRUE;
  g_mutex_unlock (&self->mutex);
}

static void
first_job (GTask        *task,
           gpointer      source,
           gpointer      task_data,
           GCancellable *cancellable)
{
  read_one (source, task_data);
  g_task_return_boolean (task, TRUE);
}

static void
read_first (RosterStore *self,
            GArray      *reads)
{
  self->first = g_hash_table_new_full (NULL, NULL, NULL, first_result_unref);
  for (guint i = 0; reads != NULL && i < reads->len; i++)
    {
      FirstResult *first = g_atomic_rc_box_new0 (FirstResult);

      first->read = g_array_index (reads, RosterFirstRead, i);
      g_hash_table_insert (self->first, (gpointer) first->read.key, first);
      if (!first->read.may_lag)
        read_one (self, first);
    }

  /* From here on the reader belongs to its thread. */
  for (guint i = 0; reads != NULL && i < reads->len; i++)
    {
      FirstResult *first = g_hash_table_lookup (self->first, g_array_index (reads, RosterFirstRead, i).key);
      g_autoptr (GTask) task = NULL;

      if (!first->read.may_lag)
        continue;

      task = g_task_new (self, NULL, NULL, NULL);
      g_task_set_task_data (task, g_atomic_rc_box_acquire (first), first_result_unref);
      roster_worker_push (self->reader, G_PRIORITY_DEFAULT, task, first_job);
    }
}

static gpointer
steal_result (RosterStore *self,
              FirstResult *first)
{
  gpointer result;

  g_mutex_lock (&self->mutex);
  result = g_steal_pointer (&first->result);
  g_mutex_unlock (&self->mutex);
  return result;
}

/**
 * roster_store_take_first:
 * @key: the key of a #RosterFirstRead
 *
 * Connect to #RosterStore::changed in the same go: whatever is committed after the reading is announced there.
 *
 * Returns: (transfer full) (nullable): what was read while the store was opened; %NULL where it is still being read,
 *   has been taken or the cache has changed since
 */
gpointer
roster_store_take_first (RosterStore   *self,
                         gconstpointer  key)
{
  FirstResult *first;
  gpointer result;
  gboolean done;

  g_return_val_if_fail (ROSTER_IS_STORE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  first = self->first != NULL ? g_hash_table_lookup (self->first, key) : NULL;
  if (first == NULL)
    return NULL;

  g_mutex_lock (&self->mutex);
  done = first->done;
  g_mutex_unlock (&self->mutex);
  if (!done)
    return NULL;

  result = steal_result (self, first);
  g_hash_table_remove (self->first, key);
  return result;
}

/* Runs in the reader's thread after what it asks for has been read there. */
static gpointer
collect_first (RosterCache   *cache,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  FirstResult *first = data;
  gpointer result = g_steal_pointer (&first->result);

  return result != NULL ? result : first->read.func (cache, (gpointer) first->read.data, cancellable, error);
}

/**
 * roster_store_join_first:
 * @key: the key of a #RosterFirstRead that may lag
 * @callback: gets what was read by roster_store_finish()
 *
 * Waits for what roster_store_take_first() found unfinished. Connect to #RosterStore::changed in the same go.
 *
 * Returns: whether there is something to wait for; otherwise @callback is never called
 */
gboolean
roster_store_join_first (RosterStore         *self,
                         gconstpointer        key,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  FirstResult *first;

  g_return_val_if_fail (ROSTER_IS_STORE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  first = self->first != NULL ? g_hash_table_lookup (self->first, key) : NULL;
  if (first == NULL)
    return FALSE;

  roster_store_read_async (self, collect_first, g_atomic_rc_box_acquire (first), first_result_unref,
                           first->read.free_result, cancellable, callback, user_data);
  g_hash_table_remove (self->first, key);
  return TRUE;
}

/* Opening and closing */

static RosterStore *
open_store (const char      *path,
            RosterClock     *clock,
            RosterIdSource  *ids,
            RosterRecovery **recovery,
            GError         **error)
{
  g_autoptr (RosterCache) writer = roster_cache_open_or_recover (path, clock, ids, recovery, error);
  g_autoptr (RosterCache) reader = writer != NULL ? roster_cache_open_reader (path, clock, error) : NULL;
  RosterStore *self;

  if (reader == NULL)
    return NULL;

  self = g_object_new (ROSTER_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  self->clock = g_object_ref (clock);
  self->ids = g_object_ref (ids);
  self->announced = roster_cache_revision (writer);
  self->data_version = roster_database_data_version (roster_cache_database (reader));
  self->writer_cache = g_steal_pointer (&writer);
  self->reader_cache = g_steal_pointer (&reader);
  self->search = roster_search_index_new ();
  self->writer = roster_worker_new ("store-writer");
  self->reader = roster_worker_new ("store-reader");
  return self;
}

/**
 * roster_store_open:
 *
 * Opens the cache on this thread. For programs without a window and for tests.
 *
 * Returns: (transfer full) (nullable): the store
 */
RosterStore *
roster_store_open (const char      *path,
                   RosterClock     *clock,
                   RosterIdSource  *ids,
                   RosterRecovery **recovery,
                   GError         **error)
{
  RosterStore *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = open_store (path, clock, ids, recovery, error);
  if (self != NULL)
    watch (self);
  return self;
}

typedef struct
{
  char *path;
  RosterClock *clock;
  RosterIdSource *ids;
  GArray *first;
  RosterRecovery *recovery;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_clear_object (&opening->clock);
  g_clear_object (&opening->ids);
  g_clear_pointer (&opening->first, g_array_unref);
  g_clear_pointer (&opening->recovery, roster_recovery_free);
  g_free (opening);
}

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Opening *opening = task_data;
  GError *error = NULL;
  RosterStore *store = open_store (opening->path, opening->clock, opening->ids, &opening->recovery, &error);

  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  read_first (store, opening->first);
  g_task_return_pointer (task, store, g_object_unref);
}

/**
 * roster_store_open_async:
 * @path: the cache's file; made when it is missing, recovered when it is damaged
 * @first: (nullable) (element-type RosterFirstRead): what to read at once, see roster_store_take_first()
 */
void
roster_store_open_async (const char          *path,
                         RosterClock         *clock,
                         RosterIdSource      *ids,
                         GArray              *first,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Opening *opening;

  g_return_if_fail (path != NULL);

  opening = g_new0 (Opening, 1);
  opening->path = g_strdup (path);
  opening->clock = g_object_ref (clock);
  opening->ids = g_object_ref (ids);
  opening->first = first != NULL ? g_array_ref (first) : NULL;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_store_open_async);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_thread);
}

/**
 * roster_store_open_finish:
 * @recovery: (out) (optional) (nullable): what became of a damaged file
 *
 * Returns: (transfer full) (nullable): the store
 */
RosterStore *
roster_store_open_finish (GAsyncResult    *result,
                          RosterRecovery **recovery,
                          GError         **error)
{
  RosterStore *self;
  Opening *opening;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  opening = g_task_get_task_data (G_TASK (result));
  self = g_task_propagate_pointer (G_TASK (result), error);
  if (recovery != NULL)
    *recovery = g_steal_pointer (&opening->recovery);
  if (self != NULL)
    watch (self);
  return self;
}

/**
 * roster_store_close:
 *
 * Finishes what was accepted, then closes the file. Nothing may be asked of the store afterwards. Whoever opened the
 * store closes it, on the main thread, before letting go of it.
 */
void
roster_store_close (RosterStore *self)
{
  g_return_if_fail (ROSTER_IS_STORE (self));

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  if (self->reader != NULL)
    roster_worker_shutdown (self->reader);
  if (self->writer != NULL)
    roster_worker_shutdown (self->writer);
  g_clear_object (&self->reader);
  g_clear_object (&self->writer);
  g_clear_pointer (&self->search, roster_search_index_free);
  g_clear_pointer (&self->reader_cache, roster_cache_close);
  g_clear_pointer (&self->writer_cache, roster_cache_close);
}

/**
 * roster_store_path:
 *
 * Returns: (transfer none): the cache’s file
 */
const char *
roster_store_path (RosterStore *self)
{
  g_return_val_if_fail (ROSTER_IS_STORE (self), NULL);

  return self->path;
}

/**
 * roster_store_clock:
 *
 * Returns: (transfer none): where the store takes the time from
 */
RosterClock *
roster_store_clock (RosterStore *self)
{
  g_return_val_if_fail (ROSTER_IS_STORE (self), NULL);

  return self->clock;
}

/**
 * roster_store_new_id:
 *
 * Returns: (transfer full): an id for a new record
 */
char *
roster_store_new_id (RosterStore *self)
{
  g_return_val_if_fail (ROSTER_IS_STORE (self), NULL);

  return roster_id_source_next (self->ids);
}

/* Work */

/**
 * roster_store_read_async:
 * @func: reads; it cannot write
 * @data: (transfer full): handed to @func, then freed with @free_data
 * @free_result: (nullable): frees what @func returned when nobody takes it
 */
void
roster_store_read_async (RosterStore         *self,
                         RosterStoreFunc      func,
                         gpointer             data,
                         GDestroyNotify       free_data,
                         GDestroyNotify       free_result,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE (self));
  g_return_if_fail (self->reader != NULL);

  g_autoptr (GTask) task = job_task_new (self, roster_store_read_async, func, data, free_data, free_result,
                                         cancellable, callback, user_data);

  roster_worker_push (self->reader, G_PRIORITY_DEFAULT, task, read_job);
}

/**
 * roster_store_write_async:
 * @func: writes in transactions of its own; one that it leaves open is rolled back
 * @data: (transfer full): handed to @func, then freed with @free_data
 * @free_result: (nullable): frees what @func returned when nobody takes it
 */
void
roster_store_write_async (RosterStore         *self,
                          RosterStoreFunc      func,
                          gpointer             data,
                          GDestroyNotify       free_data,
                          GDestroyNotify       free_result,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE (self));
  g_return_if_fail (self->writer != NULL);

  g_autoptr (GTask) task = job_task_new (self, roster_store_write_async, func, data, free_data, free_result,
                                         cancellable, callback, user_data);

  /* What was committed is reported even when the caller lost interest meanwhile, so the caller must still be there; a
   * reading that nobody waits for any more ends as cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  roster_worker_push (self->writer, G_PRIORITY_DEFAULT, task, write_job);
}

/**
 * roster_store_finish:
 *
 * Returns: (transfer full) (nullable): what the function of roster_store_read_async() or roster_store_write_async()
 *   returned
 */
gpointer
roster_store_finish (RosterStore   *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A person's edits */

typedef struct
{
  RosterStore *store;
  gint64 step;
  char *label;
} Recorded;

static void
recorded_free (gpointer data)
{
  Recorded *recorded = data;

  g_object_unref (recorded->store);
  g_free (recorded->label);
  g_free (recorded);
}

static gboolean
recorded_cb (gpointer data)
{
  Recorded *recorded = data;

  g_signal_emit (recorded->store, signals[STEP_RECORDED], 0, recorded->step, recorded->label);
  return G_SOURCE_REMOVE;
}

static gpointer
apply_func (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  gint64 *step = g_new0 (gint64, 1);

  if (!roster_cache_apply (cache, data, step, error))
    g_clear_pointer (&step, g_free);

  return step;
}

/**
 * roster_store_apply_async:
 * @edit: what to change; a reference is kept
 *
 * Makes a change as one step of the journal, in the writer’s thread; roster_store_apply_finish() gives its number.
 */
void
roster_store_apply_async (RosterStore         *self,
                          RosterEdit          *edit,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (edit != NULL);

  roster_store_write_async (self, apply_func, roster_edit_ref (edit), (GDestroyNotify) roster_edit_unref, g_free,
                            cancellable, callback, user_data);
}

/**
 * roster_store_apply_finish:
 *
 * Returns: the journal's number of the step; 0 where nothing had to change; -1 with @error set
 */
gint64
roster_store_apply_finish (RosterStore   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_autofree gint64 *step = roster_store_finish (self, result, error);

  if (step == NULL)
    return -1;

  if (*step != 0)
    {
      Job *job = g_task_get_task_data (G_TASK (result));
      Recorded *recorded = g_new0 (Recorded, 1);

      recorded->store = g_object_ref (self);
      recorded->step = *step;
      recorded->label = g_strdup (roster_edit_label (job->data));
      g_idle_add_full (G_PRIORITY_DEFAULT, recorded_cb, recorded, recorded_free);
    }

  return *step;
}

static gpointer
undo_func (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return roster_cache_undo (cache, *(gint64 *) data, error);
}

static gpointer
redo_func (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return roster_cache_redo (cache, *(gint64 *) data, error);
}

/**
 * roster_store_undo_async:
 * @step: the step, or 0 for the person's newest
 */
void
roster_store_undo_async (RosterStore         *self,
                         gint64               step,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  roster_store_write_async (self, undo_func, g_memdup2 (&step, sizeof step), g_free,
                            (GDestroyNotify) roster_reversal_report_free, cancellable, callback, user_data);
}

/**
 * roster_store_redo_async:
 * @step: the step, or 0 for the one undone last; finish with roster_store_undo_finish()
 */
void
roster_store_redo_async (RosterStore         *self,
                         gint64               step,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  roster_store_write_async (self, redo_func, g_memdup2 (&step, sizeof step), g_free,
                            (GDestroyNotify) roster_reversal_report_free, cancellable, callback, user_data);
}

RosterReversalReport *
roster_store_undo_finish (RosterStore   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return roster_store_finish (self, result, error);
}

/* Searching */

typedef struct
{
  RosterStore *store;
  char *text;
  const RosterRecordType *type;
  guint limit;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->store);
  g_free (search->text);
  g_free (search);
}

static gpointer
search_func (RosterCache   *cache,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Search *search = data;

  if (!roster_search_index_refresh (search->store->search, cache, error))
    return NULL;

  return roster_search_index_find (search->store->search, search->text, search->type, search->limit);
}

/**
 * roster_store_search_async:
 * @type: (nullable): only records of this type
 */
void
roster_store_search_async (RosterStore            *self,
                           const char             *text,
                           const RosterRecordType *type,
                           guint                   limit,
                           GCancellable           *cancellable,
                           GAsyncReadyCallback     callback,
                           gpointer                user_data)
{
  Search *search;

  g_return_if_fail (ROSTER_IS_STORE (self));
  g_return_if_fail (text != NULL);

  search = g_new0 (Search, 1);
  search->store = g_object_ref (self);
  search->text = g_strdup (text);
  search->type = type;
  search->limit = limit;
  roster_store_read_async (self, search_func, search, search_free, (GDestroyNotify) g_ptr_array_unref,
                           cancellable, callback, user_data);
}

/**
 * roster_store_search_finish:
 *
 * Returns: (transfer full) (element-type RosterSearchResult) (nullable): what was found, best first
 */
GPtrArray *
roster_store_search_finish (RosterStore   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return roster_store_finish (self, result, error);
}
