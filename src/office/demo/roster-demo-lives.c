/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-lives.h"

#include "roster-demo-random.h"

/* How many days back lives are kept one by one. */
#define DAYS_OF_HELD_LIVES 14

static const char live_names[] =
    "{vertical}专场|晚间老铁场|宝粉福利场|源头工厂专场|清仓福利场|新品试播|周末大场|早市直播|会员日专场|{vertical}上新|日常直播|回馈老粉";

static const char live_notes[] =
    "引流款先上，停留稳了再上利润款|上次前十分钟没人，标题要换|样品今天到，播前试用|灯光往左挪一点|和{vertical}工厂约好现场连线|备货两百件，卖完就停";

static const char deviations[] =
    "粉丝要看上次的款，临时加播十分钟，利润款少讲了两轮|引流款提前卖空，后面换了顺序|讲超时，最后两个利润款没上";

typedef struct
{
  guint product;
  const char *role;
} Item;

static gboolean
chosen_already (GArray *items,
                guint   product)
{
  for (guint i = 0; i < items->len; i++)
    if (g_array_index (items, Item, i).product == product)
      return TRUE;

  return FALSE;
}

/* A few of the shelf; where nothing on it draws viewers, something cheap of the vertical does (rule 25). */
static GArray *
choose_items (RosterDemoWorld    *world,
              RosterDemoStreamer *streamer)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));
  guint wanted = roster_demo_range (world->rand, 3, 7), n_traffic = 0;

  for (guint tries = 0; tries < 60 && n_traffic < 1 + wanted / 4; tries++)
    {
      guint category = roster_demo_range (world->rand, 0, ROSTER_DEMO_N_CATEGORIES - 1);
      GArray *shelf = world->products_by_category[category];
      Item item = { .role = "traffic" };

      if (shelf->len == 0)
        continue;
      item.product = g_array_index (shelf, guint, roster_demo_early (world->rand, shelf->len));
      if (!g_array_index (world->products, RosterDemoProduct, item.product).draws_traffic ||
          chosen_already (items, item.product))
        continue;
      g_array_append_val (items, item);
      n_traffic++;
    }

  for (guint i = 0; i < streamer->assortment->len && items->len < wanted; i++)
    {
      Item item = { .product = g_array_index (streamer->assortment, RosterDemoShelf, i).product, .role = "profit" };

      if (!chosen_already (items, item.product))
        g_array_append_val (items, item);
    }

  return items;
}

static GVariant *
items_value (RosterDemoWorld *world,
             GArray          *items)
{
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < items->len; i++)
    {
      Item *item = &g_array_index (items, Item, i);
      RosterDemoProduct *product = &g_array_index (world->products, RosterDemoProduct, item->product);

      /* Canonical JSON: members in order, no spaces. */
      g_hash_table_insert (entries, product->id,
                           g_strdup_printf ("{\"position\":%u,\"price\":%" G_GINT64_FORMAT ",\"role\":\"%s\"}",
                                            i + 1, product->price, item->role));
    }

  return roster_value_new_map (entries);
}

static gboolean
give_line_up (RosterDemoWorld     *world,
              RosterDemoStreamer  *streamer,
              RosterRecord        *live,
              const char          *id,
              const char          *state,
              GError             **error)
{
  g_autoptr (RosterRecord) record = roster_record_new (&roster_lineup_type, id, roster_record_account (live));
  g_autoptr (GArray) items = choose_items (world, streamer);
  g_autofree char *name = g_strdup_printf ("%.10s %s", roster_record_text (live, "startLocal"),
                                           roster_record_text (live, "name"));

  roster_record_set_text (record, "streamer", streamer->id);
  roster_record_set_text (record, "name", name);
  roster_record_set_text (record, "live", roster_record_id (live));
  roster_record_set (record, "items", items_value (world, items));
  roster_record_set_text (record, "state", state);
  roster_record_set_number (record, "version", 1);
  if (g_str_equal (state, "done") && roster_demo_chance (world->rand, 20))
    {
      g_autofree char *text = roster_demo_pick_bar (world->rand, deviations);

      roster_record_set_text (record, "deviations", text);
    }
  return roster_demo_world_give (world, record, error);
}

