/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-capture-window.h"

#include <glib/gi18n-lib.h>

struct _RosterCaptureWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *waiting;
  GtkSpinner *spinner;
  GtkPicture *view;
  GtkPicture *still;
  AdwStatusPage *trouble;
  GtkStack *controls;
  GtkDropDown *cameras;
  GtkWidget *take;
  GtkWidget *again;
  GtkWidget *use;
  GtkWidget *retry;

  RosterCamera *camera;
  /* What the camera sees, and what was taken of it */
  GdkTexture *seen;
  GdkTexture *picture;
  gboolean updating;
};

enum
{
  TAKEN,
  FILES_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterCaptureWindow, roster_capture_window, ADW_TYPE_WINDOW)

/* Showing */

typedef struct
{
  const char *icon;
  const char *title;
  const char *words;
} Trouble;

static const Trouble troubles[] = {
  [ROSTER_CAMERA_ERROR_ABSENT] = { "camera-disabled-symbolic", N_("No Camera Here"),
                                   N_("This desktop lends programs no camera. Add photos from files instead.") },
  [ROSTER_CAMERA_ERROR_REFUSED] = { "camera-disabled-symbolic", N_("The Camera Is Not Allowed"),
                                    N_("Allow Roster to use it in the privacy settings of this computer, or add "
                                       "photos from files.") },
  [ROSTER_CAMERA_ERROR_NONE] = { "camera-web-symbolic", N_("No Camera Is Connected"),
                                 N_("Connect one, or add photos from files.") },
  [ROSTER_CAMERA_ERROR_SILENT] = { "camera-web-symbolic", N_("The Camera Gives No Picture"),
                                   N_("Perhaps another program uses it. Close that one and try again, or add photos "
                                      "from files.") },
  [ROSTER_CAMERA_ERROR_GONE] = { "camera-web-symbolic", N_("The Camera Has Gone"),
                                 N_("Connect it again, or add photos from files.") },
  [ROSTER_CAMERA_ERROR_MISSING] = { "camera-disabled-symbolic", N_("The Camera Cannot Be Read"),
                                    N_("A program that reads cameras is not installed: GStreamer’s plug-in for "
                                       "PipeWire. Add photos from files instead.") },
};

static void
show_waiting (RosterCaptureWindow *self,
              const char          *title,
              const char          *words)
{
  adw_status_page_set_title (self->waiting, title);
  adw_status_page_set_description (self->waiting, words);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->waiting));
}

static void
show_trouble (RosterCaptureWindow *self)
{
  const Trouble *trouble = &troubles[roster_camera_error (self->camera)->code];

  adw_status_page_set_icon_name (self->trouble, trouble->icon);
  adw_status_page_set_title (self->trouble, _ (trouble->title));
  adw_status_page_set_description (self->trouble, _ (trouble->words));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->trouble));
  gtk_widget_grab_focus (self->retry);
}

/* The focus stays where somebody has put it meanwhile. */
static void
show_view (RosterCaptureWindow *self)
{
  if (gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->view))
    return;

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->view));
  gtk_widget_grab_focus (self->take);
}

static gboolean
are_shown (GListModel        *shown,
           const char *const *names)
{
  if (g_list_model_get_n_items (shown) != g_strv_length ((char **) names))
    return FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (shown), i), names[i]) != 0)
      return FALSE;

  return TRUE;
}

static void
show_cameras (RosterCaptureWindow *self)
{
  g_auto (GStrv) names = roster_camera_names (self->camera);
  g_autoptr (GtkStringList) list = NULL;

  self->updating = TRUE;
  if (!are_shown (gtk_drop_down_get_model (self->cameras), (const char *const *) names))
    {
      list = gtk_string_list_new ((const char *const *) names);
      gtk_drop_down_set_model (self->cameras, G_LIST_MODEL (list));
    }
  if (roster_camera_chosen (self->camera) != G_MAXUINT)
    gtk_drop_down_set_selected (self->cameras, roster_camera_chosen (self->camera));
  gtk_widget_set_visible (GTK_WIDGET (self->cameras), g_strv_length (names) > 1);
  self->updating = FALSE;
}

static void
show_state (RosterCaptureWindow *self)
{
  RosterCameraState state = roster_camera_state (self->camera);

  show_cameras (self);
  gtk_spinner_set_spinning (self->spinner, state == ROSTER_CAMERA_ASKING || state == ROSTER_CAMERA_STARTING);
  gtk_widget_set_sensitive (self->take, state == ROSTER_CAMERA_LIVE);
  /* A picture that was taken stays, whatever becomes of the camera. */
  gtk_stack_set_visible_child_name (self->controls, self->picture != NULL ? "use" : "take");
  gtk_widget_set_visible (GTK_WIDGET (self->controls), self->picture != NULL || state != ROSTER_CAMERA_FAILED);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->picture != NULL ? self->use : self->take);
  if (self->picture != NULL)
    {
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->still));
      return;
    }

  switch (state)
    {
    case ROSTER_CAMERA_CLOSED:
    case ROSTER_CAMERA_STARTING:
      show_waiting (self, _("The Camera Is Starting"), NULL);
      break;
    case ROSTER_CAMERA_ASKING:
      show_waiting (self, _("May Roster Use the Camera?"), _("Answer in the window that your desktop shows."));
      break;
    case ROSTER_CAMERA_LIVE:
      show_view (self);
      break;
    case ROSTER_CAMERA_FAILED:
      show_trouble (self);
      break;
    }
}

