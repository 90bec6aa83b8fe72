/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_TIMELINE (roster_timeline_get_type ())
G_DECLARE_FINAL_TYPE (RosterTimeline, roster_timeline, ROSTER, TIMELINE, AdwBin)

/* What has been done with a streamer, newest first, and a place to write the next thing down. */
GtkWidget *roster_timeline_new            (RosterContext  *context);
void       roster_timeline_show           (RosterTimeline *self,
                                           RosterRecord   *streamer,
                                           gboolean        read_only);
void       roster_timeline_focus_composer (RosterTimeline *self);

G_END_DECLS
