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
  char *id;
} Creating;

static void
creating_free (Creating *creating)
{
  g_object_unref (creating->window);
  g_free (creating->id);
  g_free (creating);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Creating, creating_free)

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
say (Creating *creating,
     GError   *error)
{
  if (!roster_window_is_open (creating->window))
    g_warning ("Cannot create a record: %s", error->message);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    roster_toast_message (GTK_WIDGET (creating->window->outer), error->message);
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Creating) creating = user_data;
  g_autoptr (GError) error = NULL;

  if (roster_store_apply_finish (ROSTER_STORE (source), result, &error) < 0)
    say (creating, error);
  /* What was created is there all the same. */
  else if (roster_window_is_open (creating->window))
    creating->open (creating->window, creating->id);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Creating) creating = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterEdit) edit = roster_store_finish (ROSTER_STORE (source), result, &error);
  RosterRecord *record;

  if (edit == NULL)
    {
      say (creating, error);
      return;
    }

  roster_edit_nth (edit, 0, NULL, &record);
  creating->id = g_strdup (roster_record_id (record));
  roster_store_apply_async (ROSTER_STORE (source), edit, NULL, created_cb, g_steal_pointer (&creating));
}

/**
 * roster_window_create:
 * @make: makes the edit whose first record is the one to open, in the writer's thread
 * @data: for @make
 * @free_data: frees @data
 * @open: opens the record's window, unless @self was closed meanwhile
 *
 * Creates a record as a step that can be undone and opens it.
 */
void
roster_window_create (RosterWindow     *self,
                      RosterStoreFunc   make,
                      gpointer          data,
                      GDestroyNotify    free_data,
                      RosterWindowOpen  open)
{
  Creating *creating = g_new0 (Creating, 1);

  creating->window = g_object_ref (self);
  creating->open = open;
  roster_store_write_async (roster_context_store (self->context), make, data, free_data,
                            (GDestroyNotify) roster_edit_unref, self->cancellable, made_cb, creating);
}
