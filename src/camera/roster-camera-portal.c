/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-camera-portal.h"

#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>

#include "roster-camera-source.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define CAMERA_INTERFACE "org.freedesktop.portal.Camera"
#define REQUEST_INTERFACE "org.freedesktop.portal.Request"
#define NOT_ALLOWED "org.freedesktop.portal.Error.NotAllowed"

/* How a request of the portal ended */
#define RESPONSE_GRANTED 0

struct _RosterCameraPortal
{
  GObject parent_instance;

  GDBusProxy *proxy;
  GCancellable *cancellable;
  gboolean looking;
  gboolean present;
};

enum
{
  PROP_PRESENT = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RosterCameraPortal, roster_camera_portal, G_TYPE_OBJECT)

/* Looking */

static void
read_present (RosterCameraPortal *self)
{
  g_autofree char *owner = g_dbus_proxy_get_name_owner (self->proxy);
  g_autoptr (GVariant) value = g_dbus_proxy_get_cached_property (self->proxy, "IsCameraPresent");
  gboolean present = owner != NULL && value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) &&
                     g_variant_get_boolean (value);

  if (self->present == present)
    return;

  self->present = present;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESENT]);
}

static void
proxy_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (RosterCameraPortal) self = user_data;
  g_autoptr (GError) error = NULL;
  GDBusProxy *proxy = g_dbus_proxy_new_for_bus_finish (result, &error);

  if (proxy == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("No cameras through the desktop: %s", error->message);
      return;
    }

  self->proxy = proxy;
  g_signal_connect_object (proxy, "g-properties-changed", G_CALLBACK (read_present), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proxy, "notify::g-name-owner", G_CALLBACK (read_present), self, G_CONNECT_SWAPPED);
  read_present (self);
}

/**
 * roster_camera_portal_look:
 *
 * Begins to look whether there is a camera, and goes on. More than once is the same as once.
 */
void
roster_camera_portal_look (RosterCameraPortal *self)
{
  g_return_if_fail (ROSTER_IS_CAMERA_PORTAL (self));

  if (self->looking)
    return;

  self->looking = TRUE;
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION, G_DBUS_PROXY_FLAGS_NONE, NULL, PORTAL_NAME, PORTAL_PATH,
                            CAMERA_INTERFACE, self->cancellable, proxy_cb, g_object_ref (self));
}

/**
 * roster_camera_portal_is_present:
 *
 * Returns: whether there is a portal and a camera, as far as is known by now
 */
gboolean
roster_camera_portal_is_present (RosterCameraPortal *self)
{
  g_return_val_if_fail (ROSTER_IS_CAMERA_PORTAL (self), FALSE);

  return self->present;
}

/* Asking. The answer is a signal of an object whose path is known before the question is put, so that it cannot be
   missed. */

typedef struct
{
  GDBusConnection *bus;
  char *request;
  guint response_id;
  guint owner_id;
  gulong cancelled_id;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_clear_object (&asking->bus);
  g_free (asking->request);
  g_free (asking);
}

/* What was subscribed holds the task: the first that happens ends it all. */
static gboolean
end_asking (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);

  if (asking->response_id == 0)
    return FALSE;

  g_clear_signal_handler (&asking->cancelled_id, g_task_get_cancellable (task));
  g_dbus_connection_signal_unsubscribe (asking->bus, asking->response_id);
  g_bus_unwatch_name (asking->owner_id);
  asking->response_id = asking->owner_id = 0;
  return TRUE;
}

static void
fail_asking (GTask             *task,
             RosterCameraError  code,
             const char        *message)
{
  g_object_ref (task);
  if (end_asking (task))
    g_task_return_new_error (task, ROSTER_CAMERA_ERROR, (int) code, "%s", message);
  g_object_unref (task);
}

static void
response_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  guint32 response;

  g_variant_get (parameters, "(u@a{sv})", &response, NULL);
  if (!end_asking (task))
    return;

  if (response == RESPONSE_GRANTED)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, ROSTER_CAMERA_ERROR, ROSTER_CAMERA_ERROR_REFUSED, "The portal answered %u",
                             response);
}

static void
vanished_cb (GDBusConnection *bus,
             const char      *name,
             gpointer         user_data)
{
  fail_asking (user_data, ROSTER_CAMERA_ERROR_ABSENT, "There is no portal, or it has ended");
}

/* The desktop takes its question back. */
static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Asking *asking = g_task_get_task_data (task);

  if (!end_asking (task))
    return;

  g_dbus_connection_call (asking->bus, PORTAL_NAME, asking->request, REQUEST_INTERFACE, "Close", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody waits for the camera any more");
}

static RosterCameraError
code_of (const GError *error)
{
  g_autofree char *name = g_dbus_error_get_remote_error (error);

  if (g_strcmp0 (name, NOT_ALLOWED) == 0 || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED))
    return ROSTER_CAMERA_ERROR_REFUSED;

  return ROSTER_CAMERA_ERROR_ABSENT;
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer == NULL)
    fail_asking (task, code_of (error), error->message);
}

/* The path that the portal gives the request: of the caller's name on the bus and a word of the caller's choice. */
static char *
path_of (GDBusConnection *bus,
         const char      *token)
{
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + 1), ".", '_');

  return g_strconcat (PORTAL_PATH "/request/", sender, "/", token, NULL);
}

