/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-outbox.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-blob-queue.h"
#include "roster-conflict.h"
#include "roster-ctl-output.h"
#include "roster-ctl.h"
#include "roster-refused-photos.h"

static const char *
operation_nick (RosterOperation operation)
{
  switch (operation)
    {
    case ROSTER_OPERATION_CREATE:
      return "create";
    case ROSTER_OPERATION_UPDATE:
      return "update";
    case ROSTER_OPERATION_DESTROY:
      return "destroy";
    }

  g_return_val_if_reached (NULL);
}

static const char *
state_nick (RosterPendingState state)
{
  switch (state)
    {
    case ROSTER_PENDING_WAITING:
      return "waiting";
    case ROSTER_PENDING_SENDING:
      return "sending";
    case ROSTER_PENDING_CONFLICT:
      return "conflict";
    case ROSTER_PENDING_REFUSED:
      return "refused";
    }

  g_return_val_if_reached (NULL);
}

/* What a person reads; the nicks are for programs. */
static const char *
operation_label (RosterOperation operation)
{
  switch (operation)
    {
    case ROSTER_OPERATION_CREATE:
      return C_("change", "new");
    case ROSTER_OPERATION_UPDATE:
      return C_("change", "changed");
    case ROSTER_OPERATION_DESTROY:
      return C_("change", "deleted");
    }

  g_return_val_if_reached (NULL);
}

static const char *
state_label (RosterPendingState state)
{
  switch (state)
    {
    case ROSTER_PENDING_WAITING:
      return C_("change", "waiting");
    case ROSTER_PENDING_SENDING:
      return C_("change", "sending");
    case ROSTER_PENDING_CONFLICT:
      return C_("change", "conflict");
    case ROSTER_PENDING_REFUSED:
      return C_("change", "refused");
    }

  g_return_val_if_reached (NULL);
}

/* Why a change is still here: @failure is why the last sync failed, if it did. */
static const char *
why (const RosterPending *pending,
     const char          *failure)
{
  switch (pending->state)
    {
    case ROSTER_PENDING_WAITING:
      return failure != NULL ? failure : _("goes to the office with the next sync");
    case ROSTER_PENDING_SENDING:
      return _("was sent; the office has not answered yet, the next sync asks again");
    case ROSTER_PENDING_CONFLICT:
      return _("was changed at the office too; see conflicts, then resolve");
    case ROSTER_PENDING_REFUSED:
      return pending->reason != NULL ? pending->reason : _("the office refused it; correct it with set, or resolve it");
    }

  g_return_val_if_reached (NULL);
}

/* The fields that differ from what the office has. */
static JsonArray *
changed_fields (const RosterPending *pending)
{
  JsonArray *fields = json_array_new ();

  if (pending->base == NULL || pending->current == NULL)
    return fields;

  for (guint i = ROSTER_N_COMMON_FIELDS; i < roster_record_type_n_fields (pending->key->type); i++)
    if (!roster_value_equal (roster_record_nth_value (pending->base, i), roster_record_nth_value (pending->current, i)))
      json_array_add_string_element (fields, roster_record_type_field (pending->key->type, i)->name);

  return fields;
}

static JsonObject *
pending_json (const RosterPending *pending,
              const char          *failure)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", pending->key->type->name);
  json_object_set_string_member (object, "id", pending->key->id);
  json_object_set_string_member (object, "title", pending->title);
  json_object_set_string_member (object, "operation", operation_nick (pending->operation));
  json_object_set_array_member (object, "fields", changed_fields (pending));
  json_object_set_string_member (object, "state", state_nick (pending->state));
  json_object_set_string_member (object, "reason", why (pending, failure));
  if (pending->error != NULL)
    json_object_set_string_member (object, "error", pending->error);
  json_object_set_int_member (object, "since", pending->since);
  json_object_set_int_member (object, "editedAt", pending->edited_at);
  return object;
}

