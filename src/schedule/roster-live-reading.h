/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

#include "roster-wall.h"

G_BEGIN_DECLS

GPtrArray *roster_schedule_read_lives    (RosterCache  *cache,
                                          gint64        from,
                                          gint64        to,
                                          GError      **error);
GPtrArray *roster_schedule_read_lives_of (RosterCache  *cache,
                                          const char   *streamer,
                                          gint64        from,
                                          gint64        to,
                                          GError      **error);
void       roster_schedule_print_range   (gint64        from,
                                          gint64        to,
                                          char          first[ROSTER_WALL_TEXT],
                                          char          last[ROSTER_WALL_TEXT]);

G_END_DECLS
