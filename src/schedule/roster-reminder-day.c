/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-day.h"

#include <json-glib/json-glib.h>
#include <string.h>

/**
 * roster_reminder_day_id:
 * @account: a book
 * @day: `YYYY-MM-DD`
 *
 * Returns: (transfer full): the id of the book's record for the day, the same on every computer: a UUID of version 8
 *   (RFC 9562, 5.8) from a hash of both
 */
char *
roster_reminder_day_id (const char *account,
                        const char *day)
{
  g_return_val_if_fail (account != NULL && day != NULL, NULL);

  g_autofree char *text = g_strconcat ("ReminderDay\n", account, "\n", day, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("%.8s-%.4s-8%.3s-a%.3s-%.12s", hash, hash + 8, hash + 12, hash + 15, hash + 18);
}

/**
 * roster_reminder_day_of:
 *
 * Returns: (transfer full): the day under which a reminder is kept, `YYYY-MM-DD` in UTC, so that it is the same
 *   everywhere
 */
char *
roster_reminder_day_of (const RosterReminder *reminder)
{
  g_return_val_if_fail (reminder != NULL, NULL);

  char text[ROSTER_WALL_TEXT];

  /* By the thing's own time where it has one: that of a reminder depends on the zone. */
  roster_wall_print (reminder->type == &roster_live_type ? reminder->about / 1000 : reminder->at / 1000, text);
  text[10] = '\0';
  return g_strdup (text);
}

/**
 * roster_reminder_day_answer:
 * @before: (nullable): the record of the reminder's day as it is
 * @reminder: what was answered
 * @person: who answers, by login; empty where nobody is signed in
 * @device: on which computer
 * @until: until when it is put off, milliseconds UTC; 0 for done
 * @now: milliseconds UTC
 *
 * Returns: (transfer full): the record as it becomes
 */
RosterRecord *
roster_reminder_day_answer (RosterRecord         *before,
                            const RosterReminder *reminder,
                            const char           *person,
                            const char           *device,
                            gint64                until,
                            gint64                now)
{
  g_return_val_if_fail (before == NULL || ROSTER_IS_RECORD (before), NULL);
  g_return_val_if_fail (reminder != NULL, NULL);
  g_return_val_if_fail (person != NULL && device != NULL, NULL);

  g_autofree char *day = roster_reminder_day_of (reminder);
  g_autofree char *id = roster_reminder_day_id (reminder->account, day);
  RosterRecord *after = before != NULL ? roster_record_copy (before)
                                       : roster_record_new (&roster_reminder_day_type, id, reminder->account);
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GVariant *marks = roster_record_value (after, "marks");

  roster_record_set_text (after, "day", day);
  for (gsize i = 0; marks != NULL && i < g_variant_n_children (marks); i++)
    {
      char *key, *value;

      g_variant_get_child (marks, i, "{ss}", &key, &value);
      g_hash_table_insert (entries, key, value);
    }

  /* Canonical JSON: members in order, no spaces. */
  g_hash_table_insert (entries, g_strdup_printf ("%s@%s@%s", reminder->key, person, device),
                       until == 0 ? g_strdup_printf ("{\"done\":%" G_GINT64_FORMAT ",\"stamp\":%" G_GINT64_FORMAT "}",
                                                     now, reminder->stamp)
                                  : g_strdup_printf ("{\"snoozed\":%" G_GINT64_FORMAT ",\"stamp\":%" G_GINT64_FORMAT
                                                     ",\"until\":%" G_GINT64_FORMAT "}",
                                                     now, reminder->stamp, until));
  roster_record_set (after, "marks", roster_value_new_map (entries));
  return after;
}

/* Whether a key, of a reminder or of an answer to it, is about a live. */
static gboolean
is_about_live (const char *key)
{
  for (guint kind = 0; kind < ROSTER_N_LIVE_REMINDER_KINDS; kind++)
    {
      const char *nick = roster_reminder_kind_to_nick (kind);
      gsize length = strlen (nick);

      if (strncmp (key, nick, length) == 0 && key[length] == '/')
        return TRUE;
    }

  return FALSE;
}

/**
 * roster_reminder_day_prune:
 * @day: a record of type ReminderDay
 * @now: milliseconds UTC
 * @after: (out) (nullable): the record without what is about lives, %NULL where nothing is left
 *
 * Forgets what nothing can ask for any more, see %ROSTER_REMINDERS_KEPT.
 *
 * Returns: whether there is something to forget; otherwise @after is not set
 */
gboolean
roster_reminder_day_prune (RosterRecord  *day,
                           gint64         now,
                           RosterRecord **after)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (day), FALSE);
  g_return_val_if_fail (after != NULL, FALSE);

  const char *date = roster_record_text (day, "day");
  GVariant *marks = roster_record_value (day, "marks");
  gsize n_marks = marks != NULL ? g_variant_n_children (marks) : 0;
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  char limit[ROSTER_WALL_TEXT];

  /* Days compare as texts. */
  roster_wall_print ((now - ROSTER_REMINDERS_KEPT) / 1000, limit);
  limit[10] = '\0';
  if (date == NULL || strcmp (date, limit) >= 0)
    return FALSE;

  for (gsize i = 0; i < n_marks; i++)
    {
      const char *key, *value;

      g_variant_get_child (marks, i, "{&s&s}", &key, &value);
      if (!is_about_live (key))
        g_hash_table_insert (kept, g_strdup (key), g_strdup (value));
    }
  if (g_hash_table_size (kept) == n_marks && n_marks > 0)
    return FALSE;

  *after = NULL;
  if (g_hash_table_size (kept) > 0)
    {
      *after = roster_record_copy (day);
      roster_record_set (*after, "marks", roster_value_new_map (kept));
    }
  return TRUE;
}

