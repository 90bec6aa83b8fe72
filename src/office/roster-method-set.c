/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-method.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-checklist-file.h"
#include "roster-json.h"
#include "roster-office-writer.h"
#include "roster-patch.h"
#include "roster-record-json.h"
#include "roster-walk.h"

typedef struct
{
  RosterMethodCall *call;
  const RosterOfficeAccount *account;
  RosterOfficeWriter *writer;
  gint64 n_changes;
  /* members of the answer's objects and arrays, as text */
  GString *created;
  GString *updated;
  GString *destroyed;
  GString *not_created;
  GString *not_updated;
  GString *not_destroyed;
} Set;

static void
set_clear (Set *set)
{
  GString *texts[] = { set->created, set->updated, set->destroyed, set->not_created, set->not_updated,
                       set->not_destroyed };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      g_string_free (texts[i], TRUE);
  g_clear_pointer (&set->writer, roster_office_writer_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Set, set_clear)

/* Appends `"name":` as one more member. */
static void
append_name (GString    *members,
             const char *name)
{
  if (members->len > 0)
    g_string_append_c (members, ',');
  roster_json_append_string (members, name);
  g_string_append_c (members, ':');
}

/*
 * What is wrong with one record becomes its SetError; what is wrong with the office ends the call.
 */
static gboolean
refuse_record (RosterMethodCall  *call,
               GString           *members,
               const char        *key,
               GError            *reason,
               GPtrArray         *properties,
               const char        *existing_id,
               GError           **error)
{
  RosterJmapError code;

  if (reason->domain == ROSTER_JMAP_ERROR)
    code = reason->code;
  else if (g_error_matches (reason, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_EXISTS))
    code = ROSTER_JMAP_ERROR_INVALID_PROPERTIES;
  else
    {
      g_propagate_error (error, reason);
      return FALSE;
    }

  append_name (members, key);
  g_string_append (members, "{\"type\":");
  roster_json_append_string (members, roster_jmap_error_name (code));
  g_string_append (members, ",\"description\":");
  roster_json_append_string (members, reason->message);
  if (reason->domain == ROSTER_OFFICE_ERROR)
    {
      g_string_append (members, ",\"properties\":[");
      roster_json_append_string (members, roster_office_unique_field (call->type));
      g_string_append_c (members, ']');
    }
  else if (code == ROSTER_JMAP_ERROR_INVALID_PROPERTIES)
    {
      g_string_append (members, ",\"properties\":[");
      for (guint i = 0; properties != NULL && i < properties->len; i++)
        {
          if (i > 0)
            g_string_append_c (members, ',');
          roster_json_append_string (members, properties->pdata[i]);
        }
      g_string_append_c (members, ']');
    }
  if (existing_id != NULL)
    {
      g_string_append (members, ",\"existingId\":");
      roster_json_append_string (members, existing_id);
    }
  g_string_append_c (members, '}');

  g_error_free (reason);
  return TRUE;
}

/* Creation ids (RFC 8620, section 5.3): `#k` stands for the id of what was created as `k`. */
static const char *
real_id (Set        *set,
         const char *id)
{
  const char *found;

  if (id[0] != '#')
    return id;

  found = g_hash_table_lookup (set->call->new_ids, id + 1);
  return found != NULL ? found : g_hash_table_lookup (set->call->created_ids, id + 1);
}

/*
 * Puts ids in the place of creation ids in @object's references. Returns a new object or NULL; *unresolved is then the
 * property whose creation id is not known.
 */
static JsonObject *
resolve_creation_ids (Set         *set,
                      JsonObject  *object,
                      const char **unresolved)
{
  const RosterRecordType *type = set->call->type;
  g_autoptr (JsonObject) resolved = NULL;

  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);
      JsonNode *node = field->kind == ROSTER_KIND_REFERENCE ? json_object_get_member (object, field->name) : NULL;
      const char *id;

      if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING || json_node_get_string (node)[0] != '#')
        continue;

      id = real_id (set, json_node_get_string (node));
      if (id == NULL)
        {
          *unresolved = field->name;
          return NULL;
        }

      if (resolved == NULL)
        {
          JsonObjectIter iter;
          const char *name;
          JsonNode *value;

          resolved = json_object_new ();
          json_object_iter_init_ordered (&iter, object);
          while (json_object_iter_next_ordered (&iter, &name, &value))
            json_object_set_member (resolved, name, json_node_ref (value));
        }
      json_object_set_string_member (resolved, field->name, id);
    }

  return resolved != NULL ? g_steal_pointer (&resolved) : json_object_ref (object);
}

