/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include <glib/gi18n-lib.h>

#include "roster-config.h"
#include "roster-reversal-dialog.h"
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

  roster_store_redo_async (roster_context_store (self->context), step, self->cancellable, redone_cb, g_object_ref (self));
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
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
about_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  adw_show_about_window (GTK_WINDOW (widget),
                         "application-name", _("Roster"),
                        "application-icon", APPLICATION_ID,
                        "version", PACKAGE_VERSION,
                        "developer-name", _("The Roster authors"),
                       "copyright", "© 2026 The Roster authors",
                       "license-type", GTK_LICENSE_GPL_3_0,
                       "comments", _("Looks after the streamers in a salesperson's book, with or without a network."),
                      "translator-credits", _("translator-credits"),
                         NULL);
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
  gtk_widget_class_install_action (klass, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (klass, "win.redo-step", "x", redo_step_action);
  gtk_widget_class_install_action (klass, "win.about", NULL, about_action);
}