/* A photo that the office does not have, as one change among the others. */
static void
add_photo (const RosterQueuedBlob *photo,
           const char             *failure,
           RosterCtlArray         *array,
           RosterCtlTable         *table)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const char *title = photo->title != NULL ? photo->title : photo->record;
  RosterPendingState state = photo->reason != NULL ? ROSTER_PENDING_REFUSED : ROSTER_PENDING_WAITING;
  const char *reason = photo->reason;

  if (reason == NULL)
    reason = failure != NULL ? failure : _("goes to the office with the next sync");
  json_object_set_string_member (object, "type", "Photo");
  json_object_set_string_member (object, "id", photo->id);
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "operation", "upload");
  json_object_set_array_member (object, "fields", json_array_new ());
  json_object_set_string_member (object, "state", state_nick (state));
  json_object_set_string_member (object, "reason", reason);
  json_object_set_int_member (object, "since", photo->added_at);
  json_object_set_int_member (object, "editedAt", photo->added_at);
  roster_ctl_array_add (array, object);
  roster_ctl_table_add (table, photo->id, _("Photo"), title, C_("change", "new"), state_label (state), reason, NULL);
}

static gboolean
run_changes (RosterCtl  *self,
             char      **arguments,
             GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autoptr (GPtrArray) changes = cache != NULL ? roster_cache_list_pending (cache, error) : NULL;
  g_autoptr (GPtrArray) photos = changes != NULL ? roster_cache_list_blobs (cache, error) : NULL;
  g_autofree char *failure = NULL;
  g_autoptr (RosterCtlTable) table = NULL;
  g_autoptr (RosterCtlArray) array = NULL;

  if (photos == NULL)
    return FALSE;

  failure = roster_cache_get_fact (cache, ROSTER_CTL_FACT_SYNC_FAILURE);
  array = roster_ctl_array_new ();
  table = roster_ctl_table_new (_("Id"), _("Type"), _("Title"), _("Change"), _("State"), _("Why"), NULL);
  for (guint i = 0; i < changes->len; i++)
    {
      const RosterPending *pending = changes->pdata[i];
      const char *type = roster_record_type_label (pending->key->type, FALSE);
      g_autoptr (JsonObject) object = pending_json (pending, failure);

      roster_ctl_array_add (array, object);
      roster_ctl_table_add (table, pending->key->id, type, pending->title,
                            operation_label (pending->operation), state_label (pending->state),
                            why (pending, failure), NULL);
    }

  for (guint i = 0; i < photos->len; i++)
    add_photo (photos->pdata[i], failure, array, table);

  if (self->json)
    roster_ctl_array_print (array);
  else if (changes->len + photos->len > 0)
    roster_ctl_table_print (table);
  else
    roster_ctl_print ("%s\n", _("Nothing waits for the office"));
  return TRUE;
}

static const char *
conflict_nick (RosterConflictKind kind)
{
  switch (kind)
    {
    case ROSTER_CONFLICT_FIELD:
      return "field";
    case ROSTER_CONFLICT_DELETED_THERE:
      return "deleted-there";
    case ROSTER_CONFLICT_DELETED_HERE:
      return "deleted-here";
    }

  g_return_val_if_reached (NULL);
}

static void
set_value (JsonObject *object,
           const char *name,
           const char *json)
{
  JsonNode *node = json != NULL ? json_from_string (json, NULL) : NULL;

  json_object_set_member (object, name, node != NULL ? node : json_node_new (JSON_NODE_NULL));
}

static JsonObject *
conflict_json (const RosterConflict *conflict)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "number", conflict->number);
  json_object_set_string_member (object, "type", conflict->key->type->name);
  json_object_set_string_member (object, "id", conflict->key->id);
  json_object_set_string_member (object, "title", conflict->title);
  json_object_set_string_member (object, "kind", conflict_nick (conflict->kind));
  if (conflict->field != NULL)
    json_object_set_string_member (object, "field", conflict->field);
  if (conflict->map_key != NULL)
    json_object_set_string_member (object, "key", conflict->map_key);
  set_value (object, "mine", conflict->mine);
  set_value (object, "theirs", conflict->theirs);
  json_object_set_int_member (object, "mineAt", conflict->mine_at);
  json_object_set_int_member (object, "theirsAt", conflict->theirs_at);
  if (conflict->theirs_by != NULL)
    json_object_set_string_member (object, "theirsBy", conflict->theirs_by);
  return object;
}

