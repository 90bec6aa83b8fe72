/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-blob-queue.h"

#include <glib/gstdio.h>

#include "roster-blob-folder.h"
#include "roster-blob-id.h"
#include "roster-cache-private.h"
#include "roster-cache-rules.h"

/* The office lets a blob go that no record names for long. One whose record still waits here is told of again so often,
   in milliseconds. */
#define REPEAT_AFTER G_GINT64_CONSTANT (86400000)

#define BYTES_PER_MEGABYTE G_GINT64_CONSTANT (1000000)

#define COLUMNS "id, type, record, account, size, added_at, attempts, sent_at, reason"
#define THIS_ROW " WHERE id = ? AND type = ? AND record = ?"

void
roster_queued_blob_free (RosterQueuedBlob *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->record);
  g_free (self->account);
  g_free (self->title);
  g_free (self->reason);
  g_free (self);
}

/* The names of the blobs in the record's map of photos. */
static GHashTable *
named_by (RosterRecord *record,
          int           field)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GVariant *map = record != NULL ? roster_record_nth_value (record, (guint) field) : NULL;
  const char *key;
  GVariantIter iter;

  if (map == NULL)
    return ids;

  g_variant_iter_init (&iter, map);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, NULL))
    roster_blob_ids_find (key, ids);
  return ids;
}

/* A blob that waits for the same record already starts afresh. What does not lie here came from the office. */
static gboolean
queue_blob (RosterCache   *self,
            RosterRecord  *record,
            const char    *folder,
            const char    *id,
            GError       **error)
{
  g_autofree char *path = g_build_filename (folder, id, NULL);
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return TRUE;

  return roster_database_run (self->database, error,
                              "INSERT INTO blob_upload (id, type, record, account, size, added_at)"
                              " VALUES (?, ?, ?, ?, ?, ?)"
                              " ON CONFLICT DO UPDATE SET sent_at = NULL, reason = NULL, given_up_at = NULL",
                              "ssssii", id, roster_record_type (record)->name, roster_record_id (record),
                              roster_record_account (record), (gint64) info.st_size, roster_clock_now (self->clock));
}

/**
 * roster_cache_queue_blobs:
 * @before: (nullable): a record as it was
 * @after: as a person changed it, or took a change back
 *
 * Queues the blobs that the record names now and did not before. Works inside the transaction of the change, so that
 * no record ever names a blob that nobody sends.
 */
gboolean
roster_cache_queue_blobs (RosterCache   *self,
                          RosterRecord  *before,
                          RosterRecord  *after,
                          GError       **error)
{
  int field = roster_record_type_find_field (roster_record_type (after), "photos");
  g_autoptr (GHashTable) old = NULL, new = NULL;
  g_autofree char *folder = NULL;
  GHashTableIter iter;
  gpointer id;

  if (field < 0 || (before != NULL && roster_value_equal (roster_record_nth_value (before, (guint) field),
                                                          roster_record_nth_value (after, (guint) field))))
    return TRUE;

  old = named_by (before, field);
  new = named_by (after, field);
  folder = roster_blob_folder_for (roster_database_path (self->database));
  g_hash_table_iter_init (&iter, new);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (old, id) && !queue_blob (self, after, folder, id, error))
      return FALSE;

  return TRUE;
}

static RosterQueuedBlob *
read_blob (RosterStatement *statement)
{
  const RosterRecordType *type = roster_record_type_find (roster_statement_text (statement, 1));
  RosterQueuedBlob *blob;

  if (type == NULL)
    return NULL;

  blob = g_new0 (RosterQueuedBlob, 1);
  blob->id = g_strdup (roster_statement_text (statement, 0));
  blob->type = type;
  blob->record = g_strdup (roster_statement_text (statement, 2));
  blob->account = g_strdup (roster_statement_text (statement, 3));
  blob->size = roster_statement_int64 (statement, 4);
  blob->added_at = roster_statement_int64 (statement, 5);
  blob->attempts = (guint) roster_statement_int64 (statement, 6);
  blob->sent_at = roster_statement_int64 (statement, 7);
  blob->reason = g_strdup (roster_statement_text (statement, 8));
  return blob;
}

/* A person knows a walk-through by its streamer. */
static char *
title_of (RosterCache  *self,
          RosterRecord *record)
{
  const char *streamer = roster_record_type_find_field (roster_record_type (record), "streamer") >= 0
                             ? roster_record_text (record, "streamer")
                             : NULL;
  g_autoptr (RosterRecord) whose =
      streamer != NULL ? roster_cache_get (self, &roster_streamer_type, streamer, NULL) : NULL;

  return g_strdup (roster_record_title (whose != NULL ? whose : record));
}

