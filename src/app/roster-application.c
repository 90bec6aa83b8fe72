/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-application.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "roster-background.h"
#include "roster-color-scheme.h"
#include "roster-config.h"
#include "roster-context.h"
#include "roster-hand-over.h"
#include "roster-recovery-words.h"
#include "roster-reminding.h"
#include "roster-resources.h"
#include "roster-sign-in-options.h"
#include "roster-tooltips.h"
#include "roster-window.h"

#ifdef HAVE_MALLOC_TRIM
#include <malloc.h>
#endif

/* What nobody waits for leaves the first window so long to come up, in milliseconds. */
#define LATER_AFTER 400

/* When the first window stands and everything is read that is read at the start, in milliseconds */
#define SETTLED_AFTER 1000

struct _RosterApplication
{
  AdwApplication parent_instance;

  char *cache_path;
  GVariantDict *options;
  GSettings *settings;
  RosterContext *context;
  RosterReminding *reminding;
  guint later;
  guint rest;
  gboolean opening;
  /* Somebody asked for a window while the store was being opened, and what it shall show: a type and an id, or NULL */
  gboolean wanted;
  char *to_show;
  gboolean to_show_reminders;
  /* Ends to go on in the background */
  gboolean handing_over;
};

G_DEFINE_FINAL_TYPE (RosterApplication, roster_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *keys[3];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z" } },
  { "win.search", { "<Control>k" } },
  { "win.reminders", { "<Control>b" } },
  { "win.find", { "<Control>f" } },
  { "win.view-menu", { "<Control>l" } },
  { "win.save-filter", { "<Control>s" } },
  { "win.new", { "<Control>n" } },
  { "win.import", { "<Control>i", "<Control>o" } },
  { "win.export", { "<Control>e" } },
  { "win.shortcuts", { "<Control>question" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.show-place::today", { "<Alt>1" } },
  { "win.show-place::streamers", { "<Alt>2" } },
  { "win.show-place::products", { "<Alt>3" } },
  { "win.show-place::factories", { "<Alt>4" } },
  { "win.show-place::plan", { "<Alt>5" } },
  { "win.show-place::schedule", { "<Alt>6" } },
  { "win.show-place::coaching", { "<Alt>7" } },
  { "win.show-place::changes", { "<Alt>8" } },
  { "app.sync", { "F5", "<Control>r" } },
};

static char *
default_cache_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "roster", "cache.db", NULL);
}

static void
quit_cb (AdwMessageDialog *dialog,
         const char       *response,
         GApplication     *application)
{
  g_application_quit (application);
}

/* Nothing works without the cache: say why in a window of its own and end. */
static void
show_failure (RosterApplication *self,
              const GError      *failure)
{
  GtkWidget *dialog = adw_message_dialog_new (NULL, _("The Data on This Computer Cannot Be Opened"), failure->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "quit", _("_Quit"));
  gtk_window_set_application (GTK_WINDOW (dialog), GTK_APPLICATION (self));
  g_signal_connect (dialog, "response", G_CALLBACK (quit_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
tell_recovery (RosterApplication *self,
               RosterRecovery    *recovery)
{
  GtkWidget *dialog = adw_message_dialog_new (gtk_application_get_active_window (GTK_APPLICATION (self)),
                                              roster_recovery_title (), NULL);
  g_autofree char *body = roster_recovery_words (recovery);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The menu's entry and its key work whenever there is an office to sync with. */
static void
state_cb (RosterCoordinator *coordinator,
          GParamSpec        *pspec,
          RosterApplication *self)
{
  RosterCoordinatorState state = roster_coordinator_state (coordinator);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "sync");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), state != ROSTER_COORDINATOR_ALONE &&
                                                             state != ROSTER_COORDINATOR_SIGNED_OUT &&
                                                             state != ROSTER_COORDINATOR_SYNCING);
}

static void
start_coordinator (RosterApplication *self)
{
  RosterCoordinator *coordinator = roster_context_coordinator (self->context);

  g_signal_connect_object (coordinator, "notify::state", G_CALLBACK (state_cb), self, 0);
  state_cb (coordinator, NULL, self);
  roster_coordinator_start (coordinator);
}

static void
open_reminded_cb (RosterApplication *self,
                  const char        *type,
                  const char        *id)
{
  g_autofree char *record = g_strconcat (type, "/", id, NULL);

  g_action_group_activate_action (G_ACTION_GROUP (self), "show", g_variant_new_string (record));
}

static void
open_list_cb (RosterApplication *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self), "show-reminders", NULL);
}

