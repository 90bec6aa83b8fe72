/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-follow-up-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "roster-apply-with-toast.h"
#include "roster-format.h"

/* What the button needs of its row. */
typedef struct
{
  RosterContext *context;
  RosterRecord *follow_up;
} Task;

static void
task_free (gpointer  data,
           GClosure *closure)
{
  Task *task = data;

  g_object_unref (task->context);
  g_object_unref (task->follow_up);
  g_free (task);
}

static void
done_cb (GtkButton *button,
         Task      *task)
{
  GtkWidget *group = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_PREFERENCES_GROUP);
  g_autoptr (RosterRecord) after = roster_record_copy (task->follow_up);
  g_autofree char *label = NULL;
  g_autoptr (RosterEdit) edit = NULL;

  roster_record_set_text (after, "state", "done");
  roster_record_set_number (after, "doneAt", roster_clock_now (roster_context_clock (task->context)));
  /* Translators: a step that can be undone; %s is what was to be done with a streamer. */
  label = g_strdup_printf (_("Done: %s"), roster_record_title (task->follow_up));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_update (edit, task->follow_up, after);
  /* The row goes as soon as it is written; what remains of the page says so. */
  roster_apply_with_toast (roster_context_store (task->context), edit,
                           group != NULL ? group : GTK_WIDGET (button), _("Follow-up done"));
}

static GtkWidget *
new_button (RosterContext *context,
            RosterRecord  *follow_up)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Done"));
  g_autofree char *label = g_strdup_printf (_("Done: %s"), roster_record_title (follow_up));
  Task *task = g_new0 (Task, 1);

  task->context = g_object_ref (context);
  task->follow_up = g_object_ref (follow_up);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (done_cb), task, task_free, 0);
  roster_rights_in_force_guard (roster_context_rights (context), button, &roster_followup_type,
                                roster_record_account (follow_up));
  return button;
}

/**
 * roster_follow_up_row_new:
 * @follow_up: a FollowUp that is open
 *
 * Returns: (transfer floating): a row for a group
 */
GtkWidget *
roster_follow_up_row_new (RosterContext *context,
                          RosterRecord  *follow_up)
{
  GtkWidget *row;
  const char *due;
  g_autofree char *today = NULL, *day = NULL, *words = NULL;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (follow_up), NULL);

  row = adw_action_row_new ();
  due = roster_record_text (follow_up, "due");
  today = roster_clock_today (roster_context_clock (context));
  day = due != NULL ? roster_format_date (due, today) : NULL;
  if (day != NULL)
    words = g_strdup_printf (g_strcmp0 (due, today) < 0 ? _("overdue since %s") : _("due %s"), day);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), roster_record_title (follow_up));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  if (words != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_button (context, follow_up));
  return row;
}
