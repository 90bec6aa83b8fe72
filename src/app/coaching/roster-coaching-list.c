/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coaching-list.h"

#include <glib/gi18n-lib.h>

#include "roster-coaching-entry.h"
#include "roster-coaching-row.h"
#include "roster-list-update.h"
#include "roster-text.h"

struct _RosterCoachingList
{
  RosterPane parent_instance;

  GtkSearchEntry *search;
  GtkDropDown *show;
  GtkStack *stack;
  GtkListView *view;
  GtkLabel *foot;

  GListStore *entries;
  GtkFilterListModel *shown;
  GtkSingleSelection *selection;
  GtkFilter *filter;
  GCancellable *cancellable;
};

/* What the list shows; the order is that of the drop-down. */
enum
{
  SHOW_DUE,
  SHOW_RUNNING,
  SHOW_ALL,
};

G_DEFINE_FINAL_TYPE (RosterCoachingList, roster_coaching_list, ROSTER_TYPE_PANE)

static RosterStore *
store_of (RosterCoachingList *self)
{
  return roster_context_store (roster_pane_context (ROSTER_PANE (self)));
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  RosterCoachingEntry *entry = item;
  RosterCoachingList *self = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint show = gtk_drop_down_get_selected (self->show);
  g_autofree char *key = NULL, *folded = NULL;

  if (*text != '\0')
    {
      folded = roster_text_fold (text);
      key = roster_record_search_key (entry->streamer);
      return key != NULL && strstr (key, folded) != NULL;
    }

  return show == SHOW_ALL || (show == SHOW_RUNNING && entry->running != NULL) ||
         (show == SHOW_DUE && (entry->running != NULL || entry->reasons != ROSTER_DUE_NONE));
}

static guint
find_shown (RosterCoachingList *self,
            const char         *id)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; id != NULL && i < n_items; i++)
    {
      g_autoptr (RosterCoachingEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (g_strcmp0 (roster_record_id (entry->streamer), id) == 0 || g_strcmp0 (entry->running, id) == 0)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
show_foot (RosterCoachingList *self)
{
  guint n_all = g_list_model_get_n_items (G_LIST_MODEL (self->entries)), n_due = 0;
  g_autofree char *count = NULL, *due = NULL, *text = NULL;

  for (guint i = 0; i < n_all; i++)
    {
      g_autoptr (RosterCoachingEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      n_due += entry->reasons != ROSTER_DUE_NONE;
    }

  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u streamer", "%u streamers", n_all), n_all);
  due = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u to be coached", "%u to be coached", n_due), n_due);
  /* Translators: how many streamers, and how many of them are due. */
  text = g_strdup_printf (_("%s, %s"), count, due);
  gtk_label_set_label (self->foot, text);
  gtk_stack_set_visible_child_name (
      self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0 ? "list" : n_all > 0 ? "nobody"
                                                                                                  : "empty");
}

/* Filling and filtering keep the streamer who is selected. */
static void
keep_selection (RosterCoachingList *self)
{
  gtk_single_selection_set_selected (self->selection, find_shown (self, roster_pane_record_id (ROSTER_PANE (self))));
  show_foot (self);
}

static void
filter_cb (RosterCoachingList *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  keep_selection (self);
}

static gpointer
read_func (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return roster_coaching_entries_read (cache, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterCoachingList *self = user_data;

  if (entries == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot read who is due for coaching: %s", error->message);
      return;
    }

  roster_list_update (self->entries, entries, (GEqualFunc) roster_coaching_entry_equal);
  keep_selection (self);
}

static void
read_again (RosterCoachingList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  roster_store_read_async (store_of (self), read_func, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                           self->cancellable, read_cb, self);
}

static void
store_changed_cb (RosterCoachingList *self,
                  GPtrArray          *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const RosterRecordType *type = ((RosterRecordKey *) keys->pdata[i])->type;

      if (type == &roster_streamer_type || type == &roster_walkthrough_type || type == &roster_followup_type ||
          type == &roster_rule_type)
        {
          read_again (self);
          return;
        }
    }
}

/* A running walk-through that is open already stays open; most streamers have none, and nothing may be open either. */
static void
selected_cb (RosterCoachingList *self)
{
  RosterCoachingEntry *entry = gtk_single_selection_get_selected_item (self->selection);

  if (entry == NULL ||
      (entry->running != NULL && g_strcmp0 (entry->running, roster_pane_record_id (ROSTER_PANE (self))) == 0))
    return;

  roster_pane_set_record_id (ROSTER_PANE (self), roster_record_id (entry->streamer));
}

/* Enter in the search opens the first of those found. */
static void
first_match_cb (RosterCoachingList *self)
{
  g_autoptr (RosterCoachingEntry) first = g_list_model_get_item (G_LIST_MODEL (self->selection), 0);

  if (first != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "(ss)", "Walkthrough",
                                roster_record_id (first->streamer));
}

static void
activate_cb (RosterCoachingList *self,
             guint               position)
{
  g_autoptr (RosterCoachingEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (entry != NULL && roster_pane_is_narrow (ROSTER_PANE (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "(ss)", "Walkthrough",
                                roster_record_id (entry->streamer));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          RosterCoachingList       *self)
{
  gtk_list_item_set_child (item, roster_coaching_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         RosterCoachingList       *self)
{
  roster_coaching_row_show (ROSTER_COACHING_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
roster_coaching_list_record_changed (RosterPane *pane)
{
  RosterCoachingList *self = ROSTER_COACHING_LIST (pane);

  if (self->selection != NULL)
    gtk_single_selection_set_selected (self->selection, find_shown (self, roster_pane_record_id (pane)));
}

static void
roster_coaching_list_constructed (GObject *object)
{
  RosterCoachingList *self = ROSTER_COACHING_LIST (object);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  G_OBJECT_CLASS (roster_coaching_list_parent_class)->constructed (object);

  self->entries = g_list_store_new (ROSTER_TYPE_COACHING_ENTRY);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->entries)), g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);

  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store_of (self), "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  read_again (self);
}

static void
roster_coaching_list_dispose (GObject *object)
{
  RosterCoachingList *self = ROSTER_COACHING_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->entries);
  g_clear_object (&self->shown);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (roster_coaching_list_parent_class)->dispose (object);
}

static void
roster_coaching_list_class_init (RosterCoachingListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_coaching_list_constructed;
  object_class->dispose = roster_coaching_list_dispose;
  ROSTER_PANE_CLASS (klass)->record_changed = roster_coaching_list_record_changed;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-coaching-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingList, search);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingList, show);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingList, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingList, view);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingList, foot);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
roster_coaching_list_init (RosterCoachingList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
