/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-reminder-engine.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_REMINDER_ITEM (roster_reminder_item_get_type ())
G_DECLARE_FINAL_TYPE (RosterReminderItem, roster_reminder_item, ROSTER, REMINDER_ITEM, GObject)

/**
 * RosterReminderState:
 * @ROSTER_REMINDER_WAITING: it is due, and nobody has answered it
 * @ROSTER_REMINDER_PUT_OFF: it comes back at a time
 * @ROSTER_REMINDER_MISSED: it was found when it was too late
 *
 * How a reminder stands that somebody may still answer.
 */
typedef enum
{
  ROSTER_REMINDER_WAITING,
  ROSTER_REMINDER_PUT_OFF,
  ROSTER_REMINDER_MISSED,
} RosterReminderState;

RosterReminderItem  *roster_reminder_item_new    (const RosterReminder *reminder,
                                                  const char           *streamer,
                                                  RosterReminderState   state,
                                                  RosterLateReason      reason,
                                                  gint64                until,
                                                  gint64                now,
                                                  GTimeZone            *zone);

const char          *roster_reminder_item_key    (RosterReminderItem   *self);
RosterReminderState  roster_reminder_item_state  (RosterReminderItem   *self);
RosterReminderKind   roster_reminder_item_kind   (RosterReminderItem   *self);
const char          *roster_reminder_item_title  (RosterReminderItem   *self);
const char          *roster_reminder_item_body   (RosterReminderItem   *self);
const char          *roster_reminder_item_note   (RosterReminderItem   *self);
gboolean             roster_reminder_item_equal  (RosterReminderItem   *self,
                                                  RosterReminderItem   *other);

G_END_DECLS
