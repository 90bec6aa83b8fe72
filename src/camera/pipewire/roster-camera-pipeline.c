/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-camera-pipeline.h"

#include <glib/gstdio.h>
#include <gst/app/gstappsink.h>
#include <gst/video/video.h>

/* What is asked of a camera, the best first: a photo is kept no larger, and few cameras send large pictures quickly
   enough unless they are compressed. */
#define WANTED                                                             \
  "image/jpeg, width=1920, height=1080; "                                  \
  "video/x-raw, width=1920, height=1080, framerate=[15/1, 2147483647/1]; " \
  "image/jpeg, width=1280, height=720; "                                   \
  "video/x-raw, width=1280, height=720, framerate=[10/1, 2147483647/1]; "  \
  "video/x-raw, width=640, height=480; "                                   \
  "video/x-raw; "                                                          \
  "image/jpeg"

#define SHOWN "video/x-raw, format=BGRA"

typedef struct
{
  const RosterCameraListener *listener;
  gpointer data;
  int fd;
  GstElement *pipeline;
  GstPad *source;
  GMutex mutex;
  /* Under the lock: what the pipeline complained of, and whether that was told */
  char *trouble;
  gboolean started;
} Stream;

/* Frames */

typedef struct
{
  GstSample *sample;
  GstVideoFrame frame;
} Mapped;

static void
unmap (gpointer data)
{
  Mapped *mapped = data;

  gst_video_frame_unmap (&mapped->frame);
  gst_sample_unref (mapped->sample);
  g_free (mapped);
}

