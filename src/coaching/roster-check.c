/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-check.h"

#include <string.h>

#include "roster-money.h"
#include "roster-text.h"

#define DAYS_A_WEEK 7

/* A measure of the videos that may be judged. */
typedef struct
{
  gint64 counted;
  gint64 plays;
  gint64 weighted;
} Tally;

static guint
n_videos (const RosterCheckData *data)
{
  return data->videos != NULL ? data->videos->len : 0;
}

static RosterCheckVerdict
verdict_of (gboolean passes)
{
  return passes ? ROSTER_VERDICT_PASS : ROSTER_VERDICT_FAIL;
}

static char *
without_spaces (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_unichar (plain, g_utf8_get_char (at));

  return g_string_free (plain, FALSE);
}

static void
check_shop_words (RosterFinding             *finding,
                  const RosterCheckData     *data,
                  const RosterCoachingRules *rules)
{
  const char *name = roster_record_text (data->streamer, "name");
  g_autofree char *plain = name != NULL ? without_spaces (name) : NULL;

  if (plain == NULL || *plain == '\0')
    return;

  finding->verdict = ROSTER_VERDICT_PASS;
  for (guint i = 0; rules->shop_words[i] != NULL; i++)
    if (strstr (plain, rules->shop_words[i]) != NULL)
      {
        finding->verdict = ROSTER_VERDICT_FAIL;
        finding->text = g_strdup (rules->shop_words[i]);
        return;
      }
}

static void
check_bio_thanks (RosterFinding             *finding,
                  const RosterCheckData     *data,
                  const RosterCoachingRules *rules)
{
  const char *bio = roster_record_text (data->streamer, "bio");
  g_autofree char *plain = bio != NULL ? without_spaces (bio) : NULL;

  if (plain == NULL || *plain == '\0')
    return;

  finding->text = g_strdup (rules->thanks);
  finding->verdict = verdict_of (strstr (plain, rules->thanks) != NULL);
}

static void
check_fans (RosterFinding             *finding,
            const RosterCheckData     *data,
            const RosterCoachingRules *rules)
{
  finding->limit = rules->first_live_fans;
  finding->measure = roster_record_number (data->streamer, "followers", -1);
  if (finding->measure >= 0)
    finding->verdict = verdict_of (finding->measure >= finding->limit);
}

static void
check_live_week (RosterFinding             *finding,
                 const RosterCheckData     *data,
                 const RosterCoachingRules *rules)
{
  finding->limit = rules->week_live_minutes;
  finding->measure = data->week_minutes;
  if (finding->measure >= 0)
    finding->verdict = verdict_of (finding->measure >= finding->limit);
}

/**
 * roster_check_may_judge:
 * @video: a Video
 *
 * Returns: whether so many people have seen it that its measures mean something (rule 14)
 */
gboolean
roster_check_may_judge (RosterRecord              *video,
                        const RosterCoachingRules *rules)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (video), FALSE);
  g_return_val_if_fail (rules != NULL, FALSE);

  return roster_record_number (video, "plays", -1) >= rules->judged_plays;
}

/* Adds up a field of the videos that may be judged, each as often as it was played. */
static Tally
tally (const RosterCheckData     *data,
       const RosterCoachingRules *rules,
       const char                *field)
{
  Tally sum = { 0 };

  for (guint i = 0; i < n_videos (data); i++)
    {
      RosterRecord *video = data->videos->pdata[i];
      gint64 plays = roster_record_number (video, "plays", -1);
      gint64 value = roster_record_number (video, field, -1);
      gint64 share;

      if (!roster_check_may_judge (video, rules) || value < 0 ||
          !roster_multiply_divide (plays, value, 1, &share))
        continue;

      sum.counted++;
      sum.plays += plays;
      sum.weighted += share;
    }

  return sum;
}

/* The mean of a field, each video counted as often as it was played. */
static void
check_mean (RosterFinding             *finding,
            const RosterCheckData     *data,
            const RosterCoachingRules *rules,
            const char                *field,
            gint64                     limit)
{
  Tally sum = tally (data, rules, field);

  finding->limit = limit;
  finding->counted = sum.counted;
  if (sum.plays <= 0)
    return;

  finding->measure = sum.weighted / sum.plays;
  finding->verdict = verdict_of (finding->measure >= limit);
}

static void
check_plays_per_like (RosterFinding             *finding,
                      const RosterCheckData     *data,
                      const RosterCoachingRules *rules)
{
  gint64 plays = 0, likes = 0;

  finding->limit = rules->plays_per_like * 1000;
  for (guint i = 0; i < n_videos (data); i++)
    {
      RosterRecord *video = data->videos->pdata[i];

      if (!roster_check_may_judge (video, rules) || !roster_record_has (video, "likes"))
        continue;

      finding->counted++;
      plays += roster_record_number (video, "plays", 0);
      likes += roster_record_number (video, "likes", 0);
    }
  if (finding->counted == 0)
    return;

  /* Nobody liked them: as if it had been one. */
  if (!roster_multiply_divide (plays, 1000, MAX (likes, 1), &finding->measure))
    return;
  finding->verdict = verdict_of (likes > 0 && plays <= rules->plays_per_like * likes);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
check_video_length (RosterFinding             *finding,
                    const RosterCheckData     *data,
                    const RosterCoachingRules *rules)
{
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n_videos (data); i++)
    {
      gint64 length = roster_record_number (data->videos->pdata[i], "length", -1);

      if (length > 0)
        g_array_append_val (lengths, length);
    }

  finding->limit = rules->video_ideal;
  finding->counted = lengths->len;
  if (lengths->len == 0)
    return;

  g_array_sort (lengths, compare_numbers);
  finding->measure = g_array_index (lengths, gint64, (lengths->len - 1) / 2);
  finding->verdict =
      verdict_of (finding->measure >= rules->video_shortest && finding->measure <= rules->video_longest);
}

