/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-activity-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-apply-with-toast.h"
#include "roster-format.h"
#include "roster-record-dialog.h"

static const struct
{
  const char *kind;
  const char *icon_name;
} icons[] = {
  { "call", "call-start-symbolic" },
  { "message", "mail-unread-symbolic" },
  { "visit", "mark-location-symbolic" },
  { "training", "x-office-presentation-symbolic" },
  { "note", "document-edit-symbolic" },
};

static const char *const edit_fields[] = { "kind", "at", "reached", "text", NULL };

struct _RosterActivityRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *text;
  GtkLabel *when;

  RosterContext *context;
  RosterRecord *activity;
};

G_DEFINE_FINAL_TYPE (RosterActivityRow, roster_activity_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
icon_for (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_strcmp0 (icons[i].kind, kind) == 0)
      return icons[i].icon_name;

  return "document-edit-symbolic";
}

static char *
kind_label (RosterRecord *activity)
{
  const RosterField *field =
      roster_record_type_field (&roster_activity_type, roster_record_type_find_field (&roster_activity_type, "kind"));
  const char *nick = roster_record_text (activity, "kind");
  const RosterChoice *choice = nick != NULL ? roster_field_find_choice (field, nick) : NULL;
  const char *label = choice != NULL ? g_dgettext (GETTEXT_PACKAGE, choice->label) : "";

  if (roster_record_has (activity, "reached") && !roster_record_boolean (activity, "reached"))
    /* Translators: a call or visit that met nobody; %s is “Call” or “Visit”. */
    return g_strdup_printf (_("%s, not reached"), label);

  return g_strdup (label);
}

static void
show_activity (RosterActivityRow *self)
{
  RosterClock *clock = roster_context_clock (self->context);
  gint64 at = roster_record_number (self->activity, "at", 0);
  const char *text = roster_record_text (self->activity, "text");
  g_autofree char *kind = kind_label (self->activity);
  g_autofree char *day = roster_format_instant_relative (clock, at);
  /* Translators: what was done, and when. */
  g_autofree char *when = g_strdup_printf (_("%s · %s"), kind, day);

  gtk_image_set_from_icon_name (self->icon, icon_for (roster_record_text (self->activity, "kind")));
  gtk_label_set_label (self->text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), text != NULL);
  gtk_label_set_label (self->when, when);
}

static gboolean
when_tooltip_cb (GtkWidget         *label,
                 int                x,
                 int                y,
                 gboolean           keyboard,
                 GtkTooltip        *tooltip,
                 RosterActivityRow *self)
{
  g_autofree char *exact = roster_format_instant (roster_context_clock (self->context),
                                                  roster_record_number (self->activity, "at", 0));

  gtk_tooltip_set_text (tooltip, exact);
  return TRUE;
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterActivityRow *self = ROSTER_ACTIVITY_ROW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_window_present (GTK_WINDOW (roster_record_dialog_new_edit (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                                 self->context, self->activity, edit_fields)));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RosterActivityRow *self = ROSTER_ACTIVITY_ROW (widget);
  g_autoptr (RosterEdit) edit = roster_edit_new (ROSTER_CAUSE_EDIT, _("Delete an activity"));
  GtkWidget *list = gtk_widget_get_parent (widget);

  roster_edit_delete (edit, self->activity);
  roster_apply_with_toast (roster_context_store (self->context), edit, list, _("Activity deleted"));
}

static void
show_rights (RosterActivityRow *self)
{
  gboolean may_write = roster_rights_in_force_may_write (roster_context_rights (self->context), &roster_activity_type,
                                                         roster_record_account (self->activity));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "activity.edit", may_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "activity.delete", may_write);
}

static void
roster_activity_row_dispose (GObject *object)
{
  RosterActivityRow *self = ROSTER_ACTIVITY_ROW (object);

  g_clear_object (&self->activity);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_activity_row_parent_class)->dispose (object);
}

static void
roster_activity_row_class_init (RosterActivityRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_activity_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-activity-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterActivityRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterActivityRow, text);
  gtk_widget_class_bind_template_child (widget_class, RosterActivityRow, when);
  gtk_widget_class_bind_template_callback (widget_class, when_tooltip_cb);
  gtk_widget_class_install_action (widget_class, "activity.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "activity.delete", NULL, delete_action);
}

static void
roster_activity_row_init (RosterActivityRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
roster_activity_row_new (RosterContext *context,
                         RosterRecord  *activity)
{
  RosterActivityRow *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (activity), NULL);

  self = g_object_new (ROSTER_TYPE_ACTIVITY_ROW, NULL);
  self->context = g_object_ref (context);
  self->activity = g_object_ref (activity);
  show_activity (self);
  show_rights (self);
  g_signal_connect_object (roster_context_rights (context), "changed", G_CALLBACK (show_rights), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
