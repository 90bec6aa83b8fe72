/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-coaching.h"

#include <string.h>

#include "roster-coaching-due.h"
#include "roster-demo-random.h"
#include "roster-score.h"

#define MAX_VIDEOS 8
#define MAX_FOLLOW_UPS 2

/* The checklists in the order of data/checklists. */
enum
{
  NEW_ACCOUNT,
  FIRST_90_DAYS,
  BEFORE_LIVE,
  NEW_PRODUCT,
  CONTENT_HEALTH,
  LINES,
};

static const char titles[] =
    "{category}这样挑不踩坑|一分钟看懂{category}|{category}用了三个月的真实感受|婆婆都夸的{category}|{category}别再乱买了|"
    "十秒教你用{category}|老粉点名要的{category}|厂里现做的{category}长啥样|{category}怎么保养|今晚七点直播，{category}有福利|"
    "邻居追着问的{category}|{category}开箱，不好不上链接";

static const char comments[] = "当场改好了|说下周改|要再盯一次|家里地方小，先这样|有进步|样品还在路上|一起改过一版|答应今晚重拍";

/* Coaching draws from a source of its own, so that the rest of the company stays as it is. */
static GRand *
rand_of (RosterDemoStreamer *streamer,
         guint               salt)
{
  return g_rand_new_with_seed (g_str_hash (streamer->id) + salt);
}

static const char *
account_of (RosterDemoWorld    *world,
            RosterDemoStreamer *streamer)
{
  return g_array_index (world->books, RosterDemoBook, streamer->book).account;
}

static char *
title_of (RosterDemoStreamer *streamer,
          GRand              *rand,
          const char         *before)
{
  g_autofree char *pattern = roster_demo_pick_bar (rand, titles);
  GString *title = g_string_new (pattern);

  /* Some publish the same thing again. */
  if (before != NULL && roster_demo_chance (rand, 4))
    {
      g_string_assign (title, before);
      return g_string_free (title, FALSE);
    }

  g_string_replace (title, "{category}", roster_demo_categories[streamer->favourite].name, 0);
  return g_string_free (title, FALSE);
}

static void
flag_video (RosterRecord *video,
            GRand        *rand)
{
  static const char *const places[] = { "title", "cover", "frames", NULL };
  gboolean red = roster_demo_chance (rand, 25);

  roster_record_set_text (video, "flag", red ? "red" : "yellow");
  roster_demo_set_set (video, "flaggedIn", roster_demo_pick (rand, places), NULL);
  if (!roster_demo_chance (rand, 60))
    return;

  if (roster_demo_chance (rand, 50))
    {
      roster_record_set_text (video, "verdict", "confirmed");
      roster_record_set_text (video, "verdictReason", red ? "画面有其他平台水印" : "动作危险，容易被模仿");
    }
  else
    {
      roster_record_set_text (video, "verdict", "cleared");
      roster_record_set_text (video, "verdictReason", "误判，画面没有问题");
    }
}

static gboolean
give_video (RosterDemoWorld     *world,
            RosterDemoStreamer  *streamer,
            GRand               *rand,
            int                  day,
            const char          *name,
            GError             **error)
{
  const RosterDemoDay *measured = &streamer->days[day + ROSTER_DEMO_N_DAYS];
  g_autofree char *id = roster_id_source_next (world->ids);
  g_autoptr (RosterRecord) video = roster_record_new (&roster_video_type, id, account_of (world, streamer));

  roster_record_set_text (video, "streamer", streamer->id);
  roster_record_set_text (video, "name", name);
  roster_demo_set_date (world, video, "publishedOn", day);
  roster_record_set_number (video, "plays", measured->plays / measured->videos);
  roster_record_set_number (video, "likes", measured->likes / measured->videos);
  roster_record_set_number (video, "completionRate", measured->completion_rate);
  roster_record_set_number (video, "replayRate", measured->replay_rate);
  roster_record_set_number (video, "heat", measured->heat);
  roster_record_set_number (video, "length",
                            roster_demo_chance (rand, 80) ? 100 * roster_demo_range (rand, 85, 210)
                                                          : 100 * roster_demo_range (rand, 211, 480));
  roster_record_set (video, "repost", g_variant_new_boolean (roster_demo_chance (rand, 3)));
  if (roster_demo_chance (rand, 6))
    flag_video (video, rand);
  return roster_demo_world_give (world, video, error);
}

/**
 * roster_demo_give_videos:
 *
 * A streamer's latest videos, with the measures of the days on which they appeared.
 */