static void
check_duplicates (RosterFinding             *finding,
                  const RosterCheckData     *data,
                  const RosterCoachingRules *rules)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_videos (data); i++)
    {
      RosterRecord *video = data->videos->pdata[i];
      const char *title = roster_record_text (video, "name");
      g_autofree char *folded = title != NULL ? roster_text_fold (title) : NULL;
      gboolean repeated = folded != NULL && !g_hash_table_add (titles, g_steal_pointer (&folded));

      finding->counted++;
      if (!repeated && !roster_record_boolean (video, "repost"))
        continue;

      finding->measure++;
      if (finding->text == NULL)
        finding->text = g_strdup (title);
    }
  if (finding->counted > 0)
    finding->verdict = verdict_of (finding->measure == 0);
}

/**
 * roster_check_run:
 * @check: what to look at; not %ROSTER_CHECK_NONE
 * @data: what there is
 * @rules: the numbers to judge by
 *
 * Returns: (transfer full): what was found
 */
RosterFinding *
roster_check_run (RosterCheck                check,
                  const RosterCheckData     *data,
                  const RosterCoachingRules *rules)
{
  RosterFinding *finding;

  g_return_val_if_fail (check > ROSTER_CHECK_NONE && check < ROSTER_N_CHECKS, NULL);
  g_return_val_if_fail (data != NULL && ROSTER_IS_RECORD (data->streamer), NULL);
  g_return_val_if_fail (rules != NULL, NULL);

  finding = g_new0 (RosterFinding, 1);
  finding->check = check;
  switch (check)
    {
    case ROSTER_CHECK_SHOP_WORDS:
      check_shop_words (finding, data, rules);
      break;
    case ROSTER_CHECK_BIO_THANKS:
      check_bio_thanks (finding, data, rules);
      break;
    case ROSTER_CHECK_FANS:
      check_fans (finding, data, rules);
      break;
    case ROSTER_CHECK_LIVE_WEEK:
      check_live_week (finding, data, rules);
      break;
    case ROSTER_CHECK_COMPLETION:
      check_mean (finding, data, rules, "completionRate", rules->completion_rate);
      break;
    case ROSTER_CHECK_PLAYS_PER_LIKE:
      check_plays_per_like (finding, data, rules);
      break;
    case ROSTER_CHECK_HEAT:
      check_mean (finding, data, rules, "heat", rules->heat_pass);
      break;
    case ROSTER_CHECK_VIDEO_LENGTH:
      check_video_length (finding, data, rules);
      break;
    case ROSTER_CHECK_DUPLICATES:
      check_duplicates (finding, data, rules);
      break;
    case ROSTER_CHECK_NONE:
    case ROSTER_N_CHECKS:
      g_assert_not_reached ();
    }

  return finding;
}

/**
 * roster_check_heat_band:
 * @heat: 0 to 100
 *
 * Returns: the platform's grade (rule 12)
 */
RosterHeatBand
roster_check_heat_band (gint64                     heat,
                        const RosterCoachingRules *rules)
{
  g_return_val_if_fail (rules != NULL, ROSTER_HEAT_FAILS);

  if (heat >= rules->heat_hit)
    return ROSTER_HEAT_HIT;
  if (heat >= rules->heat_excellent)
    return ROSTER_HEAT_EXCELLENT;

  return heat >= rules->heat_pass ? ROSTER_HEAT_PASSES : ROSTER_HEAT_FAILS;
}

static gboolean
parse_date (const char *text,
            GDate      *date)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 3);
  guint64 year, month, day;

  g_date_clear (date, 1);
  if (g_strv_length (parts) != 3 || !g_ascii_string_to_unsigned (parts[0], 10, 1, 9999, &year, NULL) ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, 12, &month, NULL) ||
      !g_ascii_string_to_unsigned (parts[2], 10, 1, 31, &day, NULL) || !g_date_valid_dmy (day, month, year))
    return FALSE;

  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

/**
 * roster_check_week_minutes:
 * @metrics: (element-type RosterRecord): Metric records of one streamer
 * @today: `YYYY-MM-DD`
 *
 * Returns: minutes live in the seven days that end today; -1 where none of them was measured
 */
gint64
roster_check_week_minutes (GPtrArray  *metrics,
                           const char *today)
{
  gint64 minutes = -1;
  GDate end;

  g_return_val_if_fail (metrics != NULL, -1);
  g_return_val_if_fail (today != NULL, -1);

  if (!parse_date (today, &end))
    return -1;

  for (guint i = 0; i < metrics->len; i++)
    {
      RosterRecord *metric = metrics->pdata[i];
      const char *text = roster_record_text (metric, "day");
      GDate day;
      int age;

      if (text == NULL || !roster_record_has (metric, "liveMinutes") || !parse_date (text, &day))
        continue;

      age = g_date_days_between (&day, &end);
      if (age >= 0 && age < DAYS_A_WEEK)
        minutes = MAX (minutes, 0) + roster_record_number (metric, "liveMinutes", 0);
    }

  return minutes;
}
