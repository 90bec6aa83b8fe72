/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-admin.h"

#include <glib/gi18n-lib.h>

#include "roster-office-learn.h"

static gboolean
run_learn (RosterAdmin  *self,
           char        **arguments,
           GError      **error)
{
  g_autoptr (RosterOffice) office = roster_admin_open_office (self, error);
  guint n_changed = 0;

  if (office == NULL || !roster_office_learn (office, roster_clock_now (self->clock), &n_changed, error))
    return FALSE;

  roster_admin_print (g_dngettext (GETTEXT_PACKAGE, "%u record of what sells together changed\n",
                                   "%u records of what sells together changed\n", n_changed),
                      n_changed);
  return TRUE;
}

const RosterAdminCommand roster_admin_learn_commands[] = {
  { "learn", NULL, N_("Learn from everybody’s sales what sells together; serve does it by itself"),
    ROSTER_ADMIN_OPTION_STORE, 0, run_learn },
  { NULL },
};