/**
 * roster_reminder_mark_for:
 * @marks: (element-type utf8 RosterReminderMark): what became of reminders, by key
 *
 * Returns: (transfer none): the mark for this version of @reminder, a new one where there is none
 */
RosterReminderMark *
roster_reminder_mark_for (GHashTable           *marks,
                          const RosterReminder *reminder)
{
  g_return_val_if_fail (marks != NULL, NULL);
  g_return_val_if_fail (reminder != NULL, NULL);

  RosterReminderMark *mark = g_hash_table_lookup (marks, reminder->key);

  if (mark == NULL || mark->stamp != reminder->stamp)
    {
      mark = g_new0 (RosterReminderMark, 1);
      mark->stamp = reminder->stamp;
      g_hash_table_insert (marks, g_strdup (reminder->key), mark);
    }
  return mark;
}

static void
read_entry (const char *key,
            const char *value,
            GHashTable *reminders,
            const char *person,
            GHashTable *marks)
{
  const char *device = strrchr (key, '@');
  g_autofree char *rest = device != NULL ? g_strndup (key, (gsize) (device - key)) : NULL;
  char *who = rest != NULL ? strrchr (rest, '@') : NULL;
  const RosterReminder *reminder;
  g_autoptr (JsonNode) node = NULL;
  RosterReminderMark *mark;
  JsonObject *object;
  gint64 done, snoozed;

  if (who == NULL)
    return;
  *who++ = '\0';
  /* What was done before signing in was done by the same person. */
  reminder = *who == '\0' || strcmp (who, person) == 0 ? g_hash_table_lookup (reminders, rest) : NULL;
  node = reminder != NULL ? json_from_string (value, NULL) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = json_node_get_object (node);
  if (json_object_get_int_member_with_default (object, "stamp", G_MININT64) != reminder->stamp)
    return;

  mark = roster_reminder_mark_for (marks, reminder);
  done = json_object_get_int_member_with_default (object, "done", 0);
  snoozed = json_object_get_int_member_with_default (object, "snoozed", 0);
  mark->done = MAX (mark->done, done);
  if (snoozed > mark->snoozed)
    {
      mark->snoozed = snoozed;
      mark->until = json_object_get_int_member_with_default (object, "until", snoozed);
    }
}

/**
 * roster_reminder_days_read:
 * @days: (element-type RosterRecord): records of type ReminderDay
 * @reminders: (element-type RosterReminder): what there is to remind of
 * @person: whose answers count, by login; empty where nobody is signed in
 * @marks: (element-type utf8 RosterReminderMark): where the answers go, by key
 *
 * Takes over what the person did about the reminders on any computer.
 */
void
roster_reminder_days_read (GPtrArray  *days,
                           GPtrArray  *reminders,
                           const char *person,
                           GHashTable *marks)
{
  g_return_if_fail (days != NULL && reminders != NULL && marks != NULL);
  g_return_if_fail (person != NULL);

  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < reminders->len; i++)
    g_hash_table_insert (by_key, ((RosterReminder *) reminders->pdata[i])->key, reminders->pdata[i]);

  for (guint i = 0; i < days->len; i++)
    {
      GVariant *entries = roster_record_value (days->pdata[i], "marks");

      for (gsize j = 0; entries != NULL && j < g_variant_n_children (entries); j++)
        {
          const char *key, *value;

          g_variant_get_child (entries, j, "{&s&s}", &key, &value);
          read_entry (key, value, by_key, person, marks);
        }
    }
}
