/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-journal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-cache-private.h"
#include "roster-closed-conflict.h"

/* The causes that Ctrl+Z goes back through: what the person did here. */
#define OWN_CAUSES "('edit', 'bulk', 'import', 'resolve', 'drop')"

/* The records that a step changed or over which it settled a conflict. */
#define RECORDS_OF_STEP                                        \
  "(SELECT type, id FROM entry WHERE entry.step = step.number" \
  " UNION SELECT type, id FROM closed_conflict WHERE closed_conflict.step = step.number)"

void
roster_journal_step_free (RosterJournalStep *self)
{
  if (self == NULL)
    return;

  g_free (self->actor);
  g_free (self->label);
  g_free (self);
}

static void
reversal_row_free (RosterReversalRow *row)
{
  roster_record_key_free (row->key);
  g_free (row->title);
  g_free (row->reason);
  g_free (row);
}

void
roster_reversal_report_free (RosterReversalReport *self)
{
  if (self == NULL)
    return;

  g_free (self->label);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/* Writing */

gint64
roster_cache_add_step (RosterCache  *self,
                       RosterCause   cause,
                       const char   *label,
                       gint64        undoes,
                       GError      **error)
{
  g_autofree char *login = roster_cache_get_fact (self, "login");

  g_assert (roster_database_in_transaction (self->database));

  if (!roster_database_run (self->database, error,
                            "INSERT INTO step (at, actor, cause, label, undoes) VALUES (?, ?, ?, ?, ?)",
                            "isssi", roster_clock_now (self->clock), login != NULL ? login : "",
                            roster_cause_to_nick (cause), label, undoes))
    return 0;

  return sqlite3_last_insert_rowid (roster_database_handle (self->database));
}

/* A record that one step touches twice keeps the first before and the last after. */
gboolean
roster_cache_add_entry (RosterCache   *self,
                        gint64         step,
                        RosterRecord  *before,
                        RosterRecord  *after,
                        GError       **error)
{
  RosterRecord *subject = after != NULL ? after : before;
  g_autofree char *before_json = roster_cache_record_json (before);
  g_autofree char *after_json = roster_cache_record_json (after);

  return roster_database_run (self->database, error,
                              "INSERT INTO entry (step, type, id, account, before, after) VALUES (?, ?, ?, ?, ?, ?) "
                              "ON CONFLICT (step, type, id) DO UPDATE SET after = excluded.after",
                              "isssss", step, roster_record_type (subject)->name, roster_record_id (subject),
                              roster_record_account (subject), before_json, after_json);
}

/* Reading */

/**
 * roster_cache_list_steps:
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type RosterJournalStep) (nullable): the newest steps, the newest first; those that
 *   changed nothing are left out
 */
GPtrArray *
roster_cache_list_steps (RosterCache  *self,
                         guint         limit,
                         GError      **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_journal_step_free);
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error,
                             "SELECT number, at, actor, cause, label, state, undoes,"
                             " (SELECT count(*) FROM " RECORDS_OF_STEP ") AS n FROM step WHERE EXISTS " RECORDS_OF_STEP
                             " ORDER BY number DESC LIMIT ?",
                             "i", (gint64) limit);
  RosterStep result;

  if (statement == NULL)
    return NULL;

  while ((result = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      RosterJournalStep *step = g_new0 (RosterJournalStep, 1);

      step->number = roster_statement_int64 (statement, 0);
      step->at = roster_statement_int64 (statement, 1);
      step->actor = g_strdup (roster_statement_text (statement, 2));
      step->cause = roster_cause_from_nick (roster_statement_text (statement, 3));
      step->label = g_strdup (roster_statement_text (statement, 4));
      step->state = roster_statement_int64 (statement, 5);
      step->undoes = roster_statement_int64 (statement, 6);
      step->n_changes = roster_statement_int64 (statement, 7);
      g_ptr_array_add (steps, step);
    }

  return result == ROSTER_STEP_DONE ? g_steal_pointer (&steps) : NULL;
}

static gint64
single_number (RosterCache *self,
               const char  *sql)
{
  g_autoptr (RosterStatement) statement = roster_database_query (self->database, NULL, sql, "");

  return statement != NULL && roster_statement_step (statement, NULL) == ROSTER_STEP_ROW
             ? roster_statement_int64 (statement, 0)
             : 0;
}

