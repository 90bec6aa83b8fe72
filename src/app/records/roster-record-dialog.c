/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-account.h"
#include "roster-choice-field-row.h"
#include "roster-field-row.h"
#include "roster-toast.h"

struct _RosterRecordDialog
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *group;
  GtkButton *save;

  RosterContext *context;
  const RosterRecordType *type;
  /* The records as they were; NULL where a new one is made. */
  GPtrArray *records;
  GPtrArray *rows;
  GHashTable *touched;
  GtkWidget *add_tags;
  GtkWidget *remove_tags;
  RosterRecord *made;
};

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterRecordDialog, roster_record_dialog, ADW_TYPE_WINDOW)

static gboolean
is_bulk (RosterRecordDialog *self)
{
  return self->records != NULL && self->records->len > 1;
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterRecordDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 step = roster_store_apply_finish (ROSTER_STORE (source), result, &error);

  if (step < 0)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", TRUE);
      roster_toast_message (GTK_WIDGET (self->group), error->message);
      return;
    }

  g_signal_emit (self, signals[SAVED], 0, self->made, step);
  gtk_window_close (GTK_WINDOW (self));
}

static void
apply (RosterRecordDialog *self,
       RosterEdit         *edit)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", FALSE);
  roster_store_apply_async (roster_context_store (self->context), edit, NULL, applied_cb, g_object_ref (self));
}

static gpointer
find_account (RosterCache   *cache,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  const RosterRecordType *type = data;

  return roster_cache_account_for (cache, type->scope);
}

static void
create_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (RosterRecordDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *account = roster_store_finish (ROSTER_STORE (source), result, &error);
  g_autofree char *id = roster_store_new_id (ROSTER_STORE (source));
  g_autofree char *label = NULL;
  g_autoptr (RosterEdit) edit = NULL;
  g_autoptr (RosterRecord) record = NULL;

  if (account == NULL)
    {
      roster_toast_message (GTK_WIDGET (self->group),
                            error != NULL ? error->message
                                          : _("There is no account that this could go to; sync first."));
      return;
    }

  record = roster_record_new (self->type, id, account);
  for (guint i = 0; i < self->rows->len; i++)
    roster_record_set (record, roster_field_row_field (self->rows->pdata[i])->name,
                       roster_field_row_shown (self->rows->pdata[i]));
  roster_record_apply_defaults (record);
  if (!roster_record_check (record, &error))
    {
      roster_toast_message (GTK_WIDGET (self->group), error->message);
      return;
    }

  /* Translators: a step that can be undone: the kind of a record and its name. */
  label = g_strdup_printf (_("New %s: %s"), roster_record_type_label (self->type, FALSE), roster_record_title (record));
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_create (edit, record);
  g_set_object (&self->made, record);
  apply (self, edit);
}

static GVariant *
with_tags (GVariant *tags,
           GVariant *added,
           GVariant *removed)
{
  g_autoptr (GHashTable) result = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree const char **before = tags != NULL ? g_variant_get_strv (tags, NULL) : NULL;
  g_autofree const char **more = added != NULL ? g_variant_get_strv (added, NULL) : NULL;
  g_autofree const char **fewer = removed != NULL ? g_variant_get_strv (removed, NULL) : NULL;
  g_autofree const char **entries = NULL;

  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    g_hash_table_add (result, (gpointer) before[i]);
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    g_hash_table_add (result, (gpointer) more[i]);
  for (guint i = 0; fewer != NULL && fewer[i] != NULL; i++)
    g_hash_table_remove (result, fewer[i]);

  entries = (const char **) g_hash_table_get_keys_as_array (result, NULL);
  return entries[0] != NULL ? roster_value_new_set (entries) : NULL;
}

