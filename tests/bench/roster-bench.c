/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/**
 * roster_bench_report:
 * @budget: what @value must not pass
 */
void
roster_bench_report (RosterBench *self,
                     const char  *name,
                     double       value,
                     const char  *unit,
                     double       budget)
{
  gboolean over = value > budget;

  self->n_over += over;
  printf ("%-58s %10.3f %-3s  budget %8.3f  %s\n", name, value, unit, budget, over ? "OVER" : "ok");
  fflush (stdout);
}

/**
 * roster_bench_note:
 *
 * Prints a figure that has no budget of its own.
 */
void
roster_bench_note (const char *name,
                   double      value,
                   const char *unit)
{
  printf ("%-58s %10.3f %s\n", name, value, unit);
  fflush (stdout);
}

double
roster_bench_seconds (void)
{
  return g_get_monotonic_time () / (double) G_USEC_PER_SEC;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/**
 * roster_bench_percentile:
 * @values: (element-type double): sorted by this
 * @share: from 0 to 1
 */
double
roster_bench_percentile (GArray *values,
                         double  share)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, (guint) (share * (values->len - 1) + 0.5));
}

RosterCache *
roster_bench_open (RosterBench *self,
                   const char  *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  RosterCache *cache = roster_cache_open (path, self->clock, self->ids, &error);

  if (cache == NULL)
    g_error ("%s", error->message);
  return cache;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (RosterBench *self);
  } benches[] = {
    { "search", roster_bench_search },
    { "load", roster_bench_load },
    { "intake", roster_bench_intake },
    { "start", roster_bench_start },
    { "week", roster_bench_week },
    { "background", roster_bench_background },
    { "scroll", roster_bench_scroll },
    { "coaching", roster_bench_coaching },
    { "import", roster_bench_import },
    { "sync", roster_bench_sync },
    { "office", roster_bench_office },
    { "match", roster_bench_match },
    { "rank", roster_bench_rank },
    { "schedule", roster_bench_schedule },
  };
  RosterBench self = { .creators = g_getenv ("ROSTER_CREATORS") };
  gboolean all = TRUE;

  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], "--creators="))
      self.creators = argv[i] + strlen ("--creators=");
    else
      all = FALSE;

  self.folder = g_dir_make_tmp ("roster-bench-XXXXXX", NULL);
  self.clock = roster_system_clock_new ();
  self.ids = roster_id_source_new (self.clock);

  for (guint i = 0; i < G_N_ELEMENTS (benches); i++)
    if (all || g_strv_contains ((const char *const *) argv + 1, benches[i].name))
      benches[i].run (&self);

  remove_folder (self.folder);
  g_free (self.folder);
  g_object_unref (self.ids);
  g_object_unref (self.clock);
  return self.n_over > 0;
}
