/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-context.h"

G_BEGIN_DECLS

/* A task that a walk-through left open, with the day on which it is due and a button that says that it is done. */
GtkWidget *roster_follow_up_row_new (RosterContext *context,
                                     RosterRecord  *follow_up);

G_END_DECLS
