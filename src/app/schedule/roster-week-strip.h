/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-schedule-judging.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_WEEK_STRIP (roster_week_strip_get_type ())
G_DECLARE_FINAL_TYPE (RosterWeekStrip, roster_week_strip, ROSTER, WEEK_STRIP, AdwBin)

/*
 * What a week still wants: the lives that clash, and the streamers of the first phase with the hours they owe.
 *
 * Signals: plan (char *streamer, gint64 start, int minutes), a free time that a person takes, and show-day (uint day),
 * the day of a clash
 */
void roster_week_strip_show (RosterWeekStrip *self,
                             GPtrArray       *lives,
                             GPtrArray       *owing);

G_END_DECLS
