/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-import-window.h"

#include <glib/gi18n-lib.h>

#include "roster-exchange-error.h"
#include "roster-import-item-row.h"
#include "roster-import-job.h"

/* How long a job may take before its progress is shown, and how often that is looked at then; milliseconds. */
#define QUIET_TIME 500
#define PROGRESS_INTERVAL 100

/* The first entries of every column's menu. */
#define CHOICE_IGNORED 0
#define CHOICE_ID 1
#define CHOICE_FIELDS 2

/* How many cells show what a column holds. */
#define N_SAMPLES 3

/* Of the kinds of files that are offered the first ones are tables. */
#define N_TABLE_SUFFIXES 4

/* The first entry of the filter shows every row. */
#define FILTER_ALL 0

struct _RosterImportWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *cancel;
  GtkWidget *back;
  GtkWidget *preview_button;
  GtkWidget *import_button;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *busy_label;
  GtkProgressBar *progress;
  AdwStatusPage *failure;
  AdwPreferencesGroup *type_group;
  AdwComboRow *type;
  AdwPreferencesGroup *rate_group;
  GtkEditable *rate;
  AdwPreferencesGroup *columns;
  GtkDropDown *filter;
  GtkLabel *filter_note;
  GtkListView *rows;

  RosterContext *context;
  GCancellable *cancellable;
  RosterImportSource *source;
  RosterImportPreview *preview;
  GPtrArray *column_rows;
  GArray *fields;
  GListStore *items;
  gboolean filling;
  guint progress_source;
  int permille;
};

G_DEFINE_FINAL_TYPE (RosterImportWindow, roster_import_window, ADW_TYPE_WINDOW)

enum
{
  IMPORTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static RosterImportMapping *
mapping (RosterImportWindow *self)
{
  return self->source->mappings[adw_combo_row_get_selected (self->type)];
}

/* Which page is shown decides which buttons there are. */
static void
show_page (RosterImportWindow *self,
           const char         *name)
{
  gboolean on_mapping = g_str_equal (name, "mapping"), on_preview = g_str_equal (name, "preview");

  gtk_stack_set_visible_child_name (self->stack, name);
  /* A calendar has no columns to go back to. */
  gtk_widget_set_visible (self->back, on_preview && self->source != NULL);
  gtk_widget_set_visible (self->cancel, !on_preview || self->source == NULL);
  gtk_widget_set_visible (self->preview_button, on_mapping);
  gtk_widget_set_visible (self->import_button, on_preview);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "busy"));
  /* The focus is on the way on, not on Cancel that happens to stand first. */
  if (on_mapping || on_preview)
    {
      GtkWidget *next = on_mapping ? self->preview_button : self->import_button;

      gtk_window_set_default_widget (GTK_WINDOW (self), next);
      gtk_widget_grab_focus (next);
    }
}

/* While something runs */

static gboolean
show_progress_cb (gpointer user_data)
{
  RosterImportWindow *self = user_data;
  int permille = g_atomic_int_get (&self->permille);

  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  if (permille > 0)
    gtk_progress_bar_set_fraction (self->progress, permille / 1000.0);
  else
    gtk_progress_bar_pulse (self->progress);

  return G_SOURCE_CONTINUE;
}

static gboolean
start_progress_cb (gpointer user_data)
{
  RosterImportWindow *self = user_data;

  self->progress_source = g_timeout_add (PROGRESS_INTERVAL, show_progress_cb, self);
  return G_SOURCE_REMOVE;
}

static void
begin (RosterImportWindow *self,
       const char         *what)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  g_atomic_int_set (&self->permille, 0);
  gtk_label_set_label (self->busy_label, what);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  self->progress_source = g_timeout_add (QUIET_TIME, start_progress_cb, self);
  show_page (self, "busy");
}

static void
end (RosterImportWindow *self)
{
  g_clear_handle_id (&self->progress_source, g_source_remove);
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  RosterImportWindow *self = user_data;

  g_atomic_int_set (&self->permille, total > 0 ? (int) ((guint64) done * 1000 / total) : 0);
}

