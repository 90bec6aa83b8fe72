/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "roster-notifier.h"
#include "roster-store.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_REMINDER_SERVICE (roster_reminder_service_get_type ())
G_DECLARE_FINAL_TYPE (RosterReminderService, roster_reminder_service, ROSTER, REMINDER_SERVICE, GObject)

/*
 * Reminds for one run of the app: reads what there is to remind of, lets the engine decide, shows, stores what was
 * shown, and sleeps until the next time. Works without a window.
 *
 * Properties, to be bound to the settings: enabled (boolean), quiet (boolean), quiet-from and quiet-to (minutes after
 * midnight); and to look at: waiting (uint), see roster_reminder_service_n_waiting()
 *
 * Signals:
 *   open (char *type, char *id)             somebody wants to see this record
 *   open-digest ()                          somebody wants to see what the digest spoke of
 *   in-app (char *key, char *title, char *body)
 *                                           there is no notification daemon: show it in the window, and return whether
 *                                           there is one; without a key it is the digest
 *   in-view (const RosterReminder *reminder)
 *                                           returns whether the person is looking at what it is about right now; then
 *                                           nothing pops up
 *   answered (char *label, gint64 step)     an answer is stored; what it did, and the step that takes it back
 *   failed (char *message)                  an answer could not be stored, and the reminder comes again; returns
 *                                           whether a window says so, otherwise a notification does
 */
RosterReminderService *roster_reminder_service_new   (RosterStore            *store,
                                                      RosterClock            *clock,
                                                      RosterNotifier         *notifier);
void                   roster_reminder_service_start (RosterReminderService  *self);
void                   roster_reminder_service_stop  (RosterReminderService  *self);
void                   roster_reminder_service_hand_over (RosterReminderService *self);
void                   roster_reminder_service_check (RosterReminderService  *self);

GListModel            *roster_reminder_service_items     (RosterReminderService *self);
guint                  roster_reminder_service_n_waiting (RosterReminderService *self);
void                   roster_reminder_service_open      (RosterReminderService *self,
                                                          const char            *key);
void                   roster_reminder_service_answer    (RosterReminderService *self,
                                                          const char            *key,
                                                          guint                  minutes);

gint64                 roster_reminder_service_next_wake (RosterReminderService *self);
gboolean               roster_reminder_service_is_reading (RosterReminderService *self);
gboolean               roster_reminder_service_is_settled (RosterReminderService *self);

G_END_DECLS
