/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-background.h"

#include <glib/gi18n-lib.h>

#include "roster-autostart.h"
#include "roster-by-settings.h"
#include "roster-config.h"
#include "roster-hand-over.h"
#include "roster-housekeeping.h"
#include "roster-recovery-words.h"

#ifdef HAVE_MALLOC_TRIM
#include <malloc.h>
#endif

/* The notification that tells of damaged data. */
#define RECOVERY "recovery"

/* When what the start and a sync needed for a moment is no longer needed, in milliseconds. */
#define SETTLED_AFTER 3000

struct _RosterBackground
{
  GApplication parent_instance;

  GSettings *settings;
  RosterStore *store;
  RosterCoordinator *coordinator;
  RosterHousekeeping *housekeeping;
  RosterNotifier *notifier;
  RosterReminderService *service;
  guint settle;
  gboolean opening;

  gboolean quitting;

  /* What the window shall hear, once somebody has asked for one, and by what it may come to the front */
  GPtrArray *window;
  char *token;
};

G_DEFINE_FINAL_TYPE (RosterBackground, roster_background, G_TYPE_APPLICATION)

/* Nothing else is done here for long: what is free goes back to the system. Other allocators than glibc's do so by
   themselves. */
static gboolean
settle_cb (gpointer user_data)
{
  ROSTER_BACKGROUND (user_data)->settle = 0;
#ifdef HAVE_MALLOC_TRIM
  malloc_trim (0);
#endif
  return G_SOURCE_REMOVE;
}

static void
settle_soon (RosterBackground *self)
{
  if (self->settle == 0)
    self->settle = g_timeout_add_full (G_PRIORITY_LOW, SETTLED_AFTER, settle_cb, self, NULL);
}

/* Becomes the app with a window, which shows what the further arguments say. */
static void
open_window (RosterBackground *self,
             const char       *option,
             const char       *value)
{
  if (self->window != NULL)
    return;

  self->window = g_ptr_array_new_with_free_func (g_free);
  if (option != NULL)
    g_ptr_array_add (self->window, g_strconcat (option, value, NULL));
  g_ptr_array_add (self->window, NULL);
  g_application_quit (G_APPLICATION (self));
}

static void
open_cb (RosterBackground *self,
         const char       *type,
         const char       *id)
{
  g_autofree char *record = g_strconcat (type, "/", id, NULL);

  open_window (self, "--show=", record);
}

static void
open_digest_cb (RosterBackground *self)
{
  open_window (self, "--show-reminders", "");
}

static void
notification_answered_cb (RosterBackground *self,
                          const char       *id)
{
  if (g_str_equal (id, RECOVERY))
    open_window (self, NULL, NULL);
}

static void
state_cb (RosterBackground *self)
{
  if (roster_coordinator_state (self->coordinator) != ROSTER_COORDINATOR_SYNCING)
    settle_soon (self);
}

/* Who no longer wants to be reminded has no use for this. */
static void
settings_changed_cb (RosterBackground *self,
                     const char       *key)
{
  if (key != NULL && g_str_equal (key, "start-at-login"))
    roster_autostart_set (g_settings_get_boolean (self->settings, "start-at-login"));
  if (!roster_reminds_in_background (self->settings))
    g_application_quit (G_APPLICATION (self));
}

static void
tell_recovery (RosterBackground *self,
               RosterRecovery   *recovery)
{
  g_autofree char *words = roster_recovery_words (recovery);

  roster_notifier_show (self->notifier, RECOVERY, roster_recovery_title (), words, FALSE);
}

static void
begin (RosterBackground *self)
{
  self->coordinator = roster_coordinator_by_settings (self->settings, self->store);
  g_signal_connect_object (self->coordinator, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  roster_coordinator_start (self->coordinator);
  self->housekeeping = roster_housekeeping_new (self->store);

  self->notifier = roster_desktop_notifier_new (_("Roster"), APPLICATION_ID);
  g_signal_connect_object (self->notifier, "answered", G_CALLBACK (notification_answered_cb), self, G_CONNECT_SWAPPED);
  self->service = roster_reminder_service_by_settings (self->settings, self->store, self->notifier);
  g_signal_connect_object (self->service, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->service, "open-digest", G_CALLBACK (open_digest_cb), self, G_CONNECT_SWAPPED);
  roster_reminder_service_start (self->service);
  settle_soon (self);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RosterBackground) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecovery) recovery = NULL;

  self->opening = FALSE;
  self->store = roster_store_open_finish (result, &recovery, &error);
  if (self->quitting)
    return;

  if (self->store == NULL)
    {
      /* The window finds the same, and can say so. */
      open_window (self, NULL, NULL);
      return;
    }

  begin (self);
  if (recovery != NULL)
    tell_recovery (self, recovery);
}

