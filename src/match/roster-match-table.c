/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-match-table.h"

#include <string.h>

#define WEIGHT_ONE 1024.0
#define PER_HUNDRED 100.0
#define PER_MILLION 1e6

static const char *const tiers[ROSTER_MATCH_N_TIERS] = { "", "heavy-seller", "small-seller", "newcomer", "part-timer" };

static const RosterSold *
sold_at (RosterMatch *match,
         guint        i)
{
  return &g_array_index (match->sold, RosterSold, i);
}

/* What sells together */

/* A sale that teaches what sells together: of which streamer, and how strongly. */
typedef struct
{
  guint streamer;
  guint product;
  double evidence;
} Together;

static int
compare_units (gconstpointer a,
               gconstpointer b)
{
  const RosterSold *left = *(const RosterSold *const *) a, *right = *(const RosterSold *const *) b;

  if (left->units != right->units)
    return left->units > right->units ? -1 : 1;

  return left->product < right->product ? -1 : left->product > right->product;
}

static int
compare_sold (gconstpointer a,
              gconstpointer b)
{
  const RosterSold *left = *(const RosterSold *const *) a, *right = *(const RosterSold *const *) b;

  return left->product < right->product ? -1 : left->product > right->product;
}

/* What a streamer sells most of, by product. */
static void
add_best_sold (RosterMatch *match,
               guint        streamer,
               GArray      *together)
{
  g_autoptr (GPtrArray) best = g_ptr_array_new ();

  for (guint i = match->sold_from[streamer]; i < match->sold_from[streamer + 1]; i++)
    g_ptr_array_add (best, (gpointer) sold_at (match, i));
  if (best->len > ROSTER_MATCH_MAX_TOGETHER)
    {
      g_ptr_array_sort (best, compare_units);
      g_ptr_array_set_size (best, ROSTER_MATCH_MAX_TOGETHER);
      g_ptr_array_sort (best, compare_sold);
    }

  for (guint i = 0; i < best->len; i++)
    {
      const RosterSold *sold = best->pdata[i];
      Together one = { streamer, sold->product, roster_match_evidence (sold) };

      g_array_append_val (together, one);
    }
}

/* The sales by product, in the order of the streamers within each: `from[p]` is where those of product p begin. */
static guint *
index_by_product (GArray *together,
                  guint   n_products,
                  guint  *from)
{
  guint *by_product = g_new (guint, MAX (together->len, 1));
  g_autofree guint *next = g_new0 (guint, n_products + 1);

  for (guint i = 0; i < together->len; i++)
    from[g_array_index (together, Together, i).product + 1]++;
  for (guint p = 0; p < n_products; p++)
    from[p + 1] += from[p];
  memcpy (next, from, n_products * sizeof *next);
  for (guint i = 0; i < together->len; i++)
    by_product[next[g_array_index (together, Together, i).product]++] = i;

  return by_product;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return left < right ? -1 : left > right;
}

/* The sums of each pair are over streamers in their fixed order. */
static void
learn_neighbours (RosterMatch *match)
{
  guint n_products = match->n_products;
  g_autoptr (GArray) together = g_array_new (FALSE, FALSE, sizeof (Together));
  g_autoptr (GArray) neighbours = g_array_new (FALSE, FALSE, sizeof (RosterNeighbour));
  g_autoptr (GArray) met = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *from = g_new0 (guint, n_products + 1);
  g_autofree guint *streamer_from = g_new0 (guint, match->n_streamers + 1);
  g_autofree double *squares = g_new0 (double, MAX (n_products, 1)), *sums = g_new0 (double, MAX (n_products, 1));
  g_autofree guint *counts = g_new0 (guint, MAX (n_products, 1));
  g_autofree guint *by_product = NULL;

  for (guint s = 0; s < match->n_streamers; s++)
    {
      add_best_sold (match, s, together);
      streamer_from[s + 1] = together->len;
    }
  by_product = index_by_product (together, n_products, from);
  for (guint i = 0; i < together->len; i++)
    {
      const Together *one = &g_array_index (together, Together, i);

      squares[one->product] += one->evidence * one->evidence;
    }

  for (guint p = 0; p < n_products; p++)
    {
      g_array_set_size (met, 0);
      for (guint i = from[p]; i < from[p + 1]; i++)
        {
          const Together *one = &g_array_index (together, Together, by_product[i]);

          for (guint k = streamer_from[one->streamer]; k < streamer_from[one->streamer + 1]; k++)
            {
              const Together *other = &g_array_index (together, Together, k);

              if (other->product == p)
                continue;
              if (counts[other->product]++ == 0)
                g_array_append_val (met, other->product);
              sums[other->product] += one->evidence * other->evidence;
            }
        }

      g_array_sort (met, compare_numbers);
      for (guint i = 0; i < met->len; i++)
        {
          guint other = g_array_index (met, guint, i), n = counts[other];
          RosterNeighbour neighbour = { other, sums[other] / sqrt (squares[p] * squares[other]) * n /
                                                   (n + ROSTER_MATCH_PRIOR_STREAMERS) };

          g_array_append_val (neighbours, neighbour);
          sums[other] = 0, counts[other] = 0;
        }
      match->neighbours_from[p + 1] = neighbours->len;
    }

  if (neighbours->len == 0)
    g_array_set_size (neighbours, 1);
  match->neighbours = (RosterNeighbour *) g_array_free (g_steal_pointer (&neighbours), FALSE);
}

