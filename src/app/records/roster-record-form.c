/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-field-row.h"
#include "roster-toast.h"

struct _RosterRecordForm
{
  AdwBin parent_instance;

  RosterContext *context;
  const RosterRecordType *type;
  RosterRecord *record;
  GPtrArray *rows;
  GPtrArray *unsaved;
  AdwPreferencesGroup *first_group;
};

G_DEFINE_FINAL_TYPE (RosterRecordForm, roster_record_form, ADW_TYPE_BIN)

/* A value that is on its way to the store, or that the store could not take. */
typedef struct
{
  RosterRecordForm *form;
  RosterRecord *before;
  const RosterField *field;
  GVariant *value;
  char *reason;
} Entered;

static void
entered_free (gpointer data)
{
  Entered *self = data;

  g_clear_object (&self->form);
  g_object_unref (self->before);
  g_clear_pointer (&self->value, g_variant_unref);
  g_free (self->reason);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entered, entered_free)

static Entered *
find_unsaved (RosterRecordForm  *self,
              RosterRecord      *record,
              const RosterField *field)
{
  for (guint i = 0; i < self->unsaved->len; i++)
    {
      Entered *entered = self->unsaved->pdata[i];

      if (entered->field == field && strcmp (roster_record_id (entered->before), roster_record_id (record)) == 0)
        return entered;
    }

  return NULL;
}

static void
forget_unsaved (RosterRecordForm  *self,
                RosterRecord      *record,
                const RosterField *field)
{
  g_ptr_array_remove (self->unsaved, find_unsaved (self, record, field));
}

/* What could not be saved stands in its row until it is saved or a person gives it up. */
static void
show_row (RosterRecordForm *self,
          RosterFieldRow   *row)
{
  const RosterField *field = roster_field_row_field (row);
  GVariant *value = roster_record_value (self->record, field->name);
  Entered *unsaved = find_unsaved (self, self->record, field);

  if (unsaved != NULL && roster_value_equal (unsaved->value, value))
    {
      forget_unsaved (self, self->record, field);
      unsaved = NULL;
    }

  roster_field_row_show (row, unsaved != NULL ? unsaved->value : value);
  roster_field_row_set_unsaved (row, unsaved != NULL ? unsaved->reason : NULL);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Entered) entered = user_data;
  g_autoptr (RosterRecordForm) self = g_steal_pointer (&entered->form);
  g_autoptr (GError) error = NULL;
  const RosterField *field = entered->field;
  RosterFieldRow *row;
  gboolean is_shown;

  if (self->record == NULL)
    return;

  row = ROSTER_FIELD_ROW (roster_record_form_row (self, field->name));
  is_shown = strcmp (roster_record_id (self->record), roster_record_id (entered->before)) == 0;
  forget_unsaved (self, entered->before, field);
  if (roster_store_apply_finish (ROSTER_STORE (source), result, &error) >= 0)
    {
      if (is_shown)
        roster_field_row_set_unsaved (row, NULL);
      return;
    }

  roster_toast_message (GTK_WIDGET (self), error->message);
  entered->reason = g_strdup (error->message);
  g_ptr_array_add (self->unsaved, g_steal_pointer (&entered));
  if (is_shown)
    show_row (self, row);
}

/* Only the one field differs between before and after, so what the office changed in others meanwhile stays. */
static void
edited_cb (RosterRecordForm *self,
           GVariant         *value,
           RosterFieldRow   *row)
{
  const RosterField *field = roster_field_row_field (row);
  g_autoptr (RosterRecord) after = roster_record_copy (self->record);
  g_autoptr (RosterEdit) edit = NULL;
  Entered *entered = g_new0 (Entered, 1);
  /* Translators: a step that can be undone: a field's name, and the name of a streamer or product. */
  g_autofree char *label =
      g_strdup_printf (_("%s of %s"), roster_field_label (field), roster_record_title (self->record));

  entered->form = g_object_ref (self);
  entered->before = g_object_ref (self->record);
  entered->field = field;
  entered->value = value != NULL ? g_variant_ref (value) : NULL;
  roster_record_set (after, field->name, value);
  edit = roster_edit_new (ROSTER_CAUSE_EDIT, label);
  roster_edit_update (edit, self->record, after);
  roster_store_apply_async (roster_context_store (self->context), edit, NULL, saved_cb, entered);
}

