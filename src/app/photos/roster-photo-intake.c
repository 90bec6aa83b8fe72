/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-photo-intake.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* JPEG's quality, in percent: a person sees no difference above it. */
#define QUALITY "85"

#define CHUNK (64 * 1024)

G_DEFINE_QUARK (roster-photo-error-quark, roster_photo_error)

static gboolean
refuse (GError           **error,
        RosterPhotoError   code,
        const char        *message)
{
  g_set_error_literal (error, ROSTER_PHOTO_ERROR, code, message);
  return FALSE;
}

static gboolean
refuse_size (GError **error)
{
  g_set_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_TOO_LARGE,
               _("This picture is too large; at most %d MB and %d megapixels are taken"),
               ROSTER_PHOTO_MAX_SIZE / 1000000, ROSTER_PHOTO_MAX_PIXELS / 1000000);
  return FALSE;
}

static gboolean
refuse_damaged (GError **error)
{
  return refuse (error, ROSTER_PHOTO_ERROR_DAMAGED, _("This picture is damaged or was not copied to its end"));
}

/**
 * roster_photo_read_file:
 *
 * Reads a file, and no more of it than a photo may have.
 *
 * Returns: (transfer full) (nullable): the content, or %NULL with %ROSTER_PHOTO_ERROR or %G_IO_ERROR_CANCELLED
 */
GBytes *
roster_photo_read_file (GFile         *file,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gssize n = 0;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  stream = g_file_read (file, cancellable, &local_error);
  while (stream != NULL && content->len <= ROSTER_PHOTO_MAX_SIZE &&
         (n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, CHUNK, cancellable, &local_error)) > 0)
    g_byte_array_append (content, chunk, (guint) n);

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (local_error != NULL)
    g_set_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_FILE, _("The picture cannot be read: %s"),
                 local_error->message);
  else if (content->len > ROSTER_PHOTO_MAX_SIZE)
    refuse_size (error);
  else
    return g_byte_array_free_to_bytes (g_steal_pointer (&content));

  return NULL;
}

/* Types */

/* What a picture begins with, whatever its file is called. */
static const char *
type_of (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (length > 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "image/jpeg";
  if (length > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "image/png";
  if (length > 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return "image/webp";

  return NULL;
}

/* Past the compressed data of a scan: to the next marker that is neither a stuffed byte nor a restart. */
static gsize
skip_scan (const guint8 *data,
           gsize         length,
           gsize         at)
{
  while (at + 1 < length && (data[at] != 0xff || data[at + 1] == 0x00 || data[at + 1] == 0xff ||
                             (data[at + 1] >= 0xd0 && data[at + 1] <= 0xd7)))
    at++;
  return at;
}

/* A picture that was cut off decodes to one with a grey end. A JPEG's markers say whether it is whole; what follows the
   end, as in pictures that move, does not matter. */
static gboolean
is_whole_jpeg (const guint8 *data,
               gsize         length)
{
  gsize at = 2;

  while (at + 1 < length)
    {
      guint8 marker = data[at + 1];

      if (data[at] != 0xff)
        return FALSE;
      if (marker == 0xd9)
        return TRUE;
      if (marker == 0xff)
        {
          at++;
          continue;
        }
      if (at + 3 >= length)
        return FALSE;

      at += 2 + ((gsize) data[at + 2] << 8 | data[at + 3]);
      if (marker == 0xda)
        at = skip_scan (data, length, at);
    }

  return FALSE;
}

static guint32
number_at (const guint8 *data,
           gsize         at)
{
  return (guint32) data[at] << 24 | (guint32) data[at + 1] << 16 | (guint32) data[at + 2] << 8 | data[at + 3];
}

/* Chunk by chunk to the one that ends it. */
static gboolean
is_whole_png (const guint8 *data,
              gsize         length)
{
  gsize at = 8;

  while (at + 12 <= length)
    {
      gsize next = at + 12 + number_at (data, at);

      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return next <= length;
      at = next;
    }

  return FALSE;
}

static gboolean
is_whole (GBytes     *bytes,
          const char *type)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (strcmp (type, "image/jpeg") == 0)
    return is_whole_jpeg (data, length);
  if (strcmp (type, "image/png") == 0)
    return is_whole_png (data, length);

  /* A RIFF file says at its beginning how long it is, the least significant byte first. */
  return GUINT32_SWAP_LE_BE (number_at (data, 4)) + G_GUINT64_CONSTANT (8) <= length;
}

/* Decoding */

typedef struct
{
  int side;
  gboolean too_large;
} Decoding;

/* Told of the size before there is memory for the picture. */
static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  Decoding        *decoding)
{
  int longest = MAX (width, height);

  if ((gint64) width * height > ROSTER_PHOTO_MAX_PIXELS)
    {
      decoding->too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
    }
  else if (longest > decoding->side)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) ((gint64) width * decoding->side / longest)),
                                MAX (1, (int) ((gint64) height * decoding->side / longest)));
}

