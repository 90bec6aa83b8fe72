/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-gzip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Above this many bytes speed matters more than the last percent of size. */
#define LARGE (64 * 1024)

#define CHUNK (64 * 1024)

/*
 * Runs @bytes through @converter. Gives up with G_IO_ERROR_NO_SPACE as soon as more than @limit bytes come out, so a
 * small request that unpacks to a great one costs no more than the limit.
 */
static GBytes *
convert (GConverter  *converter,
         GBytes      *bytes,
         gsize        limit,
         GError     **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree guchar *chunk = g_malloc (CHUNK);
  gsize length;
  const guchar *in = g_bytes_get_data (bytes, &length);

  for (;;)
    {
      gsize read, written;
      GConverterResult result = g_converter_convert (converter, in, length, chunk, CHUNK, G_CONVERTER_INPUT_AT_END,
                                                     &read,
                                                     &written, error);

      if (result == G_CONVERTER_ERROR)
        return NULL;

      if (written > limit - out->len)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("The content is too large"));
          return NULL;
        }
      g_byte_array_append (out, chunk, written);
      in += read;
      length -= read;

      if (result == G_CONVERTER_FINISHED)
        break;
    }

  if (length > 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("Something follows the compressed content"));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/**
 * roster_gzip_deflate:
 *
 * Returns: (transfer full): @bytes in gzip form
 */
GBytes *
roster_gzip_deflate (GBytes *bytes)
{
  g_autoptr (GZlibCompressor) compressor = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, g_bytes_get_size (bytes) > LARGE ? 1 : 6);
  return convert (G_CONVERTER (compressor), bytes, G_MAXUINT, NULL);
}

/**
 * roster_gzip_inflate:
 * @limit: how many bytes may come out
 *
 * Returns: (transfer full) (nullable): what @bytes unpacks to, or %NULL with %G_IO_ERROR_NO_SPACE or
 *   %G_IO_ERROR_INVALID_DATA
 */
GBytes *
roster_gzip_inflate (GBytes  *bytes,
                     gsize    limit,
                     GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor = NULL;
  g_autoptr (GError) local_error = NULL;
  GBytes *inflated;

  g_return_val_if_fail (bytes != NULL, NULL);

  decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  inflated = convert (G_CONVERTER (decompressor), bytes, limit, &local_error);
  if (inflated == NULL && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (inflated == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The content is not valid gzip"));

  return inflated;
}
