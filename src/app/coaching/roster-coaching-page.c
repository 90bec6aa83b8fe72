/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coaching-page.h"

#include <glib/gi18n-lib.h>

#include "roster-book-failures.h"
#include "roster-coaching-words.h"
#include "roster-result-view.h"
#include "roster-streamer-coaching.h"
#include "roster-toast.h"
#include "roster-walk-view.h"

struct _RosterCoachingPage
{
  RosterPane parent_instance;

  AdwWindowTitle *title;
  GtkWidget *up;
  GtkStack *stack;
  AdwBin *book_bin;
  AdwBin *streamer_bin;
  AdwBin *walk_bin;
  AdwBin *result_bin;

  GCancellable *cancellable;
  RosterWalkSession *session;
  RosterStreamerCoaching *streamer;
  RosterWalkView *walk;
  RosterResultView *result;
};

G_DEFINE_FINAL_TYPE (RosterCoachingPage, roster_coaching_page, ROSTER_TYPE_PANE)

static RosterContext *
context_of (RosterCoachingPage *self)
{
  return roster_pane_context (ROSTER_PANE (self));
}

static void
show_book (RosterCoachingPage *self)
{
  adw_window_title_set_title (self->title, _("What Fails Most"));
  adw_window_title_set_subtitle (self->title, "");
  gtk_widget_set_visible (self->up, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "book");
}

static void
show_streamer (RosterCoachingPage *self,
               RosterRecord       *streamer)
{
  adw_window_title_set_title (self->title, roster_record_title (streamer));
  adw_window_title_set_subtitle (self->title, "");
  gtk_widget_set_visible (self->up, FALSE);
  roster_streamer_coaching_show (self->streamer, roster_record_id (streamer));
  gtk_stack_set_visible_child_name (self->stack, "streamer");
}

static void
session_changed_cb (RosterCoachingPage *self)
{
  RosterWalk *walk = roster_walk_session_walk (self->session);
  gboolean running;

  if (walk == NULL)
    return;

  running = g_strcmp0 (roster_record_text (roster_walk_record (walk), "state"), "running") == 0;
  adw_window_title_set_title (self->title, roster_record_title (roster_walk_session_streamer (self->session)));
  adw_window_title_set_subtitle (self->title,
                                 roster_coaching_checklist_name (roster_walk_session_checklist (self->session)));
  gtk_widget_set_visible (self->up, TRUE);
  if (running)
    roster_walk_view_show (self->walk);
  else
    roster_result_view_show (self->result);
  gtk_stack_set_visible_child_name (self->stack, running ? "walk" : "result");
}

static void
session_failed_cb (RosterCoachingPage *self,
                   const char         *message)
{
  roster_toast_message (GTK_WIDGET (self), message);
}

static void
session_undoable_cb (RosterCoachingPage *self,
                     const char         *what,
                     gint64              step)
{
  roster_toast_undoable (GTK_WIDGET (self), what, step);
}

static gpointer
find_func (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  RosterRecord *record = roster_cache_find (cache, data, error);

  if (record == NULL && error != NULL && *error == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "gone");
  return record;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterRecord) record = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterCoachingPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (record == NULL)
    show_book (self);
  else if (roster_record_type (record) == &roster_walkthrough_type)
    roster_walk_session_open (self->session, roster_record_id (record));
  else if (roster_record_type (record) == &roster_streamer_type)
    show_streamer (self, record);
}

/* From a walk-through to its streamer. */
static void
up_cb (RosterCoachingPage *self)
{
  RosterRecord *streamer = roster_walk_session_streamer (self->session);

  if (streamer != NULL)
    roster_pane_set_record_id (ROSTER_PANE (self), roster_record_id (streamer));
}

static void
roster_coaching_page_record_changed (RosterPane *pane)
{
  RosterCoachingPage *self = ROSTER_COACHING_PAGE (pane);
  const char *id = roster_pane_record_id (pane);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  /* What is typed belongs to the walk-through that is left. */
  if (id == NULL)
    show_book (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "waiting");
  roster_walk_session_open (self->session, NULL);
  if (id != NULL)
    roster_store_read_async (roster_context_store (context_of (self)), find_func, g_strdup (id), g_free,
                             g_object_unref, self->cancellable, found_cb, self);
}

static void
roster_coaching_page_constructed (GObject *object)
{
  RosterCoachingPage *self = ROSTER_COACHING_PAGE (object);
  RosterContext *context = context_of (self);

  G_OBJECT_CLASS (roster_coaching_page_parent_class)->constructed (object);

  self->session = roster_walk_session_new (context);
  self->streamer = ROSTER_STREAMER_COACHING (roster_streamer_coaching_new (context));
  self->walk = ROSTER_WALK_VIEW (roster_walk_view_new (context, self->session));
  self->result = ROSTER_RESULT_VIEW (roster_result_view_new (context, self->session));
  adw_bin_set_child (self->book_bin, roster_book_failures_new (context));
  adw_bin_set_child (self->streamer_bin, GTK_WIDGET (self->streamer));
  adw_bin_set_child (self->walk_bin, GTK_WIDGET (self->walk));
  adw_bin_set_child (self->result_bin, GTK_WIDGET (self->result));
  g_signal_connect_object (self->session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (session_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "undoable", G_CALLBACK (session_undoable_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->walk, "failed", G_CALLBACK (session_failed_cb), self, G_CONNECT_SWAPPED);
  show_book (self);
}

static void
roster_coaching_page_dispose (GObject *object)
{
  RosterCoachingPage *self = ROSTER_COACHING_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_coaching_page_parent_class)->dispose (object);
}

static void
roster_coaching_page_class_init (RosterCoachingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_coaching_page_constructed;
  object_class->dispose = roster_coaching_page_dispose;
  ROSTER_PANE_CLASS (klass)->record_changed = roster_coaching_page_record_changed;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-coaching-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingPage, title);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingPage, up);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingPage, book_bin);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingPage, streamer_bin);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingPage, walk_bin);
  gtk_widget_class_bind_template_child (widget_class, RosterCoachingPage, result_bin);
  gtk_widget_class_bind_template_callback (widget_class, up_cb);
}

static void
roster_coaching_page_init (RosterCoachingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
