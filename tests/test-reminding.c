/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-account.h"
#include "roster-reminder-day.h"
#include "roster-remote.h"
#include "roster-reminder-reading.h"
#include "store-fixture.h"

/* Half an hour before a live that starts an hour after the fixture's time. */
#define BEFORE_START (START + 30 * 60000)

static RosterRecord *
fill (StoreFixture *fixture)
{
  RosterRecord *streamer = store_new_streamer (fixture, "张三", "zs666");
  g_autofree char *id = roster_id_source_next (fixture->ids);
  RosterRecord *live = roster_record_new (&roster_live_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);
  char wall[ROSTER_WALL_TEXT];

  roster_wall_print (START / 1000 + 3600, wall);
  roster_record_set_text (live, "streamer", roster_record_id (streamer));
  roster_record_set_text (live, "name", "Evening");
  roster_record_set_text (live, "startLocal", wall);
  roster_record_set_text (live, "zone", "UTC");
  roster_record_set_number (live, "durationMinutes", 60);
  roster_record_set_text (live, "state", "planned");
  roster_reminder_set_minutes (live, ROSTER_REMINDER_LINE_UP_OPEN, ROSTER_REMINDER_OFF);
  store_create (fixture, streamer);
  store_create (fixture, live);
  g_object_unref (streamer);
  return live;
}

static RosterReminderReading *
read_reminders (StoreFixture *fixture)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  RosterReminderReading *reading =
      roster_reminder_reading_new (fixture->cache, roster_clock_now (fixture->clock), zone, &error);

  g_assert_no_error (error);
  return reading;
}

static void
decide (StoreFixture           *fixture,
        RosterReminderReading  *reading,
        RosterReminderDecision *decision)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  RosterReminderSituation situation = {
    .now = roster_clock_now (fixture->clock),
    .zone = zone,
    .since = reading->since,
    .started = reading->since,
    .decided = G_MININT64,
    .display_since = reading->since,
  };

  roster_reminders_decide (decision, reading->reminders, reading->marks, NULL, &situation);
}

static void
answer (StoreFixture         *fixture,
        const RosterReminder *reminder,
        gint64                until)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterEdit) edit = roster_reminder_answer (fixture->cache, reminder, until, &error);

  g_assert_no_error (error);
  store_apply (fixture, edit);
}

static void
begin (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  roster_cache_begin_reminders (fixture->cache, &error);
  g_assert_no_error (error);
}

static void
test_shown_is_remembered (StoreFixture  *fixture,
                          gconstpointer  data)
{
  g_autoptr (RosterRecord) live = fill (fixture);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_stored_mark_free);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_ledger_entry_free);
  g_autoptr (GPtrArray) ledger = NULL;
  g_autoptr (GError) error = NULL;
  RosterStoredMark *mark;

  begin (fixture);
  roster_manual_clock_set (ROSTER_MANUAL_CLOCK (fixture->clock), BEFORE_START);
  {
    g_autoptr (RosterReminderReading) reading = read_reminders (fixture);
    g_auto (RosterReminderDecision) decision = { 0 };
    const RosterReminder *reminder;

    g_assert_cmpint (reading->since, ==, START);
    decide (fixture, reading, &decision);
    g_assert_cmpuint (decision.show->len, ==, 1);
    reminder = g_array_index (decision.show, RosterReminderVerdict, 0).reminder;
    g_assert_cmpstr (g_hash_table_lookup (reading->names, reminder->streamer), ==, "张三");
    mark = g_new0 (RosterStoredMark, 1);
    mark->key = g_strdup (reminder->key);
    mark->stamp = reminder->stamp;
    mark->shown = BEFORE_START;
    g_ptr_array_add (marks, mark);
    g_ptr_array_add (entries, roster_ledger_entry_new (BEFORE_START, reminder->key, "shown", reminder->at, "in-time",
                                                       "Evening"));
  }
  g_assert_true (roster_cache_note_reminders (fixture->cache, marks, entries, &error));
  g_assert_no_error (error);

  /* Another run of the app on the same file. */
  roster_cache_close (fixture->cache);
  store_open_cache (fixture);
  begin (fixture);
  {
    g_autoptr (RosterReminderReading) reading = read_reminders (fixture);
    g_auto (RosterReminderDecision) decision = { 0 };

    g_assert_cmpint (reading->since, ==, START);
    decide (fixture, reading, &decision);
    g_assert_cmpuint (decision.show->len, ==, 0);
  }
  ledger = roster_cache_reminder_ledger (fixture->cache, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ledger->len, ==, 1);
  g_assert_cmpstr (((RosterLedgerEntry *) ledger->pdata[0])->what, ==, "shown");

  /* What is older than the ledger keeps goes when something new is written. */
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->clock), ROSTER_LEDGER_KEPT + 1);
  g_ptr_array_set_size (marks, 0);
  g_ptr_array_set_size (entries, 0);
  g_ptr_array_add (entries, roster_ledger_entry_new (roster_clock_now (fixture->clock), "k", "missed", 1, "off", NULL));
  g_assert_true (roster_cache_note_reminders (fixture->cache, marks, entries, &error));
  g_ptr_array_unref (ledger);
  ledger = roster_cache_reminder_ledger (fixture->cache, 10, &error);
  g_assert_cmpuint (ledger->len, ==, 1);
  g_assert_cmpstr (((RosterLedgerEntry *) ledger->pdata[0])->what, ==, "missed");
}

