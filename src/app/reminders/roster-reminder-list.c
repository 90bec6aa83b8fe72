/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-list.h"

#include "roster-reminder-row.h"

struct _RosterReminderList
{
  GtkPopover parent_instance;

  GtkListBox *list;

  RosterReminderService *service;
};

G_DEFINE_FINAL_TYPE (RosterReminderList, roster_reminder_list, GTK_TYPE_POPOVER)

static void
open_cb (RosterReminderList *self,
         RosterReminderRow  *row)
{
  g_autofree char *key = g_strdup (roster_reminder_row_key (row));

  gtk_popover_popdown (GTK_POPOVER (self));
  roster_reminder_service_open (self->service, key);
}

static void
answer_cb (RosterReminderList *self,
           int                 minutes,
           RosterReminderRow  *row)
{
  roster_reminder_service_answer (self->service, roster_reminder_row_key (row), minutes);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = roster_reminder_row_new (item);

  g_signal_connect_object (row, "open", G_CALLBACK (open_cb), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "answer", G_CALLBACK (answer_cb), user_data, G_CONNECT_SWAPPED);
  return row;
}

static void
roster_reminder_list_dispose (GObject *object)
{
  g_clear_object (&ROSTER_REMINDER_LIST (object)->service);

  G_OBJECT_CLASS (roster_reminder_list_parent_class)->dispose (object);
}

static void
roster_reminder_list_class_init (RosterReminderListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_reminder_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-reminder-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterReminderList, list);
}

static void
roster_reminder_list_init (RosterReminderList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_reminder_list_new:
 *
 * Returns: (transfer floating): what the bell opens
 */
GtkWidget *
roster_reminder_list_new (RosterReminderService *service)
{
  RosterReminderList *self;

  g_return_val_if_fail (ROSTER_IS_REMINDER_SERVICE (service), NULL);

  self = g_object_new (ROSTER_TYPE_REMINDER_LIST, NULL);
  self->service = g_object_ref (service);
  gtk_list_box_bind_model (self->list, roster_reminder_service_items (service), create_row, self, NULL);
  return GTK_WIDGET (self);
}
