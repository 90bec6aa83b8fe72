/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-blank-page.h"
#include "roster-config.h"
#include "roster-sidebar-row.h"

G_DEFINE_FINAL_TYPE (RosterWindow, roster_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_CONTEXT = 1,
  PROP_FRESHNESS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static RosterPane *
shown_list (RosterWindow *self)
{
  return (RosterPane *) gtk_stack_get_visible_child (self->lists);
}

/* A place without pages leaves the last page of another where it is, out of sight. */
static RosterPane *
shown_page (RosterWindow *self)
{
  if (self->place == NULL || self->place->page == NULL)
    return NULL;

  return (RosterPane *) gtk_stack_get_visible_child (self->pages);
}

/* A pane stays where it was put first: buttons of a pane that is taken out and put back lose its actions. */
static void
show_in (GtkStack   *stack,
         RosterPane *pane)
{
  if (gtk_widget_get_parent (GTK_WIDGET (pane)) == NULL)
    gtk_stack_add_child (stack, GTK_WIDGET (pane));
  gtk_stack_set_visible_child (stack, GTK_WIDGET (pane));
}

/* The page of a place is made when there is something for it to show; until then a blank one says that there is not. */
static gboolean
waits_for_record (const RosterPlace *place)
{
  return place->page != NULL && place->record_type != NULL && !place->has_overview;
}

static RosterPane *
ensure_pane (RosterWindow *self,
             GType         type)
{
  GtkWidget *pane = g_hash_table_lookup (self->panes, GSIZE_TO_POINTER (type));

  if (pane == NULL)
    {
      pane = g_object_ref_sink (g_object_new (type, "context", self->context, NULL));
      g_hash_table_insert (self->panes, GSIZE_TO_POINTER (type), pane);
    }

  return ROSTER_PANE (pane);
}

/* Which of the three header bars carry the window's buttons, and which a way back, follows from what is folded. */
static void
update_panes (RosterWindow *self)
{
  RosterPane *list = shown_list (self), *page = shown_page (self);
  gboolean one_pane = page == NULL || adw_leaflet_get_folded (self->outer);
  gboolean no_sidebar = adw_leaflet_get_folded (self->inner);

  if (list != NULL)
    g_object_set (list,
                  "show-start-title-buttons", no_sidebar,
                  "show-end-title-buttons", one_pane,
                  "can-go-back", no_sidebar,
                  "narrow", adw_leaflet_get_folded (self->outer),
                  NULL);
  if (page != NULL)
    g_object_set (page,
                  "show-start-title-buttons", adw_leaflet_get_folded (self->outer),
                  "show-end-title-buttons", TRUE,
                  "can-go-back", adw_leaflet_get_folded (self->outer),
                  "narrow", adw_leaflet_get_folded (self->outer),
                  NULL);
}

static gboolean
sidebar_has_end_buttons (RosterWindow *self,
                         gboolean      inner_folded,
                         gboolean      outer_folded)
{
  return inner_folded && (outer_folded || shown_page (self) == NULL);
}

/* On a phone the window's own buttons stand in the sidebar's bar too. */
static gboolean
sidebar_has_room_for_title (RosterWindow *self,
                            gboolean      inner_folded)
{
  return !inner_folded;
}

static void
show_page (RosterWindow *self,
           RosterPane   *page)
{
  if (shown_page (self) == page)
    return;

  show_in (self->pages, page);
  update_panes (self);
}

static RosterPane *
ensure_page (RosterWindow *self)
{
  GtkWidget *blank = g_hash_table_lookup (self->panes, self->place);

  show_page (self, self->place->page != NULL ? ensure_pane (self, self->place->page ()) : NULL);
  if (blank != NULL)
    {
      gtk_stack_remove (self->pages, blank);
      g_hash_table_remove (self->panes, self->place);
    }

  return shown_page (self);
}

static void
show_page_or_blank (RosterWindow *self)
{
  RosterPane *page = NULL;
  const RosterPlace *place = self->place;

  if (!waits_for_record (place) || g_hash_table_contains (self->panes, GSIZE_TO_POINTER (place->page ())))
    {
      ensure_page (self);
      return;
    }

  page = g_hash_table_lookup (self->panes, place);
  if (page == NULL)
    {
      page = g_object_ref_sink (roster_blank_page_new (self->context, place));
      g_hash_table_insert (self->panes, (gpointer) place, page);
    }
  show_page (self, page);
}

/* Wide enough for list and page: the page follows the selection. Otherwise it waits for win.open. */
static void
selection_cb (RosterPane   *list,
              GParamSpec   *pspec,
              RosterWindow *self)
{
  RosterPane *page = shown_page (self);

  if (page != NULL && shown_list (self) == list && !adw_leaflet_get_folded (self->outer))
    {
      if (roster_pane_record_id (list) != NULL)
        page = ensure_page (self);
      roster_pane_set_record_id (page, roster_pane_record_id (list));
      roster_pane_set_selected (page, roster_pane_selected (list));
    }
}

static void
folded_cb (RosterWindow *self)
{
  RosterPane *list = shown_list (self);

  update_panes (self);
  if (list != NULL)
    selection_cb (list, NULL, self);
}

static void
place_activated_cb (GtkListBox       *places,
                    RosterSidebarRow *row,
                    RosterWindow     *self)
{
  roster_window_show_place (self, roster_sidebar_row_place (row)->name);
}

static GtkListBoxRow *
find_row (RosterWindow      *self,
          const RosterPlace *place)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->places, i)) != NULL; i++)
    if (roster_sidebar_row_place (ROSTER_SIDEBAR_ROW (row)) == place)
      return row;

  return NULL;
}

