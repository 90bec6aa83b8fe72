/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-cache-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-account.h"
#include "roster-cache-migrations.inc"
#include "roster-record-json.h"
#include "roster-remote.h"

/* Transactions further back than this are answered with "all of it". */
#define CHANGED_KEPT 1000

#define FACT_REVISION "revision"
#define FACT_CHANGED_FLOOR "changedFloor"

RosterRecordKey *
roster_record_key_new (const RosterRecordType *type,
                       const char             *id)
{
  RosterRecordKey *self = g_new0 (RosterRecordKey, 1);

  self->type = type;
  self->id = g_strdup (id);
  return self;
}

void
roster_record_key_free (RosterRecordKey *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self);
}

static RosterRecordTable *
table_of (RosterCache            *self,
          const RosterRecordType *type)
{
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    if (roster_record_types[i] == type)
      return self->tables[i];

  g_return_val_if_reached (NULL);
}

static RosterCache *
cache_new (RosterDatabase *database,
           RosterClock    *clock,
           RosterIdSource *ids)
{
  RosterCache *self = g_new0 (RosterCache, 1);

  self->database = database;
  self->clock = g_object_ref (clock);
  self->ids = ids != NULL ? g_object_ref (ids) : NULL;
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    self->tables[i] = roster_record_table_new (roster_record_types[i]);

  return self;
}

/* A cache that belongs to nobody yet takes records in local accounts. */
static gboolean
make_local_accounts (RosterCache  *self,
                     GError      **error)
{
  return roster_database_run (self->database, error,
                              "INSERT INTO account (id, name, scope, read_only, is_primary) "
                              "SELECT ?1, '', ?2, 0, 1 WHERE NOT EXISTS (SELECT 1 FROM account WHERE scope = ?2)",
                              "si", ROSTER_LOCAL_COMPANY_ACCOUNT, (gint64) ROSTER_SCOPE_COMPANY) &&
         roster_database_run (self->database, error,
                              "INSERT INTO account (id, name, scope, read_only, is_primary) "
                              "SELECT ?1, '', ?2, 0, 1 WHERE NOT EXISTS (SELECT 1 FROM account WHERE id <> ?3)",
                              "sis", ROSTER_LOCAL_BOOK_ACCOUNT, (gint64) ROSTER_SCOPE_BOOK,
                              ROSTER_LOCAL_COMPANY_ACCOUNT);
}

static gboolean
forget_old_changes (RosterCache  *self,
                    GError      **error)
{
  gint64 floor = roster_cache_revision (self) - CHANGED_KEPT;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, floor);
  g_autofree char *known = roster_cache_get_fact (self, FACT_CHANGED_FLOOR);

  if (floor <= 0 || (known != NULL && g_ascii_strtoll (known, NULL, 10) + CHANGED_KEPT > floor))
    return TRUE;

  return roster_database_run (self->database, error, "DELETE FROM changed WHERE revision <= ?", "i", floor) &&
         roster_database_run (self->database, error, "INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)",
                              "ss", FACT_CHANGED_FLOOR, text);
}

gboolean
roster_cache_copy_schema (RosterDatabase  *database,
                          GError         **error)
{
  return roster_database_migrate (database, cache_migrations, G_N_ELEMENTS (cache_migrations), error);
}

/**
 * roster_cache_open:
 * @path: the cache's file; made when it is missing
 *
 * Returns: (transfer full) (nullable): the cache for reading and writing, or %NULL with %ROSTER_STORE_ERROR
 */
