/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include "roster-custom-creating.h"
#include "roster-custom-window.h"

static void
open_request (RosterWindow *self,
              const char   *id)
{
  gtk_window_present (GTK_WINDOW (roster_custom_window_new (self, self->context, id)));
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  open_request (ROSTER_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static gboolean
make_request (RosterCache    *cache,
              gconstpointer   data,
              char          **id,
              RosterEdit    **edit,
              GError        **error)
{
  const char *streamer, *base;
  RosterRecord *request;

  g_variant_get ((GVariant *) data, "(&s&s)", &streamer, &base);
  *edit = roster_custom_create_edit (cache, streamer, base, error);
  if (*edit == NULL)
    return FALSE;

  roster_edit_nth (*edit, 0, NULL, &request);
  *id = g_strdup (roster_record_id (request));
  return TRUE;
}

/* The parameter is a streamer's id, and that of the product to begin with or nothing. */
static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  roster_window_create (ROSTER_WINDOW (widget), make_request, g_variant_ref (parameter),
                        (GDestroyNotify) g_variant_unref, open_request);
}

void
roster_window_install_custom_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open-custom-request", "s", open_action);
  gtk_widget_class_install_action (klass, "win.new-custom-request", "(ss)", new_action);
}
