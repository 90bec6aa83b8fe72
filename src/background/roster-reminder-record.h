/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-reminder-reading.h"

G_BEGIN_DECLS

/**
 * RosterReminderStored:
 * @step: of an answer that changed something, the step that takes it back; 0 where nothing changed
 * @label: (nullable): what the step is called
 *
 * What came of storing.
 */
typedef struct
{
  gint64 step;
  char *label;
} RosterReminderStored;

void roster_reminder_stored_free (RosterReminderStored *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterReminderStored, roster_reminder_stored_free)

/* What became of reminders, on its way to the store: collected on the main thread, written in one of the store's. */
typedef struct _RosterReminderRecord RosterReminderRecord;

RosterReminderRecord *roster_reminder_record_new    (void);
void                  roster_reminder_record_free   (RosterReminderRecord         *self);
void                  roster_reminder_record_mark   (RosterReminderRecord         *self,
                                                     const RosterReminder         *reminder,
                                                     const RosterReminderMark     *mark);
void                  roster_reminder_record_note   (RosterReminderRecord         *self,
                                                     const RosterReminderVerdict  *verdict,
                                                     const RosterReminderMark     *mark,
                                                     const char                   *what,
                                                     gint64                        now);
void                  roster_reminder_record_answer (RosterReminderRecord         *self,
                                                     const RosterReminder         *reminder,
                                                     gint64                        now,
                                                     gint64                        put_off);
gpointer              roster_reminder_record_write  (RosterCache                  *cache,
                                                     gpointer                      data,
                                                     GCancellable                 *cancellable,
                                                     GError                      **error);

G_END_DECLS
