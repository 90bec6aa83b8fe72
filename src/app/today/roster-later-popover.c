/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-later-popover.h"

#include <glib/gi18n-lib.h>

#include "roster-calendar-live.h"
#include "roster-date-button.h"

struct _RosterLaterPopover
{
  GtkPopover parent_instance;

  GtkBox *choices;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (RosterLaterPopover, roster_later_popover, GTK_TYPE_POPOVER)

/* The row that asked may be gone when the answer is written: this is kept until everybody has heard. */
static void
choose (RosterLaterPopover *self,
        const char         *date)
{
  g_autoptr (RosterLaterPopover) alive = g_object_ref (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, date);
}

static void
clicked_cb (GtkButton          *button,
            RosterLaterPopover *self)
{
  choose (self, g_object_get_data (G_OBJECT (button), "until"));
}

static void
date_picked_cb (RosterLaterPopover *self,
                const char         *date)
{
  choose (self, date);
}

static void
offer_days (RosterLaterPopover *self,
            RosterClock        *clock)
{
  g_autofree char *today = roster_clock_today (clock);
  guint32 day = roster_day_from_text (today);
  const struct
  {
    const char *label;
    guint ahead;
  } choices[] = {
    { _("Tomorrow"), 1 },
    { _("In three days"), 3 },
    { _("In a week"), 7 },
    { _("In a month"), 30 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (choices[i].label);

      gtk_widget_add_css_class (button, "flat");
      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
      g_object_set_data_full (G_OBJECT (button), "until", roster_day_to_text (day + choices[i].ahead), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
      gtk_box_append (self->choices, button);
    }
}

static void
offer_any_day (RosterLaterPopover *self,
               RosterClock        *clock)
{
  GtkWidget *other = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (_("On a day"));
  GtkWidget *pick = roster_date_button_new (clock);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (label, 17);
  g_signal_connect_object (pick, "picked", G_CALLBACK (date_picked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (other), label);
  gtk_box_append (GTK_BOX (other), pick);
  gtk_box_append (self->choices, other);
}

static void
roster_later_popover_class_init (RosterLaterPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-later-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterLaterPopover, choices);
}

static void
roster_later_popover_init (RosterLaterPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_later_popover_new:
 * @clock: in whose days "later" is reckoned
 *
 * Returns: (transfer floating): what asks for a day
 */
GtkWidget *
roster_later_popover_new (RosterClock *clock)
{
  RosterLaterPopover *self;

  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  self = g_object_new (ROSTER_TYPE_LATER_POPOVER, NULL);
  offer_days (self, clock);
  offer_any_day (self, clock);
  return GTK_WIDGET (self);
}
