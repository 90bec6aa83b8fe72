/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-value.h"

G_BEGIN_DECLS

/*
 * Values to JSON text and back with no tree between: a map of 200 answers is written again for each answer, and its
 * entries are JSON already.
 */
void      roster_value_append_json   (const RosterField  *field,
                                      GVariant           *value,
                                      GString            *text);
void      roster_json_append_string  (GString            *out,
                                      const char         *text);
GVariant *roster_map_from_json_text  (const RosterField  *field,
                                      const char         *text);

G_END_DECLS
