/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-field-row.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_REFERENCE_FIELD_ROW (roster_reference_field_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterReferenceFieldRow, roster_reference_field_row, ROSTER, REFERENCE_FIELD_ROW, AdwActionRow)

G_END_DECLS
