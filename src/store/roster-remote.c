/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-remote.h"

#include "roster-cache-private.h"

/**
 * roster_cache_begin:
 *
 * Starts the transaction of one response.
 */
gboolean
roster_cache_begin (RosterCache  *self,
                    GError      **error)
{
  return roster_cache_begin_internal (self, error);
}

/**
 * roster_cache_commit:
 *
 * Ends the transaction; a failure has rolled it back.
 */
gboolean
roster_cache_commit (RosterCache  *self,
                     GError      **error)
{
  return roster_cache_commit_internal (self, error);
}

/**
 * roster_cache_rollback:
 *
 * Ends the transaction and keeps nothing of it; harmless where none is under way.
 */
void
roster_cache_rollback (RosterCache *self)
{
  roster_database_rollback (self->database);
}

/**
 * roster_cache_begin_step:
 *
 * Returns: the number of a new step of the journal, or 0 with @error set
 */
gint64
roster_cache_begin_step (RosterCache  *self,
                         RosterCause   cause,
                         const char   *label,
                         GError      **error)
{
  return roster_cache_add_step (self, cause, label, 0, error);
}

/**
 * roster_cache_put_remote:
 * @step: the step to journal it in, or 0 not to journal it
 * @record: as it is to stand in the cache
 *
 * Writes a row that came from the office (or was merged with it). Nothing changes and nothing is journaled where the
 * row is already like that.
 */
gboolean
roster_cache_put_remote (RosterCache   *self,
                         gint64         step,
                         RosterRecord  *record,
                         GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterRecord) current = roster_cache_get (self, roster_record_type (record), roster_record_id (record),
                                                       &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (current != NULL && roster_record_equal (current, record))
    return TRUE;

  if (step != 0 && !roster_record_same_content (current, record) &&
      !roster_cache_add_entry (self, step, current, record, error))
    return FALSE;

  return roster_cache_put_row (self, record, error);
}

/**
 * roster_cache_remove_remote:
 *
 * Removes a row that the office no longer has.
 */
gboolean
roster_cache_remove_remote (RosterCache             *self,
                            gint64                   step,
                            const RosterRecordType  *type,
                            const char              *id,
                            GError                 **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterRecord) current = roster_cache_get (self, type, id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (current == NULL)
    return TRUE;

  if (step != 0 && !roster_cache_add_entry (self, step, current, NULL, error))
    return FALSE;

  return roster_cache_delete_row (self, type, id, error);
}

/**
 * roster_cache_load_remote:
 *
 * The quick way in for a first reading of thousands of records: no look at what stands there, no journal, no note for
 * open windows. roster_cache_mark_reset() belongs to the same transaction.
 */
gboolean
roster_cache_load_remote (RosterCache   *self,
                          RosterRecord  *record,
                          GError       **error)
{
  return roster_cache_write_row (self, record, error);
}

/**
 * roster_cache_mark_reset:
 *
 * Tells open windows to read all records of @type again.
 */
gboolean
roster_cache_mark_reset (RosterCache             *self,
                         const RosterRecordType  *type,
                         GError                 **error)
{
  return roster_cache_note_changed (self, type, "", error);
}