/* The pixels stay where the converter has put them. */
static gboolean
read_sample (GstSample         *sample,
             RosterCameraFrame *frame)
{
  GstVideoInfo info;
  Mapped *mapped;

  if (!gst_video_info_from_caps (&info, gst_sample_get_caps (sample)))
    return FALSE;

  mapped = g_new0 (Mapped, 1);
  if (!gst_video_frame_map (&mapped->frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    {
      g_free (mapped);
      return FALSE;
    }

  mapped->sample = gst_sample_ref (sample);
  frame->width = GST_VIDEO_FRAME_WIDTH (&mapped->frame);
  frame->height = GST_VIDEO_FRAME_HEIGHT (&mapped->frame);
  frame->stride = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (&mapped->frame, 0);
  frame->pixels = g_bytes_new_with_free_func (GST_VIDEO_FRAME_PLANE_DATA (&mapped->frame, 0),
                                              frame->stride * (gsize) frame->height, unmap, mapped);
  return TRUE;
}

static GstFlowReturn
sample_cb (GstAppSink *sink,
           gpointer    data)
{
  Stream *self = data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  RosterCameraFrame frame;

  if (sample == NULL)
    return GST_FLOW_EOS;

  if (read_sample (sample, &frame))
    {
      self->listener->frame (self->data, &frame);
      g_bytes_unref (frame.pixels);
    }
  return GST_FLOW_OK;
}

/* Trouble */

static void
complain (Stream     *self,
          const char *message)
{
  gboolean tell;

  g_mutex_lock (&self->mutex);
  tell = self->started && self->trouble == NULL;
  if (self->trouble == NULL)
    self->trouble = g_strdup (message);
  g_mutex_unlock (&self->mutex);

  if (tell)
    self->listener->failed (self->data, ROSTER_CAMERA_ERROR_SILENT, message);
}

/* On whatever thread has something to say. */
static GstBusSyncReply
message_cb (GstBus     *bus,
            GstMessage *message,
            gpointer    data)
{
  g_autoptr (GError) error = NULL;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    {
      gst_message_parse_error (message, &error, NULL);
      complain (data, error->message);
    }
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    complain (data, "The stream has ended");

  gst_message_unref (message);
  return GST_BUS_DROP;
}

/* The pipeline */

static GstElement *
add_element (Stream      *self,
             const char  *kind,
             GError     **error)
{
  GstElement *element;

  if (*error != NULL)
    return NULL;

  element = gst_element_factory_make (kind, NULL);
  if (element == NULL)
    g_set_error (error, ROSTER_CAMERA_ERROR, ROSTER_CAMERA_ERROR_MISSING, "GStreamer lacks the plugin with %s", kind);
  else
    gst_bin_add (GST_BIN (self->pipeline), element);
  return element;
}

static void
decoded_cb (GstElement *decoder,
            GstPad     *pad,
            GstElement *converter)
{
  g_autoptr (GstPad) sink = gst_element_get_static_pad (converter, "sink");

  if (!gst_pad_is_linked (sink))
    gst_pad_link (pad, sink);
}

static void
set_up_sink (Stream     *self,
             GstElement *sink)
{
  GstAppSinkCallbacks callbacks = { .new_sample = sample_cb };
  g_autoptr (GstCaps) caps = gst_caps_from_string (SHOWN);

  /* What is not shown at once is not shown. */
  g_object_set (sink, "caps", caps, "sync", FALSE, "max-buffers", 1, "drop", TRUE, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, self, NULL);
}

static void
set_up_source (Stream     *self,
               GstElement *source,
               const char *camera)
{
  g_object_set (source, "fd", self->fd, "target-object", camera, "client-name", "Roster", NULL);
  self->source = gst_element_get_static_pad (source, "src");
}

static gboolean
build (Stream      *self,
       const char  *camera,
       GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  GstElement *source = add_element (self, "pipewiresrc", &local_error);
  GstElement *filter = add_element (self, "capsfilter", &local_error);
  GstElement *decoder = add_element (self, "decodebin", &local_error);
  GstElement *converter = add_element (self, "videoconvert", &local_error);
  GstElement *turner = add_element (self, "videoflip", &local_error);
  GstElement *sink = add_element (self, "appsink", &local_error);
  g_autoptr (GstCaps) wanted = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* Not just anything: what is not known to be video is linked to no camera. */
  wanted = gst_caps_from_string (WANTED);
  g_assert (wanted != NULL);
  set_up_source (self, source, camera);
  g_object_set (filter, "caps", wanted, NULL);
  g_object_set (decoder, "force-sw-decoders", TRUE, NULL);
  /* As the camera says it is held */
  gst_util_set_object_arg (G_OBJECT (turner), "video-direction", "auto");
  set_up_sink (self, sink);
  g_signal_connect (decoder, "pad-added", G_CALLBACK (decoded_cb), converter);
  if (gst_element_link_many (source, filter, decoder, NULL) && gst_element_link_many (converter, turner, sink, NULL))
    return TRUE;

  g_set_error_literal (error, ROSTER_CAMERA_ERROR, ROSTER_CAMERA_ERROR_MISSING, "GStreamer's plugins do not fit");
  return FALSE;
}

/* A source that waits for its camera holds what a change of its state needs. Flushing ends the wait. */
static void
cancelled_cb (GCancellable *cancellable,
              Stream       *self)
{
  gst_pad_send_event (self->source, gst_event_new_flush_start ());
}

static gboolean
play (Stream        *self,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  GstStateChangeReturn change;
  gulong cancelled_id;
  g_autofree char *trouble = NULL;

  gst_bus_set_sync_handler (bus, message_cb, self, NULL);
  cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  change = gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  g_cancellable_disconnect (cancellable, cancelled_id);

  g_mutex_lock (&self->mutex);
  self->started = TRUE;
  trouble = g_strdup (self->trouble);
  g_mutex_unlock (&self->mutex);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (change != GST_STATE_CHANGE_FAILURE && trouble == NULL)
    return TRUE;

  g_set_error_literal (error, ROSTER_CAMERA_ERROR, ROSTER_CAMERA_ERROR_SILENT,
                       trouble != NULL ? trouble : "The camera does not start");
  return FALSE;
}

/**
 * roster_camera_pipeline_start:
 *
 * As RosterCameraSource says.
 */
gpointer
roster_camera_pipeline_start (int                          fd,
                              const char                  *camera,
                              const RosterCameraListener  *listener,
                              gpointer                     data,
                              GCancellable                *cancellable,
                              GError                     **error)
{
  g_autoptr (GError) local_error = NULL;
  Stream *self;

  if (!gst_init_check (NULL, NULL, &local_error))
    {
      g_set_error_literal (error, ROSTER_CAMERA_ERROR, ROSTER_CAMERA_ERROR_MISSING, local_error->message);
      g_close (fd, NULL);
      return NULL;
    }

  self = g_new0 (Stream, 1);
  self->listener = listener;
  self->data = data;
  self->fd = fd;
  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  g_mutex_init (&self->mutex);
  if (build (self, camera, error) && play (self, cancellable, error))
    return self;

  roster_camera_pipeline_stop (self);
  return NULL;
}

/**
 * roster_camera_pipeline_stop:
 *
 * As RosterCameraSource says.
 */
void
roster_camera_pipeline_stop (gpointer stream)
{
  Stream *self = stream;

  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_clear_object (&self->source);
  gst_object_unref (self->pipeline);
  g_close (self->fd, NULL);
  g_mutex_clear (&self->mutex);
  g_free (self->trouble);
  g_free (self);
}
