/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SIGN_IN_FORM (roster_sign_in_form_get_type ())
G_DECLARE_FINAL_TYPE (RosterSignInForm, roster_sign_in_form, ROSTER, SIGN_IN_FORM, AdwBin)

/*
 * Where the office is, who one is, and the password; what goes wrong is said below.
 *
 * Signal signed-in (): the office has let the person in.
 */
void roster_sign_in_form_set_context (RosterSignInForm  *self,
                                      RosterContext     *context);
void roster_sign_in_form_fill        (RosterSignInForm  *self,
                                      const char        *office,
                                      const char        *login,
                                      gboolean           fixed);
void roster_sign_in_form_cancel      (RosterSignInForm  *self);

G_END_DECLS
