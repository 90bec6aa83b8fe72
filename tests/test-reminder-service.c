/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include <sqlite3.h>

#include "faulty-vfs.h"
#include "notifier-fixture.h"
#include "roster-account.h"
#include "roster-cache-reminders.h"
#include "roster-reminder-service.h"
#include "roster-reminder.h"
#include "roster-wake-source.h"
#include "roster-wall.h"

#define START G_GINT64_CONSTANT (1772000000000)
#define MINUTE G_GINT64_CONSTANT (60000)

typedef struct
{
  char *folder;
  char *path;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterStore *store;
  TestNotifier *notifier;
  RosterReminderService *service;
  char *streamer;
  char *opened;
} Fixture;

static void
open_cb (Fixture    *fixture,
         const char *type,
         const char *id)
{
  g_free (fixture->opened);
  fixture->opened = g_strconcat (type, "/", id, NULL);
}

static void
start (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->store = roster_store_open (fixture->path, fixture->clock, fixture->ids, NULL, &error);
  g_assert_no_error (error);
  fixture->notifier = g_object_new (TEST_TYPE_NOTIFIER, NULL);
  fixture->service =
      roster_reminder_service_new (fixture->store, fixture->clock, ROSTER_NOTIFIER (fixture->notifier));
  g_signal_connect_swapped (fixture->service, "open", G_CALLBACK (open_cb), fixture);
  roster_reminder_service_start (fixture->service);
}

static void
stop (Fixture *fixture)
{
  roster_reminder_service_stop (fixture->service);
  g_clear_object (&fixture->service);
  roster_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->notifier);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("roster-reminders-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "cache.db", NULL);
  fixture->clock = roster_manual_clock_new (START, "Asia/Shanghai");
  fixture->ids = roster_id_source_new_seeded (fixture->clock, 3);
  start (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const names[] = { "cache.db", "cache.db-wal", "cache.db-shm" };

  stop (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_object_unref (fixture->ids);
  g_object_unref (fixture->clock);
  g_free (fixture->path);
  g_free (fixture->folder);
  g_free (fixture->streamer);
  g_free (fixture->opened);
}

/* Turns the loop until something holds; it only takes long when it fails. */
#define wait_until(condition)                                       \
  G_STMT_START                                                      \
  {                                                                 \
    gint64 give_up = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < give_up)       \
      {                                                             \
        g_main_context_iteration (NULL, FALSE);                     \
        g_usleep (1000);                                            \
      }                                                             \
    g_assert_true (condition);                                      \
  }                                                                 \
  G_STMT_END

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(gboolean *) user_data = TRUE;
  g_assert_cmpint (roster_store_apply_finish (ROSTER_STORE (source), result, &error), >, 0);
  g_assert_no_error (error);
}

static void
apply (Fixture    *fixture,
       RosterEdit *edit)
{
  gboolean done = FALSE;

  roster_store_apply_async (fixture->store, edit, NULL, applied_cb, &done);
  wait_until (done);
}

/* A live that starts so many minutes after the fixture's time, without a word about its line-up and its results. */
static RosterRecord *
add_live (Fixture *fixture,
          int      minutes)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Plan");
  g_autofree char *id = roster_id_source_next (fixture->ids);
  RosterRecord *live = roster_record_new (&roster_live_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);
  char wall[ROSTER_WALL_TEXT];

  if (fixture->streamer == NULL)
    {
      g_autoptr (RosterRecord) streamer = NULL;

      fixture->streamer = roster_id_source_next (fixture->ids);
      streamer = roster_record_new (&roster_streamer_type, fixture->streamer, ROSTER_LOCAL_BOOK_ACCOUNT);
      roster_record_set_text (streamer, "name", "张三");
      roster_record_set_text (streamer, "kuaishouId", "zs666");
      roster_record_set_text (streamer, "state", "paused");
      roster_edit_create (edit, streamer);
    }

  roster_wall_print (START / 1000 + 60 * minutes, wall);
  roster_record_set_text (live, "streamer", fixture->streamer);
  roster_record_set_text (live, "name", "Evening");
  roster_record_set_text (live, "startLocal", wall);
  roster_record_set_text (live, "zone", "UTC");
  roster_record_set_number (live, "durationMinutes", 60);
  roster_record_set_text (live, "state", "planned");
  roster_reminder_set_minutes (live, ROSTER_REMINDER_LINE_UP_OPEN, ROSTER_REMINDER_OFF);
  roster_reminder_set_minutes (live, ROSTER_REMINDER_RESULTS, ROSTER_REMINDER_OFF);
  roster_edit_create (edit, live);
  apply (fixture, edit);
  return live;
}

