/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-camera.h"

#include <glib/gstdio.h>

#include "roster-camera-portal.h"
#include "roster-module.h"
#include "roster-worker.h"

#define MODULE "camera"

/* A camera that has given no picture by then gives none; in seconds. The slowest take three. */
#define PATIENCE 12

/*
 * From one opening to the closing that ends it. What works on the other thread holds it, and what comes too late finds
 * that there is no camera any more.
 */
typedef struct
{
  /* On the main thread only; not held */
  RosterCamera *camera;

  /* On the worker only */
  const RosterCameraSource *source;
  gpointer watch;
  gpointer stream;

  /* What comes on a thread of the source, under the lock: the last frame that nobody has seen, and whether a camera
     that is still open has been left for another */
  GMutex mutex;
  RosterCameraFrame *frame;
  gboolean frame_waits;
  gboolean deaf;
} Session;

struct _RosterCamera
{
  GObject parent_instance;

  const RosterCameraSource *source;
  RosterCameraPortal *portal;
  RosterWorker *worker;

  RosterCameraState state;
  GError *error;
  Session *session;
  /* Ends what the session waits for */
  GCancellable *cancellable;
  /* Ends the start of one camera, where another is chosen */
  GCancellable *starting;
  guint patience;
  /* a(ss), as the source tells them */
  GVariant *cameras;
  char *chosen;
};

enum
{
  PRESENCE_CHANGED,
  STATE_CHANGED,
  FRAME,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterCamera, roster_camera, G_TYPE_OBJECT)

static RosterCameraFrame *
frame_copy (const RosterCameraFrame *frame)
{
  RosterCameraFrame *copy = g_memdup2 (frame, sizeof *frame);

  g_bytes_ref (copy->pixels);
  return copy;
}

static void
frame_free (RosterCameraFrame *frame)
{
  g_bytes_unref (frame->pixels);
  g_free (frame);
}

/* The session */

static Session *
session_new (RosterCamera *camera)
{
  Session *session = g_atomic_rc_box_new0 (Session);

  session->camera = camera;
  session->source = camera->source;
  g_mutex_init (&session->mutex);
  return session;
}

static Session *
session_ref (Session *session)
{
  return g_atomic_rc_box_acquire (session);
}

static void
session_clear (gpointer data)
{
  Session *session = data;

  g_assert (session->watch == NULL && session->stream == NULL);
  g_clear_pointer (&session->frame, frame_free);
  g_mutex_clear (&session->mutex);
}

static void
session_unref (gpointer session)
{
  g_atomic_rc_box_release_full (session, session_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Session, session_unref)

static void
set_state (RosterCamera      *self,
           RosterCameraState  state)
{
  self->state = state;
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static void
close_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Session *session = data;

  if (session->stream != NULL)
    session->source->stop (g_steal_pointer (&session->stream));
  if (session->watch != NULL)
    session->source->unwatch (g_steal_pointer (&session->watch));
  g_task_return_boolean (task, TRUE);
}

/* Without a source object: the thread shall not be the last to let go of the camera. */
static void
push (RosterCamera    *self,
      GTask           *task,
      GTaskThreadFunc  func)
{
  if (self->worker == NULL)
    self->worker = roster_worker_new ("camera");
  roster_worker_push (self->worker, G_PRIORITY_DEFAULT, task, func);
}

static void
set_deaf (Session  *session,
          gboolean  deaf)
{
  g_mutex_lock (&session->mutex);
  session->deaf = deaf;
  g_clear_pointer (&session->frame, frame_free);
  g_mutex_unlock (&session->mutex);
}

static gboolean
is_deaf (Session *session)
{
  gboolean deaf;

  g_mutex_lock (&session->mutex);
  deaf = session->deaf;
  g_mutex_unlock (&session->mutex);
  return deaf;
}

/* Closes what the session has open; what it waits for is cancelled and comes to nothing. */
static void
end_session (RosterCamera *self)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->starting);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->starting);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_pointer (&self->cameras, g_variant_unref);
  g_clear_pointer (&self->chosen, g_free);
  if (self->session == NULL)
    return;

  self->session->camera = NULL;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, g_steal_pointer (&self->session), session_unref);
  push (self, task, close_thread);
}

