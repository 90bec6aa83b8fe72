/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-field-row.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CHOICE_FIELD_ROW (roster_choice_field_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterChoiceFieldRow, roster_choice_field_row, ROSTER, CHOICE_FIELD_ROW, AdwComboRow)

void roster_choice_field_row_set_none (RosterChoiceFieldRow *self,
                                       const char           *label);

G_END_DECLS
