/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "roster-demo.h"
#include "roster-match-explain.h"
#include "roster-match.h"
#include "roster-plan.h"
#include "roster-remote.h"

/* The made-up company: calibration of the expected margin, and the speed of ranking and planning. */

#define TODAY "2026-03-02"

/* The last period of 28 days ended on the day before; this is the first day after the one before it. */
#define BEFORE_LAST_PERIOD "2026-02-02"
#define N_DECILES 10

typedef struct
{
  GPtrArray *streamers;
  GPtrArray *products;
  GPtrArray *factories;
  GPtrArray *sales;
} Company;

static gboolean
take_record (RosterRecord  *record,
             gpointer       data,
             GError       **error)
{
  Company *company = data;
  const RosterRecordType *type = roster_record_type (record);
  GPtrArray *records = type == &roster_streamer_type  ? company->streamers
                       : type == &roster_product_type ? company->products
                       : type == &roster_factory_type ? company->factories
                       : type == &roster_sale_type    ? company->sales
                                                      : NULL;

  if (records != NULL)
    g_ptr_array_add (records, g_object_ref (record));
  return TRUE;
}

static gboolean
take_login (const RosterDemoLogin  *login,
            gpointer                data,
            GError                **error)
{
  return TRUE;
}

static Company
make_company (RosterDemoScale scale)
{
  static const RosterDemoSink sink = { take_record, take_login };
  Company company = {
    g_ptr_array_new_with_free_func (g_object_unref),
    g_ptr_array_new_with_free_func (g_object_unref),
    g_ptr_array_new_with_free_func (g_object_unref),
    g_ptr_array_new_with_free_func (g_object_unref),
  };

  if (!roster_demo_generate (scale, 1, TODAY, &sink, &company, NULL))
    g_error ("The demo company cannot be made");
  return company;
}

static void
free_company (Company *company)
{
  g_ptr_array_unref (company->streamers);
  g_ptr_array_unref (company->products);
  g_ptr_array_unref (company->factories);
  g_ptr_array_unref (company->sales);
}

/* Records of which what was measured in the last period is taken away. */
static GPtrArray *
without (GPtrArray         *records,
         const char *const *fields)
{
  GPtrArray *cut = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    {
      RosterRecord *copy = roster_record_copy (records->pdata[i]);

      for (guint f = 0; fields[f] != NULL; f++)
        roster_record_set (copy, fields[f], NULL);
      g_ptr_array_add (cut, copy);
    }

  return cut;
}

typedef struct
{
  double expected;
  double real;
} Margin;

static int
compare_margins (gconstpointer a,
                 gconstpointer b)
{
  const Margin *left = a, *right = b;

  return left->expected < right->expected ? -1 : left->expected > right->expected;
}

/* Prints what was expected and real, by part of what was expected, the least first. Returns: the worst ratio. */
static double
print_parts (const char *name,
             GArray     *margins,
             guint       n_parts)
{
  double worst = 1;

  g_array_sort (margins, compare_margins);
  printf ("match: calibration on the demo company, %s, %u sold in the hidden 28 days\n", name, margins->len);
  for (guint part = 0; part < n_parts && margins->len >= n_parts; part++)
    {
      guint first = (gsize) margins->len * part / n_parts, end = (gsize) margins->len * (part + 1) / n_parts;
      double expected = 0, real = 0;

      for (guint i = first; i < end; i++)
        {
          expected += g_array_index (margins, Margin, i).expected / (end - first);
          real += g_array_index (margins, Margin, i).real / (end - first);
        }
      printf ("  part %2u of %2u   expected %10.2f yuan   real %10.2f yuan   ratio %.2f\n", part + 1, n_parts,
              expected / 1000, real / 1000, real / expected);
      worst = MAX (worst, MAX (real / expected, expected / real));
    }

  return worst;
}

/* Whether a streamer sold a product, by their ids. */
static GHashTable *
pairs_of (GPtrArray *sales)
{
  GHashTable *pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sales->len; i++)
    g_hash_table_add (pairs, g_strdup_printf ("%s %s", roster_record_text (sales->pdata[i], "streamer"),
                                              roster_record_text (sales->pdata[i], "product")));
  return pairs;
}

/**
 * roster_bench_match_calibration:
 *
 * Hides the last 28 days of the demo company's sales, expects the margin of every product that was sold then, and
 * compares it with the real one, by decile of what was expected. Sales know nothing of what was on offer and sold to
 * nobody. So what a streamer sells for the first time stands apart: the engine reckons how likely that is, and only
 * what came true is counted.
 */
