/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-walk-session.h"

G_BEGIN_DECLS

/* Prints a finished walk-through, or writes it as PDF: scores, answers with comments and photos, signatures, in the
   language of the interface. */
void               roster_coaching_print           (GtkWindow          *window,
                                                    RosterContext      *context,
                                                    RosterWalkSession  *session);
GtkPrintOperation *roster_coaching_print_operation (RosterContext      *context,
                                                    RosterWalkSession  *session,
                                                    GHashTable         *pictures);

G_END_DECLS
