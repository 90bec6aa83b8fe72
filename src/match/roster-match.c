/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-match.h"

#include <math.h>
#include <string.h>

#include "roster-match-learn.h"
#include "roster-match-private.h"
#include "roster-match-table.h"

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (roster_record_id (*(RosterRecord *const *) a), roster_record_id (*(RosterRecord *const *) b));
}

/* The records in the order of their ids, and the number of each where somebody asks for it. */
static GPtrArray *
take_records (GPtrArray  *records,
              GHashTable *numbers)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; records != NULL && i < records->len; i++)
    g_ptr_array_add (taken, g_object_ref (records->pdata[i]));
  g_ptr_array_sort (taken, compare_ids);
  for (guint i = 0; numbers != NULL && i < taken->len; i++)
    g_hash_table_insert (numbers, (gpointer) roster_record_id (taken->pdata[i]), GUINT_TO_POINTER (i + 1));

  return taken;
}

static void
unref_record (gpointer record)
{
  g_clear_object (&record);
}

static GPtrArray *
places_for_records (guint n)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (unref_record);

  g_ptr_array_set_size (places, n);
  return places;
}

static void
make_arrays (RosterMatch *self)
{
  guint n = self->n_products, m = self->n_streamers;

  self->product_vertical = g_new0 (guint32, n);
  self->product_category = g_new0 (guint32, n);
  self->product_roles = g_new0 (guint8, n);
  self->product_exclusion = g_new0 (guint8, n);
  self->product_owner = g_new0 (guint32, n);
  self->product_margin = g_new0 (gint64, n);
  self->product_margin_guessed = g_new0 (gboolean, n);
  self->product_available = g_new0 (double, n);
  self->price_low = g_new0 (RosterLog, n);
  self->price_high = g_new0 (RosterLog, n);
  self->demand = g_new0 (RosterLog, n);
  self->popularity = g_new0 (gint64, n);
  self->supply = g_new0 (RosterLog, n);
  self->returns = g_new0 (RosterLog, n);
  self->margin = g_new0 (RosterLog, n);
  self->earned = g_new0 (RosterLog, n);
  self->blocked = g_new0 (gint32, n);
  self->product_factory = g_new0 (guint32, n);
  self->custom = g_array_new (FALSE, FALSE, sizeof (guint));

  self->streamer_vertical = g_new0 (guint32, m);
  self->streamer_tier = g_new0 (guint32, m);
  self->streamer_exclusion = g_new0 (guint8, m);
  self->band_low = g_new0 (RosterLog, m);
  self->band_high = g_new0 (RosterLog, m);
  self->band_li = g_malloc0_n (m, sizeof *self->band_li);
  self->band_is_recorded = g_new0 (gboolean, m);
  self->pace = g_new0 (RosterLog, m);
  self->reach = g_new0 (RosterLog, m);
  self->readiness = g_new0 (RosterLog, m);
  self->thinness = g_new0 (double, m);
  self->sold_from = g_new0 (guint, m + 1);
  self->decided_from = g_new0 (guint, m + 1);
  self->walkthroughs = places_for_records (m);
  self->followups = places_for_records (m);
  self->red_videos = places_for_records (m);
}

/**
 * roster_match_new:
 *
 * Learns from the records. This is the expensive part: it reads every sale once.
 *
 * Returns: (transfer full): what answers the questions below, unchanging
 */
