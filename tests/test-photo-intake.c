/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "roster-photo-intake.h"

#define SIDE 200

/* Left half red, right half blue. */
static GdkPixbuf *
picture (int      width,
         int      height,
         gboolean alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  g_autoptr (GdkPixbuf) right = gdk_pixbuf_new_subpixbuf (pixbuf, width / 2, 0, width - width / 2, height);

  gdk_pixbuf_fill (pixbuf, 0xff0000ff);
  gdk_pixbuf_fill (right, alpha ? 0x00000000 : 0x0000ffff);
  return pixbuf;
}

static GBytes *
saved (GdkPixbuf  *pixbuf,
       const char *type)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, type, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

/* A JPEG as a phone makes it that was turned: with an EXIF segment that says so, and says where it was. */
static GBytes *
turned (GBytes *jpeg,
        guint8  orientation)
{
  static const guint8 head[] = {
    0xff, 0xd8, 0xff, 0xe1, 0x00, 0x2c, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
    0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 0 /* orientation */, 0, 0, 0, 0, 0, 0,
    'H', 'a', 'n', 'g', 'z', 'h', 'o', 'u', '!', '!'
  };
  GByteArray *bytes = g_byte_array_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (jpeg, &length);

  g_byte_array_append (bytes, head, sizeof head);
  bytes->data[31] = orientation;
  g_byte_array_append (bytes, data + 2, (guint) (length - 2));
  return g_byte_array_free_to_bytes (bytes);
}

static const guint8 *
pixel (GdkPixbuf *pixbuf,
       int        x,
       int        y)
{
  return gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf) +
         (gsize) x * gdk_pixbuf_get_n_channels (pixbuf);
}

static gboolean
holds (GBytes     *bytes,
       const char *text)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return memmem (data, length, text, strlen (text)) != NULL;
}

/* JPEG and PNG of all shapes become a JPEG whose longest side fits; small ones are not blown up. */
static void
makes_a_photo_that_fits (void)
{
  static const struct
  {
    const char *type;
    int width, height;
    int wanted_width, wanted_height;
  } cases[] = {
    { "jpeg", 800, 400, 200, 100 },
    { "jpeg", 400, 1000, 80, 200 },
    { "png", 640, 480, 200, 150 },
    { "png", 60, 40, 60, 40 },
    { "jpeg", 3000, 2, 200, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GdkPixbuf) original = picture (cases[i].width, cases[i].height, FALSE);
      g_autoptr (GBytes) bytes = saved (original, cases[i].type), again = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) photo = roster_photo_prepare (bytes, SIDE, &error);
      g_autoptr (GdkPixbuf) shown = NULL;

      g_assert_no_error (error);
      shown = roster_photo_decode (photo, 10000, &error);
      g_assert_no_error (error);
      g_assert_cmpint (gdk_pixbuf_get_width (shown), ==, cases[i].wanted_width);
      g_assert_cmpint (gdk_pixbuf_get_height (shown), ==, cases[i].wanted_height);

      /* The same picture is the same photo, so that it is kept and sent once. */
      again = roster_photo_prepare (bytes, SIDE, &error);
      g_assert_true (g_bytes_equal (photo, again));
    }
}

/* A phone that was turned: the photo stands upright, and nothing but the picture is left of the file. */
static void
stands_upright_and_says_nothing_else (void)
{
  g_autoptr (GdkPixbuf) original = picture (800, 400, FALSE);
  g_autoptr (GBytes) jpeg = saved (original, "jpeg"), bytes = turned (jpeg, 6), photo = NULL;
  g_autoptr (GdkPixbuf) shown = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (holds (bytes, "Exif"));
  g_assert_true (holds (bytes, "Hangzhou"));
  photo = roster_photo_prepare (bytes, SIDE, &error);
  g_assert_no_error (error);
  g_assert_false (holds (photo, "Exif"));
  g_assert_false (holds (photo, "Hangzhou"));

  shown = roster_photo_decode (photo, SIDE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (shown), ==, 100);
  g_assert_cmpint (gdk_pixbuf_get_height (shown), ==, 200);
  /* Turned by a quarter, what was left is on top. */
  g_assert_cmpint (pixel (shown, 50, 20)[0], >, 200);
  g_assert_cmpint (pixel (shown, 50, 180)[2], >, 200);
}