static void
advance_to (Fixture *fixture,
            int      minutes)
{
  roster_manual_clock_set (ROSTER_MANUAL_CLOCK (fixture->clock), START + minutes * MINUTE);
  roster_reminder_service_check (fixture->service);
}

static guint
n_on_screen (Fixture *fixture)
{
  return g_hash_table_size (fixture->notifier->shown);
}

static GPtrArray *
read_ledger (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  RosterCache *cache = roster_cache_open_reader (fixture->path, fixture->clock, &error);
  GPtrArray *ledger;

  g_assert_no_error (error);
  ledger = roster_cache_reminder_ledger (cache, 100, &error);
  g_assert_no_error (error);
  roster_cache_close (cache);
  return ledger;
}

static guint
ledger_length (Fixture *fixture)
{
  g_autoptr (GPtrArray) ledger = read_ledger (fixture);

  return ledger->len;
}

static void
test_shown_and_not_again_after_a_restart (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr (RosterRecord) live = add_live (fixture, 60);
  g_autofree char *key = g_strconcat ("before-start/", roster_record_id (live), NULL);

  wait_until (roster_reminder_service_next_wake (fixture->service) == START + 30 * MINUTE);
  g_assert_cmpuint (n_on_screen (fixture), ==, 0);
  advance_to (fixture, 30);
  g_assert_cmpuint (n_on_screen (fixture), ==, 1);
  g_assert_true (g_str_has_prefix (g_hash_table_lookup (fixture->notifier->shown, key), "Live soon: 张三|"));
  wait_until (ledger_length (fixture) == 1);

  stop (fixture);
  start (fixture);
  wait_until (roster_reminder_service_next_wake (fixture->service) == START + 60 * MINUTE);
  g_assert_cmpuint (fixture->notifier->n_shown, ==, 0);
  g_assert_cmpuint (ledger_length (fixture), ==, 1);
}

static void
test_answers (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (RosterRecord) live = add_live (fixture, 60);
  g_autofree char *key = g_strconcat ("before-start/", roster_record_id (live), NULL);
  g_autofree char *expected = g_strconcat ("Live/", roster_record_id (live), NULL);

  wait_until (roster_reminder_service_next_wake (fixture->service) == START + 30 * MINUTE);
  advance_to (fixture, 30);
  roster_notifier_answered (ROSTER_NOTIFIER (fixture->notifier), key, ROSTER_NOTIFIER_OPEN);
  g_assert_cmpstr (fixture->opened, ==, expected);

  roster_notifier_answered (ROSTER_NOTIFIER (fixture->notifier), key, ROSTER_NOTIFIER_10_MINUTES);
  g_assert_cmpuint (n_on_screen (fixture), ==, 0);
  wait_until (ledger_length (fixture) == 2);
  advance_to (fixture, 39);
  g_assert_cmpuint (n_on_screen (fixture), ==, 0);
  advance_to (fixture, 40);
  g_assert_cmpuint (n_on_screen (fixture), ==, 1);
  roster_notifier_answered (ROSTER_NOTIFIER (fixture->notifier), key, ROSTER_NOTIFIER_DONE);
  g_assert_cmpuint (n_on_screen (fixture), ==, 0);
  wait_until (ledger_length (fixture) == 4);

  stop (fixture);
  start (fixture);
  wait_until (roster_reminder_service_next_wake (fixture->service) == START + 60 * MINUTE);
  g_assert_cmpuint (fixture->notifier->n_shown, ==, 0);
}

