/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"

G_BEGIN_DECLS

/**
 * RosterQueuedBlob:
 * @id: the blob's name
 * @type: of the record that names it
 * @record: the id of that record
 * @account: where the record is now, or was when it went
 * @title: what a person calls the record's subject
 * @size: in bytes
 * @added_at: when it was taken in, milliseconds UTC
 * @attempts: how often it was sent: the office may have it when this is not 0
 * @sent_at: when the office confirmed it, milliseconds UTC; 0 where it has not
 * @reason: (nullable): why the office does not take it
 *
 * A blob that the office may not have yet. It is queued in the transaction in which a person's change comes to name it,
 * and leaves the queue when the office has confirmed both. A person may give one up that the office refuses.
 */
typedef struct
{
  char *id;
  const RosterRecordType *type;
  char *record;
  char *account;
  char *title;
  gint64 size;
  gint64 added_at;
  guint attempts;
  gint64 sent_at;
  char *reason;
} RosterQueuedBlob;

void       roster_queued_blob_free     (RosterQueuedBlob        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterQueuedBlob, roster_queued_blob_free)

GPtrArray *roster_cache_list_blobs     (RosterCache             *self,
                                        GError                 **error);

/* What a person does with blobs that the office refused. */
int        roster_cache_retry_blobs    (RosterCache             *self,
                                        const char              *id,
                                        GError                 **error);
gboolean   roster_cache_give_up_blob   (RosterCache             *self,
                                        const RosterQueuedBlob  *blob,
                                        GError                 **error);
gboolean   roster_cache_drop_blob      (RosterCache             *self,
                                        const RosterQueuedBlob  *blob,
                                        GError                 **error);

GBytes    *roster_cache_read_blob      (RosterCache             *self,
                                        const char              *id,
                                        GError                 **error);

/* What the sync does. */
GPtrArray *roster_cache_take_blobs     (RosterCache             *self,
                                        GError                 **error);
gboolean   roster_cache_confirm_blob   (RosterCache             *self,
                                        const RosterQueuedBlob  *blob,
                                        GError                 **error);
gboolean   roster_cache_refuse_blob    (RosterCache             *self,
                                        const RosterQueuedBlob  *blob,
                                        const char              *reason,
                                        GError                 **error);

guint      roster_cache_forget_blobs   (RosterCache             *self,
                                        GError                 **error);
guint      roster_cache_trim_blobs     (RosterCache             *self,
                                        gint64                   before,
                                        GError                 **error);

G_END_DECLS