static void
fail (RosterCamera      *self,
      RosterCameraError  code,
      const char        *message)
{
  g_message ("No pictures of a camera: %s", message);
  end_session (self);
  g_clear_error (&self->error);
  self->error = g_error_new_literal (ROSTER_CAMERA_ERROR, (int) code, message);
  set_state (self, ROSTER_CAMERA_FAILED);
}

static void
fail_with (RosterCamera      *self,
           const GError      *error,
           RosterCameraError  otherwise)
{
  fail (self, error->domain == ROSTER_CAMERA_ERROR ? (RosterCameraError) error->code : otherwise, error->message);
}

static gboolean
patience_cb (gpointer data)
{
  RosterCamera *self = data;

  self->patience = 0;
  fail (self, ROSTER_CAMERA_ERROR_SILENT, "No frame has come in time");
  return G_SOURCE_REMOVE;
}

/* Starting one camera: each gets a connection of its own, for closing it ends everything in it. */

typedef struct
{
  Session *session;
  char *camera;
  int fd;
} Starting;

static void
starting_free (gpointer data)
{
  Starting *starting = data;

  if (starting->fd >= 0)
    g_close (starting->fd, NULL);
  session_unref (starting->session);
  g_free (starting->camera);
  g_free (starting);
}

static gboolean
deliver_frame (gpointer data)
{
  Session *session = data;
  RosterCamera *self = session->camera;
  RosterCameraFrame *frame;

  g_mutex_lock (&session->mutex);
  frame = g_steal_pointer (&session->frame);
  session->frame_waits = FALSE;
  g_mutex_unlock (&session->mutex);

  if (self != NULL && frame != NULL)
    {
      g_clear_handle_id (&self->patience, g_source_remove);
      if (self->state == ROSTER_CAMERA_STARTING)
        set_state (self, ROSTER_CAMERA_LIVE);
      /* Who heard that may have closed it. */
      if (session->camera != NULL && self->state == ROSTER_CAMERA_LIVE)
        g_signal_emit (self, signals[FRAME], 0, frame);
    }
  g_clear_pointer (&frame, frame_free);
  return G_SOURCE_REMOVE;
}

static void
frame_cb (gpointer                 data,
          const RosterCameraFrame *frame)
{
  Session *session = data;
  gboolean tell = FALSE;

  g_mutex_lock (&session->mutex);
  if (!session->deaf)
    {
      g_clear_pointer (&session->frame, frame_free);
      session->frame = frame_copy (frame);
      tell = !session->frame_waits;
      session->frame_waits = TRUE;
    }
  g_mutex_unlock (&session->mutex);

  if (tell)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, deliver_frame, session_ref (session), session_unref);
}

typedef struct
{
  Session *session;
  RosterCameraError code;
  char *message;
} Failure;

static void
failure_free (gpointer data)
{
  Failure *failure = data;

  session_unref (failure->session);
  g_free (failure->message);
  g_free (failure);
}

static gboolean
deliver_failure (gpointer data)
{
  Failure *failure = data;
  RosterCamera *self = failure->session->camera;

  /* One that had given pictures did not refuse to: it went. */
  if (self != NULL && !is_deaf (failure->session))
    fail (self, self->state == ROSTER_CAMERA_LIVE ? ROSTER_CAMERA_ERROR_GONE : failure->code, failure->message);
  return G_SOURCE_REMOVE;
}

static void
failed_cb (gpointer           data,
           RosterCameraError  code,
           const char        *message)
{
  Failure *failure = g_new0 (Failure, 1);

  failure->session = session_ref (data);
  failure->code = code;
  failure->message = g_strdup (message);
  g_idle_add_full (G_PRIORITY_DEFAULT, deliver_failure, failure, failure_free);
}

