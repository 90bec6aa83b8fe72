/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-days.h"

#include "roster-demo-random.h"
#include "roster-money.h"

/* The week's rhythm in thousandths, Monday first: people shop when they are at home. */
static const gint64 weekday_factors[] = { 900, 900, 930, 980, 1080, 1220, 1150 };

/* What a day without a live session sells of an average day, in thousandths: videos and the shop. */
#define QUIET_DAY 300

static guint
count_weekdays (guint weekdays)
{
  guint n = 0;

  for (; weekdays != 0; weekdays >>= 1)
    n += weekdays & 1;

  return n;
}

/* @parts of @whole as a whole number, up or down by chance, so that small rates keep their mean. */
static gint64
round_by_chance (GRand  *rand,
                 gint64  parts,
                 gint64  whole)
{
  return parts / whole + (roster_demo_range (rand, 0, whole - 1) < parts % whole);
}

static guint32
draw_orders (RosterDemoWorld    *world,
             RosterDemoStreamer *streamer,
             int                 day,
             gboolean            live)
{
  static const gint64 noise[ROSTER_DEMO_N_QUANTILES] = { 550, 750, 850, 930, 1000, 1060, 1150, 1280, 1700 };
  gint64 n_lives = count_weekdays (streamer->weekdays);
  gint64 expected = streamer->orders_in_ten_days * 100;

  expected = expected * (1000 + streamer->growth * (day + ROSTER_DEMO_N_DAYS / 2) / ROSTER_DEMO_N_DAYS) / 1000;
  expected = expected * weekday_factors[roster_demo_world_weekday (world, day)] / 1000;
  expected = expected * (live ? (7000 - QUIET_DAY * (7 - n_lives)) / n_lives : QUIET_DAY) / 1000;
  expected = expected * roster_demo_spread (world->rand, noise) / 1000;
  return round_by_chance (world->rand, expected, 1000);
}

static void
fill_content (RosterDemoWorld    *world,
              RosterDemoStreamer *streamer,
              RosterDemoDay      *measured)
{
  gint64 completion;

  measured->videos = roster_demo_weighted (world->rand, (guint[]){ 45, 40, 12, 3 }, 4);
  measured->plays = measured->followers * roster_demo_range (world->rand, 10, 60) / 1000;
  if (measured->videos == 0)
    {
      measured->likes = measured->plays / roster_demo_range (world->rand, 12, 45);
      return;
    }

  measured->heat = CLAMP (streamer->quality + roster_demo_range (world->rand, -16, 18), 5, 97);
  completion = 180000 + 5500 * measured->heat + roster_demo_range (world->rand, -80000, 80000);
  measured->completion_rate = CLAMP (completion, 60000, 900000);
  measured->replay_rate = roster_demo_range (world->rand, 8000, 120000);

  /* A new video is first shown to about a thousand people; a hit goes on from there (rules 12, 14). */
  measured->plays += measured->videos * roster_demo_range (world->rand, 600, 1300);
  measured->plays += measured->followers * measured->heat / 100 * roster_demo_range (world->rand, 20, 250) / 1000;
  measured->likes = measured->plays * (10 + measured->heat) / 1000 * roster_demo_range (world->rand, 70, 130) / 100;
}

static void
fill_day (RosterDemoWorld    *world,
          RosterDemoStreamer *streamer,
          int                 day,
          gint64              fans_gained)
{
  RosterDemoDay *measured = &streamer->days[day + ROSTER_DEMO_N_DAYS];
  gboolean planned = (streamer->weekdays & 1u << roster_demo_world_weekday (world, day)) != 0;
  gboolean live = planned ? roster_demo_chance (world->rand, 93) : roster_demo_chance (world->rand, 3);

  measured->followers = streamer->followers * (1000 + fans_gained * day / ROSTER_DEMO_N_DAYS) / 1000;
  if (day < streamer->joined || day >= streamer->stopped)
    return;

  fill_content (world, streamer, measured);
  measured->orders = draw_orders (world, streamer, day, live);
  if (!live)
    return;

  measured->live_minutes = MAX (streamer->live_minutes * roster_demo_range (world->rand, 70, 115) / 100, 20);
  measured->live_orders = measured->orders * roster_demo_range (world->rand, 84, 98) / 100;
  measured->viewers = measured->live_orders * 1000 / roster_demo_range (world->rand, 12, 45) +
                      roster_demo_range (world->rand, 8, 90);
}

