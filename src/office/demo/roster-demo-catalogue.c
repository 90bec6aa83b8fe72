/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-catalogue.h"

#include <string.h>

#include "roster-demo-random.h"
#include "roster-money.h"

/* Ten factories pool their research with three million yuan each (rule 9). */
#define POOLED_FACTORIES 10
#define RESEARCH_SHARE (3000000 * ROSTER_LI_PER_YUAN)

/* A bottle cap in the streamer's colour, the portrait on the label: made for one streamer alone. */
#define CUSTOM_PRODUCT_PERCENT 2

static const char *const custom_stages[] = { "listed", "listed", "listed", "checks", "sample", "design", NULL };

/* Prices end in 9 jiao, or in 8 as luck wants it; the catalogue runs from 5.9 to 199 yuan. */
#define LOWEST_PRICE 5900
#define HIGHEST_PRICE 199000

static const struct
{
  guint factories;
  guint products;
} sizes[] = {
  [ROSTER_DEMO_SCALE_SMALL] = { 30, 300 },
  [ROSTER_DEMO_SCALE_COMPANY] = { 260, 10000 },
};

static const char brand_firsts[] =
    "洁|暖|禾|小满|好|优|美|乐|沐|悦|佳|康|福|瑞|鑫|盛|宏|恒|润|青|南|北|云|山|谷|晨|星|月|朵|木|丰|源|百|千|万|益|诚|信|亿|金";
static const char brand_seconds[] = "可悠|小屋|田|家|达|然|诺|合|来|丰|源|泰|信|宜|雅|姿|莱|多|邦|朵|润|野|集|坊|里|味|颜|适|诗|语";

static RosterDemoProduct *
nth_product (RosterDemoWorld *world,
             guint            index)
{
  return &g_array_index (world->products, RosterDemoProduct, index);
}

/* Factories */

static const RosterDemoTown *
pick_town (RosterDemoWorld          *world,
           const RosterDemoVertical *vertical)
{
  guint n = 0;

  while (vertical->towns[n].city != NULL)
    n++;

  return &vertical->towns[roster_demo_range (world->rand, 0, n - 1)];
}

static void
add_factory (RosterDemoWorld *world,
             guint            vertical,
             GHashTable      *brands)
{
  RosterDemoFactory factory = { .vertical = vertical };

  factory.id = roster_id_source_next (world->ids);
  factory.town = pick_town (world, &roster_demo_verticals[vertical]);
  do
    {
      g_autofree char *first = roster_demo_pick_bar (world->rand, brand_firsts);
      g_autofree char *second = roster_demo_pick_bar (world->rand, brand_seconds);

      g_free (factory.brand);
      factory.brand = g_strconcat (first, second, NULL);
    }
  while (!g_hash_table_add (brands, g_strdup (factory.brand)));
  factory.name = g_strdup_printf ("%s%s%s有限公司", factory.town->city, factory.brand,
                                  roster_demo_verticals[vertical].industry);
  g_array_append_val (world->factories, factory);
}

static void
plan_factories (RosterDemoWorld *world)
{
  g_autoptr (GHashTable) brands = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint shares[ROSTER_DEMO_N_VERTICALS];

  for (guint i = 0; i < ROSTER_DEMO_N_VERTICALS; i++)
    shares[i] = roster_demo_verticals[i].share;

  for (guint i = 0; i < sizes[world->scale].factories; i++)
    add_factory (world,
                 i < 2 * ROSTER_DEMO_N_VERTICALS ? i % ROSTER_DEMO_N_VERTICALS
                                                 : roster_demo_weighted (world->rand, shares, G_N_ELEMENTS (shares)),
                 brands);
}

static void
set_makes (RosterRecord *record,
           guint         vertical)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < ROSTER_DEMO_N_CATEGORIES; i++)
    if (roster_demo_vertical_index (roster_demo_categories[i].vertical) == vertical)
      g_ptr_array_add (names, (gpointer) roster_demo_categories[i].name);
  g_ptr_array_add (names, NULL);

  roster_record_set (record, "categories", roster_value_new_set ((const char *const *) names->pdata));
}

