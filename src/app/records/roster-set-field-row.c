/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-set-field-row.h"

#include <glib/gi18n-lib.h>

/* A set of the field's choices: a button each, pressed where the choice is in the set. */
struct _RosterSetFieldRow
{
  AdwActionRow parent_instance;

  GtkBox *buttons;
  gboolean showing;
};

static void roster_set_field_row_field_row_init (RosterFieldRowInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterSetFieldRow, roster_set_field_row, ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (ROSTER_TYPE_FIELD_ROW, roster_set_field_row_field_row_init))

static void
toggled_cb (RosterSetFieldRow *self)
{
  const RosterField *field = roster_field_row_field (ROSTER_FIELD_ROW (self));
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons));
  g_autoptr (GPtrArray) nicks = g_ptr_array_new ();

  if (self->showing)
    return;

  for (guint i = 0; field->choices[i].nick != NULL; i++, button = gtk_widget_get_next_sibling (button))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
      g_ptr_array_add (nicks, (gpointer) field->choices[i].nick);
  g_ptr_array_add (nicks, NULL);

  roster_field_row_take (ROSTER_FIELD_ROW (self),
                         nicks->len > 1 ? roster_value_new_set ((const char *const *) nicks->pdata) : NULL);
}

static void
add_buttons (RosterSetFieldRow *self,
             const RosterField *field)
{
  for (const RosterChoice *choice = field->choices; choice->nick != NULL; choice++)
    {
      const char *label = g_dgettext (GETTEXT_PACKAGE, choice->label);
      GtkWidget *button = gtk_toggle_button_new_with_label (label);

      /* On a phone long words are cut rather than the window widened. */
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (button, label);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (self->buttons, button);
    }
}

static void
show_value (RosterFieldRow *row,
            GVariant       *value)
{
  RosterSetFieldRow *self = ROSTER_SET_FIELD_ROW (row);
  const RosterField *field = roster_field_row_field (row);
  g_autofree const char **entries = value != NULL ? g_variant_get_strv (value, NULL) : NULL;
  GtkWidget *button;

  self->showing = TRUE;
  if (gtk_widget_get_first_child (GTK_WIDGET (self->buttons)) == NULL)
    add_buttons (self, field);
  button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons));
  for (guint i = 0; field->choices[i].nick != NULL; i++, button = gtk_widget_get_next_sibling (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  entries != NULL && g_strv_contains (entries, field->choices[i].nick));
  self->showing = FALSE;
}

static void
add_suffix (RosterFieldRow *row,
            GtkWidget      *suffix)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
}

static void
roster_set_field_row_field_row_init (RosterFieldRowInterface *iface)
{
  iface->show_value = show_value;
  iface->add_suffix = add_suffix;
}

static void
roster_set_field_row_class_init (RosterSetFieldRowClass *klass)
{
}

static void
roster_set_field_row_init (RosterSetFieldRow *self)
{
  self->buttons = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->buttons), "linked");
  gtk_widget_set_valign (GTK_WIDGET (self->buttons), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->buttons));
}
