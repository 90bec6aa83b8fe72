/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"
#include "roster-calendar-live.h"
#include "roster-obligation.h"

G_BEGIN_DECLS

/**
 * RosterOwing:
 * @id: the streamer
 * @who: the streamer's name
 * @obligation: how the week stands
 * @slots: (element-type RosterFreeSlot): times at which a live could be planned, the best first
 * @refusal: (nullable): why this person may not plan one, in words for a person
 *
 * A streamer of the first phase in one week (rule 24).
 */
typedef struct
{
  char *id;
  char *who;
  RosterObligation obligation;
  GArray *slots;
  char *refusal;
} RosterOwing;

void       roster_owing_free           (RosterOwing  *self);

GPtrArray *roster_schedule_read_owing  (RosterCache  *cache,
                                        GPtrArray    *occurrences,
                                        guint32       first_day,
                                        GTimeZone    *zone,
                                        GError      **error);
gboolean   roster_schedule_warn        (RosterCache  *cache,
                                        GPtrArray    *occurrences,
                                        GPtrArray    *lives,
                                        GTimeZone    *zone,
                                        GError      **error);

G_END_DECLS
