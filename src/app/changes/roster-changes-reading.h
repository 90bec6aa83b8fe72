/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-blob-queue.h"
#include "roster-outbox.h"

G_BEGIN_DECLS

/**
 * RosterChangesReading:
 * @counts: how much the outbox holds
 * @refused: (element-type RosterChange): what the office refused
 * @sending: (element-type RosterChange): what is on its way
 * @waiting: (element-type RosterChange): what goes with the next sync
 * @clashes: (element-type RosterClash): the open conflicts
 * @photos: (element-type RosterQueuedBlob): photos that the office does not have
 * @steps: (element-type RosterHistoryItem): the journal, latest first
 * @n_steps: how many steps were read; more than there are in @steps, because not every one is shown
 *
 * Everything that the changes page shows, read at once. The lists end at the limit that was asked for; the counts do
 * not.
 */
typedef struct
{
  RosterOutboxCounts counts;
  GPtrArray *refused;
  GPtrArray *sending;
  GPtrArray *waiting;
  GPtrArray *clashes;
  GPtrArray *photos;
  GPtrArray *steps;
  guint n_steps;
} RosterChangesReading;

RosterChangesReading *roster_changes_reading_new  (RosterCache           *cache,
                                                   guint                  limit,
                                                   GError               **error);
void                  roster_changes_reading_free (RosterChangesReading  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterChangesReading, roster_changes_reading_free)

G_END_DECLS
