/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "roster-record-type.h"

G_BEGIN_DECLS

/**
 * RosterOfficeAccount:
 * @number: the backend's key
 * @id: as clients know it
 * @scope: the company's, or a book
 * @owner: (nullable): the Person whose book it is
 */
typedef struct
{
  gint64 number;
  char *id;
  RosterScope scope;
  char *owner;
} RosterOfficeAccount;

RosterOfficeAccount *roster_office_account_new (gint64 number,
                                                const char *id,
                                                const char *scope,
                                                const char *owner);
const char *roster_office_scope_to_nick (RosterScope scope);
void roster_office_account_free (RosterOfficeAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterOfficeAccount, roster_office_account_free)

/**
 * RosterRow:
 * @id: the record's id
 * @modseq: of its last change
 * @created_modseq: of its last creation
 * @first_modseq: of its first creation; smaller when it was destroyed and created again
 * @destroyed: whether only the tombstone is left
 * @body: the record as JSON, empty when destroyed
 *
 * A record as the backend keeps it. Valid until the callback returns.
 */
typedef struct
{
  const char *id;
  gint64 modseq;
  gint64 created_modseq;
  gint64 first_modseq;
  gboolean destroyed;
  const char *body;
} RosterRow;

/* Takes a row; FALSE ends the walk. */
typedef gboolean (*RosterRowFunc) (const RosterRow *row,
                                   gpointer         data);

/**
 * RosterTypeState:
 * @account: whose state it is
 * @type: of what
 * @modseq: of the last change
 *
 * The state of a type. Valid until the callback returns.
 */
typedef struct
{
  RosterOfficeAccount account;
  const RosterRecordType *type;
  gint64 modseq;
} RosterTypeState;

/* Takes a state; FALSE ends the walk. */
typedef gboolean (*RosterStateFunc) (const RosterTypeState *state,
                                     gpointer               data);

#define ROSTER_TYPE_BACKEND (roster_backend_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterBackend, roster_backend, ROSTER, BACKEND, GObject)

/**
 * RosterBackendClass:
 * @begin: starts a transaction: a snapshot to read from, or one that writes
 * @commit: ends it and keeps what it wrote
 * @rollback: ends it and keeps nothing; harmless outside a transaction
 * @is_usable: whether the connection still stands
 * @copy: (nullable): copies everything as it is at one moment into a new file; %NULL where others have tools for that
 * @renew: has the counters of all accounts and all states jump ahead, so that no state is known that a client may have
 * @lock_account: keeps every other writer out of an account until the end of the transaction; its counter and states
 *   are to be read after this
 * @read_stamp: how many transactions have changed a state, those of all accounts together
 * @wait: (nullable): waits until somebody may have changed a state, at most so many milliseconds; %NULL where that is
 *   only seen by looking
 * @each_state: walks over the states that changed after a stamp, account by account
 * @find_in_books: finds the book other than @besides that has a record now, with one question however many there are;
 *   %NULL where none has
 * @each_change: walks over what changed after @since, in the order of the changes; bodies come along where they are
 *   wanted and are empty otherwise
 * @get_rows: walks over those of some records that it has, tombstones with them, in the order in which they are named;
 *   no id is named twice
 * @put_blob: keeps a blob; one of that name that is there already stays
 * @touch_blob: says when a blob was used, and is told whether there is one
 * @get_blob: gives a blob, or %NULL where there is none
 * @measure_blobs: what the blobs of an account take, in bytes
 * @list_old_blobs: the names of an account's blobs that were not used since
 * @drop_blob: forgets a blob that was not used since
 *
 * One connection to where the office keeps its data; it belongs to one thread at a time. Every function that returns a
 * gboolean returns %FALSE with an error when the backend fails; what is missing is not an error but a %NULL or 0 in the
 * out-parameter.
 */
struct _RosterBackendClass
{
  GObjectClass parent_class;

  gboolean   (*begin)          (RosterBackend *self, gboolean writes, GError **error);
  gboolean   (*commit)         (RosterBackend *self, GError **error);
  void       (*rollback)       (RosterBackend *self);
  gboolean   (*is_usable)      (RosterBackend *self);
  gboolean   (*check)          (RosterBackend *self, GError **error);
  gboolean   (*copy)           (RosterBackend *self, const char *path, GError **error);
  gboolean   (*renew)          (RosterBackend *self, gint64 jump, GError **error);

  gboolean   (*find_account)   (RosterBackend *self, const char *id, RosterOfficeAccount **account, GError **error);
  GPtrArray *(*list_accounts)  (RosterBackend *self, GError **error);
  gboolean   (*add_account)    (RosterBackend *self, const char *id, RosterScope scope, const char *owner,
                                GError **error);

