/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coaching-pictures.h"

#include "roster-walk-photo.h"

/* On paper a photo is some 5 cm wide; in pixels. */
#define SIDE 900

typedef struct
{
  GHashTable *pictures;
  guint n_photos;
  /* One more than photos, until all are asked for. */
  guint n_waiting;
  RosterPicturesProgress progress;
  gpointer progress_data;
} Collecting;

static void
collecting_free (gpointer data)
{
  Collecting *collecting = data;

  g_hash_table_unref (collecting->pictures);
  g_free (collecting);
}

/* One of the pictures on its way. */
typedef struct
{
  GTask *task;
  char *id;
} Waiting;

static void
come_to_an_end (GTask *task)
{
  Collecting *collecting = g_task_get_task_data (task);

  if (--collecting->n_waiting > 0)
    {
      if (collecting->progress != NULL)
        collecting->progress (collecting->n_photos - collecting->n_waiting, collecting->n_photos,
                              collecting->progress_data);
    }
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_hash_table_ref (collecting->pictures), (GDestroyNotify) g_hash_table_unref);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Waiting *waiting = user_data;
  g_autoptr (GTask) task = waiting->task;
  Collecting *collecting = g_task_get_task_data (task);
  GdkPixbuf *pixbuf = roster_photos_load_finish (ROSTER_PHOTOS (source), result, NULL);

  if (pixbuf != NULL)
    g_hash_table_insert (collecting->pictures, waiting->id, pixbuf);
  else
    g_free (waiting->id);
  come_to_an_end (task);
}

static void
load (RosterContext *context,
      GTask         *task,
      const char    *account,
      const char    *id)
{
  Collecting *collecting = g_task_get_task_data (task);
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->task = g_object_ref (task);
  waiting->id = g_strdup (id);
  collecting->n_waiting++;
  collecting->n_photos++;
  roster_photos_load_async (roster_context_photos (context), account, id, SIDE, g_task_get_cancellable (task),
                            loaded_cb, waiting);
}

/**
 * roster_coaching_pictures_load_async:
 * @progress: (nullable) (scope async): is told of each photo that has come, or that cannot be had
 *
 * Reads the photos of the walk-through, those of others from the office where it can be reached.
 */
void
roster_coaching_pictures_load_async (RosterContext          *context,
                                     RosterWalk             *walk,
                                     GCancellable           *cancellable,
                                     RosterPicturesProgress  progress,
                                     gpointer                progress_data,
                                     GAsyncReadyCallback     callback,
                                     gpointer                user_data)
{
  g_autoptr (GTask) task = NULL;
  Collecting *collecting;

  g_return_if_fail (ROSTER_IS_CONTEXT (context));
  g_return_if_fail (walk != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  collecting = g_new0 (Collecting, 1);
  collecting->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  collecting->n_waiting = 1;
  collecting->progress = progress;
  collecting->progress_data = progress_data;
  g_task_set_task_data (task, collecting, collecting_free);
  for (guint i = 0; i < roster_template_n_items (roster_walk_template (walk)); i++)
    {
      const RosterItem *item = roster_template_item (roster_walk_template (walk), i);
      g_auto (GStrv) photos = roster_walkthrough_photos (roster_walk_record (walk), item->id);

      for (guint p = 0; photos[p] != NULL; p++)
        load (context, task, roster_record_account (roster_walk_record (walk)), photos[p]);
    }
  come_to_an_end (task);
}

/**
 * roster_coaching_pictures_load_finish:
 *
 * Returns: (transfer full) (element-type utf8 GdkPixbuf) (nullable): the pictures by the names of their photos; what
 *   cannot be had is not among them. %NULL with %G_IO_ERROR_CANCELLED
 */
GHashTable *
roster_coaching_pictures_load_finish (GAsyncResult  *result,
                                      GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
