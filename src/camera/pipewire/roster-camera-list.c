/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-camera-list.h"

#include <pipewire/pipewire.h>

/* How long PipeWire may take to show the first camera, in seconds: who lends them may allow them one by one. */
#define PATIENCE 3

typedef struct
{
  uint32_t id;
  char *serial;
  char *name;
} Camera;

typedef struct
{
  const RosterCameraListener *listener;
  gpointer data;
  GCancellable *cancellable;

  struct pw_thread_loop *loop;
  struct pw_context *context;
  struct pw_core *core;
  struct pw_registry *registry;
  struct spa_hook core_hook;
  struct spa_hook registry_hook;

  /* What follows belongs to who holds the lock of the loop */

  /* Camera, in the order in which they came */
  GPtrArray *cameras;
  /* Whether somebody listens already */
  gboolean told;
  /* Why the connection has ended */
  char *trouble;
} List;

static void
camera_free (gpointer data)
{
  Camera *camera = data;

  g_free (camera->serial);
  g_free (camera->name);
  g_free (camera);
}

static void
tell (List *self)
{
  GVariantBuilder builder;
  g_autoptr (GVariant) cameras = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
  for (guint i = 0; i < self->cameras->len; i++)
    {
      const Camera *camera = self->cameras->pdata[i];

      g_variant_builder_add (&builder, "(ss)", camera->serial, camera->name);
    }
  cameras = g_variant_ref_sink (g_variant_builder_end (&builder));
  self->listener->cameras (self->data, cameras);
}

static void
changed (List *self)
{
  if (self->told)
    tell (self);
  else
    pw_thread_loop_signal (self->loop, FALSE);
}

/* What PipeWire tells, on the thread of the loop */

static gboolean
is_camera (const char            *type,
           const struct spa_dict *props)
{
  return g_strcmp0 (type, PW_TYPE_INTERFACE_Node) == 0 && props != NULL &&
         g_strcmp0 (spa_dict_lookup (props, PW_KEY_MEDIA_CLASS), "Video/Source") == 0 &&
         g_strcmp0 (spa_dict_lookup (props, PW_KEY_MEDIA_ROLE), "Camera") == 0 &&
         spa_dict_lookup (props, PW_KEY_OBJECT_SERIAL) != NULL;
}

static const char *
name_of (const struct spa_dict *props)
{
  const char *name = spa_dict_lookup (props, PW_KEY_NODE_DESCRIPTION);

  if (name == NULL)
    name = spa_dict_lookup (props, PW_KEY_NODE_NAME);
  return name != NULL && g_utf8_validate (name, -1, NULL) ? name : "";
}

static void
global_cb (void                  *data,
           uint32_t               id,
           uint32_t               permissions,
           const char            *type,
           uint32_t               version,
           const struct spa_dict *props)
{
  List *self = data;
  Camera *camera;

  if (!is_camera (type, props))
    return;

  /* The same again, when its permissions change */
  for (guint i = 0; i < self->cameras->len; i++)
    if (((Camera *) self->cameras->pdata[i])->id == id)
      return;

  camera = g_new0 (Camera, 1);
  camera->id = id;
  camera->serial = g_strdup (spa_dict_lookup (props, PW_KEY_OBJECT_SERIAL));
  camera->name = g_strdup (name_of (props));
  g_ptr_array_add (self->cameras, camera);
  changed (self);
}

static void
global_remove_cb (void     *data,
                  uint32_t  id)
{
  List *self = data;

  for (guint i = 0; i < self->cameras->len; i++)
    if (((Camera *) self->cameras->pdata[i])->id == id)
      {
        g_ptr_array_remove_index (self->cameras, i);
        changed (self);
        return;
      }
}

static void
error_cb (void       *data,
          uint32_t    id,
          int         sequence,
          int         result,
          const char *message)
{
  List *self = data;

  /* Others than the core's mean one object, not the connection. */
  if (id != PW_ID_CORE || self->trouble != NULL)
    return;

  self->trouble = g_strdup_printf ("PipeWire: %s", message);
  if (self->told)
    self->listener->failed (self->data, ROSTER_CAMERA_ERROR_GONE, self->trouble);
  else
    pw_thread_loop_signal (self->loop, FALSE);
}

