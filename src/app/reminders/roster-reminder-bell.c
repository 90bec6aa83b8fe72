/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-bell.h"

#include <glib/gi18n-lib.h>

#include "roster-reminder-list.h"

/* More than so many are not told apart at a glance. */
#define MOST_COUNTED 99

struct _RosterReminderBell
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *count;

  RosterReminderService *service;
};

G_DEFINE_FINAL_TYPE (RosterReminderBell, roster_reminder_bell, ADW_TYPE_BIN)

static void
show_count (RosterReminderBell *self)
{
  guint count = self->service != NULL ? roster_reminder_service_n_waiting (self->service) : 0;
  g_autofree char *text =
      count > MOST_COUNTED ? g_strdup_printf ("%u+", MOST_COUNTED) : g_strdup_printf ("%u", count);
  g_autofree char *name =
      count > 0
          ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Reminders, %u waits", "Reminders, %u wait", count), count)
          : g_strdup (_("Reminders"));

  gtk_label_set_label (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The list is made when it is opened; the start has better things to do. */
static void
create_popover (GtkMenuButton *button,
                gpointer       user_data)
{
  RosterReminderBell *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL && self->service != NULL)
    gtk_menu_button_set_popover (button, roster_reminder_list_new (self->service));
}

static void
roster_reminder_bell_dispose (GObject *object)
{
  g_clear_object (&ROSTER_REMINDER_BELL (object)->service);

  G_OBJECT_CLASS (roster_reminder_bell_parent_class)->dispose (object);
}

static void
roster_reminder_bell_class_init (RosterReminderBellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_reminder_bell_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-reminder-bell.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterReminderBell, button);
  gtk_widget_class_bind_template_child (widget_class, RosterReminderBell, count);
}

static void
roster_reminder_bell_init (RosterReminderBell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, create_popover, self, NULL);
  show_count (self);
}

/**
 * roster_reminder_bell_set_service:
 *
 * Gives the bell what it tells of.
 */
void
roster_reminder_bell_set_service (RosterReminderBell    *self,
                                  RosterReminderService *service)
{
  g_return_if_fail (ROSTER_IS_REMINDER_BELL (self));
  g_return_if_fail (ROSTER_IS_REMINDER_SERVICE (service));
  g_return_if_fail (self->service == NULL || self->service == service);

  if (!g_set_object (&self->service, service))
    return;

  g_signal_connect_object (service, "notify::waiting", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  show_count (self);
}

/**
 * roster_reminder_bell_popup:
 *
 * Opens the list of reminders.
 */
void
roster_reminder_bell_popup (RosterReminderBell *self)
{
  g_return_if_fail (ROSTER_IS_REMINDER_BELL (self));

  gtk_menu_button_popup (self->button);
}
