/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-coordinator.h"
#include "roster-listener.h"
#include "roster-sync-job.h"
#include "roster-worker.h"

G_BEGIN_DECLS

/* What the parts of the coordinator share; nothing outside this folder includes it. */

struct _RosterCoordinator
{
  GObject parent_instance;

  RosterStore *store;
  RosterTokenStore *tokens;
  RosterWorker *network;
  GNetworkMonitor *monitor;

  RosterCoordinatorState state;
  char *office;
  char *login;
  gint64 last_synced_at;
  gint64 since;
  char *message;
  double progress;
  gboolean automatic;
  guint interval;

  gboolean started;
  guint failures;
  guint timer;
  guint progress_timer;
  RosterListener *listener;
  RosterSyncJob *running;
  GCancellable *cancellable;
  /* Ends signing in and out when the coordinator stops */
  GCancellable *stopping;
  gboolean again;
};

void roster_coordinator_note_signed_in  (RosterCoordinator *self,
                                         const char        *office,
                                         const char        *login);
void roster_coordinator_note_signed_out (RosterCoordinator *self);

G_END_DECLS
