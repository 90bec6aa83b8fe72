/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-cache-rules.h"

/**
 * roster_cache_rule_values:
 *
 * Returns: (transfer full) (nullable): the values in force of the rules, by what the office last sent, or %NULL with an
 *   error of the database
 */
RosterRuleValues *
roster_cache_rule_values (RosterCache  *self,
                          GError      **error)
{
  g_autoptr (GPtrArray) records = roster_cache_list (self, &roster_rule_type, error);

  return records != NULL ? roster_rule_values_new (records) : NULL;
}
