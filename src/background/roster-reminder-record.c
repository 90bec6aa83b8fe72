/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-record.h"

struct _RosterReminderRecord
{
  GPtrArray *marks;
  GPtrArray *entries;
  RosterReminder *answered;
  gint64 until;
};

void
roster_reminder_stored_free (RosterReminderStored *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->label);
  g_free (self);
}

RosterReminderRecord *
roster_reminder_record_new (void)
{
  RosterReminderRecord *self = g_new0 (RosterReminderRecord, 1);

  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_stored_mark_free);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_ledger_entry_free);
  return self;
}

void
roster_reminder_record_free (RosterReminderRecord *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->marks);
  g_ptr_array_unref (self->entries);
  g_clear_pointer (&self->answered, roster_reminder_free);
  g_free (self);
}

/**
 * roster_reminder_record_mark:
 *
 * Keeps what this computer knows about a reminder.
 */
void
roster_reminder_record_mark (RosterReminderRecord     *self,
                             const RosterReminder     *reminder,
                             const RosterReminderMark *mark)
{
  g_return_if_fail (self != NULL && reminder != NULL && mark != NULL);

  RosterStoredMark *stored = g_new0 (RosterStoredMark, 1);

  stored->key = g_strdup (reminder->key);
  stored->stamp = mark->stamp;
  stored->shown = mark->shown;
  stored->shown_after = mark->shown_after;
  stored->missed = mark->missed;
  g_ptr_array_add (self->marks, stored);
}

/**
 * roster_reminder_record_note:
 * @what: as in the ledger
 * @now: milliseconds UTC
 *
 * Keeps a mark, and writes into the ledger what was done.
 */
void
roster_reminder_record_note (RosterReminderRecord        *self,
                             const RosterReminderVerdict *verdict,
                             const RosterReminderMark    *mark,
                             const char                  *what,
                             gint64                       now)
{
  g_return_if_fail (self != NULL && verdict != NULL && mark != NULL && what != NULL);

  roster_reminder_record_mark (self, verdict->reminder, mark);
  g_ptr_array_add (self->entries,
                   roster_ledger_entry_new (now, verdict->reminder->key, what, verdict->due,
                                            roster_late_reason_to_nick (verdict->reason), verdict->reminder->title));
}

/**
 * roster_reminder_record_answer:
 * @now: milliseconds UTC
 * @put_off: for how long it is put off, milliseconds; 0 where it is done
 *
 * Makes this a person's answer to one reminder.
 */
void
roster_reminder_record_answer (RosterReminderRecord *self,
                               const RosterReminder *reminder,
                               gint64                now,
                               gint64                put_off)
{
  g_return_if_fail (self != NULL && reminder != NULL);
  g_return_if_fail (self->answered == NULL && put_off >= 0);

  self->answered = roster_reminder_copy (reminder);
  self->until = put_off > 0 ? now + put_off : 0;
  g_ptr_array_add (self->entries,
                   roster_ledger_entry_new (now, reminder->key, put_off > 0 ? "snoozed" : "done", reminder->at,
                                            roster_late_reason_to_nick (ROSTER_LATE_NOT), reminder->title));
}

/**
 * roster_reminder_record_write:
 * @data: a #RosterReminderRecord
 *
 * For roster_store_write_async().
 *
 * Returns: (transfer full) (nullable): a #RosterReminderStored, or %NULL with an error of the database
 */
gpointer
roster_reminder_record_write (RosterCache   *cache,
                              gpointer       data,
                              GCancellable  *cancellable,
                              GError       **error)
{
  RosterReminderRecord *self = data;
  g_autoptr (RosterEdit) edit = NULL;
  gint64 step = 0;
  RosterReminderStored *stored;

  if (self->answered != NULL)
    {
      g_autoptr (GError) local_error = NULL;

      edit = roster_reminder_answer (cache, self->answered, self->until, &local_error);
      if (local_error != NULL || (edit != NULL && !roster_cache_apply (cache, edit, &step, &local_error)))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  if (!roster_cache_note_reminders (cache, self->marks, self->entries, error) ||
      !roster_reminder_forget_old (cache, roster_clock_now (roster_cache_clock (cache)), error))
    return NULL;

  stored = g_new0 (RosterReminderStored, 1);
  stored->step = step;
  stored->label = g_strdup (edit != NULL ? roster_edit_label (edit) : NULL);
  return stored;
}
