/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "roster-match-private.h"
#include "roster-rules.h"

/* From records to arrays. */

/* What a sale can count for at most, so that the sums of this many sales fit whatever a file says. */
#define MOST_ROWS G_GINT64_CONSTANT (1000000)
#define MOST_UNITS (G_MAXINT64 / 8192 / MOST_ROWS)
#define MOST_SESSIONS 1000

/**
 * roster_match_day:
 * @date: (nullable): `YYYY-MM-DD`
 *
 * Returns: the day as a Julian day, or 0 where there is none
 */
guint32
roster_match_day (const char *date)
{
  guint year, month, day;

  if (date == NULL || sscanf (date, "%4u-%2u-%2u", &year, &month, &day) != 3 || !g_date_valid_dmy (day, month, year))
    return 0;

  return g_date_get_julian (&(GDate){ .day = day, .month = month, .year = year, .dmy = TRUE });
}

guint32
roster_match_day_of_instant (gint64 instant)
{
  static const gint64 milliseconds_a_day = G_GINT64_CONSTANT (86400000);
  /* The Julian day of 1970-01-01, as GDate counts. */
  static const guint32 epoch = 719163;

  return instant > 0 ? epoch + instant / milliseconds_a_day : 0;
}

/**
 * roster_names_number:
 *
 * Returns: the number of a vertical or category, %ROSTER_MATCH_NO_GROUP where it is %NULL or unknown
 */
guint
roster_names_number (RosterNames *self,
                     const char  *name)
{
  return name != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, name)) : ROSTER_MATCH_NO_GROUP;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The numbers follow the names' order, so that they do not depend on the order of the records. */
static void
number_names (RosterNames *self,
              const char  *field,
              GPtrArray   *first,
              GPtrArray   *second)
{
  GPtrArray *sources[] = { first, second };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint k = 0; k < G_N_ELEMENTS (sources); k++)
    for (guint i = 0; sources[k] != NULL && i < sources[k]->len; i++)
      {
        const char *name = roster_record_text (sources[k]->pdata[i], field);

        if (name != NULL && g_hash_table_add (seen, (gpointer) name))
          g_ptr_array_add (names, (gpointer) name);
      }
  g_ptr_array_sort (names, compare_texts);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (self->names, g_strdup (""));
  for (guint i = 0; i < names->len; i++)
    {
      char *name = g_strdup (names->pdata[i]);

      g_hash_table_insert (self->numbers, name, GUINT_TO_POINTER (self->names->len));
      g_ptr_array_add (self->names, name);
    }
}

/* Products */

/**
 * find_factory:
 *
 * Returns: (transfer none) (nullable): the factory of a product
 */
static RosterRecord *
find_factory (GHashTable   *factories,
              RosterRecord *product)
{
  const char *id = roster_record_text (product, "factory");

  return id != NULL ? g_hash_table_lookup (factories, id) : NULL;
}

static gboolean
check_is (RosterRecord *product,
          const char   *state)
{
  return g_strcmp0 (roster_record_text (product, "safetyCheck"), state) == 0 ||
         g_strcmp0 (roster_record_text (product, "legalityCheck"), state) == 0;
}

/* What can be delivered within the week; negative where nothing is known about it. */
static double
available_units (RosterMatch  *self,
                 RosterRecord *product,
                 RosterRecord *factory)
{
  double days = roster_match_rule (self, ROSTER_RULE_MATCH_SUPPLY_DAYS);
  gint64 stock = roster_record_number (product, "stock", -1);
  gint64 capacity = roster_record_number (product, "dailyCapacity", -1);
  gint64 lead_days = roster_record_number (product, "leadTimeDays", 0);

  if (capacity >= 0 && factory != NULL)
    capacity = MIN (capacity, roster_record_number (factory, "dailyCapacity", G_MAXINT64));
  if (roster_record_boolean (product, "clearance"))
    capacity = -1;
  if (stock < 0 && capacity < 0)
    return -1;

  return (double) MAX (stock, 0) + (double) MAX (capacity, 0) * MAX (days - lead_days, 0);
}

