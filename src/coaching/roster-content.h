/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-check.h"

G_BEGIN_DECLS

/**
 * RosterContentMeasure:
 * @ROSTER_CONTENT_HEAT: 0 to 100 (rule 12)
 * @ROSTER_CONTENT_COMPLETION: parts per million (rule 13)
 * @ROSTER_CONTENT_PLAYS_PER_LIKE: thousandths (rule 13)
 * @ROSTER_CONTENT_REPLAY: parts per million; has no threshold (rule 13)
 * @ROSTER_CONTENT_LENGTH: milliseconds (rule 15)
 *
 * What content is measured by.
 */
typedef enum
{
  ROSTER_CONTENT_HEAT,
  ROSTER_CONTENT_COMPLETION,
  ROSTER_CONTENT_PLAYS_PER_LIKE,
  ROSTER_CONTENT_REPLAY,
  ROSTER_CONTENT_LENGTH,
  ROSTER_N_CONTENT_MEASURES,
} RosterContentMeasure;

/**
 * RosterContentBand:
 * @ROSTER_BAND_NONE: there is no threshold, no value, or too few have seen the video (rule 14)
 * @ROSTER_BAND_FAILS: below what passes
 * @ROSTER_BAND_PASSES: neither good nor bad
 * @ROSTER_BAND_EXCELLENT: as good as one can ask
 * @ROSTER_BAND_HIT: heat only
 *
 * Where a value stands between the thresholds.
 */
typedef enum
{
  ROSTER_BAND_NONE,
  ROSTER_BAND_FAILS,
  ROSTER_BAND_PASSES,
  ROSTER_BAND_EXCELLENT,
  ROSTER_BAND_HIT,
  ROSTER_N_CONTENT_BANDS,
} RosterContentBand;

/** There are at most so many thresholds of one measure. */
#define ROSTER_MAX_CONTENT_LIMITS 3

/** A video was not measured. */
#define ROSTER_CONTENT_NOTHING G_GINT64_CONSTANT (-1)

/**
 * RosterContentSummary:
 * @overall: of all videos that count together, each as often as it was played; of the length the middle one.
 *   %ROSTER_CONTENT_NOTHING where none counts
 * @band: where @overall stands
 * @n_counted: how many videos count
 * @n_in_band: how many of them stand in each band
 *
 * What the videos of a streamer come to.
 */
typedef struct
{
  gint64 overall;
  RosterContentBand band;
  guint n_counted;
  guint n_in_band[ROSTER_N_CONTENT_BANDS];
} RosterContentSummary;

gint64             roster_content_value      (RosterContentMeasure        measure,
                                              RosterRecord               *video);
RosterContentBand  roster_content_band       (RosterContentMeasure        measure,
                                              gint64                      value,
                                              const RosterCoachingRules  *rules);
RosterContentBand  roster_content_band_of    (RosterContentMeasure        measure,
                                              RosterRecord               *video,
                                              const RosterCoachingRules  *rules);
guint              roster_content_limits     (RosterContentMeasure        measure,
                                              const RosterCoachingRules  *rules,
                                              gint64                     *limits);
void               roster_content_summarize  (RosterContentSummary       *summary,
                                              RosterContentMeasure        measure,
                                              GPtrArray                  *videos,
                                              const RosterCoachingRules  *rules);

G_END_DECLS
