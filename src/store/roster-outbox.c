/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-outbox.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-account.h"
#include "roster-cache-private.h"
#include "roster-closed-conflict.h"

#define COLUMNS "type, id, account, operation, state, base, sent, title, since, edited_at, error, reason, attempts"

void
roster_pending_free (RosterPending *self)
{
  if (self == NULL)
    return;

  roster_record_key_free (self->key);
  g_free (self->account);
  g_clear_object (&self->base);
  g_clear_object (&self->sent);
  g_clear_object (&self->current);
  g_free (self->title);
  g_free (self->error);
  g_free (self->reason);
  g_free (self);
}

static RosterPending *
read_pending (RosterStatement *statement)
{
  const RosterRecordType *type = roster_record_type_find (roster_statement_text (statement, 0));
  RosterPending *pending;

  if (type == NULL)
    return NULL;

  pending = g_new0 (RosterPending, 1);
  pending->key = roster_record_key_new (type, roster_statement_text (statement, 1));
  pending->account = g_strdup (roster_statement_text (statement, 2));
  pending->operation = roster_statement_int64 (statement, 3);
  pending->state = roster_statement_int64 (statement, 4);
  pending->base = roster_cache_parse_record (type, pending->account, roster_statement_text (statement, 5));
  pending->sent = roster_cache_parse_record (type, pending->account, roster_statement_text (statement, 6));
  pending->title = g_strdup (roster_statement_text (statement, 7));
  pending->since = roster_statement_int64 (statement, 8);
  pending->edited_at = roster_statement_int64 (statement, 9);
  pending->error = g_strdup (roster_statement_text (statement, 10));
  pending->reason = g_strdup (roster_statement_text (statement, 11));
  pending->attempts = roster_statement_int64 (statement, 12);

  /* An attempt that can no longer be read must not pass for a deletion: the record goes as it is now. */
  if (pending->sent == NULL && roster_statement_text (statement, 6) != NULL)
    pending->attempts = 0;
  return pending;
}

