/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-reminder-engine.h"

G_BEGIN_DECLS

char       *roster_reminder_title     (const RosterReminder  *self,
                                       const char            *streamer);
char       *roster_reminder_body      (const RosterReminder  *self,
                                       RosterLateReason       reason,
                                       gint64                 now,
                                       GTimeZone             *zone);
const char *roster_late_reason_words  (RosterLateReason       reason);
const char *roster_reminder_kind_words (RosterReminderKind    kind);

G_END_DECLS
