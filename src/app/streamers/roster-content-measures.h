/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CONTENT_MEASURES (roster_content_measures_get_type ())
G_DECLARE_FINAL_TYPE (RosterContentMeasures, roster_content_measures, ROSTER, CONTENT_MEASURES, AdwBin)

/* How the latest videos of a streamer do: a small chart for each measure, with the bands that it is judged by (rules 12
   to 15). */
GtkWidget *roster_content_measures_new          (RosterContext          *context);
void       roster_content_measures_set_streamer (RosterContentMeasures  *self,
                                                 const char             *id);

G_END_DECLS
