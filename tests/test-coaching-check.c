/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libintl.h>

#include "roster-check.h"

#define NEVER (-1)

static const RosterCoachingRules *
default_rules (void)
{
  static RosterCoachingRules rules;
  g_autoptr (RosterRuleValues) values = roster_rule_values_new (NULL);

  roster_coaching_rules_init (&rules, values);
  return &rules;
}

static RosterRecord *
new_video (const char *title,
           gint64      plays,
           gint64      likes,
           gint64      completion,
           gint64      length,
           gint64      heat)
{
  RosterRecord *video = roster_record_new (&roster_video_type, "0195a000-0000-7000-8000-0000000000aa", "book");
  const struct
  {
    const char *field;
    gint64 value;
  } numbers[] = {
    { "plays", plays }, { "likes", likes }, { "completionRate", completion }, { "length", length }, { "heat", heat }
  };

  roster_record_set_text (video, "name", title);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i].value >= 0)
      roster_record_set_number (video, numbers[i].field, numbers[i].value);
  return video;
}

static RosterRecord *
new_streamer (const char *name,
              const char *bio,
              gint64      followers)
{
  RosterRecord *streamer = roster_record_new (&roster_streamer_type, "0195a000-0000-7000-8000-000000000001", "book");

  if (name != NULL)
    roster_record_set_text (streamer, "name", name);
  if (bio != NULL)
    roster_record_set_text (streamer, "bio", bio);
  if (followers >= 0)
    roster_record_set_number (streamer, "followers", followers);
  return streamer;
}

static RosterFinding *
run (RosterCheck   check,
     RosterRecord *streamer,
     GPtrArray    *videos,
     gint64        minutes)
{
  RosterCheckData data = { streamer, videos, minutes };

  return roster_check_run (check, &data, default_rules ());
}

static void
streamer_alone_at_each_boundary (void)
{
  static const struct
  {
    RosterCheck check;
    const char *name;
    const char *bio;
    gint64 followers;
    gint64 minutes;
    RosterCheckVerdict verdict;
  } cases[] = {
    { ROSTER_CHECK_SHOP_WORDS, NULL, NULL, 0, 0, ROSTER_VERDICT_UNKNOWN },
    { ROSTER_CHECK_SHOP_WORDS, "小雅教穿搭", NULL, 0, 0, ROSTER_VERDICT_PASS },
    { ROSTER_CHECK_SHOP_WORDS, "小雅旗舰店", NULL, 0, 0, ROSTER_VERDICT_FAIL },
    { ROSTER_CHECK_SHOP_WORDS, "小雅门店", NULL, 0, 0, ROSTER_VERDICT_FAIL },
    { ROSTER_CHECK_SHOP_WORDS, "小雅 旗 舰 店", NULL, 0, 0, ROSTER_VERDICT_FAIL },
    { ROSTER_CHECK_SHOP_WORDS, "专门店小二", NULL, 0, 0, ROSTER_VERDICT_FAIL },
    { ROSTER_CHECK_SHOP_WORDS, "门和店", NULL, 0, 0, ROSTER_VERDICT_PASS },
    { ROSTER_CHECK_BIO_THANKS, "a", NULL, 0, 0, ROSTER_VERDICT_UNKNOWN },
    { ROSTER_CHECK_BIO_THANKS, "a", "教你做饭，感谢快手平台", 0, 0, ROSTER_VERDICT_PASS },
    { ROSTER_CHECK_BIO_THANKS, "a", "教你做饭", 0, 0, ROSTER_VERDICT_FAIL },
    { ROSTER_CHECK_FANS, "a", NULL, NEVER, 0, ROSTER_VERDICT_UNKNOWN },
    { ROSTER_CHECK_FANS, "a", NULL, 5, 0, ROSTER_VERDICT_FAIL },
    { ROSTER_CHECK_FANS, "a", NULL, 6, 0, ROSTER_VERDICT_PASS },
    { ROSTER_CHECK_LIVE_WEEK, "a", NULL, 0, NEVER, ROSTER_VERDICT_UNKNOWN },
    { ROSTER_CHECK_LIVE_WEEK, "a", NULL, 0, 0, ROSTER_VERDICT_FAIL },
    { ROSTER_CHECK_LIVE_WEEK, "a", NULL, 0, 359, ROSTER_VERDICT_FAIL },
    { ROSTER_CHECK_LIVE_WEEK, "a", NULL, 0, 360, ROSTER_VERDICT_PASS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterRecord) streamer = new_streamer (cases[i].name, cases[i].bio, cases[i].followers);
      g_autoptr (RosterFinding) finding = run (cases[i].check, streamer, NULL, cases[i].minutes);
      g_autofree char *words = roster_finding_words (finding, ROSTER_LANGUAGE_INTERFACE);

      g_assert_cmpint (finding->verdict, ==, cases[i].verdict);
      g_assert_cmpstr (words, !=, "");
    }
}

