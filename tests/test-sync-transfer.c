/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "roster-account.h"
#include "roster-office-transfer.h"
#include "sync-fixture.h"

#define STREAMER (&roster_streamer_type)
#define ACTIVITY (&roster_activity_type)

/* The colleague's computer beside those of the salesperson and the manager, who sees both books. */
typedef struct
{
  SyncFixture sync;
  Client *colleague;
  char *call;
} Fixture;

static char *
new_call (Client     *client,
          const char *streamer,
          const char *text)
{
  g_autofree char *account = roster_cache_account_for (client->cache, ROSTER_SCOPE_BOOK);
  char *id = roster_cache_new_id (client->cache);
  g_autoptr (RosterRecord) record = roster_record_new (ACTIVITY, id, account);

  roster_record_set_text (record, "streamer", streamer);
  roster_record_set_text (record, "kind", "call");
  roster_record_set_text (record, "text", text);
  roster_record_set_number (record, "at", FIXTURE_NOW);
  roster_record_apply_defaults (record);
  client_create (client, record);
  return id;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  sync_set_up (&fixture->sync, NULL);
  fixture->colleague = client_new (&fixture->sync.office, COLLEAGUE, 21);
  client_must_sync (fixture->colleague);
  fixture->call = new_call (fixture->sync.mine, fixture->sync.streamer, "想看样品");
  client_must_sync (fixture->sync.mine);
  client_must_sync (fixture->sync.other);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->call);
  client_free (fixture->colleague);
  sync_tear_down (&fixture->sync, NULL);
}

static guint
transfer (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  guint n_moved = 0;

  roster_office_transfer (fixture->sync.office.office, fixture->sync.streamer, "colleague", &n_moved, &error);
  g_assert_no_error (error);
  return n_moved;
}

static void
assert_in_book (Client                 *client,
                const RosterRecordType *type,
                const char             *id,
                const char             *account)
{
  g_autoptr (RosterRecord) record = client_get (client, type, id);

  g_assert_cmpstr (record != NULL ? roster_record_account (record) : NULL, ==, account);
}

static void
test_all_computers_agree (Fixture       *fixture,
                          gconstpointer  data)
{
  Client *clients[] = { fixture->sync.mine, fixture->sync.other, fixture->colleague };

  g_assert_cmpuint (transfer (fixture), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      const char *book = clients[i] == fixture->sync.mine ? NULL : COLLEAGUE_BOOK;

      client_must_sync (clients[i]);
      assert_in_book (clients[i], STREAMER, fixture->sync.streamer, book);
      assert_in_book (clients[i], ACTIVITY, fixture->call, book);
      sync_assert_at_peace (clients[i]);
    }

  /* The new salesperson works on, and the manager sees it. */
  client_set (fixture->colleague, STREAMER, fixture->sync.streamer, "city", "义乌");
  client_must_sync (fixture->colleague);
  client_must_sync (fixture->sync.other);
  sync_assert_text (fixture->sync.other, fixture->sync.streamer, "city", "义乌");
}

static RosterPending *
refused (Client                 *client,
         const RosterRecordType *type,
         const char             *id)
{
  g_autoptr (GError) error = NULL;
  RosterPending *pending = roster_cache_get_pending (client->cache, type, id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pending);
  g_assert_cmpint (pending->state, ==, ROSTER_PENDING_REFUSED);
  g_assert_nonnull (strstr (pending->reason, "moved to the book of"));
  return pending;
}

/* What was entered offline for a streamer who has moved meanwhile is never lost and never makes a second streamer. */
static void
test_waiting_edits_are_refused_visibly (Fixture       *fixture,
                                        gconstpointer  data)
{
  Client *mine = fixture->sync.mine;
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (RosterPending) streamer = NULL, call = NULL, again = NULL;
  g_autoptr (RosterRecord) there = NULL;

  client_set (mine, STREAMER, fixture->sync.streamer, "city", "杭州");
  second = new_call (mine, fixture->sync.streamer, "周四再打");
  transfer (fixture);
  client_must_sync (mine);

  /* The new call names somebody who is not there any more; the edit meets a deletion and asks. */
  call = refused (mine, ACTIVITY, second);
  conflicts = roster_cache_list_conflicts (mine->cache, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_true (roster_cache_resolve_conflict (mine->cache, ((RosterConflict *) conflicts->pdata[0])->number,
                                                ROSTER_SIDE_MINE, NULL));
  client_must_sync (mine);
  streamer = refused (mine, STREAMER, fixture->sync.streamer);
  g_assert_cmpstr (roster_record_text (streamer->current, "city"), ==, "杭州");

  /* Sending it again changes nothing; giving it up leaves what the office has: nothing in this book. */
  g_assert_true (roster_cache_retry_pending (mine->cache, STREAMER, fixture->sync.streamer, NULL));
  client_must_sync (mine);
  again = refused (mine, STREAMER, fixture->sync.streamer);
  g_assert_true (roster_cache_drop_pending (mine->cache, STREAMER, fixture->sync.streamer, NULL));
  g_assert_true (roster_cache_drop_pending (mine->cache, ACTIVITY, second, NULL));
  client_must_sync (mine);
  sync_assert_at_peace (mine);
  assert_in_book (mine, STREAMER, fixture->sync.streamer, NULL);

  client_must_sync (fixture->colleague);
  there = client_get (fixture->colleague, STREAMER, fixture->sync.streamer);
  g_assert_cmpstr (roster_record_text (there, "name"), ==, "张三");
  g_assert_null (roster_record_text (there, "city"));
}

/* And back again: the tombstones of the first move do not stand in the way. */
static void
test_there_and_back (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  guint n_moved;

  transfer (fixture);
  client_must_sync (fixture->sync.mine);
  client_must_sync (fixture->colleague);
  roster_office_transfer (fixture->sync.office.office, fixture->sync.streamer, "seller", &n_moved, &error);
  g_assert_no_error (error);
  client_must_sync (fixture->sync.mine);
  client_must_sync (fixture->colleague);
  client_must_sync (fixture->sync.other);
  assert_in_book (fixture->sync.mine, STREAMER, fixture->sync.streamer, SELLER_BOOK);
  assert_in_book (fixture->sync.mine, ACTIVITY, fixture->call, SELLER_BOOK);
  assert_in_book (fixture->colleague, STREAMER, fixture->sync.streamer, NULL);
  assert_in_book (fixture->sync.other, STREAMER, fixture->sync.streamer, SELLER_BOOK);
  sync_assert_at_peace (fixture->sync.mine);
}

int
main (int   argc,
      char *argv[])
{
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

  ADD ("/sync/transfer/all-computers-agree", test_all_computers_agree);
  ADD ("/sync/transfer/waiting-edits-are-refused-visibly", test_waiting_edits_are_refused_visibly);
  ADD ("/sync/transfer/there-and-back", test_there_and_back);

  return g_test_run ();
}