static void
fail (RosterImportWindow *self,
      const GError       *error)
{
  g_autofree char *description = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failure, description);
  show_page (self, "failed");
}

/* Columns */

static char *
describe_samples (RosterTable *table,
                  guint        column)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new ();
  const char *cells[ROSTER_TABLE_MAX_COLUMNS];

  for (guint row = 0; row < roster_table_n_rows (table) && samples->len < N_SAMPLES; row++)
    if (column < roster_table_row (table, row, cells) && cells[column] != NULL && *cells[column] != '\0')
      g_ptr_array_add (samples, (gpointer) cells[column]);
  g_ptr_array_add (samples, NULL);

  /* Translators: stands between the entries of a list. */
  return g_strjoinv (_(", "), (char **) samples->pdata);
}

static guint
choice_of (RosterImportWindow *self,
           int                 field)
{
  if (field == ROSTER_IMPORT_COLUMN_ID)
    return CHOICE_ID;

  for (guint i = 0; i < self->fields->len; i++)
    if (g_array_index (self->fields, int, i) == field)
      return CHOICE_FIELDS + i;

  return CHOICE_IGNORED;
}

static int
field_of (RosterImportWindow *self,
          guint               choice)
{
  if (choice == CHOICE_IGNORED)
    return ROSTER_IMPORT_COLUMN_IGNORED;
  if (choice == CHOICE_ID)
    return ROSTER_IMPORT_COLUMN_ID;

  return g_array_index (self->fields, int, choice - CHOICE_FIELDS);
}

/* Amounts without a sign may be in another currency; the file does not say, so the person can. */
static gboolean
has_amounts (RosterImportWindow *self)
{
  const RosterRecordType *type = roster_import_mapping_type (mapping (self));

  for (guint column = 0; column < self->column_rows->len; column++)
    {
      int field = roster_import_mapping_field (mapping (self), column);

      if (field >= 0 && roster_record_type_field (type, field)->kind == ROSTER_KIND_MONEY)
        return TRUE;
    }

  return FALSE;
}

static const char *
currency_of (RosterImportWindow *self)
{
  return self->source->currencies[adw_combo_row_get_selected (self->type)];
}

/* Where the file names its currency, the question is about that one. */
static void
show_currency (RosterImportWindow *self)
{
  const char *code = currency_of (self);
  g_autofree char *title = NULL, *question = NULL;

  if (code != NULL)
    {
      /* Translators: %s is the code of a currency, such as VND. */
      title = g_strdup_printf (_("Amounts in %s"), code);
      question = g_strdup_printf (_("Yuan for one %s"), code);
      adw_preferences_group_set_description (self->rate_group,
                                             _("The file shows this currency; say what it is worth."));
    }
  else
    {
      adw_preferences_group_set_description (self->rate_group, _("Leave it empty where the amounts are in yuan."));
    }
  adw_preferences_group_set_title (self->rate_group, code != NULL ? title : _("Another Currency"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rate), code != NULL ? question
                                                                                : _("Yuan for one unit of it"));
  gtk_widget_set_visible (GTK_WIDGET (self->rate_group), has_amounts (self));
}

/* A field goes to one column only: choosing it here takes it from where it was. */
static void
show_mapping (RosterImportWindow *self)
{
  self->filling = TRUE;
  for (guint column = 0; column < self->column_rows->len; column++)
    adw_combo_row_set_selected (g_ptr_array_index (self->column_rows, column),
                                choice_of (self, roster_import_mapping_field (mapping (self), column)));
  self->filling = FALSE;
  show_currency (self);
}

static void
column_cb (AdwComboRow        *row,
           GParamSpec         *pspec,
           RosterImportWindow *self)
{
  guint column;

  if (self->filling || !g_ptr_array_find (self->column_rows, row, &column))
    return;

  roster_import_mapping_set (mapping (self), column, field_of (self, adw_combo_row_get_selected (row)), NULL);
  show_mapping (self);
}

