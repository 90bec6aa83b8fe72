/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_PRICE_CURVE (roster_price_curve_get_type ())
G_DECLARE_FINAL_TYPE (RosterPriceCurve, roster_price_curve, ROSTER, PRICE_CURVE, GtkWidget)

/** Stands for a floor that cannot be met, or whose price is not known yet. */
#define ROSTER_PRICE_UNKNOWN G_MININT64

/*
 * What an exposure floor costs: yuan given up over the floor. Takes its colour from CSS. Says the value under the
 * pointer; arrow keys and clicks choose a floor.
 *
 * Signal: chosen (guint floor), when a person chose a floor here
 */
GtkWidget *roster_price_curve_new        (void);
void       roster_price_curve_set_prices (RosterPriceCurve *self,
                                          const gint64     *prices,
                                          guint             n_prices,
                                          guint             floor);

G_END_DECLS
