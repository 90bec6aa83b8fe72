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
 *   show(), withdraw()  --- invoke --------------> shown (id to Shown), server capabilities
 *   answered, closed, availability  <--- idle ---  callbacks of libnotify
 */

#define DAEMON "org.freedesktop.Notifications"

/* What is left on the screen for another process: whose screen it is, and the number, id, title, body of each
   notification and whether it can be answered. */
#define LEFT_TYPE "(sa(usssb))"

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
  /* Which daemon of which bus it is; %NULL while there is none */
  char *daemon;
  /* What another process left, until it is known whether this is the daemon that shows it */
  GVariant *left;
  /* What this process leaves; the main thread's once the thread has ended */
  char *leaving;
  gboolean has_actions;
  gboolean has_markup;
};

static void roster_desktop_notifier_notifier_init (RosterNotifierInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterDesktopNotifier, roster_desktop_notifier, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ROSTER_TYPE_NOTIFIER, roster_desktop_notifier_notifier_init))

/* A notification on the screen. */
typedef struct
{
  NotifyNotification *notification;
  char *title;
  char *body;
  gboolean may_answer;
} Shown;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_object_unref (shown->notification);
  g_free (shown->title);
  g_free (shown->body);
  g_free (shown);
}

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

static void take_what_was_left (RosterDesktopNotifier *self);

