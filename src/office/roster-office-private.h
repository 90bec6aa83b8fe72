/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-office.h"

G_BEGIN_DECLS

/* What a password hash costs, and a hash of no password that costs the same. */
void  roster_office_password_cost (RosterOffice        *self,
                                   unsigned long long  *operations,
                                   gsize               *memory);
char *roster_office_decoy_hash    (RosterOffice        *self);

G_END_DECLS
