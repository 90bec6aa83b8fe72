/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"
#include "roster-match.h"

G_BEGIN_DECLS

/*
 * What stands between the cache and the pure engine of src/match: reading what it needs, putting what it says into
 * words (roster-advice-words.h) and recording what a person decides. All of it blocks; the app calls it in the store's
 * threads.
 */

RosterMatch *roster_advice_read_match (RosterCache             *cache,
                                       GError                 **error);
gboolean     roster_advice_depends_on (const RosterRecordType  *type);

/**
 * RosterVerdict:
 * @ROSTER_VERDICT_ACCEPTED: the suggestion is taken
 * @ROSTER_VERDICT_LATER: not now
 * @ROSTER_VERDICT_REFUSED: no, with a reason
 *
 * What a person decides on a suggestion (rule 6).
 */
typedef enum
{
  ROSTER_VERDICT_ACCEPTED,
  ROSTER_VERDICT_LATER,
  ROSTER_VERDICT_REFUSED,
} RosterVerdict;

/**
 * RosterVerdictDetails:
 * @reason: (nullable): of a refusal: the nick of one of the Decision's reasons
 * @text: (nullable): in the person's own words
 * @until: (nullable): for later: the date from which to suggest it again, `YYYY-MM-DD`
 * @score: the expected margin of a session at the time, in li
 * @login: (nullable): who decides
 */
typedef struct
{
  const char *reason;
  const char *text;
  const char *until;
  gint64 score;
  const char *login;
} RosterVerdictDetails;

RosterRecord *roster_advice_decision  (RosterCache                 *cache,
                                       RosterRecord                *streamer,
                                       RosterRecord                *product,
                                       RosterVerdict                verdict,
                                       const RosterVerdictDetails  *details,
                                       GError                     **error);
RosterEdit  *roster_advice_decide     (RosterCache                 *cache,
                                       RosterRecord                *streamer,
                                       RosterRecord                *product,
                                       RosterVerdict                verdict,
                                       const RosterVerdictDetails  *details,
                                       GError                     **error);

gboolean     roster_verdict_from_nick (const char                  *nick,
                                       RosterVerdict               *verdict);

G_END_DECLS
