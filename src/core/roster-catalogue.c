/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-catalogue.h"

#include <string.h>

/* The file begins with five numbers of four bytes; see “The Format of GNU MO Files” in the manual of gettext. */
#define MAGIC 0x950412deu
#define HEADER_LENGTH 20
#define ENTRY_LENGTH 8

struct _RosterCatalogue
{
  GBytes *bytes;
  /* From message to translation; both lie in @bytes. */
  GHashTable *messages;
};

/* msgfmt writes the least significant byte first on every machine. */
static guint32
number_at (const guint8 *data,
           gsize         at)
{
  guint32 number;

  memcpy (&number, data + at, sizeof number);
  return GUINT32_FROM_LE (number);
}

/* The text that the entry at @at names; each ends with a zero that its length does not count. */
static const char *
text_at (const guint8 *data,
         gsize         length,
         gsize         at)
{
  gsize text_length, offset;

  if (at > length || length - at < ENTRY_LENGTH)
    return NULL;

  text_length = number_at (data, at);
  offset = number_at (data, at + 4);
  return offset < length && text_length < length - offset && data[offset + text_length] == '\0'
             ? (const char *) data + offset
             : NULL;
}

static gboolean
read_messages (RosterCatalogue *self)
{
  gsize length, n, messages, translations;
  const guint8 *data = g_bytes_get_data (self->bytes, &length);

  if (length < HEADER_LENGTH || number_at (data, 0) != MAGIC)
    return FALSE;

  n = number_at (data, 8);
  messages = number_at (data, 12);
  translations = number_at (data, 16);
  for (gsize i = 0; i < n; i++)
    {
      const char *message = text_at (data, length, messages + i * ENTRY_LENGTH);
      const char *translation = text_at (data, length, translations + i * ENTRY_LENGTH);

      if (message == NULL || translation == NULL)
        return FALSE;
      g_hash_table_insert (self->messages, (gpointer) message, (gpointer) translation);
    }

  return TRUE;
}

/**
 * roster_catalogue_new:
 * @bytes: the content of a `.mo` file
 *
 * Returns: (transfer full) (nullable): its messages; %NULL where it is not such a file
 */
RosterCatalogue *
roster_catalogue_new (GBytes *bytes)
{
  g_autoptr (RosterCatalogue) self = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_new0 (RosterCatalogue, 1);
  self->bytes = g_bytes_ref (bytes);
  self->messages = g_hash_table_new (g_str_hash, g_str_equal);
  return read_messages (self) ? g_steal_pointer (&self) : NULL;
}

/**
 * roster_catalogue_open:
 * @path: of a `.mo` file
 *
 * Returns: (transfer full) (nullable): its messages; %NULL where there is no such file
 */
RosterCatalogue *
roster_catalogue_open (const char *path)
{
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  /* Read, not mapped: an update may write the file anew while it is in use. */
  if (!g_file_get_contents (path, &data, &length, NULL))
    return NULL;

  bytes = g_bytes_new_take (data, length);
  return roster_catalogue_new (bytes);
}

void
roster_catalogue_free (RosterCatalogue *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->messages);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * roster_catalogue_lookup:
 * @message: a message, or the singular of one that has a plural
 *
 * Returns: (nullable) (transfer none): the translation, of a plural the first form; %NULL where there is none
 */
const char *
roster_catalogue_lookup (RosterCatalogue *self,
                         const char      *message)
{
  const char *translation;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (message != NULL, NULL);

  translation = g_hash_table_lookup (self->messages, message);
  return translation != NULL && *translation != '\0' ? translation : NULL;
}
