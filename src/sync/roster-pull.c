/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-loader.h"
#include "roster-remote.h"

/* How often a lane is read again because another process was quicker. */
#define MAX_OVERTAKEN 3

/* Where the cache keeps how far a first reading has come; states of the office have no space. */
#define LOADING_PREFIX "loading "

/* What a migration puts in the place of a state where the cache has learnt another field of the type. */
#define READING_AGAIN "reading again"

/* Reading again from the start */

static void
read_again (RosterLane *lane)
{
  lane->mode = ROSTER_LANE_REREADING;
  g_free (lane->since);
  lane->since = g_strdup (ROSTER_JMAP_STATE_NONE);
  g_clear_pointer (&lane->seen, g_hash_table_unref);
  lane->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lane->pull_due = TRUE;
}

static gboolean
start_over (RosterSync *self,
            RosterLane *lane)
{
  if (lane->mode == ROSTER_LANE_REREADING || strcmp (lane->since, ROSTER_JMAP_STATE_NONE) == 0)
    {
      roster_sync_note_trouble (self, lane->answer.pull_error);
      lane->pull_due = FALSE;
      lane->behind = TRUE;
      return TRUE;
    }

  read_again (lane);
  return TRUE;
}

/**
 * roster_sync_position_lane:
 *
 * Takes up reading where the cache stands.
 */
void
roster_sync_position_lane (RosterCache *cache,
                           RosterLane  *lane)
{
  g_free (lane->stored);
  g_clear_pointer (&lane->since, g_free);
  g_clear_pointer (&lane->seen, g_hash_table_unref);
  lane->stored = roster_cache_get_state (cache, lane->account, lane->type);
  lane->pull_due = TRUE;

  if (g_strcmp0 (lane->stored, READING_AGAIN) == 0)
    read_again (lane);
  else if (lane->stored == NULL || g_str_has_prefix (lane->stored, LOADING_PREFIX))
    {
      lane->mode = ROSTER_LANE_LOADING;
      lane->since = g_strdup (lane->stored != NULL ? lane->stored + strlen (LOADING_PREFIX) : ROSTER_JMAP_STATE_NONE);
    }
  else
    {
      lane->mode = ROSTER_LANE_FOLLOWING;
      lane->since = g_strdup (lane->stored);
    }
}

/**
 * roster_sync_compare_state:
 *
 * Notes whether the cache still stands where it stood when the request was made. Where another process has synced
 * meanwhile, it has read all that this answer tells, and maybe more: the lane is read again, and what it sent waits
 * until then.
 */
gboolean
roster_sync_compare_state (RosterSync   *self,
                           RosterCache  *cache,
                           RosterLane   *lane,
                           GError      **error)
{
  g_autofree char *stored = roster_cache_get_state (cache, lane->account, lane->type);

  lane->skipped = g_strcmp0 (stored, lane->stored) != 0;
  return TRUE;
}

static gboolean
apply_pull_error (RosterSync *self,
                  RosterLane *lane)
{
  const GError *reason = lane->answer.pull_error;

  if (g_error_matches (reason, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_CANNOT_CALCULATE_CHANGES))
    return start_over (self, lane);

  /* The answer as a whole was full. Next time there are fewer lanes in it; if that does not help, fewer records. */
  if (g_error_matches (reason, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_REQUEST_TOO_LARGE) &&
      (++lane->crowded == 1 || roster_sync_shrink (self)))
    return TRUE;

  /* The person's rights have changed; the session says how. */
  if (g_error_matches (reason, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_ACCOUNT_NOT_FOUND))
    self->stale = TRUE;
  else
    roster_sync_note_trouble (self, reason);

  lane->pull_due = FALSE;
  lane->behind = TRUE;
  lane->push_blocked = TRUE;
  return TRUE;
}

/* Open windows are told once that all of a type is to be read again. */
static gboolean
mark_reset (RosterSync   *self,
            RosterCache  *cache,
            RosterLane   *lane,
            GError      **error)
{
  guint index = 0;

  while (roster_record_types[index] != lane->type)
    index++;
  if (!self->reset[index] && !roster_cache_mark_reset (cache, lane->type, error))
    return FALSE;

  self->reset[index] = TRUE;
  return TRUE;
}

