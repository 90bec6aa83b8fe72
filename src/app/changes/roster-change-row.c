/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change-row.h"

#include <glib/gi18n-lib.h>

#include "roster-place.h"
#include "roster-format.h"

/* How many fields a row spells out. */
#define MAX_FIELDS 5

struct _RosterChangeRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *kind;
  GtkLabel *fields;
  GtkLabel *reason;
  GtkWidget *buttons;
  GtkWidget *correct;
  GtkWidget *retry;
  GtkMenuButton *menu;
};

G_DEFINE_FINAL_TYPE (RosterChangeRow, roster_change_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
icon_name (RosterOperation operation)
{
  switch (operation)
    {
    case ROSTER_OPERATION_CREATE:
      return "list-add-symbolic";
    case ROSTER_OPERATION_UPDATE:
      return "document-edit-symbolic";
    case ROSTER_OPERATION_DESTROY:
      return "user-trash-symbolic";
    }

  g_return_val_if_reached (NULL);
}

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action,
             GVariant   *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (RosterChange *change,
           GVariant     *key)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) record = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();

  if (roster_change_current (change) != NULL)
    {
      if (roster_place_for (roster_change_type (change)->name) != NULL)
        append_item (record, _("_Open"), "win.open", key);
      append_item (record, _("_Export…"), "changes.export", key);
    }
  append_item (end, _("_Drop This Change"), "changes.drop", key);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (record));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));

  return G_MENU_MODEL (menu);
}

static void
roster_change_row_class_init (RosterChangeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-change-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, title);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, kind);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, fields);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, reason);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, correct);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, retry);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, menu);
}

static void
roster_change_row_init (RosterChangeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_change_row_new:
 * @change: what the row shows
 * @clock: says what today is
 *
 * Returns: (transfer floating): a row of the changes page
 */
GtkWidget *
roster_change_row_new (RosterChange *change,
                       RosterClock  *clock)
{
  RosterChangeRow *self;
  gboolean refused;
  g_autoptr (GVariant) key = NULL;
  g_autoptr (GMenuModel) menu = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *since = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *fields = NULL;

  g_return_val_if_fail (ROSTER_IS_CHANGE (change), NULL);
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  self = g_object_new (ROSTER_TYPE_CHANGE_ROW, NULL);
  refused = roster_change_state (change) == ROSTER_PENDING_REFUSED;
  key = g_variant_ref_sink (g_variant_new ("(ss)", roster_change_type (change)->name, roster_change_id (change)));
  kind = roster_change_dup_kind (change);
  since = roster_format_moment (clock, roster_change_since (change));
  /* Translators: what was done to what, and when, for example “Streamer, changed · since 14:03”. */
  caption = g_strdup_printf (_("%s · since %s"), kind, since);
  fields = roster_field_changes_to_text (roster_change_fields (change), MAX_FIELDS, "\n");

  gtk_image_set_from_icon_name (self->icon, icon_name (roster_change_operation (change)));
  gtk_label_set_label (self->title, roster_change_title (change));
  gtk_label_set_label (self->kind, caption);
  gtk_label_set_label (self->fields, fields);
  gtk_widget_set_visible (GTK_WIDGET (self->fields), *fields != '\0');

  if (refused && roster_change_reason (change) != NULL)
    {
      /* Translators: %s is the reason that the office gave. */
      g_autofree char *reason = g_strdup_printf (_("The office refused this: %s"), roster_change_reason (change));

      gtk_label_set_label (self->reason, reason);
      gtk_widget_set_visible (GTK_WIDGET (self->reason), TRUE);
    }

  gtk_widget_set_visible (self->buttons, refused);
  gtk_widget_set_visible (self->correct, roster_change_current (change) != NULL &&
                                             roster_place_for (roster_change_type (change)->name) != NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->correct), key);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->retry), key);
  menu = make_menu (change, key);
  gtk_menu_button_set_menu_model (self->menu, menu);

  return GTK_WIDGET (self);
}
