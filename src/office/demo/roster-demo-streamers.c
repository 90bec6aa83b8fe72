/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-streamers.h"

#include "roster-demo-random.h"
#include "roster-money.h"

/* Part-timers are the core group, heavy sellers are few (rule 2). */
static const guint tier_shares[] = {
  [ROSTER_DEMO_HEAVY_SELLER] = 6,
  [ROSTER_DEMO_SMALL_SELLER] = 18,
  [ROSTER_DEMO_NEWCOMER] = 13,
  [ROSTER_DEMO_PART_TIMER] = 63,
};

/*
 * Followers and orders are drawn apart: within a tier many followers help a little, no more, so that accounts of a
 * hundred thousand often sell more than accounts of a million (rule 4).
 */
static const struct
{
  gint64 followers[ROSTER_DEMO_N_QUANTILES];
  gint64 orders_in_ten_days[ROSTER_DEMO_N_QUANTILES];
  guint lives_a_week[2];
  guint live_minutes[2];
  guint products[2];
} tiers[] = {
  [ROSTER_DEMO_HEAVY_SELLER] = {
      { 20000, 60000, 120000, 200000, 300000, 450000, 700000, 1200000, 3600000 },
      { 1200, 1500, 1800, 2200, 2800, 3600, 4800, 7000, 15000 },
      { 5, 7 },
      { 180, 300 },
      { 10, 18 },
  },
  [ROSTER_DEMO_SMALL_SELLER] = {
      { 3000, 10000, 20000, 35000, 60000, 100000, 180000, 400000, 1500000 },
      { 100, 130, 160, 200, 240, 290, 350, 430, 600 },
      { 3, 5 },
      { 120, 180 },
      { 5, 9 },
  },
  [ROSTER_DEMO_NEWCOMER] = {
      { 6, 40, 120, 300, 700, 1500, 3000, 6000, 20000 },
      { 2, 4, 6, 9, 12, 16, 22, 30, 50 },
      { 2, 4 },
      { 60, 120 },
      { 2, 4 },
  },
  [ROSTER_DEMO_PART_TIMER] = {
      { 200, 900, 2000, 4000, 7000, 12000, 25000, 60000, 400000 },
      { 8, 20, 30, 40, 50, 60, 75, 95, 150 },
      { 2, 4 },
      { 90, 150 },
      { 3, 6 },
  },
};

static void
plan_audience (RosterDemoWorld    *world,
               RosterDemoStreamer *streamer)
{
  static const gint64 minors[ROSTER_DEMO_N_QUANTILES] = { 20, 50, 80, 110, 140, 180, 230, 300, 420 };
  const RosterDemoVertical *vertical = &roster_demo_verticals[streamer->vertical];
  const guint16 *band = vertical->price_bands[roster_demo_weighted (world->rand, (guint[]){ 45, 40, 15 }, 3)];
  gint64 orders = roster_demo_spread (world->rand, tiers[streamer->tier].orders_in_ten_days);

  streamer->followers = roster_demo_spread (world->rand, tiers[streamer->tier].followers);
  streamer->minors_share = 1000 * roster_demo_spread (world->rand, minors);
  streamer->buyers_pay_low = (band[0] + roster_demo_range (world->rand, 0, 3)) * ROSTER_LI_PER_YUAN - 100;
  streamer->buyers_pay_high = (band[1] + roster_demo_range (world->rand, 0, 10)) * ROSTER_LI_PER_YUAN - 100;

  /* Minors do not buy; fans beyond the middle of the tier bring a little. */
  orders = orders * (ROSTER_RATE_ONE - streamer->minors_share) / 860000;
  if (streamer->followers > tiers[streamer->tier].followers[ROSTER_DEMO_N_QUANTILES / 2])
    orders = orders * 115 / 100;
  streamer->orders_in_ten_days = MAX (orders, 1);
}

