/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>
#include <locale.h>
#include <stdio.h>
#include <time.h>

#include "roster-config.h"
#include "roster-resources.h"
#include "roster-schedule-page.h"
#include "roster-window.h"

/*
 * schedule-window NOW CACHE…    opens the schedule over each cache in turn and prints the milliseconds from the click
 * to the frame that shows the week, and those of them in which it worked; NOW is an instant, the caches are read as at
 * it
 */

/* What all threads have worked so far, milliseconds: on a busy machine the clock on the wall says little. */
static double
worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1000.0 + time.tv_nsec / 1000000.0;
}

static gboolean
is_ready (GtkWidget *widget)
{
  if (ROSTER_IS_SCHEDULE_PAGE (widget))
    return roster_schedule_page_is_settled (ROSTER_SCHEDULE_PAGE (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_ready (child))
      return TRUE;

  return FALSE;
}

static void
painted_cb (GdkFrameClock *clock,
            guint         *n_painted)
{
  *n_painted += 1;
}

static void
measure (GtkApplication *application,
         const char     *path,
         gint64          now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterClock) clock = roster_manual_clock_new (now, "Asia/Shanghai");
  g_autoptr (RosterIdSource) ids = roster_id_source_new (clock);
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  g_autoptr (RosterStore) store = roster_store_open (path, clock, ids, NULL, &error);
  g_autoptr (RosterContext) context = NULL;
  RosterWindow *window;
  guint n_painted = 0, before;
  gulong handler;
  gint64 start;
  double work;

  if (store == NULL)
    g_error ("%s", error->message);

  context = roster_context_new (settings, store, clock, ids);
  window = roster_window_new (application, context);
  gtk_window_set_default_size (GTK_WINDOW (window), 1240, 800);
  roster_window_show_place (window, "changes");
  gtk_window_present (GTK_WINDOW (window));
  handler = g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint", G_CALLBACK (painted_cb),
                              &n_painted);
  start = g_get_monotonic_time ();
  while (n_painted < 3 || g_get_monotonic_time () - start < G_USEC_PER_SEC)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);

  start = g_get_monotonic_time ();
  work = worked ();
  roster_window_show_place (window, "schedule");
  while (!is_ready (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);
  before = n_painted;
  gtk_widget_queue_draw (GTK_WIDGET (window));
  while (n_painted == before)
    g_main_context_iteration (NULL, TRUE);
  printf ("%.3f %.3f\n", (g_get_monotonic_time () - start) / 1000.0, worked () - work);
  fflush (stdout);

  g_signal_handler_disconnect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), handler);
  gtk_window_destroy (GTK_WINDOW (window));
  roster_store_close (store);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GtkApplication) application = NULL;

  setlocale (LC_ALL, "");
  adw_init ();
  roster_register_resource ();
  application = GTK_APPLICATION (adw_application_new (APPLICATION_ID ".Bench", G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (application), NULL, NULL);
  for (int i = 2; i < argc; i++)
    measure (application, argv[i], g_ascii_strtoll (argv[1], NULL, 10));

  return 0;
}
