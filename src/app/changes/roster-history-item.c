/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-history-item.h"

struct _RosterHistoryItem
{
  GObject parent_instance;

  RosterJournalStep *step;
};

G_DEFINE_FINAL_TYPE (RosterHistoryItem, roster_history_item, G_TYPE_OBJECT)

static void
roster_history_item_finalize (GObject *object)
{
  roster_journal_step_free (ROSTER_HISTORY_ITEM (object)->step);

  G_OBJECT_CLASS (roster_history_item_parent_class)->finalize (object);
}

static void
roster_history_item_class_init (RosterHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_history_item_finalize;
}

static void
roster_history_item_init (RosterHistoryItem *self)
{
}

/**
 * roster_history_item_new:
 * @step: (transfer full): a step of the journal
 *
 * Returns: (transfer full): the item
 */
RosterHistoryItem *
roster_history_item_new (RosterJournalStep *step)
{
  RosterHistoryItem *self;

  g_return_val_if_fail (step != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_HISTORY_ITEM, NULL);
  self->step = step;
  return self;
}

const RosterJournalStep *
roster_history_item_step (RosterHistoryItem *self)
{
  g_return_val_if_fail (ROSTER_IS_HISTORY_ITEM (self), NULL);

  return self->step;
}

/**
 * roster_history_item_equal:
 *
 * Returns: whether both show the same, so that a view need not change
 */
gboolean
roster_history_item_equal (RosterHistoryItem *a,
                           RosterHistoryItem *b)
{
  return a->step->number == b->step->number && a->step->state == b->step->state;
}
