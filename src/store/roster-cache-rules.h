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

gboolean          roster_cache_measure_book (RosterCache  *self,
                                            const char   *book,
                                            guint        *size,
                                            guint        *norm,
                                            GError      **error);
char             *roster_book_norm_words   (guint         size,
                                            guint         norm);

G_END_DECLS