static GtkStringList *
list_fields (RosterImportWindow *self)
{
  const RosterRecordType *type = roster_import_mapping_type (mapping (self));
  GtkStringList *choices = gtk_string_list_new (NULL);

  gtk_string_list_append (choices, _("Not imported"));
  gtk_string_list_append (choices, _("Record id"));
  g_array_set_size (self->fields, 0);
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);
      int index = i;

      if (!roster_import_mapping_can_take (field))
        continue;
      gtk_string_list_append (choices, roster_field_label (field));
      g_array_append_val (self->fields, index);
    }

  return choices;
}

static void
fill_columns (RosterImportWindow *self)
{
  g_autoptr (GtkStringList) choices = list_fields (self);
  RosterTable *table = self->source->table;

  for (guint i = 0; i < self->column_rows->len; i++)
    adw_preferences_group_remove (self->columns, g_ptr_array_index (self->column_rows, i));
  g_ptr_array_set_size (self->column_rows, 0);

  self->filling = TRUE;
  for (guint column = 0; column < roster_table_n_columns (table); column++)
    {
      g_autofree char *samples = describe_samples (table, column);
      GtkWidget *row = g_object_new (ADW_TYPE_COMBO_ROW,
                                     "use-markup", FALSE,
                                     "title", roster_table_heading (table, column),
                                     "subtitle", samples,
                                     "subtitle-lines", 1,
                                     "model", choices,
                                     NULL);

      g_signal_connect_object (row, "notify::selected", G_CALLBACK (column_cb), self, 0);
      adw_preferences_group_add (self->columns, row);
      g_ptr_array_add (self->column_rows, row);
    }
  self->filling = FALSE;
  show_mapping (self);
}

/* What the office would refuse is said before anybody says what the columns mean. */
static void
show_rights (RosterImportWindow *self)
{
  g_autofree char *refusal = NULL;

  if (self->source == NULL)
    return;

  refusal = roster_rights_in_force_refusal (roster_context_rights (self->context),
                                            roster_import_mapping_type (mapping (self)), NULL);
  adw_preferences_group_set_description (self->type_group, refusal);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.preview", refusal == NULL);
  roster_widget_refuse (self->preview_button, refusal);
}

static void
type_cb (RosterImportWindow *self)
{
  if (self->source == NULL || self->filling)
    return;

  fill_columns (self);
  show_rights (self);
}

static GtkStringList *
list_types (void)
{
  GtkStringList *types = gtk_string_list_new (NULL);

  for (guint i = 0; i < ROSTER_IMPORT_N_TYPES; i++)
    gtk_string_list_append (types, roster_record_type_label (roster_import_types[i], TRUE));

  return types;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RosterImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  RosterImportSource *source = roster_import_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  end (self);
  if (source == NULL)
    {
      fail (self, error);
      return;
    }

  g_clear_pointer (&self->source, roster_import_source_free);
  self->source = source;
  gtk_editable_set_text (self->rate, "");
  self->filling = TRUE;
  adw_combo_row_set_selected (self->type, source->likeliest);
  self->filling = FALSE;
  type_cb (self);
  show_page (self, "mapping");
}

/* The rate */

static void
ask_for_rate (RosterImportWindow *self,
              const GError       *error)
{
  adw_preferences_group_set_description (self->rate_group, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->rate_group), TRUE);
  if (*gtk_editable_get_text (self->rate) != '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->rate), "error");
  show_page (self, "mapping");
  gtk_widget_grab_focus (GTK_WIDGET (self->rate));
}

static void
rate_cb (RosterImportWindow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->rate), "error");
}

static void
rate_activated_cb (RosterImportWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "import.preview", NULL);
}

/* The preview */

static gboolean
is_shown (gpointer item,
          gpointer user_data)
{
  RosterImportWindow *self = user_data;
  guint selected = gtk_drop_down_get_selected (self->filter);

  return selected == FILTER_ALL || roster_import_item_outcome (item) == (RosterImportOutcome) (selected - 1);
}

