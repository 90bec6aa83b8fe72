/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterDemoTown:
 *
 * A real manufacturing town.
 */
typedef struct
{
  const char *province;
  const char *city;
} RosterDemoTown;

/**
 * RosterDemoVertical:
 * @name: the vertical, for example 日化
 * @industry: how its factories call themselves
 * @towns: where such factories stand, ended by %NULL
 * @affine: the vertical whose goods sell to the same buyers
 * @share: how many of a hundred streamers are of the vertical
 * @return_percent: how many of a hundred units come back
 * @price_bands: what the buyers of such a streamer pay, in yuan: from and to, cheap first
 */
typedef struct
{
  const char *name;
  const char *industry;
  RosterDemoTown towns[6];
  const char *affine;
  guint share;
  guint return_percent;
  guint16 price_bands[3][2];
} RosterDemoVertical;

/**
 * RosterDemoLine:
 * @nouns: what is made, separated by `|`
 * @traits: what it is made of or good for, separated by `|`
 * @specs: how much of it, separated by `|`
 * @price_from: the lowest price in yuan
 * @price_to: the highest
 * @points: selling points, separated by `|`
 *
 * Products that any of the traits, sizes and selling points goes with.
 */
typedef struct
{
  const char *nouns;
  const char *traits;
  const char *specs;
  guint price_from;
  guint price_to;
  const char *points;
} RosterDemoLine;

#define ROSTER_DEMO_MAX_LINES 8

/**
 * RosterDemoCategory:
 * @vertical: the vertical's name
 * @name: the category, for example 纸品
 * @lines: what it consists of, ended by empty ones
 */
typedef struct
{
  const char *vertical;
  const char *name;
  RosterDemoLine lines[ROSTER_DEMO_MAX_LINES];
} RosterDemoCategory;

#define ROSTER_DEMO_N_VERTICALS 12
#define ROSTER_DEMO_N_CATEGORIES 52

extern const RosterDemoVertical roster_demo_verticals[ROSTER_DEMO_N_VERTICALS];
extern const RosterDemoCategory roster_demo_categories[ROSTER_DEMO_N_CATEGORIES];

guint roster_demo_vertical_index (const char *name);

G_END_DECLS
