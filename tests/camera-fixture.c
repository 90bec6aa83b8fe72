/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "camera-fixture.h"

#include <errno.h>
#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>
#include <sys/socket.h>
#include <sys/un.h>

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"

/* The portal */

struct _TestPortal
{
  GDBusConnection *bus;
  GDBusNodeInfo *info;
  char *socket;
  TestPortalAnswer answer;
  gboolean present;
  gboolean granted;
  guint camera_id;
  guint request_id;
  char *request;
  char *asker;
};

static const char introspection[] =
    "<node>"
    "<interface name='org.freedesktop.portal.Camera'>"
    "<method name='AccessCamera'><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
    "<method name='OpenPipeWireRemote'><arg type='a{sv}' direction='in'/><arg type='h' direction='out'/></method>"
    "<property name='IsCameraPresent' type='b' access='read'/>"
    "<property name='version' type='u' access='read'/>"
    "</interface>"
    "<interface name='org.freedesktop.portal.Request'>"
    "<method name='Close'/>"
    "<signal name='Response'><arg type='u'/><arg type='a{sv}'/></signal>"
    "</interface>"
    "</node>";

static void
forget_request (TestPortal *portal)
{
  if (portal->request_id != 0)
    g_dbus_connection_unregister_object (portal->bus, portal->request_id);
  portal->request_id = 0;
  g_clear_pointer (&portal->request, g_free);
  g_clear_pointer (&portal->asker, g_free);
}

static void
request_call_cb (GDBusConnection       *bus,
                 const char            *sender,
                 const char            *path,
                 const char            *interface,
                 const char            *method,
                 GVariant              *parameters,
                 GDBusMethodInvocation *invocation,
                 gpointer               user_data)
{
  g_assert_cmpstr (method, ==, "Close");
  g_dbus_method_invocation_return_value (invocation, NULL);
  forget_request (user_data);
}

static const GDBusInterfaceVTable request_table = { request_call_cb, NULL, NULL, { NULL } };

/* Where the real one puts it: see the documentation of org.freedesktop.portal.Request. */
static void
make_request (TestPortal *portal,
              const char *sender,
              GVariant   *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_'), *token = NULL;

  g_assert_true (g_variant_lookup (options, "handle_token", "s", &token));
  forget_request (portal);
  portal->request = g_strconcat (PORTAL_PATH "/request/", name, "/", token, NULL);
  portal->asker = g_strdup (sender);
  portal->request_id = g_dbus_connection_register_object (
      portal->bus, portal->request,
      g_dbus_node_info_lookup_interface (portal->info, "org.freedesktop.portal.Request"), &request_table, portal, NULL,
      &error);
  g_assert_no_error (error);
}

static void
access_camera (TestPortal            *portal,
               const char            *sender,
               GVariant              *parameters,
               GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 0);

  if (portal->answer == TEST_PORTAL_FORBIDS)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.portal.Error.NotAllowed",
                                                  "Camera access disabled");
      return;
    }

  make_request (portal, sender, options);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", portal->request));
  if (portal->answer != TEST_PORTAL_WAITS)
    test_portal_answer (portal, portal->answer == TEST_PORTAL_GRANTS ? 0 : 1);
}

static int
connect_to (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int pair[2], fd;

  if (path == NULL)
    {
      g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), ==, 0);
      g_close (pair[1], NULL);
      return pair[0];
    }

  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  return fd;
}

static void
open_remote (TestPortal            *portal,
             GDBusMethodInvocation *invocation)
{
  g_autoptr (GUnixFDList) descriptors = NULL;
  int fd;

  if (!portal->granted)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.portal.Error.NotAllowed",
                                                  "Permission denied");
      return;
    }

  fd = connect_to (portal->socket);
  descriptors = g_unix_fd_list_new_from_array (&fd, 1);
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0), descriptors);
}

static void
camera_call_cb (GDBusConnection       *bus,
                const char            *sender,
                const char            *path,
                const char            *interface,
                const char            *method,
                GVariant              *parameters,
                GDBusMethodInvocation *invocation,
                gpointer               user_data)
{
  if (g_str_equal (method, "AccessCamera"))
    access_camera (user_data, sender, parameters, invocation);
  else
    open_remote (user_data, invocation);
}

static GVariant *
camera_get_cb (GDBusConnection  *bus,
               const char       *sender,
               const char       *path,
               const char       *interface,
               const char       *property,
               GError          **error,
               gpointer          user_data)
{
  TestPortal *portal = user_data;

  return g_str_equal (property, "version") ? g_variant_new_uint32 (1) : g_variant_new_boolean (portal->present);
}

