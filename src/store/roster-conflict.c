/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-conflict.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-cache-private.h"
#include "roster-outbox.h"
#include "roster-closed-conflict.h"

void
roster_conflict_free (RosterConflict *self)
{
  if (self == NULL)
    return;

  roster_record_key_free (self->key);
  g_free (self->account);
  g_free (self->title);
  g_free (self->field);
  g_free (self->map_key);
  g_free (self->mine);
  g_free (self->theirs);
  g_free (self->theirs_by);
  g_free (self);
}

/* A map clashes key by key, and a key may be empty; everything else has none. */
static char *
read_map_key (RosterConflict *conflict,
              const char     *key)
{
  int index = conflict->field != NULL ? roster_record_type_find_field (conflict->key->type, conflict->field) : -1;

  return index >= 0 && roster_record_type_field (conflict->key->type, index)->kind == ROSTER_KIND_MAP ? g_strdup (key)
                                                                                                      : NULL;
}

static RosterConflict *
read_conflict (RosterStatement *statement)
{
  const RosterRecordType *type = roster_record_type_find (roster_statement_text (statement, 1));
  RosterConflict *conflict;

  if (type == NULL)
    return NULL;

  conflict = g_new0 (RosterConflict, 1);
  conflict->number = roster_statement_int64 (statement, 0);
  conflict->key = roster_record_key_new (type, roster_statement_text (statement, 2));
  conflict->account = g_strdup (roster_statement_text (statement, 3));
  conflict->title = g_strdup (roster_statement_text (statement, 4));
  conflict->kind = roster_statement_int64 (statement, 5);
  conflict->field = conflict->kind == ROSTER_CONFLICT_FIELD ? g_strdup (roster_statement_text (statement, 6)) : NULL;
  conflict->map_key = read_map_key (conflict, roster_statement_text (statement, 7));
  conflict->mine = g_strdup (roster_statement_text (statement, 8));
  conflict->theirs = g_strdup (roster_statement_text (statement, 9));
  conflict->mine_at = roster_statement_int64 (statement, 10);
  conflict->theirs_at = roster_statement_int64 (statement, 11);
  conflict->theirs_by = g_strdup (roster_statement_text (statement, 12));
  return conflict;
}

/**
 * roster_conflict_read_all:
 * @statement: a query for ROSTER_CONFLICT_COLUMNS
 *
 * Returns: (transfer full) (element-type RosterConflict) (nullable): the conflicts it finds, or %NULL with an error
 *   of the database; those of types that this program does not know are left out
 */
