/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "match-fixture.h"

#include <string.h>

#include "roster-money.h"

#define BOOK "book-1"
#define COMPANY "company"
#define MILLISECONDS_A_DAY G_GINT64_CONSTANT (86400000)

/* Noon of MATCH_TODAY in UTC */
#define NOW G_GINT64_CONSTANT (1772366400000)

static const char *const verticals[] = { "美妆", "日化", "食品", "母婴" };
static const char *const categories[] = { "美妆/面膜", "日化/纸品", "日化/洗衣清洁", "食品/零食", "母婴/湿巾", NULL };
static const char *const tiers[] = { "heavy-seller", "small-seller", "newcomer", "part-timer" };

MatchWorld *
match_world_new (void)
{
  MatchWorld *self = g_new0 (MatchWorld, 1);

  self->streamers = g_ptr_array_new_with_free_func (g_object_unref);
  self->products = g_ptr_array_new_with_free_func (g_object_unref);
  self->sales = g_ptr_array_new_with_free_func (g_object_unref);
  self->decisions = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
match_world_free (MatchWorld *self)
{
  g_ptr_array_unref (self->streamers);
  g_ptr_array_unref (self->products);
  g_ptr_array_unref (self->sales);
  g_ptr_array_unref (self->decisions);
  g_clear_pointer (&self->videos, g_ptr_array_unref);
  g_clear_pointer (&self->affinities, g_ptr_array_unref);
  g_free (self);
}

/* Streamers begin with 5, products with 6; the last digit is 0, so that ids keep the order of n. */
static char *
id_of (char  kind,
       guint n)
{
  if (kind == '5' && n < 10)
    return g_strdup_printf ("00000000-0000-7000-8000-5000000000%u0", n);

  return g_strdup_printf ("00000000-0000-7000-8000-%c%010u%c", kind, n, kind == '5' ? '1' : '0');
}

static RosterRecord *
add (GPtrArray              *records,
     const RosterRecordType *type,
     const char             *id,
     const char             *account)
{
  RosterRecord *record = roster_record_new (type, id, account);

  g_ptr_array_add (records, record);
  return record;
}

void
match_world_add_streamer (MatchWorld *self,
                          guint       n,
                          GRand      *rand)
{
  g_autofree char *id = id_of ('5', n);
  RosterRecord *record = add (self->streamers, &roster_streamer_type, id, BOOK);
  gint64 low = g_rand_int_range (rand, 5, 40) * ROSTER_LI_PER_YUAN;

  roster_record_set_text (record, "name", id);
  roster_record_set_text (record, "kuaishouId", id);
  roster_record_set_text (record, "tier", tiers[g_rand_int_range (rand, 0, G_N_ELEMENTS (tiers))]);
  roster_record_set_text (record, "vertical", verticals[g_rand_int_range (rand, 0, G_N_ELEMENTS (verticals))]);
  roster_record_set_text (record, "state", "active");
  roster_record_set_number (record, "followers", g_rand_int_range (rand, 10, 3000000));
  roster_record_set_number (record, "minorsShare", g_rand_int_range (rand, 0, 500000));
  roster_record_set_number (record, "buyersPayLow", low);
  roster_record_set_number (record, "buyersPayHigh", low * g_rand_int_range (rand, 1, 5));
  roster_record_set_number (record, "lives28", g_rand_int_range (rand, 0, 28));
}

void
match_world_add_product (MatchWorld *self,
                         guint       n,
                         GRand      *rand)
{
  g_autofree char *id = id_of ('6', n);
  RosterRecord *record = add (self->products, &roster_product_type, id, COMPANY);
  const char *category = categories[g_rand_int_range (rand, 0, G_N_ELEMENTS (categories))];
  gint64 price = g_rand_int_range (rand, 2, 120) * ROSTER_LI_PER_YUAN;
  guint roles = g_rand_int_range (rand, 0, 3);

  roster_record_set_text (record, "name", id);
  roster_record_set_text (record, "sku", id);
  if (category != NULL)
    roster_record_set_text (record, "category", category);
  roster_record_set_text (record, "vertical", verticals[g_rand_int_range (rand, 0, G_N_ELEMENTS (verticals))]);
  roster_record_set_number (record, "price", price);
  roster_record_set_number (record, "priceHigh", price);
  roster_record_set_number (record, "unitMargin", g_rand_int_range (rand, 1, 1200));
  roster_record_set_number (record, "returnRate", g_rand_int_range (rand, 0, 300000));
  roster_record_set_number (record, "stock", g_rand_int_range (rand, 1, 400));
  roster_record_set_number (record, "units28", g_rand_int_range (rand, 0, 3) * g_rand_int_range (rand, 0, 4000));
  roster_record_set_text (record, "safetyCheck", g_rand_int_range (rand, 0, 12) == 0 ? "pending" : "passed");
  roster_record_set_text (record, "legalityCheck", "passed");
  if (n == 0)
    roster_record_set_text (record, "safetyCheck", "passed");
  if (roles > 0)
    {
      const char *role = roles == 1 ? "traffic" : "profit";

      roster_record_set (record, "suitsRoles", g_variant_new_strv (&role, 1));
    }
}

static char *
date_before_today (guint days)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_utc (NOW / 1000);
  g_autoptr (GDateTime) day = g_date_time_add_days (today, -(int) days);

  return g_date_time_format (day, "%Y-%m-%d");
}

