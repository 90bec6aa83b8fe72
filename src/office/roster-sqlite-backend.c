/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sqlite-backend.h"

#include "roster-database-copy.h"

#include "roster-sqlite-migrations.inc"

struct _RosterSqliteBackend
{
  RosterBackend parent_instance;

  RosterDatabase *database;
};

G_DEFINE_FINAL_TYPE (RosterSqliteBackend, roster_sqlite_backend, ROSTER_TYPE_BACKEND)

#define DATABASE(self) (ROSTER_SQLITE_BACKEND (self)->database)

/* Runs a query that gives at most one row; *found says whether it did. */
static RosterStatement *
query_one (RosterStatement  *statement,
           gboolean         *found,
           GError          **error)
{
  g_autoptr (RosterStatement) owned = statement;
  RosterStep step;

  if (owned == NULL)
    return NULL;

  step = roster_statement_step (owned, error);
  if (step == ROSTER_STEP_ERROR)
    return NULL;

  *found = step == ROSTER_STEP_ROW;
  return g_steal_pointer (&owned);
}

/* Transactions */

static gboolean
begin (RosterBackend  *self,
       gboolean        writes,
       GError        **error)
{
  return writes ? roster_database_begin (DATABASE (self), error)
                : roster_database_execute (DATABASE (self), "BEGIN", error);
}

static gboolean
commit (RosterBackend  *self,
        GError        **error)
{
  return roster_database_commit (DATABASE (self), error);
}

static void
rollback (RosterBackend *self)
{
  roster_database_rollback (DATABASE (self));
}

static gboolean
is_usable (RosterBackend *self)
{
  return TRUE;
}

static gboolean
check (RosterBackend  *self,
       GError        **error)
{
  return roster_database_check (DATABASE (self), error);
}

static gboolean
copy (RosterBackend  *self,
      const char     *path,
      GError        **error)
{
  return roster_database_copy (DATABASE (self), path, error);
}

/* The floor is where the counters jump to, so that whatever was known before lies below it. */
static gboolean
renew (RosterBackend  *self,
       gint64          jump,
       GError        **error)
{
  return roster_database_run (DATABASE (self), error,
                              "UPDATE account SET floor = (modseq / ?1 + 1) * ?1, modseq = modseq + ?1", "i", jump) &&
         roster_database_run (DATABASE (self), error,
                              "UPDATE type_state SET modseq = modseq + ?1, stamp = stamp + ?1", "i", jump);
}

/* Accounts */

static RosterOfficeAccount *
read_account (RosterStatement *statement)
{
  return roster_office_account_new (roster_statement_int64 (statement, 0), roster_statement_text (statement, 1),
                                    roster_statement_text (statement, 2), roster_statement_text (statement, 3));
}

static gboolean
find_account (RosterBackend        *self,
              const char           *id,
              RosterOfficeAccount **account,
              GError              **error)
{
  gboolean found = FALSE;
  g_autoptr (RosterStatement) statement =
      query_one (roster_database_query (DATABASE (self), error,
                                        "SELECT number, id, scope, owner FROM account WHERE id = ?1",
                                        "s", id),
                 &found, error);

  *account = found ? read_account (statement) : NULL;
  return statement != NULL;
}

static GPtrArray *
list_accounts (RosterBackend  *self,
               GError        **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_office_account_free);
  g_autoptr (RosterStatement) statement =
      roster_database_query (DATABASE (self), error, "SELECT number, id, scope, owner FROM account ORDER BY number",
                             "");
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    g_ptr_array_add (accounts, read_account (statement));

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&accounts) : NULL;
}

static gboolean
add_account (RosterBackend  *self,
             const char     *id,
             RosterScope     scope,
             const char     *owner,
             GError        **error)
{
  return roster_database_run (DATABASE (self), error,
                              "INSERT INTO account (id, scope, owner) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING",
                              "sss", id, roster_office_scope_to_nick (scope), owner);
}

/* States */

/* A transaction that writes has the whole file for itself. */
static gboolean
lock_account (RosterBackend  *self,
              gint64          account,
              GError        **error)
{
  return TRUE;
}

