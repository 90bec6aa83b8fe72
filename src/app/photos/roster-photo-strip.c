/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-photo-strip.h"

#include <glib/gi18n-lib.h>

#include "roster-photo-thumbnail.h"

#define SIDE 72
#define GAP 6

struct _RosterPhotoStrip
{
  GtkWidget parent_instance;

  RosterContext *context;
  char *account;
  /* RosterPhotoThumbnail, in their order */
  GPtrArray *thumbnails;
  gboolean editable;
};

enum
{
  OPENED,
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterPhotoStrip, roster_photo_strip, GTK_TYPE_WIDGET)

static void
clicked_cb (RosterPhotoThumbnail *thumbnail,
            RosterPhotoStrip     *self)
{
  g_signal_emit (self, signals[OPENED], 0, roster_photo_thumbnail_id (thumbnail));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                RosterPhotoStrip      *self)
{
  GtkWidget *thumbnail = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (!self->editable || (keyval != GDK_KEY_Delete && keyval != GDK_KEY_KP_Delete))
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[REMOVED], 0, roster_photo_thumbnail_id (ROSTER_PHOTO_THUMBNAIL (thumbnail)));
  return GDK_EVENT_STOP;
}

static GtkWidget *
new_thumbnail (RosterPhotoStrip *self,
               const char       *id)
{
  GtkWidget *thumbnail = roster_photo_thumbnail_new (self->context, self->account, id, SIDE);
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (thumbnail, "clicked", G_CALLBACK (clicked_cb), self, 0);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (thumbnail, keys);
  return thumbnail;
}

static gboolean
is_shown (RosterPhotoStrip  *self,
          const char        *account,
          const char *const *photos)
{
  if (g_strcmp0 (self->account, account) != 0 || g_strv_length ((char **) photos) != self->thumbnails->len)
    return FALSE;

  for (guint i = 0; i < self->thumbnails->len; i++)
    if (g_strcmp0 (roster_photo_thumbnail_id (self->thumbnails->pdata[i]), photos[i]) != 0)
      return FALSE;

  return TRUE;
}

static RosterPhotoThumbnail *
find_thumbnail (GPtrArray  *thumbnails,
                const char *id)
{
  for (guint i = 0; i < thumbnails->len; i++)
    if (g_strcmp0 (roster_photo_thumbnail_id (thumbnails->pdata[i]), id) == 0)
      return thumbnails->pdata[i];

  return NULL;
}

static void
empty (RosterPhotoStrip *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

/* Takes out what is not shown any more. Returns the place of the one that had the focus, -1 where none of these had. */
static int
take_out (RosterPhotoStrip  *self,
          GPtrArray         *thumbnails,
          const char *const *photos)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self));
  int place = -1;

  for (guint i = 0; i < thumbnails->len; i++)
    {
      GtkWidget *thumbnail = thumbnails->pdata[i];

      if (g_strv_contains (photos, roster_photo_thumbnail_id (ROSTER_PHOTO_THUMBNAIL (thumbnail))))
        continue;
      if (thumbnail == focused)
        place = (int) i;
      gtk_widget_unparent (thumbnail);
    }

  return place;
}

/* The keyboard goes on where it was: with the photo that took the place of the one that is gone, or after them all. */
static void
move_focus (RosterPhotoStrip *self,
            int               place)
{
  if (self->thumbnails->len > 0)
    gtk_widget_grab_focus (self->thumbnails->pdata[MIN ((guint) place, self->thumbnails->len - 1)]);
  else if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self)), GTK_DIR_TAB_FORWARD);
}

/* What was shown before is taken over with its picture, and stays where it is: it may have the focus. */
static void
fill (RosterPhotoStrip  *self,
      const char *const *photos)
{
  g_autoptr (GPtrArray) before = self->thumbnails;
  guint n_photos = g_strv_length ((char **) photos);
  int place = take_out (self, before, photos);
  GtkWidget *previous = NULL;

  self->thumbnails = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_photos; i++)
    {
      GtkWidget *thumbnail = (GtkWidget *) find_thumbnail (before, photos[i]);

      if (thumbnail == NULL)
        thumbnail = new_thumbnail (self, photos[i]);
      roster_photo_thumbnail_set_position (ROSTER_PHOTO_THUMBNAIL (thumbnail), i, n_photos);
      gtk_widget_insert_after (thumbnail, GTK_WIDGET (self), previous);
      g_ptr_array_add (self->thumbnails, g_object_ref (thumbnail));
      previous = thumbnail;
    }
  if (place >= 0)
    move_focus (self, place);
}

