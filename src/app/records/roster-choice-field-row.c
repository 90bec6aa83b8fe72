/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-choice-field-row.h"

#include <glib/gi18n-lib.h>

/* One of the field's choices; the first entry stands for none where the field need not be filled. */
struct _RosterChoiceFieldRow
{
  AdwComboRow parent_instance;

  gboolean showing;
};

static void roster_choice_field_row_field_row_init (RosterFieldRowInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterChoiceFieldRow, roster_choice_field_row, ADW_TYPE_COMBO_ROW,
                               G_IMPLEMENT_INTERFACE (ROSTER_TYPE_FIELD_ROW, roster_choice_field_row_field_row_init))

static void
fill (RosterChoiceFieldRow *self,
      const RosterField    *field)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  /* Translators: stands for no choice. */
  gtk_string_list_append (labels, C_("choice", "None"));
  for (const RosterChoice *choice = field->choices; choice->nick != NULL; choice++)
    gtk_string_list_append (labels, g_dgettext (GETTEXT_PACKAGE, choice->label));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (labels));
}

static void
selected_cb (RosterChoiceFieldRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->showing || selected == GTK_INVALID_LIST_POSITION)
    return;

  roster_field_row_take (
      ROSTER_FIELD_ROW (self),
      selected > 0 ? g_variant_new_string (roster_field_row_field (ROSTER_FIELD_ROW (self))->choices[selected - 1].nick)
                   : NULL);
}

static void
show_value (RosterFieldRow *row,
            GVariant       *value)
{
  RosterChoiceFieldRow *self = ROSTER_CHOICE_FIELD_ROW (row);
  const RosterField *field = roster_field_row_field (row);
  guint selected = 0;

  self->showing = TRUE;
  if (adw_combo_row_get_model (ADW_COMBO_ROW (self)) == NULL)
    fill (self, field);
  for (guint i = 0; value != NULL && field->choices[i].nick != NULL; i++)
    if (g_strcmp0 (field->choices[i].nick, g_variant_get_string (value, NULL)) == 0)
      selected = i + 1;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  self->showing = FALSE;
}

static void
add_suffix (RosterFieldRow *row,
            GtkWidget      *suffix)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
}

static void
roster_choice_field_row_field_row_init (RosterFieldRowInterface *iface)
{
  iface->show_value = show_value;
  iface->add_suffix = add_suffix;
}

static void
roster_choice_field_row_class_init (RosterChoiceFieldRowClass *klass)
{
}

static void
roster_choice_field_row_init (RosterChoiceFieldRow *self)
{
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

/**
 * roster_choice_field_row_set_none:
 * @label: what the first entry says, which stands for no choice
 */
void
roster_choice_field_row_set_none (RosterChoiceFieldRow *self,
                                  const char           *label)
{
  const char *const none[] = { label, NULL };

  g_return_if_fail (ROSTER_IS_CHOICE_FIELD_ROW (self));
  g_return_if_fail (label != NULL);

  gtk_string_list_splice (GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self))), 0, 1, none);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), 0);
}
