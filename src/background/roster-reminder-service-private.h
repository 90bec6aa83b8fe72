/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-reminder-reading.h"
#include "roster-reminder-record.h"
#include "roster-reminder-service.h"

G_BEGIN_DECLS

/* The notification that says that an answer could not be stored. */
#define ROSTER_REMINDER_FAILURE "failure"

struct _RosterReminderService
{
  GObject parent_instance;

  RosterStore *store;
  RosterClock *clock;
  RosterNotifier *notifier;
  gboolean enabled;
  gboolean quiet;
  guint quiet_from;
  guint quiet_to;

  GCancellable *cancellable;
  GSource *wake;
  guint read_timeout;
  gboolean reading_now;
  gboolean read_again;
  RosterReminderReading *reading;
  /* Ids of what another process left on the screen, until it is known what they are about */
  char **left;
  /* Copies of the reminders on the screen, by key */
  GHashTable *on_show;
  /* Why those came late that did so in this run, by key */
  GHashTable *reasons;
  GListStore *items;
  guint n_waiting;
  RosterReminderSituation situation;
  /* The wall clock minus the time since the computer was started: changes only when somebody sets the clock */
  gint64 clock_offset;
  gint64 next_wake;
};

enum
{
  ROSTER_REMINDER_SIGNAL_OPEN,
  ROSTER_REMINDER_SIGNAL_OPEN_DIGEST,
  ROSTER_REMINDER_SIGNAL_IN_APP,
  ROSTER_REMINDER_SIGNAL_IN_VIEW,
  ROSTER_REMINDER_SIGNAL_ANSWERED,
  ROSTER_REMINDER_SIGNAL_FAILED,
  ROSTER_REMINDER_N_SIGNALS,
};

extern guint roster_reminder_service_signals[ROSTER_REMINDER_N_SIGNALS];

void                  roster_reminder_service_decide (RosterReminderService *self);
const RosterReminder *roster_reminder_service_find   (RosterReminderService *self,
                                                      const char            *key);
void                  roster_reminder_service_store  (RosterReminderService *self,
                                                      RosterReminderRecord  *record);

G_END_DECLS
