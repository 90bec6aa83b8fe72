/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-browser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-record-dialog.h"
#include "roster-record-list.h"
#include "roster-toast.h"

/*
 * A list view makes 200 rows at once, of which a window shows a dozen. Those are drawn first; the others follow, as many
 * again at a time, until the view has all it wants.
 */
#define FIRST_ROWS 18
#define ROWS_OF_VIEW 216

/*
 * The chain of models:
 *
 *   RosterRecordList ── GtkFilterListModel ── GtkSortListModel ── GtkSliceListModel ── RosterRecordSelection ── GtkListView
 *   (follows the store)  (search and filters)  (rank, then order)  (first rows first)  (by id)
 */
typedef struct
{
  GtkSearchEntry *search;
  GtkMenuButton *view_menu;
  GtkBox *chips;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkListView *view;
  GtkLabel *foot;
  GtkWidget *warning;
  GtkLabel *warning_text;
  GtkRevealer *bulk_bar;
  GtkLabel *bulk_count;
  AdwWindowTitle *title;

  RosterRecordList *records;
  GtkFilterListModel *shown;
  GtkFilter *filter;
  GtkSorter *sorter;
  GtkSliceListModel *slice;
  RosterRecordSelection *selection;
  GSimpleActionGroup *actions;

  const RosterBrowserOrder *order;
  GHashTable *narrowed;
  GHashTable *ranks;
  GPtrArray *bound;
  GCancellable *searching;
  GCancellable *cancellable;
  guint update_source;
  guint widen_source;
  guint widen_tick;
  gboolean drawn;
} RosterRecordBrowserPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RosterRecordBrowser, roster_record_browser, ROSTER_TYPE_PANE)

#define PRIVATE(self) ((RosterRecordBrowserPrivate *) roster_record_browser_get_instance_private (self))
#define CLASS(self) ROSTER_RECORD_BROWSER_GET_CLASS (self)

static void roster_record_browser_record_changed (RosterPane *pane);

static RosterStore *
store_of (RosterRecordBrowser *self)
{
  return roster_context_store (roster_pane_context (ROSTER_PANE (self)));
}

/* The chain */

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (user_data);
  GHashTableIter iter;
  gpointer field, wanted;

  if (priv->ranks != NULL && !g_hash_table_contains (priv->ranks, roster_record_id (item)))
    return FALSE;

  g_hash_table_iter_init (&iter, priv->narrowed);
  while (g_hash_table_iter_next (&iter, &field, &wanted))
    if (g_strcmp0 (roster_record_text (item, field), wanted) != 0)
      return FALSE;

  return TRUE;
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  RosterRecordBrowser *self = user_data;
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  RosterRecord *left = (RosterRecord *) a, *right = (RosterRecord *) b;
  int result;

  if (priv->ranks != NULL)
    {
      guint left_rank = GPOINTER_TO_UINT (g_hash_table_lookup (priv->ranks, roster_record_id (left)));
      guint right_rank = GPOINTER_TO_UINT (g_hash_table_lookup (priv->ranks, roster_record_id (right)));

      if (left_rank != right_rank)
        return left_rank < right_rank ? -1 : 1;
    }

  result = priv->order->compare (self, left, right);
  if (result == 0)
    result = roster_record_browser_compare_titles (self, left, right);

  return result != 0 ? result : strcmp (roster_record_id (left), roster_record_id (right));
}

