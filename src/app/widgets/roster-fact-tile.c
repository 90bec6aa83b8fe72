/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-fact-tile.h"

struct _RosterFactTile
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkLabel *title;
  GtkLabel *value;
  GtkLabel *remark;

  char *tooltip;
};

G_DEFINE_FINAL_TYPE (RosterFactTile, roster_fact_tile, GTK_TYPE_WIDGET)

static void
roster_fact_tile_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (roster_fact_tile_parent_class)->dispose (object);
}

static void
roster_fact_tile_finalize (GObject *object)
{
  g_free (ROSTER_FACT_TILE (object)->tooltip);

  G_OBJECT_CLASS (roster_fact_tile_parent_class)->finalize (object);
}

static gboolean
roster_fact_tile_query_tooltip (GtkWidget  *widget,
                                int         x,
                                int         y,
                                gboolean    keyboard_tooltip,
                                GtkTooltip *tooltip)
{
  RosterFactTile *self = ROSTER_FACT_TILE (widget);

  gtk_tooltip_set_text (tooltip, self->tooltip);
  return self->tooltip != NULL;
}

static void
roster_fact_tile_class_init (RosterFactTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_fact_tile_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_fact_tile_finalize;
  widget_class->query_tooltip = roster_fact_tile_query_tooltip;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-fact-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterFactTile, box);
  gtk_widget_class_bind_template_child (widget_class, RosterFactTile, title);
  gtk_widget_class_bind_template_child (widget_class, RosterFactTile, value);
  gtk_widget_class_bind_template_child (widget_class, RosterFactTile, remark);
}

static void
roster_fact_tile_init (RosterFactTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * roster_fact_tile_new:
 * @title: in the interface's language
 */
GtkWidget *
roster_fact_tile_new (const char *title)
{
  RosterFactTile *self;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_FACT_TILE, NULL);
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

/**
 * roster_fact_tile_add:
 * @flow: where tiles stand side by side
 * @title: in the interface's language
 *
 * Returns: (transfer none): a new tile, last in @flow; the keyboard passes over it, for there is nothing to do with it
 */
GtkWidget *
roster_fact_tile_add (GtkFlowBox *flow,
                      const char *title)
{
  GtkWidget *tile = roster_fact_tile_new (title), *child = gtk_flow_box_child_new ();

  g_return_val_if_fail (GTK_IS_FLOW_BOX (flow), tile);

  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), tile);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_insert (flow, child, -1);
  return tile;
}

/**
 * roster_fact_tile_show:
 * @value: (nullable): %NULL where it is unknown
 * @remark: (nullable): what to know about it
 * @tooltip: (nullable): the exact value
 */
void
roster_fact_tile_show (RosterFactTile *self,
                       const char     *value,
                       const char     *remark,
                       const char     *tooltip)
{
  g_return_if_fail (ROSTER_IS_FACT_TILE (self));

  gtk_label_set_label (self->value, value != NULL ? value : "–");
  gtk_label_set_label (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
  g_free (self->tooltip);
  self->tooltip = g_strdup (tooltip);
}

/**
 * roster_fact_tile_set_extra:
 * @extra: stands between value and remark
 */
void
roster_fact_tile_set_extra (RosterFactTile *self,
                            GtkWidget      *extra)
{
  g_return_if_fail (ROSTER_IS_FACT_TILE (self));
  g_return_if_fail (GTK_IS_WIDGET (extra));

  gtk_box_insert_child_after (self->box, extra, GTK_WIDGET (self->value));
}
