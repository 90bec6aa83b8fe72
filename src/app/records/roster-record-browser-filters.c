/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-browser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Shows only the records whose @field, one of the filters, is @value; NULL shows all of them. */
void
roster_record_browser_set_filter (RosterRecordBrowser *self,
                                  const char          *field,
                                  const char          *value)
{
  g_autofree char *action = g_strconcat ("filter-", field, NULL);

  g_action_group_change_action_state (G_ACTION_GROUP (PRIVATE (self)->actions), action,
                                      g_variant_new_string (value != NULL ? value : ""));
}

static void
drop_filter_cb (GtkButton           *chip,
                RosterRecordBrowser *self)
{
  roster_record_browser_set_filter (self, gtk_widget_get_name (GTK_WIDGET (chip)), NULL);
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

/* Returns: (transfer full): what the list is narrowed down to, for a person; empty where it is not */
char *
roster_record_browser_describe_filter (RosterRecordBrowser *self)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; CLASS (self)->filters[i] != NULL; i++)
    {
      const char *value = g_hash_table_lookup (priv->narrowed, CLASS (self)->filters[i]);

      if (value != NULL)
        g_ptr_array_add (words, (gpointer) filter_label (find_field (self, CLASS (self)->filters[i]), value));
    }
  if (gtk_editable_get_text (GTK_EDITABLE (priv->search))[0] != '\0')
    g_ptr_array_add (words, (gpointer) gtk_editable_get_text (GTK_EDITABLE (priv->search)));
  g_ptr_array_add (words, NULL);

  return g_strjoinv (" · ", (char **) words->pdata);
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

/* Orders by @nick, or by the default where there is no such order. */
void
roster_record_browser_set_order (RosterRecordBrowser *self,
                                 const char          *nick)
{
  RosterRecordBrowserPrivate *priv = PRIVATE (self);
  const RosterBrowserOrder *orders = CLASS (self)->orders;

  priv->order = orders;
  for (guint i = 0; orders[i].nick != NULL; i++)
    if (strcmp (orders[i].nick, nick) == 0)
      priv->order = &orders[i];
  g_hash_table_remove_all (priv->keys);
  if (priv->order->field != NULL)
    priv->order_field = roster_record_type_find_field (CLASS (self)->type, priv->order->field);

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
  roster_record_browser_set_order (self, g_variant_get_string (state, NULL));
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
    roster_record_browser_set_filter (self, CLASS (self)->filters[i], NULL);
}

static void
view_menu_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gtk_menu_button_popup (PRIVATE (user_data)->view_menu);
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

/* Made when it is opened, because the values in use change. */
void
roster_record_browser_create_view_menu (GtkMenuButton *button,
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
  roster_record_browser_append_saved (self, menu);

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

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

/* The states of the order and of each filter, and the way back to everything. */
void
roster_record_browser_add_filter_actions (RosterRecordBrowser *self)
{
  static const GActionEntry entries[] = { { "clear-filters", clear_filters_cb }, { "view-menu", view_menu_cb } };
  RosterRecordBrowserPrivate *priv = PRIVATE (self);

  g_action_map_add_action_entries (G_ACTION_MAP (priv->actions), entries, G_N_ELEMENTS (entries), self);
  add_state_action (self, "order", priv->order->nick, G_CALLBACK (change_order_cb));
  for (guint i = 0; CLASS (self)->filters[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("filter-", CLASS (self)->filters[i], NULL);

      add_state_action (self, name, "", G_CALLBACK (change_filter_cb));
    }
}
