/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-reading.h"

#include <glib/gi18n-lib.h>

#include "roster-account.h"
#include "roster-cache-rules.h"
#include "roster-live-reading.h"
#include "roster-reminder-day.h"

void
roster_reminder_reading_free (RosterReminderReading *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->reminders, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_free (self->person);
  g_free (self->device);
  g_free (self);
}

/**
 * roster_reminder_reading_needs:
 *
 * Returns: whether a change of records of @type may change what there is to remind of
 */
gboolean
roster_reminder_reading_needs (const RosterRecordType *type)
{
  return type == &roster_live_type || type == &roster_lineup_type || type == &roster_followup_type ||
         type == &roster_streamer_type || type == &roster_activity_type || type == &roster_rule_type ||
         type == &roster_person_type ||
         type == &roster_reminder_day_type;
}

/* What this computer alone knows: what it showed, and what it found too late. */
static gboolean
read_own_marks (RosterReminderReading  *self,
                RosterCache            *cache,
                GError                **error)
{
  g_autoptr (GPtrArray) stored = roster_cache_reminder_marks (cache, error);
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);

  if (stored == NULL)
    return FALSE;

  for (guint i = 0; i < stored->len; i++)
    g_hash_table_insert (by_key, ((RosterStoredMark *) stored->pdata[i])->key, stored->pdata[i]);
  for (guint i = 0; i < self->reminders->len; i++)
    {
      const RosterReminder *reminder = self->reminders->pdata[i];
      const RosterStoredMark *own = g_hash_table_lookup (by_key, reminder->key);
      RosterReminderMark *mark;

      if (own == NULL || own->stamp != reminder->stamp)
        continue;
      mark = roster_reminder_mark_for (self->marks, reminder);
      mark->shown = own->shown;
      mark->shown_after = own->shown_after;
      mark->missed = own->missed;
    }
  return TRUE;
}

/* Whom the reminders are for. */
typedef struct
{
  char *person;
  gboolean alone;
  char *book;
} Owner;

static void
owner_clear (Owner *self)
{
  g_free (self->person);
  g_free (self->book);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Owner, owner_clear)

/* The person's own book is the one whose lives the person may change; who may change those of many, as a base manager
 * may, has none. Without an office everything is the person's own. */
static gboolean
read_owner (Owner        *self,
            RosterCache  *cache,
            const char   *login,
            GError      **error)
{
  g_autoptr (GPtrArray) accounts = roster_cache_list_accounts (cache, error);
  g_autoptr (GPtrArray) persons =
      accounts != NULL ? roster_cache_list_by (cache, &roster_person_type, "login", login, error) : NULL;
  guint n_books = 0;

  if (persons == NULL)
    return FALSE;

  self->alone = TRUE;
  for (guint i = 0; i < accounts->len; i++)
    {
      const RosterAccount *account = accounts->pdata[i];

      if (account->scope != ROSTER_SCOPE_BOOK)
        continue;
      self->alone = FALSE;
      if (!roster_account_may_write (account, &roster_live_type))
        continue;
      g_free (self->book);
      self->book = g_strdup (account->id);
      n_books++;
    }
  if (n_books > 1)
    g_clear_pointer (&self->book, g_free);
  if (persons->len > 0)
    self->person = g_strdup (roster_record_id (persons->pdata[0]));
  return TRUE;
}

static gboolean
is_named (const Owner  *self,
          RosterRecord *record,
          const char   *field)
{
  return self->person != NULL && g_strcmp0 (roster_record_text (record, field), self->person) == 0;
}

static gboolean
concerns (const Owner  *self,
          RosterRecord *record)
{
  const RosterRecordType *type = roster_record_type (record);

  if (type == &roster_followup_type && roster_record_has (record, "person"))
    return self->alone || is_named (self, record, "person");
  if (type == &roster_live_type && (is_named (self, record, "trainer") || is_named (self, record, "salesperson")))
    return TRUE;

  return self->alone || g_strcmp0 (roster_record_account (record), self->book) == 0;
}

static void
keep_what_concerns (const Owner *self,
                    GPtrArray   *records)
{
  for (guint i = records->len; i > 0; i--)
    if (!concerns (self, records->pdata[i - 1]))
      g_ptr_array_remove_index (records, i - 1);
}

