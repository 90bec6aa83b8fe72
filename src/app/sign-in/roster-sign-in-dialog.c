/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sign-in-dialog.h"

#include <glib/gi18n-lib.h>

#include "roster-sign-in-form.h"

struct _RosterSignInDialog
{
  AdwWindow parent_instance;

  GtkLabel *reason;
  RosterSignInForm *form;
};

G_DEFINE_FINAL_TYPE (RosterSignInDialog, roster_sign_in_dialog, ADW_TYPE_WINDOW)

static void
signed_in_cb (RosterSignInDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
roster_sign_in_dialog_close_request (GtkWindow *window)
{
  roster_sign_in_form_cancel (ROSTER_SIGN_IN_DIALOG (window)->form);

  return GTK_WINDOW_CLASS (roster_sign_in_dialog_parent_class)->close_request (window);
}

static void
roster_sign_in_dialog_class_init (RosterSignInDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WINDOW_CLASS (klass)->close_request = roster_sign_in_dialog_close_request;

  g_type_ensure (ROSTER_TYPE_SIGN_IN_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterSignInDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, RosterSignInDialog, form);
  gtk_widget_class_bind_template_callback (widget_class, signed_in_cb);
}

static void
roster_sign_in_dialog_init (RosterSignInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_sign_in_dialog_new:
 * @parent: the window it belongs to
 *
 * Returns: (transfer floating): a window that asks for what the cache's office needs to know; of a cache that has an
 *   office already, only for the password
 */
GtkWidget *
roster_sign_in_dialog_new (GtkWindow     *parent,
                           RosterContext *context)
{
  RosterCoordinator *coordinator = roster_context_coordinator (context);
  RosterSignInDialog *self = g_object_new (ROSTER_TYPE_SIGN_IN_DIALOG, "transient-for", parent, NULL);
  gboolean known = roster_coordinator_office (coordinator) != NULL;

  roster_sign_in_form_set_context (self->form, context);
  roster_sign_in_form_fill (self->form, roster_coordinator_office (coordinator), roster_coordinator_login (coordinator),
                            known);
  gtk_label_set_label (
      self->reason, known
                        ? _("Sign in again to sync with the office. What you changed meanwhile waits here and goes "
                            "then.")
                        : _("What is on this computer moves into your book at the office with the first sync."));
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
  return GTK_WIDGET (self);
}