static void
reverted_cb (RosterRecordForm *self,
             RosterFieldRow   *row)
{
  forget_unsaved (self, self->record, roster_field_row_field (row));
  show_row (self, row);
}

static GtkWidget *
make_group (RosterRecordForm      *self,
            const RosterFormGroup *group)
{
  GtkWidget *widget = adw_preferences_group_new ();

  if (self->first_group == NULL)
    self->first_group = ADW_PREFERENCES_GROUP (widget);
  if (group->title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), g_dgettext (GETTEXT_PACKAGE, group->title));

  for (guint i = 0; group->fields[i] != NULL; i++)
    {
      int index = roster_record_type_find_field (self->type, group->fields[i]);
      GtkWidget *row = roster_field_row_new (self->context, roster_record_type_field (self->type, index));

      g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "reverted", G_CALLBACK (reverted_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), row);
    }

  return widget;
}

static void
roster_record_form_dispose (GObject *object)
{
  RosterRecordForm *self = ROSTER_RECORD_FORM (object);

  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_record_form_parent_class)->dispose (object);
}

static void
roster_record_form_finalize (GObject *object)
{
  RosterRecordForm *self = ROSTER_RECORD_FORM (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->unsaved);

  G_OBJECT_CLASS (roster_record_form_parent_class)->finalize (object);
}

static void
roster_record_form_class_init (RosterRecordFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_record_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_record_form_finalize;
}

static void
roster_record_form_init (RosterRecordForm *self)
{
  self->rows = g_ptr_array_new ();
  self->unsaved = g_ptr_array_new_with_free_func (entered_free);
}

/**
 * roster_record_form_new:
 * @groups: ended by one without fields
 *
 * Returns: (transfer floating): a form that shows no record yet
 */
GtkWidget *
roster_record_form_new (RosterContext          *context,
                        const RosterRecordType *type,
                        const RosterFormGroup  *groups)
{
  RosterRecordForm *self;
  GtkWidget *box;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (groups != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_RECORD_FORM, NULL);
  self->context = g_object_ref (context);
  self->type = type;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  for (guint i = 0; groups[i].fields != NULL; i++)
    gtk_box_append (GTK_BOX (box), make_group (self, &groups[i]));
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

/**
 * roster_record_form_show:
 * @watch: the record and how it stands; what it has nothing to say about is left alone
 */
void
roster_record_form_show (RosterRecordForm  *self,
                         RosterRecordWatch *watch)
{
  g_return_if_fail (ROSTER_IS_RECORD_FORM (self));
  g_return_if_fail (ROSTER_IS_RECORD_WATCH (watch));

  RosterRecord *record = roster_record_watch_record (watch);

  if (record == NULL)
    return;

  g_set_object (&self->record, record);
  for (guint i = 0; i < self->rows->len; i++)
    {
      RosterFieldRow *row = self->rows->pdata[i];
      const char *name = roster_field_row_field (row)->name;

      show_row (self, row);
      roster_field_row_set_mark (row, roster_record_watch_mark (watch, name));
      gtk_widget_set_sensitive (GTK_WIDGET (row), !roster_record_watch_read_only (watch));
    }
}

/**
 * roster_record_form_flush:
 *
 * Takes what is being typed, before another record is shown.
 */
void
roster_record_form_flush (RosterRecordForm *self)
{
  g_return_if_fail (ROSTER_IS_RECORD_FORM (self));

  if (self->record == NULL)
    return;

  for (guint i = 0; i < self->rows->len; i++)
    roster_field_row_flush (self->rows->pdata[i]);
}

/**
 * roster_record_form_set_suffix:
 * @suffix: stands at the end of the first group's title
 */
void
roster_record_form_set_suffix (RosterRecordForm *self,
                               GtkWidget        *suffix)
{
  g_return_if_fail (ROSTER_IS_RECORD_FORM (self));
  g_return_if_fail (GTK_IS_WIDGET (suffix));

  adw_preferences_group_set_header_suffix (self->first_group, suffix);
}

/**
 * roster_record_form_row:
 *
 * Returns: (transfer none) (nullable): the row of @field
 */
GtkWidget *
roster_record_form_row (RosterRecordForm *self,
                        const char       *field)
{
  g_return_val_if_fail (ROSTER_IS_RECORD_FORM (self), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (roster_field_row_field (self->rows->pdata[i])->name, field))
      return self->rows->pdata[i];

  return NULL;
}