gboolean
roster_demo_give_videos (RosterDemoWorld     *world,
                         RosterDemoStreamer  *streamer,
                         GError             **error)
{
  g_autoptr (GRand) rand = rand_of (streamer, 1);
  g_autofree char *before = NULL;
  guint n_videos = 0;

  for (int day = -1; day >= -ROSTER_DEMO_N_DAYS && n_videos < MAX_VIDEOS; day--)
    {
      g_autofree char *name = NULL;

      if (streamer->days[day + ROSTER_DEMO_N_DAYS].videos == 0)
        continue;

      name = title_of (streamer, rand, before);
      if (!give_video (world, streamer, rand, day, name, error))
        return FALSE;

      n_videos++;
      g_free (before);
      before = g_steal_pointer (&name);
    }

  return TRUE;
}

static gint64
level_of (GRand *rand,
          guint  skill)
{
  gint64 level = roster_demo_range (rand, 1, 4);

  return roster_demo_chance (rand, skill) ? MAX (level, 3) : level;
}

/* @skill: how likely an item is as it should be, in percent */
static RosterAnswer *
answer_item (const RosterItem   *item,
             RosterDemoStreamer *streamer,
             GRand              *rand,
             guint               skill)
{
  g_autoptr (RosterAnswer) answer = roster_answer_new ();
  gboolean good = roster_demo_chance (rand, item->line == ROSTER_LINE_RED      ? 99
                                            : item->line == ROSTER_LINE_YELLOW ? 95
                                                                               : skill);

  answer->state = item->line == ROSTER_LINE_NONE && roster_demo_chance (rand, 4) ? ROSTER_ANSWER_NOT_APPLICABLE
                                                                                 : ROSTER_ANSWER_GIVEN;
  switch (item->kind)
    {
    case ROSTER_ITEM_YES_NO:
    case ROSTER_ITEM_PHOTO:
      answer->value = good;
      break;
    case ROSTER_ITEM_SCALE:
      answer->value = level_of (rand, skill);
      break;
    case ROSTER_ITEM_NUMBER:
      answer->value = item->good.from <= item->good.to ? (good ? item->good.from : item->fair.to)
                                                       : roster_demo_range (rand, 4, 16) * 100;
      break;
    case ROSTER_ITEM_TEXT:
      answer->text = roster_demo_pick_bar (rand, "周四晚上七点|怕没人看|下场目标三十单|说清楚了");
      break;
    }
  if (item->check == ROSTER_CHECK_SHOP_WORDS)
    answer->value = strstr (streamer->name, "旗舰店") == NULL && strstr (streamer->name, "门店") == NULL;
  if (!good && roster_demo_chance (rand, 50))
    answer->comment = roster_demo_pick_bar (rand, comments);
  return g_steal_pointer (&answer);
}

static void
set_answers (RosterDemoWorld    *world,
             RosterRecord       *record,
             RosterDemoStreamer *streamer,
             RosterTemplate     *template,
             GRand              *rand,
             guint               skill,
             guint               n_items)
{
  g_autoptr (GHashTable) answers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  gint64 at = roster_record_number (record, "startedAt", 0);

  for (guint i = 0; i < n_items; i++)
    {
      const RosterItem *item = roster_template_item (template, i);
      g_autoptr (RosterAnswer) answer = answer_item (item, streamer, rand, skill);

      answer->by = g_strdup (roster_record_text (record, "trainer"));
      answer->at = at + 40000 * (i + 1);
      g_hash_table_insert (answers, item->id, roster_answer_to_json (item, answer));
    }
  roster_record_set (record, "answers", roster_value_new_map (answers));
  roster_record_set_text (record, "cursor",
                          roster_template_item (template, MIN (n_items, roster_template_n_items (template) - 1))->id);
}

static char *
next_id (gpointer data)
{
  return roster_id_source_next (((RosterDemoWorld *) data)->ids);
}

static gboolean
give_follow_ups (RosterDemoWorld            *world,
                 RosterWalk                 *walk,
                 GRand                      *rand,
                 int                         day,
                 const RosterCoachingRules  *rules,
                 GError                    **error)
{
  g_autofree char *today = roster_demo_world_date (world, day);
  g_autoptr (GPtrArray) follow_ups = roster_follow_ups_new (walk, NULL, today, "zh_CN", rules, next_id, world);

  for (guint i = 0; i < MIN (follow_ups->len, MAX_FOLLOW_UPS); i++)
    {
      RosterRecord *follow_up = follow_ups->pdata[i];

      if (day < -12 || roster_demo_chance (rand, 50))
        {
          roster_record_set_text (follow_up, "state", "done");
          roster_record_set_number (follow_up, "doneAt", roster_demo_world_instant (world, MIN (day + 3, -1), 18 * 60));
        }
      if (!roster_demo_world_give (world, follow_up, error))
        return FALSE;
    }

  return TRUE;
}

