/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-advice.h"
#include "roster-context.h"

G_BEGIN_DECLS

void roster_decide (GtkWidget     *from,
                    RosterContext *context,
                    RosterRecord  *streamer,
                    RosterRecord  *product,
                    RosterVerdict  verdict,
                    const char    *reason,
                    const char    *text,
                    const char    *until,
                    gint64         score);

G_END_DECLS
