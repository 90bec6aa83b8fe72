/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-custom.h"

#include "roster-custom-stage.h"
#include "roster-demo-random.h"
#include "roster-money.h"

/* Of a hundred streamers so many have something in the making: three or four of a book. */
#define ASKING_PERCENT 10

static const char *const colours[] = { "正红", "玫粉", "天蓝", "墨绿", "香槟金", "藏青", NULL };

static const char changes[] =
    "瓶盖换成主播的颜色，瓶身不变|标签印主播头像，背面印直播时间|规格改小一号，方便做引流款|两件装改三件装，外盒印主播名字|香味淡一点，粉丝嫌原来的冲|包装袋加拉链，印主播的口号";

static const char drop_reasons[] = "起订量太大，主播备不了货|打样两次都不满意|成本高，卖不上价";

/* Moves on from stage to stage, so that the dates tell one way; each stage took one to three weeks. */
static void
walk_to (RosterDemoWorld   *world,
         GRand             *rand,
         RosterRecord      *record,
         RosterCustomStage  stage)
{
  RosterCustomStage last = stage == ROSTER_CUSTOM_DROPPED ? ROSTER_CUSTOM_SAMPLE : stage;
  int day = -(int) roster_demo_range (rand, 2, 12);
  int begun[ROSTER_CUSTOM_N_STEPS];

  for (int i = (int) last; i >= 0; i--)
    {
      begun[i] = day;
      day -= (int) roster_demo_range (rand, 7, 21);
    }

  for (guint i = 0; i <= last; i++)
    {
      g_autofree char *date = roster_demo_world_date (world, begun[i]);

      if (i > 0)
        {
          roster_custom_request_move (record, i, date);
        }
      else
        {
          roster_record_set_text (record, "ideaOn", date);
          roster_record_set_text (record, "waitingSince", date);
        }
    }
  if (stage == ROSTER_CUSTOM_DROPPED)
    {
      g_autofree char *reason = roster_demo_pick_bar (rand, drop_reasons);
      g_autofree char *date = roster_demo_world_date (world, -1);

      roster_custom_request_move (record, stage, date);
      roster_record_set_text (record, "dropReason", reason);
    }
  if (roster_custom_request_is_open (record))
    roster_demo_set_date (world, record, "due", (int) roster_demo_range (rand, 0, 16) - 4);
}

static gboolean
give_request (RosterDemoWorld     *world,
              GRand               *rand,
              RosterDemoStreamer  *streamer,
              RosterDemoProduct   *base,
              RosterCustomStage    stage,
              GError             **error)
{
  g_autofree char *id = roster_id_source_next (world->ids);
  g_autoptr (RosterRecord) record = roster_record_new (
      &roster_custom_request_type, id, g_array_index (world->books, RosterDemoBook, streamer->book).account);
  g_auto (GStrv) words = g_strsplit (base->name, " ", 2);
  g_autofree char *name = g_strdup_printf ("%s定制款", words[0]);
  g_autofree char *change = roster_demo_pick_bar (rand, changes);

  roster_record_set_text (record, "streamer", streamer->id);
  roster_record_set_text (record, "name", name);
  roster_record_set_text (record, "changes", change);
  roster_record_set_text (record, "imprint", streamer->name);
  roster_record_set_text (record, "colour", roster_demo_pick (rand, colours));
  roster_record_set_number (record, "minimumQuantity", 500 * roster_demo_range (rand, 1, 10));
  roster_record_set_text (record, "factory", g_array_index (world->factories, RosterDemoFactory, base->factory).id);
  roster_record_set_number (record, "cost", 1000 * ROSTER_LI_PER_YUAN * roster_demo_range (rand, 2, 12));
  roster_record_set_number (record, "poolShare", ROSTER_RATE_ONE / 10 * roster_demo_range (rand, 3, 8));
  roster_record_apply_defaults (record);
  walk_to (world, rand, record, stage);
  /* What is made for the streamer came of the request; anything else is where it begins. */
  roster_record_set_text (record, base->custom ? "product" : "baseProduct", base->id);
  return roster_demo_world_give (world, record, error);
}

static RosterCustomStage
stage_of (RosterDemoProduct *product)
{
  static const char *const nicks[] = { "idea", "design", "sample", "checks", "listed" };

  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (product->custom_stage, nicks[i]) == 0)
      return product->may_be_sold || i != ROSTER_CUSTOM_LISTED ? i : ROSTER_CUSTOM_CHECKS;

  return ROSTER_CUSTOM_IDEA;
}

static gboolean
is_first_of_book (RosterDemoWorld    *world,
                  RosterDemoStreamer *streamer)
{
  guint index;

  if (!g_ptr_array_find (world->streamers, streamer, &index))
    return FALSE;

  return index == 0 || ((RosterDemoStreamer *) world->streamers->pdata[index - 1])->book != streamer->book;
}

/**
 * roster_demo_give_custom_requests:
 *
 * The request behind each product that is made for @streamer, and here and there one that has no product yet. Every
 * book has a sample under way, so that whoever tries the demo meets one.
 */
gboolean
roster_demo_give_custom_requests (RosterDemoWorld     *world,
                                  RosterDemoStreamer  *streamer,
                                  GError             **error)
{
  static const RosterCustomStage early[] = { ROSTER_CUSTOM_IDEA, ROSTER_CUSTOM_DESIGN, ROSTER_CUSTOM_SAMPLE,
                                             ROSTER_CUSTOM_DROPPED };
  /* Draws of its own, so that the rest of the company is what it was. */
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (streamer->id));
  RosterDemoProduct *favourite =
      &g_array_index (world->products, RosterDemoProduct,
                      g_array_index (streamer->assortment, RosterDemoShelf, 0).product);

  for (guint i = 0; i < world->products->len; i++)
    {
      RosterDemoProduct *product = &g_array_index (world->products, RosterDemoProduct, i);

      if (product->custom && g_ptr_array_index (world->streamers, product->custom_for) == streamer &&
          !give_request (world, rand, streamer, product, stage_of (product), error))
        return FALSE;
    }
  for (guint i = 0; is_first_of_book (world, streamer) && i < streamer->assortment->len; i++)
    {
      RosterDemoProduct *sold = &g_array_index (world->products, RosterDemoProduct,
                                                g_array_index (streamer->assortment, RosterDemoShelf, i).product);

      if (!sold->custom)
        return give_request (world, rand, streamer, sold, ROSTER_CUSTOM_SAMPLE, error);
    }
  if (!favourite->custom && !streamer->left && roster_demo_chance (rand, ASKING_PERCENT))
    return give_request (world, rand, streamer, favourite,
                         early[roster_demo_range (rand, 0, G_N_ELEMENTS (early) - 1)], error);

  return TRUE;
}
