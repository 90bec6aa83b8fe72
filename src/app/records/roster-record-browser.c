/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-browser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * A list view makes 200 rows at once, of which a window shows a dozen. Those are drawn first; the others follow, as
 * many again at a time, until the view has all it wants.
 */
#define FIRST_ROWS 18
#define ROWS_OF_VIEW 216

/*
 * The chain of models:
 *
 *   RosterRecordList ── GtkFilterListModel ── GtkSortListModel ── GtkSliceListModel ── RosterRecordSelection
 *   (follows the store)  (search and filters)  (rank, then order)  (first rows first)  (by id)
 */
G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RosterRecordBrowser, roster_record_browser, ROSTER_TYPE_PANE)

RosterRecordBrowserPrivate *
roster_record_browser_private (RosterRecordBrowser *self)
{
  return roster_record_browser_get_instance_private (self);
}

static void roster_record_browser_record_changed (RosterPane *pane);

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
compare_keys (gint64 left,
              gint64 right)
{
  return (left > right) - (left < right);
}

/* Where a list is sorted, two records are compared fifty thousand times: the field was looked up before. */
static int
compare_fields (const RosterPlain *left,
                const RosterPlain *right,
                gboolean           greatest_first)
{
  int result;

  if (left->form == ROSTER_PLAIN_NONE || right->form == ROSTER_PLAIN_NONE)
    return (left->form == ROSTER_PLAIN_NONE) - (right->form == ROSTER_PLAIN_NONE);

  if (left->form == ROSTER_PLAIN_TEXT)
    result = strcmp (left->text, right->text);
  else
    result = compare_keys (left->number, right->number);
  return greatest_first ? -result : result;
}

static gint64
key_of (RosterRecordBrowser *self,
        RosterRecord        *record)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  const gint64 *known = g_hash_table_lookup (priv->keys, record);
  gint64 key;

  if (known != NULL)
    return *known;

  key = priv->order->key (self, record);
  g_hash_table_insert (priv->keys, g_object_ref (record), g_memdup2 (&key, sizeof key));
  return key;
}

static int
compare_in_order (RosterRecordBrowser *self,
                  RosterRecord        *left,
                  RosterRecord        *right)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);

  if (priv->order->compare != NULL)
    return priv->order->compare (self, left, right);
  if (priv->order->key != NULL)
    return compare_keys (key_of (self, left), key_of (self, right));

  return compare_fields (roster_record_nth_plain (left, (guint) priv->order_field),
                         roster_record_nth_plain (right, (guint) priv->order_field), priv->order->greatest_first);
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

  result = compare_in_order (self, left, right);
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

/* A dot before the row; only what changes costs anything. */
static void
mark_waiting (RosterRecordBrowser *self,
              GtkListItem         *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  gboolean waiting = roster_waiting_records_contain (PRIVATE (self)->waiting,
                                                     roster_record_id (gtk_list_item_get_item (item)));
  const char *words = waiting ? _("Not at the office yet") : NULL;

  if (waiting == gtk_widget_has_css_class (row, "waiting"))
    return;

  if (waiting)
    gtk_widget_add_css_class (row, "waiting");
  else
    gtk_widget_remove_css_class (row, "waiting");
  gtk_widget_set_tooltip_text (row, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, waiting ? words : "", -1);
}

static void
waiting_cb (RosterRecordBrowser *self)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);

  for (guint i = 0; i < priv->bound->len; i++)
    mark_waiting (self, priv->bound->pdata[i]);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         RosterRecordBrowser      *self)
{
  g_ptr_array_add (PRIVATE (self)->bound, item);
  CLASS (self)->bind_row (self, gtk_list_item_get_child (item), gtk_list_item_get_item (item));
  mark_waiting (self, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           RosterRecordBrowser      *self)
{
  g_ptr_array_remove_fast (PRIVATE (self)->bound, item);
}

/* What stands around the list */

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
  g_autofree char *description =
      CLASS (self)->describe (self, G_LIST_MODEL (priv->shown), G_LIST_MODEL (priv->records));
  g_autofree char *warning =
      CLASS (self)->warn != NULL ? CLASS (self)->warn (self, G_LIST_MODEL (priv->records)) : NULL;

  priv->update_source = 0;
  roster_record_browser_show_page (self, wanted_page (self));
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

/* Records that were replaced go with their keys. */
static void
records_changed_cb (RosterRecordBrowser *self)
{
  g_hash_table_remove_all (PRIVATE (self)->keys);
  queue_update (self);
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
  roster_pane_set_selected (ROSTER_PANE (self), count);
  if (only != NULL || count > 1)
    roster_pane_set_record_id (ROSTER_PANE (self), only != NULL ? roster_record_id (only) : NULL);
}

/* Shows a record of the list on its page. */
void
roster_record_browser_open (RosterRecordBrowser *self,
                            RosterRecord        *record)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "(ss)", CLASS (self)->type->name,
                              roster_record_id (record));
}

