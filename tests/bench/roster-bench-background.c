/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-bench.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* What stays when the window has closed: how often the app wakes by itself, and how much memory it keeps. The budget of
   the memory is a ratio of the same run: other apps that share libraries with it make both smaller. */

/* The window stands and everything is read by then; and what a closed window leaves has gone. Seconds. */
#define SETTLE 6

/* So long is counted, seconds. */
#define WATCH 30

static double
pss_of (const char *pid)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "smaps_rollup", NULL), *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (line = strstr (text, "\nPss:")) == NULL)
    g_error ("The app is gone");

  return strtod (line + strlen ("\nPss:"), NULL) / 1024;
}

/* How often each of its threads went to sleep, which is how often it woke; a thread may end meanwhile. */
static GHashTable *
wakes_of (const char *pid)
{
  g_autofree char *tasks = g_build_filename ("/proc", pid, "task", NULL);
  g_autoptr (GDir) dir = g_dir_open (tasks, 0, NULL);
  GHashTable *wakes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *task;

  while (dir != NULL && (task = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (tasks, task, "status", NULL), *text = NULL;
      const char *line;

      if (g_file_get_contents (path, &text, NULL, NULL) && (line = strstr (text, "\nvoluntary_ctxt_switches:")) != NULL)
        g_hash_table_insert (wakes, g_strdup (task),
                             GUINT_TO_POINTER (strtoul (line + strlen ("\nvoluntary_ctxt_switches:"), NULL, 10)));
    }
  return wakes;
}

static guint
count_wakes (GHashTable *before,
             GHashTable *after)
{
  GHashTableIter iter;
  gpointer task, wakes;
  guint count = 0;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &task, &wakes))
    count += GPOINTER_TO_UINT (wakes) - GPOINTER_TO_UINT (g_hash_table_lookup (before, task));

  return count;
}

/* As a person would, with the window's key. */
static gboolean
close_window (const char *pid)
{
  g_autofree char *command =
      g_strdup_printf ("w=$(xdotool search --onlyvisible --pid %s | tail -1) && xdotool windowfocus --sync $w &&"
                       " xdotool key --clearmodifiers ctrl+w",
                       pid);
  const char *argv[] = { "sh", "-c", command, NULL };
  g_autoptr (GSubprocess) shell = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);

  return shell != NULL && g_subprocess_wait_check (shell, NULL, NULL);
}

void
roster_bench_background (RosterBench *self)
{
  g_autofree char *data = g_build_filename (self->folder, "background", NULL);
  g_autofree char *folder = g_build_filename (data, "roster", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (RosterCache) cache = NULL;
  g_autoptr (GSubprocess) app = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *pid = NULL;
  double open;
  g_autoptr (GHashTable) before = NULL, after = NULL;

  g_mkdir_with_parents (folder, 0700);
  cache = roster_bench_open (self, "background/roster/cache.db");
  g_clear_pointer (&cache, roster_cache_close);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", data, TRUE);
  app = g_subprocess_launcher_spawn (launcher, &error, "roster", NULL);
  if (app == NULL)
    g_error ("%s", error->message);

  pid = g_strdup (g_subprocess_get_identifier (app));
  g_usleep (SETTLE * G_USEC_PER_SEC);
  open = pss_of (pid);
  if (!close_window (pid))
    g_error ("xdotool cannot close the window");
  g_usleep (SETTLE * G_USEC_PER_SEC);
  before = wakes_of (pid);
  g_usleep (WATCH * G_USEC_PER_SEC);
  after = wakes_of (pid);
  roster_bench_report (self, "background: wake-ups in an hour", count_wakes (before, after) * 3600.0 / WATCH, "×", 120);
  roster_bench_report (self, "background: memory against the open window", pss_of (pid) / open, "×", 0.5);
  roster_bench_note ("background: memory (PSS)", pss_of (pid), "MB");
  roster_bench_note ("background: memory (PSS) of the window before", open, "MB");
  g_subprocess_force_exit (app);
  g_subprocess_wait (app, NULL, NULL);
}
