/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-occurrence.h"

G_BEGIN_DECLS

/**
 * RosterLiveClashKind:
 * @ROSTER_LIVE_CLASH_STREAMER: one streamer is live twice at the same time
 * @ROSTER_LIVE_CLASH_PERSON: one salesperson or trainer would be with two streamers at the same time
 * @ROSTER_LIVE_CLASH_NO_LINE_UP: there is no line-up (rule 25)
 * @ROSTER_LIVE_CLASH_NO_TRAFFIC: the line-up names no traffic item (rule 25)
 * @ROSTER_LIVE_CLASH_NO_PROFIT: the line-up names no profit item (rule 25)
 * @ROSTER_LIVE_CLASH_STOCK: a product of the line-up is out of stock and its factory delivers only later
 */
typedef enum
{
  ROSTER_LIVE_CLASH_STREAMER,
  ROSTER_LIVE_CLASH_PERSON,
  ROSTER_LIVE_CLASH_NO_LINE_UP,
  ROSTER_LIVE_CLASH_NO_TRAFFIC,
  ROSTER_LIVE_CLASH_NO_PROFIT,
  ROSTER_LIVE_CLASH_STOCK,
} RosterLiveClashKind;

/**
 * RosterLiveClash:
 * @kind: what is wrong
 * @occurrence: (transfer none): with what; belongs to the array that was asked about
 * @other: (nullable) (transfer none): of two at the same time the later one
 * @person: (nullable): who would be in two places
 * @product: (nullable): what is out of stock
 * @until: the first day with new stock, as wall time; %G_MAXINT64 where no lead time is known
 */
typedef struct
{
  RosterLiveClashKind kind;
  const RosterOccurrence *occurrence;
  const RosterOccurrence *other;
  char *person;
  char *product;
  gint64 until;
} RosterLiveClash;

void          roster_live_clash_free (RosterLiveClash         *self);

RosterRecord *roster_live_line_up    (const RosterOccurrence  *occurrence,
                                      GPtrArray               *line_ups);
guint         roster_line_up_count   (RosterRecord            *line_up,
                                      const char              *role);
gboolean      roster_line_up_has     (RosterRecord            *line_up,
                                      const char              *role);

GPtrArray    *roster_live_clashes    (GPtrArray               *occurrences,
                                      GPtrArray               *line_ups,
                                      GPtrArray               *products,
                                      GPtrArray               *factories,
                                      gint64                   now,
                                      GTimeZone               *zone);

G_END_DECLS