static void
freshness_cb (RosterFreshness *freshness,
              GParamSpec      *pspec,
              RosterWindow    *self)
{
  const RosterPlace *changes = roster_place_find ("changes");
  guint pending;

  g_object_get (freshness, "pending", &pending, NULL);
  if (changes != NULL)
    roster_sidebar_row_set_count (ROSTER_SIDEBAR_ROW (find_row (self, changes)), pending);
}

/* Menus are made when they are opened. */
static void
create_primary_menu (GtkMenuButton *button,
                     gpointer       user_data)
{
  gtk_menu_button_set_menu_model (button, ROSTER_WINDOW (user_data)->primary_menu);
}

static void
today_cb (RosterToday  *today,
          GParamSpec   *pspec,
          RosterWindow *self)
{
  guint count;

  g_object_get (today, "count", &count, NULL);
  roster_sidebar_row_set_count (ROSTER_SIDEBAR_ROW (find_row (self, roster_place_find ("today"))), count);
}

static void
save_state (RosterWindow *self)
{
  GSettings *settings = roster_context_settings (self->context);
  int width, height;

  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (!gtk_window_is_maximized (GTK_WINDOW (self)))
    {
      gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
      g_settings_set (settings, "window-size", "(ii)", width, height);
    }
  if (self->place != NULL)
    g_settings_set_string (settings, "place", self->place->name);
}

/* The place where the person left. */
static const RosterPlace *
last_place (GSettings *settings)
{
  g_autofree char *name = g_settings_get_string (settings, "place");
  const RosterPlace *place = roster_place_find (name);

  return place != NULL ? place : roster_place_nth (0);
}

static void
restore_state (RosterWindow *self)
{
  GSettings *settings = roster_context_settings (self->context);
  int width, height;

  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  roster_window_show_place (self, last_place (settings)->name);
}

static gboolean
roster_window_close_request (GtkWindow *window)
{
  save_state (ROSTER_WINDOW (window));

  return GTK_WINDOW_CLASS (roster_window_parent_class)->close_request (window);
}

static void
roster_window_constructed (GObject *object)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  G_OBJECT_CLASS (roster_window_parent_class)->constructed (object);

  for (guint i = 0; i < roster_place_count (); i++)
    gtk_list_box_append (self->places, GTK_WIDGET (roster_sidebar_row_new (roster_place_nth (i))));

  self->freshness = roster_freshness_new (self->context);
  g_signal_connect_object (self->freshness, "notify::pending", G_CALLBACK (freshness_cb), self, 0);
  g_object_notify_by_pspec (object, properties[PROP_FRESHNESS]);
  freshness_cb (self->freshness, NULL, self);
  g_signal_connect_object (roster_context_today (self->context), "notify::count", G_CALLBACK (today_cb), self, 0);
  today_cb (roster_context_today (self->context), NULL, self);
  restore_state (self);
  roster_window_init_office (self);
}

static void
roster_window_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, self->context);
      break;
    case PROP_FRESHNESS:
      g_value_set_object (value, self->freshness);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_window_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_window_dispose (GObject *object)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->password_toast);
  g_clear_weak_pointer (&self->failure_toast);
  g_clear_pointer (&self->panes, g_hash_table_unref);
  g_clear_object (&self->freshness);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_window_parent_class)->dispose (object);
}