static void
one_video_at_each_boundary (void)
{
  static const struct
  {
    RosterCheck check;
    gint64 plays;
    gint64 likes;
    gint64 completion;
    gint64 length;
    gint64 heat;
    RosterCheckVerdict verdict;
  } cases[] = {
    { ROSTER_CHECK_COMPLETION, 999, 100, 900000, 12000, 90, ROSTER_VERDICT_UNKNOWN },
    { ROSTER_CHECK_COMPLETION, NEVER, 100, 900000, 12000, 90, ROSTER_VERDICT_UNKNOWN },
    { ROSTER_CHECK_COMPLETION, 1000, 100, NEVER, 12000, 90, ROSTER_VERDICT_UNKNOWN },
    { ROSTER_CHECK_COMPLETION, 1000, 100, 600000, 12000, 90, ROSTER_VERDICT_PASS },
    { ROSTER_CHECK_COMPLETION, 1000, 100, 599999, 12000, 90, ROSTER_VERDICT_FAIL },
    { ROSTER_CHECK_PLAYS_PER_LIKE, 999, 100, 0, 0, 0, ROSTER_VERDICT_UNKNOWN },
    { ROSTER_CHECK_PLAYS_PER_LIKE, 1500, 100, 0, 0, 0, ROSTER_VERDICT_PASS },
    { ROSTER_CHECK_PLAYS_PER_LIKE, 1501, 100, 0, 0, 0, ROSTER_VERDICT_FAIL },
    { ROSTER_CHECK_PLAYS_PER_LIKE, 1500, 0, 0, 0, 0, ROSTER_VERDICT_FAIL },
    { ROSTER_CHECK_PLAYS_PER_LIKE, 1500, NEVER, 0, 0, 0, ROSTER_VERDICT_UNKNOWN },
    { ROSTER_CHECK_HEAT, 1000, 0, 0, 0, 29, ROSTER_VERDICT_FAIL },
    { ROSTER_CHECK_HEAT, 1000, 0, 0, 0, 30, ROSTER_VERDICT_PASS },
    { ROSTER_CHECK_HEAT, 999, 0, 0, 0, 30, ROSTER_VERDICT_UNKNOWN },
    { ROSTER_CHECK_VIDEO_LENGTH, 0, 0, 0, NEVER, 0, ROSTER_VERDICT_UNKNOWN },
    { ROSTER_CHECK_VIDEO_LENGTH, 0, 0, 0, 9999, 0, ROSTER_VERDICT_FAIL },
    { ROSTER_CHECK_VIDEO_LENGTH, 0, 0, 0, 10000, 0, ROSTER_VERDICT_PASS },
    { ROSTER_CHECK_VIDEO_LENGTH, 0, 0, 0, 30000, 0, ROSTER_VERDICT_PASS },
    { ROSTER_CHECK_VIDEO_LENGTH, 0, 0, 0, 30001, 0, ROSTER_VERDICT_FAIL },
  };
  g_autoptr (RosterRecord) streamer = new_streamer ("a", NULL, 10);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) videos = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (RosterFinding) finding = NULL;
      g_autofree char *words = NULL;

      g_ptr_array_add (videos, new_video ("v", cases[i].plays, cases[i].likes, cases[i].completion, cases[i].length,
                                          cases[i].heat));
      finding = run (cases[i].check, streamer, videos, 0);
      words = roster_finding_words (finding, ROSTER_LANGUAGE_INTERFACE);
      if (finding->verdict != cases[i].verdict)
        g_error ("case %u: %s", i, words);
    }
}

