/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-office.h"

G_BEGIN_DECLS

#define ROSTER_ADMIN_ERROR (roster_admin_error_quark ())
GQuark roster_admin_error_quark (void);

/**
 * RosterAdminError:
 * @ROSTER_ADMIN_ERROR_USAGE: the command line is wrong
 * @ROSTER_ADMIN_ERROR_REFUSED: it cannot be done
 */
typedef enum
{
  ROSTER_ADMIN_ERROR_USAGE,
  ROSTER_ADMIN_ERROR_REFUSED,
} RosterAdminError;

/**
 * RosterAdmin:
 * @clock: the time
 * @ids: makes ids
 *
 * What a command of roster-office works with; the rest are its options, %NULL or 0 where they were not given.
 */
typedef struct
{
  RosterClock *clock;
  RosterIdSource *ids;

  gboolean help;
  char *store;
  char *listen;
  char *tls_cert;
  char *tls_key;
  gboolean behind_proxy;
  char *metrics_token;
  char *role;
  char *base;
  char *name;
  char *book;
  char *note;
  char **maps;
  char *rate;
  char *scale;
  gint64 seed;
} RosterAdmin;

/**
 * RosterAdminOption:
 *
 * The options that a command takes.
 */
typedef enum
{
  ROSTER_ADMIN_OPTION_STORE  = 1 << 0,
  ROSTER_ADMIN_OPTION_LISTEN = 1 << 1,
  ROSTER_ADMIN_OPTION_PERSON = 1 << 2,
  ROSTER_ADMIN_OPTION_DEMO   = 1 << 3,
  ROSTER_ADMIN_OPTION_IMPORT = 1 << 4,
  ROSTER_ADMIN_OPTION_NOTE   = 1 << 5,
  ROSTER_ADMIN_OPTION_BOOK   = 1 << 6,
} RosterAdminOption;

/**
 * RosterAdminCommand:
 * @name: one word or two
 * @arguments: (nullable): what follows it, for the help
 * @summary: what it does, marked for translation
 * @options: what it takes
 * @n_arguments: how many arguments must follow
 * @run: does it
 *
 * A command of roster-office.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  RosterAdminOption options;
  guint n_arguments;
  gboolean (*run) (RosterAdmin  *self,
                   char        **arguments,
                   GError      **error);
} RosterAdminCommand;

/* Each ended by a NULL name. */
extern const RosterAdminCommand roster_admin_serve_commands[];
extern const RosterAdminCommand roster_admin_backup_commands[];
extern const RosterAdminCommand roster_admin_user_commands[];
extern const RosterAdminCommand roster_admin_demo_commands[];
extern const RosterAdminCommand roster_admin_import_commands[];
extern const RosterAdminCommand roster_admin_rule_commands[];
extern const RosterAdminCommand roster_admin_learn_commands[];
extern const RosterAdminCommand roster_admin_transfer_commands[];
extern const RosterAdminCommand roster_admin_checklist_commands[];
extern const RosterAdminCommand roster_admin_calendar_commands[];

int           roster_admin_main        (int           argc,
                                        char         *argv[]);

RosterOffice *roster_admin_open_office (RosterAdmin  *self,
                                        GError      **error);
gboolean      roster_admin_is_address  (const char   *store);
void          roster_admin_print       (const char   *format,
                                        ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