GPtrArray *
roster_conflict_read_all (RosterStatement  *statement,
                          GError          **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_conflict_free);
  RosterStep step;

  while ((step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      RosterConflict *conflict = read_conflict (statement);

      if (conflict != NULL)
        g_ptr_array_add (all, conflict);
    }

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

/**
 * roster_cache_list_conflicts:
 *
 * Returns: (transfer full) (element-type RosterConflict) (nullable): the open conflicts, the oldest first
 */
GPtrArray *
roster_cache_list_conflicts (RosterCache  *self,
                             GError      **error)
{
  g_autoptr (RosterStatement) statement = roster_database_query (
      self->database, error, "SELECT " ROSTER_CONFLICT_COLUMNS " FROM conflict ORDER BY number", "");

  return statement != NULL ? roster_conflict_read_all (statement, error) : NULL;
}

/**
 * roster_cache_add_conflict:
 *
 * Keeps a clash for a person. A later clash at the same place takes the place of the first: the person has edited the
 * field since.
 */
gboolean
roster_cache_add_conflict (RosterCache           *self,
                           const RosterConflict  *conflict,
                           GError               **error)
{
  return roster_database_run (
      self->database, error,
      "INSERT INTO conflict (type, id, account, title, kind, field, map_key, mine, theirs, mine_at,"
      " theirs_at, theirs_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (type, id, kind, field, map_key) DO UPDATE SET theirs = excluded.theirs,"
      " theirs_at = excluded.theirs_at, theirs_by = excluded.theirs_by,"
      " mine = excluded.mine, mine_at = excluded.mine_at",
      "ssssissssiis", conflict->key->type->name, conflict->key->id, conflict->account, conflict->title,
      (gint64) conflict->kind, conflict->field != NULL ? conflict->field : "",
      conflict->map_key != NULL ? conflict->map_key : "", conflict->mine, conflict->theirs, conflict->mine_at,
      conflict->theirs_at, conflict->theirs_by);
}

/**
 * roster_cache_withdraw_conflict:
 *
 * Forgets a conflict that has settled itself, because both sides came to agree.
 */
gboolean
roster_cache_withdraw_conflict (RosterCache             *self,
                                const RosterRecordType  *type,
                                const char              *id,
                                RosterConflictKind       kind,
                                GError                 **error)
{
  return roster_database_run (self->database, error, "DELETE FROM conflict WHERE type = ? AND id = ? AND kind = ?",
                              "ssi", type->name, id, (gint64) kind);
}

/* Settling */

static GVariant *
with_map_key (GVariant   *map,
              const char *key,
              const char *json)
{
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GVariantIter iter;
  char *name, *value;

  if (map != NULL)
    {
      g_variant_iter_init (&iter, map);
      while (g_variant_iter_next (&iter, "{ss}", &name, &value))
        g_hash_table_insert (entries, name, value);
    }

  if (json != NULL)
    g_hash_table_insert (entries, g_strdup (key), g_strdup (json));
  else
    g_hash_table_remove (entries, key);

  return g_hash_table_size (entries) > 0 ? roster_value_new_map (entries) : NULL;
}

static gboolean
set_from_conflict (RosterRecord          *record,
                   const RosterConflict  *conflict,
                   GError               **error)
{
  int index = roster_record_type_find_field (conflict->key->type, conflict->field);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) local_error = NULL;

  if (index < 0)
    return TRUE;

  if (conflict->map_key != NULL)
    {
      roster_record_set_nth (record, index,
                             with_map_key (roster_record_nth_value (record, index), conflict->map_key, conflict->mine));
      return TRUE;
    }

  if (conflict->mine != NULL)
    {
      node = json_from_string (conflict->mine, error);
      if (node == NULL)
        return FALSE;
      value = roster_value_from_json (roster_record_type_field (conflict->key->type, index), node, &local_error);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  roster_record_set_nth (record, index, value);
  return TRUE;
}

static gboolean
take_my_value (RosterCache           *self,
               gint64                 step,
               const RosterConflict  *conflict,
               GError               **error)
{
  g_autoptr (RosterRecord) current = roster_cache_get (self, conflict->key->type, conflict->key->id, error);
  g_autoptr (RosterRecord) wanted = NULL;

  if (current == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND,
                     _("“%s” was deleted meanwhile. Undo the deletion first if it is still needed."), conflict->title);
      return FALSE;
    }

  wanted = roster_record_copy (current);
  if (!set_from_conflict (wanted, conflict, error))
    return FALSE;

  return roster_record_same_content (wanted, current) ||
         roster_cache_change_row (self, step, current, wanted, error);
}

/* A deletion here was undone: what was edited here goes onto the office's version and waits for the sync. */
static gboolean
keep_undeleted (RosterCache   *self,
                gint64         step,
                RosterRecord  *theirs,
                RosterRecord  *current,
                GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterPending) pending = roster_cache_get_pending (self, roster_record_type (current),
                                                                roster_record_id (current), &local_error);
  g_autoptr (RosterRecord) wanted = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  wanted = pending != NULL && pending->base != NULL ? roster_cache_edited_row (theirs, pending->base, current)
                                                    : g_object_ref (current);
  if (!roster_record_same_content (wanted, current) &&
      (!roster_cache_put_row (self, wanted, error) || !roster_cache_add_entry (self, step, current, wanted, error)))
    return FALSE;

  return roster_cache_confirm_pending (self, roster_record_type (current), roster_record_id (current), theirs, error);
}

/* Takes the office's side of a deletion, or sends mine against it. */
static gboolean
settle_deletion (RosterCache           *self,
                 gint64                 step,
                 const RosterConflict  *conflict,
                 RosterSide             side,
                 GError               **error)
{
  const RosterRecordType *type = conflict->key->type;
  const char *id = conflict->key->id;
  g_autoptr (RosterRecord) theirs = roster_cache_parse_record (type, conflict->account, conflict->theirs);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterRecord) current = roster_cache_get (self, type, id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (side == ROSTER_SIDE_MINE)
    {
      if (theirs != NULL && current != NULL)
        return keep_undeleted (self, step, theirs, current, error);

      /* The difference to what the office has now goes with the next sync. */
      return roster_cache_confirm_pending (self, type, id, theirs, error);
    }

  if (conflict->kind == ROSTER_CONFLICT_DELETED_THERE)
    {
      if (current != NULL && (!roster_cache_delete_row (self, type, id, error) ||
                              !roster_cache_add_entry (self, step, current, NULL, error)))
        return FALSE;
    }
  else if (theirs != NULL && (!roster_cache_put_row (self, theirs, error) ||
                              !roster_cache_add_entry (self, step, current, theirs, error)))
    {
      return FALSE;
    }

  return roster_database_run (self->database, error, "DELETE FROM pending WHERE type = ? AND id = ?",
                              "ss", type->name, id);
}