RosterCache *
roster_cache_open (const char      *path,
                   RosterClock     *clock,
                   RosterIdSource  *ids,
                   GError         **error)
{
  g_autoptr (RosterDatabase) database = NULL;
  g_autoptr (RosterCache) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (ROSTER_IS_ID_SOURCE (ids), NULL);

  database = roster_database_open (path, ROSTER_DATABASE_CREATE, error);
  if (database == NULL || !roster_cache_copy_schema (database, error))
    return NULL;

  self = cache_new (g_steal_pointer (&database), clock, ids);
  if (!roster_database_begin (self->database, error))
    return NULL;
  if (!make_local_accounts (self, error) || !forget_old_changes (self, error) ||
      !roster_database_commit (self->database, error))
    {
      roster_database_rollback (self->database);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * roster_cache_open_reader:
 *
 * A second connection to a cache that roster_cache_open() has made; it sees every commit and never writes.
 *
 * Returns: (transfer full) (nullable): the cache for reading
 */
RosterCache *
roster_cache_open_reader (const char   *path,
                          RosterClock  *clock,
                          GError      **error)
{
  g_autoptr (RosterDatabase) database = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  database = roster_database_open (path, ROSTER_DATABASE_READ_ONLY, error);
  if (database == NULL)
    return NULL;

  return cache_new (g_steal_pointer (&database), clock, NULL);
}

/**
 * roster_cache_close:
 * @self: (nullable) (transfer full): the cache
 *
 * Closes the cache; a transaction under way is rolled back.
 */
void
roster_cache_close (RosterCache *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    roster_record_table_free (self->tables[i]);
  roster_database_rollback (self->database);
  roster_database_close (self->database);
  g_clear_object (&self->clock);
  g_clear_object (&self->ids);
  g_free (self);
}

/**
 * roster_cache_database:
 *
 * Returns: (transfer none): the connection, for queries of one’s own; it belongs to the cache’s thread
 */
RosterDatabase *
roster_cache_database (RosterCache *self)
{
  return self->database;
}

/**
 * roster_cache_clock:
 *
 * Returns: (transfer none): where the cache takes the time from
 */
RosterClock *
roster_cache_clock (RosterCache *self)
{
  return self->clock;
}

/**
 * roster_cache_new_id:
 *
 * Returns: (transfer full): an id for a new record
 */
char *
roster_cache_new_id (RosterCache *self)
{
  g_return_val_if_fail (self->ids != NULL, NULL);

  return roster_id_source_next (self->ids);
}

/* Reading */

/**
 * roster_cache_get:
 * @type: of what
 * @id: which
 *
 * Returns: (transfer full) (nullable): the record; %NULL without an error where there is none, and with one where
 *   the database fails
 */
RosterRecord *
roster_cache_get (RosterCache             *self,
                  const RosterRecordType  *type,
                  const char              *id,
                  GError                 **error)
{
  return roster_record_table_get (table_of (self, type), self->database, id, error);
}

/**
 * roster_cache_find:
 *
 * Returns: (transfer full) (nullable): the record with this id, of whichever type
 */
RosterRecord *
roster_cache_find (RosterCache  *self,
                   const char   *id,
                   GError      **error)
{
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    {
      g_autoptr (GError) local_error = NULL;
      RosterRecord *record = roster_record_table_get (self->tables[i], self->database, id, &local_error);

      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      if (record != NULL || (error != NULL && *error != NULL))
        return record;
    }

  return NULL;
}

/**
 * roster_cache_list:
 *
 * Returns: (transfer full) (element-type RosterRecord) (nullable): all records of the type, in no particular order
 */
GPtrArray *
roster_cache_list (RosterCache             *self,
                   const RosterRecordType  *type,
                   GError                 **error)
{
  return roster_record_table_list (table_of (self, type), self->database, NULL, NULL, error);
}

/**
 * roster_cache_list_by:
 * @field: a field that holds text, or `account`
 *
 * Returns: (transfer full) (element-type RosterRecord) (nullable): the records whose @field is @value
 */
GPtrArray *
roster_cache_list_by (RosterCache             *self,
                      const RosterRecordType  *type,
                      const char              *field,
                      const char              *value,
                      GError                 **error)
{
  g_return_val_if_fail (field != NULL && value != NULL, NULL);

  return roster_record_table_list (table_of (self, type), self->database, field, value, error);
}

/**
 * roster_cache_select:
 * @condition: SQL after WHERE, with a parameter for each value
 * @format: the types of the values that follow, as for roster_database_query()
 *
 * The quick way to many records: one statement for all of them.
 *
 * Returns: (transfer full) (element-type RosterRecord) (nullable): the records that meet the condition, in its order
 */
GPtrArray *
roster_cache_select (RosterCache             *self,
                     const RosterRecordType  *type,
                     GError                 **error,
                     const char              *condition,
                     const char              *format,
                     ...)
{
  GPtrArray *records;
  va_list arguments;

  g_return_val_if_fail (condition != NULL && format != NULL, NULL);

  va_start (arguments, format);
  records = roster_record_table_select (table_of (self, type), self->database, error, condition, format, arguments);
  va_end (arguments);
  return records;
}

/**
 * roster_cache_select_among:
 * @ids: (element-type utf8): a set of ids
 * @field: a field of @type that holds a text
 * @values: (element-type utf8): a set of its values
 * @condition: SQL after WHERE
 *
 * As roster_cache_select(), for conditions that name thousands of records: see roster_record_table_select_among().
 *
 * Returns: (transfer full) (element-type RosterRecord) (nullable): the records that meet the condition and are among
 *   @ids or have one of @values
 */
GPtrArray *
roster_cache_select_among (RosterCache             *self,
                           const RosterRecordType  *type,
                           GHashTable              *ids,
                           const char              *field,
                           GHashTable              *values,
                           GError                 **error,
                           const char              *condition)
{
  g_return_val_if_fail (ids != NULL && values != NULL, NULL);
  g_return_val_if_fail (field != NULL && condition != NULL, NULL);

  return roster_record_table_select_among (table_of (self, type), self->database, ids, field, values, error, condition);
}

/**
 * roster_cache_count:
 * @type: of what
 *
 * Returns: how many records of the type there are, or -1 with an error of the database
 */
gint64
roster_cache_count (RosterCache             *self,
                    const RosterRecordType  *type,
                    GError                 **error)
{
  return roster_record_table_count (table_of (self, type), self->database, error);
}

/**
 * roster_cache_revision:
 *
 * Returns: the number of the newest transaction that changed records
 */
gint64
roster_cache_revision (RosterCache *self)
{
  g_autofree char *text = roster_cache_get_fact (self, FACT_REVISION);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
add_key_of_every_type (GPtrArray *keys)
{
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    g_ptr_array_add (keys, roster_record_key_new (roster_record_types[i], ""));
}

/**
 * roster_cache_changed_since:
 * @revision: what roster_cache_revision() gave earlier
 *
 * Returns: (transfer full) (element-type RosterRecordKey) (nullable): what later transactions changed; an empty id
 *   stands for all records of its type
 */
GPtrArray *
roster_cache_changed_since (RosterCache  *self,
                            gint64        revision,
                            GError      **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_record_key_free);
  g_autofree char *floor = roster_cache_get_fact (self, FACT_CHANGED_FLOOR);
  g_autoptr (RosterStatement) statement = NULL;
  RosterStep step;

  if (floor != NULL && revision < g_ascii_strtoll (floor, NULL, 10))
    {
      add_key_of_every_type (keys);
      return g_steal_pointer (&keys);
    }

  statement = roster_database_query (self->database, error,
                                     "SELECT type, id FROM changed WHERE revision > ?", "i", revision);
  if (statement == NULL)
    return NULL;

  while ((step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      const RosterRecordType *type = roster_record_type_find (roster_statement_text (statement, 0));

      if (type != NULL)
        g_ptr_array_add (keys, roster_record_key_new (type, roster_statement_text (statement, 1)));
    }

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&keys) : NULL;
}

/* Facts */

/**
 * roster_cache_get_fact:
 *
 * Returns: (transfer full) (nullable): the value
 */
char *
roster_cache_get_fact (RosterCache *self,
                       const char  *name)
{
  g_autoptr (RosterStatement) statement = roster_database_query (self->database, NULL,
                                                                 "SELECT value FROM fact WHERE name = ?", "s", name);

  if (statement == NULL || roster_statement_step (statement, NULL) != ROSTER_STEP_ROW)
    return NULL;

  return g_strdup (roster_statement_text (statement, 0));
}

/**
 * roster_cache_set_fact:
 * @value: (nullable): the new value; %NULL removes the fact
 */
gboolean
roster_cache_set_fact (RosterCache  *self,
                       const char   *name,
                       const char   *value,
                       GError      **error)
{
  if (value == NULL)
    return roster_database_run (self->database, error, "DELETE FROM fact WHERE name = ?", "s", name);

  return roster_database_run (self->database, error, "INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)",
                              "ss", name, value);
}

/* Transactions */

gboolean
roster_cache_begin_internal (RosterCache  *self,
                             GError      **error)
{
  if (!roster_database_begin (self->database, error))
    return FALSE;

  self->revision = roster_cache_revision (self) + 1;
  return TRUE;
}

gboolean
roster_cache_commit_internal (RosterCache  *self,
                              GError      **error)
{
  g_autofree char *revision = g_strdup_printf ("%" G_GINT64_FORMAT, self->revision);

  if (roster_cache_set_fact (self, FACT_REVISION, revision, error) &&
      roster_database_commit (self->database, error))
    return TRUE;

  roster_database_rollback (self->database);
  return FALSE;
}

gboolean
roster_cache_note_changed (RosterCache             *self,
                           const RosterRecordType  *type,
                           const char              *id,
                           GError                 **error)
{
  return roster_database_run (self->database, error,
                              "INSERT OR REPLACE INTO changed (type, id, revision) VALUES (?, ?, ?)",
                              "ssi", type->name, id, self->revision);
}

/* What the search knows of a record; nothing where @key is empty. */
gboolean
roster_cache_write_search (RosterCache             *self,
                           const RosterRecordType  *type,
                           const char              *id,
                           const char              *title,
                           const char              *key,
                           GError                 **error)
{
  return key[0] == '\0' ||
         roster_database_run (self->database, error,
                              "INSERT OR REPLACE INTO search (type, id, title, key) VALUES (?, ?, ?, ?)",
                              "tttt", type->name, id, title, key);
}

/* Writes the row and what the search needs, without noting it for open windows. */
gboolean
roster_cache_write_row (RosterCache   *self,
                        RosterRecord  *record,
                        GError       **error)
{
  const RosterRecordType *type = roster_record_type (record);
  g_autofree char *key = NULL;

  if (!roster_record_table_put (table_of (self, type), self->database, record, error))
    return FALSE;

  key = roster_record_search_key (record);
  return roster_cache_write_search (self, type, roster_record_id (record), roster_record_title (record), key, error);
}

RosterStatement *
roster_cache_prepare_put (RosterCache             *self,
                          const RosterRecordType  *type,
                          GError                 **error)
{
  return roster_record_table_prepare_put (table_of (self, type), self->database, error);
}

gboolean
roster_cache_put_row (RosterCache   *self,
                      RosterRecord  *record,
                      GError       **error)
{
  return roster_cache_write_row (self, record, error) &&
         roster_cache_note_changed (self, roster_record_type (record), roster_record_id (record), error);
}

gboolean
roster_cache_delete_row (RosterCache             *self,
                         const RosterRecordType  *type,
                         const char              *id,
                         GError                 **error)
{
  return roster_record_table_delete (table_of (self, type), self->database, id, error) &&
         roster_database_run (self->database, error, "DELETE FROM search WHERE type = ? AND id = ?",
                              "ss", type->name, id) &&
         roster_cache_note_changed (self, type, id, error);
}

/**
 * roster_cache_record_json:
 * @record: (nullable): a record
 *
 * Returns: (transfer full) (nullable): its JSON, as the journal, the outbox and the conflicts keep it
 */
char *
roster_cache_record_json (RosterRecord *record)
{
  return record != NULL ? roster_record_to_json_text (record) : NULL;
}

/**
 * roster_cache_parse_record:
 * @json: (nullable): what roster_cache_record_json() gave
 *
 * Returns: (transfer full) (nullable): the record
 */
RosterRecord *
roster_cache_parse_record (const RosterRecordType *type,
                           const char             *account,
                           const char             *json)
{
  return json != NULL ? roster_record_from_json_text (type, account, json, NULL) : NULL;
}

/* A person's changes */

gboolean
roster_cache_change_row (RosterCache   *self,
                         gint64         step,
                         RosterRecord  *before,
                         RosterRecord  *after,
                         GError       **error)
{
  if (after != NULL ? !roster_cache_put_row (self, after, error)
                    : !roster_cache_delete_row (self, roster_record_type (before), roster_record_id (before), error))
    return FALSE;

  return roster_cache_add_entry (self, step, before, after, error) &&
         roster_cache_mark_pending (self, step, before, after, error) &&
         (after == NULL || roster_cache_queue_blobs (self, before, after, error));
}

static void
take_map (GHashTable *entries,
          GVariant   *map)
{
  GVariantIter iter;
  const char *key, *value;

  if (map == NULL)
    return;

  g_variant_iter_init (&iter, map);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    g_hash_table_insert (entries, (gpointer) key, (gpointer) value);
}

/* The current map with the entries that the person set, changed or removed; the others are not the person's. */
static GVariant *
edited_map (GVariant *current,
            GVariant *before,
            GVariant *after)
{
  g_autoptr (GHashTable) result = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) old = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) new = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key, value;

  take_map (result, current);
  take_map (old, before);
  take_map (new, after);
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (new, key))
      g_hash_table_remove (result, key);
  g_hash_table_iter_init (&iter, new);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (g_hash_table_lookup (old, key), value) != 0)
      g_hash_table_insert (result, key, value);

  return g_hash_table_size (result) > 0 ? roster_value_new_map (result) : after;
}

