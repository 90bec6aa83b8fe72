/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-rules.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_RULE_VALUES (roster_rule_values_get_type ())
GType             roster_rule_values_get_type    (void);

/*
 * The value in force of every rule: the office's where it set one, the default elsewhere. Never changes once made and
 * may go from thread to thread; what asks for a rule is handed one of these.
 */
RosterRuleValues *roster_rule_values_new         (GPtrArray         *records);
RosterRuleValues *roster_rule_values_ref         (RosterRuleValues  *self);
void              roster_rule_values_unref       (RosterRuleValues  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterRuleValues, roster_rule_values_unref)

gint64            roster_rule_values_get         (RosterRuleValues  *self,
                                                  RosterRuleId       id);
gboolean          roster_rule_values_is_offices  (RosterRuleValues  *self,
                                                  RosterRuleId       id);
RosterRecord     *roster_rule_values_record      (RosterRuleValues  *self,
                                                  RosterRuleId       id);

G_END_DECLS