static void
plan_cadence (RosterDemoWorld    *world,
              RosterDemoStreamer *streamer)
{
  static const guint hours[] = { 6, 9, 14, 18, 19, 19, 19, 20, 20, 21 };
  guint lives = roster_demo_range (world->rand, tiers[streamer->tier].lives_a_week[0],
                                   tiers[streamer->tier].lives_a_week[1]);

  while (lives > 0)
    {
      guint day = 1u << roster_demo_range (world->rand, 0, 6);

      if ((streamer->weekdays & day) != 0)
        continue;
      streamer->weekdays |= day;
      lives--;
    }
  streamer->start_minute = hours[roster_demo_range (world->rand, 0, G_N_ELEMENTS (hours) - 1)] * 60 +
                           30 * roster_demo_range (world->rand, 0, 1);
  streamer->live_minutes = roster_demo_range (world->rand, tiers[streamer->tier].live_minutes[0],
                                              tiers[streamer->tier].live_minutes[1]) /
                           30 * 30;
}

static void
plan_career (RosterDemoWorld    *world,
             RosterDemoStreamer *streamer)
{
  static const gint64 growths[ROSTER_DEMO_N_QUANTILES] = { -350, -150, -50, 0, 60, 130, 220, 380, 900 };

  streamer->growth = roster_demo_spread (world->rand, growths);
  streamer->quality = roster_demo_range (world->rand, 22, 76);
  streamer->stopped = G_MAXINT;
  if (streamer->tier == ROSTER_DEMO_NEWCOMER)
    {
      streamer->joined = -(int) roster_demo_range (world->rand, 5, 88);
      return;
    }

  streamer->joined = -(int) roster_demo_range (world->rand, 95, 1400);
  if (roster_demo_chance (world->rand, 5))
    streamer->stopped = -(int) roster_demo_range (world->rand, 4, 24);
  else if (roster_demo_chance (world->rand, 2))
    {
      streamer->stopped = -(int) roster_demo_range (world->rand, 20, 60);
      streamer->left = TRUE;
    }
}

static guint
pick_category (RosterDemoWorld *world,
               guint            vertical)
{
  for (;;)
    {
      guint category = roster_demo_range (world->rand, 0, ROSTER_DEMO_N_CATEGORIES - 1);

      if (roster_demo_vertical_index (roster_demo_categories[category].vertical) == vertical)
        return category;
    }
}

/* Where affinity comes from: half of the shelf is the favourite category, most of the rest near it. */
static guint
pick_shelf_category (RosterDemoWorld    *world,
                     RosterDemoStreamer *streamer)
{
  switch (roster_demo_weighted (world->rand, (guint[]){ 50, 25, 17, 8 }, 4))
    {
    case 0:
      return streamer->favourite;
    case 1:
      return pick_category (world, streamer->vertical);
    case 2:
      return pick_category (world, streamer->affine);
    default:
      return roster_demo_range (world->rand, 0, ROSTER_DEMO_N_CATEGORIES - 1);
    }
}

static gboolean
has_product (RosterDemoStreamer *streamer,
             guint               product)
{
  for (guint i = 0; i < streamer->assortment->len; i++)
    if (g_array_index (streamer->assortment, RosterDemoShelf, i).product == product)
      return TRUE;

  return FALSE;
}

static void
plan_assortment (RosterDemoWorld    *world,
                 RosterDemoStreamer *streamer)
{
  static const gint64 weights[ROSTER_DEMO_N_QUANTILES] = { 2, 6, 10, 16, 25, 40, 60, 100, 250 };
  guint wanted = roster_demo_range (world->rand, tiers[streamer->tier].products[0], tiers[streamer->tier].products[1]);

  for (guint tries = 0; streamer->assortment->len < (tries < 40 * wanted ? wanted : 1); tries++)
    {
      GArray *shelf = world->products_by_category[pick_shelf_category (world, streamer)];
      RosterDemoShelf item = { 0 };
      gint64 price;

      if (shelf->len == 0)
        continue;

      item.product = g_array_index (shelf, guint, roster_demo_early (world->rand, shelf->len));
      price = g_array_index (world->products, RosterDemoProduct, item.product).price;
      if (has_product (streamer, item.product))
        continue;
      if ((price < streamer->buyers_pay_low || price > streamer->buyers_pay_high) &&
          (streamer->assortment->len > 0 || tries < 20 * wanted) && !roster_demo_chance (world->rand, 6))
        continue;

      item.weight = roster_demo_spread (world->rand, weights);
      g_array_append_val (streamer->assortment, item);
    }

  g_assert (streamer->assortment->len > 0);
}