static GPtrArray *
read_all (RosterCache      *self,
          RosterStatement  *statement,
          GError          **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_pending_free);
  RosterStep step;

  while ((step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      RosterPending *pending = read_pending (statement);

      if (pending != NULL)
        g_ptr_array_add (all, pending);
    }
  if (step == ROSTER_STEP_ERROR)
    return NULL;

  for (guint i = 0; i < all->len; i++)
    {
      RosterPending *pending = all->pdata[i];
      g_autoptr (GError) local_error = NULL;

      pending->current = roster_cache_get (self, pending->key->type, pending->key->id, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return g_steal_pointer (&all);
}

/* Marking */

static gboolean
write_pending (RosterCache    *self,
               RosterPending  *pending,
               GError        **error)
{
  g_autofree char *base = roster_cache_record_json (pending->base);
  g_autofree char *sent = roster_cache_record_json (pending->sent);

  return roster_database_run (self->database, error,
                              "INSERT OR REPLACE INTO pending (" COLUMNS ")"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              "sssiisssiissi", pending->key->type->name, pending->key->id, pending->account,
                              (gint64) pending->operation, (gint64) pending->state, base, sent, pending->title,
                              pending->since, pending->edited_at, pending->error, pending->reason,
                              (gint64) pending->attempts);
}

static gboolean
forget_pending (RosterCache             *self,
                const RosterRecordType  *type,
                const char              *id,
                GError                 **error)
{
  return roster_database_run (self->database, error, "DELETE FROM pending WHERE type = ? AND id = ?",
                              "ss", type->name, id);
}

/* Here and at the office the same stands again: so does who changed it last, and when. */
static gboolean
settle_with (RosterCache   *self,
             RosterRecord  *confirmed,
             RosterRecord  *current,
             GError       **error)
{
  return confirmed == NULL || current == NULL || roster_record_equal (confirmed, current) ||
         roster_cache_put_row (self, confirmed, error);
}

static RosterPending *
first_mark (RosterCache  *self,
            RosterRecord *before,
            RosterRecord *subject)
{
  RosterPending *pending = g_new0 (RosterPending, 1);

  pending->key = roster_record_key_new (roster_record_type (subject), roster_record_id (subject));
  pending->account = g_strdup (roster_record_account (subject));
  pending->base = before != NULL ? g_object_ref (before) : NULL;
  pending->since = roster_clock_now (self->clock);
  return pending;
}

static gboolean
close_conflict (RosterCache        *self,
                gint64              step,
                RosterRecord       *record,
                const RosterField  *field,
                const char         *map_key,
                GError            **error)
{
  g_autoptr (RosterStatement) statement = roster_database_query (
      self->database, error,
      "SELECT " ROSTER_CONFLICT_COLUMNS " FROM conflict WHERE type = ? AND id = ? AND kind = ? AND field = ?"
      " AND map_key = ?",
      "ssiss", roster_record_type (record)->name, roster_record_id (record), (gint64) ROSTER_CONFLICT_FIELD,
      field->name, map_key);
  g_autoptr (GPtrArray) conflicts = statement != NULL ? roster_conflict_read_all (statement, error) : NULL;

  return conflicts != NULL && roster_cache_close_conflicts (self, step, conflicts, ROSTER_SIDE_MINE, error);
}

static gboolean
close_conflicts_of_keys (RosterCache        *self,
                         gint64              step,
                         RosterRecord       *record,
                         const RosterField  *field,
                         GVariant           *before,
                         GVariant           *after,
                         GError            **error)
{
  g_autoptr (GPtrArray) keys = roster_value_map_changes (before, after);

  for (guint i = 0; i < keys->len; i++)
    if (!close_conflict (self, step, record, field, keys->pdata[i], error))
      return FALSE;

  return TRUE;
}

/* What a person changed while a clash over the same field, or the same key of a map, was open is the person's answer
   to it. */
static gboolean
close_answered_conflicts (RosterCache   *self,
                          gint64         step,
                          RosterRecord  *before,
                          RosterRecord  *after,
                          GError       **error)
{
  const RosterRecordType *type = roster_record_type (after);

  for (guint i = ROSTER_N_COMMON_FIELDS; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);
      GVariant *left = roster_record_nth_value (before, i);
      GVariant *right = roster_record_nth_value (after, i);

      if (roster_value_equal (left, right))
        continue;

      if (field->kind == ROSTER_KIND_MAP
              ? !close_conflicts_of_keys (self, step, after, field, left, right, error)
              : !close_conflict (self, step, after, field, "", error))
        return FALSE;
    }

  return TRUE;
}

/* Marks a record that a person changed. An edit that brings it back to what the office has leaves nothing to send. */
gboolean
roster_cache_mark_pending (RosterCache   *self,
                           gint64         step,
                           RosterRecord  *before,
                           RosterRecord  *after,
                           GError       **error)
{
  RosterRecord *subject = after != NULL ? after : before;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterPending) pending = roster_cache_get_pending (self, roster_record_type (subject),
                                                                roster_record_id (subject), &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (before != NULL && after != NULL && !close_answered_conflicts (self, step, before, after, error))
    return FALSE;

  if (pending == NULL)
    pending = first_mark (self, before, subject);

  /* Nothing to tell the office, unless an attempt may have reached it already or it has another version, as a conflict
     says. */
  if (pending->attempts == 0 && pending->state != ROSTER_PENDING_CONFLICT &&
      roster_record_same_content (pending->base, after))
    return settle_with (self, pending->base, after, error) &&
           forget_pending (self, pending->key->type, pending->key->id, error);

  pending->operation = after == NULL           ? ROSTER_OPERATION_DESTROY
                       : pending->base == NULL ? ROSTER_OPERATION_CREATE
                                               : ROSTER_OPERATION_UPDATE;
  if (pending->state != ROSTER_PENDING_SENDING && pending->state != ROSTER_PENDING_CONFLICT)
    pending->state = ROSTER_PENDING_WAITING;
  pending->edited_at = roster_clock_now (self->clock);
  g_free (pending->title);
  pending->title = g_strdup (roster_record_title (subject));
  g_clear_pointer (&pending->error, g_free);
  g_clear_pointer (&pending->reason, g_free);
  return write_pending (self, pending, error);
}

/* Reading */

/**
 * roster_cache_list_pending:
 *
 * Returns: (transfer full) (element-type RosterPending) (nullable): everything the office has not confirmed, the
 *   oldest first
 */
GPtrArray *
roster_cache_list_pending (RosterCache  *self,
                           GError      **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error, "SELECT " COLUMNS " FROM pending ORDER BY since, type, id", "");

  return statement != NULL ? read_all (self, statement, error) : NULL;
}

