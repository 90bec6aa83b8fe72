/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-names.h"

#include <string.h>

#include "roster-demo-random.h"
#include "roster-text.h"

struct _RosterDemoNames
{
  GRand *rand;
  GHashTable *taken;
};

static const char surnames[] =
    "王|王|王|王|李|李|李|李|张|张|张|张|刘|刘|刘|陈|陈|杨|杨|赵|赵|黄|周|吴|徐|孙|孙|胡|朱|高|林|何|郭|马|罗|梁|宋|郑|谢|韩|唐|冯|"
    "于|董|萧|程|曹|袁|邓|许|傅|沈|曾|彭|吕|苏|卢|蒋|蔡|贾|丁|魏|薛|叶|阎|余|潘|杜|戴|夏|钟|汪|田|任|姜|范|方|石|姚|谭|廖|邹|熊|"
    "金|陆|郝|孔|白|崔|康|毛|邱|秦|江|史|顾|侯|邵|孟|龙|万|段|雷|钱|汤|尹|黎|易|常|武|乔|贺|赖|龚|文";

static const char womens_names[] =
    "丽|丽丽|芳|晓芳|小芳|秀英|秀兰|桂英|玉梅|红梅|春梅|雪梅|冬梅|婷|婷婷|娟|丽娟|慧娟|艳|艳红|丽艳|海燕|春燕|燕|敏|慧敏|静|"
    "静怡|文静|霞|彩霞|红霞|玲|美玲|小玲|凤玲|英|翠英|华|丽华|桂华|雪|雪莹|莹|晶晶|倩|倩倩|萍|秋萍|丽萍|琳|琳琳|佳琪|佳慧|"
    "思雨|雨欣|欣怡|梦瑶|梦洁|诗涵|雅琴|月娥|月红|巧云|云|彩云|凤|金凤|凤霞|兰|玉兰|春兰|洁|颖|莉|莉莉|娜|丽娜|亚楠|楠|"
    "淑芬|淑珍|淑华|素芳|素梅|爱玲|爱华|晓红|晓燕|晓丽|晓雪|小雨|小霞|小慧|苗苗|圆圆|甜甜|露露|圆|琪|蕊|薇|瑶|璐|菲|丹|丹丹";

static const char mens_names[] =
    "强|志强|国强|伟|建伟|军|建军|建国|勇|志勇|磊|洋|涛|海涛|波|海波|杰|文杰|俊杰|明|晓明|志明|刚|志刚|鹏|大鹏|飞|鹏飞|龙|海龙|"
    "金龙|超|志超|辉|建辉|斌|文斌|凯|亮|宇|宇航|浩|浩然|平|建平|华|建华|峰|晓峰|海峰|林|春林|东|晓东|卫东|旭|旭东|阳|向阳|"
    "帅|刚子|栋|国栋|宏伟|宏亮|永刚|永强|永胜|长江|长海|新民|德华|德福|福生|贵生|树林|树军|立新|立军|文博|子豪|子轩|一鸣|天佑";

static const char nicknames_of_anyone[] =
    "{region}{short}|{city}{short}|{short}好物分享|{short}爱生活|{short}的小日子|{short}优选|跟着{short}买|{short}严选|{short}说{topic}|"
    "{short}聊{topic}|{region}人{short}|{short}在{city}|{short}（{topic}）|农村{short}|"
    "{short}的{topic}日记|实在人{short}|{short}不忽悠|"
    "{short}带你逛源头|{real}|{short}{number}";

static const char nicknames_of_women[] =
    "宝妈{short}|宝妈{short}优选|{region}大姐{short}|二胎宝妈{short}|{region}媳妇{short}|{short}妈妈|{city}辣妈{short}|"
    "{short}姐|{short}姐姐{topic}|"
    "农家媳妇{short}|远嫁{city}的{short}|{short}大姐好物|90后宝妈{short}|全职妈妈{short}|{short}小姐姐|爱笑的{short}|{short}妈省钱日记";

static const char nicknames_of_men[] =
    "{region}老铁{short}|{short}哥|{short}哥源头好货|退伍老兵{short}|{region}大叔{short}|{short}叔|老{surname}实在人|老{surname}的{topic}|"
    "{city}小{surname}|小{surname}{topic}|工厂老{surname}|货车司机{short}|奶爸{short}|{region}汉子{short}|村里的{short}";

/* Shop words in a name are what the new-account check looks for (rule 17): a few accounts still have them. */
static const char nicknames_of_shops[] = "{short}{topic}旗舰店|{city}{short}门店|{short}{topic}专卖店";

static const struct
{
  const char *vertical;
  const char *topics;
} topics[] = {
  { "美妆", "美妆|护肤|变美|化妆" },
  { "食品", "美食|零食|吃货|厨房" },
  { "日化", "日用|洗护|百货|居家" },
  { "服饰", "穿搭|女装|服装|搭配" },
  { "家居", "家居|好物|收纳|家纺" },
  { "母婴", "育儿|童装|带娃|母婴" },
  { "三农", "三农|山货|农产品|果园" },
  { "鞋包", "鞋子|包包|鞋包|皮具" },
  { "饰品", "饰品|银饰|首饰|发饰" },
  { "个护", "健康|养护|个护|泡脚" },
  { "数码", "数码|手机配件|小家电|科技" },
  { "宠物", "养猫|养狗|萌宠|宠物" },
};