static gboolean
probe_in_thread (gpointer data)
{
  RosterDesktopNotifier *self = ((Message *) data)->self;
  GList *capabilities = NULL;
  Message *message = message_new (self, NULL);

  g_free (self->daemon);
  self->daemon = g_strdup (((Message *) data)->id);
  if (notify_is_initted () || notify_init (self->application_name))
    capabilities = notify_get_server_caps ();
  self->has_actions = g_list_find_custom (capabilities, "actions", (GCompareFunc) strcmp) != NULL;
  self->has_markup = g_list_find_custom (capabilities, "body-markup", (GCompareFunc) strcmp) != NULL;
  message->flag = capabilities != NULL;
  g_list_free_full (capabilities, g_free);
  hand_over (message, tell_availability);
  take_what_was_left (self);
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
    if (((Shown *) value)->notification == notification)
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

/* @number is the daemon's where it shows the notification already, 0 otherwise. */
static NotifyNotification *
make_notification (RosterDesktopNotifier *self,
                   guint                  number)
{
  NotifyNotification *notification =
      g_object_new (NOTIFY_TYPE_NOTIFICATION, "id", (int) number, "icon-name", self->icon, NULL);

  notify_notification_set_app_name (notification, self->application_name);
  notify_notification_set_category (notification, "presence");
  notify_notification_set_hint_string (notification, "desktop-entry", self->icon);
  /* Who is not at the desk finds it there later. */
  notify_notification_set_timeout (notification, NOTIFY_EXPIRES_NEVER);
  g_signal_connect (notification, "closed", G_CALLBACK (closed_cb), self);
  return notification;
}

static void
show_notification (RosterDesktopNotifier *self,
                   guint                  number,
                   const char            *id,
                   const char            *title,
                   const char            *body,
                   gboolean               may_answer)
{
  Shown *shown = g_hash_table_lookup (self->shown, id);
  g_autofree char *text = self->has_markup ? g_markup_escape_text (body, -1) : g_strdup (body);
  g_autoptr (GError) error = NULL;

  if (shown == NULL)
    {
      shown = g_new0 (Shown, 1);
      shown->notification = make_notification (self, number);
      g_hash_table_insert (self->shown, g_strdup (id), shown);
    }
  else
    {
      notify_notification_clear_actions (shown->notification);
    }
  g_free (shown->title);
  g_free (shown->body);
  shown->title = g_strdup (title);
  shown->body = g_strdup (body);
  shown->may_answer = may_answer;
  notify_notification_update (shown->notification, title, text, self->icon);
  add_actions (self, shown->notification, may_answer);

  if (!notify_notification_show (shown->notification, &error))
    {
      Message *failed = message_new (self, NULL);

      g_message ("No notification: %s", error->message);
      g_hash_table_remove (self->shown, id);
      hand_over (failed, tell_availability);
    }
}

static gboolean
show_in_thread (gpointer data)
{
  Message *message = data;

  show_notification (message->self, 0, message->id, message->title, message->body, message->flag);
  return G_SOURCE_REMOVE;
}

static gboolean
withdraw_in_thread (gpointer data)
{
  Message *message = data;
  RosterDesktopNotifier *self = message->self;
  Shown *shown = g_hash_table_lookup (self->shown, message->id);

  if (shown != NULL)
    {
      g_signal_handlers_disconnect_by_func (shown->notification, closed_cb, self);
      notify_notification_close (shown->notification, NULL);
      g_hash_table_remove (self->shown, message->id);
    }
  return G_SOURCE_REMOVE;
}

/* Says to the daemon which process answers are for from now on. Of another daemon the numbers mean nothing. */
static void
take_what_was_left (RosterDesktopNotifier *self)
{
  g_autoptr (GVariant) left = NULL;
  g_autoptr (GVariantIter) iter = NULL;
  const char *daemon, *id, *title, *body;
  gboolean may_answer;
  guint number;

  if (self->daemon == NULL || self->left == NULL)
    return;

  left = g_steal_pointer (&self->left);
  g_variant_get (left, "(&sa(usssb))", &daemon, &iter);
  if (!g_str_equal (daemon, self->daemon))
    return;

  while (g_variant_iter_next (iter, "(u&s&s&sb)", &number, &id, &title, &body, &may_answer))
    show_notification (self, number, id, title, body, may_answer);
}

static gboolean
take_in_thread (gpointer data)
{
  Message *message = data;

  g_clear_pointer (&message->self->left, g_variant_unref);
  message->self->left = g_variant_parse (G_VARIANT_TYPE (LEFT_TYPE), message->body, NULL, NULL, NULL);
  take_what_was_left (message->self);
  return G_SOURCE_REMOVE;
}

static gboolean
leave_in_thread (gpointer data)
{
  RosterDesktopNotifier *self = ((Message *) data)->self;
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer id, value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(usssb)"));
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      Shown *shown = value;
      int number;

      g_object_get (shown->notification, "id", &number, NULL);
      g_variant_builder_add (&builder, "(usssb)", (guint) number, id, shown->title, shown->body, shown->may_answer);
    }
  if (self->daemon != NULL)
    {
      g_autoptr (GVariant) left = g_variant_ref_sink (g_variant_new (LEFT_TYPE, self->daemon, &builder));

      self->leaving = g_variant_print (left, FALSE);
    }
  else
    {
      g_variant_builder_clear (&builder);
    }
  g_main_loop_quit (self->loop);
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
  g_autofree char *daemon = g_strconcat (g_dbus_connection_get_guid (connection), owner, NULL);

  send (self, message_new (self, daemon), probe_in_thread);
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

static char **
roster_desktop_notifier_take (RosterNotifier *notifier,
                              const char     *left)
{
  RosterDesktopNotifier *self = ROSTER_DESKTOP_NOTIFIER (notifier);
  g_autoptr (GVariant) parsed = g_variant_parse (G_VARIANT_TYPE (LEFT_TYPE), left, NULL, NULL, NULL);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GVariantIter) iter = NULL;
  const char *id;
  Message *message;

  if (parsed == NULL)
    return g_strv_builder_end (ids);

  g_variant_get (parsed, LEFT_TYPE, NULL, &iter);
  while (g_variant_iter_next (iter, "(u&s&s&sb)", NULL, &id, NULL, NULL, NULL))
    g_strv_builder_add (ids, id);
  message = message_new (self, NULL);
  message->body = g_strdup (left);
  send (self, message, take_in_thread);
  return g_strv_builder_end (ids);
}

static void
end_thread (RosterDesktopNotifier *self,
            GSourceFunc            last)
{
  if (self->thread != NULL)
    {
      send (self, message_new (self, NULL), last);
      g_thread_join (g_steal_pointer (&self->thread));
    }
}

static char *
roster_desktop_notifier_leave (RosterNotifier *notifier)
{
  RosterDesktopNotifier *self = ROSTER_DESKTOP_NOTIFIER (notifier);

  end_thread (self, leave_in_thread);
  return g_steal_pointer (&self->leaving);
}

static void
roster_desktop_notifier_notifier_init (RosterNotifierInterface *iface)
{
  iface->is_available = roster_desktop_notifier_is_available;
  iface->show = roster_desktop_notifier_show;
  iface->withdraw = roster_desktop_notifier_withdraw;
  iface->leave = roster_desktop_notifier_leave;
  iface->take = roster_desktop_notifier_take;
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
  end_thread (self, quit_in_thread);
  g_atomic_rc_box_release (self->link);
  g_hash_table_unref (self->shown);
  g_clear_pointer (&self->left, g_variant_unref);
  g_free (self->daemon);
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
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, shown_free);
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
