/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-merge.h"
#include "roster-record-json.h"
#include "roster-remote.h"

/* Writing rows */

static gint64
step_for (RosterCache  *cache,
          gint64       *step,
          RosterCause   cause,
          const char   *label,
          GError      **error)
{
  if (*step == 0)
    *step = roster_cache_begin_step (cache, cause, label, error);

  return *step;
}

static gint64
pull_step (RosterSync   *self,
           RosterCache  *cache,
           GError      **error)
{
  return step_for (cache, &self->pull_step, ROSTER_CAUSE_PULL, _("Changes from the office"), error);
}

static gint64
merge_step (RosterSync   *self,
            RosterCache  *cache,
            GError      **error)
{
  return step_for (cache, &self->merge_step, ROSTER_CAUSE_MERGE, _("Merged with changes from the office"), error);
}

/* Only what a person can see goes into the journal: one's own change that comes back from the office is none. */
static gboolean
put (RosterSync    *self,
     RosterCache   *cache,
     RosterRecord  *record,
     gboolean       merged,
     GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterRecord) current = roster_cache_get (cache, roster_record_type (record), roster_record_id (record),
                                                       &local_error);
  gint64 step = 0;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (!roster_record_same_content (current, record))
    {
      step = merged ? merge_step (self, cache, error) : pull_step (self, cache, error);
      if (step == 0)
        return FALSE;
    }

  return roster_cache_put_remote (cache, step, record, error);
}

/* Conflicts */

static gboolean
add_deletion_conflict (RosterSync          *self,
                       RosterCache         *cache,
                       RosterPending       *pending,
                       RosterConflictKind   kind,
                       RosterRecord        *theirs,
                       GError             **error)
{
  g_autofree char *mine_json = pending->current != NULL ? roster_record_to_json_text (pending->current) : NULL;
  g_autofree char *theirs_json = theirs != NULL ? roster_record_to_json_text (theirs) : NULL;
  const RosterConflict conflict = {
    .key = pending->key,
    .account = pending->account,
    .title = pending->title,
    .kind = kind,
    .mine = mine_json,
    .theirs = theirs_json,
    .mine_at = pending->edited_at,
    .theirs_at = theirs != NULL ? roster_record_number (theirs, "updatedAt", 0)
                                : roster_clock_now (roster_cache_clock (cache)),
    .theirs_by = theirs != NULL ? (char *) roster_record_text (theirs, "updatedBy") : NULL,
  };

  if (pending->state != ROSTER_PENDING_CONFLICT)
    self->report.n_conflicts++;
  return roster_cache_add_conflict (cache, &conflict, error) &&
         roster_cache_set_pending_state (cache, pending->key->type, pending->key->id, ROSTER_PENDING_CONFLICT, error);
}