/* The current row with the fields that the person changed, and of a map the entries. */
RosterRecord *
roster_cache_edited_row (RosterRecord *current,
                         RosterRecord *before,
                         RosterRecord *after)
{
  const RosterRecordType *type = roster_record_type (after);
  RosterRecord *result = roster_record_copy (current);

  for (guint i = ROSTER_N_COMMON_FIELDS; i < roster_record_type_n_fields (type); i++)
    {
      GVariant *old = roster_record_nth_value (before, i), *new = roster_record_nth_value (after, i);

      if (roster_value_equal (old, new))
        continue;
      if (roster_record_type_field (type, i)->kind == ROSTER_KIND_MAP)
        new = edited_map (roster_record_nth_value (current, i), old, new);
      roster_record_set_nth (result, i, new);
    }

  return result;
}

static void
stamp (RosterCache  *self,
       RosterRecord *record,
       gboolean      created)
{
  g_autofree char *login = roster_cache_get_fact (self, "login");
  gint64 now = roster_clock_now (self->clock);

  if (created)
    roster_record_set_number (record, "createdAt", now);
  roster_record_set_number (record, "updatedAt", now);
  roster_record_set_text (record, "updatedBy", login);
}

/* Whether the person may change the record at all. */
gboolean
roster_cache_check_account (RosterCache   *self,
                            RosterRecord  *record,
                            GError       **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (RosterAccount) account = roster_cache_get_account (self, roster_record_account (record), &failure);
  g_autofree char *refusal = account != NULL ? roster_account_refusal (account, roster_record_type (record)) : NULL;

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (refusal != NULL)
    g_set_error_literal (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS, refusal);
  else
    return TRUE;

  return FALSE;
}