static const GDBusInterfaceVTable camera_table = { camera_call_cb, camera_get_cb, NULL, { NULL } };

/**
 * test_portal_new:
 * @socket: (nullable): where PipeWire listens; without one the connections that are given lead nowhere
 *
 * A portal that grants everything and has a camera. It answers while the main context runs.
 */
TestPortal *
test_portal_new (const char *socket_path)
{
  TestPortal *portal = g_new0 (TestPortal, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);

  g_assert_no_error (error);
  portal->bus = g_dbus_connection_new_for_address_sync (
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
      NULL, &error);
  g_assert_no_error (error);
  portal->info = g_dbus_node_info_new_for_xml (introspection, &error);
  g_assert_no_error (error);
  portal->socket = g_strdup (socket_path);
  portal->present = TRUE;
  portal->camera_id = g_dbus_connection_register_object (
      portal->bus, PORTAL_PATH, g_dbus_node_info_lookup_interface (portal->info, "org.freedesktop.portal.Camera"),
      &camera_table, portal, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (portal->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName", g_variant_new ("(su)", PORTAL_NAME, 4),
                                       G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_variant_get_uint32 (g_variant_get_child_value (reply, 0)), ==, 1);
  return portal;
}

void
test_portal_free (TestPortal *portal)
{
  forget_request (portal);
  g_dbus_connection_unregister_object (portal->bus, portal->camera_id);
  g_dbus_connection_close_sync (portal->bus, NULL, NULL);
  g_object_unref (portal->bus);
  g_dbus_node_info_unref (portal->info);
  g_free (portal->socket);
  g_free (portal);
}

void
test_portal_set_answer (TestPortal       *portal,
                        TestPortalAnswer  answer)
{
  portal->answer = answer;
}

void
test_portal_set_present (TestPortal *portal,
                         gboolean    present)
{
  GVariantBuilder changed;
  g_autoptr (GError) error = NULL;

  portal->present = present;
  g_variant_builder_init (&changed, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&changed, "{sv}", "IsCameraPresent", g_variant_new_boolean (present));
  g_dbus_connection_emit_signal (portal->bus, NULL, PORTAL_PATH, "org.freedesktop.DBus.Properties",
                                 "PropertiesChanged",
                                 g_variant_new ("(sa{sv}as)", "org.freedesktop.portal.Camera", &changed, NULL),
                                 &error);
  g_assert_no_error (error);
}

/* Whether a question stands; not any more when whoever asked has taken it back. */
gboolean
test_portal_is_waiting (TestPortal *portal)
{
  return portal->request != NULL;
}

/* @response: 0 grants it, 1 does not, 2 is an end of another kind */
void
test_portal_answer (TestPortal *portal,
                    guint       response)
{
  g_autoptr (GError) error = NULL;

  portal->granted = response == 0;
  g_dbus_connection_emit_signal (portal->bus, portal->asker, portal->request, "org.freedesktop.portal.Request",
                                 "Response", g_variant_new ("(ua{sv})", response, NULL), &error);
  g_assert_no_error (error);
  forget_request (portal);
}

/* The cameras. Everything stands under the lock: the source is called on a thread of whoever uses it. */

static struct
{
  GMutex mutex;
  GCond released;
  char **names;
  gboolean hold;
  const RosterCameraListener *listener;
  gpointer data;
  char *started;
  guint n_open;
} cameras;

static GVariant *
list_cameras (void)
{
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("a(ss)"));
  for (char **name = cameras.names; name != NULL && *name != NULL; name++)
    {
      g_autofree char *id = g_strconcat ("id of ", *name, NULL);

      g_variant_builder_add (&list, "(ss)", id, *name);
    }
  return g_variant_ref_sink (g_variant_builder_end (&list));
}

static gpointer
watch (int                          fd,
       const RosterCameraListener  *listener,
       gpointer                     data,
       GCancellable                *cancellable,
       GError                     **error)
{
  g_autoptr (GVariant) list = NULL;

  g_close (fd, NULL);
  g_mutex_lock (&cameras.mutex);
  list = list_cameras ();
  if (g_variant_n_children (list) > 0)
    {
      cameras.listener = listener;
      cameras.data = data;
      cameras.n_open++;
    }
  g_mutex_unlock (&cameras.mutex);

  if (g_variant_n_children (list) == 0)
    {
      g_set_error_literal (error, ROSTER_CAMERA_ERROR, ROSTER_CAMERA_ERROR_NONE, "Nothing is plugged in");
      return NULL;
    }

  listener->cameras (data, list);
  return &cameras;
}