static void
filter_cb (RosterImportWindow *self)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (self->rows);
  GListModel *model;
  guint selected = gtk_drop_down_get_selected (self->filter), total = 0, shown;
  g_autofree char *note = NULL;

  if (selection == NULL || self->preview == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;

  model = gtk_no_selection_get_model (GTK_NO_SELECTION (selection));
  gtk_filter_changed (gtk_filter_list_model_get_filter (GTK_FILTER_LIST_MODEL (model)), GTK_FILTER_CHANGE_DIFFERENT);

  for (guint i = 0; i < ROSTER_IMPORT_N_OUTCOMES; i++)
    if (selected == FILTER_ALL || selected == i + 1)
      total += roster_import_preview_count (self->preview, i);
  shown = g_list_model_get_n_items (model);
  note = g_strdup_printf (_("The first %u of %u rows"), shown, total);
  gtk_label_set_label (self->filter_note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_note), shown < total);
  if (shown > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->rows), "list.scroll-to-item", "u", 0);
}

static void
setup_row_cb (GtkListItemFactory *factory,
              GtkListItem        *list_item)
{
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_child (list_item, roster_import_item_row_new ());
}

static void
bind_row_cb (GtkListItemFactory *factory,
             GtkListItem        *list_item)
{
  roster_import_item_row_set_item (ROSTER_IMPORT_ITEM_ROW (gtk_list_item_get_child (list_item)),
                                   gtk_list_item_get_item (list_item));
}

static void
show_preview (RosterImportWindow *self)
{
  RosterImportPreview *plan = self->preview;
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  g_autofree char *all = g_strdup_printf (_("All rows (%u)"), roster_import_preview_n_rows (plan));
  gboolean useful = roster_import_preview_count (plan, ROSTER_IMPORT_CREATE) > 0 ||
                    roster_import_preview_count (plan, ROSTER_IMPORT_UPDATE) > 0;

  gtk_string_list_append (choices, all);
  for (guint i = 0; i < ROSTER_IMPORT_N_OUTCOMES; i++)
    {
      /* Translators: an outcome such as “New”, and how many rows have it. */
      g_autofree char *choice =
          g_strdup_printf (_("%s (%u)"), roster_import_outcome_to_words (i), roster_import_preview_count (plan, i));

      gtk_string_list_append (choices, choice);
    }
  gtk_drop_down_set_model (self->filter, G_LIST_MODEL (choices));
  gtk_drop_down_set_selected (self->filter, roster_import_preview_count (plan, ROSTER_IMPORT_REFUSE) > 0
                                                ? ROSTER_IMPORT_REFUSE + 1
                                                : FILTER_ALL);

  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       self->preview->items->pdata, self->preview->items->len);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.apply", useful);
  filter_cb (self);
  show_page (self, "preview");
}

static void
planned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  RosterImportPreview *preview = roster_import_plan_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  end (self);
  if (preview != NULL)
    {
      g_clear_pointer (&self->preview, roster_import_preview_free);
      self->preview = preview;
      show_preview (self);
    }
  else if (g_error_matches (error, ROSTER_EXCHANGE_ERROR, ROSTER_EXCHANGE_ERROR_RATE))
    ask_for_rate (self, error);
  else
    fail (self, error);
}

static void
preview_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RosterImportWindow *self = ROSTER_IMPORT_WINDOW (widget);
  const char *text = gtk_editable_get_text (self->rate);
  gboolean has_rate = gtk_widget_get_visible (GTK_WIDGET (self->rate_group)) && *text != '\0';
  RosterCurrencyRate rate = { 0 };
  g_autoptr (GError) error = NULL;

  if (self->source == NULL)
    return;
  if (has_rate && !roster_currency_rate_from_text (text, &rate, &error))
    {
      ask_for_rate (self, error);
      return;
    }

  begin (self, _("Comparing the file with what is here…"));
  roster_import_plan_async (self->context, mapping (self), has_rate ? &rate : NULL, progress_cb, self,
                            self->cancellable, planned_cb, g_object_ref (self));
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  show_page (ROSTER_IMPORT_WINDOW (widget), "mapping");
}