static void
roster_window_class_init (RosterWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_window_constructed;
  object_class->get_property = roster_window_get_property;
  object_class->set_property = roster_window_set_property;
  object_class->dispose = roster_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = roster_window_close_request;

  properties[PROP_CONTEXT] =
      g_param_spec_object ("context", NULL, NULL, ROSTER_TYPE_CONTEXT,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRESHNESS] =
      g_param_spec_object ("freshness", NULL, NULL, ROSTER_TYPE_FRESHNESS, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, views);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, inner);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, places);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, list_side);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, lists);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, page_side);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, page_separator);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, bell);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, primary_button);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, primary_menu);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_has_end_buttons);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_has_room_for_title);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);

  roster_window_install_actions (widget_class);
  roster_window_install_exchange_actions (widget_class);
  roster_window_install_custom_actions (widget_class);
  roster_window_install_line_up_actions (widget_class);
  roster_window_install_office_actions (widget_class);
  roster_window_install_reminder_actions (widget_class);
}

static void
roster_window_init (RosterWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->panes = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_type_ensure (ROSTER_TYPE_FRESHNESS);
  g_type_ensure (ROSTER_TYPE_REMINDER_BELL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->primary_button, create_primary_menu, self, NULL);
  roster_window_init_exchange (self);
}

/**
 * roster_window_new:
 *
 * Returns: (transfer floating): the app's window, as it was left the last time
 */
RosterWindow *
roster_window_new (GtkApplication *application,
                   RosterContext  *context)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  return g_object_new (ROSTER_TYPE_WINDOW, "application", application, "context", context, NULL);
}

/**
 * roster_window_first_reads:
 *
 * Returns: (transfer full) (element-type RosterFirstRead): what the first window shows, for roster_store_open_async()
 */
GArray *
roster_window_first_reads (GSettings *settings)
{
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  GArray *reads = g_array_new (FALSE, FALSE, sizeof (RosterFirstRead));
  RosterFirstRead own[] = { roster_window_office_first_read (), roster_coordinator_first_read (),
                            roster_freshness_first_read () };
  const RosterPlace *place = last_place (settings);

  g_array_append_vals (reads, own, G_N_ELEMENTS (own));
  if (place->first_reads != NULL)
    place->first_reads (reads);
  return reads;
}

/* The window is called after what it shows; assistive technology reads that first. */
void
roster_window_show_title (RosterWindow *self)
{
  gboolean welcomes = g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "welcome") == 0;

  gtk_window_set_title (GTK_WINDOW (self), welcomes || self->place == NULL ? _("Welcome to Roster")
                                                                           : roster_place_label (self->place));
}

/**
 * roster_window_show_place:
 * @name: the name of a #RosterPlace
 *
 * Goes to one of the places in the sidebar.
 */
void
roster_window_show_place (RosterWindow *self,
                          const char   *name)
{
  const RosterPlace *place;

  g_return_if_fail (ROSTER_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  place = roster_place_find (name);
  if (place == NULL)
    return;

  if (self->place != place)
    {
      RosterPane *list = ensure_pane (self, place->list ());

      self->place = place;
      g_signal_handlers_disconnect_by_func (list, selection_cb, self);
      g_signal_connect_object (list, "notify::record-id", G_CALLBACK (selection_cb), self, 0);
      g_signal_connect_object (list, "notify::selected", G_CALLBACK (selection_cb), self, 0);
      show_in (self->lists, list);
      show_page_or_blank (self);
      gtk_widget_set_visible (self->page_side, place->page != NULL);
      gtk_widget_set_visible (self->page_separator, place->page != NULL);
      gtk_widget_set_hexpand (self->list_side, place->page == NULL);
      gtk_list_box_select_row (self->places, find_row (self, place));
      roster_window_show_title (self);
    }

  adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->inner));
  adw_leaflet_set_visible_child (self->inner, self->list_side);
  folded_cb (self);
}

/**
 * roster_window_open:
 * @type: a record type's name
 * @id: a record of the type
 *
 * Shows a record where its type is at home; does nothing for a type that has no place.
 */
void
roster_window_open (RosterWindow *self,
                    const char   *type,
                    const char   *id)
{
  const RosterPlace *place;

  g_return_if_fail (ROSTER_IS_WINDOW (self));
  g_return_if_fail (type != NULL);
  g_return_if_fail (id != NULL);

  place = roster_place_for (type);
  if (place == NULL)
    return;

  roster_window_show_place (self, place->name);
  roster_pane_set_record_id (shown_list (self), id);
  if (ensure_page (self) != NULL)
    {
      roster_pane_set_record_id (shown_page (self), id);
      adw_leaflet_set_visible_child (self->outer, self->page_side);
    }
}

/* From the page to the list, from the list to the sidebar. */
void
roster_window_go_back (RosterWindow *self)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  if (!adw_leaflet_navigate (self->outer, ADW_NAVIGATION_DIRECTION_BACK))
    adw_leaflet_navigate (self->inner, ADW_NAVIGATION_DIRECTION_BACK);
}
