/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "roster-application.h"
#include "roster-config.h"

/*
 * scroll-window labels                      a plain list of as many labels
 * scroll-window products --cache=FILE       the products of a cache
 * scroll-window streamers --cache=FILE      orders and filters them instead
 *
 * Prints a line for each frame: milliseconds by the clock on the wall from its beginning to its end, those that the
 * main thread worked, and those of them until everything had its place and only drawing was left.
 */

#define N_LABELS 10000
#define N_FRAMES 600
/* Five rows: as fast as a wheel goes; every tenth frame a leap, as when the bar is dragged. Pixels. */
#define STEP 265
#define LEAP 8000
/* Until all rows of the view are made, in frames */
#define SETTLING 90

typedef struct
{
  gboolean rearrange;
  GtkWidget *view;
  guint frame;
  /* In microseconds */
  gint64 wall, worked, placed;
} Scroll;

static gint64
worked (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static GtkWidget *
find_view (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_get_mapped (widget) && gtk_widget_get_first_child (widget) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_view (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
scroll_on (Scroll *scroll)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (scroll->view));
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment) + (scroll->frame % 10 == 9 ? LEAP : STEP);

  gtk_adjustment_set_value (adjustment, value > end ? 0 : value);
}

/* Another order every second time, another filter and none in turn between. */
static void
rearrange (Scroll *scroll)
{
  static const char *const orders[] = { "effective-fans", "name", "last-contact", "orders" };
  static const char *const tiers[] = { "part-timer", "" };
  guint turn = scroll->frame / 2;

  if (scroll->frame % 2 == 0)
    gtk_widget_activate_action (scroll->view, "browser.order", "s", orders[turn % G_N_ELEMENTS (orders)]);
  else
    gtk_widget_activate_action (scroll->view, "browser.filter-tier", "s", tiers[turn % G_N_ELEMENTS (tiers)]);
}

static void
begin_cb (GdkFrameClock *clock,
          Scroll        *scroll)
{
  scroll->wall = g_get_monotonic_time ();
  scroll->worked = worked ();
}

static gboolean
tick_cb (GtkWidget     *window,
         GdkFrameClock *clock,
         gpointer       data)
{
  Scroll *scroll = data;

  if (scroll->view == NULL && (scroll->view = find_view (window)) == NULL)
    return G_SOURCE_CONTINUE;

  if (++scroll->frame > SETTLING)
    {
      if (scroll->rearrange)
        rearrange (scroll);
      else
        scroll_on (scroll);
    }
  return G_SOURCE_CONTINUE;
}

static void
placed_cb (GdkFrameClock *clock,
           Scroll        *scroll)
{
  scroll->placed = worked ();
}

static void
end_cb (GdkFrameClock *clock,
        Scroll        *scroll)
{
  if (scroll->frame <= SETTLING)
    return;

  printf ("%.3f %.3f %.3f\n", (g_get_monotonic_time () - scroll->wall) / 1000.0, (worked () - scroll->worked) / 1000.0,
          (scroll->placed - scroll->worked) / 1000.0);
  if (scroll->frame >= SETTLING + (scroll->rearrange ? N_FRAMES / 10 : N_FRAMES))
    {
      fflush (stdout);
      _exit (0);
    }
}

static void
realized_cb (GtkWidget *window,
             Scroll    *scroll)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (begin_cb), scroll);
  g_signal_connect_after (clock, "layout", G_CALLBACK (placed_cb), scroll);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (end_cb), scroll);
  gtk_widget_add_tick_callback (window, tick_cb, scroll, NULL);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWidget      *window,
                 Scroll         *scroll)
{
  g_signal_connect_after (window, "realize", G_CALLBACK (realized_cb), scroll);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (string));
}

static void
activate_labels_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < N_LABELS; i++)
    gtk_string_list_take (labels, g_strdup_printf ("百信防水宠物衣服 %u 张", i));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (labels))),
                                                    factory));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 1240, 800);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  const char *place = argc > 1 ? argv[1] : "labels";
  Scroll scroll = { .rearrange = strcmp (place, "streamers") == 0 };
  g_autoptr (GtkApplication) application = NULL;

  setlocale (LC_ALL, "");
  gtk_disable_setlocale ();
  if (strcmp (place, "labels") == 0)
    {
      application = GTK_APPLICATION (adw_application_new ("com.weiye.Roster.Labels", G_APPLICATION_NON_UNIQUE));
      g_signal_connect (application, "activate", G_CALLBACK (activate_labels_cb), NULL);
    }
  else
    {
      g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

      g_settings_set_string (settings, "place", place);
      application = GTK_APPLICATION (roster_application_new ());
    }

  argv[MIN (1, argc - 1)] = argv[0];
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &scroll);
  return g_application_run (G_APPLICATION (application), MAX (1, argc - 1), argv + (argc > 1));
}
