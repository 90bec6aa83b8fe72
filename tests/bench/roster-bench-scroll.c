/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"

#include <string.h>

/*
 * Scrolling the products of the whole company frame by frame, against a plain list of as many labels in the same run;
 * and another order or filter of all its streamers. What a frame takes after everything has its place is drawing:
 * without a graphics card that is cairo on this thread.
 */

/* In milliseconds, an element for each frame */
typedef struct
{
  GArray *wall;
  GArray *worked;
  GArray *placed;
} Frames;

static Frames
run (const char *place,
     const char *cache)
{
  g_autofree char *program = roster_bench_program ("tests/bench/scroll-window");
  g_autofree char *option = g_strconcat ("--cache=", cache, NULL);
  const char *argv[] = { program, place, strcmp (place, "labels") != 0 ? option : NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  Frames frames = { g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)),
                    g_array_new (FALSE, FALSE, sizeof (double)) };

  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error))
    g_error ("%s", error->message);

  lines = g_strsplit (output, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      char *end = lines[i];
      double wall = g_ascii_strtod (end, &end), worked = g_ascii_strtod (end, &end);
      double placed = g_ascii_strtod (end, &end);

      g_array_append_val (frames.wall, wall);
      g_array_append_val (frames.worked, worked);
      g_array_append_val (frames.placed, placed);
    }
  if (frames.wall->len == 0)
    g_error ("%s drew no frame of %s", program, place);

  return frames;
}

static void
frames_clear (Frames *frames)
{
  g_array_unref (frames->wall);
  g_array_unref (frames->worked);
  g_array_unref (frames->placed);
}

void
roster_bench_scroll (RosterBench *self)
{
  g_autofree char *company = roster_bench_cache (self, "company.db", ROSTER_DEMO_SCALE_COMPANY, FALSE);
  Frames labels = run ("labels", company), products = run ("products", company), streamers = run ("streamers", company);

  roster_bench_note ("scroll: a frame of plain labels, 99th percentile, work",
                     roster_bench_percentile (labels.worked, 0.99), "ms");
  roster_bench_note ("scroll: a frame of 10,000 products, 99th percentile, work",
                     roster_bench_percentile (products.worked, 0.99), "ms");
  roster_bench_note ("scroll: the same until all has its place",
                     roster_bench_percentile (products.placed, 0.99), "ms");
  roster_bench_note ("scroll: products against plain labels, 99th percentile",
                     roster_bench_percentile (products.worked, 0.99) / roster_bench_percentile (labels.worked, 0.99),
                     "×");
  roster_bench_note ("scroll: a frame of products, median, work", roster_bench_percentile (products.worked, 0.5), "ms");
  roster_bench_note ("scroll: the longest frame of products, work", roster_bench_percentile (products.worked, 1), "ms");
  roster_bench_report (self, "scroll: the longest frame of 10,000 products",
                       roster_bench_percentile (products.wall, 1), "ms", 16);
  roster_bench_note ("order and filter: 4,000 streamers, median, work",
                     roster_bench_percentile (streamers.worked, 0.5), "ms");
  roster_bench_note ("order and filter: the longest frame, work", roster_bench_percentile (streamers.worked, 1), "ms");
  frames_clear (&labels);
  frames_clear (&products);
  frames_clear (&streamers);
}
