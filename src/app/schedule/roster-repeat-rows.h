/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-record.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_REPEAT_ROWS (roster_repeat_rows_get_type ())
G_DECLARE_FINAL_TYPE (RosterRepeatRows, roster_repeat_rows, ROSTER, REPEAT_ROWS, AdwPreferencesGroup)

/* How a live repeats: never, daily, weekly on some days until a day, or by a rule of one's own. */
void  roster_repeat_rows_show (RosterRepeatRows  *self,
                               const char        *rule,
                               GTimeZone         *zone);
char *roster_repeat_rows_rule (RosterRepeatRows  *self,
                               GError           **error);

G_END_DECLS
