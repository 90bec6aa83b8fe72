/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "office-fixture.h"
#include "roster-office-blob.h"

#define JPEG "\xff\xd8\xff\xe0 a photo"
#define PNG "\x89PNG\r\n\x1a\n a picture"

static GBytes *
photo (gsize size)
{
  guint8 *data = g_malloc0 (size);

  memcpy (data, JPEG, MIN (size, strlen (JPEG)));
  return g_bytes_new_take (data, size);
}

static void
test_what_was_sent_comes_back (OfficeFixture *fixture,
                               gconstpointer  data)
{
  static const struct
  {
    const char *content;
    const char *type;
  } cases[] = { { JPEG, "image/jpeg" }, { PNG, "image/png" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) sent = g_bytes_new_static (cases[i].content, strlen (cases[i].content));
      g_autoptr (GError) error = NULL;
      g_autofree char *id = roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, sent, NULL, &error);
      g_autofree char *again = NULL;
      g_autoptr (GBytes) got = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (strlen (id), ==, ROSTER_BLOB_ID_LENGTH);
      again = roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, sent, id, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, id);
      got = roster_office_get_blob (fixture->office, SELLER, SELLER_BOOK, id, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (sent, got));
      g_assert_cmpstr (roster_office_blob_type (got), ==, cases[i].type);
    }
}

static void
test_large_photos_are_taken_whole (OfficeFixture *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GBytes) largest = photo (ROSTER_JMAP_MAX_SIZE_UPLOAD), larger = photo (ROSTER_JMAP_MAX_SIZE_UPLOAD + 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, largest, NULL, &error);
  g_autoptr (GBytes) got = NULL;

  g_assert_no_error (error);
  got = roster_office_get_blob (fixture->office, SELLER, SELLER_BOOK, id, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (largest, got));
  g_assert_null (roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, larger, NULL, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_LIMIT);
}

/* Cut short, changed on the way, or no photo: it is not kept, and there is nothing under its name. */
static void
test_damaged_and_foreign_content_is_refused (OfficeFixture *fixture,
                                             gconstpointer  data)
{
  static const char *const foreign[] = { "", "\xff\xd8", "GIF89a and more", "<svg xmlns='x'/>", "%PDF-1.4", "MZ\x90" };
  g_autoptr (GBytes) whole = photo (5000), part = g_bytes_new_from_bytes (whole, 0, 4000);
  g_autofree char *id = roster_office_blob_id (whole), *part_id = roster_office_blob_id (part);
  g_autoptr (GError) error = NULL;

  g_assert_null (roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, part, id, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_ARGUMENTS);
  g_clear_error (&error);
  g_assert_null (roster_office_get_blob (fixture->office, SELLER, SELLER_BOOK, id, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (roster_office_get_blob (fixture->office, SELLER, SELLER_BOOK, part_id, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND);
  g_clear_error (&error);

  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (foreign[i], strlen (foreign[i]));

      g_assert_null (roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, bytes, NULL, &error));
      g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_ARGUMENTS);
      g_clear_error (&error);
    }
}

/* Who may do what: nothing, read, or write. A trainer writes the base's books, for that is where walk-throughs are. */
static void
test_rights (OfficeFixture *fixture,
             gconstpointer  data)
{
  enum
  {
    NOTHING,
    READ,
    WRITE,
  };
  static const char *const people[] = { SELLER, TRAINER, MANAGER, HEAD };
  static const char *const accounts[] = { COMPANY, SELLER_BOOK, COLLEAGUE_BOOK, STRANGER_BOOK };
  static const int may[G_N_ELEMENTS (people)][G_N_ELEMENTS (accounts)] = {
    { READ, WRITE, NOTHING, NOTHING },
    { READ, WRITE, WRITE, NOTHING },
    { READ, WRITE, WRITE, NOTHING },
    { WRITE, WRITE, WRITE, WRITE },
  };
  g_autoptr (GBytes) bytes = photo (100);
  g_autofree char *id = roster_office_blob_id (bytes);

  for (guint a = 0; a < G_N_ELEMENTS (accounts); a++)
    g_free (roster_office_put_blob (fixture->office, HEAD, accounts[a], bytes, NULL, NULL));
  for (guint p = 0; p < G_N_ELEMENTS (people); p++)
    for (guint a = 0; a < G_N_ELEMENTS (accounts); a++)
      {
        g_autoptr (GError) refused = NULL, hidden = NULL;
        g_autofree char *put = roster_office_put_blob (fixture->office, people[p], accounts[a], bytes, NULL, &refused);
        g_autoptr (GBytes) got = roster_office_get_blob (fixture->office, people[p], accounts[a], id, &hidden);

        g_assert_true ((put != NULL) == (may[p][a] == WRITE));
        g_assert_true ((got != NULL) == (may[p][a] != NOTHING));
        if (may[p][a] == READ)
          g_assert_error (refused, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_ACCOUNT_READ_ONLY);
        if (may[p][a] == NOTHING)
          g_assert_error (hidden, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_ACCOUNT_NOT_FOUND);
      }
}

/* What one account has does not show in another, though the name is the same. */
static void
test_accounts_keep_their_own (OfficeFixture *fixture,
                              gconstpointer  data)
{
  g_autoptr (GBytes) bytes = photo (100);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = roster_office_put_blob (fixture->office, MANAGER, SELLER_BOOK, bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (roster_office_get_blob (fixture->office, MANAGER, COLLEAGUE_BOOK, id, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (roster_office_get_blob (fixture->office, MANAGER, SELLER_BOOK, "../../etc/passwd", &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND);
}

/* No room: the sender is told, nothing is half there, and once there is room the same photo is taken. */
static void
test_full_disk_keeps_nothing (OfficeFixture *fixture,
                              gconstpointer  data)
{
  g_autoptr (GBytes) bytes = photo (1 << 20);
  g_autofree char *id = roster_office_blob_id (bytes), *refused = NULL, *taken = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before, limit;

  if (!g_file_test (fixture->path, G_FILE_TEST_IS_REGULAR))
    {
      g_test_skip ("this store keeps no file of ours");
      return;
    }

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  limit = (struct rlimit){ .rlim_cur = 300 << 10, .rlim_max = before.rlim_max };
  setrlimit (RLIMIT_FSIZE, &limit);
  refused = roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, bytes, id, &error);
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_null (refused);
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (roster_office_get_blob (fixture->office, SELLER, SELLER_BOOK, id, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND);
  g_clear_error (&error);

  taken = roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, bytes, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (taken, ==, id);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/office/blobs/" path, OfficeFixture, NULL, office_fixture_set_up, func, office_fixture_tear_down)

  ADD ("what-was-sent-comes-back", test_what_was_sent_comes_back);
  ADD ("large-photos-are-taken-whole", test_large_photos_are_taken_whole);
  ADD ("damaged-and-foreign-content-is-refused", test_damaged_and_foreign_content_is_refused);
  ADD ("full-disk-keeps-nothing", test_full_disk_keeps_nothing);
  ADD ("rights", test_rights);
  ADD ("accounts-keep-their-own", test_accounts_keep_their_own);

  return g_test_run ();
}
