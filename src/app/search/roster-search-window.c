/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-search-window.h"

#include <glib/gi18n-lib.h>

#include "roster-place.h"

/* More than these nobody looks through; typing one more letter is quicker. */
#define LIMIT 50

struct _RosterSearchWindow
{
  AdwWindow parent_instance;

  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListBox *list;
  AdwStatusPage *failure;

  RosterContext *context;
  GCancellable *searching;
  gboolean found;
  gboolean opens_first;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterSearchWindow, roster_search_window, ADW_TYPE_WINDOW)

static void
choose (RosterSearchWindow *self,
        const char         *type,
        const char         *id)
{
  g_signal_emit (self, signals[CHOSEN], 0, type, id);
  gtk_window_close (GTK_WINDOW (self));
}

/* What is found in a note or call is shown on the page of its streamer. */
static gpointer
read_streamer (RosterCache   *cache,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (RosterRecord) activity = roster_cache_get (cache, &roster_activity_type, data, error);

  return activity != NULL ? g_strdup (roster_record_text (activity, "streamer")) : NULL;
}

static void
streamer_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RosterSearchWindow) self = user_data;
  g_autofree char *id = roster_store_finish (ROSTER_STORE (source), result, NULL);

  if (id != NULL)
    choose (self, roster_streamer_type.name, id);
}

static void
open_row (RosterSearchWindow *self,
          GtkListBoxRow      *row)
{
  const RosterRecordType *type = g_object_get_data (G_OBJECT (row), "type");
  const char *id = g_object_get_data (G_OBJECT (row), "id");

  if (type == &roster_activity_type)
    roster_store_read_async (roster_context_store (self->context), read_streamer, g_strdup (id), g_free, g_free, NULL,
                             streamer_cb, g_object_ref (self));
  else
    choose (self, type->name, id);
}

static GtkWidget *
make_row (const RosterSearchResult *hit)
{
  const RosterPlace *place = roster_place_for (hit->type->name);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (place != NULL ? place->icon_name : "document-edit-symbolic");
  GtkWidget *title = gtk_label_new (hit->title);
  GtkWidget *kind = gtk_label_new (roster_record_type_label (hit->type, FALSE));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_widget_add_css_class (kind, "caption");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), kind);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, hit->title, -1);
  g_object_set_data (G_OBJECT (row), "type", (gpointer) hit->type);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (hit->id), g_free);
  return row;
}

static void
show_hits (RosterSearchWindow *self,
           GPtrArray          *hits)
{
  GtkWidget *child;
  guint shown = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);

  for (guint i = 0; i < hits->len; i++)
    {
      const RosterSearchResult *hit = hits->pdata[i];

      if (hit->type != &roster_activity_type && roster_place_for (hit->type->name) == NULL)
        continue;

      gtk_list_box_append (self->list, make_row (hit));
      shown++;
    }

  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "hits" : "nothing-found");
  self->found = TRUE;
  if (self->opens_first && shown > 0)
    open_row (self, gtk_list_box_get_row_at_index (self->list, 0));
  self->opens_first = FALSE;
}

static void
show_failure (RosterSearchWindow *self,
              const GError       *error)
{
  g_autofree char *description = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failure, description);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  self->opens_first = FALSE;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = roster_store_search_finish (ROSTER_STORE (source), result, &error);

  if (hits != NULL)
    show_hits (user_data, hits);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (user_data, error);
}

static void
search_cb (RosterSearchWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->found = FALSE;
  self->opens_first = FALSE;
  if (text[0] == '\0')
    {
      gtk_stack_set_visible_child_name (self->stack, "start");
      return;
    }

  self->searching = g_cancellable_new ();
  roster_store_search_async (roster_context_store (self->context), text, NULL, LIMIT, self->searching, found_cb, self);
}

static void
move (RosterSearchWindow *self,
      int                 by)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  GtkListBoxRow *row =
      gtk_list_box_get_row_at_index (self->list, selected != NULL ? gtk_list_box_row_get_index (selected) + by : 0);
  GtkWidget *viewport;
  double y;

  if (row == NULL)
    return;

  gtk_list_box_select_row (self->list, row);
  viewport = gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_SCROLLED_WINDOW);
  if (gtk_widget_translate_coordinates (GTK_WIDGET (row), GTK_WIDGET (self->list), 0, 0, NULL, &y))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (viewport)), y,
                               y + gtk_widget_get_height (GTK_WIDGET (row)));
}

static gboolean
key_cb (RosterSearchWindow *self,
        guint               keyval,
        guint               keycode,
        GdkModifierType     modifiers)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
      move (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      move (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      gtk_window_close (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Whoever types and presses Enter at once means what was typed, not what was found for the letters before. */
static void
activate_cb (RosterSearchWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (!self->found)
    self->opens_first = self->searching != NULL;
  else if (row != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "hits") == 0)
    open_row (self, row);
}

static void
row_activated_cb (RosterSearchWindow *self,
                  GtkListBoxRow      *row)
{
  open_row (self, row);
}

static void
roster_search_window_dispose (GObject *object)
{
  RosterSearchWindow *self = ROSTER_SEARCH_WINDOW (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_search_window_parent_class)->dispose (object);
}

static void
roster_search_window_class_init (RosterSearchWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_search_window_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-search-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterSearchWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, RosterSearchWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterSearchWindow, list);
  gtk_widget_class_bind_template_child (widget_class, RosterSearchWindow, failure);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
roster_search_window_init (RosterSearchWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RosterSearchWindow *
roster_search_window_new (GtkWindow     *parent,
                          RosterContext *context)
{
  RosterSearchWindow *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);

  self = g_object_new (ROSTER_TYPE_SEARCH_WINDOW, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  return self;
}