static RosterExclusion
product_exclusion (RosterMatch  *self,
                   guint         p,
                   RosterRecord *factory)
{
  RosterRecord *product = self->products->pdata[p];
  const char *stage = roster_record_text (product, "customStage");

  if (!roster_product_may_be_matched (product))
    return check_is (product, "failed") ? ROSTER_EXCLUSION_CHECK_FAILED : ROSTER_EXCLUSION_CHECK_PENDING;
  if (stage != NULL && strcmp (stage, "listed") != 0)
    return ROSTER_EXCLUSION_NOT_LISTED;
  if (factory != NULL && roster_record_has (factory, "active") && !roster_record_boolean (factory, "active"))
    return ROSTER_EXCLUSION_FACTORY;
  if (self->product_available[p] == 0)
    return ROSTER_EXCLUSION_NO_SUPPLY;
  if (self->product_margin[p] == G_MININT64)
    return ROSTER_EXCLUSION_MARGIN_UNKNOWN;
  if (self->product_margin[p] <= 0)
    return ROSTER_EXCLUSION_NO_MARGIN;

  return ROSTER_EXCLUSION_NONE;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/* The middle of some values; @otherwise where there are none. */
static double
median (GArray *values,
        double  otherwise)
{
  if (values->len == 0)
    return otherwise;

  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, values->len / 2);
}

/* The unit margin: as recorded, else the commission, else the share of the price that is usual in the catalogue. */
static void
read_margins (RosterMatch *self)
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) margins = g_array_new (FALSE, FALSE, sizeof (double));
  double usual;

  for (guint p = 0; p < self->n_products; p++)
    {
      RosterRecord *product = self->products->pdata[p];
      gint64 price = roster_record_number (product, "price", 0);
      gint64 rate = roster_record_number (product, "commissionRate", 0);

      if (roster_record_has (product, "unitMargin"))
        self->product_margin[p] = roster_record_number (product, "unitMargin", 0);
      else if (price > 0 && rate > 0 && roster_multiply_divide (price, rate, ROSTER_RATE_ONE, &self->product_margin[p]))
        self->product_margin_guessed[p] = TRUE;
      else
        self->product_margin[p] = G_MININT64;

      if (price > 0 && self->product_margin[p] > 0)
        {
          double share = (double) self->product_margin[p] / price;

          g_array_append_val (shares, share);
        }
    }

  usual = median (shares, 0);
  for (guint p = 0; p < self->n_products; p++)
    {
      gint64 price = roster_record_number (self->products->pdata[p], "price", 0);
      double margin;

      if (self->product_margin[p] == G_MININT64 && usual > 0 && price > 0)
        {
          self->product_margin[p] = (gint64) ceil (price * usual);
          self->product_margin_guessed[p] = TRUE;
        }
      margin = self->product_margin[p];
      self->margin[p] = roster_log (margin);
      if (margin > 0)
        g_array_append_val (margins, margin);
    }
  self->ordinary_margin = roster_log (median (margins, 1));
}

static RosterRoles
read_roles (RosterRecord *product)
{
  GVariant *roles = roster_record_value (product, "suitsRoles");
  RosterRoles found = 0;
  GVariantIter iter;
  const char *role;

  if (roles != NULL)
    {
      g_variant_iter_init (&iter, roles);
      while (g_variant_iter_next (&iter, "&s", &role))
        {
          if (strcmp (role, "traffic") == 0)
            found |= ROSTER_ROLE_TRAFFIC;
          else if (strcmp (role, "profit") == 0)
            found |= ROSTER_ROLE_PROFIT;
        }
    }

  return found != 0 ? found : ROSTER_ROLE_TRAFFIC | ROSTER_ROLE_PROFIT;
}

/* A counting sort. */
static void
sort_by_category (RosterMatch *self)
{
  guint n_categories = self->categories.names->len;

  self->in_category = g_new (guint, MAX (self->n_products, 1));
  self->in_category_from = g_new0 (guint, n_categories + 2);
  for (guint p = 0; p < self->n_products; p++)
    self->in_category_from[self->product_category[p] + 2]++;
  for (guint c = 0; c < n_categories; c++)
    self->in_category_from[c + 2] += self->in_category_from[c + 1];
  for (guint p = 0; p < self->n_products; p++)
    self->in_category[self->in_category_from[self->product_category[p] + 1]++] = p;
}

