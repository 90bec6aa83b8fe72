/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-changes-page.h"

#include <glib/gi18n-lib.h>

#include "roster-change-group.h"
#include "roster-change-row.h"
#include "roster-changes-reading.h"
#include "roster-clash-row.h"
#include "roster-export-job.h"
#include "roster-history-row.h"
#include "roster-refused-photos.h"
#include "roster-sync-card.h"
#include "roster-toast.h"
#include "roster-waiting-photos.h"

/* How many entries of each kind are shown at first, and how many more each time. */
#define SHOWN_AT_ONCE 100

struct _RosterChangesPage
{
  RosterPane parent_instance;

  AdwViewStack *stack;
  AdwViewStackPage *outbox_page;
  RosterSyncCard *sync;
  AdwStatusPage *empty;
  RosterChangeGroup *clashes;
  RosterChangeGroup *refused;
  RosterChangeGroup *sending;
  RosterChangeGroup *waiting;
  RosterWaitingPhotos *photos;
  GtkWidget *no_history;
  RosterChangeGroup *history;

  GCancellable *cancellable;
  guint limit;
  gboolean reading;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (RosterChangesPage, roster_changes_page, ROSTER_TYPE_PANE)

static void read_changes (RosterChangesPage *self);

static RosterStore *
store (RosterChangesPage *self)
{
  return roster_context_store (roster_pane_context (ROSTER_PANE (self)));
}

static RosterCoordinator *
coordinator (RosterChangesPage *self)
{
  return roster_context_coordinator (roster_pane_context (ROSTER_PANE (self)));
}

static const char *
why_waiting (RosterCoordinatorState state)
{
  switch (state)
    {
    case ROSTER_COORDINATOR_ALONE:
      return _("You are not signed in to an office yet. These go with the first sync.");
    case ROSTER_COORDINATOR_SIGNED_OUT:
      return _("These go when you have signed in again.");
    case ROSTER_COORDINATOR_IDLE:
    case ROSTER_COORDINATOR_SYNCING:
      return _("These go with the next sync.");
    case ROSTER_COORDINATOR_OFFLINE:
      return _("The office cannot be reached. These go by themselves when it can.");
    case ROSTER_COORDINATOR_FAILED:
      return _("The last sync failed. These go with the next one.");
    }

  g_return_val_if_reached (NULL);
}

static void
explain_waiting (RosterChangesPage *self)
{
  RosterCoordinatorState state = roster_coordinator_state (coordinator (self));

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->waiting), why_waiting (state));
  if (state == ROSTER_COORDINATOR_ALONE)
    adw_status_page_set_title (self->empty, _("Nothing Has Been Changed"));
  else
    adw_status_page_set_title (self->empty, _("Everything Is with the Office"));
}

static void
show_reading (RosterChangesPage    *self,
              RosterChangesReading *reading)
{
  const RosterOutboxCounts *counts = &reading->counts;
  guint attention = roster_outbox_attention (counts);

  roster_change_group_show (self->clashes, reading->clashes, reading->clashes->len >= self->limit);
  roster_change_group_show (self->refused, reading->refused, counts->refused > reading->refused->len);
  roster_change_group_show (self->sending, reading->sending, counts->sending > reading->sending->len);
  roster_change_group_show (self->waiting, reading->waiting, counts->waiting > reading->waiting->len);
  roster_waiting_photos_show (self->photos, reading->photos);
  roster_change_group_show (self->history, reading->steps, reading->n_steps >= self->limit);

  gtk_widget_set_visible (GTK_WIDGET (self->empty), roster_outbox_total (counts) == 0);
  gtk_widget_set_visible (self->no_history, reading->steps->len == 0);
  adw_view_stack_page_set_badge_number (self->outbox_page, attention);
  adw_view_stack_page_set_needs_attention (self->outbox_page, attention > 0);
}

static gpointer
read_in_thread (RosterCache   *cache,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return roster_changes_reading_new (cache, GPOINTER_TO_UINT (data), error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RosterChangesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterChangesReading) reading = roster_store_finish (ROSTER_STORE (source), result, &error);

  self->reading = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (reading != NULL)
    show_reading (self, reading);
  else
    roster_toast_message (GTK_WIDGET (self), error->message);

  if (self->stale)
    read_changes (self);
}