static RosterRecord *
changed_copy (RosterRecordDialog *self,
              RosterRecord       *record)
{
  RosterRecord *after = roster_record_copy (record);

  for (guint i = 0; i < self->rows->len; i++)
    {
      RosterFieldRow *row = self->rows->pdata[i];
      const char *name = roster_field_row_field (row)->name;

      if (!g_hash_table_contains (self->touched, row))
        continue;

      if (self->rows->pdata[i] == self->add_tags)
        roster_record_set (after, name,
                           with_tags (roster_record_value (after, name), roster_field_row_shown (row), NULL));
      else if (self->rows->pdata[i] == self->remove_tags)
        roster_record_set (after, name,
                           with_tags (roster_record_value (after, name), NULL, roster_field_row_shown (row)));
      else
        roster_record_set (after, name, roster_field_row_shown (row));
    }

  return after;
}

static char *
edit_label (RosterRecordDialog *self)
{
  guint n_records = self->records->len;

  if (!is_bulk (self))
    return g_strdup_printf (_("Edit %s"), roster_record_title (self->records->pdata[0]));

  /* Translators: a step that can be undone: how many records, and of what kind. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Edit %u of %s", "Edit %u of %s", n_records), n_records,
                          roster_record_type_label (self->type, TRUE));
}

static void
change_records (RosterRecordDialog *self)
{
  g_autofree char *label = edit_label (self);
  g_autoptr (RosterEdit) edit = roster_edit_new (is_bulk (self) ? ROSTER_CAUSE_BULK : ROSTER_CAUSE_EDIT, label);

  for (guint i = 0; i < self->records->len; i++)
    {
      g_autoptr (RosterRecord) after = changed_copy (self, self->records->pdata[i]);

      if (!roster_record_equal (self->records->pdata[i], after))
        roster_edit_update (edit, self->records->pdata[i], after);
    }

  if (roster_edit_size (edit) > 0)
    apply (self, edit);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
check_rows (RosterRecordDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      RosterFieldRow *row = self->rows->pdata[i];
      const RosterField *field = roster_field_row_field (row);

      roster_field_row_flush (row);
      if (self->records == NULL && field->fallback == NULL && roster_field_row_shown (row) == NULL)
        roster_field_row_take (row, NULL);
      if (roster_field_row_has_problem (row))
        {
          gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
          return FALSE;
        }
    }

  return TRUE;
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RosterRecordDialog *self = ROSTER_RECORD_DIALOG (widget);

  if (!check_rows (self))
    return;

  if (self->records != NULL)
    change_records (self);
  else
    roster_store_read_async (roster_context_store (self->context), find_account, (gpointer) self->type, NULL, g_free,
                             NULL, create_in_cb, g_object_ref (self));
}

static void
edited_cb (RosterFieldRow     *row,
           GVariant           *value,
           RosterRecordDialog *self)
{
  if (value != NULL || !is_bulk (self))
    g_hash_table_add (self->touched, row);
  else
    g_hash_table_remove (self->touched, row);
}

static GtkWidget *
add_row (RosterRecordDialog *self,
         const char         *field)
{
  GtkWidget *row = roster_field_row_new (
      self->context, roster_record_type_field (self->type, roster_record_type_find_field (self->type, field)));

  if (self->records != NULL && !is_bulk (self))
    roster_field_row_show (ROSTER_FIELD_ROW (row), roster_record_value (self->records->pdata[0], field));
  if (is_bulk (self) && ROSTER_IS_CHOICE_FIELD_ROW (row))
    roster_choice_field_row_set_none (ROSTER_CHOICE_FIELD_ROW (row), _("Unchanged"));
  g_signal_connect (row, "edited", G_CALLBACK (edited_cb), self);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->group, row);
  return row;
}

static void
add_rows (RosterRecordDialog *self,
          const char *const  *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    {
      const RosterField *field =
          roster_record_type_field (self->type, roster_record_type_find_field (self->type, fields[i]));

      if (is_bulk (self) && field->kind == ROSTER_KIND_SET)
        {
          self->add_tags = add_row (self, fields[i]);
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add_tags), _("Add tags"));
          self->remove_tags = add_row (self, fields[i]);
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->remove_tags), _("Remove tags"));
        }
      else
        {
          add_row (self, fields[i]);
        }
    }
}

static void
roster_record_dialog_dispose (GObject *object)
{
  RosterRecordDialog *self = ROSTER_RECORD_DIALOG (object);

  g_clear_object (&self->made);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_record_dialog_parent_class)->dispose (object);
}

static void
roster_record_dialog_finalize (GObject *object)
{
  RosterRecordDialog *self = ROSTER_RECORD_DIALOG (object);

  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->touched);

  G_OBJECT_CLASS (roster_record_dialog_parent_class)->finalize (object);
}

static void
roster_record_dialog_class_init (RosterRecordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_record_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_record_dialog_finalize;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, ROSTER_TYPE_RECORD, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-record-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterRecordDialog, group);
  gtk_widget_class_bind_template_child (widget_class, RosterRecordDialog, save);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
}

static void
roster_record_dialog_init (RosterRecordDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->touched = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static RosterRecordDialog *
dialog_new (GtkWindow              *parent,
            RosterContext          *context,
            const RosterRecordType *type,
            GPtrArray              *records)
{
  RosterRecordDialog *self = g_object_new (ROSTER_TYPE_RECORD_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  self->type = type;
  self->records = records != NULL ? g_ptr_array_ref (records) : NULL;
  return self;
}

/**
 * roster_record_dialog_new_create:
 * @fields: what is asked for, ended by %NULL
 *
 * Returns: (transfer none): a dialog that makes a new record
 */
RosterRecordDialog *
roster_record_dialog_new_create (GtkWindow              *parent,
                                 RosterContext          *context,
                                 const RosterRecordType *type,
                                 const char *const      *fields)
{
  RosterRecordDialog *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (fields != NULL, NULL);

  self = dialog_new (parent, context, type, NULL);
  /* Translators: the title of a window; %s is the kind of a record. */
  title = g_strdup_printf (_("New %s"), roster_record_type_label (type, FALSE));
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_button_set_label (self->save, _("C_reate"));
  add_rows (self, fields);
  return self;
}

/**
 * roster_record_dialog_new_edit:
 *
 * Returns: (transfer none): a dialog that changes one record
 */
RosterRecordDialog *
roster_record_dialog_new_edit (GtkWindow         *parent,
                               RosterContext     *context,
                               RosterRecord      *record,
                               const char *const *fields)
{
  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_RECORD (record), NULL);
  g_return_val_if_fail (fields != NULL, NULL);

  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  RosterRecordDialog *self;
  g_autofree char *title = NULL;

  g_ptr_array_add (records, g_object_ref (record));
  self = dialog_new (parent, context, roster_record_type (record), records);
  /* Translators: the title of a window; %s is the kind of a record. */
  title = g_strdup_printf (_("Edit %s"), roster_record_type_label (roster_record_type (record), FALSE));
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_button_set_label (self->save, _("_Save"));
  add_rows (self, fields);
  return self;
}

/**
 * roster_record_dialog_new_bulk:
 * @records: (element-type RosterRecord): two or more of one type
 *
 * Returns: (transfer none): a dialog that gives all of @records the values that are entered; rows that stay empty
 *   change nothing
 */
RosterRecordDialog *
roster_record_dialog_new_bulk (GtkWindow         *parent,
                               RosterContext     *context,
                               GPtrArray         *records,
                               const char *const *fields)
{
  RosterRecordDialog *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (records != NULL && records->len > 1, NULL);
  g_return_val_if_fail (fields != NULL, NULL);

  self = dialog_new (parent, context, roster_record_type (records->pdata[0]), records);
  title = edit_label (self);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_button_set_label (self->save, _("_Apply"));
  adw_preferences_group_set_description (self->group, _("What stays empty is not changed."));
  add_rows (self, fields);
  return self;
}