static const struct pw_core_events core_events = {
  PW_VERSION_CORE_EVENTS,
  .error = error_cb,
};

static const struct pw_registry_events registry_events = {
  PW_VERSION_REGISTRY_EVENTS,
  .global = global_cb,
  .global_remove = global_remove_cb,
};

static void
cancelled_cb (GCancellable *cancellable,
              List         *self)
{
  pw_thread_loop_lock (self->loop);
  pw_thread_loop_signal (self->loop, FALSE);
  pw_thread_loop_unlock (self->loop);
}

/* With the loop locked */
static gboolean
connect_to (List    *self,
            int      fd,
            GError **error)
{
  /* Closes the connection where it fails, too. */
  self->core = pw_context_connect_fd (self->context, fd, NULL, 0);
  if (self->core == NULL)
    {
      g_set_error (error, ROSTER_CAMERA_ERROR, ROSTER_CAMERA_ERROR_ABSENT, "No connection to PipeWire: %s",
                   g_strerror (errno));
      return FALSE;
    }

  pw_core_add_listener (self->core, &self->core_hook, &core_events, self);
  self->registry = pw_core_get_registry (self->core, PW_VERSION_REGISTRY, 0);
  pw_registry_add_listener (self->registry, &self->registry_hook, &registry_events, self);
  return TRUE;
}

/* With the loop locked; waiting lets go of it. */
static gboolean
wait_for_first (List    *self,
                GError **error)
{
  struct timespec end;

  pw_thread_loop_get_time (self->loop, &end, PATIENCE * SPA_NSEC_PER_SEC);
  while (self->cameras->len == 0 && self->trouble == NULL && !g_cancellable_is_cancelled (self->cancellable) &&
         pw_thread_loop_timed_wait_full (self->loop, &end) >= 0)
    ;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->cameras->len > 0)
    return TRUE;

  g_set_error_literal (error, ROSTER_CAMERA_ERROR,
                       self->trouble != NULL ? ROSTER_CAMERA_ERROR_ABSENT : ROSTER_CAMERA_ERROR_NONE,
                       self->trouble != NULL ? self->trouble : "PipeWire shows no camera");
  return FALSE;
}

static List *
list_new (const RosterCameraListener *listener,
          gpointer                    data,
          GCancellable               *cancellable)
{
  List *self = g_new0 (List, 1);

  pw_init (NULL, NULL);
  self->listener = listener;
  self->data = data;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  self->cameras = g_ptr_array_new_with_free_func (camera_free);
  self->loop = pw_thread_loop_new ("roster-cameras", NULL);
  self->context = pw_context_new (pw_thread_loop_get_loop (self->loop), NULL, 0);
  return self;
}

/**
 * roster_camera_list_watch:
 *
 * As RosterCameraSource says.
 */
gpointer
roster_camera_list_watch (int                          fd,
                          const RosterCameraListener  *listener,
                          gpointer                     data,
                          GCancellable                *cancellable,
                          GError                     **error)
{
  List *self = list_new (listener, data, cancellable);
  gulong cancelled_id;
  gboolean found;

  cancelled_id = g_cancellable_connect (self->cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  pw_thread_loop_start (self->loop);
  pw_thread_loop_lock (self->loop);
  found = connect_to (self, fd, error) && wait_for_first (self, error);
  if (found)
    {
      self->told = TRUE;
      tell (self);
    }
  pw_thread_loop_unlock (self->loop);
  g_cancellable_disconnect (self->cancellable, cancelled_id);
  if (found)
    return self;

  roster_camera_list_unwatch (self);
  return NULL;
}

/**
 * roster_camera_list_unwatch:
 *
 * As RosterCameraSource says.
 */
void
roster_camera_list_unwatch (gpointer watch)
{
  List *self = watch;

  pw_thread_loop_stop (self->loop);
  if (self->registry != NULL)
    pw_proxy_destroy ((struct pw_proxy *) self->registry);
  if (self->core != NULL)
    pw_core_disconnect (self->core);
  pw_context_destroy (self->context);
  pw_thread_loop_destroy (self->loop);
  g_ptr_array_unref (self->cameras);
  g_object_unref (self->cancellable);
  g_free (self->trouble);
  g_free (self);
}