/* One reading at a time; what changes meanwhile is read after it. */
static void
read_changes (RosterChangesPage *self)
{
  self->stale = self->reading;
  if (self->reading)
    return;

  self->reading = TRUE;
  roster_store_read_async (store (self), read_in_thread, GUINT_TO_POINTER (self->limit), NULL,
                           (GDestroyNotify) roster_changes_reading_free, self->cancellable, read_cb,
                           g_object_ref (self));
}

/* What a person does with an entry: one write, answered by a toast that takes it back. */

typedef struct
{
  const RosterRecordType *type;
  char *id;
  gint64 number;
  RosterSide side;
} Deed;

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_free (deed->id);
  g_free (deed);
}

static Deed *
deed_for_record (GVariant *parameter)
{
  Deed *deed = g_new0 (Deed, 1);
  const char *type;

  g_variant_get (parameter, "(&ss)", &type, &deed->id);
  deed->type = roster_record_type_find (type);
  return deed;
}

static gint64 *
last_step (RosterCache *cache)
{
  gint64 step = roster_cache_next_undo (cache);

  return g_memdup2 (&step, sizeof step);
}

static gpointer
drop_in_thread (RosterCache   *cache,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  Deed *deed = data;

  return roster_cache_drop_pending (cache, deed->type, deed->id, error) ? last_step (cache) : NULL;
}

static gpointer
retry_in_thread (RosterCache   *cache,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  Deed *deed = data;

  return roster_cache_retry_pending (cache, deed->type, deed->id, error) ? last_step (cache) : NULL;
}

static gpointer
resolve_in_thread (RosterCache   *cache,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  Deed *deed = data;

  return roster_cache_resolve_conflict (cache, deed->number, deed->side, error) ? last_step (cache) : NULL;
}

static void
finish_deed (RosterChangesPage *self,
             GObject           *source,
             GAsyncResult      *result,
             const char        *done)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *step = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (step != NULL && *step > 0)
    roster_toast_undoable (GTK_WIDGET (self), done, *step);
  else if (step == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    roster_toast_message (GTK_WIDGET (self), error->message);
}

static void
dropped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterChangesPage) self = user_data;

  finish_deed (self, source, result, _("Change dropped"));
}

static void
resolved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RosterChangesPage) self = user_data;

  finish_deed (self, source, result, _("Conflict settled"));
}

static void
retried_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterChangesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *step = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (step != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.sync", NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    roster_toast_message (GTK_WIDGET (self), error->message);
}

static void
drop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterChangesPage *self = ROSTER_CHANGES_PAGE (widget);

  roster_store_write_async (store (self), drop_in_thread, deed_for_record (parameter), deed_free, g_free,
                            self->cancellable, dropped_cb, g_object_ref (self));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RosterChangesPage *self = ROSTER_CHANGES_PAGE (widget);

  roster_store_write_async (store (self), retry_in_thread, deed_for_record (parameter), deed_free, g_free,
                            self->cancellable, retried_cb, g_object_ref (self));
}

static void
take_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterChangesPage *self = ROSTER_CHANGES_PAGE (widget);
  Deed *deed = g_new0 (Deed, 1);
  gboolean mine;

  g_variant_get (parameter, "(xb)", &deed->number, &mine);
  deed->side = mine ? ROSTER_SIDE_MINE : ROSTER_SIDE_THEIRS;
  roster_store_write_async (store (self), resolve_in_thread, deed, deed_free, g_free, self->cancellable, resolved_cb,
                            g_object_ref (self));
}

/* Photos that the office refused. */

static gpointer
retry_photos_in_thread (RosterCache   *cache,
                        gpointer       data,
                        GCancellable  *cancellable,
                        GError       **error)
{
  return roster_cache_retry_blobs (cache, data, error) >= 0 ? last_step (cache) : NULL;
}

typedef struct
{
  gint64 step;
  RosterRefusedPhotosFate fate;
} Dropped;

static gpointer
drop_photos_in_thread (RosterCache   *cache,
                       gpointer       data,
                       GCancellable  *cancellable,
                       GError       **error)
{
  Dropped dropped;

  return roster_refused_photos_drop (cache, data, &dropped.step, &dropped.fate, error)
             ? g_memdup2 (&dropped, sizeof dropped)
             : NULL;
}

