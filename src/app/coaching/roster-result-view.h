/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-walk-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RESULT_VIEW (roster_result_view_get_type ())
G_DECLARE_FINAL_TYPE (RosterResultView, roster_result_view, ROSTER, RESULT_VIEW, GtkBox)

/* What a finished walk-through came to: result, difference to the last time, weakest section, what failed, sign-off. */
GtkWidget *roster_result_view_new  (RosterContext      *context,
                                    RosterWalkSession  *session);
void       roster_result_view_show (RosterResultView   *self);

G_END_DECLS
