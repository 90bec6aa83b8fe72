/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-blob-download.h"
#include "roster-blob-folder.h"
#include "roster-blob-id.h"
#include "roster-blob-queue.h"
#include "roster-office-blob.h"
#include "roster-office-rules.h"
#include "sync-fixture.h"

#define CHECKLIST "0195a000-0000-7000-8000-000000000208"
#define SIZE 3000

typedef struct
{
  SyncFixture sync;
  char *walk;
} Fixture;

static RosterOffice *
office (Fixture *fixture)
{
  return fixture->sync.office.office;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (RosterRecord) walk = NULL;

  sync_set_up (&fixture->sync, data);
  office_fixture_create (&fixture->sync.office, COMPANY, "Checklist",
                         "{\"id\":\"" CHECKLIST "\",\"name\":\"A\",\"version\":1,\"state\":\"published\","
                         "\"sections\":[]}");
  fixture->walk = roster_cache_new_id (fixture->sync.mine->cache);
  walk = roster_record_new (&roster_walkthrough_type, fixture->walk, SELLER_BOOK);
  roster_record_set_text (walk, "streamer", fixture->sync.streamer);
  roster_record_set_text (walk, "checklist", CHECKLIST);
  roster_record_set_number (walk, "checklistVersion", 1);
  roster_record_set_text (walk, "state", "running");
  roster_record_set_number (walk, "startedAt", FIXTURE_NOW);
  client_create (fixture->sync.mine, walk);
  client_must_sync (fixture->sync.mine);
  client_must_sync (fixture->sync.other);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->walk);
  sync_tear_down (&fixture->sync, data);
}

static char *
folder_of (Client *client)
{
  return roster_blob_folder_for (client->path);
}

/* A person takes a photo: it lies in the folder, then the walk-through names it. */
static char *
take_photo (Fixture *fixture,
            Client  *client,
            guint    number)
{
  guint8 *content = g_malloc0 (SIZE);
  g_autoptr (GBytes) bytes = g_bytes_new_take (content, SIZE);
  g_autofree char *folder = folder_of (client), *key = NULL;
  g_autoptr (RosterRecord) before = client_get (client, &roster_walkthrough_type, fixture->walk);
  g_autoptr (RosterRecord) after = roster_record_copy (before);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "photo");
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GVariant *map = roster_record_value (before, "photos");
  g_autoptr (GError) error = NULL;
  const char *name, *value;
  GVariantIter iter;
  char *id;

  memcpy (content, "\xff\xd8\xff\xe0", 4);
  content[4] = (guint8) number;
  id = roster_blob_folder_write (folder, bytes, &error);
  g_assert_no_error (error);

  if (map != NULL)
    {
      g_variant_iter_init (&iter, map);
      while (g_variant_iter_next (&iter, "{&s&s}", &name, &value))
        g_hash_table_insert (entries, g_strdup (name), g_strdup (value));
    }
  key = g_strdup_printf ("light:%013u-%s", number, id);
  g_hash_table_insert (entries, g_steal_pointer (&key), g_strdup ("{}"));
  roster_record_set (after, "photos", roster_value_new_map (entries));
  roster_edit_update (edit, before, after);
  g_assert_true (roster_cache_apply (client->cache, edit, NULL, &error));
  g_assert_no_error (error);
  return id;
}

static guint
n_queued (Client *client)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blobs = roster_cache_list_blobs (client->cache, &error);

  g_assert_no_error (error);
  return blobs->len;
}

static gboolean
office_has (Fixture    *fixture,
            const char *id)
{
  g_autoptr (GBytes) bytes = roster_office_get_blob (office (fixture), SELLER, SELLER_BOOK, id, NULL);

  return bytes != NULL;
}

static gboolean
download (Fixture     *fixture,
          Client      *client,
          const char  *id,
          GError     **error)
{
  g_autofree char *folder = folder_of (client);
  g_autoptr (RosterSession) session = roster_session_load (ROSTER_TRANSPORT (client->network), client->cache);

  return roster_blob_download (session, ROSTER_TRANSPORT (client->network), client->person, folder, SELLER_BOOK, id,
                               NULL, error);
}

static void
sync_expecting (Client          *client,
                RosterSyncError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (client_sync (client, &error));
  g_assert_error (error, ROSTER_SYNC_ERROR, (int) code);
}