static gboolean
give_factory (RosterDemoWorld    *world,
              RosterDemoFactory  *factory,
              gboolean            pooled,
              GError            **error)
{
  /* Under 7 days a factory wants its money before the platform pays (rule 8). */
  static const gint64 terms[] = { 3, 5, 7, 10, 15, 15, 30, 30 };
  static const gint64 capacities[ROSTER_DEMO_N_QUANTILES] = { 20, 40, 60, 80, 120, 160, 250, 500, 1000 };
  g_autoptr (RosterRecord) record = roster_record_new (&roster_factory_type, factory->id, ROSTER_DEMO_COMPANY_ACCOUNT);
  g_autofree char *contact = roster_demo_names_person (world->names, roster_demo_chance (world->rand, 35));
  g_autofree char *phone = roster_demo_names_phone (world->names);
  gint64 lead_time = roster_demo_range (world->rand, 2, 15);

  roster_record_set_text (record, "name", factory->name);
  roster_record_set_text (record, "province", factory->town->province);
  roster_record_set_text (record, "city", factory->town->city);
  roster_record_set_text (record, "contact", contact);
  roster_record_set_text (record, "phone", phone);
  set_makes (record, factory->vertical);
  if (roster_demo_chance (world->rand, 30))
    roster_demo_set_set (record, "models", "oem", "odm", "branded", NULL);
  else if (roster_demo_chance (world->rand, 50))
    roster_demo_set_set (record, "models", "oem", "odm", NULL);
  else
    roster_demo_set_set (record, "models", "branded", NULL);
  roster_record_set_number (record, "dailyCapacity", 1000 * roster_demo_spread (world->rand, capacities));
  roster_record_set_number (record, "leadTimeDays", lead_time);
  roster_record_set_number (record, "minimumQuantity", 500 * roster_demo_range (world->rand, 1, 20));
  roster_record_set_number (record, "termsDays", terms[roster_demo_range (world->rand, 0, G_N_ELEMENTS (terms) - 1)]);
  if (pooled)
    roster_record_set_number (record, "researchPool", RESEARCH_SHARE);
  roster_record_set (record, "active", g_variant_new_boolean (TRUE));
  return roster_demo_world_give (world, record, error);
}

/* Products */

static gint64
pick_price (RosterDemoWorld      *world,
            const RosterDemoLine *line)
{
  /* Cheap things are many: the lower of two draws. */
  gint64 first = roster_demo_range (world->rand, line->price_from, line->price_to);
  gint64 second = roster_demo_range (world->rand, line->price_from, line->price_to);
  gint64 jiao = roster_demo_chance (world->rand, 80) ? 900 : 800;
  gint64 price = (MIN (first, second) - 1) * ROSTER_LI_PER_YUAN + jiao;

  if (price > 100 * ROSTER_LI_PER_YUAN)
    price = price / (10 * ROSTER_LI_PER_YUAN) * 10 * ROSTER_LI_PER_YUAN + 9 * ROSTER_LI_PER_YUAN;
  return CLAMP (price, LOWEST_PRICE, HIGHEST_PRICE);
}

/* Tenths of a yuan, halves of them among the cheap (rule 7). */
static gint64
pick_margin (RosterDemoWorld *world,
             gint64           price)
{
  static const gint64 cheap[ROSTER_DEMO_N_QUANTILES] = { 2, 3, 4, 5, 6, 7, 8, 9, 12 };
  static const gint64 dear[ROSTER_DEMO_N_QUANTILES] = { 3, 5, 6, 7, 8, 10, 12, 15, 18 };

  return 50 * roster_demo_spread (world->rand, price < 30 * ROSTER_LI_PER_YUAN ? cheap : dear);
}

static char *
product_name (RosterDemoWorld         *world,
              const RosterDemoLine    *line,
              const RosterDemoFactory *factory)
{
  g_autofree char *noun = roster_demo_pick_bar (world->rand, line->nouns);
  g_autofree char *trait = roster_demo_pick_bar (world->rand, line->traits);
  g_autofree char *other = roster_demo_pick_bar (world->rand, line->traits);
  g_autofree char *spec = roster_demo_pick_bar (world->rand, line->specs);
  gboolean two_traits = roster_demo_chance (world->rand, 40) && strcmp (trait, other) != 0;

  /* Some makers sell under no name. */
  return g_strdup_printf ("%s%s%s%s %s", roster_demo_chance (world->rand, 75) ? factory->brand : "",
                          two_traits ? other : "", trait, noun, spec);
}

