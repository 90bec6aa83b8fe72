/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-browser-private.h"

#include <glib/gi18n-lib.h>

#include "roster-account.h"
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
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterRecordBrowser) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 step = roster_store_apply_finish (ROSTER_STORE (source), result, &error);

  if (step < 0)
    roster_toast_message (GTK_WIDGET (self), error->message);
  else if (step > 0)
    roster_toast_undoable (GTK_WIDGET (self), _("Deleted what was selected"), step);
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
  roster_store_apply_async (roster_context_store (roster_pane_context (ROSTER_PANE (self))), edit, NULL, deleted_cb,
                            g_object_ref (self));
}

/* Rights */

/* Whether the office takes edits of a type: in one of the accounts of its scope, at least. */
static gpointer
read_rights (RosterCache   *cache,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const RosterRecordType *type = data;
  g_autoptr (GPtrArray) accounts = roster_cache_list_accounts (cache, error);
  gboolean writable = FALSE;

  if (accounts == NULL)
    return NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      const RosterAccount *account = accounts->pdata[i];

      writable |= account->scope == type->scope && !account->read_only;
    }

  return g_memdup2 (&writable, sizeof writable);
}

static void
rights_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  static const char *const names[] = { "new", "edit-selected", "delete-selected" };
  g_autoptr (GError) error = NULL;
  g_autofree gboolean *writable = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterRecordBrowser *self = user_data;

  if (writable == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot read the accounts: %s", error->message);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (PRIVATE (self)->actions), names[i]);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), *writable);
    }
}

static void
read_again (RosterRecordBrowser *self)
{
  RosterContext *context = roster_pane_context (ROSTER_PANE (self));

  roster_store_read_async (roster_context_store (context), read_rights, (gpointer) CLASS (self)->type, NULL, g_free,
                           PRIVATE (self)->cancellable, rights_cb, self);
}

/* Offers no edit that the office would refuse; a sync may bring other rights. */
void
roster_record_browser_follow_rights (RosterRecordBrowser *self)
{
  RosterContext *context = roster_pane_context (ROSTER_PANE (self));

  g_signal_connect_object (roster_context_coordinator (context), "notify::last-synced-at", G_CALLBACK (read_again),
                           self, G_CONNECT_SWAPPED);
  read_again (self);
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
