/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-coordinator.h"
#include "roster-reminder-service.h"

G_BEGIN_DECLS

/* What works in the same way with a window and without one, as the settings have it. */
RosterCoordinator     *roster_coordinator_by_settings      (GSettings      *settings,
                                                            RosterStore    *store);
RosterReminderService *roster_reminder_service_by_settings (GSettings      *settings,
                                                            RosterStore    *store,
                                                            RosterNotifier *notifier);
gboolean               roster_reminds_in_background        (GSettings      *settings);

G_END_DECLS