static void
frame_cb (RosterCaptureWindow     *self,
          const RosterCameraFrame *frame)
{
  g_clear_object (&self->seen);
  self->seen = gdk_memory_texture_new (frame->width, frame->height, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, frame->pixels,
                                       frame->stride);
  gtk_picture_set_paintable (self->view, GDK_PAINTABLE (self->seen));
}

/* Who was asked to connect a camera need not say that it is done. */
static void
presence_cb (RosterCaptureWindow *self)
{
  const GError *error = roster_camera_error (self->camera);

  if (roster_camera_is_present (self->camera) &&
      (g_error_matches (error, ROSTER_CAMERA_ERROR, ROSTER_CAMERA_ERROR_NONE) ||
       g_error_matches (error, ROSTER_CAMERA_ERROR, ROSTER_CAMERA_ERROR_GONE)))
    roster_camera_open (self->camera);
}

/* Controls */

static void
take_cb (RosterCaptureWindow *self)
{
  if (self->picture != NULL || self->seen == NULL || roster_camera_state (self->camera) != ROSTER_CAMERA_LIVE)
    return;

  self->picture = g_object_ref (self->seen);
  gtk_picture_set_paintable (self->still, GDK_PAINTABLE (self->picture));
  show_state (self);
  gtk_widget_grab_focus (self->use);
}

static void
again_cb (RosterCaptureWindow *self)
{
  g_clear_object (&self->picture);
  gtk_picture_set_paintable (self->still, NULL);
  show_state (self);
}

static void
use_cb (RosterCaptureWindow *self)
{
  if (self->picture == NULL)
    return;

  g_signal_emit (self, signals[TAKEN], 0, self->picture);
  gtk_window_close (GTK_WINDOW (self));
}

static void
retry_cb (RosterCaptureWindow *self)
{
  roster_camera_open (self->camera);
}

static void
files_cb (RosterCaptureWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[FILES_WANTED], 0);
}

static void
chosen_cb (RosterCaptureWindow *self)
{
  guint index = gtk_drop_down_get_selected (self->cameras);

  if (!self->updating && index != GTK_INVALID_LIST_POSITION)
    roster_camera_choose (self->camera, index);
}

/* What reaches this was not for the control that has the focus. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                RosterCaptureWindow   *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Escape && self->picture != NULL)
    again_cb (self);
  else if (keyval == GDK_KEY_Escape)
    gtk_window_close (GTK_WINDOW (self));
  else if (keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space)
    take_cb (self);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* What a camera is called may be longer than the window is wide. */
static void
setup_name_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_list_item_set_child (item, label);
}

static void
bind_name_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), name);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), name);
}

static gboolean
roster_capture_window_close_request (GtkWindow *window)
{
  RosterCaptureWindow *self = ROSTER_CAPTURE_WINDOW (window);

  g_signal_handlers_disconnect_by_data (self->camera, self);
  roster_camera_close (self->camera);

  return GTK_WINDOW_CLASS (roster_capture_window_parent_class)->close_request (window);
}

static void
roster_capture_window_dispose (GObject *object)
{
  RosterCaptureWindow *self = ROSTER_CAPTURE_WINDOW (object);

  if (self->camera != NULL && g_signal_handlers_disconnect_by_data (self->camera, self) > 0)
    roster_camera_close (self->camera);
  g_clear_object (&self->camera);
  g_clear_object (&self->seen);
  g_clear_object (&self->picture);

  G_OBJECT_CLASS (roster_capture_window_parent_class)->dispose (object);
}

static void
roster_capture_window_class_init (RosterCaptureWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_capture_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = roster_capture_window_close_request;

  signals[TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, GDK_TYPE_TEXTURE);
  signals[FILES_WANTED] = g_signal_new ("files-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-capture-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterCaptureWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RosterCaptureWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterCaptureWindow, waiting);
  gtk_widget_class_bind_template_child (widget_class, RosterCaptureWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterCaptureWindow, view);
  gtk_widget_class_bind_template_child (widget_class, RosterCaptureWindow, still);
  gtk_widget_class_bind_template_child (widget_class, RosterCaptureWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, RosterCaptureWindow, controls);
  gtk_widget_class_bind_template_child (widget_class, RosterCaptureWindow, cameras);
  gtk_widget_class_bind_template_child (widget_class, RosterCaptureWindow, take);
  gtk_widget_class_bind_template_child (widget_class, RosterCaptureWindow, again);
  gtk_widget_class_bind_template_child (widget_class, RosterCaptureWindow, use);
  gtk_widget_class_bind_template_child (widget_class, RosterCaptureWindow, retry);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, files_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
roster_capture_window_init (RosterCaptureWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_name_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name_cb), NULL);
  gtk_drop_down_set_factory (self->cameras, factory);
}

/**
 * roster_capture_window_new:
 * @camera: opened for as long as the window lives
 * @subject: what the picture is for
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
roster_capture_window_new (RosterCamera *camera,
                           const char   *subject)
{
  RosterCaptureWindow *self;

  g_return_val_if_fail (ROSTER_IS_CAMERA (camera), NULL);
  g_return_val_if_fail (subject != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_CAPTURE_WINDOW, NULL);
  self->camera = g_object_ref (camera);
  adw_window_title_set_subtitle (self->title, subject);
  g_signal_connect_object (camera, "state-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (camera, "frame", G_CALLBACK (frame_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (camera, "presence-changed", G_CALLBACK (presence_cb), self, G_CONNECT_SWAPPED);
  roster_camera_open (camera);
  return GTK_WIDGET (self);
}