static void
test_answers_are_edits (StoreFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr (RosterRecord) live = fill (fixture);
  g_autoptr (RosterReminder) reminder = NULL;

  begin (fixture);
  roster_manual_clock_set (ROSTER_MANUAL_CLOCK (fixture->clock), BEFORE_START);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (RosterReminderReading) reading = read_reminders (fixture);
      g_auto (RosterReminderDecision) decision = { 0 };

      decide (fixture, reading, &decision);
      if (i == 0)
        {
          g_assert_cmpuint (decision.show->len, ==, 1);
          reminder = roster_reminder_copy (g_array_index (decision.show, RosterReminderVerdict, 0).reminder);
          answer (fixture, reminder, BEFORE_START + 10 * 60000);
        }
      else if (i == 1)
        {
          g_assert_cmpuint (decision.show->len, ==, 0);
          g_assert_cmpint (decision.wake, ==, BEFORE_START + 10 * 60000);
          answer (fixture, reminder, 0);
        }
      else
        {
          g_assert_cmpuint (decision.show->len, ==, 0);
          g_assert_cmpint (decision.wake, >, BEFORE_START + 10 * 60000);
        }
    }
  g_assert_cmpint (roster_cache_count (fixture->cache, &roster_reminder_day_type, NULL), ==, 1);
}

static void
add_mark (GPtrArray  *marks,
          const char *key,
          gint64      stamp,
          gint64      shown)
{
  RosterStoredMark *mark = g_new0 (RosterStoredMark, 1);

  mark->key = g_strdup (key);
  mark->stamp = stamp;
  mark->shown = shown;
  g_ptr_array_add (marks, mark);
}

/* What was shown of lives long ago is forgotten; what may still be due is not, however old it is. */
static void
test_old_marks_are_forgotten (StoreFixture  *fixture,
                              gconstpointer  data)
{
  static const char *const kept[] = { "at-start/new", "at-start/shown-late", "contact/s", "follow-up/f", "results0" };
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_stored_mark_free);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_ledger_entry_free);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now = roster_clock_now (fixture->clock), limit = now - ROSTER_REMINDERS_KEPT;

  add_mark (marks, "line-up-open/l", limit - 1, limit - 1);
  add_mark (marks, "before-start/l", limit - 1, limit - 1);
  add_mark (marks, "at-start/l", limit - 1, limit - 1);
  add_mark (marks, "not-started/l", limit - 1, limit - 1);
  add_mark (marks, "results/l", limit - 1, limit - 1);
  add_mark (marks, "results/m", limit - 1, 0);
  add_mark (marks, "at-start/new", limit, limit - 1);
  add_mark (marks, "at-start/shown-late", limit - 1, limit);
  add_mark (marks, "contact/s", 1, 1);
  add_mark (marks, "follow-up/f", 1, 1);
  add_mark (marks, "results0", 1, 1);
  g_assert_true (roster_cache_note_reminders (fixture->cache, marks, entries, &error));
  g_assert_true (roster_reminder_forget_old (fixture->cache, now, &error));
  g_assert_no_error (error);

  left = roster_cache_reminder_marks (fixture->cache, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (left->len, ==, G_N_ELEMENTS (kept));
  for (guint i = 0; i < left->len; i++)
    g_assert_cmpstr (((RosterStoredMark *) left->pdata[i])->key, ==, kept[i]);
}

/* No live that is planned now or a good while from now, whichever day it is, loses what was answered. */
static void
test_nothing_forgotten_is_planned (void)
{
  gint64 now = START, day = G_GINT64_CONSTANT (86400000);

  g_assert_cmpint (ROSTER_REMINDERS_KEPT, >, 2 * ROSTER_REMINDERS_BACK);
  for (gint64 start = now - ROSTER_REMINDERS_BACK - 90 * day; start < now + ROSTER_REMINDERS_AHEAD; start += day / 2)
    {
      RosterReminder reminder = { .kind = ROSTER_REMINDER_RESULTS,
                                  .key = (char *) "results/l",
                                  .type = &roster_live_type,
                                  .account = (char *) "book-x",
                                  .stamp = start,
                                  .at = start,
                                  .about = start };
      g_autoptr (RosterRecord) answered = roster_reminder_day_answer (NULL, &reminder, "zs", "d", 0, start);
      RosterRecord *after;

      g_assert_false (roster_reminder_day_prune (answered, now, &after));
    }
}

