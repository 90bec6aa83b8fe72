/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-walk.h"

G_BEGIN_DECLS

/** There is no result: nothing that counts is answered. */
#define ROSTER_SCORE_NONE G_GINT64_CONSTANT (-1)

/**
 * RosterSectionScore:
 * @result: parts per million, or %ROSTER_SCORE_NONE
 * @lost: weighted points that the section cost
 * @n_failed: items that failed
 */
typedef struct
{
  gint64 result;
  gint64 lost;
  guint n_failed;
} RosterSectionScore;

/**
 * RosterScore:
 * @result: parts per million after the cap, or %ROSTER_SCORE_NONE
 * @uncapped: the same before the cap
 * @line: the worst line that a failed item crossed; it capped the result where @result is less than @uncapped
 * @n_answered: items answered, not applicable ones included
 * @n_not_applicable: items that are not applicable
 * @n_failed: items that failed
 * @weakest: the index of the weakest section; -1 where no section lost anything
 * @sections: (element-type RosterSectionScore): one for each section of the template
 *
 * What a walk-through comes to.
 */
typedef struct
{
  gint64 result;
  gint64 uncapped;
  RosterLine line;
  guint n_answered;
  guint n_not_applicable;
  guint n_failed;
  int weakest;
  GArray *sections;
} RosterScore;

RosterScore *roster_score_new        (RosterWalk                 *walk,
                                      const RosterCoachingRules  *rules);
void         roster_score_free       (RosterScore                *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterScore, roster_score_free)

gboolean     roster_score_difference (gint64                      result,
                                      gint64                      before,
                                      gint64                     *difference);

G_END_DECLS