/* Rows */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          RosterRecordBrowser      *self)
{
  gtk_list_item_set_child (item, CLASS (self)->create_row (self));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         RosterRecordBrowser      *self)
{
  g_ptr_array_add (PRIVATE (self)->bound, item);
  CLASS (self)->bind_row (self, gtk_list_item_get_child (item), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           RosterRecordBrowser      *self)
{
  g_ptr_array_remove_fast (PRIVATE (self)->bound, item);
}

/* What stands around the list */

static void
drop_filter_cb (GtkButton           *chip,
                RosterRecordBrowser *self)
{
  const char *name = gtk_widget_get_name (GTK_WIDGET (chip));
  g_autofree char *action = g_strconcat ("filter-", name, NULL);

  g_action_group_change_action_state (G_ACTION_GROUP (PRIVATE (self)->actions), action, g_variant_new_string (""));
}

static const char *
filter_label (const RosterField *field,
              const char        *value)
{
  const RosterChoice *choice = roster_field_find_choice (field, value);

  return choice != NULL ? g_dgettext (GETTEXT_PACKAGE, choice->label) : value;
}

static const RosterField *
find_field (RosterRecordBrowser *self,
            const char          *name)
{
  const RosterRecordType *type = CLASS (self)->type;

  return roster_record_type_field (type, roster_record_type_find_field (type, name));
}

static void
update_chips (RosterRecordBrowser *self)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (priv->chips))) != NULL)
    gtk_box_remove (priv->chips, child);

  for (guint i = 0; CLASS (self)->filters[i] != NULL; i++)
    {
      const RosterField *field = find_field (self, CLASS (self)->filters[i]);
      const char *value = g_hash_table_lookup (priv->narrowed, field->name);
      g_autofree char *description = NULL;
      GtkWidget *chip, *content;

      if (value == NULL)
        continue;

      /* Translators: a button that shows all records again, not only those of a tier or vertical, say. */
      description = g_strdup_printf (_("Remove filter: %s"), filter_label (field, value));
      content = g_object_new (ADW_TYPE_BUTTON_CONTENT,
                              "label", filter_label (field, value),
                              "icon-name", "window-close-symbolic",
                              NULL);
      chip = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (chip), content);
      gtk_widget_set_name (chip, field->name);
      gtk_widget_set_tooltip_text (chip, description);
      gtk_widget_add_css_class (chip, "chip");
      gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
      g_signal_connect (chip, "clicked", G_CALLBACK (drop_filter_cb), self);
      gtk_box_append (priv->chips, chip);
    }

  gtk_widget_set_visible (GTK_WIDGET (priv->chips), g_hash_table_size (priv->narrowed) > 0);
}

static const char *
wanted_page (RosterRecordBrowser *self)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);

  if (roster_record_list_is_loading (priv->records))
    return "loading";
  if (g_list_model_get_n_items (G_LIST_MODEL (priv->records)) == 0)
    return "empty";
  if (g_list_model_get_n_items (G_LIST_MODEL (priv->shown)) == 0)
    return "nothing-found";

  return "list";
}

static gboolean
update_surroundings (gpointer user_data)
{
  RosterRecordBrowser *self = user_data;
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  g_autofree char *description = CLASS (self)->describe (self, G_LIST_MODEL (priv->shown), G_LIST_MODEL (priv->records));
  g_autofree char *warning = CLASS (self)->warn != NULL ? CLASS (self)->warn (self, G_LIST_MODEL (priv->records)) : NULL;

  priv->update_source = 0;
  gtk_stack_set_visible_child_name (priv->stack, wanted_page (self));
  gtk_label_set_label (priv->foot, description);
  gtk_label_set_label (priv->warning_text, warning != NULL ? warning : "");
  gtk_widget_set_visible (priv->warning, warning != NULL);
  return G_SOURCE_REMOVE;
}

/* A pull may change a thousand records one by one; what is written around the list follows once. */
static void
queue_update (RosterRecordBrowser *self)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);

  if (priv->update_source == 0)
    priv->update_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 10, update_surroundings, self, NULL);
}

static void
chosen_cb (RosterRecordBrowser *self)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  g_autoptr (RosterRecord) only = roster_record_selection_only (priv->selection);
  guint count = roster_record_selection_count (priv->selection);
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u selected", "%u selected", count), count);

  gtk_label_set_label (priv->bulk_count, text);
  gtk_revealer_set_reveal_child (priv->bulk_bar, count > 1);
  if (only != NULL || count > 1)
    roster_pane_set_record_id (ROSTER_PANE (self), only != NULL ? roster_record_id (only) : NULL);
}

