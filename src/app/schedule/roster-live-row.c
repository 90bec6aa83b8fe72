/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-live-row.h"

struct _RosterLiveRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *hours;
  GtkLabel *who;
  GtkLabel *title;
  GtkWidget *warning_box;
  GtkLabel *warning;
  GtkImage *icon;
  GtkLabel *state;

  RosterCalendarLive *live;
};

G_DEFINE_FINAL_TYPE (RosterLiveRow, roster_live_row, GTK_TYPE_LIST_BOX_ROW)

static void
roster_live_row_dispose (GObject *object)
{
  g_clear_object (&ROSTER_LIVE_ROW (object)->live);

  G_OBJECT_CLASS (roster_live_row_parent_class)->dispose (object);
}

static void
roster_live_row_class_init (RosterLiveRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_live_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-live-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterLiveRow, hours);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveRow, who);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveRow, title);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveRow, warning_box);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveRow, warning);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterLiveRow, state);
}

static void
roster_live_row_init (RosterLiveRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
roster_live_row_new (RosterCalendarLive *live)
{
  RosterLiveRow *self;
  g_autofree char *hours = NULL, *description = NULL;

  g_return_val_if_fail (ROSTER_IS_CALENDAR_LIVE (live), NULL);

  self = g_object_new (ROSTER_TYPE_LIVE_ROW, NULL);
  self->live = g_object_ref (live);
  hours = roster_calendar_live_hours (live);
  gtk_label_set_label (self->hours, hours);
  gtk_label_set_label (self->who, live->who);
  gtk_label_set_label (self->title, roster_calendar_live_title (live));
  gtk_label_set_label (self->warning, live->warning != NULL ? live->warning : "");
  gtk_widget_set_visible (self->warning_box, live->warning != NULL);
  gtk_image_set_from_icon_name (self->icon, roster_live_state_icon (live->state));
  gtk_label_set_label (self->state, roster_live_state_label (live->state));
  gtk_widget_add_css_class (GTK_WIDGET (self), live->state);
  description = roster_calendar_live_description (live);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  return GTK_WIDGET (self);
}

RosterCalendarLive *
roster_live_row_live (RosterLiveRow *self)
{
  g_return_val_if_fail (ROSTER_IS_LIVE_ROW (self), NULL);

  return self->live;
}
