/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-note-field-row.h"

/* Text of several lines under its title; taken when the focus leaves or with Ctrl+Enter. */
struct _RosterNoteFieldRow
{
  AdwPreferencesRow parent_instance;

  GtkBox *head;
  GtkTextView *view;

  gboolean typing;
  gboolean showing;
};

static void roster_note_field_row_field_row_init (RosterFieldRowInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterNoteFieldRow, roster_note_field_row, ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (ROSTER_TYPE_FIELD_ROW, roster_note_field_row_field_row_init))

static void
commit (RosterNoteFieldRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) problem = NULL;

  if (!self->typing)
    return;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  value = roster_value_from_text (roster_field_row_field (ROSTER_FIELD_ROW (self)), text, &problem);
  if (problem != NULL)
    roster_field_row_set_problem (ROSTER_FIELD_ROW (self), problem);
  else if (roster_field_row_take (ROSTER_FIELD_ROW (self), value))
    self->typing = FALSE;
}

static gboolean
key_cb (RosterNoteFieldRow *self,
        guint               keyval,
        guint               keycode,
        GdkModifierType     modifiers)
{
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && (modifiers & GDK_CONTROL_MASK) != 0)
    {
      commit (self);
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Escape && self->typing)
    {
      self->typing = FALSE;
      roster_field_row_set_problem (ROSTER_FIELD_ROW (self), NULL);
      roster_field_row_show (ROSTER_FIELD_ROW (self), roster_field_row_shown (ROSTER_FIELD_ROW (self)));
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
changed_cb (RosterNoteFieldRow *self)
{
  if (!self->showing)
    self->typing = TRUE;
}

static void
show_value (RosterFieldRow *row,
            GVariant       *value)
{
  RosterNoteFieldRow *self = ROSTER_NOTE_FIELD_ROW (row);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  roster_field_label (roster_field_row_field (row)), -1);
  if (self->typing)
    return;

  self->showing = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view),
                            value != NULL ? g_variant_get_string (value, NULL) : "", -1);
  self->showing = FALSE;
}

static void
add_suffix (RosterFieldRow *row,
            GtkWidget      *suffix)
{
  gtk_box_append (ROSTER_NOTE_FIELD_ROW (row)->head, suffix);
}

static void
flush (RosterFieldRow *row)
{
  commit (ROSTER_NOTE_FIELD_ROW (row));
}

static gboolean
is_typing (RosterFieldRow *row)
{
  return ROSTER_NOTE_FIELD_ROW (row)->typing;
}

static void
roster_note_field_row_field_row_init (RosterFieldRowInterface *iface)
{
  iface->show_value = show_value;
  iface->add_suffix = add_suffix;
  iface->flush = flush;
  iface->is_typing = is_typing;
}

static void
roster_note_field_row_class_init (RosterNoteFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-note-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterNoteFieldRow, head);
  gtk_widget_class_bind_template_child (widget_class, RosterNoteFieldRow, view);
  gtk_widget_class_bind_template_callback (widget_class, commit);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
roster_note_field_row_init (RosterNoteFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
