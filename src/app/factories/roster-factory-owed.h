/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-context.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_FACTORY_OWED (roster_factory_owed_get_type ())
G_DECLARE_FINAL_TYPE (RosterFactoryOwed, roster_factory_owed, ROSTER, FACTORY_OWED, AdwBin)

/* What is owed to a factory for the sales in this cache that the platform has not settled, by age (rule 8). */
GtkWidget *roster_factory_owed_new  (RosterContext     *context);
void       roster_factory_owed_show (RosterFactoryOwed *self,
                                     const char        *id);

G_END_DECLS
