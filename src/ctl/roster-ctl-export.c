/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-export.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include "roster-ctl.h"

static gboolean
find_format (const char              *nick,
             const RosterRecordType  *type,
             RosterExportFormat      *format,
             GError                 **error)
{
  *format = ROSTER_EXPORT_CSV;
  if (nick != NULL && !roster_export_format_from_nick (nick, format))
    {
      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE,
                   _("“%s” is none of: csv, json, xlsx, vcard, ics"), nick);
      return FALSE;
    }

  if (!roster_export_format_suits (*format, type))
    {
      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE,
                   _("%s cannot be written as %s; vcard takes streamers, ics takes lives"), type->plural, nick);
      return FALSE;
    }

  if (*format == ROSTER_EXPORT_XLSX && isatty (STDOUT_FILENO))
    return roster_ctl_refuse (error, _("A workbook is nothing for a terminal; send it to a file with “> FILE.xlsx”"));

  return TRUE;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return g_strcmp0 (roster_record_id (*(RosterRecord *const *) a), roster_record_id (*(RosterRecord *const *) b));
}

static gboolean
run_export (RosterCtl  *self,
            char      **arguments,
            GError    **error)
{
  const RosterRecordType *type = roster_ctl_find_type (arguments[0], error);
  g_autoptr (RosterCache) cache = NULL;
  g_autoptr (RosterExchangeLookup) lookup = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GBytes) bytes = NULL;
  RosterExportFormat format;

  if (type == NULL || !find_format (self->format, type, &format, error))
    return FALSE;

  cache = roster_ctl_open_cache (self, error);
  records = cache != NULL ? roster_cache_list (cache, type, error) : NULL;
  if (records == NULL)
    return FALSE;

  g_ptr_array_sort (records, compare_ids);
  lookup = roster_exchange_lookup_new_for_cache (cache);
  bytes = roster_export_to_bytes (format, type, records, lookup, roster_clock_now (self->clock),
                                  roster_ctl_cancellable (self), error);
  if (bytes == NULL)
    return FALSE;

  if (g_bytes_get_size (bytes) > 0 &&
      fwrite (g_bytes_get_data (bytes, NULL), 1, g_bytes_get_size (bytes), stdout) < g_bytes_get_size (bytes))
    return roster_ctl_refuse (error, _("The output could not be written"));

  return TRUE;
}

const RosterCtlCommand roster_ctl_export_commands[] = {
  { "export", "TYPE", N_("Write the records of a type to standard output"), ROSTER_CTL_OPTION_FORMAT,
    1, 1, run_export },
  { NULL },
};
