/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterDemoPlace:
 * @province: for example 山东
 * @city: for example 临沂
 * @district: where in the city
 * @region: what streamers from there call their region in their names
 *
 * A city with a base.
 */
typedef struct
{
  const char *province;
  const char *city;
  const char *district;
  const char *region;
} RosterDemoPlace;

#define ROSTER_DEMO_N_PLACES 23

/** The cities with a base; a small company has the first two. */
extern const RosterDemoPlace roster_demo_places[ROSTER_DEMO_N_PLACES];

G_END_DECLS