static void
test_days_forget_their_lives (void)
{
  RosterReminder live = { .kind = ROSTER_REMINDER_AT_START,
                          .key = (char *) "at-start/l",
                          .type = &roster_live_type,
                          .account = (char *) "book-x",
                          .stamp = START,
                          .at = START,
                          .about = START };
  RosterReminder contact = { .kind = ROSTER_REMINDER_CONTACT,
                             .key = (char *) "contact/s",
                             .type = &roster_streamer_type,
                             .account = (char *) "book-x",
                             .stamp = START - 1,
                             .at = START,
                             .about = START };
  gint64 later = START + ROSTER_REMINDERS_KEPT + G_GINT64_CONSTANT (86400000);
  g_autoptr (RosterRecord) lives = roster_reminder_day_answer (NULL, &live, "zs", "d", 0, START);
  g_autoptr (RosterRecord) both = roster_reminder_day_answer (lives, &contact, "zs", "d", 0, START);
  g_autoptr (RosterRecord) only_contact = roster_reminder_day_answer (NULL, &contact, "zs", "d", 0, START);
  g_autoptr (RosterRecord) rest = NULL;
  RosterRecord *after;

  g_assert_false (roster_reminder_day_prune (lives, later - 2 * G_GINT64_CONSTANT (86400000), &after));
  g_assert_true (roster_reminder_day_prune (lives, later, &after));
  g_assert_null (after);
  g_assert_true (roster_reminder_day_prune (both, later, &rest));
  g_assert_nonnull (rest);
  g_assert_true (g_variant_equal (roster_record_value (rest, "marks"), roster_record_value (only_contact, "marks")));
  g_assert_false (roster_reminder_day_prune (rest, later, &after));
}

static void
test_follow_up_is_done_itself (StoreFixture  *fixture,
                               gconstpointer  data)
{
  g_autoptr (RosterRecord) live = fill (fixture);
  g_autofree char *id = roster_id_source_next (fixture->ids);
  g_autoptr (RosterRecord) follow_up = roster_record_new (&roster_followup_type, id, ROSTER_LOCAL_BOOK_ACCOUNT);
  g_autoptr (RosterReminderReading) reading = NULL;
  g_autoptr (RosterRecord) done = NULL;
  const RosterReminder *reminder = NULL;

  roster_record_set_text (follow_up, "streamer", roster_record_text (live, "streamer"));
  roster_record_set_text (follow_up, "name", "Send samples");
  roster_record_set_text (follow_up, "due", "2026-02-25");
  roster_record_set_text (follow_up, "state", "open");
  store_create (fixture, follow_up);
  reading = read_reminders (fixture);
  for (guint i = 0; i < reading->reminders->len; i++)
    if (((RosterReminder *) reading->reminders->pdata[i])->kind == ROSTER_REMINDER_FOLLOW_UP)
      reminder = reading->reminders->pdata[i];
  g_assert_nonnull (reminder);
  answer (fixture, reminder, 0);
  done = store_get (fixture, follow_up);
  g_assert_cmpstr (roster_record_text (done, "state"), ==, "done");
  g_assert_cmpint (roster_record_number (done, "doneAt", 0), ==, START);
}

static void
give (StoreFixture *fixture,
      RosterRecord *record)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (roster_cache_load_remote (fixture->cache, record, &error));
  g_assert_no_error (error);
  g_object_unref (record);
}

static RosterRecord *
live_of (StoreFixture *fixture,
         const char   *account,
         const char   *trainer)
{
  g_autofree char *id = roster_id_source_next (fixture->ids);
  RosterRecord *live = roster_record_new (&roster_live_type, id, account);
  char wall[ROSTER_WALL_TEXT];

  roster_wall_print (START / 1000 + 3600, wall);
  roster_record_set_text (live, "streamer", "01890a5d-ac96-774b-bcce-b302099a8001");
  roster_record_set_text (live, "trainer", trainer);
  roster_record_set_text (live, "startLocal", wall);
  roster_record_apply_defaults (live);
  roster_record_set_text (live, "zone", "UTC");
  for (guint kind = 0; kind < ROSTER_N_LIVE_REMINDER_KINDS; kind++)
    if (kind != ROSTER_REMINDER_AT_START)
      roster_reminder_set_minutes (live, kind, ROSTER_REMINDER_OFF);
  return live;
}