static guint
n_per_row (int width)
{
  return (guint) MAX (1, (width + GAP) / (SIDE + GAP));
}

static int
length_of (guint n)
{
  return n > 0 ? (int) n * (SIDE + GAP) - GAP : 0;
}

static GtkSizeRequestMode
roster_photo_strip_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
roster_photo_strip_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  guint n = ROSTER_PHOTO_STRIP (widget)->thumbnails->len, a_row = for_size >= 0 ? n_per_row (for_size) : MAX (n, 1);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = length_of (MIN (n, 1));
      *natural = length_of (n);
    }
  else
    *minimum = *natural = length_of ((n + a_row - 1) / a_row);
}

static void
roster_photo_strip_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  RosterPhotoStrip *self = ROSTER_PHOTO_STRIP (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint a_row = n_per_row (width);

  for (guint i = 0; i < self->thumbnails->len; i++)
    {
      int x = (int) (i % a_row) * (SIDE + GAP), y = (int) (i / a_row) * (SIDE + GAP);
      const GtkAllocation allocation = { rtl ? width - x - SIDE : x, y, SIDE, SIDE };

      gtk_widget_measure (self->thumbnails->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->thumbnails->pdata[i], &allocation, -1);
    }
}

static void
roster_photo_strip_dispose (GObject *object)
{
  RosterPhotoStrip *self = ROSTER_PHOTO_STRIP (object);

  g_ptr_array_set_size (self->thumbnails, 0);
  empty (self);

  G_OBJECT_CLASS (roster_photo_strip_parent_class)->dispose (object);
}

static void
roster_photo_strip_finalize (GObject *object)
{
  RosterPhotoStrip *self = ROSTER_PHOTO_STRIP (object);

  g_ptr_array_unref (self->thumbnails);
  g_clear_object (&self->context);
  g_free (self->account);

  G_OBJECT_CLASS (roster_photo_strip_parent_class)->finalize (object);
}

static void
roster_photo_strip_class_init (RosterPhotoStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_photo_strip_dispose;
  object_class->finalize = roster_photo_strip_finalize;
  widget_class->get_request_mode = roster_photo_strip_get_request_mode;
  widget_class->measure = roster_photo_strip_measure;
  widget_class->size_allocate = roster_photo_strip_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
roster_photo_strip_init (RosterPhotoStrip *self)
{
  self->thumbnails = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Photos"), -1);
}

/**
 * roster_photo_strip_new:
 *
 * Returns: (transfer floating): a strip without photos
 */
GtkWidget *
roster_photo_strip_new (RosterContext *context)
{
  RosterPhotoStrip *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_PHOTO_STRIP, NULL);
  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

/**
 * roster_photo_strip_show:
 * @account: the account of the record that names the photos
 * @photos: their names, ended by %NULL
 * @editable: whether they may be taken away
 *
 * Shows the photos; without any it hides.
 */
void
roster_photo_strip_show (RosterPhotoStrip  *self,
                         const char        *account,
                         const char *const *photos,
                         gboolean           editable)
{
  g_return_if_fail (ROSTER_IS_PHOTO_STRIP (self));
  g_return_if_fail (account != NULL);
  g_return_if_fail (photos != NULL);

  self->editable = editable;
  if (is_shown (self, account, photos))
    return;

  if (g_strcmp0 (self->account, account) != 0)
    {
      empty (self);
      g_ptr_array_set_size (self->thumbnails, 0);
    }
  g_free (self->account);
  self->account = g_strdup (account);
  fill (self, photos);
  /* Only now, for what is hidden has no focus to hand on. */
  gtk_widget_set_visible (GTK_WIDGET (self), photos[0] != NULL);
}