static void
activate_cb (GtkListView         *view,
             guint                position,
             RosterRecordBrowser *self)
{
  g_autoptr (RosterRecord) record = g_list_model_get_item (G_LIST_MODEL (PRIVATE (self)->selection), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "(ss)", CLASS (self)->type->name,
                              roster_record_id (record));
}

/* The first rows first */

static void
widen (RosterRecordBrowser *self,
       guint                size)
{
  gtk_slice_list_model_set_size (PRIVATE (self)->slice, size);
  if (size == G_MAXUINT)
    roster_record_browser_record_changed (ROSTER_PANE (self));
}

/* Some rows at a time, whenever nobody wants anything else. */
static gboolean
widen_idle_cb (gpointer user_data)
{
  RosterRecordBrowser *self = user_data;
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  guint size = gtk_slice_list_model_get_size (priv->slice) + FIRST_ROWS;

  if (size < ROWS_OF_VIEW && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      widen (self, size);
      return G_SOURCE_CONTINUE;
    }

  priv->widen_source = 0;
  widen (self, G_MAXUINT);
  return G_SOURCE_REMOVE;
}

static void
queue_widen (RosterRecordBrowser *self)
{
  PRIVATE (self)->widen_source = g_idle_add_full (G_PRIORITY_LOW + 10, widen_idle_cb, self, NULL);
}

/* The frame that draws the first rows is about to be made when this is called first, and is out when it is called again. */
static gboolean
drawn_cb (GtkWidget     *widget,
          GdkFrameClock *frame_clock,
          gpointer       user_data)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (ROSTER_RECORD_BROWSER (widget));

  if (!priv->drawn)
    {
      priv->drawn = TRUE;
      return G_SOURCE_CONTINUE;
    }

  priv->widen_tick = 0;
  queue_widen (ROSTER_RECORD_BROWSER (widget));
  return G_SOURCE_REMOVE;
}

static void
rows_cb (RosterRecordBrowser *self)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);

  if (gtk_slice_list_model_get_size (priv->slice) == G_MAXUINT || priv->widen_tick != 0 || priv->widen_source != 0)
    return;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    priv->widen_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), drawn_cb, NULL, NULL);
  else
    queue_widen (self);
}

/* Search */

/* Other ranks are another filter and another order at once. */
static void
arrange (RosterRecordBrowser *self,
         GtkFilterChange      change)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);

  roster_record_selection_freeze (priv->selection);
  gtk_filter_changed (priv->filter, change);
  gtk_sorter_changed (priv->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  roster_record_selection_thaw (priv->selection);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = roster_store_search_finish (ROSTER_STORE (source), result, &error);
  RosterRecordBrowser *self = user_data;
  RosterRecordBrowserPrivate *priv;

  if (hits == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot search: %s", error->message);
      return;
    }

  priv = PRIVATE (self);
  g_clear_pointer (&priv->ranks, g_hash_table_unref);
  priv->ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < hits->len; i++)
    {
      const RosterSearchResult *hit = hits->pdata[i];

      g_hash_table_insert (priv->ranks, g_strdup (hit->id), GUINT_TO_POINTER (hit->score));
    }
  arrange (self, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
search (RosterRecordBrowser *self)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (priv->search));

  g_cancellable_cancel (priv->searching);
  g_clear_object (&priv->searching);
  if (text[0] == '\0')
    {
      if (priv->ranks == NULL)
        return;

      g_clear_pointer (&priv->ranks, g_hash_table_unref);
      arrange (self, GTK_FILTER_CHANGE_LESS_STRICT);
      return;
    }

  priv->searching = g_cancellable_new ();
  roster_store_search_async (store_of (self), text, CLASS (self)->type, G_MAXUINT16, priv->searching, found_cb, self);
}

static void
store_changed_cb (RosterRecordBrowser *self)
{
  if (PRIVATE (self)->ranks != NULL)
    search (self);
}

