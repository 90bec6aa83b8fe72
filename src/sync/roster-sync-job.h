/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store.h"
#include "roster-sync.h"
#include "roster-token-store.h"

G_BEGIN_DECLS

/**
 * RosterSyncJob:
 * @store: whose threads do the cache's part
 * @tokens: where the token is kept
 * @office: the office's address, as a person typed it or as the cache knows it
 * @login: who
 * @password: (nullable): of a sign-in
 * @account: (nullable): whose blob is fetched
 * @blob: (nullable): its name
 * @permille: how far a sync is, read from any thread; below 0 where that is not known
 * @retry_after: the seconds that the office asked to wait, or -1
 *
 * What the coordinator has done on the network's thread. The functions below block there; every step on the cache goes
 * to the store's own thread meanwhile.
 */
typedef struct
{
  RosterStore *store;
  RosterTokenStore *tokens;
  char *office;
  char *login;
  char *password;
  char *account;
  char *blob;
  int permille;
  gint64 retry_after;
} RosterSyncJob;

typedef gboolean (*RosterSyncJobFunc) (RosterSyncJob  *job,
                                       GCancellable   *cancellable,
                                       GError        **error);

RosterSyncJob *roster_sync_job_new      (RosterStore       *store,
                                         RosterTokenStore  *tokens,
                                         const char        *office,
                                         const char        *login,
                                         const char        *password);
void           roster_sync_job_free     (RosterSyncJob     *self);
void           roster_sync_job_run      (GTask             *task,
                                         RosterSyncJobFunc  func,
                                         gpointer           data,
                                         GCancellable      *cancellable);

gboolean       roster_sync_job_sync     (RosterSyncJob     *self,
                                         GCancellable      *cancellable,
                                         GError           **error);
gboolean       roster_sync_job_fetch    (RosterSyncJob     *self,
                                         GCancellable      *cancellable,
                                         GError           **error);
gboolean       roster_sync_job_sign_in  (RosterSyncJob     *self,
                                         GCancellable      *cancellable,
                                         GError           **error);
gboolean       roster_sync_job_sign_out (RosterSyncJob     *self,
                                         GCancellable      *cancellable,
                                         GError           **error);

G_END_DECLS
