/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-field-row.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ENTRY_FIELD_ROW (roster_entry_field_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterEntryFieldRow, roster_entry_field_row, ROSTER, ENTRY_FIELD_ROW, AdwEntryRow)

G_END_DECLS