static void
start_reminding (RosterApplication *self)
{
  self->reminding = roster_reminding_new (GTK_APPLICATION (self), self->context);
  g_signal_connect_object (self->reminding, "open", G_CALLBACK (open_reminded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reminding, "open-list", G_CALLBACK (open_list_cb), self, G_CONNECT_SWAPPED);
}

/* The reminders read the whole book and wake the desktop's daemon. The icon is drawn from its file on the main thread,
   which takes a fifth of the start, and only where windows carry icons of their own is it looked at. */
static gboolean
later_cb (gpointer user_data)
{
  RosterApplication *self = user_data;

  self->later = 0;
  gtk_window_set_default_icon_name (APPLICATION_ID);
  start_reminding (self);
  g_application_release (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

/* What the start needed for a moment goes back to the system: a third of what the app holds by then. Other allocators
   than glibc's do so by themselves. */
static gboolean
started_cb (gpointer user_data)
{
#ifdef HAVE_MALLOC_TRIM
  malloc_trim (0);
#endif
  return G_SOURCE_REMOVE;
}

/* Nobody looks any more: what stays only reminds and syncs, for which the app makes itself small. What the office is
   just being told is told to its end. */
static gboolean
rest_cb (gpointer user_data)
{
  RosterApplication *self = user_data;

  if (gtk_application_get_windows (GTK_APPLICATION (self)) == NULL && self->reminding != NULL &&
      roster_reminding_in_background (self->reminding))
    {
      if (roster_coordinator_state (roster_context_coordinator (self->context)) == ROSTER_COORDINATOR_SYNCING)
        return G_SOURCE_CONTINUE;

      self->handing_over = TRUE;
      g_application_quit (G_APPLICATION (self));
    }
  self->rest = 0;
  return G_SOURCE_REMOVE;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RosterApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecovery) recovery = NULL;
  g_autoptr (RosterStore) store = roster_store_open_finish (result, &recovery, &error);
  g_autoptr (RosterIdSource) ids = NULL;
  RosterClock *clock;

  self->opening = FALSE;
  g_application_release (G_APPLICATION (self));
  if (store == NULL)
    {
      show_failure (self, error);
      return;
    }

  clock = roster_store_clock (store);
  ids = roster_id_source_new (clock);
  self->context = roster_context_new (self->settings, store, clock, ids);
  start_coordinator (self);
  roster_color_scheme_follow (self->settings);
  if (self->wanted)
    g_application_activate (G_APPLICATION (self));
  roster_sign_in_options_use (GTK_APPLICATION (self), self->options, self->context);
  /* Without a window the reminders alone keep it running. */
  g_application_hold (G_APPLICATION (self));
  self->later = g_timeout_add_full (G_PRIORITY_LOW, LATER_AFTER, later_cb, self, NULL);
  g_timeout_add_full (G_PRIORITY_LOW, SETTLED_AFTER, started_cb, NULL, NULL);
  if (recovery != NULL)
    tell_recovery (self, recovery);
}

static void
open_store (RosterApplication *self)
{
  g_autofree char *folder = NULL;
  g_autoptr (RosterClock) clock = roster_system_clock_new ();
  g_autoptr (RosterIdSource) ids = roster_id_source_new (clock);
  g_autoptr (GArray) first = NULL;

  if (self->opening)
    return;

  if (self->cache_path == NULL)
    self->cache_path = default_cache_path ();
  folder = g_path_get_dirname (self->cache_path);
  g_mkdir_with_parents (folder, 0700);
  if (self->settings == NULL)
    self->settings = g_settings_new (APPLICATION_ID);
  first = roster_window_first_reads (self->settings);

  self->opening = TRUE;
  g_application_hold (G_APPLICATION (self));
  roster_store_open_async (self->cache_path, clock, ids, first, NULL, opened_cb, g_object_ref (self));
}

static void
sync_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  roster_coordinator_sync (roster_context_coordinator (ROSTER_APPLICATION (user_data)->context));
}

static void
cancel_sync_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  roster_coordinator_cancel (roster_context_coordinator (ROSTER_APPLICATION (user_data)->context));
}

