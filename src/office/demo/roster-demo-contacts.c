/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-contacts.h"

#include "roster-demo-random.h"

static const struct
{
  const char *kind;
  guint share;
  const char *texts;
} activities[] = {
  { "call", 38,
    "聊了这周排品，想多上{category}|说上场{product}卖得好，要补货|粉丝嫌贵，想要三十块以内的|问结算什么时候到，解释了账期|家里有事，这周少播一场|"
    "答应周四晚上试播{product}|对样品满意，先播一场看看|嫌佣金低，解释了走量的账|说{category}退货多，要换一家厂|新号刚起步，定了每周播三场" },
  { "message", 32,
    "发了{product}的卖点和话术|发了下周直播时间表|收到样品照片，包装没问题|提醒今晚开播，已回复|发了定制包材的效果图|问竞品价格，已发对比|"
    "催改主页简介，加上感谢快手平台|发了三条同类视频参考|确认收货地址" },
  { "visit", 10,
    "上门看了直播间，灯光偏暗，建议加补光灯|带了{category}样品，当场试用|看了库房，发货能跟上|和家里人也聊了，支持做下去|帮着重新拍了头像和背景图" },
  { "training", 10,
    "教了前十秒怎么留人|陪播一场，讲解顺序改为先引流后利润|讲了红线：不抽烟喝酒，不带别家水印|教剪辑，一条控制在十二秒左右|复盘上场，停留短，换开场话术" },
  { "note", 10,
    "粉丝四十岁以上的多，{category}好卖|价格敏感，满减比降价有用|周末下午流量最好|适合做定制款，等量上来再谈|最近视频重复，要提醒" },
};

static const char missed_calls[] = "没接|关机，晚上再打|在忙，约了明天|无人接听，发了微信";

static const char follow_ups[] =
    "三天内改好主页简介|换一张清晰的头像|补够本周六小时直播|试播{product}一场|把视频封面统一|核对上月退货|补拍两条{category}短视频|约培训师陪播一场|删掉带水印的旧视频|"
    "给出下周引流款";

static const char refusals[] = "粉丝里年轻人少|上次播过，转化低|等换季再说|样品还没收到|包装太普通|同类已经有一款";

/* Some time of a working day. */
static gint64
random_instant (RosterDemoWorld *world,
                int              day)
{
  return roster_demo_world_instant (world, day, roster_demo_range (world->rand, 9 * 60, 20 * 60 + 30));
}

static char *
fill (RosterDemoWorld    *world,
      RosterDemoStreamer *streamer,
      const char         *patterns)
{
  g_autofree char *pattern = roster_demo_pick_bar (world->rand, patterns);
  GString *text = g_string_new (pattern);
  guint shelf = roster_demo_range (world->rand, 0, streamer->assortment->len - 1);
  RosterDemoProduct *product =
      &g_array_index (world->products, RosterDemoProduct,
                      g_array_index (streamer->assortment, RosterDemoShelf, shelf).product);
  g_auto (GStrv) words = g_strsplit (product->name, " ", 2);

  g_string_replace (text, "{product}", words[0], 0);
  g_string_replace (text, "{category}", roster_demo_categories[product->category].name, 0);
  return g_string_free (text, FALSE);
}

static RosterRecord *
new_record (RosterDemoWorld        *world,
            RosterDemoStreamer     *streamer,
            const RosterRecordType *type,
            guint                   person)
{
  g_autofree char *id = roster_id_source_next (world->ids);
  RosterRecord *record =
      roster_record_new (type, id, g_array_index (world->books, RosterDemoBook, streamer->book).account);

  roster_record_set_text (record, "streamer", streamer->id);
  roster_record_set_text (record, "person", g_array_index (world->people, RosterDemoPerson, person).id);
  return record;
}

static gboolean
give_activity (RosterDemoWorld     *world,
               RosterDemoStreamer  *streamer,
               int                  day,
               GError             **error)
{
  RosterDemoBook *book = &g_array_index (world->books, RosterDemoBook, streamer->book);
  guint shares[G_N_ELEMENTS (activities)];
  g_autoptr (RosterRecord) record = NULL;
  g_autofree char *text = NULL;
  gboolean call, reached;
  guint kind;

  for (guint i = 0; i < G_N_ELEMENTS (activities); i++)
    shares[i] = activities[i].share;
  kind = roster_demo_weighted (world->rand, shares, G_N_ELEMENTS (shares));
  call = g_str_equal (activities[kind].kind, "call");
  reached = !call || !roster_demo_chance (world->rand, 18);

  record = new_record (world, streamer, &roster_activity_type,
                       g_str_equal (activities[kind].kind, "training") ? book->trainer : book->salesperson);
  text = reached ? fill (world, streamer, activities[kind].texts) : roster_demo_pick_bar (world->rand, missed_calls);
  roster_record_set_text (record, "kind", activities[kind].kind);
  roster_record_set_number (record, "at", random_instant (world, day));
  roster_record_set_text (record, "text", text);
  roster_record_set (record, "reached", g_variant_new_boolean (reached));
  return roster_demo_world_give (world, record, error);
}

