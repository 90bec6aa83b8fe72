/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-edit.h"

#include <string.h>

typedef struct
{
  RosterRecord *before;
  RosterRecord *after;
} Item;

struct _RosterEdit
{
  gatomicrefcount ref_count;
  RosterCause cause;
  char *label;
  GArray *items;
};

static const char *const cause_nicks[] = {
  [ROSTER_CAUSE_EDIT] = "edit",
  [ROSTER_CAUSE_BULK] = "bulk",
  [ROSTER_CAUSE_IMPORT] = "import",
  [ROSTER_CAUSE_PULL] = "pull",
  [ROSTER_CAUSE_MERGE] = "merge",
  [ROSTER_CAUSE_RESOLVE] = "resolve",
  [ROSTER_CAUSE_DROP] = "drop",
  [ROSTER_CAUSE_UNDO] = "undo",
  [ROSTER_CAUSE_REDO] = "redo",
};

/**
 * roster_cause_to_nick:
 *
 * Returns: the cause as the journal has it
 */
const char *
roster_cause_to_nick (RosterCause cause)
{
  g_return_val_if_fail (cause < G_N_ELEMENTS (cause_nicks), NULL);

  return cause_nicks[cause];
}

/**
 * roster_cause_from_nick:
 *
 * Returns: the cause; %ROSTER_CAUSE_EDIT for a nick that nothing knows
 */
RosterCause
roster_cause_from_nick (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (cause_nicks); i++)
    if (g_strcmp0 (cause_nicks[i], nick) == 0)
      return i;

  return ROSTER_CAUSE_EDIT;
}

static void
item_clear (gpointer data)
{
  Item *item = data;

  g_clear_object (&item->before);
  g_clear_object (&item->after);
}

/**
 * roster_edit_new:
 * @label: what happens, in a person's words: it names the step in the history and in the undo toast
 *
 * Returns: (transfer full): an edit that changes nothing yet
 */
RosterEdit *
roster_edit_new (RosterCause  cause,
                 const char  *label)
{
  RosterEdit *self;

  g_return_val_if_fail (label != NULL, NULL);

  self = g_new0 (RosterEdit, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->cause = cause;
  self->label = g_strdup (label);
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (self->items, item_clear);
  return self;
}

RosterEdit *
roster_edit_ref (RosterEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
roster_edit_unref (RosterEdit *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->items);
  g_free (self->label);
  g_free (self);
}

static void
add_item (RosterEdit   *self,
          RosterRecord *before,
          RosterRecord *after)
{
  Item item = {
    .before = before != NULL ? g_object_ref (before) : NULL,
    .after = after != NULL ? g_object_ref (after) : NULL,
  };

  g_array_append_val (self->items, item);
}

/**
 * roster_edit_create:
 * @record: a record with an id of its own; not to be changed afterwards
 */
void
roster_edit_create (RosterEdit   *self,
                    RosterRecord *record)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (ROSTER_IS_RECORD (record));

  add_item (self, NULL, record);
}

/**
 * roster_edit_update:
 * @before: the record as the person saw it
 * @after: the record as the person wants it
 *
 * Only the fields that differ between the two are written, so what came from elsewhere meanwhile stays.
 */
void
roster_edit_update (RosterEdit   *self,
                    RosterRecord *before,
                    RosterRecord *after)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (ROSTER_IS_RECORD (before));
  g_return_if_fail (ROSTER_IS_RECORD (after));
  g_return_if_fail (strcmp (roster_record_id (before), roster_record_id (after)) == 0);

  add_item (self, before, after);
}

/**
 * roster_edit_delete:
 *
 * What belongs to the record (it has a required reference to it, in the same account) is deleted with it, in the same
 * step.
 */
void
roster_edit_delete (RosterEdit   *self,
                    RosterRecord *record)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (ROSTER_IS_RECORD (record));

  add_item (self, record, NULL);
}

/**
 * roster_edit_cause:
 *
 * Returns: why the change is made
 */
RosterCause
roster_edit_cause (RosterEdit *self)
{
  g_return_val_if_fail (self != NULL, ROSTER_CAUSE_EDIT);

  return self->cause;
}

/**
 * roster_edit_label:
 *
 * Returns: (transfer none): what the change is, in a person’s words
 */
const char *
roster_edit_label (RosterEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->label;
}

/**
 * roster_edit_size:
 *
 * Returns: how many records are to change
 */
guint
roster_edit_size (RosterEdit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

/**
 * roster_edit_nth:
 * @before: (out) (optional) (nullable) (transfer none): %NULL where the record is created
 * @after: (out) (optional) (nullable) (transfer none): %NULL where it is deleted
 */
void
roster_edit_nth (RosterEdit    *self,
                 guint          index,
                 RosterRecord **before,
                 RosterRecord **after)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (index < self->items->len);

  if (before != NULL)
    *before = g_array_index (self->items, Item, index).before;
  if (after != NULL)
    *after = g_array_index (self->items, Item, index).after;
}
