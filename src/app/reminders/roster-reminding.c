/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reminding.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "roster-autostart.h"
#include "roster-by-settings.h"
#include "roster-config.h"
#include "roster-line-up-window.h"
#include "roster-live-dialog.h"
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
  guint look;
};

enum
{
  OPEN,
  OPEN_LIST,
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
  g_signal_emit (self, signals[OPEN_LIST], 0);
}

static RosterWindow *
main_window (RosterReminding *self)
{
  for (GList *l = gtk_application_get_windows (self->application); l != NULL; l = l->next)
    if (ROSTER_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

/* Where no daemon shows notifications, the window does: for a moment, and in its bell until they are answered. */
static gboolean
in_app_cb (RosterReminding *self,
           const char      *key,
           const char      *title,
           const char      *body)
{
  RosterWindow *window = main_window (self);
  g_autofree char *text = NULL;

  if (window == NULL)
    return FALSE;
  if (title == NULL)
    return TRUE;

  /* Translators: the two parts of a reminder. */
  text = key != NULL ? g_strdup_printf (_("%s. %s"), title, body) : g_strdup (title);
  roster_toast_with_action (GTK_WIDGET (window), text, _("_Show"), "win.reminders");
  return TRUE;
}

/* Whether the person has open what it is about, in a window that they look at. */
static gboolean
in_view_cb (RosterReminding      *self,
            const RosterReminder *reminder)
{
  for (GList *l = gtk_application_get_windows (self->application); l != NULL; l = l->next)
    {
      GtkWindow *window = l->data;

      if (!gtk_window_is_active (window))
        continue;
      if (ROSTER_IS_WINDOW (window))
        return roster_window_is_showing (ROSTER_WINDOW (window), reminder);
      if (ROSTER_IS_LINE_UP_WINDOW (window))
        return g_strcmp0 (roster_line_up_window_live_id (ROSTER_LINE_UP_WINDOW (window)), reminder->id) == 0;
      if (ROSTER_IS_LIVE_DIALOG (window))
        {
          RosterCalendarLive *live = roster_live_dialog_live (ROSTER_LIVE_DIALOG (window));

          return live != NULL && g_str_equal (roster_calendar_live_key (live), roster_reminder_subject (reminder));
        }
    }

  return FALSE;
}

/* An answer is an edit, wherever it was given. */
static void
answered_cb (RosterReminding *self,
             const char      *label,
             gint64           step)
{
  RosterWindow *window = main_window (self);

  if (window != NULL)
    roster_toast_undoable (GTK_WIDGET (window), label, step);
}

static gboolean
failed_cb (RosterReminding *self,
           const char      *message)
{
  RosterWindow *window = main_window (self);
  g_autofree char *text = NULL;

  if (window == NULL)
    return FALSE;

  /* Translators: %s is the reason, such as “The disk is full”. */
  text = g_strdup_printf (_("Your answer could not be stored: %s"), message);
  roster_toast_with_action (GTK_WIDGET (window), text, _("_Show"), "win.reminders");
  return TRUE;
}

static gboolean
look_cb (gpointer user_data)
{
  RosterReminding *self = user_data;
  RosterWindow *window = main_window (self);

  self->look = 0;
  if (window != NULL)
    roster_window_set_reminders (window, self->service);
  roster_reminder_service_check (self->service);
  return G_SOURCE_REMOVE;
}

/* A window comes that has a bell and can show reminders, or the last one goes. */
static void
windows_changed_cb (RosterReminding *self)
{
  if (self->look == 0)
    self->look = g_idle_add (look_cb, self);
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
  windows_changed_cb (self);
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
  signals[OPEN_LIST] = g_signal_new ("open-list", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
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
  self->service = roster_reminder_service_by_settings (self->settings, roster_context_store (context), self->notifier);
  g_signal_connect_object (self->service, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->service, "open-digest", G_CALLBACK (open_digest_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->service, "in-app", G_CALLBACK (in_app_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->service, "in-view", G_CALLBACK (in_view_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->service, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->service, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "window-added", G_CALLBACK (windows_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "window-removed", G_CALLBACK (windows_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  settings_changed_cb (self, "reminders");
  self->start = g_idle_add_full (G_PRIORITY_LOW, start_cb, self, NULL);
  return self;
}

static void
end (RosterReminding *self,
     void (*end_service) (RosterReminderService *service))
{
  g_clear_handle_id (&self->start, g_source_remove);
  g_clear_handle_id (&self->look, g_source_remove);
  if (self->service != NULL)
    end_service (self->service);
  if (self->holding)
    g_application_release (G_APPLICATION (self->application));
  self->holding = FALSE;
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

  end (self, roster_reminder_service_stop);
}

/**
 * roster_reminding_hand_over:
 *
 * Ends the reminders of this run, as roster_reminder_service_hand_over() does.
 */
void
roster_reminding_hand_over (RosterReminding *self)
{
  g_return_if_fail (ROSTER_IS_REMINDING (self));

  end (self, roster_reminder_service_hand_over);
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

  return may_be_in_background (self) && roster_reminds_in_background (self->settings);
}