/**
 * roster_cache_get_pending:
 *
 * Returns: (transfer full) (nullable): the record's mark, or %NULL without an error where the office has confirmed it
 */
RosterPending *
roster_cache_get_pending (RosterCache             *self,
                          const RosterRecordType  *type,
                          const char              *id,
                          GError                 **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error, "SELECT " COLUMNS " FROM pending WHERE type = ? AND id = ?",
                             "ss", type->name, id);
  g_autoptr (GPtrArray) found = statement != NULL ? read_all (self, statement, error) : NULL;

  return found != NULL && found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

/**
 * roster_cache_list_pending_ids:
 *
 * Returns: (transfer full): a set of the ids of @type that differ from what their office has confirmed, or %NULL with
 *   @error set; what belongs to no office yet waits for nobody
 */
GHashTable *
roster_cache_list_pending_ids (RosterCache             *self,
                               const RosterRecordType  *type,
                               GError                 **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error,
                             "SELECT id FROM pending WHERE type = ? AND account NOT IN (?, ?)", "sss", type->name,
                             ROSTER_LOCAL_COMPANY_ACCOUNT, ROSTER_LOCAL_BOOK_ACCOUNT);
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    g_hash_table_add (ids, g_strdup (roster_statement_text (statement, 0)));

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/**
 * roster_cache_count_pending:
 * @counts: (out): how much the outbox holds; open conflicts over fields count as conflicts too
 */
gboolean
roster_cache_count_pending (RosterCache         *self,
                            RosterOutboxCounts  *counts,
                            GError             **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error,
                             "SELECT coalesce (sum (state = 0), 0), coalesce (sum (state = 1), 0),"
                             " (SELECT count(*) FROM conflict), coalesce (sum (state = 3), 0),"
                             " (SELECT count(*) FROM blob_upload WHERE sent_at IS NULL AND reason IS NULL),"
                             " (SELECT count(*) FROM blob_upload WHERE reason IS NOT NULL AND given_up_at IS NULL)"
                             " FROM pending",
                             "");

  if (statement == NULL || roster_statement_step (statement, error) != ROSTER_STEP_ROW)
    return FALSE;

  counts->waiting = roster_statement_int64 (statement, 0);
  counts->sending = roster_statement_int64 (statement, 1);
  counts->conflict = roster_statement_int64 (statement, 2);
  counts->refused = roster_statement_int64 (statement, 3);
  counts->photos = roster_statement_int64 (statement, 4);
  counts->refused_photos = roster_statement_int64 (statement, 5);
  return TRUE;
}

/**
 * roster_outbox_total:
 *
 * Returns: how much is not with the office
 */
guint
roster_outbox_total (const RosterOutboxCounts *counts)
{
  g_return_val_if_fail (counts != NULL, 0);

  return counts->waiting + counts->sending + counts->photos + roster_outbox_attention (counts);
}

/**
 * roster_outbox_attention:
 *
 * Returns: how much of it waits for a person
 */
guint
roster_outbox_attention (const RosterOutboxCounts *counts)
{
  g_return_val_if_fail (counts != NULL, 0);

  return counts->conflict + counts->refused + counts->refused_photos;
}

/* What a person does */

/**
 * roster_cache_retry_pending:
 *
 * Lets a refused change go with the next sync again.
 */
gboolean
roster_cache_retry_pending (RosterCache             *self,
                            const RosterRecordType  *type,
                            const char              *id,
                            GError                 **error)
{
  return roster_database_run (self->database, error,
                              "UPDATE pending SET state = 0, error = NULL, reason = NULL"
                              " WHERE type = ? AND id = ? AND state = 3",
                              "ss", type->name, id);
}

/* What the office has now in @theirs; NULL where it has nothing. While a deletion is in conflict that is not the
   version which the change started from. */
