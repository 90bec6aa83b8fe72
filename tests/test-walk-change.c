/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "roster-coaching-due.h"
#include "roster-reminder-reading.h"
#include "roster-score.h"
#include "roster-today-reading.h"
#include "roster-walk-change.h"
#include "roster-walk-reading.h"
#include "store-fixture.h"

#define N_ITEMS 12

typedef struct
{
  StoreFixture store;
  char *walk;
  char *streamer;
} Fixture;

static char *
new_sections (void)
{
  GString *text = g_string_new ("[{\"id\":\"a\",\"title\":{\"en\":\"A\",\"zh_CN\":\"甲\"},\"items\":[");

  for (guint i = 0; i < N_ITEMS; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"i%u\",\"kind\":\"yes-no\"%s,\"text\":{\"en\":\"Item %u\",\"zh_CN\":\"项\"}}",
                            i > 0 ? "," : "", i, i == 0 ? ",\"critical\":\"red\"" : "", i);
  g_string_append (text, "]}]");
  return g_string_free (text, FALSE);
}

static void
create (Fixture      *fixture,
        RosterRecord *record)
{
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "create");

  roster_edit_create (edit, record);
  store_apply (&fixture->store, edit);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *sections = new_sections (), *id = NULL, *walk = NULL;
  g_autoptr (RosterRecord) streamer = NULL, checklist = NULL, record = NULL;

  store_set_up (&fixture->store, NULL);
  streamer = store_new_streamer (&fixture->store, "张三", "ks1");
  create (fixture, streamer);
  id = roster_cache_new_id (fixture->store.cache);
  checklist = roster_record_new (&roster_checklist_type, id, "company");
  roster_record_set_text (checklist, "name", "A");
  roster_record_set_text (checklist, "state", "published");
  roster_record_set_number (checklist, "version", 1);
  roster_record_set_text (checklist, "sections", sections);
  create (fixture, checklist);
  walk = roster_cache_new_id (fixture->store.cache);
  record = roster_walk_start (walk, streamer, checklist, NULL, roster_clock_now (fixture->store.clock));
  create (fixture, record);
  fixture->walk = g_steal_pointer (&walk);
  fixture->streamer = g_strdup (roster_record_id (streamer));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->walk);
  g_free (fixture->streamer);
  store_tear_down (&fixture->store, NULL);
}

static RosterWalkReading *
read_walk (RosterCache *cache,
           const char  *id)
{
  g_autoptr (GError) error = NULL;
  RosterWalkReading *reading = roster_walk_reading_new (cache, id, &error);

  g_assert_no_error (error);
  return reading;
}

static RosterWalkChange *
new_change (RosterWalkReading *reading,
            RosterWalkAction   action)
{
  g_autoptr (RosterWalk) walk = roster_walk_new (reading->template, reading->walkthrough);

  return roster_walk_change_new (action, walk, "change");
}

/* Answers an item, starting from what was read: that may be old by now. */
static void
answer (RosterCache       *cache,
        RosterWalkReading *reading,
        guint              index,
        gboolean           yes)
{
  RosterWalkChange *change = new_change (reading, ROSTER_WALK_ANSWER);
  g_autoptr (RosterRecord) after = NULL;
  g_autoptr (GError) error = NULL;
  guint cursor = MIN (index + 1, N_ITEMS - 1);

  change->index = index;
  change->cursor = cursor;
  change->answer = roster_answer_new ();
  change->answer->state = ROSTER_ANSWER_GIVEN;
  change->answer->value = yes;
  after = roster_walk_change_write (cache, change, &error);
  g_assert_no_error (error);
  g_assert_true (
      roster_walk_write_cursor (cache, change->id, roster_template_item (change->template, cursor)->id, &error));
  roster_walk_change_free (change);
}

/* A child answers one item and is killed on the spot, item after item: nothing is lost, and each time the walk-through
   opens at the item where it stood. */
static void
resumes_after_being_killed_at_every_step (Fixture       *fixture,
                                          gconstpointer  data)
{
  for (guint i = 0; i < N_ITEMS; i++)
    {
      g_autoptr (RosterWalkReading) reading = NULL;
      g_autoptr (RosterWalk) walk = NULL;
      int status;
      pid_t child;

      g_clear_pointer (&fixture->store.cache, roster_cache_close);
      child = fork ();
      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        {
          RosterCache *cache = roster_cache_open (fixture->store.path, fixture->store.clock, fixture->store.ids, NULL);

          answer (cache, read_walk (cache, fixture->walk), i, TRUE);
          raise (SIGKILL);
        }
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

      store_open_cache (&fixture->store);
      g_assert_true (roster_cache_check (fixture->store.cache, NULL));
      reading = read_walk (fixture->store.cache, fixture->walk);
      walk = roster_walk_new (reading->template, reading->walkthrough);
      g_assert_cmpuint (roster_walk_n_answered (walk), ==, i + 1);
      g_assert_cmpuint (roster_walk_cursor (walk), ==, MIN (i + 1, N_ITEMS - 1));
      g_assert_cmpint (roster_template_find_item (reading->template, reading->cursor), ==, MIN (i + 1, N_ITEMS - 1));
    }
}

