/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache-reminders.h"
#include "roster-reminder-engine.h"

G_BEGIN_DECLS

/**
 * RosterReminderReading:
 * @reminders: (element-type RosterReminder): what there is to remind of, by time
 * @marks: (element-type utf8 RosterReminderMark): what became of them, by key
 * @names: (element-type utf8 utf8): of each streamer's id the name
 * @person: who is signed in, by login; empty for nobody
 * @device: what tells this computer from the others of the person
 * @since: since when this cache reminds, milliseconds UTC
 *
 * Everything that the engine needs, as the cache has it.
 */
typedef struct
{
  GPtrArray *reminders;
  GHashTable *marks;
  GHashTable *names;
  char *person;
  char *device;
  gint64 since;
} RosterReminderReading;

RosterReminderReading *roster_reminder_reading_new  (RosterCache            *cache,
                                                     gint64                  now,
                                                     GTimeZone              *zone,
                                                     GError                **error);
void                   roster_reminder_reading_free (RosterReminderReading  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterReminderReading, roster_reminder_reading_free)

gboolean               roster_reminder_reading_needs (const RosterRecordType *type);

RosterEdit            *roster_reminder_answer       (RosterCache            *cache,
                                                     const RosterReminder   *reminder,
                                                     gint64                  until,
                                                     GError                **error);

gboolean               roster_reminder_forget_old    (RosterCache            *cache,
                                                      gint64                  now,
                                                      GError                **error);

G_END_DECLS