static gboolean
close_windows (GtkApplication *application)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (application)) != NULL)
    {
      GtkWindow *window = windows->data;

      gtk_window_close (window);
      if (g_list_find (gtk_application_get_windows (application), window) != NULL)
        return FALSE;
    }
  return TRUE;
}

static void
quit_asked_cb (GtkApplication *application,
               const char     *response)
{
  if (g_str_equal (response, "cancel") || !close_windows (application))
    return;
  if (g_str_equal (response, "quit"))
    g_application_quit (G_APPLICATION (application));
}

/* Who quits gives up the reminders, and may not know it. */
static void
ask_to_quit (GtkApplication *application,
             GtkWindow      *window)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      window, _("Quit Roster?"),
      _("While it is not running, Roster cannot remind you of lives and follow-ups. It can close its window and go on"
        " reminding you.")));

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "quit", _("_Quit"), "close", _("_Keep Reminding"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "quit", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "close");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (quit_asked_cb), application, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  RosterApplication *self = ROSTER_APPLICATION (user_data);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL && self->reminding != NULL && roster_reminding_in_background (self->reminding))
    ask_to_quit (GTK_APPLICATION (self), window);
  else if (close_windows (GTK_APPLICATION (self)))
    g_application_quit (G_APPLICATION (self));
}

/* The parameter is a type and an id, such as `Live/0195a000-…`. */
static void
show_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  RosterApplication *self = ROSTER_APPLICATION (user_data);

  g_free (self->to_show);
  self->to_show = g_variant_dup_string (parameter, NULL);
  g_application_activate (G_APPLICATION (self));
}

static void
show_reminders_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  RosterApplication *self = ROSTER_APPLICATION (user_data);

  self->to_show_reminders = TRUE;
  g_application_activate (G_APPLICATION (self));
}

static const GActionEntry actions[] = {
  { "quit", quit_action },
  { "sync", sync_action },
  { "cancel-sync", cancel_sync_action },
  { "show", show_action, "s" },
  { "show-reminders", show_reminders_action },
};

static void
show_what_is_asked_for (RosterApplication *self,
                        GtkWindow         *window)
{
  g_autofree char *to_show = g_steal_pointer (&self->to_show);
  const char *id = to_show != NULL ? strchr (to_show, '/') : NULL;

  while (window != NULL && !ROSTER_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  if (window == NULL)
    return;

  if (id != NULL)
    {
      g_autofree char *type = g_strndup (to_show, id - to_show);

      roster_window_open (ROSTER_WINDOW (window), type, id + 1);
    }
  if (self->to_show_reminders)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.reminders", NULL);
  self->to_show_reminders = FALSE;
}

static void
roster_application_activate (GApplication *application)
{
  RosterApplication *self = ROSTER_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->context == NULL)
    {
      self->wanted = TRUE;
      open_store (self);
      return;
    }

  if (window == NULL)
    window = GTK_WINDOW (roster_window_new (GTK_APPLICATION (self), self->context));
  gtk_window_present (window);
  show_what_is_asked_for (self, window);
}

static void
roster_application_startup (GApplication *application)
{
  roster_register_resource ();
  /* While the toolkit starts, another thread opens the store and reads what the first frame shows. */
  open_store (ROSTER_APPLICATION (application));
  G_APPLICATION_CLASS (roster_application_parent_class)->startup (application);
  roster_tooltips_make_room ();

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action, accelerators[i].keys);
}

static void
roster_application_window_removed (GtkApplication *application,
                                   GtkWindow      *window)
{
  GTK_APPLICATION_CLASS (roster_application_parent_class)->window_removed (application, window);

  /* The window goes when its last callback has come home. */
  if (ROSTER_APPLICATION (application)->rest == 0)
    ROSTER_APPLICATION (application)->rest =
        g_timeout_add_full (G_PRIORITY_LOW, SETTLED_AFTER, rest_cb, application, NULL);
}