static void
what_shines_through_is_white (void)
{
  g_autoptr (GdkPixbuf) original = picture (100, 100, TRUE), shown = NULL;
  g_autoptr (GBytes) bytes = saved (original, "png"), photo = NULL;
  g_autoptr (GError) error = NULL;

  photo = roster_photo_prepare (bytes, SIDE, &error);
  g_assert_no_error (error);
  shown = roster_photo_decode (photo, SIDE, &error);
  g_assert_cmpint (pixel (shown, 90, 50)[0], >, 240);
  g_assert_cmpint (pixel (shown, 90, 50)[1], >, 240);
  g_assert_cmpint (pixel (shown, 90, 50)[2], >, 240);
}

/* By what it holds, whatever it is called. */
static void
wrong_types_are_refused (void)
{
  static const char *const cases[] = {
    "", "x", "GIF89a and more", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "%PDF-1.7", "BM and so on",
    "MZ\x90", "II*"
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i], strlen (cases[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (roster_photo_prepare (bytes, SIDE, &error));
      g_assert_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_TYPE);
    }
}

/* A picture of one pixel as phones and browsers make them, in both ways of the format. */
static GBytes *
webp (const char *base64)
{
  gsize length;
  guchar *data = g_base64_decode (base64, &length);

  return g_bytes_new_take (data, length);
}

static gboolean
reads_webp (void)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type ("image/webp", NULL);

  if (loader != NULL)
    gdk_pixbuf_loader_close (loader, NULL);
  return loader != NULL;
}

/* Taken where the computer can read it, and refused in words that name what is taken where it cannot. */
static void
webp_is_taken_or_refused_in_words (void)
{
  static const char *const cases[] = {
    "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
    "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = webp (cases[i]), part = g_bytes_new_from_bytes (bytes, 0, 20), photo = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (roster_photo_prepare (part, SIDE, &error));
      g_assert_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_DAMAGED);
      g_clear_error (&error);

      photo = roster_photo_prepare (bytes, SIDE, &error);
      if (reads_webp ())
        {
          g_autoptr (GdkPixbuf) shown = NULL;

          g_assert_no_error (error);
          shown = roster_photo_decode (photo, SIDE, &error);
          g_assert_cmpint (gdk_pixbuf_get_width (shown), ==, 1);
        }
      else
        {
          g_assert_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_TYPE);
          g_assert_nonnull (strstr (error->message, "image/webp"));
          g_assert_nonnull (strstr (error->message, "JPEG or PNG"));
        }
    }
}

/* 16,384 pixels square, as the head says: no memory is taken for it. */
static void
huge_webp_is_refused (void)
{
  static const guint8 head[] = { 'R', 'I', 'F', 'F', 30, 0, 0, 0, 'W', 'E', 'B', 'P', 'V', 'P', '8', 'L', 17, 0, 0, 0,
                                 0x2f, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
  g_autoptr (GBytes) bomb = g_bytes_new_static (head, sizeof head);
  g_autoptr (GError) error = NULL;

  g_assert_null (roster_photo_prepare (bomb, SIDE, &error));
  if (reads_webp ())
    g_assert_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_TOO_LARGE);
  else
    g_assert_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_TYPE);
}

/* Cut off at any point: never half a picture. */
static void
truncated_pictures_are_refused (void)
{
  static const char *const types[] = { "jpeg", "png" };

  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autoptr (GdkPixbuf) original = picture (300, 200, FALSE);
      g_autoptr (GBytes) whole = saved (original, types[t]);
      gsize length = g_bytes_get_size (whole);

      for (gsize cut = 9; cut < length; cut += MAX (1, length / 40))
        {
          g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, cut);
          g_autoptr (GError) error = NULL;

          g_assert_null (roster_photo_prepare (part, SIDE, &error));
          g_assert_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_DAMAGED);
        }
    }
}

