/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-account.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-cache-private.h"
#include "roster-remote.h"

RosterAccount *
roster_account_new (const char  *id,
                    const char  *name,
                    RosterScope  scope,
                    gboolean     read_only,
                    gboolean     primary)
{
  RosterAccount *self = g_new0 (RosterAccount, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->scope = scope;
  self->read_only = read_only;
  self->primary = primary;
  return self;
}

/**
 * roster_account_copy:
 *
 * Returns: (transfer full): another one that says the same
 */
RosterAccount *
roster_account_copy (const RosterAccount *self)
{
  RosterAccount *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = roster_account_new (self->id, self->name, self->scope, self->read_only, self->primary);
  copy->writes = self->writes != NULL ? g_ptr_array_ref (self->writes) : NULL;
  return copy;
}

void
roster_account_free (RosterAccount *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_clear_pointer (&self->writes, g_ptr_array_unref);
  g_free (self);
}

/**
 * roster_account_may_write:
 *
 * Returns: whether the office takes changes of records of @type in the account from this person
 */
gboolean
roster_account_may_write (const RosterAccount    *self,
                          const RosterRecordType *type)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (type != NULL, FALSE);

  return self->writes != NULL ? g_ptr_array_find (self->writes, type, NULL) : !self->read_only;
}

/**
 * roster_account_refusal:
 *
 * Returns: (transfer full) (nullable): why this person may not change records of @type in the account, for a person;
 *   %NULL where it is allowed
 */
char *
roster_account_refusal (const RosterAccount    *self,
                        const RosterRecordType *type)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);

  if (roster_account_may_write (self, type))
    return NULL;

  if (self->scope == ROSTER_SCOPE_COMPANY)
    /* Translators: %s is a kind of records, such as products. */
    return g_strdup_printf (_("%s cannot be changed here: only the head office may write there."),
                            roster_record_type_label (type, TRUE));

  /* Translators: %s is a kind of records, such as streamers. */
  return g_strdup_printf (_("%s of this book are changed by its salesperson, the base manager or the head office."),
                          roster_record_type_label (type, TRUE));
}

/* The names of the types, with blanks between. */
static char *
writes_to_text (const RosterAccount *self)
{
  g_autoptr (GPtrArray) names = NULL;

  if (self->writes == NULL)
    return NULL;

  names = g_ptr_array_new ();
  for (guint i = 0; i < self->writes->len; i++)
    g_ptr_array_add (names, (gpointer) ((const RosterRecordType *) self->writes->pdata[i])->name);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static GPtrArray *
writes_from_text (const char *text)
{
  g_auto (GStrv) names = NULL;
  GPtrArray *writes;

  if (text == NULL)
    return NULL;

  writes = g_ptr_array_new ();
  names = g_strsplit (text, " ", -1);
  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    if (g_strv_contains ((const char *const *) names, roster_record_types[i]->name))
      g_ptr_array_add (writes, (gpointer) roster_record_types[i]);
  return writes;
}

#define COLUMNS "id, name, scope, read_only, is_primary, writes"

static RosterAccount *
account_from_row (RosterStatement *statement)
{
  RosterAccount *account =
      roster_account_new (roster_statement_text (statement, 0), roster_statement_text (statement, 1),
                          roster_statement_int64 (statement, 2), roster_statement_int64 (statement, 3) != 0,
                          roster_statement_int64 (statement, 4) != 0);

  account->writes = writes_from_text (roster_statement_text (statement, 5));
  return account;
}

/**
 * roster_cache_list_accounts:
 *
 * Returns: (transfer full) (element-type RosterAccount) (nullable): the accounts, the company's first
 */
GPtrArray *
roster_cache_list_accounts (RosterCache  *self,
                            GError      **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_account_free);
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error, "SELECT " COLUMNS " FROM account ORDER BY scope, id", "");
  RosterStep step;

  if (statement == NULL)
    return NULL;

  while ((step = roster_statement_step (statement, error)) == ROSTER_STEP_ROW)
    g_ptr_array_add (accounts, account_from_row (statement));

  return step == ROSTER_STEP_DONE ? g_steal_pointer (&accounts) : NULL;
}

