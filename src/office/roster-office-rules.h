/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-office.h"
#include "roster-rule-values.h"

G_BEGIN_DECLS

RosterRuleValues *roster_office_read_rules (RosterOffice  *self,
                                            GError       **error);
RosterRuleValues *roster_office_rules_of   (RosterBackend *backend,
                                            GError       **error);
gboolean          roster_office_set_rule   (RosterOffice  *self,
                                            RosterRuleId   id,
                                            gint64         value,
                                            const char    *note,
                                            GError       **error);
gboolean          roster_office_reset_rule (RosterOffice  *self,
                                            RosterRuleId   id,
                                            GError       **error);

G_END_DECLS