/* Cameras write a second picture or a film behind the first: that is no damage. */
static void
what_follows_the_end_does_not_matter (void)
{
  g_autoptr (GdkPixbuf) original = picture (300, 200, FALSE);
  g_autoptr (GBytes) whole = saved (original, "jpeg"), longer = NULL, photo = NULL;
  g_autoptr (GError) error = NULL;
  GByteArray *bytes = g_bytes_unref_to_array (g_bytes_ref (whole));

  g_byte_array_append (bytes, (const guint8 *) "ftypmp42 and a film", 19);
  longer = g_byte_array_free_to_bytes (bytes);
  photo = roster_photo_prepare (longer, SIDE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (photo);
}

/* A few bytes that unpack to more than any computer has: refused before there is memory for them. */
static void
huge_pictures_are_refused (void)
{
  static const guint8 head[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13,
                                 'I', 'H', 'D', 'R', 0x00, 0x01, 0x86, 0xa0, 0x00, 0x01, 0x86, 0xa0,
                                 8, 2, 0, 0, 0, 0x27, 0x30, 0x9c, 0x9f, 0, 0, 0,
                                 0, 'I', 'D', 'A', 'T', 0x35, 0xaf, 0x06, 0x1e, 0, 0, 0,
                                 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82 };
  g_autoptr (GBytes) bomb = NULL, heavy = NULL;
  g_autoptr (GError) error = NULL;
  GByteArray *bytes = g_byte_array_new ();
  guint8 *zeros = g_malloc0 (ROSTER_PHOTO_MAX_SIZE + 1);

  g_byte_array_append (bytes, head, sizeof head);
  bomb = g_byte_array_free_to_bytes (bytes);
  g_assert_null (roster_photo_prepare (bomb, SIDE, &error));
  g_assert_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_TOO_LARGE);
  g_clear_error (&error);

  heavy = g_bytes_new_take (zeros, ROSTER_PHOTO_MAX_SIZE + 1);
  memcpy (zeros, "\xff\xd8\xff\xe0", 4);
  g_assert_null (roster_photo_prepare (heavy, SIDE, &error));
  g_assert_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_TOO_LARGE);
}

/* A picture of more pixels than are taken, whose size the loader tells before it decodes. */
static void
too_many_pixels_are_refused (void)
{
  g_autoptr (GdkPixbuf) original = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 10000, 8001);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (original, 0xffffffff);
  bytes = saved (original, "jpeg");
  g_assert_null (roster_photo_prepare (bytes, SIDE, &error));
  g_assert_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_TOO_LARGE);
}

static void
files_are_read_to_their_bound (void)
{
  g_autofree char *path = NULL, *missing = NULL;
  int fd = g_file_open_tmp ("roster-photo-XXXXXX", &path, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path), none = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_file_set_contents (path, "content", -1, NULL));
  bytes = roster_photo_read_file (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 7);

  g_assert_cmpint (truncate (path, (off_t) ROSTER_PHOTO_MAX_SIZE * 100), ==, 0);
  g_assert_null (roster_photo_read_file (file, NULL, &error));
  g_assert_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_TOO_LARGE);
  g_clear_error (&error);

  missing = g_strconcat (path, "-gone", NULL);
  none = g_file_new_for_path (missing);
  g_assert_null (roster_photo_read_file (none, NULL, &error));
  g_assert_error (error, ROSTER_PHOTO_ERROR, ROSTER_PHOTO_ERROR_FILE);
  g_close (fd, NULL);
  g_unlink (path);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/photo/makes-a-photo-that-fits", makes_a_photo_that_fits);
  g_test_add_func ("/photo/webp-is-taken-or-refused-in-words", webp_is_taken_or_refused_in_words);
  g_test_add_func ("/photo/huge-webp-is-refused", huge_webp_is_refused);
  g_test_add_func ("/photo/stands-upright-and-says-nothing-else", stands_upright_and_says_nothing_else);
  g_test_add_func ("/photo/what-shines-through-is-white", what_shines_through_is_white);
  g_test_add_func ("/photo/wrong-types-are-refused", wrong_types_are_refused);
  g_test_add_func ("/photo/truncated-pictures-are-refused", truncated_pictures_are_refused);
  g_test_add_func ("/photo/what-follows-the-end-does-not-matter", what_follows_the_end_does_not_matter);
  g_test_add_func ("/photo/huge-pictures-are-refused", huge_pictures_are_refused);
  g_test_add_func ("/photo/too-many-pixels-are-refused", too_many_pixels_are_refused);
  g_test_add_func ("/photo/files-are-read-to-their-bound", files_are_read_to_their_bound);

  return g_test_run ();
}
