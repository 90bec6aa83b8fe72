/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-closed-conflict.h"

#include "roster-cache-private.h"
#include "roster-outbox.h"

/**
 * roster_cache_remember_conflict:
 * @step: the step that is about to settle it
 * @conflict: an open one
 * @side: whose version is taken
 *
 * Keeps the conflict with the step, so that undoing the step can open it again; once for each step.
 *
 * Returns: %FALSE with an error of the database
 */
gboolean
roster_cache_remember_conflict (RosterCache           *self,
                                gint64                 step,
                                const RosterConflict  *conflict,
                                RosterSide             side,
                                GError               **error)
{
  return roster_database_run (self->database, error,
                              "INSERT OR IGNORE INTO closed_conflict (step, side, base, " ROSTER_CONFLICT_COLUMNS ")"
                              " SELECT ?1, ?2, (SELECT base FROM pending WHERE type = conflict.type"
                              " AND id = conflict.id), " ROSTER_CONFLICT_COLUMNS " FROM conflict WHERE number = ?3",
                              "iii", step, (gint64) side, conflict->number);
}

/**
 * roster_cache_close_conflicts:
 * @step: the step that settled them
 * @conflicts: (element-type RosterConflict): open ones
 * @side: whose version was taken
 *
 * Takes conflicts off the list and remembers them in the step. Works inside a transaction that the caller opened.
 *
 * Returns: %FALSE with an error of the database
 */
gboolean
roster_cache_close_conflicts (RosterCache  *self,
                              gint64        step,
                              GPtrArray    *conflicts,
                              RosterSide    side,
                              GError      **error)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const RosterConflict *conflict = conflicts->pdata[i];

      if (!roster_cache_remember_conflict (self, step, conflict, side, error) ||
          !roster_database_run (self->database, error, "DELETE FROM conflict WHERE number = ?", "i", conflict->number))
        return FALSE;
    }

  return TRUE;
}

/**
 * roster_cache_list_closed_conflicts:
 * @step: a step of the journal
 *
 * Returns: (transfer full) (element-type RosterConflict) (nullable): what the step settled, in the order in which
 *   it arose, or %NULL with an error of the database
 */
GPtrArray *
roster_cache_list_closed_conflicts (RosterCache  *self,
                                    gint64        step,
                                    GError      **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error,
                             "SELECT " ROSTER_CONFLICT_COLUMNS " FROM closed_conflict WHERE step = ?"
                             " ORDER BY number",
                             "i", step);

  return statement != NULL ? roster_conflict_read_all (statement, error) : NULL;
}

/* What a record holds where the conflict is, as JSON; NULL where it holds nothing. */
static char *
value_at (RosterRecord         *record,
          const RosterConflict *conflict)
{
  int index = roster_record_type_find_field (conflict->key->type, conflict->field);
  GVariant *value = index >= 0 ? roster_record_nth_value (record, index) : NULL;
  g_autoptr (GVariant) entry = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (value == NULL)
    return NULL;

  if (conflict->map_key != NULL)
    {
      entry = roster_value_map_lookup (value, conflict->map_key);
      return entry != NULL ? g_variant_dup_string (entry, NULL) : NULL;
    }

  node = roster_value_to_json (roster_record_type_field (conflict->key->type, index), value);
  return roster_json_canonical (node);
}

/* Whether here and at the office stands what the office had when the conflict was settled. */
static gboolean
field_is_theirs (RosterRecord         *current,
                 RosterPending        *pending,
                 const RosterConflict *conflict)
{
  RosterRecord *office = pending != NULL ? pending->base : current;
  g_autofree char *here = NULL, *there = NULL;

  if (current == NULL || office == NULL)
    return FALSE;

  here = value_at (current, conflict);
  there = value_at (office, conflict);
  return g_strcmp0 (here, conflict->theirs) == 0 && g_strcmp0 (there, conflict->theirs) == 0;
}

