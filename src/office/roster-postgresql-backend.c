/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-postgresql-backend.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-database.h"
#include "roster-office-error.h"
#include "roster-postgresql-private.h"

#include "roster-postgresql-migrations.inc"

/* Values of one statement at most. */
#define MAX_VALUES 8

/* The lock under which one process after the other brings the schema up to date; any number that nobody else takes. */
#define MIGRATION_LOCK "7018141612"

/* On which every process hears of the states that another has changed. */
#define CHANNEL "roster_stamp"

struct _RosterPostgresqlBackend
{
  RosterBackend parent_instance;

  PGconn *connection;
  /* SQL text to the name of its prepared statement */
  GHashTable *prepared;
  /* Whether the transaction has changed states, which get their stamp when it is committed */
  gboolean stamp_due;
  /* Whether the server tells this connection of new stamps */
  gboolean listening;
};

G_DEFINE_FINAL_TYPE (RosterPostgresqlBackend, roster_postgresql_backend, ROSTER_TYPE_BACKEND)

#define SELF(backend) (ROSTER_POSTGRESQL_BACKEND (backend))

/* The server's words may hold values of a record: they go no further than its code. */
static gboolean
refuse (RosterPostgresqlBackend  *self,
        const PGresult           *result,
        GError                  **error)
{
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;

  if (PQstatus (self->connection) != CONNECTION_OK)
    g_set_error_literal (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_BUSY,
                         _("The connection to PostgreSQL is lost. Try again in a moment."));
  else if (state != NULL && (g_str_has_prefix (state, "40") || g_str_has_prefix (state, "55P03") ||
                             g_str_has_prefix (state, "53") || g_str_has_prefix (state, "57")))
    g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_BUSY,
                 _("PostgreSQL is busy (%s). Try again in a moment."), state);
  else if (state != NULL && g_str_has_prefix (state, "23"))
    g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_CONSTRAINT, _("The change does not fit the data (%s)"),
                 state);
  else
    g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_FAILED, _("PostgreSQL refused (%s)"),
                 state != NULL ? state : "?");

  return FALSE;
}

static gboolean
execute (RosterPostgresqlBackend  *self,
         const char               *sql,
         GError                  **error)
{
  g_autoptr (PGresult) result = PQexec (self->connection, sql);
  ExecStatusType status = PQresultStatus (result);

  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || refuse (self, result, error);
}

static const char *
prepare (RosterPostgresqlBackend  *self,
         const char               *sql,
         GError                  **error)
{
  const char *name = g_hash_table_lookup (self->prepared, sql);
  g_autoptr (PGresult) result = NULL;
  char *made;

  if (name != NULL)
    return name;

  made = g_strdup_printf ("s%u", g_hash_table_size (self->prepared));
  result = PQprepare (self->connection, made, sql, 0, NULL);
  if (PQresultStatus (result) != PGRES_COMMAND_OK)
    {
      refuse (self, result, error);
      g_free (made);
      return NULL;
    }

  g_hash_table_insert (self->prepared, (gpointer) sql, made);
  return made;
}

typedef struct
{
  const char *values[MAX_VALUES];
  char numbers[MAX_VALUES][24];
  int n_values;
} Values;

/* As for roster_statement_bind(): `s` text, `i` gint64. */
static void
read_values (Values     *values,
             const char *format,
             va_list     arguments)
{
  values->n_values = strlen (format);
  g_assert (values->n_values <= MAX_VALUES);

  for (int i = 0; i < values->n_values; i++)
    if (format[i] == 's')
      values->values[i] = va_arg (arguments, const char *);
    else
      {
        g_snprintf (values->numbers[i], sizeof values->numbers[i], "%" G_GINT64_FORMAT, va_arg (arguments, gint64));
        values->values[i] = values->numbers[i];
      }
}

/* @sql must be a constant: the prepared statement is kept under its address's text. */
PGresult *
roster_postgresql_query (RosterBackend  *backend,
                         GError        **error,
                         const char     *sql,
                         const char     *format,
                         ...)
{
  RosterPostgresqlBackend *self = SELF (backend);
  const char *name = prepare (self, sql, error);
  g_autoptr (PGresult) result = NULL;
  Values values;
  va_list arguments;

  if (name == NULL)
    return NULL;

  va_start (arguments, format);
  read_values (&values, format, arguments);
  va_end (arguments);
  result = PQexecPrepared (self->connection, name, values.n_values, values.values, NULL, NULL, 0);
  if (PQresultStatus (result) != PGRES_COMMAND_OK && PQresultStatus (result) != PGRES_TUPLES_OK)
    {
      refuse (self, result, error);
      return NULL;
    }

  return g_steal_pointer (&result);
}

