/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-left-open.h"

#include <glib/gi18n-lib.h>

#include "roster-follow-up-row.h"

struct _RosterLeftOpen
{
  AdwPreferencesGroup parent_instance;

  RosterContext *context;
  RosterWalkSession *session;
  /* What the rows show, and the rows, in the same order */
  GPtrArray *follow_ups;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (RosterLeftOpen, roster_left_open, ADW_TYPE_PREFERENCES_GROUP)

/* What is to be seen now: at the first item everything, then what belongs to the item. */
static GPtrArray *
wanted (RosterLeftOpen *self)
{
  GPtrArray *all = roster_walk_session_follow_ups (self->session);
  GPtrArray *follow_ups = g_ptr_array_new_with_free_func (g_object_unref);
  RosterWalk *walk = roster_walk_session_walk (self->session);
  guint cursor = roster_walk_session_cursor (self->session);
  const RosterItem *item = roster_template_item (roster_walk_template (walk), cursor);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (cursor == 0 || g_strcmp0 (roster_record_text (all->pdata[i], "item"), item->id) == 0)
      g_ptr_array_add (follow_ups, g_object_ref (all->pdata[i]));

  return follow_ups;
}

static gboolean
are_shown (RosterLeftOpen *self,
           GPtrArray      *follow_ups)
{
  if (self->follow_ups->len != follow_ups->len)
    return FALSE;

  for (guint i = 0; i < follow_ups->len; i++)
    if (!roster_record_equal (self->follow_ups->pdata[i], follow_ups->pdata[i]))
      return FALSE;

  return TRUE;
}

static void
roster_left_open_dispose (GObject *object)
{
  RosterLeftOpen *self = ROSTER_LEFT_OPEN (object);

  g_clear_object (&self->session);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (roster_left_open_parent_class)->dispose (object);
}

static void
roster_left_open_finalize (GObject *object)
{
  RosterLeftOpen *self = ROSTER_LEFT_OPEN (object);

  g_ptr_array_unref (self->follow_ups);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (roster_left_open_parent_class)->finalize (object);
}

static void
roster_left_open_class_init (RosterLeftOpenClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_left_open_dispose;
  object_class->finalize = roster_left_open_finalize;
}

static void
roster_left_open_init (RosterLeftOpen *self)
{
  self->follow_ups = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Left Open"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * roster_left_open_new:
 *
 * Returns: (transfer floating): a group that roster_left_open_show() tells of changes
 */
GtkWidget *
roster_left_open_new (RosterContext     *context,
                      RosterWalkSession *session)
{
  RosterLeftOpen *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (session), NULL);

  self = g_object_new (ROSTER_TYPE_LEFT_OPEN, NULL);
  self->context = g_object_ref (context);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * roster_left_open_show:
 *
 * Shows what is open now, where the session stands. What is shown already stays: its button may have the focus.
 */
void
roster_left_open_show (RosterLeftOpen *self)
{
  g_autoptr (GPtrArray) follow_ups = NULL;

  g_return_if_fail (ROSTER_IS_LEFT_OPEN (self));
  g_return_if_fail (roster_walk_session_walk (self->session) != NULL);

  follow_ups = wanted (self);
  if (are_shown (self, follow_ups))
    return;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < follow_ups->len; i++)
    {
      GtkWidget *row = roster_follow_up_row_new (self->context, follow_ups->pdata[i]);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  g_ptr_array_unref (self->follow_ups);
  self->follow_ups = g_steal_pointer (&follow_ups);
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}
