/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-blob-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <utime.h>

#include "roster-blob-id.h"
#include "roster-database.h"

/* Photos are of people: they are for their owner alone. */
#define FOLDER_MODE 0700
#define FILE_MODE 0600

/**
 * roster_blob_folder_for:
 * @cache_path: the file of a cache
 *
 * Returns: (transfer full): the folder of its blobs, which need not be there yet
 */
char *
roster_blob_folder_for (const char *cache_path)
{
  g_return_val_if_fail (cache_path != NULL, NULL);

  return g_strconcat (cache_path, "-photos", NULL);
}

static char *
file_of (const char *folder,
         const char *id)
{
  return g_build_filename (folder, id, NULL);
}

/**
 * roster_blob_folder_has:
 *
 * Returns: whether there is a file of that name
 */
gboolean
roster_blob_folder_has (const char *folder,
                        const char *id)
{
  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  g_autofree char *path = file_of (folder, id);

  return roster_blob_id_is_valid (id) && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
         g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_PERM) ||
         g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ROFS) ||
         g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR) ||
         g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
set_write_error (GError       **error,
                 const GError  *cause)
{
  if (is_refusal (cause))
    g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS,
                 _("The photo cannot be written: %s. Nothing was changed."), cause->message);
  else
    g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_FULL,
                 _("There is no room for the photo: %s. Nothing was changed; free some space and try again."),
                 cause->message);
}

/**
 * roster_blob_folder_write:
 *
 * Keeps a blob. It is on the disk when this returns; until then there is nothing under its name.
 *
 * Returns: (transfer full) (nullable): its name; %NULL with %ROSTER_STORE_ERROR_FULL or %ROSTER_STORE_ERROR_ACCESS
 */
char *
roster_blob_folder_write (const char  *folder,
                          GBytes      *bytes,
                          GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *id = NULL, *path = NULL;
  const char *data;
  gsize length;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  id = roster_blob_id (bytes);
  path = file_of (folder, id);
  data = g_bytes_get_data (bytes, &length);
  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0 ||
      !g_file_set_contents_full (path, length > 0 ? data : "", (gssize) length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, FILE_MODE,
                                 &local_error))
    {
      if (local_error == NULL)
        local_error = g_error_new_literal (G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
      set_write_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&id);
}

/**
 * roster_blob_folder_read:
 *
 * Reads a blob and marks it as used now. One that is not what its name says any more is taken out of the folder.
 *
 * Returns: (transfer full) (nullable): the blob; %NULL with %ROSTER_STORE_ERROR_NOT_FOUND where there is none,
 *   %ROSTER_STORE_ERROR_DAMAGED or %ROSTER_STORE_ERROR_ACCESS
 */
GBytes *
roster_blob_folder_read (const char  *folder,
                         const char  *id,
                         GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL, *held = NULL;
  char *data;
  gsize length;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  path = file_of (folder, id);
  if (!roster_blob_id_is_valid (id) || !g_file_get_contents (path, &data, &length, &local_error))
    {
      if (local_error == NULL || g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_set_error_literal (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND,
                             _("The photo is not on this computer."));
      else
        g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS, _("The photo cannot be read: %s"),
                     local_error->message);
      return NULL;
    }

  bytes = g_bytes_new_take (data, length);
  held = roster_blob_id (bytes);
  if (g_strcmp0 (held, id) != 0)
    {
      g_unlink (path);
      g_set_error_literal (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_DAMAGED,
                           _("The photo on this computer was damaged."));
      return NULL;
    }

  g_utime (path, NULL);
  return g_steal_pointer (&bytes);
}

/* Trimming */

typedef struct
{
  char *path;
  gint64 size;
  gint64 used;
} Lying;

static void
lying_clear (gpointer data)
{
  g_free (((Lying *) data)->path);
}

static int
compare_use (gconstpointer a,
             gconstpointer b)
{
  const Lying *x = a, *y = b;

  return (x->used > y->used) - (x->used < y->used);
}

/* What may go, and how much everything takes. */
static GArray *
list_loose (const char *folder,
            GHashTable *kept,
            gint64      before,
            gint64     *size)
{
  GArray *loose = g_array_new (FALSE, FALSE, sizeof (Lying));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (loose, lying_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      Lying lying = { .path = file_of (folder, name) };
      GStatBuf info;

      if (g_stat (lying.path, &info) != 0)
        {
          lying_clear (&lying);
          continue;
        }

      lying.size = info.st_size;
      /* What a writing left behind that was cut off goes first. */
      lying.used = roster_blob_id_is_valid (name) ? (gint64) info.st_mtime : 0;
      *size += lying.size;
      if (info.st_mtime < before && !g_hash_table_contains (kept, name))
        g_array_append_val (loose, lying);
      else
        lying_clear (&lying);
    }

  g_array_sort (loose, compare_use);
  return loose;
}

/**
 * roster_blob_folder_trim:
 * @kept: (element-type utf8 utf8): names that stay whatever they take
 * @room: what everything may take, in bytes
 * @before: what was used since stays too, in seconds UTC: the record that names it may be on its way to the cache
 *
 * Takes out what was not used for longest, as much as it needs, and what writings left that were cut off.
 *
 * Returns: how many files went
 */
guint
roster_blob_folder_trim (const char *folder,
                         GHashTable *kept,
                         gint64      room,
                         gint64      before)
{
  g_autoptr (GArray) loose = NULL;
  gint64 size = 0;
  guint n_gone = 0;

  g_return_val_if_fail (folder != NULL, 0);
  g_return_val_if_fail (kept != NULL, 0);

  loose = list_loose (folder, kept, before, &size);
  for (guint i = 0; i < loose->len; i++)
    {
      const Lying *lying = &g_array_index (loose, Lying, i);

      if (size <= room && lying->used > 0)
        break;
      if (g_unlink (lying->path) == 0)
        {
          size -= lying->size;
          n_gone++;
        }
    }

  return n_gone;
}