static void
search_changed_cb (GtkSearchEntry      *entry,
                   RosterRecordBrowser *self)
{
  search (self);
}

static void
stop_search_cb (GtkSearchEntry      *entry,
                RosterRecordBrowser *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (PRIVATE (self)->view));
}

/* From the search into its results without leaving the keyboard. */
static void
next_match_cb (GtkSearchEntry      *entry,
               RosterRecordBrowser *self)
{
  gtk_widget_child_focus (GTK_WIDGET (PRIVATE (self)->view), GTK_DIR_TAB_FORWARD);
}

static void
first_match_cb (GtkSearchEntry      *entry,
                RosterRecordBrowser *self)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  g_autoptr (RosterRecord) first = g_list_model_get_item (G_LIST_MODEL (priv->selection), 0);

  if (first != NULL)
    activate_cb (priv->view, 0, self);
}

/* Order and filters */

static void
set_order (RosterRecordBrowser *self,
           const char          *nick)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  const RosterBrowserOrder *orders = CLASS (self)->orders;

  priv->order = orders;
  for (guint i = 0; orders[i].nick != NULL; i++)
    if (strcmp (orders[i].nick, nick) == 0)
      priv->order = &orders[i];

  if (priv->sorter != NULL)
    gtk_sorter_changed (priv->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
change_order_cb (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       user_data)
{
  RosterRecordBrowser *self = user_data;

  g_simple_action_set_state (action, state);
  set_order (self, g_variant_get_string (state, NULL));
  g_settings_set_string (roster_context_settings (roster_pane_context (ROSTER_PANE (self))), CLASS (self)->order_key,
                         PRIVATE (self)->order->nick);
}

static void
change_filter_cb (GSimpleAction *action,
                  GVariant      *state,
                  gpointer       user_data)
{
  RosterRecordBrowser *self = user_data;
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  const char *name = g_action_get_name (G_ACTION (action)) + strlen ("filter-");
  const char *value = g_variant_get_string (state, NULL);

  g_simple_action_set_state (action, state);
  if (value[0] != '\0')
    g_hash_table_insert (priv->narrowed, g_strdup (name), g_strdup (value));
  else
    g_hash_table_remove (priv->narrowed, name);

  gtk_filter_changed (priv->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_chips (self);
}

static void
clear_filters_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  RosterRecordBrowser *self = user_data;

  gtk_editable_set_text (GTK_EDITABLE (PRIVATE (self)->search), "");
  for (guint i = 0; CLASS (self)->filters[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("filter-", CLASS (self)->filters[i], NULL);

      g_action_group_change_action_state (G_ACTION_GROUP (PRIVATE (self)->actions), name, g_variant_new_string (""));
    }
}

static void
append_choice (GMenu      *menu,
               const char *label,
               const char *action,
               const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/* The values that a text field has in the list now. */
static GPtrArray *
values_in_use (RosterRecordBrowser *self,
               const RosterField   *field)
{
  GListModel *records = G_LIST_MODEL (PRIVATE (self)->records);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (RosterRecord) record = g_list_model_get_item (records, i);
      const char *value = roster_record_text (record, field->name);

      if (value != NULL && g_hash_table_add (seen, g_strdup (value)))
        g_ptr_array_add (values, g_strdup (value));
    }
  g_ptr_array_sort (values, compare_values);
  return values;
}

static GMenu *
filter_menu (RosterRecordBrowser *self,
             const RosterField   *field)
{
  GMenu *menu = g_menu_new ();
  g_autofree char *action = g_strconcat ("browser.filter-", field->name, NULL);

  append_choice (menu, _("All"), action, "");
  if (field->choices != NULL)
    {
      for (const RosterChoice *choice = field->choices; choice->nick != NULL; choice++)
        append_choice (menu, g_dgettext (GETTEXT_PACKAGE, choice->label), action, choice->nick);
    }
  else
    {
      g_autoptr (GPtrArray) values = values_in_use (self, field);

      for (guint i = 0; i < values->len; i++)
        append_choice (menu, values->pdata[i], action, values->pdata[i]);
    }

  return menu;
}

static void
create_view_menu (GtkMenuButton *button,
                  gpointer       user_data)
{
  RosterRecordBrowser *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) orders = g_menu_new ();
  g_autoptr (GMenu) filters = g_menu_new ();

  for (const RosterBrowserOrder *order = CLASS (self)->orders; order->nick != NULL; order++)
    append_choice (orders, g_dgettext (GETTEXT_PACKAGE, order->label), "browser.order", order->nick);
  g_menu_append_section (menu, _("Order by"), G_MENU_MODEL (orders));

  for (guint i = 0; CLASS (self)->filters[i] != NULL; i++)
    {
      const RosterField *field = find_field (self, CLASS (self)->filters[i]);
      g_autoptr (GMenu) submenu = filter_menu (self, field);

      g_menu_append_submenu (filters, roster_field_label (field), G_MENU_MODEL (submenu));
    }
  g_menu_append_section (menu, _("Show only"), G_MENU_MODEL (filters));

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* Actions */

static void
find_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (PRIVATE (user_data)->search));
}