/* What was sold on @n_days days from @first on: first how many of which product, then on which day. */
static void
sell (RosterDemoWorld    *world,
      RosterDemoStreamer *streamer,
      int                 first,
      guint               n_days,
      int                 period)
{
  RosterDemoDay *days = &streamer->days[first + ROSTER_DEMO_N_DAYS];
  guint n_products = streamer->assortment->len;
  g_autofree gint64 *weights = g_new0 (gint64, MAX (n_products, n_days));
  g_autofree gint64 *parts = g_new0 (gint64, MAX (n_products, n_days));
  gint64 orders = 0, sales = 0, margin = 0, units;

  for (guint i = 0; i < n_days; i++)
    orders += days[i].orders;
  if (orders == 0)
    return;

  units = orders * roster_demo_range (world->rand, 1030, 1380) / 1000;
  for (guint i = 0; i < n_products; i++)
    {
      gboolean offered = i == 0 || roster_demo_chance (world->rand, 75);

      weights[i] = g_array_index (streamer->assortment, RosterDemoShelf, i).weight *
                   roster_demo_range (world->rand, 40, 200) * offered;
    }
  roster_demo_split (units, weights, n_products, parts);

  for (guint i = 0; i < n_products; i++)
    {
      guint index = g_array_index (streamer->assortment, RosterDemoShelf, i).product;
      RosterDemoProduct *product = &g_array_index (world->products, RosterDemoProduct, index);
      RosterDemoSale sale = { .product = index, .period = period, .units = parts[i] };
      gint64 returned;

      if (sale.units == 0)
        continue;

      sale.amount = sale.units * product->price;
      returned = sale.units * product->return_rate / 100 * roster_demo_range (world->rand, 60, 140);
      sale.returned = MIN (round_by_chance (world->rand, returned, ROSTER_RATE_ONE), sale.units);
      sales += sale.amount;
      margin += (sale.units - sale.returned) * product->unit_margin;
      if (period == 0)
        {
          product->units28 += sale.units;
          product->sales28 += sale.amount;
        }
      if (period >= 0)
        g_array_append_val (streamer->sales, sale);
    }

  for (guint i = 0; i < n_days; i++)
    weights[i] = days[i].orders;
  roster_demo_split (sales, weights, n_days, parts);
  for (guint i = 0; i < n_days; i++)
    {
      days[i].sales = parts[i];
      days[i].live_sales = days[i].orders > 0 ? days[i].sales * days[i].live_orders / days[i].orders / 10 * 10 : 0;
    }
  roster_demo_split (margin, weights, n_days, parts);
  for (guint i = 0; i < n_days; i++)
    days[i].margin = parts[i];
}

/**
 * roster_demo_plan_days:
 *
 * Ninety days of every streamer: the days' orders come first, then the products they were of, then the days' money, so
 * that all sums agree.
 */
void
roster_demo_plan_days (RosterDemoWorld *world)
{
  static const gint64 gains[ROSTER_DEMO_N_QUANTILES] = { 0, 5, 15, 25, 40, 60, 90, 140, 350 };

  for (guint i = 0; i < world->streamers->len; i++)
    {
      RosterDemoStreamer *streamer = g_ptr_array_index (world->streamers, i);
      gint64 gain = roster_demo_spread (world->rand, gains);
      int first = -ROSTER_DEMO_N_DAYS;

      if (streamer->tier == ROSTER_DEMO_NEWCOMER)
        gain = 500 + gain;
      for (int day = -ROSTER_DEMO_N_DAYS; day < 0; day++)
        fill_day (world, streamer, day, gain);

      /* The days before the first period have sales too, but no report by product. */
      sell (world, streamer, first, ROSTER_DEMO_N_DAYS - ROSTER_DEMO_N_PERIODS * ROSTER_DEMO_PERIOD_DAYS, -1);
      for (int period = ROSTER_DEMO_N_PERIODS - 1; period >= 0; period--)
        sell (world, streamer, -(period + 1) * ROSTER_DEMO_PERIOD_DAYS, ROSTER_DEMO_PERIOD_DAYS, period);
    }
}