void
match_world_add_sale (MatchWorld *self,
                      guint       streamer,
                      guint       product,
                      gint64      units,
                      guint       days_ago)
{
  g_autofree char *id = id_of ('7', self->n_ids++);
  g_autofree char *day = date_before_today (days_ago);
  RosterRecord *record = add (self->sales, &roster_sale_type, id, BOOK);

  roster_record_set_text (record, "streamer", roster_record_id (self->streamers->pdata[streamer]));
  roster_record_set_text (record, "product", roster_record_id (self->products->pdata[product]));
  roster_record_set_text (record, "periodEnd", day);
  roster_record_set_number (record, "periodDays", 28);
  roster_record_set_number (record, "units", units);
  roster_record_set_number (record, "amount",
                            units * roster_record_number (self->products->pdata[product], "price", 0));
}

void
match_world_add_decision (MatchWorld *self,
                          guint       streamer,
                          guint       product,
                          guint       kind,
                          guint       days_ago)
{
  static const char *const reasons[] = { NULL, NULL, "too-expensive", "sold-badly", "dislikes", "wrong-season",
                                         "sample-missing" };
  g_autofree char *id = id_of ('8', self->n_ids++);
  RosterRecord *record = add (self->decisions, &roster_decision_type, id, BOOK);

  roster_record_set_text (record, "streamer", roster_record_id (self->streamers->pdata[streamer]));
  roster_record_set_text (record, "product", roster_record_id (self->products->pdata[product]));
  roster_record_set_text (record, "verdict",
                          kind == MATCH_ACCEPTED ? "accepted" : kind == MATCH_LATER ? "later"
                                                                                    : "refused");
  if (reasons[kind] != NULL)
    roster_record_set_text (record, "reason", reasons[kind]);
  roster_record_set_number (record, "at", NOW - days_ago * MILLISECONDS_A_DAY);
}

static void
shuffle (GPtrArray *array,
         GRand     *rand)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint other = g_rand_int_range (rand, 0, i);
      gpointer moved = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[other];
      array->pdata[other] = moved;
    }
}

void
match_world_shuffle (MatchWorld *self,
                     GRand      *rand)
{
  shuffle (self->streamers, rand);
  shuffle (self->products, rand);
  shuffle (self->sales, rand);
  shuffle (self->decisions, rand);
}

static void
scale (GPtrArray  *records,
       const char *field,
       gint64      by)
{
  for (guint i = 0; i < records->len; i++)
    if (roster_record_has (records->pdata[i], field))
      roster_record_set_number (records->pdata[i], field, roster_record_number (records->pdata[i], field, 0) * by);
}

void
match_world_scale_money (MatchWorld *self,
                         gint64      by)
{
  scale (self->products, "price", by);
  scale (self->products, "priceHigh", by);
  scale (self->products, "unitMargin", by);
  scale (self->streamers, "buyersPayLow", by);
  scale (self->streamers, "buyersPayHigh", by);
  scale (self->sales, "amount", by);
}

/* A match keeps its records, so a changed one is a new one. */
void
match_world_replace_product (MatchWorld *self,
                             guint       product,
                             const char *field,
                             gint64      value)
{
  RosterRecord *copy = roster_record_copy (self->products->pdata[product]);

  roster_record_set_number (copy, field, value);
  g_object_unref (self->products->pdata[product]);
  self->products->pdata[product] = copy;
}

/* The number in the world of the product with this index in the match. */
guint
match_world_product_number (MatchWorld  *self,
                            RosterMatch *match,
                            guint        index)
{
  guint n = 0;

  g_assert_true (g_ptr_array_find_with_equal_func (self->products, roster_match_product (match, index), NULL, &n));
  return n;
}

gboolean
match_world_suits (RosterRecord *product,
                   const char   *role)
{
  GVariant *roles = roster_record_value (product, "suitsRoles");
  g_autofree const char **names = roles != NULL ? g_variant_get_strv (roles, NULL) : NULL;

  return names == NULL || g_strv_contains (names, role);
}

static gboolean
mentions (GPtrArray    *records,
          RosterRecord *streamer,
          RosterRecord *product)
{
  for (guint i = 0; i < records->len; i++)
    if (strcmp (roster_record_text (records->pdata[i], "streamer"), roster_record_id (streamer)) == 0 &&
        strcmp (roster_record_text (records->pdata[i], "product"), roster_record_id (product)) == 0)
      return TRUE;

  return FALSE;
}

/* Whether the streamer has neither sold the product nor decided on it. */
gboolean
match_world_is_new (MatchWorld  *self,
                    RosterMatch *match,
                    guint        streamer,
                    guint        product)
{
  RosterRecord *of_streamer = roster_match_streamer (match, streamer);
  RosterRecord *of_product = roster_match_product (match, product);

  return !mentions (self->sales, of_streamer, of_product) && !mentions (self->decisions, of_streamer, of_product);
}

RosterMatch *
match_world_match (MatchWorld *self)
{
  return roster_match_new (&(RosterMatchSources){
      .today = MATCH_TODAY,
      .streamers = self->streamers,
      .products = self->products,
      .sales = self->sales,
      .decisions = self->decisions,
      .videos = self->videos,
      .affinities = self->affinities,
  });
}
