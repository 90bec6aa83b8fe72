/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-walk-session.h"

G_BEGIN_DECLS

/* Asks one side for name and signature, and says that the walk-through is frozen from then on. */
void roster_sign_dialog_present (GtkWidget          *from,
                                 RosterWalkSession  *session,
                                 RosterSigner          side);

G_END_DECLS
