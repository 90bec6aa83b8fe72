/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-field-row.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_NOTE_FIELD_ROW (roster_note_field_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterNoteFieldRow, roster_note_field_row, ROSTER, NOTE_FIELD_ROW, AdwPreferencesRow)

G_END_DECLS