static void
select_all_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (PRIVATE (user_data)->selection));
}

static void
select_none_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (PRIVATE (user_data)->selection));
}

static GtkWindow *
window_of (RosterRecordBrowser *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
created_cb (RosterRecordBrowser *self,
            RosterRecord        *record,
            gint64               step)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "(ss)", CLASS (self)->type->name,
                              roster_record_id (record));
}

static void
new_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  RosterRecordBrowser *self = user_data;
  RosterRecordDialog *dialog = roster_record_dialog_new_create (window_of (self), roster_pane_context (user_data),
                                                                CLASS (self)->type, CLASS (self)->new_fields);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
bulk_edited_cb (RosterRecordBrowser *self,
                RosterRecord        *record,
                gint64               step)
{
  roster_toast_undoable (GTK_WIDGET (self), _("Changed what is selected"), step);
}

static void
edit_selected_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  RosterRecordBrowser *self = user_data;
  g_autoptr (GPtrArray) chosen = roster_record_selection_records (PRIVATE (self)->selection);
  RosterRecordDialog *dialog;

  if (chosen->len < 2)
    return;

  dialog = roster_record_dialog_new_bulk (window_of (self), roster_pane_context (user_data), chosen,
                                          CLASS (self)->bulk_fields);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (bulk_edited_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterRecordBrowser) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 step = roster_store_apply_finish (ROSTER_STORE (source), result, &error);

  if (step < 0)
    roster_toast_message (GTK_WIDGET (self), error->message);
  else if (step > 0)
    roster_toast_undoable (GTK_WIDGET (self), _("Deleted what was selected"), step);
}

static void
delete_selected_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  RosterRecordBrowser *self = user_data;
  g_autoptr (GPtrArray) chosen = roster_record_selection_records (PRIVATE (self)->selection);
  g_autoptr (RosterEdit) edit = NULL;
  g_autofree char *label = NULL;

  if (chosen->len == 0)
    return;

  if (chosen->len == 1)
    /* Translators: a step that can be undone; %s is a streamer or product. */
    label = g_strdup_printf (_("Delete %s"), roster_record_title (chosen->pdata[0]));
  else
    /* Translators: a step that can be undone: how many records, and of what kind. */
    label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %u of %s", "Delete %u of %s", chosen->len), chosen->len,
                             roster_record_type_label (CLASS (self)->type, TRUE));
  edit = roster_edit_new (chosen->len == 1 ? ROSTER_CAUSE_EDIT : ROSTER_CAUSE_BULK, label);
  for (guint i = 0; i < chosen->len; i++)
    roster_edit_delete (edit, chosen->pdata[i]);
  roster_store_apply_async (store_of (self), edit, NULL, deleted_cb, g_object_ref (self));
}

