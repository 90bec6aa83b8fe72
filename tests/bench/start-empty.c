/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#include "start-watch.h"

/*
 * start-empty         an empty window of libadwaita, which is all that this links: what any app costs
 * start-empty icons   with icons of the theme that GTK has no copy of, as any sidebar shows some
 *
 * start-linked is the same program with every library that Roster links.
 */

static gboolean with_icons;

static void
add_icons (GtkWidget *box)
{
  static const char *const icons[] = {
    "weather-clear-symbolic",
    "system-users-symbolic",
    "package-x-generic-symbolic",
    "applications-engineering-symbolic",
    "view-grid-symbolic",
    "x-office-calendar-symbolic",
    "emblem-synchronizing-symbolic",
    "alarm-symbolic",
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icons[i]));
}

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
  if (with_icons)
    add_icons (box);
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

  with_icons = argc > 1;
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  start_watch (application, is_usable);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
