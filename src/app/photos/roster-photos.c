/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-photos.h"

#include "roster-blob-folder.h"
#include "roster-photo-intake.h"
#include "roster-worker.h"

struct _RosterPhotos
{
  GObject parent_instance;

  RosterCoordinator *coordinator;
  RosterRulesInForce *rules;
  RosterWorker *worker;
  char *folder;
};

G_DEFINE_FINAL_TYPE (RosterPhotos, roster_photos, G_TYPE_OBJECT)

/* A picture may come from the office, or be chosen, when nobody waits for it any more. */
static void
work_on (RosterPhotos    *self,
         int              priority,
         GTask           *task,
         GTaskThreadFunc  func)
{
  if (self->worker != NULL)
    roster_worker_push (self->worker, priority, task, func);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The photos are closed");
}

/* Taking in */

typedef struct
{
  char *folder;
  GFile *file;
  GdkTexture *texture;
  int side;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  g_free (taking->folder);
  g_clear_object (&taking->file);
  g_clear_object (&taking->texture);
  g_free (taking);
}

static GBytes *
make_photo (Taking        *taking,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GBytes) content = NULL;

  content = taking->file != NULL ? roster_photo_read_file (taking->file, cancellable, error)
                                 : gdk_texture_save_to_png_bytes (taking->texture);

  return content != NULL ? roster_photo_prepare (content, taking->side, error) : NULL;
}

static void
take_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Taking *taking = data;
  GError *error = NULL;
  g_autoptr (GBytes) photo = make_photo (taking, cancellable, &error);
  char *id = photo != NULL ? roster_blob_folder_write (taking->folder, photo, &error) : NULL;

  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, error);
}

static void
take (RosterPhotos        *self,
      Taking              *taking,
      GCancellable        *cancellable,
      GAsyncReadyCallback  callback,
      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  taking->folder = g_strdup (self->folder);
  taking->side = (int) roster_rules_in_force_get (self->rules, ROSTER_RULE_PHOTO_SIDE);
  g_task_set_task_data (task, taking, taking_free);
  work_on (self, G_PRIORITY_HIGH, task, take_in_thread);
}

/* Showing */

typedef struct
{
  char *folder;
  char *account;
  char *id;
  int side;
  gboolean fetched;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_free (loading->folder);
  g_free (loading->account);
  g_free (loading->id);
  g_free (loading);
}

static void start_loading (RosterPhotos *self,
                           GTask *task);

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (roster_coordinator_fetch_blob_finish (ROSTER_COORDINATOR (source), result, &error))
    start_loading (g_task_get_source_object (task), task);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  RosterPhotos *self = ROSTER_PHOTOS (source);
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;
  GdkPixbuf *pixbuf = g_task_propagate_pointer (G_TASK (result), &error);

  if (pixbuf != NULL)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else if (!loading->fetched && self->coordinator != NULL &&
           (g_error_matches (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND) ||
            g_error_matches (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_DAMAGED)))
    {
      g_error_free (error);
      loading->fetched = TRUE;
      roster_coordinator_fetch_blob_async (self->coordinator, loading->account, loading->id, fetched_cb,
                                           g_steal_pointer (&task));
    }
  else
    g_task_return_error (task, error);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Loading *loading = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GdkPixbuf *pixbuf = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  bytes = roster_blob_folder_read (loading->folder, loading->id, &error);
  if (bytes != NULL)
    pixbuf = roster_photo_decode (bytes, loading->side, &error);
  if (pixbuf != NULL)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
start_loading (RosterPhotos *self,
               GTask        *task)
{
  g_autoptr (GTask) work = g_task_new (self, g_task_get_cancellable (task), loaded_cb, g_object_ref (task));

  /* The task outlives the work that is done for it. */
  g_task_set_task_data (work, g_task_get_task_data (task), NULL);
  work_on (self, G_PRIORITY_DEFAULT, work, load_in_thread);
}

static void
roster_photos_dispose (GObject *object)
{
  RosterPhotos *self = ROSTER_PHOTOS (object);

  roster_photos_close (self);
  g_clear_object (&self->rules);

  G_OBJECT_CLASS (roster_photos_parent_class)->dispose (object);
}

