/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"

#include <string.h>

#include "roster-demo.h"
#include "roster-remote.h"
#include "roster-search-index.h"

/* A key press to its results, over 4,000 streamers and 10,000 products; and the same by SQL alone. */

typedef struct
{
  RosterCache *cache;
  GPtrArray *titles;
} Filling;

static gboolean
take_record (RosterRecord  *record,
             gpointer       data,
             GError       **error)
{
  Filling *filling = data;

  if (roster_record_type (record) != &roster_streamer_type && roster_record_type (record) != &roster_product_type)
    return TRUE;

  g_ptr_array_add (filling->titles, g_strdup (roster_record_title (record)));
  return roster_cache_load_remote (filling->cache, record, error);
}

static gboolean
take_login (const RosterDemoLogin  *login,
            gpointer                data,
            GError                **error)
{
  return TRUE;
}

/* What is typed to find a title: its first characters one after the other. */
static void
add_key_presses (GPtrArray  *queries,
                 const char *title)
{
  const char *end = title;

  for (guint i = 0; i < 4 && *end != '\0'; i++)
    {
      end = g_utf8_next_char (end);
      g_ptr_array_add (queries, g_strndup (title, end - title));
    }
}

static GPtrArray *
make_queries (GPtrArray *titles)
{
  static const char *const spelled[] = {
    "z", "zh", "zha", "zhan", "x", "xf", "w", "wl", "li", "lin", "1", "13", "138"
  };
  GPtrArray *queries = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < titles->len; i += titles->len / 400)
    add_key_presses (queries, titles->pdata[i]);
  for (guint i = 0; i < G_N_ELEMENTS (spelled); i++)
    g_ptr_array_add (queries, g_strdup (spelled[i]));

  return queries;
}

static double
find_by_sql (RosterCache *cache,
             const char  *query)
{
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", query);
  double start = roster_bench_seconds ();
  g_autoptr (RosterStatement) statement = roster_database_query (
      roster_cache_database (cache), NULL,
      "SELECT type, id, title FROM search WHERE key LIKE ? ORDER BY title LIMIT 50", "s", pattern);

  while (roster_statement_step (statement, NULL) == ROSTER_STEP_ROW)
    ;

  return (roster_bench_seconds () - start) * 1000;
}

void
roster_bench_search (RosterBench *self)
{
  static const RosterDemoSink sink = { take_record, take_login };
  g_autoptr (RosterCache) cache = roster_bench_open (self, "search.db");
  g_autoptr (RosterSearchIndex) index = roster_search_index_new ();
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) queries = NULL;
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) by_sql = g_array_new (FALSE, FALSE, sizeof (double));
  Filling filling = { cache, titles };
  double start, value;

  roster_cache_begin (cache, NULL);
  if (!roster_demo_generate (ROSTER_DEMO_SCALE_COMPANY, 1, "2026-03-02", &sink, &filling, NULL))
    g_error ("The demo company cannot be made");
  roster_cache_commit (cache, NULL);

  start = roster_bench_seconds ();
  roster_search_index_refresh (index, cache, NULL);
  roster_bench_note ("search: reading the index once", (roster_bench_seconds () - start) * 1000, "ms");

  queries = make_queries (titles);
  for (guint i = 0; i < queries->len; i++)
    {
      g_autoptr (GPtrArray) found = NULL;

      start = roster_bench_seconds ();
      found = roster_search_index_find (index, queries->pdata[i], NULL, 50);
      value = (roster_bench_seconds () - start) * 1000;
      g_array_append_val (ours, value);
      value = find_by_sql (cache, queries->pdata[i]);
      g_array_append_val (by_sql, value);
    }

  roster_bench_report (self, "search: key press to results, 99th percentile", roster_bench_percentile (ours, 0.99),
                       "ms", 4);
  roster_bench_note ("search: the same, median", roster_bench_percentile (ours, 0.5), "ms");
  roster_bench_report (self, "search: against LIKE in SQL, medians",
                       roster_bench_percentile (ours, 0.5) / roster_bench_percentile (by_sql, 0.5), "×", 1);
}