/* The office may have moved the record to another account since. */
static gboolean
find_home (RosterCache       *self,
           RosterQueuedBlob  *blob,
           GError           **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RosterRecord) record = roster_cache_get (self, blob->type, blob->record, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (record == NULL)
    return TRUE;

  g_free (blob->account);
  blob->account = g_strdup (roster_record_account (record));
  blob->title = title_of (self, record);
  return TRUE;
}

static GPtrArray *
read_blobs (RosterCache      *self,
            RosterStatement  *statement,
            GError          **error)
{
  g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_queued_blob_free);
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      RosterQueuedBlob *blob = read_blob (statement);

      if (blob != NULL)
        g_ptr_array_add (blobs, blob);
    }
  if (step == ROSTER_STEP_ERROR)
    return NULL;

  for (guint i = 0; i < blobs->len; i++)
    if (!find_home (self, blobs->pdata[i], error))
      return NULL;

  return g_steal_pointer (&blobs);
}

/**
 * roster_cache_list_blobs:
 *
 * Returns: (transfer full) (element-type RosterQueuedBlob) (nullable): what the office has not confirmed, the oldest
 *   first
 */
GPtrArray *
roster_cache_list_blobs (RosterCache  *self,
                         GError      **error)
{
  g_autoptr (RosterStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement = roster_database_query (self->database, error,
                                     "SELECT " COLUMNS " FROM blob_upload WHERE sent_at IS NULL AND given_up_at IS NULL"
                                     " ORDER BY added_at, id",
                                     "");
  return read_blobs (self, statement, error);
}

/**
 * roster_cache_retry_blobs:
 * @id: a blob's name, or the id of the record that names it
 *
 * Lets refused blobs go with the next sync again, also those that were given up.
 *
 * Returns: how many these are; -1 with an error
 */
int
roster_cache_retry_blobs (RosterCache  *self,
                          const char   *id,
                          GError      **error)
{
  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (id != NULL, -1);

  if (!roster_database_run (self->database, error,
                            "UPDATE blob_upload SET reason = NULL, given_up_at = NULL"
                            " WHERE reason IS NOT NULL AND (id = ? OR record = ?)",
                            "ss", id, id))
    return -1;

  return sqlite3_changes (roster_database_handle (self->database));
}

/**
 * roster_cache_drop_blob:
 *
 * Gives up sending a blob. It stays on this computer as long as there is room.
 */
gboolean
roster_cache_drop_blob (RosterCache             *self,
                        const RosterQueuedBlob  *blob,
                        GError                 **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (blob != NULL, FALSE);

  return roster_database_run (self->database, error, "DELETE FROM blob_upload" THIS_ROW, "sss", blob->id,
                              blob->type->name, blob->record);
}

/**
 * roster_cache_give_up_blob:
 *
 * Gives up sending a refused blob whose record goes on naming it. It stays on this computer.
 */
gboolean
roster_cache_give_up_blob (RosterCache             *self,
                           const RosterQueuedBlob  *blob,
                           GError                 **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (blob != NULL, FALSE);

  return roster_database_run (self->database, error, "UPDATE blob_upload SET given_up_at = ?" THIS_ROW, "isss",
                              roster_clock_now (self->clock), blob->id, blob->type->name, blob->record);
}

/**
 * roster_cache_read_blob:
 *
 * Returns: (transfer full) (nullable): what lies in the cache's folder under that name; %NULL with the errors of
 *   roster_blob_folder_read()
 */
GBytes *
roster_cache_read_blob (RosterCache  *self,
                        const char   *id,
                        GError      **error)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  folder = roster_blob_folder_for (roster_database_path (self->database));
  return roster_blob_folder_read (folder, id, error);
}

static GPtrArray *
take (RosterCache  *self,
      GError      **error)
{
  gint64 again = roster_clock_now (self->clock) - REPEAT_AFTER;
  g_autoptr (RosterStatement) statement = NULL;
  g_autoptr (GPtrArray) blobs = NULL;

  if (!roster_database_run (self->database, error,
                            "DELETE FROM blob_upload WHERE sent_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pending"
                            " WHERE pending.type = blob_upload.type AND pending.id = blob_upload.record)",
                            ""))
    return NULL;

  statement = roster_database_query (self->database, error,
                                     "SELECT " COLUMNS " FROM blob_upload WHERE reason IS NULL"
                                     " AND (sent_at IS NULL OR sent_at < ?) ORDER BY added_at, id",
                                     "i", again);
  blobs = read_blobs (self, statement, error);
  if (blobs == NULL ||
      (blobs->len > 0 && !roster_database_run (self->database, error,
                                               "UPDATE blob_upload SET attempts = attempts + 1 WHERE reason IS NULL"
                                               " AND (sent_at IS NULL OR sent_at < ?)",
                                               "i", again)))
    return NULL;

  return g_steal_pointer (&blobs);
}