static void
test_cancelled_is_withdrawn (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (RosterRecord) live = add_live (fixture, 60);
  g_autoptr (RosterRecord) cancelled = roster_record_copy (live);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Cancel");

  wait_until (roster_reminder_service_next_wake (fixture->service) == START + 30 * MINUTE);
  advance_to (fixture, 30);
  g_assert_cmpuint (n_on_screen (fixture), ==, 1);
  roster_record_set_text (cancelled, "state", "cancelled");
  roster_edit_update (edit, live, cancelled);
  apply (fixture, edit);
  wait_until (n_on_screen (fixture) == 0);
}

static void
test_no_daemon (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (RosterRecord) live = add_live (fixture, 60);
  g_autoptr (GPtrArray) ledger = NULL;

  wait_until (roster_reminder_service_next_wake (fixture->service) == START + 30 * MINUTE);
  fixture->notifier->available = FALSE;
  roster_notifier_availability_changed (ROSTER_NOTIFIER (fixture->notifier));
  advance_to (fixture, 35);
  g_assert_cmpuint (fixture->notifier->n_shown, ==, 0);
  fixture->notifier->available = TRUE;
  roster_notifier_availability_changed (ROSTER_NOTIFIER (fixture->notifier));
  g_assert_cmpuint (n_on_screen (fixture), ==, 1);
  wait_until (ledger_length (fixture) == 1);
  ledger = read_ledger (fixture);
  g_assert_cmpstr (((RosterLedgerEntry *) ledger->pdata[0])->reason, ==, "no-display");
}

static gboolean
in_view_cb (RosterReminderService *service,
            const RosterReminder  *reminder,
            const char            *id)
{
  return g_str_equal (reminder->id, id);
}

/* Nothing calls a person to where they are; the ledger says so, and it is not forgotten. */
static void
test_quiet_in_that_very_page (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (RosterRecord) live = add_live (fixture, 60), other = add_live (fixture, 60);
  g_autoptr (GPtrArray) ledger = NULL;
  guint n_in_view = 0;

  g_signal_connect (fixture->service, "in-view", G_CALLBACK (in_view_cb), (gpointer) roster_record_id (live));
  wait_until (roster_reminder_service_next_wake (fixture->service) == START + 30 * MINUTE &&
              roster_reminder_service_is_settled (fixture->service));
  advance_to (fixture, 30);
  g_assert_cmpuint (fixture->notifier->n_shown, ==, 1);
  g_assert_cmpuint (roster_reminder_service_n_waiting (fixture->service), ==, 2);
  wait_until (ledger_length (fixture) == 2);
  ledger = read_ledger (fixture);
  for (guint i = 0; i < ledger->len; i++)
    n_in_view += g_str_equal (((RosterLedgerEntry *) ledger->pdata[i])->what, "in-view");
  g_assert_cmpuint (n_in_view, ==, 1);
  advance_to (fixture, 31);
  g_assert_cmpuint (fixture->notifier->n_shown, ==, 1);
}

/* Put off past the start of the live, it stays on the screen when it comes back. */
static void
test_put_off_past_the_end_stays (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (RosterRecord) live = add_live (fixture, 60);
  g_autofree char *key = g_strconcat ("before-start/", roster_record_id (live), NULL);

  wait_until (roster_reminder_service_next_wake (fixture->service) == START + 30 * MINUTE);
  advance_to (fixture, 45);
  roster_notifier_answered (ROSTER_NOTIFIER (fixture->notifier), key, ROSTER_NOTIFIER_30_MINUTES);
  g_assert_null (g_hash_table_lookup (fixture->notifier->shown, key));
  advance_to (fixture, 60);
  advance_to (fixture, 70);
  advance_to (fixture, 75);
  g_assert_nonnull (g_hash_table_lookup (fixture->notifier->shown, key));
  advance_to (fixture, 76);
  g_assert_nonnull (g_hash_table_lookup (fixture->notifier->shown, key));
  advance_to (fixture, 75 + 60);
  g_assert_null (g_hash_table_lookup (fixture->notifier->shown, key));
}

