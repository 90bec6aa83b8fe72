/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-photo-viewer.h"

#include <glib/gi18n-lib.h>

#include "roster-photo-thumbnail.h"

/* No screen that a trainer carries shows more. */
#define SIDE 4096

struct _RosterPhotoViewer
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkPicture *picture;
  AdwStatusPage *missing;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *remove;

  RosterContext *context;
  GCancellable *cancellable;
  char *account;
  char **photos;
  guint n_photos;
  guint index;
  gboolean is_missing;
};

enum
{
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterPhotoViewer, roster_photo_viewer, ADW_TYPE_WINDOW)

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RosterPhotoViewer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = roster_photos_load_finish (ROSTER_PHOTOS (source), result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_missing = pixbuf == NULL;
  if (pixbuf != NULL)
    {
      texture = gdk_texture_new_for_pixbuf (pixbuf);
      gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->picture));
      return;
    }

  adw_status_page_set_icon_name (self->missing, roster_photo_missing_icon (error));
  adw_status_page_set_description (self->missing, roster_photo_missing_words (error));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->missing));
}

static void
load (RosterPhotoViewer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_missing = FALSE;
  roster_photos_load_async (roster_context_photos (self->context), self->account, self->photos[self->index], SIDE,
                            self->cancellable, loaded_cb, g_object_ref (self));
}

static void
show_photo (RosterPhotoViewer *self)
{
  g_autofree char *position = g_strdup_printf (_("Photo %u of %u"), self->index + 1, self->n_photos);

  adw_window_title_set_subtitle (self->title, position);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, position, -1);
  gtk_widget_set_sensitive (self->previous, self->index > 0);
  gtk_widget_set_sensitive (self->next, self->index + 1 < self->n_photos);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  load (self);
}

static void
go (RosterPhotoViewer *self,
    int                step)
{
  int index = (int) self->index + step;

  if (index < 0 || index >= (int) self->n_photos)
    return;

  self->index = (guint) index;
  show_photo (self);
}

static void
previous_cb (RosterPhotoViewer *self)
{
  go (self, -1);
}

static void
next_cb (RosterPhotoViewer *self)
{
  go (self, 1);
}

static void
remove_cb (RosterPhotoViewer *self)
{
  g_autofree char *id = g_strdup (self->photos[self->index]);

  g_signal_emit (self, signals[REMOVED], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                RosterPhotoViewer     *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (keyval == GDK_KEY_Escape)
    gtk_window_close (GTK_WINDOW (self));
  else if (keyval == GDK_KEY_Left || keyval == GDK_KEY_Page_Up)
    go (self, rtl ? 1 : -1);
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_Page_Down)
    go (self, rtl ? -1 : 1);
  else if ((keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete) && gtk_widget_get_visible (self->remove))
    remove_cb (self);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* After a sync what was not to be had may be there. */
static void
state_cb (RosterPhotoViewer *self)
{
  if (self->is_missing &&
      roster_coordinator_state (roster_context_coordinator (self->context)) == ROSTER_COORDINATOR_IDLE)
    load (self);
}

static void
roster_photo_viewer_dispose (GObject *object)
{
  RosterPhotoViewer *self = ROSTER_PHOTO_VIEWER (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (roster_photo_viewer_parent_class)->dispose (object);
}

static void
roster_photo_viewer_finalize (GObject *object)
{
  RosterPhotoViewer *self = ROSTER_PHOTO_VIEWER (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_free (self->account);
  g_strfreev (self->photos);

  G_OBJECT_CLASS (roster_photo_viewer_parent_class)->finalize (object);
}

static void
roster_photo_viewer_class_init (RosterPhotoViewerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_photo_viewer_dispose;
  object_class->finalize = roster_photo_viewer_finalize;

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-photo-viewer.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterPhotoViewer, title);
  gtk_widget_class_bind_template_child (widget_class, RosterPhotoViewer, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterPhotoViewer, picture);
  gtk_widget_class_bind_template_child (widget_class, RosterPhotoViewer, missing);
  gtk_widget_class_bind_template_child (widget_class, RosterPhotoViewer, previous);
  gtk_widget_class_bind_template_child (widget_class, RosterPhotoViewer, next);
  gtk_widget_class_bind_template_child (widget_class, RosterPhotoViewer, remove);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
roster_photo_viewer_init (RosterPhotoViewer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_photo_viewer_new:
 * @title: what the photos are of
 * @account: the account of the record that names them
 * @photos: their names, ended by %NULL; at least one
 * @first: the one to begin with
 * @editable: whether they may be taken away
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
roster_photo_viewer_new (RosterContext     *context,
                         const char        *title,
                         const char        *account,
                         const char *const *photos,
                         const char        *first,
                         gboolean           editable)
{
  RosterPhotoViewer *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (title != NULL && account != NULL && first != NULL, NULL);
  g_return_val_if_fail (photos != NULL && photos[0] != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_PHOTO_VIEWER, NULL);
  self->context = g_object_ref (context);
  self->account = g_strdup (account);
  self->photos = g_strdupv ((char **) photos);
  self->n_photos = g_strv_length (self->photos);
  for (guint i = 0; i < self->n_photos; i++)
    if (g_strcmp0 (self->photos[i], first) == 0)
      self->index = i;
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->title, title);
  gtk_widget_set_visible (self->remove, editable);
  g_signal_connect_object (roster_context_coordinator (context), "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  show_photo (self);
  return GTK_WIDGET (self);
}
