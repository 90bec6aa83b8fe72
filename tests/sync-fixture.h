/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "office-fixture.h"
#include "office-transport.h"
#include "roster-conflict.h"
#include "roster-journal.h"
#include "roster-outbox.h"
#include "roster-sync-run.h"

/* One person's computer: a cache in a file of its own, and the way to the office. */
typedef struct
{
  const char *person;
  char *path;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterCache *cache;
  OfficeTransport *network;
  RosterSyncReport report;
  /* Whether the cache's part of a sync is done only when it is waited for, after the next request */
  gboolean lags;
} Client;

Client       *client_new          (OfficeFixture           *office,
                                   const char              *person,
                                   guint32                  seed);
void          client_free         (Client                  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Client, client_free)

void          client_restart      (Client                  *self);
gboolean      client_sync         (Client                  *self,
                                   GError                 **error);
void          client_must_sync    (Client                  *self);

void          client_create       (Client                  *self,
                                   RosterRecord            *record);
void          client_set          (Client                  *self,
                                   const RosterRecordType  *type,
                                   const char              *id,
                                   const char              *field,
                                   const char              *text);
void          client_delete       (Client                  *self,
                                   const RosterRecordType  *type,
                                   const char              *id);
RosterRecord *client_get          (Client                  *self,
                                   const RosterRecordType  *type,
                                   const char              *id);
char         *client_text         (Client                  *self,
                                   const RosterRecordType  *type,
                                   const char              *id,
                                   const char              *field);
char         *client_new_streamer (Client                  *self,
                                   const char              *name);
guint         client_n_pending    (Client                  *self,
                                   RosterPendingState       state);
guint         client_n_conflicts  (Client                  *self);
guint         client_n_steps      (Client                  *self,
                                   RosterCause              cause);

/* A salesperson with one streamer that both the computer and the office have, and the manager of the same base. */
typedef struct
{
  OfficeFixture office;
  Client *mine;
  Client *other;
  char *streamer;
} SyncFixture;

void          sync_set_up           (SyncFixture             *fixture,
                                     gconstpointer            data);
void          sync_tear_down        (SyncFixture             *fixture,
                                     gconstpointer            data);

/* An edit and a deletion at the office by a colleague's computer. */
void          sync_edit_elsewhere   (SyncFixture             *fixture,
                                     const char              *field,
                                     const char              *text);
void          sync_delete_elsewhere (SyncFixture             *fixture);

void          sync_assert_text      (Client                  *client,
                                     const char              *id,
                                     const char              *field,
                                     const char              *expected);
void          sync_assert_at_peace  (Client                  *client);