static void
test_days_off (Fixture       *fixture,
               gconstpointer  data)
{
  wait_until (roster_reminder_service_next_wake (fixture->service) != G_MAXINT64);
  for (int i = 0; i < 5; i++)
    g_object_unref (add_live (fixture, 120 * (i + 1)));
  stop (fixture);
  roster_manual_clock_set (ROSTER_MANUAL_CLOCK (fixture->clock), START + 3 * 24 * 60 * MINUTE);
  start (fixture);
  wait_until (n_on_screen (fixture) == 1);
  g_assert_nonnull (g_hash_table_lookup (fixture->notifier->shown, "digest"));
  g_assert_true (g_str_has_prefix (g_hash_table_lookup (fixture->notifier->shown, "digest"),
                                   "15 reminders while you were away|"));
  wait_until (ledger_length (fixture) == 15);
  roster_reminder_service_check (fixture->service);
  g_assert_cmpuint (fixture->notifier->n_shown, ==, 1);
}

/* Stopped while it was reading, it reads anew when it is started again. */
static void
test_starts_again_after_a_stop (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (RosterRecord) live = add_live (fixture, 60);

  wait_until (roster_reminder_service_next_wake (fixture->service) == START + 30 * MINUTE);
  /* Lets it begin to read. */
  roster_reminder_service_stop (fixture->service);
  roster_reminder_service_start (fixture->service);
  g_assert_cmpint (roster_reminder_service_next_wake (fixture->service), ==, G_MAXINT64);
  while (!roster_reminder_service_is_reading (fixture->service))
    g_main_context_iteration (NULL, TRUE);
  roster_reminder_service_stop (fixture->service);
  roster_reminder_service_start (fixture->service);
  wait_until (roster_reminder_service_next_wake (fixture->service) == START + 30 * MINUTE);
}

/* The process that comes next takes over what is on the screen, shows nothing twice, and withdraws what was handled in
   between. */
static void
test_hands_over_what_is_on_the_screen (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (RosterRecord) live = add_live (fixture, 60), other = add_live (fixture, 60);
  g_autoptr (RosterRecord) cancelled = roster_record_copy (other);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Cancel");
  g_autofree char *key = g_strconcat ("before-start/", roster_record_id (live), NULL);

  wait_until (roster_reminder_service_next_wake (fixture->service) == START + 30 * MINUTE &&
              roster_reminder_service_is_settled (fixture->service));
  advance_to (fixture, 30);
  g_assert_cmpuint (n_on_screen (fixture), ==, 2);
  wait_until (ledger_length (fixture) == 2);
  roster_reminder_service_hand_over (fixture->service);
  g_assert_cmpuint (n_on_screen (fixture), ==, 2);
  roster_record_set_text (cancelled, "state", "cancelled");
  roster_edit_update (edit, other, cancelled);
  apply (fixture, edit);

  stop (fixture);
  start (fixture);
  wait_until (roster_reminder_service_next_wake (fixture->service) != G_MAXINT64);
  g_assert_cmpstr (g_hash_table_lookup (fixture->notifier->shown, key), ==, "taken over");
  g_assert_cmpuint (n_on_screen (fixture), ==, 1);
  g_assert_cmpuint (fixture->notifier->n_shown, ==, 0);
  roster_notifier_answered (ROSTER_NOTIFIER (fixture->notifier), key, ROSTER_NOTIFIER_DONE);
  g_assert_cmpuint (n_on_screen (fixture), ==, 0);
  wait_until (ledger_length (fixture) == 3);

  /* It is taken over once. */
  stop (fixture);
  start (fixture);
  wait_until (roster_reminder_service_next_wake (fixture->service) != G_MAXINT64);
  g_assert_cmpuint (n_on_screen (fixture), ==, 0);
}

