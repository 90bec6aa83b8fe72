/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#include "start-watch.h"

/* An empty window of libadwaita, which is all that this links: what any app costs. */

static gboolean
is_usable (GtkWidget *window)
{
  return TRUE;
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1240, 800);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GtkApplication) application =
      GTK_APPLICATION (adw_application_new ("com.weiye.Roster.Empty", G_APPLICATION_NON_UNIQUE));

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  start_watch (application, is_usable);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