static void
roster_photos_finalize (GObject *object)
{
  g_free (ROSTER_PHOTOS (object)->folder);

  G_OBJECT_CLASS (roster_photos_parent_class)->finalize (object);
}

static void
roster_photos_class_init (RosterPhotosClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_photos_dispose;
  object_class->finalize = roster_photos_finalize;
}

static void
roster_photos_init (RosterPhotos *self)
{
  self->worker = roster_worker_new ("photos");
}

/**
 * roster_photos_new:
 * @store: in whose folder they lie
 * @coordinator: brings those of others
 * @rules: how large they may be
 */
RosterPhotos *
roster_photos_new (RosterStore        *store,
                   RosterCoordinator  *coordinator,
                   RosterRulesInForce *rules)
{
  RosterPhotos *self;

  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);
  g_return_val_if_fail (ROSTER_IS_COORDINATOR (coordinator), NULL);
  g_return_val_if_fail (ROSTER_IS_RULES_IN_FORCE (rules), NULL);

  self = g_object_new (ROSTER_TYPE_PHOTOS, NULL);
  self->coordinator = g_object_ref (coordinator);
  self->rules = g_object_ref (rules);
  self->folder = roster_blob_folder_for (roster_store_path (store));
  return self;
}

/**
 * roster_photos_close:
 *
 * Finishes what was begun; what is asked for later is cancelled. Whoever made the photos closes them, on the main
 * thread, before letting go of them: the thread that works holds them for a moment longer than whoever waits for it.
 */
void
roster_photos_close (RosterPhotos *self)
{
  g_return_if_fail (ROSTER_IS_PHOTOS (self));

  if (self->worker != NULL)
    roster_worker_shutdown (self->worker);
  g_clear_object (&self->worker);
  g_clear_object (&self->coordinator);
}

/**
 * roster_photos_take_file_async:
 *
 * Makes a photo of a picture in a file: checked, upright, made smaller, without what else the file says. It is on the
 * disk when the callback is called.
 */
void
roster_photos_take_file_async (RosterPhotos        *self,
                               GFile               *file,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  Taking *taking;

  g_return_if_fail (ROSTER_IS_PHOTOS (self));
  g_return_if_fail (G_IS_FILE (file));

  taking = g_new0 (Taking, 1);
  taking->file = g_object_ref (file);
  take (self, taking, cancellable, callback, user_data);
}

/**
 * roster_photos_take_texture_async:
 *
 * Makes a photo of a picture that was pasted or dropped.
 */
void
roster_photos_take_texture_async (RosterPhotos        *self,
                                  GdkTexture          *texture,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  Taking *taking;

  g_return_if_fail (ROSTER_IS_PHOTOS (self));
  g_return_if_fail (GDK_IS_TEXTURE (texture));

  taking = g_new0 (Taking, 1);
  taking->texture = g_object_ref (texture);
  take (self, taking, cancellable, callback, user_data);
}

/**
 * roster_photos_take_finish:
 *
 * Returns: (transfer full) (nullable): the name of the photo, for a record to name it; %NULL with %ROSTER_PHOTO_ERROR
 *   or %ROSTER_STORE_ERROR, and then nothing has changed
 */
char *
roster_photos_take_finish (RosterPhotos  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * roster_photos_load_async:
 * @account: the account of the record that names it
 * @id: its name
 * @side: the longest side that is wanted, in pixels
 */
void
roster_photos_load_async (RosterPhotos        *self,
                          const char          *account,
                          const char          *id,
                          int                  side,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Loading *loading;

  g_return_if_fail (ROSTER_IS_PHOTOS (self));
  g_return_if_fail (account != NULL && id != NULL);
  g_return_if_fail (side > 0);

  loading = g_new0 (Loading, 1);
  loading->folder = g_strdup (self->folder);
  loading->account = g_strdup (account);
  loading->id = g_strdup (id);
  loading->side = side;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, loading, loading_free);
  start_loading (self, task);
}

/**
 * roster_photos_load_finish:
 *
 * Returns: (transfer full) (nullable): the picture; %NULL with the errors of roster_coordinator_fetch_blob_finish(),
 *   %ROSTER_PHOTO_ERROR, %ROSTER_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
GdkPixbuf *
roster_photos_load_finish (RosterPhotos  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