static void
photos_go_with_their_walk_through (Fixture       *fixture,
                                   gconstpointer  data)
{
  Client *mine = fixture->sync.mine, *other = fixture->sync.other;
  g_autofree char *one = take_photo (fixture, mine, 1), *two = take_photo (fixture, mine, 2), *folder = NULL;
  g_autoptr (GBytes) here = NULL;
  g_autoptr (GError) error = NULL;
  RosterOutboxCounts counts;

  g_assert_true (roster_cache_count_pending (mine->cache, &counts, &error));
  g_assert_cmpuint (counts.photos, ==, 2);
  g_assert_cmpuint (roster_outbox_total (&counts), ==, 3);

  client_must_sync (mine);
  g_assert_cmpuint (mine->report.n_photos, ==, 2);
  g_assert_cmpuint (n_queued (mine), ==, 0);
  sync_assert_at_peace (mine);

  client_must_sync (other);
  g_assert_true (download (fixture, other, one, &error));
  g_assert_true (download (fixture, other, two, &error));
  g_assert_no_error (error);
  folder = folder_of (other);
  here = roster_blob_folder_read (folder, one, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (here), ==, SIZE);
}

/* A sync without photos is what it was. */
static void
without_photos_nothing_is_sent (Fixture       *fixture,
                                gconstpointer  data)
{
  client_must_sync (fixture->sync.mine);
  g_assert_cmpuint (fixture->sync.mine->report.n_requests, ==, 1);
}

static void
cut_upload (OfficeTransport *network,
            gpointer         fault)
{
  office_transport_set_fault (network, GPOINTER_TO_INT (fault));
}

/* The network is cut during an upload: the photo stays, and is there after the next sync. Where only the answer was
   lost, the photo does not go a second time. */
static void
a_cut_network_loses_nothing (Fixture       *fixture,
                             gconstpointer  data)
{
  static const struct
  {
    Fault fault;
    RosterSyncError error;
    guint n_sent;
  } cases[] = {
    { FAULT_REQUEST_LOST, ROSTER_SYNC_ERROR_OFFLINE, 1 },
    { FAULT_RESPONSE_LOST, ROSTER_SYNC_ERROR_OFFLINE, 1 },
    { FAULT_UNAVAILABLE, ROSTER_SYNC_ERROR_UNAVAILABLE, 1 },
    { FAULT_ONE_TOO_MANY, ROSTER_SYNC_ERROR_UNAVAILABLE, 1 },
  };
  Client *mine = fixture->sync.mine;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize before = office_transport_n_uploaded (mine->network);
      g_autofree char *id = take_photo (fixture, mine, 10 + i);

      /* The records go first, and then the photo meets the fault. */
      office_transport_after_next (mine->network, cut_upload, GINT_TO_POINTER (cases[i].fault));
      sync_expecting (mine, cases[i].error);
      g_assert_cmpuint (n_queued (mine), ==, 1);
      g_assert_cmpuint (client_n_pending (mine, ROSTER_PENDING_WAITING), ==, 0);

      client_restart (mine);
      client_must_sync (mine);
      g_assert_cmpuint (n_queued (mine), ==, 0);
      g_assert_true (office_has (fixture, id));
      g_assert_cmpuint (office_transport_n_uploaded (mine->network) - before, ==, SIZE * cases[i].n_sent);
    }
}

/* What arrives otherwise than it was sent is not kept, and is sent again. */
static void
a_photo_damaged_on_its_way_is_sent_again (Fixture       *fixture,
                                          gconstpointer  data)
{
  Client *mine = fixture->sync.mine;
  g_autofree char *id = take_photo (fixture, mine, 1);

  office_transport_damage_next (mine->network);
  sync_expecting (mine, ROSTER_SYNC_ERROR_UNAVAILABLE);
  g_assert_false (office_has (fixture, id));
  client_must_sync (mine);
  g_assert_true (office_has (fixture, id));
}

/* A line that damages everything is no reason to try for ever: a person is told. */
static void
a_photo_that_never_arrives_whole_is_shown (Fixture       *fixture,
                                           gconstpointer  data)
{
  Client *mine = fixture->sync.mine;
  g_autofree char *id = take_photo (fixture, mine, 1);
  g_autoptr (GPtrArray) blobs = NULL;

  for (guint i = 0; i < 2; i++)
    {
      office_transport_damage_next (mine->network);
      sync_expecting (mine, ROSTER_SYNC_ERROR_UNAVAILABLE);
    }
  office_transport_damage_next (mine->network);
  client_must_sync (mine);
  blobs = roster_cache_list_blobs (mine->cache, NULL);
  g_assert_cmpuint (blobs->len, ==, 1);
  g_assert_nonnull (((RosterQueuedBlob *) blobs->pdata[0])->reason);
}