static void
activate_cb (GtkListView         *view,
             guint                position,
             RosterRecordBrowser *self)
{
  g_autoptr (RosterRecord) record = g_list_model_get_item (G_LIST_MODEL (PRIVATE (self)->selection), position);

  roster_record_browser_open (self, record);
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

/* The frame with the first rows is about to be made when this is called first, and is out when it is called again. */
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

  if (gtk_slice_list_model_get_size (priv->slice) == G_MAXUINT || priv->widen_tick != 0 || priv->widen_source != 0 ||
      g_list_model_get_n_items (G_LIST_MODEL (priv->slice)) == 0)
    return;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    priv->widen_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), drawn_cb, NULL, NULL);
  else
    queue_widen (self);
}

static void
roster_record_browser_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (roster_record_browser_parent_class)->map (widget);

  rows_cb (ROSTER_RECORD_BROWSER (widget));
}

/* Actions */

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

static const GActionEntry actions[] = {
  { "select-all", select_all_cb },
  { "select-none", select_none_cb },
};

static void
add_actions (RosterRecordBrowser *self)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);

  priv->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (priv->actions), actions, G_N_ELEMENTS (actions), self);
  roster_record_browser_add_search_actions (self);
  roster_record_browser_add_filter_actions (self);
  roster_record_browser_add_saved_actions (self);
  roster_record_browser_add_edit_actions (self);
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

  roster_record_browser_set_order (self, order);
  add_actions (self);

  priv->records = roster_record_list_new (roster_context_store (context), CLASS (self)->type);
  priv->waiting = roster_waiting_records_new (roster_context_store (context), CLASS (self)->type);
  priv->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  priv->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  priv->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (priv->records)), g_object_ref (priv->filter));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (priv->shown)), g_object_ref (priv->sorter));
  priv->slice = gtk_slice_list_model_new (G_LIST_MODEL (sorted), 0, FIRST_ROWS);
  priv->selection = roster_record_selection_new (G_LIST_MODEL (g_object_ref (priv->slice)));

  g_signal_connect_object (priv->waiting, "changed", G_CALLBACK (waiting_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->records, "notify::loading", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->records, "items-changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->shown, "items-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->slice, "items-changed", G_CALLBACK (rows_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->selection, "chosen-changed", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_context_store (context), "changed", G_CALLBACK (roster_record_browser_search_again),
                           self, G_CONNECT_SWAPPED);

  adw_window_title_set_title (priv->title, roster_record_type_label (CLASS (self)->type, TRUE));
  gtk_text_set_placeholder_text (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (priv->search))),
                                 g_dgettext (GETTEXT_PACKAGE, CLASS (self)->search_hint));
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  roster_record_type_label (CLASS (self)->type, TRUE), -1);
  gtk_menu_button_set_create_popup_func (priv->view_menu, roster_record_browser_create_view_menu, self, NULL);
  gtk_list_view_set_model (priv->view, GTK_SELECTION_MODEL (priv->selection));
  update_surroundings (self);
  roster_record_browser_follow_rights (self);
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
  g_clear_object (&priv->waiting);
  g_clear_object (&priv->actions);

  G_OBJECT_CLASS (roster_record_browser_parent_class)->dispose (object);
}

static void
roster_record_browser_finalize (GObject *object)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (ROSTER_RECORD_BROWSER (object));

  g_hash_table_unref (priv->narrowed);
  g_hash_table_unref (priv->keys);
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
  widget_class->map = roster_record_browser_map;
  ROSTER_PANE_CLASS (klass)->record_changed = roster_record_browser_record_changed;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-record-browser.ui");
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, search);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, create);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, view_menu);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, chips);
  gtk_widget_class_bind_template_child_private (widget_class, RosterRecordBrowser, stack);
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
  roster_record_browser_bind_search (widget_class);
}

static void
roster_record_browser_init (RosterRecordBrowser *self)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);

  priv->narrowed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  priv->keys = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
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
  g_hash_table_remove_all (priv->keys);
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
