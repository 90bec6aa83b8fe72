/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sidebar-row.h"

struct _RosterSidebarRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *label;
  GtkLabel *count;

  const RosterPlace *place;
};

G_DEFINE_FINAL_TYPE (RosterSidebarRow, roster_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
roster_sidebar_row_class_init (RosterSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterSidebarRow, label);
  gtk_widget_class_bind_template_child (widget_class, RosterSidebarRow, count);
}

static void
roster_sidebar_row_init (RosterSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_sidebar_row_new:
 *
 * Returns: (transfer floating): the sidebar's row for @place
 */
RosterSidebarRow *
roster_sidebar_row_new (const RosterPlace *place)
{
  RosterSidebarRow *self;

  g_return_val_if_fail (place != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_SIDEBAR_ROW, NULL);
  self->place = place;
  gtk_image_set_from_icon_name (self->icon, place->icon_name);
  gtk_label_set_label (self->label, roster_place_label (place));
  return self;
}

const RosterPlace *
roster_sidebar_row_place (RosterSidebarRow *self)
{
  g_return_val_if_fail (ROSTER_IS_SIDEBAR_ROW (self), NULL);

  return self->place;
}

/**
 * roster_sidebar_row_set_count:
 * @count: what waits there; 0 shows nothing
 */
void
roster_sidebar_row_set_count (RosterSidebarRow *self,
                              guint             count)
{
  g_return_if_fail (ROSTER_IS_SIDEBAR_ROW (self));

  g_autofree char *text = g_strdup_printf ("%u", count);

  gtk_label_set_label (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
}
