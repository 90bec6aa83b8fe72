/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-notifier.h"

#include <glib/gi18n-lib.h>
#include <libnotify/notify.h>
#include <string.h>

/*
 * libnotify waits for the daemon's answers, and a daemon may hang. So it lives in a thread of its own with a main
 * context of its own, where its signals arrive too; what they say is handed on to the main thread.
 *
 *   main thread                                    the notifier's thread
 *   show(), withdraw()  --- invoke --------------> shown (id to NotifyNotification), server capabilities
 *   answered, closed, availability  <--- idle ---  callbacks of libnotify
 */

#define DAEMON "org.freedesktop.Notifications"

/* Why a notification left the screen, as the daemon's specification numbers it: a person took it away. */
#define CLOSED_BY_PERSON 2

#define ROSTER_TYPE_DESKTOP_NOTIFIER (roster_desktop_notifier_get_type ())
G_DECLARE_FINAL_TYPE (RosterDesktopNotifier, roster_desktop_notifier, ROSTER, DESKTOP_NOTIFIER, GObject)

/* By what the thread says reaches the object; only the main thread looks into it. */
typedef struct
{
  RosterDesktopNotifier *notifier;
} Link;

struct _RosterDesktopNotifier
{
  GObject parent_instance;

  Link *link;

  char *application_name;
  char *icon;
  gboolean available;
  guint watch;

  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;

  /* The thread's own */
  GHashTable *shown;
  gboolean has_actions;
  gboolean has_markup;
};

static void roster_desktop_notifier_notifier_init (RosterNotifierInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterDesktopNotifier, roster_desktop_notifier, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ROSTER_TYPE_NOTIFIER, roster_desktop_notifier_notifier_init))

/* A piece of work for the other side. */
typedef struct
{
  Link *link;
  RosterDesktopNotifier *self;
  char *id;
  char *title;
  char *body;
  char *action;
  gboolean flag;
} Message;

static Message *
message_new (RosterDesktopNotifier *self,
             const char            *id)
{
  Message *message = g_new0 (Message, 1);

  message->link = g_atomic_rc_box_acquire (self->link);
  message->self = self;
  message->id = g_strdup (id);
  return message;
}

static void
message_free (gpointer data)
{
  Message *message = data;

  g_atomic_rc_box_release (message->link);
  g_free (message->id);
  g_free (message->title);
  g_free (message->body);
  g_free (message->action);
  g_free (message);
}

/* On the main thread */

static gboolean
tell_availability (gpointer data)
{
  Message *message = data;
  RosterDesktopNotifier *self = message->link->notifier;

  if (self != NULL && self->available != message->flag)
    {
      self->available = message->flag;
      roster_notifier_availability_changed (ROSTER_NOTIFIER (self));
    }
  return G_SOURCE_REMOVE;
}

static gboolean
tell_answer (gpointer data)
{
  Message *message = data;
  RosterDesktopNotifier *self = message->link->notifier;

  if (self != NULL && message->action != NULL)
    roster_notifier_answered (ROSTER_NOTIFIER (self), message->id, message->action);
  else if (self != NULL)
    roster_notifier_closed (ROSTER_NOTIFIER (self), message->id);
  return G_SOURCE_REMOVE;
}

/* On the notifier's thread; the object outlives it */

static void
hand_over (Message     *message,
           GSourceFunc  func)
{
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, func, message, message_free);
}

static gboolean
probe_in_thread (gpointer data)
{
  RosterDesktopNotifier *self = ((Message *) data)->self;
  GList *capabilities = NULL;
  Message *message = message_new (self, NULL);

  if (notify_is_initted () || notify_init (self->application_name))
    capabilities = notify_get_server_caps ();
  self->has_actions = g_list_find_custom (capabilities, "actions", (GCompareFunc) strcmp) != NULL;
  self->has_markup = g_list_find_custom (capabilities, "body-markup", (GCompareFunc) strcmp) != NULL;
  message->flag = capabilities != NULL;
  g_list_free_full (capabilities, g_free);
  hand_over (message, tell_availability);
  return G_SOURCE_REMOVE;
}

