/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"
#include "roster-rule-values.h"

G_BEGIN_DECLS

RosterRuleValues *roster_cache_rule_values (RosterCache  *self,
                                            GError      **error);

G_END_DECLS
