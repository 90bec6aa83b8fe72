/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-day.h"
#include "roster-reminder.h"
#include "sync-fixture.h"

#define AT G_GINT64_CONSTANT (1772000000000)

static RosterReminder *
new_reminder (Client     *client,
              const char *key)
{
  RosterReminder *reminder = g_new0 (RosterReminder, 1);

  reminder->kind = ROSTER_REMINDER_BEFORE_START;
  reminder->key = g_strdup (key);
  reminder->type = &roster_live_type;
  reminder->account = roster_cache_account_for (client->cache, ROSTER_SCOPE_BOOK);
  reminder->title = g_strdup ("Evening");
  reminder->stamp = reminder->at = reminder->about = AT;
  return reminder;
}

/* What the app does when a notification is answered. */
static void
answer (Client     *client,
        const char *key,
        const char *device,
        gint64      until)
{
  g_autoptr (RosterReminder) reminder = new_reminder (client, key);
  g_autofree char *day = roster_reminder_day_of (reminder);
  g_autofree char *id = roster_reminder_day_id (reminder->account, day);
  g_autoptr (RosterRecord) before = roster_cache_get (client->cache, &roster_reminder_day_type, id, NULL);
  g_autoptr (RosterRecord) after = roster_reminder_day_answer (before, reminder, "li", device, until, AT);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, "Answer");
  g_autoptr (GError) error = NULL;

  if (before != NULL)
    roster_edit_update (edit, before, after);
  else
    roster_edit_create (edit, after);
  roster_cache_apply (client->cache, edit, NULL, &error);
  g_assert_no_error (error);
}

static RosterReminderMark *
mark_of (Client     *client,
         const char *key,
         GHashTable *marks)
{
  g_autoptr (GPtrArray) days = roster_cache_list (client->cache, &roster_reminder_day_type, NULL);
  g_autoptr (GPtrArray) reminders = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_reminder_free);

  g_ptr_array_add (reminders, new_reminder (client, key));
  g_hash_table_remove_all (marks);
  roster_reminder_days_read (days, reminders, "li", marks);
  return g_hash_table_lookup (marks, key);
}

/* Two computers of one person, both without a network, both answer the same reminder and one more: nobody is asked
   anything, and each learns what the other did. */
static void
test_answers_of_two_computers_never_clash (SyncFixture   *fixture,
                                           gconstpointer  data)
{
  Client *desk = fixture->mine;
  g_autoptr (Client) laptop = client_new (&fixture->office, desk->person, 99);
  g_autoptr (GHashTable) marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  client_must_sync (desk);
  client_must_sync (laptop);
  answer (desk, "before-start/a", "11111111", 0);
  answer (laptop, "before-start/a", "22222222", AT + 600000);
  answer (laptop, "before-start/b", "22222222", 0);
  for (guint i = 0; i < 2; i++)
    {
      client_must_sync (desk);
      client_must_sync (laptop);
    }

  for (guint i = 0; i < 2; i++)
    {
      Client *client = i == 0 ? desk : laptop;

      g_assert_cmpuint (client_n_conflicts (client), ==, 0);
      g_assert_cmpuint (client_n_pending (client, ROSTER_PENDING_WAITING), ==, 0);
      g_assert_cmpint (mark_of (client, "before-start/a", marks)->done, ==, AT);
      g_assert_cmpint (mark_of (client, "before-start/b", marks)->done, ==, AT);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/sync/reminders/answers-of-two-computers-never-clash", SyncFixture, NULL, sync_set_up,
              test_answers_of_two_computers_never_clash, sync_tear_down);

  return g_test_run ();
}