static const char *
id_of (RosterDesktopNotifier *self,
       NotifyNotification    *notification)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &id, &value))
    if (value == notification)
      return id;

  return NULL;
}

static void
action_cb (NotifyNotification *notification,
           char               *action,
           gpointer            user_data)
{
  RosterDesktopNotifier *self = user_data;
  const char *id = id_of (self, notification);

  if (id != NULL)
    {
      Message *message = message_new (self, id);

      message->action = g_strdup (action);
      hand_over (message, tell_answer);
    }
}

static void
closed_cb (NotifyNotification    *notification,
           RosterDesktopNotifier *self)
{
  const char *id = id_of (self, notification);

  if (id == NULL)
    return;

  /* A daemon without actions has no other click than this one. */
  if (!self->has_actions && notify_notification_get_closed_reason (notification) == CLOSED_BY_PERSON)
    {
      Message *message = message_new (self, id);

      message->action = g_strdup (ROSTER_NOTIFIER_OPEN);
      hand_over (message, tell_answer);
    }
  hand_over (message_new (self, id), tell_answer);
  /* Not while it speaks to us. */
  g_object_ref (notification);
  g_hash_table_remove (self->shown, id);
  g_object_unref (notification);
}

static void
add_actions (RosterDesktopNotifier *self,
             NotifyNotification    *notification,
             gboolean               may_answer)
{
  const struct
  {
    const char *action;
    const char *label;
    gboolean answers;
  } actions[] = {
    { ROSTER_NOTIFIER_OPEN, _("Open"), FALSE },
    { ROSTER_NOTIFIER_DONE, _("Done"), TRUE },
    { ROSTER_NOTIFIER_10_MINUTES, _("In 10 Minutes"), TRUE },
    { ROSTER_NOTIFIER_30_MINUTES, _("In 30 Minutes"), TRUE },
  };

  /* The first one is a click on the notification itself, which many daemons know that have no buttons. */
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (i == 0 || (self->has_actions && (may_answer || !actions[i].answers)))
      notify_notification_add_action (notification, actions[i].action, actions[i].label, action_cb, self, NULL);
}

