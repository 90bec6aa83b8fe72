/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-language.h"
#include "roster-walk-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PRINT_BUTTON (roster_print_button_get_type ())
G_DECLARE_FINAL_TYPE (RosterPrintButton, roster_print_button, ROSTER, PRINT_BUTTON, AdwBin)

/*
 * Prints the session's walk-through; its menu says in which language, and that is remembered. While the photos of
 * others come from the office, a line in its place says how far that is and can stop it.
 */
GtkWidget      *roster_print_button_new      (RosterContext      *context,
                                              RosterWalkSession  *session);
RosterLanguage  roster_print_button_language (RosterPrintButton  *self);

G_END_DECLS
