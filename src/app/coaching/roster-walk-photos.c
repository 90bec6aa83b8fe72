/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-walk-photos.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "roster-capture-window.h"
#include "roster-photo-strip.h"
#include "roster-photo-viewer.h"
#include "roster-walk-photo.h"

struct _RosterWalkPhotos
{
  GtkBox parent_instance;

  RosterPhotoStrip *strip;
  GtkWidget *controls;
  GtkWidget *capture;
  GtkWidget *add;
  GtkSpinner *spinner;

  RosterContext *context;
  RosterWalkSession *session;
  guint index;
  gboolean editable;
  gboolean looking;
  guint n_taking;
};

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterWalkPhotos, roster_walk_photos, GTK_TYPE_BOX)

static RosterRecord *
record_of (RosterWalkPhotos *self)
{
  return roster_walk_record (roster_walk_session_walk (self->session));
}

static const RosterItem *
item_of (RosterWalkPhotos *self)
{
  return roster_template_item (roster_walk_template (roster_walk_session_walk (self->session)), self->index);
}

/* Taking in */

/* A picture belongs to the item that was shown when it came, wherever the person is by then. */
typedef struct
{
  RosterWalkPhotos *photos;
  RosterWalkSession *session;
  RosterWalk *walk;
  guint index;
} Taking;

static Taking *
taking_new (RosterWalkPhotos *self)
{
  Taking *taking = g_new0 (Taking, 1);

  taking->photos = g_object_ref (self);
  taking->session = g_object_ref (self->session);
  taking->walk = roster_walk_ref (roster_walk_session_walk (self->session));
  taking->index = self->index;
  return taking;
}

static Taking *
taking_copy (const Taking *taking)
{
  Taking *copy = g_memdup2 (taking, sizeof *taking);

  g_object_ref (copy->photos);
  g_object_ref (copy->session);
  roster_walk_ref (copy->walk);
  return copy;
}

static void
taking_free (Taking *taking)
{
  g_object_unref (taking->photos);
  g_object_unref (taking->session);
  roster_walk_unref (taking->walk);
  g_free (taking);
}

static void
taking_closure_free (gpointer  data,
                     GClosure *closure)
{
  taking_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

static void
show_taking (RosterWalkPhotos *self)
{
  gtk_spinner_set_spinning (self->spinner, self->n_taking > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->n_taking > 0);
}

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Taking) taking = user_data;
  RosterWalkPhotos *self = taking->photos;
  g_autoptr (GError) error = NULL;
  g_autofree char *photo = roster_photos_take_finish (ROSTER_PHOTOS (source), result, &error);

  self->n_taking--;
  show_taking (self);
  if (photo == NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else
    roster_walk_session_add_photo (taking->session, taking->walk, taking->index, photo);
}

static gboolean
begin_taking (RosterWalkPhotos *self)
{
  if (!self->editable || roster_walk_session_walk (self->session) == NULL)
    return FALSE;

  self->n_taking++;
  show_taking (self);
  return TRUE;
}

/**
 * roster_walk_photos_take_file:
 *
 * Adds the picture in a file to the item that is shown.
 */
void
roster_walk_photos_take_file (RosterWalkPhotos *self,
                              GFile            *file)
{
  g_return_if_fail (ROSTER_IS_WALK_PHOTOS (self));
  g_return_if_fail (G_IS_FILE (file));

  if (begin_taking (self))
    roster_photos_take_file_async (roster_context_photos (self->context), file, NULL, taken_cb, taking_new (self));
}

static void
take_texture (RosterWalkPhotos *self,
              GdkTexture       *texture)
{
  if (begin_taking (self))
    roster_photos_take_texture_async (roster_context_photos (self->context), texture, NULL, taken_cb,
                                      taking_new (self));
}

static gboolean
take_value (RosterWalkPhotos *self,
            const GValue     *value)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      take_texture (self, g_value_get_object (value));
      return TRUE;
    }
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      for (const GSList *file = g_value_get_boxed (value); file != NULL; file = file->next)
        roster_walk_photos_take_file (self, file->data);
      return TRUE;
    }

  return FALSE;
}

