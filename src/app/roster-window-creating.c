/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window-private.h"

#include "roster-toast.h"

/* Creating a record and opening a window for it. */

typedef struct
{
  RosterWindow *window;
  RosterWindowOpen open;
} Creating;

static void
creating_free (Creating *creating)
{
  g_object_unref (creating->window);
  g_free (creating);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Creating, creating_free)

/* What the writer's thread does. */
typedef struct
{
  RosterWindowMake make;
  gpointer data;
  GDestroyNotify free_data;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  if (making->free_data != NULL)
    making->free_data (making->data);
  g_free (making);
}

static gpointer
make_in_thread (RosterCache   *cache,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  Making *making = data;
  g_autofree char *id = NULL;
  g_autoptr (RosterEdit) edit = NULL;
  gint64 step;

  if (!making->make (cache, making->data, &id, &edit, error) ||
      (edit != NULL && !roster_cache_apply (cache, edit, &step, error)))
    return NULL;

  return g_steal_pointer (&id);
}

/**
 * roster_window_is_open:
 *
 * Returns: %FALSE for a window that was closed and lives on for somebody's answer only
 */
gboolean
roster_window_is_open (RosterWindow *self)
{
  return gtk_window_get_application (GTK_WINDOW (self)) != NULL;
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Creating) creating = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = roster_store_finish (ROSTER_STORE (source), result, &error);

  /* What was created is there all the same. */
  if (id != NULL && roster_window_is_open (creating->window))
    creating->open (creating->window, id);
  else if (id == NULL && !roster_window_is_open (creating->window))
    g_warning ("Cannot create a record: %s", error->message);
  else if (id == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    roster_toast_message (GTK_WIDGET (creating->window->outer), error->message);
}

/**
 * roster_window_create:
 * @make: finds or makes what is to be opened
 * @data: for @make
 * @free_data: (nullable): frees @data
 * @open: opens the record's window, unless @self was closed meanwhile
 *
 * Creates a record as a step that can be undone, where it is not there yet, and opens it.
 */
void
roster_window_create (RosterWindow     *self,
                      RosterWindowMake  make,
                      gpointer          data,
                      GDestroyNotify    free_data,
                      RosterWindowOpen  open)
{
  Creating *creating = g_new0 (Creating, 1);
  Making *making = g_new0 (Making, 1);

  creating->window = g_object_ref (self);
  creating->open = open;
  making->make = make;
  making->data = data;
  making->free_data = free_data;
  /* A window that is closed meanwhile takes nothing back. */
  roster_store_write_async (roster_context_store (self->context), make_in_thread, making, making_free, g_free, NULL,
                            made_cb, creating);
}
