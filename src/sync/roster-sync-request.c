/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include <glib/gi18n-lib.h>

#include "roster-json.h"
#include "roster-patch.h"

/* What a call takes besides the records in it, generously, in bytes. */
#define CALL_OVERHEAD 512

/* Calls that read one lane: /changes, and /get for what was created and for what was updated. */
#define PULL_CALLS 3

typedef struct
{
  RosterSync *sync;
  RosterCache *cache;
  RosterJmapRequest *request;
  gint64 calls_left;
  gint64 bytes_left;
} Builder;

static void
add_call (Builder    *builder,
          RosterLane *lane,
          const char *verb,
          JsonObject *arguments,
          char        letter,
          guint       index)
{
  g_autofree char *name = g_strconcat (lane->type->name, verb, NULL);
  g_autofree char *call_id = g_strdup_printf ("%c%u", letter, index);

  json_object_set_string_member (arguments, "accountId", lane->account);
  roster_jmap_request_add (builder->request, name, arguments, call_id);
  builder->calls_left--;
  builder->bytes_left -= CALL_OVERHEAD;
}

/* Writing */

static gboolean
refuse (Builder          *builder,
        RosterPending    *pending,
        RosterJmapError   error_type,
        const char       *reason,
        GError          **error)
{
  builder->sync->report.n_refused++;
  return roster_cache_refuse_pending (builder->cache, pending->key->type, pending->key->id,
                                      roster_jmap_error_name (error_type), reason, error);
}

static gint64
json_size (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autoptr (GString) text = g_string_new (NULL);

  roster_json_append_node (text, node);
  return text->len;
}

typedef struct
{
  JsonObject *create;
  JsonObject *update;
  JsonArray *destroy;
} SetArguments;

/* What the office is to do, as it goes into the call; NULL for a deletion. */
static JsonObject *
describe (RosterPending *pending,
          RosterRecord  *wanted)
{
  if (wanted == NULL)
    return NULL;

  return pending->base == NULL ? roster_patch_create (wanted) : roster_patch_diff (pending->base, wanted);
}

static void
add_to_set (SetArguments  *set,
            RosterPending *pending,
            JsonObject    *description)
{
  if (description == NULL)
    json_array_add_string_element (set->destroy, pending->key->id);
  else
    json_object_set_object_member (pending->base == NULL ? set->create : set->update, pending->key->id,
                                   json_object_ref (description));
}

static RosterSending *
sending_new (RosterPending *pending)
{
  RosterSending *sending = g_new0 (RosterSending, 1);

  sending->id = g_strdup (pending->key->id);
  sending->sent = pending->sent != NULL ? g_object_ref (pending->sent) : NULL;
  sending->operation = pending->sent == NULL   ? ROSTER_OPERATION_DESTROY
                       : pending->base == NULL ? ROSTER_OPERATION_CREATE
                                               : ROSTER_OPERATION_UPDATE;
  return sending;
}

/* Adds one change to the call. FALSE without an error where it no longer fits. */
static gboolean
add_change (Builder        *builder,
            RosterLane     *lane,
            RosterPending  *pending,
            SetArguments   *set,
            GError        **error)
{
  RosterRecord *wanted = pending->attempts > 0 ? pending->sent : pending->current;
  g_autoptr (JsonObject) description = NULL;
  gint64 size;

  /* Made and deleted without the office ever hearing of it, or made equal to what the office has. */
  if (wanted == NULL && pending->base == NULL)
    return roster_cache_confirm_pending (builder->cache, pending->key->type, pending->key->id, NULL, error);
  description = describe (pending, wanted);
  if (description != NULL && pending->base != NULL && json_object_get_size (description) == 0)
    return roster_cache_confirm_pending (builder->cache, pending->key->type, pending->key->id, pending->base, error);

  size = description != NULL ? json_size (description) + 64 : 64;
  if (size > builder->sync->session->office->limits.max_size_request - 4 * CALL_OVERHEAD)
    return refuse (builder, pending, ROSTER_JMAP_ERROR_TOO_LARGE,
                   _("This is larger than the office takes. Shorten the notes or the answers."), error);
  if (size > builder->bytes_left)
    return FALSE;

  if (!roster_cache_mark_sending (builder->cache, pending, error))
    return FALSE;

  builder->bytes_left -= size;
  add_to_set (set, pending, description);
  g_ptr_array_add (lane->sending, sending_new (pending));
  return TRUE;
}

