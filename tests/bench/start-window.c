/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <locale.h>

#include "roster-application.h"
#include "roster-today-page.h"
#include "start-watch.h"

/* Opens Roster's window with the arguments of `roster`; it is usable when its list shows rows, or the day is there. */

static gboolean
shows_rows (GtkWidget *widget)
{
  if (ROSTER_IS_TODAY_PAGE (widget) && gtk_widget_get_mapped (widget))
    return roster_today_page_is_settled (ROSTER_TODAY_PAGE (widget));
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_get_mapped (widget))
    {
      GtkWidget *row = gtk_widget_get_first_child (widget);

      if (row != NULL && gtk_widget_get_mapped (row) && gtk_widget_get_first_child (row) != NULL)
        return TRUE;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_rows (child))
      return TRUE;

  return FALSE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GtkApplication) application = NULL;

  setlocale (LC_ALL, "");
  gtk_disable_setlocale ();
  application = GTK_APPLICATION (roster_application_new ());
  start_watch (application, shows_rows);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
