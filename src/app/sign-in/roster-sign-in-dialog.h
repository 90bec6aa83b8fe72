/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SIGN_IN_DIALOG (roster_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RosterSignInDialog, roster_sign_in_dialog, ROSTER, SIGN_IN_DIALOG, AdwWindow)

/* Signs in to an office, or asks for the password again; closes itself when that is done. */
GtkWidget *roster_sign_in_dialog_new (GtkWindow      *parent,
                                      RosterContext  *context);

G_END_DECLS
