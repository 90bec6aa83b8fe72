/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change-group.h"

#include "roster-list-update.h"

struct _RosterChangeGroup
{
  AdwPreferencesGroup parent_instance;

  GtkListBox *rows;
  GtkWidget *more;

  RosterChangeRowFunc make_row;
  GEqualFunc same;
  RosterClock *clock;
  GListStore *items;
};

G_DEFINE_FINAL_TYPE (RosterChangeGroup, roster_change_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
make_row_cb (gpointer item,
             gpointer user_data)
{
  RosterChangeGroup *self = user_data;

  return self->make_row (item, self->clock);
}

static void
roster_change_group_dispose (GObject *object)
{
  RosterChangeGroup *self = ROSTER_CHANGE_GROUP (object);

  g_clear_object (&self->items);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (roster_change_group_parent_class)->dispose (object);
}

static void
roster_change_group_class_init (RosterChangeGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_change_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-change-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterChangeGroup, rows);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeGroup, more);
}

static void
roster_change_group_init (RosterChangeGroup *self)
{
  self->items = g_list_store_new (G_TYPE_OBJECT);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_change_group_set_up:
 * @make_row: makes the row of an item
 * @same: whether two items look the same, so that the row of the one serves the other
 * @clock: handed to @make_row
 *
 * Says how the group shows its items; called once.
 */
void
roster_change_group_set_up (RosterChangeGroup   *self,
                            RosterChangeRowFunc  make_row,
                            GEqualFunc           same,
                            RosterClock         *clock)
{
  g_return_if_fail (ROSTER_IS_CHANGE_GROUP (self));
  g_return_if_fail (self->make_row == NULL);

  self->make_row = make_row;
  self->same = same;
  self->clock = g_object_ref (clock);
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->items), make_row_cb, self, NULL);
}

/**
 * roster_change_group_show:
 * @items: (element-type GObject): what the group shows now
 * @more: whether there is more than @items
 *
 * Shows @items, leaving the rows alone that stay as they are; hides the group when there is nothing.
 */
void
roster_change_group_show (RosterChangeGroup *self,
                          GPtrArray         *items,
                          gboolean           more)
{
  g_return_if_fail (ROSTER_IS_CHANGE_GROUP (self));
  g_return_if_fail (items != NULL);

  roster_list_update (self->items, items, self->same);
  gtk_widget_set_visible (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self), items->len > 0);
}