/* The records that have a required reference to @record, in its account: they mean nothing without it. */
static gboolean
delete_dependents (RosterCache   *self,
                   gint64         step,
                   RosterRecord  *record,
                   GError       **error)
{
  for (guint t = 0; t < ROSTER_N_RECORD_TYPES; t++)
    for (guint f = 0; f < roster_record_types[t]->n_fields; f++)
      {
        const RosterField *field = &roster_record_types[t]->fields[f];
        g_autoptr (GPtrArray) dependents = NULL;

        if (field->kind != ROSTER_KIND_REFERENCE || (field->flags & ROSTER_FIELD_REQUIRED) == 0 ||
            strcmp (field->target, roster_record_type (record)->name) != 0)
          continue;

        dependents = roster_cache_list_by (self, roster_record_types[t], field->name, roster_record_id (record), error);
        if (dependents == NULL)
          return FALSE;

        for (guint i = 0; i < dependents->len; i++)
          if (strcmp (roster_record_account (dependents->pdata[i]), roster_record_account (record)) == 0 &&
              !roster_cache_change_row (self, step, dependents->pdata[i], NULL, error))
            return FALSE;
      }

  return TRUE;
}

static gboolean
refuse_missing (RosterRecord  *record,
                GError       **error)
{
  g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NOT_FOUND,
               _("“%s” was deleted meanwhile. Undo the deletion first if it is still needed."),
               roster_record_title (record));
  return FALSE;
}

