/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-container-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-config.h"
#include "roster-exchange-error.h"
#include "roster-module.h"

#define PIECE ((gsize) 64 << 10)

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

static gboolean
refuse_damaged (GError **error)
{
  g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                       _("The workbook is damaged or cut off; open it in a spreadsheet program and save it again"));
  return FALSE;
}

static gboolean
count_inflated (RosterContainer  *self,
                gsize             entry,
                gsize             piece,
                GError          **error)
{
  gsize file = g_bytes_get_size (self->bytes);

  self->inflated += piece;
  if (entry <= ROSTER_CONTAINER_MAX_ENTRY && self->inflated <= ROSTER_CONTAINER_MAX_TOTAL &&
      (self->inflated <= ROSTER_CONTAINER_FREE_TOTAL || self->inflated / ROSTER_CONTAINER_MAX_RATIO <= file))
    return TRUE;

  g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
                       _("The workbook unpacks to far more than a table needs; save the one sheet as a new file or as "
                         "CSV"));
  return FALSE;
}

static gboolean
read_entry (RosterContainer      *self,
            Archive              *archive,
            RosterContainerTake   take,
            gpointer              user_data,
            GError              **error)
{
  g_autofree char *buffer = g_malloc (PIECE);
  gsize entry = 0;
  la_ssize_t n;

  while ((n = archive_read_data (archive, buffer, PIECE)) > 0)
    {
      entry += n;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
          !count_inflated (self, entry, n, error) || !take (buffer, n, user_data, error))
        return FALSE;
    }

  return n == 0 || refuse_damaged (error);
}

static gboolean
read_named (RosterContainer      *self,
            const char           *name,
            gboolean             *found,
            RosterContainerTake   take,
            gpointer              user_data,
            GError              **error)
{
  g_autoptr (Archive) archive = archive_read_new ();
  struct archive_entry *entry;
  gsize size;
  gconstpointer data;
  guint n_entries = 0;
  int status;

  *found = FALSE;
  data = g_bytes_get_data (self->bytes, &size);
  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_memory (archive, data, size) != ARCHIVE_OK)
    return refuse_damaged (error);

  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN)
    {
      const char *path = archive_entry_pathname (entry);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (++n_entries > ROSTER_CONTAINER_MAX_ENTRIES)
        {
          g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_LIMIT,
                               _("The workbook has too many parts; save the one sheet as a new file or as CSV"));
          return FALSE;
        }
      if (path == NULL || strcmp (path, name) != 0 || archive_entry_filetype (entry) != AE_IFREG)
        continue;
      if (archive_entry_is_encrypted (entry))
        {
          g_set_error_literal (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                               _("The workbook has a password; save it without one"));
          return FALSE;
        }

      *found = TRUE;
      return read_entry (self, archive, take, user_data, error);
    }

  return status == ARCHIVE_EOF || refuse_damaged (error);
}

static const RosterArchive table = { read_named };

ROSTER_MODULE_EXPORT (table);
