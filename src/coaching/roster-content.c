/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-content.h"

#include "roster-money.h"

/**
 * roster_content_value:
 * @video: a Video
 *
 * Returns: what the video was measured at, in the unit of @measure; %ROSTER_CONTENT_NOTHING where it was not
 */
gint64
roster_content_value (RosterContentMeasure  measure,
                      RosterRecord         *video)
{
  gint64 plays, likes, ratio;

  g_return_val_if_fail (ROSTER_IS_RECORD (video), ROSTER_CONTENT_NOTHING);

  switch (measure)
    {
    case ROSTER_CONTENT_HEAT:
      return roster_record_number (video, "heat", ROSTER_CONTENT_NOTHING);
    case ROSTER_CONTENT_COMPLETION:
      return roster_record_number (video, "completionRate", ROSTER_CONTENT_NOTHING);
    case ROSTER_CONTENT_PLAYS_PER_LIKE:
      plays = roster_record_number (video, "plays", -1);
      likes = roster_record_number (video, "likes", -1);
      /* Nobody liked it: as if it had been one. */
      return plays >= 0 && likes >= 0 && roster_multiply_divide (plays, 1000, MAX (likes, 1), &ratio)
                 ? ratio
                 : ROSTER_CONTENT_NOTHING;
    case ROSTER_CONTENT_REPLAY:
      return roster_record_number (video, "replayRate", ROSTER_CONTENT_NOTHING);
    case ROSTER_CONTENT_LENGTH:
      return roster_record_number (video, "length", 0) > 0 ? roster_record_number (video, "length", 0)
                                                           : ROSTER_CONTENT_NOTHING;
    case ROSTER_N_CONTENT_MEASURES:
      break;
    }

  g_return_val_if_reached (ROSTER_CONTENT_NOTHING);
}

/**
 * roster_content_band:
 * @value: in the unit of @measure
 *
 * Returns: where @value stands (rules 12, 13 and 15)
 */
RosterContentBand
roster_content_band (RosterContentMeasure       measure,
                     gint64                     value,
                     const RosterCoachingRules *rules)
{
  g_return_val_if_fail (rules != NULL, ROSTER_BAND_NONE);

  if (value < 0)
    return ROSTER_BAND_NONE;

  switch (measure)
    {
    case ROSTER_CONTENT_HEAT:
      return ROSTER_BAND_FAILS + roster_check_heat_band (value, rules);
    case ROSTER_CONTENT_COMPLETION:
      return value >= rules->completion_rate ? ROSTER_BAND_EXCELLENT : ROSTER_BAND_PASSES;
    case ROSTER_CONTENT_PLAYS_PER_LIKE:
      return value <= rules->plays_per_like * 1000 ? ROSTER_BAND_EXCELLENT : ROSTER_BAND_PASSES;
    case ROSTER_CONTENT_REPLAY:
      return ROSTER_BAND_NONE;
    case ROSTER_CONTENT_LENGTH:
      return value >= rules->video_shortest && value <= rules->video_longest ? ROSTER_BAND_PASSES : ROSTER_BAND_FAILS;
    case ROSTER_N_CONTENT_MEASURES:
      break;
    }

  g_return_val_if_reached (ROSTER_BAND_NONE);
}

/**
 * roster_content_band_of:
 * @video: a Video
 *
 * Returns: where the video stands; %ROSTER_BAND_NONE where it may not be judged yet (rule 14). Its length is known from
 *   the first play on.
 */
RosterContentBand
roster_content_band_of (RosterContentMeasure       measure,
                        RosterRecord              *video,
                        const RosterCoachingRules *rules)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (video), ROSTER_BAND_NONE);
  g_return_val_if_fail (rules != NULL, ROSTER_BAND_NONE);

  if (measure != ROSTER_CONTENT_LENGTH && !roster_check_may_judge (video, rules))
    return ROSTER_BAND_NONE;

  return roster_content_band (measure, roster_content_value (measure, video), rules);
}

