/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "roster-application.h"

/*
 * Opens a window, waits until a person could use it, prints the process's memory and ends. With `empty` the window is
 * an empty one of libadwaita: what any app costs. Otherwise it is Roster's, with the arguments of `roster`: usable when
 * its list shows rows.
 */

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
shows_rows (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_get_mapped (widget))
    {
      GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (widget));

      if (model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0)
        return TRUE;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_rows (child))
      return TRUE;

  return FALSE;
}

static gboolean
finish_cb (gpointer data)
{
  printf ("%ld\n", memory ());
  fflush (stdout);
  _exit (0);
}

/* One frame is drawn with what is to be seen; the one after it proves that the first is out. */
static gboolean
tick_cb (GtkWidget     *window,
         GdkFrameClock *frame_clock,
         gpointer       data)
{
  gboolean empty = GPOINTER_TO_INT (data);
  static guint frames = 0;

  if ((empty || shows_rows (window)) && ++frames == 2)
    g_idle_add_full (G_PRIORITY_LOW, finish_cb, NULL, NULL);

  return G_SOURCE_CONTINUE;
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window,
                 gpointer        data)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, data, NULL);
}

static void
activate_empty_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 760);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  gboolean empty = argc == 2 && strcmp (argv[1], "empty") == 0;
  g_autoptr (GtkApplication) application = NULL;

  setlocale (LC_ALL, "");
  gtk_disable_setlocale ();
  if (empty)
    {
      application = GTK_APPLICATION (adw_application_new ("com.weiye.Roster.Empty", G_APPLICATION_NON_UNIQUE));
      g_signal_connect (application, "activate", G_CALLBACK (activate_empty_cb), NULL);
      argc = 1;
    }
  else
    {
      application = GTK_APPLICATION (roster_application_new ());
    }

  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), GINT_TO_POINTER (empty));
  return g_application_run (G_APPLICATION (application), argc, argv);
}
