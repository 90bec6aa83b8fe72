/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-calendar-live.h"
#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LIVE_DIALOG (roster_live_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RosterLiveDialog, roster_live_dialog, ROSTER, LIVE_DIALOG, AdwWindow)

/*
 * Plans a live, changes one, or takes down how it went.
 *
 * Signal: saved (char *done, gint64 step), when it was written
 */
RosterLiveDialog *roster_live_dialog_new_create  (GtkWindow          *parent,
                                                  RosterContext      *context,
                                                  guint32             day,
                                                  int                 start,
                                                  int                 minutes,
                                                  const char         *streamer);
RosterLiveDialog *roster_live_dialog_new_edit    (GtkWindow          *parent,
                                                  RosterContext      *context,
                                                  RosterCalendarLive *live);
RosterLiveDialog *roster_live_dialog_new_results (GtkWindow          *parent,
                                                  RosterContext      *context,
                                                  RosterCalendarLive *live);

RosterCalendarLive *roster_live_dialog_live         (RosterLiveDialog   *self);

G_END_DECLS