static GError *
invalid_property (GPtrArray  *properties,
                  const char *name,
                  const char *message)
{
  g_ptr_array_add (properties, g_strdup (name));
  return g_error_new_literal (ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_INVALID_PROPERTIES, message);
}

static gboolean
is_news (const RosterField *field,
         JsonObject        *sent,
         gboolean           created)
{
  JsonNode *node = json_object_get_member (sent, field->name);

  if (created)
    return node == NULL || JSON_NODE_HOLDS_NULL (node);

  return (field->flags & ROSTER_FIELD_SERVER_SET) != 0 || (node != NULL && JSON_NODE_HOLDS_NULL (node));
}

/* What the client cannot know of the stored record: what the office set and what it filled in. */
static void
append_difference (GString      *members,
                   RosterRecord *stored,
                   JsonObject   *sent,
                   gboolean      created)
{
  const RosterRecordType *type = roster_record_type (stored);
  gboolean first = members->str[members->len - 1] == '{';

  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);
      GVariant *value = roster_record_nth_value (stored, i);
      g_autoptr (JsonNode) node = NULL;

      if (value == NULL || !is_news (field, sent, created))
        continue;

      if (!first)
        g_string_append_c (members, ',');
      first = FALSE;
      roster_json_append_string (members, field->name);
      g_string_append_c (members, ':');
      node = roster_value_to_json (field, value);
      roster_json_append_node (members, node);
    }
}

/* Create */

static char *
choose_id (Set         *set,
           JsonObject  *object,
           GPtrArray   *properties,
           GError     **reason)
{
  JsonNode *node = json_object_get_member (object, "id");

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return roster_id_source_next (roster_office_ids (set->call->office));
  if (json_node_get_value_type (node) == G_TYPE_STRING && roster_id_is_valid (json_node_get_string (node)))
    return g_strdup (json_node_get_string (node));

  g_propagate_error (reason, invalid_property (properties, "id", _("An id must be a UUID in lower case")));
  return NULL;
}

static gboolean
create_one (Set         *set,
            const char  *creation_id,
            JsonObject  *object,
            GError     **error)
{
  g_autoptr (GPtrArray) properties = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RosterRecord) record = NULL, stored = NULL;
  g_autofree char *id = NULL;
  GError *reason = NULL;

  id = choose_id (set, object, properties, &reason);
  if (id != NULL)
    record = roster_patch_make (set->call->type, id, set->account->id, object, properties, &reason);
  if (record != NULL)
    stored = roster_office_writer_create (set->writer, record, &reason);
  if (stored == NULL)
    {
      gboolean exists = g_error_matches (reason, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_ALREADY_EXISTS);

      return refuse_record (set->call, set->not_created, creation_id, reason, properties, exists ? id : NULL, error);
    }

  set->n_changes++;
  append_name (set->created, creation_id);
  g_string_append (set->created, "{\"id\":");
  roster_json_append_string (set->created, id);
  append_difference (set->created, stored, object, TRUE);
  g_string_append_c (set->created, '}');
  g_hash_table_insert (set->call->new_ids, g_strdup (creation_id), g_steal_pointer (&id));
  return TRUE;
}

/* Records of one call may refer to each other, so those whose references are not yet known wait for another round. */
static gboolean
create_all (Set         *set,
            JsonObject  *create,
            GError     **error)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  gboolean progress = TRUE;
  JsonObjectIter iter;
  const char *creation_id;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, create);
  while (json_object_iter_next_ordered (&iter, &creation_id, &node))
    g_ptr_array_add (waiting, (gpointer) creation_id);

  while (waiting->len > 0)
    {
      g_autoptr (GPtrArray) still_waiting = g_ptr_array_new ();

      for (guint i = 0; i < waiting->len; i++)
        {
          g_autoptr (JsonObject) object = NULL;
          const char *unresolved = NULL;

          creation_id = waiting->pdata[i];
          object = resolve_creation_ids (set, json_object_get_object_member (create, creation_id), &unresolved);
          if (object == NULL && progress)
            {
              g_ptr_array_add (still_waiting, (gpointer) creation_id);
              continue;
            }
          if (object == NULL)
            {
              g_autoptr (GPtrArray) properties = g_ptr_array_new_with_free_func (g_free);
              GError *reason = invalid_property (properties, unresolved,
                                                 _("The record that this refers to was not created"));

              if (!refuse_record (set->call, set->not_created, creation_id, reason, properties, NULL, error))
                return FALSE;
              continue;
            }
          if (!create_one (set, creation_id, object, error))
            return FALSE;
        }

      progress = still_waiting->len < waiting->len;
      g_ptr_array_set_size (waiting, 0);
      g_ptr_array_extend (waiting, still_waiting, NULL, NULL);
    }

  return TRUE;
}