gboolean
roster_postgresql_done (PGresult *result)
{
  PQclear (result);
  return result != NULL;
}

gint64
roster_postgresql_number_at (const PGresult *result,
                             int             row,
                             int             column)
{
  return g_ascii_strtoll (PQgetvalue (result, row, column), NULL, 10);
}

char *
roster_postgresql_text_at (const PGresult *result,
                           int             row,
                           int             column)
{
  return PQgetisnull (result, row, column) ? NULL : g_strdup (PQgetvalue (result, row, column));
}

/* Transactions */

static gboolean
begin (RosterBackend  *backend,
       gboolean        writes,
       GError        **error)
{
  SELF (backend)->stamp_due = FALSE;
  /* Who reads sees one snapshot. Who writes sees, once it holds the account's row, everything that is committed. */
  return execute (SELF (backend),
                  writes ? "BEGIN ISOLATION LEVEL READ COMMITTED" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                  error);
}

/* The stamp's row is locked from here to the end, so stamps are in the order of the commits. Nothing else is locked
   after it. */
static gboolean
stamp_states (RosterPostgresqlBackend  *self,
              GError                  **error)
{
  return execute (self, "UPDATE stamp SET number = number + 1", error) &&
         execute (self, "UPDATE type_state SET stamp = (SELECT number FROM stamp) WHERE stamp IS NULL", error) &&
         execute (self, "NOTIFY " CHANNEL, error);
}

static gboolean
commit (RosterBackend  *backend,
        GError        **error)
{
  RosterPostgresqlBackend *self = SELF (backend);
  g_autoptr (PGresult) result = NULL;

  if (self->stamp_due && !stamp_states (self, error))
    return FALSE;

  result = PQexec (self->connection, "COMMIT");

  /* A transaction that has failed answers COMMIT with ROLLBACK. */
  if (PQresultStatus (result) == PGRES_COMMAND_OK && strcmp (PQcmdStatus (result), "COMMIT") == 0)
    return TRUE;

  return refuse (self, result, error);
}

static void
rollback (RosterBackend *backend)
{
  if (PQtransactionStatus (SELF (backend)->connection) != PQTRANS_IDLE)
    execute (SELF (backend), "ROLLBACK", NULL);
}

static gboolean
is_usable (RosterBackend *backend)
{
  return PQstatus (SELF (backend)->connection) == CONNECTION_OK;
}

/* PostgreSQL keeps watch over its own pages; what is asked here is whether it answers. */
static gboolean
check (RosterBackend  *backend,
       GError        **error)
{
  return execute (SELF (backend), "SELECT count (*) FROM record", error);
}

/* Accounts */

static RosterOfficeAccount *
read_account (const PGresult *result,
              int             row)
{
  g_autofree char *owner = roster_postgresql_text_at (result, row, 3);

  return roster_office_account_new (roster_postgresql_number_at (result, row, 0), PQgetvalue (result, row, 1),
                                    PQgetvalue (result, row, 2), owner);
}

static gboolean
find_account (RosterBackend        *backend,
              const char           *id,
              RosterOfficeAccount **account,
              GError              **error)
{
  g_autoptr (PGresult) result =
      roster_postgresql_query (backend, error, "SELECT number, id, scope, owner FROM account WHERE id = $1", "s", id);

  *account = result != NULL && PQntuples (result) > 0 ? read_account (result, 0) : NULL;
  return result != NULL;
}

static GPtrArray *
list_accounts (RosterBackend  *backend,
               GError        **error)
{
  g_autoptr (PGresult) result =
      roster_postgresql_query (backend, error, "SELECT number, id, scope, owner FROM account ORDER BY number", "");
  GPtrArray *accounts;

  if (result == NULL)
    return NULL;

  accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_office_account_free);
  for (int i = 0; i < PQntuples (result); i++)
    g_ptr_array_add (accounts, read_account (result, i));
  return accounts;
}

