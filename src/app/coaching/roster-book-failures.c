/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-book-failures.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "roster-coaching-entry.h"
#include "roster-coaching-words.h"

#define MAX_ROWS 12

struct _RosterBookFailures
{
  GtkBox parent_instance;

  GtkDropDown *checklist;
  GtkStack *stack;
  AdwPreferencesGroup *group;

  RosterContext *context;
  GCancellable *cancellable;
  GPtrArray *names;
  GPtrArray *rows;
};

/* What was read: the checklists' names, and the tallies of one of them. */
typedef struct
{
  GPtrArray *names;
  GPtrArray *words;
  GPtrArray *tallies;
  guint chosen;
} Reading;

G_DEFINE_FINAL_TYPE (RosterBookFailures, roster_book_failures, GTK_TYPE_BOX)

static void read_again (RosterBookFailures *self);

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->names, g_ptr_array_unref);
  g_clear_pointer (&reading->words, g_ptr_array_unref);
  g_clear_pointer (&reading->tallies, g_ptr_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
take_names (Reading      *reading,
            RosterCache  *cache,
            GError      **error)
{
  g_autoptr (GPtrArray) checklists = roster_cache_list (cache, &roster_checklist_type, error);

  reading->names = g_ptr_array_new_with_free_func (g_free);
  reading->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; checklists != NULL && i < checklists->len; i++)
    if (g_strcmp0 (roster_record_text (checklists->pdata[i], "state"), "published") == 0)
      {
        g_ptr_array_add (reading->names, g_strdup (roster_record_text (checklists->pdata[i], "name")));
        g_ptr_array_add (reading->words, g_strdup (roster_coaching_checklist_name (checklists->pdata[i])));
      }

  return checklists != NULL;
}

static guint
count_of (GHashTable *counts,
          const char *checklist)
{
  return checklist != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (counts, checklist)) : 0;
}

/* Until somebody chooses, the checklist that says most: the one that was used most. */
static gboolean
choose_most_used (Reading      *reading,
                  RosterCache  *cache,
                  GError      **error)
{
  g_autoptr (GPtrArray) walks = roster_cache_list (cache, &roster_walkthrough_type, error);
  g_autoptr (GPtrArray) checklists = walks != NULL ? roster_cache_list (cache, &roster_checklist_type, error) : NULL;
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  if (checklists == NULL)
    return FALSE;

  for (guint i = 0; i < checklists->len; i++)
    g_hash_table_insert (names, (gpointer) roster_record_id (checklists->pdata[i]),
                         (gpointer) roster_record_text (checklists->pdata[i], "name"));
  for (guint i = 0; i < walks->len; i++)
    {
      const char *id = roster_record_text (walks->pdata[i], "checklist");
      const char *name = id != NULL ? g_hash_table_lookup (names, id) : NULL;

      if (name != NULL && roster_record_has (walks->pdata[i], "result"))
        g_hash_table_insert (counts, (gpointer) name, GUINT_TO_POINTER (count_of (counts, name) + 1));
    }
  for (guint i = 1; i < reading->names->len; i++)
    if (count_of (counts, reading->names->pdata[i]) > count_of (counts, reading->names->pdata[reading->chosen]))
      reading->chosen = i;

  return TRUE;
}

static gpointer
read_func (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (Reading) reading = g_new0 (Reading, 1);
  const char *name = data;

  if (!take_names (reading, cache, error))
    return NULL;

  if (name == NULL && !choose_most_used (reading, cache, error))
    return NULL;
  if (name == NULL && reading->names->len > 0)
    name = reading->names->pdata[reading->chosen];
  else if (name != NULL && !g_ptr_array_find_with_equal_func (reading->names, name, g_str_equal, &reading->chosen))
    reading->chosen = GTK_INVALID_LIST_POSITION;
  reading->tallies = name != NULL ? roster_coaching_tallies_read (cache, name, error) : g_ptr_array_new ();
  return reading->tallies != NULL ? g_steal_pointer (&reading) : NULL;
}

