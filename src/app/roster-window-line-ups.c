/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include "roster-line-up-creating.h"
#include "roster-line-up-window.h"

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

static gboolean
make_for_streamer (RosterCache    *cache,
                   gconstpointer   data,
                   char          **id,
                   RosterEdit    **edit,
                   GError        **error)
{
  return roster_line_up_for_streamer (cache, data, id, edit, error);
}

static gboolean
make_for_live (RosterCache    *cache,
               gconstpointer   data,
               char          **id,
               RosterEdit    **edit,
               GError        **error)
{
  return roster_line_up_for_live (cache, data, id, edit, error);
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

/* The parameter is the key of a live, of one time of a series too: opens the line-up that it has, or plans one for
   exactly this live. */
static void
of_live_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  roster_window_create (ROSTER_WINDOW (widget), make_for_live, g_variant_dup_string (parameter, NULL), g_free,
                        open_line_up);
}

void
roster_window_install_line_up_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open-line-up", "s", open_action);
  gtk_widget_class_install_action (klass, "win.new-line-up", "s", new_action);
  gtk_widget_class_install_action (klass, "win.line-up-of-live", "s", of_live_action);
}
