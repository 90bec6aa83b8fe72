/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-office.h"

G_BEGIN_DECLS

gboolean roster_office_transfer (RosterOffice  *self,
                                 const char    *streamer,
                                 const char    *login,
                                 guint         *n_moved,
                                 GError       **error);

gboolean roster_office_transfer_book (RosterOffice  *self,
                                      const char    *from,
                                      const char    *to,
                                      guint         *n_streamers,
                                      guint         *n_moved,
                                      GError       **error);

G_END_DECLS