static void
show_tallies (RosterBookFailures *self,
              GPtrArray          *tallies)
{
  guint n_rows = 0;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < tallies->len && n_rows < MAX_ROWS; i++)
    {
      const RosterItemTally *tally = tallies->pdata[i];
      GtkWidget *row, *bar;
      g_autofree char *words = NULL;

      if (tally->n_failed == 0)
        continue;

      row = adw_action_row_new ();
      bar = gtk_level_bar_new ();
      /* Translators: how many streamers failed an item, of how many. */
      words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "failed with %u of %u streamer",
                                            "failed with %u of %u streamers", tally->n_answered),
                               tally->n_failed, tally->n_answered);
      gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), (double) tally->n_failed / tally->n_answered);
      gtk_widget_set_size_request (bar, 90, -1);
      gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (bar, "failures");
      gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), roster_words_in (&tally->text, NULL));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), bar);
      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
      n_rows++;
    }
  gtk_stack_set_visible_child_name (self->stack, n_rows > 0 ? "items" : "none");
}

static void
chosen_cb (RosterBookFailures *self)
{
  if (self->context != NULL)
    read_again (self);
}

static gboolean
same_names (GPtrArray *a,
            GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_strcmp0 (a->pdata[i], b->pdata[i]) != 0)
      return FALSE;

  return TRUE;
}

static void
show_names (RosterBookFailures *self,
            Reading            *reading)
{
  GtkStringList *list;

  if (same_names (self->names, reading->names))
    return;

  list = gtk_string_list_new (NULL);
  for (guint i = 0; i < reading->words->len; i++)
    gtk_string_list_append (list, reading->words->pdata[i]);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  self->names = g_ptr_array_ref (reading->names);
  g_signal_handlers_block_by_func (self->checklist, chosen_cb, self);
  gtk_drop_down_set_model (self->checklist, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->checklist, reading->chosen);
  g_signal_handlers_unblock_by_func (self->checklist, chosen_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self->checklist), self->names->len > 0);
  g_object_unref (list);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Reading) reading = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterBookFailures *self = user_data;

  if (reading == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot read what fails most: %s", error->message);
      return;
    }

  show_names (self, reading);
  show_tallies (self, reading->tallies);
}

/* Many walk-throughs are read for it: only while somebody looks. */
static void
read_again (RosterBookFailures *self)
{
  guint selected = gtk_drop_down_get_selected (self->checklist);
  const char *name = self->names != NULL && selected < self->names->len ? self->names->pdata[selected] : NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->cancellable = g_cancellable_new ();
  roster_store_read_async (roster_context_store (self->context), read_func, g_strdup (name), g_free, reading_free,
                           self->cancellable, read_cb, self);
}

static void
store_changed_cb (RosterBookFailures *self,
                  GPtrArray          *keys)
{
  for (guint i = 0; i < keys->len; i++)
    if (((RosterRecordKey *) keys->pdata[i])->type == &roster_walkthrough_type ||
        ((RosterRecordKey *) keys->pdata[i])->type == &roster_checklist_type)
      {
        read_again (self);
        return;
      }
}

static void
roster_book_failures_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (roster_book_failures_parent_class)->map (widget);

  read_again (ROSTER_BOOK_FAILURES (widget));
}

static void
roster_book_failures_dispose (GObject *object)
{
  RosterBookFailures *self = ROSTER_BOOK_FAILURES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_book_failures_parent_class)->dispose (object);
}

static void
roster_book_failures_finalize (GObject *object)
{
  RosterBookFailures *self = ROSTER_BOOK_FAILURES (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->names, g_ptr_array_unref);

  G_OBJECT_CLASS (roster_book_failures_parent_class)->finalize (object);
}

static void
roster_book_failures_class_init (RosterBookFailuresClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_book_failures_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_book_failures_finalize;
  widget_class->map = roster_book_failures_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-book-failures.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterBookFailures, checklist);
  gtk_widget_class_bind_template_child (widget_class, RosterBookFailures, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterBookFailures, group);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
roster_book_failures_init (RosterBookFailures *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
roster_book_failures_new (RosterContext *context)
{
  RosterBookFailures *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_BOOK_FAILURES, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (roster_context_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
