/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** How many points describe a distribution: its minimum, its eighths and its maximum. */
#define ROSTER_DEMO_N_QUANTILES 9

/*
 * Draws that are whole numbers all the way: the same seed gives the same company on every machine, whatever its
 * floating-point unit and C library round.
 */
gint64      roster_demo_range    (GRand             *rand,
                                  gint64             first,
                                  gint64             last);
gboolean    roster_demo_chance   (GRand             *rand,
                                  guint              percent);
gint64      roster_demo_spread   (GRand             *rand,
                                  const gint64       quantiles[ROSTER_DEMO_N_QUANTILES]);
guint       roster_demo_weighted (GRand             *rand,
                                  const guint       *weights,
                                  guint              n_weights);
guint       roster_demo_early    (GRand             *rand,
                                  guint              n);
const char *roster_demo_pick     (GRand             *rand,
                                  const char *const *texts);
char       *roster_demo_pick_bar (GRand             *rand,
                                  const char        *texts);

void        roster_demo_split    (gint64             total,
                                  const gint64      *weights,
                                  guint              n_weights,
                                  gint64            *parts);

G_END_DECLS