void
roster_match_read_products (RosterMatch              *self,
                            const RosterMatchSources *sources)
{
  g_autoptr (GHashTable) factories = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);

  self->n_factories = sources->factories != NULL ? sources->factories->len : 0;
  self->factory_capacity = g_new0 (double, MAX (self->n_factories, 1));
  for (guint f = 0; f < self->n_factories; f++)
    {
      RosterRecord *factory = sources->factories->pdata[f];

      g_hash_table_insert (factories, (gpointer) roster_record_id (factory), factory);
      g_hash_table_insert (numbers, factory, GUINT_TO_POINTER (f));
      self->factory_capacity[f] = roster_record_number (factory, "dailyCapacity", -1);
    }
  number_names (&self->verticals, "vertical", sources->streamers, sources->products);
  number_names (&self->categories, "category", sources->products, NULL);
  read_margins (self);

  for (guint p = 0; p < self->n_products; p++)
    {
      RosterRecord *product = self->products->pdata[p];
      RosterRecord *factory = find_factory (factories, product);
      gint64 price = roster_record_number (product, "price", 0);
      gint64 price_high = MAX (price, roster_record_number (product, "priceHigh", 0));
      gint64 return_rate = CLAMP (roster_record_number (product, "returnRate", 0), 0, ROSTER_RATE_ONE);
      const char *owner = roster_record_text (product, "customFor");

      self->product_vertical[p] = roster_names_number (&self->verticals, roster_record_text (product, "vertical"));
      self->product_category[p] = roster_names_number (&self->categories, roster_record_text (product, "category"));
      self->product_roles[p] = read_roles (product);
      self->product_factory[p] = factory != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (numbers, factory))
                                                 : G_MAXUINT32;
      self->product_owner[p] = G_MAXUINT32;
      if (owner != NULL && !roster_match_find_streamer (self, owner, &self->product_owner[p]))
        self->product_owner[p] = G_MAXUINT32 - 1;
      self->product_available[p] = available_units (self, product, factory);
      self->product_exclusion[p] = product_exclusion (self, p, factory);
      self->blocked[p] = self->product_exclusion[p] != ROSTER_EXCLUSION_NONE || owner != NULL ? -1 : 0;
      if (owner != NULL)
        g_array_append_val (self->custom, p);
      self->price_low[p] = price > 0 ? roster_log (price) : -ROSTER_LOG_UNBOUNDED;
      self->price_high[p] = price > 0 ? roster_log (price_high) : ROSTER_LOG_UNBOUNDED;
      self->supply[p] = self->product_available[p] < 0 ? ROSTER_LOG_LIMIT : roster_log (self->product_available[p]);
      self->returns[p] = roster_log ((double) (ROSTER_RATE_ONE - return_rate) / ROSTER_RATE_ONE);
      self->earned[p] = self->returns[p] + self->margin[p];
    }
  sort_by_category (self);
}

/* Streamers */

/* A result of coaching lifts or lowers the pace; who was never coached is taken as ready. */
static RosterLog
coached (RosterMatch  *self,
         RosterRecord *walkthrough)
{
  gint64 result = walkthrough != NULL ? roster_record_number (walkthrough, "result", -1) : -1;
  double unready = roster_match_rule_share (self, ROSTER_RULE_MATCH_UNREADY);

  if (result < 0)
    return 0;

  return roster_log (unready + (1 - unready) * MIN (result, ROSTER_RATE_ONE) / ROSTER_RATE_ONE);
}

/* One open red line lowers the pace as much as several: the platform shows the account less. */
static RosterLog
readiness (RosterMatch  *self,
           RosterRecord *walkthrough,
           RosterRecord *red_video)
{
  RosterLog log = coached (self, walkthrough);

  return red_video != NULL ? log + roster_match_red_line (self) : log;
}

/* The latest walk-through of each streamer that came to a result. */
static GHashTable *
latest_walkthroughs (GPtrArray *walkthroughs)
{
  GHashTable *latest = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; walkthroughs != NULL && i < walkthroughs->len; i++)
    {
      RosterRecord *walkthrough = walkthroughs->pdata[i];
      const char *streamer = roster_record_text (walkthrough, "streamer");
      RosterRecord *other;

      if (streamer == NULL || !roster_record_has (walkthrough, "result"))
        continue;

      other = g_hash_table_lookup (latest, streamer);
      if (other == NULL ||
          roster_record_number (other, "startedAt", 0) < roster_record_number (walkthrough, "startedAt", 0) ||
          (roster_record_number (other, "startedAt", 0) == roster_record_number (walkthrough, "startedAt", 0) &&
           strcmp (roster_record_id (other), roster_record_id (walkthrough)) < 0))
        g_hash_table_insert (latest, (gpointer) streamer, walkthrough);
    }

  return latest;
}

