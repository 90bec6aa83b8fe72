/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-deciding.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "roster-apply-with-toast.h"
#include "roster-session.h"
#include "roster-toast.h"

typedef struct
{
  GtkWidget *from;
  RosterStore *store;
  RosterRecord *streamer;
  RosterRecord *product;
  RosterVerdict verdict;
  char *reason;
  char *text;
  char *until;
  gint64 score;
} Deciding;

static void
deciding_free (Deciding *self)
{
  g_object_unref (self->from);
  g_object_unref (self->store);
  g_object_unref (self->streamer);
  g_object_unref (self->product);
  g_free (self->reason);
  g_free (self->text);
  g_free (self->until);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deciding, deciding_free)

/* Who decides stands in the cache, and so do the ids of new records. */
static gpointer
make_edit (RosterCache   *cache,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  const Deciding *self = data;
  g_autofree char *login = roster_cache_get_fact (cache, ROSTER_FACT_LOGIN);
  const RosterVerdictDetails details = {
    .reason = self->reason,
    .text = self->text,
    .until = self->until,
    .score = self->score,
    .login = login,
  };

  return roster_advice_decide (cache, self->streamer, self->product, self->verdict, &details, error);
}

static char *
toast_text (const Deciding *self)
{
  const char *product = roster_record_title (self->product);

  switch (self->verdict)
    {
    case ROSTER_VERDICT_ACCEPTED:
      return g_strdup_printf (_("Accepted %s"), product);
    case ROSTER_VERDICT_LATER:
      return g_strdup_printf (_("%s comes back later; the ranking is new"), product);
    case ROSTER_VERDICT_REFUSED:
      return g_strdup_printf (_("Refused %s; the ranking is new"), product);
    }

  g_return_val_if_reached (NULL);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Deciding) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterEdit) edit = roster_store_finish (ROSTER_STORE (source), result, &error);
  g_autofree char *done = NULL;

  if (edit == NULL)
    {
      roster_toast_message (self->from, error->message);
      return;
    }

  done = toast_text (self);
  roster_apply_with_toast (ROSTER_STORE (source), edit, self->from, done);
}

/**
 * roster_decide:
 * @from: the widget where the person decided; its window shows the toast
 * @reason: (nullable): of a refusal: the nick of one of the Decision's reasons
 * @text: (nullable): in the person's own words
 * @until: (nullable): for later: the date from which to suggest it again
 * @score: the expected margin of a session at the time, in li
 *
 * Records a decision on a suggestion as a step that can be undone (rule 6), in the background, and says so in a toast.
 */
void
roster_decide (GtkWidget     *from,
               RosterContext *context,
               RosterRecord  *streamer,
               RosterRecord  *product,
               RosterVerdict  verdict,
               const char    *reason,
               const char    *text,
               const char    *until,
               gint64         score)
{
  GtkWidget *overlay;
  Deciding *self;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (ROSTER_IS_CONTEXT (context));
  g_return_if_fail (ROSTER_IS_RECORD (streamer) && ROSTER_IS_RECORD (product));
  g_return_if_fail ((reason != NULL) == (verdict == ROSTER_VERDICT_REFUSED));

  self = g_new0 (Deciding, 1);
  /* The row itself may be gone with the old ranking before there is something to say. */
  overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);
  self->from = g_object_ref (overlay != NULL ? overlay : from);
  self->store = g_object_ref (roster_context_store (context));
  self->streamer = g_object_ref (streamer);
  self->product = g_object_ref (product);
  self->verdict = verdict;
  self->reason = g_strdup (reason);
  self->text = g_strdup (text);
  self->until = g_strdup (until);
  self->score = score;
  roster_store_write_async (self->store, make_edit, self, NULL, (GDestroyNotify) roster_edit_unref, NULL, made_cb,
                            self);
}
