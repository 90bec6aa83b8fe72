/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/* What every measurement shares: a folder for files, a clock, and a place to report to. */
typedef struct
{
  char *folder;
  RosterClock *clock;
  RosterIdSource *ids;
  guint n_over;
} RosterBench;

void         roster_bench_report     (RosterBench *self,
                                      const char  *name,
                                      double       value,
                                      const char  *unit,
                                      double       budget);
void         roster_bench_note       (const char  *name,
                                      double       value,
                                      const char  *unit);
double       roster_bench_seconds    (void);
double       roster_bench_percentile (GArray      *values,
                                      double       share);
RosterCache *roster_bench_open       (RosterBench *self,
                                      const char  *name);

/* The measurements, one a file */
void         roster_bench_search     (RosterBench *self);
void         roster_bench_load       (RosterBench *self);
void         roster_bench_start      (RosterBench *self);

G_END_DECLS
