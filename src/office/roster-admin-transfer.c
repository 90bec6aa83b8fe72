/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-admin.h"

#include <glib/gi18n-lib.h>

#include "roster-office-transfer.h"

static gboolean
run_transfer (RosterAdmin  *self,
              char        **arguments,
              GError      **error)
{
  g_autoptr (RosterOffice) office = NULL;
  guint n_moved;

  if (self->book == NULL)
    {
      g_set_error_literal (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE,
                           _("Say whose book takes the streamer with --book LOGIN"));
      return FALSE;
    }

  office = roster_admin_open_office (self, error);
  if (office == NULL || !roster_office_transfer (office, arguments[0], self->book, &n_moved, error))
    return FALSE;

  roster_admin_print (g_dngettext (GETTEXT_PACKAGE, "Moved %u record\n", "Moved %u records\n", n_moved), n_moved);
  return TRUE;
}

static gboolean
run_hand_over (RosterAdmin  *self,
               char        **arguments,
               GError      **error)
{
  g_autoptr (RosterOffice) office = NULL;
  guint n_streamers, n_moved;
  gboolean done;

  if (self->book == NULL)
    {
      g_set_error_literal (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE,
                           _("Say whose book takes the streamers with --book LOGIN"));
      return FALSE;
    }

  office = roster_admin_open_office (self, error);
  if (office == NULL)
    return FALSE;

  done = roster_office_transfer_book (office, arguments[0], self->book, &n_streamers, &n_moved, error);
  if (done || n_streamers > 0)
    /* Translators: two numbers, of streamers and of all records. */
    roster_admin_print (g_dngettext (GETTEXT_PACKAGE, "Moved %u streamer with %u records\n",
                                     "Moved %u streamers with %u records\n", n_streamers),
                        n_streamers, n_moved);
  return done;
}

const RosterAdminCommand roster_admin_transfer_commands[] = {
  { "transfer", "STREAMER", N_("Move a streamer, by Kuaishou id, with all records to another book"),
    ROSTER_ADMIN_OPTION_STORE | ROSTER_ADMIN_OPTION_BOOK, 1, run_transfer },
  { "handover", "LOGIN", N_("Move all streamers of this person’s book to another book"),
    ROSTER_ADMIN_OPTION_STORE | ROSTER_ADMIN_OPTION_BOOK, 1, run_hand_over },
  { NULL },
};
