/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminding.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "roster-autostart.h"
#include "roster-config.h"
#include "roster-reminder-service.h"
#include "roster-toast.h"

struct _RosterReminding
{
  GObject parent_instance;

  GtkApplication *application;
  GSettings *settings;
  RosterNotifier *notifier;
  RosterReminderService *service;
  gboolean holding;
  guint start;
};

enum
{
  OPEN,
  OPEN_PLACE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterReminding, roster_reminding, G_TYPE_OBJECT)

static void
open_cb (RosterReminding *self,
         const char      *type,
         const char      *id)
{
  g_signal_emit (self, signals[OPEN], 0, type, id);
}

static void
open_digest_cb (RosterReminding *self)
{
  g_signal_emit (self, signals[OPEN_PLACE], 0, "schedule");
}

/* Where no daemon shows notifications, the window does. */
static gboolean
in_app_cb (RosterReminding *self,
           const char      *title,
           const char      *body)
{
  GtkWidget *content = NULL;
  g_autofree char *text = NULL;

  for (GList *l = gtk_application_get_windows (self->application); l != NULL && content == NULL; l = l->next)
    if (ADW_IS_APPLICATION_WINDOW (l->data))
      content = adw_application_window_get_content (l->data);
  if (!ADW_IS_TOAST_OVERLAY (content))
    return FALSE;
  if (title == NULL)
    return TRUE;

  /* Translators: the two parts of a reminder. */
  text = g_strdup_printf (_("%s. %s"), title, body);
  roster_toast_message (content, text);
  return TRUE;
}

/* Nobody could raise an app without a window that owns no name on the bus. */
static gboolean
may_be_in_background (RosterReminding *self)
{
  GApplication *application = G_APPLICATION (self->application);

  return (g_application_get_flags (application) & G_APPLICATION_NON_UNIQUE) == 0 &&
         g_application_get_dbus_connection (application) != NULL;
}

static void
settings_changed_cb (RosterReminding *self,
                     const char      *key)
{
  gboolean hold = roster_reminding_in_background (self);

  if (hold && !self->holding)
    g_application_hold (G_APPLICATION (self->application));
  else if (!hold && self->holding)
    g_application_release (G_APPLICATION (self->application));
  self->holding = hold;

  if (may_be_in_background (self) && (key == NULL || g_str_equal (key, "start-at-login")))
    roster_autostart_set (g_settings_get_boolean (self->settings, "start-at-login"));
}

static gboolean
start_cb (gpointer user_data)
{
  RosterReminding *self = user_data;

  self->start = 0;
  roster_reminder_service_start (self->service);
  return G_SOURCE_REMOVE;
}

static void
roster_reminding_dispose (GObject *object)
{
  RosterReminding *self = ROSTER_REMINDING (object);

  roster_reminding_stop (self);
  g_clear_object (&self->service);
  g_clear_object (&self->notifier);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_reminding_parent_class)->dispose (object);
}

static void
roster_reminding_class_init (RosterRemindingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_reminding_dispose;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_STRING, G_TYPE_STRING);
  signals[OPEN_PLACE] = g_signal_new ("open-place", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
roster_reminding_init (RosterReminding *self)
{
}

/**
 * roster_reminding_new:
 *
 * Returns: (transfer full): the reminders of this run of the app; they begin when the window has had time to come up
 */
RosterReminding *
roster_reminding_new (GtkApplication *application,
                      RosterContext  *context)
{
  RosterReminding *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_REMINDING, NULL);
  self->application = application;
  self->settings = g_object_ref (roster_context_settings (context));
  self->notifier = roster_desktop_notifier_new (_("Roster"), APPLICATION_ID);
  self->service =
      roster_reminder_service_new (roster_context_store (context), roster_context_clock (context), self->notifier);
  g_signal_connect_object (self->service, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->service, "open-digest", G_CALLBACK (open_digest_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->service, "in-app", G_CALLBACK (in_app_cb), self, G_CONNECT_SWAPPED);
  g_settings_bind (self->settings, "reminders", self->service, "enabled", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "quiet-hours", self->service, "quiet", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "quiet-from", self->service, "quiet-from", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "quiet-to", self->service, "quiet-to", G_SETTINGS_BIND_GET);

  g_signal_connect_object (self->settings, "changed", G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  settings_changed_cb (self, "reminders");
  self->start = g_idle_add_full (G_PRIORITY_LOW, start_cb, self, NULL);
  return self;
}

/**
 * roster_reminding_stop:
 *
 * Ends the reminders of this run; the app no longer stays for them.
 */
void
roster_reminding_stop (RosterReminding *self)
{
  g_return_if_fail (ROSTER_IS_REMINDING (self));

  g_clear_handle_id (&self->start, g_source_remove);
  if (self->service != NULL)
    roster_reminder_service_stop (self->service);
  if (self->holding)
    g_application_release (G_APPLICATION (self->application));
  self->holding = FALSE;
}

/**
 * roster_reminding_in_background:
 *
 * Returns: whether the app goes on reminding when its last window closes
 */
gboolean
roster_reminding_in_background (RosterReminding *self)
{
  g_return_val_if_fail (ROSTER_IS_REMINDING (self), FALSE);

  return may_be_in_background (self) && g_settings_get_boolean (self->settings, "reminders") &&
         g_settings_get_boolean (self->settings, "remind-in-background");
}