static void
ask (GTask           *task,
     GDBusConnection *bus)
{
  Asking *asking = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autofree char *token = g_strdup_printf ("roster%u", g_random_int ());
  GVariantBuilder options;

  asking->bus = g_object_ref (bus);
  asking->request = path_of (bus, token);
  asking->response_id = g_dbus_connection_signal_subscribe (
      bus, PORTAL_NAME, REQUEST_INTERFACE, "Response", asking->request, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
      response_cb, g_object_ref (task), g_object_unref);
  asking->owner_id = g_bus_watch_name_on_connection (bus, PORTAL_NAME, G_BUS_NAME_WATCHER_FLAGS_AUTO_START, NULL,
                                                     vanished_cb, g_object_ref (task), g_object_unref);
  if (cancellable != NULL)
    asking->cancelled_id = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, CAMERA_INTERFACE, "AccessCamera",
                          g_variant_new ("(a{sv})", &options), G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, asked_cb, g_object_ref (task));
}

static void
bus_for_asking_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (bus != NULL)
    ask (task, bus);
  else
    g_task_return_new_error (task, ROSTER_CAMERA_ERROR, ROSTER_CAMERA_ERROR_ABSENT, "%s", error->message);
}

/**
 * roster_camera_portal_ask_async:
 *
 * Asks the person, by way of the desktop, whether this program may use cameras. Who was asked before may not be asked
 * again. It takes as long as the person takes; cancelling takes the question back.
 */
void
roster_camera_portal_ask_async (RosterCameraPortal  *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ROSTER_IS_CAMERA_PORTAL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, g_new0 (Asking, 1), asking_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, bus_for_asking_cb, task);
}

/**
 * roster_camera_portal_ask_finish:
 *
 * Returns: whether it may; %FALSE with %ROSTER_CAMERA_ERROR_REFUSED, %ROSTER_CAMERA_ERROR_ABSENT or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
roster_camera_portal_ask_finish (RosterCameraPortal  *self,
                                 GAsyncResult        *result,
                                 GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Opening */

static void
close_descriptor (gpointer data)
{
  g_close (GPOINTER_TO_INT (data), NULL);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GUnixFDList) descriptors = NULL;
  g_autoptr (GVariant) answer = NULL;
  gint32 handle;
  int fd = -1;

  answer = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &descriptors, result, &error);
  if (answer != NULL)
    {
      g_variant_get (answer, "(h)", &handle);
      if (descriptors != NULL && handle >= 0 && handle < g_unix_fd_list_get_length (descriptors))
        fd = g_unix_fd_list_get (descriptors, handle, &error);
    }

  if (fd >= 0)
    g_task_return_pointer (task, GINT_TO_POINTER (fd), close_descriptor);
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, ROSTER_CAMERA_ERROR,
                             error != NULL ? (int) code_of (error) : ROSTER_CAMERA_ERROR_ABSENT, "%s",
                             error != NULL ? error->message : "The portal gave no connection");
}

static void
bus_for_opening_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (bus != NULL)
    g_dbus_connection_call_with_unix_fd_list (bus, PORTAL_NAME, PORTAL_PATH, CAMERA_INTERFACE, "OpenPipeWireRemote",
                                              g_variant_new ("(a{sv})", NULL), G_VARIANT_TYPE ("(h)"),
                                              G_DBUS_CALL_FLAGS_NONE, -1, NULL, g_task_get_cancellable (task),
                                              opened_cb, g_object_ref (task));
  else
    g_task_return_new_error (task, ROSTER_CAMERA_ERROR, ROSTER_CAMERA_ERROR_ABSENT, "%s", error->message);
}

/**
 * roster_camera_portal_open_async:
 *
 * Opens a connection to PipeWire in which there are the cameras and nothing else. Only after
 * roster_camera_portal_ask_async() has granted it.
 */
void
roster_camera_portal_open_async (RosterCameraPortal  *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_CAMERA_PORTAL (self));

  g_bus_get (G_BUS_TYPE_SESSION, cancellable, bus_for_opening_cb,
             g_task_new (self, cancellable, callback, user_data));
}

/**
 * roster_camera_portal_open_finish:
 *
 * Returns: (transfer full): the connection; -1 with %ROSTER_CAMERA_ERROR_REFUSED, %ROSTER_CAMERA_ERROR_ABSENT or
 *   %G_IO_ERROR_CANCELLED
 */
int
roster_camera_portal_open_finish (RosterCameraPortal  *self,
                                  GAsyncResult        *result,
                                  GError             **error)
{
  g_autoptr (GError) local_error = NULL;
  gpointer fd;

  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  fd = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error == NULL)
    return GPOINTER_TO_INT (fd);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return -1;
}

/* The object */

static void
roster_camera_portal_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PRESENT:
      g_value_set_boolean (value, ROSTER_CAMERA_PORTAL (object)->present);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
roster_camera_portal_dispose (GObject *object)
{
  RosterCameraPortal *self = ROSTER_CAMERA_PORTAL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->proxy);

  G_OBJECT_CLASS (roster_camera_portal_parent_class)->dispose (object);
}

static void
roster_camera_portal_finalize (GObject *object)
{
  g_object_unref (ROSTER_CAMERA_PORTAL (object)->cancellable);

  G_OBJECT_CLASS (roster_camera_portal_parent_class)->finalize (object);
}

static void
roster_camera_portal_class_init (RosterCameraPortalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_camera_portal_get_property;
  object_class->dispose = roster_camera_portal_dispose;
  object_class->finalize = roster_camera_portal_finalize;

  properties[PROP_PRESENT] =
      g_param_spec_boolean ("present", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
roster_camera_portal_init (RosterCameraPortal *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * roster_camera_portal_new:
 *
 * Returns: (transfer full): the portal; nothing has gone over the bus yet
 */
RosterCameraPortal *
roster_camera_portal_new (void)
{
  return g_object_new (ROSTER_TYPE_CAMERA_PORTAL, NULL);
}