static gboolean
show_in_thread (gpointer data)
{
  Message *message = data;
  RosterDesktopNotifier *self = message->self;
  NotifyNotification *notification = g_hash_table_lookup (self->shown, message->id);
  g_autofree char *body = self->has_markup ? g_markup_escape_text (message->body, -1) : g_strdup (message->body);
  g_autoptr (GError) error = NULL;

  if (notification == NULL)
    {
      notification = notify_notification_new (message->title, body, self->icon);
      notify_notification_set_app_name (notification, self->application_name);
      notify_notification_set_category (notification, "presence");
      notify_notification_set_hint_string (notification, "desktop-entry", self->icon);
      /* Who is not at the desk finds it there later. */
      notify_notification_set_timeout (notification, NOTIFY_EXPIRES_NEVER);
      g_signal_connect (notification, "closed", G_CALLBACK (closed_cb), self);
      g_hash_table_insert (self->shown, g_strdup (message->id), notification);
    }
  else
    {
      notify_notification_update (notification, message->title, body, self->icon);
      notify_notification_clear_actions (notification);
    }
  add_actions (self, notification, message->flag);

  if (!notify_notification_show (notification, &error))
    {
      Message *failed = message_new (self, NULL);

      g_message ("No notification: %s", error->message);
      g_hash_table_remove (self->shown, message->id);
      hand_over (failed, tell_availability);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
withdraw_in_thread (gpointer data)
{
  Message *message = data;
  RosterDesktopNotifier *self = message->self;
  NotifyNotification *notification = g_hash_table_lookup (self->shown, message->id);

  if (notification != NULL)
    {
      g_signal_handlers_disconnect_by_func (notification, closed_cb, self);
      notify_notification_close (notification, NULL);
      g_hash_table_remove (self->shown, message->id);
    }
  return G_SOURCE_REMOVE;
}

static gpointer
run_thread (gpointer data)
{
  RosterDesktopNotifier *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_hash_table_remove_all (self->shown);
  if (notify_is_initted ())
    notify_uninit ();
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* On the main thread again */

static void
send (RosterDesktopNotifier *self,
      Message               *message,
      GSourceFunc            func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, message, message_free);
  g_source_attach (source, self->context);
}

static void
owner_changed_cb (GDBusConnection *connection,
                  const char      *name,
                  const char      *owner,
                  gpointer         user_data)
{
  RosterDesktopNotifier *self = user_data;

  send (self, message_new (self, NULL), probe_in_thread);
}

static void
owner_vanished_cb (GDBusConnection *connection,
                   const char      *name,
                   gpointer         user_data)
{
  RosterDesktopNotifier *self = user_data;

  if (connection != NULL)
    send (self, message_new (self, NULL), probe_in_thread);
}

static gboolean
roster_desktop_notifier_is_available (RosterNotifier *notifier)
{
  return ROSTER_DESKTOP_NOTIFIER (notifier)->available;
}

static void
roster_desktop_notifier_show (RosterNotifier *notifier,
                              const char     *id,
                              const char     *title,
                              const char     *body,
                              gboolean        may_answer)
{
  RosterDesktopNotifier *self = ROSTER_DESKTOP_NOTIFIER (notifier);
  Message *message = message_new (self, id);

  message->title = g_strdup (title);
  message->body = g_strdup (body);
  message->flag = may_answer;
  send (self, message, show_in_thread);
}

static void
roster_desktop_notifier_withdraw (RosterNotifier *notifier,
                                  const char     *id)
{
  RosterDesktopNotifier *self = ROSTER_DESKTOP_NOTIFIER (notifier);

  send (self, message_new (self, id), withdraw_in_thread);
}

static void
roster_desktop_notifier_notifier_init (RosterNotifierInterface *iface)
{
  iface->is_available = roster_desktop_notifier_is_available;
  iface->show = roster_desktop_notifier_show;
  iface->withdraw = roster_desktop_notifier_withdraw;
}

static gboolean
quit_in_thread (gpointer data)
{
  g_main_loop_quit (((Message *) data)->self->loop);
  return G_SOURCE_REMOVE;
}

static void
roster_desktop_notifier_finalize (GObject *object)
{
  RosterDesktopNotifier *self = ROSTER_DESKTOP_NOTIFIER (object);

  self->link->notifier = NULL;
  g_bus_unwatch_name (self->watch);
  send (self, message_new (self, NULL), quit_in_thread);
  g_thread_join (self->thread);
  g_atomic_rc_box_release (self->link);
  g_hash_table_unref (self->shown);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self->application_name);
  g_free (self->icon);

  G_OBJECT_CLASS (roster_desktop_notifier_parent_class)->finalize (object);
}

static void
roster_desktop_notifier_class_init (RosterDesktopNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_desktop_notifier_finalize;
}

static void
roster_desktop_notifier_init (RosterDesktopNotifier *self)
{
  self->link = g_atomic_rc_box_new0 (Link);
  self->link->notifier = self;
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
}

/**
 * roster_desktop_notifier_new:
 * @application_name: as the person knows the app
 * @icon: the name of its icon, and of its desktop entry
 *
 * Returns: (transfer full): the notifications of the desktop
 */
RosterNotifier *
roster_desktop_notifier_new (const char *application_name,
                             const char *icon)
{
  RosterDesktopNotifier *self;

  g_return_val_if_fail (application_name != NULL && icon != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_DESKTOP_NOTIFIER, NULL);
  self->application_name = g_strdup (application_name);
  self->icon = g_strdup (icon);
  self->thread = g_thread_new ("roster-notifier", run_thread, self);
  self->watch = g_bus_watch_name (G_BUS_TYPE_SESSION, DAEMON, G_BUS_NAME_WATCHER_FLAGS_AUTO_START, owner_changed_cb,
                                  owner_vanished_cb, self, NULL);
  return ROSTER_NOTIFIER (self);
}