static RosterRecord *
new_live (RosterDemoWorld    *world,
          RosterDemoStreamer *streamer,
          int                 day,
          guint               minute,
          guint               minutes)
{
  RosterDemoBook *book = &g_array_index (world->books, RosterDemoBook, streamer->book);
  g_autofree char *id = roster_id_source_next (world->ids);
  RosterRecord *record = roster_record_new (&roster_live_type, id, book->account);
  g_autofree char *date = roster_demo_world_date (world, day);
  g_autofree char *start = g_strdup_printf ("%sT%02u:%02u:00", date, minute / 60, minute % 60);
  g_autofree char *pattern = roster_demo_pick_bar (world->rand, live_names);
  g_autoptr (GString) name = g_string_new (pattern);

  g_string_replace (name, "{vertical}", roster_demo_verticals[streamer->vertical].name, 0);
  roster_record_set_text (record, "streamer", streamer->id);
  roster_record_set_text (record, "name", name->str);
  roster_record_set_text (record, "startLocal", start);
  roster_record_set_text (record, "zone", "Asia/Shanghai");
  roster_record_set_number (record, "durationMinutes", minutes);
  if (roster_demo_chance (world->rand, 12))
    {
      g_autofree char *notes = roster_demo_pick_bar (world->rand, live_notes);
      g_autoptr (GString) text = g_string_new (notes);

      g_string_replace (text, "{vertical}", roster_demo_verticals[streamer->vertical].name, 0);
      roster_record_set_text (record, "notes", text->str);
    }
  if (streamer->tier == ROSTER_DEMO_NEWCOMER && roster_demo_chance (world->rand, 30))
    roster_record_set_text (record, "trainer",
                            g_array_index (world->people, RosterDemoPerson, book->trainer).id);
  return record;
}

static gboolean
give_live (RosterDemoWorld     *world,
           RosterDemoStreamer  *streamer,
           RosterRecord        *live,
           const char          *line_up_state,
           GError             **error)
{
  g_autofree char *line_up = line_up_state != NULL ? roster_id_source_next (world->ids) : NULL;

  roster_record_set_text (live, "lineUp", line_up);
  if (!roster_demo_world_give (world, live, error))
    return FALSE;

  return line_up == NULL || give_line_up (world, streamer, live, line_up, line_up_state, error);
}

static gboolean
give_past_day (RosterDemoWorld     *world,
               RosterDemoStreamer  *streamer,
               int                  day,
               GError             **error)
{
  RosterDemoDay *measured = &streamer->days[day + ROSTER_DEMO_N_DAYS];
  gboolean planned = (streamer->weekdays & 1u << roster_demo_world_weekday (world, day)) != 0;
  g_autoptr (RosterRecord) live = NULL;
  guint start;

  if (measured->live_minutes == 0)
    {
      if (!planned || day < streamer->joined || day >= streamer->stopped)
        return TRUE;

      live = new_live (world, streamer, day, streamer->start_minute, streamer->live_minutes);
      roster_record_set_text (live, "state", roster_demo_chance (world->rand, 60) ? "missed" : "cancelled");
      return give_live (world, streamer, live, NULL, error);
    }

  start = streamer->start_minute + roster_demo_range (world->rand, 0, 12);
  live = new_live (world, streamer, day, streamer->start_minute, streamer->live_minutes);
  roster_record_set_text (live, "state", "held");
  roster_record_set_number (live, "actualStart", roster_demo_world_instant (world, day, start));
  roster_record_set_number (live, "actualEnd", roster_demo_world_instant (world, day, start + measured->live_minutes));
  roster_record_set_number (live, "viewers", measured->viewers);
  roster_record_set_number (live, "orders", measured->live_orders);
  roster_record_set_number (live, "sales", measured->live_sales);
  return give_live (world, streamer, live, day >= -7 && roster_demo_chance (world->rand, 60) ? "done" : NULL, error);
}

static gboolean
give_coming_day (RosterDemoWorld     *world,
                 RosterDemoStreamer  *streamer,
                 int                  day,
                 GError             **error)
{
  gboolean soon = day <= 3;
  g_autoptr (RosterRecord) live = NULL;
  const char *line_up = NULL;

  if ((streamer->weekdays & 1u << roster_demo_world_weekday (world, day)) == 0 || streamer->stopped != G_MAXINT ||
      !roster_demo_chance (world->rand, day < 7 ? 92 : 75))
    return TRUE;

  live = new_live (world, streamer, day, streamer->start_minute, streamer->live_minutes);
  if (soon && roster_demo_chance (world->rand, 75))
    line_up = "confirmed";
  else if (roster_demo_chance (world->rand, soon ? 60 : 25))
    line_up = "draft";

  /* Confirmed means that the line-up stands (rule 25). */
  roster_record_set_text (live, "state", g_strcmp0 (line_up, "confirmed") == 0 ? "confirmed" : "planned");
  return give_live (world, streamer, live, line_up, error);
}

/**
 * roster_demo_give_lives:
 *
 * The lives of the last two weeks as the daily measures have them, and those planned from today to the end of next
 * week, with line-ups.
 */
gboolean
roster_demo_give_lives (RosterDemoWorld     *world,
                        RosterDemoStreamer  *streamer,
                        GError             **error)
{
  int end_of_next_week = 13 - (int) roster_demo_world_weekday (world, 0);

  for (int day = -DAYS_OF_HELD_LIVES; day < 0; day++)
    if (!give_past_day (world, streamer, day, error))
      return FALSE;
  for (int day = 0; day <= end_of_next_week; day++)
    if (!give_coming_day (world, streamer, day, error))
      return FALSE;

  return TRUE;
}
