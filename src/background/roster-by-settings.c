/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-by-settings.h"

/**
 * roster_coordinator_by_settings:
 *
 * Returns: (transfer full): what keeps @store and the office in step; roster_coordinator_start() sets it going
 */
RosterCoordinator *
roster_coordinator_by_settings (GSettings   *settings,
                                RosterStore *store)
{
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (ROSTER_IS_STORE (store), NULL);

  g_autofree char *path = roster_token_file_for (roster_store_path (store));
  g_autoptr (RosterTokenStore) tokens = roster_secret_token_store_new (path);
  RosterCoordinator *coordinator = roster_coordinator_new (store, tokens);

  g_settings_bind (settings, "sync-automatically", coordinator, "automatic", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "sync-interval", coordinator, "interval", G_SETTINGS_BIND_GET);
  return coordinator;
}

/**
 * roster_reminder_service_by_settings:
 *
 * Returns: (transfer full): what reminds of what stands in @store; roster_reminder_service_start() sets it going
 */
RosterReminderService *
roster_reminder_service_by_settings (GSettings      *settings,
                                     RosterStore    *store,
                                     RosterNotifier *notifier)
{
  RosterReminderService *service;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  service = roster_reminder_service_new (store, roster_store_clock (store), notifier);
  g_settings_bind (settings, "reminders", service, "enabled", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "quiet-hours", service, "quiet", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "quiet-from", service, "quiet-from", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "quiet-to", service, "quiet-to", G_SETTINGS_BIND_GET);
  return service;
}

/**
 * roster_reminds_in_background:
 *
 * Returns: whether the person wants to be reminded while there is no window
 */
gboolean
roster_reminds_in_background (GSettings *settings)
{
  g_return_val_if_fail (G_IS_SETTINGS (settings), FALSE);

  return g_settings_get_boolean (settings, "reminders") && g_settings_get_boolean (settings, "remind-in-background");
}
