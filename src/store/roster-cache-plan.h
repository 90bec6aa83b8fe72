/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/**
 * RosterStoredPin:
 * @streamer: a streamer's id
 * @product: a product's id
 * @locked: %TRUE where the pair must be in the plan, %FALSE where it must not
 *
 * What a person wants of a pair in the plan of a week.
 */
typedef struct
{
  char *streamer;
  char *product;
  gboolean locked;
} RosterStoredPin;

/*
 * What a person wants of the week's plan. It is a way to look for a plan and no fact of the company: it stays on this
 * computer, has no step to undo, and is over a week after the day on which it was said.
 */

RosterStoredPin *roster_stored_pin_new          (const char       *streamer,
                                                 const char       *product,
                                                 gboolean          locked);
void             roster_stored_pin_free         (RosterStoredPin  *self);

GPtrArray       *roster_cache_plan_pins         (RosterCache      *self,
                                                 GError          **error);
gboolean         roster_cache_pin_plan          (RosterCache      *self,
                                                 const char       *streamer,
                                                 const char       *product,
                                                 gboolean          locked,
                                                 GError          **error);
gboolean         roster_cache_release_plan      (RosterCache      *self,
                                                 const char       *streamer,
                                                 const char       *product,
                                                 GError          **error);

GHashTable      *roster_cache_plan_floors       (RosterCache      *self,
                                                 GError          **error);
gboolean         roster_cache_set_plan_floor    (RosterCache      *self,
                                                 const char       *book,
                                                 guint             floor,
                                                 GError          **error);

G_END_DECLS