static gboolean
dropped_cb (GtkDropTarget    *target,
            const GValue     *value,
            double            x,
            double            y,
            RosterWalkPhotos *self)
{
  return self->editable && take_value (self, value);
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RosterWalkPhotos) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value != NULL)
    take_value (self, value);
  else
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

/**
 * roster_walk_photos_paste:
 *
 * Adds what the clipboard holds, if that is a picture or files.
 *
 * Returns: whether it is
 */
gboolean
roster_walk_photos_paste (RosterWalkPhotos *self)
{
  GdkClipboard *clipboard;
  g_autoptr (GdkContentFormats) formats = NULL;
  GType type;

  g_return_val_if_fail (ROSTER_IS_WALK_PHOTOS (self), FALSE);

  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  /* Other programs name media types only. */
  formats = gdk_content_formats_union_deserialize_gtypes (
      gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard)));
  type = gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ? GDK_TYPE_FILE_LIST : GDK_TYPE_TEXTURE;
  if (!self->editable || !gdk_content_formats_contain_gtype (formats, type))
    return FALSE;

  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, pasted_cb, g_object_ref (self));
  return TRUE;
}

static void
chosen_cb (GtkNativeDialog  *dialog,
           int               response,
           RosterWalkPhotos *self)
{
  g_autoptr (GListModel) files =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)) : NULL;

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      roster_walk_photos_take_file (self, file);
    }
  g_object_unref (dialog);
}

/**
 * roster_walk_photos_choose:
 *
 * Asks for pictures in files.
 */