static gboolean
give_follow_up (RosterDemoWorld     *world,
                RosterDemoStreamer  *streamer,
                GError             **error)
{
  RosterDemoBook *book = &g_array_index (world->books, RosterDemoBook, streamer->book);
  g_autoptr (RosterRecord) record = new_record (world, streamer, &roster_followup_type, book->salesperson);
  g_autofree char *name = fill (world, streamer, follow_ups);
  gboolean done = roster_demo_chance (world->rand, 35);
  int due = (int) roster_demo_range (world->rand, -6, 12);

  roster_record_set_text (record, "name", name);
  roster_demo_set_date (world, record, "due", due);
  roster_record_set_text (record, "state", done ? "done" : "open");
  if (done)
    roster_record_set_number (record, "doneAt",
                              random_instant (world, MIN (due, -1)));
  return roster_demo_world_give (world, record, error);
}

static gboolean
give_decision (RosterDemoWorld     *world,
               RosterDemoStreamer  *streamer,
               GError             **error)
{
  static const char *const verdicts[] = { "accepted", "later", "refused" };
  static const char *const reasons[] = {
    "too-expensive",
    "sold-badly",
    "dislikes",
    "wrong-season",
    "sample-missing",
    "other",
    NULL,
  };
  RosterDemoBook *book = &g_array_index (world->books, RosterDemoBook, streamer->book);
  g_autoptr (RosterRecord) record = new_record (world, streamer, &roster_decision_type, book->salesperson);
  int day = -(int) roster_demo_range (world->rand, 1, 40);
  guint shelf = roster_demo_range (world->rand, 0, streamer->assortment->len - 1);
  guint verdict = roster_demo_weighted (world->rand, (guint[]){ 55, 15, 30 }, 3);
  guint product;

  /* What is sold was accepted; what was refused is something else of the favourite category. */
  product = g_array_index (streamer->assortment, RosterDemoShelf, shelf).product;
  if (verdict != 0 && world->products_by_category[streamer->favourite]->len > 0)
    {
      GArray *others = world->products_by_category[streamer->favourite];

      product = g_array_index (others, guint, roster_demo_range (world->rand, 0, others->len - 1));
    }

  roster_record_set_text (record, "product", g_array_index (world->products, RosterDemoProduct, product).id);
  roster_record_set_text (record, "verdict", verdicts[verdict]);
  if (verdict == 2)
    {
      g_autofree char *text = roster_demo_pick_bar (world->rand, refusals);

      roster_record_set_text (record, "reason", roster_demo_pick (world->rand, reasons));
      if (roster_demo_chance (world->rand, 60))
        roster_record_set_text (record, "text", text);
    }
  if (verdict == 1)
    roster_demo_set_date (world, record, "until", roster_demo_range (world->rand, 1, 14));
  roster_record_set_number (record, "at", random_instant (world, day));
  return roster_demo_world_give (world, record, error);
}

/**
 * roster_demo_give_contacts:
 *
 * What people did with a streamer: activities of sixty days, follow-ups, decisions on suggestions.
 */
gboolean
roster_demo_give_contacts (RosterDemoWorld     *world,
                           RosterDemoStreamer  *streamer,
                           GError             **error)
{
  /* The core group and the heavy sellers are called more often (rule 2). */
  gboolean first = streamer->tier == ROSTER_DEMO_HEAVY_SELLER || streamer->tier == ROSTER_DEMO_PART_TIMER;
  guint n_activities = roster_demo_range (world->rand, 1, first ? 6 : 3);
  int earliest = MAX (streamer->joined, -60);

  for (guint i = 0; i < n_activities; i++)
    if (!give_activity (world, streamer, (int) roster_demo_range (world->rand, earliest, -1), error))
      return FALSE;
  if (roster_demo_chance (world->rand, 18) && !give_follow_up (world, streamer, error))
    return FALSE;
  if (roster_demo_chance (world->rand, 40) && !give_decision (world, streamer, error))
    return FALSE;

  return TRUE;
}
