/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-record.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PILL (roster_pill_get_type ())
G_DECLARE_FINAL_TYPE (RosterPill, roster_pill, ROSTER, PILL, GtkWidget)

/*
 * A choice of a record as a small coloured word. The word says it all; the colour only helps the eye.
 */
GtkWidget *roster_pill_new         (void);
void       roster_pill_show_choice (RosterPill   *self,
                                    RosterRecord *record,
                                    const char   *field);

G_END_DECLS
