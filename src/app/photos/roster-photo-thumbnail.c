/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-photo-thumbnail.h"

#include <glib/gi18n-lib.h>

/* The picture is cut to a square, so that its shorter side has to do on a fine screen. */
#define PIXELS_PER_SIDE 4

struct _RosterPhotoThumbnail
{
  GtkButton parent_instance;

  GtkStack *stack;
  GtkPicture *picture;
  GtkImage *missing;

  RosterContext *context;
  GCancellable *cancellable;
  char *account;
  char *id;
  char *label;
  const char *trouble;
  int side;
};

G_DEFINE_FINAL_TYPE (RosterPhotoThumbnail, roster_photo_thumbnail, GTK_TYPE_BUTTON)

/**
 * roster_photo_missing_words:
 * @error: why a photo cannot be shown
 *
 * Returns: that in words, for a person who did not take it
 */
const char *
roster_photo_missing_words (const GError *error)
{
  if (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_NOT_THERE))
    return _("Not at the office yet. It comes when the computer it was taken with has synced.");
  if (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_OFFLINE) ||
      g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_UNAVAILABLE))
    return _("Not on this computer yet. It comes when the office can be reached.");
  if (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_SIGNED_OUT))
    return _("Not on this computer yet. It comes when you have signed in.");

  return _("This photo cannot be shown.");
}

/**
 * roster_photo_missing_icon:
 *
 * Returns: the icon that stands for it
 */
const char *
roster_photo_missing_icon (const GError *error)
{
  if (g_error_matches (error, ROSTER_SYNC_ERROR, ROSTER_SYNC_ERROR_NOT_THERE))
    return "content-loading-symbolic";
  if (error->domain == ROSTER_SYNC_ERROR && error->code != ROSTER_SYNC_ERROR_PROTOCOL)
    return "network-offline-symbolic";

  return "image-missing-symbolic";
}

static void
update_label (RosterPhotoThumbnail *self)
{
  g_autofree char *label = NULL;

  if (self->label == NULL)
    return;

  label = self->trouble != NULL ? g_strdup_printf ("%s. %s", self->label, self->trouble) : g_strdup (self->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->trouble != NULL ? self->trouble : self->label);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RosterPhotoThumbnail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = roster_photos_load_finish (ROSTER_PHOTOS (source), result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->trouble = error != NULL ? roster_photo_missing_words (error) : NULL;
  if (pixbuf != NULL)
    {
      texture = gdk_texture_new_for_pixbuf (pixbuf);
      gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->picture));
    }
  else
    {
      gtk_image_set_from_icon_name (self->missing, roster_photo_missing_icon (error));
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->missing));
    }
  update_label (self);
}

static void
load (RosterPhotoThumbnail *self)
{
  roster_photos_load_async (roster_context_photos (self->context), self->account, self->id,
                            self->side * PIXELS_PER_SIDE, self->cancellable, loaded_cb, g_object_ref (self));
}

/* After each sync what was not to be had may be there. */
static void
state_cb (RosterPhotoThumbnail *self)
{
  if (self->trouble != NULL &&
      roster_coordinator_state (roster_context_coordinator (self->context)) == ROSTER_COORDINATOR_IDLE)
    load (self);
}

static void
roster_photo_thumbnail_dispose (GObject *object)
{
  RosterPhotoThumbnail *self = ROSTER_PHOTO_THUMBNAIL (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (roster_photo_thumbnail_parent_class)->dispose (object);
}

static void
roster_photo_thumbnail_finalize (GObject *object)
{
  RosterPhotoThumbnail *self = ROSTER_PHOTO_THUMBNAIL (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_free (self->account);
  g_free (self->id);
  g_free (self->label);

  G_OBJECT_CLASS (roster_photo_thumbnail_parent_class)->finalize (object);
}

static void
roster_photo_thumbnail_class_init (RosterPhotoThumbnailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_photo_thumbnail_dispose;
  object_class->finalize = roster_photo_thumbnail_finalize;
}

/* As large as it was asked to be, whatever the picture is. */
static void
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural,
         int            *minimum_baseline,
         int            *natural_baseline)
{
  *minimum = *natural = ROSTER_PHOTO_THUMBNAIL (widget)->side;
}

static void
allocate (GtkWidget *widget,
          int        width,
          int        height,
          int        baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  /* GTK wants to have been asked before. */
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
roster_photo_thumbnail_init (RosterPhotoThumbnail *self)
{
  GtkWidget *spinner = gtk_spinner_new ();

  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->picture = GTK_PICTURE (gtk_picture_new ());
  self->missing = GTK_IMAGE (gtk_image_new ());
  gtk_picture_set_content_fit (self->picture, GTK_CONTENT_FIT_COVER);
  gtk_picture_set_can_shrink (self->picture, TRUE);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_stack_add_child (self->stack, spinner);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->picture));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->missing));
  gtk_button_set_child (GTK_BUTTON (self), GTK_WIDGET (self->stack));
  gtk_widget_add_css_class (GTK_WIDGET (self), "photo");
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_custom_layout_new (NULL, measure, allocate));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
}

/**
 * roster_photo_thumbnail_new:
 * @account: the account of the record that names the photo
 * @id: the photo's name
 * @side: how large, in pixels
 *
 * Returns: (transfer floating): the small picture
 */
GtkWidget *
roster_photo_thumbnail_new (RosterContext *context,
                            const char    *account,
                            const char    *id,
                            int            side)
{
  RosterPhotoThumbnail *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (account != NULL && id != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_PHOTO_THUMBNAIL, NULL);
  self->context = g_object_ref (context);
  self->account = g_strdup (account);
  self->id = g_strdup (id);
  self->side = side;
  g_signal_connect_object (roster_context_coordinator (context), "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}

/**
 * roster_photo_thumbnail_id:
 *
 * Returns: (transfer none): the photo's name
 */
const char *
roster_photo_thumbnail_id (RosterPhotoThumbnail *self)
{
  g_return_val_if_fail (ROSTER_IS_PHOTO_THUMBNAIL (self), NULL);

  return self->id;
}

/**
 * roster_photo_thumbnail_set_position:
 *
 * Names it for those who do not see it.
 */
void
roster_photo_thumbnail_set_position (RosterPhotoThumbnail *self,
                                     guint                 index,
                                     guint                 n_photos)
{
  g_return_if_fail (ROSTER_IS_PHOTO_THUMBNAIL (self));

  g_free (self->label);
  /* Translators: which photo of how many. */
  self->label = g_strdup_printf (_("Photo %u of %u"), index + 1, n_photos);
  update_label (self);
}
