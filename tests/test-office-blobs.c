/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "office-fixture.h"
#include "roster-office-blob.h"
#include "roster-office-rules.h"

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
  g_autofree char *id = roster_blob_id (whole), *part_id = roster_blob_id (part);
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
  g_autofree char *id = roster_blob_id (bytes);

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
  g_autofree char *id = roster_blob_id (bytes), *refused = NULL, *taken = NULL;
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

/* An account has so much room and no more; what is there already takes none, and another account has its own. */
static void
test_a_quota_bounds_an_account (OfficeFixture *fixture,
                                gconstpointer  data)
{
  g_autoptr (GBytes) one = photo (600000), two = photo (600001), small = photo (1000);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL, *again = NULL, *fits = NULL, *elsewhere = NULL;

  g_assert_true (roster_office_set_rule (fixture->office, ROSTER_RULE_PHOTO_QUOTA_MEGABYTES, 1, NULL, &error));
  kept = roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, one, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, two, NULL, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_OVER_QUOTA);
  g_assert_nonnull (strstr (error->message, "1 MB"));
  g_clear_error (&error);

  again = roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, one, NULL, &error);
  fits = roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, small, NULL, &error);
  elsewhere = roster_office_put_blob (fixture->office, MANAGER, COLLEAGUE_BOOK, two, NULL, &error);
  g_assert_no_error (error);
}

#define N_SENDERS 8

typedef struct
{
  RosterOffice *office;
  gsize size;
} Sending;

static gpointer
send_in_thread (gpointer data)
{
  const Sending *sending = data;
  g_autoptr (GBytes) bytes = photo (sending->size);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = roster_office_put_blob (sending->office, SELLER, SELLER_BOOK, bytes, NULL, &error);

  if (id == NULL)
    g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_OVER_QUOTA);
  return GINT_TO_POINTER (id != NULL);
}

/* All of a book's people send at the same moment. */
static void
test_a_quota_holds_for_many_at_once (OfficeFixture *fixture,
                                     gconstpointer  data)
{
  GThread *threads[N_SENDERS];
  Sending sendings[N_SENDERS];
  g_autoptr (GError) error = NULL;
  guint n_kept = 0;

  g_assert_true (roster_office_set_rule (fixture->office, ROSTER_RULE_PHOTO_QUOTA_MEGABYTES, 1, NULL, &error));
  for (guint i = 0; i < N_SENDERS; i++)
    {
      sendings[i] = (Sending){ fixture->office, 300000 + i };
      threads[i] = g_thread_new ("sender", send_in_thread, &sendings[i]);
    }
  for (guint i = 0; i < N_SENDERS; i++)
    n_kept += GPOINTER_TO_UINT (g_thread_join (threads[i])) != 0;
  g_assert_cmpuint (n_kept, ==, 3);
}

/* Whoever never got the answer asks before sending a second time; asking takes the right to write. */
static void
test_asking_whether_it_is_there (OfficeFixture *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GBytes) bytes = photo (100);
  g_autofree char *id = roster_blob_id (bytes), *put = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (roster_office_has_blob (fixture->office, SELLER, SELLER_BOOK, id, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  put = roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, bytes, NULL, &error);
  g_assert_true (roster_office_has_blob (fixture->office, SELLER, SELLER_BOOK, id, &error));
  g_assert_no_error (error);
  g_assert_false (roster_office_has_blob (fixture->office, SELLER, STRANGER_BOOK, id, &error));
  g_assert_error (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_ACCOUNT_NOT_FOUND);
}

static gboolean
is_there (OfficeFixture *fixture,
          const char    *id)
{
  g_autoptr (GBytes) bytes = roster_office_get_blob (fixture->office, SELLER, SELLER_BOOK, id, NULL);

  return bytes != NULL;
}

static gint64
purge_after (OfficeFixture *fixture,
             gint64         days)
{
  g_autoptr (GError) error = NULL;
  gint64 n_purged;

  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->clock), days * 86400000);
  g_assert_true (roster_office_purge_blobs (fixture->office, &n_purged, &error));
  g_assert_no_error (error);
  return n_purged;
}

#define WALK "0195a000-0000-7000-8000-000000000301"

/* What no record names goes after its time; what one names stays however old it is, and what was sent again or named
   until lately as well. */
static void
test_what_nothing_names_is_purged (OfficeFixture *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GBytes) first = photo (100), second = photo (101), third = photo (102);
  g_autofree char *named = roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, first, NULL, NULL);
  g_autofree char *loose = roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, second, NULL, NULL);
  g_autofree char *sent_again = roster_office_put_blob (fixture->office, SELLER, SELLER_BOOK, third, NULL, NULL);
  g_autofree char *json = g_strdup_printf ("{\"id\":\"" WALK "\",\"streamer\":\"" WALK "\",\"checklist\":\"" WALK
                                           "\",\"checklistVersion\":1,\"state\":\"running\","
                                           "\"startedAt\":1772000000000,\"photos\":{\"light:0000000000001-%s\":{}}}",
                                           named);
  g_autofree char *destroyed = NULL;

  office_fixture_create (fixture, SELLER_BOOK, "Walkthrough", json);
  g_assert_cmpint (purge_after (fixture, 20), ==, 0);
  g_assert_true (roster_office_has_blob (fixture->office, SELLER, SELLER_BOOK, sent_again, NULL));
  g_assert_cmpint (purge_after (fixture, 15), ==, 1);
  g_assert_true (is_there (fixture, named));
  g_assert_false (is_there (fixture, loose));
  g_assert_true (is_there (fixture, sent_again));

  /* A deletion may be undone for as long. */
  destroyed = office_fixture_call (fixture, SELLER, "Walkthrough/set",
                                   "{\"accountId\":\"" SELLER_BOOK "\",\"destroy\":[\"" WALK "\"]}");
  g_assert_nonnull (strstr (destroyed, "\"destroyed\":[\"" WALK "\"]"));
  g_assert_cmpint (purge_after (fixture, 20), ==, 1);
  g_assert_true (is_there (fixture, named));
  g_assert_false (is_there (fixture, sent_again));
  g_assert_cmpint (purge_after (fixture, 15), ==, 1);
  g_assert_false (is_there (fixture, named));
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
  ADD ("a-quota-bounds-an-account", test_a_quota_bounds_an_account);
  ADD ("a-quota-holds-for-many-at-once", test_a_quota_holds_for_many_at_once);
  ADD ("asking-whether-it-is-there", test_asking_whether_it_is_there);
  ADD ("what-nothing-names-is-purged", test_what_nothing_names_is_purged);
  ADD ("rights", test_rights);
  ADD ("accounts-keep-their-own", test_accounts_keep_their_own);

  return g_test_run ();
}
