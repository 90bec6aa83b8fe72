/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-coaching-due.h"
#include "roster-store.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_COACHING_ENTRY (roster_coaching_entry_get_type ())
G_DECLARE_FINAL_TYPE (RosterCoachingEntry, roster_coaching_entry, ROSTER, COACHING_ENTRY, GObject)

/**
 * RosterCoachingEntry:
 * @streamer: who
 * @facts: what is known
 * @reasons: why the streamer is due
 * @running: (nullable): the id of a walk-through that is not finished
 *
 * A streamer as coaching sees one. Never changes once made.
 */
struct _RosterCoachingEntry
{
  GObject parent_instance;

  RosterRecord *streamer;
  RosterDueFacts facts;
  RosterDueReason reasons;
  char *running;
};

char      *roster_coaching_entry_words   (RosterCoachingEntry         *self);
gboolean   roster_coaching_entry_equal   (RosterCoachingEntry         *self,
                                          RosterCoachingEntry         *other);
GPtrArray *roster_coaching_entries_read  (RosterCache                 *cache,
                                          GError                     **error);
GPtrArray *roster_coaching_tallies_read  (RosterCache                 *cache,
                                          const char                  *checklist,
                                          GError                     **error);

G_END_DECLS