static gpointer
do_nothing (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return GINT_TO_POINTER (TRUE);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Everything that was to be written by now has been tried. */
static void
finish_writing (Fixture *fixture)
{
  gboolean done = FALSE;

  roster_store_write_async (fixture->store, do_nothing, NULL, NULL, NULL, NULL, done_cb, &done);
  wait_until (done);
}

static gboolean
failed_cb (RosterReminderService *service,
           const char            *message,
           guint                 *n_failed)
{
  ++*n_failed;
  return TRUE;
}

/* On a full disk nothing counts as answered: the person hears of it and is asked again. */
static void
test_answer_that_is_not_stored_is_asked_again (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autoptr (RosterRecord) live = add_live (fixture, 60);
  g_autofree char *key = g_strconcat ("before-start/", roster_record_id (live), NULL);
  GHashTable *shown = fixture->notifier->shown;
  guint n_failed = 0;

  wait_until (roster_reminder_service_next_wake (fixture->service) == START + 30 * MINUTE);
  advance_to (fixture, 30);
  wait_until (ledger_length (fixture) == 1);
  for (guint minutes = 0; minutes <= 10; minutes += 10)
    {
      /* That it is shown again cannot be stored either. */
      g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*");
      g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*");
      faulty_vfs_fail_at (1, SQLITE_FULL);
      roster_notifier_answered (ROSTER_NOTIFIER (fixture->notifier), key,
                                minutes == 0 ? ROSTER_NOTIFIER_DONE : ROSTER_NOTIFIER_10_MINUTES);
      g_assert_null (g_hash_table_lookup (shown, key));
      wait_until (g_hash_table_lookup (shown, key) != NULL);
      g_assert_true (faulty_vfs_failed ());
      g_assert_cmpuint (roster_reminder_service_n_waiting (fixture->service), ==, 1);
      finish_writing (fixture);
      faulty_vfs_fail_at (0, SQLITE_OK);
      g_test_assert_expected_messages ();
      /* Where no window says so, a notification does. */
      if (minutes == 0)
        g_assert_nonnull (g_hash_table_lookup (shown, "failure"));
      else
        g_assert_cmpuint (n_failed, ==, 1);
      if (minutes == 0)
        g_signal_connect (fixture->service, "failed", G_CALLBACK (failed_cb), &n_failed);
    }

  roster_notifier_answered (ROSTER_NOTIFIER (fixture->notifier), key, ROSTER_NOTIFIER_DONE);
  wait_until (ledger_length (fixture) == 2);
  g_assert_null (g_hash_table_lookup (shown, key));
}

static gboolean
woken_cb (gboolean clock_was_set,
          gpointer user_data)
{
  (*(guint *) user_data)++;
  return G_SOURCE_CONTINUE;
}

/* The one test in real time: tens of milliseconds of it. */
static void
test_wake_source (void)
{
  g_autoptr (GSource) source = roster_wake_source_new ();
  guint n_woken = 0;
  gint64 began = g_get_real_time () / 1000;

  g_source_set_callback (source, (GSourceFunc) (void (*) (void)) woken_cb, &n_woken, NULL);
  g_source_attach (source, NULL);
  for (guint i = 0; i < 10; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (n_woken, ==, 0);

  roster_wake_source_set (source, began + 30);
  wait_until (n_woken == 1);
  g_assert_cmpint (g_get_real_time () / 1000, >=, began + 30);
  roster_wake_source_set (source, began);
  wait_until (n_woken == 2);
  roster_wake_source_set (source, G_MAXINT64);
  for (guint i = 0; i < 10; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (n_woken, ==, 2);
  g_source_destroy (source);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_vfs_install ();

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/reminder-service/shown-and-not-again-after-a-restart", test_shown_and_not_again_after_a_restart);
  ADD ("/reminder-service/answers", test_answers);
  ADD ("/reminder-service/cancelled-is-withdrawn", test_cancelled_is_withdrawn);
  ADD ("/reminder-service/no-daemon", test_no_daemon);
  ADD ("/reminder-service/quiet-in-that-very-page", test_quiet_in_that_very_page);
  ADD ("/reminder-service/put-off-past-the-end-stays", test_put_off_past_the_end_stays);
  ADD ("/reminder-service/days-off", test_days_off);
  ADD ("/reminder-service/hands-over-what-is-on-the-screen", test_hands_over_what_is_on_the_screen);
  ADD ("/reminder-service/answer-that-is-not-stored-is-asked-again", test_answer_that_is_not_stored_is_asked_again);
  ADD ("/reminder-service/starts-again-after-a-stop", test_starts_again_after_a_stop);
#undef ADD
  g_test_add_func ("/reminder-service/wake-source", test_wake_source);

  return g_test_run ();
}
