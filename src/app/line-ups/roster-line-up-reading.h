/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"
#include "roster-line-up-items.h"

G_BEGIN_DECLS

/**
 * RosterLineUpReading:
 * @line_up: the LineUp
 * @streamer: (nullable): whose it is
 * @live: (nullable): the session it is for
 * @items: (element-type RosterLineUpItem): its items in order
 * @products: (element-type utf8 RosterRecord): the products of the items, and of the accepted suggestions, by id
 * @factories: (element-type utf8 RosterRecord): who makes them, by id
 * @lives: (element-type RosterRecord): the streamer's sessions that are still to come, and @live, by start
 * @accepted: (element-type utf8): products that were accepted for the streamer and stand in no line-up yet
 * @read_only: whether this person may not change it
 *
 * What a line-up's page shows, read at once in a thread of the store.
 */
typedef struct
{
  RosterRecord *line_up;
  RosterRecord *streamer;
  RosterRecord *live;
  GPtrArray *items;
  GHashTable *products;
  GHashTable *factories;
  GPtrArray *lives;
  GPtrArray *accepted;
  gboolean read_only;
} RosterLineUpReading;

RosterLineUpReading *roster_line_up_reading_new  (RosterCache          *cache,
                                                  const char           *id,
                                                  GError              **error);
void                 roster_line_up_reading_free (RosterLineUpReading  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterLineUpReading, roster_line_up_reading_free)

GPtrArray           *roster_line_up_accepted     (RosterCache          *cache,
                                                  const char           *streamer,
                                                  GError              **error);

G_END_DECLS
