/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_REFUSAL_POPOVER (roster_refusal_popover_get_type ())
G_DECLARE_FINAL_TYPE (RosterRefusalPopover, roster_refusal_popover, ROSTER, REFUSAL_POPOVER, GtkPopover)

/*
 * Why a suggestion is turned down (rule 6).
 *
 * Signal: chosen (char *reason), in words
 */
GtkWidget *roster_refusal_popover_new (void);

G_END_DECLS