static void
add_set_call (Builder      *builder,
              RosterLane   *lane,
              SetArguments *set,
              guint         index)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "ifInState", lane->since);
  if (json_object_get_size (set->create) > 0)
    json_object_set_object_member (arguments, "create", json_object_ref (set->create));
  if (json_object_get_size (set->update) > 0)
    json_object_set_object_member (arguments, "update", json_object_ref (set->update));
  if (json_array_get_length (set->destroy) > 0)
    json_object_set_array_member (arguments, "destroy", json_array_ref (set->destroy));
  add_call (builder, lane, "/set", arguments, 's', index);
}

static gboolean
refuse_all (Builder    *builder,
            GPtrArray  *changes,
            GError    **error)
{
  for (guint i = 0; i < changes->len; i++)
    if (!refuse (builder, changes->pdata[i], ROSTER_JMAP_ERROR_ACCOUNT_READ_ONLY,
                 _("You may read this but not change it. Ask the office to make the change."), error))
      return FALSE;

  return TRUE;
}

/* Adds what waits in the lane, as much of it as one call takes. */
static gboolean
add_push (Builder     *builder,
          RosterLane  *lane,
          guint        index,
          GError     **error)
{
  const RosterJmapLimits *limits = &builder->sync->session->office->limits;
  guint most = MIN (lane->chunk, (guint) CLAMP (limits->max_objects_in_set, 1, G_MAXINT));
  g_autoptr (GPtrArray) changes = roster_cache_take_sendable (builder->cache, lane->account, lane->type, most, error);
  g_autoptr (JsonObject) create = json_object_new ();
  g_autoptr (JsonObject) update = json_object_new ();
  g_autoptr (JsonArray) destroy = json_array_new ();
  SetArguments set = { create, update, destroy };

  if (changes == NULL)
    return FALSE;
  if (lane->read_only)
    return refuse_all (builder, changes, error);

  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (!add_change (builder, lane, changes->pdata[i], &set, &local_error))
        {
          if (local_error == NULL)
            break;
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  if (lane->sending->len > 0)
    add_set_call (builder, lane, &set, index);
  return TRUE;
}

/* Reading */

static void
add_get (Builder    *builder,
         RosterLane *lane,
         char        letter,
         const char *result_of,
         const char *path,
         guint       index)
{
  JsonObject *arguments = json_object_new ();
  g_autofree char *method = g_strconcat (lane->type->name, "/changes", NULL);

  roster_jmap_set_reference (arguments, "ids", result_of, method, path);
  add_call (builder, lane, "/get", arguments, letter, index);
}

static void
add_pull (Builder    *builder,
          RosterLane *lane,
          const char *since,
          guint       index)
{
  JsonObject *arguments = json_object_new ();
  g_autofree char *changes_id = g_strdup_printf ("c%u", index);

  json_object_set_string_member (arguments, "sinceState", since);
  json_object_set_int_member (arguments, "maxChanges",
                              MIN (builder->sync->page, builder->sync->session->office->limits.max_objects_in_get));
  add_call (builder, lane, "/changes", arguments, 'c', index);
  add_get (builder, lane, 'n', changes_id, "/created", index);
  add_get (builder, lane, 'u', changes_id, "/updated", index);
}

static void
add_fetch (Builder    *builder,
           RosterLane *lane,
           guint       index)
{
  JsonObject *arguments = json_object_new ();
  JsonArray *ids = json_array_new ();
  guint most =
      MIN (lane->fetch->len, (guint) CLAMP (builder->sync->session->office->limits.max_objects_in_get, 1, G_MAXINT));

  for (guint i = 0; i < most; i++)
    json_array_add_string_element (ids, lane->fetch->pdata[i]);
  g_ptr_array_remove_range (lane->fetch, 0, most);
  json_object_set_array_member (arguments, "ids", ids);
  add_call (builder, lane, "/get", arguments, 'f', index);
}

static gboolean
add_lane (Builder     *builder,
          RosterLane  *lane,
          guint        index,
          GError     **error)
{
  if (lane->mode == ROSTER_LANE_FOLLOWING && !lane->push_blocked && !add_push (builder, lane, index, error))
    return FALSE;

  if (lane->sending->len == 0 && !lane->pull_due && lane->fetch->len == 0)
    return TRUE;

  /* Whoever writes reads as well. */
  lane->pull_due = TRUE;
  if (lane->fetch->len > 0)
    add_fetch (builder, lane, index);
  add_pull (builder, lane, lane->since, index);
  lane->in_request = TRUE;
  return TRUE;
}

static Builder
builder_for (RosterSync        *self,
             RosterCache       *cache,
             RosterJmapRequest *request)
{
  return (Builder){
    .sync = self,
    .cache = cache,
    .request = request,
    .calls_left = self->session->office->limits.max_calls_in_request,
    .bytes_left = self->session->office->limits.max_size_request - CALL_OVERHEAD,
  };
}

/* A set, a fetch and the reading have to fit together; what does not fit goes with the next request. */
static gboolean
has_room (const Builder *builder)
{
  return builder->calls_left >= PULL_CALLS + 2 && builder->bytes_left >= 8 * CALL_OVERHEAD;
}

/**
 * roster_sync_fits_one_request:
 *
 * Returns: whether all lanes can be read with one request, apart from what comes back
 */
gboolean
roster_sync_fits_one_request (RosterSync *self)
{
  const RosterJmapLimits *limits = &self->session->office->limits;

  return (gint64) self->lanes->len * PULL_CALLS + 2 <= limits->max_calls_in_request &&
         (gint64) self->lanes->len * PULL_CALLS * CALL_OVERHEAD + 8 * CALL_OVERHEAD <= limits->max_size_request;
}

/**
 * roster_sync_build_request:
 *
 * Puts into one request what all lanes have to say, as far as the office's limits go: what waits, and then what
 * changed. Marks what it sends, so it runs inside a transaction. Leaves no request where nothing is left to say.
 */
gboolean
roster_sync_build_request (RosterSync   *self,
                           RosterCache  *cache,
                           GError      **error)
{
  g_autoptr (RosterJmapRequest) request = roster_jmap_request_new ();
  Builder builder = builder_for (self, cache, request);

  roster_sync_add_survey (self, request);
  builder.calls_left -= roster_jmap_request_n_calls (request);
  for (guint i = 0; i < self->lanes->len && has_room (&builder); i++)
    if (!add_lane (&builder, self->lanes->pdata[i], i, error))
      return FALSE;

  g_clear_pointer (&self->request, g_bytes_unref);
  if (roster_jmap_request_n_calls (request) > 0)
    self->request = roster_jmap_request_to_bytes (request);
  return TRUE;
}

/* Where a first reading will stand once its answer is applied; NULL where that is not certain, or it is over. */
static const char *
foresee (const RosterLane *lane)
{
  if (lane->mode != ROSTER_LANE_LOADING || lane->fetch->len > 0)
    return NULL;
  if (!lane->in_request)
    return lane->pull_due ? lane->since : NULL;

  return lane->answer.pull_error == NULL && lane->answer.more ? lane->answer.new_state : NULL;
}

/**
 * roster_sync_build_trip:
 *
 * Puts into one request what first readings will have left to read after the answer that is there, without a look at
 * the cache.
 *
 * Returns: (transfer full) (nullable): the request, %NULL where they will be over
 */
RosterTrip *
roster_sync_build_trip (RosterSync *self)
{
  g_autoptr (RosterJmapRequest) request = roster_jmap_request_new ();
  g_autoptr (RosterTrip) trip = g_new0 (RosterTrip, 1);
  Builder builder = builder_for (self, NULL, request);

  trip->since = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const char *since = has_room (&builder) ? foresee (self->lanes->pdata[i]) : NULL;

      g_ptr_array_add (trip->since, g_strdup (since));
      if (since != NULL)
        add_pull (&builder, self->lanes->pdata[i], since, i);
    }
  if (roster_jmap_request_n_calls (request) == 0)
    return NULL;

  trip->path = g_strdup (self->session->api_path);
  trip->request = roster_jmap_request_to_bytes (request);
  trip->bulk = TRUE;
  return g_steal_pointer (&trip);
}
