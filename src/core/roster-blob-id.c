/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-blob-id.h"

#include <string.h>

/* What names are written with. */
#define HEX_DIGITS "0123456789abcdef"

/**
 * roster_blob_id:
 *
 * Returns: (transfer full): the name of the blob: its SHA-256
 */
char *
roster_blob_id (GBytes *bytes)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/**
 * roster_blob_id_is_valid:
 *
 * Returns: whether the text can be the name of a blob
 */
gboolean
roster_blob_id_is_valid (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return strlen (text) == ROSTER_BLOB_ID_LENGTH && strspn (text, HEX_DIGITS) == ROSTER_BLOB_ID_LENGTH;
}

/**
 * roster_blob_ids_find:
 * @text: the JSON of a record
 * @ids: (element-type utf8 utf8): a set that owns what it holds
 *
 * Adds every name of a blob in the text, wherever it stands: texts may hold texts.
 */
void
roster_blob_ids_find (const char *text,
                      GHashTable *ids)
{
  g_return_if_fail (text != NULL);
  g_return_if_fail (ids != NULL);

  for (const char *at = text + strcspn (text, HEX_DIGITS); *at != '\0'; at += strcspn (at, HEX_DIGITS))
    {
      gsize length = strspn (at, HEX_DIGITS);

      if (length == ROSTER_BLOB_ID_LENGTH)
        g_hash_table_add (ids, g_strndup (at, length));
      at += length;
    }
}