static const GActionEntry actions[] = {
  { "new", new_cb },
  { "edit-selected", edit_selected_cb },
  { "delete-selected", delete_selected_cb },
  { "find", find_cb },
  { "select-all", select_all_cb },
  { "select-none", select_none_cb },
  { "clear-filters", clear_filters_cb },
};

static void
add_state_action (RosterRecordBrowser *self,
                  const char          *name,
                  const char          *state,
                  GCallback            change)
{
  g_autoptr (GSimpleAction) action =
      g_simple_action_new_stateful (name, G_VARIANT_TYPE_STRING, g_variant_new_string (state));

  g_signal_connect_object (action, "change-state", change, self, 0);
  g_action_map_add_action (G_ACTION_MAP (PRIVATE (self)->actions), G_ACTION (action));
}

static void
add_actions (RosterRecordBrowser *self)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);

  priv->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (priv->actions), actions, G_N_ELEMENTS (actions), self);
  add_state_action (self, "order", priv->order->nick, G_CALLBACK (change_order_cb));
  for (guint i = 0; CLASS (self)->filters[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("filter-", CLASS (self)->filters[i], NULL);

      add_state_action (self, name, "", G_CALLBACK (change_filter_cb));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "browser", G_ACTION_GROUP (priv->actions));
}

static void
roster_record_browser_record_changed (RosterPane *pane)
{
  RosterRecordBrowser *self = ROSTER_RECORD_BROWSER (pane);
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  const char *id = roster_pane_record_id (pane);
  guint position;

  if (id == NULL)
    return;

  roster_record_selection_choose (priv->selection, id);
  position = roster_record_selection_find (priv->selection, id);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (priv->view), "list.scroll-to-item", "u", position);
}

static void
roster_record_browser_constructed (GObject *object)
{
  RosterRecordBrowser *self = ROSTER_RECORD_BROWSER (object);
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  RosterContext *context = roster_pane_context (ROSTER_PANE (self));
  g_autofree char *order = g_settings_get_string (roster_context_settings (context), CLASS (self)->order_key);
  GtkSortListModel *sorted;

  G_OBJECT_CLASS (roster_record_browser_parent_class)->constructed (object);

  set_order (self, order);
  add_actions (self);

  priv->records = roster_record_list_new (roster_context_store (context), CLASS (self)->type);
  priv->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  priv->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  priv->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (priv->records)), g_object_ref (priv->filter));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (priv->shown)), g_object_ref (priv->sorter));
  priv->slice = gtk_slice_list_model_new (G_LIST_MODEL (sorted), 0, FIRST_ROWS);
  priv->selection = roster_record_selection_new (G_LIST_MODEL (g_object_ref (priv->slice)));

  g_signal_connect_object (priv->records, "notify::loading", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->records, "items-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->shown, "items-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->slice, "items-changed", G_CALLBACK (rows_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->selection, "chosen-changed", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_context_store (context), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);

  adw_window_title_set_title (priv->title, roster_record_type_label (CLASS (self)->type, TRUE));
  adw_status_page_set_icon_name (priv->empty, CLASS (self)->icon_name);
  adw_status_page_set_title (priv->empty, g_dgettext (GETTEXT_PACKAGE, CLASS (self)->empty_title));
  adw_status_page_set_description (priv->empty, g_dgettext (GETTEXT_PACKAGE, CLASS (self)->empty_description));
  gtk_text_set_placeholder_text (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (priv->search))),
                                 g_dgettext (GETTEXT_PACKAGE, CLASS (self)->search_hint));
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  roster_record_type_label (CLASS (self)->type, TRUE), -1);
  gtk_menu_button_set_create_popup_func (priv->view_menu, create_view_menu, self, NULL);
  gtk_list_view_set_model (priv->view, GTK_SELECTION_MODEL (priv->selection));
  update_surroundings (self);
}