/* Two people opened the walk-through at the same time; each answers items of their own, and one the other had. */
static void
two_people_merge_item_by_item (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (RosterWalkReading) mine = read_walk (fixture->store.cache, fixture->walk);
  g_autoptr (RosterWalkReading) theirs = read_walk (fixture->store.cache, fixture->walk);
  g_autoptr (RosterWalkReading) reading = NULL;
  g_autoptr (RosterWalk) walk = NULL;

  for (guint i = 0; i < N_ITEMS; i++)
    answer (fixture->store.cache, i % 2 == 0 ? mine : theirs, i, i % 2 == 0);
  answer (fixture->store.cache, mine, 1, TRUE);

  reading = read_walk (fixture->store.cache, fixture->walk);
  walk = roster_walk_new (reading->template, reading->walkthrough);
  g_assert_cmpuint (roster_walk_n_answered (walk), ==, N_ITEMS);
  for (guint i = 0; i < N_ITEMS; i++)
    g_assert_cmpint (roster_walk_answer (walk, i)->value, ==, i % 2 == 0 || i == 1);
}

static RosterRecord *
finish (Fixture  *fixture,
        GError  **error)
{
  g_autoptr (RosterWalkReading) reading = read_walk (fixture->store.cache, fixture->walk);
  RosterWalkChange *change = new_change (reading, ROSTER_WALK_FINISH);
  RosterRecord *after = roster_walk_change_write (fixture->store.cache, change, error);

  roster_walk_change_free (change);
  return after;
}

static guint
count_follow_ups (Fixture *fixture)
{
  g_autoptr (GPtrArray) follow_ups =
      roster_cache_list_by (fixture->store.cache, &roster_followup_type, "streamer", fixture->streamer, NULL);

  return follow_ups->len;
}

/* Result and follow-ups are one step: undoing it takes all of it back. */
static void
finishing_is_one_step (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) refused = finish (fixture, &error), finished = NULL, again = NULL;
  g_autoptr (RosterWalkReading) reading = NULL;

  g_assert_null (refused);
  g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_INCOMPLETE);
  g_clear_error (&error);

  reading = read_walk (fixture->store.cache, fixture->walk);
  for (guint i = 0; i < N_ITEMS; i++)
    answer (fixture->store.cache, reading, i, i != 3 && i != 7);
  finished = finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (roster_record_number (finished, "result", -1), ==, 833333);
  g_assert_cmpuint (count_follow_ups (fixture), ==, 2);

  roster_reversal_report_free (store_undo (&fixture->store, 0));
  g_assert_cmpuint (count_follow_ups (fixture), ==, 0);
  again = finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_follow_ups (fixture), ==, 2);
}

/* The office made a new version while this one was running. */
static void
keeps_its_version_when_the_checklist_changes (Fixture       *fixture,
                                              gconstpointer  data)
{
  g_autoptr (RosterWalkReading) before = read_walk (fixture->store.cache, fixture->walk);
  g_autoptr (RosterRecord) old = roster_record_copy (before->checklist);
  g_autofree char *id = roster_cache_new_id (fixture->store.cache);
  g_autoptr (RosterRecord) new = roster_record_new (&roster_checklist_type, id, "company");
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "version 2");
  g_autoptr (RosterWalkReading) after = NULL;

  roster_record_set_text (old, "state", "retired");
  roster_record_set_text (new, "name", "A");
  roster_record_set_text (new, "state", "published");
  roster_record_set_number (new, "version", 2);
  roster_record_set_text (new, "sections", "[]");
  roster_edit_update (edit, before->checklist, old);
  roster_edit_create (edit, new);
  store_apply (&fixture->store, edit);

  after = read_walk (fixture->store.cache, fixture->walk);
  g_assert_cmpint (roster_record_number (after->checklist, "version", 0), ==, 1);
  g_assert_cmpuint (roster_template_n_items (after->template), ==, N_ITEMS);
  answer (fixture->store.cache, after, 0, TRUE);
}

