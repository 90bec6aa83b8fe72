/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache-plan.h"

G_BEGIN_DECLS

/**
 * RosterPlanReading:
 * @books: (element-type RosterAccount): the books of the cache, the person's own first
 * @sessions: (element-type utf8 uint): how many sessions a streamer has still to hold in the week, by id
 * @pins: (element-type RosterStoredPin): the pairs that the person locked and banned
 * @floors: (element-type utf8 uint): the floor that the person chose, by book
 *
 * What a plan needs beside the match, read in one of the store's threads.
 */
typedef struct
{
  GPtrArray *books;
  GHashTable *sessions;
  GPtrArray *pins;
  GHashTable *floors;
} RosterPlanReading;

RosterPlanReading *roster_plan_reading_new    (RosterCache        *cache,
                                               GError            **error);
void               roster_plan_reading_free   (RosterPlanReading  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterPlanReading, roster_plan_reading_free)

GPtrArray         *roster_plan_week_of_lives  (RosterCache        *cache,
                                               GError            **error);

G_END_DECLS
