/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-service-private.h"

#include <glib/gi18n-lib.h>

#include "roster-reminder-day.h"

/* A person's answers, and storing them. */

/* What is being stored. Of an answer also what was known before it. */
typedef struct
{
  RosterReminderService *service;
  char *key;
  RosterReminderMark before;
  RosterReminderMark after;
} Storing;

static void
storing_free (Storing *storing)
{
  g_object_unref (storing->service);
  g_free (storing->key);
  g_free (storing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Storing, storing_free)

/* Nothing counts as answered that is not stored: the reminder comes again, unless it has changed meanwhile. */
static void
take_back (Storing *storing)
{
  RosterReminderService *self = storing->service;
  RosterReminderMark *mark =
      self->reading != NULL ? g_hash_table_lookup (self->reading->marks, storing->key) : NULL;

  if (mark == NULL || mark->stamp != storing->before.stamp || mark->done != storing->after.done ||
      mark->snoozed != storing->after.snoozed)
    return;

  *mark = storing->before;
  mark->shown = 0;
  mark->shown_after = 0;
  roster_reminder_service_decide (self);
}

static void
tell_failure (RosterReminderService *self,
              const GError          *error)
{
  gboolean told = FALSE;

  g_signal_emit (self, roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_FAILED], 0, error->message, &told);
  if (!told && roster_notifier_is_available (self->notifier))
    roster_notifier_show (self->notifier, ROSTER_REMINDER_FAILURE, _("Your Answer Could Not Be Stored"),
                          error->message, FALSE);
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Storing) storing = user_data;
  RosterReminderService *self = storing->service;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterReminderStored) stored = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (stored == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot store what became of reminders: %s", error->message);
      if (storing->key != NULL && self->wake != NULL)
        {
          take_back (storing);
          tell_failure (self, error);
        }
      return;
    }

  if (stored->step > 0)
    g_signal_emit (self, roster_reminder_service_signals[ROSTER_REMINDER_SIGNAL_ANSWERED], 0, stored->label,
                   stored->step);
}

static void
store_storing (Storing              *storing,
               RosterReminderRecord *record)
{
  roster_store_write_async (storing->service->store, roster_reminder_record_write, record,
                            (GDestroyNotify) roster_reminder_record_free,
                            (GDestroyNotify) roster_reminder_stored_free, NULL, recorded_cb, storing);
}

void
roster_reminder_service_store (RosterReminderService *self,
                               RosterReminderRecord  *record)
{
  Storing *storing = g_new0 (Storing, 1);

  storing->service = g_object_ref (self);
  store_storing (storing, record);
}

static void
store_answer (RosterReminderService    *self,
              RosterReminderRecord     *record,
              const RosterReminder     *reminder,
              const RosterReminderMark *before,
              const RosterReminderMark *after)
{
  Storing *storing = g_new0 (Storing, 1);

  storing->service = g_object_ref (self);
  storing->key = g_strdup (reminder->key);
  storing->before = *before;
  storing->after = *after;
  store_storing (storing, record);
}

const RosterReminder *
roster_reminder_service_find (RosterReminderService *self,
                              const char            *key)
{
  const RosterReminder *reminder = g_hash_table_lookup (self->on_show, key);

  for (guint i = 0; reminder == NULL && self->reading != NULL && i < self->reading->reminders->len; i++)
    if (g_str_equal (((RosterReminder *) self->reading->reminders->pdata[i])->key, key))
      reminder = self->reading->reminders->pdata[i];

  return reminder;
}

/**
 * roster_reminder_service_answer:
 * @key: a reminder's
 * @minutes: by how much it is put off; 0 where it is done
 *
 * Stores a person's answer, which holds on every computer of the person.
 */
void
roster_reminder_service_answer (RosterReminderService *self,
                                const char            *key,
                                guint                  minutes)
{
  const RosterReminder *reminder;
  RosterReminderMark *mark, before;
  RosterReminderRecord *record;
  gint64 now;

  g_return_if_fail (ROSTER_IS_REMINDER_SERVICE (self));
  g_return_if_fail (key != NULL);

  reminder = roster_reminder_service_find (self, key);
  if (reminder == NULL || self->reading == NULL)
    return;

  now = roster_clock_now (self->clock);
  record = roster_reminder_record_new ();
  roster_reminder_record_answer (record, reminder, now, minutes * G_GINT64_CONSTANT (60000));
  mark = roster_reminder_mark_for (self->reading->marks, reminder);
  before = *mark;
  if (minutes > 0)
    {
      mark->snoozed = now;
      mark->until = now + minutes * G_GINT64_CONSTANT (60000);
      /* Who puts off what came too late wants to see it after all. */
      if (mark->missed != 0)
        {
          mark->missed = 0;
          roster_reminder_record_mark (record, reminder, mark);
        }
    }
  else
    {
      mark->done = now;
    }
  store_answer (self, record, reminder, &before, mark);
  roster_reminder_service_decide (self);
}