/* Update */

typedef struct
{
  const RosterRecordType *type;
  const char *account;
  RosterRecord *record;
  GError *error;
} Load;

static gboolean
load_record (const RosterRow *row,
             gpointer         data)
{
  Load *load = data;

  if (!row->destroyed)
    load->record = roster_record_from_json_text (load->type, load->account, row->body, &load->error);
  return FALSE;
}

static RosterRecord *
read_record (Set         *set,
             const char  *id,
             GError     **error)
{
  Load load = { .type = set->call->type, .account = set->account->id };

  if (id != NULL &&
      !roster_backend_call (set->call->backend, get_row, set->account->number, load.type, id, load_record, &load,
                            error))
    return NULL;
  if (load.error != NULL)
    {
      g_propagate_error (error, load.error);
      return NULL;
    }
  if (load.record == NULL)
    g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND, _("There is no such record"));

  return load.record;
}

/* What is fixed for good: a signed walk-through, and a version of a checklist that walk-throughs may be pinned to. */
static gboolean
may_change (RosterRecord  *before,
            RosterRecord  *after,
            GError       **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean may = TRUE;

  if (roster_record_type (before) == &roster_walkthrough_type)
    may = roster_walk_check_change (before, after, &reason);
  else if (roster_record_type (before) == &roster_checklist_type)
    may = roster_checklist_check_change (before, after, &reason);
  if (!may)
    g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_FORBIDDEN, reason->message);

  return may;
}

static gboolean
update_one (Set         *set,
            const char  *key,
            JsonObject  *patch,
            gboolean     will_be_destroyed,
            GError     **error)
{
  g_autoptr (GPtrArray) properties = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RosterRecord) before = NULL, after = NULL, stored = NULL;
  g_autoptr (JsonObject) resolved = NULL;
  const char *unresolved = NULL;
  GError *reason = NULL;

  if (will_be_destroyed)
    reason = g_error_new_literal (ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_WILL_DESTROY,
                                  _("The same request destroys this record"));
  else
    before = read_record (set, real_id (set, key), &reason);

  if (before != NULL)
    {
      resolved = resolve_creation_ids (set, patch, &unresolved);
      if (resolved == NULL)
        reason = invalid_property (properties, unresolved, _("The record that this refers to was not created"));
      else
        after = roster_patch_apply (before, resolved, properties, &reason);
    }

  if (after != NULL && roster_record_equal (before, after))
    {
      append_name (set->updated, key);
      g_string_append (set->updated, "null");
      return TRUE;
    }

  if (after != NULL && may_change (before, after, &reason))
    stored = roster_office_writer_update (set->writer, after, &reason);
  if (stored == NULL)
    return refuse_record (set->call, set->not_updated, key, reason, properties, NULL, error);

  set->n_changes++;
  append_name (set->updated, key);
  g_string_append_c (set->updated, '{');
  append_difference (set->updated, stored, resolved, FALSE);
  g_string_append_c (set->updated, '}');
  return TRUE;
}

/* Destroy */

static gboolean
destroy_one (Set         *set,
             const char  *key,
             GError     **error)
{
  const char *id = real_id (set, key);
  GError *reason = NULL;

  if (id == NULL)
    reason = g_error_new_literal (ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_NOT_FOUND, _("There is no such record"));
  else if (set->call->type == &roster_person_type && strcmp (id, set->call->person->id) == 0)
    reason = g_error_new_literal (ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_FORBIDDEN, _("You cannot remove yourself"));

  if (reason != NULL || !roster_office_writer_destroy (set->writer, set->account->id, set->call->type, id, &reason))
    return refuse_record (set->call, set->not_destroyed, key, reason, NULL, NULL, error);

  set->n_changes++;
  if (set->destroyed->len > 0)
    g_string_append_c (set->destroyed, ',');
  roster_json_append_string (set->destroyed, key);
  return TRUE;
}

static gboolean
holds_objects (JsonObject  *object,
               const char  *name,
               GError     **error)
{
  JsonObjectIter iter;
  JsonNode *node;

  if (object == NULL)
    return TRUE;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &node))
    if (!JSON_NODE_HOLDS_OBJECT (node))
      return roster_method_invalid (error, name);

  return TRUE;
}

