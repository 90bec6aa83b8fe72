/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-day-bar.h"

#include <glib/gi18n-lib.h>

#include "roster-calendar-live.h"
#include "roster-time-grid.h"

#define N_DAYS 7

struct _RosterDayBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *buttons[N_DAYS];
  GtkLabel *names[N_DAYS];
  GtkLabel *numbers[N_DAYS];
  guint32 first_day;
};

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterDayBar, roster_day_bar, GTK_TYPE_WIDGET)

static void
clicked_cb (GtkButton    *button,
            RosterDayBar *self)
{
  for (guint i = 0; i < N_DAYS; i++)
    if (self->buttons[i] == GTK_WIDGET (button))
      g_signal_emit (self, signals[PICKED], 0, self->first_day + i);
}

static void
roster_day_bar_dispose (GObject *object)
{
  g_clear_pointer (&ROSTER_DAY_BAR (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (roster_day_bar_parent_class)->dispose (object);
}

static void
roster_day_bar_class_init (RosterDayBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_day_bar_dispose;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "daybar");
}

static GtkWidget *
add_button (RosterDayBar *self,
            guint         index)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->names[index] = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->names[index]), "caption");
  self->numbers[index] = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->numbers[index]), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->numbers[index]), "number");
  gtk_widget_set_halign (GTK_WIDGET (self->numbers[index]), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->names[index]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->numbers[index]));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}

static void
roster_day_bar_init (RosterDayBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_set_homogeneous (GTK_BOX (self->box), TRUE);
  gtk_widget_set_margin_start (self->box, ROSTER_TIME_GRID_GUTTER);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  for (guint i = 0; i < N_DAYS; i++)
    self->buttons[i] = add_button (self, i);
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/**
 * roster_day_bar_show:
 * @first_day: the Julian day of the first button
 * @selected: the day whose view is open; 0 for none
 */
void
roster_day_bar_show (RosterDayBar *self,
                     guint32       first_day,
                     guint32       today,
                     guint32       selected)
{
  g_return_if_fail (ROSTER_IS_DAY_BAR (self));
  g_return_if_fail (first_day > 0);

  self->first_day = first_day;
  for (guint i = 0; i < N_DAYS; i++)
    {
      guint32 day = first_day + i;
      g_autofree char *number = NULL, *label = NULL;
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_julian (&date, day);
      number = g_strdup_printf ("%u", g_date_get_day (&date));
      gtk_label_set_label (self->names[i], roster_weekday_short (day));
      gtk_label_set_label (self->numbers[i], number);
      set_class (self->buttons[i], "today", day == today);
      set_class (self->buttons[i], "chosen", day == selected);
      /* Translators: a day of the week and the day of the month; the second form is that of today. */
      label = g_strdup_printf (day == today ? _("%s %s, today") : _("%s %s"), roster_weekday_long (day), number);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}
