/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store.h"
#include "roster-walk.h"

G_BEGIN_DECLS

/**
 * RosterWalkReading:
 * @walkthrough: the Walkthrough
 * @checklist: the version that it is pinned to
 * @template: read from it
 * @streamer: with whom
 * @videos: (element-type RosterRecord): the streamer's videos of the last 90 days
 * @follow_ups: (element-type RosterRecord): what is open with the streamer, the first due first
 * @week_minutes: minutes live in the last seven days; -1 where nobody measured
 * @before: the result of the last walk-through with any version of the checklist, or negative
 * @cursor: (nullable): the item at which somebody stood on this computer
 * @person: (nullable): the id of the person who is signed in
 * @person_name: (nullable): that person's name
 *
 * All that a walk-through needs, read in the store's thread.
 */
typedef struct
{
  RosterRecord *walkthrough;
  RosterRecord *checklist;
  RosterTemplate *template;
  RosterRecord *streamer;
  GPtrArray *videos;
  GPtrArray *follow_ups;
  gint64 week_minutes;
  gint64 before;
  char *cursor;
  char *person;
  char *person_name;
} RosterWalkReading;

RosterWalkReading *roster_walk_reading_new    (RosterCache        *cache,
                                               const char         *id,
                                               GError            **error);
void               roster_walk_reading_free   (RosterWalkReading  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterWalkReading, roster_walk_reading_free)

char              *roster_walk_reading_person (RosterCache        *cache);

G_END_DECLS
