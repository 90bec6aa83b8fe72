/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-money.h"
#include "roster-record.h"

G_BEGIN_DECLS

/* The rules of the business that are numbers; the rule's own number is that of the domain's list. */

/** Rule 1: how many streamers one salesperson looks after; above it the app warns, it never blocks. */
#define ROSTER_BOOK_NORM 35

/** Rule 3: a part-timer is content with a month's income from here… */
#define ROSTER_PART_TIMER_BAND_LOW (500 * ROSTER_LI_PER_YUAN)

/** …to here. */
#define ROSTER_PART_TIMER_BAND_HIGH (1000 * ROSTER_LI_PER_YUAN)

/** Rule 5: above this many followers the platform lowers an account's reach on its public page. */
#define ROSTER_DAMPED_FROM_FOLLOWERS G_GINT64_CONSTANT (1000000)

gint64   roster_rules_effective_fans         (gint64        followers,
                                              gint64        minors_share);
gint64   roster_streamer_effective_fans      (RosterRecord *streamer);
gboolean roster_streamer_reach_is_damped     (RosterRecord *streamer);
gboolean roster_streamer_is_part_timer       (RosterRecord *streamer);
gboolean roster_product_may_be_matched       (RosterRecord *product);

G_END_DECLS