RosterDemoNames *
roster_demo_names_new (GRand *rand)
{
  RosterDemoNames *self = g_new0 (RosterDemoNames, 1);

  self->rand = rand;
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
roster_demo_names_free (RosterDemoNames *self)
{
  g_hash_table_unref (self->taken);
  g_free (self);
}

static gboolean
take (RosterDemoNames *self,
      const char      *text)
{
  return g_hash_table_add (self->taken, g_strdup (text));
}

char *
roster_demo_names_person (RosterDemoNames *self,
                          gboolean         woman)
{
  g_autofree char *surname = roster_demo_pick_bar (self->rand, surnames);
  g_autofree char *given = roster_demo_pick_bar (self->rand, woman ? womens_names : mens_names);

  return g_strconcat (surname, given, NULL);
}

/**
 * roster_demo_names_login:
 *
 * Returns: (transfer full): the pinyin of @name, with a number from the second of that spelling on
 */
char *
roster_demo_names_login (RosterDemoNames *self,
                         const char      *name)
{
  g_autofree char *pinyin = roster_text_pinyin (name);
  char *login = g_strdup (pinyin);

  for (guint number = 2; !take (self, login); number++)
    {
      g_free (login);
      login = g_strdup_printf ("%s%u", pinyin, number);
    }

  return login;
}

static char *
pick_topic (RosterDemoNames *self,
            const char      *vertical)
{
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    if (strcmp (topics[i].vertical, vertical) == 0)
      return roster_demo_pick_bar (self->rand, topics[i].topics);

  g_assert_not_reached ();
}

/* What friends call somebody: 丽丽 for 王丽, 小芳 or 晓芳 for 李晓芳. */
static char *
short_name (RosterDemoNames *self,
            const char      *given)
{
  static const char *const before[] = { "小", "阿", "大", "老", NULL };

  if (g_utf8_strlen (given, -1) > 1)
    return g_strdup (given);
  if (roster_demo_chance (self->rand, 50))
    return g_strconcat (given, given, NULL);

  return g_strconcat (roster_demo_pick (self->rand, before), given, NULL);
}

static char *
fill_nickname (RosterDemoNames       *self,
               const char            *pattern,
               const char            *real_name,
               const RosterDemoPlace *place,
               const char            *vertical)
{
  const char *given = g_utf8_next_char (real_name);
  g_autofree char *surname = g_strndup (real_name, given - real_name);
  g_autofree char *called = short_name (self, given);
  g_autofree char *topic = pick_topic (self, vertical);
  g_autofree char *number = g_strdup_printf ("%02u", (guint) roster_demo_range (self->rand, 66, 99));
  GString *name = g_string_new (pattern);

  g_string_replace (name, "{region}", place->region, 0);
  g_string_replace (name, "{city}", place->city, 0);
  g_string_replace (name, "{short}", called, 0);
  g_string_replace (name, "{surname}", surname, 0);
  g_string_replace (name, "{real}", real_name, 0);
  g_string_replace (name, "{topic}", topic, 0);
  g_string_replace (name, "{number}", number, 0);
  return g_string_free (name, FALSE);
}

char *
roster_demo_names_nickname (RosterDemoNames       *self,
                            const char            *real_name,
                            gboolean               woman,
                            const RosterDemoPlace *place,
                            const char            *vertical)
{
  for (;;)
    {
      const char *patterns = nicknames_of_anyone;
      g_autofree char *pattern = NULL, *nickname = NULL;

      if (roster_demo_chance (self->rand, 2))
        patterns = nicknames_of_shops;
      else if (roster_demo_chance (self->rand, 50))
        patterns = woman ? nicknames_of_women : nicknames_of_men;

      pattern = roster_demo_pick_bar (self->rand, patterns);
      nickname = fill_nickname (self, pattern, real_name, place, vertical);
      if (take (self, nickname))
        return g_steal_pointer (&nickname);
    }
}

/**
 * roster_demo_names_kuaishou_id:
 *
 * Returns: (transfer full): the number that the platform gave, or an id that the streamer chose
 */
char *
roster_demo_names_kuaishou_id (RosterDemoNames *self,
                               const char      *real_name)
{
  static const char *const tails[] = { "666", "888", "520", "1314", "999", "168", "_ks", "88", "518", "2580", NULL };

  for (;;)
    {
      g_autofree char *id = NULL;

      if (roster_demo_chance (self->rand, 60))
        id = g_strdup_printf ("%" G_GINT64_FORMAT "%05u", roster_demo_range (self->rand, 1024, 42999),
                              (guint) roster_demo_range (self->rand, 0, 99999));
      else
        {
          g_autofree char *pinyin = roster_text_pinyin (real_name);
          gboolean tail = roster_demo_chance (self->rand, 50);

          id = tail ? g_strconcat (pinyin, roster_demo_pick (self->rand, tails), NULL)
                    : g_strdup_printf ("%s%04u", pinyin, (guint) roster_demo_range (self->rand, 1, 9999));
        }
      if (take (self, id))
        return g_steal_pointer (&id);
    }
}

/**
 * roster_demo_names_phone:
 *
 * Returns: (transfer full): a number that looks like a mobile's and reaches nobody: the prefix 154 is not given out
 */
char *
roster_demo_names_phone (RosterDemoNames *self)
{
  for (;;)
    {
      g_autofree char *phone = g_strdup_printf ("154%08u", (guint) roster_demo_range (self->rand, 0, 99999999));

      if (take (self, phone))
        return g_steal_pointer (&phone);
    }
}
