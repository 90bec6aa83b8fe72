/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change.h"

#include <glib/gi18n-lib.h>

#include "roster-value-words.h"

struct _RosterChange
{
  GObject parent_instance;

  RosterRecordKey *key;
  char *title;
  RosterOperation operation;
  RosterPendingState state;
  gint64 since;
  gint64 edited_at;
  char *reason;
  GPtrArray *fields;
  RosterRecord *current;
};

G_DEFINE_FINAL_TYPE (RosterChange, roster_change, G_TYPE_OBJECT)

static void
field_change_free (gpointer data)
{
  RosterFieldChange *change = data;

  g_free (change->label);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

/**
 * roster_field_changes_between:
 * @cache: names the records that references point to
 * @before: (nullable): the record before, %NULL for a new one
 * @after: (nullable): the record now, %NULL for a deleted one
 *
 * Returns: (transfer full) (element-type RosterFieldChange): the fields whose values differ, in the order of the type's
 *   table; what only the office writes is left out. Empty unless there is an @after.
 */
GPtrArray *
roster_field_changes_between (RosterCache  *cache,
                              RosterRecord *before,
                              RosterRecord *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (field_change_free);
  const RosterRecordType *type;

  if (after == NULL)
    return changes;

  type = roster_record_type (after);
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);
      GVariant *old = before != NULL ? roster_record_nth_value (before, i) : NULL;
      GVariant *new = roster_record_nth_value (after, i);
      RosterFieldChange *change;

      if ((field->flags & ROSTER_FIELD_SERVER_SET) != 0 || roster_value_equal (old, new))
        continue;

      change = g_new0 (RosterFieldChange, 1);
      change->label = g_strdup (roster_field_label (field));
      change->before = roster_value_to_words (cache, field, old);
      change->after = roster_value_to_words (cache, field, new);
      g_ptr_array_add (changes, change);
    }

  return changes;
}

static char *
field_change_to_text (RosterFieldChange *change)
{
  if (*change->before == '\0')
    /* Translators: a field and its value, for example “Phone: 138 0000 0000”. */
    return g_strdup_printf (_("%s: %s"), change->label, change->after);
  if (*change->after == '\0')
    /* Translators: a field whose value, the second %s, was removed. */
    return g_strdup_printf (_("%s: %s → nothing"), change->label, change->before);

  /* Translators: a field, its value before and its value now, for example “City: Hangzhou → Shanghai”. */
  return g_strdup_printf (_("%s: %s → %s"), change->label, change->before, change->after);
}

/**
 * roster_field_changes_to_text:
 * @fields: (element-type RosterFieldChange): what changed
 * @limit: how many to spell out
 * @separator: what stands between two of them
 *
 * Returns: (transfer full): the changes in words; what exceeds @limit is counted at the end
 */
char *
roster_field_changes_to_text (GPtrArray  *fields,
                              guint       limit,
                              const char *separator)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      g_autofree char *line = NULL;

      if (i > 0)
        g_string_append (text, separator);
      if (i == limit)
        {
          guint rest = fields->len - limit;

          g_string_append_printf (text, ngettext ("and %u more field", "and %u more fields", rest), rest);
          break;
        }
      line = field_change_to_text (g_ptr_array_index (fields, i));
      g_string_append (text, line);
    }

  return g_string_free (text, FALSE);
}

static void
roster_change_finalize (GObject *object)
{
  RosterChange *self = ROSTER_CHANGE (object);

  roster_record_key_free (self->key);
  g_free (self->title);
  g_free (self->reason);
  g_ptr_array_unref (self->fields);
  g_clear_object (&self->current);

  G_OBJECT_CLASS (roster_change_parent_class)->finalize (object);
}

static void
roster_change_class_init (RosterChangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_change_finalize;
}

static void
roster_change_init (RosterChange *self)
{
}

/**
 * roster_change_new:
 * @cache: where @pending comes from
 *
 * Returns: (transfer full): @pending in words; plain data that may go from thread to thread
 */
RosterChange *
roster_change_new (RosterCache   *cache,
                   RosterPending *pending)
{
  RosterChange *self;
  RosterRecord *shown = pending->current != NULL ? pending->current : pending->base;

  g_return_val_if_fail (cache != NULL, NULL);
  g_return_val_if_fail (pending != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_CHANGE, NULL);
  self->key = roster_record_key_new (pending->key->type, pending->key->id);
  self->title = shown != NULL ? roster_record_to_words (cache, shown) : g_strdup (pending->title);
  self->operation = pending->operation;
  self->state = pending->state;
  self->since = pending->since;
  self->edited_at = pending->edited_at;
  self->reason = g_strdup (pending->reason);
  self->fields = roster_field_changes_between (cache, pending->base, pending->current);
  g_set_object (&self->current, pending->current);

  return self;
}

const RosterRecordType *
roster_change_type (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->key->type;
}

const char *
roster_change_id (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->key->id;
}

const char *
roster_change_title (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->title;
}

RosterOperation
roster_change_operation (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), ROSTER_OPERATION_UPDATE);

  return self->operation;
}

RosterPendingState
roster_change_state (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), ROSTER_PENDING_WAITING);

  return self->state;
}

/**
 * roster_change_since:
 *
 * Returns: when the first of the waiting edits was made, milliseconds UTC
 */
gint64
roster_change_since (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), 0);

  return self->since;
}

/**
 * roster_change_reason:
 *
 * Returns: (nullable): why the office refused it
 */
const char *
roster_change_reason (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->reason;
}

/**
 * roster_change_fields:
 *
 * Returns: (transfer none) (element-type RosterFieldChange): what differs from the office; empty of a deletion
 */
GPtrArray *
roster_change_fields (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->fields;
}

/**
 * roster_change_current:
 *
 * Returns: (transfer none) (nullable): the record as it is here; %NULL where it was deleted
 */
RosterRecord *
roster_change_current (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->current;
}

/**
 * roster_change_dup_kind:
 *
 * Returns: (transfer full): what is being done to what kind of record, such as “New streamer”
 */
char *
roster_change_dup_kind (RosterChange *self)
{
  const char *label;

  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  label = roster_record_type_label (self->key->type, FALSE);
  switch (self->operation)
    {
    case ROSTER_OPERATION_CREATE:
      /* Translators: %s is a kind of record, such as Streamer. */
      return g_strdup_printf (_("%s, new"), label);
    case ROSTER_OPERATION_UPDATE:
      /* Translators: %s is a kind of record, such as Streamer. */
      return g_strdup_printf (_("%s, changed"), label);
    case ROSTER_OPERATION_DESTROY:
      /* Translators: %s is a kind of record, such as Streamer. */
      return g_strdup_printf (_("%s, deleted"), label);
    }

  g_return_val_if_reached (NULL);
}

/**
 * roster_change_equal:
 *
 * Returns: whether both show the same, so that a view need not change
 */
gboolean
roster_change_equal (RosterChange *a,
                     RosterChange *b)
{
  return a->key->type == b->key->type && g_str_equal (a->key->id, b->key->id) && a->edited_at == b->edited_at &&
         a->operation == b->operation && a->state == b->state && g_strcmp0 (a->reason, b->reason) == 0;
}