static void
what_is_not_there_yet_says_so (Fixture       *fixture,
                               gconstpointer  data)
{
  Client *mine = fixture->sync.mine, *other = fixture->sync.other;
  g_autofree char *id = take_photo (fixture, mine, 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (download (fixture, other, id, &error));
  g_assert_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_NOT_THERE);
  g_clear_error (&error);
  client_must_sync (mine);
  g_assert_true (download (fixture, other, id, &error));
  g_assert_no_error (error);
}

static void
a_download_that_is_not_what_it_should_be_is_not_kept (Fixture       *fixture,
                                                      gconstpointer  data)
{
  Client *mine = fixture->sync.mine, *other = fixture->sync.other;
  g_autofree char *id = take_photo (fixture, mine, 1), *folder = folder_of (other);
  g_autoptr (GError) error = NULL;

  client_must_sync (mine);
  office_transport_damage_next (other->network);
  g_assert_false (download (fixture, other, id, &error));
  g_assert_error (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_PROTOCOL);
  g_assert_false (roster_blob_folder_has (folder, id));
  g_clear_error (&error);
  g_assert_true (download (fixture, other, id, &error));
  g_assert_true (roster_blob_folder_has (folder, id));
}

/* Two people photograph the same item at the same time: both photos stand, and nobody is asked anything. */
static void
photos_of_two_people_both_stand (Fixture       *fixture,
                                 gconstpointer  data)
{
  Client *mine = fixture->sync.mine, *other = fixture->sync.other;
  g_autofree char *one = take_photo (fixture, mine, 1), *two = take_photo (fixture, other, 2);
  Client *const both[] = { mine, other };

  client_must_sync (mine);
  client_must_sync (other);
  client_must_sync (mine);
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (RosterRecord) walk = client_get (both[i], &roster_walkthrough_type, fixture->walk);
      g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autofree char *json = client_text (both[i], &roster_walkthrough_type, fixture->walk, "photos");

      roster_blob_ids_find (json, ids);
      g_assert_cmpuint (g_hash_table_size (ids), ==, 2);
      g_assert_true (g_hash_table_contains (ids, one));
      g_assert_true (g_hash_table_contains (ids, two));
      g_assert_cmpuint (client_n_conflicts (both[i]), ==, 0);
      g_assert_cmpuint (n_queued (both[i]), ==, 0);
    }
  g_assert_true (office_has (fixture, one));
  g_assert_true (office_has (fixture, two));
}

/* The office has no room left: the photo stays here with the reason, and goes when a person tries again. */
static void
a_full_office_says_so (Fixture       *fixture,
                       gconstpointer  data)
{
  Client *mine = fixture->sync.mine;
  g_autoptr (GBytes) filler = NULL;
  g_autofree char *filled = NULL, *id = NULL;
  g_autoptr (GPtrArray) blobs = NULL;
  g_autoptr (GError) error = NULL;
  guint8 *content = g_malloc0 (1000000);
  RosterOutboxCounts counts;

  memcpy (content, "\xff\xd8\xff\xe0", 4);
  filler = g_bytes_new_take (content, 1000000);
  g_assert_true (roster_office_set_rule (office (fixture), ROSTER_RULE_PHOTO_QUOTA_MEGABYTES, 1, NULL, &error));
  filled = roster_office_put_blob (office (fixture), SELLER, SELLER_BOOK, filler, NULL, &error);
  g_assert_no_error (error);

  id = take_photo (fixture, mine, 1);
  client_must_sync (mine);
  g_assert_cmpuint (mine->report.n_refused, ==, 1);
  blobs = roster_cache_list_blobs (mine->cache, NULL);
  g_assert_cmpuint (blobs->len, ==, 1);
  g_assert_nonnull (strstr (((RosterQueuedBlob *) blobs->pdata[0])->reason, "1 MB"));
  g_assert_true (roster_cache_count_pending (mine->cache, &counts, NULL));
  g_assert_cmpuint (counts.refused_photos, ==, 1);
  g_assert_cmpuint (roster_outbox_attention (&counts), ==, 1);

  /* It is not tried by itself. */
  client_must_sync (mine);
  g_assert_cmpuint (mine->report.n_requests, ==, 1);

  g_assert_true (roster_office_set_rule (office (fixture), ROSTER_RULE_PHOTO_QUOTA_MEGABYTES, 2, NULL, &error));
  g_assert_true (roster_cache_retry_blobs (mine->cache, id, &error) == 1);
  client_must_sync (mine);
  g_assert_true (office_has (fixture, id));
  g_assert_cmpuint (n_queued (mine), ==, 0);
}

