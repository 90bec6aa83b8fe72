/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-content.h"

static const RosterCoachingRules *
default_rules (void)
{
  static RosterCoachingRules rules;
  g_autoptr (RosterRuleValues) values = roster_rule_values_new (NULL);

  roster_coaching_rules_init (&rules, values);
  return &rules;
}

static RosterRecord *
new_video (gint64      plays,
           const char *field,
           gint64      value)
{
  RosterRecord *video = roster_record_new (&roster_video_type, "0195a000-0000-7000-8000-0000000000aa", "book");

  roster_record_set_text (video, "name", "五分钟早餐");
  roster_record_set_number (video, "plays", plays);
  if (field != NULL)
    roster_record_set_number (video, field, value);
  return video;
}

/* Each threshold of rules 12 to 15, from both sides. */
static void
bands_at_each_boundary (void)
{
  static const struct
  {
    RosterContentMeasure measure;
    gint64 value;
    RosterContentBand band;
  } cases[] = {
    { ROSTER_CONTENT_HEAT, -1, ROSTER_BAND_NONE },
    { ROSTER_CONTENT_HEAT, 0, ROSTER_BAND_FAILS },
    { ROSTER_CONTENT_HEAT, 29, ROSTER_BAND_FAILS },
    { ROSTER_CONTENT_HEAT, 30, ROSTER_BAND_PASSES },
    { ROSTER_CONTENT_HEAT, 49, ROSTER_BAND_PASSES },
    { ROSTER_CONTENT_HEAT, 50, ROSTER_BAND_EXCELLENT },
    { ROSTER_CONTENT_HEAT, 79, ROSTER_BAND_EXCELLENT },
    { ROSTER_CONTENT_HEAT, 80, ROSTER_BAND_HIT },
    { ROSTER_CONTENT_COMPLETION, 599999, ROSTER_BAND_PASSES },
    { ROSTER_CONTENT_COMPLETION, 600000, ROSTER_BAND_EXCELLENT },
    { ROSTER_CONTENT_PLAYS_PER_LIKE, 15000, ROSTER_BAND_EXCELLENT },
    { ROSTER_CONTENT_PLAYS_PER_LIKE, 15001, ROSTER_BAND_PASSES },
    { ROSTER_CONTENT_REPLAY, 0, ROSTER_BAND_NONE },
    { ROSTER_CONTENT_REPLAY, 1000000, ROSTER_BAND_NONE },
    { ROSTER_CONTENT_LENGTH, 9999, ROSTER_BAND_FAILS },
    { ROSTER_CONTENT_LENGTH, 10000, ROSTER_BAND_PASSES },
    { ROSTER_CONTENT_LENGTH, 30000, ROSTER_BAND_PASSES },
    { ROSTER_CONTENT_LENGTH, 30001, ROSTER_BAND_FAILS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (roster_content_band (cases[i].measure, cases[i].value, default_rules ()), ==, cases[i].band);
}

/* Rule 14: too few have seen it. Only its length is known for sure. */
static void
few_plays_are_not_judged (void)
{
  static const struct
  {
    const char *field;
    RosterContentMeasure measure;
    gint64 value;
    gboolean always;
  } cases[] = {
    { "heat", ROSTER_CONTENT_HEAT, 90, FALSE },
    { "completionRate", ROSTER_CONTENT_COMPLETION, 700000, FALSE },
    { "likes", ROSTER_CONTENT_PLAYS_PER_LIKE, 999, FALSE },
    { "length", ROSTER_CONTENT_LENGTH, 11700, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterRecord) few = new_video (999, cases[i].field, cases[i].value);
      g_autoptr (RosterRecord) enough = new_video (1000, cases[i].field, cases[i].value);

      g_assert_cmpint (roster_content_band_of (cases[i].measure, enough, default_rules ()), !=, ROSTER_BAND_NONE);
      g_assert_cmpint (roster_content_band_of (cases[i].measure, few, default_rules ()) != ROSTER_BAND_NONE, ==,
                       cases[i].always);
    }
}

/* The charts and the automatic checks of a walk-through never say different things of the same videos. */
static void
summaries_are_what_the_checks_find (void)
{
  static const struct
  {
    RosterContentMeasure measure;
    RosterCheck check;
    RosterContentBand passes;
  } pairs[] = {
    { ROSTER_CONTENT_HEAT, ROSTER_CHECK_HEAT, ROSTER_BAND_PASSES },
    { ROSTER_CONTENT_COMPLETION, ROSTER_CHECK_COMPLETION, ROSTER_BAND_EXCELLENT },
    { ROSTER_CONTENT_PLAYS_PER_LIKE, ROSTER_CHECK_PLAYS_PER_LIKE, ROSTER_BAND_EXCELLENT },
    { ROSTER_CONTENT_LENGTH, ROSTER_CHECK_VIDEO_LENGTH, ROSTER_BAND_PASSES },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (14);
  g_autoptr (RosterRecord) streamer =
      roster_record_new (&roster_streamer_type, "0195a000-0000-7000-8000-000000000001", "book");

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GPtrArray) videos = g_ptr_array_new_with_free_func (g_object_unref);
      RosterCheckData data = { streamer, videos, -1 };

      for (int n = g_rand_int_range (rand, 0, 8); n > 0; n--)
        {
          RosterRecord *video = new_video (g_rand_int_range (rand, 0, 4000), NULL, 0);

          if (g_rand_boolean (rand))
            roster_record_set_number (video, "likes", g_rand_int_range (rand, 0, 300));
          if (g_rand_boolean (rand))
            roster_record_set_number (video, "completionRate", g_rand_int_range (rand, 0, 1000001));
          if (g_rand_boolean (rand))
            roster_record_set_number (video, "heat", g_rand_int_range (rand, 0, 101));
          if (g_rand_boolean (rand))
            roster_record_set_number (video, "length", g_rand_int_range (rand, 1, 60000));
          g_ptr_array_add (videos, video);
        }

      for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
        {
          g_autoptr (RosterFinding) finding = roster_check_run (pairs[i].check, &data, default_rules ());
          RosterContentSummary summary;
          guint n_in_bands = 0;

          roster_content_summarize (&summary, pairs[i].measure, videos, default_rules ());
          for (guint band = 0; band < ROSTER_N_CONTENT_BANDS; band++)
            n_in_bands += summary.n_in_band[band];
          g_assert_cmpint (summary.n_counted, ==, finding->counted);
          g_assert_cmpint (n_in_bands, ==, summary.n_counted);
          if (finding->verdict == ROSTER_VERDICT_UNKNOWN)
            {
              g_assert_cmpint (summary.overall, ==, ROSTER_CONTENT_NOTHING);
              continue;
            }
          g_assert_cmpint (summary.overall, ==, finding->measure);
          g_assert_cmpint (summary.band >= pairs[i].passes, ==, finding->verdict == ROSTER_VERDICT_PASS);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coaching/content/bands-at-each-boundary", bands_at_each_boundary);
  g_test_add_func ("/coaching/content/few-plays-are-not-judged", few_plays_are_not_judged);
  g_test_add_func ("/coaching/content/summaries-are-what-the-checks-find", summaries_are_what_the_checks_find);
  return g_test_run ();
}
