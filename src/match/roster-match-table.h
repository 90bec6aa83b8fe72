/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-match-private.h"

G_BEGIN_DECLS

/** How many of the products that sell together with one are kept. */
#define ROSTER_MATCH_TABLE_NEIGHBOURS 8

/**
 * How many products of one streamer teach what sells together: those of which most was sold. The pairs grow with the
 * square of this, so that without it one invented or wrongly imported history of 10,000 products would make a hundred
 * million of them, and stop every learning of the company. No streamer comes near it in earnest, and what somebody
 * sells least of says least.
 */
#define ROSTER_MATCH_MAX_TOGETHER 128

/*
 * What the office learns from the whole company, as Affinity records that caches take along. A record's subject is
 *
 *   product/ID            evidence: streamers who sell it, in hundredths; units: sold in 28 days; shares: the
 *                         similarity of the products that sell together with it, in parts per million, by their ids
 *   vertical/NAME         shares: the evidence of each category among the vertical's streamers, in hundredths
 *   pace/TIER/VERTICAL    units and sessions, weighted by age, of the streamers of a tier and vertical
 *
 * These are sums, not conclusions: whoever has them concludes with the formulas of roster-match-learn.h. A match that
 * gets such records takes them instead of its own sales for everything but the streamers' own pace and choice.
 */

/* Units and sessions of a group. */
typedef struct
{
  double units;
  double sessions;
} RosterMatchTally;

/* What is known of the company: from its table or from the sales at hand. */
struct _RosterMatchTable
{
  /* evidence: verticals × categories */
  double *chosen;
  /* tiers × verticals */
  RosterMatchTally *paces;
  /* streamers who sell each product */
  double *adopted;
};

RosterMatchTable *roster_match_table_new  (RosterMatch      *match,
                                           GPtrArray        *affinities);
void              roster_match_table_free (RosterMatchTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMatchTable, roster_match_table_free)

G_END_DECLS