static void
photos_dropped_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (RosterChangesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree Dropped *dropped = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (dropped == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    roster_toast_message (GTK_WIDGET (self), error->message);
  else if (dropped != NULL && dropped->fate == ROSTER_PHOTOS_KEPT_HERE)
    roster_toast_message (GTK_WIDGET (self),
                          _("The walk-through is signed and keeps its photos; they stay on this computer"));
  else if (dropped != NULL && dropped->step > 0)
    roster_toast_undoable (GTK_WIDGET (self), _("Photos removed"), dropped->step);
}

static void
retry_photos_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  RosterChangesPage *self = ROSTER_CHANGES_PAGE (widget);

  roster_store_write_async (store (self), retry_photos_in_thread, g_variant_dup_string (parameter, NULL), g_free,
                            g_free, self->cancellable, retried_cb, g_object_ref (self));
}

static void
drop_photos_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  RosterChangesPage *self = ROSTER_CHANGES_PAGE (widget);

  roster_store_write_async (store (self), drop_photos_in_thread, g_variant_dup_string (parameter, NULL), g_free,
                            g_free, self->cancellable, photos_dropped_cb, g_object_ref (self));
}

/* Photos that the office does not take can be carried elsewhere as files. */

typedef struct
{
  char *record;
  GFile *folder;
} Carrying;

static void
carrying_free (gpointer data)
{
  Carrying *carrying = data;

  g_free (carrying->record);
  g_clear_object (&carrying->folder);
  g_free (carrying);
}

static gpointer
export_photos_in_thread (RosterCache   *cache,
                         gpointer       data,
                         GCancellable  *cancellable,
                         GError       **error)
{
  Carrying *carrying = data;
  int n_there = roster_refused_photos_export (cache, carrying->record, carrying->folder, error);

  return n_there >= 0 ? g_memdup2 (&n_there, sizeof n_there) : NULL;
}