/**
 * roster_cache_take_blobs:
 *
 * Lets those go that the office has together with their records, and counts an attempt for the others. To be called
 * after the records have been sent.
 *
 * Returns: (transfer full) (element-type RosterQueuedBlob) (nullable): what to send now, the oldest first, as it was
 *   before this attempt
 */
GPtrArray *
roster_cache_take_blobs (RosterCache  *self,
                         GError      **error)
{
  g_autoptr (GPtrArray) blobs = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!roster_database_begin (self->database, error))
    return NULL;

  blobs = take (self, error);
  if (blobs == NULL)
    {
      roster_database_rollback (self->database);
      return NULL;
    }

  return roster_database_commit (self->database, error) ? g_steal_pointer (&blobs) : NULL;
}

/**
 * roster_cache_confirm_blob:
 *
 * The office has the blob. It leaves the queue once the office has its record too.
 */
gboolean
roster_cache_confirm_blob (RosterCache             *self,
                           const RosterQueuedBlob  *blob,
                           GError                 **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (blob != NULL, FALSE);

  return roster_database_run (self->database, error, "UPDATE blob_upload SET sent_at = ?" THIS_ROW, "isss",
                              roster_clock_now (self->clock), blob->id, blob->type->name, blob->record) &&
         roster_database_run (self->database, error,
                              "DELETE FROM blob_upload" THIS_ROW " AND NOT EXISTS (SELECT 1 FROM pending"
                              " WHERE pending.type = blob_upload.type AND pending.id = blob_upload.record)",
                              "sss", blob->id, blob->type->name, blob->record);
}

/**
 * roster_cache_refuse_blob:
 * @reason: in words
 *
 * The office does not take the blob: a person is asked.
 */
gboolean
roster_cache_refuse_blob (RosterCache             *self,
                          const RosterQueuedBlob  *blob,
                          const char              *reason,
                          GError                 **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (blob != NULL, FALSE);
  g_return_val_if_fail (reason != NULL, FALSE);

  return roster_database_run (self->database, error, "UPDATE blob_upload SET reason = ?, sent_at = NULL" THIS_ROW,
                              "ssss", reason, blob->id, blob->type->name, blob->record);
}

static GHashTable *
queued_ids (RosterCache  *self,
            GError      **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error, "SELECT id FROM blob_upload", "");
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    g_hash_table_add (ids, g_strdup (roster_statement_text (statement, 0)));
  return step == ROSTER_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/**
 * roster_cache_forget_blobs:
 *
 * Takes every blob out of the folder that the office has: the cache is another person's now. What it may not have
 * stays. Belongs to the thread that writes.
 *
 * Returns: how many files went; 0 with an error where the queue cannot be read
 */
guint
roster_cache_forget_blobs (RosterCache  *self,
                           GError      **error)
{
  g_autoptr (GHashTable) queued = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (self != NULL, 0);

  queued = queued_ids (self, error);
  if (queued == NULL)
    return 0;

  folder = roster_blob_folder_for (roster_database_path (self->database));
  return roster_blob_folder_trim (folder, queued, 0, G_MAXINT64);
}

/**
 * roster_cache_trim_blobs:
 * @before: what was used since stays, in seconds UTC
 *
 * Keeps the folder of blobs within the rule `photoCacheMegabytes`: what was not used for longest goes, and comes again
 * from the office when somebody looks at it. What the office may not have stays. Belongs to the thread that writes.
 *
 * Returns: how many files went; 0 with an error where the queue cannot be read
 */
guint
roster_cache_trim_blobs (RosterCache  *self,
                         gint64        before,
                         GError      **error)
{
  g_autoptr (RosterRuleValues) rules = NULL;
  g_autoptr (GHashTable) queued = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (self != NULL, 0);

  rules = roster_cache_rule_values (self, error);
  queued = rules != NULL ? queued_ids (self, error) : NULL;
  if (queued == NULL)
    return 0;

  folder = roster_blob_folder_for (roster_database_path (self->database));
  return roster_blob_folder_trim (
      folder, queued, roster_rule_values_get (rules, ROSTER_RULE_PHOTO_CACHE_MEGABYTES) * BYTES_PER_MEGABYTE, before);
}
