/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>

#include "roster-import-value.h"
#include "roster-record-type.h"
#include "roster-table.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
read_cell (const RosterRecordType *type,
           const char             *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  RosterImportContext context = { .zone = zone };

  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) value = NULL;
      g_autoptr (GVariant) upper = NULL;

      /* What a reference means is looked up elsewhere. */
      if (type->fields[i].kind == ROSTER_KIND_REFERENCE)
        continue;

      if (!roster_import_value_read (&type->fields[i], text, &context, &value, &upper, &error))
        g_assert (error != NULL);
    }
}

/* A file as a person may choose it: separated values of any encoding, or a spreadsheet. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTable) table = roster_table_read_bytes (bytes, NULL, NULL, &error);
  const char *cells[ROSTER_TABLE_MAX_COLUMNS];

  g_assert ((table == NULL) == (error != NULL));
  if (table == NULL)
    return 0;

  for (guint row = 0; row < MIN (roster_table_n_rows (table), 8); row++)
    {
      guint n_cells = roster_table_row (table, row, cells);

      for (guint column = 0; column < MIN (n_cells, 4); column++)
        if (cells[column] != NULL)
          read_cell (&roster_streamer_type, cells[column]);
    }
  return 0;
}
