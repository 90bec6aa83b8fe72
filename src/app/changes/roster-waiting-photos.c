/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-waiting-photos.h"

#include <glib/gi18n-lib.h>

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
  add_button (buttons, _("_Try Again"), "changes.retry-photos", g_variant_new_string (batch->first->record));
  add_button (buttons, _("_Export…"), "changes.export-photos", g_variant_new_string (batch->first->record));
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