static gboolean
read_counter (RosterBackend  *self,
              gint64          account,
              gint64         *modseq,
              gint64         *lowest,
              GError        **error)
{
  gboolean found = FALSE;
  g_autoptr (RosterStatement) statement =
      query_one (roster_database_query (DATABASE (self), error, "SELECT modseq, floor FROM account WHERE number = ?1",
                                        "i",
                                        account),
                 &found, error);

  *modseq = found ? roster_statement_int64 (statement, 0) : 0;
  *lowest = found ? roster_statement_int64 (statement, 1) : 0;
  return statement != NULL;
}

static gboolean
read_state (RosterBackend           *self,
            gint64                   account,
            const RosterRecordType  *type,
            gint64                  *modseq,
            GError                 **error)
{
  gboolean found = FALSE;
  g_autoptr (RosterStatement) statement =
      query_one (roster_database_query (DATABASE (self), error,
                                        "SELECT modseq FROM type_state WHERE account = ?1 AND type = ?2", "is", account,
                                        type->name),
                 &found, error);

  *modseq = found ? roster_statement_int64 (statement, 0) : 0;
  return statement != NULL;
}

static gboolean
write_state (RosterBackend           *self,
             gint64                   account,
             const RosterRecordType  *type,
             gint64                   modseq,
             GError                 **error)
{
  return roster_database_run (DATABASE (self), error, "UPDATE account SET modseq = max (modseq, ?2) WHERE number = ?1",
                              "ii", account, modseq) &&
         roster_database_run (
             DATABASE (self), error,
             "INSERT INTO type_state (account, type, modseq, stamp) "
             "SELECT ?1, ?2, ?3, coalesce (max (stamp), 0) + 1 FROM type_state WHERE true "
             "ON CONFLICT (account, type) DO UPDATE SET modseq = excluded.modseq, stamp = excluded.stamp",
             "isi", account, type->name, modseq);
}

static gboolean
read_stamp (RosterBackend  *self,
            gint64         *stamp,
            GError        **error)
{
  gboolean found = FALSE;
  g_autoptr (RosterStatement) statement =
      query_one (roster_database_query (DATABASE (self), error, "SELECT coalesce (max (stamp), 0) FROM type_state", ""),
                 &found, error);

  *stamp = found ? roster_statement_int64 (statement, 0) : 0;
  return statement != NULL;
}

static gboolean
each_state (RosterBackend    *self,
            gint64            since,
            RosterStateFunc   func,
            gpointer          data,
            GError          **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (DATABASE (self), error,
                             "SELECT number, id, scope, owner, type, type_state.modseq FROM type_state "
                             "JOIN account ON account.number = type_state.account WHERE stamp > ?1 "
                             "ORDER BY number, type",
                             "i", since);
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      g_autoptr (RosterOfficeAccount) account = read_account (statement);
      const RosterTypeState state = {
        .account = *account,
        .type = roster_record_type_find (roster_statement_text (statement, 4)),
        .modseq = roster_statement_int64 (statement, 5),
      };

      if (state.type != NULL && !func (&state, data))
        return TRUE;
    }

  return step == ROSTER_STEP_DONE;
}

/* Records */

#define ROW_COLUMNS "id, modseq, created_modseq, first_modseq, destroyed_at IS NOT NULL, body"

