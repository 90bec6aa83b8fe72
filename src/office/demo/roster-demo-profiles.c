/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-profiles.h"

#include "roster-demo-random.h"
#include "roster-money.h"

static const char tag_texts[] =
    "配合度高|价格敏感|要样品|夜场|宝妈粉丝多|只播周末|老铁多|复购高|退货多|会讲卖点|怕压货|想做定制|粉丝年龄偏大|县城粉丝|镜头感好|回复慢|"
    "有供应链经验|夫妻档|适合引流款|客单价能提";

static const char bios_with_thanks[] =
    "三个孩子的妈，自用好物分享，感谢快手平台|每天{time}直播，厂家直发，感谢快手平台|实实在在做人，踏踏实实卖货，感谢快手平台让我认识老铁们|"
    "{vertical}源头好货，坏了包赔，感谢快手平台|农村长大，靠直播养家，感谢快手平台|不卖假货，试用满意再推荐，感谢快手平台";

static const char bios_without[] =
    "每天{time}直播间见|专注{vertical}，喜欢点关注|爱生活，爱分享|诚信做人，合作私信|家人们帮忙点个小红心";

static const char next_steps[] =
    "寄样品|确认下周排品|回访样品试用情况|谈定制款包材|约基地直播间试播|发新品卖点话术|对账退货|陪播一场|补直播时长|换引流款|"
    "看完播率低的三条视频|确认大促备货量|签独家款协议|教改短视频封面";

static const char notes_texts[] =
    "老公帮着打包，发货快|白天上班，只能晚上播|孩子上学，寒暑假播得少|在镇上开小卖部，粉丝多是邻里|之前做过实体店，懂货|不喜欢念稿，给要点就行|"
    "粉丝里四十岁以上的多，字要大，话要慢|对破损很在意，要发加厚包装|怕压货，一次不超过两百件|家里有库房，能接整箱";

typedef struct
{
  gint64 orders;
  gint64 sales;
  gint64 live_sales;
  gint64 lives;
  gint64 videos;
  gint64 viewers;
  gint64 plays;
} Sums;

static Sums
sum_last_period (RosterDemoStreamer *streamer)
{
  Sums sums = { 0 };

  for (guint i = ROSTER_DEMO_N_DAYS - ROSTER_DEMO_PERIOD_DAYS; i < ROSTER_DEMO_N_DAYS; i++)
    {
      sums.orders += streamer->days[i].orders;
      sums.sales += streamer->days[i].sales;
      sums.live_sales += streamer->days[i].live_sales;
      sums.lives += streamer->days[i].live_minutes > 0;
      sums.videos += streamer->days[i].videos;
      sums.viewers += streamer->days[i].viewers;
      sums.plays += streamer->days[i].plays;
    }

  return sums;
}

static void
set_sales (RosterDemoWorld    *world,
           RosterDemoStreamer *streamer,
           RosterRecord       *record)
{
  Sums sums = sum_last_period (streamer);
  gint64 units = 0, returned = 0, refunded = 0, commission = 0, all_units = 0, all_sales = 0, impressions;
  gint64 months = MAX (-streamer->joined / ROSTER_DEMO_PERIOD_DAYS, 1);

  for (guint i = 0; i < streamer->sales->len; i++)
    {
      RosterDemoSale *sale = &g_array_index (streamer->sales, RosterDemoSale, i);
      RosterDemoProduct *product = &g_array_index (world->products, RosterDemoProduct, sale->product);

      all_units += sale->units;
      all_sales += sale->amount;
      if (sale->period > 0)
        continue;

      units += sale->units;
      returned += sale->returned;
      refunded += sale->returned * product->price;
      commission += sale->amount / 1000 * product->commission_rate / 1000;
    }

  roster_record_set_number (record, "ordersPerDay",
                            (sums.orders + ROSTER_DEMO_PERIOD_DAYS / 2) / ROSTER_DEMO_PERIOD_DAYS);
  roster_record_set_number (record, "monthlyIncome",
                            commission * 30 / ROSTER_DEMO_PERIOD_DAYS / ROSTER_LI_PER_YUAN * ROSTER_LI_PER_YUAN);
  if (sums.orders > 0)
    roster_record_set_number (record, "averageOrder", sums.sales / sums.orders / 10 * 10);
  roster_record_set_number (record, "unitsSold", all_units * MAX (months, 3) / 3);
  roster_record_set_number (record, "salesTotal", all_sales * MAX (months, 3) / 3);
  roster_record_set_number (record, "units28", units);
  roster_record_set_number (record, "orders28", sums.orders);
  roster_record_set_number (record, "sales28", sums.sales);
  roster_record_set_number (record, "liveSales28", sums.live_sales);
  roster_record_set_number (record, "videoSales28", sums.sales - sums.live_sales);
  roster_record_set_number (record, "commission28", commission);
  roster_record_set_number (record, "refunded28", refunded);
  roster_record_set_number (record, "unitsReturned28", returned);
  roster_record_set_number (record, "lives28", sums.lives);
  roster_record_set_number (record, "videos28", sums.videos);

  impressions = sums.viewers * roster_demo_range (world->rand, 3, 9) + sums.plays / 8;
  roster_record_set_number (record, "impressions28", impressions);
  if (impressions > 0)
    roster_record_set_number (record, "clickRate", roster_demo_range (world->rand, 20, 140) * 1000);
  if (sums.viewers > 0)
    roster_record_set_number (record, "liveGpm", sums.live_sales * 1000 / sums.viewers / 10 * 10);
  if (sums.plays > 0)
    roster_record_set_number (record, "videoGpm", (sums.sales - sums.live_sales) * 1000 / sums.plays / 10 * 10);
  roster_record_set_number (record, "shopProducts", streamer->assortment->len + roster_demo_range (world->rand, 0, 40));
}