static void cameras_cb (gpointer data,
                        GVariant *cameras);

static const RosterCameraListener listener = { cameras_cb, frame_cb, failed_cb };

static void
start_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Starting *starting = data;
  Session *session = starting->session;
  GError *error = NULL;

  if (session->stream != NULL)
    session->source->stop (g_steal_pointer (&session->stream));
  set_deaf (session, FALSE);
  session->stream = session->source->start (g_steal_fd (&starting->fd), starting->camera, &listener, session,
                                            cancellable, &error);
  if (session->stream != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Starting *starting = g_task_get_task_data (G_TASK (result));
  RosterCamera *self = starting->session->camera;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && self != NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail_with (self, error, ROSTER_CAMERA_ERROR_SILENT);
}

static void
opened_for_camera_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  Starting *starting = user_data;
  RosterCamera *self = starting->session->camera;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  starting->fd = roster_camera_portal_open_finish (ROSTER_CAMERA_PORTAL (source), result, &error);
  if (error == NULL && self != NULL)
    {
      task = g_task_new (NULL, self->starting, started_cb, NULL);
      g_task_set_task_data (task, g_steal_pointer (&starting), starting_free);
      push (self, task, start_thread);
    }
  else if (self != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail_with (self, error, ROSTER_CAMERA_ERROR_ABSENT);
  g_clear_pointer (&starting, starting_free);
}

static void
start (RosterCamera *self,
       guint         index)
{
  Starting *starting = g_new0 (Starting, 1);

  g_cancellable_cancel (self->starting);
  g_clear_object (&self->starting);
  self->starting = g_cancellable_new ();
  set_deaf (self->session, TRUE);
  g_clear_pointer (&self->chosen, g_free);
  g_variant_get_child (self->cameras, index, "(ss)", &self->chosen, NULL);
  g_clear_handle_id (&self->patience, g_source_remove);
  self->patience = g_timeout_add_seconds (PATIENCE, patience_cb, self);

  starting->session = session_ref (self->session);
  starting->camera = g_strdup (self->chosen);
  starting->fd = -1;
  roster_camera_portal_open_async (self->portal, self->starting, opened_for_camera_cb, starting);
  set_state (self, ROSTER_CAMERA_STARTING);
}

/* Which cameras there are */

typedef struct
{
  Session *session;
  GVariant *cameras;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  session_unref (listing->session);
  g_variant_unref (listing->cameras);
  g_free (listing);
}

/* Where nothing is chosen yet the first is; where what is chosen has gone it is over. */
static gboolean
deliver_cameras (gpointer data)
{
  Listing *listing = data;
  RosterCamera *self = listing->session->camera;

  if (self == NULL)
    return G_SOURCE_REMOVE;

  g_clear_pointer (&self->cameras, g_variant_unref);
  self->cameras = g_variant_ref (listing->cameras);
  if (self->chosen != NULL && roster_camera_chosen (self) == G_MAXUINT)
    fail (self, ROSTER_CAMERA_ERROR_GONE, "The camera is not there any more");
  else if (self->chosen != NULL)
    set_state (self, self->state);
  else if (g_variant_n_children (self->cameras) > 0)
    start (self, 0);
  else
    fail (self, ROSTER_CAMERA_ERROR_NONE, "PipeWire knows no camera");
  return G_SOURCE_REMOVE;
}

static void
cameras_cb (gpointer  data,
            GVariant *cameras)
{
  Listing *listing = g_new0 (Listing, 1);

  listing->session = session_ref (data);
  listing->cameras = g_variant_ref_sink (cameras);
  g_idle_add_full (G_PRIORITY_DEFAULT, deliver_cameras, listing, listing_free);
}