/* Steps over the rows of a query; *more says whether @func wants further ones. */
static gboolean
take_rows (RosterStatement  *statement,
           RosterRowFunc     func,
           gpointer          data,
           gboolean         *more,
           GError          **error)
{
  RosterStep step = ROSTER_STEP_DONE;

  while (*more && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    {
      RosterRow row = {
        .id = roster_statement_text (statement, 0),
        .modseq = roster_statement_int64 (statement, 1),
        .created_modseq = roster_statement_int64 (statement, 2),
        .first_modseq = roster_statement_int64 (statement, 3),
        .destroyed = roster_statement_int64 (statement, 4) != 0,
        .body = roster_statement_text (statement, 5),
      };

      *more = func (&row, data);
    }

  return step != ROSTER_STEP_ERROR;
}

static gboolean
walk (RosterStatement  *statement,
      RosterRowFunc     func,
      gpointer          data,
      GError          **error)
{
  g_autoptr (RosterStatement) owned = statement;
  gboolean more = TRUE;

  return owned != NULL && take_rows (owned, func, data, &more, error);
}

#define SELECT_ROW "SELECT " ROW_COLUMNS " FROM record WHERE account = ?1 AND type = ?2 AND id = ?3"

static gboolean
get_row (RosterBackend           *self,
         gint64                   account,
         const RosterRecordType  *type,
         const char              *id,
         RosterRowFunc            func,
         gpointer                 data,
         GError                 **error)
{
  return walk (roster_database_query (DATABASE (self), error, SELECT_ROW, "iss", account, type->name, id), func, data,
               error);
}

static gboolean
get_rows (RosterBackend           *self,
          gint64                   account,
          const RosterRecordType  *type,
          GPtrArray               *ids,
          RosterRowFunc            func,
          gpointer                 data,
          GError                 **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (DATABASE (self), error, SELECT_ROW, "it", account, type->name);
  gboolean more = TRUE;

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; more && i < ids->len; i++)
    {
      roster_statement_bind (statement, 3, "t", ids->pdata[i]);
      if (!take_rows (statement, func, data, &more, error))
        return FALSE;
      roster_statement_reset (statement);
    }

  return TRUE;
}

/* The accounts are gone through in any case: there are few, and a record is found by them. */
static gboolean
find_in_books (RosterBackend           *self,
               gint64                   besides,
               const RosterRecordType  *type,
               const char              *id,
               RosterOfficeAccount    **account,
               GError                 **error)
{
  gboolean found = FALSE;
  g_autoptr (RosterStatement) statement =
      query_one (roster_database_query (DATABASE (self), error,
                                        "SELECT number, account.id, scope, owner FROM account CROSS JOIN record "
                                        "ON record.account = number AND type = ?2 AND record.id = ?3 "
                                        "WHERE scope = 'book' AND number <> ?1 AND destroyed_at IS NULL LIMIT 1",
                                        "iss", besides, type->name, id),
                 &found, error);

  *account = found ? read_account (statement) : NULL;
  return statement != NULL;
}

static gboolean
each_row (RosterBackend           *self,
          gint64                   account,
          const RosterRecordType  *type,
          gint64                   limit,
          RosterRowFunc            func,
          gpointer                 data,
          GError                 **error)
{
  return walk (roster_database_query (DATABASE (self), error,
                                      "SELECT " ROW_COLUMNS " FROM record "
                                      "WHERE account = ?1 AND type = ?2 AND destroyed_at IS NULL ORDER BY id LIMIT ?3",
                                      "isi", account, type->name, limit),
               func, data, error);
}

/* A tombstone of a record that the reader never saw is no change to it. */
#define EACH_CHANGE                                                \
  " FROM record WHERE account = ?1 AND type = ?2 AND modseq > ?3 " \
  "AND (destroyed_at IS NULL OR first_modseq <= ?3) ORDER BY modseq LIMIT ?4"

static gboolean
each_change (RosterBackend           *self,
             gint64                   account,
             const RosterRecordType  *type,
             gint64                   since,
             gint64                   limit,
             gboolean                 bodies,
             RosterRowFunc            func,
             gpointer                 data,
             GError                 **error)
{
  static const char with_bodies[] = "SELECT " ROW_COLUMNS EACH_CHANGE;
  static const char without[] =
      "SELECT id, modseq, created_modseq, first_modseq, destroyed_at IS NOT NULL, ''" EACH_CHANGE;

  return walk (roster_database_query (DATABASE (self), error, bodies ? with_bodies : without, "isii", account,
                                      type->name, since, limit),
               func, data, error);
}

static gboolean
find_key (RosterBackend           *self,
          gint64                   account,
          const RosterRecordType  *type,
          const char              *key,
          char                   **id,
          GError                 **error)
{
  gboolean found = FALSE;
  g_autoptr (RosterStatement) statement =
      query_one (roster_database_query (DATABASE (self), error,
                                        "SELECT id FROM record WHERE account = ?1 AND type = ?2 AND unique_key = ?3",
                                        "iss",
                                        account, type->name, key),
                 &found, error);

  *id = found ? g_strdup (roster_statement_text (statement, 0)) : NULL;
  return statement != NULL;
}

