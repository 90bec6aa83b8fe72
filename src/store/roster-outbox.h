/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/**
 * RosterOperation:
 *
 * What the office is to do with a record.
 */
typedef enum
{
  ROSTER_OPERATION_CREATE,
  ROSTER_OPERATION_UPDATE,
  ROSTER_OPERATION_DESTROY,
} RosterOperation;

/**
 * RosterPendingState:
 * @ROSTER_PENDING_WAITING: goes with the next sync
 * @ROSTER_PENDING_SENDING: was sent; the answer has not come yet. Sending it again is safe.
 * @ROSTER_PENDING_CONFLICT: waits for a person to settle a conflict
 * @ROSTER_PENDING_REFUSED: the office refused it; a person corrects, exports or drops it
 */
typedef enum
{
  ROSTER_PENDING_WAITING,
  ROSTER_PENDING_SENDING,
  ROSTER_PENDING_CONFLICT,
  ROSTER_PENDING_REFUSED,
} RosterPendingState;

/**
 * RosterPending:
 * @key: the record
 * @account: the account that owns it
 * @operation: what the office is to do
 * @state: how far it is
 * @base: (nullable): the version that the office confirmed last, %NULL for a record that it has never seen
 * @sent: (nullable): what was sent, as long as the office may have it and has not said so; %NULL for a deletion
 * @current: (nullable): the record as it is now; %NULL where it was deleted
 * @title: the record's title, for a person
 * @since: when the first of the waiting edits was made, milliseconds UTC
 * @edited_at: when the last was made
 * @error: (nullable): the protocol's error type of a refusal
 * @reason: (nullable): the refusal in words
 * @attempts: how often it was sent since @base was confirmed; the office may have it when this is not 0
 *
 * One record that differs from what the office has confirmed: the unit of the outbox.
 */
typedef struct
{
  RosterRecordKey *key;
  char *account;
  RosterOperation operation;
  RosterPendingState state;
  RosterRecord *base;
  RosterRecord *sent;
  RosterRecord *current;
  char *title;
  gint64 since;
  gint64 edited_at;
  char *error;
  char *reason;
  guint attempts;
} RosterPending;

void           roster_pending_free              (RosterPending           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterPending, roster_pending_free)

/**
 * RosterOutboxCounts:
 * @photos: photos that the office does not have yet
 * @refused_photos: photos that it does not take
 *
 * How much the outbox holds, by state.
 */
typedef struct
{
  guint waiting;
  guint sending;
  guint conflict;
  guint refused;
  guint photos;
  guint refused_photos;
} RosterOutboxCounts;

GPtrArray     *roster_cache_list_pending        (RosterCache             *self,
                                                 GError                 **error);
RosterPending *roster_cache_get_pending         (RosterCache             *self,
                                                 const RosterRecordType  *type,
                                                 const char              *id,
                                                 GError                 **error);
GHashTable    *roster_cache_list_pending_ids    (RosterCache             *self,
                                                 const RosterRecordType  *type,
                                                 GError                 **error);
gboolean       roster_cache_count_pending       (RosterCache             *self,
                                                 RosterOutboxCounts      *counts,
                                                 GError                 **error);
guint          roster_outbox_total              (const RosterOutboxCounts *counts);
guint          roster_outbox_attention          (const RosterOutboxCounts *counts);

/* What a person does with a change that waits or was refused. */
gboolean       roster_cache_retry_pending       (RosterCache             *self,
                                                 const RosterRecordType  *type,
                                                 const char              *id,
                                                 GError                 **error);
gboolean       roster_cache_drop_pending        (RosterCache             *self,
                                                 const RosterRecordType  *type,
                                                 const char              *id,
                                                 GError                 **error);

/* What the sync does; inside a transaction that the sync opens. */
GPtrArray     *roster_cache_take_sendable       (RosterCache             *self,
                                                 const char              *account,
                                                 const RosterRecordType  *type,
                                                 guint                    limit,
                                                 GError                 **error);
gboolean       roster_cache_mark_sending        (RosterCache             *self,
                                                 RosterPending           *pending,
                                                 GError                 **error);
gboolean       roster_cache_unmark_sending      (RosterCache             *self,
                                                 GError                 **error);
gboolean       roster_cache_confirm_pending     (RosterCache             *self,
                                                 const RosterRecordType  *type,
                                                 const char              *id,
                                                 RosterRecord            *confirmed,
                                                 GError                 **error);
gboolean       roster_cache_rebase_pending      (RosterCache             *self,
                                                 RosterRecord            *base,
                                                 GError                 **error);
gboolean       roster_cache_refuse_pending      (RosterCache             *self,
                                                 const RosterRecordType  *type,
                                                 const char              *id,
                                                 const char              *error_type,
                                                 const char              *reason,
                                                 GError                 **error);
gboolean       roster_cache_refuse_homeless     (RosterCache             *self,
                                                 const char              *error_type,
                                                 const char              *reason,
                                                 guint                   *n_refused,
                                                 GError                 **error);
gboolean       roster_cache_set_pending_state   (RosterCache             *self,
                                                 const RosterRecordType  *type,
                                                 const char              *id,
                                                 RosterPendingState       state,
                                                 GError                 **error);

G_END_DECLS
