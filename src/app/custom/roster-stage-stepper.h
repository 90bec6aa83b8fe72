/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-custom-stage.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_STAGE_STEPPER (roster_stage_stepper_get_type ())
G_DECLARE_FINAL_TYPE (RosterStageStepper, roster_stage_stepper, ROSTER, STAGE_STEPPER, AdwBin)

/*
 * The stages from idea to listed as dots on a line: filled as far as the making is, hollow ahead. What it shows is said
 * beside it in words, and to who does not see it.
 */
GtkWidget *roster_stage_stepper_new  (void);
void       roster_stage_stepper_show (RosterStageStepper *self,
                                      RosterRecord       *request,
                                      const char         *today);

char      *roster_custom_words       (RosterRecord       *request,
                                      const char         *today);

G_END_DECLS