static gboolean
put_row (RosterBackend           *self,
         gint64                   account,
         const RosterRecordType  *type,
         const RosterRow         *row,
         const char              *key,
         GError                 **error)
{
  return roster_database_run (DATABASE (self), error,
                              "INSERT INTO record (account, type, id, modseq, created_modseq, first_modseq, "
                              "unique_key, body) "
                              "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (account, type, id) DO UPDATE SET "
                              "modseq = excluded.modseq, created_modseq = excluded.created_modseq, "
                              "first_modseq = excluded.first_modseq, unique_key = excluded.unique_key, "
                              "body = excluded.body, destroyed_at = NULL",
                              "issiiiss", account, type->name, row->id, row->modseq, row->created_modseq,
                              row->first_modseq, key, row->body);
}

static gboolean
destroy_row (RosterBackend           *self,
             gint64                   account,
             const RosterRecordType  *type,
             const char              *id,
             gint64                   modseq,
             gint64                   now,
             GError                 **error)
{
  return roster_database_run (DATABASE (self), error,
                              "UPDATE record SET modseq = ?4, destroyed_at = ?5, unique_key = NULL, body = '' "
                              "WHERE account = ?1 AND type = ?2 AND id = ?3",
                              "issii", account, type->name, id, modseq, now);
}

static gboolean
purge (RosterBackend  *self,
       gint64          before,
       gint64         *n_purged,
       GError        **error)
{
  if (!roster_database_run (DATABASE (self), error,
                            "UPDATE account SET floor = max (floor, coalesce ((SELECT max (modseq) FROM record "
                            "WHERE record.account = account.number AND destroyed_at < ?1), 0)) WHERE number IN "
                            "(SELECT account FROM record WHERE destroyed_at < ?1)",
                            "i", before) ||
      !roster_database_run (DATABASE (self), error, "DELETE FROM record WHERE destroyed_at < ?1", "i", before))
    return FALSE;

  *n_purged = sqlite3_changes64 (roster_database_handle (DATABASE (self)));
  return TRUE;
}

/* Signing in */

static gboolean
get_password (RosterBackend  *self,
              const char     *person,
              char          **hash,
              GError        **error)
{
  gboolean found = FALSE;
  g_autoptr (RosterStatement) statement =
      query_one (roster_database_query (DATABASE (self), error, "SELECT hash FROM password WHERE person = ?1", "s",
                                        person),
                 &found, error);

  *hash = found ? g_strdup (roster_statement_text (statement, 0)) : NULL;
  return statement != NULL;
}

static gboolean
put_password (RosterBackend  *self,
              const char     *person,
              const char     *hash,
              gint64          now,
              GError        **error)
{
  return roster_database_run (DATABASE (self), error,
                              "INSERT INTO password (person, hash, changed_at) VALUES (?1, ?2, ?3) ON CONFLICT "
                              "(person) "
                              "DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at",
                              "ssi", person, hash, now);
}

static gboolean
put_blob (RosterBackend  *self,
          gint64          account,
          const char     *id,
          GBytes         *bytes,
          gint64          now,
          GError        **error)
{
  g_autofree char *content = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return roster_database_run (DATABASE (self), error,
                              "INSERT INTO blob (account, id, created_at, content) VALUES (?1, ?2, ?3, ?4) "
                              "ON CONFLICT DO NOTHING",
                              "isis", account, id, now, content) &&
         roster_database_run (DATABASE (self), error,
                              "INSERT INTO blob_use (account, id, size, used_at) VALUES (?1, ?2, ?3, ?4) "
                              "ON CONFLICT (account, id) DO UPDATE SET used_at = excluded.used_at",
                              "isii", account, id, (gint64) g_bytes_get_size (bytes), now);
}

static gboolean
touch_blob (RosterBackend  *self,
            gint64          account,
            const char     *id,
            gint64          now,
            gboolean       *found,
            GError        **error)
{
  if (!roster_database_run (DATABASE (self), error, "UPDATE blob_use SET used_at = ?3 WHERE account = ?1 AND id = ?2",
                            "isi", account, id, now))
    return FALSE;

  *found = sqlite3_changes64 (roster_database_handle (DATABASE (self))) > 0;
  return TRUE;
}

