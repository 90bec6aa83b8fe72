/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reference-field-row.h"

#include <glib/gi18n-lib.h>

#include "roster-record-picker.h"

/* Another record, shown by its title and chosen through the search. */
struct _RosterReferenceFieldRow
{
  AdwActionRow parent_instance;

  GtkMenuButton *button;
  GtkLabel *target;

  GCancellable *reading;
};

static void roster_reference_field_row_field_row_init (RosterFieldRowInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterReferenceFieldRow, roster_reference_field_row, ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (ROSTER_TYPE_FIELD_ROW, roster_reference_field_row_field_row_init))

static const RosterRecordType *
target_type (RosterReferenceFieldRow *self)
{
  return roster_record_type_find (roster_field_row_field (ROSTER_FIELD_ROW (self))->target);
}

static RosterStore *
store_of (RosterReferenceFieldRow *self)
{
  return roster_context_store (roster_field_row_context (ROSTER_FIELD_ROW (self)));
}

typedef struct
{
  const RosterRecordType *type;
  char *id;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->id);
  g_free (question);
}

static gpointer
read_title (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Question *question = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (RosterRecord) record = roster_cache_get (cache, question->type, question->id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  /* Translators: a record that is referred to but not in this cache. */
  return g_strdup (record != NULL ? roster_record_title (record) : _("Unknown"));
}

static void
title_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterReferenceFieldRow *self = user_data;

  if (title != NULL)
    gtk_label_set_label (self->target, title);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Cannot read a title: %s", error->message);
}

static void
show_value (RosterFieldRow *row,
            GVariant       *value)
{
  RosterReferenceFieldRow *self = ROSTER_REFERENCE_FIELD_ROW (row);
  Question *question;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  roster_field_label (roster_field_row_field (row)), -1);
  if (value == NULL)
    {
      gtk_label_set_label (self->target, C_("choice", "None"));
      return;
    }

  question = g_new0 (Question, 1);
  question->type = target_type (self);
  question->id = g_variant_dup_string (value, NULL);
  self->reading = g_cancellable_new ();
  roster_store_read_async (store_of (self), read_title, question, question_free, g_free, self->reading, title_cb, self);
}

static void
picked_cb (RosterReferenceFieldRow *self,
           const char              *id)
{
  if (roster_field_row_take (ROSTER_FIELD_ROW (self), id[0] != '\0' ? g_variant_new_string (id) : NULL))
    show_value (ROSTER_FIELD_ROW (self), roster_field_row_shown (ROSTER_FIELD_ROW (self)));
}

/* The context is known when somebody opens the popover for the first time. */
static void
create_picker_cb (GtkMenuButton *button,
                  gpointer       user_data)
{
  RosterReferenceFieldRow *self = user_data;
  GtkWidget *picker;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  picker = roster_record_picker_new (roster_field_row_context (ROSTER_FIELD_ROW (self)), target_type (self), TRUE);
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (picked_cb), self);
  gtk_menu_button_set_popover (button, picker);
}

static void
add_suffix (RosterFieldRow *row,
            GtkWidget      *suffix)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
}

static void
roster_reference_field_row_field_row_init (RosterFieldRowInterface *iface)
{
  iface->show_value = show_value;
  iface->add_suffix = add_suffix;
}

static void
roster_reference_field_row_dispose (GObject *object)
{
  RosterReferenceFieldRow *self = ROSTER_REFERENCE_FIELD_ROW (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);

  G_OBJECT_CLASS (roster_reference_field_row_parent_class)->dispose (object);
}

static void
roster_reference_field_row_class_init (RosterReferenceFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_reference_field_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-reference-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterReferenceFieldRow, button);
  gtk_widget_class_bind_template_child (widget_class, RosterReferenceFieldRow, target);
}

static void
roster_reference_field_row_init (RosterReferenceFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, create_picker_cb, self, NULL);
}