/* A side of a clash as a person reads it; of a deletion only that there is a record or none. */
static char *
side_text (const RosterConflict *conflict,
           const char           *json)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  g_autoptr (GVariant) value = NULL;
  int index;

  if (conflict->field == NULL)
    return g_strdup (node != NULL && !JSON_NODE_HOLDS_NULL (node) ? _("changed") : _("deleted"));

  index = roster_record_type_find_field (conflict->key->type, conflict->field);
  if (conflict->map_key != NULL || index < 0 || node == NULL)
    return g_strdup (json != NULL ? json : "");

  value = roster_value_from_json (roster_record_type_field (conflict->key->type, index), node, NULL);
  return roster_value_to_text (roster_record_type_field (conflict->key->type, index), value);
}

static gboolean
run_conflicts (RosterCtl  *self,
               char      **arguments,
               GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autoptr (GPtrArray) conflicts = cache != NULL ? roster_cache_list_conflicts (cache, error) : NULL;
  g_autoptr (RosterCtlTable) table = NULL;
  g_autoptr (RosterCtlArray) array = NULL;

  if (conflicts == NULL)
    return FALSE;

  array = roster_ctl_array_new ();
  table = roster_ctl_table_new (_("Number"), _("Type"), _("Title"), _("Field"), _("Mine"), _("Theirs"), _("By"), NULL);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const RosterConflict *conflict = conflicts->pdata[i];
      g_autoptr (JsonObject) object = conflict_json (conflict);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, conflict->number);
      g_autofree char *mine = side_text (conflict, conflict->mine);
      g_autofree char *theirs = side_text (conflict, conflict->theirs);

      roster_ctl_array_add (array, object);
      roster_ctl_table_add (table, number, roster_record_type_label (conflict->key->type, FALSE), conflict->title,
                            conflict->field != NULL ? conflict->field : "", mine, theirs,
                            conflict->theirs_by != NULL ? conflict->theirs_by : "", NULL);
    }

  if (self->json)
    roster_ctl_array_print (array);
  else if (conflicts->len > 0)
    roster_ctl_table_print (table);
  else
    roster_ctl_print ("%s\n", _("There are no conflicts"));
  return TRUE;
}

/* By the conflict's number, or by the record's id for all of the record's conflicts. */
static gboolean
is_meant (const RosterConflict *conflict,
          const char           *text)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, conflict->number);

  return strcmp (number, text) == 0 || strcmp (conflict->key->id, text) == 0;
}

/* A refused change is sent again, or the office's version is taken in its place. */
static gboolean
resolve_refusal (RosterCache  *cache,
                 const char   *id,
                 RosterSide    side,
                 guint        *n_resolved,
                 GError      **error)
{
  g_autoptr (GPtrArray) changes = roster_cache_list_pending (cache, error);

  if (changes == NULL)
    return FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      const RosterPending *pending = changes->pdata[i];
      gboolean resolved;

      if (pending->state != ROSTER_PENDING_REFUSED || strcmp (pending->key->id, id) != 0)
        continue;

      if (side == ROSTER_SIDE_MINE)
        resolved = roster_cache_retry_pending (cache, pending->key->type, id, error);
      else
        resolved = roster_cache_drop_pending (cache, pending->key->type, id, error);
      if (!resolved)
        return FALSE;
      (*n_resolved)++;
    }

  return TRUE;
}

/* The record whose photo, or photos, @id means. */
static char *
record_of_photo (RosterCache  *cache,
                 const char   *id,
                 GError      **error)
{
  g_autoptr (GPtrArray) photos = roster_cache_list_blobs (cache, error);

  for (guint i = 0; photos != NULL && i < photos->len; i++)
    {
      const RosterQueuedBlob *photo = photos->pdata[i];

      if (photo->reason != NULL && (strcmp (photo->id, id) == 0 || strcmp (photo->record, id) == 0))
        return g_strdup (photo->record);
    }

  return NULL;
}

