/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-journal-pruning.h"

#include "roster-cache-rules.h"
#include "roster-journal.h"

#define MILLISECONDS_PER_DAY G_GINT64_CONSTANT (86400000)
#define BYTES_PER_MEGABYTE G_GINT64_CONSTANT (1000000)

static gboolean
read_number (RosterStatement  *statement,
             gint64           *number,
             GError          **error)
{
  if (statement == NULL || roster_statement_step (statement, error) != ROSTER_STEP_ROW)
    return FALSE;

  *number = roster_statement_int64 (statement, 0);
  return TRUE;
}

/* The newest step that is older than the rule allows; 0 where there is none. */
static gboolean
find_too_old (RosterDatabase  *database,
              gint64           before,
              gint64          *step,
              GError         **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (database, error, "SELECT coalesce (max (number), 0) FROM step WHERE at < ?", "i", before);

  return read_number (statement, step, error);
}

/* The newest step that no longer finds room, counted from the newest down; 0 where everything fits. */
static gboolean
find_too_much (RosterDatabase  *database,
               gint64           room,
               gint64          *step,
               GError         **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (database, error,
                             "SELECT step, sum (coalesce (length (before), 0) + coalesce (length (after), 0))"
                             " FROM entry GROUP BY step ORDER BY step DESC",
                             "");
  RosterStep result = ROSTER_STEP_ERROR;
  gint64 size = 0;

  *step = 0;
  while (statement != NULL && (result = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      size += roster_statement_int64 (statement, 1);
      if (size > room)
        {
          *step = roster_statement_int64 (statement, 0);
          return TRUE;
        }
    }

  return result == ROSTER_STEP_DONE;
}

/**
 * roster_cache_find_horizon:
 * @horizon: (out): the newest step that is older than the rule `historyDays` or finds no room within
 *   `historyMegabytes`; 0 where the journal is within its bounds
 *
 * Reads as much of the journal as may stay, so it belongs to a thread where nobody waits.
 *
 * Returns: %FALSE with an error of the database
 */
gboolean
roster_cache_find_horizon (RosterCache  *self,
                           gint64       *horizon,
                           GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (horizon != NULL, FALSE);

  RosterDatabase *database = roster_cache_database (self);
  g_autoptr (RosterRuleValues) rules = roster_cache_rule_values (self, error);
  gint64 oldest, room, too_old, too_much;

  if (rules == NULL)
    return FALSE;

  oldest = roster_clock_now (roster_cache_clock (self)) -
           roster_rule_values_get (rules, ROSTER_RULE_HISTORY_DAYS) * MILLISECONDS_PER_DAY;
  room = roster_rule_values_get (rules, ROSTER_RULE_HISTORY_MEGABYTES) * BYTES_PER_MEGABYTE;
  if (!find_too_old (database, oldest, &too_old, error) || !find_too_much (database, room, &too_much, error))
    return FALSE;

  *horizon = MAX (too_old, too_much);
  return TRUE;
}

/* A step goes first, so that nobody can undo half of it; its rows follow in this batch or a later one. What waits for
   the office keeps its history: a damaged cache is mended from it. */
static gboolean
remove_steps (RosterDatabase  *database,
              gint64           horizon,
              gint64          *n_removed,
              GError         **error)
{
  if (!roster_database_run (database, error,
                            "DELETE FROM step WHERE number IN (SELECT number FROM step WHERE number <= ?"
                            " AND NOT EXISTS (SELECT 1 FROM entry JOIN pending USING (type, id)"
                            " WHERE entry.step = step.number) AND number NOT IN (SELECT number FROM step"
                            " WHERE cause NOT IN ('pull', 'merge', 'undo', 'redo') ORDER BY number DESC LIMIT ?)"
                            " ORDER BY number LIMIT ?)",
                            "iii", horizon, (gint64) ROSTER_JOURNAL_KEPT_STEPS, (gint64) ROSTER_JOURNAL_BATCH))
    return FALSE;

  *n_removed = sqlite3_changes (roster_database_handle (database));
  return TRUE;
}

static gboolean
remove_rows (RosterDatabase  *database,
             gint64           horizon,
             gint64          *n_removed,
             GError         **error)
{
  if (!roster_database_run (database, error,
                            "DELETE FROM entry WHERE (step, type, id) IN (SELECT step, type, id FROM entry"
                            " WHERE step <= ? AND NOT EXISTS (SELECT 1 FROM step WHERE number = entry.step) LIMIT ?)",
                            "ii", horizon, (gint64) ROSTER_JOURNAL_BATCH))
    return FALSE;

  *n_removed = sqlite3_changes (roster_database_handle (database));
  return roster_database_run (database, error,
                              "DELETE FROM closed_conflict WHERE step <= ?"
                              " AND NOT EXISTS (SELECT 1 FROM step WHERE number = closed_conflict.step)",
                              "i", horizon);
}

static gboolean
prune (RosterDatabase  *database,
       gint64           horizon,
       gboolean        *more,
       GError         **error)
{
  gint64 n_steps, n_rows;

  if (!remove_steps (database, horizon, &n_steps, error) || !remove_rows (database, horizon, &n_rows, error))
    return FALSE;

  *more = MAX (n_steps, n_rows) == ROSTER_JOURNAL_BATCH;
  return TRUE;
}

/**
 * roster_cache_prune_journal:
 * @horizon: as roster_cache_find_horizon() says
 * @more: (out): whether there is more to take out; call it again when there is time
 *
 * Takes what lies up to the horizon out of the journal, a batch in one short transaction. The person's own newest steps
 * stay, and so does what belongs to a record that waits for the office.
 *
 * Returns: %FALSE with an error of the database
 */
gboolean
roster_cache_prune_journal (RosterCache  *self,
                            gint64        horizon,
                            gboolean     *more,
                            GError      **error)
{
  RosterDatabase *database;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (more != NULL, FALSE);

  *more = FALSE;
  if (horizon == 0)
    return TRUE;

  database = roster_cache_database (self);
  if (!roster_database_begin (database, error))
    return FALSE;

  if (!prune (database, horizon, more, error))
    {
      roster_database_rollback (database);
      return FALSE;
    }

  return roster_database_commit (database, error);
}