static gboolean
add_account (RosterBackend  *backend,
             const char     *id,
             RosterScope     scope,
             const char     *owner,
             GError        **error)
{
  return roster_postgresql_done (roster_postgresql_query (
      backend, error, "INSERT INTO account (id, scope, owner) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING", "sss",
      id, roster_office_scope_to_nick (scope), owner));
}

/* States */

static gboolean
lock_account (RosterBackend  *backend,
              gint64          account,
              GError        **error)
{
  return roster_postgresql_done (
      roster_postgresql_query (backend, error, "SELECT 1 FROM account WHERE number = $1 FOR UPDATE", "i", account));
}

static gboolean
read_counter (RosterBackend  *backend,
              gint64          account,
              gint64         *modseq,
              gint64         *lowest,
              GError        **error)
{
  g_autoptr (PGresult) result =
      roster_postgresql_query (backend, error, "SELECT modseq, floor FROM account WHERE number = $1", "i", account);
  gboolean found = result != NULL && PQntuples (result) > 0;

  *modseq = found ? roster_postgresql_number_at (result, 0, 0) : 0;
  *lowest = found ? roster_postgresql_number_at (result, 0, 1) : 0;
  return result != NULL;
}

static gboolean
read_state (RosterBackend           *backend,
            gint64                   account,
            const RosterRecordType  *type,
            gint64                  *modseq,
            GError                 **error)
{
  g_autoptr (PGresult) result = roster_postgresql_query (
      backend, error, "SELECT modseq FROM type_state WHERE account = $1 AND type = $2", "is", account, type->name);

  *modseq = result != NULL && PQntuples (result) > 0 ? roster_postgresql_number_at (result, 0, 0) : 0;
  return result != NULL;
}

static gboolean
write_state (RosterBackend           *backend,
             gint64                   account,
             const RosterRecordType  *type,
             gint64                   modseq,
             GError                 **error)
{
  SELF (backend)->stamp_due = TRUE;
  return roster_postgresql_done (roster_postgresql_query (
             backend, error, "UPDATE account SET modseq = greatest (modseq, $2) WHERE number = $1", "ii", account,
             modseq)) &&
         roster_postgresql_done (roster_postgresql_query (
             backend, error,
             "INSERT INTO type_state (account, type, modseq, stamp) VALUES ($1, $2, $3, NULL) "
             "ON CONFLICT (account, type) DO UPDATE SET modseq = excluded.modseq, stamp = NULL",
             "isi", account, type->name, modseq));
}

/* See the other backend. The states get their stamp with the commit, like all that change. */
static gboolean
renew (RosterBackend  *backend,
       gint64          jump,
       GError        **error)
{
  SELF (backend)->stamp_due = TRUE;
  return roster_postgresql_done (roster_postgresql_query (
             backend, error, "UPDATE account SET floor = (modseq / $1 + 1) * $1, modseq = modseq + $1", "i", jump)) &&
         roster_postgresql_done (roster_postgresql_query (
             backend, error, "UPDATE type_state SET modseq = modseq + $1, stamp = NULL", "i", jump)) &&
         roster_postgresql_done (
             roster_postgresql_query (backend, error, "UPDATE stamp SET number = number + $1", "i", jump));
}

static gboolean
read_stamp (RosterBackend  *backend,
            gint64         *stamp,
            GError        **error)
{
  g_autoptr (PGresult) result = roster_postgresql_query (backend, error, "SELECT number FROM stamp", "");

  *stamp = result != NULL && PQntuples (result) > 0 ? roster_postgresql_number_at (result, 0, 0) : 0;
  return result != NULL;
}

static gboolean
take_notices (RosterPostgresqlBackend *self)
{
  gboolean found = FALSE;
  PGnotify *notice;

  PQconsumeInput (self->connection);
  while ((notice = PQnotifies (self->connection)) != NULL)
    {
      PQfreemem (notice);
      found = TRUE;
    }

  return found;
}

static void
wait_for_notice (RosterBackend *backend,
                 gint64         milliseconds)
{
  RosterPostgresqlBackend *self = SELF (backend);
  GPollFD socket = { .fd = PQsocket (self->connection), .events = G_IO_IN };

  self->listening = self->listening || execute (self, "LISTEN " CHANNEL, NULL);
  if (!take_notices (self))
    g_poll (&socket, socket.fd >= 0 ? 1 : 0, milliseconds);
  take_notices (self);
}