/* The first open follow-up of each streamer: by its date, then its id. */
static GHashTable *
open_followups (GPtrArray *followups)
{
  GHashTable *first = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; followups != NULL && i < followups->len; i++)
    {
      RosterRecord *followup = followups->pdata[i];
      const char *streamer = roster_record_text (followup, "streamer");
      RosterRecord *other;
      int order;

      if (streamer == NULL || g_strcmp0 (roster_record_text (followup, "state"), "open") != 0)
        continue;

      other = g_hash_table_lookup (first, streamer);
      order = other == NULL ? -1
                            : g_strcmp0 (roster_record_text (followup, "due"), roster_record_text (other, "due"));
      if (order < 0 || (order == 0 && strcmp (roster_record_id (followup), roster_record_id (other)) < 0))
        g_hash_table_insert (first, (gpointer) streamer, followup);
    }

  return first;
}

/* The newest video of each streamer with an open red line: by its date, then its id. */
static GHashTable *
red_videos (GPtrArray *videos)
{
  GHashTable *newest = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; videos != NULL && i < videos->len; i++)
    {
      RosterRecord *video = videos->pdata[i];
      const char *streamer = roster_record_text (video, "streamer");
      RosterRecord *other;
      int order;

      if (streamer == NULL || !roster_video_is_open_red_line (video))
        continue;

      other = g_hash_table_lookup (newest, streamer);
      order = other == NULL ? 1
                            : g_strcmp0 (roster_record_text (video, "publishedOn"),
                                         roster_record_text (other, "publishedOn"));
      if (order > 0 || (order == 0 && strcmp (roster_record_id (video), roster_record_id (other)) < 0))
        g_hash_table_insert (newest, (gpointer) streamer, video);
    }

  return newest;
}

/* What the buyers pay: as recorded, else the mean of all that was sold, else the average order; 0 where unknown. */
static void
read_band (RosterRecord *streamer,
           gint64       *low,
           gint64       *high)
{
  gint64 units = roster_record_number (streamer, "unitsSold", 0);
  gint64 sales = roster_record_number (streamer, "salesTotal", 0);

  *low = roster_record_number (streamer, "buyersPayLow", 0);
  *high = roster_record_number (streamer, "buyersPayHigh", 0);
  if (*low > 0 || *high > 0)
    return;

  *low = *high = units > 0 && sales > 0 ? sales / units : roster_record_number (streamer, "averageOrder", 0);
}

void
roster_match_read_streamers (RosterMatch              *self,
                             const RosterMatchSources *sources)
{
  static const char *const tiers[] = { NULL, "heavy-seller", "small-seller", "newcomer", "part-timer" };
  g_autoptr (GHashTable) walkthroughs = latest_walkthroughs (sources->walkthroughs);
  g_autoptr (GHashTable) followups = open_followups (sources->followups);
  g_autoptr (GHashTable) reds = red_videos (sources->videos);

  for (guint s = 0; s < self->n_streamers; s++)
    {
      RosterRecord *streamer = self->streamers->pdata[s];
      RosterRecord *walkthrough = g_hash_table_lookup (walkthroughs, roster_record_id (streamer));
      RosterRecord *followup = g_hash_table_lookup (followups, roster_record_id (streamer));
      RosterRecord *red_video = g_hash_table_lookup (reds, roster_record_id (streamer));
      gint64 low, high;

      read_band (streamer, &low, &high);
      self->streamer_vertical[s] = roster_names_number (&self->verticals, roster_record_text (streamer, "vertical"));
      for (guint t = 1; t < G_N_ELEMENTS (tiers); t++)
        if (g_strcmp0 (roster_record_text (streamer, "tier"), tiers[t]) == 0)
          self->streamer_tier[s] = t;
      if (g_strcmp0 (roster_record_text (streamer, "state"), "left") == 0)
        self->streamer_exclusion[s] = ROSTER_EXCLUSION_STREAMER_LEFT;
      self->band_low[s] = low > 0 ? roster_log (low) : -ROSTER_LOG_UNBOUNDED;
      self->band_high[s] = high > 0 ? roster_log (MAX (high, low)) : ROSTER_LOG_UNBOUNDED;
      self->band_is_recorded[s] = roster_record_has (streamer, "buyersPayLow") ||
                                  roster_record_has (streamer, "buyersPayHigh");
      self->band_li[s][0] = low;
      self->band_li[s][1] = high;
      self->readiness[s] = readiness (self, walkthrough, red_video);
      if (walkthrough != NULL)
        self->walkthroughs->pdata[s] = g_object_ref (walkthrough);
      if (followup != NULL)
        self->followups->pdata[s] = g_object_ref (followup);
      if (red_video != NULL)
        self->red_videos->pdata[s] = g_object_ref (red_video);
    }
}

