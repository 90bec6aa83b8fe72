/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminder-row.h"

#include <glib/gi18n-lib.h>

struct _RosterReminderRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *body;
  GtkLabel *note;
  GtkWidget *open;
  GtkWidget *done;
  GtkWidget *soon;
  GtkWidget *later;

  char *key;
};

enum
{
  OPEN,
  ANSWER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterReminderRow, roster_reminder_row, GTK_TYPE_LIST_BOX_ROW)

static void
open_cb (RosterReminderRow *self)
{
  g_signal_emit (self, signals[OPEN], 0);
}

/* The row may go while it is answered. */
static void
answer (RosterReminderRow *self,
        int                minutes)
{
  g_autoptr (RosterReminderRow) alive = g_object_ref (self);

  g_signal_emit (self, signals[ANSWER], 0, minutes);
}

static void
done_cb (RosterReminderRow *self)
{
  answer (self, 0);
}

static void
soon_cb (RosterReminderRow *self)
{
  answer (self, 10);
}

static void
later_cb (RosterReminderRow *self)
{
  answer (self, 30);
}

static void
roster_reminder_row_finalize (GObject *object)
{
  g_free (ROSTER_REMINDER_ROW (object)->key);

  G_OBJECT_CLASS (roster_reminder_row_parent_class)->finalize (object);
}

static void
roster_reminder_row_class_init (RosterReminderRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_reminder_row_finalize;

  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ANSWER] = g_signal_new ("answer", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-reminder-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterReminderRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterReminderRow, title);
  gtk_widget_class_bind_template_child (widget_class, RosterReminderRow, body);
  gtk_widget_class_bind_template_child (widget_class, RosterReminderRow, note);
  gtk_widget_class_bind_template_child (widget_class, RosterReminderRow, open);
  gtk_widget_class_bind_template_child (widget_class, RosterReminderRow, done);
  gtk_widget_class_bind_template_child (widget_class, RosterReminderRow, soon);
  gtk_widget_class_bind_template_child (widget_class, RosterReminderRow, later);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, soon_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
}

static void
roster_reminder_row_init (RosterReminderRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
icon_of (RosterReminderKind kind)
{
  switch (kind)
    {
    case ROSTER_REMINDER_LINE_UP_OPEN:
      return "view-list-ordered-symbolic";
    case ROSTER_REMINDER_BEFORE_START:
    case ROSTER_REMINDER_AT_START:
      return "x-office-calendar-symbolic";
    case ROSTER_REMINDER_NOT_STARTED:
      return "media-record-symbolic";
    case ROSTER_REMINDER_RESULTS:
      return "document-edit-symbolic";
    case ROSTER_REMINDER_FOLLOW_UP:
      return "checkbox-checked-symbolic";
    case ROSTER_REMINDER_CONTACT:
      return "call-start-symbolic";
    }

  g_return_val_if_reached (NULL);
}

static void
name_button (GtkWidget  *button,
             const char *words,
             const char *title)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", words, title);

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * roster_reminder_row_new:
 *
 * Returns: (transfer floating): the row of @item
 */
GtkWidget *
roster_reminder_row_new (RosterReminderItem *item)
{
  RosterReminderRow *self;
  const char *title, *note;

  g_return_val_if_fail (ROSTER_IS_REMINDER_ITEM (item), NULL);

  self = g_object_new (ROSTER_TYPE_REMINDER_ROW, NULL);
  self->key = g_strdup (roster_reminder_item_key (item));
  title = roster_reminder_item_title (item);
  note = roster_reminder_item_note (item);
  gtk_image_set_from_icon_name (self->icon, icon_of (roster_reminder_item_kind (item)));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->body, roster_reminder_item_body (item));
  gtk_label_set_label (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), note[0] != '\0');
  name_button (self->open, _("Show what it is about"), title);
  name_button (self->done, _("Handled: do not remind again"), title);
  name_button (self->soon, _("Remind again in 10 minutes"), title);
  name_button (self->later, _("Remind again in 30 minutes"), title);
  return GTK_WIDGET (self);
}

const char *
roster_reminder_row_key (RosterReminderRow *self)
{
  g_return_val_if_fail (ROSTER_IS_REMINDER_ROW (self), NULL);

  return self->key;
}