static gboolean
each_state (RosterBackend    *backend,
            gint64            since,
            RosterStateFunc   func,
            gpointer          data,
            GError          **error)
{
  g_autoptr (PGresult) result = roster_postgresql_query (
      backend, error,
      "SELECT number, id, scope, owner, type, type_state.modseq FROM type_state "
      "JOIN account ON account.number = type_state.account WHERE stamp > $1 ORDER BY number, type",
      "i", since);

  for (int i = 0; result != NULL && i < PQntuples (result); i++)
    {
      g_autoptr (RosterOfficeAccount) account = read_account (result, i);
      const RosterTypeState state = {
        .account = *account,
        .type = roster_record_type_find (PQgetvalue (result, i, 4)),
        .modseq = roster_postgresql_number_at (result, i, 5),
      };

      if (state.type != NULL && !func (&state, data))
        break;
    }

  return result != NULL;
}

/* Records */

#define ROW_COLUMNS "id, modseq, created_modseq, first_modseq, destroyed_at IS NOT NULL, body"

static gboolean
walk (PGresult      *result,
      RosterRowFunc  func,
      gpointer       data)
{
  g_autoptr (PGresult) owned = result;

  for (int i = 0; owned != NULL && i < PQntuples (owned); i++)
    {
      RosterRow row = {
        .id = PQgetvalue (owned, i, 0),
        .modseq = roster_postgresql_number_at (owned, i, 1),
        .created_modseq = roster_postgresql_number_at (owned, i, 2),
        .first_modseq = roster_postgresql_number_at (owned, i, 3),
        .destroyed = PQgetvalue (owned, i, 4)[0] == 't',
        .body = PQgetvalue (owned, i, 5),
      };

      if (!func (&row, data))
        break;
    }

  return owned != NULL;
}

static gboolean
get_row (RosterBackend           *backend,
         gint64                   account,
         const RosterRecordType  *type,
         const char              *id,
         RosterRowFunc            func,
         gpointer                 data,
         GError                 **error)
{
  return walk (roster_postgresql_query (
                   backend, error, "SELECT " ROW_COLUMNS " FROM record WHERE account = $1 AND type = $2 AND id = $3",
                   "iss", account, type->name, id),
               func, data);
}

/* The ids as one value: an array in PostgreSQL's own notation. */
static char *
array_of (GPtrArray *ids)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < ids->len; i++)
    {
      g_string_append (text, i > 0 ? ",\"" : "\"");
      for (const char *c = ids->pdata[i]; *c != '\0'; c++)
        {
          if (*c == '"' || *c == '\\')
            g_string_append_c (text, '\\');
          g_string_append_c (text, *c);
        }
      g_string_append_c (text, '"');
    }
  g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}

/* One question for all of them: each would be a way to the server and back. */
static gboolean
get_rows (RosterBackend           *backend,
          gint64                   account,
          const RosterRecordType  *type,
          GPtrArray               *ids,
          RosterRowFunc            func,
          gpointer                 data,
          GError                 **error)
{
  g_autofree char *array = array_of (ids);

  return walk (
      roster_postgresql_query (backend, error,
                               "SELECT record.id, modseq, created_modseq, first_modseq, destroyed_at IS NOT NULL, body "
                               "FROM unnest ($3::text[]) WITH ORDINALITY AS wanted (id, place) "
                               "JOIN record ON account = $1 AND type = $2 AND record.id = wanted.id ORDER BY place",
                               "iss", account, type->name, array),
      func, data);
}

static gboolean
find_in_books (RosterBackend           *backend,
               gint64                   besides,
               const RosterRecordType  *type,
               const char              *id,
               RosterOfficeAccount    **account,
               GError                 **error)
{
  g_autoptr (PGresult) result = roster_postgresql_query (
      backend, error,
      "SELECT number, account.id, scope, owner FROM account JOIN record "
      "ON record.account = number AND type = $2 AND record.id = $3 "
      "WHERE scope = 'book' AND number <> $1 AND destroyed_at IS NULL LIMIT 1",
      "iss", besides, type->name, id);

  *account = result != NULL && PQntuples (result) > 0 ? read_account (result, 0) : NULL;
  return result != NULL;
}