/**
 * roster_cache_get_account:
 *
 * Returns: (transfer full) (nullable): the account called @id; %NULL where there is none, and with @error set
 */
RosterAccount *
roster_cache_get_account (RosterCache  *self,
                          const char   *id,
                          GError      **error)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, error, "SELECT " COLUMNS " FROM account WHERE id = ?", "s", id);

  if (statement == NULL || roster_statement_step (statement, error) != ROSTER_STEP_ROW)
    return NULL;

  return account_from_row (statement);
}

/**
 * roster_cache_account_for:
 *
 * Returns: (transfer full) (nullable): the account that new records of @scope go to
 */
char *
roster_cache_account_for (RosterCache *self,
                          RosterScope  scope)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, NULL,
                             "SELECT id FROM account WHERE scope = ? ORDER BY is_primary DESC, id LIMIT 1",
                             "i", (gint64) scope);

  if (statement == NULL || roster_statement_step (statement, NULL) != ROSTER_STEP_ROW)
    return NULL;

  return g_strdup (roster_statement_text (statement, 0));
}

/* Hands everything in the local account over to the one that took its place. */
static gboolean
adopt (RosterCache  *self,
       const char   *local,
       const char   *id,
       GError      **error)
{
  static const char *const others[] = { "entry", "pending", "conflict", "closed_conflict", "blob_upload" };

  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET account = ?1 WHERE account = ?2",
                                              roster_record_types[i]->name);

      if (!roster_database_run (self->database, error, sql, "ss", id, local))
        return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE %s SET account = ?1 WHERE account = ?2", others[i]);

      if (!roster_database_run (self->database, error, sql, "ss", id, local))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_same (const RosterAccount *a,
         const RosterAccount *b)
{
  g_autofree char *of_a = writes_to_text (a), *of_b = writes_to_text (b);

  return strcmp (a->id, b->id) == 0 && a->scope == b->scope && a->read_only == b->read_only &&
         a->primary == b->primary && g_strcmp0 (of_a, of_b) == 0;
}

static gboolean
are_known (GPtrArray *known,
           GPtrArray *accounts)
{
  if (known->len != accounts->len)
    return FALSE;

  for (guint i = 0; i < accounts->len; i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < known->len && !found; k++)
        found = is_same (known->pdata[k], accounts->pdata[i]);
      if (!found)
        return FALSE;
    }

  return TRUE;
}