/* Another person signs in on the same computer: the photos of the person before go, for the office has them. One that
   it refused and that was given up is nowhere else: it stays. */
static void
photos_go_with_their_person (Fixture       *fixture,
                             gconstpointer  data)
{
  Client *mine = fixture->sync.mine;
  g_autofree char *folder = folder_of (mine), *sent = take_photo (fixture, mine, 1), *kept = NULL;
  g_autoptr (GPtrArray) blobs = NULL;
  g_autoptr (GError) error = NULL;

  client_must_sync (mine);
  kept = take_photo (fixture, mine, 2);
  blobs = roster_cache_list_blobs (mine->cache, NULL);
  g_assert_cmpuint (blobs->len, ==, 1);

  /* Nobody takes over what waits. */
  mine->person = STRANGER;
  roster_cache_set_fact (mine->cache, ROSTER_FACT_SESSION, NULL, NULL);
  g_assert_false (client_sync (mine, &error));
  g_assert_true (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OTHER_PERSON));
  g_assert_true (roster_blob_folder_has (folder, sent));

  mine->person = SELLER;
  roster_cache_set_fact (mine->cache, ROSTER_FACT_SESSION, NULL, NULL);
  g_assert_true (roster_cache_refuse_blob (mine->cache, blobs->pdata[0], "full", NULL));
  client_must_sync (mine);
  g_assert_true (roster_cache_give_up_blob (mine->cache, blobs->pdata[0], NULL));
  mine->person = STRANGER;
  roster_cache_set_fact (mine->cache, ROSTER_FACT_SESSION, NULL, NULL);
  client_must_sync (mine);
  g_assert_false (roster_blob_folder_has (folder, sent));
  g_assert_true (roster_blob_folder_has (folder, kept));
}

/* A file that is gone or changed is no photo any more: a person is told, and the others go. */
static void
a_lost_file_does_not_hold_up_the_others (Fixture       *fixture,
                                         gconstpointer  data)
{
  Client *mine = fixture->sync.mine;
  g_autofree char *lost = take_photo (fixture, mine, 1), *kept = take_photo (fixture, mine, 2);
  g_autofree char *folder = folder_of (mine), *path = g_build_filename (folder, lost, NULL);
  g_autoptr (GPtrArray) blobs = NULL;

  g_assert_true (g_file_set_contents (path, "something else", -1, NULL));
  client_must_sync (mine);
  g_assert_true (office_has (fixture, kept));
  blobs = roster_cache_list_blobs (mine->cache, NULL);
  g_assert_cmpuint (blobs->len, ==, 1);
  g_assert_cmpstr (((RosterQueuedBlob *) blobs->pdata[0])->id, ==, lost);
  g_assert_nonnull (((RosterQueuedBlob *) blobs->pdata[0])->reason);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/sync/photos/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("go-with-their-walk-through", photos_go_with_their_walk_through);
  ADD ("go-with-their-person", photos_go_with_their_person);
  ADD ("without-photos-nothing-is-sent", without_photos_nothing_is_sent);
  ADD ("a-cut-network-loses-nothing", a_cut_network_loses_nothing);
  ADD ("a-photo-damaged-on-its-way-is-sent-again", a_photo_damaged_on_its_way_is_sent_again);
  ADD ("a-photo-that-never-arrives-whole-is-shown", a_photo_that_never_arrives_whole_is_shown);
  ADD ("what-is-not-there-yet-says-so", what_is_not_there_yet_says_so);
  ADD ("a-wrong-download-is-not-kept", a_download_that_is_not_what_it_should_be_is_not_kept);
  ADD ("of-two-people-both-stand", photos_of_two_people_both_stand);
  ADD ("a-full-office-says-so", a_full_office_says_so);
  ADD ("a-lost-file-does-not-hold-up-the-others", a_lost_file_does_not_hold_up_the_others);

  return g_test_run ();
}