static gboolean
each_row (RosterBackend           *backend,
          gint64                   account,
          const RosterRecordType  *type,
          gint64                   limit,
          RosterRowFunc            func,
          gpointer                 data,
          GError                 **error)
{
  return walk (roster_postgresql_query (backend, error,
                                        "SELECT " ROW_COLUMNS
                                        " FROM record WHERE account = $1 AND type = $2 AND destroyed_at IS NULL "
                                        "ORDER BY id LIMIT $3",
                                        "isi", account, type->name, limit),
               func, data);
}

#define EACH_CHANGE                                                \
  " FROM record WHERE account = $1 AND type = $2 AND modseq > $3 " \
  "AND (destroyed_at IS NULL OR first_modseq <= $3) ORDER BY modseq LIMIT $4"

static gboolean
each_change (RosterBackend           *backend,
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

  return walk (roster_postgresql_query (backend, error, bodies ? with_bodies : without, "isii", account, type->name,
                                        since, limit),
               func, data);
}

static gboolean
find_key (RosterBackend           *backend,
          gint64                   account,
          const RosterRecordType  *type,
          const char              *key,
          char                   **id,
          GError                 **error)
{
  g_autoptr (PGresult) result = roster_postgresql_query (
      backend, error, "SELECT id FROM record WHERE account = $1 AND type = $2 AND unique_key = $3", "iss", account,
      type->name, key);

  *id = result != NULL && PQntuples (result) > 0 ? roster_postgresql_text_at (result, 0, 0) : NULL;
  return result != NULL;
}

static gboolean
put_row (RosterBackend           *backend,
         gint64                   account,
         const RosterRecordType  *type,
         const RosterRow         *row,
         const char              *key,
         GError                 **error)
{
  return roster_postgresql_done (roster_postgresql_query (
      backend, error,
      "INSERT INTO record (account, type, id, modseq, created_modseq, first_modseq, unique_key, body) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (account, type, id) DO UPDATE SET "
      "modseq = excluded.modseq, created_modseq = excluded.created_modseq, "
      "first_modseq = excluded.first_modseq, unique_key = excluded.unique_key, "
      "body = excluded.body, destroyed_at = NULL",
      "issiiiss", account, type->name, row->id, row->modseq, row->created_modseq, row->first_modseq, key, row->body));
}

static gboolean
destroy_row (RosterBackend           *backend,
             gint64                   account,
             const RosterRecordType  *type,
             const char              *id,
             gint64                   modseq,
             gint64                   now,
             GError                 **error)
{
  return roster_postgresql_done (
      roster_postgresql_query (backend, error,
                               "UPDATE record SET modseq = $4, destroyed_at = $5, unique_key = NULL, body = '' "
                               "WHERE account = $1 AND type = $2 AND id = $3",
                               "issii", account, type->name, id, modseq, now));
}

static gboolean
purge (RosterBackend  *backend,
       gint64          before,
       gint64         *n_purged,
       GError        **error)
{
  g_autoptr (PGresult) result = NULL;

  if (!roster_postgresql_done (roster_postgresql_query (
          backend, error,
          "UPDATE account SET floor = greatest (floor, old.highest) FROM "
          "(SELECT account, max (modseq) AS highest FROM record WHERE destroyed_at < $1 GROUP BY account) AS old "
          "WHERE account.number = old.account",
          "i", before)))
    return FALSE;

  result = roster_postgresql_query (backend, error, "DELETE FROM record WHERE destroyed_at < $1", "i", before);
  *n_purged = result != NULL ? g_ascii_strtoll (PQcmdTuples (result), NULL, 10) : 0;
  return result != NULL;
}

/* Signing in */

static gboolean
get_password (RosterBackend  *backend,
              const char     *person,
              char          **hash,
              GError        **error)
{
  g_autoptr (PGresult) result =
      roster_postgresql_query (backend, error, "SELECT hash FROM password WHERE person = $1", "s", person);

  *hash = result != NULL && PQntuples (result) > 0 ? roster_postgresql_text_at (result, 0, 0) : NULL;
  return result != NULL;
}

static gboolean
put_password (RosterBackend  *backend,
              const char     *person,
              const char     *hash,
              gint64          now,
              GError        **error)
{
  return roster_postgresql_done (roster_postgresql_query (
      backend, error,
      "INSERT INTO password (person, hash, changed_at) VALUES ($1, $2, $3) ON CONFLICT (person) "
      "DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at",
      "ssi", person, hash, now));
}