static GdkPixbufLoader *
load (GBytes      *bytes,
      const char  *type,
      Decoding    *decoding,
      GError     **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type (type, NULL);
  gsize length, at = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  gboolean sound = TRUE;

  if (loader == NULL)
    {
      g_set_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_TYPE,
                   _("This computer cannot read pictures of the type %s; use JPEG or PNG"), type);
      return NULL;
    }

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), decoding);
  for (; at < length && sound && !decoding->too_large; at += CHUNK)
    sound = gdk_pixbuf_loader_write (loader, data + at, MIN (length - at, CHUNK), NULL);
  /* It wants to be closed however it ended. */
  sound = gdk_pixbuf_loader_close (loader, NULL) && sound;
  if (decoding->too_large)
    refuse_size (error);
  else if (!sound || gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    refuse_damaged (error);
  else
    return g_steal_pointer (&loader);

  return NULL;
}

/**
 * roster_photo_decode:
 * @side: the longest side that is wanted, in pixels; smaller pictures stay as they are
 *
 * Decodes a picture that stands upright afterwards. Its type is told by its content.
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with %ROSTER_PHOTO_ERROR
 */
GdkPixbuf *
roster_photo_decode (GBytes  *bytes,
                     int      side,
                     GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  Decoding decoding = { side };
  const char *type;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (side > 0, NULL);

  if (g_bytes_get_size (bytes) > ROSTER_PHOTO_MAX_SIZE)
    {
      refuse_size (error);
      return NULL;
    }

  type = type_of (bytes);
  if (type == NULL)
    {
      refuse (error, ROSTER_PHOTO_ERROR_TYPE, _("This is no picture that can be taken; use JPEG or PNG"));
      return NULL;
    }
  if (!is_whole (bytes, type))
    {
      refuse_damaged (error);
      return NULL;
    }

  loader = load (bytes, type, &decoding, error);
  return loader != NULL ? gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader)) : NULL;
}

/* Encoding */

static GdkPixbuf *
fit (GdkPixbuf *pixbuf,
     int        side)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf), longest = MAX (width, height);

  if (longest <= side)
    return g_object_ref (pixbuf);

  return gdk_pixbuf_scale_simple (pixbuf, MAX (1, (int) ((gint64) width * side / longest)),
                                  MAX (1, (int) ((gint64) height * side / longest)), GDK_INTERP_BILINEAR);
}

/* JPEG knows no transparency: what shines through is white, as on paper. */
static GdkPixbuf *
on_white (GdkPixbuf *pixbuf)
{
  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return g_object_ref (pixbuf);

  return gdk_pixbuf_composite_color_simple (pixbuf, gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                            GDK_INTERP_NEAREST, 255, 16, 0xffffffff, 0xffffffff);
}

/**
 * roster_photo_encode:
 * @side: the longest side that is wanted, in pixels
 *
 * Makes a photo as it is kept of a picture: JPEG with nothing but the picture in it, so neither place nor time nor
 * camera. The same picture gives the same photo.
 *
 * Returns: (transfer full) (nullable): the photo, or %NULL with %ROSTER_PHOTO_ERROR
 */
GBytes *
roster_photo_encode (GdkPixbuf  *pixbuf,
                     int         side,
                     GError    **error)
{
  g_autoptr (GdkPixbuf) fitting = NULL, opaque = NULL;
  g_autoptr (GError) local_error = NULL;
  char *data;
  gsize length;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf), NULL);
  g_return_val_if_fail (side > 0, NULL);

  fitting = fit (pixbuf, side);
  opaque = fitting != NULL ? on_white (fitting) : NULL;
  if (opaque == NULL ||
      !gdk_pixbuf_save_to_buffer (opaque, &data, &length, "jpeg", &local_error, "quality", QUALITY, NULL))
    {
      g_set_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_FILE, _("The photo cannot be made: %s"),
                   local_error != NULL ? local_error->message : g_strerror (ENOMEM));
      return NULL;
    }

  return g_bytes_new_take (data, length);
}

/**
 * roster_photo_prepare:
 * @bytes: what a camera or a person made
 * @side: the longest side that is wanted, in pixels
 *
 * Returns: (transfer full) (nullable): the photo as roster_photo_encode() makes it, or %NULL with %ROSTER_PHOTO_ERROR
 */
GBytes *
roster_photo_prepare (GBytes  *bytes,
                      int      side,
                      GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = roster_photo_decode (bytes, side, error);

  return pixbuf != NULL ? roster_photo_encode (pixbuf, side, error) : NULL;
}
