/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-cache-answer.h"
#include "roster-config.h"
#include "roster-field-row.h"
#include "roster-reversal-dialog.h"
#include "roster-search-window.h"
#include "roster-toast.h"

static void
show_place_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  roster_window_show_place (ROSTER_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const char *type, *id;

  g_variant_get (parameter, "(&s&s)", &type, &id);
  roster_window_open (ROSTER_WINDOW (widget), type, id);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  roster_window_go_back (ROSTER_WINDOW (widget));
}

static void
finish_reversal (RosterStore  *store,
                 GAsyncResult *result,
                 RosterWindow *self,
                 gboolean      redone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterReversalReport) report = roster_store_undo_finish (store, result, &error);
  g_autofree char *text = NULL;

  if (report != NULL && (report->n_kept > 0 || report->n_failed > 0))
    gtk_window_present (GTK_WINDOW (roster_reversal_dialog_new (GTK_WINDOW (self), report, redone)));
  else if (report != NULL)
    text = g_strdup_printf (redone ? _("Done again: %s") : _("Undone: %s"), report->label);
  else if (g_error_matches (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND))
    text = g_strdup (redone ? _("Nothing to do again") : _("Nothing to undo"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup (error->message);

  if (text != NULL)
    roster_toast_message (GTK_WIDGET (self->outer), text);
  g_object_unref (self);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  finish_reversal (ROSTER_STORE (source), result, user_data, FALSE);
}

static void
redone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  finish_reversal (ROSTER_STORE (source), result, user_data, TRUE);
}

/**
 * roster_window_undo:
 * @step: a step of the journal, or 0 for the last one that was not undone
 *
 * Takes a step back and says what became of it.
 */
void
roster_window_undo (RosterWindow *self,
                    gint64        step)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  roster_store_undo_async (roster_context_store (self->context), step, self->cancellable, undone_cb,
                           g_object_ref (self));
}

/**
 * roster_window_redo:
 * @step: a step that was undone, or 0 for the last one
 *
 * Does an undone step again and says what became of it.
 */
void
roster_window_redo (RosterWindow *self,
                    gint64        step)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  roster_store_redo_async (roster_context_store (self->context), step, self->cancellable, redone_cb,
                           g_object_ref (self));
}

/* While something is being typed, Ctrl+Z means the typing and not the step before it. */
static gboolean
act_in_text (GtkWindow  *window,
             const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ROSTER_TYPE_FIELD_ROW) : NULL;
  gboolean typing;

  if (GTK_IS_TEXT_VIEW (focus) && strcmp (action, "text.undo") == 0)
    typing = gtk_text_buffer_get_can_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)));
  else if (GTK_IS_TEXT_VIEW (focus))
    typing = gtk_text_buffer_get_can_redo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)));
  else if (GTK_IS_TEXT (focus) && row != NULL)
    typing = roster_field_row_is_typing (ROSTER_FIELD_ROW (row));
  else
    typing = GTK_IS_TEXT (focus) && gtk_editable_get_text (GTK_EDITABLE (focus))[0] != '\0';

  if (typing)
    gtk_widget_activate_action (focus, action, NULL);
  return typing;
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  if (!act_in_text (GTK_WINDOW (widget), "text.undo"))
    roster_window_undo (ROSTER_WINDOW (widget), 0);
}

static void
undo_step_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  roster_window_undo (ROSTER_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  if (!act_in_text (GTK_WINDOW (widget), "text.redo"))
    roster_window_redo (ROSTER_WINDOW (widget), 0);
}

static void
redo_step_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  roster_window_redo (ROSTER_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
chosen_cb (RosterWindow *self,
           const char   *type,
           const char   *id)
{
  roster_window_open (self, type, id);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);
  RosterSearchWindow *search = roster_search_window_new (GTK_WINDOW (self), self->context);

  g_signal_connect_object (search, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (search));
}

/* What the list of this place offers under a key; a place whose list does not know it ignores the key. */
static void
list_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);
  GtkWidget *list = gtk_stack_get_visible_child (self->lists);
  g_autofree char *action = g_strconcat ("browser.", name + strlen ("win."), NULL);

  if (list == NULL)
    return;

  adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->inner));
  adw_leaflet_set_visible_child (self->inner, self->list_side);
  gtk_widget_activate_action_variant (list, action, NULL);
}

static gpointer
ask_in_thread (RosterCache   *cache,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return roster_cache_ask_waiting (cache, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (RosterWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (roster_store_finish (ROSTER_STORE (source), result, &error) == NULL && roster_window_is_open (self))
    roster_toast_message (GTK_WIDGET (self->outer), error->message);
  roster_today_read_again (roster_context_today (self->context));
}

/* Takes back what was answered on this day about changes that concern no streamer. */
static void
ask_again_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);

  roster_store_write_async (roster_context_store (self->context), ask_in_thread, NULL, NULL, NULL, NULL, asked_cb,
                            g_object_ref (self));
}

/* Half of what a window costs, for something that is seldom looked at: not left to GTK, which makes it at the start. */
static void
shortcuts_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/com/weiye/Roster/ui/help-overlay.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

static void
about_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AdwAboutWindow *about = ADW_ABOUT_WINDOW (adw_about_window_new ());

  adw_about_window_set_application_name (about, _("Roster"));
  adw_about_window_set_application_icon (about, APPLICATION_ID);
  adw_about_window_set_version (about, PACKAGE_VERSION);
  adw_about_window_set_developer_name (about, _("The Roster authors"));
  adw_about_window_set_copyright (about, "© 2026 The Roster authors");
  adw_about_window_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_window_set_comments (about,
                                 _("Looks after the streamers in a salesperson's book, with or without a network."));
  adw_about_window_set_translator_credits (about, _("translator-credits"));
  gtk_window_set_transient_for (GTK_WINDOW (about), GTK_WINDOW (widget));
  gtk_window_present (GTK_WINDOW (about));
}

/* The keys of these stand with the other accelerators in roster-application.c. */
void
roster_window_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.show-place", "s", show_place_action);
  gtk_widget_class_install_action (klass, "win.open", "(ss)", open_action);
  gtk_widget_class_install_action (klass, "win.back", NULL, back_action);
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (klass, "win.undo-step", "x", undo_step_action);
  gtk_widget_class_install_action (klass, "win.ask-again", NULL, ask_again_action);
  gtk_widget_class_install_action (klass, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (klass, "win.redo-step", "x", redo_step_action);
  gtk_widget_class_install_action (klass, "win.search", NULL, search_action);
  gtk_widget_class_install_action (klass, "win.new", NULL, list_action);
  gtk_widget_class_install_action (klass, "win.find", NULL, list_action);
  gtk_widget_class_install_action (klass, "win.view-menu", NULL, list_action);
  gtk_widget_class_install_action (klass, "win.save-filter", NULL, list_action);
  gtk_widget_class_install_action (klass, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (klass, "win.about", NULL, about_action);
}