static gboolean
get_failures (RosterBackend  *backend,
              const char     *login,
              gint64         *count,
              gint64         *last_at,
              GError        **error)
{
  g_autoptr (PGresult) result =
      roster_postgresql_query (backend, error, "SELECT count, last_at FROM login_failure WHERE login = $1", "s", login);
  gboolean found = result != NULL && PQntuples (result) > 0;

  *count = found ? roster_postgresql_number_at (result, 0, 0) : 0;
  *last_at = found ? roster_postgresql_number_at (result, 0, 1) : 0;
  return result != NULL;
}

static gboolean
put_failures (RosterBackend  *backend,
              const char     *login,
              gint64          count,
              gint64          last_at,
              GError        **error)
{
  if (count == 0)
    return roster_postgresql_done (
        roster_postgresql_query (backend, error, "DELETE FROM login_failure WHERE login = $1", "s", login));

  return roster_postgresql_done (roster_postgresql_query (
      backend, error,
      "INSERT INTO login_failure (login, count, last_at) VALUES ($1, $2, $3) ON CONFLICT (login) "
      "DO UPDATE SET count = excluded.count, last_at = excluded.last_at",
      "sii", login, count, last_at));
}

static gboolean
find_token (RosterBackend  *backend,
            const char     *hash,
            char          **person,
            gint64         *expires_at,
            GError        **error)
{
  g_autoptr (PGresult) result =
      roster_postgresql_query (backend, error, "SELECT person, expires_at FROM token WHERE hash = $1", "s", hash);
  gboolean found = result != NULL && PQntuples (result) > 0;

  *person = found ? roster_postgresql_text_at (result, 0, 0) : NULL;
  *expires_at = found ? roster_postgresql_number_at (result, 0, 1) : 0;
  return result != NULL;
}

static gboolean
put_token (RosterBackend  *backend,
           const char     *hash,
           const char     *person,
           gint64          now,
           gint64          expires_at,
           GError        **error)
{
  return roster_postgresql_done (
      roster_postgresql_query (backend, error,
                               "INSERT INTO token (hash, person, created_at, expires_at) VALUES ($1, $2, $3, $4) "
                               "ON CONFLICT (hash) DO UPDATE SET expires_at = excluded.expires_at",
                               "ssii", hash, person, now, expires_at));
}

static gboolean
drop_token (RosterBackend  *backend,
            const char     *hash,
            GError        **error)
{
  return roster_postgresql_done (
      roster_postgresql_query (backend, error, "DELETE FROM token WHERE hash = $1", "s", hash));
}

static gboolean
drop_tokens_of (RosterBackend  *backend,
                const char     *person,
                GError        **error)
{
  return roster_postgresql_done (
      roster_postgresql_query (backend, error, "DELETE FROM token WHERE person = $1", "s", person));
}

static gboolean
drop_old_logins (RosterBackend  *backend,
                 gint64          expired_before,
                 gint64          failed_before,
                 GError        **error)
{
  return roster_postgresql_done (roster_postgresql_query (backend, error, "DELETE FROM token WHERE expires_at < $1",
                                                          "i", expired_before)) &&
         roster_postgresql_done (roster_postgresql_query (
             backend, error, "DELETE FROM login_failure WHERE last_at < $1", "i", failed_before));
}

static void
roster_postgresql_backend_finalize (GObject *object)
{
  RosterPostgresqlBackend *self = ROSTER_POSTGRESQL_BACKEND (object);

  g_clear_pointer (&self->connection, PQfinish);
  g_clear_pointer (&self->prepared, g_hash_table_unref);

  G_OBJECT_CLASS (roster_postgresql_backend_parent_class)->finalize (object);
}

static void
roster_postgresql_backend_class_init (RosterPostgresqlBackendClass *klass)
{
  RosterBackendClass *backend_class = ROSTER_BACKEND_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_postgresql_backend_finalize;

  backend_class->begin = begin;
  backend_class->commit = commit;
  backend_class->rollback = rollback;
  backend_class->is_usable = is_usable;
  backend_class->check = check;
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
  backend_class->wait = wait_for_notice;
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
  roster_postgresql_blobs_set_up (backend_class);
  backend_class->get_failures = get_failures;
  backend_class->put_failures = put_failures;
  backend_class->find_token = find_token;
  backend_class->put_token = put_token;
  backend_class->drop_token = drop_token;
  backend_class->drop_tokens_of = drop_tokens_of;
  backend_class->drop_old_logins = drop_old_logins;
}

