/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-switch-field-row.h"

struct _RosterSwitchFieldRow
{
  AdwActionRow parent_instance;

  GtkSwitch *toggle;
  gboolean showing;
};

static void roster_switch_field_row_field_row_init (RosterFieldRowInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterSwitchFieldRow, roster_switch_field_row, ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (ROSTER_TYPE_FIELD_ROW, roster_switch_field_row_field_row_init))

static void
toggled_cb (RosterSwitchFieldRow *self)
{
  if (!self->showing)
    roster_field_row_take (ROSTER_FIELD_ROW (self), g_variant_new_boolean (gtk_switch_get_active (self->toggle)));
}

static void
show_value (RosterFieldRow *row,
            GVariant       *value)
{
  RosterSwitchFieldRow *self = ROSTER_SWITCH_FIELD_ROW (row);

  self->showing = TRUE;
  gtk_switch_set_active (self->toggle, value != NULL && g_variant_get_boolean (value));
  self->showing = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  roster_field_label (roster_field_row_field (row)), -1);
}

static void
add_suffix (RosterFieldRow *row,
            GtkWidget      *suffix)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
}

static void
roster_switch_field_row_field_row_init (RosterFieldRowInterface *iface)
{
  iface->show_value = show_value;
  iface->add_suffix = add_suffix;
}

static void
roster_switch_field_row_class_init (RosterSwitchFieldRowClass *klass)
{
}

static void
roster_switch_field_row_init (RosterSwitchFieldRow *self)
{
  self->toggle = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->toggle), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  g_signal_connect_swapped (self->toggle, "notify::active", G_CALLBACK (toggled_cb), self);
}