/* A first reading goes straight in, as long as nothing that was edited here could be overwritten. */
static gboolean
apply_record (RosterSync    *self,
              RosterCache   *cache,
              RosterLane    *lane,
              RosterRecord  *record,
              GError       **error)
{
  guint waited;

  self->report.n_received++;
  if (g_ptr_array_find_with_equal_func (lane->fetch, roster_record_id (record), g_str_equal, &waited))
    g_ptr_array_remove_index_fast (lane->fetch, waited);
  if (lane->seen != NULL)
    g_hash_table_add (lane->seen, g_strdup (roster_record_id (record)));

  if (lane->mode == ROSTER_LANE_LOADING)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (RosterPending) pending =
          self->outbox_empty ? NULL
                             : roster_cache_get_pending (cache, lane->type, roster_record_id (record), &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (pending == NULL)
        return mark_reset (self, cache, lane, error) && roster_cache_load_remote (cache, record, error);
    }

  return roster_sync_take_record (self, cache, record, error);
}

static gboolean
apply_text (RosterSync            *self,
            RosterCache           *cache,
            RosterLane            *lane,
            const RosterJsonSpan  *text,
            GError               **error)
{
  g_autoptr (RosterRecord) record = roster_sync_read_record (lane, text, &lane->answer.pull_error);

  return record == NULL || apply_record (self, cache, lane, record, error);
}

/* What came as text goes straight into the rows, unless something that was edited here has to be looked at. */
static gboolean
apply_texts (RosterSync   *self,
             RosterCache  *cache,
             RosterLane   *lane,
             GError      **error)
{
  g_autoptr (RosterLoader) loader = NULL;

  if (lane->answer.texts->len == 0)
    return TRUE;

  if (self->outbox_empty)
    {
      loader = roster_loader_new (cache, lane->type, lane->account, error);
      if (loader == NULL || !mark_reset (self, cache, lane, error))
        return FALSE;
    }

  for (guint i = 0; i < lane->answer.texts->len && lane->answer.pull_error == NULL; i++)
    {
      const RosterJsonSpan *text = &g_array_index (lane->answer.texts, RosterJsonSpan, i);

      switch (loader != NULL ? roster_loader_add (loader, text, error) : ROSTER_LOAD_UNUSUAL)
        {
        case ROSTER_LOAD_DONE:
          self->report.n_received++;
          break;
        case ROSTER_LOAD_UNUSUAL:
          if (!apply_text (self, cache, lane, text, error))
            return FALSE;
          break;
        case ROSTER_LOAD_FAILED:
          return FALSE;
        }
    }

  return lane->answer.pull_error == NULL || apply_pull_error (self, lane);
}

/**
 * roster_sync_apply_pull:
 *
 * Brings the records of one lane's answer into the cache. Deletions follow once those of all lanes are in, for a record
 * may have moved from one account to another.
 */
gboolean
roster_sync_apply_pull (RosterSync   *self,
                        RosterCache  *cache,
                        RosterLane   *lane,
                        GError      **error)
{
  if (lane->answer.pull_error != NULL)
    return apply_pull_error (self, lane);

  if (lane->skipped)
    {
      roster_sync_position_lane (cache, lane);
      if (++lane->overtaken > MAX_OVERTAKEN)
        {
          lane->pull_due = FALSE;
          lane->behind = TRUE;
          lane->push_blocked = TRUE;
        }
      return TRUE;
    }

  if (!apply_texts (self, cache, lane, error))
    return FALSE;
  for (guint i = 0; i < lane->answer.records->len; i++)
    if (!apply_record (self, cache, lane, lane->answer.records->pdata[i], error))
      return FALSE;

  /* The office says that it has them and then has not: only a person can help. */
  for (guint i = 0; i < lane->answer.not_found->len; i++)
    if (!roster_cache_refuse_pending (
            cache, lane->type, lane->answer.not_found->pdata[i],
            roster_jmap_error_name (ROSTER_JMAP_ERROR_ALREADY_EXISTS),
            _("The office has had this record and has deleted it. Enter it again if it is still "
              "needed."),
            error))
      return FALSE;

  return TRUE;
}

