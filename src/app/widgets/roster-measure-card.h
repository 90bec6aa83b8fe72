/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-chart.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_MEASURE_CARD (roster_measure_card_get_type ())
G_DECLARE_FINAL_TYPE (RosterMeasureCard, roster_measure_card, ROSTER, MEASURE_CARD, GtkWidget)

/* A chart with its title, what it comes to, and its ends in time. */
GtkWidget *roster_measure_card_new  (const char        *title);
void       roster_measure_card_show (RosterMeasureCard *self,
                                     RosterChartStyle   style,
                                     const gint64      *values,
                                     guint              n_values,
                                     const char        *last_day,
                                     RosterChartFormat  format);

G_END_DECLS