/**
 * roster_cache_next_undo:
 *
 * Returns: the step that Ctrl+Z takes back: the person's newest that is in force; 0 where there is none
 */
gint64
roster_cache_next_undo (RosterCache *self)
{
  return single_number (self,
                        "SELECT number FROM step WHERE state = 0 AND cause IN " OWN_CAUSES
                        " AND EXISTS " RECORDS_OF_STEP
                        " ORDER BY number DESC LIMIT 1");
}

/**
 * roster_cache_next_redo:
 *
 * Returns: the step that was undone last, as long as the person has done nothing else since; 0 where there is none
 */
gint64
roster_cache_next_redo (RosterCache *self)
{
  return single_number (
      self, "SELECT undone.number FROM step AS undoing JOIN step AS undone ON undone.number = undoing.undoes"
            " WHERE undoing.cause = 'undo' AND undone.state = 1 AND undoing.number >"
            " coalesce ((SELECT max (number) FROM step WHERE cause IN " OWN_CAUSES "), 0)"
            " ORDER BY undoing.number DESC LIMIT 1");
}

/* Undo and redo */

typedef struct
{
  const RosterRecordType *type;
  char *id;
  char *account;
  /* As the row has to be found, and as it is to become */
  RosterRecord *from;
  RosterRecord *to;
  /* One of them was written but cannot be read any more, which is not the same as no record */
  gboolean unreadable;
} Reversal;

static void
reversal_free (Reversal *reversal)
{
  g_free (reversal->id);
  g_free (reversal->account);
  g_clear_object (&reversal->from);
  g_clear_object (&reversal->to);
  g_free (reversal);
}

static RosterRecord *
read_version (Reversal   *reversal,
              const char *json)
{
  RosterRecord *record = roster_cache_parse_record (reversal->type, reversal->account, json);

  if (record == NULL && json != NULL)
    reversal->unreadable = TRUE;
  return record;
}

static GPtrArray *
load_reversals (RosterCache  *self,
                gint64        step,
                gboolean      undo,
                GError      **error)
{
  g_autoptr (GPtrArray) reversals = g_ptr_array_new_with_free_func ((GDestroyNotify) reversal_free);
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error,
                             "SELECT type, id, account, before, after FROM entry WHERE step = ?", "i", step);
  RosterStep result;

  if (statement == NULL)
    return NULL;

  while ((result = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      const RosterRecordType *type = roster_record_type_find (roster_statement_text (statement, 0));
      Reversal *reversal;

      if (type == NULL)
        continue;

      reversal = g_new0 (Reversal, 1);
      reversal->type = type;
      reversal->id = g_strdup (roster_statement_text (statement, 1));
      reversal->account = g_strdup (roster_statement_text (statement, 2));
      reversal->from = read_version (reversal, roster_statement_text (statement, undo ? 4 : 3));
      reversal->to = read_version (reversal, roster_statement_text (statement, undo ? 3 : 4));
      g_ptr_array_add (reversals, reversal);
    }

  return result == ROSTER_STEP_DONE ? g_steal_pointer (&reversals) : NULL;
}

/* The current row with the step's fields put back; NULL where one of them was edited since. */
static RosterRecord *
put_back (RosterRecord *current,
          RosterRecord *from,
          RosterRecord *to)
{
  const RosterRecordType *type = roster_record_type (current);
  g_autoptr (RosterRecord) result = roster_record_copy (current);

  for (guint i = ROSTER_N_COMMON_FIELDS; i < roster_record_type_n_fields (type); i++)
    {
      if (roster_value_equal (roster_record_nth_value (from, i), roster_record_nth_value (to, i)))
        continue;
      if (!roster_value_equal (roster_record_nth_value (current, i), roster_record_nth_value (from, i)))
        return NULL;

      roster_record_set_nth (result, i, roster_record_nth_value (to, i));
    }

  return g_steal_pointer (&result);
}

