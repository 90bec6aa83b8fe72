/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-waiting-photos.h"

#include <glib/gi18n-lib.h>

#include "roster-walk-photo.h"

struct _RosterWaitingPhotos
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (RosterWaitingPhotos, roster_waiting_photos, ADW_TYPE_PREFERENCES_GROUP)

/* The photos of one record that share a fate. */
typedef struct
{
  const RosterQueuedBlob *first;
  guint n_photos;
  gint64 size;
} Batch;

static gboolean
belongs (const Batch            *batch,
         const RosterQueuedBlob *blob)
{
  return g_strcmp0 (batch->first->record, blob->record) == 0 && g_strcmp0 (batch->first->reason, blob->reason) == 0;
}

static GArray *
in_batches (GPtrArray *blobs)
{
  GArray *batches = g_array_new (FALSE, FALSE, sizeof (Batch));

  for (guint i = 0; i < blobs->len; i++)
    {
      const RosterQueuedBlob *blob = blobs->pdata[i];
      Batch *batch = NULL;

      for (guint b = 0; b < batches->len && batch == NULL; b++)
        if (belongs (&g_array_index (batches, Batch, b), blob))
          batch = &g_array_index (batches, Batch, b);
      if (batch == NULL)
        {
          Batch fresh = { .first = blob };

          g_array_append_val (batches, fresh);
          batch = &g_array_index (batches, Batch, batches->len - 1);
        }
      batch->n_photos++;
      batch->size += blob->size;
    }

  return batches;
}

static char *
words_of (const Batch *batch)
{
  g_autofree char *size = g_format_size ((guint64) batch->size);
  g_autofree char *count = NULL;

  if (batch->first->reason == NULL)
    {
      count = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u photo waits", "%u photos wait", batch->n_photos), batch->n_photos);
      /* Translators: how many photos wait, and what they take. */
      return g_strdup_printf (_("%s · %s"), count, size);
    }

  count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u photo was refused", "%u photos were refused", batch->n_photos),
      batch->n_photos);
  /* Translators: how many photos the office refused, and the reason that it gave. */
  return g_strdup_printf (_("%s: %s"), count, batch->first->reason);
}

static void
add_button (GtkWidget  *box,
            const char *label,
            const char *action,
            GVariant   *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (target != NULL)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* What a person has to decide stands under the reason: both may be long, and the window narrow. */
static GtkWidget *
new_buttons (const Batch *batch)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_margin_top (buttons, 6);
  add_button (buttons, _("_Try Again"), "changes.retry-photos", NULL);
  add_button (buttons, _("_Remove"), "changes.drop-photos", g_variant_new_string (batch->first->record));
  return buttons;
}

static GtkWidget *
new_row (const Batch *batch)
{
  const char *title =
      batch->first->title != NULL ? batch->first->title : roster_record_type_label (batch->first->type, FALSE);
  GtkWidget *row = adw_preferences_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = gtk_image_new_from_icon_name ("camera-photo-symbolic");
  g_autofree char *text = words_of (batch);

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Photos"), -1);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (box, "change-row");
  gtk_box_append (GTK_BOX (words), new_label (title, "heading"));
  gtk_box_append (GTK_BOX (words), new_label (text, batch->first->reason != NULL ? "error" : "dim-label"));
  if (batch->first->reason != NULL)
    gtk_box_append (GTK_BOX (words), new_buttons (batch));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  return row;
}

static void
roster_waiting_photos_finalize (GObject *object)
{
  g_ptr_array_unref (ROSTER_WAITING_PHOTOS (object)->rows);

  G_OBJECT_CLASS (roster_waiting_photos_parent_class)->finalize (object);
}

static void
roster_waiting_photos_class_init (RosterWaitingPhotosClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_waiting_photos_finalize;
}

static void
roster_waiting_photos_init (RosterWaitingPhotos *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * roster_waiting_photos_show:
 * @blobs: (element-type RosterQueuedBlob): what waits
 *
 * Shows what waits; without anything it hides.
 */
void
roster_waiting_photos_show (RosterWaitingPhotos *self,
                            GPtrArray           *blobs)
{
  g_autoptr (GArray) batches = NULL;

  g_return_if_fail (ROSTER_IS_WAITING_PHOTOS (self));
  g_return_if_fail (blobs != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  batches = in_batches (blobs);
  for (guint i = 0; i < batches->len; i++)
    {
      GtkWidget *row = new_row (&g_array_index (batches, Batch, i));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), batches->len > 0);
}

static gboolean
is_refused (const RosterQueuedBlob *blob,
            const char             *record)
{
  return blob->reason != NULL && g_strcmp0 (blob->record, record) == 0;
}

/* The walk-through without the photos that were refused. */
static RosterRecord *
without_refused (RosterRecord  *before,
                 GPtrArray     *blobs,
                 GError       **error)
{
  g_autoptr (RosterRecord) record = g_object_ref (before);

  for (guint i = 0; i < blobs->len; i++)
    {
      const RosterQueuedBlob *blob = blobs->pdata[i];
      g_autoptr (RosterRecord) next = NULL;

      if (!is_refused (blob, roster_record_id (before)))
        continue;

      next = roster_walkthrough_forget_photo (record, blob->id, error);
      if (next == NULL)
        return NULL;
      g_set_object (&record, next);
    }

  return g_steal_pointer (&record);
}

/* Nothing is to be done where the walk-through is gone, or somebody took the photos out of it before. */
static gboolean
take_out (RosterCache  *cache,
          const char   *id,
          GPtrArray    *blobs,
          gint64       *step,
          GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterRecord) before = roster_cache_get (cache, &roster_walkthrough_type, id, &local_error);
  g_autoptr (RosterRecord) after = NULL;
  g_autoptr (RosterEdit) edit = NULL;

  if (before == NULL)
    {
      gboolean gone = local_error == NULL;

      if (!gone)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return gone;
    }

  after = without_refused (before, blobs, error);
  if (after == NULL)
    return FALSE;

  edit = roster_edit_new (ROSTER_CAUSE_EDIT, _("Remove refused photos"));
  roster_edit_update (edit, before, after);
  return roster_cache_apply (cache, edit, step, error);
}

/**
 * roster_waiting_photos_drop:
 * @record: the id of a Walkthrough
 * @step: (out): the step that undoes it; 0 where the walk-through did not name them any more
 *
 * Takes the refused photos out of the walk-through and gives up sending them, in the thread of the store that writes.
 * Undoing that sends them again.
 *
 * Returns: %FALSE with an error where the walk-through is signed or the cache does not work
 */
gboolean
roster_waiting_photos_drop (RosterCache  *cache,
                            const char   *record,
                            gint64       *step,
                            GError      **error)
{
  g_autoptr (GPtrArray) blobs = NULL;

  g_return_val_if_fail (cache != NULL, FALSE);
  g_return_val_if_fail (record != NULL && step != NULL, FALSE);

  *step = 0;
  blobs = roster_cache_list_blobs (cache, error);
  if (blobs == NULL || !take_out (cache, record, blobs, step, error))
    return FALSE;

  for (guint i = 0; i < blobs->len; i++)
    if (is_refused (blobs->pdata[i], record) && !roster_cache_drop_blob (cache, blobs->pdata[i], error))
      return FALSE;

  return TRUE;
}
