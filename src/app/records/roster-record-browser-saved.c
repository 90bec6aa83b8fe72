/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-record-browser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-toast.h"

/*
 * Filters that a person keeps under a name. They stand in the settings as (name, search, {field: value}), in the order
 * in which they were saved, and belong to the computer, not to the office.
 */
#define SAVED_FORMAT "(ssa{ss})"
#define SAVED_TYPE "a" SAVED_FORMAT

static GSettings *
settings_of (RosterRecordBrowser *self)
{
  return roster_context_settings (roster_pane_context (ROSTER_PANE (self)));
}

static const char *
searched_text (RosterRecordBrowser *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (PRIVATE (self)->search));
}

static gboolean
is_narrowed (RosterRecordBrowser *self)
{
  return g_hash_table_size (PRIVATE (self)->narrowed) > 0 || searched_text (self)[0] != '\0';
}

/* What the list shows now, as it is saved. */
static GVariant *
current_filter (RosterRecordBrowser *self,
                const char          *name)
{
  GVariantBuilder fields;

  g_variant_builder_init (&fields, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; CLASS (self)->filters[i] != NULL; i++)
    {
      const char *value = g_hash_table_lookup (PRIVATE (self)->narrowed, CLASS (self)->filters[i]);

      if (value != NULL)
        g_variant_builder_add (&fields, "{ss}", CLASS (self)->filters[i], value);
    }

  return g_variant_ref_sink (g_variant_new (SAVED_FORMAT, name, searched_text (self), &fields));
}

static const char *
name_of (GVariant *saved)
{
  const char *name;

  g_variant_get_child (saved, 0, "&s", &name);
  return name;
}

/* Returns: (transfer full) (nullable): the filter of a name */
static GVariant *
find_saved (RosterRecordBrowser *self,
            const char          *name)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings_of (self), CLASS (self)->saved_key);
  GVariantIter iter;
  GVariant *saved;

  g_variant_iter_init (&iter, all);
  while ((saved = g_variant_iter_next_value (&iter)) != NULL)
    {
      if (strcmp (name_of (saved), name) == 0)
        return saved;
      g_variant_unref (saved);
    }

  return NULL;
}

/* Puts @filter where the one of its name stands, or last; without @filter the one called @name goes. */
static void
store (RosterRecordBrowser *self,
       const char          *name,
       GVariant            *filter)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings_of (self), CLASS (self)->saved_key);
  GVariantBuilder builder;
  gsize n_saved = g_variant_n_children (all);
  gboolean placed = FALSE;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (SAVED_TYPE));
  for (gsize i = 0; i < n_saved; i++)
    {
      g_autoptr (GVariant) saved = g_variant_get_child_value (all, i);
      gboolean named = strcmp (name_of (saved), name) == 0;

      if (!named)
        g_variant_builder_add_value (&builder, saved);
      else if (filter != NULL)
        g_variant_builder_add_value (&builder, filter);
      placed |= named;
    }
  if (filter != NULL && !placed)
    g_variant_builder_add_value (&builder, filter);

  g_settings_set_value (settings_of (self), CLASS (self)->saved_key, g_variant_builder_end (&builder));
}

/* Saving */

static void
name_cb (GtkEditable      *entry,
         AdwMessageDialog *dialog)
{
  RosterRecordBrowser *self = g_object_get_data (G_OBJECT (dialog), "browser");
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autoptr (GVariant) known = find_saved (self, name);

  adw_message_dialog_set_response_enabled (dialog, "save", name[0] != '\0');
  adw_message_dialog_set_response_label (dialog, "save", known != NULL ? _("_Replace") : _("_Save"));
}

static void
save_cb (AdwMessageDialog *dialog,
         const char       *response,
         GtkEditable      *entry)
{
  RosterRecordBrowser *self = g_object_get_data (G_OBJECT (dialog), "browser");
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autoptr (GVariant) filter = current_filter (self, name);

  store (self, name, filter);
}

