/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reference-field-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-database.h"

/* How many records the search offers at once. */
#define OFFERED 20

/* Another record, shown by its title and chosen through the search. */
struct _RosterReferenceFieldRow
{
  AdwActionRow parent_instance;

  GtkMenuButton *button;
  GtkLabel *target;
  GtkSearchEntry *search;
  GtkListBox *hits;

  GCancellable *reading;
  GCancellable *searching;
};

static void roster_reference_field_row_field_row_init (RosterFieldRowInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterReferenceFieldRow, roster_reference_field_row, ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (ROSTER_TYPE_FIELD_ROW, roster_reference_field_row_field_row_init))

static const RosterRecordType *
target_type (RosterReferenceFieldRow *self)
{
  return roster_record_type_find (roster_field_row_field (ROSTER_FIELD_ROW (self))->target);
}

static RosterStore *
store_of (RosterReferenceFieldRow *self)
{
  return roster_context_store (roster_field_row_context (ROSTER_FIELD_ROW (self)));
}

typedef struct
{
  const RosterRecordType *type;
  char *id;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->id);
  g_free (question);
}

static gpointer
read_title (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Question *question = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (RosterRecord) record = roster_cache_get (cache, question->type, question->id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  /* Translators: a record that is referred to but not in this cache. */
  return g_strdup (record != NULL ? roster_record_title (record) : _("Unknown"));
}

static void
title_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterReferenceFieldRow *self = user_data;

  if (title != NULL)
    gtk_label_set_label (self->target, title);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Cannot read a title: %s", error->message);
}

static void
show_value (RosterFieldRow *row,
            GVariant       *value)
{
  RosterReferenceFieldRow *self = ROSTER_REFERENCE_FIELD_ROW (row);
  Question *question;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  roster_field_label (roster_field_row_field (row)), -1);
  if (value == NULL)
    {
      gtk_label_set_label (self->target, C_("choice", "None"));
      return;
    }

  question = g_new0 (Question, 1);
  question->type = target_type (self);
  question->id = g_variant_dup_string (value, NULL);
  self->reading = g_cancellable_new ();
  roster_store_read_async (store_of (self), read_title, question, question_free, g_free, self->reading, title_cb, self);
}

static void
add_hit (RosterReferenceFieldRow *self,
         const char              *id,
         const char              *title)
{
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  gtk_list_box_append (self->hits, row);
}

static void
clear_hits (RosterReferenceFieldRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->hits))) != NULL)
    gtk_list_box_remove (self->hits, child);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = roster_store_search_finish (ROSTER_STORE (source), result, &error);
  RosterReferenceFieldRow *self = user_data;

  if (found == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot search: %s", error->message);
      return;
    }

  clear_hits (self);
  add_hit (self, "", C_("choice", "None"));
  for (guint i = 0; i < found->len; i++)
    {
      const RosterSearchResult *hit = found->pdata[i];

      add_hit (self, hit->id, hit->title);
    }
}

/* Before anything is typed: the first ones by title. */
static gpointer
read_first (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const RosterRecordType *type = data;
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_search_result_free);
  g_autofree char *sql =
      g_strdup_printf ("SELECT id, \"%s\" FROM \"%s\" ORDER BY 2 LIMIT %d", type->title, type->name, OFFERED);
  g_autoptr (RosterStatement) statement = roster_database_query (roster_cache_database (cache), error, sql, "");
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      RosterSearchResult *result = g_new0 (RosterSearchResult, 1);

      result->type = type;
      result->id = g_strdup (roster_statement_text (statement, 0));
      result->title = g_strdup (roster_statement_text (statement, 1));
      g_ptr_array_add (first, result);
    }

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&first) : NULL;
}

static void
search_cb (RosterReferenceFieldRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->searching = g_cancellable_new ();
  if (text[0] != '\0')
    roster_store_search_async (store_of (self), text, target_type (self), OFFERED, self->searching, found_cb, self);
  else
    roster_store_read_async (store_of (self), read_first, (gpointer) target_type (self), NULL,
                             (GDestroyNotify) g_ptr_array_unref, self->searching, found_cb, self);
}

static void
opened_cb (RosterReferenceFieldRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
hit_activated_cb (RosterReferenceFieldRow *self,
                  GtkListBoxRow           *hit)
{
  const char *id = g_object_get_data (G_OBJECT (hit), "id");

  gtk_menu_button_popdown (self->button);
  if (roster_field_row_take (ROSTER_FIELD_ROW (self), id[0] != '\0' ? g_variant_new_string (id) : NULL))
    show_value (ROSTER_FIELD_ROW (self), roster_field_row_shown (ROSTER_FIELD_ROW (self)));
}

static void
add_suffix (RosterFieldRow *row,
            GtkWidget      *suffix)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
}

static void
roster_reference_field_row_field_row_init (RosterFieldRowInterface *iface)
{
  iface->show_value = show_value;
  iface->add_suffix = add_suffix;
}

static void
roster_reference_field_row_dispose (GObject *object)
{
  RosterReferenceFieldRow *self = ROSTER_REFERENCE_FIELD_ROW (object);

  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->reading);
  g_clear_object (&self->searching);

  G_OBJECT_CLASS (roster_reference_field_row_parent_class)->dispose (object);
}

static void
roster_reference_field_row_class_init (RosterReferenceFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_reference_field_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-reference-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterReferenceFieldRow, button);
  gtk_widget_class_bind_template_child (widget_class, RosterReferenceFieldRow, target);
  gtk_widget_class_bind_template_child (widget_class, RosterReferenceFieldRow, search);
  gtk_widget_class_bind_template_child (widget_class, RosterReferenceFieldRow, hits);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_activated_cb);
}

static void
roster_reference_field_row_init (RosterReferenceFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
