/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "roster-cache.h"
#include "roster-demo.h"

G_BEGIN_DECLS

/* What every measurement shares: a folder for files, a clock, and a place to report to. */
typedef struct
{
  char *folder;
  /* where creators.csv, products.csv and sales.csv lie, or NULL */
  const char *creators;
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

/* The password of everybody in the demo company */
#define ROSTER_BENCH_PASSWORD "roster-demo"

/* An office that serves the demo company on loopback. */
typedef struct
{
  GSubprocess *process;
  char *store;
  char *url;
  /* login, role, base and name in each line */
  char **logins;
} RosterBenchOffice;

char              *roster_bench_program      (const char        *path);
RosterBenchOffice *roster_bench_office_start (RosterBench       *self);
void               roster_bench_office_stop  (RosterBenchOffice *office);
char              *roster_bench_office_login (RosterBenchOffice *office,
                                              const char        *role,
                                              guint              nth);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterBenchOffice, roster_bench_office_stop)

double       roster_bench_bare_inserts (RosterBench          *self,
                                      const char           *source,
                                      const RosterRecordType *type);

char        *roster_bench_cache        (RosterBench            *self,
                                        const char             *name,
                                        RosterDemoScale         scale,
                                        gboolean                one_book);

/* The measurements, one a file */
void         roster_bench_search     (RosterBench *self);
void         roster_bench_coaching   (RosterBench *self);
void         roster_bench_load       (RosterBench *self);
void         roster_bench_intake     (RosterBench *self);
void         roster_bench_start      (RosterBench *self);
void         roster_bench_week       (RosterBench *self);
void         roster_bench_background (RosterBench *self);
void         roster_bench_scroll     (RosterBench *self);
void         roster_bench_sync       (RosterBench *self);
void         roster_bench_import     (RosterBench *self);
void         roster_bench_office     (RosterBench *self);
void         roster_bench_match      (RosterBench *self);
void         roster_bench_rank       (RosterBench *self);
void         roster_bench_schedule   (RosterBench *self);

/* Parts of one measurement */
void         roster_bench_match_calibration (RosterBench *self);

G_END_DECLS