static gboolean
apply_item (RosterCache   *self,
            gint64         step,
            RosterRecord  *before,
            RosterRecord  *after,
            GError       **error)
{
  RosterRecord *subject = after != NULL ? after : before;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterRecord) current = roster_cache_get (self, roster_record_type (subject), roster_record_id (subject),
                                                       &local_error);
  g_autoptr (RosterRecord) wanted = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (!roster_cache_check_account (self, current != NULL ? current : subject, error))
    return FALSE;

  if (after == NULL)
    return current == NULL || (delete_dependents (self, step, current, error) &&
                               roster_cache_change_row (self, step, current, NULL, error));

  if (before == NULL)
    {
      if (current != NULL)
        {
          g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_CONSTRAINT,
                       _("“%s” exists already."), roster_record_title (current));
          return FALSE;
        }
      wanted = roster_record_copy (after);
    }
  else
    {
      if (current == NULL)
        return refuse_missing (after, error);
      wanted = roster_cache_edited_row (current, before, after);
      if (roster_record_same_content (wanted, current))
        return TRUE;
    }

  if (!roster_record_check (wanted, error))
    return FALSE;

  stamp (self, wanted, before == NULL);
  return roster_cache_change_row (self, step, current, wanted, error);
}

static gboolean
step_is_empty (RosterCache *self,
               gint64       step)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, NULL, "SELECT 1 FROM entry WHERE step = ? LIMIT 1", "i", step);

  return statement != NULL && roster_statement_step (statement, NULL) == ROSTER_STEP_DONE;
}

