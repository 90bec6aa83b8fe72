/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-date-button.h"

#include <glib/gi18n-lib.h>

struct _RosterDateButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkCalendar *calendar;

  RosterClock *clock;
  char *date;
  gboolean showing;
};

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterDateButton, roster_date_button, GTK_TYPE_WIDGET)

static void
day_selected_cb (RosterDateButton *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

  if (self->showing)
    return;

  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[PICKED], 0, date);
}

/* A calendar is a hundred widgets, and most buttons are never pressed. */
static void
make_calendar (RosterDateButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  gtk_menu_button_set_popover (self->button, popover);
}

static void
open_cb (GtkMenuButton *button,
         gpointer       user_data)
{
  RosterDateButton *self = user_data;
  g_autofree char *today = roster_clock_today (self->clock);
  g_autofree char *iso = g_strconcat (self->date != NULL ? self->date : today, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (iso, NULL);

  if (self->calendar == NULL)
    make_calendar (self);

  self->showing = TRUE;
  if (day != NULL)
    gtk_calendar_select_day (self->calendar, day);
  self->showing = FALSE;
}

static void
roster_date_button_dispose (GObject *object)
{
  RosterDateButton *self = ROSTER_DATE_BUTTON (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (roster_date_button_parent_class)->dispose (object);
}

static void
roster_date_button_finalize (GObject *object)
{
  g_free (ROSTER_DATE_BUTTON (object)->date);

  G_OBJECT_CLASS (roster_date_button_parent_class)->finalize (object);
}

static void
roster_date_button_class_init (RosterDateButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_date_button_dispose;
  object_class->finalize = roster_date_button_finalize;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-date-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterDateButton, button);
}

static void
roster_date_button_init (RosterDateButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, open_cb, self, NULL);
}

/**
 * roster_date_button_new:
 * @clock: knows where to open while there is no date
 */
GtkWidget *
roster_date_button_new (RosterClock *clock)
{
  RosterDateButton *self;

  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  self = g_object_new (ROSTER_TYPE_DATE_BUTTON, NULL);
  self->clock = g_object_ref (clock);
  return GTK_WIDGET (self);
}

/**
 * roster_date_button_set_date:
 * @date: (nullable): where the calendar opens, `YYYY-MM-DD`
 */
void
roster_date_button_set_date (RosterDateButton *self,
                             const char       *date)
{
  g_return_if_fail (ROSTER_IS_DATE_BUTTON (self));

  g_free (self->date);
  self->date = g_strdup (date);
}
