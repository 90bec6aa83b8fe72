/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_HAPPENING_ROW (roster_happening_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterHappeningRow, roster_happening_row, ROSTER, HAPPENING_ROW, GtkListBoxRow)

/* Something that happened with a streamer and is kept elsewhere: a decision, a live, a walk-through, a follow-up. */
GtkWidget *roster_happening_row_new (RosterContext *context,
                                     RosterRecord  *record);

gint64     roster_happening_at      (RosterRecord  *record);

G_END_DECLS
