/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-preferences-window.h"

#include <glib/gi18n-lib.h>

/* In the order of the row's entries; minutes. */
static const guint intervals[] = { 1, 5, 15, 60 };

struct _RosterPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  AdwActionRow *account;
  GtkWidget *sign_in;
  GtkWidget *sign_out;
  GtkSwitch *automatic;
  AdwComboRow *interval;
  AdwComboRow *scheme;
  AdwActionRow *folder;

  RosterContext *context;
};

G_DEFINE_FINAL_TYPE (RosterPreferencesWindow, roster_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static char *
folder_path (RosterPreferencesWindow *self)
{
  return g_path_get_dirname (roster_store_path (roster_context_store (self->context)));
}

static void
show_account (RosterPreferencesWindow *self)
{
  RosterCoordinator *coordinator = roster_context_coordinator (self->context);
  const char *office = roster_coordinator_office (coordinator), *login = roster_coordinator_login (coordinator);
  gboolean signed_in = roster_coordinator_state (coordinator) != ROSTER_COORDINATOR_ALONE &&
                       roster_coordinator_state (coordinator) != ROSTER_COORDINATOR_SIGNED_OUT;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->account), login != NULL ? login : _("Not signed in"));
  adw_action_row_set_subtitle (self->account,
                               office != NULL ? office : _("Everything stays on this computer until you sign in."));
  gtk_widget_set_visible (self->sign_in, !signed_in);
  gtk_widget_set_visible (self->sign_out, signed_in);
}

/* The actions belong to the window that this one is over; a window does not look there by itself. */
static void
activate_parent (RosterPreferencesWindow *self,
                 const char              *action)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), action, NULL);
}

static void
sign_in_cb (RosterPreferencesWindow *self)
{
  activate_parent (self, "win.sign-in");
}

static void
sign_out_cb (RosterPreferencesWindow *self)
{
  activate_parent (self, "win.sign-out");
}

static void
interval_cb (RosterPreferencesWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->interval);

  if (self->context != NULL && selected < G_N_ELEMENTS (intervals))
    g_settings_set_uint (roster_context_settings (self->context), "sync-interval", intervals[selected]);
}

static void
scheme_cb (RosterPreferencesWindow *self)
{
  if (self->context != NULL)
    g_settings_set_enum (roster_context_settings (self->context), "color-scheme",
                         adw_combo_row_get_selected (self->scheme));
}

static void
show_settings (RosterPreferencesWindow *self,
               GSettings               *settings)
{
  guint minutes = g_settings_get_uint (settings, "sync-interval"), nearest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (intervals); i++)
    if (intervals[i] <= minutes)
      nearest = i;
  adw_combo_row_set_selected (self->interval, nearest);
  adw_combo_row_set_selected (self->scheme, g_settings_get_enum (settings, "color-scheme"));
  g_settings_bind (settings, "sync-automatically", self->automatic, "active", G_SETTINGS_BIND_DEFAULT);
}

static void
open_folder_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  RosterPreferencesWindow *self = ROSTER_PREFERENCES_WINDOW (widget);
  g_autofree char *path = folder_path (self);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
roster_preferences_window_dispose (GObject *object)
{
  g_clear_object (&ROSTER_PREFERENCES_WINDOW (object)->context);

  G_OBJECT_CLASS (roster_preferences_window_parent_class)->dispose (object);
}

static void
roster_preferences_window_class_init (RosterPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_preferences_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, account);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, sign_in);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, sign_out);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, automatic);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, interval);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, scheme);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, folder);
  gtk_widget_class_bind_template_callback (widget_class, interval_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, scheme_cb);
  gtk_widget_class_install_action (widget_class, "preferences.open-folder", NULL, open_folder_action);
}

static void
roster_preferences_window_init (RosterPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_preferences_window_new:
 * @parent: the window it belongs to; has the actions win.sign-in and win.sign-out
 *
 * Returns: (transfer floating): the preferences
 */
GtkWidget *
roster_preferences_window_new (GtkWindow     *parent,
                               RosterContext *context)
{
  RosterPreferencesWindow *self;
  g_autofree char *path = NULL;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  show_settings (self, roster_context_settings (context));
  self->context = g_object_ref (context);
  path = folder_path (self);
  adw_action_row_set_subtitle (self->folder, path);
  g_signal_connect_object (roster_context_coordinator (context), "notify::state", G_CALLBACK (show_account), self,
                           G_CONNECT_SWAPPED);
  show_account (self);
  return GTK_WIDGET (self);
}