static void
watch_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Starting *starting = data;
  Session *session = starting->session;
  GError *error = NULL;

  if (session->source == NULL)
    session->source = ROSTER_MODULE_LOAD (MODULE, RosterCameraSource, &error);
  if (session->source != NULL)
    session->watch = session->source->watch (g_steal_fd (&starting->fd), &listener, session, cancellable, &error);

  if (session->watch != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
watched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Starting *starting = g_task_get_task_data (G_TASK (result));
  RosterCamera *self = starting->session->camera;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && self != NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail_with (self, error, ROSTER_CAMERA_ERROR_MISSING);
}

static void
opened_for_watch_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  Starting *starting = user_data;
  RosterCamera *self = starting->session->camera;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  starting->fd = roster_camera_portal_open_finish (ROSTER_CAMERA_PORTAL (source), result, &error);
  if (error == NULL && self != NULL)
    {
      task = g_task_new (NULL, self->cancellable, watched_cb, NULL);
      g_task_set_task_data (task, g_steal_pointer (&starting), starting_free);
      push (self, task, watch_thread);
    }
  else if (self != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail_with (self, error, ROSTER_CAMERA_ERROR_ABSENT);
  g_clear_pointer (&starting, starting_free);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Session) session = user_data;
  RosterCamera *self = session->camera;
  g_autoptr (GError) error = NULL;
  gboolean granted = roster_camera_portal_ask_finish (ROSTER_CAMERA_PORTAL (source), result, &error);
  Starting *starting;

  if (self == NULL)
    return;
  if (!granted)
    {
      fail_with (self, error, ROSTER_CAMERA_ERROR_ABSENT);
      return;
    }

  starting = g_new0 (Starting, 1);
  starting->session = g_steal_pointer (&session);
  starting->fd = -1;
  roster_camera_portal_open_async (self->portal, self->cancellable, opened_for_watch_cb, starting);
  set_state (self, ROSTER_CAMERA_STARTING);
}

/* The object */

static void
roster_camera_dispose (GObject *object)
{
  RosterCamera *self = ROSTER_CAMERA (object);

  end_session (self);
  if (self->worker != NULL)
    roster_worker_shutdown (self->worker);
  g_clear_object (&self->worker);
  if (self->portal != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->portal, self);
      g_object_run_dispose (G_OBJECT (self->portal));
    }
  g_clear_object (&self->portal);

  G_OBJECT_CLASS (roster_camera_parent_class)->dispose (object);
}

static void
roster_camera_finalize (GObject *object)
{
  g_clear_error (&ROSTER_CAMERA (object)->error);

  G_OBJECT_CLASS (roster_camera_parent_class)->finalize (object);
}

