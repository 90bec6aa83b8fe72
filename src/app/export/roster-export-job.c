/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-export-job.h"

#include <glib/gi18n-lib.h>

#include "roster-exchange-error.h"

typedef struct
{
  RosterExportFormat format;
  const RosterRecordType *type;
  char *id;
  char *path;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_free (export->id);
  g_free (export->path);
  g_free (export);
}

/**
 * roster_export_format_to_words:
 *
 * Returns: the format, as a person knows it
 */
const char *
roster_export_format_to_words (RosterExportFormat format)
{
  switch (format)
    {
    case ROSTER_EXPORT_CSV:
      return _("Table (CSV)");
    case ROSTER_EXPORT_XLSX:
      return _("Workbook (XLSX)");
    case ROSTER_EXPORT_JSON:
      return _("Records (JSON)");
    case ROSTER_EXPORT_VCARD:
      return _("Address book (vCard)");
    case ROSTER_EXPORT_ICS:
      return _("Calendar (iCalendar)");
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_export_file_name:
 * @title: what the file holds
 *
 * Returns: (transfer full): a name to propose for the file, with today's date
 */
char *
roster_export_file_name (RosterClock        *clock,
                         RosterExportFormat  format,
                         const char         *title)
{
  g_autofree char *today = roster_clock_today (clock);
  g_autofree char *name = g_strdup_printf ("%s %s%s", title, today, roster_export_format_suffix (format));

  /* A title is what somebody wrote; in a file's name it must not lead elsewhere. */
  return g_strdelimit (g_steal_pointer (&name), "/\\:\n", '-');
}

static GPtrArray *
list_records (RosterCache  *cache,
              Export       *export,
              GError      **error)
{
  GPtrArray *records;
  RosterRecord *record;

  if (export->id == NULL)
    return roster_cache_list (cache, export->type, error);

  record = roster_cache_get (cache, export->type, export->id, error);
  if (record == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND,
                             _("The record is no longer here"));
      return NULL;
    }

  records = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (records, record);
  return records;
}

static gpointer
export_in_thread (RosterCache   *cache,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  Export *export = data;
  g_autoptr (GPtrArray) records = list_records (cache, export, error);
  g_autoptr (RosterExchangeLookup) lookup = roster_exchange_lookup_new_for_cache (cache);
  gint64 now = roster_clock_now (roster_cache_clock (cache));
  int count;

  if (records == NULL ||
      !roster_export_to_file (export->format, export->type, records, lookup, now, export->path, cancellable, error))
    return NULL;

  count = (int) records->len;
  return g_memdup2 (&count, sizeof count);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int *count = roster_store_finish (ROSTER_STORE (object), result, &error);

  if (count != NULL)
    g_task_return_pointer (task, count, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * roster_export_async:
 * @id: (nullable): the one record to export; %NULL for all of @type
 * @file: the file to write
 */
void
roster_export_async (RosterContext          *context,
                     RosterExportFormat      format,
                     const RosterRecordType *type,
                     const char             *id,
                     GFile                  *file,
                     GCancellable           *cancellable,
                     GAsyncReadyCallback     callback,
                     gpointer                user_data)
{
  GTask *task = g_task_new (context, cancellable, callback, user_data);
  g_autofree char *path = g_file_get_path (file);
  Export *export;

  if (path == NULL)
    {
      g_task_return_new_error (task, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_WRITE,
                               _("The folder is not on this computer. Choose a folder here."));
      g_object_unref (task);
      return;
    }

  export = g_new0 (Export, 1);
  export->format = format;
  export->type = type;
  export->id = g_strdup (id);
  export->path = g_steal_pointer (&path);
  roster_store_read_async (roster_context_store (context), export_in_thread, export, export_free, g_free, cancellable,
                           exported_cb, task);
}

/**
 * roster_export_finish:
 *
 * Returns: how many records were written, or -1 with @error set
 */
int
roster_export_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_autofree int *count = g_task_propagate_pointer (G_TASK (result), error);

  return count != NULL ? *count : -1;
}