RosterMatch *
roster_match_new (const RosterMatchSources *sources)
{
  RosterMatch *self = g_new0 (RosterMatch, 1);

  g_return_val_if_fail (sources != NULL && sources->streamers != NULL && sources->products != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->rules = sources->rules != NULL ? roster_rule_values_ref (sources->rules) : roster_rule_values_new (NULL);
  self->price_above = lrint (16 * roster_match_rule_share (self, ROSTER_RULE_MATCH_PRICE_ABOVE));
  self->price_below = lrint (16 * roster_match_rule_share (self, ROSTER_RULE_MATCH_PRICE_BELOW));
  self->today = roster_match_day (sources->today);
  self->streamer_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->product_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->streamers = take_records (sources->streamers, self->streamer_numbers);
  self->products = take_records (sources->products, self->product_numbers);
  self->factories = take_records (sources->factories, NULL);
  self->n_streamers = self->streamers->len;
  self->n_products = self->products->len;
  make_arrays (self);

  roster_match_read_products (self, sources);
  roster_match_read_streamers (self, sources);
  roster_match_read_sales (self, sources->sales);
  roster_match_read_decisions (self, sources->decisions);
  roster_match_learn (self, sources->affinities);
  return self;
}

RosterMatch *
roster_match_ref (RosterMatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
clear_names (RosterNames *self)
{
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
}

void
roster_match_unref (RosterMatch *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < self->decided->len; i++)
    g_object_unref (g_array_index (self->decided, RosterDecided, i).record);
  g_array_unref (self->decided);
  g_array_unref (self->sold);
  roster_rule_values_unref (self->rules);
  g_ptr_array_unref (self->walkthroughs);
  g_ptr_array_unref (self->followups);
  g_ptr_array_unref (self->red_videos);
  g_ptr_array_unref (self->streamers);
  g_ptr_array_unref (self->products);
  g_ptr_array_unref (self->factories);
  g_hash_table_unref (self->streamer_numbers);
  g_hash_table_unref (self->product_numbers);
  clear_names (&self->verticals);
  clear_names (&self->categories);

  g_free (self->product_vertical);
  g_free (self->product_category);
  g_free (self->product_roles);
  g_free (self->product_exclusion);
  g_free (self->product_owner);
  g_free (self->product_margin);
  g_free (self->product_margin_guessed);
  g_free (self->product_available);
  g_free (self->price_low);
  g_free (self->price_high);
  g_free (self->demand);
  g_free (self->popularity);
  g_free (self->supply);
  g_free (self->returns);
  g_free (self->margin);
  g_free (self->earned);
  g_free (self->blocked);
  g_array_unref (self->custom);
  g_free (self->product_factory);
  g_free (self->factory_capacity);
  g_free (self->in_category);
  g_free (self->in_category_from);
  g_free (self->streamer_vertical);
  g_free (self->streamer_tier);
  g_free (self->streamer_exclusion);
  g_free (self->band_low);
  g_free (self->band_high);
  g_free (self->band_li);
  g_free (self->band_is_recorded);
  g_free (self->pace);
  g_free (self->reach);
  g_free (self->readiness);
  g_free (self->thinness);
  g_free (self->sold_from);
  g_free (self->decided_from);
  roster_match_table_free (self->table);
  g_free (self->lift);
  g_free (self->share);
  g_free (self->neighbours);
  g_free (self->neighbours_from);
  g_free (self);
}

guint
roster_match_n_streamers (RosterMatch *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_streamers;
}

guint
roster_match_n_products (RosterMatch *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_products;
}

/**
 * roster_match_streamer:
 *
 * Returns: (transfer none): the streamer with this index
 */
RosterRecord *
roster_match_streamer (RosterMatch *self,
                       guint        streamer)
{
  g_return_val_if_fail (self != NULL && streamer < self->n_streamers, NULL);

  return self->streamers->pdata[streamer];
}

/**
 * roster_match_product:
 *
 * Returns: (transfer none): the product with this index
 */
RosterRecord *
roster_match_product (RosterMatch *self,
                      guint        product)
{
  g_return_val_if_fail (self != NULL && product < self->n_products, NULL);

  return self->products->pdata[product];
}

/**
 * roster_match_factories:
 *
 * Returns: (transfer none) (element-type RosterRecord): the factories of the catalogue, by id
 */
GPtrArray *
roster_match_factories (RosterMatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->factories;
}

/**
 * roster_match_is_accepted:
 *
 * Returns: whether the product was accepted for the streamer, and so lately that it need not be asked again (the rule
 *   %ROSTER_RULE_MATCH_LATER_DAYS)
 */
gboolean
roster_match_is_accepted (RosterMatch *self,
                          guint        streamer,
                          guint        product)
{
  g_return_val_if_fail (self != NULL && streamer < self->n_streamers && product < self->n_products, FALSE);

  const RosterDecided *decided = roster_match_find_decided (self, streamer, product);

  return decided != NULL && g_strcmp0 (roster_record_text (decided->record, "verdict"), "accepted") == 0 &&
         (gint64) self->today - decided->day < roster_rule_values_get (self->rules, ROSTER_RULE_MATCH_LATER_DAYS);
}

static gboolean
find_number (GHashTable *numbers,
             const char *id,
             guint      *number)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, id));

  if (found == 0)
    return FALSE;

  *number = found - 1;
  return TRUE;
}

