/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"
#include "roster-record-table.h"

G_BEGIN_DECLS

/* What the parts of the cache share; nothing outside this folder includes it. */

struct _RosterCache
{
  RosterDatabase *database;
  RosterClock *clock;
  RosterIdSource *ids;
  RosterRecordTable *tables[ROSTER_N_RECORD_TYPES];
  /* The revision that the transaction under way will have */
  gint64 revision;
};

gboolean roster_cache_begin_internal  (RosterCache             *self,
                                       GError                 **error);
gboolean roster_cache_commit_internal (RosterCache             *self,
                                       GError                 **error);

gboolean roster_cache_put_row         (RosterCache             *self,
                                       RosterRecord            *record,
                                       GError                 **error);
gboolean roster_cache_delete_row      (RosterCache             *self,
                                       const RosterRecordType  *type,
                                       const char              *id,
                                       GError                 **error);
gboolean roster_cache_write_row       (RosterCache             *self,
                                       RosterRecord            *record,
                                       GError                 **error);
gboolean roster_cache_note_changed    (RosterCache             *self,
                                       const RosterRecordType  *type,
                                       const char              *id,
                                       GError                 **error);

gboolean roster_cache_write_search    (RosterCache             *self,
                                       const RosterRecordType  *type,
                                       const char              *id,
                                       const char              *title,
                                       const char              *key,
                                       GError                 **error);

RosterStatement *roster_cache_prepare_put (RosterCache          *self,
                                       const RosterRecordType  *type,
                                       GError                 **error);

gint64   roster_cache_add_step        (RosterCache             *self,
                                       RosterCause              cause,
                                       const char              *label,
                                       gint64                   undoes,
                                       GError                 **error);
gboolean roster_cache_add_entry       (RosterCache             *self,
                                       gint64                   step,
                                       RosterRecord            *before,
                                       RosterRecord            *after,
                                       GError                 **error);
gboolean roster_cache_mark_pending    (RosterCache             *self,
                                       gint64                   step,
                                       RosterRecord            *before,
                                       RosterRecord            *after,
                                       GError                 **error);

gboolean roster_cache_check_account   (RosterCache             *self,
                                       RosterRecord            *record,
                                       GError                 **error);

/* One row changed by a person: written, journaled and marked for the office. */
gboolean roster_cache_change_row      (RosterCache             *self,
                                       gint64                   step,
                                       RosterRecord            *before,
                                       RosterRecord            *after,
                                       GError                 **error);

gboolean roster_cache_queue_blobs     (RosterCache             *self,
                                       RosterRecord            *before,
                                       RosterRecord            *after,
                                       GError                 **error);

RosterRecord *roster_cache_edited_row   (RosterRecord            *current,
                                         RosterRecord            *before,
                                         RosterRecord            *after);
char         *roster_cache_record_json  (RosterRecord            *record);
RosterRecord *roster_cache_parse_record (const RosterRecordType  *type,
                                         const char              *account,
                                         const char              *json);
gboolean      roster_cache_copy_schema  (RosterDatabase          *database,
                                         GError                 **error);

G_END_DECLS