static void
unwatch (gpointer data)
{
  g_mutex_lock (&cameras.mutex);
  cameras.listener = NULL;
  cameras.n_open--;
  g_mutex_unlock (&cameras.mutex);
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      data)
{
  g_mutex_lock (&cameras.mutex);
  g_cond_broadcast (&cameras.released);
  g_mutex_unlock (&cameras.mutex);
}

static gpointer
start (int                          fd,
       const char                  *camera,
       const RosterCameraListener  *listener,
       gpointer                     data,
       GCancellable                *cancellable,
       GError                     **error)
{
  gulong cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), NULL, NULL);
  gboolean cancelled;

  g_close (fd, NULL);
  g_mutex_lock (&cameras.mutex);
  g_free (cameras.started);
  cameras.started = g_strdup (camera);
  while (cameras.hold && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&cameras.released, &cameras.mutex);
  cancelled = g_cancellable_is_cancelled (cancellable);
  if (cancelled)
    g_clear_pointer (&cameras.started, g_free);
  else
    cameras.n_open++;
  g_mutex_unlock (&cameras.mutex);
  g_cancellable_disconnect (cancellable, cancelled_id);

  if (!cancelled)
    return &cameras;

  g_cancellable_set_error_if_cancelled (cancellable, error);
  return NULL;
}

static void
stop (gpointer data)
{
  g_mutex_lock (&cameras.mutex);
  g_clear_pointer (&cameras.started, g_free);
  cameras.n_open--;
  g_mutex_unlock (&cameras.mutex);
}

const RosterCameraSource test_camera_source = { watch, unwatch, start, stop };

/* These cameras and no others are plugged in from now on. */
void
test_camera_plug (const char *first,
                  ...)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GVariant) list = NULL;
  va_list more;

  va_start (more, first);
  for (const char *name = first; name != NULL; name = va_arg (more, const char *))
    g_strv_builder_add (names, name);
  va_end (more);

  g_mutex_lock (&cameras.mutex);
  g_strfreev (cameras.names);
  cameras.names = g_strv_builder_end (names);
  list = list_cameras ();
  if (cameras.listener != NULL)
    cameras.listener->cameras (cameras.data, list);
  g_mutex_unlock (&cameras.mutex);
}

/* A camera that is started does not answer as long as this holds. */
void
test_camera_hold (gboolean hold)
{
  g_mutex_lock (&cameras.mutex);
  cameras.hold = hold;
  g_cond_broadcast (&cameras.released);
  g_mutex_unlock (&cameras.mutex);
}

/* The camera that is open sees this; @pixels as in a RosterCameraFrame. */
void
test_camera_show (int     width,
                  int     height,
                  GBytes *pixels)
{
  const RosterCameraFrame frame = { width, height, (gsize) width * 4, pixels };

  g_mutex_lock (&cameras.mutex);
  if (cameras.listener != NULL)
    cameras.listener->frame (cameras.data, &frame);
  g_mutex_unlock (&cameras.mutex);
}

/* A wall of one colour; @colour as 0xRRGGBB */
void
test_camera_show_colour (guint32 colour)
{
  g_autofree guint32 *pixels = g_new (guint32, 64 * 48);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 64 * 48; i++)
    pixels[i] = GUINT32_TO_LE (0xff000000 | colour);
  bytes = g_bytes_new_take (g_steal_pointer (&pixels), 64 * 48 * sizeof (guint32));
  test_camera_show (64, 48, bytes);
}

void
test_camera_fail (RosterCameraError code)
{
  g_mutex_lock (&cameras.mutex);
  if (cameras.listener != NULL)
    cameras.listener->failed (cameras.data, code, "Made to fail");
  g_mutex_unlock (&cameras.mutex);
}

/* Returns: what the camera that was started last and not stopped is started by, or %NULL */
char *
test_camera_started (void)
{
  char *started;

  g_mutex_lock (&cameras.mutex);
  started = g_strdup (cameras.started);
  g_mutex_unlock (&cameras.mutex);
  return started;
}

/* How many watches and streams have not been given back */
guint
test_camera_n_open (void)
{
  guint n_open;

  g_mutex_lock (&cameras.mutex);
  n_open = cameras.n_open;
  g_mutex_unlock (&cameras.mutex);
  return n_open;
}
