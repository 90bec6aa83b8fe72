/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-id.h"
#include "roster-occurrence.h"

G_BEGIN_DECLS

/**
 * RosterExtent:
 * @ROSTER_EXTENT_THIS: this one time
 * @ROSTER_EXTENT_FOLLOWING: this one and all that follow; the series is split
 * @ROSTER_EXTENT_ALL: the whole series
 *
 * What a change of one occurrence means. For a live that happens once all three are the same.
 */
typedef enum
{
  ROSTER_EXTENT_THIS,
  ROSTER_EXTENT_FOLLOWING,
  ROSTER_EXTENT_ALL,
} RosterExtent;

/**
 * RosterLiveChange:
 * @before: (nullable): the record as it is; %NULL for one that is new
 * @after: (nullable): the record as it will be; %NULL for one that goes
 *
 * One record of a change; roster_edit_create(), _update() and _delete() take them as they are.
 */
typedef struct
{
  RosterRecord *before;
  RosterRecord *after;
} RosterLiveChange;

void          roster_live_change_free    (RosterLiveChange        *self);

RosterRecord *roster_occurrence_record   (const RosterOccurrence  *self);
RosterRecord *roster_occurrence_stand_in (const RosterOccurrence  *self,
                                          const char              *id);
GPtrArray    *roster_series_change       (const RosterOccurrence  *occurrence,
                                          RosterExtent             extent,
                                          RosterRecord            *wanted,
                                          GPtrArray               *lives,
                                          RosterIdSource          *ids);
GPtrArray    *roster_series_remove       (const RosterOccurrence  *occurrence,
                                          RosterExtent             extent,
                                          GPtrArray               *lives);

G_END_DECLS
