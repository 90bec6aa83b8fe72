/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-picker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-database.h"
#include "roster-format.h"

/* How many records the search offers at once. */
#define OFFERED 20

struct _RosterRecordPicker
{
  GtkPopover parent_instance;

  GtkSearchEntry *search;
  GtkListBox *hits;
  GtkWidget *nobody;

  RosterContext *context;
  const RosterRecordType *type;
  gboolean offers_none;
  GCancellable *searching;
  /* Enter was pressed before the search answered: its first hit is meant. */
  gboolean takes_first;
};

G_DEFINE_FINAL_TYPE (RosterRecordPicker, roster_record_picker, GTK_TYPE_POPOVER)

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What a person weighs who chooses a product. */
static char *
detail_of (RosterRecord *record)
{
  g_autofree char *price = NULL, *margin = NULL, *earned = NULL;

  if (roster_record_type (record) != &roster_product_type || !roster_record_has (record, "price"))
    return NULL;

  price = roster_format_money (roster_record_number (record, "price", 0));
  if (!roster_record_has (record, "unitMargin"))
    return g_steal_pointer (&price);

  margin = roster_format_money (roster_record_number (record, "unitMargin", 0));
  earned = g_strdup_printf (_("margin %s"), margin);
  return g_strdup_printf ("%s · %s", price, earned);
}

static GtkWidget *
new_line (const char *text,
          const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_hit (RosterRecordPicker *self,
         const char         *id,
         const char         *title,
         const char         *detail)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_box_append (GTK_BOX (lines), new_line (title, NULL));
  if (detail != NULL)
    {
      GtkWidget *line = new_line (detail, "dim-label");

      gtk_widget_add_css_class (line, "caption");
      gtk_widget_set_margin_top (lines, 4);
      gtk_widget_set_margin_bottom (lines, 4);
      gtk_box_append (GTK_BOX (lines), line);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), lines);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  gtk_list_box_append (self->hits, row);
}

static void
clear_hits (RosterRecordPicker *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->hits))) != NULL)
    gtk_list_box_remove (self->hits, child);
}

static void
pick (RosterRecordPicker *self,
      const char         *id)
{
  g_autofree char *picked = g_strdup (id);

  self->takes_first = FALSE;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, picked);
}

static gpointer
read_hits (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  GPtrArray *found = data;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < found->len; i++)
    {
      const RosterSearchResult *hit = found->pdata[i];
      g_autoptr (GError) failure = NULL;
      RosterRecord *record = roster_cache_get (cache, hit->type, hit->id, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (record != NULL)
        g_ptr_array_add (records, record);
    }

  return g_steal_pointer (&records);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterRecordPicker *self = user_data;

  if (records == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot read what was found: %s", error->message);
      return;
    }

  clear_hits (self);
  /* Who types looks for somebody. */
  if (self->offers_none && *gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    add_hit (self, "", C_("choice", "None"), NULL);
  for (guint i = 0; i < records->len; i++)
    {
      RosterRecord *record = records->pdata[i];
      g_autofree char *detail = detail_of (record);

      add_hit (self, roster_record_id (record), roster_record_title (record), detail);
    }
  gtk_widget_set_visible (self->nobody, records->len == 0);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = roster_store_search_finish (ROSTER_STORE (source), result, &error);
  RosterRecordPicker *self = user_data;

  if (found == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot search: %s", error->message);
      return;
    }

  if (self->takes_first && found->len > 0)
    {
      pick (self, ((const RosterSearchResult *) found->pdata[0])->id);
      return;
    }
  self->takes_first = FALSE;

  roster_store_read_async (ROSTER_STORE (source), read_hits, g_steal_pointer (&found),
                           (GDestroyNotify) g_ptr_array_unref, (GDestroyNotify) g_ptr_array_unref, self->searching,
                           read_cb, self);
}

typedef struct
{
  char *key;
  RosterSearchResult *result;
} Titled;

static void
titled_clear (gpointer data)
{
  Titled *titled = data;

  g_free (titled->key);
  g_clear_pointer (&titled->result, roster_search_result_free);
}

static gint
compare_titled (gconstpointer a,
                gconstpointer b)
{
  return strcmp (((const Titled *) a)->key, ((const Titled *) b)->key);
}

/* Before anything is typed: the first ones by title, in the order in which a person of this language looks for them. */
static gpointer
read_first (RosterCache   *cache,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const RosterRecordType *type = data;
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_search_result_free);
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (Titled));
  g_autofree char *sql = g_strdup_printf ("SELECT id, coalesce (\"%s\", '') FROM \"%s\"", type->title, type->name);
  g_autoptr (RosterStatement) statement = roster_database_query (roster_cache_database (cache), error, sql, "");
  RosterStep step = ROSTER_STEP_ERROR;

  g_array_set_clear_func (all, titled_clear);
  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      RosterSearchResult *result = g_new0 (RosterSearchResult, 1);
      Titled titled = { NULL, result };

      result->type = type;
      result->id = g_strdup (roster_statement_text (statement, 0));
      result->title = g_strdup (roster_statement_text (statement, 1));
      titled.key = g_utf8_collate_key (result->title, -1);
      g_array_append_val (all, titled);
    }
  if (step != ROSTER_STEP_DONE)
    return NULL;

  g_array_sort (all, compare_titled);
  for (guint i = 0; i < MIN (all->len, OFFERED); i++)
    g_ptr_array_add (first, g_steal_pointer (&g_array_index (all, Titled, i).result));

  return g_steal_pointer (&first);
}