static guint
pick_factory (RosterDemoWorld *world,
              guint            vertical)
{
  guint start = roster_demo_range (world->rand, 0, world->factories->len - 1);

  for (guint i = 0; i < world->factories->len; i++)
    {
      guint index = (start + i) % world->factories->len;

      if (g_array_index (world->factories, RosterDemoFactory, index).vertical == vertical)
        return index;
    }

  g_assert_not_reached ();
}

static void
add_product (RosterDemoWorld *world,
             guint            category,
             GHashTable      *names)
{
  const RosterDemoCategory *made = &roster_demo_categories[category];
  guint n_lines = 0;
  RosterDemoProduct product = { .category = category };
  guint index = world->products->len;

  while (n_lines < ROSTER_DEMO_MAX_LINES && made->lines[n_lines].nouns != NULL)
    n_lines++;
  product.id = roster_id_source_next (world->ids);
  product.vertical = roster_demo_vertical_index (made->vertical);
  do
    {
      /* Another maker and another line each time: one maker's names for one thing run out. */
      product.line = &made->lines[roster_demo_range (world->rand, 0, n_lines - 1)];
      product.factory = pick_factory (world, product.vertical);
      g_free (product.name);
      product.name = product_name (world, product.line,
                                   &g_array_index (world->factories, RosterDemoFactory, product.factory));
    }
  while (!g_hash_table_add (names, g_strdup (product.name)));

  product.price = pick_price (world, product.line);
  product.unit_margin = pick_margin (world, product.price);
  product.commission_rate = 10000 * roster_demo_range (world->rand, 8, 25);
  product.return_rate =
      1000 * roster_demo_range (world->rand, 4, 16) * roster_demo_verticals[product.vertical].return_percent;
  product.may_be_sold = roster_demo_chance (world->rand, 93);
  product.draws_traffic = product.price < 16 * ROSTER_LI_PER_YUAN ? roster_demo_chance (world->rand, 60)
                                                                  : roster_demo_chance (world->rand, 8);
  if (roster_demo_chance (world->rand, CUSTOM_PRODUCT_PERCENT))
    {
      product.custom = TRUE;
      product.custom_stage = roster_demo_pick (world->rand, custom_stages);
      product.may_be_sold = product.may_be_sold && strcmp (product.custom_stage, "listed") == 0;
    }
  g_array_append_val (world->products, product);
  if (product.may_be_sold && !product.custom)
    g_array_append_val (world->products_by_category[category], index);
}

/**
 * roster_demo_plan_catalogue:
 *
 * Factories where such factories stand, and what they make.
 */
void
roster_demo_plan_catalogue (RosterDemoWorld *world)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint weights[ROSTER_DEMO_N_CATEGORIES];

  plan_factories (world);

  for (guint i = 0; i < ROSTER_DEMO_N_CATEGORIES; i++)
    weights[i] = 4 + roster_demo_verticals[roster_demo_vertical_index (roster_demo_categories[i].vertical)].share;
  for (guint i = 0; i < sizes[world->scale].products; i++)
    {
      guint category = i;

      /* Every category has a few products, and the catalogue of a small company all categories. */
      if (i >= 2 * ROSTER_DEMO_N_CATEGORIES)
        category = roster_demo_weighted (world->rand, weights, G_N_ELEMENTS (weights));
      add_product (world, category % ROSTER_DEMO_N_CATEGORIES, names);
    }
}

static void
set_checks (RosterDemoWorld   *world,
            RosterDemoProduct *product,
            RosterRecord      *record)
{
  const char *safety = "passed", *legality = "passed";

  if (!product->may_be_sold)
    {
      switch (roster_demo_range (world->rand, 0, 3))
        {
        case 0:
          safety = "failed";
          break;
        case 1:
          legality = "failed";
          break;
        case 2:
          safety = legality = "pending";
          break;
        case 3:
          legality = "pending";
          break;
        }
    }

  roster_record_set_text (record, "safetyCheck", safety);
  roster_record_set_text (record, "legalityCheck", legality);
}

