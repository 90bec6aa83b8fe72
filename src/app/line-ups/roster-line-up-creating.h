/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

gboolean roster_line_up_for_streamer (RosterCache  *cache,
                                      const char   *streamer,
                                      char        **id,
                                      RosterEdit  **edit,
                                      GError      **error);
gboolean roster_line_up_for_live     (RosterCache  *cache,
                                      const char   *key,
                                      char        **id,
                                      RosterEdit  **edit,
                                      GError      **error);

G_END_DECLS