static void
save_filter_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  RosterRecordBrowser *self = user_data;
  g_autofree char *proposal = roster_record_browser_describe_filter (self);
  GtkWidget *entry = gtk_entry_new (), *dialog;

  if (!is_narrowed (self))
    {
      g_object_unref (g_object_ref_sink (entry));
      roster_toast_message (GTK_WIDGET (self), _("Narrow the list down first; then it can be saved as a filter"));
      return;
    }

  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save Filter"),
                                   _("It stands in the list’s menu from now on."));
  g_object_set_data_full (G_OBJECT (dialog), "browser", g_object_ref (self), g_object_unref);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "save", _("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the filter"), -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (name_cb), dialog, 0);
  g_signal_connect_object (dialog, "response::save", G_CALLBACK (save_cb), entry, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), proposal);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* Using and forgetting */

static void
use_saved_cb (GSimpleAction *action,
              GVariant      *state,
              gpointer       user_data)
{
  RosterRecordBrowser *self = user_data;
  g_autoptr (GVariant) saved = find_saved (self, g_variant_get_string (state, NULL));
  g_autoptr (GVariant) fields = NULL;
  const char *search;

  if (saved == NULL)
    return;

  g_variant_get (saved, "(&s&s@a{ss})", NULL, &search, &fields);
  for (guint i = 0; CLASS (self)->filters[i] != NULL; i++)
    {
      const char *value = NULL;

      g_variant_lookup (fields, CLASS (self)->filters[i], "&s", &value);
      roster_record_browser_set_filter (self, CLASS (self)->filters[i], value);
    }
  roster_record_browser_search (self, search);
}

static void
forget_saved_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  store (user_data, g_variant_get_string (parameter, NULL), NULL);
}

static GMenu *
list_saved (RosterRecordBrowser *self,
            const char          *action)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings_of (self), CLASS (self)->saved_key);
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < g_variant_n_children (all); i++)
    {
      g_autoptr (GVariant) saved = g_variant_get_child_value (all, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (name_of (saved), NULL);

      g_menu_item_set_action_and_target (item, action, "s", name_of (saved));
      g_menu_append_item (menu, item);
    }

  return menu;
}

/* Marks the saved filter that the list shows now. */
static void
update_state (RosterRecordBrowser *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings_of (self), CLASS (self)->saved_key);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (PRIVATE (self)->actions), "use-saved");
  const char *current = "";

  for (gsize i = 0; i < g_variant_n_children (all); i++)
    {
      g_autoptr (GVariant) saved = g_variant_get_child_value (all, i);
      g_autoptr (GVariant) now = current_filter (self, name_of (saved));

      if (g_variant_equal (saved, now))
        current = name_of (saved);
    }

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (current));
}

/* The part of the list's menu that is about saved filters; made when the menu is opened. */
void
roster_record_browser_append_saved (RosterRecordBrowser *self,
                                    GMenu               *menu)
{
  g_autoptr (GMenu) section = list_saved (self, "browser.use-saved");
  g_autoptr (GMenu) forget = list_saved (self, "browser.forget-saved");
  gboolean has_saved = g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0;

  if (is_narrowed (self))
    g_menu_append (section, _("_Save This Filter…"), "browser.save-filter");
  if (has_saved)
    g_menu_append_submenu (section, _("_Forget"), G_MENU_MODEL (forget));
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, _("Saved filters"), G_MENU_MODEL (section));
  update_state (self);
}

void
roster_record_browser_add_saved_actions (RosterRecordBrowser *self)
{
  static const GActionEntry entries[] = {
    { "save-filter", save_filter_cb },
    { "use-saved", NULL, "s", "''", use_saved_cb },
    { "forget-saved", forget_saved_cb, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (PRIVATE (self)->actions), entries, G_N_ELEMENTS (entries), self);
}
