/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-field-row.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SWITCH_FIELD_ROW (roster_switch_field_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterSwitchFieldRow, roster_switch_field_row, ROSTER, SWITCH_FIELD_ROW, AdwActionRow)

G_END_DECLS