static RosterRecord *
finish (RosterDemoStreamer        *streamer,
        RosterWalk                *walk,
        GRand                     *rand,
        const char                *trainer,
        const RosterCoachingRules *rules)
{
  g_autoptr (RosterScore) score = roster_score_new (walk, rules);
  gint64 at = roster_record_number (roster_walk_record (walk), "startedAt", 0) + 35 * 60000;
  g_autoptr (RosterRecord) finished = roster_walk_finished (walk, score->result, at, NULL);
  g_autoptr (RosterRecord) once = NULL;
  g_autoptr (RosterWalk) done = NULL, half = NULL;

  g_assert (finished != NULL);
  if (!roster_demo_chance (rand, 70))
    return g_steal_pointer (&finished);

  done = roster_walk_new (roster_walk_template (walk), finished);
  once =
      roster_walk_signed (done, ROSTER_SIGNER_STREAMER,
                          streamer->real_name != NULL ? streamer->real_name : streamer->name, NULL, at + 60000, NULL);
  half = roster_walk_new (roster_walk_template (walk), once);
  return roster_walk_signed (half, ROSTER_SIGNER_TRAINER, trainer, NULL, at + 90000, NULL);
}

static gboolean
give_walk_through (RosterDemoWorld     *world,
                   RosterDemoStreamer  *streamer,
                   GRand               *rand,
                   guint                checklist,
                   int                  day,
                   guint                skill,
                   gboolean             running,
                   GError             **error)
{
  const RosterDemoBook *book = &g_array_index (world->books, RosterDemoBook, streamer->book);
  const RosterDemoPerson *trainer = &g_array_index (world->people, RosterDemoPerson, book->trainer);
  RosterTemplate *template = world->templates->pdata[checklist];
  guint n_items = roster_template_n_items (template);
  g_autofree char *id = roster_id_source_next (world->ids);
  g_autoptr (RosterRecord) who = roster_record_new (&roster_streamer_type, streamer->id, account_of (world, streamer));
  gint64 at = roster_demo_world_instant (world, day, (guint) roster_demo_range (rand, 9 * 60, 17 * 60));
  g_autoptr (RosterRecord) record = roster_walk_start (id, who, world->checklists->pdata[checklist], trainer->id, at);
  g_autoptr (RosterRuleValues) values = roster_rule_values_new (NULL);
  g_autoptr (RosterWalk) walk = NULL;
  g_autoptr (RosterRecord) finished = NULL;
  RosterCoachingRules rules;

  set_answers (world, record, streamer, template, rand, skill,
               running ? (guint) roster_demo_range (rand, 3, n_items - 2) : n_items);
  if (running)
    return roster_demo_world_give (world, record, error);

  roster_coaching_rules_init (&rules, values);
  walk = roster_walk_new (template, record);
  finished = finish (streamer, walk, rand, trainer->name, &rules);
  return roster_demo_world_give (world, finished, error) && give_follow_ups (world, walk, rand, day, &rules, error);
}

/**
 * roster_demo_give_walk_throughs:
 *
 * What trainers have walked through with a streamer: those who come first more often (rule 2), newcomers with the
 * checklists of the beginning; many for a second time, mostly better.
 */
gboolean
roster_demo_give_walk_throughs (RosterDemoWorld     *world,
                                RosterDemoStreamer  *streamer,
                                GError             **error)
{
  static const guint later[] = { BEFORE_LIVE, NEW_PRODUCT, CONTENT_HEALTH, LINES };
  RosterDemoBook *book = &g_array_index (world->books, RosterDemoBook, streamer->book);
  g_autoptr (GRand) rand = rand_of (streamer, 2);
  gboolean is_new = streamer->joined > -ROSTER_DEMO_N_DAYS;
  guint skill = (guint) roster_demo_range (rand, 55, 92);
  guint checklist = is_new ? (roster_demo_chance (rand, 50) ? NEW_ACCOUNT : FIRST_90_DAYS)
                           : later[roster_demo_range (rand, 0, G_N_ELEMENTS (later) - 1)];
  int day = -(int) roster_demo_range (rand, 2, 45);

  if (streamer->left || !roster_demo_chance (rand, streamer->tier == ROSTER_DEMO_PART_TIMER ? 65 : 45))
    return TRUE;

  day = MAX (day, streamer->joined + 1);
  if (day >= 0)
    return TRUE;

  if (day - 25 > streamer->joined && roster_demo_chance (rand, 45) &&
      !give_walk_through (world, streamer, rand, checklist, day - 25, MAX (skill, 60) - 15, FALSE, error))
    return FALSE;
  if (!give_walk_through (world, streamer, rand, checklist, day, skill, FALSE, error))
    return FALSE;

  /* In every book somebody is in the middle of one. */
  if (book->has_running_walk && !roster_demo_chance (rand, 8))
    return TRUE;

  book->has_running_walk = TRUE;
  return give_walk_through (world, streamer, rand, is_new ? CONTENT_HEALTH : LINES, -1, skill, TRUE, error);
}
