/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_VIDEO_ROW (roster_video_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterVideoRow, roster_video_row, ROSTER, VIDEO_ROW, AdwPreferencesRow)

/* A video with its grades (rules 12 to 16); what a machine flagged waits here for a person's decision (rule 27). */
GtkWidget *roster_video_row_new (RosterContext  *context,
                                 RosterRecord   *video);

G_END_DECLS
