/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_SHARE_BAR (roster_share_bar_get_type ())
G_DECLARE_FINAL_TYPE (RosterShareBar, roster_share_bar, ROSTER, SHARE_BAR, GtkWidget)

/*
 * A bar cut into the parts of a whole, each in its share of the width. The parts are children that CSS colours by the
 * class that each is given; what they mean is said beside the bar, not by their colour.
 */
GtkWidget *roster_share_bar_new (const char *const *classes);
void       roster_share_bar_show (RosterShareBar   *self,
                                  const gint64     *shares,
                                  const char       *description);

G_END_DECLS
