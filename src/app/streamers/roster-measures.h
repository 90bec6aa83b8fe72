/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_MEASURES (roster_measures_get_type ())
G_DECLARE_FINAL_TYPE (RosterMeasures, roster_measures, ROSTER, MEASURES, AdwBin)

/* A streamer's daily measures of the last 90 days as small charts. */
GtkWidget *roster_measures_new          (RosterContext  *context);
void       roster_measures_set_streamer (RosterMeasures *self,
                                         const char     *id);

G_END_DECLS
