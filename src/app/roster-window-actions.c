/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include <glib/gi18n-lib.h>

#include "roster-config.h"
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

/* What became of a step's records when it was taken back or done again, in one sentence. */
static char *
describe_reversal (RosterReversalReport *report,
                   gboolean              redone)
{
  g_autofree char *what = NULL;

  if (report->n_kept == 0 && report->n_failed == 0)
    return g_strdup_printf (redone ? _("Done again: %s") : _("Undone: %s"), report->label);

  if (redone)
    what = g_strdup_printf (_("Done again: %s. %u as before, %u kept because you edited them since, %u failed"),
                            report->label, report->n_reversed, report->n_kept, report->n_failed);
  else if (report->n_failed == 0)
    what = g_strdup_printf (_("Undone: %s. %u reversed, %u kept because you edited them since"), report->label,
                            report->n_reversed, report->n_kept);
  else
    what = g_strdup_printf (_("Undone: %s. %u reversed, %u kept because you edited them since, %u failed"),
                            report->label, report->n_reversed, report->n_kept, report->n_failed);

  return g_steal_pointer (&what);
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

  if (report != NULL)
    text = describe_reversal (report, redone);
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
 *
 * Does the step that was undone last again.
 */
void
roster_window_redo (RosterWindow *self)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  roster_store_redo_async (roster_context_store (self->context), 0, self->cancellable, redone_cb, g_object_ref (self));
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
  roster_window_redo (ROSTER_WINDOW (widget));
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
  gtk_widget_class_install_action (klass, "win.about", NULL, about_action);
}