void
roster_bench_match_calibration (RosterBench *self)
{
  static const char *const of_streamer[] = { "units28", "sales28", "ordersPerDay", "averageOrder", "unitsSold",
                                             "salesTotal", NULL };
  static const char *const of_product[] = { "units28", "sales28", "stock", "dailyCapacity", NULL };
  Company company = make_company (ROSTER_DEMO_SCALE_COMPANY);
  g_autoptr (GPtrArray) streamers = without (company.streamers, of_streamer);
  g_autoptr (GPtrArray) products = without (company.products, of_product);
  g_autoptr (GPtrArray) earlier = g_ptr_array_new ();
  g_autoptr (GArray) margins = g_array_new (FALSE, FALSE, sizeof (Margin));
  g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (Margin));
  g_autoptr (GHashTable) sold_before = NULL;
  g_autoptr (RosterMatch) match = NULL;
  double worst;

  for (guint i = 0; i < company.sales->len; i++)
    if (strcmp (roster_record_text (company.sales->pdata[i], "periodEnd"), BEFORE_LAST_PERIOD) < 0)
      g_ptr_array_add (earlier, company.sales->pdata[i]);
  sold_before = pairs_of (earlier);
  match = roster_match_new (&(RosterMatchSources){
      .today = BEFORE_LAST_PERIOD, .streamers = streamers, .products = products, .sales = earlier });

  for (guint i = 0; i < company.sales->len; i++)
    {
      RosterRecord *sale = company.sales->pdata[i];
      g_autofree char *pair = NULL;
      RosterSuggestion suggestion;
      Margin margin;
      guint s, p;

      if (strcmp (roster_record_text (sale, "periodEnd"), BEFORE_LAST_PERIOD) < 0 ||
          !roster_match_find_streamer (match, roster_record_text (sale, "streamer"), &s) ||
          !roster_match_find_product (match, roster_record_text (sale, "product"), &p))
        continue;
      roster_match_pair (match, s, p, &suggestion);
      margin.expected = roster_log_undo (suggestion.score) *
                        MAX (roster_record_number (roster_match_streamer (match, s), "lives28", 12), 1);
      margin.real = (double) (roster_record_number (sale, "units", 0) -
                              roster_record_number (sale, "unitsReturned", 0)) *
                    roster_record_number (roster_match_product (match, p), "unitMargin", 0);
      pair = g_strdup_printf ("%s %s", roster_record_text (sale, "streamer"), roster_record_text (sale, "product"));
      g_array_append_val (g_hash_table_contains (sold_before, pair) ? margins : firsts, margin);
    }
  worst = print_parts ("products sold before", margins, N_DECILES);
  roster_bench_report (self, "match: real against expected margin, worst decile", worst, "×", 1.25);
  print_parts ("products never sold before", firsts, 3);
  free_company (&company);
}

/* Speed */

static GPtrArray *
first_of (GPtrArray *records,
          guint      n)
{
  GPtrArray *first = g_ptr_array_new ();

  for (guint i = 0; i < MIN (n, records->len); i++)
    g_ptr_array_add (first, records->pdata[i]);
  return first;
}

/* Ranks and explains for a range of the streamers. */
typedef struct
{
  RosterMatch *match;
  guint first;
  guint end;
  guint n_explained;
} Part;

#define EXPLAINED 20

static gpointer
rank_part (gpointer data)
{
  Part *part = data;

  for (guint s = part->first; s < part->end; s++)
    {
      g_autoptr (GArray) ranked = roster_match_for_streamer (part->match, s, NULL, EXPLAINED);

      for (guint i = 0; i < ranked->len; i++)
        {
          RosterExplanation explanation;

          roster_match_explain (part->match, &g_array_index (ranked, RosterSuggestion, i), &explanation);
          part->n_explained += explanation.n_top > 0;
        }
    }

  return NULL;
}

static double
rank_all (RosterMatch *match,
          guint        n_threads)
{
  guint n = roster_match_n_streamers (match);
  g_autofree Part *parts = g_new0 (Part, n_threads);
  g_autofree GThread **threads = g_new0 (GThread *, n_threads);
  double start = roster_bench_seconds ();

  for (guint t = 0; t < n_threads; t++)
    {
      parts[t] = (Part){ match, n * t / n_threads, n * (t + 1) / n_threads, 0 };
      threads[t] = g_thread_new ("rank", rank_part, &parts[t]);
    }
  for (guint t = 0; t < n_threads; t++)
    g_thread_join (threads[t]);

  return roster_bench_seconds () - start;
}

