/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "start-watch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the app leaves until after the first frame has come by then, so that the memory counts it. Milliseconds. */
#define SETTLING 1500

/* Proportional set size of this process in KiB. */
static long
memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;

  line = strstr (text, "\nPss:");
  return line != NULL ? atol (line + strlen ("\nPss:")) : 0;
}

static gboolean
settled_cb (gpointer data)
{
  printf ("%ld\n", memory ());
  fflush (stdout);
  _exit (0);
}

static gboolean
usable_cb (gpointer data)
{
  puts ("usable");
  fflush (stdout);
  g_timeout_add (SETTLING, settled_cb, NULL);
  return G_SOURCE_REMOVE;
}

/* One frame is drawn with what is to be seen; the one after it proves that the first is out. */
static gboolean
tick_cb (GtkWidget     *window,
         GdkFrameClock *frame_clock,
         gpointer       data)
{
  StartUsable usable = data;
  static guint frames = 0;

  if (!usable (window) || ++frames < 2)
    return G_SOURCE_CONTINUE;

  g_idle_add_full (G_PRIORITY_LOW, usable_cb, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window,
                 gpointer        data)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, data, NULL);
}

/* Prints `usable` when the window is, then the memory in KiB, and ends the process. */
void
start_watch (GtkApplication *application,
             StartUsable     usable)
{
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), usable);
}