/* Everything else that the sales at hand say of the company. */
static void
learn_sums (RosterMatchTable *self,
            RosterMatch      *match)
{
  guint n_verticals = match->verticals.names->len, n_categories = match->categories.names->len;

  for (guint i = 0; i < match->sold->len; i++)
    {
      const RosterSold *sold = sold_at (match, i);
      guint vertical = match->streamer_vertical[sold->streamer];
      RosterMatchTally *pace = &self->paces[match->streamer_tier[sold->streamer] * n_verticals + vertical];

      self->chosen[vertical * n_categories + match->product_category[sold->product]] += roster_match_evidence (sold);
      self->adopted[sold->product] += ROSTER_MATCH_OFFERED + (sold->units > 0);
      match->popularity[sold->product] += sold->units;
      pace->units += sold->weighted_units / WEIGHT_ONE;
      pace->sessions += sold->weighted_sessions / WEIGHT_ONE;
    }
}

/* Reading a table */

/* A map holds its values as JSON. */
static gint64
share_of (const char *json)
{
  return MAX (g_ascii_strtoll (json, NULL, 10), 0);
}

typedef struct
{
  guint product;
  RosterNeighbour neighbour;
} Pair;

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const Pair *left = a, *right = b;

  if (left->product != right->product)
    return left->product < right->product ? -1 : 1;
  if (left->neighbour.product != right->neighbour.product)
    return left->neighbour.product < right->neighbour.product ? -1 : 1;

  return left->neighbour.similarity < right->neighbour.similarity ? -1 : 1;
}

static void
read_product (RosterMatchTable *self,
              RosterMatch      *match,
              RosterRecord     *record,
              const char       *id,
              GArray           *pairs)
{
  GVariant *shares = roster_record_value (record, "shares");
  Pair pair = { 0 };
  GVariantIter iter;
  const char *other, *value;

  if (!roster_match_find_product (match, id, &pair.product))
    return;

  self->adopted[pair.product] = MAX (roster_record_number (record, "evidence", 0), 0) / PER_HUNDRED;
  match->popularity[pair.product] = MAX (roster_record_number (record, "units", 0), 0);
  if (shares == NULL)
    return;

  g_variant_iter_init (&iter, shares);
  while (g_variant_iter_next (&iter, "{&s&s}", &other, &value))
    if (roster_match_find_product (match, other, &pair.neighbour.product) &&
        pair.neighbour.product != pair.product)
      {
        pair.neighbour.similarity = MIN (share_of (value) / PER_MILLION, 1);
        g_array_append_val (pairs, pair);
      }
}

/* Verticals that only others have count for everybody. */
static void
read_vertical (RosterMatchTable *self,
               RosterMatch      *match,
               RosterRecord     *record,
               const char       *name)
{
  guint row = roster_names_number (&match->verticals, name) * match->categories.names->len;
  GVariant *shares = roster_record_value (record, "shares");
  GVariantIter iter;
  const char *category, *value;

  if (shares == NULL)
    return;

  g_variant_iter_init (&iter, shares);
  while (g_variant_iter_next (&iter, "{&s&s}", &category, &value))
    self->chosen[row + roster_names_number (&match->categories, category)] += share_of (value) / PER_HUNDRED;
}

