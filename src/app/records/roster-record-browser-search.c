/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-browser-private.h"

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
  roster_store_search_async (roster_context_store (roster_pane_context (ROSTER_PANE (self))), text, CLASS (self)->type,
                             G_MAXUINT16, priv->searching, found_cb, self);
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
  g_autoptr (RosterRecord) first = g_list_model_get_item (G_LIST_MODEL (PRIVATE (self)->selection), 0);

  if (first != NULL)
    roster_record_browser_open (self, first);
}

static void
find_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (PRIVATE (user_data)->search));
}

static const GActionEntry actions[] = {
  { "find", find_cb },
};

/* The way to the search entry by the keyboard. */
void
roster_record_browser_add_search_actions (RosterRecordBrowser *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (PRIVATE (self)->actions), actions, G_N_ELEMENTS (actions), self);
}

/* What the template calls when something is typed into the search entry. */
void
roster_record_browser_bind_search (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, stop_search_cb);
  gtk_widget_class_bind_template_callback (klass, next_match_cb);
  gtk_widget_class_bind_template_callback (klass, first_match_cb);
}

/* Other records may match now. */
void
roster_record_browser_search_again (RosterRecordBrowser *self)
{
  if (PRIVATE (self)->ranks != NULL)
    search (self);
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