static gboolean
load_office_version (RosterCache    *self,
                     RosterPending  *pending,
                     RosterRecord  **theirs,
                     GError        **error)
{
  g_autoptr (RosterStatement) statement = roster_database_query (
      self->database, error, "SELECT theirs FROM conflict WHERE type = ? AND id = ? AND kind <> ?", "ssi",
      pending->key->type->name, pending->key->id, (gint64) ROSTER_CONFLICT_FIELD);
  RosterStep step = statement != NULL ? roster_statement_step (statement, error) : ROSTER_STEP_ERROR;

  if (step == ROSTER_STEP_ERROR)
    return FALSE;

  if (step == ROSTER_STEP_ROW)
    *theirs = roster_cache_parse_record (pending->key->type, pending->account, roster_statement_text (statement, 0));
  else
    *theirs = pending->base != NULL ? g_object_ref (pending->base) : NULL;
  return TRUE;
}

/* With the change goes what it clashes with. */
static gboolean
drop_conflicts (RosterCache    *self,
                gint64          step,
                RosterPending  *pending,
                GError        **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error,
                             "SELECT " ROSTER_CONFLICT_COLUMNS " FROM conflict WHERE type = ? AND id = ?", "ss",
                             pending->key->type->name, pending->key->id);
  g_autoptr (GPtrArray) conflicts = statement != NULL ? roster_conflict_read_all (statement, error) : NULL;

  return conflicts != NULL && roster_cache_close_conflicts (self, step, conflicts, ROSTER_SIDE_THEIRS, error);
}

static gboolean
drop_pending (RosterCache    *self,
              RosterPending  *pending,
              GError        **error)
{
  g_autofree char *label = g_strdup_printf (_("Drop the change of “%s”"), pending->title);
  gint64 step = roster_cache_add_step (self, ROSTER_CAUSE_DROP, label, 0, error);
  g_autoptr (RosterRecord) theirs = NULL;

  if (step == 0 || !load_office_version (self, pending, &theirs, error))
    return FALSE;

  if (theirs != NULL ? !roster_cache_put_row (self, theirs, error)
                     : !roster_cache_delete_row (self, pending->key->type, pending->key->id, error))
    return FALSE;

  return (roster_record_same_content (pending->current, theirs) ||
          roster_cache_add_entry (self, step, pending->current, theirs, error)) &&
         drop_conflicts (self, step, pending, error) &&
         forget_pending (self, pending->key->type, pending->key->id, error);
}

/**
 * roster_cache_drop_pending:
 *
 * Gives a change up: the record becomes what the office has, as far as is known here. One step of the journal, so that
 * it can be undone.
 */
gboolean
roster_cache_drop_pending (RosterCache             *self,
                           const RosterRecordType  *type,
                           const char              *id,
                           GError                 **error)
{
  g_autoptr (RosterPending) pending = NULL;

  if (!roster_cache_begin_internal (self, error))
    return FALSE;

  pending = roster_cache_get_pending (self, type, id, error);
  if (pending == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND,
                             _("The office has confirmed this change already."));
      roster_database_rollback (self->database);
      return FALSE;
    }

  if (!drop_pending (self, pending, error))
    {
      roster_database_rollback (self->database);
      return FALSE;
    }

  return roster_cache_commit_internal (self, error);
}

/* What the sync does */

/**
 * roster_cache_take_sendable:
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type RosterPending) (nullable): what is to be sent of one type of @account; the
 *   oldest first. What was sent without an answer is among it: sending again is safe.
 */
GPtrArray *
roster_cache_take_sendable (RosterCache             *self,
                            const char              *account,
                            const RosterRecordType  *type,
                            guint                    limit,
                            GError                 **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error,
                             "SELECT " COLUMNS " FROM pending WHERE type = ? AND account = ? AND state IN (0, 1)"
                             " ORDER BY since, id LIMIT ?",
                             "ssi", type->name, account, (gint64) limit);

  return statement != NULL ? read_all (self, statement, error) : NULL;
}

/**
 * roster_cache_mark_sending:
 *
 * Remembers the record as it is now as the version that is sent, before it is sent. Where an earlier attempt got no
 * answer, the version of that attempt is sent again, so that there is only ever one that the office may have: what
 * came later follows once the first is settled.
 */
gboolean
roster_cache_mark_sending (RosterCache    *self,
                           RosterPending  *pending,
                           GError        **error)
{
  if (pending->attempts == 0)
    g_set_object (&pending->sent, pending->current);
  pending->state = ROSTER_PENDING_SENDING;
  pending->attempts++;
  return write_pending (self, pending, error);
}