/* The import itself */

static char *
summarize (RosterImportPreview *plan,
           const char          *warning)
{
  guint created = roster_import_preview_count (plan, ROSTER_IMPORT_CREATE);
  guint updated = roster_import_preview_count (plan, ROSTER_IMPORT_UPDATE);
  guint refused = roster_import_preview_count (plan, ROSTER_IMPORT_REFUSE);

  g_autofree char *counts =
      refused > 0 ? g_strdup_printf (_("Imported: %u new, %u changed, %u refused"), created, updated, refused)
                  : g_strdup_printf (_("Imported: %u new, %u changed"), created, updated);

  if (warning == NULL)
    return g_steal_pointer (&counts);

  /* Translators: what was imported, and that the book is larger than the norm. */
  return g_strdup_printf (_("%s. %s"), counts, warning);
}

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL, *summary = NULL;
  gint64 step = roster_import_apply_finish (result, &warning, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  end (self);
  if (step == 0)
    {
      fail (self, error);
      return;
    }

  summary = summarize (self->preview, warning);
  g_signal_emit (self, signals[IMPORTED], 0, step, summary);
  gtk_window_close (GTK_WINDOW (self));
}

static void
apply_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RosterImportWindow *self = ROSTER_IMPORT_WINDOW (widget);
  g_autofree char *label = NULL;

  if (self->preview == NULL)
    return;

  /* Translators: the label of a step in the history: a kind of records and the name of a file. */
  label = g_strdup_printf (_("Import of %s from %s"),
                           roster_record_type_label (roster_import_preview_type (self->preview), TRUE),
                           adw_window_title_get_subtitle (self->title));
  begin (self, _("Importing…"));
  roster_import_apply_async (self->context, self->preview, label, self->cancellable, applied_cb, g_object_ref (self));
}

/* Choosing a file */

static void
chosen_cb (GtkNativeDialog    *dialog,
           int                 response,
           RosterImportWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      roster_import_window_open (self, file);
    }
  else if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_window_destroy (GTK_WINDOW (self));

  g_object_unref (dialog);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  roster_import_window_choose (ROSTER_IMPORT_WINDOW (widget));
}

static gboolean
roster_import_window_close_request (GtkWindow *window)
{
  g_cancellable_cancel (ROSTER_IMPORT_WINDOW (window)->cancellable);

  return GTK_WINDOW_CLASS (roster_import_window_parent_class)->close_request (window);
}

static void
roster_import_window_dispose (GObject *object)
{
  RosterImportWindow *self = ROSTER_IMPORT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->progress_source, g_source_remove);

  G_OBJECT_CLASS (roster_import_window_parent_class)->dispose (object);
}

static void
roster_import_window_finalize (GObject *object)
{
  RosterImportWindow *self = ROSTER_IMPORT_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_object (&self->items);
  g_clear_pointer (&self->source, roster_import_source_free);
  g_clear_pointer (&self->preview, roster_import_preview_free);
  g_ptr_array_unref (self->column_rows);
  g_array_unref (self->fields);

  G_OBJECT_CLASS (roster_import_window_parent_class)->finalize (object);
}

static void
roster_import_window_class_init (RosterImportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_import_window_dispose;
  object_class->finalize = roster_import_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = roster_import_window_close_request;

  /**
   * RosterImportWindow::imported:
   * @step: the journal's number of the import
   * @summary: what it did, in a sentence
   */
  signals[IMPORTED] = g_signal_new ("imported", ROSTER_TYPE_IMPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, cancel);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, back);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, preview_button);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, busy_label);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, type_group);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, type);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, rate_group);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, rate);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, columns);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, filter);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, filter_note);
  gtk_widget_class_bind_template_child (widget_class, RosterImportWindow, rows);
  gtk_widget_class_bind_template_callback (widget_class, type_cb);
  gtk_widget_class_bind_template_callback (widget_class, rate_cb);
  gtk_widget_class_bind_template_callback (widget_class, rate_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);

  gtk_widget_class_install_action (widget_class, "import.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "import.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_action);
}