static void
search_cb (RosterRecordPicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->searching = g_cancellable_new ();
  if (text[0] != '\0')
    roster_store_search_async (roster_context_store (self->context), text, self->type, OFFERED, self->searching,
                               found_cb, self);
  else
    roster_store_read_async (roster_context_store (self->context), read_first, (gpointer) self->type, NULL,
                             (GDestroyNotify) g_ptr_array_unref, self->searching, found_cb, self);
}

static void
hit_activated_cb (RosterRecordPicker *self,
                  GtkListBoxRow      *hit)
{
  pick (self, g_object_get_data (G_OBJECT (hit), "id"));
}

/* Enter takes the first of what is found for what is typed now; what is shown may be what was typed before. */
static void
enter_cb (RosterRecordPicker *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    return;

  self->takes_first = TRUE;
  search_cb (self);
}

/* The entry keeps Escape for itself, and with it the popover would stay open for ever. */
static void
stop_cb (RosterRecordPicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static gboolean
down_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  RosterRecordPicker *self = ROSTER_RECORD_PICKER (data);
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->hits, 0);

  return first != NULL && gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
roster_record_picker_show (GtkWidget *widget)
{
  RosterRecordPicker *self = ROSTER_RECORD_PICKER (widget);

  GTK_WIDGET_CLASS (roster_record_picker_parent_class)->show (widget);

  self->takes_first = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
roster_record_picker_dispose (GObject *object)
{
  RosterRecordPicker *self = ROSTER_RECORD_PICKER (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_record_picker_parent_class)->dispose (object);
}

static void
roster_record_picker_class_init (RosterRecordPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_record_picker_dispose;
  widget_class->show = roster_record_picker_show;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-record-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterRecordPicker, search);
  gtk_widget_class_bind_template_child (widget_class, RosterRecordPicker, hits);
  gtk_widget_class_bind_template_child (widget_class, RosterRecordPicker, nobody);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_activated_cb);
}

static void
roster_record_picker_init (RosterRecordPicker *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Down, 0),
                                                          gtk_callback_action_new (down_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}

/**
 * roster_record_picker_new:
 * @type: what is looked for
 * @offers_none: whether choosing none is offered as well
 *
 * Returns: (transfer floating): a popover for a menu button
 */
GtkWidget *
roster_record_picker_new (RosterContext          *context,
                          const RosterRecordType *type,
                          gboolean                offers_none)
{
  RosterRecordPicker *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (type != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_RECORD_PICKER, NULL);
  self->context = g_object_ref (context);
  self->type = type;
  self->offers_none = offers_none;
  return GTK_WIDGET (self);
}