/**
 * roster_content_limits:
 * @limits: (out caller-allocates): room for %ROSTER_MAX_CONTENT_LIMITS thresholds in the unit of @measure, from the
 *   lowest to the highest
 *
 * Returns: how many there are
 */
guint
roster_content_limits (RosterContentMeasure       measure,
                       const RosterCoachingRules *rules,
                       gint64                    *limits)
{
  g_return_val_if_fail (rules != NULL, 0);
  g_return_val_if_fail (limits != NULL, 0);

  switch (measure)
    {
    case ROSTER_CONTENT_HEAT:
      limits[0] = rules->heat_pass;
      limits[1] = rules->heat_excellent;
      limits[2] = rules->heat_hit;
      return 3;
    case ROSTER_CONTENT_COMPLETION:
      limits[0] = rules->completion_rate;
      return 1;
    case ROSTER_CONTENT_PLAYS_PER_LIKE:
      limits[0] = rules->plays_per_like * 1000;
      return 1;
    case ROSTER_CONTENT_REPLAY:
      return 0;
    case ROSTER_CONTENT_LENGTH:
      limits[0] = rules->video_shortest;
      limits[1] = rules->video_ideal;
      limits[2] = rules->video_longest;
      return 3;
    case ROSTER_N_CONTENT_MEASURES:
      break;
    }

  g_return_val_if_reached (0);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* The mean of what each video was measured at, counted as often as it was played. */
static gint64
mean_of (GPtrArray            *counted,
         RosterContentMeasure  measure)
{
  gint64 plays = 0, likes = 0, weighted = 0, overall;

  for (guint i = 0; i < counted->len; i++)
    {
      RosterRecord *video = counted->pdata[i];
      gint64 share = 0, of_this = roster_record_number (video, "plays", 0);

      plays += of_this;
      likes += roster_record_number (video, "likes", 0);
      if (roster_multiply_divide (of_this, roster_content_value (measure, video), 1, &share))
        weighted += share;
    }
  if (plays == 0)
    return ROSTER_CONTENT_NOTHING;

  /* A ratio of sums is the mean that counts every play once. */
  if (measure == ROSTER_CONTENT_PLAYS_PER_LIKE)
    return roster_multiply_divide (plays, 1000, MAX (likes, 1), &overall) ? overall : ROSTER_CONTENT_NOTHING;

  return weighted / plays;
}

static gint64
middle_of (GPtrArray            *counted,
           RosterContentMeasure  measure)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < counted->len; i++)
    {
      gint64 value = roster_content_value (measure, counted->pdata[i]);

      g_array_append_val (values, value);
    }
  if (values->len == 0)
    return ROSTER_CONTENT_NOTHING;

  g_array_sort (values, compare_numbers);
  return g_array_index (values, gint64, (values->len - 1) / 2);
}

/**
 * roster_content_summarize:
 * @videos: (element-type RosterRecord): Video records of one streamer
 *
 * Adds up the videos that count: those that were measured and that may be judged (rule 14). The overall value is what
 * the automatic checks of a walk-through look at.
 */
void
roster_content_summarize (RosterContentSummary      *summary,
                          RosterContentMeasure       measure,
                          GPtrArray                 *videos,
                          const RosterCoachingRules *rules)
{
  g_autoptr (GPtrArray) counted = g_ptr_array_new ();

  g_return_if_fail (summary != NULL);
  g_return_if_fail (videos != NULL);
  g_return_if_fail (rules != NULL);

  *summary = (RosterContentSummary){ 0 };
  for (guint i = 0; i < videos->len; i++)
    {
      RosterRecord *video = videos->pdata[i];

      if (roster_content_value (measure, video) < 0 ||
          (measure != ROSTER_CONTENT_LENGTH && !roster_check_may_judge (video, rules)))
        continue;

      g_ptr_array_add (counted, video);
      summary->n_in_band[roster_content_band_of (measure, video, rules)]++;
    }

  summary->n_counted = counted->len;
  summary->overall = measure == ROSTER_CONTENT_LENGTH ? middle_of (counted, measure) : mean_of (counted, measure);
  summary->band = roster_content_band (measure, summary->overall, rules);
}
