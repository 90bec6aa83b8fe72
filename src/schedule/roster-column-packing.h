/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterPacked:
 * @start: minutes, in
 * @end: minutes, after @start, in
 * @column: which of the columns it stands in, out
 * @n_columns: how many columns its cluster needs, out
 * @cluster: counts the clusters; what overlaps, directly or through others, is of one cluster, out
 *
 * A stretch of time that wants room beside those that overlap it.
 */
typedef struct
{
  int start;
  int end;
  guint column;
  guint n_columns;
  guint cluster;
} RosterPacked;

void roster_pack_columns (RosterPacked *stretches,
                          guint         n_stretches);

G_END_DECLS
