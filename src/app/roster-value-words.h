/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/* Values and records in a person's words, exact rather than short, where the cache is at hand to name what they
   refer to. */
char *roster_value_to_words  (RosterCache        *cache,
                              const RosterField  *field,
                              GVariant           *value);
char *roster_record_to_words (RosterCache        *cache,
                              RosterRecord       *record);

G_END_DECLS
