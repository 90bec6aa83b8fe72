/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-match-explain.h"

G_BEGIN_DECLS

/* What the engine says, in the interface's language. Each is one short phrase without a full stop. */

const char *roster_advice_factor_title      (RosterFactor             factor);
char       *roster_advice_factor_times      (RosterLog                log);
char       *roster_advice_evidence_words    (const RosterEvidence    *evidence,
                                             const char              *today);
char       *roster_advice_exclusion_words   (RosterExclusion          exclusion,
                                             RosterRecord            *product);
gboolean    roster_advice_nothing_may_be_sold (RosterMatch           *match);
char       *roster_advice_left_out_words    (RosterMatch             *match);
const char *roster_advice_confidence_words  (RosterConfidence         confidence);
char       *roster_advice_improvement_words (const RosterImprovement *improvement,
                                             const char              *today);

G_END_DECLS