/**
 * roster_cache_unmark_sending:
 *
 * Nothing is under way any more: what was not answered waits for the next sync.
 */
gboolean
roster_cache_unmark_sending (RosterCache  *self,
                             GError      **error)
{
  return roster_database_run (self->database, error, "UPDATE pending SET state = 0 WHERE state = 1", "");
}

/**
 * roster_cache_confirm_pending:
 * @confirmed: (nullable): the record as the office now has it; %NULL where the office has deleted it
 *
 * Takes the confirmed version as the new base. Edits that were made since it was sent stay and wait.
 */
gboolean
roster_cache_confirm_pending (RosterCache             *self,
                              const RosterRecordType  *type,
                              const char              *id,
                              RosterRecord            *confirmed,
                              GError                 **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterPending) pending = roster_cache_get_pending (self, type, id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (pending == NULL)
    return TRUE;

  if (roster_record_same_content (pending->current, confirmed))
    return settle_with (self, confirmed, pending->current, error) && forget_pending (self, type, id, error);

  if (confirmed != NULL)
    {
      g_free (pending->account);
      pending->account = g_strdup (roster_record_account (confirmed));
    }
  g_set_object (&pending->base, confirmed);
  g_clear_object (&pending->sent);
  pending->attempts = 0;
  pending->since = pending->edited_at;
  pending->state = ROSTER_PENDING_WAITING;
  pending->operation = pending->current == NULL ? ROSTER_OPERATION_DESTROY
                       : confirmed == NULL      ? ROSTER_OPERATION_CREATE
                                                : ROSTER_OPERATION_UPDATE;
  g_clear_pointer (&pending->error, g_free);
  g_clear_pointer (&pending->reason, g_free);
  return write_pending (self, pending, error);
}

/**
 * roster_cache_refuse_pending:
 * @error_type: the protocol's error type
 * @reason: in words for the person
 *
 * Keeps a change that the office refused, with the reason, until a person corrects, exports or drops it.
 */
gboolean
roster_cache_refuse_pending (RosterCache             *self,
                             const RosterRecordType  *type,
                             const char              *id,
                             const char              *error_type,
                             const char              *reason,
                             GError                 **error)
{
  return roster_database_run (self->database, error,
                              "UPDATE pending SET state = 3, sent = NULL, attempts = 0, error = ?, reason = ?"
                              " WHERE type = ? AND id = ?",
                              "ssss", error_type, reason, type->name, id);
}

/**
 * roster_cache_refuse_homeless:
 * @n_refused: (out): how many there were
 *
 * Refuses what waits in an account that the person does not have.
 */
gboolean
roster_cache_refuse_homeless (RosterCache  *self,
                              const char   *error_type,
                              const char   *reason,
                              guint        *n_refused,
                              GError      **error)
{
  if (!roster_database_run (self->database, error,
                            "UPDATE pending SET state = 3, sent = NULL, attempts = 0, error = ?, reason = ?"
                            " WHERE state IN (0, 1) AND account NOT IN (SELECT id FROM account)",
                            "ss", error_type, reason))
    return FALSE;

  *n_refused = sqlite3_changes (roster_database_handle (self->database));
  return TRUE;
}

/**
 * roster_cache_set_pending_state:
 * @state: how far the change is now
 *
 * Says how far a waiting change is. Nothing happens where the record has none.
 *
 * Returns: %FALSE with an error of the database
 */
gboolean
roster_cache_set_pending_state (RosterCache             *self,
                                const RosterRecordType  *type,
                                const char              *id,
                                RosterPendingState       state,
                                GError                 **error)
{
  return roster_database_run (self->database, error, "UPDATE pending SET state = ? WHERE type = ? AND id = ?",
                              "iss", (gint64) state, type->name, id);
}

/**
 * roster_cache_rebase_pending:
 * @base: the office's newest version, with which the row was merged
 *
 * After a merge: the outbox now holds the difference between @base and the merged row.
 */
gboolean
roster_cache_rebase_pending (RosterCache   *self,
                             RosterRecord  *base,
                             GError       **error)
{
  return roster_cache_confirm_pending (self, roster_record_type (base), roster_record_id (base), base, error);
}