static void
heat_has_four_bands (void)
{
  static const struct
  {
    gint64 heat;
    RosterHeatBand band;
  } cases[] = {
    { 0, ROSTER_HEAT_FAILS },
    { 29, ROSTER_HEAT_FAILS },
    { 30, ROSTER_HEAT_PASSES },
    { 49, ROSTER_HEAT_PASSES },
    { 50, ROSTER_HEAT_EXCELLENT },
    { 79, ROSTER_HEAT_EXCELLENT },
    { 80, ROSTER_HEAT_HIT },
    { 100, ROSTER_HEAT_HIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (roster_check_heat_band (cases[i].heat, default_rules ()), ==, cases[i].band);
}

/* What many saw counts more, and what few saw not at all. */
static void
completion_is_weighted_by_plays (void)
{
  g_autoptr (RosterRecord) streamer = new_streamer ("a", NULL, 10);
  g_autoptr (GPtrArray) videos = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterFinding) finding = NULL;
  g_autofree char *words = NULL;

  g_ptr_array_add (videos, new_video ("a", 3000, 0, 700000, 0, 0));
  g_ptr_array_add (videos, new_video ("b", 1000, 0, 460000, 0, 0));
  g_ptr_array_add (videos, new_video ("c", 500, 0, 0, 0, 0));
  finding = run (ROSTER_CHECK_COMPLETION, streamer, videos, 0);
  words = roster_finding_words (finding, ROSTER_LANGUAGE_INTERFACE);

  g_assert_cmpint (finding->measure, ==, 640000);
  g_assert_cmpint (finding->counted, ==, 2);
  g_assert_cmpstr (words, ==, "completion 64% over 2 videos with enough plays");
}

/* As it stands on the screen, and as it stands on paper for somebody who reads the other language. */
static void
evidence_is_in_words (void)
{
  g_autoptr (RosterRecord) streamer = new_streamer ("小雅旗舰店", "x", 10);
  g_autoptr (GPtrArray) videos = g_ptr_array_new_with_free_func (g_object_unref);
  const struct
  {
    RosterCheck check;
    const char *words;
    const char *chinese;
  } cases[] = {
    { ROSTER_CHECK_SHOP_WORDS, "the name holds “旗舰店”", "名称含“旗舰店”" },
    { ROSTER_CHECK_BIO_THANKS, "the bio does not say “感谢快手”", "简介没有写“感谢快手”" },
    { ROSTER_CHECK_LIVE_WEEK, "live 4 h 10 min of 6 h this week", "本周已直播 4 小时 10 分钟，应播 6 小时" },
    { ROSTER_CHECK_VIDEO_LENGTH, "3 videos, usually 11.7 s long; 11.7 s is ideal", "3 个视频，常用时长 11.7 秒；理想时长 11.7 秒" },
    { ROSTER_CHECK_COMPLETION, "completion 64.1% over 1 video with enough plays", "完播率 64.1%（1 个播放量足够的视频）" },
    { ROSTER_CHECK_PLAYS_PER_LIKE, "12.5 plays for each like over 1 video with enough plays", "播赞比 12.5（1 个播放量足够的视频）" },
    { ROSTER_CHECK_DUPLICATES, "1 of 3 videos is a repost: Ｏne", "1 / 3 个视频是搬运，如：Ｏne" },
  };

  g_ptr_array_add (videos, new_video ("one", 1250, 100, 641000, 11700, 1));
  g_ptr_array_add (videos, new_video ("two", 1, 1, 1, 40000, 1));
  g_ptr_array_add (videos, new_video ("Ｏne", 1, 1, 1, 5000, 1));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterFinding) finding = run (cases[i].check, streamer, videos, 250);
      g_autoptr (JsonNode) json = roster_finding_to_json (finding);
      g_autoptr (RosterFinding) kept = roster_finding_from_json (json);
      g_autofree char *words = roster_finding_words (kept, ROSTER_LANGUAGE_INTERFACE);
      g_autofree char *english = roster_finding_words (kept, ROSTER_LANGUAGE_ENGLISH);
      g_autofree char *chinese = roster_finding_words (kept, ROSTER_LANGUAGE_CHINESE);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (english, ==, cases[i].words);
      g_assert_cmpstr (chinese, ==, cases[i].chinese);
    }
}

