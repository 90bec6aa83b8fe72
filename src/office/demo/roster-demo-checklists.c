/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-checklists.h"

#define MAX_ITEMS 7
#define MAX_SECTIONS 3

typedef struct
{
  const char *id;
  const char *kind;
  gboolean critical;
  guint weight;
  const char *text;
  const char *chinese;
} Item;

typedef struct
{
  const char *id;
  const char *title;
  const char *chinese;
  Item items[MAX_ITEMS];
} Section;

typedef struct
{
  const char *name;
  const char *chinese;
  Section sections[MAX_SECTIONS];
} Checklist;

static const Checklist checklists[] = {
  { "New account set-up", "新账号搭建", {
      { "identity", "Name and portrait", "名称与头像", {
          { "name-hints", "yes-no", FALSE, 2, "The name hints softly at the content, a profession or a persona",
            "名称软性体现内容、职业或人设" },
          { "name-no-shop", "yes-no", TRUE, 3, "The name has no shop words", "名称不含门店、旗舰店等店铺字样" },
          { "portrait", "photo", FALSE, 2, "The portrait is a sharp head shot and matches the name", "头像为清晰大头照，与名称一致" },
          { "header", "photo", FALSE, 1, "The header image tells more about the persona", "背景图补充说明人设" },
        } },
      { "bio", "Bio", "简介", {
          { "bio-about", "yes-no", FALSE, 2, "The bio says what the account is about", "简介说明账号做什么" },
          { "bio-thanks", "yes-no", FALSE, 1, "The bio thanks the platform", "简介写明感谢快手平台" },
        } },
      { "direction", "Direction", "定位", {
          { "one-vertical", "yes-no", TRUE, 3, "All content keeps to one vertical", "内容只做一个垂类" },
          { "useful", "scale", FALSE, 2, "Content is useful rather than pretty", "内容有用，不追求好看" },
          { "first-fans", "number", FALSE, 1, "Number of fans at the first live session", "首次开播时的粉丝数" },
        } } } },
  { "Content health", "内容健康", {
      { "pictures", "Pictures and covers", "画面与封面", {
          { "bright", "yes-no", FALSE, 2, "Pictures are bright, no long black screen", "画面明亮，无长时间黑屏" },
          { "covers", "scale", FALSE, 2, "Covers show the persona or the featured item and keep one tone",
            "封面突出人设或主推品，风格统一" },
        } },
      { "videos", "Videos", "短视频", {
          { "length", "number", FALSE, 2, "Usual length of a video in seconds (10 to 30, ideally 11.7)",
            "视频常用时长（10–30 秒，理想 11.7 秒）" },
          { "completion", "number", FALSE, 2, "Completion rate in percent (60 and more is excellent)",
            "完播率（60% 及以上为优秀）" },
          { "original", "yes-no", TRUE, 3, "No reposts; published on Kuaishou first", "无搬运，首发快手" },
          { "direct", "yes-no", FALSE, 1, "Sells directly, no product placement in stories", "直接卖货，不在剧情里植入" },
        } } } },
  { "Before a live session", "开播准备", {
      { "line-up", "Line-up", "排品", {
          { "traffic-items", "yes-no", TRUE, 3, "The line-up names its traffic items", "排品已标明引流款" },
          { "profit-items", "yes-no", TRUE, 3, "The line-up names its profit items", "排品已标明利润款" },
          { "samples", "yes-no", FALSE, 2, "Samples of all items are on the table", "所有商品样品到位" },
          { "points", "scale", FALSE, 2, "Selling points are known by heart", "卖点熟练" },
        } },
      { "room", "Live room", "直播间", {
          { "light", "scale", FALSE, 1, "Light and background", "灯光与背景" },
          { "sound", "yes-no", FALSE, 2, "Sound checked on a second phone", "用第二台手机试听声音" },
          { "notice", "yes-no", FALSE, 1, "Preview video published", "已发开播预告" },
        } } } },
  { "After a live session", "直播复盘", {
      { "numbers", "Numbers", "数据", {
          { "minutes", "number", FALSE, 2, "Minutes live", "直播时长（分钟）" },
          { "held", "scale", FALSE, 2, "Viewers stayed through the traffic items", "引流款留人效果" },
          { "orders", "number", FALSE, 1, "Orders", "订单数" },
        } },
      { "conduct", "Conduct", "执行", {
          { "kept-plan", "yes-no", FALSE, 3, "Kept to the line-up; departures are written down", "按排品播，偏离有记录" },
          { "next", "text", FALSE, 1, "What to do differently next time", "下次改进" },
        } } } },
  { "Live cadence", "开播节奏", {
      { "hours", "Hours", "时长", {
          { "week-hours", "number", TRUE, 3, "Hours live this week (at least 6 in the first 90 days)",
            "本周直播小时数（前 90 天每周不少于 6 小时）" },
          { "sessions", "number", FALSE, 2, "Sessions this week (about 3 of 2 hours)", "本周场次（约 3 场，每场 2 小时）" },
        } },
      { "rhythm", "Rhythm", "规律", {
          { "fixed-time", "yes-no", FALSE, 2, "Always the same time of day", "固定时间开播" },
          { "next-week", "yes-no", FALSE, 2, "Next week's sessions are planned", "下周场次已排" },
        } } } },
  { "Red and yellow lines", "红线黄线", {
      { "red", "Red lines", "红线", {
          { "law", "yes-no", TRUE, 5, "Nothing breaks the law", "无违法内容" },
          { "suggestive", "yes-no", TRUE, 5, "Nothing sexual or suggestive", "无色情低俗内容" },
          { "minors", "yes-no", TRUE, 5, "No smoking, drinking or anything that harms minors", "无抽烟喝酒及危害未成年人内容" },
          { "watermarks", "yes-no", TRUE, 5, "No other platform's watermark", "无其他平台水印" },
        } },
      { "yellow", "Yellow lines", "黄线", {
          { "dangerous", "yes-no", TRUE, 3, "No dangerous acts that invite imitation", "无易模仿的危险行为" },
        } } } },
};

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_item (JsonBuilder *builder,
          const Item  *item)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", item->id);
  add_text (builder, "kind", item->kind);
  add_text (builder, "text", item->text);
  add_text (builder, "textChinese", item->chinese);
  json_builder_set_member_name (builder, "critical");
  json_builder_add_boolean_value (builder, item->critical);
  json_builder_set_member_name (builder, "weight");
  json_builder_add_int_value (builder, item->weight);
  json_builder_end_object (builder);
}

