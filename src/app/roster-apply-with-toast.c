/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-with-toast.h"

#include "roster-toast.h"

typedef struct
{
  GtkWidget *from;
  char *done;
} Applying;

static void
applying_free (Applying *applying)
{
  g_object_unref (applying->from);
  g_free (applying->done);
  g_free (applying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Applying, applying_free)

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Applying) applying = user_data;
  g_autoptr (GError) error = NULL;
  gint64 step = roster_store_apply_finish (ROSTER_STORE (source), result, &error);

  if (step < 0)
    roster_toast_message (applying->from, error->message);
  else if (applying->done != NULL)
    roster_toast_undoable (applying->from, applying->done, step);
}

/**
 * roster_apply_with_toast:
 * @from: a widget of the window that speaks; choose one that the edit does not remove
 * @done: (nullable): what was done, plain text; %NULL where the page itself shows it
 *
 * Applies @edit in the background. A toast then says @done and can take it back, or says why nothing was written.
 */
void
roster_apply_with_toast (RosterStore *store,
                         RosterEdit  *edit,
                         GtkWidget   *from,
                         const char  *done)
{
  g_return_if_fail (ROSTER_IS_STORE (store));
  g_return_if_fail (edit != NULL);
  g_return_if_fail (GTK_IS_WIDGET (from));

  Applying *applying = g_new0 (Applying, 1);

  applying->from = g_object_ref (from);
  applying->done = g_strdup (done);
  roster_store_apply_async (store, edit, NULL, applied_cb, applying);
}