gboolean
roster_demo_give_sales (RosterDemoWorld     *world,
                        RosterDemoStreamer  *streamer,
                        GError             **error)
{
  const char *account = g_array_index (world->books, RosterDemoBook, streamer->book).account;

  for (guint i = 0; i < streamer->sales->len; i++)
    {
      RosterDemoSale *sale = &g_array_index (streamer->sales, RosterDemoSale, i);
      g_autofree char *id = roster_id_source_next (world->ids);
      g_autoptr (RosterRecord) record = roster_record_new (&roster_sale_type, id, account);
      int period_end = -1 - (int) sale->period * ROSTER_DEMO_PERIOD_DAYS;
      int settled = period_end + (int) roster_demo_range (world->rand, 7, 15);
      gint64 videos = roster_demo_range (world->rand, 0, 4);
      gint64 plays = videos * roster_demo_range (world->rand, 500, 4000) + sale->units * 20 * (videos > 0);

      roster_record_set_text (record, "streamer", streamer->id);
      roster_record_set_text (record, "product",
                              g_array_index (world->products, RosterDemoProduct, sale->product).id);
      roster_demo_set_date (world, record, "periodEnd", period_end);
      roster_record_set_number (record, "periodDays", ROSTER_DEMO_PERIOD_DAYS);
      roster_record_set_number (record, "units", sale->units);
      roster_record_set_number (record, "amount", sale->amount);
      roster_record_set_number (record, "unitsReturned", sale->returned);
      roster_record_set_number (record, "videos", videos);
      roster_record_set_number (record, "plays", plays);
      roster_record_set_number (record, "likes", plays / roster_demo_range (world->rand, 10, 40));
      if (settled <= 0 && !roster_demo_chance (world->rand, 4))
        roster_demo_set_date (world, record, "settledOn", settled);
      if (!roster_demo_world_give (world, record, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
roster_demo_give_metrics (RosterDemoWorld     *world,
                          RosterDemoStreamer  *streamer,
                          GError             **error)
{
  const char *account = g_array_index (world->books, RosterDemoBook, streamer->book).account;

  for (int day = -ROSTER_DEMO_N_DAYS; day < 0; day++)
    {
      RosterDemoDay *measured = &streamer->days[day + ROSTER_DEMO_N_DAYS];
      g_autofree char *id = roster_id_source_next (world->ids);
      g_autoptr (RosterRecord) record = roster_record_new (&roster_metric_type, id, account);

      roster_record_set_text (record, "streamer", streamer->id);
      roster_demo_set_date (world, record, "day", day);
      roster_record_set_number (record, "followers", measured->followers);
      roster_record_set_number (record, "plays", measured->plays);
      roster_record_set_number (record, "likes", measured->likes);
      roster_record_set_number (record, "videos", measured->videos);
      if (measured->videos > 0)
        {
          roster_record_set_number (record, "heat", measured->heat);
          roster_record_set_number (record, "completionRate", measured->completion_rate);
          roster_record_set_number (record, "replayRate", measured->replay_rate);
        }
      roster_record_set_number (record, "liveMinutes", measured->live_minutes);
      roster_record_set_number (record, "lives", measured->live_minutes > 0);
      roster_record_set_number (record, "viewers", measured->viewers);
      roster_record_set_number (record, "orders", measured->orders);
      roster_record_set_number (record, "sales", measured->sales);
      roster_record_set_number (record, "margin", measured->margin);
      if (!roster_demo_world_give (world, record, error))
        return FALSE;
    }

  return TRUE;
}
