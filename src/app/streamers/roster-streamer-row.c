/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-streamer-row.h"

#include <adwaita.h>

struct _RosterStreamerRow
{
  GtkWidget parent_instance;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (RosterStreamerRow, roster_streamer_row, GTK_TYPE_WIDGET)

static void
roster_streamer_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (roster_streamer_row_parent_class)->dispose (object);
}

static void
roster_streamer_row_class_init (RosterStreamerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_streamer_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-streamer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerRow, name);
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerRow, detail);
}

static void
roster_streamer_row_init (RosterStreamerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
roster_streamer_row_new (void)
{
  return g_object_new (ROSTER_TYPE_STREAMER_ROW, NULL);
}

void
roster_streamer_row_bind (RosterStreamerRow *self,
                          RosterRecord      *streamer)
{
  g_return_if_fail (ROSTER_IS_STREAMER_ROW (self));
  g_return_if_fail (ROSTER_IS_RECORD (streamer));

  const char *vertical = roster_record_text (streamer, "vertical");

  adw_avatar_set_text (self->avatar, roster_record_title (streamer));
  gtk_label_set_label (self->name, roster_record_title (streamer));
  gtk_label_set_label (self->detail, vertical != NULL ? vertical : "");
}

void
roster_streamer_row_unbind (RosterStreamerRow *self)
{
  g_return_if_fail (ROSTER_IS_STREAMER_ROW (self));
}