/* A pull can be taken back too, but not where the person could not have made the change. */
static RosterReversal
change (RosterCache   *self,
        gint64         step,
        RosterRecord  *current,
        RosterRecord  *wanted,
        char         **reason,
        GError       **error)
{
  g_autoptr (GError) local_error = NULL;

  if (roster_cache_check_account (self, current != NULL ? current : wanted, &local_error))
    {
      roster_cache_change_row (self, step, current, wanted, error);
      return ROSTER_REVERSAL_REVERSED;
    }

  if (g_error_matches (local_error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS))
    *reason = g_strdup (local_error->message);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return ROSTER_REVERSAL_FAILED;
}

static RosterReversal
reverse (RosterCache   *self,
         gint64         step,
         Reversal      *reversal,
         RosterRecord  *current,
         char         **reason,
         GError       **error)
{
  g_autoptr (RosterRecord) wanted = NULL;

  if (reversal->unreadable)
    {
      *reason = g_strdup (_("An older Roster wrote it in a form that this one cannot read. Change it by hand."));
      return ROSTER_REVERSAL_FAILED;
    }

  if (reversal->to == NULL)
    {
      if (current == NULL)
        return ROSTER_REVERSAL_REVERSED;
      if (!roster_record_same_content (current, reversal->from))
        return ROSTER_REVERSAL_KEPT;

      return change (self, step, current, NULL, reason, error);
    }

  if (reversal->from == NULL)
    {
      if (current != NULL)
        return ROSTER_REVERSAL_KEPT;
      wanted = g_object_ref (reversal->to);
    }
  else if (current == NULL)
    {
      *reason = g_strdup (_("It was deleted since."));
      return ROSTER_REVERSAL_FAILED;
    }
  else
    {
      wanted = put_back (current, reversal->from, reversal->to);
      if (wanted == NULL)
        return ROSTER_REVERSAL_KEPT;
      if (roster_record_same_content (wanted, current))
        return ROSTER_REVERSAL_REVERSED;
    }

  return change (self, step, current, wanted, reason, error);
}

static void
report_row (RosterReversalReport   *report,
            const RosterRecordType *type,
            const char             *id,
            const char             *title,
            RosterReversal          outcome,
            char                   *reason)
{
  RosterReversalRow *row = g_new0 (RosterReversalRow, 1);

  row->key = roster_record_key_new (type, id);
  row->title = g_strdup (title);
  row->outcome = outcome;
  row->reason = reason;
  g_ptr_array_add (report->rows, row);

  switch (outcome)
    {
    case ROSTER_REVERSAL_REVERSED:
      report->n_reversed++;
      break;
    case ROSTER_REVERSAL_KEPT:
      report->n_kept++;
      break;
    case ROSTER_REVERSAL_FAILED:
      report->n_failed++;
      break;
    }
}

static gboolean
reverse_all (RosterCache           *self,
             gint64                 step,
             GPtrArray             *reversals,
             RosterReversalReport  *report,
             GError               **error)
{
  for (guint i = 0; i < reversals->len; i++)
    {
      Reversal *reversal = reversals->pdata[i];
      g_autoptr (GError) local_error = NULL;
      g_autoptr (RosterRecord) current = roster_cache_get (self, reversal->type, reversal->id, &local_error);
      RosterRecord *named;
      char *reason = NULL;
      RosterReversal outcome = ROSTER_REVERSAL_FAILED;

      if (local_error == NULL)
        outcome = reverse (self, step, reversal, current, &reason, &local_error);
      if (local_error != NULL)
        {
          g_free (reason);
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      named = current != NULL ? current : reversal->to != NULL ? reversal->to
                                                               : reversal->from;
      report_row (report, reversal->type, reversal->id, named != NULL ? roster_record_title (named) : reversal->id,
                  outcome, reason);
    }

  return TRUE;
}

static const RosterReversalRow *
find_row (RosterReversalReport  *report,
          guint                  n_rows,
          const RosterRecordKey *key)
{
  for (guint i = 0; i < n_rows; i++)
    {
      const RosterReversalRow *row = report->rows->pdata[i];

      if (row->key->type == key->type && strcmp (row->key->id, key->id) == 0)
        return row;
    }

  return NULL;
}

/* Opens the conflicts that the step settled, or settles them again; after the rows, which say where the records
   stand. */
static gboolean
reverse_closed_conflicts (RosterCache           *self,
                          gint64                 step,
                          gboolean               undo,
                          RosterReversalReport  *report,
                          GError               **error)
{
  g_autoptr (GPtrArray) conflicts = roster_cache_list_closed_conflicts (self, report->step, error);
  guint n_rows = report->rows->len;

  if (conflicts == NULL)
    return FALSE;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const RosterConflict *conflict = conflicts->pdata[i];
      const RosterReversalRow *row = find_row (report, n_rows, conflict->key);
      gboolean done;

      if (row != NULL && row->outcome != ROSTER_REVERSAL_REVERSED)
        continue;

      if (!(undo ? roster_cache_reopen_conflict (self, report->step, conflict, &done, error)
                 : roster_cache_settle_again (self, report->step, step, conflict, &done, error)))
        return FALSE;
      if (find_row (report, report->rows->len, conflict->key) == NULL)
        report_row (report, conflict->key->type, conflict->key->id, conflict->title,
                    done ? ROSTER_REVERSAL_REVERSED : ROSTER_REVERSAL_FAILED,
                    done ? NULL : g_strdup (_("It has changed since; there is nothing left to choose between.")));
    }

  return TRUE;
}