static void
compares_with_the_last_time (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (RosterWalkReading) first = read_walk (fixture->store.cache, fixture->walk), second = NULL;
  g_autofree char *id = roster_cache_new_id (fixture->store.cache);
  g_autoptr (RosterRecord) finished = NULL, walk = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (first->before, ==, ROSTER_SCORE_NONE);
  for (guint i = 0; i < N_ITEMS; i++)
    answer (fixture->store.cache, first, i, i < 9);
  finished = finish (fixture, &error);
  g_assert_no_error (error);

  walk = roster_walk_start (id, first->streamer, first->checklist, NULL,
                            roster_clock_now (fixture->store.clock) + 86400000);
  create (fixture, walk);
  second = read_walk (fixture->store.cache, id);
  g_assert_cmpint (second->before, ==, 750000);
}

/* It closes without result and follow-ups; undoing it brings it back with its answers, and what is finished stays. */
static void
gives_up_what_is_running (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (RosterWalkReading) reading = read_walk (fixture->store.cache, fixture->walk), given_up = NULL;
  g_autoptr (RosterRecord) finished = NULL, after = NULL, back = NULL;
  g_autoptr (GError) error = NULL;
  gint64 step;

  answer (fixture->store.cache, reading, 3, FALSE);
  step = roster_walk_give_up (fixture->store.cache, fixture->walk, "no time", "give up", &error);
  g_assert_no_error (error);
  g_assert_cmpint (step, >, 0);
  given_up = read_walk (fixture->store.cache, fixture->walk);
  g_assert_cmpstr (roster_record_text (given_up->walkthrough, "state"), ==, "abandoned");
  g_assert_cmpstr (roster_record_text (given_up->walkthrough, "abandonReason"), ==, "no time");
  g_assert_cmpuint (count_follow_ups (fixture), ==, 0);
  g_assert_cmpint (roster_walk_give_up (fixture->store.cache, fixture->walk, "no time", "again", &error), ==, 0);
  g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_FROZEN);
  g_clear_error (&error);

  roster_reversal_report_free (store_undo (&fixture->store, step));
  back = store_get (&fixture->store, reading->walkthrough);
  g_assert_cmpstr (roster_record_text (back, "state"), ==, "running");
  g_assert_null (roster_record_text (back, "abandonReason"));
  for (guint i = 0; i < N_ITEMS; i++)
    answer (fixture->store.cache, reading, i, TRUE);
  finished = finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (roster_walk_give_up (fixture->store.cache, fixture->walk, "no time", "too late", &error), ==, 0);
  g_assert_error (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_FROZEN);
  after = store_get (&fixture->store, reading->walkthrough);
  g_assert_cmpstr (roster_record_text (after, "state"), ==, "finished");
}

/* What failed is among the reminders at once, and in Today once it is due. */
static void
failed_items_come_back_on_their_day (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (RosterWalkReading) reading = read_walk (fixture->store.cache, fixture->walk);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (RosterReminderReading) reminders = NULL;
  g_autoptr (RosterTodayReading) before = NULL, later = NULL;
  g_autoptr (RosterRecord) finished = NULL;
  g_autoptr (GError) error = NULL;
  guint n_reminders = 0;

  for (guint i = 0; i < N_ITEMS; i++)
    answer (fixture->store.cache, reading, i, i != 3);
  finished = finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_follow_ups (fixture), ==, 1);

  reminders = roster_reminder_reading_new (fixture->store.cache, roster_clock_now (fixture->store.clock), zone, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < reminders->reminders->len; i++)
    n_reminders += ((RosterReminder *) reminders->reminders->pdata[i])->kind == ROSTER_REMINDER_FOLLOW_UP;
  g_assert_cmpuint (n_reminders, ==, 1);

  before = roster_today_reading_new (fixture->store.cache, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->n_due, ==, 0);
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->store.clock), G_GINT64_CONSTANT (14) * 24 * 3600 * 1000);
  later = roster_today_reading_new (fixture->store.cache, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (later->n_due, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/coaching/change/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("resumes-after-being-killed-at-every-step", resumes_after_being_killed_at_every_step);
  ADD ("two-people-merge-item-by-item", two_people_merge_item_by_item);
  ADD ("finishing-is-one-step", finishing_is_one_step);
  ADD ("keeps-its-version-when-the-checklist-changes", keeps_its_version_when_the_checklist_changes);
  ADD ("gives-up-what-is-running", gives_up_what_is_running);
  ADD ("failed-items-come-back-on-their-day", failed_items_come_back_on_their_day);
  ADD ("compares-with-the-last-time", compares_with_the_last_time);

  return g_test_run ();
}