/* As people say it: 晚上7点半. */
static char *
spoken_time (guint minute)
{
  guint hour = minute / 60;
  const char *part = "晚上";

  if (hour < 12)
    part = "早上";
  else if (hour < 18)
    part = "下午";

  return g_strdup_printf ("%s%u点%s", part, hour > 12 ? hour - 12 : hour, minute % 60 == 30 ? "半" : "");
}

static void
set_bio (RosterDemoWorld    *world,
         RosterDemoStreamer *streamer,
         RosterRecord       *record)
{
  g_autofree char *pattern = NULL, *time = NULL;
  g_autoptr (GString) bio = NULL;

  if (roster_demo_chance (world->rand, 8))
    return;

  pattern = roster_demo_pick_bar (world->rand, roster_demo_chance (world->rand, 70) ? bios_with_thanks : bios_without);
  time = spoken_time (streamer->start_minute);
  bio = g_string_new (pattern);
  g_string_replace (bio, "{time}", time, 0);
  g_string_replace (bio, "{vertical}", roster_demo_verticals[streamer->vertical].name, 0);
  roster_record_set_text (record, "bio", bio->str);
}

static void
set_working_facts (RosterDemoWorld    *world,
                   RosterDemoStreamer *streamer,
                   RosterRecord       *record)
{
  g_autofree char *first_tag = roster_demo_pick_bar (world->rand, tag_texts);
  g_autofree char *second_tag = roster_demo_pick_bar (world->rand, tag_texts);

  if (roster_demo_chance (world->rand, 70))
    roster_demo_set_set (record, "tags", first_tag, roster_demo_chance (world->rand, 45) ? second_tag : NULL, NULL);
  if (!streamer->left && roster_demo_chance (world->rand, 60))
    {
      g_autofree char *step = roster_demo_pick_bar (world->rand, next_steps);

      roster_record_set_text (record, "nextStep", step);
      roster_demo_set_date (world, record, "nextStepDue", roster_demo_range (world->rand, -3, 12));
    }
  if (roster_demo_chance (world->rand, 35))
    {
      g_autofree char *notes = roster_demo_pick_bar (world->rand, notes_texts);

      roster_record_set_text (record, "notes", notes);
    }
}

/**
 * roster_demo_give_profile:
 *
 * The Streamer record; its sums over 28 days are those of the daily measures and of the sales by product.
 */
gboolean
roster_demo_give_profile (RosterDemoWorld     *world,
                          RosterDemoStreamer  *streamer,
                          GError             **error)
{
  RosterDemoBook *book = &g_array_index (world->books, RosterDemoBook, streamer->book);
  g_autoptr (RosterRecord) record = roster_record_new (&roster_streamer_type, streamer->id, book->account);
  const RosterField *tier;
  int tier_index;
  g_autofree char *phone = roster_demo_names_phone (world->names);

  tier_index = roster_record_type_find_field (&roster_streamer_type, "tier");
  tier = roster_record_type_field (&roster_streamer_type, tier_index);
  roster_record_set_text (record, "name", streamer->name);
  roster_record_set_text (record, "kuaishouId", streamer->kuaishou_id);
  roster_record_set_text (record, "realName", streamer->real_name);
  roster_record_set_text (record, "phone", phone);
  if (roster_demo_chance (world->rand, 65))
    {
      g_autofree char *wechat = g_strdup_printf ("wx_%s", streamer->kuaishou_id);

      roster_record_set_text (record, "wechat", wechat);
    }
  roster_record_set_text (record, "tier", tier->choices[streamer->tier].nick);
  roster_record_set_text (record, "vertical", roster_demo_verticals[streamer->vertical].name);
  roster_record_set_text (record, "base", g_array_index (world->bases, RosterDemoBase, book->base).id);
  roster_record_set_text (record, "province", streamer->place->province);
  roster_record_set_text (record, "city", streamer->place->city);
  roster_record_set_text (record, "country", "CN");
  roster_record_set_text (record, "state",
                          streamer->stopped == G_MAXINT ? "active" : streamer->left ? "left"
                                                                                    : "paused");
  roster_demo_set_date (world, record, "joinedOn", streamer->joined);
  roster_record_set_number (record, "followers", streamer->days[ROSTER_DEMO_N_DAYS - 1].followers);
  roster_record_set_number (record, "minorsShare", streamer->minors_share);
  roster_record_set_number (record, "buyersPayLow", streamer->buyers_pay_low);
  roster_record_set_number (record, "buyersPayHigh", streamer->buyers_pay_high);
  set_sales (world, streamer, record);
  set_bio (world, streamer, record);
  set_working_facts (world, streamer, record);
  return roster_demo_world_give (world, record, error);
}
