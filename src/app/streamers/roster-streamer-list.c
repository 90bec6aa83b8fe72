/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-streamer-list.h"

#include "roster-record-list.h"
#include "roster-streamer-row.h"

struct _RosterStreamerList
{
  RosterPane parent_instance;

  GtkListView *view;

  RosterRecordList *streamers;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (RosterStreamerList, roster_streamer_list, ROSTER_TYPE_PANE)

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, roster_streamer_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  roster_streamer_row_bind (ROSTER_STREAMER_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
selected_cb (RosterStreamerList *self)
{
  RosterRecord *streamer = gtk_single_selection_get_selected_item (self->selection);

  roster_pane_set_record_id (ROSTER_PANE (self), streamer != NULL ? roster_record_id (streamer) : NULL);
}

static void
activate_cb (RosterStreamerList *self,
             guint               position)
{
  g_autoptr (RosterRecord) streamer = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "(ss)", roster_streamer_type.name,
                              roster_record_id (streamer));
}

static void
roster_streamer_list_constructed (GObject *object)
{
  RosterStreamerList *self = ROSTER_STREAMER_LIST (object);
  RosterStore *store = roster_context_store (roster_pane_context (ROSTER_PANE (self)));

  G_OBJECT_CLASS (roster_streamer_list_parent_class)->constructed (object);

  self->streamers = roster_record_list_new (store, &roster_streamer_type);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->streamers)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

static void
roster_streamer_list_dispose (GObject *object)
{
  RosterStreamerList *self = ROSTER_STREAMER_LIST (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->streamers);

  G_OBJECT_CLASS (roster_streamer_list_parent_class)->dispose (object);
}

static void
roster_streamer_list_class_init (RosterStreamerListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_streamer_list_constructed;
  object_class->dispose = roster_streamer_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-streamer-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterStreamerList, view);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
roster_streamer_list_init (RosterStreamerList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
