/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-walk-session.h"

G_BEGIN_DECLS

/* Asks what an answer of a signed walk-through should have been, and why. The answer that was signed stays. */
void roster_amend_dialog_present (GtkWidget          *from,
                                  RosterWalkSession  *session,
                                  guint               index);

G_END_DECLS
