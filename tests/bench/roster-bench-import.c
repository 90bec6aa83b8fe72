/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"

#include <string.h>

/* A list of creators as a shop's affiliate page exports it: 22 columns, amounts in a foreign currency, ranges, shares
   and gaps. */

#define N_CREATORS 629
#define N_RUNS 3

static const char header[] =
    "达人ID,达人分类,粉丝数,带货销量,带货销售额,直播GPM,视频GPM,此店铺商品数,国家,Affiliate_GMV,Affiliate_LIVE_GMV,"
    "Affiliate_shoppable_video_GMV,Items_sold,Est_commission,Avg_order_value,Affiliate_orders,CTR,Product_impressions,"
    "Affiliate_LIVEs,Affiliate_shoppable_videos,Affiliate_refunded_GMV,Affiliate_items_refunded\n";

static char *
make_file (RosterBench *self)
{
  static const char *const verticals[] = { "家居、家具和电器", "电子设备", "美妆个护", "食品饮料", "运动户外" };
  g_autoptr (GString) text = g_string_new (header);
  char *path = g_build_filename (self->folder, "creators.csv", NULL);

  for (guint i = 0; i < N_CREATORS; i++)
    g_string_append_printf (
        text, "c%010x,%s,%u,%u,%u,%u.%02u万₫-%u.%02u万₫,%u₫-%u₫,%u,VN,%u,%u,%u,%u,%u,%s,%u,%u%%,%u,%u,%u,%u,%u\n",
        i * 7919 + 17, verticals[i % G_N_ELEMENTS (verticals)], 500 + i * 137 % 900000, i * 31 % 20000,
        i * 104729 % 900000000, 10 + i % 90, i % 100, 110 + i % 90, i % 100, 1000 + i, 2000 + i, i % 60,
        i * 4441 % 9000000, i % 3 == 0 ? 0 : i * 1001 % 4000000, i * 2203 % 5000000, i % 300, i * 911 % 800000,
        i % 5 == 0 ? "--" : "345397", i % 200, i % 20, i * 57 % 9000, i % 12, i % 40, i * 13 % 70000, i % 4);
  if (!g_file_set_contents (path, text->str, text->len, NULL))
    g_error ("%s cannot be written", path);
  return path;
}

void
roster_bench_import (RosterBench *self)
{
  g_autofree char *program = roster_bench_program ("src/ctl/rosterctl");
  g_autofree char *file = make_file (self);
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autofree char *name = g_strdup_printf ("import-%u.db", i);
      g_autofree char *cache = g_build_filename (self->folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process = NULL;
      double start, value;

      roster_cache_close (roster_bench_open (self, name));
      start = roster_bench_seconds ();
      process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, "--cache", cache, "import",
                                  "streamers", file, "--rate", "0.00028", NULL);
      if (process == NULL || !g_subprocess_wait_check (process, NULL, &error))
        g_error ("%s", error->message);
      value = roster_bench_seconds () - start;
      g_array_append_val (seconds, value);
    }

  roster_bench_note ("import: a file of 629 creators", roster_bench_percentile (seconds, 0.5) * 1000, "ms");
}