static gboolean
read_all (RosterReminderReading  *self,
          RosterCache            *cache,
          gint64                  now,
          GTimeZone              *zone,
          GError                **error)
{
  g_autoptr (GPtrArray) lives =
      roster_schedule_read_lives (cache, now - ROSTER_REMINDERS_BACK, now + ROSTER_REMINDERS_AHEAD, error);
  g_autoptr (GPtrArray) line_ups = lives != NULL ? roster_cache_list (cache, &roster_lineup_type, error) : NULL;
  g_autoptr (GPtrArray) follow_ups =
      line_ups != NULL ? roster_cache_list_by (cache, &roster_followup_type, "state", "open", error) : NULL;
  g_autoptr (GPtrArray) streamers = follow_ups != NULL ? roster_cache_list (cache, &roster_streamer_type, error) : NULL;
  g_autoptr (GPtrArray) days = streamers != NULL ? roster_cache_list (cache, &roster_reminder_day_type, error) : NULL;
  g_autoptr (GHashTable) contacts = days != NULL ? roster_cache_last_contacts (cache, error) : NULL;
  g_autoptr (RosterRuleValues) rules = contacts != NULL ? roster_cache_rule_values (cache, error) : NULL;
  g_autoptr (GPtrArray) occurrences = NULL;
  RosterReminderInput input = { .now = now, .zone = zone };
  g_auto (Owner) owner = { 0 };

  if (rules == NULL || !read_owner (&owner, cache, self->person, error))
    return FALSE;

  for (guint i = 0; i < streamers->len; i++)
    g_hash_table_insert (self->names, g_strdup (roster_record_id (streamers->pdata[i])),
                         g_strdup (roster_record_title (streamers->pdata[i])));
  keep_what_concerns (&owner, lives);
  keep_what_concerns (&owner, follow_ups);
  keep_what_concerns (&owner, streamers);
  occurrences = roster_occurrences_expand (lives, now - ROSTER_REMINDERS_BACK, now + ROSTER_REMINDERS_AHEAD, NULL);
  input.occurrences = occurrences;
  input.line_ups = line_ups;
  input.follow_ups = follow_ups;
  input.streamers = streamers;
  input.last_contacts = contacts;
  input.rules = rules;
  self->reminders = roster_reminders_plan (&input);
  roster_reminder_days_read (days, self->reminders, self->person, self->marks);
  return read_own_marks (self, cache, error);
}

/**
 * roster_reminder_reading_new:
 * @cache: of the thread that runs this
 * @now: milliseconds UTC
 * @zone: where the person is
 *
 * Returns: (transfer full) (nullable): what there is to remind of and what became of it, or %NULL with an error of the
 *   database
 */
RosterReminderReading *
roster_reminder_reading_new (RosterCache  *cache,
                             gint64        now,
                             GTimeZone    *zone,
                             GError      **error)
{
  g_autoptr (RosterReminderReading) self = NULL;

  g_return_val_if_fail (cache != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  self = g_new0 (RosterReminderReading, 1);
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->person = roster_cache_get_fact (cache, "login");
  if (self->person == NULL)
    self->person = g_strdup ("");
  self->device = roster_cache_device (cache);
  self->since = roster_cache_reminders_since (cache);

  return read_all (self, cache, now, zone, error) ? g_steal_pointer (&self) : NULL;
}

static RosterEdit *
finish_follow_up (RosterCache           *cache,
                  const RosterReminder  *reminder,
                  GError               **error)
{
  g_autoptr (RosterRecord) before = roster_cache_get (cache, reminder->type, reminder->id, error);
  g_autoptr (RosterRecord) after = NULL;
  g_autofree char *label = NULL;
  RosterEdit *edit;

  if (before == NULL)
    return NULL;

  after = roster_record_copy (before);
  roster_record_set_text (after, "state", "done");
  roster_record_set_number (after, "doneAt", roster_clock_now (roster_cache_clock (cache)));
  label = g_strdup_printf (_("“%s” done"), reminder->title);
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_update (edit, before, after);
  return edit;
}

/**
 * roster_reminder_answer:
 * @cache: of the thread that runs this
 * @reminder: what was answered
 * @until: until when it is put off, milliseconds UTC; 0 for done
 *
 * A follow-up that is done is done itself; of everything else only the reminder is.
 *
 * Returns: (transfer full) (nullable): the edit that says so to every computer of the person; %NULL where its record
 *   is gone, or with an error of the database
 */
RosterEdit *
roster_reminder_answer (RosterCache           *cache,
                        const RosterReminder  *reminder,
                        gint64                 until,
                        GError               **error)
{
  g_return_val_if_fail (cache != NULL, NULL);
  g_return_val_if_fail (reminder != NULL, NULL);

  g_autofree char *day = roster_reminder_day_of (reminder);
  g_autofree char *id = roster_reminder_day_id (reminder->account, day);
  g_autofree char *login = roster_cache_get_fact (cache, "login");
  g_autofree char *device = roster_cache_device (cache);
  g_autofree char *label = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterRecord) before = NULL, after = NULL;
  RosterEdit *edit;

  if (until == 0 && reminder->kind == ROSTER_REMINDER_FOLLOW_UP)
    return finish_follow_up (cache, reminder, error);

  before = roster_cache_get (cache, &roster_reminder_day_type, id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  after = roster_reminder_day_answer (before, reminder, login != NULL ? login : "", device, until,
                                      roster_clock_now (roster_cache_clock (cache)));
  label = g_strdup_printf (until == 0 ? _("Reminder of “%s” handled") : _("Reminder of “%s” put off"), reminder->title);
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  if (before != NULL)
    roster_edit_update (edit, before, after);
  else
    roster_edit_create (edit, after);
  return edit;
}

/**
 * roster_reminder_forget_old:
 * @cache: of the thread that runs this
 * @now: milliseconds UTC
 *
 * Forgets what this computer alone knows of reminders that nothing can ask for any more, see %ROSTER_REMINDERS_KEPT.
 */
gboolean
roster_reminder_forget_old (RosterCache  *cache,
                            gint64        now,
                            GError      **error)
{
  g_return_val_if_fail (cache != NULL, FALSE);

  /* The stamp of a reminder of a live is when the live starts. */
  for (guint kind = 0; kind < ROSTER_N_LIVE_REMINDER_KINDS; kind++)
    if (!roster_cache_forget_reminder_marks (cache, roster_reminder_kind_to_nick (kind), now - ROSTER_REMINDERS_KEPT,
                                             error))
      return FALSE;

  return TRUE;
}