static void
read_pace (RosterMatchTable *self,
           RosterMatch      *match,
           RosterRecord     *record,
           const char       *group)
{
  const char *slash = strchr (group, '/');
  guint vertical = slash != NULL ? roster_names_number (&match->verticals, slash + 1) : ROSTER_MATCH_NO_GROUP;
  guint tier = 0;
  RosterMatchTally *pace;

  for (guint t = 1; slash != NULL && t < ROSTER_MATCH_N_TIERS; t++)
    if (strlen (tiers[t]) == (gsize) (slash - group) && strncmp (tiers[t], group, slash - group) == 0)
      tier = t;
  pace = &self->paces[tier * match->verticals.names->len + vertical];
  pace->units += MAX (roster_record_number (record, "units", 0), 0);
  pace->sessions += MAX (roster_record_number (record, "sessions", 0), 0);
}

static void
read_table (RosterMatchTable *self,
            RosterMatch      *match,
            GPtrArray        *affinities)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < affinities->len; i++)
    {
      RosterRecord *record = affinities->pdata[i];
      const char *name = roster_record_text (record, "name");

      if (name == NULL)
        continue;
      if (g_str_has_prefix (name, "product/"))
        read_product (self, match, record, name + strlen ("product/"), pairs);
      else if (g_str_has_prefix (name, "vertical/"))
        read_vertical (self, match, record, name + strlen ("vertical/"));
      else if (g_str_has_prefix (name, "pace/"))
        read_pace (self, match, record, name + strlen ("pace/"));
    }

  g_array_sort (pairs, compare_pairs);
  match->neighbours = g_new0 (RosterNeighbour, MAX (pairs->len, 1));
  for (guint i = 0; i < pairs->len; i++)
    {
      match->neighbours[i] = g_array_index (pairs, Pair, i).neighbour;
      match->neighbours_from[g_array_index (pairs, Pair, i).product + 1] = i + 1;
    }
}

/**
 * roster_match_table_new:
 * @affinities: (nullable) (element-type RosterRecord): what the office learnt
 *
 * Learns what is known of the company: from the office's table, or from the sales at hand where there is none. Fills
 * the match's neighbours and popularity.
 */
RosterMatchTable *
roster_match_table_new (RosterMatch *match,
                        GPtrArray   *affinities)
{
  RosterMatchTable *self = g_new0 (RosterMatchTable, 1);
  guint n_verticals = match->verticals.names->len;

  self->chosen = g_new0 (double, (gsize) n_verticals * match->categories.names->len);
  self->paces = g_new0 (RosterMatchTally, ROSTER_MATCH_N_TIERS * n_verticals);
  self->adopted = g_new0 (double, MAX (match->n_products, 1));
  match->neighbours_from = g_new0 (guint, match->n_products + 1);
  if (affinities != NULL && affinities->len > 0)
    read_table (self, match, affinities);
  else
    {
      learn_sums (self, match);
      learn_neighbours (match);
    }
  for (guint p = 0; p < match->n_products; p++)
    match->neighbours_from[p + 1] = MAX (match->neighbours_from[p + 1], match->neighbours_from[p]);

  return self;
}

void
roster_match_table_free (RosterMatchTable *self)
{
  g_free (self->chosen);
  g_free (self->paces);
  g_free (self->adopted);
  g_free (self);
}

/* Writing one */

/* The id follows from the subject, so that learning again writes the same records. */
static char *
id_of (const char *subject)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, subject, -1);

  return g_strdup_printf ("00000000-0000-7%.3s-8%.3s-%.12s", hash, hash + 3, hash + 6);
}

static RosterRecord *
new_record (GPtrArray  *records,
            const char *account,
            const char *kind,
            const char *rest)
{
  g_autofree char *subject = g_strconcat (kind, "/", rest, NULL);
  g_autofree char *id = id_of (subject);
  RosterRecord *record = roster_record_new (&roster_affinity_type, id, account);

  roster_record_set_text (record, "name", subject);
  g_ptr_array_add (records, record);
  return record;
}