/* The best of a few runs: what the machine can do when nobody else uses it. */
static double
best_rank_all (RosterMatch *match,
               guint        n_threads,
               guint        n_runs)
{
  double best = INFINITY;

  for (guint i = 0; i < n_runs; i++)
    best = MIN (best, rank_all (match, n_threads));

  return best;
}

/* How fast two threads copy memory, in bytes read and written a second. */
#define COPIED (64 << 20)
#define N_COPIES 8

static gpointer
copy_thread (gpointer data)
{
  g_autofree char *from = g_malloc0 (COPIED);
  g_autofree char *to = g_malloc0 (COPIED);

  for (guint i = 0; i < N_COPIES; i++)
    {
      from[i] = i;
      memcpy (to, from, COPIED);
    }
  return GINT_TO_POINTER (to[0]);
}

static double
copy_speed (void)
{
  double start = roster_bench_seconds ();
  GThread *threads[] = { g_thread_new ("copy", copy_thread, NULL), g_thread_new ("copy", copy_thread, NULL) };

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  return 2.0 * G_N_ELEMENTS (threads) * N_COPIES * COPIED / (roster_bench_seconds () - start);
}

/* The same ranking by one query: units of the category, price band and margin, without explanations. */
static double
rank_by_sql (RosterBench *self,
             const char  *name,
             GPtrArray   *streamers,
             GPtrArray   *products,
             GPtrArray   *sales)
{
  g_autoptr (RosterCache) cache = roster_bench_open (self, name);
  double start;

  roster_cache_begin (cache, NULL);
  for (guint i = 0; i < products->len; i++)
    roster_cache_load_remote (cache, products->pdata[i], NULL);
  for (guint i = 0; i < streamers->len; i++)
    roster_cache_load_remote (cache, streamers->pdata[i], NULL);
  for (guint i = 0; i < sales->len; i++)
    roster_cache_load_remote (cache, sales->pdata[i], NULL);
  roster_cache_commit (cache, NULL);

  start = roster_bench_seconds ();
  for (guint i = 0; i < streamers->len; i++)
    {
      g_autoptr (RosterStatement) statement = roster_database_query (
          roster_cache_database (cache), NULL,
          "WITH own AS (SELECT p.category, SUM(s.units) AS units FROM \"Sale\" s JOIN \"Product\" p ON p.id = "
          "s.product "
          "             WHERE s.streamer = ?1 GROUP BY p.category) "
          "SELECT p.id, (1 + COALESCE(own.units, 0)) * (1 + p.units28) * p.\"unitMargin\" * "
          "       CASE WHEN p.price BETWEEN st.\"buyersPayLow\" AND st.\"buyersPayHigh\" THEN 1.0 ELSE 0.25 END * "
          "       MIN(1.0, p.stock / 100.0) * (1000000 - p.\"returnRate\") AS worth "
          "FROM \"Product\" p JOIN \"Streamer\" st ON st.id = ?1 LEFT JOIN own ON own.category = p.category "
          "WHERE p.\"safetyCheck\" = 'passed' AND p.\"legalityCheck\" = 'passed' ORDER BY worth DESC LIMIT 20",
          "s", roster_record_id (streamers->pdata[i]));

      while (roster_statement_step (statement, NULL) == ROSTER_STEP_ROW)
        ;
    }

  return roster_bench_seconds () - start;
}

/* A plan that is being made while somebody stops it. */
typedef struct
{
  RosterMatch *match;
  GCancellable *cancellable;
} Stopping;

static gpointer
plan_thread (gpointer data)
{
  const Stopping *stopping = data;

  return roster_plan_new (stopping->match, &(RosterPlanRequest){ .floor = -1, .cancellable = stopping->cancellable },
                          NULL);
}

/* How long it takes until the thread has ended: the longest of a few, each stopped at another time. */
static double
stop_plans (RosterMatch *match,
            double       seconds)
{
  double longest = 0;

  for (guint i = 1; i <= 8; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Stopping stopping = { match, cancellable };
      GThread *thread = g_thread_new ("plan", plan_thread, &stopping);
      RosterPlan *plan;
      double start;

      g_usleep (seconds * i / 9 * G_USEC_PER_SEC);
      start = roster_bench_seconds ();
      g_cancellable_cancel (cancellable);
      plan = g_thread_join (thread);
      longest = MAX (longest, roster_bench_seconds () - start);
      g_clear_pointer (&plan, roster_plan_free);
    }

  return longest;
}

