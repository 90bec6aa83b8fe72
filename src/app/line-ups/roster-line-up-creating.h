/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

RosterEdit *roster_line_up_create_edit          (RosterCache  *cache,
                                                 const char   *streamer,
                                                 GError      **error);
RosterEdit *roster_line_up_create_edit_for_live (RosterCache  *cache,
                                                 const char   *live,
                                                 GError      **error);
char       *roster_line_up_find_of_live         (RosterCache  *cache,
                                                 const char   *live,
                                                 GError      **error);

G_END_DECLS
