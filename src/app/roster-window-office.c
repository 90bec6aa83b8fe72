/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include <glib/gi18n-lib.h>

#include "roster-preferences-window.h"
#include "roster-rules-window.h"
#include "roster-sign-in-dialog.h"
#include "roster-welcome-page.h"
#include "roster-toast.h"

/* The welcome, while there is neither an office nor a record */

static gpointer
look_in_thread (RosterCache   *cache,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autofree char *office = roster_cache_get_fact (cache, ROSTER_FACT_OFFICE);
  gboolean known = office != NULL;

  for (guint i = 0; i < ROSTER_N_RECORD_TYPES && !known; i++)
    known = roster_cache_count (cache, roster_record_types[i], NULL) > 0;

  return g_memdup2 (&known, sizeof known);
}

static void
welcomed_cb (RosterWindow *self)
{
  gtk_stack_set_visible_child_name (self->views, "main");
  adw_bin_set_child (self->welcome, NULL);
  roster_window_show_title (self);
}

/* Whether there is anything, while the store is opened. */
RosterFirstRead
roster_window_office_first_read (void)
{
  return (RosterFirstRead){ look_in_thread, look_in_thread, NULL, g_free };
}

static void
welcome_unless (RosterWindow *self,
                gboolean      known)
{
  /* The window has closed meanwhile. */
  if (self->context == NULL || self->welcome == NULL)
    return;

  if (known)
    {
      welcomed_cb (self);
      return;
    }

  if (adw_bin_get_child (self->welcome) == NULL)
    {
      GtkWidget *page = roster_welcome_page_new (self->context);

      g_signal_connect_object (page, "done", G_CALLBACK (welcomed_cb), self, G_CONNECT_SWAPPED);
      adw_bin_set_child (self->welcome, page);
    }
  gtk_stack_set_visible_child_name (self->views, "welcome");
  roster_window_show_title (self);
  gtk_widget_grab_focus (adw_bin_get_child (self->welcome));
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RosterWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gboolean *known = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    welcome_unless (self, known == NULL || *known);
}

static void
look (RosterWindow *self)
{
  roster_store_read_async (roster_context_store (self->context), look_in_thread, NULL, NULL, g_free,
                           self->cancellable, looked_cb, g_object_ref (self));
}

/* Once something is there, from an import or from another program, there is something to show. */
static void
changed_cb (RosterWindow *self)
{
  if (self->context != NULL && self->welcome != NULL && adw_bin_get_child (self->welcome) != NULL)
    look (self);
}

/* The office wants the password again: said once, out of the way of the work that goes on. */
static void
state_cb (RosterWindow *self)
{
  RosterCoordinator *coordinator = roster_context_coordinator (self->context);
  AdwToast *toast;

  if (roster_coordinator_state (coordinator) != ROSTER_COORDINATOR_SIGNED_OUT ||
      roster_coordinator_has_left (coordinator))
    {
      if (self->password_toast != NULL)
        adw_toast_dismiss (self->password_toast);
      return;
    }
  if (self->password_toast != NULL)
    return;

  toast = adw_toast_new (_("The office asks for your password again"));
  adw_toast_set_button_label (toast, _("_Sign In…"));
  adw_toast_set_action_name (toast, "win.sign-in");
  adw_toast_set_timeout (toast, 0);
  g_set_weak_pointer (&self->password_toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* A sync that does not go through says why once, wherever a person is, until one goes through again. */
static void
failure_cb (RosterWindow *self)
{
  RosterCoordinator *coordinator = roster_context_coordinator (self->context);
  const char *message = roster_coordinator_message (coordinator);
  g_autofree char *markup = NULL;
  AdwToast *toast;

  switch (roster_coordinator_state (coordinator))
    {
    case ROSTER_COORDINATOR_SYNCING:
    case ROSTER_COORDINATOR_OFFLINE:
      return;
    case ROSTER_COORDINATOR_ALONE:
    case ROSTER_COORDINATOR_SIGNED_OUT:
    case ROSTER_COORDINATOR_IDLE:
      self->told_failure = FALSE;
      if (self->failure_toast != NULL)
        adw_toast_dismiss (self->failure_toast);
      return;
    case ROSTER_COORDINATOR_FAILED:
      break;
    }
  if (self->told_failure || message == NULL)
    return;

  self->told_failure = TRUE;
  markup = g_markup_escape_text (message, -1);
  toast = adw_toast_new (markup);
  adw_toast_set_button_label (toast, _("_Changes"));
  adw_toast_set_detailed_action_name (toast, "win.show-place::changes");
  adw_toast_set_timeout (toast, 0);
  g_set_weak_pointer (&self->failure_toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* The preferences may be in front. */
static GtkWindow *
front (RosterWindow *self)
{
  GtkWindow *active = gtk_application_get_active_window (gtk_window_get_application (GTK_WINDOW (self)));

  return active != NULL ? active : GTK_WINDOW (self);
}

static void
sign_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (roster_sign_in_dialog_new (front (self), self->context)));
}

static void
signed_out_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (RosterWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!roster_coordinator_sign_out_finish (ROSTER_COORDINATOR (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    roster_toast_message (GTK_WIDGET (self->outer), error->message);
}

static void
sign_out_cb (AdwMessageDialog *dialog,
             const char       *response,
             RosterWindow     *self)
{
  roster_coordinator_sign_out_async (roster_context_coordinator (self->context), self->cancellable, signed_out_cb,
                                     g_object_ref (self));
}

static void
sign_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);
  GtkWidget *dialog = adw_message_dialog_new (front (self), _("Sign Out?"),
                                              _("What is on this computer stays here, changes that wait as well. "
                                                "Nothing is synced until you sign in again."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "sign-out", _("Sign _Out"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "sign-out", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response::sign-out", G_CALLBACK (sign_out_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
preferences_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (roster_preferences_window_new (GTK_WINDOW (self), self->context)));
}

static void
rules_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (roster_rules_window_new (GTK_WINDOW (self), self->context)));
}

void
roster_window_install_office_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.sign-in", NULL, sign_in_action);
  gtk_widget_class_install_action (klass, "win.sign-out", NULL, sign_out_action);
  gtk_widget_class_install_action (klass, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (klass, "win.rules", NULL, rules_action);
}

/* Shows the welcome or the places, and from then on what the office says. */
void
roster_window_init_office (RosterWindow *self)
{
  g_autofree gboolean *known = roster_store_take_first (roster_context_store (self->context), look_in_thread);

  g_signal_connect_object (roster_context_store (self->context), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_context_coordinator (self->context), "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_context_coordinator (self->context), "notify::state", G_CALLBACK (failure_cb), self,
                           G_CONNECT_SWAPPED);
  if (known != NULL)
    welcome_unless (self, *known);
  else
    look (self);
  state_cb (self);
}