static void
roster_postgresql_backend_init (RosterPostgresqlBackend *self)
{
  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
}

/* Opening */

static void
ignore_notice (void           *data,
               const PGresult *result)
{
}

static gboolean
read_version (RosterPostgresqlBackend  *self,
              int                      *version,
              GError                  **error)
{
  g_autoptr (PGresult) table = PQexec (self->connection, "SELECT to_regclass ('roster_schema')");
  g_autoptr (PGresult) row = NULL;

  *version = 0;
  if (PQresultStatus (table) != PGRES_TUPLES_OK)
    return refuse (self, table, error);
  if (PQgetisnull (table, 0, 0))
    return TRUE;

  row = PQexec (self->connection, "SELECT version FROM roster_schema");
  if (PQresultStatus (row) != PGRES_TUPLES_OK || PQntuples (row) != 1)
    return refuse (self, row, error);

  *version = roster_postgresql_number_at (row, 0, 0);
  return TRUE;
}

static gboolean
apply_migrations (RosterPostgresqlBackend  *self,
                  int                       version,
                  GError                  **error)
{
  if (version == 0 && !execute (self, "CREATE TABLE roster_schema (version BIGINT NOT NULL); "
                                      "INSERT INTO roster_schema VALUES (0)",
                                error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (postgresql_migrations); i++)
    {
      g_autofree char *bump =
          g_strdup_printf ("UPDATE roster_schema SET version = %d", postgresql_migrations[i].version);

      if (postgresql_migrations[i].version > version &&
          (!execute (self, postgresql_migrations[i].sql, error) || !execute (self, bump, error)))
        return FALSE;
    }

  return TRUE;
}

/* One transaction for all that is missing; several offices that start at the same time do it one after the other. */
static gboolean
migrate (RosterPostgresqlBackend  *self,
         gboolean                  create,
         GError                  **error)
{
  int newest = postgresql_migrations[G_N_ELEMENTS (postgresql_migrations) - 1].version;
  int version;

  if (!read_version (self, &version, error))
    return FALSE;
  if (version == newest)
    return TRUE;
  if (version > newest)
    {
      g_set_error (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_NEWER,
                   _("A newer Roster has written this data (version %d; this program knows %d). "
                     "Update Roster; the data was not touched."),
                   version, newest);
      return FALSE;
    }
  if (version == 0 && !create)
    {
      g_set_error_literal (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_NOT_FOUND,
                           _("This database holds no office yet; make one with “roster-office init”"));
      return FALSE;
    }

  if (execute (self, "BEGIN; SELECT pg_advisory_xact_lock (" MIGRATION_LOCK ")", error) &&
      read_version (self, &version, error) && (version == newest || apply_migrations (self, version, error)) &&
      execute (self, "COMMIT", error))
    return TRUE;

  rollback (ROSTER_BACKEND (self));
  return FALSE;
}

/**
 * roster_postgresql_backend_open:
 * @uri: a connection URI of libpq
 * @create: whether to make the schema when the database has none
 *
 * Returns: (transfer full) (nullable): a connection, or %NULL with %ROSTER_STORE_ERROR or %ROSTER_OFFICE_ERROR
 */
RosterBackend *
roster_postgresql_backend_open (const char  *uri,
                                gboolean     create,
                                GError     **error)
{
  g_autoptr (RosterPostgresqlBackend) self = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_POSTGRESQL_BACKEND, NULL);
  self->connection = PQconnectdb (uri);
  if (PQstatus (self->connection) != CONNECTION_OK)
    {
      /* The URI may hold a password: it is not repeated. */
      g_set_error_literal (error, ROSTER_STORE_ERROR, ROSTER_STORE_ERROR_ACCESS,
                           _("PostgreSQL cannot be reached. Check the address, the database’s name and the password."));
      return NULL;
    }

  PQsetNoticeReceiver (self->connection, ignore_notice, NULL);
  if (PQsetClientEncoding (self->connection, "UTF8") != 0)
    {
      refuse (self, NULL, error);
      return NULL;
    }
  if (!migrate (self, create, error))
    return NULL;

  return ROSTER_BACKEND (g_steal_pointer (&self));
}
