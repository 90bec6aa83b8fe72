/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include "roster-custom-creating.h"
#include "roster-custom-window.h"
#include "roster-toast.h"

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

static gpointer
make_edit (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const char *streamer, *base;

  g_variant_get (data, "(&s&s)", &streamer, &base);
  return roster_custom_create_edit (cache, streamer, base, error);
}

typedef struct
{
  RosterWindow *window;
  char *id;
} Creating;

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Creating *creating = user_data;
  g_autoptr (GError) error = NULL;

  if (roster_store_apply_finish (ROSTER_STORE (source), result, &error) < 0)
    roster_toast_message (GTK_WIDGET (creating->window->outer), error->message);
  else
    open_request (creating->window, creating->id);
  g_object_unref (creating->window);
  g_free (creating->id);
  g_free (creating);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RosterWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterEdit) edit = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterRecord *request;
  Creating *creating;

  if (edit == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        roster_toast_message (GTK_WIDGET (self->outer), error->message);
      return;
    }

  roster_edit_nth (edit, 0, NULL, &request);
  creating = g_new0 (Creating, 1);
  creating->id = g_strdup (roster_record_id (request));
  creating->window = g_steal_pointer (&self);
  roster_store_apply_async (ROSTER_STORE (source), edit, NULL, created_cb, creating);
}

/* The parameter is a streamer's id, and that of the product to begin with or nothing. */
static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);

  roster_store_write_async (roster_context_store (self->context), make_edit, g_variant_ref (parameter),
                            (GDestroyNotify) g_variant_unref, (GDestroyNotify) roster_edit_unref, self->cancellable,
                            made_cb, g_object_ref (self));
}

void
roster_window_install_custom_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open-custom-request", "s", open_action);
  gtk_widget_class_install_action (klass, "win.new-custom-request", "(ss)", new_action);
}