static void
bench_plan (RosterBench   *self,
            const Company *company)
{
  g_autoptr (GPtrArray) streamers = first_of (company->streamers, 200);
  g_autoptr (GPtrArray) products = first_of (company->products, 2000);
  g_autoptr (RosterMatch) match = roster_match_new (&(RosterMatchSources){ .today = TODAY,
                                                                           .streamers = streamers,
                                                                           .products = products,
                                                                           .factories = company->factories,
                                                                           .sales = company->sales });
  double start = roster_bench_seconds ();
  g_autoptr (RosterPlan) plan = roster_plan_new (match, &(RosterPlanRequest){ .floor = -1, .seconds = 20 }, NULL);
  double seconds = roster_bench_seconds () - start;

  printf ("plan: %u × %u, %u pairs, %u kept after pruning, %u planned: %s%s, %.3f yuan, bound %.3f, relaxation %.3f\n",
          plan->streamers->len, roster_match_n_products (match), plan->n_pairs, plan->n_kept, plan->items->len,
          roster_plan_state_nick (plan->state), plan->branched ? " by branch and cut" : "", plan->margin / 1000.0,
          plan->bound / 1000.0, plan->relaxation / 1000.0);
  roster_bench_report (self, "plan: 200 streamers × 2,000 products, proven optimal",
                       plan->state == ROSTER_PLAN_OPTIMAL ? seconds : INFINITY, "s", 1);
  /* The query knows neither stock nor slots nor a floor: what it ranks is no plan. */
  roster_bench_note ("plan: against a plain query that only ranks the same pairs",
                     seconds / rank_by_sql (self, "plan.db", streamers, products, company->sales), "×");
  roster_bench_report (self, "plan: from stopping it to the end of its thread", stop_plans (match, seconds) * 1000,
                       "ms", 100);
}

/**
 * roster_bench_rank:
 *
 * The speed of ranking with explanations, against SQL, and of planning.
 */
void
roster_bench_rank (RosterBench *self)
{
  Company company = make_company (ROSTER_DEMO_SCALE_COMPANY);
  g_autoptr (GPtrArray) book = first_of (company.streamers, 35);
  double start = roster_bench_seconds ();
  g_autoptr (RosterMatch) of_book = roster_match_new (&(RosterMatchSources){ .today = TODAY,
                                                                             .streamers = book,
                                                                             .products = company.products,
                                                                             .factories = company.factories,
                                                                             .sales = company.sales });
  g_autoptr (RosterMatch) of_company = NULL;
  double ours, by_sql;

  roster_bench_note ("rank: learning from a book’s records", (roster_bench_seconds () - start) * 1000, "ms");
  ours = best_rank_all (of_book, 1, 20);
  roster_bench_report (self, "rank: 35 × 10,000 pairs scored, 20 for each explained", ours * 1000, "ms", 16);
  by_sql = rank_by_sql (self, "match.db", book, company.products, company.sales);
  roster_bench_report (self, "rank: against a plain query for the same", ours / by_sql, "×", 1);

  start = roster_bench_seconds ();
  of_company = roster_match_new (&(RosterMatchSources){ .today = TODAY,
                                                        .streamers = company.streamers,
                                                        .products = company.products,
                                                        .factories = company.factories,
                                                        .sales = company.sales });
  roster_bench_note ("rank: learning from the company’s records", (roster_bench_seconds () - start) * 1000, "ms");
  ours = best_rank_all (of_company, 2, 3);
  roster_bench_report (self, "rank: 4,000 × 10,000, the same on two threads", ours, "s", 1);
  /* Eight columns of a product are read, the score is written, written again and read. */
  roster_bench_note ("rank: bytes read and written a second",
                     company.streamers->len * (double) company.products->len * 11 * sizeof (RosterLog) / ours / 1e9,
                     "GB/s");
  roster_bench_note ("rank: the same when copying memory", copy_speed () / 1e9, "GB/s");
  roster_bench_note ("rank: pairs a second", company.streamers->len * (double) company.products->len / ours / 1e6,
                     "M/s");

  bench_plan (self, &company);
  free_company (&company);
}
