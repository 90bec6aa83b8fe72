/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-account.h"
#include "roster-cache.h"
#include "roster-conflict.h"
#include "roster-journal.h"
#include "roster-outbox.h"
#include "roster-remote.h"
#include "roster-search-index.h"

G_BEGIN_DECLS

#define START G_GINT64_CONSTANT (1772000000000)

/* A cache in a folder of its own, with time that stands still; and what a person does with it. */
typedef struct
{
  char *folder;
  char *path;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterCache *cache;
} StoreFixture;

void store_open_cache (StoreFixture *fixture);
void store_set_up (StoreFixture *fixture, gconstpointer data);
void store_tear_down (StoreFixture *fixture, gconstpointer data);
RosterRecord *store_new_streamer (StoreFixture *fixture, const char *name, const char *kuaishou_id);
gint64 store_apply (StoreFixture *fixture, RosterEdit *edit);
gint64 store_create (StoreFixture *fixture, RosterRecord *record);
gint64 store_set_text (StoreFixture *fixture, RosterRecord *record, const char *field, const char *value);
gint64 store_delete (StoreFixture *fixture, RosterRecord *record);
RosterRecord *store_get (StoreFixture *fixture, RosterRecord *record);
void store_assert_text (StoreFixture *fixture, RosterRecord *record, const char *field, const char *value);
void store_confirm (StoreFixture *fixture, RosterRecord *record);
RosterPending *store_pending (StoreFixture *fixture, RosterRecord *record);
RosterReversalReport *store_undo (StoreFixture *fixture, gint64 step);

G_END_DECLS
