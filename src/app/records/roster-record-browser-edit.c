/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-browser-private.h"

#include <glib/gi18n-lib.h>

#include "roster-apply-with-toast.h"
#include "roster-record-dialog.h"
#include "roster-toast.h"

static GtkWindow *
window_of (RosterRecordBrowser *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
created_cb (RosterRecordBrowser *self,
            RosterRecord        *record,
            gint64               step)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "(ss)", CLASS (self)->type->name,
                              roster_record_id (record));
}

static void
new_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  RosterRecordBrowser *self = user_data;
  RosterRecordDialog *dialog = roster_record_dialog_new_create (window_of (self), roster_pane_context (user_data),
                                                                CLASS (self)->type, CLASS (self)->new_fields);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
bulk_edited_cb (RosterRecordBrowser *self,
                RosterRecord        *record,
                gint64               step)
{
  roster_toast_undoable (GTK_WIDGET (self), _("Changed what is selected"), step);
}

static void
edit_selected_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  RosterRecordBrowser *self = user_data;
  g_autoptr (GPtrArray) chosen = roster_record_selection_records (PRIVATE (self)->selection);
  RosterRecordDialog *dialog;

  if (chosen->len < 2)
    return;

  dialog = roster_record_dialog_new_bulk (window_of (self), roster_pane_context (user_data), chosen,
                                          CLASS (self)->bulk_fields);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (bulk_edited_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
delete_selected_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  RosterRecordBrowser *self = user_data;
  g_autoptr (GPtrArray) chosen = roster_record_selection_records (PRIVATE (self)->selection);
  g_autoptr (RosterEdit) edit = NULL;
  g_autofree char *label = NULL;

  if (chosen->len == 0)
    return;

  if (chosen->len == 1)
    /* Translators: a step that can be undone; %s is a streamer or product. */
    label = g_strdup_printf (_("Delete %s"), roster_record_title (chosen->pdata[0]));
  else
    /* Translators: a step that can be undone: how many records, and of what kind. */
    label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %u of %s", "Delete %u of %s", chosen->len),
                             chosen->len, roster_record_type_label (CLASS (self)->type, TRUE));
  edit = roster_edit_new (chosen->len == 1 ? ROSTER_CAUSE_EDIT : ROSTER_CAUSE_BULK, label);
  for (guint i = 0; i < chosen->len; i++)
    roster_edit_delete (edit, chosen->pdata[i]);
  roster_apply_with_toast (roster_context_store (roster_pane_context (ROSTER_PANE (self))), edit, GTK_WIDGET (self),
                           _("Deleted what was selected"));
}

/* Rights */

static void
rights_changed_cb (RosterRecordBrowser *self)
{
  static const char *const names[] = { "new", "edit-selected", "delete-selected" };
  RosterRightsInForce *rights = roster_context_rights (roster_pane_context (ROSTER_PANE (self)));
  g_autofree char *refusal = roster_rights_in_force_refusal (rights, CLASS (self)->type, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (PRIVATE (self)->actions), names[i]);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), refusal == NULL);
    }
  roster_widget_refuse (PRIVATE (self)->create, refusal);
}

/* Offers no edit that the office would refuse; a sync may bring other rights. */
void
roster_record_browser_follow_rights (RosterRecordBrowser *self)
{
  RosterRightsInForce *rights = roster_context_rights (roster_pane_context (ROSTER_PANE (self)));

  g_signal_connect_object (rights, "changed", G_CALLBACK (rights_changed_cb), self, G_CONNECT_SWAPPED);
  rights_changed_cb (self);
}

static const GActionEntry actions[] = {
  { "new", new_cb },
  { "edit-selected", edit_selected_cb },
  { "delete-selected", delete_selected_cb },
};

/* What makes, changes and deletes records from the list. */
void
roster_record_browser_add_edit_actions (RosterRecordBrowser *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (PRIVATE (self)->actions), actions, G_N_ELEMENTS (actions), self);
}
