/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>

#include "roster-import-ics.h"
#include "roster-occurrence.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A calendar as a person may choose it; what is taken from it is then laid out over a year. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) lives = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) streamers = g_ptr_array_new_with_free_func (g_object_unref);
  RosterIcsContext context = { .lives = lives, .streamers = streamers, .zone = "Asia/Shanghai" };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) found = NULL;
  RosterRecord *streamer = roster_record_new (&roster_streamer_type, "0195a000-0000-7000-8000-000000000001", "book");

  roster_record_set_text (streamer, "name", "a");
  g_ptr_array_add (streamers, streamer);
  rows = roster_import_ics (bytes, &context, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      RosterImportRow *row = rows->pdata[i];

      g_assert ((row->outcome == ROSTER_IMPORT_REFUSE) == (row->after == NULL));
      if (row->after != NULL)
        g_ptr_array_add (lives, g_object_ref (row->after));
    }
  found = roster_occurrences_expand (lives, G_GINT64_CONSTANT (1767225600000), G_GINT64_CONSTANT (1798761600000), NULL);
  return 0;
}
