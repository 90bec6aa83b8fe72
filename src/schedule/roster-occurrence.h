/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-record.h"
#include "roster-wall.h"

G_BEGIN_DECLS

/**
 * RosterOccurrence:
 * @live: the record that says what this is: of a series its own Live, or the Live that stands in for this one time
 * @series: (nullable): the series it belongs to; %NULL for a live that happens once
 * @key: what stays the same while this one time is moved or edited: the record's id, or `SERIES/SLOT`
 * @slot: the wall time at which the series alone would have it, in the series' zone; equal to @wall for what happens
 *   once
 * @wall: when it starts on the clock of the live's zone
 * @start: when it starts, milliseconds UTC
 * @end: when it ends by plan, milliseconds UTC
 *
 * One broadcast, planned or held. Read it; the functions of roster-series.h make the records of a change.
 */
typedef struct
{
  RosterRecord *live;
  RosterRecord *series;
  char *key;
  gint64 slot;
  gint64 wall;
  gint64 start;
  gint64 end;
} RosterOccurrence;

RosterOccurrence *roster_occurrence_copy         (const RosterOccurrence  *self);
void              roster_occurrence_free         (RosterOccurrence        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterOccurrence, roster_occurrence_free)

gboolean          roster_occurrence_counts       (const RosterOccurrence  *self);
gboolean          roster_occurrence_is_open      (const RosterOccurrence  *self);

GTimeZone        *roster_live_zone               (RosterRecord            *live);
gboolean          roster_live_check              (RosterRecord            *live,
                                                  GError                 **error);

GPtrArray        *roster_occurrences_expand      (GPtrArray               *lives,
                                                  gint64                   from,
                                                  gint64                   to,
                                                  gboolean                *complete);
GHashTable       *roster_occurrences_by_streamer (GPtrArray               *occurrences);
GPtrArray        *roster_occurrences_of          (GHashTable              *by_streamer,
                                                  const char              *streamer);

G_END_DECLS