/* Sales */

/* The weight of a sale of this age, in 1/1024. */
static gint64
weight_of_age (RosterMatch *self,
               guint32      day)
{
  gint64 age = MAX ((gint64) self->today - day, 0);

  return lrint (1024 * exp2 (-age / roster_match_rule (self, ROSTER_RULE_MATCH_HALF_LIFE)));
}

/* In how many sessions a sale was made. */
static gint64
sessions_of_sale (RosterMatch  *self,
                  RosterRecord *streamer,
                  RosterRecord *sale,
                  gint64        days)
{
  gint64 lives = MIN (roster_record_number (streamer, "lives28", 0), MOST_SESSIONS);

  if (roster_record_has (sale, "live"))
    return 1;
  if (lives <= 0)
    lives = 4 * roster_rule_values_get (self->rules, ROSTER_RULE_WEEKLY_LIVE_SESSIONS);

  return MAX (lives * days / 28, 1);
}

static int
compare_sold (gconstpointer a,
              gconstpointer b)
{
  const RosterSold *left = a, *right = b;

  if (left->streamer != right->streamer)
    return left->streamer < right->streamer ? -1 : 1;

  return left->product < right->product ? -1 : left->product > right->product;
}

/* Where only a mean is known of what the buyers pay, the prices of what was sold say how far they range. */
static void
widen_bands (RosterMatch *self)
{
  for (guint i = 0; i < self->sold->len; i++)
    {
      const RosterSold *sold = &g_array_index (self->sold, RosterSold, i);
      gint64 *band = self->band_li[sold->streamer];
      gint64 price = roster_record_number (self->products->pdata[sold->product], "price", 0);

      if (self->band_is_recorded[sold->streamer] || sold->units == 0 || price <= 0)
        continue;
      band[0] = band[0] > 0 ? MIN (band[0], price) : price;
      band[1] = MAX (band[1], price);
      self->band_low[sold->streamer] = roster_log (band[0]);
      self->band_high[sold->streamer] = roster_log (band[1]);
    }
}

void
roster_match_read_sales (RosterMatch *self,
                         GPtrArray   *sales)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (RosterSold));

  for (guint i = 0; sales != NULL && i < sales->len; i++)
    {
      RosterRecord *sale = sales->pdata[i];
      const char *streamer = roster_record_text (sale, "streamer");
      const char *product = roster_record_text (sale, "product");
      gint64 days = CLAMP (roster_record_number (sale, "periodDays", 28), 1, 366);
      RosterSold sold = { 0 };
      gint64 weight;

      if (streamer == NULL || product == NULL || !roster_match_find_streamer (self, streamer, &sold.streamer) ||
          !roster_match_find_product (self, product, &sold.product))
        continue;

      sold.units = CLAMP (roster_record_number (sale, "units", 0), 0, MOST_UNITS);
      sold.amount = CLAMP (roster_record_number (sale, "amount", 0), 0, G_MAXINT64 / MOST_ROWS);
      sold.sessions = sessions_of_sale (self, self->streamers->pdata[sold.streamer], sale, days);
      sold.last_day = roster_match_day (roster_record_text (sale, "periodEnd"));
      sold.first_day = sold.last_day > days ? sold.last_day - days + 1 : sold.last_day;
      weight = weight_of_age (self, sold.last_day);
      if (sold.last_day + 28 >= self->today)
        sold.weekly_units = sold.units * 7 * 1000 / days;
      sold.weighted_units = weight * sold.units;
      sold.weighted_sessions = weight * sold.sessions;
      g_array_append_val (rows, sold);
    }
  g_array_sort (rows, compare_sold);

  /* The sums are of whole numbers and so do not depend on the order of what is equal here. */
  self->sold = g_array_new (FALSE, TRUE, sizeof (RosterSold));
  for (guint i = 0; i < rows->len; i++)
    {
      const RosterSold *row = &g_array_index (rows, RosterSold, i);
      RosterSold *last = self->sold->len > 0 ? &g_array_index (self->sold, RosterSold, self->sold->len - 1) : NULL;

      if (last == NULL || compare_sold (last, row) != 0)
        {
          g_array_append_val (self->sold, *row);
          continue;
        }
      last->weighted_units += row->weighted_units;
      last->weighted_sessions += row->weighted_sessions;
      last->units += row->units;
      last->amount += row->amount;
      last->sessions += row->sessions;
      last->weekly_units += row->weekly_units;
      last->first_day = MIN (last->first_day, row->first_day);
      last->last_day = MAX (last->last_day, row->last_day);
    }

  for (guint i = 0; i < self->sold->len; i++)
    self->sold_from[g_array_index (self->sold, RosterSold, i).streamer + 1] = i + 1;
  for (guint s = 0; s < self->n_streamers; s++)
    self->sold_from[s + 1] = MAX (self->sold_from[s + 1], self->sold_from[s]);
  widen_bands (self);
}