static void
photos_exported_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (RosterChangesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree int *n_there = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (n_there != NULL)
    roster_toast_message (GTK_WIDGET (self), _("Exported"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    roster_toast_message (GTK_WIDGET (self), error->message);
}

static void
photos_folder_chosen_cb (GtkNativeDialog   *dialog,
                         int                response,
                         RosterChangesPage *self)
{
  Carrying *carrying = g_object_steal_data (G_OBJECT (dialog), "carrying");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      carrying->folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      roster_store_read_async (store (self), export_photos_in_thread, carrying, carrying_free, g_free,
                               self->cancellable, photos_exported_cb, g_object_ref (self));
    }
  else
    carrying_free (carrying);

  g_object_unref (dialog);
}

static void
export_photos_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_("Export Photos"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Export"), NULL);
  Carrying *carrying = g_new0 (Carrying, 1);

  carrying->record = g_variant_dup_string (parameter, NULL);
  g_object_set_data_full (G_OBJECT (dialog), "carrying", carrying, carrying_free);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (photos_folder_chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* A change that the office does not take can be carried elsewhere as a table. */

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RosterChangesPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (roster_export_finish (result, &error) >= 0)
    roster_toast_message (GTK_WIDGET (self), _("Exported"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    roster_toast_message (GTK_WIDGET (self), error->message);
}

static void
export_chosen_cb (GtkNativeDialog   *dialog,
                  int                response,
                  RosterChangesPage *self)
{
  Deed *deed = g_object_get_data (G_OBJECT (dialog), "deed");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      roster_export_async (roster_pane_context (ROSTER_PANE (self)), ROSTER_EXPORT_CSV, deed->type, deed->id, file,
                           self->cancellable, exported_cb, g_object_ref (self));
    }

  g_object_unref (dialog);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RosterChangesPage *self = ROSTER_CHANGES_PAGE (widget);
  Deed *deed = deed_for_record (parameter);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_("Export"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), NULL);
  g_autofree char *file = roster_export_file_name (roster_context_clock (roster_pane_context (ROSTER_PANE (self))),
                                                   ROSTER_EXPORT_CSV, roster_record_type_label (deed->type, FALSE));

  g_object_set_data_full (G_OBJECT (dialog), "deed", deed, deed_free);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (export_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
show_more_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  RosterChangesPage *self = ROSTER_CHANGES_PAGE (widget);

  self->limit += SHOWN_AT_ONCE;
  read_changes (self);
}

static void
roster_changes_page_constructed (GObject *object)
{
  RosterChangesPage *self = ROSTER_CHANGES_PAGE (object);
  RosterClock *clock = roster_context_clock (roster_pane_context (ROSTER_PANE (self)));

  G_OBJECT_CLASS (roster_changes_page_parent_class)->constructed (object);

  roster_sync_card_set_context (self->sync, roster_pane_context (ROSTER_PANE (self)));
  g_signal_connect_object (coordinator (self), "notify::state", G_CALLBACK (explain_waiting), self, G_CONNECT_SWAPPED);
  explain_waiting (self);
  roster_change_group_set_up (self->clashes, (RosterChangeRowFunc) roster_clash_row_new,
                              (GEqualFunc) roster_clash_equal, clock);
  roster_change_group_set_up (self->refused, (RosterChangeRowFunc) roster_change_row_new,
                              (GEqualFunc) roster_change_equal, clock);
  roster_change_group_set_up (self->sending, (RosterChangeRowFunc) roster_change_row_new,
                              (GEqualFunc) roster_change_equal, clock);
  roster_change_group_set_up (self->waiting, (RosterChangeRowFunc) roster_change_row_new,
                              (GEqualFunc) roster_change_equal, clock);
  roster_change_group_set_up (self->history, (RosterChangeRowFunc) roster_history_row_new,
                              (GEqualFunc) roster_history_item_equal, clock);

  g_signal_connect_object (store (self), "outbox-changed", G_CALLBACK (read_changes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store (self), "step-recorded", G_CALLBACK (read_changes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store (self), "changed", G_CALLBACK (read_changes), self, G_CONNECT_SWAPPED);
  read_changes (self);
}

static void
roster_changes_page_dispose (GObject *object)
{
  RosterChangesPage *self = ROSTER_CHANGES_PAGE (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (roster_changes_page_parent_class)->dispose (object);
}

static void
roster_changes_page_finalize (GObject *object)
{
  g_clear_object (&ROSTER_CHANGES_PAGE (object)->cancellable);

  G_OBJECT_CLASS (roster_changes_page_parent_class)->finalize (object);
}

static void
roster_changes_page_class_init (RosterChangesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_changes_page_constructed;
  object_class->dispose = roster_changes_page_dispose;
  object_class->finalize = roster_changes_page_finalize;

  g_type_ensure (ROSTER_TYPE_CHANGE_GROUP);
  g_type_ensure (ROSTER_TYPE_SYNC_CARD);
  g_type_ensure (ROSTER_TYPE_WAITING_PHOTOS);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-changes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterChangesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesPage, outbox_page);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesPage, sync);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesPage, clashes);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesPage, refused);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesPage, sending);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesPage, photos);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesPage, no_history);
  gtk_widget_class_bind_template_child (widget_class, RosterChangesPage, history);

  gtk_widget_class_install_action (widget_class, "changes.drop", "(ss)", drop_action);
  gtk_widget_class_install_action (widget_class, "changes.export", "(ss)", export_action);
  gtk_widget_class_install_action (widget_class, "changes.retry", "(ss)", retry_action);
  gtk_widget_class_install_action (widget_class, "changes.retry-photos", "s", retry_photos_action);
  gtk_widget_class_install_action (widget_class, "changes.export-photos", "s", export_photos_action);
  gtk_widget_class_install_action (widget_class, "changes.drop-photos", "s", drop_photos_action);
  gtk_widget_class_install_action (widget_class, "changes.take", "(xb)", take_action);
  gtk_widget_class_install_action (widget_class, "changes.show-more", NULL, show_more_action);
}

static void
roster_changes_page_init (RosterChangesPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->limit = SHOWN_AT_ONCE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_changes_page_show_history:
 *
 * Turns to the steps of the journal.
 */
void
roster_changes_page_show_history (RosterChangesPage *self)
{
  g_return_if_fail (ROSTER_IS_CHANGES_PAGE (self));

  adw_view_stack_set_visible_child_name (self->stack, "history");
}
