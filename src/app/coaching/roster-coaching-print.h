/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-language.h"
#include "roster-walk-session.h"

G_BEGIN_DECLS

/* Prints a walk-through, or writes it as PDF: scores, answers with comments and photos, signatures. The streamer who
   gets the paper may read another language than the person who prints it. */
GtkPrintOperation *roster_coaching_print_operation (RosterContext      *context,
                                                    RosterWalkSession  *session,
                                                    RosterLanguage      language,
                                                    GHashTable         *pictures);

G_END_DECLS
