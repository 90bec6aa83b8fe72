/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_INCOME_BAND (roster_income_band_get_type ())
G_DECLARE_FINAL_TYPE (RosterIncomeBand, roster_income_band, ROSTER, INCOME_BAND, GtkWidget)

/* Where a part-timer's month stands towards the band of rule 3. */
GtkWidget *roster_income_band_new  (void);
void       roster_income_band_show (RosterIncomeBand *self,
                                    gint64            income,
                                    gint64            low,
                                    gint64            high);

G_END_DECLS