/* The label and state of a step. */
static char *
load_step (RosterCache      *self,
           gint64            step,
           RosterStepState  *state,
           GError          **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error, "SELECT label, state FROM step WHERE number = ?", "i", step);
  RosterStep result = statement != NULL ? roster_statement_step (statement, error) : ROSTER_STEP_ERROR;

  if (result == ROSTER_STEP_ERROR)
    return NULL;

  if (result == ROSTER_STEP_DONE)
    {
      g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND, _("There is nothing to undo or redo."));
      return NULL;
    }

  *state = roster_statement_int64 (statement, 1);
  return g_strdup (roster_statement_text (statement, 0));
}

static RosterReversalReport *
run_reversal (RosterCache  *self,
              gint64        step,
              gboolean      undo,
              GError      **error)
{
  g_autoptr (RosterReversalReport) report = g_new0 (RosterReversalReport, 1);
  g_autoptr (GPtrArray) reversals = NULL;
  RosterStepState state;
  gint64 number;

  report->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) reversal_row_free);
  report->step = step;

  if (!roster_cache_begin_internal (self, error))
    return NULL;

  report->label = load_step (self, step, &state, error);
  if (report->label == NULL)
    goto fail;

  if (state != (undo ? ROSTER_STEP_STATE_DONE : ROSTER_STEP_STATE_UNDONE))
    {
      g_set_error_literal (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND,
                           undo ? _("This was undone already.") : _("This was not undone; there is nothing to redo."));
      goto fail;
    }

  reversals = load_reversals (self, step, undo, error);
  if (reversals == NULL)
    goto fail;

  number = roster_cache_add_step (self, undo ? ROSTER_CAUSE_UNDO : ROSTER_CAUSE_REDO, report->label, step, error);
  if (number == 0 ||
      !reverse_all (self, number, reversals, report, error) ||
      !reverse_closed_conflicts (self, number, undo, report, error) ||
      !roster_database_run (self->database, error, "UPDATE step SET state = ? WHERE number = ?", "ii",
                            (gint64) (undo ? ROSTER_STEP_STATE_UNDONE : ROSTER_STEP_STATE_DONE), step))
    goto fail;

  if (!roster_cache_commit_internal (self, error))
    return NULL;

  return g_steal_pointer (&report);

fail:
  roster_database_rollback (self->database);
  return NULL;
}

/**
 * roster_cache_undo:
 * @step: a step of the journal of any cause, or 0 for roster_cache_next_undo()
 *
 * Takes a step back as one step of its own. A row whose fields were edited since is kept and reported.
 *
 * Returns: (transfer full) (nullable): what became of each row
 */
RosterReversalReport *
roster_cache_undo (RosterCache  *self,
                   gint64        step,
                   GError      **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return run_reversal (self, step != 0 ? step : roster_cache_next_undo (self), TRUE, error);
}

/**
 * roster_cache_redo:
 * @step: a step that was undone, or 0 for roster_cache_next_redo()
 *
 * Returns: (transfer full) (nullable): what became of each row
 */
RosterReversalReport *
roster_cache_redo (RosterCache  *self,
                   gint64        step,
                   GError      **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return run_reversal (self, step != 0 ? step : roster_cache_next_redo (self), FALSE, error);
}
