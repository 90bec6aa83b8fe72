/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-export-window.h"

#include <glib/gi18n-lib.h>

#include "roster-export-job.h"

/* The formats for people, the most useful first; the others are for programs, which have rosterctl. */
static const RosterExportFormat formats[] = {
  ROSTER_EXPORT_XLSX,
  ROSTER_EXPORT_CSV,
  ROSTER_EXPORT_VCARD,
  ROSTER_EXPORT_ICS,
};

struct _RosterExportWindow
{
  AdwWindow parent_instance;

  GtkWidget *export_button;
  AdwComboRow *type;
  AdwComboRow *format;
  GtkWidget *groups;
  GtkSpinner *spinner;
  GtkLabel *error;

  RosterContext *context;
  GCancellable *cancellable;
  GArray *suitable;
};

G_DEFINE_FINAL_TYPE (RosterExportWindow, roster_export_window, ADW_TYPE_WINDOW)

enum
{
  EXPORTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const RosterRecordType *
chosen_type (RosterExportWindow *self)
{
  return roster_record_types[adw_combo_row_get_selected (self->type)];
}

static RosterExportFormat
chosen_format (RosterExportWindow *self)
{
  return g_array_index (self->suitable, RosterExportFormat, adw_combo_row_get_selected (self->format));
}

static void
set_busy (RosterExportWindow *self,
          gboolean            busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_sensitive (self->groups, !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.save", !busy);
}

static void
show_error (RosterExportWindow *self,
            const char         *message)
{
  gtk_label_set_label (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
}

/* Which formats there are depends on what is exported. */
static void
type_cb (RosterExportWindow *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  g_array_set_size (self->suitable, 0);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (roster_export_format_suits (formats[i], chosen_type (self)))
      {
        g_array_append_val (self->suitable, formats[i]);
        gtk_string_list_append (words, roster_export_format_to_words (formats[i]));
      }
  adw_combo_row_set_model (self->format, G_LIST_MODEL (words));
  show_error (self, NULL);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RosterExportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  int count = roster_export_finish (result, &error);
  g_autofree char *summary = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (count < 0)
    {
      show_error (self, error->message);
      return;
    }

  summary = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Exported %d record", "Exported %d records", count), count);
  g_signal_emit (self, signals[EXPORTED], 0, summary);
  gtk_window_close (GTK_WINDOW (self));
}

static void
chosen_cb (GtkNativeDialog    *dialog,
           int                 response,
           RosterExportWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      show_error (self, NULL);
      set_busy (self, TRUE);
      roster_export_async (self->context, chosen_format (self), chosen_type (self), NULL, file, self->cancellable,
                           exported_cb, g_object_ref (self));
    }

  g_object_unref (dialog);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterExportWindow *self = ROSTER_EXPORT_WINDOW (widget);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Export"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), NULL);
  g_autofree char *file = roster_export_file_name (roster_context_clock (self->context), chosen_format (self),
                                                   roster_record_type_label (chosen_type (self), TRUE));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
roster_export_window_dispose (GObject *object)
{
  g_cancellable_cancel (ROSTER_EXPORT_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (roster_export_window_parent_class)->dispose (object);
}

static void
roster_export_window_finalize (GObject *object)
{
  RosterExportWindow *self = ROSTER_EXPORT_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_array_unref (self->suitable);

  G_OBJECT_CLASS (roster_export_window_parent_class)->finalize (object);
}

static void
roster_export_window_class_init (RosterExportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_export_window_dispose;
  object_class->finalize = roster_export_window_finalize;

  /**
   * RosterExportWindow::exported:
   * @summary: what was done, in a sentence
   */
  signals[EXPORTED] = g_signal_new ("exported", ROSTER_TYPE_EXPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterExportWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, RosterExportWindow, type);
  gtk_widget_class_bind_template_child (widget_class, RosterExportWindow, format);
  gtk_widget_class_bind_template_child (widget_class, RosterExportWindow, groups);
  gtk_widget_class_bind_template_child (widget_class, RosterExportWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterExportWindow, error);
  gtk_widget_class_bind_template_callback (widget_class, type_cb);
  gtk_widget_class_install_action (widget_class, "export.save", NULL, save_action);
}

static void
roster_export_window_init (RosterExportWindow *self)
{
  g_autoptr (GtkStringList) types = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  self->suitable = g_array_new (FALSE, FALSE, sizeof (RosterExportFormat));
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    gtk_string_list_append (types, roster_record_type_label (roster_record_types[i], TRUE));
  adw_combo_row_set_model (self->type, G_LIST_MODEL (types));
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    if (roster_record_types[i] == &roster_streamer_type)
      adw_combo_row_set_selected (self->type, i);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->export_button);
}

/**
 * roster_export_window_new:
 * @parent: the window it belongs to
 *
 * Returns: (transfer floating): a window that writes the records of a type to a file
 */
GtkWidget *
roster_export_window_new (GtkWindow     *parent,
                          RosterContext *context)
{
  RosterExportWindow *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_EXPORT_WINDOW, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
