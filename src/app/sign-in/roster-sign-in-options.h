/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-context.h"

G_BEGIN_DECLS

/* The office, the login and the password on the command line: for scripts that start the app signed in. */
void     roster_sign_in_options_add   (GApplication   *application);
gboolean roster_sign_in_options_check (GVariantDict   *options,
                                       GError        **error);
void     roster_sign_in_options_use   (GtkApplication  *application,
                                       GVariantDict    *options,
                                       RosterContext   *context);

G_END_DECLS
