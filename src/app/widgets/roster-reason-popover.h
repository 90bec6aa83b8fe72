/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_REASON_POPOVER (roster_reason_popover_get_type ())
G_DECLARE_FINAL_TYPE (RosterReasonPopover, roster_reason_popover, ROSTER, REASON_POPOVER, GtkPopover)

/*
 * Asks why: a few usual reasons to press, and an entry for another one, given with Enter. Once there is a reason, it is
 * told by the signal “given” and the popover closes.
 */
GtkWidget *roster_reason_popover_find_open (GtkWidget         *root);
GtkWidget *roster_reason_popover_new (const char        *title,
                                      const char *const *reasons,
                                      int                maximum);

G_END_DECLS
