/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_CHART (roster_chart_get_type ())
G_DECLARE_FINAL_TYPE (RosterChart, roster_chart, ROSTER, CHART, GtkWidget)

/** Stands for a day without a measure. */
#define ROSTER_CHART_NOTHING G_MININT64

/**
 * RosterChartStyle:
 * @ROSTER_CHART_LINE: a level, such as followers; the range of the values fills the height
 * @ROSTER_CHART_BARS: an amount a day, such as sales; bars stand on zero
 */
typedef enum
{
  ROSTER_CHART_LINE,
  ROSTER_CHART_BARS,
} RosterChartStyle;

/**
 * RosterChartFormat:
 *
 * Returns: (transfer full): a value as people read it
 */
typedef char *(*RosterChartFormat) (gint64 value);

/*
 * A small chart of one value a day, oldest first. Takes its colour from CSS, so that it follows dark and high-contrast
 * styles.
 */
GtkWidget *roster_chart_new        (void);
void       roster_chart_set_values (RosterChart       *self,
                                    RosterChartStyle   style,
                                    const gint64      *values,
                                    guint              n_values,
                                    const char        *last_day,
                                    RosterChartFormat  format);

G_END_DECLS
