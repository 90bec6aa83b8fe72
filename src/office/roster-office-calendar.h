/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-office.h"

G_BEGIN_DECLS

/** Where a book's calendar is; the query's `token` says which. */
#define ROSTER_OFFICE_CALENDAR_PATH "/calendar"

/* A book's lives as a calendar that a phone can subscribe to. Who has the address needs no login, so it holds a
   secret that is good for nothing else and can be taken back. All of these block and may be called from any thread. */
char     *roster_office_share_calendar   (RosterOffice  *self,
                                          const char    *login,
                                          GError       **error);
gboolean  roster_office_unshare_calendar (RosterOffice  *self,
                                          const char    *login,
                                          GError       **error);
GBytes   *roster_office_read_calendar    (RosterOffice  *self,
                                          const char    *token,
                                          GError       **error);

G_END_DECLS