/* Refused photos are sent again, or given up. */
static gboolean
resolve_photos (RosterCache  *cache,
                const char   *id,
                RosterSide    side,
                guint        *n_resolved,
                GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *record = NULL;
  RosterRefusedPhotosFate fate = ROSTER_PHOTOS_UNKNOWN;
  gint64 step;
  int n_sent;

  if (side == ROSTER_SIDE_MINE)
    {
      n_sent = roster_cache_retry_blobs (cache, id, error);
      *n_resolved += (guint) MAX (n_sent, 0);
      return n_sent >= 0;
    }

  record = record_of_photo (cache, id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (record == NULL)
    return TRUE;
  if (!roster_refused_photos_drop (cache, record, &step, &fate, error))
    return FALSE;

  (*n_resolved)++;
  if (fate == ROSTER_PHOTOS_KEPT_HERE)
    roster_ctl_print ("%s\n", _("The walk-through is signed and keeps its photos; they stay on this computer"));
  return TRUE;
}

static gboolean
run_photo (RosterCtl  *self,
           char      **arguments,
           GError    **error)
{
  g_autoptr (RosterCache) cache = roster_ctl_open_cache (self, error);
  g_autoptr (GBytes) bytes = cache != NULL ? roster_cache_read_blob (cache, arguments[0], error) : NULL;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (arguments[1]);
  gsize length;
  const char *data;

  if (bytes == NULL)
    return FALSE;

  data = g_bytes_get_data (bytes, &length);
  return g_file_replace_contents (file, data, length, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL, error);
}

static gboolean
run_resolve (RosterCtl  *self,
             char      **arguments,
             GError    **error)
{
  g_autoptr (RosterCache) cache = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  RosterSide side = ROSTER_SIDE_MINE;
  guint n_resolved = 0;

  if (strcmp (arguments[1], "theirs") == 0)
    side = ROSTER_SIDE_THEIRS;
  else if (strcmp (arguments[1], "mine") != 0)
    {
      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_USAGE,
                   _("“%s” is neither “mine” nor “theirs”"), arguments[1]);
      return FALSE;
    }

  cache = roster_ctl_open_cache (self, error);
  conflicts = cache != NULL ? roster_cache_list_conflicts (cache, error) : NULL;
  if (conflicts == NULL)
    return FALSE;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const RosterConflict *conflict = conflicts->pdata[i];

      if (is_meant (conflict, arguments[0]))
        g_array_append_val (numbers, conflict->number);
    }

  if (numbers->len > 0)
    return roster_cache_resolve_conflicts (cache, (const gint64 *) numbers->data, numbers->len, side, error);

  if (!resolve_refusal (cache, arguments[0], side, &n_resolved, error) ||
      !resolve_photos (cache, arguments[0], side, &n_resolved, error))
    return FALSE;
  if (n_resolved == 0)
    {
      g_set_error (error, ROSTER_CTL_ERROR, ROSTER_CTL_ERROR_REFUSED,
                   _("There is no conflict and no refused change “%s”; “conflicts” and “changes” list them"),
                   arguments[0]);
      return FALSE;
    }

  return TRUE;
}

const RosterCtlCommand roster_ctl_outbox_commands[] = {
  { "changes", NULL, N_("List what the office does not have yet, and why"), ROSTER_CTL_OPTION_JSON, 0, 0, run_changes },
  { "conflicts", NULL, N_("List what was changed both here and at the office"), ROSTER_CTL_OPTION_JSON,
    0, 0, run_conflicts },
  { "resolve", "ID mine|theirs", N_("Settle a conflict, by its number or by the record’s id; send a refused change or "
                                      "photo again (mine) or give it up (theirs)"),
    0, 2, 2, run_resolve },
  { "photo", "ID FILE", N_("Write a photo that is on this computer to a file"), 0, 2, 2, run_photo },
  { NULL },
};
