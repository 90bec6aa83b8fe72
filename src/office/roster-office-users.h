/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-office.h"
#include "roster-rights.h"

G_BEGIN_DECLS

gboolean  roster_office_add_user     (RosterOffice  *self,
                                      const char    *login,
                                      const char    *name,
                                      RosterRole     role,
                                      const char    *base,
                                      const char    *password,
                                      gboolean      *made_base,
                                      GError       **error);
gboolean  roster_office_set_password (RosterOffice  *self,
                                      const char    *login,
                                      const char    *password,
                                      GError       **error);
gboolean  roster_office_can_add_user (RosterOffice  *self,
                                      const char    *login,
                                      const char    *name,
                                      RosterRole     role,
                                      const char    *base,
                                      GError       **error);
gboolean  roster_office_can_set_password (RosterOffice *self,
                                      const char    *login,
                                      GError       **error);
gboolean  roster_office_set_employed (RosterOffice  *self,
                                      const char    *login,
                                      gboolean       employed,
                                      guint         *n_streamers,
                                      GError       **error);

/**
 * RosterOfficeUser:
 * @login: the name to sign in with
 * @name: the person's name
 * @role: what the person is
 * @base: (nullable): the name of the person's base
 * @can_sign_in: whether the person is active and has a password
 *
 * One line of the list of users.
 */
typedef struct
{
  char *login;
  char *name;
  RosterRole role;
  char *base;
  gboolean can_sign_in;
} RosterOfficeUser;

GPtrArray *roster_office_list_users  (RosterOffice  *self,
                                      GError       **error);

G_END_DECLS
