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
  GtkSwitch *reminders;
  GtkSwitch *background;
  GtkSwitch *login;
  GtkSwitch *quiet;
  AdwComboRow *quiet_from;
  AdwComboRow *quiet_to;
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

/* Quiet hours begin and end at half hours. */
#define QUIET_STEP 30

static gboolean
minutes_to_position (GValue   *value,
                     GVariant *variant,
                     gpointer  user_data)
{
  g_value_set_uint (value, g_variant_get_uint32 (variant) / QUIET_STEP);
  return TRUE;
}

static GVariant *
position_to_minutes (const GValue       *value,
                     const GVariantType *type,
                     gpointer            user_data)
{
  return g_variant_new_uint32 (g_value_get_uint (value) * QUIET_STEP);
}

static void
show_half_hours (AdwComboRow *row,
                 GSettings   *settings,
                 const char  *key)
{
  g_autoptr (GtkStringList) times = gtk_string_list_new (NULL);

  for (guint minute = 0; minute < 24 * 60; minute += QUIET_STEP)
    {
      g_autofree char *time = g_strdup_printf ("%02u:%02u", minute / 60, minute % 60);

      gtk_string_list_append (times, time);
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (times));
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, minutes_to_position,
                                position_to_minutes, NULL, NULL);
}

static void
show_reminders (RosterPreferencesWindow *self,
                GSettings               *settings)
{
  g_settings_bind (settings, "reminders", self->reminders, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "remind-in-background", self->background, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "start-at-login", self->login, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "quiet-hours", self->quiet, "active", G_SETTINGS_BIND_DEFAULT);
  show_half_hours (self->quiet_from, settings, "quiet-from");
  show_half_hours (self->quiet_to, settings, "quiet-to");
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
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, reminders);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, background);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, login);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, quiet);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, quiet_from);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, quiet_to);
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
  show_reminders (self, roster_context_settings (context));
  self->context = g_object_ref (context);
  path = folder_path (self);
  adw_action_row_set_subtitle (self->folder, path);
  g_signal_connect_object (roster_context_coordinator (context), "notify::state", G_CALLBACK (show_account), self,
                           G_CONNECT_SWAPPED);
  show_account (self);
  return GTK_WIDGET (self);
}
