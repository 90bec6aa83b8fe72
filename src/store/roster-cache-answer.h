/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/*
 * What a person answered about changes that wait on this computer and concern no streamer. A Decision is about a
 * streamer and goes to the office; these changes are known here alone, and so is the answer. There is one at a time.
 */
gboolean  roster_cache_answer_waiting   (RosterCache  *self,
                                         const char   *about,
                                         const char   *until,
                                         const char   *reason,
                                         GError      **error);
char     *roster_cache_answered_waiting (RosterCache  *self,
                                         const char   *today);
gboolean  roster_cache_ask_waiting      (RosterCache  *self,
                                         GError      **error);

G_END_DECLS
