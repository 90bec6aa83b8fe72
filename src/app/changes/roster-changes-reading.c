/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-changes-reading.h"

#include "roster-change.h"
#include "roster-clash.h"
#include "roster-history-item.h"

static void
read_pending (RosterChangesReading *self,
              RosterCache          *cache,
              GPtrArray            *pending,
              guint                 limit)
{
  for (guint i = 0; i < pending->len; i++)
    {
      RosterPending *entry = g_ptr_array_index (pending, i);
      GPtrArray *group = NULL;

      switch (entry->state)
        {
        case ROSTER_PENDING_WAITING:
          group = self->waiting;
          break;
        case ROSTER_PENDING_SENDING:
          group = self->sending;
          break;
        case ROSTER_PENDING_REFUSED:
          group = self->refused;
          break;
        case ROSTER_PENDING_CONFLICT:
          break;
        }
      if (group != NULL && group->len < limit)
        g_ptr_array_add (group, roster_change_new (cache, entry));
    }
}

/* An undone step says so itself; the step that undid it would only say it twice. */
static gboolean
is_listed (const RosterJournalStep *step)
{
  return step->cause != ROSTER_CAUSE_UNDO && step->cause != ROSTER_CAUSE_REDO;
}

/**
 * roster_changes_reading_new:
 * @limit: how many entries of each kind
 *
 * Returns: (transfer full): what there is to show, or %NULL with @error set
 */
RosterChangesReading *
roster_changes_reading_new (RosterCache  *cache,
                            guint         limit,
                            GError      **error)
{
  g_autoptr (RosterChangesReading) self = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) steps = NULL;

  g_return_val_if_fail (cache != NULL, NULL);

  self = g_new0 (RosterChangesReading, 1);
  self->refused = g_ptr_array_new_with_free_func (g_object_unref);
  self->sending = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->clashes = g_ptr_array_new_with_free_func (g_object_unref);
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);

  if (!roster_cache_count_pending (cache, &self->counts, error))
    return NULL;
  pending = roster_cache_list_pending (cache, error);
  if (pending == NULL)
    return NULL;
  self->photos = roster_cache_list_blobs (cache, error);
  if (self->photos == NULL)
    return NULL;
  conflicts = roster_cache_list_conflicts (cache, error);
  if (conflicts == NULL)
    return NULL;
  steps = roster_cache_list_steps (cache, limit, error);
  if (steps == NULL)
    return NULL;

  read_pending (self, cache, pending, limit);
  for (guint i = 0; i < MIN (conflicts->len, limit); i++)
    g_ptr_array_add (self->clashes, roster_clash_new (cache, g_ptr_array_index (conflicts, i)));

  self->n_steps = steps->len;
  g_ptr_array_set_free_func (steps, NULL);
  for (guint i = 0; i < steps->len; i++)
    {
      RosterJournalStep *step = g_ptr_array_index (steps, i);

      if (is_listed (step))
        g_ptr_array_add (self->steps, roster_history_item_new (step));
      else
        roster_journal_step_free (step);
    }

  return g_steal_pointer (&self);
}

void
roster_changes_reading_free (RosterChangesReading *self)
{
  g_ptr_array_unref (self->refused);
  g_ptr_array_unref (self->sending);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->clashes);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  g_ptr_array_unref (self->steps);
  g_free (self);
}
