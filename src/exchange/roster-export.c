/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-exchange-error.h"
#include "roster-export-ics.h"
#include "roster-export-table.h"
#include "roster-export-vcard.h"
#include "roster-record-json.h"

static const struct
{
  const char *nick;
  const char *suffix;
} formats[ROSTER_EXPORT_N_FORMATS] = {
  [ROSTER_EXPORT_CSV] = { "csv", ".csv" },
  [ROSTER_EXPORT_XLSX] = { "xlsx", ".xlsx" },
  [ROSTER_EXPORT_JSON] = { "json", ".json" },
  [ROSTER_EXPORT_VCARD] = { "vcard", ".vcf" },
  [ROSTER_EXPORT_ICS] = { "ics", ".ics" },
};

/**
 * roster_export_format_from_nick:
 * @nick: `csv`, `xlsx`, `json`, `vcard` or `ics`
 * @format: (out): the format
 *
 * Returns: whether there is such a format
 */
gboolean
roster_export_format_from_nick (const char         *nick,
                                RosterExportFormat *format)
{
  g_return_val_if_fail (nick != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  for (guint i = 0; i < ROSTER_EXPORT_N_FORMATS; i++)
    if (strcmp (formats[i].nick, nick) == 0)
      {
        *format = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * roster_export_format_to_nick:
 *
 * Returns: the name of the format on the command line
 */
const char *
roster_export_format_to_nick (RosterExportFormat format)
{
  g_return_val_if_fail (format < ROSTER_EXPORT_N_FORMATS, NULL);

  return formats[format].nick;
}

/**
 * roster_export_format_suffix:
 *
 * Returns: how the names of such files end, with the point
 */
const char *
roster_export_format_suffix (RosterExportFormat format)
{
  g_return_val_if_fail (format < ROSTER_EXPORT_N_FORMATS, NULL);

  return formats[format].suffix;
}

/**
 * roster_export_format_suits:
 *
 * Returns: whether records of @type can be written so
 */
gboolean
roster_export_format_suits (RosterExportFormat      format,
                            const RosterRecordType *type)
{
  g_return_val_if_fail (type != NULL, FALSE);

  switch (format)
    {
    case ROSTER_EXPORT_CSV:
    case ROSTER_EXPORT_XLSX:
    case ROSTER_EXPORT_JSON:
      return TRUE;
    case ROSTER_EXPORT_VCARD:
      return type == &roster_streamer_type;
    case ROSTER_EXPORT_ICS:
      return type == &roster_live_type;
    }

  g_return_val_if_reached (FALSE);
}

static GBytes *
export_json (GPtrArray     *records,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *record = roster_record_to_json_text (records->pdata[i]);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_string_append (text, i > 0 ? ",\n" : "\n");
      g_string_append (text, record);
    }
  g_string_append (text, "\n]\n");

  return g_string_free_to_bytes (g_steal_pointer (&text));
}

/**
 * roster_export_to_bytes:
 * @type: the type of the records
 * @records: (element-type RosterRecord): what to write, in this order
 * @lookup: (nullable): where the titles of what the records refer to come from
 * @now: the time at which the export is made, milliseconds UTC
 *
 * Writes records in memory. Tables have the labels as headings, a column with the records' own ids, and for each
 * reference a column with titles and one with ids; importing the table again changes nothing.
 *
 * Returns: (transfer full) (nullable): the file's content, or %NULL with %ROSTER_EXCHANGE_ERROR_FORMAT where the format
 *   does not suit the type, %ROSTER_EXCHANGE_ERROR_LIMIT where the format cannot hold the records, or
 *   %G_IO_ERROR_CANCELLED
 */
GBytes *
roster_export_to_bytes (RosterExportFormat       format,
                        const RosterRecordType  *type,
                        GPtrArray               *records,
                        RosterExchangeLookup    *lookup,
                        gint64                   now,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (records != NULL, NULL);

  if (!roster_export_format_suits (format, type))
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_FORMAT,
                   /* Translators: the name of many records, then a format such as vcard. */
                   _("%s cannot be written as %s; choose csv, xlsx or json"), roster_record_type_label (type, TRUE),
                   roster_export_format_to_nick (format));
      return NULL;
    }

  switch (format)
    {
    case ROSTER_EXPORT_CSV:
      return roster_export_csv (type, records, lookup, cancellable, error);
    case ROSTER_EXPORT_XLSX:
      return roster_export_xlsx (type, records, lookup, now, cancellable, error);
    case ROSTER_EXPORT_JSON:
      return export_json (records, cancellable, error);
    case ROSTER_EXPORT_VCARD:
      return roster_export_vcard (records);
    case ROSTER_EXPORT_ICS:
      return roster_export_ics (records, lookup, now, error);
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_export_to_file:
 * @path: the file to write; only its owner may read it, for records hold personal data
 *
 * The same as roster_export_to_bytes() into a file, which is there whole or, after a failure, as it was.
 *
 * Returns: %FALSE with the errors of roster_export_to_bytes() or %ROSTER_EXCHANGE_ERROR_WRITE
 */
gboolean
roster_export_to_file (RosterExportFormat       format,
                       const RosterRecordType  *type,
                       GPtrArray               *records,
                       RosterExchangeLookup    *lookup,
                       gint64                   now,
                       const char              *path,
                       GCancellable            *cancellable,
                       GError                 **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  bytes = roster_export_to_bytes (format, type, records, lookup, now, cancellable, error);
  if (bytes == NULL)
    return FALSE;

  if (!g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local_error))
    {
      g_set_error (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_WRITE,
                   _("The file cannot be written: %s"), local_error->message);
      return FALSE;
    }

  return TRUE;
}
