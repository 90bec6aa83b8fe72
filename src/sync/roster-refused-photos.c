/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-refused-photos.h"

#include <glib/gi18n-lib.h>

#include "roster-edit.h"
#include "roster-walk-photo.h"

static gboolean
is_refused (const RosterQueuedBlob *blob,
            const char             *record)
{
  return blob->reason != NULL && g_strcmp0 (blob->record, record) == 0;
}

/* The walk-through without the photos that were refused. */
static RosterRecord *
without_refused (RosterRecord  *before,
                 GPtrArray     *blobs,
                 GError       **error)
{
  g_autoptr (RosterRecord) record = g_object_ref (before);

  for (guint i = 0; i < blobs->len; i++)
    {
      const RosterQueuedBlob *blob = blobs->pdata[i];
      g_autoptr (RosterRecord) next = NULL;

      if (!is_refused (blob, roster_record_id (before)))
        continue;

      next = roster_walkthrough_forget_photo (record, blob->id, error);
      if (next == NULL)
        return NULL;
      g_set_object (&record, next);
    }

  return g_steal_pointer (&record);
}

/* Nothing is to be done where the walk-through is gone, somebody took the photos out of it before, or it is signed. */
static gboolean
take_out (RosterCache              *cache,
          const char               *id,
          GPtrArray                *blobs,
          gint64                   *step,
          RosterRefusedPhotosFate  *fate,
          GError                  **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterRecord) before = roster_cache_get (cache, &roster_walkthrough_type, id, &local_error);
  g_autoptr (RosterRecord) after = NULL;
  g_autoptr (RosterEdit) edit = NULL;

  if (before == NULL)
    {
      gboolean gone = local_error == NULL;

      if (!gone)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return gone;
    }

  after = without_refused (before, blobs, &local_error);
  if (g_error_matches (local_error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_FROZEN))
    {
      *fate = ROSTER_PHOTOS_KEPT_HERE;
      return TRUE;
    }
  if (after == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  edit = roster_edit_new (ROSTER_CAUSE_EDIT, _("Remove refused photos"));
  roster_edit_update (edit, before, after);
  return roster_cache_apply (cache, edit, step, error);
}

static gboolean
leave_queue (RosterCache              *cache,
             const RosterQueuedBlob   *blob,
             RosterRefusedPhotosFate   fate,
             GError                  **error)
{
  return fate == ROSTER_PHOTOS_KEPT_HERE ? roster_cache_give_up_blob (cache, blob, error)
                                         : roster_cache_drop_blob (cache, blob, error);
}

/**
 * roster_refused_photos_drop:
 * @record: the id of a Walkthrough
 * @step: (out): the step that undoes it; 0 where the walk-through did not change
 * @fate: (out): what became of them
 *
 * Takes the refused photos out of the walk-through and gives up sending them. Undoing that sends them again. A signed
 * walk-through stays as it is: there they are only not sent any more, and stay on this computer.
 *
 * Returns: %FALSE with an error where the cache does not work
 */
gboolean
roster_refused_photos_drop (RosterCache              *cache,
                            const char               *record,
                            gint64                   *step,
                            RosterRefusedPhotosFate  *fate,
                            GError                  **error)
{
  g_autoptr (GPtrArray) blobs = NULL;
  RosterRefusedPhotosFate found = ROSTER_PHOTOS_REMOVED;

  g_return_val_if_fail (cache != NULL, FALSE);
  g_return_val_if_fail (record != NULL && step != NULL && fate != NULL, FALSE);

  *step = 0;
  *fate = ROSTER_PHOTOS_UNKNOWN;
  blobs = roster_cache_list_blobs (cache, error);
  if (blobs == NULL || !take_out (cache, record, blobs, step, &found, error))
    return FALSE;

  for (guint i = 0; i < blobs->len; i++)
    {
      if (!is_refused (blobs->pdata[i], record))
        continue;
      if (!leave_queue (cache, blobs->pdata[i], found, error))
        return FALSE;
      *fate = found;
    }

  return TRUE;
}

/* A name that nothing else has. */
static GFile *
free_name (GFile      *folder,
           const char *title,
           guint      *number)
{
  g_autofree char *plain = g_strdelimit (g_strdup (title), "/\\:*?\"<>|", '-');
  GFile *file = NULL;

  do
    {
      g_autofree char *name = g_strdup_printf ("%s-%u.jpg", plain, ++*number);

      g_clear_object (&file);
      file = g_file_get_child (folder, name);
    }
  while (g_file_query_exists (file, NULL));

  return file;
}

/**
 * roster_refused_photos_export:
 * @record: the id of a Walkthrough
 * @folder: where to put them; what is there stays
 *
 * Copies the refused photos of a walk-through out of the cache's folder, so that they can be carried elsewhere. Blocks.
 *
 * Returns: how many there are; -1 with an error, and then some may be there
 */
int
roster_refused_photos_export (RosterCache  *cache,
                              const char   *record,
                              GFile        *folder,
                              GError      **error)
{
  g_autoptr (GPtrArray) blobs = NULL;
  guint number = 0;
  int n_there = 0;

  g_return_val_if_fail (cache != NULL, -1);
  g_return_val_if_fail (record != NULL, -1);
  g_return_val_if_fail (G_IS_FILE (folder), -1);

  blobs = roster_cache_list_blobs (cache, error);
  if (blobs == NULL)
    return -1;

  for (guint i = 0; i < blobs->len; i++)
    {
      const RosterQueuedBlob *blob = blobs->pdata[i];
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GFile) file = NULL;
      gsize length;
      const char *data;

      if (!is_refused (blob, record))
        continue;

      bytes = roster_cache_read_blob (cache, blob->id, error);
      if (bytes == NULL)
        return -1;

      file = free_name (folder, blob->title != NULL ? blob->title : blob->record, &number);
      data = g_bytes_get_data (bytes, &length);
      if (!g_file_replace_contents (file, data, length, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL, error))
        return -1;
      n_there++;
    }

  return n_there;
}