static void
roster_background_startup (GApplication *application)
{
  RosterBackground *self = ROSTER_BACKGROUND (application);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "roster", NULL);
  g_autofree char *path = g_build_filename (folder, "cache.db", NULL);
  g_autoptr (RosterClock) clock = roster_system_clock_new ();
  g_autoptr (RosterIdSource) ids = roster_id_source_new (clock);

  G_APPLICATION_CLASS (roster_background_parent_class)->startup (application);

  /* For as long as it is not told to end. */
  g_application_hold (application);
  self->settings = g_settings_new (APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  if (!roster_reminds_in_background (self->settings))
    {
      /* Who asks for a window has a moment to say so. */
      g_application_set_inactivity_timeout (application, SETTLED_AFTER);
      g_application_release (application);
      return;
    }

  g_mkdir_with_parents (folder, 0700);
  self->opening = TRUE;
  roster_store_open_async (path, clock, ids, NULL, NULL, opened_cb, g_object_ref (self));
}

static void
roster_background_before_emit (GApplication *application,
                               GVariant     *platform_data)
{
  RosterBackground *self = ROSTER_BACKGROUND (application);
  g_autofree char *token = NULL;

  if (g_variant_lookup (platform_data, "activation-token", "s", &token) ||
      g_variant_lookup (platform_data, "desktop-startup-id", "s", &token))
    {
      g_free (self->token);
      self->token = g_steal_pointer (&token);
    }
}

static void
roster_background_activate (GApplication *application)
{
  open_window (ROSTER_BACKGROUND (application), NULL, NULL);
}

static void
roster_background_shutdown (GApplication *application)
{
  RosterBackground *self = ROSTER_BACKGROUND (application);

  g_clear_handle_id (&self->settle, g_source_remove);
  self->quitting = TRUE;
  while (self->opening)
    g_main_context_iteration (NULL, TRUE);
  if (self->service != NULL && self->window != NULL)
    roster_reminder_service_hand_over (self->service);
  else if (self->service != NULL)
    roster_reminder_service_stop (self->service);
  if (self->coordinator != NULL)
    roster_coordinator_stop (self->coordinator);
  g_clear_object (&self->housekeeping);
  if (self->store != NULL)
    roster_store_close (self->store);
  g_clear_object (&self->service);
  g_clear_object (&self->notifier);
  g_clear_object (&self->coordinator);
  g_clear_object (&self->store);

  G_APPLICATION_CLASS (roster_background_parent_class)->shutdown (application);
}

static void
roster_background_finalize (GObject *object)
{
  RosterBackground *self = ROSTER_BACKGROUND (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->window, g_ptr_array_unref);
  g_free (self->token);

  G_OBJECT_CLASS (roster_background_parent_class)->finalize (object);
}

static void
roster_background_class_init (RosterBackgroundClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_background_finalize;
  application_class->startup = roster_background_startup;
  application_class->before_emit = roster_background_before_emit;
  application_class->activate = roster_background_activate;
  application_class->shutdown = roster_background_shutdown;
}

/* The actions that those who cannot see whether there is a window ask for. */

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

static void
show_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  open_window (user_data, "--show=", g_variant_get_string (parameter, NULL));
}

static void
show_reminders_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  open_window (user_data, "--show-reminders", "");
}

static void
roster_background_init (RosterBackground *self)
{
  static const GActionEntry actions[] = {
    { "quit", quit_action },
    { "show", show_action, "s" },
    { "show-reminders", show_reminders_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

/**
 * roster_background_main:
 *
 * Runs the app without a window until it ends or becomes the app with one.
 *
 * Returns: the program's exit status
 */
int
roster_background_main (void)
{
  g_autoptr (RosterBackground) self = NULL;
  g_autoptr (GPtrArray) window = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  self = g_object_new (ROSTER_TYPE_BACKGROUND, "application-id", APPLICATION_ID, "flags", G_APPLICATION_IS_SERVICE,
                       "resource-base-path", "/com/weiye/Roster", NULL);
  /* Where the app runs already, that one reminds; without a bus nobody could ever reach this one. */
  if (!g_application_register (G_APPLICATION (self), NULL, &error) ||
      g_application_get_dbus_connection (G_APPLICATION (self)) == NULL)
    {
      g_debug ("Not in the background: %s", error != NULL ? error->message : "no bus");
      return EXIT_SUCCESS;
    }

  status = g_application_run (G_APPLICATION (self), 0, NULL);
  window = g_steal_pointer (&self->window);
  token = g_steal_pointer (&self->token);
  g_clear_object (&self);
  if (window != NULL)
    {
      roster_hand_over ((const char *const *) window->pdata, token);
      status = EXIT_FAILURE;
    }
  return status;
}
