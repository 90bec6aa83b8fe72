/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-match.h"

G_BEGIN_DECLS

/** The date of every match in tests. */
#define MATCH_TODAY "2026-03-01"

/** The id of a streamer in a world. */
#define MATCH_STREAMER_ID(n) "00000000-0000-7000-8000-5000000000" #n "0"

/* Which decision match_world_add_decision() makes. */
enum
{
  MATCH_ACCEPTED,
  MATCH_LATER,
  MATCH_REFUSED_TOO_EXPENSIVE,
  MATCH_REFUSED_SOLD_BADLY,
  MATCH_REFUSED_DISLIKES,
  MATCH_REFUSED_WRONG_SEASON,
  MATCH_REFUSED_SAMPLE_MISSING,
};

/* Records to match, which a test may change until it makes the match. */
typedef struct
{
  GPtrArray *streamers;
  GPtrArray *products;
  GPtrArray *sales;
  GPtrArray *decisions;
  /* flagged videos, or NULL */
  GPtrArray *videos;
  /* what the office learnt, or NULL */
  GPtrArray *affinities;
  guint n_ids;
} MatchWorld;

MatchWorld  *match_world_new             (void);
void         match_world_free            (MatchWorld   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatchWorld, match_world_free)

void         match_world_add_streamer    (MatchWorld   *self,
                                          guint         n,
                                          GRand        *rand);
void         match_world_add_product     (MatchWorld   *self,
                                          guint         n,
                                          GRand        *rand);
void         match_world_add_sale        (MatchWorld   *self,
                                          guint         streamer,
                                          guint         product,
                                          gint64        units,
                                          guint         days_ago);
void         match_world_add_decision    (MatchWorld   *self,
                                          guint         streamer,
                                          guint         product,
                                          guint         kind,
                                          guint         days_ago);

void         match_world_shuffle         (MatchWorld   *self,
                                          GRand        *rand);
void         match_world_scale_money     (MatchWorld   *self,
                                          gint64        by);
void         match_world_replace_product (MatchWorld   *self,
                                          guint         product,
                                          const char   *field,
                                          gint64        value);
guint        match_world_product_number  (MatchWorld   *self,
                                          RosterMatch  *match,
                                          guint         index);
gboolean     match_world_suits           (RosterRecord *product,
                                          const char   *role);
gboolean     match_world_is_new          (MatchWorld   *self,
                                          RosterMatch  *match,
                                          guint         streamer,
                                          guint         product);

RosterMatch *match_world_match           (MatchWorld   *self);

G_END_DECLS