static gboolean
add_clashes (RosterSync     *self,
             RosterCache    *cache,
             RosterPending  *pending,
             RosterRecord   *theirs,
             GPtrArray      *clashes,
             GError        **error)
{
  for (guint i = 0; i < clashes->len; i++)
    {
      RosterClash *clash = clashes->pdata[i];
      g_autofree char *mine_json = roster_clash_mine_json (clash);
      g_autofree char *theirs_json = roster_clash_theirs_json (clash);
      const RosterConflict conflict = {
        .key = pending->key,
        .account = (char *) roster_record_account (theirs),
        .title = (char *) roster_record_title (theirs),
        .kind = ROSTER_CONFLICT_FIELD,
        .field = (char *) clash->field->name,
        .map_key = clash->map_key,
        .mine = mine_json,
        .theirs = theirs_json,
        .mine_at = pending->edited_at,
        .theirs_at = roster_record_number (theirs, "updatedAt", 0),
        .theirs_by = (char *) roster_record_text (theirs, "updatedBy"),
      };

      self->report.n_conflicts++;
      if (!roster_cache_add_conflict (cache, &conflict, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
withdraw_deletion_conflicts (RosterCache    *cache,
                             RosterPending  *pending,
                             GError        **error)
{
  return pending->state != ROSTER_PENDING_CONFLICT ||
         (roster_cache_withdraw_conflict (cache, pending->key->type, pending->key->id,
                                          ROSTER_CONFLICT_DELETED_THERE, error) &&
          roster_cache_withdraw_conflict (cache, pending->key->type, pending->key->id,
                                          ROSTER_CONFLICT_DELETED_HERE, error));
}

/* Merging */

/* Takes the office's version as the one to compare with. A refusal stays one until a person acts on it. */
static gboolean
rebase (RosterCache    *cache,
        RosterPending  *pending,
        RosterRecord   *theirs,
        GError        **error)
{
  return roster_cache_rebase_pending (cache, theirs, error) &&
         (pending->state != ROSTER_PENDING_REFUSED ||
          roster_cache_refuse_pending (cache, pending->key->type, pending->key->id, pending->error, pending->reason,
                                       error));
}

static RosterRecord *
common_version (RosterPending *pending,
                RosterRecord  *theirs)
{
  if (pending->sent != NULL)
    return roster_merge_common (pending->base, pending->sent, theirs);

  return pending->base != NULL ? g_object_ref (pending->base) : NULL;
}

static gboolean
merge_edit (RosterSync     *self,
            RosterCache    *cache,
            RosterPending  *pending,
            RosterRecord   *theirs,
            GError        **error)
{
  g_autoptr (RosterRecord) common = common_version (pending, theirs);
  g_autoptr (GPtrArray) clashes = NULL;
  g_autoptr (RosterRecord) merged = roster_merge_records (common, pending->current, theirs, &clashes);

  if (!roster_record_same_content (common, theirs))
    self->report.n_merged++;

  return roster_sync_derive (cache, merged, theirs, error) &&
         put (self, cache, merged, TRUE, error) &&
         withdraw_deletion_conflicts (cache, pending, error) &&
         rebase (cache, pending, theirs, error) &&
         add_clashes (self, cache, pending, theirs, clashes, error);
}

static gboolean
merge_deletion (RosterSync     *self,
                RosterCache    *cache,
                RosterPending  *pending,
                RosterRecord   *theirs,
                GError        **error)
{
  g_autoptr (RosterRecord) common = common_version (pending, theirs);

  /* Nobody has changed what was deleted here, so there is nothing to ask. */
  if (pending->state != ROSTER_PENDING_CONFLICT && common != NULL && roster_record_same_content (common, theirs))
    return rebase (cache, pending, theirs, error);

  /* The base stays, for the deletion may be undone, and then the office's changes are merged all the same. */
  return rebase (cache, pending, common != NULL ? common : theirs, error) &&
         add_deletion_conflict (self, cache, pending, ROSTER_CONFLICT_DELETED_HERE, theirs, error);
}

static RosterPending *
find_pending (RosterSync              *self,
              RosterCache             *cache,
              const RosterRecordType  *type,
              const char              *id,
              GError                 **error)
{
  return self->outbox_empty ? NULL : roster_cache_get_pending (cache, type, id, error);
}

/**
 * roster_sync_take_record:
 * @theirs: a record as the office has it
 *
 * Brings one record of the office into the cache: as it is, or merged with what was edited here.
 */
gboolean
roster_sync_take_record (RosterSync    *self,
                         RosterCache   *cache,
                         RosterRecord  *theirs,
                         GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterPending) pending = find_pending (self, cache, roster_record_type (theirs), roster_record_id (theirs),
                                                    &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (pending == NULL)
    return put (self, cache, theirs, FALSE, error);

  return pending->current != NULL ? merge_edit (self, cache, pending, theirs, error)
                                  : merge_deletion (self, cache, pending, theirs, error);
}

static gboolean
merge_undeleted (RosterSync            *self,
                 RosterCache           *cache,
                 const RosterConflict  *conflict,
                 GError               **error)
{
  g_autoptr (RosterRecord) theirs = conflict->theirs != NULL
                                        ? roster_record_from_json_text (conflict->key->type, conflict->account,
                                                                        conflict->theirs, NULL)
                                        : NULL;

  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterPending) pending =
      roster_cache_get_pending (cache, conflict->key->type, conflict->key->id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return theirs == NULL || pending == NULL || merge_edit (self, cache, pending, theirs, error);
}

/**
 * roster_sync_review_conflicts:
 *
 * Ends the deletion conflicts that the person has made pointless since: by undoing the deletion here, or by deleting
 * here what is deleted there.
 */
gboolean
roster_sync_review_conflicts (RosterSync   *self,
                              RosterCache  *cache,
                              GError      **error)
{
  g_autoptr (GPtrArray) conflicts = roster_cache_list_conflicts (cache, error);

  if (conflicts == NULL)
    return FALSE;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const RosterConflict *conflict = conflicts->pdata[i];
      g_autoptr (GError) local_error = NULL;
      g_autoptr (RosterRecord) current = NULL;

      if (conflict->kind == ROSTER_CONFLICT_FIELD)
        continue;

      current = roster_cache_get (cache, conflict->key->type, conflict->key->id, &local_error);
      if (local_error == NULL)
        {
          if (conflict->kind == ROSTER_CONFLICT_DELETED_HERE && current != NULL)
            merge_undeleted (self, cache, conflict, &local_error);
          else if (conflict->kind == ROSTER_CONFLICT_DELETED_THERE && current == NULL)
            roster_sync_take_removal (self, cache, conflict->account, conflict->key->type, conflict->key->id,
                                      &local_error);
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
}

/* Removals */

static gboolean
remove_row (RosterSync              *self,
            RosterCache             *cache,
            const RosterRecordType  *type,
            const char              *id,
            GError                 **error)
{
  gint64 step = pull_step (self, cache, error);

  /* An open clash over one of its fields stays: it holds what was entered here, and says that the record is gone. */
  self->report.n_removed++;
  return step != 0 && roster_cache_remove_remote (cache, step, type, id, error);
}

static gboolean
remove_pending (RosterSync     *self,
                RosterCache    *cache,
                RosterPending  *pending,
                GError        **error)
{
  const RosterRecordType *type = pending->key->type;
  const char *id = pending->key->id;

  if (pending->current == NULL)
    return withdraw_deletion_conflicts (cache, pending, error) &&
           roster_cache_withdraw_conflict (cache, type, id, ROSTER_CONFLICT_FIELD, error) &&
           roster_cache_confirm_pending (cache, type, id, NULL, error);

  /* The office never had this version: it speaks of an earlier life of the record, before the deletion was undone
     here. */
  if (pending->base == NULL)
    return TRUE;

  return add_deletion_conflict (self, cache, pending, ROSTER_CONFLICT_DELETED_THERE, NULL, error);
}

/**
 * roster_sync_take_removal:
 * @account: where the office deleted the record
 *
 * Brings one deletion of the office into the cache. What was edited here stays, and a person is asked.
 */
gboolean
roster_sync_take_removal (RosterSync              *self,
                          RosterCache             *cache,
                          const char              *account,
                          const RosterRecordType  *type,
                          const char              *id,
                          GError                 **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterPending) pending = find_pending (self, cache, type, id, &local_error);
  g_autoptr (RosterRecord) current = NULL;

  if (local_error == NULL && pending == NULL)
    current = roster_cache_get (cache, type, id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* A record that moved to another account was deleted only there. */
  if (pending != NULL)
    return strcmp (pending->account, account) != 0 || remove_pending (self, cache, pending, error);

  return current == NULL || strcmp (roster_record_account (current), account) != 0 ||
         remove_row (self, cache, type, id, error);
}
