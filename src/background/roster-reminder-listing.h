/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "roster-reminder-reading.h"

G_BEGIN_DECLS

/* The list of the reminders that can still be answered. */
GPtrArray *roster_reminder_listing      (const RosterReminderReading *reading,
                                         GHashTable                  *reasons,
                                         gint64                       now,
                                         GTimeZone                   *zone,
                                         guint                       *n_waiting);
void       roster_reminder_listing_show (GListStore                  *store,
                                         GPtrArray                   *items);

G_END_DECLS
