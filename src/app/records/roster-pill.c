/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-pill.h"

#include <glib/gi18n-lib.h>

struct _RosterPill
{
  GtkWidget parent_instance;

  GtkWidget *label;
  char *class_name;
};

G_DEFINE_FINAL_TYPE (RosterPill, roster_pill, GTK_TYPE_WIDGET)

static void
roster_pill_dispose (GObject *object)
{
  g_clear_pointer (&ROSTER_PILL (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (roster_pill_parent_class)->dispose (object);
}

static void
roster_pill_finalize (GObject *object)
{
  g_free (ROSTER_PILL (object)->class_name);

  G_OBJECT_CLASS (roster_pill_parent_class)->finalize (object);
}

static void
roster_pill_class_init (RosterPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_pill_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_pill_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pill");
}

static void
roster_pill_init (RosterPill *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
roster_pill_new (void)
{
  return g_object_new (ROSTER_TYPE_PILL, NULL);
}

/**
 * roster_pill_show_choice:
 * @field: a choice of the record's type; its nick is the pill's style class
 *
 * Shows the label of what is chosen; nothing where nothing is.
 */
void
roster_pill_show_choice (RosterPill   *self,
                         RosterRecord *record,
                         const char   *field)
{
  g_return_if_fail (ROSTER_IS_PILL (self));
  g_return_if_fail (ROSTER_IS_RECORD (record));

  const RosterRecordType *type = roster_record_type (record);
  const char *nick = roster_record_text (record, field);
  const RosterChoice *choice =
      nick != NULL ? roster_field_find_choice (
                         roster_record_type_field (type, roster_record_type_find_field (type, field)), nick)
                   : NULL;

  if (self->class_name != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->class_name);
  g_free (self->class_name);
  self->class_name = choice != NULL ? g_strdup (choice->nick) : NULL;
  if (choice != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), choice->nick);
      gtk_label_set_label (GTK_LABEL (self->label), g_dgettext (GETTEXT_PACKAGE, choice->label));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), choice != NULL);
}