/* Decisions */

/* By how many doublings a refusal lowers the product on its first day, and what is like it: enough to take the product
   out of sight, and a hint for the others. */
static const struct
{
  const char *reason;
  double own;
  double alike;
  gboolean only_dearer;
} refusals[] = {
  { "too-expensive", 8, 1, TRUE },
  { "sold-badly", 12, 0, FALSE },
  { "dislikes", 12, 0.5, FALSE },
  { "wrong-season", 10, 0, FALSE },
  { "sample-missing", 6, 0, FALSE },
  { "other", 10, 0, FALSE },
};

static int
compare_decided (gconstpointer a,
                 gconstpointer b)
{
  const RosterDecided *left = a, *right = b;
  gint64 left_at, right_at;

  if (left->streamer != right->streamer)
    return left->streamer < right->streamer ? -1 : 1;
  if (left->product != right->product)
    return left->product < right->product ? -1 : 1;

  left_at = roster_record_number (left->record, "at", 0);
  right_at = roster_record_number (right->record, "at", 0);
  if (left_at != right_at)
    return left_at < right_at ? -1 : 1;

  return strcmp (roster_record_id (left->record), roster_record_id (right->record));
}

static void
judge (RosterMatch   *self,
       RosterDecided *decided)
{
  const char *verdict = roster_record_text (decided->record, "verdict");
  guint32 until = roster_match_day (roster_record_text (decided->record, "until"));
  gint64 age;

  decided->day = roster_match_day_of_instant (roster_record_number (decided->record, "at", 0));
  age = MAX ((gint64) self->today - decided->day, 0);
  if (g_strcmp0 (verdict, "later") == 0)
    decided->put_off =
        self->today <
        (until != 0 ? until : decided->day + roster_rule_values_get (self->rules, ROSTER_RULE_MATCH_LATER_DAYS));
  else if (g_strcmp0 (verdict, "refused") == 0)
    {
      const char *reason = roster_record_text (decided->record, "reason");
      double left = 1 - age / roster_match_rule (self, ROSTER_RULE_MATCH_REFUSAL_DAYS);
      guint i = 0;

      while (i + 1 < G_N_ELEMENTS (refusals) && g_strcmp0 (reason, refusals[i].reason) != 0)
        i++;
      decided->refused = left > 0;
      if (decided->refused)
        {
          decided->log = -lrint (ROSTER_LOG_ONE * left * refusals[i].own);
          decided->alike = -lrint (ROSTER_LOG_ONE * left * refusals[i].alike);
          decided->only_dearer = refusals[i].only_dearer;
        }
    }
}

void
roster_match_read_decisions (RosterMatch *self,
                             GPtrArray   *decisions)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (RosterDecided));

  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    {
      RosterDecided decided = { .record = decisions->pdata[i] };
      const char *streamer = roster_record_text (decided.record, "streamer");
      const char *product = roster_record_text (decided.record, "product");

      if (streamer != NULL && product != NULL && roster_match_find_streamer (self, streamer, &decided.streamer) &&
          roster_match_find_product (self, product, &decided.product))
        g_array_append_val (rows, decided);
    }
  g_array_sort (rows, compare_decided);

  /* The last decision on a product is the one that counts. */
  self->decided = g_array_new (FALSE, TRUE, sizeof (RosterDecided));
  for (guint i = 0; i < rows->len; i++)
    {
      RosterDecided *row = &g_array_index (rows, RosterDecided, i);

      if (i + 1 < rows->len && row->streamer == row[1].streamer && row->product == row[1].product)
        continue;
      judge (self, row);
      g_object_ref (row->record);
      g_array_append_val (self->decided, *row);
    }

  for (guint i = 0; i < self->decided->len; i++)
    self->decided_from[g_array_index (self->decided, RosterDecided, i).streamer + 1] = i + 1;
  for (guint s = 0; s < self->n_streamers; s++)
    self->decided_from[s + 1] = MAX (self->decided_from[s + 1], self->decided_from[s]);
}