static void
add_streamer (RosterDemoWorld *world,
              guint            book_index)
{
  RosterDemoBook *book = &g_array_index (world->books, RosterDemoBook, book_index);
  RosterDemoStreamer *streamer = g_new0 (RosterDemoStreamer, 1);
  gboolean woman = roster_demo_chance (world->rand, 68);
  guint shares[ROSTER_DEMO_N_VERTICALS];

  for (guint i = 0; i < ROSTER_DEMO_N_VERTICALS; i++)
    shares[i] = roster_demo_verticals[i].share;

  streamer->book = book_index;
  streamer->id = roster_id_source_next (world->ids);
  streamer->tier = roster_demo_weighted (world->rand, tier_shares, G_N_ELEMENTS (tier_shares));
  streamer->vertical = roster_demo_weighted (world->rand, shares, G_N_ELEMENTS (shares));
  streamer->affine = roster_demo_vertical_index (roster_demo_verticals[streamer->vertical].affine);
  streamer->favourite = pick_category (world, streamer->vertical);
  streamer->place = g_array_index (world->bases, RosterDemoBase, book->base).place;
  if (roster_demo_chance (world->rand, 20))
    streamer->place = &roster_demo_places[roster_demo_range (world->rand, 0, ROSTER_DEMO_N_PLACES - 1)];

  streamer->real_name = roster_demo_names_person (world->names, woman);
  streamer->name = roster_demo_names_nickname (world->names, streamer->real_name, woman, streamer->place,
                                               roster_demo_verticals[streamer->vertical].name);
  streamer->kuaishou_id = roster_demo_names_kuaishou_id (world->names, streamer->real_name);
  streamer->assortment = g_array_new (FALSE, FALSE, sizeof (RosterDemoShelf));
  streamer->sales = g_array_new (FALSE, FALSE, sizeof (RosterDemoSale));

  plan_audience (world, streamer);
  plan_cadence (world, streamer);
  plan_career (world, streamer);
  plan_assortment (world, streamer);
  g_ptr_array_add (world->streamers, streamer);
}

/* The best of a few draws: a heavy seller of the product's vertical where there is one. */
static guint
pick_owner (RosterDemoWorld   *world,
            RosterDemoProduct *product)
{
  guint best = 0, best_fit = 0;

  for (guint tries = 0; tries < 60; tries++)
    {
      guint index = roster_demo_range (world->rand, 0, world->streamers->len - 1);
      RosterDemoStreamer *streamer = g_ptr_array_index (world->streamers, index);
      guint fit = 1 + (streamer->vertical == product->vertical) + 2 * (streamer->tier == ROSTER_DEMO_HEAVY_SELLER);

      if (fit > best_fit && !streamer->left)
        {
          best = index;
          best_fit = fit;
        }
    }

  return best;
}

static void
hand_out_custom_products (RosterDemoWorld *world)
{
  for (guint i = 0; i < world->products->len; i++)
    {
      RosterDemoProduct *product = &g_array_index (world->products, RosterDemoProduct, i);
      RosterDemoShelf item = { .product = i, .weight = 60 };
      RosterDemoStreamer *owner;

      if (!product->custom)
        continue;

      product->custom_for = pick_owner (world, product);
      owner = g_ptr_array_index (world->streamers, product->custom_for);
      if (product->may_be_sold)
        g_array_append_val (owner->assortment, item);
    }
}

/**
 * roster_demo_plan_streamers:
 *
 * Who the streamers are, who follows them, what they like to sell and when they go live.
 */
void
roster_demo_plan_streamers (RosterDemoWorld *world)
{
  for (guint i = 0; i < world->books->len; i++)
    for (guint n = g_array_index (world->books, RosterDemoBook, i).n_streamers; n > 0; n--)
      add_streamer (world, i);

  hand_out_custom_products (world);
}
