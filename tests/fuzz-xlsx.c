/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <archive.h>
#include <archive_entry.h>
#include <stdint.h>
#include <string.h>

#include "roster-xlsx-reader.h"

/* Room for the parts as they are, which are not packed, and for what a container adds. */
#define OVERHEAD 8192

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
add_part (struct archive *archive,
          const char     *name,
          const char     *content,
          gsize           size)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, size);
  archive_write_header (archive, entry);
  archive_write_data (archive, content, size);
  archive_entry_free (entry);
}

/* The styles, the shared strings and the sheet of a workbook, parted by NUL. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const char book[] = "<workbook xmlns:r='r'><sheets><sheet name='s' r:id='a'/></sheets></workbook>";
  static const char relations[] =
      "<Relationships><Relationship Id='a' Type='/worksheet' Target='s.xml'/>"
      "<Relationship Id='b' Type='/styles' Target='t.xml'/>"
      "<Relationship Id='c' Type='/sharedStrings' Target='u.xml'/></Relationships>";
  static const char *const names[] = { "xl/t.xml", "xl/u.xml", "xl/s.xml" };
  g_autofree char *buffer = g_malloc (size + OVERHEAD);
  struct archive *archive = archive_write_new ();
  const char *at = (const char *) data, *end = at + size;
  size_t used = 0;

  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_store (archive);
  archive_write_open_memory (archive, buffer, size + OVERHEAD, &used);
  add_part (archive, "xl/workbook.xml", book, strlen (book));
  add_part (archive, "xl/_rels/workbook.xml.rels", relations, strlen (relations));
  for (guint i = 0; i < G_N_ELEMENTS (names) && at < end; i++)
    {
      const char *stop = i + 1 < G_N_ELEMENTS (names) ? memchr (at, '\0', end - at) : NULL;
      gsize length = (stop != NULL ? stop : end) - at;

      add_part (archive, names[i], at, length);
      at += length + 1;
    }
  archive_write_close (archive);
  archive_write_free (archive);

  g_autoptr (GBytes) bytes = g_bytes_new (buffer, used);
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterTable) table = roster_xlsx_read (bytes, NULL, NULL, &error);

  g_assert ((table == NULL) == (error != NULL));
  return 0;
}
