/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-result-photos.h"

#include <glib/gi18n-lib.h>

#include "roster-photo-strip.h"
#include "roster-photo-viewer.h"
#include "roster-walk-photo.h"

struct _RosterResultPhotos
{
  AdwPreferencesGroup parent_instance;

  RosterContext *context;
  RosterWalk *walk;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (RosterResultPhotos, roster_result_photos, ADW_TYPE_PREFERENCES_GROUP)

static void
opened_cb (RosterPhotoStrip   *strip,
           const char         *id,
           RosterResultPhotos *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (strip), "index"));
  const RosterItem *item = roster_template_item (roster_walk_template (self->walk), index);
  RosterRecord *record = roster_walk_record (self->walk);
  g_auto (GStrv) photos = roster_walkthrough_photos (record, item->id);
  GtkWidget *viewer;

  if (photos[0] == NULL)
    return;

  viewer = roster_photo_viewer_new (self->context, roster_words_in (&item->text, NULL), roster_record_account (record),
                                    (const char *const *) photos, id, FALSE);
  gtk_window_set_transient_for (GTK_WINDOW (viewer), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (viewer));
}

static GtkWidget *
new_row (RosterResultPhotos *self,
         guint               index,
         const char *const  *photos)
{
  const RosterItem *item = roster_template_item (roster_walk_template (self->walk), index);
  GtkWidget *row = adw_preferences_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *title = gtk_label_new (roster_words_in (&item->text, NULL)),
            *strip = roster_photo_strip_new (self->context);

  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), strip);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), roster_words_in (&item->text, NULL));
  g_object_set_data (G_OBJECT (strip), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (strip, "opened", G_CALLBACK (opened_cb), self, 0);
  roster_photo_strip_show (ROSTER_PHOTO_STRIP (strip), roster_record_account (roster_walk_record (self->walk)), photos,
                           FALSE);
  return row;
}

static void
roster_result_photos_dispose (GObject *object)
{
  RosterResultPhotos *self = ROSTER_RESULT_PHOTOS (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->walk, roster_walk_unref);

  G_OBJECT_CLASS (roster_result_photos_parent_class)->dispose (object);
}

static void
roster_result_photos_finalize (GObject *object)
{
  g_ptr_array_unref (ROSTER_RESULT_PHOTOS (object)->rows);

  G_OBJECT_CLASS (roster_result_photos_parent_class)->finalize (object);
}

static void
roster_result_photos_class_init (RosterResultPhotosClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_result_photos_dispose;
  object_class->finalize = roster_result_photos_finalize;
}

static void
roster_result_photos_init (RosterResultPhotos *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Photos"));
}

/**
 * roster_result_photos_new:
 *
 * Returns: (transfer floating): a group without photos
 */
GtkWidget *
roster_result_photos_new (RosterContext *context)
{
  RosterResultPhotos *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_RESULT_PHOTOS, NULL);
  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

static gboolean
is_shown (RosterResultPhotos *self,
          RosterWalk         *walk)
{
  RosterRecord *old = self->walk != NULL ? roster_walk_record (self->walk) : NULL, *new = roster_walk_record (walk);

  return old != NULL && g_strcmp0 (roster_record_id (old), roster_record_id (new)) == 0 &&
         roster_value_equal (roster_record_value (old, "photos"), roster_record_value (new, "photos"));
}

/**
 * roster_result_photos_show:
 *
 * Shows the photos of the walk-through; without any it hides. Pictures that are shown already stay.
 */
void
roster_result_photos_show (RosterResultPhotos *self,
                           RosterWalk         *walk)
{
  gboolean shown;

  g_return_if_fail (ROSTER_IS_RESULT_PHOTOS (self));
  g_return_if_fail (walk != NULL);

  shown = is_shown (self, walk);
  roster_walk_ref (walk);
  g_clear_pointer (&self->walk, roster_walk_unref);
  self->walk = walk;
  if (shown)
    return;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < roster_template_n_items (roster_walk_template (walk)); i++)
    {
      g_auto (GStrv) photos = roster_walkthrough_photos (roster_walk_record (walk),
                                                         roster_template_item (roster_walk_template (walk), i)->id);

      if (photos[0] == NULL)
        continue;

      g_ptr_array_add (self->rows, new_row (self, i, (const char *const *) photos));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->rows->pdata[self->rows->len - 1]);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}