void
roster_walk_photos_choose (RosterWalkPhotos *self)
{
  GtkFileChooserNative *dialog;
  g_autoptr (GtkFileFilter) filter = NULL;

  g_return_if_fail (ROSTER_IS_WALK_PHOTOS (self));

  if (!self->editable)
    return;

  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/webp");
  dialog = gtk_file_chooser_native_new (_("Add Photos"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, _("_Add"), NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The camera */

static void
captured_cb (RosterCaptureWindow *window,
             GdkTexture          *picture,
             Taking              *taking)
{
  RosterWalkPhotos *self = taking->photos;

  self->n_taking++;
  show_taking (self);
  roster_photos_take_texture_async (roster_context_photos (self->context), picture, NULL, taken_cb,
                                    taking_copy (taking));
}

static void
files_wanted_cb (RosterCaptureWindow *window,
                 Taking              *taking)
{
  roster_walk_photos_choose (taking->photos);
}

/**
 * roster_walk_photos_capture:
 *
 * Takes a picture with the camera, where there is one.
 */
void
roster_walk_photos_capture (RosterWalkPhotos *self)
{
  RosterCamera *camera;
  GtkWidget *window;

  g_return_if_fail (ROSTER_IS_WALK_PHOTOS (self));

  camera = roster_context_camera (self->context);
  if (!self->editable || roster_walk_session_walk (self->session) == NULL || !roster_camera_is_present (camera) ||
      roster_camera_state (camera) != ROSTER_CAMERA_CLOSED)
    return;

  window = roster_capture_window_new (camera, roster_words_in (&item_of (self)->text, NULL));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_data (window, "taken", G_CALLBACK (captured_cb), taking_new (self), taking_closure_free, 0);
  g_signal_connect_data (window, "files-wanted", G_CALLBACK (files_wanted_cb), taking_new (self), taking_closure_free,
                         0);
  gtk_window_present (GTK_WINDOW (window));
}

static void
presence_cb (RosterWalkPhotos *self)
{
  gtk_widget_set_visible (self->capture, roster_camera_is_present (roster_context_camera (self->context)));
}

/* Only who may add photos needs to know whether there is a camera. */
static void
look_for_camera (RosterWalkPhotos *self)
{
  RosterCamera *camera;

  if (self->looking)
    return;

  self->looking = TRUE;
  camera = roster_context_camera (self->context);
  g_signal_connect_object (camera, "presence-changed", G_CALLBACK (presence_cb), self, G_CONNECT_SWAPPED);
  roster_camera_look (camera);
  presence_cb (self);
}

/* Showing */

static void
removed_cb (RosterWalkPhotos *self,
            const char       *id)
{
  if (self->editable && roster_walk_session_walk (self->session) != NULL)
    roster_walk_session_remove_photo (self->session, self->index, id);
}

static void
opened_cb (RosterWalkPhotos *self,
           const char       *id)
{
  g_auto (GStrv) photos = NULL;
  GtkWidget *viewer;

  if (roster_walk_session_walk (self->session) == NULL)
    return;

  photos = roster_walkthrough_photos (record_of (self), item_of (self)->id);
  viewer = roster_photo_viewer_new (self->context, roster_words_in (&item_of (self)->text, NULL),
                                    roster_record_account (record_of (self)), (const char *const *) photos, id,
                                    self->editable);
  gtk_window_set_transient_for (GTK_WINDOW (viewer), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (viewer, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (viewer));
}

static void
roster_walk_photos_dispose (GObject *object)
{
  RosterWalkPhotos *self = ROSTER_WALK_PHOTOS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_walk_photos_parent_class)->dispose (object);
}

static void
roster_walk_photos_class_init (RosterWalkPhotosClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_walk_photos_dispose;

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
roster_walk_photos_init (RosterWalkPhotos *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

/* Its words are its accessible name; saying them again would have them read twice. */
static GtkWidget *
new_button (const char *icon,
            const char *label,
            const char *tooltip)
{
  GtkWidget *button = gtk_button_new (), *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_tooltip_text (button, tooltip);
  return button;
}

/* Said where there is room for it; the tooltip says it anyway. */
static GtkWidget *
new_hint (void)
{
  GtkWidget *squeezer = adw_squeezer_new (), *hint = gtk_label_new (_("or paste it, or drop it here"));

  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_add_css_class (hint, "caption");
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  adw_squeezer_set_allow_none (ADW_SQUEEZER (squeezer), TRUE);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), hint);
  gtk_widget_set_hexpand (squeezer, TRUE);
  return squeezer;
}

static void
add_controls (RosterWalkPhotos *self)
{
  self->controls = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->capture =
      new_button ("camera-photo-symbolic", _("Take a Photo…"), _("Take a photo with the camera (Shift+P)"));
  gtk_widget_set_visible (self->capture, FALSE);
  self->add = new_button ("image-x-generic-symbolic", _("Add Photos…"),
                          _("Add photos from files (P), from the clipboard (Ctrl+V) or by dropping them"));
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("A photo is being taken in"), -1);
  gtk_box_append (GTK_BOX (self->controls), self->capture);
  gtk_box_append (GTK_BOX (self->controls), self->add);
  gtk_box_append (GTK_BOX (self->controls), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (self->controls), new_hint ());
  g_signal_connect_object (self->capture, "clicked", G_CALLBACK (roster_walk_photos_capture), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (roster_walk_photos_choose), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->controls);
}

static void
accept_drops (RosterWalkPhotos *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * roster_walk_photos_new:
 *
 * Returns: (transfer floating): the photos of an item that roster_walk_photos_show() names
 */
GtkWidget *
roster_walk_photos_new (RosterContext     *context,
                        RosterWalkSession *session)
{
  RosterWalkPhotos *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (session), NULL);

  self = g_object_new (ROSTER_TYPE_WALK_PHOTOS, NULL);
  self->context = g_object_ref (context);
  self->session = g_object_ref (session);
  self->strip = ROSTER_PHOTO_STRIP (roster_photo_strip_new (context));
  g_signal_connect_object (self->strip, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->strip));
  add_controls (self);
  accept_drops (self);
  return GTK_WIDGET (self);
}

/**
 * roster_walk_photos_show:
 * @index: the item
 * @editable: whether photos may be added and taken away
 *
 * Shows the photos that the item has now.
 */
void
roster_walk_photos_show (RosterWalkPhotos *self,
                         guint             index,
                         gboolean          editable)
{
  g_auto (GStrv) photos = NULL;

  g_return_if_fail (ROSTER_IS_WALK_PHOTOS (self));
  g_return_if_fail (roster_walk_session_walk (self->session) != NULL);

  self->index = index;
  self->editable = editable;
  photos = roster_walkthrough_photos (record_of (self), item_of (self)->id);
  roster_photo_strip_show (self->strip, roster_record_account (record_of (self)), (const char *const *) photos,
                           editable);
  gtk_widget_set_visible (self->controls, editable);
  if (editable)
    look_for_camera (self);
  gtk_widget_set_visible (GTK_WIDGET (self), editable || photos[0] != NULL);
}
