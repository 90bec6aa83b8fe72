/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

#define ROSTER_CTL_ERROR (roster_ctl_error_quark ())
GQuark roster_ctl_error_quark (void);

/**
 * RosterCtlError:
 * @ROSTER_CTL_ERROR_USAGE: the command line is wrong; exit status 2
 * @ROSTER_CTL_ERROR_REFUSED: what was asked cannot be done; exit status 1
 */
typedef enum
{
  ROSTER_CTL_ERROR_USAGE,
  ROSTER_CTL_ERROR_REFUSED,
} RosterCtlError;

/** The fact of the cache that holds why the last sync failed; none where it went well. */
#define ROSTER_CTL_FACT_SYNC_FAILURE "ctlSyncFailure"

/**
 * RosterCtlOption:
 *
 * The options that a command may take; each is a member of #RosterCtl.
 */
typedef enum
{
  ROSTER_CTL_OPTION_JSON    = 1 << 0,
  ROSTER_CTL_OPTION_MAP     = 1 << 1,
  ROSTER_CTL_OPTION_RATE    = 1 << 2,
  ROSTER_CTL_OPTION_DRY_RUN = 1 << 3,
  ROSTER_CTL_OPTION_FORMAT  = 1 << 4,
  ROSTER_CTL_OPTION_OFFICE  = 1 << 5,
  ROSTER_CTL_OPTION_MATCH   = 1 << 6,
  ROSTER_CTL_OPTION_VERDICT = 1 << 7,
  ROSTER_CTL_OPTION_AT      = 1 << 8,
  ROSTER_CTL_OPTION_LEDGER  = 1 << 9,
  ROSTER_CTL_OPTION_PLAN    = 1 << 10,
} RosterCtlOption;

/**
 * RosterCtl:
 * @path: the cache's file
 *
 * One run of the program.
 */
typedef struct
{
  char *path;
  gboolean help;
  gboolean json;
  char **maps;
  char *rate;
  gboolean dry_run;
  char *format;
  char *office;
  char *login;
  char *streamer;
  char *product;
  int top;
  char *vertical;
  char *factory;
  char *role;
  char *margin;
  gboolean only_new;
  char *reason;
  char *text;
  char *until;
  char *at;
  gboolean ledger;
  int floor;
  int slots;
  int budget;
  char **locks;
  char **bans;
  gboolean fresh;

  RosterClock *clock;
  RosterIdSource *ids;
  GCancellable *cancellable;
} RosterCtl;

/**
 * RosterCtlCommand:
 * @name: what a person types
 * @arguments: (nullable): what follows the name, for the help
 * @summary: one line of help, marked for translation
 * @options: which options it takes
 * @least: how many arguments it needs
 * @most: how many it takes
 * @run: does it; @arguments are ended by %NULL
 *
 * A command of the program.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  RosterCtlOption options;
  guint least;
  guint most;
  gboolean (*run) (RosterCtl  *ctl,
                   char      **arguments,
                   GError    **error);
} RosterCtlCommand;

/* The groups of commands, each ended by a NULL name. */
extern const RosterCtlCommand roster_ctl_cache_commands[];
extern const RosterCtlCommand roster_ctl_import_commands[];
extern const RosterCtlCommand roster_ctl_export_commands[];
extern const RosterCtlCommand roster_ctl_record_commands[];
extern const RosterCtlCommand roster_ctl_match_commands[];
extern const RosterCtlCommand roster_ctl_schedule_commands[];
extern const RosterCtlCommand roster_ctl_plan_commands[];
extern const RosterCtlCommand roster_ctl_sync_commands[];
extern const RosterCtlCommand roster_ctl_outbox_commands[];
extern const RosterCtlCommand roster_ctl_journal_commands[];

int                     roster_ctl_main       (int          argc,
                                               char        *argv[]);

RosterCache            *roster_ctl_open_cache (RosterCtl   *self,
                                               GError     **error);
const RosterRecordType *roster_ctl_find_type  (const char  *name,
                                               GError     **error);
RosterRecord           *roster_ctl_find_record (RosterCache *cache,
                                               const char  *id,
                                               GError     **error);
RosterRecord           *roster_ctl_resolve_record (RosterCache *cache,
                                               const RosterRecordType *type,
                                               const char  *text,
                                               GError     **error);
GCancellable           *roster_ctl_cancellable (RosterCtl   *self);
gboolean                roster_ctl_import_calendar (RosterCtl *self,
                                               RosterCache *cache,
                                               const char  *path,
                                               GError     **error);
gboolean                roster_ctl_refuse     (GError     **error,
                                               const char  *message);

G_END_DECLS