/**
 * roster_match_find_streamer:
 * @streamer: (out): the index of the streamer with the id @id
 *
 * Returns: whether there is one
 */
gboolean
roster_match_find_streamer (RosterMatch *self,
                            const char  *id,
                            guint       *streamer)
{
  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  return find_number (self->streamer_numbers, id, streamer);
}

/**
 * roster_match_find_product:
 * @product: (out): the index of the product with the id @id
 *
 * Returns: whether there is one
 */
gboolean
roster_match_find_product (RosterMatch *self,
                           const char  *id,
                           guint       *product)
{
  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  return find_number (self->product_numbers, id, product);
}

/* The entry of a product among those from first to end, which are ordered by product. */
const RosterSold *
roster_match_find_sold (RosterMatch *self,
                        guint        streamer,
                        guint        product)
{
  guint first = self->sold_from[streamer], end = self->sold_from[streamer + 1];

  while (first < end)
    {
      guint middle = first + (end - first) / 2;
      const RosterSold *sold = &g_array_index (self->sold, RosterSold, middle);

      if (sold->product == product)
        return sold;
      if (sold->product < product)
        first = middle + 1;
      else
        end = middle;
    }

  return NULL;
}

const RosterDecided *
roster_match_find_decided (RosterMatch *self,
                           guint        streamer,
                           guint        product)
{
  for (guint i = self->decided_from[streamer]; i < self->decided_from[streamer + 1]; i++)
    {
      const RosterDecided *decided = &g_array_index (self->decided, RosterDecided, i);

      if (decided->product == product)
        return decided;
    }

  return NULL;
}

/**
 * roster_factor_nick:
 *
 * Returns: the name of a factor in JSON
 */
const char *
roster_factor_nick (RosterFactor factor)
{
  switch (factor)
    {
    case ROSTER_FACTOR_PACE:
      return "pace";
    case ROSTER_FACTOR_REACH:
      return "reach";
    case ROSTER_FACTOR_READINESS:
      return "readiness";
    case ROSTER_FACTOR_DEMAND:
      return "demand";
    case ROSTER_FACTOR_AFFINITY:
      return "affinity";
    case ROSTER_FACTOR_PRICE:
      return "price";
    case ROSTER_FACTOR_DECISION:
      return "decision";
    case ROSTER_FACTOR_SUPPLY:
      return "supply";
    case ROSTER_FACTOR_RETURNS:
      return "returns";
    case ROSTER_FACTOR_MARGIN:
      return "margin";
    case ROSTER_N_FACTORS:
      break;
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_exclusion_nick:
 *
 * Returns: the name of an exclusion in JSON
 */
const char *
roster_exclusion_nick (RosterExclusion exclusion)
{
  switch (exclusion)
    {
    case ROSTER_EXCLUSION_NONE:
      return "none";
    case ROSTER_EXCLUSION_CHECK_FAILED:
      return "check-failed";
    case ROSTER_EXCLUSION_CHECK_PENDING:
      return "check-pending";
    case ROSTER_EXCLUSION_NOT_LISTED:
      return "not-listed";
    case ROSTER_EXCLUSION_NO_SUPPLY:
      return "no-supply";
    case ROSTER_EXCLUSION_FACTORY:
      return "factory";
    case ROSTER_EXCLUSION_NO_MARGIN:
      return "no-margin";
    case ROSTER_EXCLUSION_MARGIN_UNKNOWN:
      return "margin-unknown";
    case ROSTER_EXCLUSION_FOR_ANOTHER:
      return "for-another";
    case ROSTER_EXCLUSION_PUT_OFF:
      return "put-off";
    case ROSTER_EXCLUSION_STREAMER_LEFT:
      return "streamer-left";
    }

  g_return_val_if_reached (NULL);
}