  gboolean   (*lock_account)   (RosterBackend *self, gint64 account, GError **error);
  gboolean   (*read_counter)   (RosterBackend *self, gint64 account, gint64 *modseq, gint64 *floor, GError **error);
  gboolean   (*read_state)     (RosterBackend *self, gint64 account, const RosterRecordType *type, gint64 *modseq,
                                GError **error);
  gboolean   (*write_state)    (RosterBackend *self, gint64 account, const RosterRecordType *type, gint64 modseq,
                                GError **error);

  gboolean   (*read_stamp)     (RosterBackend *self, gint64 *stamp, GError **error);
  gboolean   (*each_state)     (RosterBackend *self, gint64 since, RosterStateFunc func, gpointer data, GError **error);

  void       (*wait)           (RosterBackend *self, gint64 milliseconds);

  gboolean   (*get_row)        (RosterBackend *self, gint64 account, const RosterRecordType *type, const char *id,
                                RosterRowFunc func, gpointer data, GError **error);
  gboolean   (*get_rows)       (RosterBackend *self, gint64 account, const RosterRecordType *type, GPtrArray *ids,
                                RosterRowFunc func, gpointer data, GError **error);
  gboolean   (*find_in_books)  (RosterBackend *self, gint64 besides, const RosterRecordType *type, const char *id,
                                RosterOfficeAccount **account, GError **error);
  gboolean   (*each_row)       (RosterBackend *self, gint64 account, const RosterRecordType *type, gint64 limit,
                                RosterRowFunc func, gpointer data, GError **error);
  gboolean   (*each_change)    (RosterBackend *self, gint64 account, const RosterRecordType *type, gint64 since,
                                gint64 limit, gboolean bodies, RosterRowFunc func, gpointer data, GError **error);
  gboolean   (*find_key)       (RosterBackend *self, gint64 account, const RosterRecordType *type, const char *key,
                                char **id, GError **error);
  gboolean   (*put_row)        (RosterBackend *self, gint64 account, const RosterRecordType *type, const RosterRow *row,
                                const char *key, GError **error);
  gboolean   (*destroy_row)    (RosterBackend *self, gint64 account, const RosterRecordType *type, const char *id,
                                gint64 modseq, gint64 now, GError **error);
  gboolean   (*purge)          (RosterBackend *self, gint64 before, gint64 *n_purged, GError **error);

  gboolean   (*put_blob)       (RosterBackend *self, gint64 account, const char *id, GBytes *bytes, gint64 now,
                                GError **error);
  gboolean   (*touch_blob)     (RosterBackend *self, gint64 account, const char *id, gint64 now, gboolean *found,
                                GError **error);
  gboolean   (*get_blob)       (RosterBackend *self, gint64 account, const char *id, GBytes **bytes, GError **error);
  gboolean   (*measure_blobs)  (RosterBackend *self, gint64 account, gint64 *size, GError **error);
  GPtrArray *(*list_old_blobs) (RosterBackend *self, gint64 account, gint64 before, GError **error);
  gboolean   (*drop_blob)      (RosterBackend *self, gint64 account, const char *id, gint64 before, GError **error);

  gboolean   (*get_password)   (RosterBackend *self, const char *person, char **hash, GError **error);
  gboolean   (*put_password)   (RosterBackend *self, const char *person, const char *hash, gint64 now, GError **error);
  gboolean   (*get_failures)   (RosterBackend *self, const char *login, gint64 *count, gint64 *last_at, GError **error);
  gboolean   (*put_failures)   (RosterBackend *self, const char *login, gint64 count, gint64 last_at, GError **error);
  gboolean   (*find_token)     (RosterBackend *self, const char *hash, char **person, gint64 *expires_at,
                                GError **error);
  gboolean   (*put_token)      (RosterBackend *self, const char *hash, const char *person, gint64 now,
                                gint64 expires_at,
                                GError **error);
  gboolean   (*drop_token)     (RosterBackend *self, const char *hash, GError **error);
  gboolean   (*drop_tokens_of) (RosterBackend *self, const char *person, GError **error);
  gboolean   (*drop_old_logins) (RosterBackend *self, gint64 expired_before, gint64 failed_before, GError **error);
};

gboolean roster_backend_begin_on (RosterBackend        *self,
                                  const char           *id,
                                  RosterOfficeAccount **account,
                                  GError              **error);

/* A call of the backend: roster_backend_call (backend, read_state, account->number, type, &state, error) */
#define roster_backend_call(self, function, ...) \
  (ROSTER_BACKEND_GET_CLASS (self)->function ((self) __VA_OPT__ (, ) __VA_ARGS__))

RosterBackend *roster_backend_open (const char  *store,
                                    gboolean     create,
                                    GError     **error);

G_END_DECLS