static void
roster_import_window_init (RosterImportWindow *self)
{
  g_autoptr (GtkStringList) types = list_types ();
  GtkFilterListModel *shown;

  self->cancellable = g_cancellable_new ();
  self->column_rows = g_ptr_array_new ();
  self->fields = g_array_new (FALSE, FALSE, sizeof (int));
  self->items = g_list_store_new (ROSTER_TYPE_IMPORT_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->filling = TRUE;
  adw_combo_row_set_model (self->type, G_LIST_MODEL (types));
  self->filling = FALSE;

  /* items → those of the chosen outcome → no selection */
  shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                     GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL)));
  gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (shown))));
  show_page (self, "busy");
}

/**
 * roster_import_window_new:
 * @parent: the window it belongs to
 *
 * Returns: (transfer floating): a window that imports a file; roster_import_window_open() gives it one
 */
RosterImportWindow *
roster_import_window_new (GtkWindow     *parent,
                          RosterContext *context)
{
  RosterImportWindow *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (roster_context_rights (context), "changed", G_CALLBACK (show_rights), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static gboolean
is_calendar (const char *name)
{
  g_autofree char *small = g_ascii_strdown (name, -1);

  return g_str_has_suffix (small, ".ics") || g_str_has_suffix (small, ".ical");
}

/* A calendar holds lives and nothing else. */
static gboolean
may_import_lives (RosterImportWindow *self)
{
  g_autofree char *refusal =
      roster_rights_in_force_refusal (roster_context_rights (self->context), &roster_live_type, NULL);
  g_autoptr (GError) error = NULL;

  if (refusal == NULL)
    return TRUE;

  end (self);
  error = g_error_new_literal (ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS, refusal);
  fail (self, error);
  return FALSE;
}

/**
 * roster_import_window_open:
 * @file: a CSV or XLSX file, or a calendar
 *
 * Presents the window, reads @file and asks what its columns mean; of a calendar it shows at once what would come of
 * it.
 */
void
roster_import_window_open (RosterImportWindow *self,
                           GFile              *file)
{
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (ROSTER_IS_IMPORT_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  name = g_file_get_basename (file);
  label = g_filename_display_name (name);
  adw_window_title_set_subtitle (self->title, label);
  begin (self, _("Reading the file…"));
  gtk_window_present (GTK_WINDOW (self));
  g_clear_pointer (&self->source, roster_import_source_free);
  if (is_calendar (label) && !may_import_lives (self))
    return;
  if (is_calendar (label))
    roster_import_calendar_async (self->context, file, self->cancellable, planned_cb, g_object_ref (self));
  else
    roster_import_read_async (self->context, file, self->cancellable, read_cb, g_object_ref (self));
}

/**
 * roster_import_window_choose:
 *
 * Asks for a file. When the window has shown none yet and gets none, it is gone.
 */
void
roster_import_window_choose (RosterImportWindow *self)
{
  static const char *const suffixes[] = { "csv", "txt", "tsv", "xlsx", "ics" };
  GtkFileChooserNative *dialog;
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) calendars = gtk_file_filter_new ();
  GtkWindow *parent = gtk_widget_get_visible (GTK_WIDGET (self)) ? GTK_WINDOW (self)
                                                                 : gtk_window_get_transient_for (GTK_WINDOW (self));

  g_return_if_fail (ROSTER_IS_IMPORT_WINDOW (self));

  dialog = gtk_file_chooser_native_new (_("Choose a File to Import"), parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                        _("_Open"), NULL);
  gtk_file_filter_set_name (all, _("Tables and Calendars"));
  gtk_file_filter_set_name (tables, _("Tables (CSV, XLSX)"));
  gtk_file_filter_set_name (calendars, _("Calendars (iCalendar)"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      gtk_file_filter_add_suffix (all, suffixes[i]);
      gtk_file_filter_add_suffix (i < N_TABLE_SUFFIXES ? tables : calendars, suffixes[i]);
    }
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), tables);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), calendars);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