static void
reposts_are_flagged_or_repeated (void)
{
  g_autoptr (RosterRecord) streamer = new_streamer ("a", NULL, 10);
  g_autoptr (GPtrArray) videos = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterFinding) none = run (ROSTER_CHECK_DUPLICATES, streamer, videos, 0);
  g_autoptr (RosterFinding) clean = NULL, flagged = NULL;

  g_assert_cmpint (none->verdict, ==, ROSTER_VERDICT_UNKNOWN);
  g_ptr_array_add (videos, new_video ("one", 1, 1, 1, 1, 1));
  clean = run (ROSTER_CHECK_DUPLICATES, streamer, videos, 0);
  g_assert_cmpint (clean->verdict, ==, ROSTER_VERDICT_PASS);
  roster_record_set (videos->pdata[0], "repost", g_variant_new_boolean (TRUE));
  flagged = run (ROSTER_CHECK_DUPLICATES, streamer, videos, 0);
  g_assert_cmpint (flagged->verdict, ==, ROSTER_VERDICT_FAIL);
}

static void
a_week_is_seven_days_with_today (void)
{
  static const struct
  {
    const char *day;
    gint64 minutes;
  } days[] = {
    { "2026-03-01", 100 },
    { "2026-02-28", 10 },
    { "2026-02-23", 1 },
    { "2026-02-22", 1000 },
    { "2026-03-02", 5000 },
  };
  g_autoptr (GPtrArray) metrics = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_cmpint (roster_check_week_minutes (metrics, "2026-03-01"), ==, -1);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      RosterRecord *metric = roster_record_new (&roster_metric_type, "0195a000-0000-7000-8000-0000000000aa", "book");

      roster_record_set_text (metric, "day", days[i].day);
      roster_record_set_number (metric, "liveMinutes", days[i].minutes);
      g_ptr_array_add (metrics, metric);
    }
  g_assert_cmpint (roster_check_week_minutes (metrics, "2026-03-01"), ==, 111);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *catalogues = NULL;

  g_test_init (&argc, &argv, NULL);
  catalogues = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);
  bindtextdomain (GETTEXT_PACKAGE, catalogues);

  g_test_add_func ("/coaching/check/streamer-alone-at-each-boundary", streamer_alone_at_each_boundary);
  g_test_add_func ("/coaching/check/one-video-at-each-boundary", one_video_at_each_boundary);
  g_test_add_func ("/coaching/check/heat-has-four-bands", heat_has_four_bands);
  g_test_add_func ("/coaching/check/completion-is-weighted-by-plays", completion_is_weighted_by_plays);
  g_test_add_func ("/coaching/check/evidence-is-in-words", evidence_is_in_words);
  g_test_add_func ("/coaching/check/reposts-are-flagged-or-repeated", reposts_are_flagged_or_repeated);
  g_test_add_func ("/coaching/check/a-week-is-seven-days-with-today", a_week_is_seven_days_with_today);

  return g_test_run ();
}
