/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-rule-values.h"
#include "roster-store.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RULES_IN_FORCE (roster_rules_in_force_get_type ())
G_DECLARE_FINAL_TYPE (RosterRulesInForce, roster_rules_in_force, ROSTER, RULES_IN_FORCE, GObject)

/*
 * The values in force of the rules of the business, for the app; follows the store. Until the first reading is done
 * the defaults hold.
 *
 * Property: values (RosterRuleValues), notified when the office changed one
 */
RosterRulesInForce *roster_rules_in_force_new    (RosterStore         *store);
RosterRuleValues   *roster_rules_in_force_values (RosterRulesInForce  *self);
gint64              roster_rules_in_force_get    (RosterRulesInForce  *self,
                                                  RosterRuleId         id);

G_END_DECLS
