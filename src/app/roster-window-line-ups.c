/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include "roster-line-up-creating.h"
#include "roster-line-up-window.h"
#include "roster-toast.h"

static void
open_line_up (RosterWindow *self,
              const char   *id)
{
  gtk_window_present (GTK_WINDOW (roster_line_up_window_new (self, self->context, id)));
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  open_line_up (ROSTER_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static gpointer
make_for_streamer (RosterCache   *cache,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  return roster_line_up_create_edit (cache, data, error);
}

static gpointer
make_for_live (RosterCache   *cache,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return roster_line_up_create_edit_for_live (cache, data, error);
}

/* The parameter is a streamer's id: the line-up is for their next session that has none. */
static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  roster_window_create (ROSTER_WINDOW (widget), make_for_streamer, g_variant_dup_string (parameter, NULL), g_free,
                        open_line_up);
}

/* The line-up of a live */

static gpointer
find (RosterCache   *cache,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  return roster_line_up_find_of_live (cache, data, error);
}

typedef struct
{
  RosterWindow *window;
  char *live;
} Finding;

static void
finding_free (Finding *finding)
{
  g_object_unref (finding->window);
  g_free (finding->live);
  g_free (finding);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Finding, finding_free)

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Finding) finding = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = roster_store_finish (ROSTER_STORE (source), result, &error);

  if (!roster_window_is_open (finding->window))
    return;

  if (id == NULL)
    roster_toast_message (GTK_WIDGET (finding->window->outer), error->message);
  else if (id[0] != '\0')
    open_line_up (finding->window, id);
  else
    roster_window_create (finding->window, make_for_live, g_steal_pointer (&finding->live), g_free, open_line_up);
}

/* The parameter is a live's id: opens the line-up that it has, or plans one for exactly this live. */
static void
of_live_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);
  Finding *finding = g_new0 (Finding, 1);

  finding->window = g_object_ref (self);
  finding->live = g_variant_dup_string (parameter, NULL);
  roster_store_read_async (roster_context_store (self->context), find, g_strdup (finding->live), g_free, g_free,
                           self->cancellable, found_cb, finding);
}

void
roster_window_install_line_up_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open-line-up", "s", open_action);
  gtk_widget_class_install_action (klass, "win.new-line-up", "s", new_action);
  gtk_widget_class_install_action (klass, "win.line-up-of-live", "s", of_live_action);
}