static gboolean
get_blob (RosterBackend  *self,
          gint64          account,
          const char     *id,
          GBytes        **bytes,
          GError        **error)
{
  gboolean found = FALSE;
  g_autoptr (RosterStatement) statement =
      query_one (roster_database_query (DATABASE (self), error,
                                        "SELECT content FROM blob WHERE account = ?1 AND id = ?2", "is", account, id),
                 &found, error);
  gsize length;

  *bytes = NULL;
  if (found)
    {
      guchar *content = g_base64_decode (roster_statement_text (statement, 0), &length);

      *bytes = g_bytes_new_take (content, length);
    }
  return statement != NULL;
}

static gboolean
measure_blobs (RosterBackend  *self,
               gint64          account,
               gint64         *size,
               GError        **error)
{
  gboolean found = FALSE;
  g_autoptr (RosterStatement) statement = query_one (
      roster_database_query (DATABASE (self), error, "SELECT coalesce (sum (size), 0) FROM blob_use WHERE account = ?1",
                             "i", account),
      &found, error);

  *size = found ? roster_statement_int64 (statement, 0) : 0;
  return statement != NULL;
}

static GPtrArray *
list_old_blobs (RosterBackend  *self,
                gint64          account,
                gint64          before,
                GError        **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RosterStatement) statement = roster_database_query (
      DATABASE (self), error, "SELECT id FROM blob_use WHERE account = ?1 AND used_at < ?2", "ii", account, before);
  RosterStep step = ROSTER_STEP_ERROR;

  while (statement != NULL && (step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    g_ptr_array_add (ids, g_strdup (roster_statement_text (statement, 0)));
  return step == ROSTER_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static gboolean
drop_blob (RosterBackend  *self,
           gint64          account,
           const char     *id,
           gint64          before,
           GError        **error)
{
  return roster_database_run (DATABASE (self), error,
                              "DELETE FROM blob WHERE account = ?1 AND id = ?2 AND EXISTS (SELECT 1 FROM blob_use "
                              "WHERE blob_use.account = ?1 AND blob_use.id = ?2 AND used_at < ?3)",
                              "isi", account, id, before) &&
         roster_database_run (DATABASE (self), error,
                              "DELETE FROM blob_use WHERE account = ?1 AND id = ?2 AND used_at < ?3", "isi", account,
                              id, before);
}

static gboolean
get_failures (RosterBackend  *self,
              const char     *login,
              gint64         *count,
              gint64         *last_at,
              GError        **error)
{
  gboolean found = FALSE;
  g_autoptr (RosterStatement) statement =
      query_one (roster_database_query (DATABASE (self), error,
                                        "SELECT count, last_at FROM login_failure WHERE login = ?1", "s",
                                        login),
                 &found, error);

  *count = found ? roster_statement_int64 (statement, 0) : 0;
  *last_at = found ? roster_statement_int64 (statement, 1) : 0;
  return statement != NULL;
}

static gboolean
put_failures (RosterBackend  *self,
              const char     *login,
              gint64          count,
              gint64          last_at,
              GError        **error)
{
  if (count == 0)
    return roster_database_run (DATABASE (self), error, "DELETE FROM login_failure WHERE login = ?1", "s", login);

  return roster_database_run (DATABASE (self), error,
                              "INSERT INTO login_failure (login, count, last_at) VALUES (?1, ?2, ?3) ON CONFLICT "
                              "(login) "
                              "DO UPDATE SET count = excluded.count, last_at = excluded.last_at",
                              "sii", login, count, last_at);
}

static gboolean
find_token (RosterBackend  *self,
            const char     *hash,
            char          **person,
            gint64         *expires_at,
            GError        **error)
{
  gboolean found = FALSE;
  g_autoptr (RosterStatement) statement =
      query_one (roster_database_query (DATABASE (self), error, "SELECT person, expires_at FROM token WHERE hash = ?1",
                                        "s",
                                        hash),
                 &found, error);

  *person = found ? g_strdup (roster_statement_text (statement, 0)) : NULL;
  *expires_at = found ? roster_statement_int64 (statement, 1) : 0;
  return statement != NULL;
}

static gboolean
put_token (RosterBackend  *self,
           const char     *hash,
           const char     *person,
           gint64          now,
           gint64          expires_at,
           GError        **error)
{
  return roster_database_run (DATABASE (self), error,
                              "INSERT INTO token (hash, person, created_at, expires_at) VALUES (?1, ?2, ?3, ?4) "
                              "ON CONFLICT (hash) DO UPDATE SET expires_at = excluded.expires_at",
                              "ssii", hash, person, now, expires_at);
}

static gboolean
drop_token (RosterBackend  *self,
            const char     *hash,
            GError        **error)
{
  return roster_database_run (DATABASE (self), error, "DELETE FROM token WHERE hash = ?1", "s", hash);
}

static gboolean
drop_tokens_of (RosterBackend  *self,
                const char     *person,
                GError        **error)
{
  return roster_database_run (DATABASE (self), error, "DELETE FROM token WHERE person = ?1", "s", person);
}

static gboolean
drop_old_logins (RosterBackend  *self,
                 gint64          expired_before,
                 gint64          failed_before,
                 GError        **error)
{
  return roster_database_run (DATABASE (self), error, "DELETE FROM token WHERE expires_at < ?1", "i", expired_before) &&
         roster_database_run (DATABASE (self), error, "DELETE FROM login_failure WHERE last_at < ?1", "i",
                              failed_before);
}

static void
roster_sqlite_backend_finalize (GObject *object)
{
  g_clear_pointer (&ROSTER_SQLITE_BACKEND (object)->database, roster_database_close);

  G_OBJECT_CLASS (roster_sqlite_backend_parent_class)->finalize (object);
}

static void
roster_sqlite_backend_class_init (RosterSqliteBackendClass *klass)
{
  RosterBackendClass *backend_class = ROSTER_BACKEND_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_sqlite_backend_finalize;

  backend_class->begin = begin;
  backend_class->commit = commit;
  backend_class->rollback = rollback;
  backend_class->is_usable = is_usable;
  backend_class->check = check;
  backend_class->copy = copy;
  backend_class->renew = renew;
  backend_class->find_account = find_account;
  backend_class->list_accounts = list_accounts;
  backend_class->add_account = add_account;
  backend_class->lock_account = lock_account;
  backend_class->read_counter = read_counter;
  backend_class->read_state = read_state;
  backend_class->write_state = write_state;
  backend_class->read_stamp = read_stamp;
  backend_class->each_state = each_state;
  backend_class->get_row = get_row;
  backend_class->get_rows = get_rows;
  backend_class->find_in_books = find_in_books;
  backend_class->each_row = each_row;
  backend_class->each_change = each_change;
  backend_class->find_key = find_key;
  backend_class->put_row = put_row;
  backend_class->destroy_row = destroy_row;
  backend_class->purge = purge;
  backend_class->get_password = get_password;
  backend_class->put_password = put_password;
  backend_class->put_blob = put_blob;
  backend_class->touch_blob = touch_blob;
  backend_class->get_blob = get_blob;
  backend_class->measure_blobs = measure_blobs;
  backend_class->list_old_blobs = list_old_blobs;
  backend_class->drop_blob = drop_blob;
  backend_class->get_failures = get_failures;
  backend_class->put_failures = put_failures;
  backend_class->find_token = find_token;
  backend_class->put_token = put_token;
  backend_class->drop_token = drop_token;
  backend_class->drop_tokens_of = drop_tokens_of;
  backend_class->drop_old_logins = drop_old_logins;
}

static void
roster_sqlite_backend_init (RosterSqliteBackend *self)
{
}

/**
 * roster_sqlite_backend_open:
 *
 * Returns: (transfer full) (nullable): a connection to the file, or %NULL with %ROSTER_STORE_ERROR
 */
RosterBackend *
roster_sqlite_backend_open (const char  *path,
                            gboolean     create,
                            GError     **error)
{
  g_autoptr (RosterDatabase) database =
      roster_database_open (path, create ? ROSTER_DATABASE_CREATE : ROSTER_DATABASE_DEFAULT, error);
  RosterSqliteBackend *self;

  if (database == NULL ||
      !roster_database_migrate (database, sqlite_migrations, G_N_ELEMENTS (sqlite_migrations), error))
    return NULL;

  self = g_object_new (ROSTER_TYPE_SQLITE_BACKEND, NULL);
  self->database = g_steal_pointer (&database);
  return ROSTER_BACKEND (self);
}