static guint
count_reminders (StoreFixture *fixture,
                 gboolean      may_write)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);
  g_autoptr (RosterReminderReading) reading = NULL;

  g_ptr_array_add (accounts, roster_account_new ("company", "C", ROSTER_SCOPE_COMPANY, TRUE, FALSE));
  g_ptr_array_add (accounts, roster_account_new ("one", "One", ROSTER_SCOPE_BOOK, !may_write, TRUE));
  g_ptr_array_add (accounts, roster_account_new ("two", "Two", ROSTER_SCOPE_BOOK, TRUE, FALSE));
  g_assert_true (roster_cache_set_accounts (fixture->cache, accounts, NULL));
  reading = read_reminders (fixture);
  return reading->reminders->len;
}

/* A salesperson is reminded of the own book; a trainer, who sees the books of the base, of the lives to be at. */
static void
test_each_of_their_own (StoreFixture  *fixture,
                        gconstpointer  data)
{
  static const char *const me = "01890a5d-ac96-774b-bcce-b302099a8002";
  RosterRecord *person = roster_record_new (&roster_person_type, me, "company");

  roster_cache_set_fact (fixture->cache, "login", "li", NULL);
  roster_record_set_text (person, "name", "李");
  roster_record_set_text (person, "login", "li");
  roster_record_set_text (person, "role", "trainer");
  give (fixture, person);
  give (fixture, live_of (fixture, "one", NULL));
  give (fixture, live_of (fixture, "one", NULL));
  give (fixture, live_of (fixture, "two", NULL));
  give (fixture, live_of (fixture, "two", me));

  g_assert_cmpuint (count_reminders (fixture, TRUE), ==, 3);
  g_assert_cmpuint (count_reminders (fixture, FALSE), ==, 1);
}

static RosterReminder *
some_reminder (void)
{
  RosterReminder *reminder = g_new0 (RosterReminder, 1);

  reminder->key = g_strdup ("before-start/l");
  reminder->type = &roster_live_type;
  reminder->account = g_strdup ("book");
  reminder->stamp = reminder->about = START + 3600000;
  reminder->at = BEFORE_START;
  return reminder;
}

/* The answers of two computers of one person lie side by side; those of another person do not count. */
static void
test_days_of_several_computers (void)
{
  g_autoptr (GPtrArray) reminders = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_reminder_free);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  RosterReminder *reminder = some_reminder ();
  RosterRecord *day = roster_reminder_day_answer (NULL, reminder, "li", "11111111", START + 600000, START);
  RosterReminderMark *mark;

  g_ptr_array_add (reminders, reminder);
  g_assert_true (roster_record_check (day, NULL));
  g_assert_true (roster_id_is_valid (roster_record_id (day)));
  g_ptr_array_add (days, roster_reminder_day_answer (day, reminder, "li", "22222222", START + 1800000, START + 5));
  g_object_unref (day);
  day = days->pdata[0];
  g_assert_cmpuint (g_variant_n_children (roster_record_value (day, "marks")), ==, 2);

  roster_reminder_days_read (days, reminders, "wang", marks);
  g_assert_cmpuint (g_hash_table_size (marks), ==, 0);
  roster_reminder_days_read (days, reminders, "li", marks);
  mark = g_hash_table_lookup (marks, reminder->key);
  g_assert_cmpint (mark->snoozed, ==, START + 5);
  g_assert_cmpint (mark->until, ==, START + 1800000);
  g_assert_cmpint (mark->done, ==, 0);

  /* Answered for another time of the same live. */
  g_hash_table_remove_all (marks);
  reminder->stamp++;
  roster_reminder_days_read (days, reminders, "li", marks);
  g_assert_cmpuint (g_hash_table_size (marks), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, store_set_up, func, store_tear_down)
  ADD ("/reminding/shown-is-remembered", test_shown_is_remembered);
  ADD ("/reminding/answers-are-edits", test_answers_are_edits);
  ADD ("/reminding/follow-up-is-done-itself", test_follow_up_is_done_itself);
  ADD ("/reminding/each-of-their-own", test_each_of_their_own);
#undef ADD
  g_test_add ("/reminding/old-marks-are-forgotten", StoreFixture, NULL, store_set_up, test_old_marks_are_forgotten,
              store_tear_down);
  g_test_add_func ("/reminding/nothing-forgotten-is-planned", test_nothing_forgotten_is_planned);
  g_test_add_func ("/reminding/days-forget-their-lives", test_days_forget_their_lives);
  g_test_add_func ("/reminding/days-of-several-computers", test_days_of_several_computers);

  return g_test_run ();
}