/* Whether a deletion, or what was kept against one, still waits and nothing of it has been sent. */
static gboolean
deletion_waits (RosterRecord         *current,
                RosterPending        *pending,
                const RosterConflict *conflict)
{
  g_autoptr (RosterRecord) theirs =
      roster_cache_parse_record (conflict->key->type, conflict->account, conflict->theirs);

  return pending != NULL && pending->attempts == 0 && roster_record_same_content (pending->base, theirs) &&
         (conflict->kind == ROSTER_CONFLICT_DELETED_HERE || current != NULL);
}

static gboolean
ask_about_deletion_again (RosterCache           *self,
                          gint64                 step,
                          const RosterConflict  *conflict,
                          GError               **error)
{
  return roster_database_run (self->database, error,
                              "UPDATE pending SET state = ?1, sent = NULL, base = settled.base,"
                              " operation = CASE WHEN operation = ?2 AND settled.base IS NOT NULL THEN ?3"
                              " ELSE operation END FROM (SELECT base FROM closed_conflict WHERE step = ?4"
                              " AND number = ?5) AS settled WHERE type = ?6 AND id = ?7",
                              "iiiiiss", (gint64) ROSTER_PENDING_CONFLICT, (gint64) ROSTER_OPERATION_CREATE,
                              (gint64) ROSTER_OPERATION_UPDATE, step, conflict->number, conflict->key->type->name,
                              conflict->key->id);
}

/**
 * roster_cache_reopen_conflict:
 * @step: the step that settled it, whose changes have been taken back already
 * @reopened: (out): %FALSE where the office or the person has moved on since, so that there is nothing to choose
 *   between any more
 *
 * Puts a conflict back for the person to settle anew. Works inside a transaction that the caller opened.
 */
gboolean
roster_cache_reopen_conflict (RosterCache           *self,
                              gint64                 step,
                              const RosterConflict  *conflict,
                              gboolean              *reopened,
                              GError               **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterRecord) current = roster_cache_get (self, conflict->key->type, conflict->key->id, &local_error);
  g_autoptr (RosterPending) pending = NULL;

  if (local_error == NULL)
    pending = roster_cache_get_pending (self, conflict->key->type, conflict->key->id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  *reopened = conflict->kind == ROSTER_CONFLICT_FIELD ? field_is_theirs (current, pending, conflict)
                                                      : deletion_waits (current, pending, conflict);
  if (!*reopened)
    return TRUE;

  return (conflict->kind == ROSTER_CONFLICT_FIELD || ask_about_deletion_again (self, step, conflict, error)) &&
         roster_database_run (self->database, error,
                              "INSERT OR IGNORE INTO conflict (" ROSTER_CONFLICT_COLUMNS
                              ") SELECT " ROSTER_CONFLICT_COLUMNS " FROM closed_conflict WHERE step = ? AND number = ?",
                              "ii", step, conflict->number);
}

static gboolean
read_side (RosterCache           *self,
           gint64                 step,
           const RosterConflict  *conflict,
           RosterSide            *side,
           GError               **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error,
                             "SELECT side FROM closed_conflict WHERE step = ?1 AND number = ?2"
                             " AND EXISTS (SELECT 1 FROM conflict WHERE conflict.number = ?2)",
                             "ii", step, conflict->number);
  RosterStep result = statement != NULL ? roster_statement_step (statement, error) : ROSTER_STEP_ERROR;

  if (result == ROSTER_STEP_ROW)
    *side = roster_statement_int64 (statement, 0);
  return result == ROSTER_STEP_ROW;
}

/**
 * roster_cache_settle_again:
 * @step: the step that settled it first
 * @new_step: the step that does it again
 * @settled: (out): %FALSE where the conflict is not open any more
 *
 * Settles a conflict that was opened again the way it had been. Works inside a transaction that the caller opened.
 */
gboolean
roster_cache_settle_again (RosterCache           *self,
                           gint64                 step,
                           gint64                 new_step,
                           const RosterConflict  *conflict,
                           gboolean              *settled,
                           GError               **error)
{
  g_autoptr (GError) local_error = NULL;
  RosterSide side;

  *settled = read_side (self, step, conflict, &side, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return !*settled || roster_cache_settle_conflict (self, new_step, conflict, side, error);
}