static void
roster_camera_class_init (RosterCameraClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_camera_dispose;
  object_class->finalize = roster_camera_finalize;

  signals[PRESENCE_CHANGED] = g_signal_new ("presence-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 0);
  signals[STATE_CHANGED] = g_signal_new ("state-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
  signals[FRAME] = g_signal_new ("frame", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
presence_cb (RosterCamera *self)
{
  g_signal_emit (self, signals[PRESENCE_CHANGED], 0);
}

static void
roster_camera_init (RosterCamera *self)
{
  self->portal = roster_camera_portal_new ();
  g_signal_connect_object (self->portal, "notify::present", G_CALLBACK (presence_cb), self, G_CONNECT_SWAPPED);
}

/**
 * roster_camera_new:
 * @source: (nullable): where pictures come from, or %NULL for the module, which is loaded when it is first needed
 *
 * Returns: (transfer full): a camera that nobody has asked for; it costs nothing yet
 */
RosterCamera *
roster_camera_new (const RosterCameraSource *source)
{
  RosterCamera *self = g_object_new (ROSTER_TYPE_CAMERA, NULL);

  self->source = source;
  return self;
}

/**
 * roster_camera_look:
 *
 * Begins to look whether there is a camera to be had. Where what reads it is not installed there is none.
 */
void
roster_camera_look (RosterCamera *self)
{
  g_return_if_fail (ROSTER_IS_CAMERA (self));

  if (self->source != NULL || roster_module_is_installed (MODULE))
    roster_camera_portal_look (self->portal);
}

/**
 * roster_camera_is_present:
 *
 * Returns: whether there is a camera to be had, as far as is known since roster_camera_look()
 */
gboolean
roster_camera_is_present (RosterCamera *self)
{
  g_return_val_if_fail (ROSTER_IS_CAMERA (self), FALSE);

  return roster_camera_portal_is_present (self->portal);
}

/**
 * roster_camera_open:
 *
 * Asks for permission and starts the first camera. What was open before is closed. It does not wait: the signal
 * state-changed tells how far it has come.
 */
void
roster_camera_open (RosterCamera *self)
{
  g_return_if_fail (ROSTER_IS_CAMERA (self));

  end_session (self);
  g_clear_error (&self->error);
  self->session = session_new (self);
  self->cancellable = g_cancellable_new ();
  roster_camera_portal_ask_async (self->portal, self->cancellable, asked_cb, session_ref (self->session));
  set_state (self, ROSTER_CAMERA_ASKING);
}

/**
 * roster_camera_choose:
 * @index: one of roster_camera_names()
 *
 * Goes over to another camera. It need not have begun with the one before.
 */
void
roster_camera_choose (RosterCamera *self,
                      guint         index)
{
  g_return_if_fail (ROSTER_IS_CAMERA (self));
  g_return_if_fail (self->cameras != NULL && index < g_variant_n_children (self->cameras));

  if (index != roster_camera_chosen (self))
    start (self, index);
}

/**
 * roster_camera_close:
 *
 * Lets go of the camera, however far it has come. It does not wait for that.
 */
void
roster_camera_close (RosterCamera *self)
{
  g_return_if_fail (ROSTER_IS_CAMERA (self));

  end_session (self);
  g_clear_error (&self->error);
  if (self->state != ROSTER_CAMERA_CLOSED)
    set_state (self, ROSTER_CAMERA_CLOSED);
}

/**
 * roster_camera_state:
 *
 * Returns: how far it has come
 */
RosterCameraState
roster_camera_state (RosterCamera *self)
{
  g_return_val_if_fail (ROSTER_IS_CAMERA (self), ROSTER_CAMERA_CLOSED);

  return self->state;
}

/**
 * roster_camera_error:
 *
 * Returns: (transfer none) (nullable): why it has failed: %ROSTER_CAMERA_ERROR, with a message for the log
 */
const GError *
roster_camera_error (RosterCamera *self)
{
  g_return_val_if_fail (ROSTER_IS_CAMERA (self), NULL);

  return self->error;
}

/**
 * roster_camera_names:
 *
 * Returns: (transfer full): what the cameras are called, ended by %NULL
 */
char **
roster_camera_names (RosterCamera *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n_cameras;

  g_return_val_if_fail (ROSTER_IS_CAMERA (self), NULL);

  n_cameras = self->cameras != NULL ? (guint) g_variant_n_children (self->cameras) : 0;
  for (guint i = 0; i < n_cameras; i++)
    {
      const char *name;

      g_variant_get_child (self->cameras, i, "(&s&s)", NULL, &name);
      g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

/**
 * roster_camera_chosen:
 *
 * Returns: which of roster_camera_names() is the one that is used, %G_MAXUINT if none
 */
guint
roster_camera_chosen (RosterCamera *self)
{
  guint n_cameras;

  g_return_val_if_fail (ROSTER_IS_CAMERA (self), G_MAXUINT);

  n_cameras = self->cameras != NULL ? (guint) g_variant_n_children (self->cameras) : 0;
  for (guint i = 0; i < n_cameras; i++)
    {
      const char *camera;

      g_variant_get_child (self->cameras, i, "(&s&s)", &camera, NULL);
      if (g_strcmp0 (camera, self->chosen) == 0)
        return i;
    }
  return G_MAXUINT;
}