/* What was not met while rereading is gone. */
static gboolean
remove_unseen (RosterSync   *self,
               RosterCache  *cache,
               RosterLane   *lane,
               GError      **error)
{
  g_autoptr (GPtrArray) records = roster_cache_list_by (cache, lane->type, "account", lane->account, error);
  g_autoptr (GPtrArray) pending = NULL;

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const char *id = roster_record_id (records->pdata[i]);

      if (!g_hash_table_contains (lane->seen, id) &&
          !roster_sync_take_removal (self, cache, lane->account, lane->type, id, error))
        return FALSE;
    }

  /* Deletions that wait have no row any more. */
  pending = roster_cache_list_pending (cache, error);
  if (pending == NULL)
    return FALSE;
  for (guint i = 0; i < pending->len; i++)
    {
      RosterPending *change = pending->pdata[i];

      if (change->current == NULL && change->key->type == lane->type && strcmp (change->account, lane->account) == 0 &&
          !g_hash_table_contains (lane->seen, change->key->id) &&
          !roster_sync_take_removal (self, cache, lane->account, lane->type, change->key->id, error))
        return FALSE;
    }

  return TRUE;
}

/* The state has moved on past every attempt, so what has not come back with the changes never arrived. */
static gboolean
settle_attempts (RosterSync   *self,
                 RosterCache  *cache,
                 RosterLane   *lane,
                 GError      **error)
{
  g_autoptr (GPtrArray) waiting = NULL;

  if (self->outbox_empty || strcmp (lane->since, lane->answer.new_state) == 0)
    return TRUE;

  waiting = roster_cache_take_sendable (cache, lane->account, lane->type, G_MAXINT, error);
  if (waiting == NULL)
    return FALSE;

  for (guint i = 0; i < waiting->len; i++)
    {
      RosterPending *pending = waiting->pdata[i];

      if (pending->attempts > 0 &&
          !g_ptr_array_find_with_equal_func (lane->fetch, pending->key->id, g_str_equal, NULL) &&
          !roster_cache_confirm_pending (cache, lane->type, pending->key->id, pending->base, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
store_state (RosterCache  *cache,
             RosterLane   *lane,
             GError      **error)
{
  g_autofree char *state = lane->mode == ROSTER_LANE_LOADING && lane->answer.more
                               ? g_strconcat (LOADING_PREFIX, lane->answer.new_state, NULL)
                               : g_strdup (lane->answer.new_state);

  /* A reading over again counts once it is whole. */
  if (lane->mode == ROSTER_LANE_REREADING && lane->answer.more)
    return TRUE;
  if (g_strcmp0 (state, lane->stored) == 0)
    return TRUE;

  g_free (lane->stored);
  lane->stored = g_steal_pointer (&state);
  return roster_cache_set_state (cache, lane->account, lane->type, lane->stored, error);
}

/**
 * roster_sync_apply_removals:
 *
 * Brings the deletions of one lane's answer into the cache and remembers how far it has been read.
 */
gboolean
roster_sync_apply_removals (RosterSync   *self,
                            RosterCache  *cache,
                            RosterLane   *lane,
                            GError      **error)
{
  if (lane->answer.pull_error != NULL || lane->skipped)
    return TRUE;

  for (guint i = 0; i < lane->answer.gone->len; i++)
    if (!roster_sync_take_removal (self, cache, lane->account, lane->type, lane->answer.gone->pdata[i], error))
      return FALSE;

  if (!lane->answer.more)
    {
      if (lane->mode == ROSTER_LANE_REREADING && !remove_unseen (self, cache, lane, error))
        return FALSE;
      if (!settle_attempts (self, cache, lane, error))
        return FALSE;
    }
  if (!store_state (cache, lane, error))
    return FALSE;

  g_free (lane->since);
  lane->since = g_strdup (lane->answer.new_state);
  lane->pull_due = lane->answer.more;
  if (!lane->answer.more)
    {
      lane->mode = ROSTER_LANE_FOLLOWING;
      g_clear_pointer (&lane->seen, g_hash_table_unref);
    }
  return TRUE;
}