/**
 * roster_cache_apply:
 * @edit: what a person wants changed
 * @step: (out) (optional): the journal's number of the step; 0 where nothing had to change
 *
 * Makes the changes in one transaction: rows, journal and outbox together, or nothing at all.
 *
 * Returns: whether the changes are on disk
 */
gboolean
roster_cache_apply (RosterCache  *self,
                    RosterEdit   *edit,
                    gint64       *step,
                    GError      **error)
{
  gint64 number;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (edit != NULL, FALSE);

  if (!roster_cache_begin_internal (self, error))
    return FALSE;

  number = roster_cache_add_step (self, roster_edit_cause (edit), roster_edit_label (edit), 0, error);
  if (number == 0)
    goto fail;

  for (guint i = 0; i < roster_edit_size (edit); i++)
    {
      RosterRecord *before, *after;

      roster_edit_nth (edit, i, &before, &after);
      if (!apply_item (self, number, before, after, error))
        goto fail;
    }

  if (step_is_empty (self, number))
    {
      roster_database_rollback (self->database);
      number = 0;
    }
  else if (!roster_cache_commit_internal (self, error))
    {
      return FALSE;
    }

  if (step != NULL)
    *step = number;
  return TRUE;

fail:
  roster_database_rollback (self->database);
  return FALSE;
}