/**
 * roster_cache_settle_conflict:
 * @step: the step of the journal that does it and remembers the conflict
 * @conflict: an open one
 * @side: whose version is to stand
 *
 * Settles one conflict. Works inside a transaction that the caller opened.
 *
 * Returns: %FALSE with %ROSTER_STORE_ERROR_NOT_FOUND where the record is gone, or an error of the database
 */
gboolean
roster_cache_settle_conflict (RosterCache           *self,
                              gint64                 step,
                              const RosterConflict  *conflict,
                              RosterSide             side,
                              GError               **error)
{
  if (!roster_cache_remember_conflict (self, step, conflict, side, error))
    return FALSE;

  switch (conflict->kind)
    {
    case ROSTER_CONFLICT_FIELD:
      if (side == ROSTER_SIDE_MINE && !take_my_value (self, step, conflict, error))
        return FALSE;
      break;
    case ROSTER_CONFLICT_DELETED_THERE:
    case ROSTER_CONFLICT_DELETED_HERE:
      if (!settle_deletion (self, step, conflict, side, error))
        return FALSE;
      break;
    }

  return roster_database_run (self->database, error, "DELETE FROM conflict WHERE number = ?", "i", conflict->number);
}

static RosterConflict *
find_conflict (RosterCache  *self,
               gint64        number,
               GError      **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error, "SELECT " ROSTER_CONFLICT_COLUMNS " FROM conflict WHERE number = ?",
                             "i", number);
  g_autoptr (GPtrArray) found = statement != NULL ? roster_conflict_read_all (statement, error) : NULL;

  if (found != NULL && found->len == 0)
    g_set_error_literal (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND,
                         _("This conflict was settled already."));

  return found != NULL && found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

static gboolean
settle_all (RosterCache   *self,
            const gint64  *numbers,
            guint          n_numbers,
            RosterSide     side,
            GError       **error)
{
  gint64 step = 0;

  for (guint i = 0; i < n_numbers; i++)
    {
      g_autoptr (RosterConflict) conflict = find_conflict (self, numbers[i], error);

      if (conflict == NULL)
        return FALSE;

      if (step == 0)
        {
          g_autofree char *label = g_strdup_printf (side == ROSTER_SIDE_MINE ? _("Keep my version of “%s”")
                                                                             : _("Take the office’s version of “%s”"),
                                                    conflict->title);

          step = roster_cache_add_step (self, ROSTER_CAUSE_RESOLVE, label, 0, error);
        }
      if (step == 0 || !roster_cache_settle_conflict (self, step, conflict, side, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * roster_cache_resolve_conflicts:
 * @numbers: (array length=n_numbers): of the conflicts, such as all of one record
 * @n_numbers: how many; at least one
 * @side: whose version is to stand
 *
 * Settles conflicts as one step of the journal: all of them or, where one cannot be settled, none. Taking one's own
 * side makes it a change that waits for the next sync. Undoing the step opens the conflicts again as long as nothing
 * has moved on since.
 *
 * Returns: %FALSE with %ROSTER_STORE_ERROR_NOT_FOUND where a conflict was settled already or its record is gone
 */
gboolean
roster_cache_resolve_conflicts (RosterCache   *self,
                                const gint64  *numbers,
                                guint          n_numbers,
                                RosterSide     side,
                                GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (n_numbers > 0, FALSE);

  if (!roster_cache_begin_internal (self, error))
    return FALSE;

  if (!settle_all (self, numbers, n_numbers, side, error))
    {
      roster_database_rollback (self->database);
      return FALSE;
    }

  return roster_cache_commit_internal (self, error);
}

/**
 * roster_cache_resolve_conflict:
 * @number: of the conflict
 * @side: whose version is to stand
 *
 * Settles one conflict; see roster_cache_resolve_conflicts().
 */
gboolean
roster_cache_resolve_conflict (RosterCache  *self,
                               gint64        number,
                               RosterSide    side,
                               GError      **error)
{
  return roster_cache_resolve_conflicts (self, &number, 1, side, error);
}
