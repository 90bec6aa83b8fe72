/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-admin.h"

#include <glib/gi18n-lib.h>

#include "roster-office-calendar.h"

static gboolean
run_share (RosterAdmin  *self,
           char        **arguments,
           GError      **error)
{
  g_autoptr (RosterOffice) office = roster_admin_open_office (self, error);
  g_autofree char *path = office != NULL ? roster_office_share_calendar (office, arguments[0], error) : NULL;

  if (path == NULL)
    return FALSE;

  roster_admin_print ("%s\n", path);
  return TRUE;
}

static gboolean
run_unshare (RosterAdmin  *self,
             char        **arguments,
             GError      **error)
{
  g_autoptr (RosterOffice) office = roster_admin_open_office (self, error);

  return office != NULL && roster_office_unshare_calendar (office, arguments[0], error);
}

const RosterAdminCommand roster_admin_calendar_commands[] = {
  { "calendar share", "LOGIN", N_("Print where a phone can subscribe to a book, and close the place before"),
    ROSTER_ADMIN_OPTION_STORE, 1, run_share },
  { "calendar unshare", "LOGIN", N_("Close that place"), ROSTER_ADMIN_OPTION_STORE, 1, run_unshare },
  { NULL },
};