static void
add_share (GVariantBuilder *shares,
           const char      *name,
           gint64           share)
{
  g_autofree char *json = g_strdup_printf ("%" G_GINT64_FORMAT, share);

  g_variant_builder_add (shares, "{ss}", name, json);
}

static int
compare_products (gconstpointer a,
                  gconstpointer b)
{
  const RosterNeighbour *left = a, *right = b;

  return left->product < right->product ? -1 : left->product > right->product;
}

static int
compare_similarities (gconstpointer a,
                      gconstpointer b)
{
  const RosterNeighbour *left = a, *right = b;

  if (left->similarity != right->similarity)
    return left->similarity > right->similarity ? -1 : 1;

  return left->product < right->product ? -1 : left->product > right->product;
}

static void
write_products (RosterMatch            *match,
                const RosterMatchTable *table,
                const char             *account,
                GPtrArray              *records)
{
  for (guint p = 0; p < match->n_products; p++)
    {
      guint n = match->neighbours_from[p + 1] - match->neighbours_from[p];
      g_autofree RosterNeighbour *best = NULL;
      RosterRecord *record;
      g_auto (GVariantBuilder) shares = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

      if (table->adopted[p] == 0)
        continue;

      record = new_record (records, account, "product", roster_record_id (match->products->pdata[p]));
      roster_record_set_number (record, "evidence", llround (table->adopted[p] * PER_HUNDRED));
      roster_record_set_number (record, "units", match->popularity[p]);
      best = g_memdup2 (&match->neighbours[match->neighbours_from[p]], n * sizeof *best);
      if (n > 1)
        qsort (best, n, sizeof *best, compare_similarities);
      n = MIN (n, ROSTER_MATCH_TABLE_NEIGHBOURS);
      if (n > 1)
        qsort (best, n, sizeof *best, compare_products);
      /* In hundredths, so that small changes change nothing that would have to be sent. */
      for (guint i = 0; i < n; i++)
        add_share (&shares, roster_record_id (match->products->pdata[best[i].product]),
                   llround (best[i].similarity * 100) * 10000);
      if (n > 0)
        roster_record_set (record, "shares", g_variant_builder_end (&shares));
    }
}

static void
write_verticals (RosterMatch            *match,
                 const RosterMatchTable *table,
                 const char             *account,
                 GPtrArray              *records)
{
  guint n_categories = match->categories.names->len;

  for (guint v = 0; v < match->verticals.names->len; v++)
    {
      g_auto (GVariantBuilder) shares = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
      guint n = 0;

      for (guint c = 0; c < n_categories; c++)
        if (table->chosen[v * n_categories + c] > 0)
          {
            add_share (&shares, match->categories.names->pdata[c],
                       llround (table->chosen[v * n_categories + c] * PER_HUNDRED));
            n++;
          }
      if (n > 0)
        roster_record_set (new_record (records, account, "vertical", match->verticals.names->pdata[v]), "shares",
                           g_variant_builder_end (&shares));
    }
}

static void
write_paces (RosterMatch            *match,
             const RosterMatchTable *table,
             const char             *account,
             GPtrArray              *records)
{
  guint n_verticals = match->verticals.names->len;

  for (guint t = 0; t < ROSTER_MATCH_N_TIERS; t++)
    for (guint v = 0; v < n_verticals; v++)
      {
        const RosterMatchTally *pace = &table->paces[t * n_verticals + v];
        g_autofree char *group = g_strconcat (tiers[t], "/", match->verticals.names->pdata[v], NULL);
        RosterRecord *record;

        if (pace->sessions <= 0)
          continue;
        record = new_record (records, account, "pace", group);
        roster_record_set_number (record, "units", llround (pace->units));
        roster_record_set_number (record, "sessions", MAX (llround (pace->sessions), 1));
      }
}

/**
 * roster_match_learned:
 * @account: whose records these will be
 *
 * What the sales of this match teach, for caches that see only some of them. Without sales there is nothing.
 *
 * Returns: (transfer full) (element-type RosterRecord): Affinity records; their ids follow from their subjects
 */
GPtrArray *
roster_match_learned (RosterMatch *self,
                      const char  *account)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (self != NULL && account != NULL, NULL);

  write_products (self, self->table, account, records);
  write_verticals (self, self->table, account, records);
  write_paces (self, self->table, account, records);
  return records;
}
