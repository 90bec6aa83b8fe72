/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-cache.h"
#include "roster-journal.h"
#include "roster-search-index.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_STORE (roster_store_get_type ())
G_DECLARE_FINAL_TYPE (RosterStore, roster_store, ROSTER, STORE, GObject)

/**
 * RosterStoreFunc:
 * @cache: the connection of the thread that runs this
 * @data: what was handed over
 *
 * Work on the cache, run in one of the store's threads.
 *
 * Returns: (transfer full) (nullable): the result, or %NULL with @error set
 */
typedef gpointer (*RosterStoreFunc) (RosterCache   *cache,
                                     gpointer       data,
                                     GCancellable  *cancellable,
                                     GError       **error);

/**
 * RosterFirstRead:
 * @key: names the result, see roster_store_take_first()
 * @func: reads; it cannot write
 * @data: (nullable): constant, handed to @func
 * @free_result: frees what nobody takes
 * @may_lag: whether the store is open before it is read; see roster_store_join_first()
 *
 * What the first screen shows: read while the store is opened, so that the toolkit starts meanwhile and the first frame
 * has it.
 */
typedef struct
{
  gconstpointer key;
  RosterStoreFunc func;
  gconstpointer data;
  GDestroyNotify free_result;
  gboolean may_lag;
} RosterFirstRead;

/*
 * The cache for the app: one writer connection and one reader connection, each with a thread of its own, so that
 * reading never waits for a long write. Signals come on the main thread:
 *
 *   changed (GPtrArray *keys)   records that were written, deleted or merged, here or by another process
 *   (RosterRecordKey); a key with an empty id stands for all records of its type outbox-changed ()           what
 *   waits, is refused or in conflict step-recorded (gint64, char *label)   a step of this person's own that Ctrl+Z
 *   would undo
 */
void          roster_store_open_async   (const char           *path,
                                         RosterClock          *clock,
                                         RosterIdSource       *ids,
                                         GArray               *first,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
RosterStore  *roster_store_open_finish  (GAsyncResult         *result,
                                         RosterRecovery      **recovery,
                                         GError              **error);
RosterStore  *roster_store_open         (const char           *path,
                                         RosterClock          *clock,
                                         RosterIdSource       *ids,
                                         RosterRecovery      **recovery,
                                         GError              **error);
void          roster_store_close        (RosterStore          *self);

const char   *roster_store_path         (RosterStore          *self);
RosterClock  *roster_store_clock        (RosterStore          *self);
char         *roster_store_new_id       (RosterStore          *self);

gpointer      roster_store_take_first   (RosterStore          *self,
                                         gconstpointer         key);
gboolean      roster_store_join_first   (RosterStore          *self,
                                         gconstpointer         key,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);

void          roster_store_read_async   (RosterStore          *self,
                                         RosterStoreFunc       func,
                                         gpointer              data,
                                         GDestroyNotify        free_data,
                                         GDestroyNotify        free_result,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
void          roster_store_write_async  (RosterStore          *self,
                                         RosterStoreFunc       func,
                                         gpointer              data,
                                         GDestroyNotify        free_data,
                                         GDestroyNotify        free_result,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gpointer      roster_store_finish       (RosterStore          *self,
                                         GAsyncResult         *result,
                                         GError              **error);

void          roster_store_apply_async  (RosterStore          *self,
                                         RosterEdit           *edit,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gint64        roster_store_apply_finish (RosterStore          *self,
                                         GAsyncResult         *result,
                                         GError              **error);

void                  roster_store_undo_async  (RosterStore          *self,
                                                gint64                step,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
void                  roster_store_redo_async  (RosterStore          *self,
                                                gint64                step,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
RosterReversalReport *roster_store_undo_finish (RosterStore          *self,
                                                GAsyncResult         *result,
                                                GError              **error);

void          roster_store_search_async  (RosterStore          *self,
                                          const char           *text,
                                          const RosterRecordType *type,
                                          guint                 limit,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
GPtrArray    *roster_store_search_finish (RosterStore          *self,
                                          GAsyncResult         *result,
                                          GError              **error);

void          roster_store_check_foreign_commits (RosterStore *self);

G_END_DECLS