static void
roster_application_shutdown (GApplication *application)
{
  RosterApplication *self = ROSTER_APPLICATION (application);

  g_clear_handle_id (&self->later, g_source_remove);
  g_clear_handle_id (&self->rest, g_source_remove);
  if (self->reminding != NULL && self->handing_over)
    roster_reminding_hand_over (self->reminding);
  else if (self->reminding != NULL)
    roster_reminding_stop (self->reminding);
  g_clear_object (&self->reminding);
  if (self->context != NULL)
    {
      roster_coordinator_stop (roster_context_coordinator (self->context));
      roster_store_close (roster_context_store (self->context));
    }
  g_clear_object (&self->context);

  G_APPLICATION_CLASS (roster_application_parent_class)->shutdown (application);
}

/* Where the app runs already, that one shows what is asked for. */
static gboolean
hand_on (RosterApplication *self)
{
  if (!g_application_register (G_APPLICATION (self), NULL, NULL) ||
      !g_application_get_is_remote (G_APPLICATION (self)))
    return FALSE;

  if (self->to_show != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (self), "show", g_variant_new_string (self->to_show));
  else
    g_action_group_activate_action (G_ACTION_GROUP (self), "show-reminders", NULL);
  return TRUE;
}

static int
roster_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  RosterApplication *self = ROSTER_APPLICATION (application);
  g_autofree char *cache = NULL, *record = NULL;
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("roster %s\n", PACKAGE_VERSION);
      return EXIT_SUCCESS;
    }

  if (!roster_sign_in_options_check (options, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  self->options = g_variant_dict_ref (options);

  if (g_variant_dict_lookup (options, "show", "s", &record))
    self->to_show = g_steal_pointer (&record);
  self->to_show_reminders = g_variant_dict_contains (options, "show-reminders");

  /* Another cache is another run of the app, not a second window of the one that is there. */
  if (g_variant_dict_lookup (options, "cache", "^ay", &cache))
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (cache);

      self->cache_path = g_file_get_path (file);
      g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }

  return (self->to_show != NULL || self->to_show_reminders) && hand_on (self) ? EXIT_SUCCESS : -1;
}

static void
roster_application_finalize (GObject *object)
{
  RosterApplication *self = ROSTER_APPLICATION (object);

  g_clear_pointer (&self->options, g_variant_dict_unref);
  g_clear_object (&self->settings);
  g_free (self->cache_path);
  g_free (self->to_show);

  G_OBJECT_CLASS (roster_application_parent_class)->finalize (object);
}

static void
roster_application_class_init (RosterApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_application_finalize;
  application_class->activate = roster_application_activate;
  application_class->startup = roster_application_startup;
  application_class->shutdown = roster_application_shutdown;
  application_class->handle_local_options = roster_application_handle_local_options;
  GTK_APPLICATION_CLASS (klass)->window_removed = roster_application_window_removed;
}

static void
roster_application_init (RosterApplication *self)
{
  static const GOptionEntry options[] = {
    { "cache", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, NULL,
      N_("Work on this cache, in a window of its own"), N_("FILE") },
    { "show", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL, N_("Show a record, such as Streamer/ID"),
      N_("TYPE/ID") },
    { "show-reminders", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_("Show the list of reminders"), NULL },
    { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  roster_sign_in_options_add (G_APPLICATION (self));
}

RosterApplication *
roster_application_new (void)
{
  return g_object_new (ROSTER_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "resource-base-path", "/com/weiye/Roster",
                       NULL);
}

/**
 * roster_application_main:
 *
 * Returns: the program's exit status
 */
int
roster_application_main (int    argc,
                         char **argv)
{
  static const char *const background[] = { ROSTER_HAND_OVER_BACKGROUND, NULL };
  g_autoptr (RosterApplication) application = NULL;
  gboolean handing_over;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  roster_hand_over_prepare ();
  if (argc == 2 && g_str_equal (argv[1], ROSTER_HAND_OVER_BACKGROUND))
    return roster_background_main ();

  /* It is set, and threads that look at it are at work when the toolkit starts. */
  gtk_disable_setlocale ();

  application = roster_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  handing_over = application->handing_over;
  g_clear_object (&application);
  if (handing_over)
    {
      roster_hand_over (background, NULL);
      status = EXIT_FAILURE;
    }
  return status;
}
