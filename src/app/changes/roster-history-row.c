/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-history-row.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"

struct _RosterHistoryRow
{
  AdwActionRow parent_instance;

  GtkImage *icon;
  GtkWidget *undo;
  GtkWidget *redo;
};

G_DEFINE_FINAL_TYPE (RosterHistoryRow, roster_history_row, ADW_TYPE_ACTION_ROW)

static const char *
icon_name (RosterCause cause)
{
  switch (cause)
    {
    case ROSTER_CAUSE_EDIT:
    case ROSTER_CAUSE_BULK:
      return "document-edit-symbolic";
    case ROSTER_CAUSE_IMPORT:
      return "document-open-symbolic";
    case ROSTER_CAUSE_PULL:
      return "folder-download-symbolic";
    case ROSTER_CAUSE_MERGE:
    case ROSTER_CAUSE_RESOLVE:
      return "emblem-synchronizing-symbolic";
    case ROSTER_CAUSE_DROP:
      return "user-trash-symbolic";
    case ROSTER_CAUSE_UNDO:
      return "edit-undo-symbolic";
    case ROSTER_CAUSE_REDO:
      return "edit-redo-symbolic";
    }

  g_return_val_if_reached (NULL);
}

static char *
describe (const RosterJournalStep *step,
          RosterClock             *clock)
{
  g_autofree char *moment = roster_format_moment (clock, step->at);
  g_autofree char *records =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u record", "%u records", step->n_changes), step->n_changes);

  if (step->state == ROSTER_STEP_STATE_UNDONE)
    /* Translators: a time, and how many records, of a step that was undone. */
    return g_strdup_printf (_("%s · %s · undone"), moment, records);

  return g_strdup_printf ("%s · %s", moment, records);
}

static void
roster_history_row_class_init (RosterHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterHistoryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterHistoryRow, undo);
  gtk_widget_class_bind_template_child (widget_class, RosterHistoryRow, redo);
}

static void
roster_history_row_init (RosterHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_history_row_new:
 * @item: the step that the row shows
 * @clock: says what today is
 *
 * Returns: (transfer floating): a row of the history, with the button that takes the step back or does it again
 */
GtkWidget *
roster_history_row_new (RosterHistoryItem *item,
                        RosterClock       *clock)
{
  RosterHistoryRow *self;
  const RosterJournalStep *step;
  g_autofree char *subtitle = NULL;
  gboolean undone;

  g_return_val_if_fail (ROSTER_IS_HISTORY_ITEM (item), NULL);
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  self = g_object_new (ROSTER_TYPE_HISTORY_ROW, "use-markup", FALSE, NULL);
  step = roster_history_item_step (item);
  undone = step->state == ROSTER_STEP_STATE_UNDONE;
  subtitle = describe (step, clock);

  gtk_image_set_from_icon_name (self->icon, icon_name (step->cause));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), step->label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->undo), "x", step->number);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->redo), "x", step->number);
  gtk_widget_set_visible (self->undo, !undone);
  gtk_widget_set_visible (self->redo, undone);
  if (undone)
    gtk_widget_add_css_class (GTK_WIDGET (self), "undone");

  return GTK_WIDGET (self);
}
