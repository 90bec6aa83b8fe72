/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"
#include "roster-line-up-items.h"

G_BEGIN_DECLS

/**
 * RosterPlanned:
 * @streamer: a streamer's id
 * @items: (element-type RosterLineUpItem): what the plan gives the streamer, in order
 * @scores: (element-type gint64): the expected margin of each of them in one session, in li
 *
 * One streamer's part of a plan.
 */
typedef struct
{
  char *streamer;
  GPtrArray *items;
  GArray *scores;
} RosterPlanned;

RosterPlanned *roster_planned_new      (const char     *streamer);
void           roster_planned_free     (RosterPlanned  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterPlanned, roster_planned_free)

void           roster_planned_add       (RosterPlanned  *self,
                                        RosterRecord   *product,
                                        RosterLineUpRole role,
                                        gint64          score);

RosterEdit    *roster_plan_accept_edit (RosterCache    *cache,
                                        GPtrArray      *planned,
                                        GError        **error);

G_END_DECLS
