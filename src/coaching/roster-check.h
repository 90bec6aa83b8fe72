/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-coaching-rules.h"
#include "roster-language.h"
#include "roster-record.h"
#include "roster-template.h"

G_BEGIN_DECLS

/**
 * RosterCheckVerdict:
 * @ROSTER_VERDICT_UNKNOWN: the data does not say
 * @ROSTER_VERDICT_PASS: it is as it should be
 * @ROSTER_VERDICT_FAIL: it is not
 */
typedef enum
{
  ROSTER_VERDICT_UNKNOWN,
  ROSTER_VERDICT_PASS,
  ROSTER_VERDICT_FAIL,
} RosterCheckVerdict;

/**
 * RosterHeatBand:
 *
 * The platform's grades of a video (rule 12).
 */
typedef enum
{
  ROSTER_HEAT_FAILS,
  ROSTER_HEAT_PASSES,
  ROSTER_HEAT_EXCELLENT,
  ROSTER_HEAT_HIT,
} RosterHeatBand;

/**
 * RosterFinding:
 * @check: what was looked at
 * @verdict: what came out
 * @measure: what was measured: people, minutes, parts per million, thousandths of plays per like, heat, milliseconds or
 *   a number of videos
 * @limit: the rule's number in the same unit
 * @counted: from how many videos
 * @text: (nullable): the shop word, or the title of the video that is a repost
 *
 * What an automatic check found, and from what. It is kept with the answer, so that people see the evidence later.
 */
typedef struct
{
  RosterCheck check;
  RosterCheckVerdict verdict;
  gint64 measure;
  gint64 limit;
  gint64 counted;
  char *text;
} RosterFinding;

/**
 * RosterCheckData:
 * @streamer: the Streamer
 * @videos: (element-type RosterRecord) (nullable): the streamer's recent Video records
 * @week_minutes: minutes live in the last seven days; -1 where nobody measured
 *
 * What the checks look at.
 */
typedef struct
{
  RosterRecord *streamer;
  GPtrArray *videos;
  gint64 week_minutes;
} RosterCheckData;

RosterFinding  *roster_check_run            (RosterCheck                 check,
                                             const RosterCheckData      *data,
                                             const RosterCoachingRules  *rules);
RosterFinding  *roster_finding_copy         (const RosterFinding        *self);
void            roster_finding_free         (RosterFinding              *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterFinding, roster_finding_free)

char           *roster_finding_words        (const RosterFinding        *self,
                                             RosterLanguage              language);
JsonNode       *roster_finding_to_json      (const RosterFinding        *self);
RosterFinding  *roster_finding_from_json    (JsonNode                   *node);

gint64          roster_check_week_minutes   (GPtrArray                  *metrics,
                                             const char                 *today);
RosterHeatBand  roster_check_heat_band      (gint64                      heat,
                                             const RosterCoachingRules  *rules);
gboolean        roster_check_may_judge      (RosterRecord               *video,
                                             const RosterCoachingRules  *rules);

G_END_DECLS
