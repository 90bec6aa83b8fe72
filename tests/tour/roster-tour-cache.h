/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "roster-cache.h"

G_BEGIN_DECLS

/** The day and the moment of the tour: a Thursday morning. */
#define ROSTER_TOUR_TODAY "2026-05-14"
#define ROSTER_TOUR_NOW "2026-05-14T02:24:00Z"
#define ROSTER_TOUR_ZONE "Asia/Shanghai"

/**
 * RosterTourCache:
 * @clock: what the tour takes for the time
 * @ids: where new ids come from, the same in every run
 * @streamer: the id of a streamer that a page can show
 * @long_name: the id of a streamer who gets a long name where changes wait
 * @line_up: the id of one of the streamer's line-ups that is still to come
 * @custom: the id of a custom product that is being made
 * @product: the id of a product
 * @factory: the id of the factory that makes it
 * @running_walk: the id of a walk-through that is not finished
 * @running_streamer: the id of the streamer with whom
 * @signed_walk: the id of one that both have signed
 * @photos: the photos of the running one, the last of which is not there
 *
 * A salesperson's cache of the small demo company, with changes in every state of the outbox.
 */
typedef struct
{
  RosterClock *clock;
  RosterIdSource *ids;
  char *streamer;
  char *long_name;
  char *line_up;
  char *custom;
  char *product;
  char *factory;
  char *running_walk;
  char *running_streamer;
  char *signed_walk;
  char **photos;
} RosterTourCache;

RosterTourCache *roster_tour_cache_new     (void);
void             roster_tour_cache_free    (RosterTourCache  *self);

void             roster_tour_cache_fill    (RosterTourCache  *self,
                                            const char       *path);
void             roster_tour_cache_clear   (RosterTourCache  *self,
                                            const char       *path);
void             roster_tour_cache_disturb (RosterTourCache  *self,
                                            const char       *path);
void             roster_tour_cache_photograph (RosterTourCache *self,
                                            const char       *path,
                                            gboolean          waits);
void             roster_tour_cache_train   (RosterTourCache  *self,
                                            const char       *path);
void             roster_tour_cache_cut_off (RosterTourCache  *self,
                                            const char       *path);

GdkPixbuf       *roster_tour_cache_draw_room (guint             number);

G_END_DECLS
