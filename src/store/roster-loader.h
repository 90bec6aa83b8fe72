/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"
#include "roster-json-scan.h"

G_BEGIN_DECLS

/**
 * RosterLoad:
 * @ROSTER_LOAD_DONE: the row is written
 * @ROSTER_LOAD_UNUSUAL: nothing was written; the record is to be read the thorough way
 * @ROSTER_LOAD_FAILED: the store failed, and the error says how
 */
typedef enum
{
  ROSTER_LOAD_DONE,
  ROSTER_LOAD_UNUSUAL,
  ROSTER_LOAD_FAILED,
} RosterLoad;

/*
 * The straight way from a record's JSON into its row, for the hundreds of thousands of records of a first reading. It
 * takes plain values that it can check where they stand; whatever is written in another way it leaves to the thorough
 * way. Inside a transaction; roster_cache_mark_reset() belongs to it, as for roster_cache_load_remote().
 */
typedef struct _RosterLoader RosterLoader;

RosterLoader *roster_loader_new   (RosterCache             *cache,
                                   const RosterRecordType  *type,
                                   const char              *account,
                                   GError                 **error);
void          roster_loader_free  (RosterLoader            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterLoader, roster_loader_free)

RosterLoad    roster_loader_add   (RosterLoader            *self,
                                   const RosterJsonSpan    *record,
                                   GError                 **error);

G_END_DECLS
