/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-clock.h"
#include "roster-database.h"
#include "roster-edit.h"
#include "roster-id.h"

G_BEGIN_DECLS

/*
 * The cache: one SQLite file with the records of a person's accounts, the journal of every change, the outbox of what
 * the office has not confirmed, and the open conflicts. Everything here blocks and belongs to one thread; RosterStore
 * runs it on threads of its own for the app. Its parts are in roster-journal.h, roster-outbox.h, roster-conflict.h and
 * roster-account.h.
 */
typedef struct _RosterCache RosterCache;

RosterCache    *roster_cache_open        (const char              *path,
                                          RosterClock             *clock,
                                          RosterIdSource          *ids,
                                          GError                 **error);
RosterCache    *roster_cache_open_reader (const char              *path,
                                          RosterClock             *clock,
                                          GError                 **error);
void            roster_cache_close       (RosterCache             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCache, roster_cache_close)

RosterDatabase *roster_cache_database    (RosterCache             *self);
RosterClock    *roster_cache_clock       (RosterCache             *self);
char           *roster_cache_new_id      (RosterCache             *self);

/* Reading. A missing record gives NULL without an error. */
RosterRecord   *roster_cache_get         (RosterCache             *self,
                                          const RosterRecordType  *type,
                                          const char              *id,
                                          GError                 **error);
RosterRecord   *roster_cache_find        (RosterCache             *self,
                                          const char              *id,
                                          GError                 **error);
GPtrArray      *roster_cache_list        (RosterCache             *self,
                                          const RosterRecordType  *type,
                                          GError                 **error);
GPtrArray      *roster_cache_list_by     (RosterCache             *self,
                                          const RosterRecordType  *type,
                                          const char              *field,
                                          const char              *value,
                                          GError                 **error);
GPtrArray      *roster_cache_select      (RosterCache             *self,
                                          const RosterRecordType  *type,
                                          GError                 **error,
                                          const char              *condition,
                                          const char              *format,
                                          ...);
GPtrArray      *roster_cache_select_among (RosterCache            *self,
                                          const RosterRecordType  *type,
                                          GHashTable              *ids,
                                          const char              *field,
                                          GHashTable              *values,
                                          GError                 **error,
                                          const char              *condition);
gint64          roster_cache_count       (RosterCache             *self,
                                          const RosterRecordType  *type,
                                          GError                 **error);
gint64          roster_cache_revision    (RosterCache             *self);

/**
 * RosterRecordKey:
 * @type: the record's type
 * @id: its id; empty for all records of the type
 *
 * Which record; used where the record itself may be gone.
 */
typedef struct
{
  const RosterRecordType *type;
  char *id;
} RosterRecordKey;

RosterRecordKey *roster_record_key_new   (const RosterRecordType  *type,
                                          const char              *id);
void             roster_record_key_free  (RosterRecordKey         *self);

GPtrArray      *roster_cache_changed_since (RosterCache           *self,
                                          gint64                   revision,
                                          GError                 **error);

/* Writing: one step of the journal in one transaction. */
gboolean        roster_cache_apply       (RosterCache             *self,
                                          RosterEdit              *edit,
                                          gint64                  *step,
                                          GError                 **error);

/* Small facts about this cache, such as the address of its office. */
char           *roster_cache_get_fact    (RosterCache             *self,
                                          const char              *name);
gboolean        roster_cache_set_fact    (RosterCache             *self,
                                          const char              *name,
                                          const char              *value,
                                          GError                 **error);

/* Whole-file health: SQLite's integrity check, then that every stored row is a sound record and every mark has its
   row. */
gboolean        roster_cache_check       (RosterCache             *self,
                                          GError                 **error);

/**
 * RosterRecovery:
 * @moved_to: where the damaged file lies now
 * @n_saved: how many waiting changes were saved out of it
 * @n_lost: how many were seen but could not be read
 *
 * What became of a damaged cache.
 */
typedef struct
{
  char *moved_to;
  guint n_saved;
  guint n_lost;
} RosterRecovery;

void            roster_recovery_free     (RosterRecovery          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterRecovery, roster_recovery_free)

RosterCache    *roster_cache_open_or_recover (const char          *path,
                                          RosterClock             *clock,
                                          RosterIdSource          *ids,
                                          RosterRecovery         **recovery,
                                          GError                 **error);

void            roster_cache_report_damage (const char             *path);

G_END_DECLS