static gboolean
give_product (RosterDemoWorld    *world,
              RosterDemoProduct  *product,
              guint               number,
              GError            **error)
{
  static const gint64 stocks[ROSTER_DEMO_N_QUANTILES] = { 0, 300, 800, 1500, 3000, 6000, 12000, 30000, 90000 };
  static const gint64 capacities[ROSTER_DEMO_N_QUANTILES] = { 200, 500, 1000, 1500, 2000, 3000, 5000, 10000, 30000 };
  const RosterDemoCategory *category = &roster_demo_categories[product->category];
  g_autoptr (RosterRecord) record = roster_record_new (&roster_product_type, product->id, ROSTER_DEMO_COMPANY_ACCOUNT);
  g_autofree char *path = g_strdup_printf ("%s/%s", category->vertical, category->name);
  g_autofree char *sku = g_strdup_printf ("KS%02u%06u", product->category + 1, 100000 + number);
  g_autofree char *points = roster_demo_pick_bar (world->rand, product->line->points);
  gint64 commission = product->price * product->commission_rate / ROSTER_RATE_ONE;
  gint64 stock = roster_demo_spread (world->rand, stocks);
  gboolean clearance = roster_demo_chance (world->rand, 4);

  roster_record_set_text (record, "name", product->name);
  roster_record_set_text (record, "sku", sku);
  roster_record_set_text (record, "category", path);
  roster_record_set_text (record, "vertical", category->vertical);
  roster_record_set_text (record, "factory",
                          g_array_index (world->factories, RosterDemoFactory, product->factory).id);
  roster_record_set_number (record, "price", product->price);
  roster_record_set_number (record, "cost", product->price - commission - product->unit_margin);
  roster_record_set_number (record, "unitMargin", product->unit_margin);
  roster_record_set_number (record, "commissionRate", product->commission_rate);
  roster_record_set_number (record, "returnRate", product->return_rate);
  roster_record_set_number (record, "stock", clearance ? MAX (stock / 10, 20) : stock);
  if (!clearance)
    {
      roster_record_set_number (record, "dailyCapacity", roster_demo_spread (world->rand, capacities) / 100 * 100);
      roster_record_set_number (record, "leadTimeDays", roster_demo_range (world->rand, 1, 12));
      roster_record_set_number (record, "minimumQuantity", 100 * roster_demo_range (world->rand, 1, 30));
    }
  roster_record_set (record, "clearance", g_variant_new_boolean (clearance));
  set_checks (world, product, record);
  if (product->draws_traffic && roster_demo_chance (world->rand, 20))
    roster_demo_set_set (record, "suitsRoles", "traffic", "profit", NULL);
  else
    roster_demo_set_set (record, "suitsRoles", product->draws_traffic ? "traffic" : "profit", NULL);
  if (product->custom)
    {
      RosterDemoStreamer *streamer = g_ptr_array_index (world->streamers, product->custom_for);

      roster_record_set_text (record, "customFor", streamer->id);
      roster_record_set_text (record, "customStage", product->custom_stage);
    }
  roster_record_set_text (record, "sellingPoints", points);
  roster_demo_set_date (world, record, "listedOn", -(int) roster_demo_range (world->rand, 95, 700));
  roster_record_set_number (record, "units28", product->units28);
  roster_record_set_number (record, "sales28", product->sales28);
  return roster_demo_world_give (world, record, error);
}

/**
 * roster_demo_give_catalogue:
 *
 * After the sales, because a product's record says how much of it was sold.
 */
gboolean
roster_demo_give_catalogue (RosterDemoWorld  *world,
                            GError          **error)
{
  for (guint i = 0; i < world->factories->len; i++)
    if (!give_factory (world, &g_array_index (world->factories, RosterDemoFactory, i), i < POOLED_FACTORIES, error))
      return FALSE;
  for (guint i = 0; i < world->products->len; i++)
    if (!give_product (world, nth_product (world, i), i, error))
      return FALSE;

  return TRUE;
}