static void
roster_record_browser_dispose (GObject *object)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (ROSTER_RECORD_BROWSER (object));

  g_cancellable_cancel (priv->searching);
  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->searching);
  g_clear_object (&priv->cancellable);
  g_clear_handle_id (&priv->update_source, g_source_remove);
  g_clear_handle_id (&priv->widen_source, g_source_remove);
  if (priv->view != NULL)
    gtk_list_view_set_model (priv->view, NULL);
  g_clear_object (&priv->selection);
  g_clear_object (&priv->slice);
  g_clear_object (&priv->shown);
  g_clear_object (&priv->filter);
  g_clear_object (&priv->sorter);
  g_clear_object (&priv->records);
  g_clear_object (&priv->actions);

  G_OBJECT_CLASS (roster_record_browser_parent_class)->dispose (object);
}

static void
roster_record_browser_finalize (GObject *object)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (ROSTER_RECORD_BROWSER (object));

  g_hash_table_unref (priv->narrowed);
  g_clear_pointer (&priv->ranks, g_hash_table_unref);
  g_ptr_array_unref (priv->bound);

  G_OBJECT_CLASS (roster_record_browser_parent_class)->finalize (object);
}

static void
roster_record_browser_class_init (RosterRecordBrowserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_record_browser_constructed;
  object_class->dispose = roster_record_browser_dispose;
  object_class->finalize = roster_record_browser_finalize;
  ROSTER_PANE_CLASS (klass)->record_changed = roster_record_browser_record_changed;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-record-browser.ui");
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, search);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, view_menu);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, chips);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, stack);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, empty);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, view);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, foot);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, warning);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, warning_text);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, bulk_bar);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, bulk_count);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, title);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_match_cb);
}

static void
roster_record_browser_init (RosterRecordBrowser *self)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);

  priv->narrowed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  priv->bound = g_ptr_array_new ();
  priv->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Collation keys are made once a record; records do not change. */
static const char *
collation_key (RosterRecord *record)
{
  static GQuark quark = 0;
  char *key;

  if (quark == 0)
    quark = g_quark_from_static_string ("roster-collation-key");

  key = g_object_get_qdata (G_OBJECT (record), quark);
  if (key == NULL)
    {
      key = g_utf8_collate_key (roster_record_title (record), -1);
      g_object_set_qdata_full (G_OBJECT (record), quark, key, g_free);
    }

  return key;
}

/**
 * roster_record_browser_compare_titles:
 *
 * Returns: the order of two records by their titles, as the language sorts
 */
int
roster_record_browser_compare_titles (RosterRecordBrowser *self,
                                      RosterRecord        *a,
                                      RosterRecord        *b)
{
  return strcmp (collation_key (a), collation_key (b));
}

/**
 * roster_record_browser_refresh:
 *
 * Shows the rows again and orders them anew, because something that stands in them besides the record has changed.
 */
void
roster_record_browser_refresh (RosterRecordBrowser *self)
{
  g_return_if_fail (ROSTER_IS_RECORD_BROWSER (self));

  RosterRecordBrowserPrivate *priv = PRIVATE (self);

  for (guint i = 0; i < priv->bound->len; i++)
    {
      GtkListItem *item = priv->bound->pdata[i];

      CLASS (self)->bind_row (self, gtk_list_item_get_child (item), gtk_list_item_get_item (item));
    }
  gtk_sorter_changed (priv->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  queue_update (self);
}

/**
 * roster_record_browser_selection:
 *
 * Returns: (transfer none): what is shown, in order, and what of it is selected
 */
RosterRecordSelection *
roster_record_browser_selection (RosterRecordBrowser *self)
{
  g_return_val_if_fail (ROSTER_IS_RECORD_BROWSER (self), NULL);

  return PRIVATE (self)->selection;
}

/**
 * roster_record_browser_search:
 * @text: as if a person had typed it
 */
void
roster_record_browser_search (RosterRecordBrowser *self,
                              const char          *text)
{
  g_return_if_fail (ROSTER_IS_RECORD_BROWSER (self));
  g_return_if_fail (text != NULL);

  gtk_editable_set_text (GTK_EDITABLE (PRIVATE (self)->search), text);
}