static gboolean
change_all (Set         *set,
            JsonObject  *create,
            JsonObject  *update,
            GPtrArray   *destroy,
            GError     **error)
{
  g_autoptr (GHashTable) doomed = g_hash_table_new (g_str_hash, g_str_equal);
  JsonObjectIter iter;
  const char *key;
  JsonNode *patch;

  if (create != NULL && !create_all (set, create, error))
    return FALSE;

  for (guint i = 0; destroy != NULL && i < destroy->len; i++)
    if (real_id (set, destroy->pdata[i]) != NULL)
      g_hash_table_add (doomed, (gpointer) real_id (set, destroy->pdata[i]));

  if (update != NULL)
    {
      json_object_iter_init_ordered (&iter, update);
      while (json_object_iter_next_ordered (&iter, &key, &patch))
        {
          const char *id = real_id (set, key);
          gboolean is_doomed = id != NULL && g_hash_table_contains (doomed, id);

          if (!update_one (set, key, json_node_get_object (patch), is_doomed, error))
            return FALSE;
        }
    }

  for (guint i = 0; destroy != NULL && i < destroy->len; i++)
    if (!destroy_one (set, destroy->pdata[i], error))
      return FALSE;

  return roster_office_writer_finish (set->writer, error);
}

static void
append_answer (Set     *set,
               GString *answer,
               gint64   old_state,
               gint64   new_state)
{
  g_string_append (answer, "{\"accountId\":");
  roster_json_append_string (answer, set->account->id);
  g_string_append_c (answer, ',');
  roster_method_append_state (answer, "oldState", old_state);
  g_string_append_c (answer, ',');
  roster_method_append_state (answer, "newState", new_state);
  g_string_append_printf (answer, ",\"created\":{%s},\"updated\":{%s},\"destroyed\":[%s]", set->created->str,
                          set->updated->str, set->destroyed->str);
  g_string_append_printf (answer, ",\"notCreated\":{%s},\"notUpdated\":{%s},\"notDestroyed\":{%s}}",
                          set->not_created->str,
                          set->not_updated->str, set->not_destroyed->str);
}

/**
 * roster_method_set:
 *
 * `Type/set` (RFC 8620, section 5.3): one transaction, in which each record is taken or refused for itself.
 */
gboolean
roster_method_set (RosterMethodCall  *call,
                   GString           *answer,
                   GError           **error)
{
  static const char *const names[] = { "accountId", "ifInState", "create", "update", "destroy", NULL };
  g_auto (Set) set = { .call = call };
  g_autoptr (RosterOfficeAccount) account = NULL;
  g_autoptr (GPtrArray) destroy = NULL;
  g_autofree char *now_in_state = NULL;
  JsonObject *create, *update;
  const char *if_in_state = NULL;
  gint64 old_state, new_state, n_objects;

  if (!roster_method_check_names (call, names, error) ||
      !roster_method_get_string (call, "ifInState", &if_in_state, error) ||
      !roster_method_get_object (call, "create", &create, error) ||
      !roster_method_get_object (call, "update", &update, error) ||
      !roster_method_get_strings (call, "destroy", &destroy, error) ||
      !holds_objects (create, "create", error) || !holds_objects (update, "update", error))
    return FALSE;

  n_objects = create != NULL ? json_object_get_size (create) : 0;
  n_objects += update != NULL ? json_object_get_size (update) : 0;
  n_objects += destroy != NULL ? destroy->len : 0;
  if (n_objects > roster_office_limits (call->office)->max_objects_in_set)
    return roster_method_too_large (error);

  account = roster_method_account (call, ROSTER_ACCESS_WRITE, error);
  if (account == NULL || !roster_backend_call (call->backend, lock_account, account->number, error) ||
      !roster_backend_call (call->backend, read_state, account->number, call->type, &old_state, error))
    return FALSE;

  now_in_state = g_strdup_printf ("%" G_GINT64_FORMAT, old_state);
  if (if_in_state != NULL && strcmp (if_in_state, now_in_state) != 0)
    {
      g_set_error_literal (error, ROSTER_JMAP_ERROR, ROSTER_JMAP_ERROR_STATE_MISMATCH,
                           _("There are newer changes at the office. Read them first."));
      return FALSE;
    }

  set.account = account;
  set.writer = roster_office_writer_new (call->backend, roster_clock_now (roster_office_clock (call->office)),
                                         call->person->name);
  set.created = g_string_new (NULL);
  set.updated = g_string_new (NULL);
  set.destroyed = g_string_new (NULL);
  set.not_created = g_string_new (NULL);
  set.not_updated = g_string_new (NULL);
  set.not_destroyed = g_string_new (NULL);
  if (!change_all (&set, create, update, destroy, error) ||
      !roster_backend_call (call->backend, read_state, account->number, call->type, &new_state, error))
    return FALSE;

  append_answer (&set, answer, old_state, new_state);
  return TRUE;
}