/* Who may do other things than before sees all records in another light. */
static gboolean
tell_of_rights (RosterCache  *self,
                GPtrArray    *accounts,
                GError      **error)
{
  g_autoptr (GPtrArray) known = roster_cache_list_accounts (self, error);

  if (known == NULL)
    return FALSE;
  if (are_known (known, accounts))
    return TRUE;

  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    if (!roster_cache_mark_reset (self, roster_record_types[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
write_accounts (RosterCache  *self,
                GPtrArray    *accounts,
                GError      **error)
{
  if (!tell_of_rights (self, accounts, error) ||
      !roster_database_execute (self->database, "DELETE FROM account", error))
    return FALSE;

  for (guint i = 0; i < accounts->len; i++)
    {
      const RosterAccount *account = accounts->pdata[i];
      g_autofree char *writes = writes_to_text (account);

      if (!roster_database_run (self->database, error,
                                "INSERT INTO account (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?)", "ssiiis", account->id,
                                account->name, (gint64) account->scope, (gint64) account->read_only,
                                (gint64) account->primary, writes))
        return FALSE;

      if (account->primary &&
          !adopt (self,
                  account->scope == ROSTER_SCOPE_COMPANY ? ROSTER_LOCAL_COMPANY_ACCOUNT : ROSTER_LOCAL_BOOK_ACCOUNT,
                  account->id, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * roster_cache_set_accounts:
 * @accounts: (element-type RosterAccount): what the office's session lists
 *
 * Remembers the accounts. What was imported before the first sign-in moves into the primary accounts. Works inside a
 * transaction that the caller opened, or in one of its own.
 */
gboolean
roster_cache_set_accounts (RosterCache  *self,
                           GPtrArray    *accounts,
                           GError      **error)
{
  gboolean nested = roster_database_in_transaction (self->database);

  if (!nested && !roster_cache_begin_internal (self, error))
    return FALSE;

  if (!write_accounts (self, accounts, error))
    {
      if (!nested)
        roster_database_rollback (self->database);
      return FALSE;
    }

  return nested || roster_cache_commit_internal (self, error);
}

static gboolean
forget_records (RosterCache             *self,
                const char              *id,
                const RosterRecordType  *type,
                GError                 **error)
{
  g_autofree char *condition =
      g_strdup_printf ("account = ?1 AND NOT EXISTS (SELECT 1 FROM pending WHERE pending.type = '%s'"
                       " AND pending.id = \"%s\".id)",
                       type->name, type->name);
  g_autofree char *search = g_strdup_printf ("DELETE FROM search WHERE type = '%s' AND id IN"
                                             " (SELECT id FROM \"%s\" WHERE %s)",
                                             type->name, type->name, condition);
  g_autofree char *records = g_strdup_printf ("DELETE FROM \"%s\" WHERE %s", type->name, condition);

  return roster_database_run (self->database, error, search, "s", id) &&
         roster_database_run (self->database, error, records, "s", id) &&
         roster_cache_mark_reset (self, type, error);
}

/**
 * roster_cache_forget_account:
 * @id: an account that this person may no longer see
 *
 * Takes the account's records out of the cache, and the history of those records. What waits for the office stays, for
 * it is nowhere else. Works inside a transaction that the caller opened.
 */
gboolean
roster_cache_forget_account (RosterCache  *self,
                             const char   *id,
                             GError      **error)
{
  g_return_val_if_fail (roster_database_in_transaction (self->database), FALSE);

  for (guint i = 0; i < ROSTER_N_RECORD_TYPES; i++)
    if (!forget_records (self, id, roster_record_types[i], error))
      return FALSE;

  return roster_database_run (self->database, error,
                              "DELETE FROM entry WHERE account = ?1 AND NOT EXISTS (SELECT 1 FROM"
                              " pending WHERE pending.type = entry.type AND pending.id = entry.id)",
                              "s", id) &&
         roster_database_run (self->database, error,
                              "DELETE FROM closed_conflict WHERE account = ?1 AND NOT EXISTS (SELECT 1 FROM"
                              " pending WHERE pending.type = closed_conflict.type AND pending.id = closed_conflict.id)",
                              "s", id) &&
         roster_database_run (self->database, error, "DELETE FROM sync_state WHERE account = ?", "s", id);
}

/**
 * roster_cache_get_state:
 *
 * Returns: (transfer full) (nullable): the state up to which the type was read
 */
char *
roster_cache_get_state (RosterCache            *self,
                        const char             *account,
                        const RosterRecordType *type)
{
  g_autoptr (RosterStatement) statement =
      roster_database_query (self->database, NULL, "SELECT state FROM sync_state WHERE account = ? AND type = ?",
                             "ss", account, type->name);

  if (statement == NULL || roster_statement_step (statement, NULL) != ROSTER_STEP_ROW)
    return NULL;

  return g_strdup (roster_statement_text (statement, 0));
}

/**
 * roster_cache_set_state:
 * @state: (nullable): the new state; %NULL to read everything again
 */
gboolean
roster_cache_set_state (RosterCache             *self,
                        const char              *account,
                        const RosterRecordType  *type,
                        const char              *state,
                        GError                 **error)
{
  if (state == NULL)
    return roster_database_run (self->database, error, "DELETE FROM sync_state WHERE account = ? AND type = ?",
                                "ss", account, type->name);

  return roster_database_run (self->database, error,
                              "INSERT OR REPLACE INTO sync_state (account, type, state) VALUES (?, ?, ?)",
                              "sss", account, type->name, state);
}
