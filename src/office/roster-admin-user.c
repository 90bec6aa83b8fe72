/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-admin.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "roster-office-users.h"

/* One line of standard input; what is typed at a terminal is not shown. */
static char *
read_password (const char  *login,
               GError     **error)
{
  struct termios shown, hidden;
  gboolean terminal = isatty (STDIN_FILENO) && tcgetattr (STDIN_FILENO, &shown) == 0;
  char line[2048];
  char *password = NULL;

  if (terminal)
    {
      hidden = shown;
      hidden.c_lflag &= ~(tcflag_t) ECHO;
      /* Translators: %s is a login. */
      fprintf (stderr, _("Password for %s: "), login);
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
    }
  if (fgets (line, sizeof line, stdin) != NULL)
    {
      line[strcspn (line, "\r\n")] = '\0';
      password = g_strdup (line);
      sodium_memzero (line, sizeof line);
    }
  if (terminal)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
      fputc ('\n', stderr);
    }

  if (password == NULL)
    g_set_error_literal (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_REFUSED,
                         _("Give the password on standard input"));
  return password;
}

static void
forget_password (char *password)
{
  sodium_memzero (password, strlen (password));
  g_free (password);
}

static gboolean
run_add (RosterAdmin  *self,
         char        **arguments,
         GError      **error)
{
  g_autoptr (RosterOffice) office = NULL;
  gboolean made_base, done;
  RosterRole role;
  char *password;

  if (!roster_role_from_text (self->role, &role))
    {
      g_set_error_literal (error, ROSTER_ADMIN_ERROR, ROSTER_ADMIN_ERROR_USAGE,
                           _("Say what the person is with --role salesperson|trainer|manager|office"));
      return FALSE;
    }

  office = roster_admin_open_office (self, error);
  if (office == NULL ||
      !roster_office_can_add_user (office, arguments[0], self->name, role, self->base, error))
    return FALSE;

  password = read_password (arguments[0], error);
  if (password == NULL)
    return FALSE;

  done = roster_office_add_user (office, arguments[0], self->name, role, self->base, password, &made_base, error);
  forget_password (password);
  if (done && made_base)
    roster_admin_print (_("Made the base “%s”\n"), self->base);
  return done;
}

static gboolean
run_password (RosterAdmin  *self,
              char        **arguments,
              GError      **error)
{
  g_autoptr (RosterOffice) office = roster_admin_open_office (self, error);
  char *password;
  gboolean done;

  if (office == NULL || !roster_office_can_set_password (office, arguments[0], error))
    return FALSE;

  password = read_password (arguments[0], error);
  if (password == NULL)
    return FALSE;

  done = roster_office_set_password (office, arguments[0], password, error);
  forget_password (password);
  return done;
}

static gboolean
run_disable (RosterAdmin  *self,
             char        **arguments,
             GError      **error)
{
  g_autoptr (RosterOffice) office = roster_admin_open_office (self, error);
  guint n_streamers;

  if (office == NULL || !roster_office_set_employed (office, arguments[0], FALSE, &n_streamers, error))
    return FALSE;

  /* Translators: %s is a login. */
  roster_admin_print (_("“%s” is signed out everywhere and may not sign in any more\n"), arguments[0]);
  if (n_streamers > 0)
    roster_admin_print (
        g_dngettext (GETTEXT_PACKAGE,
                     "%u streamer is still in that book; “roster-office handover” moves it to another\n",
                     "%u streamers are still in that book; “roster-office handover” moves them to "
                     "another\n",
                     n_streamers),
        n_streamers);
  return TRUE;
}

static gboolean
run_enable (RosterAdmin  *self,
            char        **arguments,
            GError      **error)
{
  g_autoptr (RosterOffice) office = roster_admin_open_office (self, error);
  guint n_streamers;

  return office != NULL && roster_office_set_employed (office, arguments[0], TRUE, &n_streamers, error);
}

static gboolean
run_list (RosterAdmin  *self,
          char        **arguments,
          GError      **error)
{
  g_autoptr (RosterOffice) office = roster_admin_open_office (self, error);
  g_autoptr (GPtrArray) users = office != NULL ? roster_office_list_users (office, error) : NULL;

  if (users == NULL)
    return FALSE;

  for (guint i = 0; i < users->len; i++)
    {
      const RosterOfficeUser *user = users->pdata[i];

      roster_admin_print ("%s\t%s\t%s\t%s\t%s\n", user->login, roster_role_label (user->role),
                          user->base != NULL ? user->base : "-", user->name,
                          user->can_sign_in ? _("may sign in") : _("may not sign in"));
    }

  return TRUE;
}

const RosterAdminCommand roster_admin_user_commands[] = {
  { "user add", "LOGIN", N_("Add a person; the password comes on standard input"),
    ROSTER_ADMIN_OPTION_STORE | ROSTER_ADMIN_OPTION_PERSON, 1, run_add },
  { "user password", "LOGIN", N_("Give a person a new password, from standard input"), ROSTER_ADMIN_OPTION_STORE, 1,
    run_password },
  { "user disable", "LOGIN", N_("Sign somebody who leaves out everywhere, for good"), ROSTER_ADMIN_OPTION_STORE, 1,
    run_disable },
  { "user enable", "LOGIN", N_("Let somebody who was disabled sign in again"), ROSTER_ADMIN_OPTION_STORE, 1,
    run_enable },
  { "user list", NULL, N_("List everybody"), ROSTER_ADMIN_OPTION_STORE, 0, run_list },
  { NULL },
};