static void
add_section (JsonBuilder   *builder,
             const Section *section)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", section->id);
  add_text (builder, "title", section->title);
  add_text (builder, "titleChinese", section->chinese);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < MAX_ITEMS && section->items[i].id != NULL; i++)
    add_item (builder, &section->items[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static char *
sections_document (const Checklist *checklist)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < MAX_SECTIONS && checklist->sections[i].id != NULL; i++)
    add_section (builder, &checklist->sections[i]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return roster_json_canonical (root);
}

/**
 * roster_demo_give_checklists:
 *
 * What trainers walk through with a streamer; the items are the rules 12 to 27 of the domain.
 */
gboolean
roster_demo_give_checklists (RosterDemoWorld  *world,
                             GError          **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (checklists); i++)
    {
      g_autofree char *id = roster_id_source_next (world->ids);
      g_autofree char *sections = sections_document (&checklists[i]);
      g_autoptr (RosterRecord) record =
          roster_record_new (&roster_checklist_type, id, ROSTER_DEMO_COMPANY_ACCOUNT);

      roster_record_set_text (record, "name", checklists[i].name);
      roster_record_set_text (record, "nameChinese", checklists[i].chinese);
      roster_record_set_number (record, "version", 1);
      roster_record_set_text (record, "state", "published");
      roster_demo_set_date (world, record, "effectiveFrom", -100);
      roster_record_set_text (record, "sections", sections);
      if (!roster_demo_world_give (world, record, error))
        return FALSE;
    }

  return TRUE;
}
