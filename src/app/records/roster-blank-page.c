/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-blank-page.h"

#include "roster-selection-status.h"

struct _RosterBlankPage
{
  RosterPane parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *description;

  const RosterRecordType *type;
};

G_DEFINE_FINAL_TYPE (RosterBlankPage, roster_blank_page, ROSTER_TYPE_PANE)

static void
show_selected (RosterBlankPage *self)
{
  guint selected = roster_pane_selected (ROSTER_PANE (self));
  g_autofree char *title = roster_selection_status_title (self->type, selected);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->description, roster_selection_status_description (selected));
}

static void
roster_blank_page_class_init (RosterBlankPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-blank-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterBlankPage, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterBlankPage, title);
  gtk_widget_class_bind_template_child (widget_class, RosterBlankPage, description);
}

static void
roster_blank_page_init (RosterBlankPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_blank_page_new:
 * @place: one with a record type
 *
 * Returns: (transfer floating): the page
 */
RosterPane *
roster_blank_page_new (RosterContext     *context,
                       const RosterPlace *place)
{
  RosterBlankPage *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (place != NULL && place->record_type != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_BLANK_PAGE, "context", context, NULL);
  self->type = roster_record_type_find (place->record_type);
  gtk_image_set_from_icon_name (self->icon, place->icon_name);
  g_signal_connect (self, "notify::selected", G_CALLBACK (show_selected), NULL);
  show_selected (self);
  return ROSTER_PANE (self);
}
